#include "lab/interval.h"

#include <assert.h>
#include <math.h>

struct interval interval_wilson(uint64_t count, uint64_t runs)
{
    double n = (double)runs, k = (double)count;
    double zz = INTERVAL_95 * INTERVAL_95;
    double middle = k + zz / 2;
    double half = 0;
    assert(count <= runs);
    if (runs == 0) {
        return (struct interval){.low = 0, .high = 1};
    }
    half = INTERVAL_95 * sqrt(k * (n - k) / n + zz / 4);
    /* At the ends the halves are equal but for rounding. */
    return (struct interval){
        .low = count == 0 ? 0 : (middle - half) / (n + zz),
        .high = count == runs ? 1 : (middle + half) / (n + zz),
    };
}
