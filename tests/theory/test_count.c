/* Exact counts: THEORY's values, plain enumeration wherever that finishes, and
 * numbers that nobody can enumerate. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "rules/rules.h"
#include "support/searching.h"
#include "support/sieges.h"
#include "support/trying.h"

static void has(struct setup setup, const char *count)
{
    assert_string_equal(searching_count(&setup, BREAKS_ANY), count);
}

static void the_values_of_the_theory_come_out(void **state)
{
    struct setup setup;
    (void)state;
    has(sieges_setup(RULE_ORAL, 3, 1, 2), "2/1");
    has(sieges_setup(RULE_ORAL, 3, 1, 1), "4/0");
    has(sieges_setup(RULE_ORAL, 4, 1, 3), "32/8");
    has(sieges_setup(RULE_SIGNED, 3, 0, 1), "16/6");
    has(sieges_setup(RULE_SIGNED, 4, 0, 1), "64/36");
    has(sieges_setup(RULE_SIGNED, 4, 1, 3), "256/30");
    setup = sieges_setup(RULE_PBFT, 4, 0, 1);
    setup.confirmations = 0;
    has(setup, "1728/0");
    setup.traitors = 3;
    has(setup, "36864/128");
}

static void om_2_of_six_has_4294967296_plans_and_2165510400_break(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 6, 2, 6);
    (void)state;
    has(setup, "4294967296/2165510400");
    assert_string_equal(searching_count(&setup, BREAKS_IC1),
                        "4294967296/2165510400");
    assert_string_equal(searching_count(&setup, BREAKS_IC2),
                        "4294967296/2165510400");
    setup.order = 0;
    has(setup, "4294967296/0");
    has(sieges_setup(RULE_ORAL, 6, 2, 3), "2097152/0");
}

/* Where no walk gets: all letters are written once, as far as they can be told
 * apart, and the breaking ones were counted by another way to cut them. */
static void larger_trees_are_counted(void **state)
{
    char plans[128], want[512];
    mpz_t power;
    (void)state;
    has(sieges_setup(RULE_ORAL, 5, 2, 6), "262144/142336");
    has(sieges_setup(RULE_ORAL, 5, 1, 0xe), "512/256");
    has(sieges_setup(RULE_ORAL, 6, 1, 7), "8192/3456");
    has(sieges_setup(RULE_ORAL, 7, 3, 7),
        "95780971304118053647396689196894323976171195136475136/"
        "18601066598835743531612939060998221440000084586528768");
    has(sieges_setup(RULE_ORAL, 7, 3, 0xe),
        "578960446186580977117854925043439539266349923328202820197287"
        "92003956564819968/553620785382730822119951345785764689154170"
        "13811255443824738336982891038244864");
    /* Three lieutenants of ten write 8 + 8 * 7 + 8 * 7 * 6 letters each in the
     * rounds 2 to 4, each either of two orders: 2^(3 * 400). */
    mpz_init_set_ui(power, 1);
    mpz_mul_2exp(power, power, 3 * (8 + 8 * 7 + 8 * 7 * 6));
    (void)gmp_snprintf(want, sizeof want, "%Zd/0", power);
    has(sieges_setup(RULE_ORAL, 10, 3, 0xe), want);
    /* No world holds this one: 11 + 11 * 10 + .. letters of one traitor. */
    mpz_set_ui(power, 1);
    mpz_mul_2exp(power, power, 11 + 110 + 990 + 7920);
    (void)gmp_snprintf(want, sizeof want, "%Zd", power);
    struct setup vast = sieges_setup(RULE_ORAL, 13, 4, 2);
    assert_memory_equal(searching_count(&vast, BREAKS_ANY), want, 300);
    /* With three orders 3 to the letters; OM(1) of five, two lieutenants. */
    mpz_ui_pow_ui(power, 3, 2 * 3);
    (void)gmp_snprintf(plans, sizeof plans, "%Zd", power);
    struct setup setup = sieges_setup(RULE_ORAL, 5, 1, 6);
    sieges_orders(&setup, 3);
    assert_memory_equal(searching_count(&setup, BREAKS_ANY), plans,
                        strlen(plans));
    mpz_clear(power);
}

/* One order for each letter that a traitor writes. */
static void om_2_of_seven_has_two_to_the_letters_and_none_breaks(void **state)
{
    (void)state;
    for (unsigned set = 0; set < 1U << 7; set++) {
        struct setup setup = sieges_setup(RULE_ORAL, 7, 2, set);
        if (set_count(set) == 2) {
            has(setup, (set & 1) != 0 ? "2147483648/0" : "1125899906842624/0");
        }
    }
}

static void enumeration_agrees(const struct setup *setup, unsigned *compared)
{
    struct plans_room room = trying_room(70000);
    struct plans_count count;
    char text[64];
    for (unsigned breaks = BREAKS_IC1; breaks <= BREAKS_ANY; breaks++) {
        assert_int_equal(plans_count(&count, setup, &room, NULL), STATUS_OK);
        if (!count.exhausted) {
            return;
        }
        (void)snprintf(
            text, sizeof text, "%llu/%llu", (unsigned long long)count.plans,
            (unsigned long long)(breaks == BREAKS_IC1   ? count.agreement
                                 : breaks == BREAKS_IC2 ? count.validity
                                                        : count.either));
        assert_string_equal(searching_count(setup, breaks), text);
        ++*compared;
    }
}

/* Every placement, either order, every commander. */
static void compare_all(enum rule_id rule, unsigned n, unsigned m,
                        unsigned orders, unsigned *compared)
{
    for (unsigned set = 0; set < 1U << n; set++) {
        struct setup setup = sieges_setup(rule, n, m, set);
        sieges_orders(&setup, orders);
        setup.commander = (uint8_t)(set % 3 == 2 ? n - 1 : 0);
        setup.order = (uint8_t)(set % orders);
        if (rule == RULE_PBFT) {
            setup.commander = 0;
            setup.confirmations = 0;
        }
        enumeration_agrees(&setup, compared);
    }
}

static void oral_counts_are_those_of_enumeration(void **state)
{
    unsigned compared = 0;
    (void)state;
    for (unsigned m = 0; m <= 2; m++) {
        compare_all(RULE_ORAL, 2, m, 2, &compared);
        compare_all(RULE_ORAL, 3, m, 2, &compared);
        compare_all(RULE_ORAL, 4, m, 2, &compared);
    }
    compare_all(RULE_ORAL, 5, 1, 2, &compared);
    compare_all(RULE_ORAL, 3, 1, 3, &compared);
    compare_all(RULE_ORAL, 4, 1, 3, &compared);
    compare_all(RULE_ORAL, 3, 1, 4, &compared);
    assert_true(compared > 200);
}

static void signed_counts_are_those_of_enumeration(void **state)
{
    unsigned compared = 0;
    (void)state;
    for (unsigned m = 0; m <= 2; m++) {
        compare_all(RULE_SIGNED, 3, m, 2, &compared);
        compare_all(RULE_SIGNED, 4, m, 2, &compared);
        compare_all(RULE_SIGNED, 3, m, 3, &compared);
    }
    assert_true(compared > 150);
}

static void chain_and_view_counts_are_those_of_enumeration(void **state)
{
    unsigned compared = 0;
    (void)state;
    for (unsigned n = 2; n <= 5; n++) {
        compare_all(RULE_RELAY, n, 0, 2 + n % 2, &compared);
    }
    compare_all(RULE_PBFT, 4, 0, 2, &compared);
    assert_true(compared > 150);
}

/* Where roads are missing the structure is another one: all is visited. */
static void missing_roads_are_enumerated(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 3);
    unsigned compared = 0;
    (void)state;
    setup.road[0][2] = 0;
    enumeration_agrees(&setup, &compared);
    assert_int_equal(compared, 3);
    has(setup, "16/4");
}

static bool no_time(void *context, uint64_t states)
{
    (void)context;
    return states == 0;
}

static void a_count_that_is_stopped_is_none(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 6, 3, 7);
    struct count_room room = searching_count_room();
    mpz_t plans, breaking;
    (void)state;
    mpz_inits(plans, breaking, NULL);
    room.tick = no_time;
    assert_int_equal(
        count_plans(plans, breaking, &setup, BREAKS_ANY, &room, NULL),
        STATUS_LIMIT);
    mpz_clears(plans, breaking, NULL);
}

static void what_cannot_be_counted_is_said_so(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 16, 1, 1);
    sieges_orders(&setup, 8);
    struct count_room room = searching_count_room();
    struct diag why = {.line = 0};
    mpz_t plans, breaking;
    (void)state;
    mpz_inits(plans, breaking, NULL);
    assert_int_equal(
        count_plans(plans, breaking, &setup, BREAKS_ANY, &room, &why),
        STATUS_LIMIT);
    assert_int_not_equal(why.text[0], '\0');
    setup = sieges_setup(RULE_ORAL, 12, 1, 3); /* room for all but the last */
    sieges_orders(&setup, 6);
    assert_int_equal(
        count_plans(plans, breaking, &setup, BREAKS_ANY, &room, &why),
        STATUS_LIMIT);
    setup = sieges_setup(RULE_WORK, 4, 0, 2);
    assert_int_equal(
        count_plans(plans, breaking, &setup, BREAKS_ANY, &room, &why),
        STATUS_SETUP);
    mpz_clears(plans, breaking, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_values_of_the_theory_come_out),
        cmocka_unit_test(om_2_of_six_has_4294967296_plans_and_2165510400_break),
        cmocka_unit_test(om_2_of_seven_has_two_to_the_letters_and_none_breaks),
        cmocka_unit_test(larger_trees_are_counted),
        cmocka_unit_test(oral_counts_are_those_of_enumeration),
        cmocka_unit_test(signed_counts_are_those_of_enumeration),
        cmocka_unit_test(chain_and_view_counts_are_those_of_enumeration),
        cmocka_unit_test(missing_roads_are_enumerated),
        cmocka_unit_test(a_count_that_is_stopped_is_none),
        cmocka_unit_test(what_cannot_be_counted_is_said_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
