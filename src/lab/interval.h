/* Intervals of 95 % for sampled rates. */
#ifndef LAB_INTERVAL_H
#define LAB_INTERVAL_H

#include <stdint.h>

struct interval {
    double low, high;
};

/* Wilson's score interval for `count` of `runs`; 0 to 1 without any run.
 * Source: Wilson 1927. */
struct interval interval_wilson(uint64_t count, uint64_t runs);

#endif
