/* A siege as one formula: built, asked, and what was found played again. */
#include "solve/prove.h"

#include <assert.h>
#include <stdlib.h>

#include "solve/prove_dimacs.h"
#include "solve/prove_replay.h"
#include "solve/prove_solver.h"

/* One formula of the request's siege. Owner: caller, formula_end. */
static enum status formulate(struct formula *formula,
                             const struct prove_request *request,
                             const struct prove_clock *clock, bool plain,
                             struct diag *why)
{
    *formula =
        (struct formula){.clock = clock, .lies = request->fewest && !plain};
    circuit_begin(&formula->circuit, plain);
    return formula_begin(formula, &request->setup, request->breaks, why);
}

static enum status export(const struct prove_request *request,
                          const struct prove_clock *clock, struct diag *why) {
    struct formula formula;
    enum status status = formulate(&formula, request, clock, true, why);

    if (status ==
        STATUS_OK){status = dimacs_write(&formula, request->dimacs, why);}
formula_end(&formula);
return status;
}

/* The solver has a model. */
static enum status tell_witness(struct prove_result *out, struct solver *solver,
                                struct diag *why)
{
    bool fewest = solver->formula->lies;
    enum answer answer = ANSWER_YES;
    enum status status;

    if (fewest) {
        answer = solver_fewest(solver, &out->at_least);
    }
    status = solver->failed
                 ? STATUS_MEMORY
                 : replay_witness(out, solver->formula, solver->value, why);
    if (status == STATUS_OK && fewest && answer == ANSWER_YES) {
        assert(out->lies == out->at_least);
    }
    out->verdict = answer == ANSWER_YES ? PROVE_BROKEN : PROVE_UNKNOWN;
    return status;
}

static enum status ask(struct prove_result *out, const struct formula *formula,
                       struct diag *why)
{
    enum status status = STATUS_MEMORY;
    enum answer answer = ANSWER_NONE;
    struct solver solver;

    solver_begin(&solver, formula);
    if (!solver.failed) {
        answer = solver_ask(&solver, 0);
        status = STATUS_OK;
    }
    if (answer == ANSWER_YES) {
        status = tell_witness(out, &solver, why);
    } else if (answer == ANSWER_NO) {
        out->verdict = PROVE_SAFE;
        out->means = PROVE_BY_SOLVER;
    }
    out->states = (uint64_t)solver.variables;
    out->clauses = solver.clauses;
    out->calls = solver.calls;
    solver_end(&solver);
    return status;
}

static enum status decide(struct prove_result *out,
                          const struct prove_request *request,
                          const struct prove_clock *clock, struct diag *why)
{
    struct formula formula;
    enum status status = formulate(&formula, request, clock, false, why);

    out->states = formula.circuit.used;
    if (status == STATUS_OK && formula.question == LIT_FALSE) {
        out->verdict = PROVE_SAFE;
        out->means = PROVE_BY_MERGING;
    } else if (status == STATUS_OK) {
        status = ask(out, &formula, why);
    }
    formula_end(&formula);
    return status;
}

enum status prove_run(struct prove_result *out,
                      const struct prove_request *request, struct diag *why)
{
    struct prove_result found = {.verdict = PROVE_UNKNOWN};
    struct prove_clock clock = prove_clock_start(request->limit, request->stop);
    enum status status = STATUS_OK;

    if (request->dimacs != NULL) {
        status = export(request, &clock, why);
    }
    if (status == STATUS_OK) {
        status = decide(&found, request, &clock, why);
    }
    if (status == STATUS_MEMORY) {
        diag_set(why, "there is not enough memory for the proof");
    }
    if (status == STATUS_LIMIT) {
        status = STATUS_OK; /* which is unknown */
    }
    if (status != STATUS_OK) {
        prove_free(&found);
        return status;
    }
    *out = found;
    return STATUS_OK;
}

void prove_free(struct prove_result *result)
{
    free(result->answers);
    result->answers = NULL;
    result->answer_count = 0;
}
