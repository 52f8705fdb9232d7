#include "glass.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "ui/text.h"

struct glass glass_open(const struct campaign *campaign, int width, int height)
{
    const struct app_options options = {.campaign = campaign, .seed = 1};
    struct glass glass = {.app = app_open(&options)};
    assert_non_null(glass.app);
    assert_true(frame_open(&glass.frame, width, height, false));
    app_draw(glass.app, &glass.frame);
    return glass;
}

void glass_close(struct glass *glass)
{
    app_close(glass->app);
    frame_close(&glass->frame);
    text_set_language(LANGUAGE_EN);
}

bool glass_shows(const struct glass *glass, const char *text)
{
    static char all[FRAME_WIDTH_MAX * FRAME_HEIGHT_MAX * 4];
    assert_true(frame_text(&glass->frame, all, sizeof all) < sizeof all);
    return strstr(all, text) != NULL;
}

bool glass_press(struct glass *glass, const char *keys)
{
    bool goes_on = frames_press(glass->app, &glass->frame, keys);
    assert_true(frames_well_formed(&glass->frame));
    return goes_on;
}
