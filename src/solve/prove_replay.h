/* A witness played again: through the one door, or, where the siege is too
 * large for a world, on a bare tree of letters. Private to prove*.c. */
#ifndef SOLVE_PROVE_REPLAY_H
#define SOLVE_PROVE_REPLAY_H

#include "solve/prove.h"
#include "solve/prove_formula.h"

/* Play the plan that the variables' values spell; fill breaks, lies, answers
 * and means of `out`.
 * Fails: STATUS_MEMORY, STATUS_DRIFT when nothing that was asked for breaks. */
STRATEGOS_CHECKED enum status replay_witness(struct prove_result *out,
                                             const struct formula *formula,
                                             const uint8_t *value,
                                             struct diag *why);

/* The same on a bare tree (oral letters); answers stay as they are. The tree's
 * letters and votes are its own: it shares only their numbers with the
 * circuit. */
void replay_on_tree(struct prove_result *out, const struct formula *formula,
                    const uint8_t *value);

#endif
