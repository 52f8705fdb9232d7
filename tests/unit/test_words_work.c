/* Blocks and chains in words: everything that can happen or be asked has some,
 * and nobody is told what it cannot know. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "rules/work.h"
#include "session/session.h"
#include "ui/rule_words.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_work.h"

enum { SEEDS = 8 };

static struct level level;
static struct session *session;
static char text[WORDS_MAX];

static void open_siege(enum level_role role, uint64_t seed)
{
    struct setup setup;
    setup_default(&setup, RULE_WORK, 5);
    setup.traitors = 0x10;
    level_from_setup(&level, &setup);
    level.role = (uint8_t)role;
    level.player = role == ROLE_TRAITOR ? 4 : 2;
    level.goal = role == ROLE_TRAITOR ? GOAL_UNDO : GOAL_HOLD;
    level.formula = (struct level_formula){.threshold = PPM / 2,
                                           .convention = CONVENTION_OVERTAKE};
    level.others.general[4] = STRATEGY_FLOOD;
    assert_int_equal(session_open(&session, &level, seed, NULL), STATUS_OK);
}

/* Put any answer on the desk, and read all of them. */
static void answer_anyhow(uint64_t seed)
{
    const struct desk_item *items;
    size_t count = session_desk(session, &items);
    for (size_t i = 0; i < count; i++) {
        uint64_t draw = nature_below(seed, i, items[i].options);
        assert_true(words_question(text, sizeof text, &level, &items[i]) > 0);
        for (uint32_t k = 0; k < items[i].options; k++) {
            assert_true(words_option(text, sizeof text, session, i, k) > 0);
        }
        assert_int_equal(session_set(session, i, draw), STATUS_OK);
    }
}

static void check_chronicle(void)
{
    const struct event *events;
    size_t count = session_events(session, &events);
    const struct world *world = session_world(session);
    for (size_t i = 0; i < count; i++) {
        /* a chain that rides, arrives or does not was told of as a block */
        bool told = events[i].kind != EVENT_SENT &&
                    events[i].kind != EVENT_SILENT &&
                    events[i].kind != EVENT_ARRIVED;
        size_t length =
            words_event(text, sizeof text, session, &events[i], EYES_ALL);
        if (length == 0 && told) {
            fail_msg("an event of kind %u has no words", events[i].kind);
        }
    }
    for (uint32_t i = 0; i < game_letters(world); i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        assert_true(words_letter(text, sizeof text, &level, &letter) > 0);
        assert_true(words_letter_state(text, sizeof text, &level, &letter) > 0);
    }
}

static void check_end(void)
{
    const struct rules *rules = rules_get(RULE_WORK);
    const struct world *world = session_world(session);
    for (unsigned g = 0; g < 4; g++) {
        struct reason reasons[4];
        size_t count = rules->explain(world, g, reasons, 4);
        assert_int_equal(count, 1);
        assert_true(
            words_reason(text, sizeof text, &level, world, &reasons[0]) > 0);
        assert_true(
            words_tip(text, sizeof text, &level, world, g, world->clock) > 0);
    }
}

static void everything_about_blocks_has_words(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        open_siege(seed % 2 == 0 ? ROLE_TRAITOR : ROLE_LOYAL, seed);
        for (uint64_t turn = 0; !session_over(session); turn++) {
            answer_anyhow(seed * 1000 + turn);
            assert_int_equal(session_send(session, NULL), STATUS_OK);
        }
        check_chronicle();
        check_end();
        session_close(session);
    }
}

/* A loyal general hears of its own blocks, and of others' when they come. */
static void a_block_is_news_to_those_who_have_it(void **state)
{
    const struct event *events;
    size_t count;
    unsigned found = 0;
    (void)state;
    open_siege(ROLE_LOYAL, 3);
    while (!session_over(session)) {
        answer_anyhow(1);
        assert_int_equal(session_send(session, NULL), STATUS_OK);
    }
    count = session_events(session, &events);
    for (size_t i = 0; i < count; i++) {
        if (events[i].kind == EVENT_FOUND) {
            bool told = words_event(text, sizeof text, session, &events[i],
                                    1u << 2) > 0;
            assert_int_equal(told, events[i].actor == 2);
            found++;
        }
    }
    assert_true(found > 4);
    session_close(session);
}

static void a_block_is_named_by_height_miner_and_order(void **state)
{
    const struct world *world;
    char id[SHORT_ID_DIGITS + 1];
    unsigned b = 1;
    (void)state;
    open_siege(ROLE_TRAITOR, 1);
    while (session_world(session)->memory.work.blocks < 2) {
        assert_int_equal(session_send(session, NULL), STATUS_OK);
    }
    world = session_world(session);
    words_block(text, sizeof text, &level, world, 0);
    assert_string_equal(text, "the start");
    words_block(text, sizeof text, &level, world, b);
    assert_int_equal(strncmp(text, "block 1 of General ", 19), 0);
    assert_non_null(strstr(text, "(\"attack\")"));
    words_short_id(id, &world->memory.work.block[b]);
    assert_int_equal(strlen(id), SHORT_ID_DIGITS);
    session_close(session);
}

static void a_claim_names_its_formula(void **state)
{
    struct outcome outcome;
    (void)state;
    open_siege(ROLE_TRAITOR, 1);
    assert_int_equal(session_claim(session, 1, NULL), STATUS_OK);
    session_outcome(session, &outcome);
    words_outcome(text, sizeof text, &level, &outcome);
    assert_non_null(strstr(text, "You are right"));
    assert_non_null(strstr(text, "With 20 % of the power"));
    assert_non_null(strstr(text, "3 confirmations"));
    assert_non_null(strstr(text, "overtake"));
    assert_non_null(strstr(text, "50 %"));
    level.goal = GOAL_SHARE;
    words_formula(text, sizeof text, &level, &outcome);
    assert_non_null(strstr(text, "Eyal and Sirer 2014"));
    session_close(session);
}

static void the_rule_is_told_in_words(void **state)
{
    (void)state;
    assert_non_null(strstr(rule_summary(RULE_WORK), "longest chain"));
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    text_set_language(LANGUAGE_EN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_about_blocks_has_words),
        cmocka_unit_test(a_block_is_news_to_those_who_have_it),
        cmocka_unit_test(a_block_is_named_by_height_miner_and_order),
        cmocka_unit_test(a_claim_names_its_formula),
        cmocka_unit_test(the_rule_is_told_in_words),
    };
    return cmocka_run_group_tests_name("words of work", tests, NULL, NULL);
}
