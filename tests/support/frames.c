/* Screens in tests: see frames.h. */
#include "support/frames.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#include "ui/screen.h"

bool frames_locale(void)
{
    char folder[512] = "build/locale";
    const char *program = getenv("STRATEGOS_PROGRAM");
    const char *slash = program == NULL ? NULL : strrchr(program, '/');
    if (slash != NULL) {
        (void)snprintf(folder, sizeof folder, "%.*s/locale",
                       (int)(slash - program), program);
    }
    if (setlocale(LC_ALL, "C.UTF-8") == NULL) {
        return false;
    }
    (void)bindtextdomain("strategos", folder);
    (void)bind_textdomain_codeset("strategos", "UTF-8");
    (void)textdomain("strategos");
    text_set_language(LANGUAGE_EN);
    return true;
}

const struct campaign *frames_campaign(void)
{
    static struct campaign campaign;
    if (campaign.count == 0 &&
        campaign_scan(&campaign, "levels", NULL) != STATUS_OK) {
        campaign.count = 0;
    }
    return &campaign;
}

static uint32_t key_of(const char *name, size_t length)
{
    static const struct {
        const char *name;
        uint32_t key;
    } names[] = {{"up", KEYS_UP},
                 {"down", KEYS_DOWN},
                 {"left", KEYS_LEFT},
                 {"right", KEYS_RIGHT},
                 {"home", KEYS_HOME},
                 {"end", KEYS_END},
                 {"pgup", KEYS_PAGE_UP},
                 {"pgdn", KEYS_PAGE_DOWN},
                 {"enter", KEYS_ENTER},
                 {"tab", KEYS_TAB},
                 {"backtab", KEYS_BACKTAB},
                 {"esc", KEYS_ESC},
                 {"backspace", KEYS_BACKSPACE},
                 {"delete", KEYS_DELETE},
                 {"space", ' '}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i].name) == length &&
            strncmp(names[i].name, name, length) == 0) {
            return names[i].key;
        }
    }
    return text_next(&name);
}

/* Tick, in time, until nothing moves any more. */
static void settle(struct app *app, struct frame *frame)
{
    enum { MOST = 4000, NAP = 5000000 /* nanoseconds */ };
    const struct timespec nap = {.tv_nsec = NAP};
    for (int i = 0; i < MOST && app_tick_in(app) > 0; i++) {
        (void)nanosleep(&nap, NULL);
        (void)app_input(app, &(struct input){.kind = INPUT_TICK});
        app_draw(app, frame);
    }
}

bool frames_press(struct app *app, struct frame *frame, const char *keys)
{
    bool goes_on = true;
    while (goes_on && *keys != '\0') {
        size_t length = strcspn(keys, " ");
        struct input input = {.kind = INPUT_KEY, .key = key_of(keys, length)};
        if (length == 4 && strncmp(keys, "tick", 4) == 0) {
            input.kind = INPUT_TICK;
        }
        if (length == 6 && strncmp(keys, "settle", 6) == 0) {
            settle(app, frame);
            input.kind = INPUT_TICK;
        }
        while (input.kind == INPUT_KEY && app->deaf > 0) {
            (void)app_input(app, &(struct input){.kind = INPUT_TICK});
        }
        goes_on = app_input(app, &input);
        app_draw(app, frame);
        keys += length;
        keys += strspn(keys, " ");
    }
    return goes_on;
}

static bool cell_fits(const struct frame *frame, const struct cell *cell,
                      bool last)
{
    int width = wcwidth((wchar_t)cell->glyph);
    bool hangul = cell->glyph >= 0xAC00 && cell->glyph <= 0xD7A3;
    if (frame->ascii && cell->glyph >= 0x80 && !hangul) {
        return false;
    }
    if (width == 2) {
        return !last && cell[1].glyph == 0;
    }
    return width == 1 && (last || cell[1].glyph != 0);
}

bool frames_well_formed(const struct frame *frame)
{
    for (int y = 0; y < frame->height; y++) {
        const struct cell *row =
            frame->cells + (size_t)y * (size_t)frame->width;
        for (int x = 0; x < frame->width; x++) {
            bool half = row[x].glyph == 0 && x > 0;
            if (row[x].role >= FRAME_ROLE_COUNT ||
                (!half && !cell_fits(frame, &row[x], x == frame->width - 1))) {
                (void)fprintf(stderr, "cell %d,%d of %dx%d: U+%04X\n", x, y,
                              frame->width, frame->height,
                              (unsigned)row[x].glyph);
                return false;
            }
        }
    }
    return true;
}
