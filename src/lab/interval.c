/* Intervals of 95 % for sampled rates. */
#include "lab/interval.h"

#include <math.h>

struct interval interval_wilson(uint64_t count, uint64_t runs)
{
    const double z = 1.9599639845400545; /* 97.5 % of the normal */
    double n = (double)runs, rate, middle, half;

    if (runs == 0) {
        return (struct interval){.low = 0, .high = 1};
    }
    rate = (double)count / n;
    middle = (rate + z * z / (2 * n)) / (1 + z * z / n);
    half =
        z / (1 + z * z / n) * sqrt(rate * (1 - rate) / n + z * z / (4 * n * n));
    return (struct interval){.low = count == 0 ? 0 : fmax(middle - half, 0),
                             .high =
                                 count == runs ? 1 : fmin(middle + half, 1)};
}
