/* The chain against THEORY.md, and beside a bare evaluator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/sieges.h"
#include "../support/trying.h"

enum { RETREAT = 0, FRIDAY = 1, SATURDAY = 2 };
static struct world world;

static struct plans_count count_plans(const struct setup *setup)
{
    struct plans_count count = trying_count(setup);

    assert_true(count.exhausted);
    return count;
}

/* Six generals, orders Friday 13:00 and Saturday 13:00. */
static struct setup chain_of_six(unsigned traitors)
{
    struct setup setup = sieges_setup(RULE_RELAY, 6, 1, traitors);

    sieges_orders(&setup, 3);
    memcpy(setup.order_id[FRIDAY], "friday", sizeof "friday");
    memcpy(setup.order_id[SATURDAY], "saturday", sizeof "saturday");
    setup.order_minute[FRIDAY] = 31 * 60;
    setup.order_minute[SATURDAY] = 55 * 60;
    setup.order = FRIDAY;
    return setup;
}

/* Let every letter of a traitor say this order. */
static void traitors_say(const struct setup *setup, unsigned order)
{
    struct decision asked;

    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        struct action action = {.cursor = asked.cursor};
        struct option option = {.order = ORDER_NONE};
        while (asked.chooser == CHOOSER_TRAITOR) {
            assert_int_equal(
                game_option(&world, (uint32_t)action.answer, &option),
                STATUS_OK);
            if (option.order == order) {
                break;
            }
            action.answer++;
        }
        sieges_apply(&world, action);
    }
}

static void the_fourth_general_sends_half_of_the_army_on_saturday(void **state)
{
    struct setup setup = chain_of_six(1U << 3);
    struct verdict verdict;
    (void)state;

    traitors_say(&setup, SATURDAY);
    for (unsigned g = 0; g < 3; g++) {
        assert_int_equal(world.decided[g], FRIDAY);
    }
    assert_int_equal(world.decided[3], ORDER_NONE);
    assert_int_equal(world.decided[4], SATURDAY);
    assert_int_equal(world.decided[5], SATURDAY);
    game_judge(&world, &verdict);
    assert_false(verdict.agreement);
    assert_int_equal(verdict.validity, TRI_NO);
    assert_false(verdict.falls);
    assert_int_equal(verdict.attackers[FRIDAY], 3);
    assert_int_equal(verdict.attackers[SATURDAY], 2);
    assert_int_equal(verdict.lost, 5);
}

static void an_honest_fourth_general_lets_the_city_fall(void **state)
{
    struct setup setup = chain_of_six(1U << 3);
    struct verdict verdict;
    (void)state;

    traitors_say(&setup, FRIDAY);
    game_judge(&world, &verdict);
    assert_true(verdict.agreement);
    assert_true(verdict.falls);
    assert_int_equal(verdict.winning, FRIDAY);
}

static void one_traitor_breaks_every_chain_unless_it_is_last(void **state)
{
    (void)state;
    for (unsigned n = 2; n <= 8; n++) {
        for (unsigned traitor = 0; traitor < n; traitor++) {
            struct setup setup = sieges_setup(RULE_RELAY, n, 1, 1U << traitor);
            struct plans_count count = count_plans(&setup);
            bool last = traitor == n - 1;
            assert_int_equal(count.plans, last ? 1 : 2);
            /* A lying commander misleads all alike. */
            assert_int_equal(count.agreement, !last && traitor > 0);
            assert_int_equal(count.validity, !last && traitor > 0);
        }
    }
}

static void without_traitors_everybody_obeys(void **state)
{
    (void)state;
    for (unsigned n = 2; n <= GENERALS_MAX; n++) {
        for (unsigned order = 0; order < 3; order++) {
            struct setup setup = sieges_setup(RULE_RELAY, n, 1, 0);
            struct verdict verdict;
            sieges_orders(&setup, 3);
            setup.order = (uint8_t)order;
            setup.commander = (uint8_t)(n / 2);
            assert_true(rules_get(RULE_RELAY)->promised(&setup));
            sieges_start(&world, &setup);
            sieges_play(&world, &(struct agents){.seed = 0});
            game_judge(&world, &verdict);
            assert_int_equal(world.sent, n - 1);
            assert_true(verdict.agreement);
            assert_int_equal(verdict.validity, TRI_YES);
            assert_int_equal(verdict.falls, order > 0);
        }
    }
}

static void a_promise_is_never_broken_by_any_plan(void **state)
{
    (void)state;
    for (unsigned n = 2; n <= 6; n++) {
        for (unsigned set = 0; set < 1U << n; set++) {
            struct setup setup = sieges_setup(RULE_RELAY, n, 1, set);
            setup.commander = (uint8_t)(set % n);
            if (rules_get(RULE_RELAY)->promised(&setup)) {
                assert_int_equal(count_plans(&setup).either, 0);
            }
        }
    }
}

static void a_captured_messenger_turns_the_rest_of_the_chain_home(void **state)
{
    struct setup setup = chain_of_six(0);
    struct agents agents = {.city = STRATEGY_GREEDY};
    (void)state;

    setup.budget = 1;
    setup.watched[2] = 1U << 3;
    assert_false(rules_get(RULE_RELAY)->promised(&setup));
    sieges_start(&world, &setup);
    sieges_play(&world, &agents);
    for (unsigned g = 0; g < 6; g++) {
        assert_int_equal(world.decided[g], g < 3 ? FRIDAY : RETREAT);
    }
    assert_int_equal(world.captured, 1);
    assert_int_equal(world.budget, 0);
}

/* The chain, written down as the story tells it. A letter's fate follows from
 * its sender: what a traitor writes, and whether the messenger is taken. */
static unsigned fate_writes(const struct setup *setup, unsigned from,
                            uint64_t seed)
{
    return (unsigned)nature_below(seed, from, setup->orders + 1U);
}

static bool fate_takes(const struct setup *setup, unsigned from, uint64_t seed)
{
    return setup->capture > 0 && nature_below(seed + 1, from, 4) == 0;
}

static void tell_the_story(const struct setup *setup, uint64_t seed,
                           uint8_t heard[GENERALS_MAX])
{
    unsigned chain[GENERALS_MAX], length = 0;

    chain[length++] = setup->commander;
    for (unsigned g = 0; g < setup->generals; g++) {
        if (g != setup->commander) {
            chain[length++] = g;
        }
    }
    heard[setup->commander] = setup->order;
    for (unsigned i = 0; i + 1 < length; i++) {
        unsigned from = chain[i], to = chain[i + 1];
        unsigned says = heard[from];
        if (setup_is_traitor(setup, from)) {
            says = fate_writes(setup, from, seed);
        }
        if (says == setup->orders || setup->road[from][to] == 0 ||
            fate_takes(setup, from, seed)) {
            says = ORDER_RETREAT;
        }
        heard[to] = (uint8_t)says;
    }
}

static uint64_t fated_answer(const struct decision *asked, uint64_t seed)
{
    const struct setup *setup = &world.setup;
    unsigned writes = fate_writes(setup, asked->actor, seed);
    struct option option;

    if (asked->kind == DECISION_CAPTURE) {
        struct letter letter;
        game_letter(&world, asked->item, &letter);
        return fate_takes(setup, letter.from, seed);
    }
    if (asked->kind != DECISION_LETTER) {
        return 0;
    }
    for (uint32_t i = 0; i < asked->options; i++) {
        assert_int_equal(game_option(&world, i, &option), STATUS_OK);
        if (option.order == writes ||
            (option.kind == OPTION_SILENT && writes == setup->orders)) {
            return i;
        }
    }
    fail();
    return 0;
}

static void the_core_decides_as_the_story_tells(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 2000; seed++) {
        uint8_t heard[GENERALS_MAX];
        struct decision asked;
        struct setup setup;
        sieges_random_setup(&setup, RULE_RELAY, seed);
        setup.budget = 0;
        tell_the_story(&setup, seed, heard);
        sieges_start(&world, &setup);
        for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
             game_ask(&world, &asked)) {
            struct action action = {.cursor = asked.cursor};
            action.answer = fated_answer(&asked, seed);
            sieges_apply(&world, action);
        }
        for (unsigned g = 0; g < setup.generals; g++) {
            bool loyal = !setup_is_traitor(&setup, g);
            assert_int_equal(world.decided[g], loyal ? heard[g] : ORDER_NONE);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fourth_general_sends_half_of_the_army_on_saturday),
        cmocka_unit_test(an_honest_fourth_general_lets_the_city_fall),
        cmocka_unit_test(one_traitor_breaks_every_chain_unless_it_is_last),
        cmocka_unit_test(without_traitors_everybody_obeys),
        cmocka_unit_test(a_promise_is_never_broken_by_any_plan),
        cmocka_unit_test(a_captured_messenger_turns_the_rest_of_the_chain_home),
        cmocka_unit_test(the_core_decides_as_the_story_tells),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
