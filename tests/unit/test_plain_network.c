/* Sieges without a clock as lines: numbers and names are steps. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plain/plain.h"
#include "support/frames.h"
#include "support/networks.h"
#include "ui/text.h"

static struct level level;
static char *output;
static size_t output_length;

static int take_locale(void **state)
{
    (void)state;
    return frames_locale() ? 0 : -1;
}

static void empty(void)
{
    free(output);
    output = NULL;
}

static int forget(void **state)
{
    (void)state;
    empty();
    text_set_language(LANGUAGE_EN);
    return 0;
}

static void play(const char *input)
{
    FILE *in = fmemopen(NULL, strlen(input) + 1, "w+");
    empty();
    FILE *out = open_memstream(&output, &output_length);
    assert_non_null(in);
    assert_non_null(out);
    assert_true(fputs(input, in) >= 0);
    rewind(in);
    const struct plain_options options = {.in = in, .out = out, .seed = 1};
    assert_int_equal(plain_play(&options, &level, NULL, 0), 0);
    (void)fclose(in);
    (void)fclose(out);
}

static void assert_says(const char *text)
{
    if (strstr(output, text) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", text, output);
    }
}

static void the_choices_are_listed_with_the_state_and_the_lamp(void **state)
{
    (void)state;
    network_level(&level, RULE_VOTE, "100", ROLE_CITY);
    play("q\n");
    assert_says("step 0");
    assert_says("Bardas: report 1, \"attack\": has 1 of 2");
    assert_says("Still open: \"attack\" or \"retreat\".");
    assert_says("* 1  Bardas to Leo: report 1, \"attack\"");
    assert_says("8  Leo falls silent for ever");
    assert_says("first values: Bardas \"attack\", Leo \"retreat\", Manuel");
    assert_null(strstr(output, "Friday"));
}

static void a_number_a_name_or_nothing_is_a_step(void **state)
{
    (void)state;
    network_level(&level, RULE_VOTE, "110", ROLE_CITY);
    play("2\nLeo Bardas\n\nfall Manuel\nq\n");
    assert_says("step 1\n  Manuel receives: Bardas reports \"attack\"");
    assert_says("step 2\n  Bardas receives: Leo reports \"attack\"");
    assert_says("step 3\n");
    assert_says("Manuel falls silent for ever.");
    assert_says("Manuel: silent for ever");
}

static void a_vote_is_played_to_its_end_and_judged_in_three_lines(void **state)
{
    char input[256] = "";
    (void)state;
    network_level(&level, RULE_VOTE, "110", ROLE_CITY);
    memset(input, '\n', 120);
    play(input);
    assert_says("[yes] Agreement (IC1) held");
    assert_says("[yes] Validity held");
    assert_says("[yes] Termination: every loyal general decided.");
    assert_says("2 proposals for \"attack\" came; asked for: 2.");
}

static void steps_are_taken_back(void **state)
{
    (void)state;
    network_level(&level, RULE_VOTE, "110", ROLE_CITY);
    play("1\n1\nundo\nredo\nrestart\nq\n");
    assert_says("> undo\n\nstep 1\n");
    assert_says("> redo\n\nstep 2\n");
    assert_says("> restart\n\nstep 0\n");
}

static void korean_words_are_steps_too(void **state)
{
    (void)state;
    text_set_language(LANGUAGE_KO);
    if (strcmp(_("help"), "help") == 0) {
        skip();
    }
    network_level(&level, RULE_VOTE, "110", ROLE_CITY);
    play("레온 마누엘\n침묵 레온\nq\n");
    assert_says(
        "마누엘에게 편지가 왔다. 레온이 1단계에서 \"공격\"을 보고한다.");
    assert_says("레온이 영영 침묵한다.");
}

static void a_blind_city_reads_nothing(void **state)
{
    (void)state;
    network_level(&level, RULE_COIN, "0110", ROLE_CITY);
    level.blind = true;
    play("1\n1\n1\n1\n1\n1\nq\n");
    assert_says("Bardas to Leo: report 1\n");
    assert_says("Bardas: report 1: has 1 of 3");
    assert_null(strstr(output, "reports \""));
    assert_null(strstr(output, "Still open"));
}

int main(void)
{
#define PLAIN_TEST(test) cmocka_unit_test_teardown(test, forget)
    const struct CMUnitTest tests[] = {
        PLAIN_TEST(the_choices_are_listed_with_the_state_and_the_lamp),
        PLAIN_TEST(a_number_a_name_or_nothing_is_a_step),
        PLAIN_TEST(a_vote_is_played_to_its_end_and_judged_in_three_lines),
        PLAIN_TEST(steps_are_taken_back),
        PLAIN_TEST(korean_words_are_steps_too),
        PLAIN_TEST(a_blind_city_reads_nothing)};
#undef PLAIN_TEST
    return cmocka_run_group_tests(tests, take_locale, NULL);
}
