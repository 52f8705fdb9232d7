/* How many plans there are, and how many of them break something: exact, by
 * the structure of the letters, not by visiting plans. A plan is what THEORY
 * says: answers that lead to the same decisions as an earlier one of the same
 * question are none of their own; nobody is captured; pbft in one view.
 *
 * - OM(m) with all roads: letters whose path begins with the same generals
 *   make a tree of their own, so plans of different trees multiply; receivers
 *   of a kind may change places, so of each tree it only matters how many make
 *   which order of it (count_oral.c).
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
    COUNT_KINDS = ORDERS_MAX + 1, /* of commanders: loyal holding an order,
                                     traitor */
    COUNT_TREES = COUNT_KINDS * GENERALS_MAX * GENERALS_MAX,
    COUNT_PLANS = 1 << 14, /* numbers of plans, of all trees together */
    COUNT_CASES = 1 << 17  /* of one tree while it is put together */
};

/* A tree of OM(m): where its numbers of plans begin. */
struct count_tree {
    uint32_t first;
    bool known;
    uint8_t unused[3];
};

/* The loyal receivers of a tree while it is put together: a number each, in
 * ascending order (count_board.h). */
struct count_case {
    uint32_t item[GENERALS_MAX];
    uint32_t slot; /* in the table */
};

/* How many numbers are initialised, from the first on: a count makes ready
 * only those that it needs. Nothing before the first count; the caller clears
 * so many at the end. */
struct count_ready {
    uint32_t plans, weights[2]; /* the latter of each half */
};

/* Workspace of the caller; nothing in it need be set but the sizes, and that
 * the table and *ready are zero before the first count. */
struct count_room {
    struct world *stack; /* one for each question on the longest way, and two */
    size_t depth;
    struct count_tree *trees; /* COUNT_TREES */
    mpz_t *plans;             /* COUNT_PLANS */
    struct count_case *cases; /* 2 * COUNT_CASES */
    mpz_t *weights;           /* 2 * COUNT_CASES: of these cases */
    uint32_t *table;          /* 2 * COUNT_CASES */
    struct count_ready *ready;
    search_tick *tick; /* may be NULL */
    void *context;     /* handed to tick */
};

/* Count all plans, and those that break IC1 or IC2, as `breaks` (BREAKS_) asks.
 * Range: plans and breaking are initialised.
 * Fails: STATUS_SETUP, STATUS_FULL, STATUS_MEMORY; STATUS_LIMIT when it was
 * stopped or there are too many cases. What is in the numbers is then of no
 * use. */
STRATEGOS_CHECKED enum status
count_plans(mpz_t plans, mpz_t breaking, const struct setup *setup,
            unsigned breaks, const struct count_room *room, struct diag *why);

#endif
