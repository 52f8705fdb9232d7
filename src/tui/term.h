/* The terminal: the only module that includes <curses.h>. Turns frames into
 * writes and bytes into inputs; owns signals while it is open; restores the
 * terminal once, on every path. */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include <stdbool.h>

#include "core/status.h"
#include "ui/app.h"

enum term_color { TERM_COLOR_AUTO, TERM_COLOR_ALWAYS, TERM_COLOR_NEVER };

struct term_options {
    enum term_color color; /* auto: NO_COLOR and the terminal decide */
    bool mouse;
};

/* Run the app until the player quits or a signal ends it. Returns the exit
 * code of the program: 0 after q, 128 + N after signal N (the terminal is
 * restored first).
 * Fails: STATUS_IO with one helpful line in `why` when there is no terminal
 * or TERM is unknown; *exit_code is then 2. */
STRATEGOS_CHECKED enum status term_run(struct app *app,
                                       const struct term_options *options,
                                       int *exit_code, struct diag *why);

#endif
