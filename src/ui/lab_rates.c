/* Sieges played by the thousand: how often the loyal generals agree, obey, come
 * to an end, and take the city; with the interval in which the true rate lies
 * 95 times of 100. */
#include <stdio.h>
#include <stdlib.h>

#include "rules/rules.h"
#include "ui/lab.h"
#include "ui/words.h"
#include "ui/words_lab.h"
#include "ui/words_number.h"

/* ---- What can be chosen -------------------------------------------------- */

enum row { ROW_SUBJECT, ROW_PLAYS, ROW_CITY, ROW_CAPTURE, ROW_RUNS, ROWS };

/* Parts in a million. */
static const uint32_t chances[] = {0,      10000,  20000,  50000, 100000,
                                   200000, 300000, 500000, 800000};
static const uint64_t runs[] = {1000, 10000, 100000, 1000000};
enum {
    CHANCES = sizeof chances / sizeof *chances,
    RUNS = sizeof runs / sizeof *runs
};

/* Which lines the page has: those that matter for this siege. */
struct rows {
    enum row row[ROWS];
    int count;
};

static struct rows rows_of(const struct app_lab *lab)
{
    const struct setup *setup = &lab->siege.setup;
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    bool liars = setup->traitors != 0 || lab->siege.secret.traitors > 0;
    bool city = setup->budget > 0 ||
                (rules != NULL && (rules->traits & RULES_NO_CLOCK) != 0);
    struct rows rows = {.count = 0};
    rows.row[rows.count++] = ROW_SUBJECT;
    if (liars) {
        rows.row[rows.count++] = ROW_PLAYS;
    }
    if (city) {
        rows.row[rows.count++] = ROW_CITY;
    }
    if (setup->rule != RULE_WORK) {
        rows.row[rows.count++] = ROW_CAPTURE;
    }
    rows.row[rows.count++] = ROW_RUNS;
    return rows;
}

static bool fits(const struct app_lab *lab, unsigned strategy, bool city)
{
    if (strategy == STRATEGY_COUNT) {
        return lab->subject == LAB_LEVEL;
    }
    return (lab->siege.setup.rule == RULE_WORK ||
            !strategy_for_work((enum strategy)strategy)) &&
           (city ? strategy_for_city((enum strategy)strategy)
                 : strategy_for_traitor((enum strategy)strategy));
}

/* The next strategy that there is here; STRATEGY_COUNT: the level's own. */
static uint8_t next_strategy(const struct app_lab *lab, unsigned at, int step,
                             bool city)
{
    do {
        at = (at + (step > 0 ? 1u : (unsigned)STRATEGY_COUNT)) %
             (STRATEGY_COUNT + 1u);
    } while (!fits(lab, at, city));
    return (uint8_t)at;
}

static uint32_t chance_of(const struct app_lab *lab)
{
    return lab->captures ? chances[lab->capture] : lab->siege.setup.capture;
}

/* ---- Computing ----------------------------------------------------------- */

static void go_on(struct app *app)
{
    struct app_lab *lab = app->lab;
    if (lab->sample != NULL && !lab->paused && !lab_sample_full(lab->sample)) {
        lab_work(app, lab_sample_work, lab->sample);
    }
}

static bool is_same(const struct app_lab *lab)
{
    const struct lab_sample *sample = lab->sample;
    const struct setup *a = &sample->level.setup, *b = &lab->siege.setup;
    return sample->traitors == lab->plays && sample->city == lab->city &&
           a->capture == chance_of(lab) && a->rule == b->rule &&
           a->depth == b->depth && a->generals == b->generals &&
           a->traitors == b->traitors && a->order == b->order &&
           (sample->level.id[0] != '\0') == (lab->siege.id[0] != '\0');
}

/* Begin anew where anything but the number of runs has changed. */
static void begin(struct app *app)
{
    struct app_lab *lab = app->lab;
    lab_halt(app);
    lab_settle(app);
    if (lab->wanted >= RUNS) {
        lab->wanted = RUNS - 1;
    }
    if (!fits(lab, lab->plays, false)) {
        lab->plays = STRATEGY_RANDOM;
    }
    if (lab->sample != NULL && !is_same(lab)) {
        free(lab->sample);
        lab->sample = NULL;
    }
    if (lab->sample == NULL) {
        lab->sample = lab_sample_open(&lab->siege, app->options.seed);
    }
    if (lab->sample == NULL) {
        app_say(app, "%s", status_sentence(STATUS_MEMORY));
        return;
    }
    lab->sample->traitors = lab->plays;
    lab->sample->city = lab->city;
    lab->sample->level.setup.capture = chance_of(lab);
    lab->sample->wanted = runs[lab->wanted];
    go_on(app);
}

static void anew(struct app *app)
{
    lab_halt(app);
    free(app->lab->sample);
    app->lab->sample = NULL;
    app->lab->paused = false;
    begin(app);
}

/* ---- Drawing: the choices ------------------------------------------------ */

static void say_choice(const struct app *app, enum row row, char *out,
                       size_t room)
{
    const struct app_lab *lab = app->lab;
    char count[NUMBER_MAX];
    switch (row) {
    case ROW_SUBJECT:
        lab_subject_text(app, out, room);
        break;
    case ROW_PLAYS:
        (void)snprintf(out, room, "%s", words_lab_strategy(lab->plays, false));
        break;
    case ROW_CITY:
        (void)snprintf(
            out, room, "%s",
            words_lab_strategy(
                fits(lab, lab->city, true) ? lab->city : STRATEGY_FIFO, true));
        break;
    case ROW_CAPTURE:
        words_lab_share(count, sizeof count, chance_of(lab) / (double)PPM);
        (void)snprintf(out, room, _("%s of the messengers"), count);
        break;
    case ROW_RUNS:
    case ROWS:
        words_count(count, sizeof count, runs[lab->wanted]);
        (void)snprintf(out, room, "%s", count);
        break;
    }
}

static int draw_choices(struct app *app, struct frame *frame, struct box box)
{
    static const char *const names[ROWS] = {[ROW_SUBJECT] = N_("Siege"),
                                            [ROW_PLAYS] = N_("Traitors"),
                                            [ROW_CITY] = N_("The city"),
                                            [ROW_CAPTURE] = N_("Captured"),
                                            [ROW_RUNS] = N_("Sieges")};
    struct rows rows = rows_of(app->lab);
    for (int i = 0; i < rows.count; i++) {
        char value[WORDS_MAX];
        say_choice(app, rows.row[i], value, sizeof value);
        lab_choice_draw(app, frame,
                        (struct box){box.x, box.y + i, box.width, 1}, i,
                        _(names[rows.row[i]]), value);
    }
    return rows.count;
}

/* ---- Drawing: the sample ---------------------------------------------------
 */

static void draw_progress(const struct app *app, struct frame *frame,
                          struct box line)
{
    char done[NUMBER_MAX], all[NUMBER_MAX], text[WORDS_MAX];
    const struct app_lab *lab = app->lab;
    const struct lab_sample *sample = lab->sample;
    bool full = sample->tally.runs >= sample->wanted;
    words_count(done, sizeof done, sample->tally.runs);
    words_count(all, sizeof all, sample->wanted);
    (void)snprintf(text, sizeof text,
                   full          ? _("%s sieges played")
                   : lab->paused ? _("%s of %s sieges, paused")
                                 : _("%s of %s sieges ..."),
                   done, all);
    int used = text_draw(frame, line.x, line.y, line.width, text, FRAME_TITLE);
    (void)snprintf(text, sizeof text, _("seed %llu"),
                   (unsigned long long)sample->seed);
    if (used + 2 + text_width(text) < line.width) {
        text_draw_right(frame, line.x, line.y, line.width, text, FRAME_DIM);
    }
}

static void draw(struct app *app, struct frame *frame, struct box box)
{
    const struct lab_sample *sample = app->lab->sample;
    bool low = box.height < 14;
    if (sample == NULL) {
        return;
    }
    int used = draw_choices(app, frame, box) + (low ? 0 : 1);
    lab_lock(app);
    if (sample->status != STATUS_OK) {
        text_wrap(frame, box.x, box.y + used, box.width, box.height - used, 0,
                  sample->why.text, FRAME_BAD);
    } else {
        draw_progress(app, frame,
                      (struct box){box.x, box.y + used, box.width, 1});
        used += low ? 1 : 2;
        lab_figures_draw(
            frame,
            (struct box){box.x, box.y + used, box.width, box.height - used},
            &sample->tally, (enum rule_id)sample->level.setup.rule);
    }
    lab_unlock(app);
}

/* ---- Keys ---------------------------------------------------------------- */

static uint8_t turned(unsigned at, int step, unsigned count)
{
    return (uint8_t)((at + count + (unsigned)(step + 1) - 1u) % count);
}

static void turn_chance(struct app_lab *lab, int step)
{
    uint32_t now = chance_of(lab);
    if (!lab->captures) {
        lab->capture = 0;
        while (lab->capture + 1u < CHANCES && chances[lab->capture] < now) {
            lab->capture++;
        }
    }
    lab->captures = true;
    lab->capture = turned(lab->capture, step, CHANCES);
}

static void turn(struct app *app, int row, int step)
{
    struct app_lab *lab = app->lab;
    struct rows rows = rows_of(lab);
    if (row >= rows.count) {
        return;
    }
    lab_halt(app);
    lab->paused = false;
    switch (rows.row[row]) {
    case ROW_SUBJECT:
        lab_turn_subject(app, step);
        lab->captures = false;
        break;
    case ROW_PLAYS:
        lab->plays = next_strategy(lab, lab->plays, step, false);
        break;
    case ROW_CITY:
        lab->city = next_strategy(lab, lab->city, step, true);
        break;
    case ROW_CAPTURE:
        turn_chance(lab, step);
        break;
    case ROW_RUNS:
        lab->wanted = turned(lab->wanted, step, RUNS);
        if (lab->sample != NULL &&
            lab->sample->tally.runs > runs[lab->wanted]) {
            anew(app);
            return;
        }
        break;
    case ROWS:
        break;
    }
    begin(app);
}

static void pause_or_go(struct app *app)
{
    struct app_lab *lab = app->lab;
    if (lab->errand != NULL) {
        lab_halt(app);
        lab->paused = !lab_sample_full(lab->sample);
    } else {
        lab->paused = false;
        go_on(app);
    }
}

static void key(struct app *app, uint32_t key)
{
    if (app->lab->sample == NULL) {
        return;
    }
    if (key == ' ') {
        pause_or_go(app);
    } else if (key == 'n') {
        anew(app);
    } else {
        (void)lab_choose(app, key, rows_of(app->lab).count, turn);
    }
}

static void select_item(struct app *app, int item, bool activate)
{
    (void)activate;
    (void)lab_choose_item(app, item, rows_of(app->lab).count, turn);
}

static bool offers(const struct app *app, uint32_t key)
{
    const struct app_lab *lab = app->lab;
    return key == 'n' || (key == ' ' && (lab->errand != NULL || lab->paused));
}

const struct lab_page lab_rates = {.name = N_("Sampling"),
                                   .pace = 200,
                                   .widest = LAB_WIDTH,
                                   .draw = draw,
                                   .key = key,
                                   .select = select_item,
                                   .begin = begin,
                                   .offers = offers};
