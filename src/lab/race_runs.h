/* Races run one by one: blocks are found by chance until the order has its
 * confirmations. Knows nothing of threads; every run depends on the seed and
 * its own number only, so runs may be split in any way and added up. */
#ifndef LAB_RACE_RUNS_H
#define LAB_RACE_RUNS_H

#include <stdbool.h>
#include <stdint.h>

#include "lab/race.h"

enum {
    RACE_RUNS_NEAR = 256,
    RACE_RUNS_FAR = RACE_CONFIRMATIONS_MAX / RACE_RUNS_NEAR + 2,
    RACE_RUNS_CELLS = 4096,
    RACE_RUNS_LONGEST = 512,
    RACE_RUNS_DIGITS = 27
};

/* The chances of one race, mostly as what a throw must be below. Large, but
 * without pointers. */
struct race_runs {
    uint64_t seed;
    uint64_t near[RACE_RUNS_NEAR];      /* he catches up from so far behind */
    uint64_t far[RACE_RUNS_FAR];        /* the same, in steps of NEAR */
    uint64_t streak[RACE_RUNS_LONGEST]; /* it is that long or longer */
    uint64_t digit[RACE_RUNS_DIGITS];   /* this digit of its length is 1 */
    uint32_t confirmations, goal;       /* blocks that he must have at last */
    uint8_t cell[RACE_RUNS_CELLS];      /* length by a throw's twelve bits */
    uint8_t digits;                     /* 0: streaks by cells */
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
