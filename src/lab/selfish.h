/* Selfish mining (Eyal and Sirer 2014): a pool that withholds its blocks, and
 * what it earns by that. */
#ifndef LAB_SELFISH_H
#define LAB_SELFISH_H

#include <stdbool.h>
#include <stdint.h>

#include "lab/interval.h"

/* `power` is the pool's share of the mining power, `gamma` the share of the
 * others who build on the pool's block when two are equally high. Range: both
 * from 0 to 1. */
struct selfish {
    double power, gamma;
    uint64_t seed;
};

/* What came of some blocks: whose are in the longest chain, and how many in
 * none. At the end the pool publishes what it holds; where two blocks are
 * equally high by then, the others' stands. */
struct selfish_tally {
    uint64_t blocks, pool, others, orphaned;
    double revenue; /* the pool's share of the longest chain; 0 of no chain */
    struct interval interval; /* 95 % of `revenue`; 0 to 1 when unknown */
    bool known;
};

/* Give the pool's share of the longest chain in the long run; 1 from a power
 * of 0.5 on.
 * Source: the paper's equation 8. */
double selfish_revenue(double power, double gamma);

/* Give the least power at which withholding earns more than its share.
 * Source: the paper's observation 1. */
double selfish_threshold(double gamma);

/* Find `blocks` blocks by chance. */
void selfish_run(struct selfish_tally *out, const struct selfish *selfish,
                 uint64_t blocks);

#endif
