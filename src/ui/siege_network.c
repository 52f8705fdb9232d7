/* The panel of the rules without a clock: the lamp, what may happen next, how
 * far each general has come; and its keys. */
#include <stdio.h>

#include "ui/network.h"
#include "ui/siege.h"
#include "ui/words.h"
#include "ui/words_say.h"

enum { ON_ROAD_MAX = 64, RECEIVED_MAX = 8, FOOT_MIN = 3, FEW_CAMPS = 4 };

bool siege_networks(const struct app *app)
{
    return session_steps(app->session);
}

enum panel_size siege_network_panel(const struct app *app)
{
    return session_setup(app->session)->generals <= FEW_CAMPS ? PANEL_MORE
                                                              : PANEL_HALF;
}

bool siege_inputs(const struct app *app)
{
    const struct rules *rules =
        rules_get((enum rule_id)session_setup(app->session)->rule);
    return rules != NULL && (rules->traits & RULES_INPUTS) != 0;
}

/* The desk's question what happens next, or NULL. */
static const struct desk_item *question(const struct app *app)
{
    const struct desk_item *items;
    size_t count = session_desk(app->session, &items);
    return count > 0 && items[0].decision.kind == DECISION_DELIVER ? &items[0]
                                                                   : NULL;
}

bool siege_schedules(const struct app *app)
{
    return siege_at_desk(app) && question(app) != NULL;
}

/* --- rows --- */

static void add_letter(struct app *app, uint32_t letter, bool first,
                       enum panel_text heading)
{
    if (first) {
        siege_add_text(app, ROW_TEXT, heading);
    }
    siege_add_row(&app->siege->panel,
                  (struct panel_row){.kind = ROW_LETTER, .item = letter});
}

/* The messengers on the road, the oldest first. */
static void add_on_road(struct app *app)
{
    const struct world *world = session_world(app->session);
    uint32_t letters = game_letters(world), added = 0;
    for (uint32_t i = 0; i < letters && added < ON_ROAD_MAX; i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (network_see(app->session, &letter, siege_eyes(app),
                        app->siege->shown) != SIGHT_NONE &&
            letter.state == LETTER_RIDING) {
            add_letter(app, i, added++ == 0, TEXT_ON_ROAD);
        }
    }
}

/* The letters that reached the own tents, the last one first. */
static void add_received(struct app *app)
{
    const struct world *world = session_world(app->session);
    uint32_t added = 0;
    for (uint32_t i = game_letters(world); i-- > 0 && added < RECEIVED_MAX;) {
        struct letter letter;
        game_letter(world, i, &letter);
        if ((siege_eyes(app) >> letter.to & 1) != 0 &&
            letter_seen(&letter, siege_eyes(app), app->siege->shown) &&
            letter.state == LETTER_ARRIVED) {
            add_letter(app, i, added++ == 0, TEXT_TENT);
        }
    }
}

void siege_network_rows(struct app *app)
{
    struct panel *panel = &app->siege->panel;
    if (siege_eyes(app) == EYES_ALL &&
        session_valency_at(app->session, app->siege->shown) != VALENCY_COUNT) {
        siege_add_row(panel, (struct panel_row){.kind = ROW_LAMP});
    }
    if (siege_schedules(app) || app->siege->running) {
        return;
    }
    if (siege_eyes(app) == 0 || siege_eyes(app) == EYES_ALL) {
        add_on_road(app);
    } else {
        add_received(app);
    }
    siege_add_blank(panel);
}

void siege_next_rows(struct app *app)
{
    const struct desk_item *item = question(app);
    siege_add_text(app, ROW_TEXT, TEXT_NEXT);
    for (uint32_t i = 0; item != NULL && i < item->options; i++) {
        siege_add_row(&app->siege->panel,
                      (struct panel_row){.kind = ROW_NEXT, .item = i});
    }
}

/* Under pbft a traitor waits for no quorum. */
static bool counts_nothing(const struct app *app, unsigned g)
{
    return session_setup(app->session)->rule == RULE_PBFT &&
           siege_known_traitor(app, g);
}

uint32_t siege_next_answer(const struct app *app)
{
    const struct desk_item *item = question(app);
    return item == NULL ? 0 : (uint32_t)item->answer;
}

/* One line for each general, or two generals a line where lines are few. */
void siege_state_rows(struct app *app, int height)
{
    unsigned n = session_setup(app->session)->generals;
    unsigned step = (int)n + FOOT_MIN > height / 2 ? 2 : 1;
    for (unsigned g = 0; g < n; g += step) {
        if (step == 1 && counts_nothing(app, g)) {
            continue;
        }
        siege_add_row(&app->siege->panel,
                      (struct panel_row){.kind = ROW_STATE,
                                         .general = (uint8_t)g,
                                         .option = (uint8_t)step});
    }
}

/* --- keys --- */

uint32_t siege_letter_at_cursor(const struct app *app)
{
    const struct panel_row *row = siege_row_at_cursor(app);
    struct option option;
    if (row == NULL || row->kind != ROW_NEXT || !siege_schedules(app) ||
        session_option(app->session, 0, row->item, &option) != STATUS_OK) {
        return NO_LETTER;
    }
    return option.letter;
}

/* Those who have decided by now. */
static uint16_t decided(const struct app *app)
{
    const struct world *world = session_world(app->session);
    uint16_t mask = 0;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (world->decided[g] != ORDER_NONE) {
            mask = (uint16_t)(mask | 1u << g);
        }
    }
    return mask;
}

/* Somebody decided in the step that was just let happen: whether that is the
 * end of the player's hopes. */
static void tell_decision(struct app *app, uint16_t before)
{
    const struct level *level = session_level(app->session);
    struct app_siege *siege = app->siege;
    char names[WORDS_MAX];
    uint16_t now = (uint16_t)(decided(app) & ~before);
    if (now == 0 || session_over(app->session)) {
        return;
    }
    words_generals(names, sizeof names, level, now);
    words_say(siege->news, sizeof siege->news,
              level->goal == GOAL_UNDECIDED && before == 0
                  ? _("%s: decided. The goal is lost; u takes it back.")
                  : _("%s: decided."),
              names);
}

static void let(struct app *app, uint32_t option)
{
    uint16_t before = decided(app);
    if (session_set(app->session, 0, option) == STATUS_OK) {
        siege_send(app);
        tell_decision(app, before);
    } else {
        (void)snprintf(app->siege->news, sizeof app->siege->news, "%s",
                       _("There are not so many choices."));
    }
}

void siege_let_happen(struct app *app)
{
    const struct panel_row *row = siege_row_at_cursor(app);
    let(app, row != NULL && row->kind == ROW_NEXT ? row->item : 0);
}

void siege_run_on(struct app *app)
{
    struct app_siege *siege = app->siege;
    uint16_t before = decided(app);
    bool solves =
        siege->hints == LEVEL_HINTS && session_level(app->session)->possible;
    siege->onward = true;
    while (siege->onward && siege_schedules(app)) {
        if (solves) {
            (void)session_solve_desk(app->session);
        }
        let(app, siege_next_answer(app));
        siege->onward = siege->onward && decided(app) == before;
    }
    if (siege->onward && siege->running) {
        (void)snprintf(siege->news, sizeof siege->news, "%s",
                       solves ? _("The solution is played; any key stops it.")
                              : _("The oldest letter arrives first; any key "
                                  "stops it."));
    }
}

bool siege_network_key(struct app *app, uint32_t key)
{
    if (!siege_networks(app) || key < '1' || key > '9' ||
        session_level(app->session)->role != ROLE_CITY) {
        return false;
    }
    if (siege_schedules(app) && app->siege->page == PAGE_DESK) {
        let(app, key - '1');
    } else {
        siege_jump(app, siege_present(app));
        app->siege->page = PAGE_DESK;
        siege_first_row(app);
    }
    return true;
}
