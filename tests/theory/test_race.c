/* The formulas of proof of work against the papers' tables, exact fractions
 * computed elsewhere (Python's fractions), and sampled runs. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab/interval.h"
#include "lab/race.h"
#include "lab/race_runs.h"
#include "lab/selfish.h"

static void assert_close(double value, double wanted, double relative)
{
    if (!(fabs(value - wanted) <= relative * fabs(wanted))) {
        fail_msg("%.17g is not %.17g", value, wanted);
    }
}

static void assert_digits(double value, double wanted, double half)
{
    if (!(fabs(value - wanted) <= half)) {
        fail_msg("%.17g is not %.17g", value, wanted);
    }
}

/* Nakamoto 2008, section 11, every printed digit. */
static void nakamotos_tables_come_out(void **state)
{
    static const double tenth[] = {1,        .2045873, .0509779, .0131722,
                                   .0034552, .0009137, .0002428, .0000647,
                                   .0000173, .0000046, .0000012};
    static const double third[] = {1,        .1773523, .0416605, .0101008,
                                   .0024804, .0006132, .0001522, .0000379,
                                   .0000095, .0000024, .0000006};
    static const struct {
        double q;
        unsigned z;
    } below[] = {{.10, 5},  {.15, 8},  {.20, 11}, {.25, 15},
                 {.30, 24}, {.35, 41}, {.40, 89}, {.45, 340}};
    (void)state;

    for (unsigned z = 0; z <= 10; z++) {
        assert_digits(race_nakamoto(.1, z), tenth[z], 5e-8);
        assert_digits(race_nakamoto(.3, 5 * z), third[z], 5e-8);
    }
    for (size_t i = 0; i < sizeof below / sizeof below[0]; i++) {
        assert_true(race_nakamoto(below[i].q, below[i].z) < .001);
        assert_true(race_nakamoto(below[i].q, below[i].z - 1) >= .001);
    }
}

static void the_exact_conventions_are_those_of_exact_fractions(void **state)
{
    (void)state;
    assert_digits(race_catch_up(.3, 5), .19762, 5e-6);
    assert_digits(race_overtake(.3, 5), .11175, 5e-6);
    assert_close(race_catch_up(.3, 5), .19761732, 1e-13);
    assert_close(race_overtake(.3, 5), .111749701371428571, 1e-13);
    assert_close(race_catch_up(.1, 6), .00059141216, 1e-13);
    assert_close(race_overtake(.1, 6), .000110317207111111111, 1e-13);
    assert_close(race_catch_up(.49, 1000), .371105318863023, 1e-12);
    assert_close(race_overtake(.49, 1000), .363594295161241, 1e-12);
    assert_close(race_overtake(.45, 340), .00806141057890008, 1e-12);
    assert_close(race_nakamoto(.45, 340), .000994721414505654, 1e-12);
    assert_close(race_overtake(.3, 0), 3. / 7, 1e-15);
    assert_close(race_catch_up(.3, 0), 1, 0);
}

/* One block in advance and strictly longer is none in advance and level: add up
 * over how many blocks the traitor has after z of theirs. */
static double walked(double q, unsigned z, int advance, int goal)
{
    double sum = 0, chance = pow(1 - q, z);
    for (unsigned k = 0; k < 400; k++) {
        int behind = (int)z - (int)k - advance + goal;
        sum += chance * (behind <= 0 ? 1 : pow(q / (1 - q), behind));
        chance *= q * (z + k) / (k + 1);
    }
    return sum;
}

static void one_in_advance_and_longer_is_none_and_level(void **state)
{
    (void)state;
    for (unsigned z = 1; z <= 12; z++) {
        for (double q = .05; q < .45; q += .05) {
            assert_close(race_catch_up(q, z), walked(q, z, 0, 0), 1e-12);
            assert_close(race_catch_up(q, z), walked(q, z, 1, 1), 1e-12);
            assert_close(race_overtake(q, z), walked(q, z, 0, 1), 1e-12);
        }
    }
}

static void tiny_chances_keep_their_digits(void **state)
{
    (void)state;
    for (unsigned c = 0; c < RACE_COUNT; c++) {
        double last = 1;
        for (unsigned z = 1; z <= 1000; z += 37) {
            double now = race_chance((enum race_convention)c, .1, z);
            assert_true(now > 0 || z > 500);
            assert_true(now < last || now <= 0);
            assert_true(fabs(race_log10((enum race_convention)c, .1, z) -
                             log10(now)) < 1e-9 ||
                        now < 1e-300);
            last = now;
        }
        assert_true(race_log10((enum race_convention)c, .1, 1000) < -400);
        assert_true(race_log10((enum race_convention)c, .1, 1000) > -1000);
    }
}

static void with_half_of_the_power_all_is_certain(void **state)
{
    (void)state;
    for (unsigned c = 0; c < RACE_COUNT; c++) {
        assert_true(race_chance((enum race_convention)c, .5, 1000) >= 1);
        assert_true(race_chance((enum race_convention)c, 1, 6) >= 1);
        assert_true(race_chance((enum race_convention)c, 0, 6) <= 0);
        assert_true(race_from((enum race_convention)c, .5, 100) >= 1);
    }
    assert_close(race_from(RACE_CATCH_UP, .3, 2), 9. / 49, 1e-14);
    assert_close(race_from(RACE_OVERTAKE, .3, 2), 27. / 343, 1e-14);
}

/* Wilson 1927, by hand. */
static void wilsons_interval(void **state)
{
    struct interval interval = interval_wilson(15, 100);
    (void)state;
    assert_digits(interval.low, .0930599, 1e-6);
    assert_digits(interval.high, .2328352, 1e-6);
    interval = interval_wilson(0, 10);
    assert_true(interval.low <= 0);
    assert_digits(interval.high, .2775328, 1e-6);
    interval = interval_wilson(10, 10);
    assert_digits(interval.low, .7224672, 1e-6);
    assert_true(interval.high >= 1);
    interval = interval_wilson(0, 0);
    assert_true(interval.low <= 0 && interval.high >= 1);
}

static unsigned inside(enum race_convention convention, double q, unsigned z)
{
    static struct race_runs race;
    unsigned count = 0;
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct race_tally tally = {.runs = 0};
        struct interval interval;
        double exact = race_chance(convention, q, z);
        race_runs_prepare(&race, convention, q, z, seed);
        race_runs_add(&tally, &race, 0, 50000);
        interval = interval_wilson(tally.successes, tally.runs);
        count += interval.low <= exact && exact <= interval.high;
    }
    return count;
}

/* 20 fixed seeds: about 19 inside; 16 or fewer come by chance once in 60. */
static void sampled_races_are_inside_their_intervals(void **state)
{
    (void)state;
    assert_in_range(inside(RACE_CATCH_UP, .3, 5), 17, 20);
    assert_in_range(inside(RACE_OVERTAKE, .3, 5), 17, 20);
    assert_in_range(inside(RACE_CATCH_UP, .1, 1), 17, 20);
    assert_in_range(inside(RACE_OVERTAKE, .45, 30), 17, 20);
    assert_in_range(inside(RACE_OVERTAKE, .2, 0), 17, 20);
    assert_in_range(inside(RACE_CATCH_UP, .95, 3), 20, 20);
}

static void runs_may_be_split_in_any_way(void **state)
{
    static struct race_runs race;
    struct race_tally whole = {.runs = 0}, parts = {.runs = 0};
    (void)state;

    race_runs_prepare(&race, RACE_CATCH_UP, .3, 5, 7);
    race_runs_add(&whole, &race, 0, 10000);
    race_runs_add(&parts, &race, 0, 1);
    race_runs_add(&parts, &race, 1, 1);
    race_runs_add(&parts, &race, 1, 7777);
    race_runs_add(&parts, &race, 7777, 10000);
    assert_memory_equal(&whole, &parts, sizeof whole);
    assert_true(whole.successes > 1800 && whole.successes < 2150);
}

/* z of theirs, and on average z q / p of his. */
static void blocks_are_those_before_the_last_confirmation(void **state)
{
    static struct race_runs race;
    struct race_tally tally = {.runs = 0};
    (void)state;

    race_runs_prepare(&race, RACE_CATCH_UP, .25, 6, 1);
    race_runs_add(&tally, &race, 0, 100000);
    assert_in_range(tally.blocks, 797000, 803000);
    tally = (struct race_tally){.runs = 0};
    race_runs_prepare(&race, RACE_CATCH_UP, .95, 6, 1); /* whole streaks */
    race_runs_add(&tally, &race, 0, 20000);
    assert_in_range(tally.blocks, 120000u * 20 - 45000, 120000u * 20 + 45000);
}

static void selfish_revenue_is_that_of_the_paper(void **state)
{
    (void)state;
    assert_close(selfish_revenue(1. / 3, 0), 1. / 3, 1e-14);
    assert_close(selfish_revenue(.25, .5), .25, 1e-14);
    assert_close(selfish_revenue(1e-9, 1), 1e-9, 1e-6);
    assert_true(selfish_revenue(.34, 0) > .34);
    assert_true(selfish_revenue(.32, 0) < .32);
    assert_close(selfish_revenue(.4, 0), .48372093023255813, 1e-12);
    assert_true(selfish_revenue(.5, 0) >= 1);
}

static void sampled_pools_earn_what_the_formula_says(void **state)
{
    static const double alphas[] = {.1, .25, 1. / 3, .4, .45};
    static const double gammas[] = {0, .5, 1};
    unsigned inside_count = 0, all = 0;
    (void)state;

    for (unsigned a = 0; a < 5; a++) {
        for (unsigned g = 0; g < 3; g++) {
            for (uint64_t seed = 0; seed < 4; seed++, all++) {
                struct selfish_tally tally;
                double exact = selfish_revenue(alphas[a], gammas[g]);
                selfish_run(&tally, alphas[a], gammas[g], 400000, seed);
                assert_true(fabs(tally.revenue - exact) < .01);
                inside_count +=
                    tally.interval.low <= exact && exact <= tally.interval.high;
            }
        }
    }
    assert_in_range(inside_count, 51, 60); /* of 60; 57 are to be expected */
}

static void few_blocks_and_all_the_power_are_no_trouble(void **state)
{
    struct selfish_tally tally;
    (void)state;

    selfish_run(&tally, .3, 0, 1, 1);
    assert_true(tally.pool + tally.others <= 1);
    assert_true(tally.interval.low <= 0 && tally.interval.high >= 1);
    selfish_run(&tally, 0, 0, 1000, 1);
    assert_int_equal(tally.pool, 0);
    assert_int_equal(tally.others, 1000);
    selfish_run(&tally, .999, 0, 100000, 1);
    assert_true(tally.revenue > .99);
}

/* THEORY.md: 1 - sum a_i prod exp(-a_j d_ij / T), by hand for two. */
static void forks_come_of_rides(void **state)
{
    static const double share[] = {.6, .4}, ride[] = {0, 2, 5, 0};
    (void)state;

    assert_close(race_fork_chance(share, 2, ride, 10),
                 1 - .6 * exp(-.4 * .2) - .4 * exp(-.6 * .5), 1e-12);
    assert_true(race_fork_chance(share, 1, ride, 10) <= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nakamotos_tables_come_out),
        cmocka_unit_test(the_exact_conventions_are_those_of_exact_fractions),
        cmocka_unit_test(one_in_advance_and_longer_is_none_and_level),
        cmocka_unit_test(tiny_chances_keep_their_digits),
        cmocka_unit_test(with_half_of_the_power_all_is_certain),
        cmocka_unit_test(wilsons_interval),
        cmocka_unit_test(sampled_races_are_inside_their_intervals),
        cmocka_unit_test(runs_may_be_split_in_any_way),
        cmocka_unit_test(blocks_are_those_before_the_last_confirmation),
        cmocka_unit_test(selfish_revenue_is_that_of_the_paper),
        cmocka_unit_test(sampled_pools_earn_what_the_formula_says),
        cmocka_unit_test(few_blocks_and_all_the_power_are_no_trouble),
        cmocka_unit_test(forks_come_of_rides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
