/* Whole OM(3) sieges through the one door, beside a bare array evaluation of
 * the same tree as the limit; copies and hashes of worlds. Prints figures;
 * compare ratios of one run only. */
#include <stdlib.h>

#include "rules/rules.h"
#include "support/bare.h"
#include "support/bench.h"
#include "support/sieges.h"

enum { TRAITORS = 3, BATCH = 200, BARE_BATCH = 2000, ROUNDS = 9 };

/* Play one siege with random traitors. Returns the sum of the decisions, so
 * that nothing can be optimised away. */
static unsigned siege(struct world *world, const struct setup *setup)
{
    unsigned sum = 0;
    if (game_start(world, setup, NULL, NULL) != STATUS_OK) {
        abort();
    }
    for (;;) {
        struct decision open;
        uint64_t answer = 0;
        game_ask(world, &open);
        if (open.chooser == CHOOSER_NOBODY) {
            break;
        }
        if (open.chooser == CHOOSER_TRAITOR) {
            answer = (bare_draw() >> 32) * open.options >> 32;
        }
        if (game_apply(world, (struct action){answer, open.cursor}, NULL) !=
            STATUS_OK) {
            abort();
        }
    }
    for (unsigned g = 0; g < BARE_GENERALS; g++) {
        sum += world->decided[g];
    }
    return sum;
}

static double door_a_second(struct world *world, struct setup *setup,
                            volatile unsigned *sum)
{
    double begun = bench_spent();
    for (unsigned i = 0; i < BATCH; i++) {
        setup->traitors = (uint16_t)bare_traitors(TRAITORS);
        *sum += siege(world, setup);
    }
    return BATCH / (bench_spent() - begun);
}

static double bare_a_second(volatile unsigned *sum)
{
    double begun = bench_spent();
    *sum += bare_sieges(TRAITORS, BARE_BATCH);
    return BARE_BATCH / (bench_spent() - begun);
}

static void bench_door(struct world *world)
{
    struct setup setup = sieges_setup(RULE_ORAL, BARE_GENERALS, BARE_DEPTH, 0);
    double door[ROUNDS], bare[ROUNDS], part[ROUNDS];
    volatile unsigned sum = 0;
    for (unsigned i = 0; i < ROUNDS; i++) {
        door[i] = door_a_second(world, &setup, &sum);
        bare[i] = bare_a_second(&sum);
        part[i] = door[i] / bare[i];
    }
    bench_plain("the door, OM(3), n = 10, 3 random traitors, asked one by one",
                bench_median(door, ROUNDS), "sieges/s");
    bench_plain("  the same tree in bare arrays", bench_median(bare, ROUNDS),
                "sieges/s");
    bench_plain("  door / bare arrays", bench_median(part, ROUNDS), "");
}

static void bench_values(const struct world *world)
{
    static struct world copy;
    static uint8_t bytes[sizeof(struct world)];
    enum { TIMES = 100000 };
    volatile size_t sum = 0;
    double begun = bench_spent(), copied, written;
    for (unsigned i = 0; i < TIMES; i++) {
        world_copy(&copy, world);
        sum += copy.memory.oral.letter[i % BARE_LETTERS];
    }
    copied = bench_spent();
    for (unsigned i = 0; i < TIMES / 10; i++) {
        sum += world_write(world, bytes, sizeof bytes) + bytes[i % 4000];
    }
    written = bench_spent();
    (void)sum; /* volatile: nothing of it is left out */
    bench_plain("a world of OM(3), n = 10: bytes that are written",
                (double)world_write(world, bytes, sizeof bytes), "bytes");
    bench_plain("  copy", (copied - begun) / TIMES * 1e9, "ns");
    bench_plain("  write", (written - copied) / (TIMES / 10) * 1e9, "ns");
}

int main(void)
{
    static struct world world;
    bench_door(&world);
    bench_values(&world);
    return 0;
}
