/* Many sieges in one thread and in two, beside the same tree of letters in bare
 * arrays; runs a second of other rules and cities. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab/simulate.h"
#include "support/bare.h"
#include "support/bench.h"
#include "support/sieges.h"

enum { BATCH = 64, ROUNDS = 9, RUNS = 1000, BARE_RUNS = 6000, TRAITORS = 3 };

static struct level level;
static struct simulate_part parts[2];

static void fail(const char *what, const struct diag *why)
{
    printf("%s: %s\n", what, why->text);
    exit(1);
}

/* ---- OM(3), n = 10, three random traitors -------------------------------- */

struct rate {
    double by_clock, by_core; /* sieges a second; by_core: of its own time */
};

static struct rate sieges_a_second(unsigned jobs)
{
    struct simulation simulation = {
        .level = &level, .seed = 1, .city = SIMULATE_AS_LEVEL};
    struct simulate_tally tally = {.runs = 0};
    struct setup setup = sieges_setup(RULE_ORAL, BARE_GENERALS, BARE_DEPTH, 0);
    struct diag why = {.line = 0};
    double begun, spent;
    level_from_setup(&level, &setup);
    level.secret.traitors = TRAITORS;
    level.secret.among = (1u << BARE_GENERALS) - 1u;
    memset(simulation.plays, STRATEGY_RANDOM, sizeof simulation.plays);
    begun = bench_now();
    spent = bench_spent();
    if (simulate_jobs(&tally, &simulation, 0, (uint64_t)RUNS * jobs, parts,
                      jobs, &why) != STATUS_OK) {
        fail("OM(3), n = 10", &why);
    }
    return (struct rate){.by_clock = RUNS * jobs / (bench_now() - begun),
                         .by_core = RUNS * jobs / (bench_spent() - spent)};
}

static double bare_a_second(volatile unsigned *sum)
{
    double begun = bench_spent();
    *sum += bare_sieges(TRAITORS, BARE_RUNS);
    return BARE_RUNS / (bench_spent() - begun);
}

/* In turns, so that all have the same share of a busy machine. */
static void beside_bare(void)
{
    double one[ROUNDS], two[ROUNDS], bare[ROUNDS], part[ROUNDS], gain[ROUNDS];
    volatile unsigned sum = 0;
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct rate alone = sieges_a_second(1), both;
        bare[i] = bare_a_second(&sum);
        both = sieges_a_second(2);
        one[i] = alone.by_core;
        two[i] = both.by_clock;
        part[i] = alone.by_core / bare[i];
        gain[i] = both.by_clock / alone.by_clock;
    }
    bench_line(&(struct bench_figure){
        .what = "simulate, OM(3), n = 10, 3 random traitors, one core",
        .value = bench_median(one, ROUNDS),
        .unit = "sieges/s",
        .target = BENCH_AT_LEAST,
        .bound = 10000});
    bench_plain("  letters a second", one[ROUNDS / 2] * BARE_LETTERS / 1e6,
                "million/s");
    bench_plain("  the same tree in bare arrays",
                bench_median(bare, ROUNDS) * BARE_LETTERS / 1e6, "million/s");
    bench_line(&(struct bench_figure){.what = "  simulate / bare arrays",
                                      .value = bench_median(part, ROUNDS),
                                      .unit = "",
                                      .target = BENCH_AT_LEAST,
                                      .bound = 0.15});
    bench_plain("  on two cores", bench_median(two, ROUNDS), "sieges/s");
    bench_line(&(struct bench_figure){.what = "  two cores / one core",
                                      .value = bench_median(gain, ROUNDS),
                                      .unit = "",
                                      .target = BENCH_AT_LEAST,
                                      .bound = 1.7});
}

/* ---- Other rules --------------------------------------------------------- */

struct row {
    const char *what;
    enum rule_id rule;
    unsigned generals, traitors;
    enum strategy city;
};

static void measure(const struct row *row)
{
    static struct world world;
    struct simulation simulation = {
        .level = &level, .seed = 1, .city = (uint8_t)row->city};
    struct simulate_tally tally = {.runs = 0};
    struct setup setup;
    struct diag why;
    double begun;
    setup_default(&setup, row->rule, row->generals);
    setup.traitors = (uint16_t)row->traitors;
    setup.input[0] = setup.input[1] = 0; /* vote, coin: a split start */
    setup.capture = row->rule == RULE_ACKS ? 300000 : 0;
    memset(simulation.plays, STRATEGY_RANDOM, sizeof simulation.plays);
    level_from_setup(&level, &setup);
    begun = bench_now();
    while (bench_now() - begun < 0.5) {
        if (simulate_add(&tally, &simulation, tally.runs, tally.runs + BATCH,
                         &world, &why) != STATUS_OK) {
            fail(row->what, &why);
        }
    }
    bench_plain(row->what, (double)tally.runs / (bench_now() - begun),
                "sieges/s");
}

int main(void)
{
    static const struct row rows[] = {
        {.what = "simulate, oral, n = 4, a random traitor",
         .rule = RULE_ORAL,
         .generals = 4,
         .traitors = 4},
        {.what = "simulate, signed, n = 4, a random traitor",
         .rule = RULE_SIGNED,
         .generals = 4,
         .traitors = 1},
        {.what = "simulate, acks, k = 2", .rule = RULE_ACKS, .generals = 2},
        {.what = "simulate, coin, n = 3, random city",
         .rule = RULE_COIN,
         .generals = 3,
         .city = STRATEGY_RANDOM},
        {.what = "simulate, coin, n = 3, delaying city",
         .rule = RULE_COIN,
         .generals = 3,
         .city = STRATEGY_DELAY},
        {.what = "simulate, pbft, n = 4, random city and traitor",
         .rule = RULE_PBFT,
         .generals = 4,
         .traitors = 1,
         .city = STRATEGY_RANDOM},
    };
    beside_bare();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        measure(&rows[i]);
    }
    return 0;
}
