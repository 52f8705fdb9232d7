#include "solve/prove_solver.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <ccadical.h>

enum { SATISFIABLE = 10, UNSATISFIABLE = 20 };

static void give(void *context, int literal)
{
    ccadical_add(context, literal);
}

static int is_over(void *context)
{
    return prove_clock_over(context);
}

static void set_up(struct CCaDiCaL *sat, const struct formula *formula)
{
    union { /* the callback only reads it */
        const void *from;
        void *to;
    } clock = {.from = formula->clock};

    ccadical_set_option(sat, "quiet", 1);
    ccadical_set_option(sat, "phase", 0);
    if (clock.to != NULL) {
        ccadical_set_terminate(sat, clock.to, is_over);
    }
}

void solver_begin(struct solver *solver, const struct formula *formula)
{
    const struct circuit *circuit = &formula->circuit;

    *solver = (struct solver){.sat = ccadical_init(), .formula = formula};
    solver->variables = (int)circuit->used - 1;
    solver->mark = calloc(circuit->used, 1);
    solver->value = calloc(circuit->used, 1);
    solver->failed = solver->mark == NULL || solver->value == NULL;
    if (solver->failed) {
        return;
    }
    set_up(solver->sat, formula);
    solver->mark[abs(formula->question)] = 1;
    for (size_t i = 0; i < formula->lie.count; i++) {
        solver->mark[abs(formula->lie.item[i])] = 1;
    }
    solver->clauses =
        1 + circuit_clauses(circuit, solver->mark, give, solver->sat);
    solver_clause(solver, formula->question, 0, 0);
}

void solver_end(struct solver *solver)
{
    ccadical_release(solver->sat);
    free(solver->mark);
    free(solver->value);
}

int solver_variable(struct solver *solver)
{
    return ++solver->variables;
}

void solver_clause(struct solver *solver, int a, int b, int c)
{
    ccadical_add(solver->sat, a);
    if (b != 0) {
        ccadical_add(solver->sat, b);
    }
    if (c != 0) {
        ccadical_add(solver->sat, c);
    }
    ccadical_add(solver->sat, 0);
}

/* The inputs are the solver's; the gates follow from them. */
static void keep_model(struct solver *solver)
{
    const struct circuit *circuit = &solver->formula->circuit;

    for (uint32_t v = 2; v < circuit->used; v++) {
        solver->value[v] =
            solver->mark[v] != 0 && ccadical_val(solver->sat, (int)v) > 0;
    }
    circuit_evaluate(circuit, solver->value);
    assert(circuit_value(solver->value, solver->formula->question));
}

enum answer solver_ask(struct solver *solver, int assumed)
{
    int result;

    if (assumed != 0) {
        ccadical_assume(solver->sat, assumed);
    }
    solver->calls++;
    result = ccadical_solve(solver->sat);
    if (result == SATISFIABLE) {
        keep_model(solver);
        return ANSWER_YES;
    }
    return result == UNSATISFIABLE ? ANSWER_NO : ANSWER_NONE;
}
