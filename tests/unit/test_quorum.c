/* Quorums as the screen and the lines show them: right at every minute, and
 * nothing that the player may not see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/sieges.h"
#include "ui/quorum.h"
#include "ui/words.h"

enum { STEPS = 60 };

static struct level level;
static struct session *session;

static void open_level(enum level_role role, unsigned traitors,
                       enum strategy plays)
{
    struct setup setup = sieges_setup(RULE_PBFT, 4, 0, traitors);
    level_from_setup(&level, &setup);
    level.role = (uint8_t)role;
    level.player = role == ROLE_TRAITOR ? 0 : NO_GENERAL;
    memset(level.others.general, (int)plays, sizeof level.others.general);
    assert_int_equal(session_open(&session, &level, 1, NULL), STATUS_OK);
}

static void step(void)
{
    assert_int_equal(session_send(session, NULL), STATUS_OK);
}

static struct quorum look(unsigned g)
{
    struct quorum state;
    quorum_look(session, g, session_eyes(session),
                session_world(session)->clock, &state);
    return state;
}

/* The same as the replica itself has counted. */
static void expect_counts(unsigned g, const struct quorum *state)
{
    const struct world *world = session_world(session);
    const struct memory_pbft *pbft = &world->memory.pbft;
    unsigned order = pbft->accepted[g];
    assert_true(state->known);
    assert_int_equal(state->view, pbft->view[g]);
    assert_int_equal(state->decided, world->decided[g]);
    assert_int_equal(state->waits, !pbft->active[g]);
    if (order == ORDER_NONE) {
        assert_false(state->accepted);
        return;
    }
    assert_int_equal(state->order, order);
    assert_int_equal(state->prepares, set_count(pbft->prepares[g][order]));
    assert_int_equal(state->commits, set_count(pbft->commits[g][order]));
    assert_int_equal(state->needs_prepares, 2);
    assert_int_equal(state->needs_commits, 3);
}

static void quorums_are_counted_as_the_replicas_count_them(void **state)
{
    static struct quorum seen[STEPS][4];
    static uint32_t minute[STEPS];
    unsigned steps = 0, changed = 0;
    (void)state;
    open_level(ROLE_WATCH, 1, STRATEGY_SPLIT);
    while (!session_over(session)) {
        assert_in_range(steps, 0, STEPS - 1);
        for (unsigned g = 1; g < 4; g++) {
            seen[steps][g] = look(g);
            expect_counts(g, &seen[steps][g]);
            changed += seen[steps][g].view > 0;
        }
        minute[steps++] = session_world(session)->clock;
        step();
    }
    assert_true(changed > 5);
    /* And looked back at, it is as it was. */
    for (unsigned i = 0; i < steps; i++) {
        for (unsigned g = 1; g < 4; g++) {
            struct quorum then;
            quorum_look(session, g, EYES_ALL, minute[i], &then);
            assert_memory_equal(&then, &seen[i][g], sizeof then);
        }
    }
    session_close(session);
}

static void a_traitor_sees_only_what_was_written_to_it(void **state)
{
    (void)state;
    open_level(ROLE_TRAITOR, 1, STRATEGY_LOYAL);
    for (unsigned g = 0; g < 4; g++) {
        assert_false(look(g).known);
    }
    step(); /* all is answered: the siege runs to its end */
    for (unsigned g = 1; g < 4; g++) {
        struct quorum then;
        quorum_look(session, g, 1, 0, &then);
        assert_false(then.known);
        quorum_look(session, g, 1, session_world(session)->clock, &then);
        assert_true(then.known);
        assert_int_equal(then.wrote, POST_COMMIT);
        assert_int_equal(then.order, level.setup.order);
        assert_int_equal(then.commits, 0);
        assert_int_equal(then.decided, ORDER_NONE);
    }
    session_close(session);
}

static void the_city_that_reads_nothing_sees_no_orders(void **state)
{
    (void)state;
    open_level(ROLE_CITY, 0, STRATEGY_LOYAL);
    for (unsigned i = 0; i < 8; i++) {
        step();
    }
    for (unsigned g = 0; g < 4; g++) {
        struct quorum state_of;
        quorum_look(session, g, 0, session_world(session)->clock, &state_of);
        assert_int_equal(state_of.order, ORDER_NONE);
        assert_int_equal(state_of.decided, ORDER_NONE);
    }
    session_close(session);
}

static void they_are_said_in_one_clause(void **state)
{
    struct quorum quorum = {.known = true,
                            .order = ORDER_NONE,
                            .decided = ORDER_NONE,
                            .needs_prepares = 2,
                            .needs_commits = 3};
    char text[WORDS_MAX];
    (void)state;
    open_level(ROLE_WATCH, 0, STRATEGY_LOYAL);
    words_quorum(text, sizeof text, &level, &quorum);
    assert_string_equal(text, "view 0, no order yet");
    quorum.accepted = true;
    quorum.order = 1;
    quorum.prepares = 1;
    words_quorum(text, sizeof text, &level, &quorum);
    assert_string_equal(text,
                        "view 0, \"attack\": prepares 1 of 2, commits 0 of 3");
    quorum.hidden = true;
    words_quorum(text, sizeof text, &level, &quorum);
    assert_string_equal(text, "view 0: prepares 1 of 2, commits 0 of 3");
    quorum.waits = true;
    words_quorum(text, sizeof text, &level, &quorum);
    assert_string_equal(text, "waits for view 0");
    quorum.is_decided = true;
    words_quorum(text, sizeof text, &level, &quorum);
    assert_string_equal(text, "view 0, decided");
    quorum.known = false;
    words_quorum(text, sizeof text, &level, &quorum);
    assert_string_equal(text, "");
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quorums_are_counted_as_the_replicas_count_them),
        cmocka_unit_test(a_traitor_sees_only_what_was_written_to_it),
        cmocka_unit_test(the_city_that_reads_nothing_sees_no_orders),
        cmocka_unit_test(they_are_said_in_one_clause),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
