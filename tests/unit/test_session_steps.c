/* Sessions without a clock: positions that come back, the lamp, claims by all
 * positions, hints that are computed. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "session/session.h"
#include "support/sieges.h"

static struct level level;
static struct session *session;

/* Under a slow tool: less of the same. */
static bool is_slow(void)
{
    const char *tool = getenv("STRATEGOS_TOOL");
    return tool != NULL && tool[0] != '\0';
}

static void open_vote(enum rule_id rule, unsigned inputs, unsigned t,
                      unsigned falls, enum goal goal)
{
    struct setup setup;
    struct diag why;
    setup_default(&setup, rule, 3);
    setup.faults = (uint8_t)t;
    setup.falls = (uint8_t)falls;
    setup.deadline = 40 * STEP_MINUTES;
    for (unsigned g = 0; g < 3; g++) {
        setup.input[g] = (uint8_t)(inputs >> g & 1);
    }
    level_from_setup(&level, &setup);
    level.role = ROLE_CITY;
    level.player = NO_GENERAL;
    level.goal = (uint8_t)goal;
    level.possible = true;
    level.par = falls;
    assert_int_equal(session_open(&session, &level, 1, &why), STATUS_OK);
}

static int close_after(void **state)
{
    (void)state;
    session_close(session);
    session = NULL;
    return 0;
}

static void send(void)
{
    assert_int_equal(session_send(session, NULL), STATUS_OK);
}

/* Let the letter between these two of this kind arrive next. */
static void deliver(unsigned from, unsigned to, enum post_kind kind)
{
    const struct desk_item *items;
    assert_int_equal(session_desk(session, &items), 1);
    for (uint32_t i = 0; i < items[0].options; i++) {
        struct option option;
        struct letter letter;
        assert_int_equal(session_option(session, 0, i, &option), STATUS_OK);
        if (option.kind != OPTION_DELIVER) {
            continue;
        }
        game_letter(session_world(session), option.letter, &letter);
        if (letter.from == from && letter.to == to && letter.post == kind) {
            assert_int_equal(session_set(session, 0, i), STATUS_OK);
            send();
            return;
        }
    }
    fail_msg("no such letter is on its road");
}

/* Values 0, 0, 1 again after one phase: see the hint of the level. */
static void go_round(void)
{
    deliver(1, 0, POST_REPORT);
    deliver(2, 1, POST_REPORT);
    deliver(0, 2, POST_REPORT);
    deliver(1, 0, POST_PROPOSAL);
    deliver(0, 1, POST_PROPOSAL);
}

static void a_position_that_comes_back_wins_and_says_which(void **state)
{
    struct outcome outcome;
    (void)state;
    open_vote(RULE_VOTE, 4, 1, 0, GOAL_UNDECIDED);
    go_round();
    assert_false(session_over(session));
    deliver(1, 2, POST_PROPOSAL);
    assert_true(session_over(session));
    session_outcome(session, &outcome);
    assert_true(outcome.over && outcome.reached);
    assert_int_equal(outcome.back_from, 0);
    assert_int_equal(outcome.back_to, 6);
    assert_int_equal(outcome.stars, 3);
    assert_int_equal(session_send(session, NULL), STATUS_OVER);
    assert_true(session_undo(session));
    assert_false(session_over(session));
    assert_true(session_redo(session));
    assert_true(session_over(session));
}

/* Every letter that was in flight at the first coming is settled after a second
 * time round, and every general has taken steps: the schedule is fair. */
static void the_cycle_is_fair(void **state)
{
    struct letter before[16];
    size_t count;
    uint32_t stage[3];
    (void)state;
    open_vote(RULE_VOTE, 4, 1, 0, GOAL_SPLIT); /* which does not end it */
    count = game_view(session_world(session), EYES_ALL, 0, before, 16);
    assert_int_equal(count, 6);
    for (unsigned g = 0; g < 3; g++) {
        stage[g] = session_world(session)->memory.vote.stage[g];
    }
    for (unsigned lap = 0; lap < 2; lap++) {
        go_round();
        deliver(1, 2, POST_PROPOSAL);
    }
    for (size_t i = 0; i < count; i++) {
        struct letter letter;
        game_letter(session_world(session), before[i].index, &letter);
        assert_int_equal(letter.state, LETTER_ARRIVED);
    }
    for (unsigned g = 0; g < 3; g++) {
        assert_int_equal(session_world(session)->memory.vote.stage[g],
                         stage[g] + 4);
    }
}

static void a_recorded_cycle_is_over_when_it_is_taken_up_again(void **state)
{
    char *text;
    size_t length;
    struct session *again;
    struct outcome outcome;
    struct diag why = {.line = 0};
    (void)state;
    open_vote(RULE_VOTE, 4, 1, 0, GOAL_UNDECIDED);
    go_round();
    deliver(1, 2, POST_PROPOSAL);
    assert_int_equal(session_record(session, &text, &length), STATUS_OK);
    if (session_resume(&again, &level, text, length, &why) != STATUS_OK) {
        fail_msg("%s", why.text);
    }
    free(text);
    assert_true(session_over(again));
    session_outcome(again, &outcome);
    assert_int_equal(outcome.back_to, 6);
    session_close(again);
}

/* The time is up, or nothing more can happen: won, but told apart. */
static void a_delay_and_a_standstill_are_no_cycle(void **state)
{
    struct outcome outcome;
    (void)state;
    open_vote(RULE_VOTE, 7, 0, 1, GOAL_UNDECIDED);
    while (!session_over(session)) {
        (void)session_solve_desk(session);
        send();
    }
    session_outcome(session, &outcome);
    assert_true(outcome.reached && outcome.stuck);
    assert_int_equal(outcome.back_to, 0);
    assert_int_equal(outcome.lies, 1); /* one general fell */
}

static void coins_that_fall_the_same_way_again_prove_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < (is_slow() ? 1 : 8); seed++) {
        struct outcome outcome;
        open_vote(RULE_COIN, 4, 1, 0, GOAL_UNDECIDED);
        session_close(session);
        assert_int_equal(session_open(&session, &level, seed, NULL), STATUS_OK);
        while (!session_over(session)) {
            (void)session_solve_desk(session);
            send();
        }
        session_outcome(session, &outcome);
        assert_int_equal(outcome.back_to, 0);
        close_after(NULL);
    }
}

static bool never(void *context, uint64_t positions)
{
    unsigned *asked = context;
    (void)positions;
    (*asked)++;
    return false;
}

static void who_wants_no_lamp_waits_for_none(void **state)
{
    unsigned asked = 0;
    (void)state;
    open_vote(RULE_VOTE, 4, 1, 1, GOAL_UNDECIDED);
    session_lamp_tick(session, never, &asked);
    assert_int_equal(session_valency(session), VALENCY_COUNT);
    assert_int_equal(session_valency(session), VALENCY_COUNT);
    assert_int_equal(asked, 1); /* given up at once, and for good */
}

static void the_lamp_says_what_can_still_be_decided(void **state)
{
    const struct desk_item *items;
    unsigned seen = 0;
    (void)state;
    open_vote(RULE_VOTE, 4, 1, 1, GOAL_UNDECIDED);
    assert_int_equal(session_valency(session), VALENCY_BOTH);
    (void)session_desk(session, &items);
    for (uint32_t i = 0; i < items[0].options; i++) {
        seen |= 1U << session_valency_after(session, i);
    }
    assert_int_equal(seen, 1U << VALENCY_BOTH); /* one step settles nothing */
    close_after(NULL);
    open_vote(RULE_VOTE, 0, 1, 1, GOAL_UNDECIDED);
    assert_int_equal(session_valency(session), VALENCY_ZERO);
}

static void claims_of_a_vote_are_settled_by_all_positions(void **state)
{
    static const struct {
        uint8_t rule, inputs, falls, goal, possible;
    } rows[] = {
        {RULE_VOTE, 0, 1, GOAL_UNDECIDED, IMPOSSIBLE},
        {RULE_VOTE, 4, 0, GOAL_UNDECIDED, POSSIBLE},
        {RULE_VOTE, 3, 1, GOAL_UNDECIDED, IMPOSSIBLE},
        {RULE_VOTE, 3, 0, GOAL_STANDS, IMPOSSIBLE},
        {RULE_VOTE, 1, 0, GOAL_STANDS, POSSIBLE},
        {RULE_COIN, 1, 0, GOAL_UNDECIDED, POSSIBLE}, /* .66 for 40 steps */
        {RULE_COIN, 0, 0, GOAL_UNDECIDED, IMPOSSIBLE},
    };
    (void)state;
    for (size_t i = 0; i < (is_slow() ? 2 : sizeof rows / sizeof rows[0]);
         i++) {
        struct outcome outcome;
        open_vote((enum rule_id)rows[i].rule, rows[i].inputs, 1, rows[i].falls,
                  (enum goal)rows[i].goal);
        assert_int_equal(session_claim(session, 1000, NULL), STATUS_OK);
        session_outcome(session, &outcome);
        assert_true(outcome.by_positions && outcome.proven);
        assert_true(outcome.plans > 1000);
        assert_int_equal(outcome.possible, rows[i].possible);
        assert_int_equal(outcome.reached, rows[i].possible == IMPOSSIBLE);
        close_after(NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(
            a_position_that_comes_back_wins_and_says_which, close_after),
        cmocka_unit_test_teardown(the_cycle_is_fair, close_after),
        cmocka_unit_test_teardown(
            a_recorded_cycle_is_over_when_it_is_taken_up_again, close_after),
        cmocka_unit_test_teardown(a_delay_and_a_standstill_are_no_cycle,
                                  close_after),
        cmocka_unit_test_teardown(
            coins_that_fall_the_same_way_again_prove_nothing, close_after),
        cmocka_unit_test_teardown(who_wants_no_lamp_waits_for_none,
                                  close_after),
        cmocka_unit_test_teardown(the_lamp_says_what_can_still_be_decided,
                                  close_after),
        cmocka_unit_test_teardown(claims_of_a_vote_are_settled_by_all_positions,
                                  close_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
