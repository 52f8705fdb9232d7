#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "support/frames.h"
#include "ui/text.h"

static int take_locale(void **state)
{
    (void)state;
    return frames_locale() ? 0 : -1;
}

static void expect_frame(struct frame *frame, const char *expected)
{
    char text[4096];
    assert_true(frame_text(frame, text, sizeof text) < sizeof text);
    assert_string_equal(text, expected);
    assert_true(frames_well_formed(frame));
    frame_clear(frame);
}

static void broken_bytes_read_as_one_replacement_each(void **s)
{
    static const struct {
        const char *text;
        int glyphs;
    } cases[] = {{"a", 1},
                 {"\xEA\xB0\x80", 1},
                 {"\xEA\xB0", 2},
                 {"\xC0\x80", 2},
                 {"\xED\xA0\x80", 3},
                 {"\xF5\x80\x80\x80", 4},
                 {"\xFFz", 2},
                 {"", 0}};
    (void)s;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *at = cases[i].text;
        int glyphs = 0;
        while (text_next(&at) != 0) {
            glyphs++;
        }
        assert_int_equal(glyphs, cases[i].glyphs);
        assert_int_equal(*at, 0);
    }
}

static void widths_count_cells_and_not_bytes(void **s)
{
    (void)s;
    assert_int_equal(text_width("abc"), 3);
    assert_int_equal(text_width("장군"), 4);
    assert_int_equal(text_width("▪A 공"), 5);
    assert_int_equal(text_width("one\ntwo"), 3);
    assert_int_equal(text_width("\x01\x1B"), 2);
}

static void long_text_is_cut_with_a_tilde_and_no_half_syllable(void **s)
{
    struct frame frame;
    (void)s;
    assert_true(frame_open(&frame, 8, 1, false));
    assert_int_equal(text_draw(&frame, 0, 0, 5, "abcdefgh", FRAME_TEXT), 5);
    expect_frame(&frame, "abcd~\n");
    assert_int_equal(text_draw(&frame, 0, 0, 4, "장군장군", FRAME_TEXT), 4);
    expect_frame(&frame, "장 ~\n");
    assert_int_equal(text_draw(&frame, 0, 0, 4, "장군", FRAME_TEXT), 4);
    expect_frame(&frame, "장군\n");
    assert_int_equal(text_draw(&frame, 0, 0, 0, "abc", FRAME_TEXT), 0);
    expect_frame(&frame, "\n");
    frame_close(&frame);
}

static void text_goes_to_the_right_and_to_the_centre(void **s)
{
    struct frame frame;
    (void)s;
    assert_true(frame_open(&frame, 8, 1, false));
    text_draw_right(&frame, 0, 0, 8, "장군", FRAME_TEXT);
    expect_frame(&frame, "    장군\n");
    text_draw_centre(&frame, 0, 0, 8, "ab", FRAME_TEXT);
    expect_frame(&frame, "   ab\n");
    text_draw_right(&frame, 0, 0, 8, "123456789", FRAME_TEXT);
    expect_frame(&frame, "1234567~\n");
    frame_close(&frame);
}

static void controls_and_escapes_never_reach_the_glass(void **s)
{
    struct frame frame;
    (void)s;
    assert_true(frame_open(&frame, 8, 1, false));
    text_draw(&frame, 0, 0, 8, "a\x1B[2J\xC2\x9B", FRAME_TEXT);
    expect_frame(&frame, "a?[2J?\n");
    frame_close(&frame);
}

static void an_ascii_frame_keeps_hangul_and_replaces_other_signs(void **s)
{
    struct frame frame;
    (void)s;
    assert_true(frame_open(&frame, 9, 1, true));
    text_draw(&frame, 0, 0, 9, "←— 공 é漢", FRAME_TEXT);
    expect_frame(&frame, "<- 공 ???\n");
    frame_close(&frame);
}

static void lines_break_at_blanks_and_inside_words_that_are_too_long(void **s)
{
    struct frame frame;
    (void)s;
    assert_true(frame_open(&frame, 6, 5, false));
    assert_int_equal(
        text_wrap(&frame, 0, 0, 6, 5, 0, "one two  three\n\nx", FRAME_TEXT), 5);
    expect_frame(&frame, "one\ntwo\nthree\n\nx\n");
    assert_int_equal(
        text_wrap(&frame, 0, 0, 6, 2, 1, "abcdefghijklm", FRAME_TEXT), 3);
    expect_frame(&frame, "ghijkl\nm\n\n\n\n");
    assert_int_equal(
        text_wrap(&frame, 0, 0, 5, 5, 0, "세 장군의 편지", FRAME_TEXT), 4);
    expect_frame(&frame, "세\n장군\n의\n편지\n\n");
    frame_close(&frame);
}

static void a_width_of_one_cell_still_ends(void **s)
{
    (void)s;
    assert_int_equal(text_wrap(NULL, 0, 0, 1, 0, 0, "장군 ab", FRAME_TEXT), 4);
    assert_int_equal(text_wrap(NULL, 0, 0, 0, 0, 0, "ab", FRAME_TEXT), 0);
    assert_int_equal(text_wrap(NULL, 0, 0, 9, 0, 0, "", FRAME_TEXT), 0);
}

static void fitting_pads_and_cuts_to_the_cells_asked_for(void **s)
{
    char out[64];
    (void)s;
    assert_int_equal(text_fit(out, sizeof out, "ab", 4), 4);
    assert_string_equal(out, "ab  ");
    text_fit(out, sizeof out, "ab", -4);
    assert_string_equal(out, "  ab");
    text_fit(out, sizeof out, "장군", 3);
    assert_string_equal(out, "장~");
    text_fit(out, sizeof out, "장군장", 4);
    assert_string_equal(out, "장 ~");
    assert_int_equal(text_fit(out, 3, "장군", 4), 6);
    assert_string_equal(out, "");
}

static void particles_follow_the_last_sound(void **s)
{
    static const struct {
        const char *word, *subject, *by;
    } cases[] = {{"마누엘", "이", "로"},    {"레온", "이", "으로"},
                 {"바르다스", "가", "로"},  {"제국", "이", "으로"},
                 {"장군 1", "이", "로"},    {"장군 2", "가", "로"},
                 {"장군 3", "이", "으로"},  {"장군 4", "가", "로"},
                 {"장군 5", "가", "로"},    {"장군 6", "이", "으로"},
                 {"장군 7", "이", "로"},    {"장군 8", "이", "로"},
                 {"장군 9", "가", "로"},    {"장군 10", "이", "으로"},
                 {"Leo", "가", "로"},       {"Basil", "이", "로"},
                 {"Simon", "이", "으로"},   {"King", "이", "으로"},
                 {"Peter", "가", "로"},     {"R", "이", "로"},
                 {"\"공격\"", "이", "으로"}};
    (void)s;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(text_josa(cases[i].word, "이", "가"),
                            cases[i].subject);
        assert_string_equal(text_josa(cases[i].word, "으로", "로"),
                            cases[i].by);
    }
}

static void markers_become_particles_and_other_brackets_stay(void **s)
{
    char text[256];
    (void)s;
    (void)snprintf(text, sizeof text, "%s",
                   "레온[이/가] 마누엘[에게/에게] \"공격\"[을/를] 보내고 "
                   "바르다스[은/는] 금요일[으로/로] 안다. 레온[이/]나 [1/2] "
                   "[a/b] [이] [이/가");
    text_particles(text);
    assert_string_equal(text,
                        "레온이 마누엘에게 \"공격\"을 보내고 바르다스는 "
                        "금요일로 안다. 레온이나 [1/2] [a/b] [이] [이/가");
}

static void minutes_of_the_week_read_as_day_and_hour(void **s)
{
    char text[64];
    (void)s;
    text_day_time(text, sizeof text, 3 * DAY_MINUTES + 14 * 60 + 20);
    assert_string_equal(text, "Thursday 14:20");
    text_day_short(text, sizeof text, 3 * DAY_MINUTES + 6 * 60);
    assert_string_equal(text, "Thu 06");
    text_clock(text, sizeof text, WEEK_MINUTES + 65);
    assert_string_equal(text, "01:05");
    text_day_time(text, sizeof text, WEEK_MINUTES);
    assert_string_equal(text, "Monday 00:00");
}

static void orders_have_words_letters_and_roles_without_a_level(void **s)
{
    (void)s;
    assert_string_equal(text_order(NULL, ORDER_RETREAT), "retreat");
    assert_string_equal(text_order(NULL, 1), "attack");
    assert_string_equal(text_order_letter(NULL, 1), "A");
    assert_string_equal(text_order_letter(NULL, ORDER_NONE), "-");
    assert_int_equal(text_order_role(ORDER_RETREAT), FRAME_RETREAT);
    assert_int_equal(text_order_role(1), FRAME_ATTACK);
    assert_int_equal(text_order_role(2), FRAME_OTHER);
}

static void without_utf8_there_is_english_in_ascii(void **s)
{
    struct frame frame;
    (void)s;
    assert_non_null(setlocale(LC_ALL, "C"));
    text_set_language(LANGUAGE_KO);
    assert_int_equal(text_language(), LANGUAGE_EN);
    assert_true(frame_open(&frame, 9, 1, true));
    text_draw(&frame, 0, 0, 9, "— \xEA\xB0\x80 ok", FRAME_TEXT);
    char text[64];
    frame_text(&frame, text, sizeof text);
    assert_string_equal(text, "- ? ok\n");
    frame_close(&frame);
    assert_true(frames_locale());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_bytes_read_as_one_replacement_each),
        cmocka_unit_test(widths_count_cells_and_not_bytes),
        cmocka_unit_test(long_text_is_cut_with_a_tilde_and_no_half_syllable),
        cmocka_unit_test(text_goes_to_the_right_and_to_the_centre),
        cmocka_unit_test(controls_and_escapes_never_reach_the_glass),
        cmocka_unit_test(an_ascii_frame_keeps_hangul_and_replaces_other_signs),
        cmocka_unit_test(
            lines_break_at_blanks_and_inside_words_that_are_too_long),
        cmocka_unit_test(a_width_of_one_cell_still_ends),
        cmocka_unit_test(fitting_pads_and_cuts_to_the_cells_asked_for),
        cmocka_unit_test(particles_follow_the_last_sound),
        cmocka_unit_test(markers_become_particles_and_other_brackets_stay),
        cmocka_unit_test(minutes_of_the_week_read_as_day_and_hour),
        cmocka_unit_test(orders_have_words_letters_and_roles_without_a_level),
        cmocka_unit_test(without_utf8_there_is_english_in_ascii)};
    return cmocka_run_group_tests(tests, take_locale, NULL);
}
