/* Races through the lab, beside a bare loop that finds block after block, and
 * a selfish pool's blocks. Prints figures; compare ratios of one run only. */
#include <math.h>

#include "lab/race_runs.h"
#include "lab/selfish.h"
#include "support/bench.h"

enum { CONFIRMATIONS = 5, BATCH = 1000000 };
static const double power = 0.3;

/* xorshift64*: Vigna 2016. */
static uint64_t state = 1;

static uint64_t draw(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * UINT64_C(2685821657736338717);
}

/* The bare limit: no seeds, no splitting, one generator for all. */
static uint64_t bare(uint64_t runs)
{
    uint64_t below = (uint64_t)ldexp(power, 64), successes = 0;
    uint64_t rest[CONFIRMATIONS + 1];
    for (unsigned d = 0; d <= CONFIRMATIONS; d++) {
        rest[d] = d == 0 ? UINT64_MAX
                         : (uint64_t)ldexp(pow(power / (1 - power), d), 64);
    }
    for (uint64_t run = 0; run < runs; run++) {
        unsigned honest = 0, found = 0;
        while (honest < CONFIRMATIONS) {
            uint64_t his = draw() < below;
            found += (unsigned)his;
            honest += (unsigned)(1 - his);
        }
        successes +=
            found >= CONFIRMATIONS || draw() < rest[CONFIRMATIONS - found];
    }
    return successes;
}

static void bench_races(void)
{
    static struct race_runs race;
    struct race_tally tally = {.runs = 0};
    uint64_t runs = 0, successes = 0;
    double loop, lab, begun = bench_spent();
    while (bench_spent() - begun < 2.0) {
        successes += bare(BATCH);
        runs += BATCH;
    }
    loop = (double)runs / (bench_spent() - begun);
    race_runs_prepare(&race, RACE_CATCH_UP, power, CONFIRMATIONS, 1);
    begun = bench_spent();
    while (bench_spent() - begun < 2.0) {
        race_runs_add(&tally, &race, tally.runs, tally.runs + BATCH);
    }
    lab = (double)tally.runs / (bench_spent() - begun);
    bench_plain("race, q = 0.3, z = 5, one thread", lab / 1e6, "million/s");
    bench_plain("  the same in a bare loop", loop / 1e6, "million/s");
    bench_plain("  lab / bare loop", lab / loop, "");
    bench_plain("  success in the lab",
                (double)tally.successes / (double)tally.runs, "");
    bench_plain("  success in the loop", (double)successes / (double)runs, "");
    bench_plain("  success exactly", race_catch_up(power, CONFIRMATIONS), "");
}

static void bench_selfish(void)
{
    struct selfish selfish = {.power = 1.0 / 3, .gamma = 0};
    struct selfish_tally tally;
    uint64_t blocks = 0;
    double begun = bench_spent();
    while (bench_spent() - begun < 1.0) {
        selfish_run(&tally, &selfish, BATCH);
        selfish.seed++;
        blocks += tally.blocks;
    }
    bench_plain("selfish, a pool with 1/3",
                (double)blocks / (bench_spent() - begun) / 1e6, "million/s");
}

int main(void)
{
    bench_races();
    bench_selfish();
    return 0;
}
