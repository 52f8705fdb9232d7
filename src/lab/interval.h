/* How far a sampled rate may be from the true one. */
#ifndef LAB_INTERVAL_H
#define LAB_INTERVAL_H

#include <stdint.h>

/* A normal variable is within this many deviations 95 times of 100. */
#define INTERVAL_95 1.959963984540054

struct interval {
    double low, high;
};

/* Give the 95 % interval of a chance, of `count` among `runs`; from 0 to 1
 * when nothing was run.
 * Source: Wilson 1927. */
struct interval interval_wilson(uint64_t count, uint64_t runs);

#endif
