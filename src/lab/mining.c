/* Sampled mining. */
#include "lab/mining.h"

#include <math.h>

#include "agents/agent.h"

/* A draw from the open interval 0 to 1. */
static double uniform(uint64_t seed, uint64_t counter)
{
    return ((double)(nature_draw(seed, counter) >> 11) + 0.5) * 0x1p-53;
}

void mining_prepare(struct mining *out, const struct setup *setup)
{
    uint64_t target = setup->tries == 1
                          ? UINT64_MAX
                          : (UINT64_MAX - setup->tries + 1) / setup->tries + 1;
    double miss =
        setup->tries == 1 ? -INFINITY : log1p(-(double)target * 0x1p-64);
    uint32_t nonces = 0;

    out->generals = setup->generals;
    for (unsigned g = 0; g < setup->generals; g++) {
        nonces += setup->power[g];
        out->by[g] = nonces == 0 ? 0 : -expm1(nonces * miss);
    }
    out->log_quiet = nonces == 0 ? 0 : nonces * miss;
}

struct mined mining_next(const struct mining *mining, uint64_t seed,
                         uint64_t counter)
{
    struct mined mined = {.miner = 0};
    double total = mining->by[mining->generals - 1];
    double quiet = log(uniform(seed, 2 * counter)) / mining->log_quiet;
    double draw = uniform(seed, 2 * counter + 1) * total;

    mined.minutes = quiet < UINT32_MAX ? (uint32_t)quiet : UINT32_MAX;
    while (mined.miner + 1 < mining->generals &&
           draw >= mining->by[mined.miner]) {
        mined.miner++;
    }
    return mined;
}
