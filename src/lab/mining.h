/* Sampled mining: who finds the next block, and when, by a draw instead of by
 * hashing, with the distribution that the hash function has in a siege. For
 * runs by the million; a siege itself takes real blocks only. */
#ifndef LAB_MINING_H
#define LAB_MINING_H

#include <stdint.h>

#include "core/setup.h"

struct mining {
    /* Chance that general g, or one before him, finds a block in one minute;
     * ascending. */
    double by[GENERALS_MAX];
    double log_quiet; /* natural logarithm of the chance that nobody does */
    unsigned generals;
};

/* Prepare the sampling for a setup of RULE_WORK. Each general tries his nonces
 * in every minute after those before him, and one nonce in floor(2^64 /
 * tries) / 2^64 meets the target (rules/work_bytes.h). */
void mining_prepare(struct mining *out, const struct setup *setup);

/* The next block while nothing else happens: `minutes` without any before the
 * one in which `miner` finds it. The draw follows from seed and counter. */
struct mined {
    uint32_t minutes;
    unsigned miner;
};
struct mined mining_next(const struct mining *mining, uint64_t seed,
                         uint64_t counter);

#endif
