/* Long texts in a box: see page.h. */
#include "ui/page.h"

#include "ui/text.h"

static int inner_width(struct box box, const struct paragraph *paragraph)
{
    int width = box.width - paragraph->indent - 1;
    return width > 1 ? width : 1;
}

static int lines_of(struct box box, const struct paragraph *paragraph)
{
    int lines = text_wrap(NULL, 0, 0, inner_width(box, paragraph), 0, 0,
                          paragraph->text, FRAME_TEXT);
    return lines > 0 || paragraph->label == NULL ? lines : 1;
}

static int lines_in_all(struct box box, const struct paragraph *paragraphs,
                        int count)
{
    int lines = 0;
    for (int i = 0; i < count; i++) {
        lines += (i > 0 ? paragraphs[i].space : 0);
        lines += lines_of(box, &paragraphs[i]);
    }
    return lines;
}

/* Draw one paragraph whose first line would be line `at` of the box. */
static void draw_paragraph(struct frame *frame, struct box box, int at,
                           const struct paragraph *paragraph)
{
    int skip = at < 0 ? -at : 0;
    int y = box.y + at + skip;
    int rows = box.height - at - skip;
    if (rows <= 0) {
        return;
    }
    text_wrap(frame, box.x + paragraph->indent, y, inner_width(box, paragraph),
              rows, skip, paragraph->text, (enum frame_role)paragraph->role);
    if (at < 0) {
        return;
    }
    if (paragraph->label != NULL) {
        text_draw(frame, box.x, y, paragraph->indent, paragraph->label,
                  (enum frame_role)paragraph->mark);
    } else if (paragraph->sign != GLYPH_COUNT) {
        frame_glyph(frame, box.x, y, paragraph->sign,
                    (enum frame_role)paragraph->mark);
    }
}

static void draw_more(struct frame *frame, struct box box, int scroll,
                      int lines)
{
    int x = box.x + box.width - 1;
    if (scroll > 0) {
        frame_glyph(frame, x, box.y, GLYPH_MORE_UP, FRAME_KEY);
    }
    if (scroll + box.height < lines) {
        frame_glyph(frame, x, box.y + box.height - 1, GLYPH_MORE_DOWN,
                    FRAME_KEY);
    }
}

int page_draw(struct frame *frame, struct box box, int *scroll,
              const struct paragraph *paragraphs, int count)
{
    int lines = lines_in_all(box, paragraphs, count);
    int last = lines > box.height ? lines - box.height : 0;
    *scroll = *scroll > last ? last : *scroll < 0 ? 0 : *scroll;
    if (frame == NULL) {
        return lines;
    }
    int at = -*scroll;
    for (int i = 0; i < count && at < box.height; i++) {
        at += (i > 0 ? paragraphs[i].space : 0);
        int height = lines_of(box, &paragraphs[i]);
        if (at + height > 0) {
            draw_paragraph(frame, box, at, &paragraphs[i]);
        }
        at += height;
    }
    draw_more(frame, box, *scroll, lines);
    return lines;
}
