/* Sampled races and selfish pools beside their closed forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "lab/interval.h"
#include "lab/race_runs.h"
#include "lab/selfish.h"

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

static void near_to(double got, double want, double relative)
{
    if (!(fabs(got - want) <= relative * fabs(want))) {
        print_error("%.17g is not %.17g\n", got, want);
        fail();
    }
}

/* Of 20 intervals of 95 %, 19 hold the truth on average, and 16 or more in 997
 * of 1000 such tests. Of all together some must not hold it, or they are too
 * wide. */
enum { SEEDS = 20, WITHIN = 16 };

static void twenty_samples_hold_the_exact_chance_nineteen_times(void **state)
{
    (void)state;
    static struct race_runs race;
    static const struct {
        double q;
        unsigned z;
        uint64_t runs;
    } rows[] = {{0.1, 1, 50000},   {0.1, 3, 50000},    {0.3, 0, 20000},
                {0.3, 5, 50000},   {0.3, 11, 50000},   {0.45, 6, 50000},
                {0.49, 100, 5000}, {0.499, 20000, 300}};
    unsigned all = 0;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        for (unsigned c = 0; c < RACE_PLAYABLE; c++) {
            enum race_convention convention = (enum race_convention)c;
            double exact = race_chance(convention, rows[i].q, rows[i].z);
            unsigned within = 0;
            for (uint64_t seed = 1; seed <= SEEDS; seed++) {
                struct race_tally tally = {.runs = 0};
                struct interval at;
                race_runs_prepare(&race, convention, rows[i].q, rows[i].z,
                                  seed);
                race_runs_add(&tally, &race, 0, rows[i].runs);
                at = interval_wilson(tally.successes, tally.runs);
                within += at.low <= exact && exact <= at.high;
            }
            assert_in_range(within, WITHIN, SEEDS);
            all += within;
        }
    }
    assert_in_range(all, SEEDS * LENGTH(rows) * RACE_PLAYABLE * 92 / 100,
                    SEEDS * LENGTH(rows) * RACE_PLAYABLE * 985 / 1000);
}

/* Eyal and Sirer 2014: equation 8, observation 1. */
static void the_selfish_pool_earns_what_the_paper_says(void **state)
{
    (void)state;
    near_to(selfish_revenue(1.0 / 3, 0), 1.0 / 3, 1e-14);
    near_to(selfish_revenue(0.25, 0.5), 0.25, 1e-14);
    near_to(selfish_revenue(0.5, 0.3), 1, 0);
    near_to(selfish_revenue(nextafter(0.5, 0), 0.3), 1, 1e-12);
    near_to(selfish_revenue(0, 1), 0, 0);
    near_to(selfish_threshold(0), 1.0 / 3, 1e-15);
    near_to(selfish_threshold(0.5), 0.25, 1e-15);
    near_to(selfish_threshold(1), 0, 0);
    for (double gamma = 0; gamma < 1; gamma += 0.1) {
        double a = selfish_threshold(gamma);
        near_to(selfish_revenue(a, gamma), a, 1e-13);
        assert_true(selfish_revenue(a + 0.01, gamma) > a + 0.01);
    }
}

static void
twenty_selfish_pools_earn_the_exact_share_nineteen_times(void **state)
{
    (void)state;
    static const double rows[][2] = {{0.1, 0},    {0.25, 0.5}, {1.0 / 3, 0},
                                     {0.33, 0.9}, {0.4, 0.5},  {0.45, 1}};
    unsigned all = 0;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        double exact = selfish_revenue(rows[i][0], rows[i][1]);
        unsigned within = 0;
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            struct selfish selfish = {rows[i][0], rows[i][1], seed};
            struct selfish_tally tally;
            selfish_run(&tally, &selfish, 200000);
            assert_true(tally.known);
            within +=
                tally.interval.low <= exact && exact <= tally.interval.high;
        }
        assert_in_range(within, WITHIN, SEEDS);
        all += within;
    }
    assert_in_range(all, SEEDS * LENGTH(rows) * 89 / 100,
                    SEEDS * LENGTH(rows) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twenty_samples_hold_the_exact_chance_nineteen_times),
        cmocka_unit_test(the_selfish_pool_earns_what_the_paper_says),
        cmocka_unit_test(
            twenty_selfish_pools_earn_the_exact_share_nineteen_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
