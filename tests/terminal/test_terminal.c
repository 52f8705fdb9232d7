/* The whole program on a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/pty.h"

enum { READY_MS = 5000 };

static const char *program(void)
{
    const char *path = getenv("STRATEGOS_PROGRAM");
    return path != NULL ? path : "build/strategos";
}

/* Start it on its title, or on a level with `play LEVEL`. */
static void start(struct pty *pty, int width, int height, const char *level,
                  const char *const *settings)
{
    const char *title[] = {program(), NULL};
    const char *play[] = {program(), "play", level, NULL};
    pty_open(pty, width, height,
             &(struct pty_child){.argv = level == NULL ? title : play,
                                 .settings = settings});
}

static void start_ready(struct pty *pty, const char *level)
{
    start(pty, 80, 24, level, NULL);
    assert_true(pty_await(pty, "? help", READY_MS));
    pty_settle(pty, 60);
}

static void expect_end(struct pty *pty, int code)
{
    assert_true(pty_join(pty, READY_MS));
    assert_int_equal(pty_exit_code(pty), code);
    assert_true(pty_is_restored(pty));
    pty_close(pty);
}

static bool last_row_is_right(const struct pty *pty)
{
    const char *row = pty_row(pty, pty->height - 1);
    return strstr(row, "? help") != NULL && strstr(row, "q quit") != NULL;
}

static void the_first_screen_names_the_choice_and_two_keys(void **state)
{
    (void)state;
    struct pty pty;
    start_ready(&pty, NULL);
    assert_true(pty_shows(&pty, "Play"));
    assert_true(pty_shows(&pty, "traitors"));
    assert_true(last_row_is_right(&pty));
    assert_true(pty.length <= 8192);
    pty_close(&pty);
}

/* The fastest of five, because other programs may be running too; sanitizers
 * and emulation are given more. */
static void the_first_screen_is_there_within_50_ms(void **state)
{
    (void)state;
    long fastest = 1000;
    long limit = strstr(program(), "asan") != NULL ? 500 : 50;
    for (int i = 0; i < 5; i++) {
        struct pty pty;
        long from = pty_now();
        start(&pty, 80, 24, NULL, NULL);
        assert_true(pty_await(&pty, "? help", READY_MS));
        long took = pty_now() - from;
        fastest = took < fastest ? took : fastest;
        pty_close(&pty);
    }
    assert_in_range(fastest, 0, limit);
}

static void a_storm_of_sizes_on_every_screen_ends_in_a_right_one(void **state)
{
    (void)state;
    static const char *const ways[] = {"",   "2",    "3",     "4",
                                       "\r", "\r\r", "\r\r  "};
    unsigned seed = 5;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct pty pty;
        start_ready(&pty, NULL);
        for (const char *key = ways[i]; *key != '\0'; key++) {
            pty_type(&pty, (char[]){*key, '\0'});
            pty_settle(&pty, 60);
        }
        for (int k = 0; k < 40; k++) {
            seed = seed * 1103515245u + 12345u;
            pty_resize(&pty, 1 + (int)(seed >> 16) % 300,
                       1 + (int)(seed >> 8) % 100);
            pty_settle(&pty, k % 8 == 0 ? 5 : 0);
        }
        pty_resize(&pty, 100, 30);
        assert_true(pty_await(&pty, "? help", READY_MS));
        pty_settle(&pty, 100);
        if (!last_row_is_right(&pty)) {
            fail_msg("way %zu: the last row is \"%s\"", i, pty_row(&pty, 29));
        }
        pty_close(&pty);
    }
}

static void small_windows_get_one_message_and_grow_back(void **state)
{
    (void)state;
    struct pty pty;
    char before[4096], after[4096];
    start_ready(&pty, NULL);
    (void)snprintf(before, sizeof before, "%s", pty_row(&pty, 5));
    pty_resize(&pty, 20, 6);
    assert_true(pty_await(&pty, "40x12", READY_MS));
    pty_resize(&pty, 80, 24);
    assert_true(pty_await(&pty, "? help", READY_MS));
    pty_settle(&pty, 60);
    (void)snprintf(after, sizeof after, "%s", pty_row(&pty, 5));
    assert_string_equal(before, after);
    pty_close(&pty);
}

static void q_leaves_the_terminal_as_it_was(void **state)
{
    (void)state;
    struct pty pty;
    start_ready(&pty, NULL);
    pty_type(&pty, "q");
    expect_end(&pty, 0);
}

static void signals_end_any_screen_with_their_code(void **state)
{
    (void)state;
    static const int numbers[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct pty pty;
        start_ready(&pty, "1-1");
        assert_int_equal(kill(pty.child, numbers[i]), 0);
        expect_end(&pty, 128 + numbers[i]);
    }
}

static void closing_the_terminal_ends_the_program_within_a_second(void **state)
{
    (void)state;
    struct pty pty;
    start_ready(&pty, "1-1");
    (void)close(pty.master);
    pty.master = -1;
    assert_true(pty_join(&pty, 1000));
    pty_close(&pty);
}

static void a_vt100_shows_the_game_without_colour(void **state)
{
    (void)state;
    static const char *const vt100[] = {"TERM=vt100", NULL};
    struct pty pty;
    start(&pty, 80, 24, NULL, vt100);
    assert_true(pty_await(&pty, "? help", READY_MS));
    assert_true(pty_shows(&pty, "Play"));
    assert_int_equal(pty_colours(&pty), 0);
    pty_type(&pty, "q");
    expect_end(&pty, 0);
}

static void an_unknown_terminal_is_told_in_one_line(void **state)
{
    (void)state;
    static const char *const unknown[] = {"TERM=dumb-unknown", NULL};
    struct pty pty;
    start(&pty, 120, 24, NULL, unknown);
    assert_true(pty_join(&pty, READY_MS));
    assert_int_equal(pty_exit_code(&pty), 2);
    assert_non_null(strstr(pty.bytes, "--plain"));
    assert_null(strchr(pty.bytes, '\033'));
    assert_int_equal(strchr(pty.bytes, '\n')[1], '\0');
    pty_close(&pty);
}

static void without_a_terminal_one_line_and_2(void **state)
{
    (void)state;
    char command[600], line[512] = "";
    (void)snprintf(command, sizeof command, "%s </dev/null 2>&1 >/dev/null",
                   program());
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    assert_non_null(fgets(line, sizeof line, pipe));
    assert_non_null(strstr(line, "--plain"));
    assert_null(fgets(line, sizeof line, pipe));
    int status = pclose(pipe);
    assert_int_equal(status >> 8, 2);
}

static void no_color_sends_no_colour_on_any_screen(void **state)
{
    (void)state;
    static const char *const no_color[] = {"NO_COLOR=1", NULL};
    struct pty pty;
    start(&pty, 80, 24, NULL, no_color);
    assert_true(pty_await(&pty, "? help", READY_MS));
    pty_type(&pty, "\r");
    pty_settle(&pty, 100);
    pty_type(&pty, "\r ");
    pty_settle(&pty, 300);
    assert_int_equal(pty_colours(&pty), 0);
    pty_close(&pty);
}

static void an_idle_title_writes_nothing(void **state)
{
    (void)state;
    struct pty pty;
    start(&pty, 80, 24, NULL, NULL);
    assert_true(pty_await(&pty, "? help", READY_MS));
    pty_type(&pty, "\r"); /* the briefing */
    pty_settle(&pty, 500);
    size_t before = pty.length;
    pty_settle(&pty, 1000);
    assert_int_equal(pty.length, before);
    pty_close(&pty);
}

static void korean_speaks_where_only_c_utf_8_exists(void **state)
{
    (void)state;
    static const char *const korean[] = {"LC_ALL=C.UTF-8", "LANGUAGE=ko", NULL};
    const char *argv[] = {program(), "play", "1-1", "--lang", "ko", NULL};
    struct pty pty;
    pty_open(&pty, 80, 24,
             &(struct pty_child){.argv = argv, .settings = korean});
    assert_true(pty_await(&pty, "장군", READY_MS));
    pty_close(&pty);
}

static void the_c_locale_gets_ascii(void **state)
{
    (void)state;
    static const char *const plain[] = {"LC_ALL=C", NULL};
    struct pty pty;
    start(&pty, 80, 24, NULL, plain);
    assert_true(pty_await(&pty, "? help", READY_MS));
    pty_settle(&pty, 60);
    for (size_t i = 0; i < pty.length; i++) {
        assert_true((unsigned char)pty.bytes[i] < 0x80);
    }
    pty_close(&pty);
}

static void esc_answers_within_60_ms(void **state)
{
    (void)state;
    struct pty pty;
    start_ready(&pty, NULL);
    pty_type(&pty, "?");
    pty_settle(&pty, 100);
    size_t before = pty.length;
    long from = pty_now();
    pty_type(&pty, "\033");
    while (pty.length == before && pty_now() - from < 1000) {
        (void)pty_await(&pty, "\001", 1);
    }
    assert_in_range(pty_now() - from, 0, 100);
    pty_close(&pty);
}

static void the_first_level_is_won_with_few_keys(void **state)
{
    (void)state;
    struct pty pty;
    start_ready(&pty, "1-1");
    pty_type(&pty, "\r"); /* begin the siege */
    assert_true(pty_await(&pty, "Manuel", READY_MS));
    pty_settle(&pty, 300);
    for (int i = 0; i < 60 && !pty_shows(&pty, "truth"); i++) {
        pty_type(&pty, " ");
        pty_settle(&pty, 200);
    }
    assert_true(pty_shows(&pty, "truth"));
    pty_type(&pty, "r"); /* retreat */
    assert_true(pty_await(&pty, "Lies: 1", READY_MS));
    pty_close(&pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_screen_names_the_choice_and_two_keys),
        cmocka_unit_test(the_first_screen_is_there_within_50_ms),
        cmocka_unit_test(a_storm_of_sizes_on_every_screen_ends_in_a_right_one),
        cmocka_unit_test(small_windows_get_one_message_and_grow_back),
        cmocka_unit_test(q_leaves_the_terminal_as_it_was),
        cmocka_unit_test(signals_end_any_screen_with_their_code),
        cmocka_unit_test(closing_the_terminal_ends_the_program_within_a_second),
        cmocka_unit_test(a_vt100_shows_the_game_without_colour),
        cmocka_unit_test(an_unknown_terminal_is_told_in_one_line),
        cmocka_unit_test(without_a_terminal_one_line_and_2),
        cmocka_unit_test(no_color_sends_no_colour_on_any_screen),
        cmocka_unit_test(an_idle_title_writes_nothing),
        cmocka_unit_test(korean_speaks_where_only_c_utf_8_exists),
        cmocka_unit_test(the_c_locale_gets_ascii),
        cmocka_unit_test(esc_answers_within_60_ms),
        cmocka_unit_test(the_first_level_is_won_with_few_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
