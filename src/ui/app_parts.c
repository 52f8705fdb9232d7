/* Parts that all screens share: header, keys, rules, stars, hits, cursors. */
#include <stdio.h>
#include <string.h>

#include "ui/page.h"
#include "ui/screen.h"

void app_hit(struct app *app, int x, int y, int width, int height, uint32_t key,
             int item)
{
    if (app->hit_count < HITS_MAX) {
        app->hits[app->hit_count++] = (struct hit){.x = x,
                                                   .y = y,
                                                   .width = width,
                                                   .height = height,
                                                   .key = key,
                                                   .item = item};
    }
}

void draw_header(struct app *app, struct frame *frame, const char *left,
                 const char *right)
{
    (void)app;
    int room = frame->width - 2;
    int wanted = text_width(right);
    int used = text_draw(frame, 1, 0, room, left, FRAME_TITLE);
    if (wanted > 0 && used + 2 + wanted <= room) {
        text_draw_right(frame, 1, 0, room, right, FRAME_DIM);
    }
}

void draw_rule(struct frame *frame, int y)
{
    frame_run(frame, 0, y, frame->width, GLYPH_LINE_H, FRAME_LINE);
}

void draw_message(struct app *app, struct frame *frame, int y)
{
    text_draw(frame, 1, y, frame->width - 2, app->message, FRAME_BAD);
}

void draw_stars(struct frame *frame, int x, int y, unsigned stars)
{
    for (unsigned i = 0; i < 3; i++) {
        bool won = i < stars;
        frame_glyph(frame, x + (int)i, y, won ? GLYPH_STAR : GLYPH_STAR_EMPTY,
                    won ? FRAME_GOOD : FRAME_DIM);
    }
}

/* Draw one key at x where it fits whole; returns the next free column. */
static int draw_key(struct app *app, struct frame *frame, int x,
                    const struct keybind *bind)
{
    const struct screen *screen = screen_get((enum screen_id)app->screen);
    struct key_name name = {.what = _(bind->what)};
    int y = frame->height - 1;
    (void)snprintf(name.label, sizeof name.label, "%s", bind->label);
    if (screen->name != NULL) {
        screen->name(app, bind->key, &name);
    }
    int width = text_width(name.label) + 1 + text_width(name.what);
    if (x + width > frame->width) {
        return x;
    }
    int used = text_draw(frame, x, y, frame->width - x, name.label, FRAME_KEY);
    text_draw(frame, x + used + 1, y, frame->width - x - used - 1, name.what,
              FRAME_TEXT);
    app_hit(app, x, y, width, 1, bind->key, -1);
    return x + width + 2;
}

void draw_keys(struct app *app, struct frame *frame)
{
    static const struct keybind always[] = {{'?', "?", N_("help")},
                                            {'q', "q", N_("quit")}};
    const struct screen *screen = screen_get((enum screen_id)app->screen);
    const struct keybind *keys = screen->keys;
    int x = 1;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        x = draw_key(app, frame, x, &always[i]);
    }
    for (; keys != NULL && keys->key != 0; keys++) {
        if (screen->offers == NULL || screen->offers(app, keys->key)) {
            x = draw_key(app, frame, x, keys);
        }
    }
}

static int clamp(int value, int low, int high)
{
    return value > high ? (high < low ? low : high)
                        : (value < low ? low : value);
}

/* Move a number the way the usual keys say. False: another key. */
static bool move(int *value, uint32_t key, int page, int last)
{
    switch (key) {
    case KEYS_UP:
        --*value;
        break;
    case KEYS_DOWN:
        ++*value;
        break;
    case KEYS_PAGE_UP:
        *value -= page;
        break;
    case KEYS_PAGE_DOWN:
        *value += page;
        break;
    case KEYS_HOME:
        *value = 0;
        break;
    case KEYS_END:
        *value = last;
        break;
    default: /* a code point, not an enum */
        return false;
    }
    *value = clamp(*value, 0, last);
    return true;
}

bool app_move_cursor(struct app *app, uint32_t key, int count, int page)
{
    return move(&app->cursor[app->screen], key, page, count - 1);
}

bool app_move_scroll(struct app *app, uint32_t key)
{
    int page = app->height > 8 ? app->height - 6 : 2;
    return move(&app->scroll[app->screen], key, page, PAGE_LINES_MAX);
}
