/* An app on some levels, and the frame that it draws into. What fails here
 * fails the test (cmocka). */
#ifndef SUPPORT_GLASS_H
#define SUPPORT_GLASS_H

#include "support/frames.h"

struct glass {
    struct app *app;
    struct frame frame;
};

/* Open the title and draw it. Owner: the caller, who calls glass_close. */
struct glass glass_open(const struct campaign *campaign, int width, int height);

/* Close it, and speak English again. */
void glass_close(struct glass *glass);

bool glass_shows(const struct glass *glass, const char *text);

/* As frames_press; the frame must then be well formed. */
bool glass_press(struct glass *glass, const char *keys);

#endif
