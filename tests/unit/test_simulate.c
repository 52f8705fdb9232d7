/* Many sieges: what must not depend on threads and shards, the figures of two
 * generals and of Ben-Or's coin against their formulas, and the cities. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "../support/sieges.h"
#include "lab/simulate.h"

enum { JOBS = 4 };

static struct level level;
static struct world world;
static struct simulate_part parts[JOBS];

static struct simulation simulation_of(const struct setup *setup, uint64_t seed,
                                       unsigned city)
{
    struct simulation simulation = {
        .level = &level, .seed = seed, .city = (uint8_t)city};
    memset(simulation.plays, SIMULATE_AS_LEVEL, sizeof simulation.plays);
    level_from_setup(&level, setup);
    return simulation;
}

static struct simulate_tally play(const struct simulation *simulation,
                                  uint64_t first, uint64_t end)
{
    struct simulate_tally tally = {.runs = 0};
    struct diag why;
    assert_int_equal(simulate_add(&tally, simulation, first, end, &world, &why),
                     STATUS_OK);
    assert_int_equal(tally.runs, end - first);
    return tally;
}

static struct setup acks(unsigned confirmations, unsigned messengers,
                         uint32_t capture)
{
    struct setup setup = sieges_setup(RULE_ACKS, 2, 1, 0);
    setup.confirmations = (uint8_t)confirmations;
    setup.messengers = (uint8_t)messengers;
    setup.capture = capture;
    return setup;
}

/* `inputs`: bit g is the value of general g. */
static struct setup ballot(enum rule_id rule, unsigned n, unsigned inputs)
{
    struct setup setup = sieges_setup(rule, n, 1, 0);
    for (unsigned g = 0; g < n; g++) {
        setup.input[g] = (uint8_t)(inputs >> g & 1);
    }
    return setup;
}

static void a_run_depends_on_its_seed_and_number_only(void **state)
{
    struct setup setup = ballot(RULE_COIN, 4, 3);
    struct simulation simulation = simulation_of(&setup, 7, STRATEGY_RANDOM);
    struct simulate_tally whole = play(&simulation, 0, 500), sum = {.runs = 0};
    (void)state;
    for (uint64_t from = 0; from < 500;) {
        uint64_t to = from + 1 + from % 97 < 500 ? from + 1 + from % 97 : 500;
        struct simulate_tally one = play(&simulation, from, to);
        simulate_sum(&sum, &one);
        from = to;
    }
    assert_memory_equal(&sum, &whole, sizeof sum);
    simulation.seed = 8;
    sum = play(&simulation, 0, 500);
    assert_memory_not_equal(&sum, &whole, sizeof sum);
}

static void threads_change_nothing(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1U | 1U << 2);
    struct simulation simulation = simulation_of(&setup, 3, SIMULATE_AS_LEVEL);
    struct simulate_tally whole, sum;
    struct diag why;
    (void)state;
    memset(simulation.plays, STRATEGY_RANDOM, setup.generals);
    whole = play(&simulation, 10, 1013);
    assert_true(whole.agreement > 0 && whole.agreement < whole.runs);
    assert_int_equal(whole.judged, 0);
    for (unsigned jobs = 1; jobs <= JOBS; jobs++) {
        sum = (struct simulate_tally){.runs = 0};
        assert_int_equal(
            simulate_jobs(&sum, &simulation, 10, 1013, parts, jobs, &why),
            STATUS_OK);
        assert_memory_equal(&sum, &whole, sizeof sum);
    }
}

static bool count_down(void *context)
{
    unsigned *left = context;
    if (*left == 0) {
        return false;
    }
    --*left;
    return true;
}

static void a_study_that_is_stopped_counts_what_was_run(void **state)
{
    struct setup setup = ballot(RULE_COIN, 4, 3);
    struct simulation simulation = simulation_of(&setup, 7, STRATEGY_RANDOM);
    struct simulate_tally first = play(&simulation, 0, 30), sum = {.runs = 0};
    unsigned left[2] = {30, 20};
    struct diag why;
    (void)state;
    simulation.tick = count_down;
    simulation.context = &left[0];
    assert_int_equal(simulate_add(&sum, &simulation, 0, 500, &world, &why),
                     STATUS_OK);
    assert_memory_equal(&sum, &first, sizeof sum);
    sum = (struct simulate_tally){.runs = 0};
    for (unsigned i = 0; i < 2; i++) { /* each thread has its own */
        left[i] = 10 + 10 * i;
        parts[i].context = &left[i];
    }
    assert_int_equal(simulate_jobs(&sum, &simulation, 0, 500, parts, 2, &why),
                     STATUS_OK);
    assert_int_equal(sum.runs, 30);
}

/* Four letters of two traitors are free: 32 plans, 8 of which break IC1. */
static void random_traitors_break_agreement_as_often_as_plans_do(void **state)
{
    enum { RUNS = 20000 };
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1U | 1U << 2);
    struct simulation simulation = simulation_of(&setup, 1, SIMULATE_AS_LEVEL);
    struct simulate_tally tally;
    double chance = 0, free = 0;
    (void)state;
    memset(simulation.plays, STRATEGY_RANDOM, setup.generals);
    tally = play(&simulation, 0, RUNS);
    /* Silence is a third answer to each letter, and counts as the retreat, so
     * the loyal generals 1 and 3 hear "attack" with chance 1/3. They agree
     * unless the values that traitor 2 passes on to them differ where their own
     * two values tie: both heard "attack" or not, and he says otherwise. */
    for (unsigned bits = 0; bits < 16; bits++) {
        unsigned v1 = bits & 1, v3 = bits >> 1 & 1;
        unsigned s1 = bits >> 2 & 1, s3 = bits >> 3 & 1;
        double weight = 1;
        for (unsigned i = 0; i < 4; i++) {
            weight *= (bits >> i & 1) != 0 ? 1 / 3.0 : 2 / 3.0;
        }
        free += weight;
        chance += (v1 + v3 + s1 >= 2) == (v1 + v3 + s3 >= 2) ? weight : 0;
    }
    assert_true(fabs(free - 1) < 1e-12);
    assert_true(fabs((double)tally.agreement / RUNS - chance) <
                4 * sqrt(chance * (1 - chance) / RUNS));
}

/* A level's secret is drawn anew in each run. */
static void secrets_are_drawn_in_every_run(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 0);
    struct simulation simulation = simulation_of(&setup, 1, SIMULATE_AS_LEVEL);
    struct simulate_tally tally;
    (void)state;
    level.secret.traitors = 1;
    level.secret.among = 0x0f;
    memset(simulation.plays, STRATEGY_SPLIT, sizeof simulation.plays);
    tally = play(&simulation, 0, 4000);
    /* Validity is void where the commander is drawn: one run in four. */
    assert_in_range(tally.judged, 3000 - 110, 3000 + 110);
    assert_int_equal(tally.validity, tally.judged);
    assert_int_equal(tally.agreement, tally.runs);
}

static unsigned holds(uint64_t count, uint64_t runs, double chance)
{
    struct interval interval = interval_wilson(count, runs);
    return chance >= interval.low && chance <= interval.high;
}

static unsigned check_acks(unsigned k, unsigned r, uint32_t p, uint64_t seed)
{
    enum { RUNS = 4000 };
    struct setup setup = acks(k, r, p);
    struct simulation simulation =
        simulation_of(&setup, seed, SIMULATE_AS_LEVEL);
    struct simulate_tally tally = play(&simulation, 0, RUNS);
    double s = 1 - pow((double)p / PPM, r);
    assert_int_equal(tally.both + tally.alone + tally.none, RUNS);
    assert_int_equal(tally.agreement, tally.both + tally.none);
    assert_int_equal(tally.termination, RUNS);
    return holds(tally.both, RUNS, pow(s, k + 1)) +
           holds(tally.alone, RUNS, (1 - s) * pow(s, k)) +
           holds(tally.none, RUNS, 1 - pow(s, k));
}

static void two_generals_attack_as_often_as_the_formula_says(void **state)
{
    (void)state;
    assert_int_equal(check_acks(2, 1, 300000, 1), 3);
    assert_int_equal(check_acks(0, 1, 500000, 1), 3);
    assert_int_equal(check_acks(5, 3, 600000, 1), 3);
    assert_int_equal(check_acks(1, 32, 990000, 1), 3);
    assert_int_equal(check_acks(3, 2, 0, 1), 3);
    assert_int_equal(check_acks(3, 2, PPM, 1), 3);
}

/* 95 % intervals hold what they are for in about 95 of 100: not all, or they
 * would be too wide. */
static void intervals_hold_the_truth_as_often_as_they_say(void **state)
{
    unsigned held = 0, of = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        held += check_acks(2, 1, 300000, seed);
        of += 3;
    }
    assert_in_range(held, of * 91 / 100, of * 98 / 100);
}

static void equal_starts_decide_in_the_first_phase(void **state)
{
    static const enum strategy cities[] = {STRATEGY_FIFO, STRATEGY_RANDOM,
                                           STRATEGY_GREEDY, STRATEGY_DELAY};
    (void)state;
    for (unsigned c = 0; c < 4; c++) {
        for (unsigned n = 2; n <= 7; n++) {
            for (unsigned value = 0; value < 2; value++) {
                struct setup setup =
                    ballot(RULE_COIN, n, value * ((1U << n) - 1));
                struct simulation simulation =
                    simulation_of(&setup, 5, cities[c]);
                struct simulate_tally tally = play(&simulation, 0, 50);
                assert_int_equal(tally.phase[1], 50);
                assert_int_equal(tally.phases, 50);
                assert_int_equal(tally.falls, 50 * value);
                assert_true(simulate_phases(&tally).mean == 1);
                assert_true(simulate_phases(&tally).sd == 0);
                assert_int_equal(simulate_last_phase(&tally), 1);
            }
        }
    }
}

/* The delaying city lets nobody see a majority, so all three toss: the coins
 * fall alike with 1/4, and then the next phase decides. The phases after the
 * first are geometric with 1/4. */
static void a_delaying_city_waits_for_three_equal_coins(void **state)
{
    enum { RUNS = 20000 };
    struct setup setup = ballot(RULE_COIN, 3, 4);
    struct simulation simulation = simulation_of(&setup, 1, STRATEGY_DELAY);
    struct simulate_tally tally = play(&simulation, 0, RUNS);
    struct simulate_spread spread = simulate_phases(&tally);
    uint64_t left = RUNS;
    (void)state;
    assert_int_equal(tally.termination, RUNS);
    assert_int_equal(tally.phase[1], 0);
    for (unsigned p = 2; p <= 8; p++) {
        double share = (double)tally.phase[p] / (double)left;
        assert_true(fabs(share - 0.25) < 4 * sqrt(0.25 * 0.75 / (double)left));
        left -= tally.phase[p];
    }
    assert_true(fabs(spread.mean - 5) < 4 * sqrt(12.0 / RUNS));
    assert_true(fabs(spread.sd - sqrt(12.0)) < 0.15);
    simulation = simulation_of(&setup, 1, STRATEGY_RANDOM);
    tally = play(&simulation, 0, 2000);
    assert_true(simulate_phases(&tally).mean < 4);
}

/* With n = 2t + 1 only equal coins decide: 1 + 2^(n-1) phases. */
static void more_generals_can_be_delayed_for_longer(void **state)
{
    struct setup setup = ballot(RULE_COIN, 5, 1);
    struct simulation simulation = simulation_of(&setup, 2, STRATEGY_DELAY);
    struct simulate_tally tally = play(&simulation, 0, 400);
    (void)state;
    assert_true(fabs(simulate_phases(&tally).mean - 17) <
                4 * sqrt(16 * 15.0 / 400));
}

static void figures_of_phases_follow_from_the_histogram(void **state)
{
    struct setup setup = ballot(RULE_COIN, 4, 5);
    struct simulation simulation = simulation_of(&setup, 2, STRATEGY_DELAY);
    struct simulate_tally tally = play(&simulation, 0, 500);
    struct simulate_spread spread = simulate_phases(&tally);
    double count = 0, sum = 0, square = 0;
    (void)state;
    for (unsigned p = 1; p <= simulate_last_phase(&tally); p++) {
        count += (double)tally.phase[p];
        sum += (double)p * (double)tally.phase[p];
    }
    assert_true(count == 500 && tally.beyond == 0);
    assert_true(fabs(spread.mean - sum / count) < 1e-12);
    for (unsigned p = 1; p <= simulate_last_phase(&tally); p++) {
        square += pow((double)p - sum / count, 2) * (double)tally.phase[p];
    }
    assert_true(fabs(spread.sd - sqrt(square / (count - 1))) < 1e-9);
}

static void squares_carry_into_the_upper_half(void **state)
{
    struct simulate_tally sum = {.square_low = UINT64_MAX - 1};
    struct simulate_tally one = {.square_low = 3, .square_high = 2};
    (void)state;
    simulate_sum(&sum, &one);
    assert_int_equal(sum.square_low, 1);
    assert_int_equal(sum.square_high, 3);
}

/* FLP: with a fixed value where Ben-Or tosses, a start with one 1 among three
 * never ends; every other does, whatever this city does. */
static void a_delaying_city_keeps_a_vote_open_for_ever(void **state)
{
    (void)state;
    for (unsigned inputs = 0; inputs < 8; inputs++) {
        bool open = set_count(inputs) == 1;
        struct setup setup = ballot(RULE_VOTE, 3, inputs);
        struct simulation simulation = simulation_of(&setup, 1, STRATEGY_DELAY);
        struct simulate_tally tally = play(&simulation, 0, 2);
        assert_int_equal(tally.termination, open ? 0 : 2);
        assert_int_equal(tally.agreement, 2);
        assert_int_equal(tally.validity, 2);
        assert_int_equal(tally.phases, 0);
    }
    for (unsigned n = 4; n <= 7; n += n == 5 ? 2 : 1) {
        struct setup setup = ballot(RULE_VOTE, n, (1U << (n - 1) / 2) - 1);
        struct simulation simulation = simulation_of(&setup, 1, STRATEGY_DELAY);
        assert_int_equal(play(&simulation, 0, 1).termination, 0);
        simulation = simulation_of(&setup, 1, STRATEGY_RANDOM);
        assert_int_equal(play(&simulation, 0, 20).termination, 20);
    }
}

/* With f traitors or fewer nobody disagrees, and all end. */
static void safety_first_is_safe_and_ends_under_every_city(void **state)
{
    static const enum strategy cities[] = {STRATEGY_FIFO, STRATEGY_RANDOM,
                                           STRATEGY_GREEDY, STRATEGY_DELAY};
    static const enum strategy lies[] = {STRATEGY_SILENT, STRATEGY_OPPOSITE,
                                         STRATEGY_SPLIT, STRATEGY_RANDOM};
    (void)state;
    for (unsigned c = 0; c < 4; c++) {
        for (unsigned l = 0; l < 4; l++) {
            struct setup setup = sieges_setup(RULE_PBFT, 4, 1, 1U << l % 2);
            struct simulation simulation = simulation_of(&setup, 9, cities[c]);
            struct simulate_tally tally;
            memset(simulation.plays, (int)lies[l], setup.generals);
            tally = play(&simulation, 0, 100);
            assert_int_equal(tally.agreement, 100);
            assert_int_equal(tally.termination, 100);
        }
    }
}

/* Against a loyal primary the delay costs view changes. */
static void a_delaying_city_deposes_primaries(void **state)
{
    struct setup setup = sieges_setup(RULE_PBFT, 4, 1, 0);
    struct agents agents = {.seed = 1, .city = STRATEGY_DELAY};
    (void)state;
    sieges_start(&world, &setup);
    sieges_play(&world, &agents);
    for (unsigned g = 0; g < 4; g++) {
        assert_int_equal(world.decided[g], setup.order);
    }
    assert_true(world.memory.pbft.decided_view[3] > 0);
    assert_true(world.sent > 24);
    agents.city = STRATEGY_FIFO;
    sieges_start(&world, &setup);
    sieges_play(&world, &agents);
    assert_int_equal(world.sent, 24);
}

/* A scout for one messenger: only the one on the last leg leaves a general
 * alone. */
static void a_delaying_city_takes_the_last_leg(void **state)
{
    static const struct {
        enum strategy city;
        unsigned attackers;
    } rows[] = {{STRATEGY_FIFO, 2}, {STRATEGY_GREEDY, 0}, {STRATEGY_DELAY, 1}};
    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        struct setup setup = acks(3, 1, 0);
        struct simulation simulation;
        struct simulate_tally tally;
        setup.budget = 1;
        setup.watched[0] = 2;
        setup.watched[1] = 1;
        simulation = simulation_of(&setup, 1, rows[i].city);
        tally = play(&simulation, 0, 10);
        assert_int_equal(tally.none, rows[i].attackers == 0 ? 10 : 0);
        assert_int_equal(tally.alone, rows[i].attackers == 1 ? 10 : 0);
        assert_int_equal(tally.both, rows[i].attackers == 2 ? 10 : 0);
    }
}

/* Captures come last among the options, and random never falls anybody. */
static void only_a_greedy_city_captures_without_a_clock(void **state)
{
    static const enum strategy cities[] = {STRATEGY_FIFO, STRATEGY_RANDOM,
                                           STRATEGY_DELAY, STRATEGY_GREEDY};
    (void)state;
    for (unsigned c = 0; c < 4; c++) {
        struct setup setup = ballot(RULE_COIN, 5, 3);
        struct agents agents = {.seed = 4, .city = (uint8_t)cities[c]};
        setup.budget = 3;
        for (unsigned g = 0; g < 5; g++) {
            setup.watched[g] = (uint16_t)(31U & ~(1U << g));
        }
        sieges_start(&world, &setup);
        sieges_play(&world, &agents);
        assert_int_equal(world.captured, cities[c] == STRATEGY_GREEDY ? 3 : 0);
        assert_int_equal(world.memory.vote.fallen, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_depends_on_its_seed_and_number_only),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(a_study_that_is_stopped_counts_what_was_run),
        cmocka_unit_test(random_traitors_break_agreement_as_often_as_plans_do),
        cmocka_unit_test(secrets_are_drawn_in_every_run),
        cmocka_unit_test(two_generals_attack_as_often_as_the_formula_says),
        cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
        cmocka_unit_test(equal_starts_decide_in_the_first_phase),
        cmocka_unit_test(a_delaying_city_waits_for_three_equal_coins),
        cmocka_unit_test(more_generals_can_be_delayed_for_longer),
        cmocka_unit_test(figures_of_phases_follow_from_the_histogram),
        cmocka_unit_test(squares_carry_into_the_upper_half),
        cmocka_unit_test(a_delaying_city_keeps_a_vote_open_for_ever),
        cmocka_unit_test(safety_first_is_safe_and_ends_under_every_city),
        cmocka_unit_test(a_delaying_city_deposes_primaries),
        cmocka_unit_test(a_delaying_city_takes_the_last_leg),
        cmocka_unit_test(only_a_greedy_city_captures_without_a_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
