#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/paths.h"
#include "record/record.h"
#include "session/session.h"
#include "support/sieges.h"

/* One level and one session at a time. */
static struct level level;
static struct session *session;

static void begin_level(const struct setup *setup, enum level_role role,
                        enum goal goal, unsigned player)
{
    level_from_setup(&level, setup);
    level.role = (uint8_t)role;
    level.goal = (uint8_t)goal;
    level.player = (uint8_t)player;
    level.par = 1;
    level.possible = true;
}

static void open_session(uint64_t seed)
{
    struct diag why;
    assert_int_equal(session_open(&session, &level, seed, &why), STATUS_OK);
}

static int close_after(void **state)
{
    (void)state;
    session_close(session);
    session = NULL;
    return 0;
}

/* OM(1) with the commander and lieutenants 1, 2, 3. */
static void open_oral(unsigned generals, unsigned depth, unsigned traitors,
                      enum goal goal)
{
    struct setup setup = sieges_setup(RULE_ORAL, generals, depth, traitors);
    unsigned player = 0;
    while ((traitors >> player & 1u) == 0) {
        player++;
    }
    begin_level(&setup, ROLE_TRAITOR, goal, player);
    open_session(1);
}

static void send(void)
{
    struct diag why;
    assert_int_equal(session_send(session, &why), STATUS_OK);
}

static const struct desk_item *desk(size_t count)
{
    const struct desk_item *items;
    assert_int_equal(session_desk(session, &items), count);
    return items;
}

static uint64_t hash(void)
{
    return record_world_hash(session_world(session));
}

static void a_traitor_finds_all_its_letters_of_a_round_on_the_desk(void **state)
{
    (void)state;
    open_oral(4, 1, 1u << 2, GOAL_DISOBEY);
    const struct desk_item *items = desk(2);
    for (unsigned i = 0; i < 2; i++) {
        assert_int_equal(items[i].decision.actor, 2);
        assert_int_equal(items[i].decision.target, i == 0 ? 1 : 3);
        assert_int_equal(items[i].length, 2);
        assert_int_equal(paths_at(items[i].chain, 0), 0);
        assert_int_equal(items[i].duty_order, 1);
        assert_int_equal(items[i].options, 3);
        assert_int_equal(items[i].answer, 0);
    }
}

static void every_round_has_its_own_desk(void **state)
{
    (void)state;
    open_oral(4, 1, 1u << 0 | 1u << 1, GOAL_SPLIT);
    assert_int_equal(desk(3)[0].decision.round, 1);
    send();
    assert_int_equal(desk(2)[0].decision.round, 2);
    assert_int_equal(session_world(session)->clock, 60);
    send();
    desk(0);
    assert_true(session_over(session));
    struct diag why;
    assert_int_equal(session_send(session, &why), STATUS_OVER);
}

static void a_lie_to_one_of_two_lieutenants_wins_with_three_stars(void **state)
{
    (void)state;
    open_oral(3, 1, 1u << 2, GOAL_DISOBEY);
    desk(1);
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    assert_int_equal(session_lies(session, true), 1);
    assert_int_equal(session_lies(session, false), 0);
    send();
    struct outcome outcome;
    session_outcome(session, &outcome);
    assert_true(outcome.over && outcome.reached && !outcome.claimed);
    assert_int_equal(outcome.lies, 1);
    assert_int_equal(outcome.stars, 3);
    assert_int_equal(outcome.verdict.validity, TRI_NO);
}

static void stars_fall_with_the_lies(void **state)
{
    (void)state;
    /* Four lies where par says so many. */
    static const struct {
        uint32_t par;
        uint8_t stars;
    } cases[] = {{1, 1}, {2, 2}, {4, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1u << 0);
        struct outcome outcome;
        begin_level(&setup, ROLE_TRAITOR, GOAL_STANDS, 0);
        level.par = cases[i].par;
        setup.traitors = 1u << 0 | 1u << 1;
        level.setup = setup;
        open_session(1);
        session_stand(session, NO_GENERAL,
                      (struct standing){.stance = STANCE_SILENCE});
        send();
        session_stand(session, NO_GENERAL, (struct standing){.stance = 0});
        assert_int_equal(session_set(session, 0, 1), STATUS_OK);
        send();
        session_outcome(session, &outcome);
        assert_true(outcome.reached);
        assert_int_equal(outcome.lies, 4);
        assert_int_equal(outcome.stars, cases[i].stars);
        close_after(NULL);
    }
}

static void a_standing_order_leaves_alone_what_was_set_by_hand(void **state)
{
    (void)state;
    open_oral(5, 1, 1u << 0, GOAL_SPLIT);
    struct standing retreat = {.stance = STANCE_ORDER, .order = 0};
    assert_int_equal(session_set(session, 1, 0), STATUS_OK);
    session_stand(session, NO_GENERAL, retreat);
    const struct desk_item *items = desk(4);
    for (size_t i = 0; i < 4; i++) {
        struct option option;
        assert_int_equal(
            session_option(session, i, (uint32_t)items[i].answer, &option),
            STATUS_OK);
        assert_int_equal(option.order, i == 1 ? 1 : 0);
        assert_int_equal(items[i].overridden, i == 1);
    }
    session_stand(session, 1, (struct standing){.stance = STANCE_SILENCE});
    struct option option;
    assert_int_equal(
        session_option(session, 0, (uint32_t)items[0].answer, &option),
        STATUS_OK);
    assert_int_equal(option.kind, OPTION_SILENT);
    assert_int_equal(session_standing(session, 2).stance, STANCE_ORDER);
    assert_int_equal(session_lies(session, true), 3);
}

static void a_standing_order_lasts_into_the_next_round(void **state)
{
    (void)state;
    open_oral(5, 1, 1u << 0 | 1u << 1, GOAL_SPLIT);
    session_stand(session, 3, (struct standing){.stance = STANCE_SILENCE});
    send();
    const struct desk_item *items;
    size_t count = session_desk(session, &items);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(items[i].answer != 0, items[i].decision.target == 3);
    }
}

static void
a_standing_order_for_sealed_letters_sends_only_that_order(void **state)
{
    (void)state;
    struct setup setup = sieges_setup(RULE_SIGNED, 4, 1, 1u << 0);
    begin_level(&setup, ROLE_TRAITOR, GOAL_SPLIT, 0);
    open_session(1);
    session_stand(session, 1,
                  (struct standing){.stance = STANCE_ORDER, .order = 0});
    session_stand(session, 2, (struct standing){.stance = STANCE_SILENCE});
    const struct desk_item *items;
    size_t count = session_desk(session, &items);
    unsigned seals = 0;
    for (size_t i = 0; i < count; i++) {
        struct option option;
        if (items[i].decision.kind != DECISION_SEAL) {
            continue;
        }
        seals++;
        assert_int_equal(
            session_option(session, i, (uint32_t)items[i].answer, &option),
            STATUS_OK);
        unsigned wanted = items[i].decision.target == 1   ? 0
                          : items[i].decision.target == 2 ? 9
                                                          : 1;
        assert_int_equal(option.kind, items[i].order == wanted
                                          ? OPTION_SEND
                                          : OPTION_WITHHOLD);
    }
    assert_int_equal(seals, 6);
}

static void undo_gives_the_desk_back_as_it_was_sent(void **state)
{
    (void)state;
    open_oral(4, 1, 1u << 0 | 1u << 1, GOAL_SPLIT);
    assert_false(session_undo(session));
    assert_int_equal(session_set(session, 2, 1), STATUS_OK);
    session_stand(session, 3, (struct standing){.stance = STANCE_SILENCE});
    uint64_t before = hash();
    send();
    uint64_t second = hash();
    assert_int_equal(session_set(session, 0, 2), STATUS_OK);
    assert_true(session_undo(session));
    assert_int_equal(hash(), before);
    const struct desk_item *items = desk(3);
    assert_int_equal(items[2].answer, 1);
    assert_true(items[2].overridden);
    assert_int_equal(session_standing(session, 3).stance, STANCE_SILENCE);
    assert_int_equal(session_lies(session, false), 0);
    assert_true(session_redo(session));
    assert_int_equal(hash(), second);
    assert_int_equal(desk(2)[0].answer, 2);
    assert_false(session_redo(session));
}

static void changes_on_the_desk_are_taken_back_one_by_one(void **state)
{
    (void)state;
    open_oral(4, 1, 1u << 0 | 1u << 1, GOAL_SPLIT);
    assert_false(session_undo_edit(session));
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    session_stand(session, 2, (struct standing){.stance = STANCE_SILENCE});
    assert_int_equal(session_lies(session, true), 2);
    assert_true(session_undo_edit(session));
    assert_int_equal(session_lies(session, true), 1);
    assert_int_equal(session_standing(session, 2).stance, STANCE_TRUTH);
    assert_true(session_undo_edit(session));
    assert_int_equal(session_lies(session, true), 0);
    assert_false(session_undo_edit(session));
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    send();
    assert_false(session_undo_edit(session));
    assert_true(session_undo(session));
    assert_int_equal(session_lies(session, true), 1);
}

static void who_was_shown_the_solution_gets_one_star(void **state)
{
    struct outcome outcome;
    (void)state;
    open_oral(3, 1, 1u << 2, GOAL_DISOBEY);
    session_read_solution(session);
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    send();
    session_outcome(session, &outcome);
    assert_true(outcome.reached);
    assert_int_equal(outcome.stars, 1);
}

static void nothing_is_laid_on_the_desk_where_nothing_helps(void **state)
{
    (void)state;
    open_oral(4, 1, 1u << 2, GOAL_DISOBEY);
    session_close(session);
    level.possible = false;
    open_session(1);
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    assert_int_equal(session_solve_desk(session), 0);
    assert_int_equal(session_lies(session, true), 1);
}

static void another_answer_after_undo_drops_what_redo_had(void **state)
{
    (void)state;
    open_oral(3, 1, 1u << 2, GOAL_DISOBEY);
    send();
    assert_true(session_undo(session));
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    send();
    assert_false(session_redo(session));
    assert_int_equal(session_world(session)->decided[1], ORDER_RETREAT);
}

static void restart_begins_again_and_can_be_put_back(void **state)
{
    (void)state;
    open_oral(4, 1, 1u << 0 | 1u << 1, GOAL_SPLIT);
    uint64_t first = hash();
    session_stand(session, NO_GENERAL,
                  (struct standing){.stance = STANCE_SILENCE});
    send();
    send();
    uint64_t last = hash();
    session_restart(session);
    assert_int_equal(hash(), first);
    assert_int_equal(desk(3)[0].answer, 0);
    assert_int_equal(session_standing(session, 1).stance, STANCE_TRUTH);
    assert_true(session_redo(session) && session_redo(session));
    assert_int_equal(hash(), last);
}

static void a_right_claim_wins_and_says_how_many_plans_were_tried(void **state)
{
    (void)state;
    open_oral(4, 1, 1u << 2, GOAL_BREAK);
    struct diag why;
    struct outcome outcome;
    level.possible = false;
    assert_int_equal(session_claim(session, 100000, &why), STATUS_OK);
    session_outcome(session, &outcome);
    assert_true(outcome.over && outcome.reached && outcome.claimed);
    assert_true(outcome.proven);
    assert_int_equal(outcome.possible, IMPOSSIBLE);
    assert_int_equal(outcome.plans, 4);
    assert_int_equal(outcome.stars, 3);
    assert_int_equal(session_eyes(session), EYES_ALL);
}

static void a_wrong_claim_can_be_taken_back(void **state)
{
    (void)state;
    open_oral(3, 1, 1u << 2, GOAL_DISOBEY);
    struct diag why;
    struct outcome outcome;
    assert_int_equal(session_claim(session, 100000, &why), STATUS_OK);
    session_outcome(session, &outcome);
    assert_true(outcome.over && !outcome.reached);
    assert_int_equal(outcome.possible, POSSIBLE);
    assert_int_equal(outcome.stars, 0);
    assert_int_equal(session_eyes(session), 1u << 2);
    desk(0);
    assert_int_equal(session_claim(session, 100000, &why), STATUS_OVER);
    assert_true(session_undo(session));
    assert_false(session_over(session));
    desk(1);
    assert_true(session_redo(session));
    assert_true(session_over(session));
}

/* The tree of letters has few parts. */
static void
a_claim_about_more_plans_than_can_be_tried_is_taken_apart(void **state)
{
    (void)state;
    struct setup setup = sieges_setup(RULE_ORAL, 10, 3, 0x00e);
    struct diag why;
    struct outcome outcome;
    begin_level(&setup, ROLE_TRAITOR, GOAL_BREAK, 1);
    level.possible = false;
    open_session(1);
    assert_int_equal(session_claim(session, 1000, &why), STATUS_OK);
    session_outcome(session, &outcome);
    assert_true(outcome.reached && outcome.proven);
    assert_int_equal(outcome.means, SEARCH_BY_PARTS);
}

static void a_claim_beyond_the_limit_rests_on_the_level(void **state)
{
    (void)state;
    struct setup setup = sieges_setup(RULE_SIGNED, 6, 2, 0x003);
    struct diag why;
    struct outcome outcome;
    begin_level(&setup, ROLE_TRAITOR, GOAL_BREAK, 0);
    level.possible = false;
    open_session(1);
    assert_int_equal(session_claim(session, 100, &why), STATUS_OK);
    session_outcome(session, &outcome);
    assert_false(outcome.proven);
    assert_int_equal(outcome.means, SEARCH_BY_NOTHING);
    assert_true(outcome.reached);
}

static void reaching_an_impossible_goal_is_said_honestly(void **state)
{
    (void)state;
    struct setup setup = sieges_setup(RULE_ORAL, 3, 1, 1u << 2);
    struct outcome outcome;
    begin_level(&setup, ROLE_TRAITOR, GOAL_DISOBEY, 2);
    level.possible = false;
    open_session(1);
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    send();
    session_outcome(session, &outcome);
    assert_true(outcome.reached && outcome.proven);
    assert_int_equal(outcome.possible, POSSIBLE);
}

static void a_loyal_general_has_to_decide_before_sending(void **state)
{
    (void)state;
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1u << 2);
    struct diag why;
    struct outcome outcome;
    begin_level(&setup, ROLE_LOYAL, GOAL_HOLD, 1);
    level.others.general[2] = STRATEGY_OPPOSITE;
    open_session(1);
    const struct desk_item *items = desk(1);
    struct option option;
    assert_true(items[0].open);
    assert_int_equal(
        session_option(session, 0, (uint32_t)items[0].answer, &option),
        STATUS_OK);
    assert_int_equal(option.order, ORDER_RETREAT);
    assert_int_equal(session_send(session, &why), STATUS_RANGE);
    assert_int_equal(session_eyes(session), 1u << 1);
    assert_int_equal(session_set(session, 0, 0), STATUS_OK);
    send();
    session_outcome(session, &outcome);
    assert_true(outcome.reached);
    assert_int_equal(outcome.stars, 3);
    assert_int_equal(outcome.lies, 0);
}

static void deciding_rightly_where_no_rule_does_is_luck(void **state)
{
    (void)state;
    struct setup setup = sieges_setup(RULE_ORAL, 3, 1, 1u << 2);
    struct outcome outcome;
    begin_level(&setup, ROLE_LOYAL, GOAL_HOLD, 1);
    level.others.general[2] = STRATEGY_OPPOSITE;
    level.possible = false;
    open_session(1);
    for (uint64_t answer = 0; answer < 2; answer++) {
        assert_int_equal(session_set(session, 0, answer), STATUS_OK);
        send();
        session_outcome(session, &outcome);
        bool attacks = session_world(session)->decided[1] == 1;
        assert_int_equal(outcome.reached, attacks);
        assert_int_equal(outcome.stars, attacks ? 1 : 0);
        assert_int_equal(outcome.possible, IMPOSSIBLE);
        assert_false(outcome.proven);
        assert_true(session_undo(session));
    }
}

/* SM(1), the commander a traitor who seals two orders. */
static void open_accusation(void)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 4, 1, 1u << 0);
    setup.accusers = 1u << 1;
    begin_level(&setup, ROLE_LOYAL, GOAL_ACCUSE, 1);
    level.others.general[0] = STRATEGY_SPLIT;
    level.solution[0] = (struct level_step){.kind = OPTION_ACCUSE, .to = 0};
    level.solution_steps = 1;
    open_session(1);
}

static void accusing_opens_the_questions_for_the_proof(void **state)
{
    (void)state;
    open_accusation();
    assert_int_equal(desk(2)[0].decision.kind, DECISION_ACCUSE);
    assert_int_equal(session_set(session, 1, 1), STATUS_OK);
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    const struct desk_item *items = desk(4);
    assert_int_equal(items[1].decision.kind, DECISION_PROOF_1);
    assert_int_equal(items[2].decision.kind, DECISION_PROOF_2);
    assert_int_equal(items[3].decision.kind, DECISION_DECIDE);
    assert_int_equal(items[3].answer, 1); /* as set before */
    assert_false(items[3].open);
    assert_int_equal(session_set(session, 0, 0), STATUS_OK);
    desk(2);
}

static void the_solution_proves_the_accusation(void **state)
{
    (void)state;
    struct outcome outcome;
    open_accusation();
    assert_true(session_solve_desk(session) > 0);
    send();
    session_outcome(session, &outcome);
    assert_true(outcome.reached);
    assert_int_equal(session_world(session)->proven[1], 1);
}

static void the_solution_of_a_traitor_is_laid_on_the_desk(void **state)
{
    (void)state;
    const uint8_t about[] = {0, 2};
    struct setup setup = sieges_setup(RULE_ORAL, 3, 1, 1u << 2);
    struct outcome outcome;
    begin_level(&setup, ROLE_TRAITOR, GOAL_DISOBEY, 2);
    level.solution[0] = (struct level_step){.kind = OPTION_SAY,
                                            .from = 2,
                                            .to = 1,
                                            .order = ORDER_RETREAT,
                                            .chain = paths_pack(about, 2),
                                            .length = 2};
    level.solution_steps = 1;
    open_session(1);
    assert_int_equal(session_solve_desk(session), 1);
    assert_int_equal(session_solve_desk(session), 0);
    send();
    session_outcome(session, &outcome);
    assert_true(outcome.reached);
}

static void the_city_captures_within_its_budget(void **state)
{
    (void)state;
    struct setup setup = sieges_setup(RULE_RELAY, 4, 0, 0);
    struct outcome outcome;
    setup.budget = 1;
    for (unsigned g = 0; g < 4; g++) {
        setup.watched[g] = (uint16_t)(0xf & ~(1u << g));
    }
    begin_level(&setup, ROLE_CITY, GOAL_STANDS, NO_GENERAL);
    open_session(1);
    assert_int_equal(session_eyes(session), 0);
    desk(1);
    send(); /* lets the first one pass */
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    assert_int_equal(session_lies(session, true), 1);
    send();
    assert_true(session_over(session));
    session_outcome(session, &outcome);
    assert_true(outcome.reached);
    assert_int_equal(outcome.lies, 1);
}

static void the_city_cannot_plan_more_captures_than_it_has(void **state)
{
    (void)state;
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 0);
    setup.budget = 2;
    for (unsigned g = 0; g < 4; g++) {
        setup.watched[g] = (uint16_t)(0xf & ~(1u << g));
    }
    begin_level(&setup, ROLE_CITY, GOAL_STANDS, NO_GENERAL);
    open_session(1);
    desk(3);
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    assert_int_equal(session_set(session, 2, 1), STATUS_OK);
    assert_int_equal(session_set(session, 1, 1), STATUS_RANGE);
    assert_int_equal(session_set(session, 0, 0), STATUS_OK);
    assert_int_equal(session_set(session, 1, 1), STATUS_OK);
    send();
    assert_int_equal(session_world(session)->captured, 2);
    assert_true(session_over(session));
}

static void watching_goes_from_bell_to_bell(void **state)
{
    (void)state;
    struct setup setup = sieges_setup(RULE_RELAY, 6, 0, 1u << 3);
    struct outcome outcome;
    begin_level(&setup, ROLE_WATCH, GOAL_WATCH, NO_GENERAL);
    level.others.general[3] = STRATEGY_OPPOSITE;
    open_session(1);
    desk(0);
    assert_int_equal(session_eyes(session), EYES_ALL);
    assert_false(session_over(session));
    unsigned sends = 0;
    while (!session_over(session)) {
        send();
        sends++;
    }
    assert_true(sends >= 2);
    session_outcome(session, &outcome);
    assert_true(outcome.reached);
    assert_int_equal(outcome.stars, 3);
    while (session_undo(session)) {
        sends--;
    }
    assert_int_equal(sends, 0);
}

static void the_forecast_comes_true_when_nobody_interferes(void **state)
{
    (void)state;
    uint8_t foreseen[GENERALS_MAX];
    open_oral(5, 1, 1u << 0 | 1u << 1, GOAL_SPLIT);
    session_stand(session, 3,
                  (struct standing){.stance = STANCE_ORDER, .order = 0});
    session_forecast(session, foreseen);
    send();
    send();
    assert_memory_equal(foreseen, session_world(session)->decided,
                        GENERALS_MAX);
}

static void the_forecast_tells_a_loyal_general_nothing(void **state)
{
    (void)state;
    uint8_t foreseen[GENERALS_MAX];
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1u << 2);
    begin_level(&setup, ROLE_LOYAL, GOAL_HOLD, 1);
    open_session(1);
    session_forecast(session, foreseen);
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        assert_int_equal(foreseen[g], ORDER_NONE);
    }
}

static void the_record_of_a_session_replays(void **state)
{
    (void)state;
    static struct world world;
    char *text;
    size_t length;
    struct diag why;
    struct record_result result;
    open_oral(4, 1, 1u << 0 | 1u << 1, GOAL_SPLIT);
    session_stand(session, 2, (struct standing){.stance = STANCE_SILENCE});
    send();
    assert_true(session_undo(session));
    send();
    send();
    assert_int_equal(session_record(session, &text, &length), STATUS_OK);
    assert_int_equal(record_replay(&result, &world, text, length, NULL, &why),
                     STATUS_OK);
    assert_true(result.complete);
    assert_true(world_equal(&world, session_world(session)));
    free(text);
}

static void a_recorded_siege_is_taken_up_where_it_ended(void **state)
{
    (void)state;
    char *text;
    size_t length;
    struct diag why;
    open_oral(4, 1, 1u << 0 | 1u << 1, GOAL_SPLIT);
    uint64_t first = hash();
    assert_int_equal(session_set(session, 1, 1), STATUS_OK);
    send();
    uint64_t second = hash();
    assert_int_equal(session_record(session, &text, &length), STATUS_OK);
    close_after(NULL);
    assert_int_equal(session_resume(&session, &level, text, length, &why),
                     STATUS_OK);
    free(text);
    assert_int_equal(hash(), second);
    assert_int_equal(session_lies(session, false), 1);
    assert_int_equal(desk(2)[0].decision.round, 2);
    assert_true(session_undo(session));
    assert_int_equal(hash(), first);
    assert_int_equal(desk(3)[1].answer, 1);
    assert_true(session_redo(session));
    send();
    assert_true(session_over(session));
}

static void
a_record_that_breaks_off_leaves_its_answers_on_the_desk(void **state)
{
    (void)state;
    char *text;
    size_t length;
    struct diag why;
    open_oral(5, 1, 1u << 0, GOAL_SPLIT);
    assert_int_equal(session_set(session, 0, 1), STATUS_OK);
    assert_int_equal(session_set(session, 1, 2), STATUS_OK);
    send();
    assert_int_equal(session_record(session, &text, &length), STATUS_OK);
    close_after(NULL);
    unsigned lines = 0;
    size_t cut = 0;
    while (cut < length && lines < 100) {
        char *end = memchr(text + cut, '\n', length - cut);
        size_t next = end == NULL ? length : (size_t)(end - text) + 1;
        if (strncmp(text + cut, "step 3 ", 7) == 0 ||
            strncmp(text + cut, "3 ", 2) == 0) {
            break;
        }
        cut = next;
        lines++;
    }
    assert_true(cut < length);
    assert_int_equal(session_resume(&session, &level, text, cut, &why),
                     STATUS_OK);
    free(text);
    const struct desk_item *items = desk(4);
    assert_int_equal(items[0].answer, 1);
    assert_int_equal(items[1].answer, 2);
    assert_int_equal(items[2].answer, 0);
    assert_false(session_can_undo(session));
}

static void a_record_of_another_siege_is_refused(void **state)
{
    (void)state;
    char *text;
    size_t length;
    struct diag why;
    open_oral(4, 1, 1u << 1, GOAL_SPLIT);
    assert_int_equal(session_record(session, &text, &length), STATUS_OK);
    level.setup.traitors = 1u << 2;
    struct session *other = NULL;
    assert_int_equal(session_resume(&other, &level, text, length, &why),
                     STATUS_DRIFT);
    assert_null(other);
    assert_int_equal(session_resume(&other, &level, "nonsense\n", 9, &why),
                     STATUS_SYNTAX);
    free(text);
}

/* Send random desks to the end, taking some back on the way. */
static void play_randomly(uint64_t seed)
{
    for (unsigned i = 0; i < 200 && !session_over(session); i++) {
        const struct desk_item *items;
        size_t count = session_desk(session, &items);
        for (size_t k = 0; k < count; k++) {
            uint64_t answer =
                nature_draw(seed, 1000 * i + k) % items[k].options;
            enum status status = session_set(session, k, answer);
            assert_true(status == STATUS_OK ||
                        items[k].decision.kind == DECISION_CAPTURE);
            count = session_desk(session, &items);
        }
        if (nature_draw(seed, 77 + i) % 4 == 0) {
            (void)session_undo(session);
        }
        count = session_desk(session, &items);
        for (size_t k = 0; k < count; k++) {
            if (items[k].open) {
                assert_int_equal(session_set(session, k, 0), STATUS_OK);
            }
        }
        send();
    }
}

/* Undo everything, redo everything: the same worlds, record and events. */
static void check_undo_redo(void)
{
    uint64_t hashes[64] = {0};
    char *before, *after;
    size_t length, again, turns = 0;
    const struct event *events;
    size_t count = session_events(session, &events);
    assert_int_equal(session_record(session, &before, &length), STATUS_OK);
    do {
        assert_true(turns < 64);
        hashes[turns++] = hash();
    } while (session_undo(session));
    do {
        assert_int_equal(hash(), hashes[--turns]);
    } while (session_redo(session));
    assert_int_equal(turns, 0);
    assert_int_equal(session_record(session, &after, &again), STATUS_OK);
    assert_int_equal(length, again);
    assert_memory_equal(before, after, length);
    assert_int_equal(session_events(session, &events), count);
    free(before);
    free(after);
}

static void undo_and_redo_are_each_others_inverse(void **state)
{
    (void)state;
    static const uint8_t rules[] = {RULE_RELAY, RULE_ORAL, RULE_SIGNED,
                                    RULE_BLANK};
    for (uint64_t seed = 0; seed < 240; seed++) {
        struct setup setup;
        sieges_random_setup(&setup, (enum rule_id)rules[seed % 4], seed);
        enum level_role role = (enum level_role)(seed / 4 % 4);
        unsigned player = 0;
        bool traitor = role == ROLE_TRAITOR;
        while (player < setup.generals &&
               setup_is_traitor(&setup, player) != traitor) {
            player++;
        }
        if (player >= setup.generals && (traitor || role == ROLE_LOYAL)) {
            continue;
        }
        begin_level(&setup, role, GOAL_STANDS, player);
        for (unsigned g = 0; g < GENERALS_MAX; g++) {
            level.others.general[g] = STRATEGY_RANDOM;
        }
        open_session(seed);
        play_randomly(seed);
        assert_true(session_over(session));
        check_undo_redo();
        close_after(NULL);
    }
}

/* A siege of several thousand questions: chance may take any messenger. */
static void play_long(unsigned generals, unsigned depth)
{
    struct setup setup = sieges_setup(RULE_ORAL, generals, depth, 0x00e);
    setup.capture = 1000;
    begin_level(&setup, ROLE_TRAITOR, GOAL_BREAK, 1);
    open_session(1);
    session_stand(session, NO_GENERAL,
                  (struct standing){.stance = STANCE_ORDER, .order = 0});
    while (!session_over(session)) {
        send();
    }
    check_undo_redo();
}

static void undo_finds_its_way_from_checkpoints(void **state)
{
    (void)state;
    play_long(9, 3); /* undo to before the first checkpoint */
    close_after(NULL);
    play_long(8, 4); /* undo to behind it */
}

static void a_large_siege_is_played_with_checkpoints(void **state)
{
    (void)state;
    open_oral(10, 3, 0x00e, GOAL_BREAK);
    session_stand(session, NO_GENERAL,
                  (struct standing){.stance = STANCE_SILENCE});
    while (!session_over(session)) {
        send();
    }
    assert_true(session_lies(session, false) > 1000);
    check_undo_redo();
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, close_after)
    const struct CMUnitTest tests[] = {
        TEST(a_traitor_finds_all_its_letters_of_a_round_on_the_desk),
        TEST(every_round_has_its_own_desk),
        TEST(a_lie_to_one_of_two_lieutenants_wins_with_three_stars),
        TEST(stars_fall_with_the_lies),
        TEST(a_standing_order_leaves_alone_what_was_set_by_hand),
        TEST(a_standing_order_lasts_into_the_next_round),
        TEST(a_standing_order_for_sealed_letters_sends_only_that_order),
        TEST(undo_gives_the_desk_back_as_it_was_sent),
        TEST(changes_on_the_desk_are_taken_back_one_by_one),
        TEST(who_was_shown_the_solution_gets_one_star),
        TEST(nothing_is_laid_on_the_desk_where_nothing_helps),
        TEST(another_answer_after_undo_drops_what_redo_had),
        TEST(restart_begins_again_and_can_be_put_back),
        TEST(a_right_claim_wins_and_says_how_many_plans_were_tried),
        TEST(a_wrong_claim_can_be_taken_back),
        TEST(a_claim_about_more_plans_than_can_be_tried_is_taken_apart),
        TEST(a_claim_beyond_the_limit_rests_on_the_level),
        TEST(reaching_an_impossible_goal_is_said_honestly),
        TEST(a_loyal_general_has_to_decide_before_sending),
        TEST(deciding_rightly_where_no_rule_does_is_luck),
        TEST(accusing_opens_the_questions_for_the_proof),
        TEST(the_solution_proves_the_accusation),
        TEST(the_solution_of_a_traitor_is_laid_on_the_desk),
        TEST(the_city_captures_within_its_budget),
        TEST(the_city_cannot_plan_more_captures_than_it_has),
        TEST(watching_goes_from_bell_to_bell),
        TEST(the_forecast_comes_true_when_nobody_interferes),
        TEST(the_forecast_tells_a_loyal_general_nothing),
        TEST(the_record_of_a_session_replays),
        TEST(a_recorded_siege_is_taken_up_where_it_ended),
        TEST(a_record_that_breaks_off_leaves_its_answers_on_the_desk),
        TEST(a_record_of_another_siege_is_refused),
        TEST(undo_and_redo_are_each_others_inverse),
        TEST(undo_finds_its_way_from_checkpoints),
        TEST(a_large_siege_is_played_with_checkpoints),
    };
#undef TEST
    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
