/* The terminal as a sheet of glass: opened, painted with a frame, left to the
 * shell for a while, closed. Knows neither keys nor signals' handlers. */
#ifndef TUI_GLASS_H
#define TUI_GLASS_H

#include "core/status.h"
#include "tui/paint.h"
#include "tui/signals.h"
#include "ui/frame.h"

struct glass {
    void *screen; /* curses' own */
    struct paint paint;
    struct rescue rescue;
    int width, height; /* as the system tells it */
};

/* Take the terminal.
 * Fails: STATUS_IO with one helpful line when there is none that can be drawn
 * on; nothing was written to it then. */
STRATEGOS_CHECKED enum status glass_open(struct glass *glass,
                                         const struct term_options *options,
                                         struct diag *why);

/* Put it back as it was. */
void glass_close(struct glass *glass);

/* Ask the system for the size again and repaint all at the next paint. */
void glass_resize(struct glass *glass);

/* Repaint all at the next paint. */
void glass_refresh(struct glass *glass);

/* Show the frame; writes only what differs from the glass. */
void glass_paint(struct glass *glass, const struct frame *frame);

/* Give the terminal to the shell, and take it back. */
void glass_leave(struct glass *glass);
void glass_return(struct glass *glass);

#endif
