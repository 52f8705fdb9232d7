/* What each role looks like on a terminal: roles times schemes. One of the
 * schemes has no colour at all. Draws nothing. */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include <stdint.h>

#include "tui/term.h"
#include "ui/frame.h"

enum { PEN_BOLD = 1, PEN_REVERSE = 2, PEN_UNDERLINE = 4, PEN_OWN = -1 };

/* What a cell is written with. */
struct pen {
    int16_t colour;     /* of the terminal's palette; PEN_OWN: the user's */
    uint8_t attributes; /* PEN_BOLD ... */
};

struct theme {
    struct pen pen[FRAME_ROLE_COUNT];
};

/* Choose a scheme for the terminal, whose description has been read. Without
 * colour every pen is PEN_OWN. */
void theme_open(struct theme *theme, enum term_color wish);

/* The scheme of 256 colours, for what is no terminal: a recording of one. */
void theme_rich(struct theme *theme);

#endif
