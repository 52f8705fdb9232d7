/* Fast seeded dice for the lab: streams of 64 uniform bits each, in line.
 * Whole numbers only, so the same everywhere. */
#ifndef LAB_DICE_H
#define LAB_DICE_H

#include <math.h>
#include <stdint.h>

/* A stream is a number that counts on; each throw mixes it.
 * Source: SplitMix64, Steele, Lea and Flood 2014, with Stafford's thirteenth
 * variant, as in agents/nature.c. */
static inline uint64_t dice_mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static inline uint64_t dice_throw(uint64_t *stream)
{
    *stream += UINT64_C(0x9e3779b97f4a7c15);
    return dice_mix(*stream);
}

/* What a throw must be below to have this chance, to 2^-64: from 1 - 2^-64 on
 * a chance is taken for that. */
static inline uint64_t dice_below(double chance)
{
    return chance < 1 ? (uint64_t)ldexp(chance, 64) : UINT64_MAX;
}

#endif
