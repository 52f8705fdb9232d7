/* Frames to bytes: only the cells that differ from what the terminal shows,
 * and one write for all of them. (Curses would flush after every movement of
 * the cursor.) Opens and closes nothing. */
#ifndef TUI_PAINT_H
#define TUI_PAINT_H

#include "tui/theme.h"
#include "ui/frame.h"

struct paint {
    struct theme theme;
    struct frame shown; /* what the terminal shows */
    char *bytes;        /* the frame's bytes, before they are written */
    size_t length, room;
    struct pen pen; /* that the terminal writes with now */
    int x, y;       /* the terminal's cursor; -1: unknown */
};

/* Forget what the terminal shows: the next frame clears and draws all. */
void paint_forget(struct paint *paint);

/* Show the frame. Writes nothing when the terminal shows it already. */
void paint_frame(struct paint *paint, const struct frame *frame);

/* Free the memory. */
void paint_close(struct paint *paint);

#endif
