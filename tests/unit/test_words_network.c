/* Sieges without a clock in words: whatever can happen or be asked has some, in
 * both languages, and a city that may not read is told no order. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#include <string.h>

#include "support/frames.h"
#include "support/networks.h"
#include "ui/rule_words.h"
#include "ui/text.h"
#include "ui/words_network.h"

enum { SEEDS = 6, STEPS = 60 };

static struct level level;
static struct session *session;
static char text[WORDS_MAX];

static int take_locale(void **state)
{
    (void)state;
    return frames_locale() ? 0 : -1;
}

static int close_after(void **state)
{
    (void)state;
    session_close(session);
    session = NULL;
    text_set_language(LANGUAGE_EN);
    return 0;
}

static void open_siege(enum rule_id rule, const char *inputs,
                       enum level_role role, unsigned traitors)
{
    network_level(&level, rule, inputs, role);
    level.setup.traitors = (uint16_t)traitors;
    level.setup.faults =
        traitors != 0 && rule == RULE_COIN ? 1 : level.setup.faults;
    assert_int_equal(session_open(&session, &level, 1, NULL), STATUS_OK);
}

/* Words for every question and answer on the desk; then any answer is sent. */
static void answer_anyhow(uint64_t seed)
{
    const struct desk_item *items;
    size_t count = session_desk(session, &items);
    for (size_t i = 0; i < count; i++) {
        assert_true(words_question(text, sizeof text, &level, &items[i]) > 0);
        for (uint32_t k = 0; k < items[i].options; k++) {
            assert_true(words_option(text, sizeof text, session, i, k) > 0);
            assert_null(strstr(text, "[이"));
        }
        uint64_t draw = nature_below(seed, i, items[i].options);
        assert_int_equal(session_set(session, i, draw), STATUS_OK);
    }
    assert_int_equal(session_send(session, NULL), STATUS_OK);
}

static void play(uint64_t seed)
{
    const struct event *events;
    for (int i = 0; i < STEPS && !session_over(session); i++) {
        answer_anyhow(seed + (uint64_t)i);
    }
    size_t count = session_events(session, &events);
    for (size_t i = 0; i < count; i++) {
        words_event(text, sizeof text, session, &events[i],
                    session_eyes(session));
        assert_null(strstr(text, "[이"));
    }
}

static void everything_has_words_in_both_languages(void **state)
{
    static const struct {
        enum rule_id rule;
        const char *inputs;
        enum level_role role;
        unsigned traitors;
    } sieges[] = {{RULE_VOTE, "110", ROLE_CITY, 0},
                  {RULE_COIN, "0101", ROLE_CITY, 0},
                  {RULE_COIN, "010101", ROLE_TRAITOR, 1},
                  {RULE_PBFT, "1111", ROLE_CITY, 0},
                  {RULE_PBFT, "1111", ROLE_TRAITOR, 1}};
    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        for (size_t i = 0; i < sizeof sieges / sizeof *sieges; i++) {
            text_set_language(seed % 2 == 0 ? LANGUAGE_EN : LANGUAGE_KO);
            open_siege(sieges[i].rule, sieges[i].inputs, sieges[i].role,
                       sieges[i].traitors);
            play(100 * seed + i);
            close_after(NULL);
        }
    }
    open_siege(RULE_VOTE, "110", ROLE_CITY, 0);
}

static void a_blind_city_is_told_no_order(void **state)
{
    const struct event *events;
    (void)state;
    network_level(&level, RULE_COIN, "0101", ROLE_CITY);
    level.blind = true;
    assert_int_equal(session_open(&session, &level, 1, NULL), STATUS_OK);
    for (int i = 0; i < STEPS && !session_over(session); i++) {
        const struct desk_item *items;
        assert_int_equal(session_desk(session, &items), 1);
        for (uint32_t k = 0; k < items[0].options; k++) {
            words_option(text, sizeof text, session, 0, k);
            assert_null(strstr(text, "attack"));
            assert_null(strstr(text, "retreat"));
            assert_null(strstr(text, "none"));
        }
        size_t count = session_events(session, &events);
        for (size_t k = 0; k < count; k++) {
            words_event(text, sizeof text, session, &events[k],
                        session_eyes(session));
            assert_null(strstr(text, "attack"));
            assert_null(strstr(text, "retreat"));
        }
        for (unsigned g = 0; g < 4; g++) {
            struct network_general general;
            network_general(session, g, session_eyes(session),
                            session_world(session)->clock, &general);
            assert_int_equal(general.order, ORDER_NONE);
            assert_int_equal(general.decided, ORDER_NONE);
            assert_true(general.hidden);
        }
        assert_int_equal(session_send(session, NULL), STATUS_OK);
    }
}

static void steps_are_counted_where_there_is_no_clock(void **state)
{
    struct setup setup;
    (void)state;
    open_siege(RULE_VOTE, "110", ROLE_CITY, 0);
    words_when(text, sizeof text, &level.setup, 3 * STEP_MINUTES);
    assert_string_equal(text, "step 3");
    words_when_short(text, sizeof text, &level.setup, 3 * STEP_MINUTES);
    assert_string_equal(text, "3");
    setup_default(&setup, RULE_ORAL, 4);
    words_when(text, sizeof text, &setup, 60);
    assert_string_equal(text, "Thursday 07:00");
}

static void the_lamp_has_a_sentence_and_a_sign_of_letters(void **state)
{
    (void)state;
    open_siege(RULE_VOTE, "100", ROLE_CITY, 0);
    assert_int_equal(session_valency(session), VALENCY_BOTH);
    words_lamp(text, sizeof text, &level, VALENCY_BOTH);
    assert_string_equal(text, "Still open: \"attack\" or \"retreat\".");
    words_lamp_sign(text, sizeof text, &level, VALENCY_BOTH);
    assert_string_equal(text, "A+R");
    words_lamp_sign(text, sizeof text, &level, VALENCY_ZERO);
    assert_string_equal(text, "R");
    assert_int_equal(words_lamp(text, sizeof text, &level, VALENCY_COUNT), 0);
}

static void safety_and_liveness_are_told_apart(void **state)
{
    const struct world *world;
    struct verdict verdict;
    (void)state;
    open_siege(RULE_VOTE, "110", ROLE_CITY, 0);
    world = session_world(session);
    game_judge(world, &verdict);
    words_agreement(text, sizeof text, &level, world, &verdict);
    assert_string_equal(text, "Agreement (IC1) held: nobody decided, so nobody "
                              "decided otherwise.");
    words_validity(text, sizeof text, &level, world, &verdict);
    assert_non_null(strstr(text, "Validity held"));
    words_termination(text, sizeof text, &level, world, &verdict);
    assert_string_equal(text, "Termination: no. Undecided to the end: Bardas, "
                              "Leo and Manuel.");
}

static void the_rules_have_summaries(void **state)
{
    static const enum rule_id rules[] = {RULE_ACKS, RULE_VOTE, RULE_COIN,
                                         RULE_PBFT};
    (void)state;
    open_siege(RULE_VOTE, "110", ROLE_CITY, 0);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        assert_string_not_equal(rule_summary(rules[i]),
                                rule_summary(RULE_BLANK));
        assert_string_not_equal(rule_name(rules[i]), rule_name(RULE_BLANK));
    }
}

#define WORDS_TEST(test) cmocka_unit_test_teardown(test, close_after)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORDS_TEST(everything_has_words_in_both_languages),
        WORDS_TEST(a_blind_city_is_told_no_order),
        WORDS_TEST(steps_are_counted_where_there_is_no_clock),
        WORDS_TEST(the_lamp_has_a_sentence_and_a_sign_of_letters),
        WORDS_TEST(safety_and_liveness_are_told_apart),
        WORDS_TEST(the_rules_have_summaries)};
    return cmocka_run_group_tests(tests, take_locale, NULL);
}
