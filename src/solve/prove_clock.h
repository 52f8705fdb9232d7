/* When to give up a proof. Private to prove*.c. */
#ifndef SOLVE_PROVE_CLOCK_H
#define SOLVE_PROVE_CLOCK_H

#include <stdatomic.h>
#include <stdbool.h>

struct prove_clock {
    double end; /* seconds of a clock that only moves on; 0: never */
    const atomic_bool *stop; /* true: now; may be NULL */
};

/* Give up after so many seconds (0: never) or when told to. */
struct prove_clock prove_clock_start(double limit, const atomic_bool *stop);

/* Say whether it is time. */
bool prove_clock_over(const struct prove_clock *clock);

#endif
