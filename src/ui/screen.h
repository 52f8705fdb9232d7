/* The inside of struct app, for the files of ui/ only: one screen is one
 * scr_NAME.c that ends with a const struct screen. */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include "ui/app.h"
#include "ui/text.h"

/* Places on the glass that the mouse can hit; filled while drawing. */
enum { HITS_MAX = 256 };
struct hit {
    int x, y, width, height;
    uint32_t key; /* what a click does: the same as this key ... */
    int item;     /* ... or selects this item of the screen, when >= 0 */
};

struct app_siege; /* scr_siege's state: ui/siege.h */

struct app {
    struct app_options options;
    struct level level; /* the one being briefed, played or debriefed */
    bool has_level;
    struct session *session; /* NULL outside a siege */
    struct app_siege *siege;
    uint8_t screen, back; /* enum screen_id; where help returns to */
    int cursor[SCREEN_COUNT], scroll[SCREEN_COUNT];
    int width, height; /* of the last frame or resize */
    bool quit, language_changed;
    unsigned frame_number; /* ticks seen, for animation */
    char message[320];     /* one line of news or complaint */
    struct hit hits[HITS_MAX];
    int hit_count;
};

/* A key of a screen: feeds the bottom row, the help screen and the mouse. */
struct keybind {
    uint32_t key;
    const char *label; /* "space", "a r s": shown; not translated */
    const char *what;  /* N_() text */
};

struct screen {
    const char *id;
    const struct keybind *keys; /* ends with key 0; without ? and q */
    void (*enter)(struct app *);
    void (*draw)(struct app *, struct frame *);
    /* Take a key. Mouse clicks arrive as keys or as select(). */
    void (*key)(struct app *, uint32_t key);
    void (*select)(struct app *, int item, bool activate);
    void (*tick)(struct app *);
    unsigned (*tick_in)(const struct app *);
};

extern const struct screen screen_title, screen_levels, screen_briefing,
    screen_siege, screen_battle, screen_debrief, screen_help, screen_settings;

const struct screen *screen_get(enum screen_id id);

/* Change screens; calls enter. */
void app_go(struct app *app, enum screen_id id);

/* Parts that all screens share. */
void draw_header(struct app *app, struct frame *frame, const char *left,
                 const char *right);
void draw_keys(struct app *app, struct frame *frame); /* the last row */
void draw_rule(struct frame *frame, int y);
void app_hit(struct app *app, int x, int y, int width, int height, uint32_t key,
             int item);

#endif
