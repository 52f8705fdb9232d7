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

struct app_siege;  /* scr_siege's state: ui/siege.h */
struct level_list; /* scr_levels's state */
struct app_lab;    /* ui/lab.h */
struct app_proof;  /* ui/proof.h: what is being proved */

struct app {
    struct app_options options;
    struct level level; /* the one being briefed, played or debriefed */
    bool has_level;
    struct session *session; /* NULL outside a siege */
    struct app_siege *siege;
    struct level_list *levels;
    struct app_lab *lab;     /* NULL: not entered */
    struct app_proof *proof; /* NULL: nothing was ever asked */
    char *kept;              /* the record of a siege that was left, or NULL */
    size_t kept_length;
    uint8_t predicted; /* order foretold at the briefing, or ORDER_NONE */
    char (*known)[LEVEL_ID_MAX]; /* levels that were proved, or whose plans the
                                    player has seen in the lab before they were
                                    won: worth one star at most */
    size_t known_count, known_room;
    bool trial;   /* the siege is one of the lab's: neither kept nor counted */
    bool covered; /* the screen is under the help, or has no room */
    bool notes;   /* the briefing shows the teacher's notes */
    uint8_t screen, back; /* enum screen_id; where help returns to */
    int cursor[SCREEN_COUNT], scroll[SCREEN_COUNT];
    int width, height; /* of the last frame or resize */
    bool quit, language_changed;
    uint8_t deaf; /* ticks until Enter and space are heard on a screen that
                     came while they may have been hammered */
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

/* What the last row says of a key. */
struct key_name {
    char label[48];
    const char *what; /* translated */
};

struct screen {
    const char *id;
    const char *title;          /* N_() text: its heading in the help */
    const struct keybind *keys; /* ends with key 0; without ? and q */
    void (*enter)(struct app *);
    void (*draw)(struct app *, struct frame *);
    /* Take a key: Latin letters come in lower case. Never ? or q; ESC and
     * Backspace only through back(). */
    void (*key)(struct app *, uint32_t key);
    /* A click on a hit with an item; activate when the item is the cursor of
     * the screen already. */
    void (*select)(struct app *, int item, bool activate);
    /* q, ESC and Backspace: close what is open on the screen and say true;
     * false (or NULL): the app leaves the screen. */
    bool (*back)(struct app *);
    /* Say whether a key of the table does anything now; NULL: they all do.
     * The last row leaves the others out, the help names them all. */
    bool (*offers)(const struct app *, uint32_t key);
    /* Put a key's label and word right where the table's do not always fit:
     * `name` comes with those. NULL: they do. */
    void (*name)(const struct app *, uint32_t key, struct key_name *name);
    /* The help lies over the screen, or the window is too small for it; or
     * not any more: what it computes is to rest meanwhile. NULL: nothing is. */
    void (*cover)(struct app *, bool covered);
    void (*tick)(struct app *);
    unsigned (*tick_in)(const struct app *);
    /* Free what the screen keeps in struct app. The siege's is called whenever
     * its session is about to be closed, too. */
    void (*close)(struct app *);
};

extern const struct screen screen_title, screen_levels, screen_briefing,
    screen_siege, screen_battle, screen_debrief, screen_help, screen_settings,
    screen_proof, screen_lab;

const struct screen *screen_get(enum screen_id id);

/* Change screens; calls enter. */
void app_go(struct app *app, enum screen_id id);

/* Where a siege leads that is left: to the lab if it began there, else to the
 * levels. */
void app_go_home(struct app *app);

/* One line of news or complaint, shown by the next screens. */
void app_say(struct app *app, const char *format, ...) STRATEGOS_PRINTF(2, 3);

/* Load a level of the campaign and go to its briefing. False: it cannot be
 * read, and the message says why. */
bool app_brief(struct app *app, const char *id);

/* Begin the siege of app->level, closing the one before. False: it cannot
 * begin, and the message says why. */
bool app_begin(struct app *app);

/* Begin a siege of the lab's, app->level. The one that was left waits. */
bool app_begin_trial(struct app *app);

/* Leave such a siege for good, where there is one. */
void app_end_trial(struct app *app);

/* A siege was left and can be taken up again; take it up. */
bool app_can_continue(const struct app *app);
void app_continue(struct app *app);

/* The id of the level after this one, or of the first that is not yet won;
 * NULL when there is none. Owner: the campaign. */
const char *app_level_after(const struct app *app, const char *id);
const char *app_level_unwon(const struct app *app);

/* The number of a level, "2-3": chapter and place in it; "" outside the
 * campaign. The name of a chapter, from its folder ("2-letters"). */
size_t app_level_number(const struct app *app, const char *id, char *out,
                        size_t room);
size_t app_chapter_name(const char *folder, char *out, size_t room);

/* Parts that all screens share. */
enum { SCREEN_WIDTH_MIN = 40, SCREEN_HEIGHT_MIN = 12 };
void draw_header(struct app *app, struct frame *frame, const char *left,
                 const char *right);
void draw_keys(struct app *app, struct frame *frame); /* the last row */
void draw_rule(struct frame *frame, int y);
void draw_message(struct app *app, struct frame *frame, int y);
void draw_stars(struct frame *frame, int x, int y, unsigned stars);
void app_hit(struct app *app, int x, int y, int width, int height, uint32_t key,
             int item);

/* Keep the cursor of the present screen in 0 .. count - 1 while the usual keys
 * move it by a line, `page` lines, or to an end. False: another key. */
bool app_move_cursor(struct app *app, uint32_t key, int count, int page);

/* The same for the scroll of a text; page_draw keeps it in the text. */
bool app_move_scroll(struct app *app, uint32_t key);

#endif
