#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plain/plain.h"
#include "record/record.h"
#include "ui/text.h"

static struct campaign campaign;
static char *output;
static size_t output_length;

/* What the caller's `save` was given last. */
static char saved[65536];
static size_t saved_length;
static bool save_works;

static bool save(void *context, const char *text, size_t length)
{
    (void)context;
    saved_length = length < sizeof saved ? length : sizeof saved;
    memcpy(saved, text, saved_length);
    return save_works;
}

static int scan(void **state)
{
    (void)state;
    struct diag why;
    return campaign_scan(&campaign, "levels", &why) == STATUS_OK ? 0 : -1;
}

static int forget(void **state)
{
    (void)state;
    free(output);
    output = NULL;
    return 0;
}

static int play_bytes(const char *level_id, const char *bytes, size_t length)
{
    static struct level level;
    struct diag_list faults = {.items = NULL};
    FILE *in = fmemopen(NULL, length + 1, "w+");
    forget(NULL);
    FILE *out = open_memstream(&output, &output_length);
    assert_non_null(in);
    assert_non_null(out);
    fwrite(bytes, 1, length, in);
    rewind(in);
    struct plain_options options = {
        .campaign = &campaign, .in = in, .out = out, .seed = 1, .save = save};
    if (level_id != NULL) {
        assert_int_equal(campaign_load(&level, &campaign, level_id, &faults),
                         STATUS_OK);
    }
    int code = plain_play(&options, level_id != NULL ? &level : NULL, NULL, 0);
    fclose(in);
    fclose(out);
    return code;
}

static int play(const char *level_id, const char *text)
{
    save_works = true;
    return play_bytes(level_id, text, strlen(text));
}

static void assert_says(const char *text)
{
    if (strstr(output, text) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", text, output);
    }
}

static void assert_says_not(const char *text)
{
    if (strstr(output, text) != NULL) {
        fail_msg("\"%s\" is in:\n%s", text, output);
    }
}

/* No escape sequence, no control, no line wider than 78 cells but the echo of
 * what was typed. */
static void assert_plain_lines(void)
{
    char *rest = output;
    for (char *line = strtok_r(rest, "\n", &rest); line != NULL;
         line = strtok_r(rest, "\n", &rest)) {
        for (const char *at = line; *at != '\0'; at++) {
            assert_true((unsigned char)*at >= ' ');
        }
        if (line[0] != '>' && text_width(line) > 78) {
            fail_msg("wider than 78 cells: %s", line);
        }
    }
}

static void the_end_of_input_ends_the_game_anywhere(void **state)
{
    (void)state;
    assert_int_equal(play(NULL, ""), 0);
    assert_int_equal(play(NULL, "2-1\n"), 0);
    assert_int_equal(play("2-1", ""), 0);
    assert_int_equal(play("3-1", ""), 0);
    assert_int_equal(play("2-1", "\n"), 0);
    assert_int_equal(play("2-1", "hint"), 0);
}

static void q_quits_anywhere(void **state)
{
    (void)state;
    assert_int_equal(play(NULL, "q\n2-1\n"), 0);
    assert_says_not("Manuel will compare");
    assert_int_equal(play("2-1", "q\nhint\n"), 0);
    assert_says_not("hint");
    assert_int_equal(play("3-1", "q\nnext\n"), 0);
    assert_says_not("Round 1");
}

static void the_levels_are_listed_with_number_title_role_and_goal(void **state)
{
    (void)state;
    play(NULL, "q\n");
    assert_says("2-1   Two letters that disagree");
    assert_says("traitor");
    assert_says("spectator");
    assert_says("      Make loyal Manuel disobey loyal Bardas.");
}

static void a_traitor_wins_in_three_lines(void **state)
{
    (void)state;
    assert_int_equal(play(NULL, "2-1\nretreat\n\n"), 0);
    assert_says("You are Leo, a traitor.");
    assert_says("Thursday 10:00, to Leo: Bardas says \"attack\".");
    assert_says("What does Leo tell Manuel that Bardas said?");
    assert_says("*** You did it");
    assert_says("Stars: 3 of 3.");
    assert_says("Leo owed Manuel \"attack\" and wrote \"retreat\".");
    assert_says("No order has more than half of the 2 votes");
    assert_says("The idea:");
}

static void a_lost_siege_can_be_taken_back(void **state)
{
    (void)state;
    play("2-1", "send\nundo\n1 2\nsend\nundo\nundo\n");
    assert_says("*** Not yet");
    assert_says("*** You did it");
    assert_says("There is nothing to take back.");
}

static void a_loyal_general_is_not_told_the_answer(void **state)
{
    (void)state;
    play("3-2", "\nattack\n\n");
    assert_says("Decide first which order you obey.");
    assert_says("        1  retreat\n        2  attack\n");
    assert_says("      * 2  attack\n");
}

static void an_accusation_is_made_in_words(void **state)
{
    (void)state;
    play("5-4", "accuse Bardas\n2 1\n3 2\nobey retreat\nsend\n");
    assert_says("Which letter is your first proof?");
    assert_says("*** You did it: the traitor is accused");
}

static void the_city_cannot_capture_more_than_its_budget(void **state)
{
    (void)state;
    play("6-1", "1 yes\n2 yes\nsend\n");
    assert_says("The scouts cannot capture any more messengers.");
    assert_says("*** You did it: the city stands.");
}

static void standing_orders_are_given_in_words(void **state)
{
    (void)state;
    play("4-1", "all silence\nto Manuel attack\nto nobody attack\nall\n");
    assert_says("write nothing");
    assert_says("There is no general \"nobody\".");
    assert_says("Say \"truth\", \"silence\" or an order");
    play("3-2", "all silence\n");
    assert_says("Only traitors have standing orders.");
}

static void a_claim_is_checked(void **state)
{
    (void)state;
    play("3-3", "claim\nclaim\n");
    assert_says("*** You are right, it cannot be done");
    play("2-1", "!\n!\nundo\nretreat\n\n");
    assert_says("*** It can be done");
    assert_says("*** You did it");
}

static void a_prediction_is_remembered(void **state)
{
    (void)state;
    play("3-1", "nonsense\n2\n\n\n\n\n\n\n");
    assert_says("Type one of the orders, or its number.");
    assert_says("*** You foretold it.");
    assert_says("Stars: 3 of 3.");
    play("3-1", "retreat\n\n\n\n\n\n\n");
    assert_says("*** It came otherwise than you foretold.");
    assert_says("Stars: 1 of 3.");
    play("3-1", "\n\n\n\n\n\n\n");
    assert_says("Foretell it, and there are three stars");
    assert_says("Stars: 1 of 3.");
}

static void unknown_input_gets_a_helpful_line(void **state)
{
    (void)state;
    play("4-1", "dance\n99 1\n1 dance\nattack\n?\n");
    assert_says("\"dance\" is no command here. Type ? for help.");
    assert_says("The numbers of the questions end at");
    assert_says("\"dance\" is no answer to question 1");
    assert_says("answers several questions");
    assert_says("\"undo\", \"redo\", \"restart\"");
    play(NULL, "no such level\n");
    assert_says("There is no level \"no such level\".");
}

static void hints_come_one_by_one_and_then_the_solution(void **state)
{
    (void)state;
    play("2-1", "hint\nhint\nhint\nhint\nhint\nsolve\n\n");
    assert_says("What does Manuel do if his two letters say different things?");
    assert_says("The next hint is the solution: it leaves one star");
    assert_says("There are no more hints");
    assert_says("Stars: 1 of 3.");
}

static void the_next_level_follows(void **state)
{
    (void)state;
    play("1-1", "next\nlevels\nq\n");
    assert_says("1-2  ");
    assert_says("The levels:");
}

static void any_bytes_are_survived(void **state)
{
    (void)state;
    char bytes[4096];
    uint32_t seed = 7;
    for (size_t i = 0; i < sizeof bytes; i++) {
        seed = seed * 1664525u + 1013904223u;
        bytes[i] = (char)(seed >> 24);
    }
    assert_int_equal(play_bytes("4-2", bytes, sizeof bytes), 0);
    assert_plain_lines();
    memset(bytes, 'x', sizeof bytes);
    assert_int_equal(play_bytes("4-2", bytes, sizeof bytes), 0);
    assert_int_equal(play_bytes("4-2", "\0\0\n\0q\n1\0 2\n", 11), 0);
    assert_int_equal(play_bytes(NULL, "\xed\xa0\x80\n\xff\n", 6), 0);
    assert_plain_lines();
}

static void every_level_keeps_to_its_lines_in_both_languages(void **state)
{
    (void)state;
    for (size_t i = 0; i < campaign.count; i++) {
        for (int k = 0; k < 2; k++) {
            text_set_language((enum language)k);
            play(campaign.entry[i].id,
                 "\n?\nhint\nhint\nhint\nletters\nquestions\nsolve\n\nsolve\n\n"
                 "solve\n\nsolve\n\nsolve\n\nletters\n");
            assert_plain_lines();
        }
    }
    text_set_language(LANGUAGE_EN);
}

static void without_utf_8_everything_is_ascii(void **state)
{
    (void)state;
    setlocale(LC_ALL, "C");
    text_set_language(LANGUAGE_KO);
    play("1-1", "\xea\xb0\x80\nq\n");
    for (size_t i = 0; i < output_length; i++) {
        assert_true((unsigned char)output[i] < 0x80);
    }
    text_set_language(LANGUAGE_EN);
    setlocale(LC_ALL, "C.UTF-8");
}

static void the_record_is_saved_and_a_failure_is_exit_code_3(void **state)
{
    (void)state;
    static struct world world;
    struct record_result result;
    struct diag why;
    assert_int_equal(play("2-1", "retreat\n\n"), 0);
    assert_int_equal(
        record_replay(&result, &world, saved, saved_length, NULL, &why),
        STATUS_OK);
    assert_true(result.complete);
    save_works = false;
    assert_int_equal(play_bytes("2-1", "\nq\n", 3), 3);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
#define TEST(name) cmocka_unit_test_teardown(name, forget)
    const struct CMUnitTest tests[] = {
        TEST(the_end_of_input_ends_the_game_anywhere),
        TEST(q_quits_anywhere),
        TEST(the_levels_are_listed_with_number_title_role_and_goal),
        TEST(a_traitor_wins_in_three_lines),
        TEST(a_lost_siege_can_be_taken_back),
        TEST(a_loyal_general_is_not_told_the_answer),
        TEST(an_accusation_is_made_in_words),
        TEST(the_city_cannot_capture_more_than_its_budget),
        TEST(standing_orders_are_given_in_words),
        TEST(a_claim_is_checked),
        TEST(a_prediction_is_remembered),
        TEST(unknown_input_gets_a_helpful_line),
        TEST(hints_come_one_by_one_and_then_the_solution),
        TEST(the_next_level_follows),
        TEST(any_bytes_are_survived),
        TEST(every_level_keeps_to_its_lines_in_both_languages),
        TEST(without_utf_8_everything_is_ascii),
        TEST(the_record_is_saved_and_a_failure_is_exit_code_3),
    };
#undef TEST
    return cmocka_run_group_tests_name("plain", tests, scan, NULL);
}
