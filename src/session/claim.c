/* "It cannot be done": the claim, checked by trying all plans. */
#include <stdlib.h>

#include "lab/race.h"
#include "lab/selfish.h"
#include "rules/work.h"
#include "session/inside.h"

/* Questions on the longest way that is tried; more have too many plans to try
 * while somebody waits. The worlds are touched only as far as they are used.
 */
enum { CLAIM_DEPTH = 96 };

static void close_room(struct plans_room *room)
{
    free(room->stack);
    free(room->views);
    free(room->bits);
}

static bool open_room(struct plans_room *room, bool loyal,
                      const struct possible_room *how)
{
    *room = (struct plans_room){.depth = CLAIM_DEPTH,
                                .limit = how->limit,
                                .witness = how->witness,
                                .witness_room = how->witness_room,
                                .tick = how->tick,
                                .context = how->context};
    /* Not calloc: it would touch 13 MB when the heap hands out old pages. */
    room->stack = malloc(CLAIM_DEPTH * sizeof *room->stack);
    if (loyal) {
        room->views_room = PLANS_VIEWS;
        room->views = calloc(PLANS_VIEWS, sizeof *room->views);
        room->bits_room = PLANS_BITS;
        room->bits = calloc(PLANS_BITS, sizeof *room->bits);
    }
    if (room->stack != NULL &&
        (!loyal || (room->views != NULL && room->bits != NULL))) {
        return true;
    }
    close_room(room);
    return false;
}

/* UNKNOWN where the search gives up, for whatever reason. */
static enum status try_all(const struct level *level,
                           const struct possible_room *how,
                           struct plans_result *result)
{
    struct plans_room room;
    struct puzzle puzzle;
    level_puzzle(level, &puzzle);
    *result = (struct plans_result){.possible = UNKNOWN};
    if (!open_room(&room, puzzle.chooser == CHOOSER_GENERAL, how)) {
        return STATUS_MEMORY;
    }
    if (plans_try_all(result, &puzzle, &room, NULL) != STATUS_OK) {
        result->possible = UNKNOWN;
    }
    close_room(&room);
    return STATUS_OK;
}

_Static_assert((int)CONVENTION_CATCH_UP == (int)RACE_CATCH_UP &&
                   (int)CONVENTION_OVERTAKE == (int)RACE_OVERTAKE &&
                   (int)CONVENTION_NAKAMOTO == (int)RACE_NAKAMOTO,
               "one order of conventions");

/* The power of the strongest `wanted` generals of a set. */
static uint32_t strongest(const struct setup *setup, unsigned among,
                          unsigned wanted)
{
    uint32_t power = 0;
    for (; wanted > 0 && among != 0; wanted--) {
        unsigned best = 0;
        for (unsigned g = 0; g < setup->generals; g++) {
            bool better = (among >> best & 1) == 0 ||
                          setup->power[g] > setup->power[best];
            best = (among >> g & 1) != 0 && better ? g : best;
        }
        power += setup->power[best];
        among &= ~(1u << best);
    }
    return power;
}

/* Where the traitors are a secret, the worst of what may be counts. */
double session_share(const struct level *level)
{
    const struct setup *setup = &level->setup;
    const struct secret *secret = &level->secret;
    uint32_t power = work_power(setup);
    uint32_t theirs = secret->traitors > 0
                          ? strongest(setup, secret->among, secret->traitors)
                          : work_power_of_traitors(setup);
    return power == 0 ? 0 : (double)theirs / power;
}

double session_chance(const struct level *level)
{
    double q = session_share(level);
    if (level->setup.rule != RULE_WORK) {
        return 0;
    }
    if (level->goal == GOAL_SHARE) {
        return selfish_revenue(q, (double)level->formula.gamma / PPM);
    }
    return race_chance((enum race_convention)level->formula.convention, q,
                       level->setup.confirmations);
}

enum possibility session_formula(const struct level *level)
{
    double chance = session_chance(level);
    double threshold = (double)level->formula.threshold / PPM;
    if (level->setup.rule != RULE_WORK) {
        return UNKNOWN;
    }
    if (level->role == ROLE_LOYAL) {
        return chance < threshold ? POSSIBLE : IMPOSSIBLE;
    }
    if (level->role != ROLE_TRAITOR) {
        return level->possible ? POSSIBLE : IMPOSSIBLE;
    }
    if (level->goal == GOAL_SHARE) {
        return chance > session_share(level) ? POSSIBLE : IMPOSSIBLE;
    }
    return chance >= threshold ? POSSIBLE : IMPOSSIBLE;
}

enum status session_possible(struct plans_result *out,
                             const struct level *level,
                             const struct possible_room *room)
{
    double chance = 0;
    *out = (struct plans_result){.possible = UNKNOWN, .fewest = UINT32_MAX};
    if (level->setup.rule == RULE_WORK) {
        out->possible = session_formula(level);
        return STATUS_OK;
    }
    out->possible = schedule_possible(level, &out->states, &chance);
    if (out->possible != UNKNOWN) {
        return STATUS_OK;
    }
    return try_all(level, room, out);
}

enum status session_claim(struct session *session, uint64_t limit,
                          struct diag *why)
{
    struct plans_result result;
    if (session_over(session)) {
        diag_set(why, "%s", status_sentence(STATUS_OVER));
        return STATUS_OVER;
    }
    bool formula = session->level.setup.rule == RULE_WORK;
    bool positions = false;
    double chance = 0;
    enum status status = STATUS_OK;
    result = (struct plans_result){.possible = UNKNOWN};
    if (formula) {
        result.possible = session_formula(&session->level);
    } else if ((result.possible = schedule_possible(
                    &session->level, &result.plans, &chance)) != UNKNOWN) {
        positions = true;
    } else {
        status = try_all(&session->level,
                         &(struct possible_room){.limit = limit}, &result);
    }
    if (status == STATUS_OK) {
        status = turn_begin(session);
    }
    if (status != STATUS_OK) {
        diag_set(why, "%s", status_sentence(status));
        return status;
    }
    session->history.known = session->history.used;
    session->claim = (struct claim){.made = true,
                                    .proven = result.possible != UNKNOWN,
                                    .positions = positions,
                                    .chance = chance,
                                    .possible = result.possible,
                                    .plans = result.plans};
    if (result.possible == UNKNOWN) {
        session->claim.possible =
            session->level.possible ? POSSIBLE : IMPOSSIBLE;
    }
    session->turns[session->turn_now - 1].claim = session->claim;
    edits_forget(session);
    status = desk_build(session, NULL, 0); /* an empty one: needs no memory */
    return status;
}
