/* One question, several ways: every plan tried, the search, OM(m) taken apart,
 * and a SAT solver must say the same, to the lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/rules.h"
#include "support/proving.h"
#include "support/searching.h"
#include "support/sieges.h"
#include "support/trying.h"

enum { RANDOM_SIEGES = 200, ENOUGH = 20000 };

static const enum goal goals[] = {[BREAKS_IC1] = GOAL_SPLIT,
                                  [BREAKS_IC2] = GOAL_DISOBEY,
                                  [BREAKS_ANY] = GOAL_BREAK};

/* ---- Search and enumeration ---------------------------------------------- */

/* False when there are too many plans to try. */
static bool try_every_plan(struct plans_result *out, const struct setup *setup,
                           unsigned breaks, const struct agents *others)
{
    struct plans_room room = trying_room(ENOUGH);
    struct puzzle puzzle = {.setup = *setup,
                            .others = *others,
                            .goal = (uint8_t)goals[breaks],
                            .chooser = CHOOSER_TRAITOR,
                            .player = NO_GENERAL};
    return plans_try_all(out, &puzzle, &room, NULL) == STATUS_OK &&
           out->possible != UNKNOWN && out->exhausted;
}

static void search_agrees(const struct search_request *request,
                          const struct plans_result *tried)
{
    struct search_room room = searching_room();
    struct search_result found;
    assert_int_equal(search_run(&found, request, &room, NULL), STATUS_OK);
    if (tried->possible == POSSIBLE) {
        assert_int_equal(found.verdict, SEARCH_BROKEN);
        assert_int_equal(found.lies, tried->fewest);
        assert_true(found.minimal);
        assert_int_equal(found.length, tried->witness_length);
        assert_int_not_equal(found.breaks & request->breaks, 0);
    } else {
        assert_int_equal(found.verdict, SEARCH_SAFE);
    }
}

/* Any plan will do: then it need not have the fewest lies, but breaks it. */
static void hasty_search_agrees(struct search_request request,
                                const struct plans_result *tried)
{
    struct search_room room = searching_room();
    struct search_result found;
    request.fewest = false;
    assert_int_equal(search_run(&found, &request, &room, NULL), STATUS_OK);
    assert_int_equal(found.verdict,
                     tried->possible == POSSIBLE ? SEARCH_BROKEN : SEARCH_SAFE);
    if (found.verdict == SEARCH_BROKEN) {
        assert_true(found.lies >= tried->fewest);
    }
}

static unsigned random_sieges_agree(enum rule_id rule)
{
    unsigned compared = 0;
    for (uint64_t seed = 1; seed <= RANDOM_SIEGES; seed++) {
        struct agents others = {.seed = seed};
        struct search_request request = {.others = &others, .fewest = true};
        struct plans_result tried;
        sieges_random_setup(&request.setup, rule, seed);
        if (rule == RULE_PBFT) {
            request.setup.confirmations = 0;
        }
        request.breaks = 1 + (unsigned)(seed % 3);
        if (!try_every_plan(&tried, &request.setup, request.breaks, &others)) {
            continue;
        }
        compared++;
        request.plain = true;
        search_agrees(&request, &tried);
        hasty_search_agrees(request, &tried);
        request.plain = false;
        search_agrees(&request, &tried);
    }
    return compared;
}

static void search_and_enumeration_agree_on_random_oral_sieges(void **state)
{
    (void)state;
    assert_true(random_sieges_agree(RULE_ORAL) > RANDOM_SIEGES / 3);
}

static void search_and_enumeration_agree_on_random_signed_sieges(void **state)
{
    (void)state;
    assert_true(random_sieges_agree(RULE_SIGNED) > RANDOM_SIEGES / 3);
}

static void search_and_enumeration_agree_on_random_chains(void **state)
{
    (void)state;
    assert_true(random_sieges_agree(RULE_RELAY) > RANDOM_SIEGES / 3);
}

static void search_and_enumeration_agree_on_random_views(void **state)
{
    (void)state;
    assert_true(random_sieges_agree(RULE_PBFT) > RANDOM_SIEGES / 20);
}

/* ---- One view of pbft by numbers, and walked ----------------------------- */

/* Every placement among four but two backups: those are enumerated in
 * tests/theory/test_pbft.c. */
static void numbers_and_walking_agree_on_one_view(void **state)
{
    static const unsigned breaks[] = {BREAKS_IC1, BREAKS_ANY};
    (void)state;
    for (unsigned set = 0; set < 1U << 4; set++) {
        for (unsigned asked = 0; asked < 4; asked++) {
            struct setup setup = sieges_setup(RULE_PBFT, 4, 0, set);
            if ((set & 1) == 0 && set_count(set) == 2) {
                continue;
            }
            setup.confirmations = 0;
            setup.order = (uint8_t)((set + asked) % 2);
            struct search_result numbers =
                searching_fewest(&setup, breaks[asked / 2], false);
            struct search_result walked =
                searching_fewest(&setup, breaks[asked / 2], true);
            assert_int_equal(numbers.verdict, walked.verdict);
            assert_int_equal(numbers.lies, walked.lies);
            assert_int_equal(numbers.breaks, walked.breaks);
            assert_int_equal(numbers.length, walked.length);
        }
    }
}

/* With a view change fewer lies may do: the walk looks for them. */
static void a_view_change_s_fewest_lies_are_walked_for(void **state)
{
    unsigned fewer = 0;
    (void)state;
    for (unsigned set = 0; set < 1U << 4; set++) {
        if (set_count(set) != 2 || (set & 3) == 0 || (set & 8) != 0) {
            continue; /* with two loyal primaries it takes long */
        }
        for (unsigned order = 0; order < 2; order++) {
            struct setup setup = sieges_setup(RULE_PBFT, 4, 0, set);
            struct search_result found, walked;
            setup.confirmations = (uint8_t)(1 + order);
            setup.order = (uint8_t)order;
            found = searching_fewest(&setup, BREAKS_ANY, false);
            walked = searching_fewest(&setup, BREAKS_ANY, true);
            assert_int_equal(found.verdict, SEARCH_BROKEN);
            assert_int_equal(found.lies, walked.lies);
            assert_true(found.minimal && walked.minimal);
            setup.confirmations = 0;
            walked = searching_fewest(&setup, BREAKS_ANY, false);
            fewer +=
                walked.verdict == SEARCH_BROKEN && found.lies < walked.lies;
        }
    }
    assert_int_not_equal(fewer, 0);
}

/* ---- OM(m) taken apart, walked, and proved ------------------------------- */

static void walk_agrees(const struct setup *setup)
{
    for (unsigned breaks = BREAKS_IC1; breaks <= BREAKS_ANY; breaks++) {
        struct search_result apart = searching_fewest(setup, breaks, false);
        struct search_result walked = searching_fewest(setup, breaks, true);
        assert_int_equal(apart.verdict, walked.verdict);
        assert_int_equal(apart.lies, walked.lies);
        assert_int_equal(apart.breaks, walked.breaks);
        assert_true(apart.means == SEARCH_BY_PARTS ||
                    apart.verdict == SEARCH_BROKEN);
        assert_true(walked.means == SEARCH_BY_EXHAUSTION ||
                    walked.verdict == SEARCH_BROKEN);
    }
}

static void taking_apart_and_walking_agree(void **state)
{
    (void)state;
    for (unsigned n = 2; n <= 5; n++) {
        for (unsigned m = 0; m <= 2; m++) {
            for (unsigned set = 0; set < 1U << n; set++) {
                struct setup setup = sieges_setup(RULE_ORAL, n, m, set);
                if (m == 2 && n == 5 && set_count(set) > 2) {
                    continue; /* would take long */
                }
                setup.commander = (uint8_t)(set % n);
                setup.order = (uint8_t)((set + m) % 2);
                walk_agrees(&setup);
            }
        }
    }
}

static void three_orders_agree_too(void **state)
{
    (void)state;
    for (unsigned n = 3; n <= 4; n++) {
        for (unsigned set = 0; set < 1U << n; set++) {
            struct setup setup = sieges_setup(RULE_ORAL, n, 1, set);
            sieges_orders(&setup, 3);
            setup.order = (uint8_t)(set % 3);
            walk_agrees(&setup);
        }
    }
}

static void proof_agrees(const struct setup *setup, unsigned *broken)
{
    struct search_result found = searching_fewest(setup, BREAKS_ANY, false);
    struct prove_result proof = proving(setup, PROVE_ANY, true);
    assert_int_equal(proof.verdict == PROVE_BROKEN,
                     found.verdict == SEARCH_BROKEN);
    assert_int_not_equal(proof.verdict, PROVE_UNKNOWN);
    if (found.verdict == SEARCH_BROKEN) {
        assert_int_equal(proof.lies, found.lies);
        ++*broken;
    }
}

static void search_and_sat_agree(void **state)
{
    unsigned broken = 0;
    (void)state;
    for (unsigned n = 3; n <= 8; n++) {
        for (unsigned m = 0; m <= 2; m++) {
            for (unsigned set = 1; set < 16 && set < 1U << (n - 1); set++) {
                struct setup setup = sieges_setup(RULE_ORAL, n, m, set);
                if (set_count(set) <= 2) {
                    proof_agrees(&setup, &broken);
                }
                setup.rule = RULE_SIGNED;
                if (set_count(set) <= 2 && n <= 5) {
                    proof_agrees(&setup, &broken);
                }
            }
        }
    }
    assert_true(broken > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(search_and_enumeration_agree_on_random_oral_sieges),
        cmocka_unit_test(search_and_enumeration_agree_on_random_signed_sieges),
        cmocka_unit_test(search_and_enumeration_agree_on_random_chains),
        cmocka_unit_test(search_and_enumeration_agree_on_random_views),
        cmocka_unit_test(numbers_and_walking_agree_on_one_view),
        cmocka_unit_test(a_view_change_s_fewest_lies_are_walked_for),
        cmocka_unit_test(taking_apart_and_walking_agree),
        cmocka_unit_test(three_orders_agree_too),
        cmocka_unit_test(search_and_sat_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
