/* SM(m) against Lamport, Shostak and Pease 1982: letter counts, and every plan
 * of the traitors for small n. A plan is any set of the valid letters that
 * they can make (THEORY.md); forgeries are redundant answers and are tried
 * apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/rules.h"
#include "support/sieges.h"

enum { STACK = 64 };

struct tally {
    uint64_t plans, agreement, validity;
};

static struct world stack[STACK];

static void answer(struct world *world, const struct decision *asked,
                   uint64_t with)
{
    struct action action = {.cursor = asked->cursor, .answer = with};

    assert_int_equal(game_apply(world, action, NULL), STATUS_OK);
}

/* Run on to a traitor's question; everybody else does the duty. */
static bool run_to_traitor(struct world *world, struct decision *asked)
{
    for (;;) {
        game_ask(world, asked);
        if (asked->chooser == CHOOSER_TRAITOR) {
            return true;
        }
        if (asked->chooser == CHOOSER_NOBODY) {
            return false;
        }
        answer(world, asked, 0);
    }
}

static void count_plan(struct tally *tally, const struct world *world)
{
    struct verdict verdict;

    game_judge(world, &verdict);
    tally->plans++;
    tally->agreement += !verdict.agreement;
    tally->validity += verdict.validity == TRI_NO;
}

static void walk(struct tally *tally, unsigned level)
{
    struct world *world = &stack[level];
    struct decision asked;

    if (!run_to_traitor(world, &asked)) {
        count_plan(tally, world);
        return;
    }
    assert_true(level + 1 < STACK);
    for (uint32_t i = 0; i < asked.options; i++) {
        struct option option;

        assert_int_equal(game_option(world, i, &option), STATUS_OK);
        if (option.redundant == 0) {
            world_copy(&stack[level + 1], world);
            answer(&stack[level + 1], &asked, i);
            walk(tally, level + 1);
        }
    }
}

static struct tally try_all(const struct setup *setup)
{
    struct tally tally = {0};

    sieges_start(&stack[0], setup);
    walk(&tally, 0);
    return tally;
}

/* Every placement of t traitors among n and every order breaks nothing. */
static void expect_safe(unsigned n, unsigned m, unsigned t, unsigned orders)
{
    for (unsigned traitors = 0; traitors < 1u << n; traitors++) {
        struct setup setup = sieges_setup(RULE_SIGNED, n, m, traitors);

        sieges_orders(&setup, orders);
        for (unsigned order = 0; setup_traitors(&setup) == t && order < orders;
             order++) {
            struct tally tally;

            setup.order = (uint8_t)order;
            tally = try_all(&setup);
            assert_true(tally.plans > 0);
            assert_int_equal(tally.agreement, 0);
            assert_int_equal(tally.validity, 0);
        }
    }
}

static void loyal_generals_write_n_minus_1_squared_letters(void **state)
{
    (void)state;
    for (unsigned n = 2; n <= GENERALS_MAX; n++) {
        for (unsigned m = 1; m <= 3; m++) {
            struct setup setup = sieges_setup(RULE_SIGNED, n, m, 0);
            struct verdict verdict;

            sieges_start(&stack[0], &setup);
            sieges_play(&stack[0], &(struct agents){0});
            assert_int_equal(stack[0].sent, (n - 1) * (n - 1));
            game_judge(&stack[0], &verdict);
            assert_true(verdict.agreement && verdict.falls);
            assert_int_equal(verdict.validity, TRI_YES);
        }
    }
}

static void without_relays_there_are_n_minus_1_letters(void **state)
{
    (void)state;
    for (unsigned n = 2; n <= 8; n++) {
        struct setup setup = sieges_setup(RULE_SIGNED, n, 0, 0);

        sieges_start(&stack[0], &setup);
        assert_int_equal(stack[0].sent, n - 1);
    }
}

static void sm_0_of_three_is_split_by_6_of_16_plans_of_the_commander(void **s)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 3, 0, 1);
    struct tally tally;

    (void)s;
    for (unsigned order = 0; order < 2; order++) {
        setup.order = (uint8_t)order;
        tally = try_all(&setup);
        assert_int_equal(tally.plans, 16);
        assert_int_equal(tally.agreement, 6);
        assert_int_equal(tally.validity, 0);
    }
}

/* With three orders a lieutenant knows one of 8 sets; {1} and {2} say that
 * order, the other six say retreat. 64 - (1 + 1 + 36) = 26 pairs differ. */
static void a_third_order_gives_sm_0_of_three_26_splits_of_64(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 3, 0, 1);
    struct tally tally;

    (void)state;
    sieges_orders(&setup, 3);
    tally = try_all(&setup);
    assert_int_equal(tally.plans, 64);
    assert_int_equal(tally.agreement, 26);
}

static void sm_1_holds_with_one_traitor_anywhere(void **state)
{
    (void)state;
    expect_safe(3, 1, 1, 2);
    expect_safe(4, 1, 1, 2);
    expect_safe(5, 1, 1, 2);
    expect_safe(3, 1, 1, 3);
    expect_safe(4, 1, 1, 3);
    expect_safe(3, 1, 1, 4);
}

static void sm_2_of_four_holds_with_two_traitors_anywhere(void **state)
{
    (void)state;
    expect_safe(4, 2, 2, 2);
    expect_safe(4, 2, 2, 3);
    expect_safe(4, 2, 1, 2);
    expect_safe(4, 3, 2, 2);
}

static void sm_2_of_five_holds_against_a_million_plans(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 5, 2, 3);
    struct tally tally = try_all(&setup);

    (void)state;
    assert_int_equal(tally.plans, 1000000);
    assert_int_equal(tally.agreement, 0);
}

static void sm_m_holds_even_with_few_loyal_generals(void **state)
{
    (void)state;
    expect_safe(3, 2, 2, 2);
    expect_safe(4, 3, 3, 2);
}

static void loyal_commanders_are_obeyed_whatever_m_is(void **state)
{
    (void)state;
    for (unsigned m = 0; m < 3; m++) {
        for (unsigned traitors = 0; traitors < 32; traitors += 2) {
            struct setup setup = sieges_setup(RULE_SIGNED, 5, m, traitors);
            struct tally tally;

            if (setup_traitors(&setup) > 2) {
                continue;
            }
            tally = try_all(&setup);
            assert_int_equal(tally.agreement, 0);
            assert_int_equal(tally.validity, 0);
        }
    }
}

/* Two lieutenants a and b are loyal. For each of the two orders the traitors
 * choose 2 letters in round 1 and 2 in round 2: if anybody got the order in
 * round 1, both know it in the end (13 of 16 ways, with the one in which both
 * get it in round 2); else nobody, a alone or b alone (1 way each). A general
 * attacks if it knows attack and not retreat. They differ in 30 of 256 ways. */
static void
sm_1_of_four_is_split_by_commander_and_lieutenant_in_30_of_256(void **state)
{
    (void)state;
    for (unsigned lieutenant = 1; lieutenant < 4; lieutenant++) {
        struct setup setup =
            sieges_setup(RULE_SIGNED, 4, 1, 1u | 1u << lieutenant);
        struct tally tally = try_all(&setup);

        assert_int_equal(tally.plans, 256);
        assert_int_equal(tally.agreement, 30);
        assert_int_equal(tally.validity, 0);
    }
}

static void sm_1_of_four_holds_with_two_traitor_lieutenants(void **state)
{
    (void)state;
    for (unsigned loyal = 1; loyal < 4; loyal++) {
        unsigned traitors = 0xeu & ~(1u << loyal);
        struct setup setup = sieges_setup(RULE_SIGNED, 4, 1, traitors);
        struct tally tally = try_all(&setup);

        assert_int_equal(tally.plans, 4);
        assert_int_equal(tally.agreement + tally.validity, 0);
    }
}

/* The commander seals an order for nobody in round 1; its fellow shows it to
 * general 2 alone in round 2, too late to be passed on. */
static void the_late_letter_of_a_fellow_traitor_splits_sm_1(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 4, 1, 3);
    struct world *world = &stack[0];
    struct verdict verdict;
    struct decision asked;
    unsigned letters = 0;

    (void)state;
    sieges_start(world, &setup);
    while (run_to_traitor(world, &asked)) {
        struct option duty;
        bool send = asked.round == 2 && asked.target == 2;

        assert_int_equal(game_option(world, 0, &duty), STATUS_OK);
        send = send && duty.order == 1;
        letters += send;
        answer(world, &asked, (duty.kind == OPTION_SEND) != send);
    }
    game_judge(world, &verdict);
    assert_int_equal(letters, 1);
    assert_false(verdict.agreement);
    assert_int_equal(world->decided[2], 1);
    assert_int_equal(world->decided[3], ORDER_RETREAT);
}

static void expect_same_duty(const struct world *world)
{
    const struct setup *setup = &world->setup;
    unsigned common = ORDER_NONE;

    if (!setup_is_traitor(setup, setup->commander)) {
        common = setup->order;
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        if (!setup_is_traitor(setup, g)) {
            common = common == ORDER_NONE ? world->duty[g] : common;
            assert_int_equal(world->duty[g], common);
        }
    }
}

/* With the redundant answers too: whatever is forged, nothing changes. */
static void random_forgers_never_break_what_sm_promises(void **state)
{
    uint32_t refused = 0;

    (void)state;
    for (uint64_t seed = 0; seed < 300; seed++) {
        unsigned n = 3 + (unsigned)nature_below(seed, 0, 5);
        unsigned traitors = (unsigned)nature_below(seed, 1, 1u << n);
        struct setup setup = sieges_setup(RULE_SIGNED, n, 3, traitors);

        sieges_orders(&setup, 2 + (unsigned)nature_below(seed, 2, 2));
        if (!rules_get(RULE_SIGNED)->promised(&setup) ||
            game_start(&stack[0], &setup, NULL, NULL) != STATUS_OK) {
            continue;
        }
        sieges_play_random(&stack[0], seed);
        expect_same_duty(&stack[0]);
        refused += stack[0].rejected;
    }
    assert_true(refused > 100);
}

/* Capture voids A1: then SM(1) is not even valid among loyal generals. */
static void captured_letters_break_validity_and_nothing_is_promised(void **s)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 3, 1, 0);
    struct verdict verdict;
    struct decision asked;

    (void)s;
    setup.capture = PPM / 10;
    assert_false(rules_get(RULE_SIGNED)->promised(&setup));
    sieges_start(&stack[0], &setup);
    for (game_ask(&stack[0], &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&stack[0], &asked)) {
        answer(&stack[0], &asked,
               asked.kind == DECISION_CAPTURE && asked.target == 1);
    }
    game_judge(&stack[0], &verdict);
    assert_false(verdict.agreement);
    assert_int_equal(verdict.validity, TRI_NO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loyal_generals_write_n_minus_1_squared_letters),
        cmocka_unit_test(without_relays_there_are_n_minus_1_letters),
        cmocka_unit_test(
            sm_0_of_three_is_split_by_6_of_16_plans_of_the_commander),
        cmocka_unit_test(a_third_order_gives_sm_0_of_three_26_splits_of_64),
        cmocka_unit_test(sm_1_holds_with_one_traitor_anywhere),
        cmocka_unit_test(sm_2_of_four_holds_with_two_traitors_anywhere),
        cmocka_unit_test(sm_2_of_five_holds_against_a_million_plans),
        cmocka_unit_test(sm_m_holds_even_with_few_loyal_generals),
        cmocka_unit_test(loyal_commanders_are_obeyed_whatever_m_is),
        cmocka_unit_test(
            sm_1_of_four_is_split_by_commander_and_lieutenant_in_30_of_256),
        cmocka_unit_test(sm_1_of_four_holds_with_two_traitor_lieutenants),
        cmocka_unit_test(the_late_letter_of_a_fellow_traitor_splits_sm_1),
        cmocka_unit_test(random_forgers_never_break_what_sm_promises),
        cmocka_unit_test(
            captured_letters_break_validity_and_nothing_is_promised),
    };

    return cmocka_run_group_tests_name("signed (theory)", tests, NULL, NULL);
}
