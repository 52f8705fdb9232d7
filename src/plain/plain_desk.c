/* The desk as it stands: questions, answers, counts. */
#include "plain/inside.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_network.h"
#include "ui/words_say.h"

uint32_t plain_listed(const struct plain *plain, size_t item, uint32_t k)
{
    const struct desk_item *items;
    size_t count = session_desk(plain->session, &items);
    if (item >= count || (items[item].decision.kind != DECISION_DECIDE &&
                          items[item].decision.kind != DECISION_DEMAND)) {
        return k;
    }
    for (uint32_t i = 0; i < items[item].options; i++) {
        struct option option;
        if (session_option(plain->session, item, i, &option) == STATUS_OK &&
            (option.kind == OPTION_DEMAND ? option.count : option.order) == k) {
            return i;
        }
    }
    return k;
}

void plain_say_answers(struct plain *plain, size_t item)
{
    const struct desk_item *items;
    session_desk(plain->session, &items);
    bool demand = items[item].decision.kind == DECISION_DEMAND;
    for (uint32_t k = 0; k < items[item].options; k++) {
        char text[WORDS_MAX];
        uint32_t i = plain_listed(plain, item, k);
        words_option(text, sizeof text, plain->session, item, i);
        plain_sayf(plain, 10, "      %c %u  %s",
                   items[item].answer == i && !items[item].open ? '*' : ' ',
                   (unsigned)k + (demand ? 0 : 1), text);
    }
}

static bool is_single(const struct desk_item *item)
{
    return item->decision.kind == DECISION_DECIDE ||
           item->decision.kind == DECISION_DEMAND ||
           item->decision.kind == DECISION_ACCUSE ||
           item->decision.kind == DECISION_PROOF_1 ||
           item->decision.kind == DECISION_PROOF_2;
}

void plain_say_item(struct plain *plain, const struct desk_item *item,
                    size_t index, bool whole)
{
    char question[WORDS_MAX], answer[WORDS_MAX];
    words_question(question, sizeof question, &plain->level, item);
    if (whole || is_single(item)) {
        plain_sayf(plain, 5, "%3zu. %s", index + 1, question);
        plain_say_answers(plain, index);
        return;
    }
    words_option(answer, sizeof answer, plain->session, index,
                 (uint32_t)item->answer);
    plain_sayf(plain, 5, "%3zu. %s -> %s", index + 1, question, answer);
}

void plain_say_count(struct plain *plain)
{
    const struct session *session = plain->session;
    if (plain->level.role == ROLE_TRAITOR &&
        plain->level.setup.rule == RULE_WORK) {
        plain_sayf(plain, 0, _("Blocks kept back: %u."),
                   session_lies(session, true));
    } else if (plain->level.role == ROLE_TRAITOR) {
        plain_sayf(plain, 0, _("Lies, with these letters: %u."),
                   session_lies(session, true));
    } else if (plain->level.role == ROLE_CITY &&
               (plain->level.setup.budget > 0 || !plain_schedules(plain))) {
        uint32_t sent = session_lies(session, false);
        plain_sayf(plain, 0,
                   _("Captured so far: %u. On the desk: %u of %u captures that "
                     "are left."),
                   sent, session_lies(session, true) - sent,
                   session_world(session)->budget);
    }
}

void plain_say_forecast(struct plain *plain)
{
    uint8_t decided[GENERALS_MAX];
    if (plain->level.role != ROLE_TRAITOR) {
        return; /* a spectator may be asked to predict it */
    }
    session_forecast(plain->session, decided);
    for (unsigned order = 0; order < plain->level.setup.orders; order++) {
        uint16_t mask = 0;
        char names[WORDS_MAX];
        for (unsigned g = 0; g < GENERALS_MAX; g++) {
            mask = (uint16_t)(mask | (decided[g] == order) << g);
        }
        if (mask != 0) {
            words_generals(names, sizeof names, &plain->level, mask);
            plain_sayf(plain, 4,
                       _("If all others are honest, \"%s\" is "
                         "obeyed by: %s."),
                       words_order(&plain->level, order), names);
        }
    }
}

void plain_say_desk(struct plain *plain, size_t rows)
{
    const struct desk_item *items;
    size_t count = session_desk(plain->session, &items);
    for (size_t i = 0; i < count && i < rows; i++) {
        plain_say_item(plain, &items[i], i, count == 1);
    }
    if (count > rows) {
        plain_sayf(plain, 2, _("  ... and %zu more: type \"questions\"."),
                   count - rows);
    }
    plain_say_count(plain);
    plain_say_forecast(plain);
}

static void say_how(struct plain *plain)
{
    const struct desk_item *items;
    size_t count = session_desk(plain->session, &items);
    if (count == 0) {
        plain_say(plain,
                  session_steps(plain->session)
                      ? _("An empty line goes on to the next step.")
                  : plain->level.setup.rule == RULE_WORK
                      ? _("An empty line goes on to the next block.")
                      : _("An empty line goes on to the next watch bell."),
                  0);
    } else if (plain_schedules(plain)) {
        plain_say(plain,
                  _("Type a number, or names such as \"Leo Manuel\"; an empty "
                    "line takes what is marked, \"run\" goes on so. ? helps."),
                  0);
    } else if (count == 1) {
        plain_say(
            plain,
            _("Type the number of an answer; an empty line sends. ? helps."),
            0);
    } else {
        plain_say(
            plain,
            _("Type a question's number and an answer, such as \"1 2\" or "
              "\"1 retreat\"; an empty line sends. ? helps."),
            0);
    }
}

void plain_show_round(struct plain *plain)
{
    char time[64];
    const struct world *world = session_world(plain->session);
    plain_gap(plain);
    if (plain->level.role == ROLE_WATCH) {
        plain_say_events(plain);
        plain_say_chains(plain);
        if (session_steps(plain->session)) {
            plain_say_generals(plain);
        }
        say_how(plain);
        return;
    }
    words_when(time, sizeof time, &plain->level.setup, world->clock);
    plain_sayf(plain, 0, "%s", time);
    if (session_steps(plain->session)) {
        plain_say_network(plain);
        plain->shown = world->clock;
    } else if (world->setup.rule == RULE_WORK) {
        plain_say_work(plain);
        plain->shown = world->clock;
    } else if (session_eyes(plain->session) != 0) {
        plain_say_letters(plain, plain->shown, PLAIN_ROWS);
        plain->shown = world->clock;
        plain_say_ladder(plain);
    }
    plain_say_desk(plain, PLAIN_ROWS);
    say_how(plain);
}
