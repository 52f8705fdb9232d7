/* What the keys of the siege do to the session: answers, riders, undo, hints,
 * claims, and what is kept of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/proof.h"
#include "ui/siege.h"
#include "ui/words.h"
#include "ui/words_say.h"
#include "ui/words_script.h"

/* Letters that have a meaning of their own on the siege screen. */
static const char taken[] = "bcghikmnpqtuvwxy";

static char order_letter(const struct level *level, unsigned order)
{
    const char *letter =
        level_say(level, level->order_letter[order], LANGUAGE_EN);
    char first =
        letter[0] != '\0' ? letter[0] : level->setup.order_id[order][0];
    return first >= 'A' && first <= 'Z' ? (char)(first - 'A' + 'a') : first;
}

void siege_order_key(const struct level *level, unsigned order, char *out,
                     size_t room)
{
    char letter = order_letter(level, order);
    bool free_letter =
        letter >= 'a' && letter <= 'z' && strchr(taken, letter) == NULL;
    for (unsigned o = 0; o < order; o++) {
        free_letter = free_letter && order_letter(level, o) != letter;
    }
    if (free_letter) {
        (void)snprintf(out, room, "%c", letter);
    } else {
        (void)snprintf(out, room, "%u", order + 1);
    }
}

bool siege_s_is_free(const struct level *level)
{
    for (unsigned o = 0; o < level->setup.orders; o++) {
        if (order_letter(level, o) == 's') {
            return false;
        }
    }
    return true;
}

static void say(struct app *app, const char *text)
{
    (void)snprintf(app->siege->news, sizeof app->siege->news, "%s", text);
}

/* Once is enough: a strategy that fails does so again and again. */
void siege_say_lost(struct app *app)
{
    char text[sizeof app->siege->news];
    if (!app->siege->lost_told && !session_over(app->session) &&
        words_script_lost(text, sizeof text, app->session) > 0) {
        app->siege->lost_told = true;
        say(app, text);
    }
}

/* Keep the siege so that a closed terminal loses nothing. */
void siege_keep(struct app *app)
{
    char *text = NULL;
    size_t length = 0;
    struct diag why = {0};
    if ((app->options.progress == NULL && app->options.save == NULL) ||
        proof_watched(app) || app->trial) {
        return;
    }
    if (session_keep(app->session, &text, &length) != STATUS_OK) {
        say(app, _("The siege could not be kept: there is no memory."));
        return;
    }
    size_t at = session_kept_record(text, length);
    if (app->options.progress != NULL &&
        progress_keep(app->options.progress, text, length, &why) != STATUS_OK) {
        say(app, why.text);
    }
    if (app->options.save != NULL &&
        !app->options.save(app->options.save_context, text + at, length - at)) {
        say(app, _("The record could not be written."));
    }
    free(text);
}

void siege_end(struct app *app)
{
    struct outcome outcome;
    struct diag why = {0};
    if (app->siege->recorded || proof_watched(app) || app->trial ||
        !session_over(app->session)) {
        return;
    }
    app->siege->recorded = true;
    session_outcome(app->session, &outcome);
    if (app->options.progress == NULL) {
        return;
    }
    if (outcome.reached && session_level(app->session)->id[0] != '\0' &&
        progress_win(app->options.progress, session_level(app->session)->id,
                     outcome.stars, &why) != STATUS_OK) {
        app_say(app, "%s", why.text);
    }
    if (progress_keep(app->options.progress, NULL, 0, &why) != STATUS_OK) {
        app_say(app, "%s", why.text);
    }
}

/* The present has moved: let time run towards it from where it was. */
static void ride_on(struct app *app)
{
    app->siege->page = PAGE_DESK;
    app->siege->scroll = 0;
    siege_run(app, true);
    siege_show_side(app);
    siege_first_row(app);
    if (session_over(app->session) && !siege_in_past(app)) {
        siege_finish(app);
    }
}

void siege_finish(struct app *app)
{
    struct outcome outcome;
    session_outcome(app->session, &outcome);
    siege_end(app);
    if (proof_watched(app) && app->siege->battle_seen) {
        proof_watch_end(app);
        return;
    }
    if (outcome.claimed || app->siege->battle_seen) {
        app_go(app, SCREEN_DEBRIEF);
        return;
    }
    app->siege->battle_seen = true;
    app_go(app, SCREEN_BATTLE);
}

static bool something_open(const struct app *app)
{
    const struct desk_item *items;
    size_t count = session_desk(app->session, &items);
    for (size_t i = 0; i < count; i++) {
        if (items[i].open) {
            return true;
        }
    }
    return false;
}

/* Put the cursor on the first answer to what is still to be decided. */
static void focus_open(struct app *app)
{
    struct app_siege *siege = app->siege;
    const struct desk_item *items;
    size_t count = session_desk(app->session, &items);
    siege->page = PAGE_DESK;
    siege->map_only = false;
    siege_settle(app);
    for (int i = 0; i < siege->panel.rows; i++) {
        const struct panel_row *row = &siege->panel.row[i];
        if (row->kind == ROW_CHOICE && row->item < count &&
            items[row->item].open) {
            siege->cursor = i;
            return;
        }
    }
}

void siege_send(struct app *app)
{
    const struct desk_item *items;
    struct diag why = {0};
    if (siege_in_past(app)) {
        siege_run(app, true);
        siege_show_side(app);
        return;
    }
    if (session_over(app->session)) {
        siege_finish(app);
        return;
    }
    if (proof_watched(app)) {
        return; /* nothing can be added to it */
    }
    if (something_open(app)) {
        focus_open(app);
        say(app, session_desk(app->session, &items) > 0 &&
                         items[0].decision.kind == DECISION_DEMAND
                     ? _("Say first how many confirmations you ask for.")
                     : _("Decide first: choose an order in the panel."));
        return;
    }
    if (session_send(app->session, &why) != STATUS_OK) {
        say(app, why.text);
        return;
    }
    siege_keep(app);
    siege_end(app); /* a win is a win even if the last ride is not watched */
    ride_on(app);
    siege_say_lost(app);
}

/* The desk of another moment lies open: show its minute. */
static void arrive(struct app *app)
{
    struct app_siege *siege = app->siege;
    proof_charge(app);
    siege->page = PAGE_DESK;
    siege->scroll = 0;
    siege->recorded = siege->recorded && session_over(app->session);
    siege->battle_seen = false;
    siege_jump(app, siege_present(app));
    siege_first_row(app);
    siege_keep(app);
}

void siege_undo(struct app *app)
{
    if (siege_at_desk(app) && session_undo_edit(app->session)) {
        app->siege->page = PAGE_DESK;
        app->siege->map_only = false;
        say(app, _("Taken back."));
        return;
    }
    if (!session_undo(app->session)) {
        say(app, _("There is nothing to take back."));
        return;
    }
    arrive(app);
    say(app, _("Taken back."));
}

void siege_redo(struct app *app)
{
    if (!session_redo(app->session)) {
        say(app, _("There is nothing to put back."));
        return;
    }
    arrive(app);
}

void siege_restart(struct app *app)
{
    session_restart(app->session);
    arrive(app);
    app->siege->shown = 0;
    siege_run(app, true);
}

void siege_claim(struct app *app)
{
    struct diag why = {0};
    if (session_claim(app->session, CLAIM_LIMIT, &why) != STATUS_OK) {
        say(app, why.text);
        return;
    }
    siege_jump(app, siege_present(app));
    siege_finish(app);
}

/* The third hint, and the solution of this round on the desk. */
void siege_solve(struct app *app)
{
    app->siege->hints = LEVEL_HINTS;
    app->siege->page = PAGE_HINTS;
    app->siege->scroll = 0;
    app->siege->map_only = false;
    session_read_solution(app->session);
    if (session_can_undo(app->session)) {
        siege_keep(app);
    }
    if (siege_at_desk(app) && session_solve_desk(app->session) > 0) {
        say(app, _("The solution for this round lies on your desk."));
    }
}

void siege_hint(struct app *app)
{
    struct app_siege *siege = app->siege;
    const struct level *level = session_level(app->session);
    bool more = siege->page == PAGE_HINTS || siege->hints == 0;
    if (more && siege->hints + 1 == LEVEL_HINTS && level->role != ROLE_WATCH &&
        !session_over(app->session)) {
        siege->prompt = PROMPT_SOLUTION;
        return;
    }
    if (more && siege->hints == LEVEL_HINTS) {
        siege_solve(app);
    } else if (more) {
        siege->hints++;
    }
    siege->page = PAGE_HINTS;
    siege->scroll = 0;
    siege->map_only = false;
    if (level_say(level, level->hint[0], text_language())[0] == '\0') {
        siege->page = PAGE_DESK;
        say(app, _("There is no hint for this siege."));
    }
}

static void stand(struct app *app, unsigned receiver, enum siege_say what,
                  unsigned order)
{
    unsigned orders = session_setup(app->session)->orders;
    struct standing next = session_standing(app->session, receiver);
    switch (what) {
    case SAY_ORDER:
        next =
            (struct standing){.stance = STANCE_ORDER, .order = (uint8_t)order};
        break;
    case SAY_TRUTH:
        next = (struct standing){.stance = STANCE_TRUTH};
        break;
    case SAY_SILENCE:
        next = (struct standing){.stance = STANCE_SILENCE};
        break;
    case SAY_NEXT:
        if (next.stance == STANCE_TRUTH) {
            next = (struct standing){.stance = STANCE_ORDER};
        } else if (next.stance == STANCE_ORDER && next.order + 1u < orders) {
            next.order++;
        } else {
            next.stance =
                next.stance == STANCE_ORDER ? STANCE_SILENCE : STANCE_TRUTH;
            next.order = 0;
        }
        break;
    }
    session_stand(app->session, receiver, next);
}

/* Say whether an option is what the key stands for. */
static bool answers_to(const struct option *option, enum siege_say what,
                       unsigned order)
{
    switch ((enum option_kind)option->kind) {
    case OPTION_SAY:
    case OPTION_DECIDE:
    case OPTION_FORGE:
        return what == SAY_ORDER && option->order == order;
    case OPTION_SILENT:
    case OPTION_WITHHOLD:
        return what == SAY_SILENCE;
    case OPTION_SEND:
        return what == SAY_ORDER;
    case OPTION_PASS:
    case OPTION_CAPTURE:
    case OPTION_ACCUSE:
    case OPTION_PROOF:
    case OPTION_NOTHING:
    case OPTION_FOUND:
    case OPTION_PUBLISH:
    case OPTION_FLOOD:
    case OPTION_BUILD:
    case OPTION_ALARM:
    case OPTION_TRUST:
    case OPTION_DEMAND:
    case OPTION_DELIVER:
    case OPTION_FALL:
    case OPTION_TIMEOUT:
    case OPTION_TOSS:
    case OPTION_UNSURE:
    case OPTION_CLAIM:
    case OPTION_COUNT:
        break;
    }
    return false;
}

/* The answer that builds on the same block and names another order. */
static bool names_instead(struct app *app, uint32_t item, unsigned order)
{
    const struct desk_item *items;
    size_t count = session_desk(app->session, &items);
    struct option now, other;
    if (item >= count || items[item].decision.kind != DECISION_BUILD ||
        session_option(app->session, item, (uint32_t)items[item].answer,
                       &now) != STATUS_OK) {
        return false;
    }
    for (uint32_t o = 0; o < items[item].options; o++) {
        if (session_option(app->session, item, o, &other) == STATUS_OK &&
            other.block == now.block && other.order == order) {
            return session_set(app->session, item, o) == STATUS_OK;
        }
    }
    return false;
}

static void set(struct app *app, uint32_t item, uint64_t answer)
{
    if (session_set(app->session, item, answer) != STATUS_OK) {
        say(app, _("The scouts can take no more messengers."));
    }
}

static void answer_item(struct app *app, const struct panel_row *row,
                        const struct desk_item *item, enum siege_say what,
                        unsigned order)
{
    struct option option;
    if (what == SAY_NEXT) {
        set(app, row->item,
            row->kind == ROW_CHOICE ? row->option
                                    : (item->answer + 1) % item->options);
        return;
    }
    if (what == SAY_ORDER && names_instead(app, row->item, order)) {
        return;
    }
    if (what == SAY_TRUTH && row->kind == ROW_ITEM) {
        set(app, row->item, 0);
        return;
    }
    for (uint32_t o = 0; o < item->options; o++) {
        if (session_option(app->session, row->item, o, &option) == STATUS_OK &&
            answers_to(&option, what, order)) {
            set(app, row->item, o);
            return;
        }
    }
}

/* The sealed letter with this order to the same receiver; the item itself
 * where there is none. */
static uint32_t sealed_with(const struct app *app, uint32_t item,
                            unsigned order)
{
    const struct desk_item *items;
    size_t count = session_desk(app->session, &items);
    for (uint32_t i = 0; i < count; i++) {
        if (items[i].decision.kind == DECISION_SEAL &&
            items[i].decision.actor == items[item].decision.actor &&
            items[i].decision.target == items[item].decision.target &&
            items[i].order == order) {
            return i;
        }
    }
    return item;
}

void siege_answer(struct app *app, const struct panel_row *asked,
                  enum siege_say what, unsigned order)
{
    const struct desk_item *items;
    struct panel_row copy = *asked;
    const struct panel_row *row = &copy;
    if (row->kind == ROW_STAND) {
        stand(app, row->general, what, order);
        return;
    }
    if ((row->kind == ROW_ITEM || row->kind == ROW_CHOICE) &&
        row->item < session_desk(app->session, &items)) {
        if (what == SAY_ORDER &&
            items[copy.item].decision.kind == DECISION_SEAL) {
            copy.item = sealed_with(app, copy.item, order);
        }
        struct desk_item item = items[copy.item];
        answer_item(app, row, &item, what, order);
    }
}
