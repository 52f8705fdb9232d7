/* Goals, on sieges whose verdict is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/sieges.h"
#include "rules/work.h"
#include "solve/goal.h"

static struct world world;

static void play(struct setup setup, enum strategy strategy)
{
    struct agents agents = {.seed = 1};

    for (unsigned g = 0; g < setup.generals; g++) {
        if (setup_is_traitor(&setup, g)) {
            agents.general[g] = (uint8_t)strategy;
        }
    }
    sieges_start(&world, &setup);
    sieges_play(&world, &agents);
}

static bool reached(enum goal goal)
{
    return goal_reached(goal, &world, NO_GENERAL);
}

static void every_goal_is_found_by_its_id(void **state)
{
    (void)state;
    for (unsigned i = 0; i < GOAL_COUNT; i++) {
        enum goal goal = (enum goal)i;
        assert_int_equal(goal_find(goal_id(goal)), i);
        assert_true(goal_what(goal)[0] != '\0');
    }
    assert_int_equal(goal_find("win"), GOAL_COUNT);
}

static void a_loyal_army_holds_and_the_city_falls(void **state)
{
    (void)state;
    play(sieges_setup(RULE_ORAL, 4, 1, 0), STRATEGY_LOYAL);
    assert_true(reached(GOAL_WATCH));
    assert_true(reached(GOAL_HOLD));
    assert_true(reached(GOAL_FALLS));
    assert_false(reached(GOAL_STANDS));
    assert_false(reached(GOAL_SPLIT));
    assert_false(reached(GOAL_DISOBEY));
    assert_false(reached(GOAL_BREAK));
}

static void an_order_to_retreat_holds_while_the_city_stands(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 0);
    (void)state;

    setup.order = ORDER_RETREAT;
    play(setup, STRATEGY_LOYAL);
    assert_true(reached(GOAL_HOLD));
    assert_true(reached(GOAL_STANDS));
}

static void a_lying_lieutenant_of_three_makes_one_disobey(void **state)
{
    (void)state;
    play(sieges_setup(RULE_ORAL, 3, 1, 1U << 2), STRATEGY_OPPOSITE);
    assert_true(reached(GOAL_DISOBEY));
    assert_true(reached(GOAL_SPLIT));
    assert_true(reached(GOAL_BREAK));
    assert_true(reached(GOAL_STANDS));
    assert_false(reached(GOAL_HOLD));
}

static void nobody_can_disobey_a_traitor(void **state)
{
    (void)state;
    play(sieges_setup(RULE_ORAL, 5, 0, 1U), STRATEGY_SPLIT);
    assert_true(reached(GOAL_SPLIT));
    assert_false(reached(GOAL_DISOBEY));
    assert_true(reached(GOAL_BREAK));
    assert_false(reached(GOAL_HOLD));
    play(sieges_setup(RULE_ORAL, 5, 0, 1U), STRATEGY_OPPOSITE);
    assert_true(reached(GOAL_HOLD)); /* they all retreat, as one */
}

static void a_common_disobedience_does_not_hold(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 0);
    struct decision asked;
    (void)state;

    sieges_start(&world, &setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        sieges_apply(&world,
                     (struct action){.cursor = asked.cursor, .answer = 1});
    }
    assert_false(reached(GOAL_SPLIT)); /* all retreat, told to attack */
    assert_true(reached(GOAL_DISOBEY));
    assert_true(reached(GOAL_BREAK));
    assert_false(reached(GOAL_HOLD));
}

/* General 3 of a signed siege judges: it accuses `whom` and shows its letters
 * of these ranks. */
static void accuse(unsigned whom, uint64_t first, uint64_t second)
{
    struct agents agents = {.general = {STRATEGY_SPLIT}};
    struct setup setup = sieges_setup(RULE_SIGNED, 4, 1, 1U);
    struct decision asked;

    setup.accusers = 1U << 3;
    sieges_start(&world, &setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        struct action action = {.cursor = asked.cursor};
        struct option option = {.general = NO_GENERAL};
        action.answer = agents_answer(&agents, &world, &asked);
        if (asked.kind == DECISION_ACCUSE) {
            do {
                assert_int_equal(
                    game_option(&world, (uint32_t)action.answer, &option),
                    STATUS_OK);
                action.answer++;
            } while (option.general != whom);
            action.answer--;
        } else if (asked.kind == DECISION_PROOF_1) {
            action.answer = first;
        } else if (asked.kind == DECISION_PROOF_2) {
            action.answer = second;
        }
        sieges_apply(&world, action);
    }
}

static unsigned order_of_exhibit(uint64_t rank)
{
    for (uint32_t i = 0; i < game_letters(&world); i++) {
        struct letter letter;
        game_letter(&world, i, &letter);
        if (letter.to == 3 && letter.state == LETTER_ARRIVED && rank-- == 0) {
            return letter.order;
        }
    }
    return ORDER_NONE;
}

static void two_seals_convict_the_commander(void **state)
{
    (void)state;
    for (uint64_t first = 0; first < 2; first++) {
        for (uint64_t second = 0; second < 2; second++) {
            accuse(0, first, second);
            assert_int_equal(goal_reached(GOAL_ACCUSE, &world, 3),
                             order_of_exhibit(first) !=
                                 order_of_exhibit(second));
        }
    }
}

static void the_wrong_one_is_never_rightly_accused(void **state)
{
    (void)state;
    accuse(1, 0, 1);
    assert_false(goal_reached(GOAL_ACCUSE, &world, 3));
    accuse(NO_GENERAL, 0, 0); /* with the proof in its tent */
    assert_false(goal_reached(GOAL_ACCUSE, &world, 3));
    assert_false(goal_reached(GOAL_ACCUSE, &world, NO_GENERAL));
}

/* Two fifths of the power, one confirmation, and many seeds. */
static unsigned times_reached(enum goal goal, enum strategy strategy)
{
    unsigned times = 0;

    for (uint64_t seed = 0; seed < 30; seed++) {
        struct setup setup;
        setup_default(&setup, RULE_WORK, 5);
        setup.traitors = 0x18;
        setup.confirmations = 1;
        setup.seed = seed;
        play(setup, strategy);
        times += reached(goal) ? 1 : 0;
    }
    return times;
}

static void a_confirmed_order_is_undone_by_a_secret_chain_only(void **state)
{
    (void)state;
    assert_in_range(times_reached(GOAL_UNDO, STRATEGY_WITHHOLD), 8, 25);
    assert_in_range(times_reached(GOAL_UNDO, STRATEGY_LOYAL), 0, 1);
    play(sieges_setup(RULE_ORAL, 3, 1, 1U << 2), STRATEGY_OPPOSITE);
    assert_false(reached(GOAL_UNDO));
    assert_false(reached(GOAL_SHARE));
}

/* No block is ever owned by who finds none, and all by who finds all. */
static void the_share_is_of_the_first_loyal_generals_chain(void **state)
{
    struct setup setup;
    (void)state;

    setup_default(&setup, RULE_WORK, 3);
    setup.traitors = 1;
    setup.power[0] = 0;
    setup.tries = 2000;
    play(setup, STRATEGY_LOYAL);
    assert_false(reached(GOAL_SHARE));
    setup.power[0] = 200;
    setup.power[1] = 1;
    setup.power[2] = 0;
    play(setup, STRATEGY_LOYAL);
    assert_true(reached(GOAL_SHARE) ==
                (work_share(&world, 1) * UINT64_C(201) > UINT64_C(200) * PPM));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_goal_is_found_by_its_id),
        cmocka_unit_test(a_loyal_army_holds_and_the_city_falls),
        cmocka_unit_test(an_order_to_retreat_holds_while_the_city_stands),
        cmocka_unit_test(a_lying_lieutenant_of_three_makes_one_disobey),
        cmocka_unit_test(nobody_can_disobey_a_traitor),
        cmocka_unit_test(a_common_disobedience_does_not_hold),
        cmocka_unit_test(two_seals_convict_the_commander),
        cmocka_unit_test(the_wrong_one_is_never_rightly_accused),
        cmocka_unit_test(a_confirmed_order_is_undone_by_a_secret_chain_only),
        cmocka_unit_test(the_share_is_of_the_first_loyal_generals_chain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
