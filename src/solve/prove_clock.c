#include "solve/prove_clock.h"

#include <stddef.h>
#include <time.h>

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

struct prove_clock prove_clock_start(double limit, const atomic_bool *stop)
{
    return (struct prove_clock){.end = limit > 0 ? now() + limit : 0,
                                .stop = stop};
}

bool prove_clock_over(const struct prove_clock *clock)
{
    return (clock->stop != NULL && atomic_load(clock->stop)) ||
           (clock->end > 0 && now() >= clock->end);
}
