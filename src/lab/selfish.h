/* Selfish mining: a pool that keeps blocks back, as a chain of states and as a
 * formula. Knows nothing of roads: the others are one, and a share gamma of
 * them builds on the pool's block when two are in the race.
 * Source: Eyal and Sirer 2014, sections 3 and 4. */
#ifndef LAB_SELFISH_H
#define LAB_SELFISH_H

#include <stdint.h>

#include "lab/interval.h"

/* The pool's part of the blocks that end on the chain, for a share alpha of
 * the power; 1 from alpha = 0.5 on, where the pool's lead grows for ever.
 * Range: alpha and gamma from 0 to 1. */
double selfish_revenue(double alpha, double gamma);

struct selfish_tally {
    uint64_t blocks;          /* found by all */
    uint64_t pool;            /* of them on the chain: the pool's */
    uint64_t others;          /* and the others' */
    double revenue;           /* pool / (pool + others); 0 when there is none */
    struct interval interval; /* 95 %, by the method of batch means; 0 to 1
                                 when there are too few blocks for it */
};

/* Find `blocks` blocks by chance. At the end the pool shows what it has.
 * Source: Eyal and Sirer 2014, algorithm 1. */
void selfish_run(struct selfish_tally *out, double alpha, double gamma,
                 uint64_t blocks, uint64_t seed);

#endif
