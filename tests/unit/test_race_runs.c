/* Races run one by one: how they split, and how many blocks they take. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "lab/interval.h"
#include "lab/jobs.h"
#include "lab/race_runs.h"

static struct race_runs race;

static void runs_split_anywhere_add_up_to_the_whole(void **state)
{
    (void)state;
    static const double powers[] = {0.3, 0.6, 0.95};
    for (size_t i = 0; i < 3; i++) {
        struct race_tally whole = {.runs = 0}, parts = {.runs = 0};
        race_runs_prepare(&race, RACE_OVERTAKE, powers[i], 7, 11);
        race_runs_add(&whole, &race, 0, 1000);
        race_runs_add(&parts, &race, 400, 1000);
        race_runs_add(&parts, &race, 1, 400);
        race_runs_add(&parts, &race, 1, 1);
        race_runs_add(&parts, &race, 0, 1);
        assert_int_equal(parts.runs, 1000);
        assert_int_equal(parts.successes, whole.successes);
        assert_int_equal(parts.blocks, whole.blocks);
    }
}

static void another_seed_gives_other_races(void **state)
{
    (void)state;
    struct race_tally one = {.runs = 0}, other = {.runs = 0};
    race_runs_prepare(&race, RACE_CATCH_UP, 0.3, 5, 0);
    race_runs_add(&one, &race, 0, 1000);
    race_runs_prepare(&race, RACE_CATCH_UP, 0.3, 5, 1);
    race_runs_add(&other, &race, 0, 1000);
    assert_true(one.blocks != other.blocks);
    assert_true(one.successes != other.successes);
}

/* The traitor's k blocks before z of the others: C(k+z-1, k) q^k p^z. Compared
 * by chi-square, which is about as large as there are classes; twice that has
 * no chance. */
enum { CLASSES = 60, RUNS = 20000 };

static void check_blocks(double q, unsigned z, unsigned width)
{
    double expected[CLASSES] = {0}, chi = 0, used = 0;
    double chance = pow(1 - q, z), rest = 1;
    unsigned seen[CLASSES] = {0};
    race_runs_prepare(&race, RACE_CATCH_UP, q, z, 5);
    for (uint64_t run = 0; run < RUNS; run++) {
        struct race_tally tally = {.runs = 0};
        race_runs_add(&tally, &race, run, run + 1);
        assert_true(tally.blocks >= z);
        uint64_t class = (tally.blocks - z) / width;
        seen[class < CLASSES ? class : CLASSES - 1]++;
    }
    for (unsigned k = 0; k < (CLASSES - 1) * width; k++) {
        expected[k / width] += chance;
        rest -= chance;
        chance *= q * (k + z) / (k + 1);
    }
    expected[CLASSES - 1] = rest;
    for (unsigned c = 0; c < CLASSES; c++) {
        double want = expected[c] * RUNS;
        if (want >= 5) {
            chi += (seen[c] - want) * (seen[c] - want) / want;
            used++;
        } else {
            assert_true(seen[c] <= 25);
        }
    }
    assert_true(used >= 4);
    assert_true(chi < 2 * used + 10);
}

static void the_traitors_blocks_are_negative_binomial(void **state)
{
    (void)state;
    check_blocks(0.1, 5, 1);
    check_blocks(0.3, 1, 1);
    check_blocks(0.3, 5, 1);
    check_blocks(0.3, 12, 1);
    check_blocks(0.5, 6, 1);
    check_blocks(0.89, 3, 2);
    check_blocks(0.95, 2, 4);
    check_blocks(0.999, 4, 300);
}

static void the_ends_of_the_range_are_raced_like_the_rest(void **state)
{
    (void)state;
    struct race_tally none = {.runs = 0}, all = {.runs = 0}, zero = all;
    race_runs_prepare(&race, RACE_CATCH_UP, 0, 3, 1);
    race_runs_add(&none, &race, 0, 1000);
    assert_int_equal(none.successes, 0);
    assert_int_equal(none.blocks, 3000);
    race_runs_prepare(&race, RACE_OVERTAKE, RACE_RUNS_POWER_MAX, 3, 1);
    race_runs_add(&all, &race, 0, 1000);
    assert_int_equal(all.successes, 1000);
    assert_in_range(all.blocks, 2800000000, 3200000000);
    race_runs_prepare(&race, RACE_CATCH_UP, 0.2, 0, 1);
    race_runs_add(&zero, &race, 0, 1000);
    assert_int_equal(zero.successes, 1000);
    assert_int_equal(zero.blocks, 0);
}

static void many_confirmations_are_raced(void **state)
{
    (void)state;
    struct race_tally tally = {.runs = 0};
    race_runs_prepare(&race, RACE_OVERTAKE, 0.3, RACE_CONFIRMATIONS_MAX, 1);
    race_runs_add(&tally, &race, 0, 5);
    assert_int_equal(tally.successes, 0);
    assert_in_range(tally.blocks, 5 * 141800, 5 * 143900);
}

struct part {
    uint64_t from, sum;
};

static void add_up(void *argument)
{
    struct part *part = argument;
    for (uint64_t i = 0; i < 1000; i++) {
        part->sum += part->from + i;
    }
}

static void every_part_of_a_job_is_done_once(void **state)
{
    (void)state;
    static const unsigned counts[] = {1, 2, 3, 64};
    for (size_t c = 0; c < 4; c++) {
        struct part parts[64] = {{0, 0}};
        for (unsigned i = 0; i < counts[c]; i++) {
            parts[i].from = 1000 * i;
        }
        jobs_run(add_up, parts, sizeof parts[0], counts[c]);
        for (uint64_t i = 0; i < 64; i++) {
            assert_int_equal(parts[i].sum,
                             i < counts[c] ? 1000000 * i + 499500 : 0);
        }
    }
}

/* Values of Wilson's formula, computed with 50 digits. */
static void
wilsons_interval_is_right_in_the_middle_and_at_the_ends(void **state)
{
    (void)state;
    static const struct {
        uint64_t count, runs;
        double low, high;
    } rows[] = {
        {0, 0, 0, 1},
        {0, 50, 0.0, 0.07134759913335873},
        {50, 50, 0.92865240086664127, 1.0},
        {1, 2, 0.094531205734230713, 0.90546879426576929},
        {7, 1000, 0.0033948684009907648, 0.014378315465766588},
        {197617, 1000000, 0.19683770141003137, 0.1983986217647294},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct interval at = interval_wilson(rows[i].count, rows[i].runs);
        assert_true(fabs(at.low - rows[i].low) < 1e-14);
        assert_true(fabs(at.high - rows[i].high) < 1e-14);
    }
    assert_true(interval_wilson(0, 50).low <= 0);
    assert_true(interval_wilson(50, 50).high >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_split_anywhere_add_up_to_the_whole),
        cmocka_unit_test(another_seed_gives_other_races),
        cmocka_unit_test(the_traitors_blocks_are_negative_binomial),
        cmocka_unit_test(the_ends_of_the_range_are_raced_like_the_rest),
        cmocka_unit_test(many_confirmations_are_raced),
        cmocka_unit_test(every_part_of_a_job_is_done_once),
        cmocka_unit_test(
            wilsons_interval_is_right_in_the_middle_and_at_the_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
