/* Lies, stars, the forecast. */
#include <string.h>

#include "rules/work.h"
#include "session/inside.h"

/* Blocks that the traitors keep back, and the one in question when the desk
 * keeps a part of it. */
static uint32_t withheld(const struct session *session, bool with_desk)
{
    const struct memory_work *work = &session->world->memory.work;
    uint32_t blocks = work_withheld(session->world);
    for (size_t i = 0; with_desk && i < session->desk.count; i++) {
        const struct desk_item *item = &session->desk.items[i];
        if (item->decision.kind == DECISION_PUBLISH && item->answer != 0 &&
            work->found != NO_BLOCK &&
            work->due[item->decision.target] == work->found) {
            return blocks + 1;
        }
    }
    return blocks;
}

uint32_t session_lies(const struct session *session, bool with_desk)
{
    uint32_t lies = session->lies;
    if (session->setup.rule == RULE_WORK &&
        session->level.role == ROLE_TRAITOR) {
        return withheld(session, with_desk);
    }
    for (size_t i = 0; with_desk && i < session->desk.count; i++) {
        const struct desk_item *item = &session->desk.items[i];
        lies += desk_counts(session, &item->decision, item->answer) ? 1 : 0;
    }
    return lies;
}

/* A loyal player who decides rightly where no rule always does was lucky: the
 * siege at hand proves nothing about those that look the same. */
static bool was_lucky(const struct session *session,
                      const struct outcome *outcome)
{
    bool lucky =
        session->level.role == ROLE_LOYAL || session->setup.rule == RULE_COIN;
    return lucky && !session->level.possible && !outcome->claimed;
}

/* Three for a goal reached with at most par lies, two with at most twice par
 * (or one more), one at all, by luck or by the solution. Loyal generals do not
 * lie; who watches foretells. */
static uint8_t stars(const struct session *session,
                     const struct outcome *outcome)
{
    uint32_t par = outcome->par;
    uint32_t most = par == 0 ? 1 : 2 * par;
    bool counted =
        session->level.role == ROLE_TRAITOR || session->level.role == ROLE_CITY;
    if (!outcome->reached) {
        return 0;
    }
    if (was_lucky(session, outcome) || session->solution_seen) {
        return 1;
    }
    if (session->level.role == ROLE_WATCH && outcome->asks_to_foretell) {
        return outcome->foresaw ? 3 : 1;
    }
    if (outcome->claimed || !counted || !session->level.possible ||
        outcome->lies <= par) {
        return 3;
    }
    return outcome->lies <= most ? 2 : 1;
}

static void note_prediction(const struct session *session, struct outcome *out)
{
    const struct level *level = &session->level;
    unsigned about = level->predict_about;
    out->asks_to_foretell =
        level->predict.at[LANGUAGE_EN] != 0 && about < GENERALS_MAX;
    out->foretold = session->foretold;
    out->foresaw = out->over && out->asks_to_foretell &&
                   out->foretold != ORDER_NONE &&
                   session->world->decided[about] == out->foretold;
}

void session_outcome(const struct session *session, struct outcome *out)
{
    const struct level *level = &session->level;
    *out = (struct outcome){.over = session_over(session),
                            .claimed = session->claim.made,
                            .possible = level->possible ? POSSIBLE : IMPOSSIBLE,
                            .lies = session_lies(session, false),
                            .par = level->par};
    if (session->setup.rule == RULE_WORK) {
        out->by_formula = true;
        out->chance = session_chance(level);
    }
    game_judge(session->world, &out->verdict);
    if (session->claim.made) {
        out->possible = session->claim.possible;
        out->proven = session->claim.proven;
        out->plans = session->claim.plans;
        out->means = session->claim.means;
        out->by_positions = session->claim.positions;
        if (out->by_positions) {
            out->chance = session->claim.chance;
        }
        out->reached = session->claim.possible == IMPOSSIBLE;
    } else if (session->comes_back > 0) {
        const struct turn *then = &session->turns[session->comes_back - 1];
        out->back_from = then->step;
        out->back_to = session->world->clock / STEP_MINUTES;
        out->reached = true;
    } else if (out->over) {
        unsigned player =
            level->role == ROLE_LOYAL ? level->player : NO_GENERAL;
        out->reached =
            goal_reached((enum goal)level->goal, session->world, player);
    }
    if (out->over && out->reached && !out->claimed &&
        !was_lucky(session, out)) {
        out->possible = POSSIBLE; /* it was just done */
        out->proven = true;
    }
    out->stuck = session_steps(session) &&
                 session->world->stage == STAGE_OVER &&
                 (session->setup.deadline == 0 ||
                  session->world->clock < session->setup.deadline);
    note_prediction(session, out);
    out->stars = stars(session, out);
}

/* What would be answered in the forecast: the desk, the standing orders for
 * later letters, and the duty of everybody else. */
static uint64_t foreseen(const struct session *session, size_t *cursor,
                         const struct decision *asked)
{
    if (!desk_asks_player(session, asked)) {
        return 0;
    }
    const struct desk_item *item =
        desk_match(session->desk.items, session->desk.count, cursor, asked);
    if (item != NULL) {
        return item->answer;
    }
    return desk_standing_answer(session, session->scratch, asked);
}

void session_forecast(const struct session *session,
                      uint8_t decided[GENERALS_MAX])
{
    size_t cursor = 0;
    struct decision asked;
    struct world *scratch = session->scratch;
    memset(decided, ORDER_NONE, GENERALS_MAX);
    if (session->setup.rule == RULE_WORK) {
        return; /* nobody can foresee who finds the next block */
    }
    if (session->level.role != ROLE_TRAITOR &&
        session->level.role != ROLE_WATCH) {
        return;
    }
    world_copy(scratch, session->world);
    for (game_ask(scratch, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(scratch, &asked)) {
        struct action action = {.cursor = asked.cursor,
                                .answer = foreseen(session, &cursor, &asked)};
        if (game_apply(scratch, action, NULL) != STATUS_OK) {
            return;
        }
    }
    memcpy(decided, scratch->decided, GENERALS_MAX);
}
