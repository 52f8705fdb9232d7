/* How many plans there are, and how many of them break something: exact, by
 * the structure of the letters, not by visiting plans. A plan is what THEORY
 * says: answers that lead to the same decisions as an earlier one of the same
 * question are none of their own; nobody is captured; pbft in one view.
 *
 * - OM(m) with two orders and all roads: letters whose path begins with the
 *   same generals make a tree of their own, so plans of different trees
 *   multiply; receivers of a kind may change places, so of each tree only the
 *   number of receivers who make `attack` of it matters (count_oral.c).
 * - SM(m): of the letters for one receiver and order only the first matters;
 *   those of the last round reach one receiver, so they multiply
 *   (count_signed.c).
 * - relay: along the chain; pbft: replicas decide by numbers of letters
 *   (count.c).
 * - All else is enumerated, as far as the tick lets it.
 *
 * Numbers are libgmp's, which allocates for itself; nothing else does. */
#ifndef SOLVE_COUNT_H
#define SOLVE_COUNT_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/world.h"
#include "solve/search.h"

enum {
    COUNT_KINDS = 3, /* of commanders: loyal holding 0 or 1, traitor */
    COUNT_CELLS = 1 << 18
};

/* Plans of one tree of OM(m), by how many receivers make 1 of it: those for
 * one certain choice of these receivers. */
struct count_tree {
    mpz_t plans[GENERALS_MAX];
    bool known;
    uint8_t unused[7];
};

/* Workspace of the caller; nothing in it need be set but the sizes. */
struct count_room {
    struct world *stack; /* one for each question on the longest way, and two */
    size_t depth;
    struct count_tree *trees; /* COUNT_KINDS * GENERALS_MAX * GENERALS_MAX */
    mpz_t *cells;             /* 2 * COUNT_CELLS */
    size_t *ready; /* so many of either half are initialised; a count that needs
                      more does that. NULL: they all are */
    search_tick *tick; /* may be NULL */
    void *context;     /* handed to tick */
};

/* Count all plans, and those that break IC1 or IC2, as `breaks` (BREAKS_) asks.
 * Range: plans and breaking are initialised.
 * Fails: STATUS_SETUP, STATUS_FULL, STATUS_MEMORY; STATUS_LIMIT when it was
 * stopped or there are too many cells. What is in the numbers is then of no
 * use. */
STRATEGOS_CHECKED enum status
count_plans(mpz_t plans, mpz_t breaking, const struct setup *setup,
            unsigned breaks, const struct count_room *room, struct diag *why);

#endif
