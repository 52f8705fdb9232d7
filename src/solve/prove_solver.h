/* CaDiCaL, asked about a formula: whether it can be true, and with how few
 * lies. Private to prove*.c. */
#ifndef SOLVE_PROVE_SOLVER_H
#define SOLVE_PROVE_SOLVER_H

#include "solve/prove_formula.h"

enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO };

struct solver {
    struct CCaDiCaL *sat;
    const struct formula *formula;
    uint8_t *mark;  /* by variable: it is in the clauses */
    uint8_t *value; /* by variable: the last model */
    int variables;  /* so far, those of the solver's own included */
    uint64_t clauses, calls;
    bool failed; /* memory ran out */
};

/* Hand over the formula with its question; the lies too, if it counts them.
 * Owner: caller, solver_end. `formula` must outlive it. */
void solver_begin(struct solver *solver, const struct formula *formula);
void solver_end(struct solver *solver);

/* Ask, if `assumed` (0: nothing) is true as well. After ANSWER_YES value[] is
 * the model. ANSWER_NONE: the clock ran out. */
enum answer solver_ask(struct solver *solver, int assumed);

/* A fresh variable, and clauses of at most three literals; 0: none. */
int solver_variable(struct solver *solver);
void solver_clause(struct solver *solver, int a, int b, int c);

/* After ANSWER_YES: find a model with the fewest lies. value[] is then the best
 * one found, *least the fewest that were not ruled out. Returns ANSWER_YES when
 * no other has fewer, ANSWER_NONE when the clock ran out. */
enum answer solver_fewest(struct solver *solver, uint32_t *least);

#endif
