/* Whole sieges of OM(3) with ten generals and three traitors: a strategy in
 * Lua beside the built-in one that gives the same answers, in turns, in one
 * thread. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab/simulate.h"
#include "support/bench.h"

enum { BATCH = 100, TIMES = 9, MOST = 15 };

static const char opposite[] =
    "function letter(q) return {say = other(q.order)} end";

static struct level level;
static struct world world;

/* Seconds of one siege. */
static double measure(struct scripts *scripts, unsigned strategy)
{
    struct simulation simulation = {.level = &level,
                                    .seed = 1,
                                    .city = SIMULATE_AS_LEVEL,
                                    .scripts = scripts};
    struct simulate_tally tally = {.runs = 0};
    struct diag why;
    double begun = bench_spent();
    memset(simulation.plays, (int)strategy, sizeof simulation.plays);
    if (simulate_add(&tally, &simulation, 0, BATCH, &world, &why) !=
        STATUS_OK) {
        printf("%s\n", why.text);
        exit(1);
    }
    return (bench_spent() - begun) / BATCH;
}

int main(void)
{
    struct script *script = malloc(sizeof *script);
    struct scripts scripts = {.count = 1, .slot = {script}};
    double lua[TIMES], ours[TIMES], ratio[TIMES];
    struct setup setup;
    struct diag why;
    setup_default(&setup, RULE_ORAL, 10);
    setup.depth = 3;
    setup.traitors = 0x0e;
    level_from_setup(&level, &setup);
    if (script == NULL || script_load(script, "opposite.lua", opposite,
                                      strlen(opposite), &why) != STATUS_OK) {
        return 1;
    }
    for (int i = 0; i < TIMES; i++) {
        ours[i] = measure(NULL, STRATEGY_OPPOSITE);
        lua[i] = measure(&scripts, STRATEGY_SCRIPT);
    }
    for (int i = 0; i < TIMES; i++) {
        ratio[i] = lua[i] / ours[i];
    }
    bench_plain("OM(3), n = 10, built-in strategy `opposite`",
                1e6 * bench_median(ours, TIMES), "us/siege");
    bench_plain("  the same in Lua", 1e6 * bench_median(lua, TIMES),
                "us/siege");
    bench_plain("  a turn in Lua",
                1e9 * lua[TIMES / 2] * TIMES * BATCH /
                    (double)script->report.turns,
                "ns");
    bench_line(&(struct bench_figure){.what = "  Lua / built-in",
                                      .value = bench_median(ratio, TIMES),
                                      .unit = "times",
                                      .target = BENCH_AT_MOST,
                                      .bound = MOST});
    free(script);
    return 0;
}
