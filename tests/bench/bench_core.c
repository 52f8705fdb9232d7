/* Whole OM(3) sieges through the one door, beside a bare array evaluation of
 * the same tree as the limit; copies and hashes of worlds. Prints figures;
 * compare ratios of one run only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/paths.h"
#include "rules/rules.h"

enum { GENERALS = 10, DEPTH = 3, TRAITORS = 3, BATCH = 200 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static uint64_t state = 1;

static uint64_t draw(void)
{
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static void place_traitors(struct setup *setup)
{
    setup->traitors = 0;
    while (setup_traitors(setup) < TRAITORS) {
        setup->traitors |= (uint16_t)(1u << draw() % GENERALS);
    }
}

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
            answer = (draw() >> 32) * open.options >> 32;
        }
        if (game_apply(world, (struct action){answer, open.cursor}, NULL) !=
            STATUS_OK) {
            abort();
        }
    }
    for (unsigned g = 0; g < GENERALS; g++) {
        sum += world->decided[g];
    }
    return sum;
}

/* The bare limit: the same tree in arrays, traitors' values random bits, no
 * questions, no checks, two orders. */
static uint8_t tree[4][5040];
static uint8_t holder[4][5040];

static void grow(const struct setup *setup)
{
    unsigned count[4] = {9, 72, 504, 3024};
    for (unsigned i = 0; i < 9; i++) {
        tree[0][i] = setup_is_traitor(setup, 0) ? (uint8_t)(draw() & 1) : 1;
    }
    for (unsigned r = 1; r <= DEPTH; r++) {
        unsigned width = GENERALS - 1 - r;
        uint64_t bits = 0;
        for (unsigned p = 0; p < count[r - 1]; p++) {
            uint8_t *row = &tree[r][p * width];
            if (!setup_is_traitor(setup, holder[r - 1][p])) {
                memset(row, tree[r - 1][p], width);
                continue;
            }
            bits = draw();
            for (unsigned k = 0; k < width; k++) {
                row[k] = (uint8_t)(bits >> k & 1);
            }
        }
    }
}

static unsigned fold(void)
{
    unsigned paths[4] = {1, 9, 72, 504}, sum = 0;
    for (unsigned r = DEPTH; r-- > 0;) {
        unsigned count = GENERALS - 1 - r;
        for (unsigned p = 0; p < paths[r]; p++) {
            uint8_t *heard = &tree[r][p * count];
            const uint8_t *below = &tree[r + 1][p * count * (count - 1)];
            uint8_t votes[GENERALS] = {0};
            for (unsigned a = 0; a < count; a++) {
                votes[a] = (uint8_t)(votes[a] + heard[a]);
                for (unsigned b = 0; b + 1 < count; b++) {
                    votes[b + (b >= a)] =
                        (uint8_t)(votes[b + (b >= a)] + *below++);
                }
            }
            for (unsigned a = 0; a < count; a++) {
                heard[a] = votes[a] * 2u > count;
            }
        }
    }
    for (unsigned i = 0; i < 9; i++) {
        sum += tree[0][i];
    }
    return sum;
}

static void find_holders(void)
{
    for (unsigned r = 0; r < 4; r++) {
        uint32_t first = paths_before_round(GENERALS, r + 1);
        for (uint32_t i = 0; i < paths_in_round(GENERALS, r + 1); i++) {
            uint8_t who[GENERALS_MAX];
            unsigned length = paths_unpack(GENERALS, 0, first + i, who);
            holder[r][i] = who[length - 1];
        }
    }
}

static double bench_bare(struct setup *setup, unsigned *sum)
{
    unsigned sieges = 0;
    double begun = now();
    while (now() - begun < 1.0) {
        for (unsigned i = 0; i < BATCH; i++, sieges++) {
            place_traitors(setup);
            grow(setup);
            *sum += fold();
        }
    }
    return sieges / (now() - begun);
}

static double bench_door(struct world *world, struct setup *setup,
                         unsigned *sum)
{
    unsigned sieges = 0;
    double begun = now();
    while (now() - begun < 2.0) {
        for (unsigned i = 0; i < BATCH; i++, sieges++) {
            place_traitors(setup);
            *sum += siege(world, setup);
        }
    }
    return sieges / (now() - begun);
}

static void bench_values(const struct world *world)
{
    static struct world copy;
    static uint8_t bytes[sizeof(struct world)];
    enum { TIMES = 100000 };
    size_t sum = 0;
    double begun = now(), copied, written;
    for (unsigned i = 0; i < TIMES; i++) {
        world_copy(&copy, world);
        sum += copy.memory.oral.letter[i % 3609];
    }
    copied = now();
    for (unsigned i = 0; i < TIMES / 10; i++) {
        sum += world_write(world, bytes, sizeof bytes) + bytes[i % 4000];
    }
    written = now();
    printf("world of OM(3), n = 10: %zu bytes written, copy %.0f ns, write "
           "%.0f ns (%zu)\n",
           world_write(world, bytes, sizeof bytes),
           (copied - begun) / TIMES * 1e9,
           (written - copied) / (TIMES / 10) * 1e9, sum & 1);
}

int main(void)
{
    static struct world world;
    struct setup setup;
    unsigned sum = 0;
    double door, bare;
    const double letters = paths_total(GENERALS, DEPTH);
    setup_default(&setup, RULE_ORAL, GENERALS);
    setup.depth = DEPTH;
    find_holders();
    door = bench_door(&world, &setup, &sum);
    bare = bench_bare(&setup, &sum);
    printf("OM(3), n = 10, 3 random traitors, through the door: %.0f sieges/s, "
           "%.1f million letters/s\n",
           door, door * letters / 1e6);
    printf("the same tree in bare arrays: %.0f sieges/s, %.1f million "
           "letters/s; the door reaches %.2f of it (%u)\n",
           bare, bare * letters / 1e6, door / bare, sum & 1);
    bench_values(&world);
    return 0;
}
