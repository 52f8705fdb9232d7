/* The search against the theorems, and against itself: what it finds plays,
 * what it does not find is said as what it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/rules.h"
#include "support/searching.h"
#include "support/sieges.h"

static struct world world;

/* Loyal generals who can be made to differ. */
static bool has_two(const struct setup *setup)
{
    return setup->generals - setup_traitors(setup) >= 2;
}

static struct search_result search(const struct setup *setup)
{
    return searching_fewest(setup, BREAKS_ANY, false);
}

static void is_safe(const struct setup *setup)
{
    struct search_result found = search(setup);
    assert_int_equal(found.verdict, SEARCH_SAFE);
    assert_int_not_equal(found.means, SEARCH_BY_NOTHING);
    assert_int_equal(found.breaks, 0);
}

static void is_broken(const struct setup *setup, unsigned lies)
{
    struct search_result found = search(setup);
    assert_int_equal(found.verdict, SEARCH_BROKEN);
    assert_int_equal(found.means, SEARCH_BY_DOOR);
    assert_true(found.minimal);
    assert_int_equal(found.lies, lies);
}

/* ---- Oral letters -------------------------------------------------------- */

static void the_paper_s_small_sieges_have_their_verdicts(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 3, 1, 1U << 1);
    (void)state;
    is_broken(&setup, 1); /* one lying lieutenant of three */
    setup.order = 0;
    is_safe(&setup);
    setup = sieges_setup(RULE_ORAL, 3, 1, 1);
    is_safe(&setup); /* a lying commander of three */
    setup = sieges_setup(RULE_ORAL, 4, 1, 3);
    is_broken(&setup, 2);
}

static void om_2_of_six_falls_to_two_lieutenants_with_attack_only(void **state)
{
    (void)state;
    for (unsigned set = 0; set < 1U << 6; set++) {
        struct setup setup = sieges_setup(RULE_ORAL, 6, 2, set);
        if (set_count(set) != 2) {
            continue;
        }
        for (setup.order = 0; setup.order < 2; setup.order++) {
            if ((set & 1) == 0 && setup.order == 1) {
                is_broken(&setup, 6);
            } else {
                is_safe(&setup);
            }
        }
    }
}

/* Theorem 1 for m = t, and what more or fewer rounds than traitors do. */
static void om_is_safe_exactly_with_n_above_2t_and_m_and_m_from_t(void **state)
{
    (void)state;
    for (unsigned n = 3; n <= 10; n++) {
        for (unsigned m = 0; m <= 3; m++) {
            for (unsigned t = 1; t <= 3 && t + 2 < n; t++) {
                bool safe = m >= t && n > 2 * t + m;
                bool broken = false;
                for (unsigned set = 0; set < 1U << n; set++) {
                    struct setup setup = sieges_setup(RULE_ORAL, n, m, set);
                    /* The first lieutenants, with the commander or without */
                    if (set_count(set) != t || (set >> (t + 1)) != 0) {
                        continue;
                    }
                    for (setup.order = 0; setup.order < 2; setup.order++) {
                        broken |= search(&setup).verdict == SEARCH_BROKEN;
                    }
                }
                assert_int_equal(broken, !safe);
            }
        }
    }
}

static void om_4_of_thirteen_needs_no_world(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 13, 4, 0x1e);
    struct search_result found;
    (void)state;
    assert_int_equal(game_start(&world, &setup, NULL, NULL), STATUS_FULL);
    is_safe(&setup);
    setup.traitors = 0xf;
    is_safe(&setup);
    setup.traitors = 0x3e;
    found = search(&setup);
    assert_int_equal(found.verdict, SEARCH_BROKEN);
    assert_int_equal(found.means, SEARCH_BY_TREE);
    assert_int_equal(found.length, 0);
}

static void what_nobody_can_play_is_not_told(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 16, 14, 0x7e);
    struct search_result found = search(&setup);
    (void)state;
    assert_int_equal(found.verdict, SEARCH_UNKNOWN);
    assert_int_equal(found.means, SEARCH_BY_NOTHING);
}

/* The lies of the tree, told in a world, come out as on the bare tree. */
static void the_bare_tree_decides_as_the_world_does(void **state)
{
    struct search_room room = searching_room();
    unsigned broken = 0;
    (void)state;
    for (unsigned set = 1; set < 1U << 5; set++) {
        for (unsigned m = 0; m <= 3; m++) {
            struct setup setup = sieges_setup(RULE_ORAL, 5, m, set);
            uint8_t decided[GENERALS_MAX];
            struct search_result found;
            setup.commander = (uint8_t)(m % 5);
            found = search(&setup);
            if (found.verdict != SEARCH_BROKEN) {
                continue;
            }
            broken++;
            tree_decide(decided, &setup, room.tree->lie, found.lies);
            for (unsigned g = 0; g < 5; g++) {
                assert_int_equal(decided[g], room.stack[0].decided[g]);
            }
        }
    }
    assert_true(broken > 30);
}

/* ---- Other rules --------------------------------------------------------- */

static void sm_is_safe_exactly_with_m_from_t(void **state)
{
    (void)state;
    for (unsigned n = 3; n <= 5; n++) {
        for (unsigned m = 0; m <= 3; m++) {
            for (unsigned set = 1; set < 1U << n; set++) {
                struct setup setup = sieges_setup(RULE_SIGNED, n, m, set);
                bool treason = (set & 1) != 0;
                if (!has_two(&setup) || m >= set_count(set) || !treason) {
                    is_safe(&setup);
                } else if (m + 3 <= n) { /* not every round there could be */
                    assert_int_equal(search(&setup).verdict, SEARCH_BROKEN);
                }
            }
        }
    }
}

static void a_chain_is_broken_by_whoever_is_not_last(void **state)
{
    (void)state;
    for (unsigned n = 2; n <= 7; n++) {
        for (unsigned g = 0; g < n; g++) {
            struct setup setup = sieges_setup(RULE_RELAY, n, 0, 1U << g);
            bool safe = g + 1 == n || (g == 0 && n > 1);
            if (safe) {
                is_safe(&setup); /* after a lying commander all agree */
            } else {
                is_broken(&setup, 1);
            }
        }
    }
}

static void pbft_of_four_falls_to_primary_and_backup_with_four_lies(void **s)
{
    struct setup setup = sieges_setup(RULE_PBFT, 4, 0, 1);
    (void)s;
    setup.confirmations = 0;
    is_safe(&setup);
    setup.traitors = 3;
    is_broken(&setup, 4);
}

static void luck_is_tried_only_where_it_is_asked_for(void **state)
{
    struct setup setup = sieges_setup(RULE_ACKS, 2, 0, 0);
    struct search_room room = searching_room();
    struct search_request request = {.breaks = BREAKS_ANY, .fewest = true};
    struct search_result found;
    (void)state;
    setup.capture = PPM / 3;
    request.setup = setup;
    assert_int_equal(search_run(&found, &request, &room, NULL), STATUS_OK);
    assert_int_equal(found.verdict, SEARCH_SAFE);
    request.chances = true;
    assert_int_equal(search_run(&found, &request, &room, NULL), STATUS_OK);
    assert_int_equal(found.verdict, SEARCH_BROKEN);
    assert_int_equal(found.lies, 0); /* nobody lied */
}

static void proof_of_work_is_refused(void **state)
{
    struct setup setup = sieges_setup(RULE_WORK, 4, 0, 2);
    struct search_room room = searching_room();
    struct search_request request = {.setup = setup, .breaks = BREAKS_ANY};
    struct search_result found = {.states = 7};
    struct diag why = {.line = 0};
    (void)state;
    assert_int_equal(search_run(&found, &request, &room, &why), STATUS_SETUP);
    assert_int_equal(found.states, 7);
    assert_int_not_equal(why.text[0], '\0');
}

/* ---- Giving up ----------------------------------------------------------- */

static bool stop_at_once(void *context, uint64_t states)
{
    *(uint64_t *)context = states;
    return false;
}

static void a_search_that_is_stopped_knows_nothing(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 6, 3, 7);
    struct search_room room = searching_room();
    uint64_t seen = 0;
    struct search_request request = {.setup = setup,
                                     .breaks = BREAKS_ANY,
                                     .tick = stop_at_once,
                                     .context = &seen};
    struct search_result found;
    (void)state;
    assert_int_equal(search_run(&found, &request, &room, NULL), STATUS_OK);
    assert_int_equal(found.verdict, SEARCH_UNKNOWN);
    assert_int_equal(found.means, SEARCH_BY_NOTHING);
    assert_true(seen > 0 && found.states == seen);
}

static void a_stack_that_is_too_small_is_a_failure(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 5, 2, 3);
    struct search_room room = searching_room();
    struct search_request request = {.setup = setup, .breaks = BREAKS_ANY};
    struct search_result found;
    struct diag why = {.line = 0};
    (void)state;
    room.depth = 4;
    assert_int_equal(search_run(&found, &request, &room, &why), STATUS_MEMORY);
    assert_int_not_equal(why.text[0], '\0');
}

/* Attack from the commander, the third order from the traitor: neither has more
 * than half. */
static void a_tie_on_the_bare_tree_is_the_default(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 3, 1, 2);
    struct tree_lie lie = {.path = 0x10, .length = 2, .to = 2, .order = 2};
    uint8_t decided[GENERALS_MAX];
    (void)state;
    sieges_orders(&setup, 3);
    tree_decide(decided, &setup, &lie, 0);
    assert_int_equal(decided[2], 1);
    tree_decide(decided, &setup, &lie, 1);
    assert_int_equal(decided[2], ORDER_RETREAT);
}

/* ---- The witness --------------------------------------------------------- */

static void a_witness_with_another_answer_is_not_believed(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 3);
    struct search_room room = searching_room();
    struct search_result found = search(&setup);
    struct witness witness;
    uint64_t *answers = room.answers;
    (void)state;
    assert_int_equal(witness_play(&witness, &world, &setup, answers,
                                  found.length, BREAKS_ANY, NULL),
                     STATUS_OK);
    assert_int_equal(witness.lies, 2);
    for (uint32_t i = 0; i < found.length; i++) {
        if (answers[i] != 0) { /* one lie less is none of the fewest */
            uint64_t was = answers[i];
            answers[i] = 0;
            assert_int_equal(witness_play(&witness, &world, &setup, answers,
                                          found.length, BREAKS_ANY, NULL),
                             STATUS_DRIFT);
            answers[i] = was;
        }
    }
    assert_int_equal(witness_play(&witness, &world, &setup, answers,
                                  found.length - 1, BREAKS_ANY, NULL),
                     STATUS_DRIFT);
    answers[0] = 99;
    assert_int_equal(witness_play(&witness, &world, &setup, answers,
                                  found.length, BREAKS_ANY, NULL),
                     STATUS_DRIFT);
}

static void only_what_was_asked_for_counts(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 3);
    (void)state;
    assert_int_equal(searching_fewest(&setup, BREAKS_IC1, false).verdict,
                     SEARCH_BROKEN);
    assert_int_equal(searching_fewest(&setup, BREAKS_IC2, false).verdict,
                     SEARCH_SAFE);
    assert_int_equal(searching_fewest(&setup, BREAKS_IC2, true).verdict,
                     SEARCH_SAFE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_paper_s_small_sieges_have_their_verdicts),
        cmocka_unit_test(om_2_of_six_falls_to_two_lieutenants_with_attack_only),
        cmocka_unit_test(om_is_safe_exactly_with_n_above_2t_and_m_and_m_from_t),
        cmocka_unit_test(om_4_of_thirteen_needs_no_world),
        cmocka_unit_test(what_nobody_can_play_is_not_told),
        cmocka_unit_test(the_bare_tree_decides_as_the_world_does),
        cmocka_unit_test(sm_is_safe_exactly_with_m_from_t),
        cmocka_unit_test(a_chain_is_broken_by_whoever_is_not_last),
        cmocka_unit_test(
            pbft_of_four_falls_to_primary_and_backup_with_four_lies),
        cmocka_unit_test(luck_is_tried_only_where_it_is_asked_for),
        cmocka_unit_test(proof_of_work_is_refused),
        cmocka_unit_test(a_search_that_is_stopped_knows_nothing),
        cmocka_unit_test(a_stack_that_is_too_small_is_a_failure),
        cmocka_unit_test(a_tie_on_the_bare_tree_is_the_default),
        cmocka_unit_test(a_witness_with_another_answer_is_not_believed),
        cmocka_unit_test(only_what_was_asked_for_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
