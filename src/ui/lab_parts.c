/* What the lab's pages share. */
#include <stdio.h>
#include <stdlib.h>

#include "ui/lab.h"
#include "ui/proof.h"
#include "ui/words.h"
#include "ui/words_lab.h"

enum { NAME_CELLS = 12 };

/* ---- Lines to choose on -------------------------------------------------- */

void lab_choice_draw(struct app *app, struct frame *frame, struct box line,
                     int row, const char *name, const char *value)
{
    bool focus = app->lab->row[app->lab->tab] == row;
    enum frame_role role = focus ? FRAME_FOCUS : FRAME_TEXT;
    int names = name[0] == '\0' ? 0 : NAME_CELLS;
    int x = line.x + names, room = line.width - names - 4;
    text_draw(frame, line.x, line.y, NAME_CELLS - 1, name,
              focus ? FRAME_TITLE : FRAME_TEXT);
    frame_glyph(frame, x, line.y, GLYPH_ARROW_LEFT,
                focus ? FRAME_KEY : FRAME_DIM);
    frame_put(frame, x + 2, line.y, ' ', role);
    int used =
        text_draw(frame, x + 3, line.y, room > 2 ? room - 2 : 1, value, role);
    frame_put(frame, x + 3 + used, line.y, ' ', role);
    frame_glyph(frame, x + 5 + used, line.y, GLYPH_ARROW_RIGHT,
                focus ? FRAME_KEY : FRAME_DIM);
    app_hit(app, line.x, line.y, names + used + 6, 1, 0, LAB_ROW + row);
    app_hit(app, x - 1, line.y, 3, 1, 0, LAB_LEFT + row);
    app_hit(app, x + 4 + used, line.y, 3, 1, 0, LAB_RIGHT + row);
}

bool lab_choose(struct app *app, uint32_t key, int rows,
                void (*turn)(struct app *, int row, int step))
{
    uint8_t *row = &app->lab->row[app->lab->tab];
    switch (key) {
    case KEYS_UP:
        *row = *row > 0 ? (uint8_t)(*row - 1) : 0;
        return true;
    case KEYS_DOWN:
        *row = *row + 1 < rows ? (uint8_t)(*row + 1) : *row;
        return true;
    case KEYS_LEFT:
    case KEYS_RIGHT:
        turn(app, *row, key == KEYS_LEFT ? -1 : 1);
        return true;
    default: /* a code point, not an enum */
        return false;
    }
}

bool lab_choose_item(struct app *app, int item, int rows,
                     void (*turn)(struct app *, int row, int step))
{
    int row = item % LAB_ROW;
    if (item < LAB_ROW || row >= rows) {
        return false;
    }
    app->lab->row[app->lab->tab] = (uint8_t)row;
    if (item >= LAB_LEFT) {
        turn(app, row, item >= LAB_RIGHT ? 1 : -1);
    }
    return true;
}

void lab_bar_draw(struct frame *frame, struct box line, double share,
                  enum frame_role role)
{
    const double half = 0.5;
    int full = (int)(share * line.width + half);
    full = share > 0 && full == 0            ? 1
           : share < 1 && full >= line.width ? line.width - 1
                                             : full;
    frame_run(frame, line.x, line.y, full, GLYPH_WALL, role);
    frame_run(frame, line.x + full, line.y, line.width - full, GLYPH_SHADE,
              FRAME_DIM);
}

/* ---- The subject --------------------------------------------------------- */

/* A siege without a story: its numbers are its name. */
static void setup_of(const struct app_lab *lab, struct setup *out)
{
    enum { COIN_GENERALS = 5, LOST = 300000 };
    struct lab_map empty = {.rule = lab->rule, .depth = lab->depth};
    if (lab->subject == LAB_HILL) {
        setup_default(out, RULE_ACKS, 2);
        out->capture = LOST;
        return;
    }
    if (lab->subject == LAB_COINS) {
        setup_default(out, RULE_COIN, COIN_GENERALS);
        for (unsigned g = 0; g < COIN_GENERALS; g += 2) {
            out->input[g] = 0;
        }
        return;
    }
    lab_map_setup(lab->map != NULL ? lab->map : &empty, lab->n, lab->t, out);
    if (lab->placed) {
        out->traitors = lab->traitors;
        out->order = lab->order;
    }
}

void lab_settle(struct app *app)
{
    struct app_lab *lab = app->lab;
    struct setup setup;
    if (lab->subject == LAB_LEVEL) {
        lab->siege = lab->level;
        return;
    }
    lab_lock(app);
    setup_of(lab, &setup);
    lab_unlock(app);
    lab->traitors = setup.traitors;
    lab->order = setup.order;
    level_from_setup(&lab->siege, &setup);
}

void lab_subject_text(const struct app *app, char *out, size_t room)
{
    const struct level *level = &app->lab->siege;
    const char *title = level_say(level, level->title, text_language());
    if (app->lab->subject == LAB_LEVEL && title[0] != '\0') {
        (void)snprintf(out, room, "%s", title);
    } else {
        words_lab_siege(out, room, &level->setup);
    }
}

void lab_turn_subject(struct app *app, int step)
{
    struct app_lab *lab = app->lab;
    int last = lab->tab == LAB_COUNT ? LAB_CELL : LAB_SUBJECTS - 1;
    int first = lab->has_level ? LAB_LEVEL : LAB_CELL;
    int next = lab->subject + step;
    lab->subject = (uint8_t)(next < first ? last : next > last ? first : next);
}

/* ---- To the siege -------------------------------------------------------- */

/* A siege without a story is called by its numbers. */
static void put_title(struct level *level)
{
    char *text = level->text + level->text_used;
    size_t room = sizeof level->text - level->text_used;
    size_t length = words_lab_siege(text, room, &level->setup);
    if (length + 1 < room) {
        for (int i = 0; i < LANGUAGES; i++) {
            level->title.at[i] = level->text_used;
        }
        level->text_used += (uint32_t)length + 1;
    }
}

static enum status watch(struct app *app, struct level *level,
                         const struct setup *setup, const uint64_t *answers,
                         uint32_t length)
{
    struct diag why = {.line = 0};
    struct session *found = NULL;
    char *text = NULL;
    size_t size;
    enum status status =
        inquiry_record(&text, &size, setup, level->id, answers, length);
    if (status == STATUS_OK) {
        status = session_resume(&found, level, text, size, &why);
    }
    free(text);
    if (status == STATUS_OK) {
        lab_halt(app);
        proof_watch_lab(app, found);
    }
    return status;
}

void lab_play(struct app *app, const struct level *level,
              const struct setup *setup, const uint64_t *answers,
              uint32_t length)
{
    struct level *watched = calloc(1, sizeof *watched);
    enum status status = STATUS_MEMORY;
    if (watched != NULL && level != NULL) {
        *watched = *level;
        watched->role = ROLE_WATCH;
        watched->player = NO_GENERAL;
    } else if (watched != NULL) {
        level_from_setup(watched, setup);
        put_title(watched);
    }
    if (watched != NULL) {
        status = watch(app, watched, setup, answers, length);
    }
    if (status != STATUS_OK) {
        app_say(app, _("The siege cannot be shown: %s"),
                status_sentence(status));
    }
    free(watched);
}

/* The traitors are the player's; the goal is to break it. The siege before is
 * over: nothing to come back to but the lab. */
void lab_try(struct app *app, const struct setup *setup, bool broken,
             uint32_t lies)
{
    struct level *level = &app->level;
    lab_halt(app);
    app->lab->back = SCREEN_TITLE;
    level_from_setup(level, setup);
    put_title(level);
    if (setup->traitors != 0) {
        level->role = ROLE_TRAITOR;
        level->goal = GOAL_BREAK;
        level->possible = broken;
        level->par = broken ? lies : 0;
        level->player = 0;
        while (!setup_is_traitor(setup, level->player)) {
            level->player++;
        }
    }
    app->has_level = true;
    app->predicted = ORDER_NONE;
    (void)app_begin_trial(app);
}
