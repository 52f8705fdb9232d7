/* All plans there are, beside an odometer that plays every siege from its
 * beginning and knows nothing of stacks, views or redundant answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/odometer.h"
#include "../support/sieges.h"
#include "../support/trying.h"

enum { PLAYS = 800 };
static struct world world;

static struct puzzle traitors_puzzle(struct setup setup, enum goal goal)
{
    return (struct puzzle){.setup = setup,
                           .goal = (uint8_t)goal,
                           .chooser = CHOOSER_TRAITOR,
                           .player = NO_GENERAL};
}

static void one_lie_is_enough_among_three(void **state)
{
    struct puzzle puzzle =
        traitors_puzzle(sieges_setup(RULE_ORAL, 3, 1, 1U << 2), GOAL_DISOBEY);
    struct plans_result result = trying_all(&puzzle);
    (void)state;

    assert_int_equal(result.possible, POSSIBLE);
    assert_true(result.exhausted);
    assert_int_equal(result.plans, 2);
    assert_int_equal(result.reaching, 1);
    assert_int_equal(result.fewest, 1);
    assert_int_equal(result.witness_length, 3); /* a letter, two judgements */
    assert_int_equal(trying_witness[0], 1);
    assert_int_equal(trying_witness[1], 0);
}

static void one_traitor_among_four_can_do_nothing(void **state)
{
    struct puzzle puzzle =
        traitors_puzzle(sieges_setup(RULE_ORAL, 4, 1, 1U << 2), GOAL_BREAK);
    struct plans_result result = trying_all(&puzzle);
    (void)state;

    assert_int_equal(result.possible, IMPOSSIBLE);
    assert_true(result.exhausted);
    assert_int_equal(result.plans, 4);
    assert_int_equal(result.fewest, UINT32_MAX);
    assert_int_equal(result.witness_length, 0);
}

static void a_search_that_stops_early_says_so(void **state)
{
    struct puzzle puzzle =
        traitors_puzzle(sieges_setup(RULE_ORAL, 4, 1, 1U), GOAL_BREAK);
    struct plans_room room = trying_room(20);
    struct plans_result result;
    struct plans_count count;
    (void)state;

    assert_int_equal(plans_try_all(&result, &puzzle, &room, NULL), STATUS_OK);
    assert_int_equal(result.possible, UNKNOWN);
    assert_false(result.exhausted);
    assert_int_equal(result.states, 20);
    assert_int_equal(plans_count(&count, &puzzle.setup, &room, NULL),
                     STATUS_OK);
    assert_false(count.exhausted);
}

static void too_small_a_stack_is_a_status(void **state)
{
    struct puzzle puzzle =
        traitors_puzzle(sieges_setup(RULE_ORAL, 4, 1, 1U), GOAL_BREAK);
    struct plans_room room = trying_room(100000);
    struct plans_result result;
    struct diag why = {.text = ""};
    (void)state;

    for (room.depth = 0; room.depth < 5; room.depth++) {
        assert_int_equal(plans_try_all(&result, &puzzle, &room, &why),
                         STATUS_MEMORY);
        assert_true(why.text[0] != '\0');
    }
    room.depth = 5; /* two, and one for each of the three letters */
    assert_int_equal(plans_try_all(&result, &puzzle, &room, &why), STATUS_OK);
}

/* Play the witness through the one door. */
static void check_witness(const struct puzzle *puzzle,
                          const struct plans_result *result)
{
    uint32_t lies = 0;

    assert_in_range(result->witness_length, 0, TRYING_WITNESS);
    sieges_start(&world, &puzzle->setup);
    for (uint32_t i = 0; i < result->witness_length; i++) {
        struct decision asked;
        game_ask(&world, &asked);
        lies += asked.chooser == puzzle->chooser && trying_witness[i] > 0;
        sieges_apply(&world, (struct action){.cursor = asked.cursor,
                                             .answer = trying_witness[i]});
    }
    assert_int_equal(world.stage, STAGE_OVER);
    assert_true(goal_reached((enum goal)puzzle->goal, &world, puzzle->player));
    assert_int_equal(lies, result->fewest);
}

/* Count the same plans with the odometer. */
static bool recount(const struct puzzle *puzzle, struct plans_result *out)
{
    struct odometer odometer = {.choosers = 1U << puzzle->chooser,
                                .player = NO_GENERAL,
                                .others = &puzzle->others};

    *out = (struct plans_result){.fewest = UINT32_MAX};
    do {
        odometer_play(&odometer, &puzzle->setup, &world);
        if (odometer.plays > PLAYS) {
            return false;
        }
        out->plans++;
        if (goal_reached((enum goal)puzzle->goal, &world, NO_GENERAL)) {
            out->reaching++;
            out->fewest =
                odometer.lies < out->fewest ? odometer.lies : out->fewest;
        }
    } while (odometer_next(&odometer));
    return true;
}

static void check_one_side(enum rule_id rule, uint64_t seed,
                           enum chooser chooser, unsigned *checked)
{
    struct puzzle puzzle = {.others = {.seed = seed},
                            .chooser = (uint8_t)chooser,
                            .player = NO_GENERAL};
    struct plans_result again, result;

    sieges_random_setup(&puzzle.setup, rule, seed);
    puzzle.goal = (uint8_t)(seed % GOAL_ACCUSE);
    memset(puzzle.others.general, (int)(seed % STRATEGY_FIFO),
           sizeof puzzle.others.general);
    puzzle.others.city = STRATEGY_GREEDY;
    if (!recount(&puzzle, &again)) {
        return;
    }
    result = trying_all(&puzzle);
    assert_true(result.exhausted);
    assert_int_equal(result.plans, again.plans);
    assert_int_equal(result.reaching, again.reaching);
    assert_int_equal(result.fewest, again.fewest);
    assert_int_equal(result.possible, again.reaching ? POSSIBLE : IMPOSSIBLE);
    if (again.reaching > 0) {
        check_witness(&puzzle, &result);
    }
    *checked += again.plans > 1;
}

static void plans_of_one_side_are_those_of_the_odometer(void **state)
{
    static const enum rule_id rules[] = {RULE_RELAY, RULE_ORAL, RULE_SIGNED};
    (void)state;

    for (unsigned i = 0; i < 3; i++) {
        unsigned checked = 0;
        for (uint64_t seed = 0; seed < 40; seed++) {
            check_one_side(rules[i], seed, CHOOSER_TRAITOR, &checked);
            check_one_side(rules[i], seed, CHOOSER_CITY, &checked);
        }
        assert_true(checked >= 10);
    }
}

static void counted_plans_are_those_of_the_odometer(void **state)
{
    unsigned checked = 0;
    (void)state;

    for (uint64_t seed = 100; seed < 200; seed++) {
        struct puzzle puzzle = {.chooser = CHOOSER_TRAITOR};
        struct plans_room room = trying_room(20000000);
        struct plans_result split, disobey, any;
        struct plans_count count;
        sieges_random_setup(&puzzle.setup, seed % 2 ? RULE_ORAL : RULE_SIGNED,
                            seed);
        puzzle.setup.capture = 0; /* chance then always lets pass */
        puzzle.goal = GOAL_SPLIT;
        if (!recount(&puzzle, &split)) {
            continue;
        }
        puzzle.goal = GOAL_DISOBEY;
        recount(&puzzle, &disobey);
        puzzle.goal = GOAL_BREAK;
        recount(&puzzle, &any);
        assert_int_equal(plans_count(&count, &puzzle.setup, &room, NULL),
                         STATUS_OK);
        assert_int_equal(count.plans, split.plans);
        assert_int_equal(count.agreement, split.reaching);
        assert_int_equal(count.validity, disobey.reaching);
        assert_int_equal(count.either, any.reaching);
        checked += count.plans > 1;
    }
    assert_true(checked >= 30);
}

static void a_sieges_own_run_is_the_only_plan_of_a_spectator(void **state)
{
    struct puzzle puzzle = {.setup = sieges_setup(RULE_ORAL, 4, 1, 1U),
                            .goal = GOAL_WATCH,
                            .chooser = CHOOSER_NOBODY,
                            .player = NO_GENERAL};
    struct plans_result result = trying_all(&puzzle);
    (void)state;

    assert_int_equal(result.possible, POSSIBLE);
    assert_int_equal(result.plans, 1);
    assert_int_equal(result.fewest, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_lie_is_enough_among_three),
        cmocka_unit_test(one_traitor_among_four_can_do_nothing),
        cmocka_unit_test(a_search_that_stops_early_says_so),
        cmocka_unit_test(too_small_a_stack_is_a_status),
        cmocka_unit_test(plans_of_one_side_are_those_of_the_odometer),
        cmocka_unit_test(counted_plans_are_those_of_the_odometer),
        cmocka_unit_test(a_sieges_own_run_is_the_only_plan_of_a_spectator),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
