/* The levels of proof of work: their claims by the formula, and each of them
 * played to its end through the session, by the solution that it gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/work.h"
#include "session/session.h"

enum { SEEDS = 24 };

static struct level level;

static void load(const char *name)
{
    char path[128];
    struct diag faults[4];
    struct diag_list list = {.items = faults, .room = 4};
    (void)snprintf(path, sizeof path, "levels/10-work/%s.level", name);
    if (level_load(&level, path, &list) != STATUS_OK) {
        fail_msg("%s", faults[0].text);
    }
}

/* Play by the solution, round by round. Owner: the caller closes it. */
static struct session *play(uint64_t seed)
{
    struct session *session = NULL;
    struct diag why = {.line = 0};
    assert_int_equal(session_open(&session, &level, seed, &why), STATUS_OK);
    for (unsigned turn = 0; !session_over(session); turn++) {
        assert_true(turn < 2000);
        (void)session_solve_desk(session);
        if (session_send(session, &why) != STATUS_OK) {
            fail_msg("%s: %s", level.id, why.text);
        }
    }
    return session;
}

static struct outcome end_of(uint64_t seed)
{
    struct outcome outcome;
    struct session *session = play(seed);
    session_outcome(session, &outcome);
    session_close(session);
    return outcome;
}

/* The seed that the game has without --seed, and how many of the others. */
static void check_solved(const char *name, unsigned least)
{
    unsigned reached = 0;
    struct outcome outcome;
    load(name);
    outcome = end_of(1);
    assert_true(outcome.over);
    if (!outcome.reached) {
        fail_msg("%s is not reached with seed 1", name);
    }
    if (level.role == ROLE_TRAITOR && outcome.lies != level.par) {
        fail_msg("%s: par is %u, and the solution keeps %u blocks back", name,
                 (unsigned)level.par, (unsigned)outcome.lies);
    }
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        reached += end_of(seed).reached;
    }
    if (reached < least) {
        fail_msg("%s is reached with %u of %d seeds", name, reached,
                 (int)SEEDS);
    }
}

static void claims_are_what_the_formula_says(void **state)
{
    static const char *const names[] = {"1-first",    "2-twelve",  "3-late",
                                        "4-fork",     "5-double",  "6-majority",
                                        "7-helpless", "8-selfish", "9-eclipse"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        load(names[i]);
        if (session_formula(&level) !=
            (level.possible ? POSSIBLE : IMPOSSIBLE)) {
            fail_msg("%s: the formula says %.6f", names[i],
                     session_chance(&level));
        }
    }
}

static void the_first_blocks_tell_the_order_to_all(void **state)
{
    (void)state;
    load("1-first");
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct session *session = play(seed);
        const struct world *world = session_world(session);
        assert_int_equal(world->captured, 1);
        assert_int_equal(world->memory.work.heard[3], ORDER_NONE);
        assert_int_equal(world->decided[3], 1);
        session_close(session);
    }
}

static void twelve_blocks_are_enough(void **state)
{
    (void)state;
    check_solved("2-twelve", SEEDS * 85 / 100);
}

static void the_late_general_catches_up(void **state)
{
    struct session *session;
    (void)state;
    check_solved("3-late", SEEDS * 95 / 100);
    session = play(1);
    assert_int_equal(session_world(session)->captured, 8);
    assert_int_equal(session_world(session)->memory.work.heard[4], ORDER_NONE);
    session_close(session);
}

/* A liar commands, and yet all who are loyal do the same. */
static void forks_are_settled_without_a_leader(void **state)
{
    unsigned agreed = 0, forks = 0, saturdays = 0;
    (void)state;
    load("4-fork");
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct session *session = NULL;
        struct outcome outcome;
        const struct memory_work *work;
        assert_int_equal(session_open(&session, &level, seed, NULL), STATUS_OK);
        while (!session_over(session)) {
            const struct desk_item *items;
            size_t count = session_desk(session, &items);
            for (size_t i = 0; i < count; i++) {
                assert_int_equal(session_set(session, i, 0),
                                 STATUS_OK); /* the longest chain */
            }
            assert_int_equal(session_send(session, NULL), STATUS_OK);
        }
        session_outcome(session, &outcome);
        work = &session_world(session)->memory.work;
        agreed += outcome.reached;
        forks += work->blocks - 1u > work->block[work->tip[1]].height;
        saturdays += session_world(session)->decided[1] == 2;
        session_close(session);
    }
    assert_true(agreed >= SEEDS * 9 / 10);
    assert_true(forks >= SEEDS / 2);
    assert_in_range(saturdays, SEEDS / 5, SEEDS * 4 / 5);
}

static void one_confirmation_is_undone(void **state)
{
    (void)state;
    check_solved("5-double", SEEDS * 40 / 100);
}

static void the_majority_undoes_three(void **state)
{
    (void)state;
    check_solved("6-majority", SEEDS * 65 / 100);
}

static void against_the_majority_the_right_claim_wins(void **state)
{
    struct session *session = NULL;
    struct outcome outcome;
    (void)state;
    load("7-helpless");
    assert_int_equal(session_open(&session, &level, 1, NULL), STATUS_OK);
    assert_int_equal(session_claim(session, 1000, NULL), STATUS_OK);
    session_outcome(session, &outcome);
    assert_true(outcome.reached && outcome.by_formula && outcome.proven);
    assert_true(outcome.chance >= 1);
    assert_int_equal(outcome.stars, 3);
    session_close(session);
    load("5-double");
    assert_int_equal(session_open(&session, &level, 1, NULL), STATUS_OK);
    assert_int_equal(session_claim(session, 1000, NULL), STATUS_OK);
    session_outcome(session, &outcome);
    assert_false(outcome.reached);
    assert_true(outcome.chance > .58 && outcome.chance < .6);
    session_close(session);
}

static void selfishness_pays(void **state)
{
    (void)state;
    check_solved("8-selfish", SEEDS * 45 / 100);
}

/* The duty leads the eclipsed general astray, his own judgement does not. */
static void the_eclipsed_general_must_not_follow_his_chain(void **state)
{
    unsigned astray = 0;
    (void)state;
    check_solved("9-eclipse", SEEDS * 85 / 100);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct session *session = play(seed);
        const struct world *world = session_world(session);
        unsigned tip = world->memory.work.tip[5];
        astray += work_order(world, tip) == 2;
        assert_int_equal(world->decided[5], 1);
        session_close(session);
    }
    assert_true(astray >= SEEDS * 3 / 4);
}

/* Undo, redo and a record in the middle lead to the same siege. */
static void a_siege_is_taken_back_and_taken_up_again(void **state)
{
    struct session *session = NULL, *resumed = NULL;
    char *record = NULL;
    size_t length = 0;
    static struct world before;
    (void)state;
    load("5-double");
    assert_int_equal(session_open(&session, &level, 1, NULL), STATUS_OK);
    for (unsigned turn = 0; turn < 12; turn++) {
        (void)session_solve_desk(session);
        assert_int_equal(session_send(session, NULL), STATUS_OK);
    }
    world_copy(&before, session_world(session));
    for (unsigned turn = 0; turn < 5; turn++) {
        assert_true(session_undo(session));
    }
    for (unsigned turn = 0; turn < 5; turn++) {
        assert_true(session_redo(session));
    }
    assert_true(world_equal(&before, session_world(session)));
    assert_int_equal(session_record(session, &record, &length), STATUS_OK);
    assert_int_equal(session_resume(&resumed, &level, record, length, NULL),
                     STATUS_OK);
    assert_true(world_equal(session_world(resumed), session_world(session)));
    session_close(resumed);
    session_close(session);
    free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_are_what_the_formula_says),
        cmocka_unit_test(the_first_blocks_tell_the_order_to_all),
        cmocka_unit_test(twelve_blocks_are_enough),
        cmocka_unit_test(the_late_general_catches_up),
        cmocka_unit_test(forks_are_settled_without_a_leader),
        cmocka_unit_test(one_confirmation_is_undone),
        cmocka_unit_test(the_majority_undoes_three),
        cmocka_unit_test(against_the_majority_the_right_claim_wins),
        cmocka_unit_test(selfishness_pays),
        cmocka_unit_test(the_eclipsed_general_must_not_follow_his_chain),
        cmocka_unit_test(a_siege_is_taken_back_and_taken_up_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
