/* A level as a small picture: the city and the camps, before anything
 * happened. For the briefing and the campaign. */
#ifndef UI_PICTURE_H
#define UI_PICTURE_H

#include "level/level.h"
#include "ui/frame.h"
#include "ui/layout.h"

/* Draw into the box. Boxes that are too small stay as they are. */
void picture_draw(struct frame *frame, struct box box,
                  const struct level *level);

#endif
