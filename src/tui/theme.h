/* What each role looks like on a terminal: roles times schemes. One of the
 * schemes has no colour at all. Draws nothing. */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include <curses.h>

#include "tui/term.h"
#include "ui/frame.h"

enum scheme { SCHEME_MONO, SCHEME_BASIC, SCHEME_RICH, SCHEME_COUNT };

struct theme {
    attr_t attributes[FRAME_ROLE_COUNT];
    short pair[FRAME_ROLE_COUNT]; /* 0: the terminal's own colours */
};

/* Choose a scheme for the open terminal and set its colours up. Without
 * colour start_color() is never called, so that not even the sequence that
 * resets colours is sent. */
void theme_open(struct theme *theme, enum term_color wish);

#endif
