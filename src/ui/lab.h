/* The inside of the lab screen, for scr_lab.c and lab_*.c only: the bound's
 * map, the plans of one siege, sampled rates. What is long is computed in an
 * errand, one at a time, for the page that is shown. */
#ifndef UI_LAB_H
#define UI_LAB_H

#include "session/lab_map.h"
#include "session/lab_plans.h"
#include "session/lab_sample.h"
#include "ui/layout.h"
#include "ui/screen.h"

enum lab_tab { LAB_BOUND, LAB_COUNT, LAB_RATES, LAB_TABS };

/* What the second and third page are about. */
enum lab_subject {
    LAB_LEVEL, /* the level that the lab was entered from */
    LAB_CELL,  /* the cell under the map's cursor */
    LAB_HILL,  /* two generals, and letters that get lost */
    LAB_COINS, /* Ben-Or's coins */
    LAB_SUBJECTS
};

enum { LAB_GRID = 2 }; /* the "line" of the bound's page that is the map */

struct app_lab {
    uint8_t tab;  /* enum lab_tab */
    uint8_t back; /* enum screen_id that q leads to */
    uint8_t subject;
    bool has_level; /* level and setup below are of one */
    bool line;      /* the theorem's line is drawn over the map */
    bool paused;    /* sampling waits */
    bool rests;     /* the errand was stopped while nobody could see it */
    bool hushed;    /* the level is not won: its plans wait to be asked for */
    bool placed;    /* traitors and order below were chosen; else the map's */
    uint8_t rule, depth, n, t; /* of the map and of the cell */
    uint8_t rounds;            /* m, while a rule is looked at that has none */
    uint8_t order;             /* of the cell's siege */
    uint16_t traitors;
    uint8_t row[LAB_TABS];   /* the line under the cursor */
    uint8_t plays, city;     /* as in struct lab_sample */
    bool captures;           /* the chance below was chosen */
    uint8_t capture, wanted; /* places in the lists of lab_rates.c */
    struct lab_map *map;     /* NULL: not yet begun, each of them */
    struct lab_plans *plans;
    struct lab_sample *sample;
    struct errand *errand; /* at work on the page that is shown, or NULL */
    uint8_t ticks;         /* since it began */
    struct level level;    /* LAB_LEVEL's */
    struct level siege;    /* of what the second and third page show */
};

enum { LAB_WIDTH = 132 }; /* cells of a page of lines and bars, at most */

/* One page. */
struct lab_page {
    const char *name; /* N_() text */
    unsigned pace;    /* milliseconds between two pictures while it computes */
    int widest;       /* cells that it makes use of */
    void (*draw)(struct app *app, struct frame *frame, struct box box);
    void (*key)(struct app *app, uint32_t key);
    void (*select)(struct app *app, int item, bool activate);
    /* Begin the errand where something is left to do. */
    void (*begin)(struct app *app);
    bool (*offers)(const struct app *app, uint32_t key);
};

extern const struct lab_page lab_bound, lab_count, lab_rates;

/* --- scr_lab.c --- */

/* Enter the lab, for the level that is briefed or debriefed, or from the
 * title. */
void lab_enter(struct app *app, bool of_level);

/* Where q leads. */
enum screen_id lab_back(const struct app *app);

/* Compute in a thread, ending what was computed before; stop that. */
void lab_work(struct app *app, errand_work *work, void *job);
void lab_halt(struct app *app);

/* What the errand at work writes may be read in between. */
void lab_lock(const struct app *app);
void lab_unlock(const struct app *app);

/* --- lab_grid.c: the map and what its signs mean --- */
struct lab_range lab_range_of(const struct app_lab *lab);
void lab_grid_draw(struct app *app, struct frame *frame, struct box box);
void lab_legend_draw(const struct app *app, struct frame *frame, int x, int y);

/* --- lab_count.c: the questions that are asked, by their place; the line of
 * the first one --- */
int lab_questions(const struct app_lab *lab);
enum lab_question lab_question_at(const struct app_lab *lab, int place);
int lab_first_question(const struct app_lab *lab);

/* --- lab_say.c: what was found for the question under the cursor; "8 of 32
 * plans", in at most so many cells if that can be --- */
void lab_plans_say(const struct app *app, char *out, size_t room);
void lab_numbers_say(char *out, size_t room, const struct lab_plans *plans,
                     enum lab_question question, int cells);

/* --- lab_figures.c --- */
void lab_figures_draw(struct frame *frame, struct box box,
                      const struct simulate_tally *tally, enum rule_id rule);

/* --- lab_parts.c: what the pages share --- */

/* A line "name  < value >" whose value left and right change; without
 * a name where there is no room for one. */
void lab_choice_draw(struct app *app, struct frame *frame, struct box line,
                     int row, const char *name, const char *value);

/* Items of hits: a line, and its arrows. */
enum { LAB_ROW = 1000, LAB_LEFT = 2000, LAB_RIGHT = 3000 };

/* Move the cursor among `rows` lines, or change the one under it: the page's
 * `turn` is given the line and -1 or 1. False: the key is another one. */
bool lab_choose(struct app *app, uint32_t key, int rows,
                void (*turn)(struct app *, int row, int step));
bool lab_choose_item(struct app *app, int item, int rows,
                     void (*turn)(struct app *, int row, int step));

/* A bar of a share from 0 to 1; what is more than none shows, and so does what
 * is less than all. */
void lab_bar_draw(struct frame *frame, struct box line, double share,
                  enum frame_role role);

/* The subject as text; the next one that there is, in a direction. */
void lab_subject_text(const struct app *app, char *out, size_t room);
void lab_turn_subject(struct app *app, int step);

/* Make lab->siege the subject's level. */
void lab_settle(struct app *app);

/* The plan that was found, played out on the siege's screen; the same siege to
 * be played by whoever looks on. */
void lab_play(struct app *app, const struct level *level,
              const struct setup *setup, const uint64_t *answers,
              uint32_t length);
void lab_try(struct app *app, const struct setup *setup, bool broken,
             uint32_t lies);

#endif
