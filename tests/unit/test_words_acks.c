/* Two generals in words: the ladder, letters, demands and reasons, in both
 * languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "../support/frames.h"
#include "session/session.h"
#include "ui/rule_words.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_acks.h"

enum { DEMAND_SEEDS = 6 };

static struct level level;
static struct session *session;
static char text[WORDS_MAX];

static void begin(enum level_role role, unsigned player)
{
    struct setup setup;

    setup_default(&setup, RULE_ACKS, 2);
    setup.confirmations = 3;
    setup.messengers = 2;
    setup.capture = 300000;
    level_from_setup(&level, &setup);
    level.role = (uint8_t)role;
    level.player = (uint8_t)player;
    level.goal = GOAL_TOGETHER;
}

static const char *rung(enum knowing knowing, uint32_t depth, uint32_t line)
{
    struct knowledge_ladder ladder = {.knowing = (uint8_t)knowing,
                                      .depth = depth};

    (void)words_ladder(text, sizeof text, &level, &ladder, 1, 1, line);
    return text;
}

static void the_ladder_is_said_rung_by_rung(void **state)
{
    (void)state;
    begin(ROLE_LOYAL, 0);
    text_set_language(LANGUAGE_EN);
    assert_string_equal(rung(KNOWING_SOME, 3, 0),
                        "You know that the attack is ordered.");
    assert_string_equal(rung(KNOWING_SOME, 3, 1),
                        "You know that General 2 knows it.");
    assert_string_equal(rung(KNOWING_SOME, 3, 2),
                        "You know that General 2 knows that you know it.");
    assert_string_equal(rung(KNOWING_SOME, 3, 3),
                        "You do not know whether General 2 knows that you know "
                        "that General 2 knows it.");
    assert_string_equal(rung(KNOWING_SOME, 3, 4), "");
    assert_string_equal(rung(KNOWING_SOME, 1, 1),
                        "You do not know whether General 2 knows it.");
    assert_string_equal(rung(KNOWING_SOME, 2, 2),
                        "You do not know whether General 2 knows that you know "
                        "it.");
    assert_string_equal(rung(KNOWING_NOTHING, 0, 0),
                        "You do not know whether an attack is ordered.");
    assert_string_equal(rung(KNOWING_OFF, 0, 0),
                        "You know that no attack is ordered.");
    assert_string_equal(rung(KNOWING_OFF, 0, 1), "");
    assert_non_null(strstr(rung(KNOWING_COMMON, 9, 0), "common knowledge"));
    assert_string_equal(rung(KNOWING_COMMON, 9, 1), "");
}

static void a_high_ladder_is_said_in_short(void **state)
{
    (void)state;
    begin(ROLE_LOYAL, 0);
    text_set_language(LANGUAGE_EN);
    assert_string_equal(rung(KNOWING_SOME, 9, 8), "And so on, up to rung 9.");
    assert_string_equal(rung(KNOWING_SOME, 9, 9),
                        "Whether rung 10 holds, you do not know.");
    assert_string_equal(rung(KNOWING_SOME, 9, 10), "");
}

static void the_ladder_is_said_in_korean(void **state)
{
    (void)state;
    begin(ROLE_LOYAL, 0);
    text_set_language(LANGUAGE_KO);
    (void)rung(KNOWING_SOME, 2, 1);
    assert_non_null(strstr(text, "안다는 것을 그대는 안다."));
    (void)rung(KNOWING_SOME, 2, 2);
    assert_non_null(strstr(text, "그대가 안다는 것을"));
    assert_non_null(strstr(text, "아는지 그대는 모른다."));
    assert_null(strstr(text, "["));
    text_set_language(LANGUAGE_EN);
}

/* Play a siege with this demand, reading every word on the way. */
static void play(enum level_role role, unsigned player, uint64_t seed)
{
    begin(role, player);
    assert_int_equal(session_open(&session, &level, seed, NULL), STATUS_OK);
    for (unsigned turn = 0; turn < 20 && !session_over(session); turn++) {
        const struct desk_item *items;
        struct knowledge_ladder ladder;
        for (size_t i = 0; i < session_desk(session, &items); i++) {
            assert_true(words_question(text, sizeof text, &level, &items[i]) >
                        0);
            for (uint32_t k = 0; k < items[i].options; k++) {
                assert_true(words_option(text, sizeof text, session, i, k) > 0);
            }
            assert_int_equal(items[i].open, 1);
            assert_int_equal(session_set(session, i, seed % items[i].options),
                             STATUS_OK);
        }
        for (unsigned g = 0; g < 2; g++) {
            assert_true(session_ladder(session, g,
                                       session_world(session)->clock, &ladder));
            assert_true(words_ladder_of(text, sizeof text, &level, &ladder, g) >
                        0);
        }
        assert_int_equal(session_send(session, NULL), STATUS_OK);
    }
    assert_true(session_over(session));
}

static void check_all_words(void)
{
    const struct world *world = session_world(session);
    struct reason reason;

    for (uint32_t i = 0; i < game_letters(world); i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        assert_true(words_letter(text, sizeof text, &level, &letter) > 0);
        assert_true(words_leg(text, sizeof text, &level, &letter, true) > 0);
        assert_true(words_leg(text, sizeof text, &level, &letter, false) > 0);
    }
    for (unsigned g = 0; g < 2; g++) {
        assert_int_equal(rules_get(RULE_ACKS)->explain(world, g, &reason, 1),
                         1);
        assert_true(words_reason(text, sizeof text, &level, world, &reason) >
                    0);
    }
}

static void everything_that_is_asked_or_happens_has_words(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < DEMAND_SEEDS; seed++) {
        for (unsigned player = 0; player < 2; player++) {
            play(ROLE_LOYAL, player, seed);
            check_all_words();
            session_close(session);
        }
    }
    assert_true(strlen(rule_summary(RULE_ACKS)) > 60);
}

static void other_rules_and_long_sieges_have_no_ladder(void **state)
{
    struct knowledge_ladder ladder;
    struct setup setup;
    (void)state;

    setup_default(&setup, RULE_ORAL, 3);
    level_from_setup(&level, &setup);
    assert_int_equal(session_open(&session, &level, 1, NULL), STATUS_OK);
    assert_false(session_ladder(session, 0, 0, &ladder));
    session_close(session);
    setup_default(&setup, RULE_ACKS, 2);
    setup.confirmations = 60;
    level_from_setup(&level, &setup);
    assert_int_equal(session_open(&session, &level, 1, NULL), STATUS_OK);
    assert_false(session_ladder(session, 0, 0, &ladder));
    assert_false(session_ladder(session, 2, 0, &ladder));
    session_close(session);
}

static int take_locale(void **state)
{
    (void)state;
    return frames_locale() ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ladder_is_said_rung_by_rung),
        cmocka_unit_test(a_high_ladder_is_said_in_short),
        cmocka_unit_test(the_ladder_is_said_in_korean),
        cmocka_unit_test(everything_that_is_asked_or_happens_has_words),
        cmocka_unit_test(other_rules_and_long_sieges_have_no_ladder),
    };

    return cmocka_run_group_tests(tests, take_locale, NULL);
}
