/* A session without a clock: a turn is a step, taking it back, records cut
 * anywhere. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "agents/agent.h"
#include "record/record.h"
#include "session/session.h"
#include "support/networks.h"

enum { STEPS = 400 };

static struct level level;
static struct session *session;

static void begin(enum rule_id rule, const char *inputs, enum level_role role,
                  unsigned traitors)
{
    network_level(&level, rule, inputs, role);
    level.setup.traitors = (uint16_t)traitors;
    level.setup.faults =
        traitors != 0 && rule == RULE_COIN ? 1 : level.setup.faults;
    assert_int_equal(session_open(&session, &level, 7, NULL), STATUS_OK);
}

static int close_after(void **state)
{
    (void)state;
    session_close(session);
    session = NULL;
    return 0;
}

static void send_any(uint64_t seed)
{
    const struct desk_item *items;
    size_t count = session_desk(session, &items);
    for (size_t i = 0; i < count; i++) {
        uint64_t draw = nature_below(seed, i, items[i].options);
        assert_int_equal(session_set(session, i, draw), STATUS_OK);
    }
    assert_int_equal(session_send(session, NULL), STATUS_OK);
}

static uint64_t here(void)
{
    return record_world_hash(session_world(session));
}

static void each_step_is_one_turn_of_the_city(void **state)
{
    const struct desk_item *items;
    uint32_t clock = 0;
    (void)state;
    begin(RULE_COIN, "0101", ROLE_CITY, 0);
    for (unsigned i = 0; i < STEPS && !session_over(session); i++) {
        assert_int_equal(session_desk(session, &items), 1);
        assert_int_equal(items[0].decision.kind, DECISION_DELIVER);
        assert_true(session_world(session)->clock - clock <= STEP_MINUTES);
        clock = session_world(session)->clock;
        assert_int_equal(session_send(session, NULL), STATUS_OK);
    }
    assert_true(session_over(session));
    assert_int_equal(session_lies(session, false), 0);
}

static void taking_back_and_putting_back_goes_through_every_step(void **state)
{
    uint64_t worlds[STEPS + 1];
    unsigned turns = 0;
    (void)state;
    begin(RULE_VOTE, "100", ROLE_CITY, 0);
    worlds[0] = here();
    while (!session_over(session) && turns < STEPS) {
        send_any(turns);
        worlds[++turns] = here();
    }
    for (unsigned i = turns; i-- > 0;) {
        assert_true(session_undo(session));
        assert_true(here() == worlds[i]);
    }
    assert_false(session_undo(session));
    for (unsigned i = 1; i <= turns; i++) {
        assert_true(session_redo(session));
        assert_true(here() == worlds[i]);
    }
    session_restart(session);
    assert_true(here() == worlds[0]);
}

static void a_record_is_taken_up_where_it_ends(void **state)
{
    (void)state;
    begin(RULE_COIN, "0101", ROLE_CITY, 0);
    for (unsigned i = 0; i < 12 && !session_over(session); i++) {
        char *text = NULL;
        size_t length = 0;
        uint64_t before = here();
        assert_int_equal(session_record(session, &text, &length), STATUS_OK);
        session_close(session);
        session = NULL;
        assert_int_equal(session_resume(&session, &level, text, length, NULL),
                         STATUS_OK);
        free(text);
        assert_true(here() == before);
        assert_true(i == 0 || session_can_undo(session));
        send_any(i);
    }
}

static void a_traitor_is_asked_for_one_round_at_a_time(void **state)
{
    static const enum rule_id rules[] = {RULE_COIN, RULE_PBFT};
    const struct desk_item *items;
    (void)state;
    for (size_t k = 0; k < sizeof rules / sizeof *rules; k++) {
        begin(rules[k], rules[k] == RULE_COIN ? "010101" : "1111", ROLE_TRAITOR,
              1);
        for (unsigned i = 0; i < STEPS && !session_over(session); i++) {
            size_t count = session_desk(session, &items);
            for (size_t n = 1; n < count; n++) {
                assert_int_equal(items[n].decision.round,
                                 items[0].decision.round);
                assert_int_equal(items[n].decision.minute,
                                 items[0].decision.minute);
            }
            send_any(i);
        }
        close_after(NULL);
    }
    begin(RULE_COIN, "010101", ROLE_WATCH, 1);
    assert_int_equal(session_desk(session, &items), 0);
    for (unsigned i = 0; i < STEPS && !session_over(session); i++) {
        assert_int_equal(session_send(session, NULL), STATUS_OK);
    }
}

static void only_a_city_that_may_reads(void **state)
{
    (void)state;
    begin(RULE_COIN, "0101", ROLE_CITY, 0);
    assert_int_equal(session_eyes(session), EYES_ALL);
    close_after(NULL);
    network_level(&level, RULE_COIN, "0101", ROLE_CITY);
    level.blind = true;
    assert_int_equal(session_open(&session, &level, 7, NULL), STATUS_OK);
    assert_int_equal(session_eyes(session), 0);
}

#define SESSION_TEST(test) cmocka_unit_test_teardown(test, close_after)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(each_step_is_one_turn_of_the_city),
        SESSION_TEST(taking_back_and_putting_back_goes_through_every_step),
        SESSION_TEST(a_record_is_taken_up_where_it_ends),
        SESSION_TEST(a_traitor_is_asked_for_one_round_at_a_time),
        SESSION_TEST(only_a_city_that_may_reads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
