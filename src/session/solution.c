/* Hint 3: the solution laid on the desk. */
#include <string.h>

#include "session/inside.h"

/* `chain`: each general writes to the next one only, so that sender and
 * receiver name a letter. */
static bool step_is_for(const struct level_step *step,
                        const struct desk_item *item, bool chain)
{
    const struct decision *asked = &item->decision;
    bool pair = step->from == asked->actor && step->to == asked->target;
    bool path = step->chain == item->chain && step->length == item->length;
    if (step->post != POST_NONE) {
        return pair && step->post == item->post && step->view == item->view &&
               (asked->kind != DECISION_VOUCH || step->order == item->order);
    }
    switch ((enum option_kind)step->kind) {
    case OPTION_SAY:
    case OPTION_SILENT:
        return asked->kind == DECISION_LETTER && pair && (path || chain);
    case OPTION_SEND:
    case OPTION_WITHHOLD:
        return asked->kind == DECISION_SEAL && pair && path &&
               step->order == item->order;
    case OPTION_FORGE:
        return asked->kind == DECISION_FORGE && pair;
    case OPTION_CAPTURE:
        return asked->kind == DECISION_CAPTURE && pair &&
               (step->length == 0 || step->length == asked->round);
    case OPTION_ACCUSE:
        return asked->kind == DECISION_ACCUSE;
    case OPTION_DECIDE:
        return asked->kind == DECISION_DECIDE;
    case OPTION_DEMAND:
        return asked->kind == DECISION_DEMAND;
    case OPTION_PASS:
    case OPTION_PROOF:
    case OPTION_NOTHING:
    case OPTION_FOUND:
    case OPTION_PUBLISH:
    case OPTION_FLOOD:
    case OPTION_BUILD:
    case OPTION_ALARM:
    case OPTION_TRUST:
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

static bool option_is(const struct option *option,
                      const struct level_step *step)
{
    if (option->kind != step->kind) {
        return false;
    }
    switch ((enum option_kind)step->kind) {
    case OPTION_SAY:
    case OPTION_FORGE:
    case OPTION_DECIDE:
    case OPTION_CLAIM:
        return option->order == step->order;
    case OPTION_ACCUSE:
        return option->general == step->to;
    case OPTION_DEMAND:
        return option->count == step->length;
    case OPTION_SILENT:
    case OPTION_SEND:
    case OPTION_WITHHOLD:
    case OPTION_PASS:
    case OPTION_CAPTURE:
    case OPTION_PROOF:
    case OPTION_NOTHING:
    case OPTION_FOUND:
    case OPTION_PUBLISH:
    case OPTION_FLOOD:
    case OPTION_BUILD:
    case OPTION_ALARM:
    case OPTION_TRUST:
    case OPTION_DELIVER:
    case OPTION_FALL:
    case OPTION_TIMEOUT:
    case OPTION_TOSS:
    case OPTION_UNSURE:
    case OPTION_COUNT:
        break;
    }
    return true;
}

/* The solution's answer to an item; the duty where it says nothing. */
static uint64_t solved(const struct session *session, size_t item)
{
    const struct level *level = &session->level;
    const struct desk_item *at = &session->desk.items[item];
    bool chain = level->setup.rule == RULE_RELAY;
    for (uint32_t s = 0; s < level->solution_steps; s++) {
        const struct level_step *step = &level->solution[s];
        if (!step_is_for(step, at, chain)) {
            continue;
        }
        for (uint32_t i = 0; i < at->options; i++) {
            struct option option;
            if (session_option(session, item, i, &option) == STATUS_OK &&
                option_is(&option, step)) {
                return i;
            }
        }
    }
    return 0;
}

/* Put one item where it should be; returns whether it was elsewhere. */
static size_t move_item(struct session *session, size_t item, uint64_t answer)
{
    const struct desk_item *at = &session->desk.items[item];
    if (at->answer == answer && !at->open) {
        return 0;
    }
    return desk_set(session, item, answer) == STATUS_OK ? 1 : 0;
}

/* The solution of a level under proof of work is a strategy: what it answers
 * to the questions of this round, one after the other on the scratch world. */
static size_t play_solution(struct session *session)
{
    struct agents agents = session->others;
    struct decision asked;
    size_t changed = 0, cursor = 0, i;
    memset(agents.general, session->level.solution_plays,
           sizeof agents.general);
    world_copy(session->scratch, session->world);
    for (i = 0; i < session->desk.count; i++) {
        uint64_t answer;
        game_ask(session->scratch, &asked);
        if (desk_match(session->desk.items + i, 1, &cursor, &asked) == NULL) {
            break;
        }
        cursor = 0;
        answer = agents_answer(&agents, session->scratch, &asked);
        changed += move_item(session, i, answer);
        if (game_apply(
                session->scratch,
                (struct action){.cursor = asked.cursor, .answer = answer},
                NULL) != STATUS_OK) {
            break;
        }
    }
    return changed;
}

/* Whether the accusation on the desk would be proven. */
static bool desk_proves(const struct session *session)
{
    size_t cursor = 0;
    struct decision asked;
    unsigned me = session->level.player;
    world_copy(session->scratch, session->world);
    for (game_ask(session->scratch, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(session->scratch, &asked)) {
        const struct desk_item *item = desk_match(
            session->desk.items, session->desk.count, &cursor, &asked);
        struct action action = {.cursor = asked.cursor,
                                .answer = item != NULL ? item->answer : 0};
        if (game_apply(session->scratch, action, NULL) != STATUS_OK) {
            return false;
        }
    }
    return me < GENERALS_MAX && session->scratch->proven[me] != 0;
}

static size_t find_kind(const struct session *session, enum decision_kind kind)
{
    size_t i = 0;
    while (i < session->desk.count &&
           session->desk.items[i].decision.kind != kind) {
        i++;
    }
    return i;
}

/* Look for two letters that prove the accusation on the desk. */
static void find_proof(struct session *session)
{
    size_t first = find_kind(session, DECISION_PROOF_1);
    if (first >= session->desk.count || desk_proves(session)) {
        return;
    }
    uint32_t options = session->desk.items[first].options;
    for (uint32_t i = 0; i < options; i++) {
        if (desk_set(session, first, i) != STATUS_OK) {
            return;
        }
        size_t second = find_kind(session, DECISION_PROOF_2);
        for (uint32_t j = 0; second < session->desk.count &&
                             j < session->desk.items[second].options;
             j++) {
            if (desk_set(session, second, j) == STATUS_OK &&
                desk_proves(session)) {
                return;
            }
        }
    }
}

void session_read_solution(struct session *session)
{
    if (!session_over(session) && session->level.role != ROLE_WATCH) {
        session->solution_seen = true;
    }
}

bool session_solution_read(const struct session *session)
{
    return session->solution_seen;
}

/* Without a clock: what keeps the generals undecided. */
static size_t play_schedule(struct session *session)
{
    return session->desk.count == 0
               ? 0
               : move_item(session, 0, schedule_answer(session));
}

size_t session_solve_desk(struct session *session)
{
    size_t changed = 0;
    session_read_solution(session);
    if (!session->level.possible) {
        return 0; /* there is none */
    }
    bool noted = edits_note(session);
    if (schedule_has_answers(&session->level)) {
        changed = play_schedule(session);
        edits_settle(session, noted);
        return changed;
    }
    if (session->level.solution_plays != STRATEGY_COUNT) {
        changed = play_solution(session);
        edits_settle(session, noted);
        return changed;
    }
    for (size_t i = 0; i < session->desk.count; i++) {
        enum decision_kind kind =
            (enum decision_kind)session->desk.items[i].decision.kind;
        if (kind != DECISION_PROOF_1 && kind != DECISION_PROOF_2) {
            changed += move_item(session, i, solved(session, i));
        }
    }
    find_proof(session);
    edits_settle(session, noted);
    return changed;
}
