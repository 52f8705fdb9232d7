/* Two generals against THEORY.md: exact chances by trying every fate of every
 * messenger, and what the city can do with so many scouts. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../support/sieges.h"
#include "solve/plans.h"

enum { RETREAT = 0, ATTACK = 1, DEPTH = 64 };

/* k confirmations, r messengers, p in a million. */
static struct setup hill(unsigned k, unsigned r, uint32_t capture)
{
    struct setup setup;

    setup_default(&setup, RULE_ACKS, 2);
    setup.confirmations = (uint8_t)k;
    setup.messengers = (uint8_t)r;
    setup.capture = capture;
    return setup;
}

/* ---- Chances --------------------------------------------------------------
 */

struct chances {
    double both, alone, none;
};

static struct world stack[DEPTH];

static void assert_near(double found, double right)
{
    if (!(fabs(found - right) <= 1e-12)) {
        fail_msg("%.15f is not %.15f", found, right);
    }
}

/* Add what can still come of stack[level], which has this weight. */
static void add_chances(struct chances *out, unsigned level, double weight)
{
    struct world *world = &stack[level];
    struct decision asked;
    struct option option;

    for (game_ask(world, &asked); asked.chooser == CHOOSER_GENERAL;
         game_ask(world, &asked)) {
        sieges_apply(world, (struct action){.cursor = asked.cursor});
    }
    if (asked.chooser == CHOOSER_NOBODY) {
        unsigned attack = (world->decided[0] == ATTACK) +
                          (unsigned)(world->decided[1] == ATTACK);
        *(attack == 2   ? &out->both
          : attack == 1 ? &out->alone
                        : &out->none) += weight;
        return;
    }
    assert_int_equal(asked.chooser, CHOOSER_CHANCE);
    assert_true(level + 1 < DEPTH);
    for (uint32_t i = 0; i < asked.options; i++) {
        world_copy(&stack[level + 1], world);
        assert_int_equal(game_option(world, i, &option), STATUS_OK);
        sieges_apply(&stack[level + 1],
                     (struct action){.cursor = asked.cursor, .answer = i});
        add_chances(out, level + 1, weight * (double)option.weight / PPM);
    }
}

static void check_chances(unsigned k, unsigned r, uint32_t capture)
{
    struct chances found = {.both = 0};
    struct setup setup = hill(k, r, capture);
    double s = 1 - pow((double)capture / PPM, r);

    sieges_start(&stack[0], &setup);
    add_chances(&found, 0, 1);
    assert_near(found.both, pow(s, k + 1));
    assert_near(found.alone, (1 - s) * pow(s, k));
    assert_near(found.none, 1 - pow(s, k));
}

static void both_alone_and_none_have_the_chances_of_the_formulas(void **state)
{
    static const uint32_t captures[] = {0, 1, 100000, 300000, 777777, PPM};
    (void)state;

    for (unsigned c = 0; c < sizeof captures / sizeof *captures; c++) {
        for (unsigned r = 1; r <= 3; r++) {
            for (unsigned k = 0; (k + 1) * r <= 12; k++) {
                check_chances(k, r, captures[c]);
            }
        }
        check_chances(1, 6, captures[c]);
    }
}

static void
two_confirmations_at_three_tenths_give_the_known_values(void **state)
{
    struct chances found = {.both = 0};
    struct setup setup = hill(2, 1, 300000);
    (void)state;

    sieges_start(&stack[0], &setup);
    add_chances(&found, 0, 1);
    assert_near(found.both, 0.343);
    assert_near(found.alone, 0.147);
    assert_near(found.none, 0.51);
}

static void a_commander_who_asks_for_fewer_gets_fewer(void **state)
{
    (void)state;
    for (unsigned wanted = 0; wanted <= 5; wanted++) {
        struct chances found = {.both = 0};
        struct setup setup = hill(5, 1, 300000);
        struct decision asked;
        struct option option;
        sieges_start(&stack[0], &setup);
        game_ask(&stack[0], &asked);
        assert_int_equal(asked.kind, DECISION_DEMAND);
        assert_int_equal(asked.options, 6);
        assert_int_equal(game_option(&stack[0], 5 - wanted, &option),
                         STATUS_OK);
        assert_int_equal(option.count, wanted);
        sieges_apply(&stack[0], (struct action){.cursor = asked.cursor,
                                                .answer = 5 - wanted});
        add_chances(&found, 0, 1);
        assert_near(found.both, pow(0.7, wanted + 1));
        assert_near(found.alone, 0.3 * pow(0.7, wanted));
    }
}

static void the_clock_does_not_tell_how_many_were_asked_for(void **state)
{
    static struct world world;
    (void)state;

    for (unsigned wanted = 0; wanted <= 5; wanted++) {
        struct setup setup = hill(5, 1, 0);
        struct decision asked;
        sieges_start(&world, &setup);
        game_ask(&world, &asked);
        sieges_apply(&world, (struct action){.cursor = asked.cursor,
                                             .answer = 5 - wanted});
        assert_int_equal(world.stage, STAGE_DECIDE);
        assert_int_equal(world.clock, 6 * 60);
        assert_int_equal(world.sent, wanted + 1);
    }
}

/* ---- The city -------------------------------------------------------------
 */

static struct plans_result city_plans(unsigned k, unsigned r, unsigned budget)
{
    struct plans_room room = {.stack = calloc(DEPTH, sizeof *room.stack),
                              .depth = DEPTH,
                              .limit = 10000000};
    struct puzzle puzzle = {.setup = hill(k, r, 0),
                            .goal = GOAL_SPLIT,
                            .chooser = CHOOSER_CITY,
                            .player = NO_GENERAL};
    struct plans_result result;

    puzzle.setup.budget = (uint8_t)budget;
    puzzle.setup.watched[0] = 2;
    puzzle.setup.watched[1] = 1;
    assert_non_null(room.stack);
    assert_int_equal(plans_try_all(&result, &puzzle, &room, NULL), STATUS_OK);
    assert_true(result.exhausted);
    free(room.stack);
    return result;
}

static void the_city_splits_them_iff_it_can_take_all_of_one_leg(void **state)
{
    (void)state;
    for (unsigned k = 0; k <= 3; k++) {
        for (unsigned r = 1; r <= 3; r++) {
            for (unsigned budget = 1; budget <= 4; budget++) {
                struct plans_result result = city_plans(k, r, budget);
                assert_int_equal(result.possible,
                                 budget >= r ? POSSIBLE : IMPOSSIBLE);
                assert_int_equal(result.fewest, budget >= r ? r : UINT32_MAX);
            }
        }
    }
}

static void only_the_last_leg_leaves_one_general_alone(void **state)
{
    (void)state;
    /* With so many scouts as messengers there is one plan: all of the last. */
    assert_int_equal(city_plans(3, 2, 2).reaching, 1);
    assert_int_equal(city_plans(4, 1, 1).reaching, 1);
    assert_int_equal(city_plans(0, 3, 3).reaching, 1);
}

/* ---- Letters --------------------------------------------------------------
 */

static void
nobody_rides_when_retreat_is_ordered_and_the_clock_is_the_same(void **state)
{
    static struct world attack, retreat;
    struct agents honest = {.seed = 1};
    struct setup setup = hill(3, 2, 0);
    (void)state;

    sieges_start(&attack, &setup);
    setup.order = RETREAT;
    sieges_start(&retreat, &setup);
    sieges_play(&attack, &honest);
    sieges_play(&retreat, &honest);
    assert_int_equal(attack.sent, 8);
    assert_int_equal(retreat.sent, 0);
    for (unsigned r = 1; r <= 4; r++) {
        assert_int_equal(attack.round_start[r], retreat.round_start[r]);
    }
    assert_int_equal(retreat.decided[0], RETREAT);
    assert_int_equal(retreat.decided[1], RETREAT);
}

static void who_got_nothing_cannot_tell_capture_from_retreat(void **state)
{
    static struct world lost, retreat;
    static uint8_t one[4096], two[4096];
    struct agents honest = {.seed = 1};
    struct setup setup = hill(2, 2, PPM);
    size_t length;
    (void)state;

    sieges_start(&lost, &setup);
    setup.order = RETREAT;
    sieges_start(&retreat, &setup);
    sieges_play(&lost, &honest);
    sieges_play(&retreat, &honest);
    lost.clock = retreat.clock; /* the battle's hour is not his to see yet */
    length = game_view_key(&lost, 1, one, sizeof one);
    assert_int_equal(game_view_key(&retreat, 1, two, sizeof two), length);
    assert_memory_equal(one, two, length);
    assert_true(game_view_key(&lost, 0, one, sizeof one) <= sizeof one);
    assert_true(game_view_key(&retreat, 0, two, sizeof two) <= sizeof two);
    assert_memory_not_equal(one, two, length);
}

static void letters_say_leg_and_demand(void **state)
{
    static struct world world;
    struct agents honest = {.seed = 1};
    struct setup setup = hill(2, 3, 0);
    (void)state;

    setup.commander = 1;
    sieges_start(&world, &setup);
    sieges_play(&world, &honest);
    assert_int_equal(game_letters(&world), 9);
    for (uint32_t i = 0; i < 9; i++) {
        struct letter letter;
        game_letter(&world, i, &letter);
        assert_int_equal(letter.phase, i / 3);
        assert_int_equal(letter.round, i / 3 + 1);
        assert_int_equal(letter.from, i / 3 % 2 == 0 ? 1 : 0);
        assert_int_equal(letter.claim, 2);
        assert_int_equal(letter.order, ATTACK);
        assert_int_equal(letter.state, LETTER_ARRIVED);
        assert_int_equal(letter.sent, 60 * (i / 3));
    }
}

static void sixty_four_confirmations_of_thirty_two_messengers_fit(void **state)
{
    static struct world world;
    struct agents honest = {.seed = 1};
    struct setup setup = hill(64, 32, 1000);
    (void)state;

    sieges_start(&world, &setup);
    sieges_play(&world, &honest);
    assert_int_equal(game_letters(&world), 65 * 32);
    assert_int_equal(world.decided[0], ATTACK);
    assert_int_equal(world.decided[1], ATTACK);
    assert_true(world_write(&world, NULL, 0) > 0);
}

static void reasons_count_the_legs(void **state)
{
    static struct world world;
    struct reason reason;
    struct setup setup = hill(2, 1, 0);
    struct agents honest = {.seed = 1};
    struct decision asked;
    (void)state;

    sieges_start(&world, &setup);
    assert_int_equal(rules_get(RULE_ACKS)->explain(&world, 0, &reason, 1), 0);
    sieges_play(&world, &honest);
    assert_int_equal(rules_get(RULE_ACKS)->explain(&world, 0, &reason, 1), 1);
    assert_int_equal(reason.kind, REASON_LEGS);
    assert_int_equal(reason.of, 1);
    assert_int_equal(rules_get(RULE_ACKS)->explain(&world, 1, &reason, 1), 1);
    assert_int_equal(reason.kind, REASON_LEGS);
    assert_int_equal(reason.of, 2);
    setup.budget = 1;
    setup.watched[0] = 2;
    sieges_start(&world, &setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        bool last = asked.chooser == CHOOSER_CITY && asked.round == 3;
        sieges_apply(&world,
                     (struct action){.cursor = asked.cursor, .answer = last});
    }
    assert_int_equal(rules_get(RULE_ACKS)->explain(&world, 1, &reason, 1), 1);
    assert_int_equal(reason.kind, REASON_LACKS);
    assert_int_equal(reason.count, 1);
    assert_int_equal(reason.of, 2);
    assert_int_equal(world.decided[0], ATTACK);
    assert_int_equal(world.decided[1], RETREAT);
}

/* ---- What is refused ------------------------------------------------------
 */

static void refuse(const struct setup *setup, const char *says)
{
    static struct world world;
    struct diag why = {.line = 0};

    assert_int_equal(game_start(&world, setup, NULL, &why), STATUS_SETUP);
    if (strstr(why.text, says) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", why.text, says);
    }
}

static void setups_that_are_no_two_generals_are_refused(void **state)
{
    struct setup setup;
    (void)state;

    setup_default(&setup, RULE_ACKS, 3);
    refuse(&setup, "two generals take part in \"acks\", not 3");
    setup = hill(2, 0, 0);
    refuse(&setup, "1 to 32 can ride");
    setup = hill(2, 33, 0);
    refuse(&setup, "1 to 32 can ride");
    setup = hill(65, 1, 0);
    refuse(&setup, "0 to 64 can be asked for");
    setup = hill(2, 1, 0);
    setup.traitors = 2;
    refuse(&setup, "leave the traitors out");
    setup = hill(2, 1, 0);
    setup.road[1][0] = 0;
    refuse(&setup, "a road from each general to the other");
}

static void a_promise_needs_messengers_who_cannot_fail(void **state)
{
    struct setup setup = hill(2, 1, 0);
    (void)state;

    assert_true(rules_get(RULE_ACKS)->promised(&setup));
    setup.capture = 1;
    assert_false(rules_get(RULE_ACKS)->promised(&setup));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_alone_and_none_have_the_chances_of_the_formulas),
        cmocka_unit_test(
            two_confirmations_at_three_tenths_give_the_known_values),
        cmocka_unit_test(a_commander_who_asks_for_fewer_gets_fewer),
        cmocka_unit_test(the_clock_does_not_tell_how_many_were_asked_for),
        cmocka_unit_test(the_city_splits_them_iff_it_can_take_all_of_one_leg),
        cmocka_unit_test(only_the_last_leg_leaves_one_general_alone),
        cmocka_unit_test(
            nobody_rides_when_retreat_is_ordered_and_the_clock_is_the_same),
        cmocka_unit_test(who_got_nothing_cannot_tell_capture_from_retreat),
        cmocka_unit_test(letters_say_leg_and_demand),
        cmocka_unit_test(sixty_four_confirmations_of_thirty_two_messengers_fit),
        cmocka_unit_test(reasons_count_the_legs),
        cmocka_unit_test(setups_that_are_no_two_generals_are_refused),
        cmocka_unit_test(a_promise_needs_messengers_who_cannot_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
