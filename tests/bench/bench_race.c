/* Races and selfish blocks a second, beside a bare loop that throws the same
 * dice. Prints figures; compare ratios of one run only. */
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "lab/dice.h"
#include "lab/race_runs.h"
#include "lab/selfish.h"

enum { RUNS = 20000000, BLOCKS = 50000000 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* q = 0.3, z = 5 with nothing around it. */
static double bare_races(uint64_t *successes)
{
    uint64_t power = dice_below(.3), stream = 1, tail[8];
    double from = now();
    for (unsigned d = 0; d < 8; d++) {
        tail[d] = dice_below(pow(.3 / .7, d));
    }
    for (unsigned run = 0; run < RUNS; run++) {
        int honest = 0, his = 0;
        while (honest < 5) {
            int his_one = dice_throw(&stream) < power;
            his += his_one;
            honest += 1 - his_one;
        }
        *successes += his >= 5 || dice_throw(&stream) < tail[5 - his];
    }
    return RUNS / (now() - from);
}

int main(void)
{
    static struct race_runs race;
    struct race_tally tally = {.runs = 0};
    struct selfish_tally pool;
    uint64_t successes = 0;
    double bare = bare_races(&successes), from = now(), rate;
    race_runs_prepare(&race, RACE_CATCH_UP, .3, 5, 1);
    race_runs_add(&tally, &race, 0, RUNS);
    rate = RUNS / (now() - from);
    printf("races a second: %.1f million, bare loop %.1f million, ratio %.2f "
           "(successes %.5f and %.5f)\n",
           rate / 1e6, bare / 1e6, rate / bare, (double)tally.successes / RUNS,
           (double)successes / RUNS);
    from = now();
    selfish_run(&pool, 1. / 3, .5, BLOCKS, 1);
    printf("selfish blocks a second: %.1f million (revenue %.5f)\n",
           BLOCKS / (now() - from) / 1e6, pool.revenue);
    return 0;
}
