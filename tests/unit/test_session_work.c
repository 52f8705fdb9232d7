/* A session under proof of work: turns, the desk, blocks kept back, records
 * cut anywhere. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "rules/work.h"
#include "session/session.h"

enum { SEEDS = 12, TURNS = 4000 };

static struct level level;
static struct session *session;

static void begin(enum level_role role, unsigned traitors, unsigned player)
{
    struct setup setup;
    setup_default(&setup, RULE_WORK, 5);
    setup.traitors = (uint16_t)traitors;
    for (unsigned i = 0; i < 5; i++) {
        for (unsigned j = 0; j < 5; j++) {
            setup.road[i][j] = (uint16_t)(i == j ? 0 : 3);
        }
    }
    level_from_setup(&level, &setup);
    level.role = (uint8_t)role;
    level.player = (uint8_t)player;
    level.goal = role == ROLE_TRAITOR ? GOAL_UNDO
                 : role == ROLE_LOYAL ? GOAL_HOLD
                                      : GOAL_WATCH;
    level.formula = (struct level_formula){.threshold = PPM / 2,
                                           .convention = CONVENTION_OVERTAKE};
    level.others.general[4] =
        role == ROLE_TRAITOR ? STRATEGY_LOYAL : STRATEGY_WITHHOLD;
}

static void open_session(uint64_t seed)
{
    assert_int_equal(session_open(&session, &level, seed, NULL), STATUS_OK);
}

static int close_after(void **state)
{
    (void)state;
    session_close(session);
    session = NULL;
    return 0;
}

static const struct memory_work *work(void)
{
    return &session_world(session)->memory.work;
}

/* What is open gets the duty. */
static void send(void)
{
    const struct desk_item *items;
    size_t count = session_desk(session, &items);
    for (size_t i = 0; i < count; i++) {
        if (items[i].open) {
            assert_int_equal(session_set(session, i, 0), STATUS_OK);
        }
    }
    assert_int_equal(session_send(session, NULL), STATUS_OK);
}

static unsigned play_on(void)
{
    unsigned turns = 0;
    while (!session_over(session)) {
        assert_true(turns++ < TURNS);
        send();
    }
    return turns;
}

static uint64_t hash(void)
{
    return record_world_hash(session_world(session));
}

static void every_role_plays_to_the_end_by_sending(void **state)
{
    static const struct {
        enum level_role role;
        unsigned traitors, player;
    } rows[] = {{ROLE_TRAITOR, 0x18, 3},
                {ROLE_TRAITOR, 0x01, 0},
                {ROLE_LOYAL, 0x10, 2},
                {ROLE_WATCH, 0x10, NO_GENERAL}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            struct outcome outcome;
            begin(rows[i].role, rows[i].traitors, rows[i].player);
            open_session(seed);
            (void)play_on();
            session_outcome(session, &outcome);
            assert_true(outcome.over && outcome.verdict.termination);
            assert_true(work()->blocks > 1);
            session_close(session);
            session = NULL;
        }
    }
}

static void watching_goes_from_block_to_block(void **state)
{
    unsigned turns = 0;
    (void)state;
    begin(ROLE_WATCH, 0, NO_GENERAL);
    open_session(1);
    while (!session_over(session)) {
        unsigned before = work()->blocks;
        bool judged = session_world(session)->clock >= level.setup.deadline;
        send();
        turns++;
        assert_true(work()->blocks == before + 1u || judged ||
                    session_world(session)->clock >= level.setup.deadline);
    }
    /* each block, the deadline, the battle */
    assert_int_equal(turns, work()->blocks - 1u + 2u);
}

/* Let time pass until the traitors have just found a block. */
static void until_found(void)
{
    while (work()->found == NO_BLOCK) {
        send();
        assert_false(session_over(session));
    }
}

static void a_block_kept_back_is_one_lie(void **state)
{
    const struct desk_item *items;
    (void)state;
    begin(ROLE_TRAITOR, 0x18, 3);
    open_session(1);
    until_found();
    assert_int_equal(session_lies(session, true), 0);
    session_stand(session, NO_GENERAL,
                  (struct standing){.stance = STANCE_SILENCE});
    assert_int_equal(session_lies(session, false), 0);
    assert_int_equal(session_lies(session, true), 1);
    for (size_t i = 0; i < session_desk(session, &items); i++) {
        struct option option;
        assert_int_equal(
            session_option(session, i, (uint32_t)items[i].answer, &option),
            STATUS_OK);
        if (items[i].decision.kind == DECISION_PUBLISH) {
            assert_int_equal(option.kind, OPTION_WITHHOLD);
        }
    }
    send();
    assert_int_equal(session_lies(session, false), 1);
    assert_true(session_undo(session));
    assert_int_equal(session_lies(session, false), 0);
}

/* The option of the desk's item for this block and order. */
static void build(unsigned block, unsigned order)
{
    const struct desk_item *items;
    size_t count = session_desk(session, &items);
    for (size_t i = 0; i < count; i++) {
        for (uint32_t k = 0;
             items[i].decision.kind == DECISION_BUILD && k < items[i].options;
             k++) {
            struct option option;
            assert_int_equal(session_option(session, i, k, &option), STATUS_OK);
            if (option.block == block && option.order == order) {
                assert_int_equal(session_set(session, i, k), STATUS_OK);
            }
        }
    }
}

/* Who once dug in secret goes on so, on the blocks of the other traitor, too.
 */
static void a_secret_chain_is_gone_on_with(void **state)
{
    unsigned secret = 0;
    (void)state;
    begin(ROLE_TRAITOR, 0x18, 3);
    level.setup.power[3] = level.setup.power[4] = 400;
    open_session(1);
    session_stand(session, NO_GENERAL,
                  (struct standing){.stance = STANCE_SILENCE});
    build(0, ORDER_RETREAT);
    (void)play_on();
    for (unsigned b = 1; b < work()->blocks; b++) {
        const struct block *block = &work()->block[b];
        if (block->miner == 3 || block->miner == 4) {
            assert_int_equal(block->height, ++secret);
            assert_int_equal(work_order(session_world(session), b),
                             ORDER_RETREAT);
        }
    }
    assert_true(secret >= 4);
    assert_int_equal(session_lies(session, false), secret);
}

static void nobody_can_foresee_luck(void **state)
{
    uint8_t decided[GENERALS_MAX];
    (void)state;
    begin(ROLE_TRAITOR, 0x18, 3);
    open_session(1);
    session_forecast(session, decided);
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        assert_int_equal(decided[g], ORDER_NONE);
    }
}

static void a_claim_rests_on_the_formula(void **state)
{
    struct outcome outcome;
    (void)state;
    begin(ROLE_TRAITOR, 0x18, 3);
    assert_int_equal(session_formula(&level), IMPOSSIBLE);
    open_session(1);
    assert_int_equal(session_claim(session, 1, NULL), STATUS_OK);
    session_outcome(session, &outcome);
    assert_true(outcome.by_formula && outcome.proven && outcome.reached);
    assert_int_equal(outcome.possible, IMPOSSIBLE);
    assert_int_equal(outcome.plans, 0);
    assert_true(outcome.chance > 0 && outcome.chance < .5);
}

static void a_secret_traitor_counts_as_the_strongest(void **state)
{
    (void)state;
    begin(ROLE_LOYAL, 0, 2);
    level.setup.power[1] = 300;
    level.secret = (struct secret){.among = 0x1b, .traitors = 2};
    assert_true(session_share(&level) == 400.0 / 700.0);
    level.secret = (struct secret){.among = 0x18, .traitors = 1};
    assert_true(session_share(&level) == 100.0 / 700.0);
    assert_int_equal(session_formula(&level), POSSIBLE);
}

static void undo_and_redo_lead_back(void **state)
{
    uint64_t seen[8];
    (void)state;
    begin(ROLE_TRAITOR, 0x18, 3);
    open_session(2);
    for (unsigned i = 0; i < 8; i++) {
        seen[i] = hash();
        send();
    }
    for (unsigned i = 8; i-- > 0;) {
        assert_true(session_undo(session));
        assert_true(hash() == seen[i]);
    }
    for (unsigned i = 1; i < 8; i++) {
        assert_true(session_redo(session));
        assert_true(hash() == seen[i]);
    }
}

/* The first cut that is a record: all lines up to "begin". */
static size_t head_length(const char *record)
{
    const char *at = strstr(record, "\nbegin ");
    assert_non_null(at);
    at = strchr(at + 1, '\n');
    assert_non_null(at);
    return (size_t)(at - record) + 1;
}

/* Killed at any byte, a siege goes on to the same end. */
static void check_cuts(size_t step)
{
    char *record = NULL;
    size_t length = 0;
    uint64_t end;
    (void)play_on();
    end = hash();
    assert_int_equal(session_record(session, &record, &length), STATUS_OK);
    session_close(session);
    session = NULL;
    for (size_t cut = head_length(record); cut <= length; cut += step) {
        struct diag why = {.line = 0};
        if (session_resume(&session, &level, record, cut, &why) != STATUS_OK) {
            fail_msg("cut at %zu of %zu: %s", cut, length, why.text);
        }
        (void)play_on();
        assert_true(hash() == end);
        session_close(session);
        session = NULL;
    }
    free(record);
}

static void a_record_cut_anywhere_is_taken_up(void **state)
{
    (void)state;
    begin(ROLE_TRAITOR, 0x18, 3);
    open_session(1);
    check_cuts(347);
    begin(ROLE_LOYAL, 0x10, 2);
    open_session(1);
    check_cuts(197);
    begin(ROLE_WATCH, 0x10, NO_GENERAL);
    open_session(1);
    check_cuts(181);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_role_plays_to_the_end_by_sending),
        cmocka_unit_test_teardown(watching_goes_from_block_to_block,
                                  close_after),
        cmocka_unit_test_teardown(a_block_kept_back_is_one_lie, close_after),
        cmocka_unit_test_teardown(a_secret_chain_is_gone_on_with, close_after),
        cmocka_unit_test_teardown(nobody_can_foresee_luck, close_after),
        cmocka_unit_test_teardown(a_claim_rests_on_the_formula, close_after),
        cmocka_unit_test(a_secret_traitor_counts_as_the_strongest),
        cmocka_unit_test_teardown(undo_and_redo_lead_back, close_after),
        cmocka_unit_test_teardown(a_record_cut_anywhere_is_taken_up,
                                  close_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
