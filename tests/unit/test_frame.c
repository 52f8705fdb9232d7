#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <string.h>
#include <wchar.h>

#include "support/frames.h"
#include "ui/frame.h"

enum { GA = 0xAC00 /* a hangul syllable, two cells wide */ };

static int take_locale(void **state)
{
    (void)state;
    return frames_locale() ? 0 : -1;
}

static void expect_text(const struct frame *frame, const char *expected)
{
    char text[4096];
    assert_true(frame_text(frame, text, sizeof text) < sizeof text);
    assert_string_equal(text, expected);
}

static void a_fresh_frame_is_blank_and_its_text_has_no_trailing_blanks(void **s)
{
    struct frame frame;
    (void)s;
    assert_true(frame_open(&frame, 5, 2, false));
    expect_text(&frame, "\n\n");
    frame_put(&frame, 1, 1, 'x', FRAME_TITLE);
    expect_text(&frame, "\n x\n");
    frame_close(&frame);
}

static void sizes_are_cut_to_what_a_screen_can_have(void **s)
{
    struct frame frame;
    (void)s;
    assert_true(frame_open(&frame, 0, -3, false));
    assert_int_equal(frame.width, 1);
    assert_int_equal(frame.height, 1);
    frame_close(&frame);
    assert_true(frame_open(&frame, 100000, 100000, false));
    assert_int_equal(frame.width, FRAME_WIDTH_MAX);
    assert_int_equal(frame.height, FRAME_HEIGHT_MAX);
    frame_close(&frame);
}

static void nothing_is_drawn_outside_the_frame(void **s)
{
    struct frame frame;
    (void)s;
    assert_true(frame_open(&frame, 3, 1, false));
    frame_put(&frame, -1, 0, 'x', FRAME_TEXT);
    frame_put(&frame, 3, 0, 'x', FRAME_TEXT);
    frame_put(&frame, 0, 1, 'x', FRAME_TEXT);
    frame_put(&frame, 0, -1, 'x', FRAME_TEXT);
    frame_paint(&frame, -5, 0, 100, FRAME_DIM);
    expect_text(&frame, "\n");
    assert_int_equal(frame.cells[2].role, FRAME_DIM);
    frame_close(&frame);
}

static void writing_over_either_half_of_a_syllable_leaves_no_half(void **s)
{
    struct frame frame;
    (void)s;
    assert_true(frame_open(&frame, 4, 1, false));
    frame_put_wide(&frame, 1, 0, GA, 2, FRAME_TEXT);
    assert_true(frames_well_formed(&frame));
    frame_put(&frame, 1, 0, 'x', FRAME_TEXT);
    expect_text(&frame, " x\n");
    frame_put_wide(&frame, 1, 0, GA, 2, FRAME_TEXT);
    frame_put(&frame, 2, 0, 'x', FRAME_TEXT);
    expect_text(&frame, "  x\n");
    frame_put_wide(&frame, 0, 0, GA, 2, FRAME_TEXT);
    frame_put_wide(&frame, 1, 0, GA, 2, FRAME_TEXT);
    expect_text(&frame, " \xEA\xB0\x80\n");
    assert_true(frames_well_formed(&frame));
    frame_close(&frame);
}

static void a_syllable_at_the_edge_becomes_a_blank(void **s)
{
    struct frame frame;
    (void)s;
    assert_true(frame_open(&frame, 3, 1, false));
    frame_put_wide(&frame, 2, 0, GA, 2, FRAME_TEXT);
    frame_put_wide(&frame, -1, 0, GA, 2, FRAME_TEXT);
    expect_text(&frame, "\n");
    assert_true(frames_well_formed(&frame));
    frame_close(&frame);
}

static void every_glyph_takes_one_cell_in_both_alphabets(void **s)
{
    (void)s;
    for (int glyph = 0; glyph < GLYPH_COUNT; glyph++) {
        uint32_t drawn = glyph_in((enum glyph)glyph, false);
        uint32_t plain = glyph_in((enum glyph)glyph, true);
        assert_int_equal(wcwidth((wchar_t)drawn), 1);
        assert_in_range(plain, 0x20, 0x7E);
    }
}

static void text_that_does_not_fit_is_counted_and_never_overruns(void **s)
{
    struct frame frame;
    char text[8];
    (void)s;
    assert_true(frame_open(&frame, 6, 3, false));
    frame_run(&frame, 0, 0, 6, GLYPH_LINE_H, FRAME_LINE);
    memset(text, '#', sizeof text);
    assert_int_equal(frame_text(&frame, text, 5), 6 * 3 + 3);
    assert_int_equal(strlen(text), 3);
    assert_int_equal(text[5], '#');
    assert_int_equal(frame_text(&frame, NULL, 0), 6 * 3 + 3);
    frame_close(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_fresh_frame_is_blank_and_its_text_has_no_trailing_blanks),
        cmocka_unit_test(sizes_are_cut_to_what_a_screen_can_have),
        cmocka_unit_test(nothing_is_drawn_outside_the_frame),
        cmocka_unit_test(writing_over_either_half_of_a_syllable_leaves_no_half),
        cmocka_unit_test(a_syllable_at_the_edge_becomes_a_blank),
        cmocka_unit_test(every_glyph_takes_one_cell_in_both_alphabets),
        cmocka_unit_test(text_that_does_not_fit_is_counted_and_never_overruns)};
    return cmocka_run_group_tests(tests, take_locale, NULL);
}
