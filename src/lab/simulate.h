/* Many sieges of one level or setup, played without a screen, and what came of
 * them in figures. Knows nothing of files and of how figures are shown.
 *
 * A run depends on the seed and its own number only: its siege, its secrets,
 * its chance and its players' draws all come from nature_draw(seed, number).
 * So threads and shards are nothing but ranges of run numbers, and add up. */
#ifndef LAB_SIMULATE_H
#define LAB_SIMULATE_H

#include <stdatomic.h>

#include "lab/interval.h"
#include "level/level.h"
#include "script/script.h"

enum {
    SIMULATE_PHASES = 1024, /* phases that have a count of their own */
    SIMULATE_AS_LEVEL = STRATEGY_COUNT
};

/* The most runs that one tally holds. */
#define SIMULATE_RUNS_MAX UINT64_C(1000000000)

/* Asked before each run: false stops there. */
typedef bool simulate_tick(void *context);

/* What is played. */
struct simulation {
    const struct level *level;
    simulate_tick *tick; /* called by the thread that runs; may be NULL */
    void *context;       /* handed to tick */
    uint64_t seed;
    struct scripts *scripts;     /* of this thread, for strategies from
                                    STRATEGY_SCRIPT on; or NULL */
    uint8_t plays[GENERALS_MAX]; /* enum strategy of general g in those runs
                                    where it is a traitor */
    const atomic_bool *stop;     /* true: give up; may be NULL */
    uint8_t city;                /* both: SIMULATE_AS_LEVEL where the level's
                                    own players stay */
};

/* What came of some runs. All counts but `judged` and `lies` are of `runs`. */
struct simulate_tally {
    uint64_t runs;
    uint64_t agreement, termination, falls; /* `falls`: the city */
    uint64_t broken;            /* agreement, validity or termination fails */
    uint64_t judged;            /* runs in which validity is not void */
    uint64_t validity;          /* of `judged` */
    uint64_t lies;              /* of the traitors, in all runs */
    uint64_t both, alone, none; /* acks: how many armies attack */
    uint64_t stopped;           /* there was no room to go on: not terminated */
    uint64_t phases;            /* coin: runs that have a last phase */
    uint64_t phase_sum;
    uint64_t square_low, square_high;    /* sum of the squares, 128 bits */
    uint64_t beyond;                     /* later than all of phase[] */
    uint64_t phase[SIMULATE_PHASES + 1]; /* [p]: the last decided in phase p */
};

/* Add one tally to another. */
void simulate_sum(struct simulate_tally *to, const struct simulate_tally *one);

/* Play the runs from `first` on, before `end` or where the tick stops it, in
 * `world`, and add them.
 * Fails: what game_start refuses, with a sentence in `why`; the tally then
 * holds the runs before. STATUS_LIMIT: it was stopped, in a run that does not
 * count. */
STRATEGOS_CHECKED enum status simulate_add(struct simulate_tally *tally,
                                           const struct simulation *simulation,
                                           uint64_t first, uint64_t end,
                                           struct world *world,
                                           struct diag *why);

/* One thread's share. The caller allocates them. */
struct simulate_part {
    const struct simulation *simulation;
    struct scripts *scripts; /* the thread's own, or NULL; and what its tick */
    void *context;           /* is handed: both set by the caller */
    uint64_t first, end;
    struct simulate_tally tally;
    struct world world;
    struct diag why;
    enum status status;
};

/* Play the same in `jobs` threads, whose parts are the caller's.
 * Range: jobs from 1 to JOBS_MAX. Fails: see simulate_add. */
STRATEGOS_CHECKED enum status simulate_jobs(struct simulate_tally *tally,
                                            const struct simulation *simulation,
                                            uint64_t first, uint64_t end,
                                            struct simulate_part *parts,
                                            unsigned jobs, struct diag *why);

/* Mean and deviation of the last phase; 0 where too few runs have one. */
struct simulate_spread {
    double mean;
    double sd; /* of a sample: divided by one less than the runs */
};
struct simulate_spread simulate_phases(const struct simulate_tally *tally);

/* The last phase that was counted in phase[]; 0 when there is none. */
unsigned simulate_last_phase(const struct simulate_tally *tally);

#endif
