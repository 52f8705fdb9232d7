/* "It cannot be done": the claim, checked by trying all plans, else by the
 * solvers. */
#include <stdlib.h>

#include "lab/race.h"
#include "lab/selfish.h"
#include "rules/work.h"
#include "session/inside.h"
#include "session/proof.h"
#include "solve/tree.h"

/* Questions on the longest way that is tried; more have too many plans to try
 * while somebody waits. The worlds are touched only as far as they are used.
 */
enum {
    CLAIM_DEPTH = 96,
    SHARE_OF_PLANS = 8 /* one part of so many of a claim's limit */
};

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
    if (session_script_matters(level)) {
        return STATUS_OK;
    }
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

/* Whether no traitors and no order that the level may draw break it. */
static bool every_draw_holds(const struct level *level, struct tree_room *room)
{
    struct setup setup = level->setup;
    unsigned first = level->secret.order ? 0 : setup.order;
    unsigned last = level->secret.order ? setup.orders - 1u : setup.order;
    for (unsigned set = 0; set < 1u << setup.generals; set++) {
        bool drawn = level->secret.traitors > 0
                         ? set_count((uint16_t)set) == level->secret.traitors &&
                               (set & ~(unsigned)level->secret.among) == 0
                         : set == setup.traitors;
        setup.traitors = (uint16_t)set;
        for (unsigned order = first; drawn && order <= last; order++) {
            struct tree_result result;
            setup.order = (uint8_t)order;
            if (!tree_fits(&setup)) {
                return false;
            }
            tree_solve(&result, &setup, 3, room);
            if (result.broken) {
                return false;
            }
        }
    }
    return true;
}

enum possibility session_by_parts(const struct level *level)
{
    enum possibility found = UNKNOWN;
    if (level->role != ROLE_LOYAL || level->goal != GOAL_HOLD ||
        level->setup.rule != RULE_ORAL) {
        return UNKNOWN;
    }
    struct tree_room *room = malloc(sizeof *room);
    if (room != NULL && every_draw_holds(level, room)) {
        found = POSSIBLE;
    }
    free(room);
    return found;
}

enum status session_possible(struct plans_result *out,
                             const struct level *level,
                             const struct possible_room *room)
{
    double chance = 0;
    uint64_t positions;
    enum status status;
    *out = (struct plans_result){.possible = UNKNOWN, .fewest = UINT32_MAX};
    if (level->setup.rule == RULE_WORK) {
        out->possible = session_formula(level);
        return STATUS_OK;
    }
    out->possible = schedule_possible(level, room, &out->states, &chance);
    if (out->possible != UNKNOWN) {
        return STATUS_OK;
    }
    positions = out->states;
    status = try_all(level, room, out);
    out->states += positions;
    return status;
}

/* By the solvers, where there are too many plans to try: OM(m) taken apart
 * takes no time, and a plan that does it is found sooner than all are tried. */
static void ask_solvers(const struct session *session, uint64_t limit,
                        struct claim *claim)
{
    const char *why;
    const struct inquiry_answer *answer;
    struct proof *proof =
        proof_run(&session->level, session->setup.seed, false, limit);
    if (proof == NULL) {
        return;
    }
    answer = proof_answer(proof, &why);
    if (answer != NULL && answer->reached != UNKNOWN) {
        claim->proven = true;
        claim->possible = (enum possibility)answer->reached;
        claim->means = answer->result.found.means;
    }
    proof_end(proof);
}

/* Fails: STATUS_MEMORY. */
static enum status judge_claim(const struct session *session, uint64_t limit,
                               struct claim *claim)
{
    const struct level *level = &session->level;
    struct plans_result result = {.possible = UNKNOWN};
    enum status status = STATUS_OK;
    const struct possible_room room = {
        /* The solvers stand by: no need to try for long. */
        .limit =
            inquiry_goal_breaks(level) != 0 ? limit / SHARE_OF_PLANS : limit};
    *claim = (struct claim){.made = true};
    if (level->setup.rule == RULE_WORK) {
        result.possible = session_formula(level);
        claim->means = SEARCH_BY_FORMULA;
    } else if ((result.possible = schedule_possible(
                    level, &room, &result.plans, &claim->chance)) != UNKNOWN) {
        claim->positions = true;
        claim->means = SEARCH_BY_POSITIONS;
    } else {
        status = try_all(level, &room, &result);
        claim->means =
            result.possible == POSSIBLE ? SEARCH_BY_DOOR : SEARCH_BY_EXHAUSTION;
    }
    claim->possible = result.possible;
    claim->proven = result.possible != UNKNOWN;
    claim->plans = result.plans;
    if (!claim->proven) {
        claim->means = SEARCH_BY_NOTHING;
        claim->possible = level->possible ? POSSIBLE : IMPOSSIBLE;
    }
    return status;
}

enum status session_claim(struct session *session, uint64_t limit,
                          struct diag *why)
{
    struct claim claim;
    if (session_over(session)) {
        diag_set(why, "%s", status_sentence(STATUS_OVER));
        return STATUS_OVER;
    }
    enum status status = judge_claim(session, limit, &claim);
    if (status == STATUS_OK && !claim.proven &&
        inquiry_goal_breaks(&session->level) != 0) {
        ask_solvers(session, limit, &claim);
    }
    if (status == STATUS_OK) {
        status = turn_begin(session);
    }
    if (status != STATUS_OK) {
        diag_set(why, "%s", status_sentence(status));
        return status;
    }
    session->history.known = session->history.used;
    session->claim = claim;
    session->turns[session->turn_now - 1].claim = session->claim;
    edits_forget(session);
    status = desk_build(session, NULL, 0); /* an empty one: needs no memory */
    return status;
}
