/* Which way a question is decided, and the memory for it. */
#include "session/solver.h"

#include <stdlib.h>
#include <string.h>

#include "session/lamp.h"
#include "solve/count.h"
#include "solve/prove.h"

enum {
    DEPTH = 512,
    ANSWERS = 2 * (LETTERS_MAX + 1024),
    COUNT_NUMBERS = COUNT_PLANS + 2 * COUNT_CASES,
    FIRST = 2000000 /* answers that AUTO searches before it asks SAT */
};

struct solver {
    struct search_room room;
    struct count_tree *trees;
    struct count_case *cases;
    uint32_t *table;
    mpz_t *numbers; /* COUNT_NUMBERS: plans, then weights */
    struct count_ready ready;
    const struct solver_request *request;
    uint64_t most; /* answers that may be searched; 0: any number */
};

_Static_assert((int)BREAKS_IC1 == (int)PROVE_IC1 &&
                   (int)BREAKS_IC2 == (int)PROVE_IC2,
               "one set of bits");

const char *solver_method_id(enum solver_method method)
{
    static const char *const ids[SOLVER_METHODS] = {[SOLVER_AUTO] = "auto",
                                                    [SOLVER_SEARCH] = "search",
                                                    [SOLVER_SAT] = "sat"};
    return ids[method];
}

/* ---- Memory -------------------------------------------------------------- */

struct solver *solver_open(void)
{
    struct solver *solver = calloc(1, sizeof *solver);
    struct search_room *room;
    if (solver == NULL) {
        return NULL;
    }
    room = &solver->room;
    room->depth = DEPTH;
    room->answers_room = ANSWERS;
    /* Worlds are touched only as far as they are used. */
    room->stack = malloc(DEPTH * sizeof *room->stack);
    room->steps = malloc(DEPTH * sizeof *room->steps);
    room->answers = malloc(ANSWERS * sizeof *room->answers);
    room->late = malloc((size_t)GENERALS_MAX * ORDERS_MAX * sizeof *room->late);
    room->tree = malloc(sizeof *room->tree);
    if (room->stack == NULL || room->steps == NULL || room->answers == NULL ||
        room->late == NULL || room->tree == NULL) {
        solver_close(solver);
        return NULL;
    }
    return solver;
}

static void close_count(struct solver *solver)
{
    mpz_t *weights = solver->numbers + COUNT_PLANS;
    for (size_t i = 0; i < solver->ready.plans; i++) {
        mpz_clear(solver->numbers[i]);
    }
    for (size_t half = 0; half < 2; half++) {
        for (size_t i = 0; i < solver->ready.weights[half]; i++) {
            mpz_clear(weights[half * COUNT_CASES + i]);
        }
    }
    solver->ready = (struct count_ready){.plans = 0};
    free(solver->numbers);
    free(solver->trees);
    free(solver->cases);
    free(solver->table);
    solver->numbers = NULL;
    solver->trees = NULL;
    solver->cases = NULL;
    solver->table = NULL;
}

static bool open_count(struct solver *solver)
{
    if (solver->numbers != NULL) {
        return true;
    }
    solver->trees = malloc(COUNT_TREES * sizeof *solver->trees);
    solver->cases = malloc(2UL * COUNT_CASES * sizeof *solver->cases);
    solver->table = calloc(2UL * COUNT_CASES, sizeof *solver->table);
    solver->numbers = malloc(COUNT_NUMBERS * sizeof *solver->numbers);
    if (solver->trees == NULL || solver->cases == NULL ||
        solver->table == NULL || solver->numbers == NULL) {
        close_count(solver);
        return false;
    }
    return true;
}

void solver_close(struct solver *solver)
{
    if (solver == NULL) {
        return;
    }
    close_count(solver);
    free(solver->room.stack);
    free(solver->room.steps);
    free(solver->room.answers);
    free(solver->room.late);
    free(solver->room.tree);
    free(solver);
}

/* ---- Search -------------------------------------------------------------- */

static bool tick(void *context, uint64_t states)
{
    const struct solver *solver = context;
    const struct solver_request *request = solver->request;
    if (solver->most > 0 && states > solver->most) {
        return false;
    }
    return request->tick == NULL || request->tick(request->context, states);
}

static enum status search(struct solver *solver, struct solver_result *out,
                          struct diag *why)
{
    const struct solver_request *request = solver->request;
    struct search_request asked = {.setup = request->setup,
                                   .others = request->others,
                                   .breaks = request->breaks,
                                   .fewest = request->fewest,
                                   .chances = request->chances,
                                   .tick = tick,
                                   .context = solver};
    enum status status = search_run(&out->found, &asked, &solver->room, why);
    out->method = SOLVER_SEARCH;
    out->answers = solver->room.answers;
    if (status == STATUS_MEMORY && out->found.verdict == SEARCH_UNKNOWN) {
        return STATUS_OK; /* it never ends, or never soon */
    }
    return status;
}

/* ---- SAT ----------------------------------------------------------------- */

static bool has_formula(const struct setup *setup)
{
    return (setup->rule == RULE_ORAL || setup->rule == RULE_SIGNED ||
            setup->rule == RULE_RELAY) &&
           !setup_can_capture(setup);
}

static void take_verdict(const struct solver *solver, struct solver_result *out,
                         const struct prove_result *proof)
{
    static const uint8_t verdicts[] = {[PROVE_BROKEN] = SEARCH_BROKEN,
                                       [PROVE_SAFE] = SEARCH_SAFE,
                                       [PROVE_UNKNOWN] = SEARCH_UNKNOWN};
    out->method = SOLVER_SAT;
    out->found = (struct search_result){.states = proof->states,
                                        .lies = proof->lies,
                                        .verdict = verdicts[proof->verdict],
                                        .breaks = proof->breaks};
    if (proof->verdict == PROVE_SAFE) {
        out->found.means = SEARCH_BY_SAT;
    }
    if (proof->means == PROVE_BY_TREE) {
        /* It breaks it, known to have the fewest lies or not. */
        out->found.means = SEARCH_BY_TREE;
        out->found.verdict = SEARCH_BROKEN;
        out->found.minimal =
            solver->request->fewest && proof->verdict == PROVE_BROKEN;
    }
}

/* A witness is played here too. A plan that is not known to have the fewest
 * lies breaks it all the same. */
static enum status take_witness(struct solver *solver,
                                struct solver_result *out,
                                const struct prove_result *proof,
                                struct diag *why)
{
    const struct solver_request *request = solver->request;
    struct witness witness;
    enum status status;
    if (proof->answers == NULL ||
        proof->answer_count > solver->room.answers_room) {
        return STATUS_OK;
    }
    memcpy(solver->room.answers, proof->answers,
           proof->answer_count * sizeof *proof->answers);
    status = witness_play(&witness, &solver->room.stack[0], &request->setup,
                          solver->room.answers, proof->answer_count,
                          request->breaks, why);
    if (status != STATUS_OK) {
        return status;
    }
    out->answers = solver->room.answers;
    out->found.length = witness.length;
    out->found.lies = witness.lies;
    out->found.breaks = witness.breaks;
    out->found.means = SEARCH_BY_DOOR;
    out->found.minimal = request->fewest && proof->verdict == PROVE_BROKEN;
    out->found.verdict = SEARCH_BROKEN;
    return STATUS_OK;
}

static enum status prove(struct solver *solver, struct solver_result *out,
                         struct diag *why)
{
    const struct solver_request *request = solver->request;
    struct prove_request asked = {.setup = request->setup,
                                  .breaks = request->breaks,
                                  .fewest = request->fewest,
                                  .limit = request->limit,
                                  .dimacs = request->dimacs,
                                  .stop = request->stop};
    struct prove_result proof = {.verdict = PROVE_UNKNOWN};
    enum status status = prove_run(&proof, &asked, why);
    if (status == STATUS_OK) {
        take_verdict(solver, out, &proof);
        status = take_witness(solver, out, &proof, why);
        prove_free(&proof);
    }
    return status;
}

/* ---- Positions ----------------------------------------------------------- */

static bool is_ballot(const struct setup *setup)
{
    return (setup->rule == RULE_VOTE || setup->rule == RULE_COIN) &&
           setup->traitors == 0 && !setup_can_capture(setup);
}

/* Some position has two decisions; or equal starts decide another value. */
static bool breaks_in(const struct valency_map *map, const struct setup *setup,
                      unsigned breaks)
{
    unsigned inputs = 0, all = (1u << setup->generals) - 1u;
    bool two = false;
    for (unsigned g = 0; g < setup->generals; g++) {
        inputs |= (unsigned)setup->input[g] << g;
    }
    for (size_t i = 0; i < map->positions; i++) {
        two = two || map->room->positions[i].decided == VALENCY_BOTH;
    }
    if ((breaks & BREAKS_IC1) != 0 && two) {
        return true;
    }
    if (inputs != 0 && inputs != all) {
        return false;
    }
    unsigned other = inputs == 0 ? VALENCY_ONE : VALENCY_ZERO;
    unsigned valency = map->room->positions[map->start[inputs]].valency;
    return (breaks & BREAKS_IC2) != 0 && (valency & other) != 0;
}

/* Whatever the city delivers first, whoever falls. A search would try one
 * schedule only. */
static enum status look_at_positions(struct solver *solver,
                                     struct solver_result *out,
                                     struct diag *why)
{
    enum { LEAD_WITH_COINS = 4 };
    const struct solver_request *request = solver->request;
    struct valency_options options = {
        .lead = request->setup.rule == RULE_COIN ? LEAD_WITH_COINS : 0,
        .tick = tick,
        .context = solver};
    struct lamp lamp;
    enum status status = lamp_open(&lamp, &request->setup, &options, 0, why);
    *out = (struct solver_result){
        .found = {.verdict = SEARCH_UNKNOWN, .stop = SEARCH_TOO_LARGE},
        .method = SOLVER_SEARCH};
    out->found.states = lamp.map.positions;
    if (status == STATUS_LIMIT) {
        out->found.stop = SEARCH_BY_TICK;
    }
    if (status == STATUS_OK) {
        out->found.stop = SEARCH_TOO_FAR;
        if (!lamp.map.bounded &&
            !breaks_in(&lamp.map, &request->setup, request->breaks)) {
            out->found.verdict = SEARCH_SAFE;
            out->found.means = SEARCH_BY_POSITIONS;
        }
    }
    lamp_close(&lamp);
    return STATUS_OK; /* too many positions, or stopped: unknown */
}

/* ---- The choice ---------------------------------------------------------- */

static enum status choose(struct solver *solver, struct solver_result *out,
                          struct diag *why)
{
    const struct solver_request *request = solver->request;
    bool formula = has_formula(&request->setup) && request->others == NULL;
    enum status status;
    solver->most = formula && !tree_fits(&request->setup) ? FIRST : 0;
    status = search(solver, out, why);
    if (solver->most > 0 &&
        (status == STATUS_FULL ||
         (status == STATUS_OK && out->found.verdict == SEARCH_UNKNOWN))) {
        uint64_t searched = out->found.states;
        status = prove(solver, out, why);
        if (status == STATUS_OK) {
            out->found.states += searched;
        }
    }
    return status;
}

enum status solver_run(struct solver *solver, struct solver_result *out,
                       const struct solver_request *request, struct diag *why)
{
    struct solver_result found = {.method = SOLVER_SEARCH};
    enum status status = STATUS_OK;
    solver->request = request;
    solver->most = 0;
    if (request->method == SOLVER_SAT || request->dimacs != NULL) {
        status = prove(solver, &found, why);
    } else if (is_ballot(&request->setup)) {
        status = look_at_positions(solver, &found, why);
    } else if (request->method == SOLVER_SEARCH) {
        status = search(solver, &found, why);
    } else {
        status = choose(solver, &found, why);
    }
    if (status == STATUS_OK) {
        *out = found;
    }
    return status;
}

enum status solver_count(struct solver *solver, mpz_t plans, mpz_t breaking,
                         const struct solver_request *request, struct diag *why)
{
    struct count_room room = {.stack = solver->room.stack,
                              .depth = solver->room.depth,
                              .tick = tick,
                              .context = solver};
    solver->request = request;
    solver->most = 0;
    if (!open_count(solver)) {
        diag_set(why, "there is not enough memory");
        return STATUS_MEMORY;
    }
    room.trees = solver->trees;
    room.plans = solver->numbers;
    room.weights = solver->numbers + COUNT_PLANS;
    room.cases = solver->cases;
    room.table = solver->table;
    room.ready = &solver->ready;
    return count_plans(plans, breaking, &request->setup, request->breaks, &room,
                       why);
}
