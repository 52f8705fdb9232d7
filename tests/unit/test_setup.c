/* What is settled before a siege, and what no rule can begin with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/setup.h"

static void the_default_siege_is_as_its_header_says(void **state)
{
    (void)state;
    struct setup setup;
    setup_default(&setup, RULE_ORAL, 4);
    assert_int_equal(setup.start, 3 * 1440 + 360);
    assert_int_equal(setup.start + setup.order_minute[1], 4 * 1440 + 13 * 60);
    assert_string_equal(setup.order_id[0], "retreat");
    assert_string_equal(setup.order_id[1], "attack");
    assert_int_equal(setup.order, 1);
    assert_int_equal(setup.quorum, 3);
    assert_int_equal(setup.depth, 1);
    assert_int_equal(setup.seed, 1);
    assert_int_equal(setup.commander, 0);
    assert_int_equal(setup_traitors(&setup), 0);
    assert_false(setup_can_capture(&setup));
    assert_true(setup_roads_complete(&setup));
}

static void every_default_of_every_rule_passes_the_check(void **state)
{
    (void)state;
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        for (unsigned n = 1; n <= GENERALS_MAX; n++) {
            struct setup setup;
            setup_default(&setup, (enum rule_id)rule, n);
            assert_int_equal(setup_check(&setup, NULL), STATUS_OK);
        }
    }
}

/* Break one thing of a good setup. */
static void out_of_range_rule(struct setup *s)
{
    s->rule = RULE_COUNT;
}
static void no_generals(struct setup *s)
{
    s->generals = 0;
}
static void too_many_generals(struct setup *s)
{
    s->generals = GENERALS_MAX + 1;
}
static void too_deep(struct setup *s)
{
    s->depth = DEPTH_MAX + 1;
}
static void more_than_certain(struct setup *s)
{
    s->capture = PPM + 1;
}
static void no_such_commander(struct setup *s)
{
    s->commander = 4;
}
static void no_such_traitor(struct setup *s)
{
    s->traitors = 1u << 4;
}
static void no_such_accuser(struct setup *s)
{
    s->accusers = 1u << 15;
}
static void endless_road(struct setup *s)
{
    s->road[1][2] = MINUTES_MAX + 1;
}
static void road_home(struct setup *s)
{
    s->road[2][2] = 5;
}
static void scouts_on_no_road(struct setup *s)
{
    s->watched[1] = 1u << 4;
}
static void retreat_at_an_hour(struct setup *s)
{
    s->order_minute[ORDER_RETREAT] = 1;
}
static void one_order(struct setup *s)
{
    s->orders = 1;
}
static void too_many_orders(struct setup *s)
{
    s->orders = ORDERS_MAX + 1;
}
static void empty_id(struct setup *s)
{
    s->order_id[1][0] = '\0';
}
static void endless_id(struct setup *s)
{
    memset(s->order_id[1], 'a', ORDER_ID_MAX);
}
static void capital_id(struct setup *s)
{
    s->order_id[1][0] = 'A';
}
static void same_id(struct setup *s)
{
    memcpy(s->order_id[1], s->order_id[0], ORDER_ID_MAX);
}
static void no_such_order(struct setup *s)
{
    s->order = 2;
}

static void each_fault_is_refused_with_a_sentence(void **state)
{
    (void)state;
    static void (*const faults[])(struct setup *) = {
        out_of_range_rule, no_generals,       too_many_generals,
        too_deep,          more_than_certain, no_such_commander,
        no_such_traitor,   no_such_accuser,   endless_road,
        one_order,         too_many_orders,   empty_id,
        endless_id,        capital_id,        same_id,
        no_such_order,     road_home,         scouts_on_no_road,
        retreat_at_an_hour};
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct setup setup;
        struct diag why = {.line = 0};
        setup_default(&setup, RULE_ORAL, 4);
        faults[i](&setup);
        assert_int_equal(setup_check(&setup, &why), STATUS_SETUP);
        assert_true(strlen(why.text) > 10);
    }
}

static void traitors_are_counted_among_the_generals(void **state)
{
    (void)state;
    struct setup setup;
    setup_default(&setup, RULE_SIGNED, 16);
    setup.traitors = 0x8005;
    assert_int_equal(setup_traitors(&setup), 3);
    assert_true(setup_is_traitor(&setup, 15));
    assert_false(setup_is_traitor(&setup, 1));
}

static void the_city_captures_only_where_it_watches_and_can_pay(void **state)
{
    (void)state;
    struct setup setup;
    setup_default(&setup, RULE_ORAL, 4);
    setup.budget = 1;
    assert_false(setup_can_capture(&setup));
    setup.watched[2] = 1;
    assert_true(setup_can_capture(&setup));
    setup.budget = 0;
    assert_false(setup_can_capture(&setup));
    setup.capture = 1;
    assert_true(setup_can_capture(&setup));
}

static void one_missing_road_is_noticed(void **state)
{
    (void)state;
    struct setup setup;
    setup_default(&setup, RULE_ORAL, 5);
    setup.road[4][1] = 0;
    assert_false(setup_roads_complete(&setup));
}

static void orders_are_found_by_their_whole_id(void **state)
{
    (void)state;
    struct setup setup;
    setup_default(&setup, RULE_ORAL, 4);
    assert_int_equal(setup_find_order(&setup, "attack"), 1);
    assert_int_equal(setup_find_order(&setup, "retreat"), 0);
    assert_int_equal(setup_find_order(&setup, "att"), ORDER_NONE);
    assert_int_equal(setup_find_order(&setup, "attacks"), ORDER_NONE);
    assert_int_equal(setup_find_order(&setup, ""), ORDER_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_siege_is_as_its_header_says),
        cmocka_unit_test(every_default_of_every_rule_passes_the_check),
        cmocka_unit_test(each_fault_is_refused_with_a_sentence),
        cmocka_unit_test(traitors_are_counted_among_the_generals),
        cmocka_unit_test(the_city_captures_only_where_it_watches_and_can_pay),
        cmocka_unit_test(one_missing_road_is_noticed),
        cmocka_unit_test(orders_are_found_by_their_whole_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
