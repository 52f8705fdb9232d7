/* Seeded chance as a pure function of seed and counter: no generator with a
 * state, so that undo cannot re-roll and replays need nothing. */
#include "agents/agent.h"

#include <assert.h>

static const uint64_t golden = UINT64_C(0x9e3779b97f4a7c15);

/* The finaliser of SplitMix64: Stafford's thirteenth variant. */
static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* The seed is mixed first: otherwise seed s + golden at counter c would be seed
 * s at counter c + 1. */
static uint64_t mixed(uint64_t seed)
{
    return mix(seed + golden);
}

uint64_t nature_draw(uint64_t seed, uint64_t counter)
{
    return mix(mixed(seed) + golden * (counter + 1));
}

/* The product of two numbers as high and low half, in portable C. */
static uint64_t multiply(uint64_t a, uint64_t b, uint64_t *low)
{
    uint64_t a0 = a & UINT32_MAX, a1 = a >> 32;
    uint64_t b0 = b & UINT32_MAX, b1 = b >> 32;
    uint64_t middle = a1 * b0 + (a0 * b0 >> 32);
    uint64_t cross = a0 * b1 + (middle & UINT32_MAX);

    *low = a * b;
    return a1 * b1 + (middle >> 32) + (cross >> 32);
}

/* A number below `bound` of this draw, and of further ones where it would not
 * be fair. */
static uint64_t below(uint64_t draw, uint64_t seed, uint64_t counter,
                      uint64_t bound)
{
    uint64_t low;
    uint64_t high = multiply(draw, bound, &low);
    uint64_t fair;

    if (low >= bound) {
        return high;
    }
    fair = -bound % bound; /* 2^64 mod bound: products below it are unfair */
    for (uint64_t again = 1; low < fair; again++) {
        /* A second key for each further try, so that other counters keep
         * their draws. */
        uint64_t key = nature_draw(seed ^ golden, counter);
        high = multiply(nature_draw(key, again), bound, &low);
    }
    return high;
}

uint64_t nature_below(uint64_t seed, uint64_t counter, uint64_t bound)
{
    assert(bound > 0);
    return below(nature_draw(seed, counter), seed, counter, bound);
}

void nature_row(uint8_t *out, uint32_t count, uint64_t seed, uint64_t counter,
                uint64_t bound)
{
    uint64_t key = mixed(seed);

    assert(bound > 0 && bound <= UINT8_MAX + 1);
    for (uint32_t i = 0; i < count; i++, counter++) {
        uint64_t draw = mix(key + golden * (counter + 1));
        out[i] = (uint8_t)below(draw, seed, counter, bound);
    }
}
