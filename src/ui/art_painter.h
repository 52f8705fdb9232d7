/* What the files that paint the title share: see art_title.h. The unit of
 * height is half a row, which is about as high as a cell is wide. */
#ifndef UI_ART_PAINTER_H
#define UI_ART_PAINTER_H

#include "ui/art_title.h"

/* Where the painting stands, and how large one house is. */
struct painter {
    struct frame *frame;
    const struct title_scene *scene;
    int width, centre;
    int unit;    /* 1 at 80x24, 2 at 120x36, 3 at 200x60 */
    bool sparse; /* large: lines and letters of one byte, not solid walls */
};

/* A number that looks random and is always the same. */
unsigned art_scatter(int x, int y);

/* Paint the city, its walls on the horizon. */
void art_walls(const struct painter *p);

#endif
