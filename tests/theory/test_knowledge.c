/* Who knows that who knows, against THEORY.md: after j deliveries E^j and no
 * more; common knowledge with a messenger who cannot fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../support/sieges.h"
#include "session/knowledge_room.h"

enum { DEPTH = 200, SEEN = 1 << 15, POINTS = 1 << 13, GROUPS = 1 << 15 };

static struct knowledge_room room;

static int open_room(void **state)
{
    static const struct knowledge_size size = {
        .depth = DEPTH, .seen = SEEN, .points = POINTS, .groups = GROUPS};

    (void)state;
    return knowledge_room_open(&room, &size) ? 0 : -1;
}

static int close_room(void **state)
{
    (void)state;
    knowledge_room_close(&room);
    return 0;
}

/* `deliveries` legs of r messengers. */
static struct setup hill(unsigned deliveries, unsigned r)
{
    struct setup setup;

    setup_default(&setup, RULE_ACKS, 2);
    setup.confirmations = (uint8_t)(deliveries - 1);
    setup.messengers = (uint8_t)r;
    return setup;
}

static void watch(struct setup *setup, unsigned budget)
{
    setup->budget = (uint8_t)budget;
    setup->watched[0] = 2;
    setup->watched[1] = 1;
}

static struct knowledge_depth depth_at(const struct setup *setup,
                                       uint32_t minute)
{
    struct knowledge_query query = {
        .setup = *setup, .minute = minute, .demanded = setup->confirmations};
    struct knowledge_depth depth = {.depth = 99};

    assert_int_equal(knowledge_depth(&depth, &query, &room, NULL), STATUS_OK);
    return depth;
}

/* After j deliveries exactly E^j, never common. */
static void check_ladder(const struct setup *setup)
{
    struct knowledge_steps steps;
    static struct world scratch;

    assert_int_equal(knowledge_steps(&steps, setup, &scratch, NULL), STATUS_OK);
    assert_int_equal(steps.count, setup->confirmations + 2u);
    for (unsigned j = 0; j < steps.count; j++) {
        struct knowledge_depth depth = depth_at(setup, steps.minute[j]);
        assert_false(depth.common);
        assert_int_equal(depth.depth, j);
    }
}

static void after_j_deliveries_everyone_knows_j_times_and_no_more(void **state)
{
    (void)state;
    for (unsigned deliveries = 1; deliveries <= 6; deliveries++) {
        for (unsigned r = 1; r <= 3; r++) {
            struct setup setup = hill(deliveries, r);
            setup.capture = 200000;
            check_ladder(&setup);
        }
    }
}

static void chance_or_scouts_or_both_make_no_difference(void **state)
{
    struct setup setup = hill(4, 2);
    (void)state;

    watch(&setup, 2);
    check_ladder(&setup);
    watch(&setup, 3);
    check_ladder(&setup);
    setup.capture = 1;
    check_ladder(&setup);
    watch(&setup, 1); /* chance alone can take all */
    check_ladder(&setup);
    setup = hill(7, 1);
    watch(&setup, 1);
    check_ladder(&setup);
}

static void roads_numbers_and_other_orders_make_no_difference(void **state)
{
    struct setup setup = hill(5, 1);
    (void)state;

    setup.capture = 500000;
    setup.road[0][1] = 17;
    setup.road[1][0] = 301;
    check_ladder(&setup);
    setup.commander = 1;
    check_ladder(&setup);
    sieges_orders(&setup, 3);
    setup.order = 2;
    check_ladder(&setup);
    setup.order = 0; /* the steps are those of an attack all the same */
    check_ladder(&setup);
}

/* Not known at first, common from the first arrival on. */
static void check_common(const struct setup *setup)
{
    uint32_t arrival = setup->road[setup->commander][1 - setup->commander];

    assert_false(depth_at(setup, 0).common);
    assert_int_equal(depth_at(setup, 0).depth, 0);
    assert_false(depth_at(setup, arrival - 1).common);
    assert_int_equal(depth_at(setup, arrival - 1).depth, 0);
    assert_true(depth_at(setup, arrival).common);
    assert_true(depth_at(setup, 2 * arrival).common);
}

static void a_messenger_who_cannot_fail_gives_common_knowledge(void **state)
{
    (void)state;
    for (unsigned deliveries = 1; deliveries <= 4; deliveries++) {
        for (unsigned r = 1; r <= 3; r++) {
            struct setup setup = hill(deliveries, r);
            check_common(&setup);
            watch(&setup, r - 1); /* too few scouts for a leg */
            check_common(&setup);
            setup.road[0][1] = 90;
            check_common(&setup);
        }
    }
}

static void one_scout_more_and_it_is_gone(void **state)
{
    struct setup setup = hill(3, 3);
    (void)state;

    watch(&setup, 2);
    assert_true(depth_at(&setup, 60).common);
    watch(&setup, 3);
    assert_false(depth_at(&setup, 60).common);
    assert_int_equal(depth_at(&setup, 60).depth, 1);
}

/* If the road there is safe, what is lost on the way back costs nothing; if
 * only the way back is safe, the first confirmation ends all doubt. */
static void one_safe_road_is_enough_from_its_first_letter_on(void **state)
{
    struct setup setup = hill(3, 1);
    (void)state;

    setup.budget = 1;
    setup.watched[1] = 1;
    assert_true(depth_at(&setup, 60).common);
    setup.watched[1] = 0;
    setup.watched[0] = 2;
    assert_int_equal(depth_at(&setup, 60).depth, 1);
    assert_true(depth_at(&setup, 120).common);
}

static void when_all_are_captured_nobody_else_ever_knows(void **state)
{
    struct setup setup = hill(3, 2);
    struct knowledge_steps steps;
    static struct world scratch;
    (void)state;

    setup.capture = PPM;
    assert_int_equal(knowledge_steps(&steps, &setup, &scratch, NULL),
                     STATUS_OK);
    assert_int_equal(steps.count, 1);
    assert_int_equal(depth_at(&setup, 0).depth, 0);
    assert_int_equal(depth_at(&setup, 180).depth, 0);
}

static void other_synchronous_rules_are_understood(void **state)
{
    struct setup setup = sieges_setup(RULE_RELAY, 4, 1, 0);
    (void)state;

    assert_true(depth_at(&setup, 180).common);
    assert_int_equal(depth_at(&setup, 120).depth, 0);
    setup.capture = 100000;
    assert_int_equal(depth_at(&setup, 180).depth, 1);
    setup = sieges_setup(RULE_ORAL, 3, 1, 1U << 2);
    assert_true(depth_at(&setup, 60).common);
    setup = sieges_setup(RULE_ORAL, 3, 1, 1U << 0);
    assert_int_equal(depth_at(&setup, 120).depth, 0);
}

static void what_cannot_be_computed_is_told(void **state)
{
    struct knowledge_query query = {.minute = 1000, .demanded = 5};
    struct knowledge_depth depth;
    struct diag why = {.line = 0};
    (void)state;

    query.setup = hill(6, 12);
    query.setup.capture = 100000;
    assert_int_equal(knowledge_depth(&depth, &query, &room, &why), STATUS_FULL);
    assert_non_null(strstr(why.text, "too many runs"));
    setup_default(&query.setup, RULE_WORK, 3);
    assert_int_equal(knowledge_depth(&depth, &query, &room, &why),
                     STATUS_SETUP);
    assert_non_null(strstr(why.text, "\"work\" has none"));
}

/* ---- The ladder of one general --------------------------------------------
 */

static struct world world;

/* Play on with the city capturing leg `lost`, and the commander asking for
 * `demanded`. */
static void play(const struct setup *setup, unsigned demanded, unsigned lost)
{
    struct decision asked;

    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        struct action action = {.cursor = asked.cursor};
        if (asked.kind == DECISION_DEMAND) {
            action.answer = setup->confirmations - demanded;
        } else if (asked.kind == DECISION_CAPTURE) {
            action.answer = asked.round == lost + 1u;
        }
        sieges_apply(&world, action);
    }
}

static void expect(unsigned me, uint32_t minute, enum knowing knowing,
                   unsigned depth)
{
    struct knowledge_ladder ladder = {.knowing = 99};

    assert_int_equal(
        knowledge_ladder(&ladder, &world, me, 1 - me, minute, &room, NULL),
        STATUS_OK);
    assert_int_equal(ladder.knowing, knowing);
    if (knowing == KNOWING_SOME) {
        assert_int_equal(ladder.depth, depth);
    }
}

static void each_letter_lifts_its_receiver_by_two_rungs(void **state)
{
    struct setup setup = hill(4, 1);
    (void)state;

    setup.capture = 300000;
    play(&setup, 3, 9);
    expect(0, 0, KNOWING_SOME, 1); /* I know */
    expect(1, 0, KNOWING_NOTHING, 0);
    expect(1, 59, KNOWING_NOTHING, 0);
    expect(1, 60, KNOWING_SOME, 2); /* I know that he knows */
    expect(0, 60, KNOWING_SOME, 1);
    expect(0, 120, KNOWING_SOME, 3);
    expect(1, 120, KNOWING_SOME, 2);
    expect(1, 180, KNOWING_SOME, 4);
    expect(0, 240, KNOWING_SOME, 5);
    expect(1, 240, KNOWING_SOME, 4);
}

static void
a_ladder_is_the_same_whether_the_last_letter_was_lost_or_not(void **state)
{
    struct setup setup = hill(4, 1);
    (void)state;

    watch(&setup, 1);
    play(&setup, 3, 2);
    expect(0, 120, KNOWING_SOME, 3);
    expect(0, 180, KNOWING_SOME, 3); /* does not know whether it came */
    expect(1, 180, KNOWING_SOME, 2);
    play(&setup, 3, 0);
    expect(1, 240, KNOWING_NOTHING, 0);
    expect(0, 240, KNOWING_SOME, 1);
}

static void who_was_told_to_retreat_knows_that_there_is_no_attack(void **state)
{
    struct setup setup = hill(3, 1);
    (void)state;

    setup.order = 0;
    watch(&setup, 1);
    play(&setup, 2, 9);
    expect(0, 0, KNOWING_OFF, 0);
    expect(1, 60, KNOWING_NOTHING, 0); /* silence may be a captured letter */
    setup.budget = 0;
    play(&setup, 2, 9);
    expect(1, 59, KNOWING_NOTHING, 0);
    expect(1, 60, KNOWING_OFF, 0); /* silence speaks where none can fail */
}

static void the_ladder_has_no_end_with_a_messenger_who_cannot_fail(void **state)
{
    struct setup setup = hill(3, 2);
    (void)state;

    watch(&setup, 1);
    play(&setup, 0, 9);
    expect(0, 0, KNOWING_SOME, 1);
    expect(0, 60, KNOWING_COMMON, 0);
    expect(1, 60, KNOWING_COMMON, 0);
}

static void the_ladder_stands_before_the_commander_has_spoken(void **state)
{
    struct setup setup = hill(4, 1);
    (void)state;

    setup.capture = 300000;
    sieges_start(&world, &setup);
    expect(0, 0, KNOWING_SOME, 1);
    expect(1, 0, KNOWING_NOTHING, 0);
}

static void fewer_confirmations_that_were_asked_for_end_the_ladder(void **state)
{
    struct setup setup = hill(5, 1);
    (void)state;

    setup.capture = 100000;
    play(&setup, 1, 9);
    expect(0, 120, KNOWING_SOME, 3);
    expect(0, 300, KNOWING_SOME, 3);
    expect(1, 300, KNOWING_SOME, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(after_j_deliveries_everyone_knows_j_times_and_no_more),
        cmocka_unit_test(chance_or_scouts_or_both_make_no_difference),
        cmocka_unit_test(roads_numbers_and_other_orders_make_no_difference),
        cmocka_unit_test(a_messenger_who_cannot_fail_gives_common_knowledge),
        cmocka_unit_test(one_scout_more_and_it_is_gone),
        cmocka_unit_test(one_safe_road_is_enough_from_its_first_letter_on),
        cmocka_unit_test(when_all_are_captured_nobody_else_ever_knows),
        cmocka_unit_test(other_synchronous_rules_are_understood),
        cmocka_unit_test(what_cannot_be_computed_is_told),
        cmocka_unit_test(each_letter_lifts_its_receiver_by_two_rungs),
        cmocka_unit_test(
            a_ladder_is_the_same_whether_the_last_letter_was_lost_or_not),
        cmocka_unit_test(who_was_told_to_retreat_knows_that_there_is_no_attack),
        cmocka_unit_test(
            the_ladder_has_no_end_with_a_messenger_who_cannot_fail),
        cmocka_unit_test(the_ladder_stands_before_the_commander_has_spoken),
        cmocka_unit_test(
            fewer_confirmations_that_were_asked_for_end_the_ladder),
    };

    return cmocka_run_group_tests(tests, open_room, close_room);
}
