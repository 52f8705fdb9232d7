/* Sampled mining against real hashing: the same block times and winners.
 * Seeds are fixed; the thresholds are the 99.9 % points of chi-square, so that
 * one in a thousand honest programs would fail each test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/sieges.h"
#include "agents/miner.h"
#include "lab/mining.h"
#include "rules/work.h"

enum { MINERS = 4, BLOCKS = 4000, BINS = 12 };

static struct setup setup;
static struct world world;

static unsigned real_miner[MINERS], drawn_miner[MINERS];
static unsigned real_wait[BINS], drawn_wait[BINS];

static void prepare(void)
{
    static const uint16_t powers[MINERS] = {9, 0, 3, 6};

    setup_default(&setup, RULE_WORK, MINERS);
    memcpy(setup.power, powers, sizeof powers);
    setup.tries = 10 * 18;
    setup.deadline = 1860;
    memset(real_miner, 0, sizeof real_miner);
    memset(drawn_miner, 0, sizeof drawn_miner);
    memset(real_wait, 0, sizeof real_wait);
    memset(drawn_wait, 0, sizeof drawn_wait);
}

/* Bins of two minutes; the last one takes the rest. */
static unsigned bin(uint32_t minutes)
{
    return minutes / 2 < BINS - 1 ? minutes / 2 : BINS - 1;
}

/* Really hash for one block. Each siege has its own seed, so a start block of
 * its own; without letters on the road nature is asked for the whole time at
 * once. */
static void hash_one(uint64_t seed)
{
    uint64_t answer;

    setup.seed = seed;
    sieges_start(&world, &setup);
    world.memory.work.settled = world.memory.work.letters; /* no arrivals */
    answer = miner_answer(&world);
    assert_true(answer != WORK_NOTHING);
    real_miner[answer >> 16 & 0xff]++;
    real_wait[bin((uint32_t)(answer >> 32) - 1)]++;
}

static void draw_one(const struct mining *mining, uint64_t counter)
{
    struct mined mined = mining_next(mining, 5, counter);

    drawn_miner[mined.miner]++;
    drawn_wait[bin(mined.minutes)]++;
}

/* Chi-square of two samples of equal size. */
static double distance(const unsigned *a, const unsigned *b, size_t bins)
{
    double sum = 0;
    for (size_t i = 0; i < bins; i++) {
        double difference = (double)a[i] - (double)b[i];
        sum += a[i] + b[i] == 0 ? 0 : difference * difference / (a[i] + b[i]);
    }
    return sum;
}

static void sampled_and_hashed_blocks_have_one_distribution(void **state)
{
    struct mining mining;
    (void)state;

    prepare();
    mining_prepare(&mining, &setup);
    for (uint64_t i = 0; i < BLOCKS; i++) {
        hash_one(i);
        draw_one(&mining, i);
    }
    assert_true(distance(real_miner, drawn_miner, MINERS) < 13.82); /* 2 df */
    assert_true(distance(real_wait, drawn_wait, BINS) < 31.26);     /* 11 df */
    assert_int_equal(real_miner[1] + drawn_miner[1], 0);
}

/* The test sees a difference of a tenth in power, and one of a fifth in time.
 */
static void the_test_tells_other_distributions_apart(void **state)
{
    struct mining mining;
    (void)state;

    prepare();
    setup.power[2] = 5;
    mining_prepare(&mining, &setup);
    setup.power[2] = 3;
    for (uint64_t i = 0; i < BLOCKS; i++) {
        hash_one(i);
        draw_one(&mining, i);
    }
    assert_true(distance(real_miner, drawn_miner, MINERS) > 13.82);
    prepare();
    setup.tries = setup.tries * 6 / 5;
    mining_prepare(&mining, &setup);
    setup.tries = setup.tries * 5 / 6;
    for (uint64_t i = 0; i < BLOCKS; i++) {
        hash_one(i);
        draw_one(&mining, i);
    }
    assert_true(distance(real_wait, drawn_wait, BINS) > 31.26);
}

/* Shares of the finds: by power, but for the order within a minute. */
static void finds_are_in_proportion_to_power(void **state)
{
    struct mining mining;
    unsigned found[MINERS] = {0};
    (void)state;

    prepare();
    mining_prepare(&mining, &setup);
    for (uint64_t i = 0; i < 100000; i++) {
        found[mining_next(&mining, 9, i).miner]++;
    }
    assert_in_range(found[0], 49500, 52500); /* 9 of 18, first in the minute */
    assert_int_equal(found[1], 0);
    assert_in_range(found[2], 15800, 17500);
    assert_in_range(found[3], 31300, 33700);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sampled_and_hashed_blocks_have_one_distribution),
        cmocka_unit_test(the_test_tells_other_distributions_apart),
        cmocka_unit_test(finds_are_in_proportion_to_power),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
