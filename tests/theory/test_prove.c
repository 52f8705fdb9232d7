/* Verdicts by SAT against the theorems, against plain enumeration wherever that
 * ends, and against the values in THEORY.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "support/proving.h"
#include "support/sieges.h"
#include "support/trying.h"

/* Whether some placement of t traitors and some order can be broken. */
static bool any_broken(enum rule_id rule, unsigned n, unsigned m, unsigned t)
{
    bool broken = false;

    for (unsigned traitors = 0; traitors < 1u << n; traitors++) {
        struct setup setup = sieges_setup(rule, n, m, traitors);

        for (setup.order = 0; set_count(traitors) == t && setup.order < 2;
             setup.order++) {
            broken |= proving(&setup, PROVE_ANY, false).verdict == PROVE_BROKEN;
        }
    }
    return broken;
}

static void
oral_letters_are_safe_iff_n_is_above_2t_plus_m_and_m_reaches_t(void **state)
{
    const char *tool = getenv("STRATEGOS_TOOL");
    unsigned largest = tool != NULL && tool[0] != '\0' ? 5 : 9;
    (void)state;

    for (unsigned n = 3; n <= largest; n++) {
        for (unsigned m = 0; m <= 3; m++) {
            assert_false(any_broken(RULE_ORAL, n, m, 0));
            /* Two loyal lieutenants or more in every placement. */
            for (unsigned t = 1; t + 3 <= n; t++) {
                bool safe = m >= t && n > 2 * t + m;
                assert_int_equal(any_broken(RULE_ORAL, n, m, t), !safe);
            }
        }
    }
}

static void sealed_letters_are_safe_iff_m_reaches_t(void **state)
{
    (void)state;
    for (unsigned n = 3; n <= 6; n++) {
        for (unsigned m = 0; m + 2 <= n; m++) {
            for (unsigned t = 0; t + 2 <= n; t++) {
                assert_int_equal(any_broken(RULE_SIGNED, n, m, t), m < t);
            }
        }
    }
}

static void
a_chain_is_broken_iff_loyal_ones_stand_around_a_traitor(void **state)
{
    (void)state;
    for (unsigned traitors = 0; traitors < 1u << 6; traitors++) {
        struct setup setup = sieges_setup(RULE_RELAY, 6, 1, traitors);
        unsigned loyal = ~traitors & 63u, first, last;

        for (first = 0; loyal >> first != 0 && (loyal >> first & 1) == 0;) {
            first++;
        }
        for (last = 5; last > 0 && (loyal >> last & 1) == 0;) {
            last--;
        }
        for (setup.order = 0; setup.order < 2; setup.order++) {
            unsigned between = traitors >> first & ((1u << last >> first) - 1u);
            bool broken = loyal != 0 && last > first && between != 0;
            assert_int_equal(proving(&setup, PROVE_ANY, true).verdict,
                             broken ? PROVE_BROKEN : PROVE_SAFE);
        }
    }
}

/* The same question by plain enumeration; false where that does not end. */
static bool tried(struct plans_result *out, const struct setup *setup,
                  enum goal goal)
{
    struct plans_room room = trying_room(60000);
    struct puzzle puzzle = {.setup = *setup,
                            .goal = (uint8_t)goal,
                            .chooser = CHOOSER_TRAITOR,
                            .player = NO_GENERAL};

    return plans_try_all(out, &puzzle, &room, NULL) == STATUS_OK &&
           out->exhausted;
}

/* Returns how many comparisons were made. */
static unsigned compare(const struct setup *setup)
{
    static const struct {
        enum goal goal;
        unsigned breaks;
    } asked[] = {{GOAL_SPLIT, PROVE_IC1},
                 {GOAL_DISOBEY, PROVE_IC2},
                 {GOAL_BREAK, PROVE_ANY}};
    unsigned made = 0;

    for (unsigned i = 0; i < 3; i++) {
        struct plans_result plans;

        if (tried(&plans, setup, asked[i].goal)) {
            struct prove_result any = proving(setup, asked[i].breaks, false);
            struct prove_result few = proving(setup, asked[i].breaks, true);

            made++;
            assert_int_equal(any.verdict == PROVE_BROKEN,
                             plans.possible == POSSIBLE);
            assert_int_equal(few.verdict, any.verdict);
            if (few.verdict == PROVE_BROKEN) {
                assert_int_equal(few.lies, plans.fewest);
                assert_true(any.lies >= few.lies);
            }
        }
    }
    return made;
}

/* Every rule: few orders or several, any commander, roads that are missing. */
static void verdict_and_fewest_lies_are_those_of_plain_enumeration(void **state)
{
    static const enum rule_id rules[] = {RULE_RELAY, RULE_ORAL, RULE_SIGNED};
    const char *tool = getenv("STRATEGOS_TOOL");
    unsigned sieges = tool != NULL && tool[0] != '\0' ? 20 : 400;
    (void)state;

    for (unsigned i = 0; i < 3; i++) {
        unsigned made = 0;

        for (uint64_t seed = 1; seed <= sieges; seed++) {
            struct setup setup;

            sieges_random_setup(&setup, rules[i], seed);
            setup.capture = 0;
            setup.budget = 0;
            made += compare(&setup);
        }
        assert_true(made > sieges);
    }
}

static void all_small_sieges_agree_with_plain_enumeration(void **state)
{
    static const enum rule_id rules[] = {RULE_RELAY, RULE_ORAL, RULE_SIGNED};
    unsigned made = 0;
    (void)state;

    for (unsigned i = 0; i < 3; i++) {
        for (unsigned n = 2; n <= 4; n++) {
            for (unsigned m = 0; m <= 2; m++) {
                for (unsigned traitors = 0; traitors < 1u << n; traitors++) {
                    struct setup setup = sieges_setup(rules[i], n, m, traitors);

                    made += compare(&setup);
                    setup.order = 0;
                    made += compare(&setup);
                }
            }
        }
    }
    assert_true(made > 1200);
}

/* n, m, traitors, order and the fewest lies; 0: safe. */
static void the_table_of_theory_comes_out(void **state)
{
    static const struct {
        enum rule_id rule;
        unsigned n, m, traitors, order, lies;
    } rows[] = {
        {RULE_ORAL, 3, 1, 1u << 2, 1, 1}, {RULE_ORAL, 3, 1, 1, 1, 0},
        {RULE_ORAL, 4, 1, 1, 1, 0},       {RULE_ORAL, 4, 1, 1u << 3, 1, 0},
        {RULE_ORAL, 4, 1, 3, 1, 2},       {RULE_ORAL, 6, 2, 0x30, 1, 6},
        {RULE_ORAL, 6, 2, 0x30, 0, 0},    {RULE_ORAL, 6, 2, 0x21, 1, 0},
        {RULE_ORAL, 6, 2, 0x21, 0, 0},    {RULE_ORAL, 7, 2, 0x60, 1, 0},
        {RULE_ORAL, 7, 2, 0x60, 0, 0},    {RULE_ORAL, 7, 2, 0x41, 1, 0},
        {RULE_ORAL, 7, 2, 0x41, 0, 0},    {RULE_ORAL, 10, 3, 0x380, 1, 0},
        {RULE_ORAL, 10, 3, 0x380, 0, 0},  {RULE_ORAL, 10, 3, 0x301, 1, 0},
        {RULE_ORAL, 10, 3, 0x301, 0, 0},  {RULE_SIGNED, 3, 0, 1, 1, 1},
        {RULE_SIGNED, 3, 1, 1, 1, 0},     {RULE_SIGNED, 4, 2, 3, 1, 0},
        {RULE_RELAY, 6, 1, 1u << 3, 1, 1}};
    (void)state;

    for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct setup setup =
            sieges_setup(rows[i].rule, rows[i].n, rows[i].m, rows[i].traitors);
        struct prove_result result;

        setup.order = (uint8_t)rows[i].order;
        result = proving(&setup, PROVE_ANY, true);
        assert_int_equal(result.verdict == PROVE_BROKEN, rows[i].lies > 0);
        assert_int_equal(result.lies, rows[i].lies);
        assert_int_equal(result.at_least, rows[i].lies);
    }
}

static void four_traitors_among_13_are_safe_and_among_12_are_not(void **state)
{
    (void)state;
    for (unsigned n = 12; n <= 13; n++) {
        for (unsigned order = 0; order < 2; order++) {
            struct setup officers = sieges_setup(RULE_ORAL, n, 4, 0xf);
            struct setup others = sieges_setup(RULE_ORAL, n, 4, 0xf0);
            struct prove_result result;

            officers.order = others.order = (uint8_t)order;
            result = proving(&others, PROVE_ANY, false);
            assert_int_equal(result.verdict,
                             n == 12 && order == 1 ? PROVE_BROKEN : PROVE_SAFE);
            if (n == 12 && order == 1) {
                assert_int_equal(result.means, PROVE_BY_TREE);
                assert_int_equal(result.breaks, PROVE_ANY);
            }
            result = proving(&officers, PROVE_ANY, false);
            assert_true(n == 12 || result.verdict == PROVE_SAFE);
        }
    }
}

static void who_is_told_to_stop_does_not_know(void **state)
{
    const atomic_bool stop = true;
    struct prove_request request = {.setup =
                                        sieges_setup(RULE_ORAL, 9, 3, 0x1c0),
                                    .breaks = PROVE_ANY,
                                    .fewest = true,
                                    .stop = &stop};
    struct prove_result result;
    (void)state;

    assert_int_equal(prove_run(&result, &request, NULL), STATUS_OK);
    assert_int_equal(result.verdict, PROVE_UNKNOWN);
    prove_free(&result);
    request.stop = NULL;
    request.limit = 1e-9;
    assert_int_equal(prove_run(&result, &request, NULL), STATUS_OK);
    assert_int_equal(result.verdict, PROVE_UNKNOWN);
    prove_free(&result);
}

static enum status refusal(struct prove_request *request, const char *word)
{
    struct prove_result result = {.states = 77};
    struct diag why = {.line = 0};
    enum status status = prove_run(&result, request, &why);

    assert_non_null(strstr(why.text, word));
    assert_true(result.states == 77); /* untouched */
    return status;
}

static void what_no_formula_speaks_of_is_refused(void **state)
{
    struct prove_request request = {.setup = sieges_setup(RULE_ACKS, 2, 0, 0),
                                    .breaks = PROVE_ANY};
    (void)state;

    assert_int_equal(refusal(&request, "relay, oral and signed"), STATUS_SETUP);
    request.setup = sieges_setup(RULE_ORAL, 4, 1, 1);
    request.setup.capture = 1;
    assert_int_equal(refusal(&request, "captured"), STATUS_SETUP);
    request.setup = sieges_setup(RULE_ORAL, 16, 14, 1);
    assert_int_equal(refusal(&request, "letters"), STATUS_FULL);
    request.setup = sieges_setup(RULE_SIGNED, 16, 14, 0xff);
    assert_int_equal(refusal(&request, "letters"), STATUS_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            oral_letters_are_safe_iff_n_is_above_2t_plus_m_and_m_reaches_t),
        cmocka_unit_test(sealed_letters_are_safe_iff_m_reaches_t),
        cmocka_unit_test(
            a_chain_is_broken_iff_loyal_ones_stand_around_a_traitor),
        cmocka_unit_test(
            verdict_and_fewest_lies_are_those_of_plain_enumeration),
        cmocka_unit_test(all_small_sieges_agree_with_plain_enumeration),
        cmocka_unit_test(the_table_of_theory_comes_out),
        cmocka_unit_test(four_traitors_among_13_are_safe_and_among_12_are_not),
        cmocka_unit_test(who_is_told_to_stop_does_not_know),
        cmocka_unit_test(what_no_formula_speaks_of_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
