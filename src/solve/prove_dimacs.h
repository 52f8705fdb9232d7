/* A formula as a file that any SAT solver reads. Private to prove*.c. */
#ifndef SOLVE_PROVE_DIMACS_H
#define SOLVE_PROVE_DIMACS_H

#include "solve/prove_formula.h"

/* Write the formula with its question, clause by clause; comments say what the
 * inputs stand for. Satisfiable: broken.
 * Fails: STATUS_IO, STATUS_MEMORY. */
STRATEGOS_CHECKED enum status dimacs_write(const struct formula *formula,
                                           const char *path, struct diag *why);

#endif
