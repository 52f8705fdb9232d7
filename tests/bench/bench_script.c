/* Whole sieges of OM(3) with ten generals and three traitors: a strategy in
 * Lua beside the built-in one that gives the same answers, in turns, in one
 * thread. Prints medians; ends with 1 when Lua takes more than 15 times as
 * long. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lab/simulate.h"

enum { BATCH = 100, TIMES = 9, MOST = 15 };

static const char opposite[] =
    "function letter(q) return {say = other(q.order)} end";

static struct level level;
static struct world world;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Seconds of one siege. */
static double measure(struct scripts *scripts, unsigned strategy)
{
    struct simulation simulation = {.level = &level,
                                    .seed = 1,
                                    .city = SIMULATE_AS_LEVEL,
                                    .scripts = scripts};
    struct simulate_tally tally = {.runs = 0};
    struct diag why;
    double begun = now();
    memset(simulation.plays, (int)strategy, sizeof simulation.plays);
    if (simulate_add(&tally, &simulation, 0, BATCH, &world, &why) !=
        STATUS_OK) {
        printf("%s\n", why.text);
        exit(1);
    }
    return (now() - begun) / BATCH;
}

int main(void)
{
    struct script *script = malloc(sizeof *script);
    struct scripts scripts = {.count = 1, .slot = {script}};
    double lua[TIMES], ours[TIMES];
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
    qsort(ours, TIMES, sizeof ours[0], compare);
    qsort(lua, TIMES, sizeof lua[0], compare);
    printf("OM(3), n = 10: built-in %8.1f us a siege\n", 1e6 * ours[TIMES / 2]);
    printf("OM(3), n = 10: Lua      %8.1f us a siege, %.2f times as long (at "
           "most %d); %.0f ns a turn\n",
           1e6 * lua[TIMES / 2], lua[TIMES / 2] / ours[TIMES / 2], MOST,
           1e9 * lua[TIMES / 2] * TIMES * BATCH / (double)script->report.turns);
    free(script);
    return lua[TIMES / 2] > MOST * ours[TIMES / 2];
}
