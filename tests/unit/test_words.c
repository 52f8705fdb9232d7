#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "core/paths.h"
#include "support/sieges.h"
#include "ui/text.h"
#include "ui/words.h"

static struct level level;
static char text[WORDS_MAX];

/* Names are "General 1" and so on; orders their ids. */
static void begin(enum rule_id rule, unsigned generals, unsigned traitors)
{
    struct setup setup = sieges_setup(rule, generals, 1, traitors);
    level_from_setup(&level, &setup);
    level.role = ROLE_TRAITOR;
    level.player = 2;
}

static struct letter spoken(const uint8_t *who, unsigned length, unsigned to)
{
    return (struct letter){.chain = paths_pack(who, length),
                           .length = (uint8_t)length,
                           .from = who[length - 1],
                           .to = (uint8_t)to,
                           .order = 1,
                           .counted = 1,
                           .duty = 1,
                           .round = (uint8_t)length,
                           .state = LETTER_ARRIVED};
}

static void a_letter_says_who_said_that_who_said(void **state)
{
    (void)state;
    static const uint8_t who[] = {0, 2, 1, 3};
    static const char *const says[] = {
        "General 1 says \"attack\".",
        "General 3 says that General 1 said \"attack\".",
        "General 2 says that General 3 said that General 1 said \"attack\".",
        ("\"attack\", as it went from mouth to mouth: General 1 > General 3 > "
         "General 2 > General 4.")};
    begin(RULE_ORAL, 6, 1u << 2);
    for (unsigned length = 1; length <= 4; length++) {
        struct letter letter = spoken(who, length, 4);
        words_letter(text, sizeof text, &level, &letter);
        assert_string_equal(text, says[length - 1]);
    }
}

static void the_chain_names_only_the_sender(void **state)
{
    (void)state;
    static const uint8_t who[] = {0, 1, 2};
    begin(RULE_RELAY, 6, 1u << 2);
    struct letter letter = spoken(who, 3, 3);
    words_letter(text, sizeof text, &level, &letter);
    assert_string_equal(text, "General 3 says \"attack\".");
}

static void a_sealed_letter_names_its_seals(void **state)
{
    (void)state;
    static const uint8_t who[] = {0, 2, 1};
    begin(RULE_SIGNED, 4, 1u << 2);
    struct letter letter = spoken(who, 3, 3);
    letter.sealed = true;
    words_letter(text, sizeof text, &level, &letter);
    assert_string_equal(
        text, "\"attack\", sealed by General 1, General 3 and General 2.");
    letter.state = LETTER_REFUSED;
    letter.refusal = REFUSAL_SEAL;
    letter.forged = 1u << 0;
    words_letter_state(text, sizeof text, &level, &letter);
    assert_string_equal(text, "refused: the seal of General 1 is forged");
    words_letter_fault(text, sizeof text, &level, &letter);
    assert_string_equal(
        text, "General 2 forged the seal of General 1 for General 4.");
}

static void silence_is_put_into_words(void **state)
{
    (void)state;
    static const uint8_t who[] = {0, 2};
    begin(RULE_ORAL, 4, 1u << 2);
    struct letter letter = spoken(who, 2, 3);
    letter.state = LETTER_UNWRITTEN;
    letter.order = ORDER_NONE;
    words_letter(text, sizeof text, &level, &letter);
    assert_string_equal(
        text, "General 3 writes nothing to General 4 about what General 1 "
              "said.");
    words_letter_fault(text, sizeof text, &level, &letter);
    assert_string_equal(
        text, "General 3 owed General 4 \"attack\" and wrote nothing.");
}

static void a_sealed_letter_kept_back_is_named(void **state)
{
    (void)state;
    static const uint8_t who[] = {0, 2};
    begin(RULE_SIGNED, 4, 1u << 2);
    struct letter letter = spoken(who, 2, 3);
    letter.sealed = true;
    letter.state = LETTER_UNWRITTEN;
    letter.order = ORDER_NONE;
    words_letter(text, sizeof text, &level, &letter);
    assert_string_equal(text, "General 3 keeps back from General 4 the letter "
                              "\"attack\", sealed by General 1 and General 3.");
    words_letter_fault(text, sizeof text, &level, &letter);
    assert_string_equal(
        text, "General 3 owed General 4 \"attack\" and kept it back.");
}

static void an_honest_letter_has_no_fault(void **state)
{
    (void)state;
    static const uint8_t who[] = {0, 1};
    begin(RULE_ORAL, 4, 1u << 2);
    struct letter letter = spoken(who, 2, 3);
    assert_int_equal(words_letter_fault(text, sizeof text, &level, &letter), 0);
    assert_string_equal(text, "");
    letter.state = LETTER_CAPTURED;
    words_letter_fault(text, sizeof text, &level, &letter);
    assert_non_null(strstr(text, "scouts captured"));
}

static void generals_are_listed_as_people_do(void **state)
{
    (void)state;
    begin(RULE_ORAL, 4, 1u << 2);
    words_generals(text, sizeof text, &level, 0);
    assert_string_equal(text, "");
    words_generals(text, sizeof text, &level, 1u << 3);
    assert_string_equal(text, "General 4");
    words_generals(text, sizeof text, &level, 0x3);
    assert_string_equal(text, "General 1 and General 2");
    words_generals(text, sizeof text, &level, 0xf);
    assert_string_equal(text, "General 1, General 2, General 3 and General 4");
}

static void text_is_cut_at_whole_letters(void **state)
{
    (void)state;
    char small[8];
    begin(RULE_ORAL, 4, 1u << 2);
    assert_int_equal(words_generals(small, sizeof small, &level, 0x8), 9);
    assert_string_equal(small, "General");
    assert_int_equal(words_generals(NULL, 0, &level, 0x8), 9);
}

/* Every letter, reason and decision of random sieges has words. */
static void check_words(const struct world *world)
{
    const struct rules *rules = rules_get((enum rule_id)world->setup.rule);
    for (uint32_t i = 0; i < game_letters(world); i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        assert_true(words_letter(text, sizeof text, &level, &letter) > 0);
        assert_true(words_letter_state(text, sizeof text, &level, &letter) > 0);
        bool fault = letter_is_lie(&letter) || letter.state == LETTER_CAPTURED;
        assert_int_equal(
            words_letter_fault(text, sizeof text, &level, &letter) > 0, fault);
    }
    for (unsigned g = 0; g < world->setup.generals; g++) {
        struct reason reasons[32];
        assert_true(words_decided(text, sizeof text, &level, world, g) > 0);
        if (setup_is_traitor(&world->setup, g) || rules->explain == NULL) {
            continue;
        }
        size_t count = rules->explain(world, g, reasons, 32);
        for (size_t i = 0; i < count && i < 32; i++) {
            assert_true(words_reason(text, sizeof text, &level, world,
                                     &reasons[i]) > 0);
        }
    }
    assert_true(words_battle(text, sizeof text, &level, world) > 0);
}

static void everything_that_can_happen_has_words(void **state)
{
    (void)state;
    static const enum rule_id rules[] = {RULE_RELAY, RULE_ORAL, RULE_SIGNED};
    static struct world world;
    for (uint64_t seed = 0; seed < 150; seed++) {
        struct setup setup;
        sieges_random_setup(&setup, rules[seed % 3], seed);
        level_from_setup(&level, &setup);
        sieges_start(&world, &setup);
        sieges_play_random(&world, seed);
        check_words(&world);
    }
}

static void every_question_and_answer_has_words(void **state)
{
    (void)state;
    static const enum rule_id rules[] = {RULE_RELAY, RULE_ORAL, RULE_SIGNED};
    for (uint64_t seed = 0; seed < 60; seed++) {
        struct setup setup;
        struct session *session;
        const struct desk_item *items;
        sieges_random_setup(&setup, rules[seed % 3], seed);
        level_from_setup(&level, &setup);
        level.role = seed % 2 == 0 ? ROLE_TRAITOR : ROLE_CITY;
        assert_int_equal(session_open(&session, &level, seed, NULL), STATUS_OK);
        while (!session_over(session)) {
            size_t count = session_desk(session, &items);
            for (size_t i = 0; i < count; i++) {
                assert_true(
                    words_question(text, sizeof text, &level, &items[i]) > 0);
                for (uint32_t k = 0; k < items[i].options; k++) {
                    assert_true(words_option(text, sizeof text, session, i, k) >
                                0);
                }
            }
            assert_int_equal(session_send(session, NULL), STATUS_OK);
        }
        session_close(session);
    }
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    text_set_language(LANGUAGE_EN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_says_who_said_that_who_said),
        cmocka_unit_test(the_chain_names_only_the_sender),
        cmocka_unit_test(a_sealed_letter_names_its_seals),
        cmocka_unit_test(silence_is_put_into_words),
        cmocka_unit_test(a_sealed_letter_kept_back_is_named),
        cmocka_unit_test(an_honest_letter_has_no_fault),
        cmocka_unit_test(generals_are_listed_as_people_do),
        cmocka_unit_test(text_is_cut_at_whole_letters),
        cmocka_unit_test(everything_that_can_happen_has_words),
        cmocka_unit_test(every_question_and_answer_has_words),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
