/* The machine of screens: which one is on, what an input means, where it goes.
 * Parts that screens share are in app_parts.c, levels and sieges in
 * app_level.c. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "ui/lab.h"
#include "ui/screen.h"

enum {
    DEAF_TICKS = 4, /* without Enter, until it is heard again */
    DEAF_MS = 100   /* a tick of a screen where nothing moves */
};

const struct screen *screen_get(enum screen_id id)
{
    static const struct screen *const screens[SCREEN_COUNT] = {
        [SCREEN_TITLE] = &screen_title,
        [SCREEN_LEVELS] = &screen_levels,
        [SCREEN_BRIEFING] = &screen_briefing,
        [SCREEN_SIEGE] = &screen_siege,
        [SCREEN_BATTLE] = &screen_battle,
        [SCREEN_DEBRIEF] = &screen_debrief,
        [SCREEN_HELP] = &screen_help,
        [SCREEN_SETTINGS] = &screen_settings,
        [SCREEN_PROOF] = &screen_proof,
        [SCREEN_LAB] = &screen_lab};
    return screens[id];
}

static const struct screen *present(const struct app *app)
{
    return screen_get((enum screen_id)app->screen);
}

struct app *app_open(const struct app_options *options)
{
    struct app *app = calloc(1, sizeof *app);
    if (app == NULL) {
        return NULL;
    }
    app->options = *options;
    app->predicted = ORDER_NONE;
    app->width = 80;
    app->height = 24;
    if (options->progress != NULL &&
        progress_kept(options->progress, &app->kept, &app->kept_length) !=
            STATUS_OK) {
        app->kept = NULL;
    }
    app_go(app, SCREEN_TITLE);
    return app;
}

void app_close(struct app *app)
{
    if (app == NULL) {
        return;
    }
    for (int id = 0; id < SCREEN_COUNT; id++) {
        const struct screen *screen = screen_get((enum screen_id)id);
        if (screen->close != NULL) {
            screen->close(app);
        }
    }
    session_close(app->session);
    free(app->kept);
    free(app->known);
    free(app);
}

void app_go(struct app *app, enum screen_id id)
{
    app->screen = (uint8_t)id;
    app->hit_count = 0;
    if (id == SCREEN_TITLE || id == SCREEN_LEVELS) {
        screen_lab.close(app); /* nothing leads back to it */
        app_end_trial(app);
    }
    /* The end comes by itself: who hammers Enter shall not fall through it. */
    app->deaf = id == SCREEN_BATTLE || id == SCREEN_DEBRIEF ? DEAF_TICKS : 0;
    if (present(app)->enter != NULL) {
        present(app)->enter(app);
    }
}

void app_say(struct app *app, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(app->message, sizeof app->message, format, arguments);
    va_end(arguments);
}

static bool has_levels(const struct app *app)
{
    return app->options.campaign != NULL && app->options.campaign->count > 0;
}

void app_go_home(struct app *app)
{
    app_go(app, app->lab != NULL  ? SCREEN_LAB
                : has_levels(app) ? SCREEN_LEVELS
                                  : SCREEN_TITLE);
}

static void leave_lab(struct app *app)
{
    enum screen_id back = lab_back(app);
    screen_lab.close(app);
    app_go(app, back);
}

/* Leave the screen for the one behind it; the title is the last. */
static void leave(struct app *app)
{
    switch ((enum screen_id)app->screen) {
    case SCREEN_TITLE:
        app->quit = true;
        break;
    case SCREEN_HELP:
        /* Nothing of the screen behind may begin anew: no enter. */
        app->screen = app->back;
        app->hit_count = 0;
        break;
    case SCREEN_LAB:
        leave_lab(app);
        break;
    case SCREEN_PROOF: /* it goes back where it came from by itself */
    case SCREEN_BRIEFING:
    case SCREEN_SIEGE:
    case SCREEN_BATTLE:
    case SCREEN_DEBRIEF:
        app_go_home(app);
        break;
    case SCREEN_LEVELS:
    case SCREEN_SETTINGS:
    case SCREEN_COUNT:
        app_go(app, SCREEN_TITLE);
        break;
    }
}

static bool too_small(const struct app *app)
{
    return app->width < SCREEN_WIDTH_MIN || app->height < SCREEN_HEIGHT_MIN;
}

/* Keys of the two-set Korean keyboard, in the order of the compatibility jamo
 * from U+3131; '.' where a jamo has no key of its own. */
static uint32_t latin_of_jamo(uint32_t key)
{
    static const char latin[] = "rr.s..eef.......aqq.ttdwwczxvg"
                                "koiojpuph...yn...bm.l";
    if (key < 0x3131 || key >= 0x3131 + sizeof latin - 1) {
        return key;
    }
    char letter = latin[key - 0x3131];
    return letter == '.' ? key : (uint32_t)(unsigned char)letter;
}

/* One form for keys that mean the same. */
static uint32_t plain_key(uint32_t key)
{
    key = latin_of_jamo(key);
    if (key >= 'A' && key <= 'Z') {
        return key - 'A' + 'a';
    }
    switch (key) {
    case '\r':
        return KEYS_ENTER;
    case 127:
        return KEYS_BACKSPACE;
    default: /* a code point, not an enum */
        return key;
    }
}

static void go_help(struct app *app)
{
    app->back = app->screen;
    app_go(app, SCREEN_HELP);
}

static void go_back(struct app *app, uint32_t key)
{
    const struct screen *screen = present(app);
    if (screen->back != NULL && screen->back(app)) {
        return;
    }
    if (key == 'q' || app->screen != SCREEN_TITLE) {
        leave(app);
    }
}

/* Say whether a key of the keyboard is not heard yet: the screen is new. */
static bool is_unheard(struct app *app, uint32_t raw)
{
    uint32_t key = plain_key(raw);
    if (app->deaf == 0 || (key != KEYS_ENTER && key != ' ')) {
        return false;
    }
    app->deaf = DEAF_TICKS;
    return true;
}

static void take_key(struct app *app, uint32_t raw)
{
    uint32_t key = plain_key(raw);
    if (too_small(app)) {
        app->quit = key == 'q';
        return;
    }
    switch (key) {
    case '?':
        if (app->screen == SCREEN_HELP) {
            leave(app);
        } else {
            go_help(app);
        }
        break;
    case 'q':
    case KEYS_ESC:
    case KEYS_BACKSPACE:
        go_back(app, key);
        break;
    case KEYS_REDRAW:
        break;
    default: /* a code point, not an enum: the screen's own */
        if (present(app)->key != NULL) {
            present(app)->key(app, key);
        }
        break;
    }
}

static const struct hit *hit_at(const struct app *app, int x, int y)
{
    for (int i = app->hit_count - 1; i >= 0; i--) {
        const struct hit *hit = &app->hits[i];
        if (x >= hit->x && x < hit->x + hit->width && y >= hit->y &&
            y < hit->y + hit->height) {
            return hit;
        }
    }
    return NULL;
}

static void take_click(struct app *app, int x, int y)
{
    const struct hit *hit = hit_at(app, x, y);
    if (hit == NULL || too_small(app)) {
        return;
    }
    if (hit->item < 0) {
        take_key(app, hit->key);
    } else if (present(app)->select != NULL) {
        bool again = app->cursor[app->screen] == hit->item;
        present(app)->select(app, hit->item, again);
    }
}

/* Where nothing is selected the wheel scrolls by three lines. */
static void take_wheel(struct app *app, uint32_t key)
{
    int times = present(app)->select == NULL ? 3 : 1;
    uint8_t screen = app->screen;
    while (times-- > 0 && app->screen == screen) {
        take_key(app, key);
    }
}

static void take_mouse(struct app *app, const struct input *input)
{
    switch ((enum mouse_button)input->button) {
    case MOUSE_LEFT:
        take_click(app, input->x, input->y);
        break;
    case MOUSE_WHEEL_UP:
        take_wheel(app, KEYS_UP);
        break;
    case MOUSE_WHEEL_DOWN:
        take_wheel(app, KEYS_DOWN);
        break;
    case MOUSE_RIGHT:
        break;
    }
}

/* Nothing is computed behind the player's back. */
static void settle_cover(struct app *app)
{
    bool help = app->screen == SCREEN_HELP;
    bool covered = help || too_small(app);
    const struct screen *under =
        screen_get((enum screen_id)(help ? app->back : app->screen));
    if (covered != app->covered) {
        app->covered = covered;
        if (under->cover != NULL) {
            under->cover(app, covered);
        }
    }
}

bool app_input(struct app *app, const struct input *input)
{
    switch ((enum input_kind)input->kind) {
    case INPUT_KEY:
        if (!is_unheard(app, input->key)) {
            take_key(app, input->key);
        }
        break;
    case INPUT_MOUSE:
        take_mouse(app, input);
        break;
    case INPUT_RESIZE:
        app->width = input->x;
        app->height = input->y;
        app->hit_count = 0;
        break;
    case INPUT_TICK:
        app->frame_number++;
        app->deaf = app->deaf > 0 ? (uint8_t)(app->deaf - 1) : 0;
        if (present(app)->tick != NULL && !too_small(app)) {
            present(app)->tick(app);
        }
        break;
    }
    settle_cover(app);
    return !app->quit;
}

/* One line where there is but one, else a line for each size. */
static void draw_too_small(const struct app *app, struct frame *frame)
{
    char text[128];
    if (app->height < 4) {
        (void)snprintf(text, sizeof text, _("need %dx%d, is %dx%d"),
                       SCREEN_WIDTH_MIN, SCREEN_HEIGHT_MIN, app->width,
                       app->height);
    } else {
        (void)snprintf(
            text, sizeof text, _("Too small.\nneed %dx%d\nis   %dx%d\nq quit"),
            SCREEN_WIDTH_MIN, SCREEN_HEIGHT_MIN, app->width, app->height);
    }
    text_wrap(frame, 0, 0, frame->width, frame->height, 0, text, FRAME_TEXT);
}

void app_draw(struct app *app, struct frame *frame)
{
    app->width = frame->width;
    app->height = frame->height;
    app->hit_count = 0;
    frame->ascii = app->options.ascii;
    frame_clear(frame);
    if (too_small(app)) {
        draw_too_small(app, frame);
        return;
    }
    present(app)->draw(app, frame);
}

unsigned app_tick_in(const struct app *app)
{
    const struct screen *screen = present(app);
    unsigned wanted =
        screen->tick_in == NULL || too_small(app) ? 0 : screen->tick_in(app);
    return wanted == 0 && app->deaf > 0 ? DEAF_MS : wanted;
}

bool app_language_changed(struct app *app)
{
    bool changed = app->language_changed;
    app->language_changed = false;
    return changed;
}
