/* What the lab computes in its thread is what the lab computes anywhere: the
 * map is lab/sweep's, the sample lab/simulate's, the plans session/inquiry's;
 * stopped at any time, it goes on where it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../support/sieges.h"
#include "rules/rules.h"
#include "session/lab_map.h"
#include "session/lab_plans.h"
#include "session/lab_sample.h"
#include "session/solver.h"
#include "solve/witness.h"

static void work(errand_work *job_work, void *job)
{
    struct errand *errand = errand_begin(job_work, job);
    assert_non_null(errand);
    errand_wait(errand);
    assert_true(errand_done(errand));
    errand_end(errand);
}

/* Let it work for some microseconds; returns how long its end took. */
static double work_a_while(errand_work *job_work, void *job, long micros)
{
    const struct timespec nap = {.tv_sec = micros / 1000000,
                                 .tv_nsec = micros % 1000000 * 1000};
    struct timespec begun, ended;
    struct errand *errand = errand_begin(job_work, job);
    assert_non_null(errand);
    (void)nanosleep(&nap, NULL);
    (void)clock_gettime(CLOCK_MONOTONIC, &begun);
    errand_end(errand);
    (void)clock_gettime(CLOCK_MONOTONIC, &ended);
    return (double)(ended.tv_sec - begun.tv_sec) +
           1e-9 * (double)(ended.tv_nsec - begun.tv_nsec);
}

/* ---- The map ------------------------------------------------------------- */

static enum status ask(void *context, struct search_result *out,
                       const struct setup *setup, struct diag *why)
{
    struct solver *solver = context;
    const struct solver_request asked = {
        .setup = *setup, .breaks = BREAKS_ANY, .fewest = true};
    struct solver_result result;
    enum status status = solver_run(solver, &result, &asked, why);
    *out = result.found;
    return status;
}

static void compare_map(const struct lab_map *map)
{
    struct solver *solver = solver_open();
    struct sweep sweep = {.rule = map->rule, .ask = ask, .context = solver};
    assert_non_null(solver);
    for (unsigned n = map->range.least; n <= map->range.most; n++) {
        for (unsigned t = 0; t <= map->range.traitors; t++) {
            const struct lab_cell *cell = &map->cell[n][t];
            struct sweep_cell expected = {.generals = (uint8_t)n,
                                          .depth = map->depth,
                                          .traitors = (uint8_t)t};
            assert_int_equal(sweep_cell(&expected, &sweep, NULL), STATUS_OK);
            assert_true(cell->known);
            assert_int_equal(cell->found.defined, expected.defined);
            assert_int_equal(cell->found.verdict, expected.verdict);
            assert_int_equal(cell->found.sieges, expected.sieges);
            if (expected.verdict == SEARCH_BROKEN) {
                assert_int_equal(cell->found.lies, expected.lies);
            }
        }
    }
    solver_close(solver);
}

static void the_map_is_the_sweeps_cell_by_cell(void **state)
{
    (void)state;
    static const struct {
        enum rule_id rule;
        unsigned depth;
    } maps[] = {{RULE_ORAL, 1}, {RULE_RELAY, 0}};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        struct lab_map *map = lab_map_open(maps[i].rule, maps[i].depth);
        assert_non_null(map);
        assert_false(lab_map_full(map));
        work(lab_map_work, map);
        assert_int_equal(map->status, STATUS_OK);
        assert_true(lab_map_full(map));
        compare_map(map);
        lab_map_close(map);
    }
}

/* Every broken cell has a siege that the door confirms. */
static void each_broken_cell_keeps_a_siege_with_so_many_lies(void **state)
{
    (void)state;
    static struct world world;
    struct lab_map *map = lab_map_open(RULE_ORAL, 1);
    unsigned played = 0;
    assert_non_null(map);
    work(lab_map_work, map);
    for (unsigned n = map->range.least; n <= map->range.most; n++) {
        for (unsigned t = 0; t <= map->range.traitors; t++) {
            const struct lab_cell *cell = &map->cell[n][t];
            struct setup setup;
            struct witness witness;
            lab_map_setup(map, n, t, &setup);
            if (cell->answers == NULL) {
                continue;
            }
            assert_int_equal(setup_traitors(&setup), t);
            assert_int_equal(witness_play(&witness, &world, &setup,
                                          cell->answers, cell->length,
                                          BREAKS_ANY, NULL),
                             STATUS_OK);
            assert_int_equal(witness.lies, cell->found.lies);
            played++;
        }
    }
    assert_int_equal(played, 47); /* all that are broken */
    lab_map_close(map);
}

static void a_map_that_was_stopped_goes_on_where_it_was(void **state)
{
    (void)state;
    struct lab_map *map = lab_map_open(RULE_RELAY, 0);
    long micros = 400;
    assert_non_null(map);
    for (; !lab_map_full(map); micros += micros / 4) {
        assert_true(work_a_while(lab_map_work, map, micros) < 1);
    }
    compare_map(map);
    lab_map_close(map);
}

/* ---- The sample ---------------------------------------------------------- */

static struct level level;

static struct simulate_tally expected_of(const struct lab_sample *sample)
{
    static struct world world;
    struct simulate_tally tally = {.runs = 0};
    struct simulation simulation = {
        .level = &sample->level, .seed = sample->seed, .city = sample->city};
    memset(simulation.plays, sample->traitors, sizeof simulation.plays);
    assert_int_equal(
        simulate_add(&tally, &simulation, 0, sample->wanted, &world, NULL),
        STATUS_OK);
    return tally;
}

static void the_sample_is_what_simulate_counts(void **state)
{
    (void)state;
    static const enum rule_id rules[] = {RULE_ORAL, RULE_ACKS, RULE_COIN};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct setup setup;
        setup_default(&setup, rules[i], rules[i] == RULE_ACKS ? 2 : 3);
        setup.traitors = rules[i] == RULE_ORAL ? 2 : 0;
        setup.capture = rules[i] == RULE_COIN ? 0 : 300000;
        level_from_setup(&level, &setup);
        struct lab_sample *sample = lab_sample_open(&level, 7);
        assert_non_null(sample);
        sample->traitors = STRATEGY_RANDOM;
        sample->wanted = 500;
        work(lab_sample_work, sample);
        assert_true(lab_sample_full(sample));
        struct simulate_tally expected = expected_of(sample);
        assert_memory_equal(&sample->tally, &expected, sizeof expected);
        free(sample);
    }
}

/* Paused in whatever run: none is lost, none counted twice. */
static void a_sample_that_was_stopped_counts_no_run_twice(void **state)
{
    (void)state;
    struct setup setup;
    setup_default(&setup, RULE_ORAL, 7);
    setup.depth = 2;
    setup.traitors = 6;
    level_from_setup(&level, &setup);
    struct lab_sample *sample = lab_sample_open(&level, 1);
    assert_non_null(sample);
    sample->traitors = STRATEGY_RANDOM;
    sample->wanted = 300;
    for (long micros = 300; !lab_sample_full(sample); micros += micros / 4) {
        assert_true(work_a_while(lab_sample_work, sample, micros) < 1);
        assert_int_equal(sample->status, STATUS_OK);
    }
    struct simulate_tally expected = expected_of(sample);
    assert_memory_equal(&sample->tally, &expected, sizeof expected);
    free(sample);
}

static void a_siege_that_the_rules_refuse_says_why(void **state)
{
    (void)state;
    struct setup setup;
    setup_default(&setup, RULE_PBFT, 4);
    setup.generals = 5;
    level_from_setup(&level, &setup);
    struct lab_sample *sample = lab_sample_open(&level, 1);
    assert_non_null(sample);
    sample->wanted = 10;
    work(lab_sample_work, sample);
    assert_true(lab_sample_full(sample));
    assert_int_not_equal(sample->status, STATUS_OK);
    assert_true(sample->why.text[0] != '\0');
    free(sample);
}

/* ---- Plans --------------------------------------------------------------- */

static struct lab_plans *plans_of(unsigned n, unsigned depth, unsigned traitors)
{
    struct setup setup;
    setup_default(&setup, RULE_ORAL, n);
    setup.depth = (uint8_t)depth;
    setup.traitors = (uint16_t)traitors;
    level_from_setup(&level, &setup);
    struct lab_plans *plans = lab_plans_open(&level, false, 1);
    assert_non_null(plans);
    return plans;
}

static void plans_come_out_as_the_theory_says(void **state)
{
    (void)state;
    static const struct {
        unsigned n, depth, traitors;
        enum lab_question question;
        const char *plans, *breaking;
    } known[] = {{3, 1, 2, LAB_IC2, "2", "1"},
                 {3, 1, 1, LAB_IC1, "4", "0"},
                 {4, 1, 3, LAB_IC1, "32", "8"},
                 {7, 2, 6, LAB_EITHER, "1125899906842624", "0"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct lab_plans *plans =
            plans_of(known[i].n, known[i].depth, known[i].traitors);
        const struct lab_finding *finding = &plans->finding[known[i].question];
        bool broken = strcmp(known[i].breaking, "0") != 0;
        work(lab_plans_work, plans);
        assert_true(lab_plans_any(plans));
        assert_true(lab_plans_full(plans));
        assert_false(plans->finding[LAB_GOAL].asked);
        assert_string_equal(finding->plans, known[i].plans);
        assert_string_equal(finding->breaking, known[i].breaking);
        assert_int_equal(finding->answer.result.found.verdict,
                         broken ? SEARCH_BROKEN : SEARCH_SAFE);
        assert_int_equal(finding->answers != NULL, broken);
        lab_plans_close(plans);
    }
}

static void the_share_is_that_of_the_two_numbers(void **state)
{
    (void)state;
    struct lab_plans *plans = plans_of(6, 2, 6);
    const struct lab_finding *finding = &plans->finding[LAB_IC2];
    work(lab_plans_work, plans);
    assert_string_equal(finding->plans, "4294967296");
    double share = strtod(finding->breaking, NULL) / 4294967296.0;
    assert_true(finding->share > share - 1e-12);
    assert_true(finding->share < share + 1e-12);
    assert_true(share > 0.5 && share < 0.51);
    lab_plans_close(plans);
}

static void plans_that_were_stopped_go_on_where_they_were(void **state)
{
    (void)state;
    struct lab_plans *plans = plans_of(6, 2, 6);
    for (long micros = 300; !lab_plans_full(plans); micros += micros / 4) {
        assert_true(work_a_while(lab_plans_work, plans, micros) < 1);
    }
    assert_string_equal(plans->finding[LAB_EITHER].breaking, "2165510400");
    lab_plans_close(plans);
}

/* Who lies in a siege whose traitors are drawn is nobody's to read here. */
static void secrets_are_not_asked_about(void **state)
{
    (void)state;
    struct diag fault;
    struct diag_list faults = {.items = &fault, .room = 1};
    assert_int_equal(level_load(&level, "levels/3-four/2-loyal.level", &faults),
                     STATUS_OK);
    assert_true(level.secret.traitors > 0);
    struct lab_plans *plans = lab_plans_open(&level, true, 1);
    assert_non_null(plans);
    assert_true(plans->finding[LAB_GOAL].asked);
    assert_false(plans->finding[LAB_IC1].asked);
    assert_false(plans->finding[LAB_EITHER].asked);
    work(lab_plans_work, plans);
    assert_true(lab_plans_full(plans));
    lab_plans_close(plans);
}

/* All positions of a vote are no one step: it stops among them. */
static void a_vote_is_stopped_among_its_positions(void **state)
{
    (void)state;
    struct diag fault;
    struct diag_list faults = {.items = &fault, .room = 1};
    assert_int_equal(
        level_load(&level, "levels/8-clock/2-undecided.level", &faults),
        STATUS_OK);
    struct lab_plans *plans = lab_plans_open(&level, true, 1);
    assert_non_null(plans);
    (void)work_a_while(lab_plans_work, plans, 2000);
    assert_false(lab_plans_full(plans));
    work(lab_plans_work, plans);
    assert_true(lab_plans_full(plans));
    lab_plans_close(plans);
}

/* The two placements that rules_promise looks at stand for all of them. */
static void a_promise_is_that_for_every_placement(void **state)
{
    static const enum rule_id swept[] = {RULE_RELAY, RULE_ORAL, RULE_SIGNED,
                                         RULE_PBFT};
    (void)state;
    for (unsigned i = 0; i < 4 * 7 * 4; i++) {
        enum rule_id rule = swept[i % 4];
        const struct rules *rules = rules_get(rule);
        unsigned n = 2 + i / 4 % 7, depth = i / 28;
        bool promised[GENERALS_MAX + 1];
        struct setup setup;
        memset(promised, true, sizeof promised);
        setup_default(&setup, rule, n);
        setup.depth = (uint8_t)depth;
        for (unsigned set = 0; set < 1u << n; set++) {
            setup.traitors = (uint16_t)set;
            if (rules->check(&setup, NULL) == STATUS_SETUP ||
                !rules->promised(&setup)) {
                promised[set_count(setup.traitors)] = false;
            }
        }
        for (unsigned t = 0; t <= n; t++) {
            assert_int_equal(rules_promise(rule, depth, n, t), promised[t]);
        }
        assert_false(rules_promise(rule, depth, n, n + 1));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_promise_is_that_for_every_placement),
        cmocka_unit_test(the_map_is_the_sweeps_cell_by_cell),
        cmocka_unit_test(each_broken_cell_keeps_a_siege_with_so_many_lies),
        cmocka_unit_test(a_map_that_was_stopped_goes_on_where_it_was),
        cmocka_unit_test(the_sample_is_what_simulate_counts),
        cmocka_unit_test(a_sample_that_was_stopped_counts_no_run_twice),
        cmocka_unit_test(a_siege_that_the_rules_refuse_says_why),
        cmocka_unit_test(plans_come_out_as_the_theory_says),
        cmocka_unit_test(the_share_is_that_of_the_two_numbers),
        cmocka_unit_test(plans_that_were_stopped_go_on_where_they_were),
        cmocka_unit_test(secrets_are_not_asked_about),
        cmocka_unit_test(a_vote_is_stopped_among_its_positions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
