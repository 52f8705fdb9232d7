/* Long texts in a box: paragraphs with a label or a sign in front, wrapped and
 * scrolled. For the briefing and the help. */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include "ui/frame.h"
#include "ui/layout.h"

enum { PAGE_LINES_MAX = 100000 };

/* One paragraph. `label` or `sign` stand before its first line; both are
 * optional. Texts are not copied. "\n" in the text ends a line. */
struct paragraph {
    const char *text;
    const char *label;
    enum glyph sign; /* GLYPH_COUNT: none */
    uint8_t role;    /* of the text */
    uint8_t mark;    /* role of label or sign */
    uint8_t indent;  /* cells before the text, label or sign included */
    uint8_t space;   /* empty lines before it */
};

/* Draw the paragraphs, leaving out the first *scroll lines; *scroll is kept
 * in the text first. Signs at the right edge say that there is more. Returns
 * how many lines there are in all. frame may be NULL: only count. */
int page_draw(struct frame *frame, struct box box, int *scroll,
              const struct paragraph *paragraphs, int count);

#endif
