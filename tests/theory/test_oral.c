/* OM(m) against THEORY.md: every value is enumerated through the one
 * door. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/sieges.h"
#include "../support/trying.h"

static struct world world;

static void letters_of_loyal_generals_are_9_156_3609(void **state)
{
    static const unsigned rows[][3] = {{4, 1, 9}, {7, 2, 156}, {10, 3, 3609}};
    (void)state;

    for (unsigned i = 0; i < 3; i++) {
        struct setup setup = sieges_setup(RULE_ORAL, rows[i][0], rows[i][1], 0);
        sieges_start(&world, &setup);
        sieges_play_random(&world, 1);
        assert_int_equal(world.sent, rows[i][2]);
    }
}

static void one_lying_lieutenant_among_three_breaks_validity(void **state)
{
    (void)state;
    for (unsigned traitor = 1; traitor <= 2; traitor++) {
        struct setup setup = sieges_setup(RULE_ORAL, 3, 1, 1U << traitor);
        struct plans_count count = trying_count(&setup);
        assert_true(count.exhausted);
        assert_int_equal(count.plans, 2);
        assert_int_equal(count.validity, 1);
    }
}

static void a_lying_commander_of_three_breaks_nothing(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 3, 1, 1);
    struct plans_count count = trying_count(&setup);
    (void)state;

    assert_true(count.exhausted);
    assert_int_equal(count.plans, 4);
    assert_int_equal(count.agreement, 0);
    assert_int_equal(count.validity, 0);
}

static void no_single_traitor_among_four_breaks_anything(void **state)
{
    (void)state;
    for (unsigned traitor = 0; traitor < 4; traitor++) {
        struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1U << traitor);
        struct plans_count count;
        for (setup.order = 0; setup.order < 2; setup.order++) {
            count = trying_count(&setup);
            assert_true(count.exhausted);
            assert_int_equal(count.plans, traitor == 0 ? 8 : 4);
            assert_int_equal(count.either, 0);
        }
    }
}

static void commander_and_lieutenant_of_four_have_32_plans_8_break(void **state)
{
    (void)state;
    for (unsigned lieutenant = 1; lieutenant < 4; lieutenant++) {
        struct setup setup =
            sieges_setup(RULE_ORAL, 4, 1, 1U | 1U << lieutenant);
        struct plans_count count = trying_count(&setup);
        assert_true(count.exhausted);
        assert_int_equal(count.plans, 32);
        assert_int_equal(count.agreement, 8);
        assert_int_equal(count.either, 8);
    }
}

/* One plan of OM(2) with 6 generals: one bit for each letter of the traitors
 * in rounds 1 and 2, one for each of their letters of round 3 to the victim; 1
 * is the lie. What the victim decides depends on no other letter: those of
 * round 3 to others are read by those others only. */
struct plan {
    uint32_t early, late;
    unsigned victim;
    unsigned early_letters, late_letters; /* as many as were asked for */
};

static uint64_t plan_answer(struct plan *plan, const struct decision *asked)
{
    if (asked->chooser != CHOOSER_TRAITOR) {
        return 0;
    }
    if (asked->round < 3) {
        return plan->early >> plan->early_letters++ & 1;
    }
    if (asked->target == plan->victim) {
        return plan->late >> plan->late_letters++ & 1;
    }
    return 0;
}

static unsigned play_plan(const struct setup *setup, struct plan *plan)
{
    struct decision asked;

    plan->early_letters = plan->late_letters = 0;
    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        struct action action = {.cursor = asked.cursor,
                                .answer = plan_answer(plan, &asked)};
        sieges_apply(&world, action);
    }
    return world.decided[plan->victim];
}

static unsigned ones(uint32_t bits)
{
    unsigned count = 0;

    for (; bits; bits &= bits - 1) {
        count++;
    }
    return count;
}

/* How many of the victim's late letters' plans make it disobey, after these
 * early letters; *fewest becomes the fewest lies of one that does. */
static unsigned disobeying(const struct setup *setup, struct plan *plan,
                           unsigned late_letters, unsigned *fewest)
{
    unsigned count = 0;

    for (plan->late = 0; plan->late < 1U << late_letters; plan->late++) {
        unsigned lies = ones(plan->early) + ones(plan->late);
        if (play_plan(setup, plan) == setup->order) {
            continue;
        }
        count++;
        *fewest = lies < *fewest ? lies : *fewest;
    }
    assert_int_equal(plan->late_letters, late_letters);
    return count;
}

/* Two lying lieutenants (4 and 5) of six: 8 letters in round 2, 6 in round 3
 * to each of the three loyal lieutenants, 6 between the traitors, which nobody
 * else reads. Counts all 2^32 plans exactly: given round 2, the victims'
 * letters of round 3 are independent. */
static uint64_t breaking_of_six(unsigned order, unsigned *fewest)
{
    struct setup setup = sieges_setup(RULE_ORAL, 6, 2, 1U << 4 | 1U << 5);
    struct plan plan = {.early = 0};
    uint64_t breaking = 0;

    setup.order = (uint8_t)order;
    *fewest = UINT32_MAX;
    for (plan.early = 0; plan.early < 1U << 8; plan.early++) {
        uint64_t safe = 1;
        for (plan.victim = 1; plan.victim <= 3; plan.victim++) {
            safe *= 64 - disobeying(&setup, &plan, 6, fewest);
        }
        breaking += (UINT64_C(64) * 64 * 64 - safe) * 64;
    }
    assert_int_equal(plan.early_letters, 8);
    return breaking;
}

static void two_lieutenants_of_six_break_attack(void **state)
{
    unsigned fewest;
    (void)state;

    assert_true(breaking_of_six(1, &fewest) == UINT64_C(2165510400));
    assert_int_equal(fewest, 6);
}

static void two_lieutenants_of_six_never_break_retreat(void **state)
{
    unsigned fewest;
    (void)state;

    assert_true(breaking_of_six(0, &fewest) == 0);
    assert_int_equal(fewest, UINT32_MAX);
}

/* Commander and lieutenant 5 of six: 5 + 4 early letters, 3 late ones to each
 * of the four loyal lieutenants. Agreement breaks in some plan exactly when,
 * after some early letters, the victims can be made to decide differently. */
static void commander_and_lieutenant_of_six_break_nothing(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 6, 2, 1U | 1U << 5);
    struct plan plan = {.early = 0};
    (void)state;

    for (plan.early = 0; plan.early < 1U << 9; plan.early++) {
        unsigned decided = 0;
        for (plan.victim = 1; plan.victim <= 4; plan.victim++) {
            for (plan.late = 0; plan.late < 1U << 3; plan.late++) {
                decided |= 1U << play_plan(&setup, &plan);
            }
        }
        assert_int_equal(ones(decided), 1);
        assert_int_equal(plan.early_letters, 9);
        assert_int_equal(plan.late_letters, 3);
    }
}

static bool breaks(const struct world *over)
{
    struct verdict verdict;

    game_judge(over, &verdict);
    return !verdict.agreement || verdict.validity == TRI_NO;
}

/* Play by one strategy of all traitors. */
static bool strategy_breaks(const struct setup *setup, enum strategy strategy,
                            uint64_t seed)
{
    sieges_play_traitors(&world, setup, strategy, seed);
    return breaks(&world);
}

static bool sampling_breaks(const struct setup *setup, unsigned samples)
{
    if (strategy_breaks(setup, STRATEGY_OPPOSITE, 0) ||
        strategy_breaks(setup, STRATEGY_SPLIT, 0)) {
        return true;
    }
    for (unsigned seed = 0; seed < samples; seed++) {
        if (strategy_breaks(setup, STRATEGY_RANDOM, seed)) {
            return true;
        }
    }
    return false;
}

static void sampled_plans_at_the_bound_break_nothing(void **state)
{
    static const unsigned sets[] = {0x03, 0x41, 0x60, 0x06};
    (void)state;

    for (unsigned i = 0; i < 4; i++) {
        struct setup setup = sieges_setup(RULE_ORAL, 7, 2, sets[i]);
        for (setup.order = 0; setup.order < 2; setup.order++) {
            assert_false(sampling_breaks(&setup, 250));
        }
    }
    for (unsigned i = 0; i < 2; i++) {
        struct setup setup =
            sieges_setup(RULE_ORAL, 10, 3, i == 0 ? 0x007 : 0x380);
        assert_false(sampling_breaks(&setup, 10));
    }
}

/* Whether some plan of these traitors breaks something, exactly where it can
 * be enumerated; beyond that a witness must be sampled. */
static bool can_break(const struct setup *setup, bool *exact)
{
    struct plans_room room = trying_room(1 << 20);
    struct plans_count count = {.plans = 0};
    bool found = sampling_breaks(setup, 200);

    *exact = true;
    if (found) {
        return true;
    }
    assert_int_equal(plans_count(&count, setup, &room, NULL), STATUS_OK);
    *exact = count.exhausted || count.either > 0;
    return count.either > 0;
}

/* Some placement of t traitors and some order can be broken. */
static bool some_placement_breaks(unsigned n, unsigned m, unsigned t)
{
    bool found = false;

    for (unsigned set = 0; set < 1U << n; set++) {
        struct setup setup = sieges_setup(RULE_ORAL, n, m, set);
        if (ones(set) != t) {
            continue;
        }
        for (setup.order = 0; setup.order < 2; setup.order++) {
            bool exact;
            bool broken = can_break(&setup, &exact);
            bool promised = rules_get(RULE_ORAL)->promised(&setup);
            assert_false(broken && promised);
            assert_true(exact || !promised);
            found = found || broken;
        }
    }
    return found;
}

static void safe_iff_m_at_least_t_and_n_above_2t_plus_m(void **state)
{
    (void)state;
    for (unsigned n = 3; n <= 5; n++) {
        for (unsigned m = 0; m <= 3; m++) {
            for (unsigned t = 1; t <= 2 && t + 2 <= n; t++) {
                bool safe = m >= t && n > 2 * t + m;
                assert_int_equal(some_placement_breaks(n, m, t), !safe);
            }
        }
    }
}

static void too_many_rounds_break_four_generals(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 2, 1U << 3);
    struct plans_count count;
    (void)state;

    count = trying_count(&setup);
    assert_true(count.exhausted);
    assert_true(count.validity > 0);
    setup.depth = 1;
    assert_int_equal(trying_count(&setup).either, 0);
}

static void rounds_beyond_the_last_general_are_empty(void **state)
{
    (void)state;
    for (unsigned n = 2; n <= 5; n++) {
        for (unsigned seed = 0; seed < 40; seed++) {
            struct setup setup =
                sieges_setup(RULE_ORAL, n, n - 2, seed % (1U << n));
            uint8_t decided[GENERALS_MAX];
            uint32_t sent;
            sieges_start(&world, &setup);
            sieges_play_random(&world, seed);
            memcpy(decided, world.decided, sizeof decided);
            sent = world.sent;
            setup.depth = (uint8_t)(n - 1 + seed % 50);
            sieges_start(&world, &setup);
            sieges_play_random(&world, seed);
            assert_memory_equal(decided, world.decided, sizeof decided);
            assert_int_equal(sent, world.sent);
        }
    }
}

static void without_traitors_everybody_obeys(void **state)
{
    struct agents duty = {.seed = 0};
    (void)state;

    for (unsigned n = 2; n <= GENERALS_MAX; n++) {
        for (unsigned m = 0; m <= (n <= 9 ? 3U : 2U); m++) {
            struct setup setup = sieges_setup(RULE_ORAL, n, m, 0);
            struct verdict verdict;
            sieges_orders(&setup, 3);
            setup.order = (uint8_t)(n % 3);
            setup.commander = (uint8_t)(n - 1);
            sieges_start(&world, &setup);
            sieges_play(&world, &duty);
            game_judge(&world, &verdict);
            assert_true(verdict.agreement && verdict.termination);
            assert_int_equal(verdict.validity, TRI_YES);
            assert_int_equal(verdict.falls, setup.order > 0);
            assert_int_equal(world.decided[0], setup.order);
        }
    }
}

/* Let a lying commander tell general g the order of this row. */
static void tell(const struct setup *setup, const uint8_t *orders)
{
    struct decision asked;

    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser == CHOOSER_TRAITOR;
         game_ask(&world, &asked)) {
        struct action action = {.cursor = asked.cursor};
        struct option option;
        do {
            assert_int_equal(
                game_option(&world, (uint32_t)action.answer, &option),
                STATUS_OK);
            action.answer++;
        } while (option.order != orders[asked.target]);
        action.answer--;
        sieges_apply(&world, action);
    }
    sieges_play(&world, &(struct agents){.seed = 0});
}

static void ties_and_mere_pluralities_fall_back_to_retreat(void **state)
{
    static const uint8_t tie[] = {0, 1, 1, 2, 2}, most[] = {0, 1, 1, 2, 0},
                         half[] = {0, 1, 1, 0, 0}, enough[] = {0, 2, 2, 1};
    struct setup five = sieges_setup(RULE_ORAL, 5, 1, 1);
    struct setup four = sieges_setup(RULE_ORAL, 4, 1, 1);
    (void)state;

    sieges_orders(&five, 3);
    sieges_orders(&four, 3);
    tell(&five, tie);
    for (unsigned g = 1; g < 5; g++) {
        assert_int_equal(world.decided[g], ORDER_RETREAT);
    }
    tell(&five, most);
    for (unsigned g = 1; g < 5; g++) {
        assert_int_equal(world.decided[g], ORDER_RETREAT);
    }
    tell(&five, half);
    for (unsigned g = 1; g < 5; g++) {
        assert_int_equal(world.decided[g], ORDER_RETREAT);
    }
    tell(&four, enough);
    for (unsigned g = 1; g < 4; g++) {
        assert_int_equal(world.decided[g], 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_loyal_generals_are_9_156_3609),
        cmocka_unit_test(one_lying_lieutenant_among_three_breaks_validity),
        cmocka_unit_test(a_lying_commander_of_three_breaks_nothing),
        cmocka_unit_test(no_single_traitor_among_four_breaks_anything),
        cmocka_unit_test(
            commander_and_lieutenant_of_four_have_32_plans_8_break),
        cmocka_unit_test(two_lieutenants_of_six_break_attack),
        cmocka_unit_test(two_lieutenants_of_six_never_break_retreat),
        cmocka_unit_test(commander_and_lieutenant_of_six_break_nothing),
        cmocka_unit_test(sampled_plans_at_the_bound_break_nothing),
        cmocka_unit_test(safe_iff_m_at_least_t_and_n_above_2t_plus_m),
        cmocka_unit_test(too_many_rounds_break_four_generals),
        cmocka_unit_test(rounds_beyond_the_last_general_are_empty),
        cmocka_unit_test(without_traitors_everybody_obeys),
        cmocka_unit_test(ties_and_mere_pluralities_fall_back_to_retreat),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
