/* The laboratory: three pages, and the errand that computes for the one that is
 * shown. Pages are in lab_bound.c, lab_count.c and lab_rates.c. */
#include <stdlib.h>

#include "ui/lab.h"
#include "ui/words.h"

enum { FIRST_MS = 50, MARGIN = 1 };

static const struct lab_page *const pages[LAB_TABS] = {[LAB_BOUND] = &lab_bound,
                                                       [LAB_COUNT] = &lab_count,
                                                       [LAB_RATES] =
                                                           &lab_rates};

static const struct lab_page *page_of(const struct app *app)
{
    return pages[app->lab->tab];
}

/* ---- The errand ---------------------------------------------------------- */

void lab_halt(struct app *app)
{
    errand_end(app->lab->errand);
    app->lab->errand = NULL;
}

void lab_work(struct app *app, errand_work *work, void *job)
{
    lab_halt(app);
    app->lab->ticks = 0;
    app->lab->errand = errand_begin(work, job);
    if (app->lab->errand == NULL) {
        app_say(app, "%s", status_sentence(STATUS_MEMORY));
    }
}

void lab_lock(const struct app *app)
{
    if (app->lab->errand != NULL) {
        errand_lock(app->lab->errand);
    }
}

void lab_unlock(const struct app *app)
{
    if (app->lab->errand != NULL) {
        errand_unlock(app->lab->errand);
    }
}

enum screen_id lab_back(const struct app *app)
{
    return app->lab == NULL ? SCREEN_TITLE : (enum screen_id)app->lab->back;
}

/* ---- Coming and going ---------------------------------------------------- */

static bool is_won(const struct app *app)
{
    struct outcome outcome;
    session_outcome(app->session, &outcome);
    return outcome.over && outcome.reached;
}

static void take_level(struct app *app)
{
    struct app_lab *lab = app->lab;
    const struct setup *setup = &app->level.setup;
    const struct progress *progress = app->options.progress;
    bool won = progress != NULL && progress_stars(progress, app->level.id) > 0;
    won = won || (app->screen == SCREEN_DEBRIEF && is_won(app));
    lab->level = app->level;
    lab->has_level = true;
    lab->subject = LAB_LEVEL;
    lab->tab = LAB_COUNT;
    lab->hushed = !won && lab->level.role != ROLE_WATCH;
    if (sweep_takes((enum rule_id)setup->rule)) {
        struct lab_range range = lab_map_range((enum rule_id)setup->rule);
        unsigned t = setup_traitors(setup) + app->level.secret.traitors;
        lab->rule = setup->rule;
        lab->depth = setup->depth < range.depth ? setup->depth : range.depth;
        lab->n = setup->generals < range.most ? setup->generals : range.most;
        lab->n = lab->n < range.least ? range.least : lab->n;
        lab->t = (uint8_t)(t < range.traitors ? t : range.traitors);
    }
}

void lab_enter(struct app *app, bool of_level)
{
    enum { FOUR = 4 };
    struct app_lab *lab = calloc(1, sizeof *lab);
    if (lab == NULL) {
        app_say(app, "%s", status_sentence(STATUS_MEMORY));
        return;
    }
    if (screen_lab.close != NULL) {
        screen_lab.close(app);
    }
    app->lab = lab;
    *lab = (struct app_lab){.back = app->screen,
                            .subject = LAB_CELL,
                            .rule = RULE_ORAL,
                            .depth = 1,
                            .rounds = 1,
                            .n = FOUR,
                            .t = 1,
                            .wanted = UINT8_MAX,
                            .plays = STRATEGY_RANDOM,
                            .city = STRATEGY_COUNT};
    lab->row[LAB_BOUND] = LAB_GRID;
    if (of_level) {
        take_level(app);
    }
    app->message[0] = '\0';
    app_go(app, SCREEN_LAB);
}

static void enter(struct app *app)
{
    app->cursor[SCREEN_LAB] = -1;
    if (app->lab != NULL) {
        page_of(app)->begin(app);
    }
}

static void close_lab(struct app *app)
{
    if (app->lab != NULL) {
        lab_halt(app);
        lab_map_close(app->lab->map);
        lab_plans_close(app->lab->plans);
        free(app->lab->sample);
        free(app->lab);
        app->lab = NULL;
    }
}

static void turn_to(struct app *app, int tab)
{
    app->message[0] = '\0';
    app->cursor[SCREEN_LAB] = -1;
    if (tab != app->lab->tab) {
        lab_halt(app);
        app->lab->tab = (uint8_t)((tab + LAB_TABS) % LAB_TABS);
        page_of(app)->begin(app);
    }
}

/* ---- Drawing ------------------------------------------------------------- */

static void draw_tabs(struct app *app, struct frame *frame, int y)
{
    const struct app_lab *lab = app->lab;
    int x = MARGIN;
    for (int tab = 0; tab < LAB_TABS; tab++) {
        bool here = tab == lab->tab;
        int width = text_width(_(pages[tab]->name)) + 4;
        char digit[2] = {(char)('1' + tab), '\0'};
        frame_run(frame, x, y, width, GLYPH_BLANK,
                  here ? FRAME_FOCUS : FRAME_TEXT);
        text_draw(frame, x + 1, y, 1, digit, here ? FRAME_FOCUS : FRAME_KEY);
        text_draw(frame, x + 3, y, width - 3, _(pages[tab]->name),
                  here ? FRAME_FOCUS : FRAME_TEXT);
        app_hit(app, x, y, width, 1, (uint32_t)('1' + tab), -1);
        x += width + 1;
    }
}

static void draw(struct app *app, struct frame *frame)
{
    bool low = frame->height < 18;
    int top = low ? 2 : 3;
    int width = frame->width - 2 * MARGIN;
    if (app->lab == NULL) {
        return;
    }
    int widest = page_of(app)->widest;
    if (low) {
        draw_tabs(app, frame, 0);
    } else {
        draw_header(app, frame, _("The laboratory"),
                    _("every lie there is, searched and counted"));
        draw_tabs(app, frame, 1);
    }
    draw_rule(frame, top - 1);
    int bottom = frame->height - 1 - (low ? 0 : 1);
    if (!low) {
        draw_rule(frame, bottom);
    }
    page_of(app)->draw(app, frame,
                       (struct box){MARGIN, top,
                                    width > widest ? widest : width,
                                    bottom - top});
    if (app->message[0] != '\0') {
        frame_run(frame, 0, bottom - 1, frame->width, GLYPH_BLANK, FRAME_TEXT);
        draw_message(app, frame, bottom - 1);
    }
    draw_keys(app, frame);
}

/* ---- Keys ---------------------------------------------------------------- */

static void key(struct app *app, uint32_t key)
{
    if (app->lab == NULL) {
        return;
    }
    app->message[0] = '\0';
    if (key == KEYS_TAB || key == KEYS_BACKTAB) {
        int step = key == KEYS_TAB ? 1 : LAB_TABS - 1;
        turn_to(app, (app->lab->tab + step) % LAB_TABS);
    } else if (key >= '1' && key < '1' + (uint32_t)LAB_TABS) {
        turn_to(app, (int)(key - '1'));
    } else {
        page_of(app)->key(app, key);
    }
}

static void select_item(struct app *app, int item, bool activate)
{
    if (app->lab != NULL && item >= 0) {
        app->cursor[SCREEN_LAB] = item;
        app->message[0] = '\0';
        page_of(app)->select(app, item, activate);
    }
}

static bool offers(const struct app *app, uint32_t key)
{
    if (app->lab == NULL || key == KEYS_TAB || key == KEYS_RIGHT) {
        return true;
    }
    return page_of(app)->offers(app, key);
}

/* Every job goes on from where it was stopped. */
static void cover(struct app *app, bool covered)
{
    struct app_lab *lab = app->lab;
    if (lab == NULL) {
        return;
    }
    if (covered) {
        lab->rests = lab->errand != NULL;
        lab_halt(app);
    } else if (lab->rests) {
        lab->rests = false;
        page_of(app)->begin(app);
    }
}

static void tick(struct app *app)
{
    struct app_lab *lab = app->lab;
    if (lab != NULL && lab->errand != NULL) {
        lab->ticks = lab->ticks < UINT8_MAX ? (uint8_t)(lab->ticks + 1) : 1;
        if (errand_done(lab->errand)) {
            lab_halt(app);
        }
    }
}

static unsigned tick_in(const struct app *app)
{
    if (app->lab == NULL || app->lab->errand == NULL) {
        return 0;
    }
    return app->lab->ticks == 0 ? FIRST_MS : page_of(app)->pace;
}

static const struct keybind keys[] = {{KEYS_TAB, "Tab", N_("next page")},
                                      {KEYS_ENTER, "Enter", N_("show")},
                                      {' ', "space", N_("pause")},
                                      {KEYS_RIGHT, "←→", N_("change")},
                                      {'d', "d", N_("do it yourself")},
                                      {'f', "f", N_("theorem")},
                                      {'n', "n", N_("anew")},
                                      {0, NULL, NULL}};

static void name(const struct app *app, uint32_t key, struct key_name *name)
{
    const struct app_lab *lab = app->lab;
    if (lab == NULL) {
        return;
    }
    if (key == ' ' && lab->paused) {
        name->what = _("go on");
    } else if (key == KEYS_ENTER && lab->tab == LAB_COUNT && lab->hushed) {
        name->what = _("count them");
    } else if (key == KEYS_ENTER) {
        name->what = _("play the lie");
    }
}

const struct screen screen_lab = {.id = "lab",
                                  .title = N_("The laboratory"),
                                  .keys = keys,
                                  .enter = enter,
                                  .draw = draw,
                                  .key = key,
                                  .select = select_item,
                                  .offers = offers,
                                  .name = name,
                                  .cover = cover,
                                  .tick = tick,
                                  .tick_in = tick_in,
                                  .close = close_lab};
