/* Races run one by one: blocks are found by chance until the order has its
 * confirmations. Knows nothing of threads; every run depends on the seed and
 * its own number only, so runs may be split in any way and added up. */
#ifndef LAB_RACE_RUNS_H
#define LAB_RACE_RUNS_H

#include <stdbool.h>
#include <stdint.h>

#include "lab/race.h"

enum { RACE_RUNS_NEAR = 256, RACE_RUNS_DIGITS = 27 };

/* The chances of one race as what a throw must be below. */
struct race_runs {
    uint64_t seed, power;
    uint64_t near[RACE_RUNS_NEAR]; /* from this many blocks behind */
    uint64_t far[RACE_CONFIRMATIONS_MAX / RACE_RUNS_NEAR + 2]; /* times NEAR */
    uint64_t digit[RACE_RUNS_DIGITS]; /* of a streak's length, in binary */
    unsigned digits;                  /* 0: block by block */
    unsigned confirmations, goal;     /* blocks that he must have at last */
    bool certain;
};

/* What came of some runs. `blocks` were found in the races themselves, by the
 * others (the confirmations) and by the traitor meanwhile; none is counted
 * after the last confirmation, where one throw decides. */
struct race_tally {
    uint64_t runs, successes, blocks;
};

/* Prepare races of this convention (a playable one), share of power and
 * number of confirmations.
 * Range: q from 0 to RACE_RUNS_POWER_MAX; z to RACE_CONFIRMATIONS_MAX. */
#define RACE_RUNS_POWER_MAX 0.999999
void race_runs_prepare(struct race_runs *out, enum race_convention convention,
                       double q, unsigned z, uint64_t seed);

/* Run the races from `first` on, before `end`, and add them to the tally. */
void race_runs_add(struct race_tally *tally, const struct race_runs *race,
                   uint64_t first, uint64_t end);

#endif
