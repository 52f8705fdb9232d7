/* The game as a machine of screens: input in, frame out. No curses: tests and
 * tui/ drive it alike. */
#ifndef UI_APP_H
#define UI_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "level/campaign.h"
#include "session/progress.h"
#include "session/session.h"
#include "ui/frame.h"

enum input_kind { INPUT_KEY, INPUT_MOUSE, INPUT_RESIZE, INPUT_TICK };

/* Keys are code points; the others start above Unicode. */
enum key {
    KEYS_ENTER = '\n',
    KEYS_TAB = '\t',
    KEYS_ESC = 27,
    KEYS_BACKSPACE = 8,
    KEYS_REDRAW = 12,
    KEYS_UP = 0x200000,
    KEYS_DOWN,
    KEYS_LEFT,
    KEYS_RIGHT,
    KEYS_HOME,
    KEYS_END,
    KEYS_PAGE_UP,
    KEYS_PAGE_DOWN,
    KEYS_BACKTAB,
    KEYS_DELETE
};

enum mouse_button { MOUSE_LEFT, MOUSE_RIGHT, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct input {
    uint8_t kind;   /* enum input_kind */
    uint8_t button; /* INPUT_MOUSE */
    uint32_t key;   /* INPUT_KEY */
    int x, y;       /* INPUT_MOUSE: cell from 0; INPUT_RESIZE: the new size */
};

enum screen_id {
    SCREEN_TITLE,
    SCREEN_LEVELS,
    SCREEN_BRIEFING,
    SCREEN_SIEGE,
    SCREEN_BATTLE,
    SCREEN_DEBRIEF,
    SCREEN_HELP,
    SCREEN_SETTINGS,
    SCREEN_PROOF,
    SCREEN_LAB,
    SCREEN_COUNT
};

struct app; /* ui/screen.h has its inside, for ui/ only */

struct app_options {
    const struct campaign *campaign;
    struct progress *progress; /* may be NULL: nothing is kept */
    uint64_t seed;
    bool ascii, animate;
    bool opposed;       /* others play than the level's own: nothing is won */
    bool keep_settings; /* write changed settings to the config file */
    const char *record; /* file to record to, or NULL */
    /* Write the record of the siege so far to app_options.record; false: it
     * failed and was reported. NULL: nothing is written. */
    bool (*save)(void *context, const char *text, size_t length);
    void *save_context;
};

/* Begin at the title screen. Owner: the caller, who calls app_close. NULL
 * when there is no memory. */
struct app *app_open(const struct app_options *options);
void app_close(struct app *app);

/* Begin at a level's briefing, or in a recorded siege where it ends. */
STRATEGOS_CHECKED enum status
app_play(struct app *app, const struct level *level, struct diag *why);
STRATEGOS_CHECKED enum status app_play_record(struct app *app,
                                              const struct level *level,
                                              const char *record, size_t length,
                                              struct diag *why);

/* Take one input. Returns false when the player has quit. */
bool app_input(struct app *app, const struct input *input);

/* Draw the whole screen at the frame's size (any size from 1x1). */
void app_draw(struct app *app, struct frame *frame);

/* Milliseconds until the screen wants an INPUT_TICK, or 0: nothing moves. */
unsigned app_tick_in(const struct app *app);

/* The language was changed in the settings: true once after each change. */
bool app_language_changed(struct app *app);

#endif
