/* Screens in tests: the locale, keys by name, frames that are well formed. */
#ifndef SUPPORT_FRAMES_H
#define SUPPORT_FRAMES_H

#include <stdbool.h>

#include "level/campaign.h"
#include "ui/app.h"

/* Take a UTF-8 locale and the translations beside the tested program. */
bool frames_locale(void);

/* The levels of the project; read once. */
const struct campaign *frames_campaign(void);

/* Press keys by name, drawing after each as the terminal would: "down enter
 * x 2"; names as in enum key, in lower case; single letters are themselves;
 * "tick" is one tick, "settle" as many as it takes until nothing moves.
 * Who presses them takes a breath where the app is deaf to haste.
 * Returns false when the app has quit. */
bool frames_press(struct app *app, struct frame *frame, const char *keys);

/* Every row is exactly as wide as the frame: a wide letter has its second
 * half, a narrow one has none, nothing else takes no or two cells, no
 * control; with `ascii` no glyph beyond ASCII but hangul. */
bool frames_well_formed(const struct frame *frame);

#endif
