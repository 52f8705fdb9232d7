/* The closed forms of the race beside the values that the papers print, exact
 * sums, and a chain of states that knows none of the formulas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lab/race.h"

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

static void near_to(double got, double want, double relative)
{
    if (!(fabs(got - want) <= relative * fabs(want))) {
        print_error("%.17g is not %.17g\n", got, want);
        fail();
    }
}

static void prints(double got, const char *want)
{
    char text[32];
    int digits = (int)strlen(strchr(want, '.') + 1);
    (void)snprintf(text, sizeof text, "%.*f", digits, got);
    assert_string_equal(text, want);
}

/* Nakamoto 2008, section 11. */
static void nakamotos_table_comes_out_to_every_printed_digit(void **state)
{
    (void)state;
    static const char *const tenth[] = {"1.0000000", "0.2045873", "0.0509779",
                                        "0.0131722", "0.0034552", "0.0009137",
                                        "0.0002428", "0.0000647", "0.0000173",
                                        "0.0000046", "0.0000012"};
    static const char *const three[] = {"1.0000000", "0.1773523", "0.0416605",
                                        "0.0101008", "0.0024804", "0.0006132",
                                        "0.0001522", "0.0000379", "0.0000095",
                                        "0.0000024", "0.0000006"};
    for (unsigned i = 0; i < LENGTH(tenth); i++) {
        prints(race_nakamoto(0.1, i), tenth[i]);
        prints(race_nakamoto(0.3, 5 * i), three[i]);
    }
}

/* The same section: the least z for which P < 0.1 %. */
static void nakamotos_confirmations_for_one_in_a_thousand_come_out(void **state)
{
    (void)state;
    static const struct {
        double q;
        unsigned z;
    } rows[] = {{0.10, 5},  {0.15, 8},  {0.20, 11}, {0.25, 15},
                {0.30, 24}, {0.35, 41}, {0.40, 89}, {0.45, 340}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_true(race_nakamoto(rows[i].q, rows[i].z) < 0.001);
        assert_true(race_nakamoto(rows[i].q, rows[i].z - 1) >= 0.001);
    }
}

/* Rosenfeld 2014, table 1, rows 10 % and 30 %, in percent. */
static void rosenfelds_table_comes_out_to_every_printed_digit(void **state)
{
    (void)state;
    static const char *const tenth[] = {"20.000", "5.600", "1.712", "0.546",
                                        "0.178",  "0.059", "0.020", "0.007",
                                        "0.002",  "0.001"};
    static const char *const three[] = {"60.000", "43.200", "32.616", "25.207",
                                        "19.762"};
    for (unsigned z = 1; z <= LENGTH(tenth); z++) {
        prints(100 * race_catch_up(0.1, z), tenth[z - 1]);
    }
    for (unsigned z = 1; z <= LENGTH(three); z++) {
        prints(100 * race_catch_up(0.3, z), three[z - 1]);
    }
    prints(race_catch_up(0.3, 5), "0.19762");
    prints(race_overtake(0.3, 5), "0.11175");
}

/* The definitions summed as they stand, 1 - sum, in rational numbers, and with
 * 1500 digits for nakamoto and from z = 300 on. */
static const struct {
    double q;
    unsigned z;
    double chance[RACE_COUNT];
} sums[] = {
    {0.1, 1, {0.20000000000000001, 0.031111111111111115, 0.20458727394278243}},
    {0.1,
     6,
     {5.9141216000000018e-4, 1.1031720711111115e-4, 2.4280274536288625e-4}},
    {0.1,
     10,
     {7.859764654256004e-6, 1.503405524403752e-6, 1.2414021748036486e-6}},
    {0.25, 2, {0.3125, 0.13802083333333333, 0.3154438412898773}},
    {0.3, 5, {0.19761731999999997, 0.11174970137142855, 0.17735231136094511}},
    {0.3,
     24,
     {0.0040006710571489656, 0.0023590908301701639, 8.1064957582487037e-4}},
    {0.3,
     50,
     {3.109559952288659e-5, 1.8489363335934609e-5, 5.9029538880343999e-7}},
    {0.45, 33, {0.41715353776781086, 0.37284650416748169, 0.40134781875166053}},
    {0.45,
     100,
     {0.15677586542444106, 0.14064848077686064, 0.10207879729086682}},
    {0.001,
     20,
     {1.3537347622316126e-49, 2.6430174354514788e-52, 2.712906722833321e-52}},
    {1e-9,
     3,
     {1.9999999970000004e-26, 3.4999999951000009e-35, 1.3000000003375002e-26}},
    {0.49, 31, {0.87535347302591902, 0.85623517527235013, 0.9005849598534954}},
    {0.49, 32, {0.87335987877779715, 0.85431197982111506, 0.89881825446830375}},
    {0.1,
     300,
     {3.1618325422394159e-135, 6.3131801003731109e-136,
      1.7931597602600385e-171}},
    {0.3,
     1000,
     {8.4618500738154892e-78, 5.0745871357317891e-78, 8.047981012946628e-121}},
    {0.49,
     1000,
     {0.3711053188630229, 0.36359429516124039, 0.33145232814868743}},
    {0.4999,
     1000,
     {0.99286449058677218, 0.99266239044916244, 0.99491463322491426}},
};

static void small_and_large_chances_keep_thirteen_digits(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(sums); i++) {
        for (unsigned c = 0; c < RACE_COUNT; c++) {
            double chance =
                race_chance((enum race_convention)c, sums[i].q, sums[i].z);
            near_to(chance, sums[i].chance[c], 2e-14);
            near_to(race_log10((enum race_convention)c, sums[i].q, sums[i].z),
                    log10(sums[i].chance[c]), 1e-12);
        }
    }
}

static void chances_below_every_double_keep_their_logarithm(void **state)
{
    (void)state;
    near_to(race_log10(RACE_CATCH_UP, 0.1, 1000), -445.34934038066833, 1e-14);
    near_to(race_log10(RACE_OVERTAKE, 0.1, 1000), -446.04852724790203, 1e-14);
    near_to(race_log10(RACE_NAKAMOTO, 0.1, 1000), -568.49541324764252, 1e-14);
    assert_true(race_catch_up(0.1, 1000) <= 0);
    assert_true(race_log10(RACE_CATCH_UP, 1e-300, RACE_CONFIRMATIONS_MAX) <
                -2.9e7);
}

/* Walk the race from state to state: first until z blocks of the others, then
 * for as long as anything can still happen. */
enum { AHEAD = 300, STEPS = 4000 };

static double walk(double q, unsigned z, unsigned goal)
{
    static double lead[2 * AHEAD], next[2 * AHEAD];
    double won = 0;
    double phase[64][AHEAD] = {{1}};
    for (unsigned h = 0; h < z; h++) {
        for (unsigned k = 0; k + 1 < AHEAD; k++) {
            phase[h][k + 1] += phase[h][k] * q;
            phase[h + 1][k] += phase[h][k] * (1 - q);
        }
    }
    memset(lead, 0, sizeof lead);
    for (unsigned k = 0; k < AHEAD; k++) {
        if (k >= goal) {
            won += phase[z][k];
        } else {
            lead[goal - k] = phase[z][k];
        }
    }
    for (unsigned step = 0; step < STEPS; step++) {
        memset(next, 0, sizeof next);
        won += lead[1] * q;
        for (unsigned d = 1; d + 1 < 2 * AHEAD; d++) {
            next[d + 1] += lead[d] * (1 - q);
            next[d - 1] += d > 1 ? lead[d] * q : 0;
        }
        memcpy(lead, next, sizeof lead);
    }
    return won;
}

static void the_exact_forms_are_what_a_walk_over_all_states_gives(void **state)
{
    (void)state;
    static const double powers[] = {0.05, 0.1, 0.2, 0.3, 0.37};
    for (size_t i = 0; i < LENGTH(powers); i++) {
        for (unsigned z = 1; z <= 20; z += z < 4 ? 1 : 4) {
            near_to(race_catch_up(powers[i], z), walk(powers[i], z, z), 1e-9);
            near_to(race_overtake(powers[i], z), walk(powers[i], z, z + 1),
                    1e-9);
        }
    }
}

static void the_ends_of_the_range_are_what_the_race_says(void **state)
{
    (void)state;
    for (unsigned c = 0; c < RACE_COUNT; c++) {
        enum race_convention convention = (enum race_convention)c;
        bool level = convention != RACE_OVERTAKE;
        for (unsigned z = 0; z < 20; z++) {
            assert_true(race_chance(convention, 0.5, z) >= 1);
            assert_true(race_chance(convention, 1, z) >= 1);
            near_to(race_chance(convention, 0, z), z == 0 && level, 0);
        }
        assert_true(race_chance(convention, nextafter(0.5, 0), 5) <= 1);
        assert_true(race_chance(convention, nextafter(0.5, 0),
                                RACE_CONFIRMATIONS_MAX) > 0.99999);
    }
    near_to(race_overtake(0.3, 0), 3.0 / 7, 1e-15);
    near_to(race_from(RACE_CATCH_UP, 0.3, 2), 9.0 / 49, 1e-15);
    near_to(race_from(RACE_NAKAMOTO, 0.3, 2), 9.0 / 49, 1e-15);
    near_to(race_from(RACE_OVERTAKE, 0.3, 2), 27.0 / 343, 1e-15);
    near_to(race_from(RACE_OVERTAKE, 0.6, 100), 1, 0);
    near_to(race_from(RACE_CATCH_UP, 0, 0), 1, 0);
}

static void more_power_helps_and_more_confirmations_harm(void **state)
{
    (void)state;
    for (unsigned c = 0; c < RACE_COUNT; c++) {
        enum race_convention convention = (enum race_convention)c;
        for (unsigned z = 1; z < 80; z++) {
            for (double q = 0.02; q < 0.49; q += 0.02) {
                double chance = race_chance(convention, q, z);
                assert_true(chance > 0 && chance < 1);
                assert_true(race_chance(convention, q + 0.01, z) > chance);
                assert_true(race_chance(convention, q, z + 1) < chance);
            }
        }
    }
}

/* 1 - sum_i a_i prod_{j != i} exp(-a_j d_ij / T) of three miners. */
static void
a_block_is_forked_as_often_as_others_find_one_on_its_ride(void **state)
{
    (void)state;
    static const double share[] = {0.5, 0.3, 0.2};
    static const double delay[] = {7, 1, 2, 1, 7, 3, 2, 3, 7};
    static const double none[9] = {0};
    double want = 1 - 0.5 * exp(-0.07) - 0.3 * exp(-0.11) - 0.2 * exp(-0.19);
    near_to(race_fork_chance(share, 3, delay, 10), want, 1e-14);
    near_to(race_fork_chance(share, 3, none, 10), 0, 0);
    near_to(race_fork_chance(share, 3, delay, 1e15), 1.06e-15, 1e-12);
    near_to(race_fork_chance((const double[]){1}, 1, delay, 10), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nakamotos_table_comes_out_to_every_printed_digit),
        cmocka_unit_test(
            nakamotos_confirmations_for_one_in_a_thousand_come_out),
        cmocka_unit_test(rosenfelds_table_comes_out_to_every_printed_digit),
        cmocka_unit_test(small_and_large_chances_keep_thirteen_digits),
        cmocka_unit_test(chances_below_every_double_keep_their_logarithm),
        cmocka_unit_test(the_exact_forms_are_what_a_walk_over_all_states_gives),
        cmocka_unit_test(the_ends_of_the_range_are_what_the_race_says),
        cmocka_unit_test(more_power_helps_and_more_confirmations_harm),
        cmocka_unit_test(
            a_block_is_forked_as_often_as_others_find_one_on_its_ride),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
