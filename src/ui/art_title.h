/* The pictures of the title: a besieged city under the night sky, and the
 * name of the game in large letters. Drawn from the size of the box alone, so
 * that any screen gets a picture of its own. */
#ifndef UI_ART_TITLE_H
#define UI_ART_TITLE_H

#include "ui/frame.h"

/* Draw sky, city and camps into rows 0 .. rows - 1; `horizon` is the row on
 * which the walls stand. Camps keep out of the columns from `gap` on,
 * `gap_width` wide, below the horizon. */
struct title_scene {
    int rows, horizon;
    int sky; /* the first row below the name, where the moon may stand */
    int gap, gap_width;
};
void art_title(struct frame *frame, const struct title_scene *scene);

/* Draw the name in large letters, centred; returns the rows that it takes,
 * 0 when the frame is too narrow. NULL: only count. `rows` is the room. */
int art_name(struct frame *frame, int width, int y, int rows);

#endif
