/* Runs a second of simulate, one thread, for several rules and cities. Prints
 * figures; compare ratios of one machine only. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lab/simulate.h"

enum { BATCH = 64 };

struct row {
    const char *what;
    enum rule_id rule;
    unsigned generals, traitors;
    enum strategy city;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void bench(const struct row *row)
{
    static struct level level;
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
    begun = now();
    while (now() - begun < 1.0) {
        if (simulate_add(&tally, &simulation, tally.runs, tally.runs + BATCH,
                         &world, &why) != STATUS_OK) {
            printf("%s: %s\n", row->what, why.text);
            return;
        }
    }
    printf("%-38s %10.0f runs/s\n", row->what,
           (double)tally.runs / (now() - begun));
}

int main(void)
{
    static const struct row rows[] = {
        {.what = "oral, n = 4, a random traitor",
         .rule = RULE_ORAL,
         .generals = 4,
         .traitors = 4},
        {.what = "signed, n = 4, a random traitor",
         .rule = RULE_SIGNED,
         .generals = 4,
         .traitors = 1},
        {.what = "acks, k = 2", .rule = RULE_ACKS, .generals = 2},
        {.what = "coin, n = 3, random city",
         .rule = RULE_COIN,
         .generals = 3,
         .city = STRATEGY_RANDOM},
        {.what = "coin, n = 3, delaying city",
         .rule = RULE_COIN,
         .generals = 3,
         .city = STRATEGY_DELAY},
        {.what = "pbft, n = 4, random city and traitor",
         .rule = RULE_PBFT,
         .generals = 4,
         .traitors = 1,
         .city = STRATEGY_RANDOM},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bench(&rows[i]);
    }
    return 0;
}
