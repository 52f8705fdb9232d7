#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "support/glass.h"
#include "ui/screen.h"

static int take_locale(void **state)
{
    (void)state;
    return frames_locale() ? 0 : -1;
}

static void resize(struct glass *glass, int width, int height)
{
    const struct input input = {.kind = INPUT_RESIZE, .x = width, .y = height};
    assert_true(app_input(glass->app, &input));
    frame_close(&glass->frame);
    assert_true(frame_open(&glass->frame, width, height, false));
    app_draw(glass->app, &glass->frame);
    assert_true(frames_well_formed(&glass->frame));
}

static void click(struct glass *glass, int x, int y)
{
    const struct input input = {
        .kind = INPUT_MOUSE, .button = MOUSE_LEFT, .x = x, .y = y};
    (void)app_input(glass->app, &input);
    app_draw(glass->app, &glass->frame);
}

/* Ways to the screens from the title. */
static const char *const ways[] = {"1", "2",       "3 settle",      "4",
                                   "5", "2 enter", "2 enter enter", "?"};

static void the_title_names_the_game_and_offers_choices_that_lead_on(void **s)
{
    struct glass glass = glass_open(frames_campaign(), 40, 12);
    (void)s;
    assert_true(glass_shows(&glass, "S T R A T E G O S"));
    assert_true(glass_shows(&glass, "1  Play"));
    assert_false(glass_shows(&glass, "Continue"));
    for (char key = '1'; key <= '5'; key++) {
        assert_true(glass_press(&glass, (char[]){key, '\0'}));
        assert_int_not_equal(glass.app->screen, SCREEN_TITLE);
        while (glass.app->screen != SCREEN_TITLE) {
            assert_true(glass_press(&glass, "q"));
        }
    }
    assert_false(glass_press(&glass, "6"));
    glass_close(&glass);
}

static void a_game_without_levels_offers_no_dead_choices(void **s)
{
    struct glass glass = glass_open(NULL, 80, 24);
    (void)s;
    assert_false(glass_shows(&glass, "Play"));
    assert_false(glass_shows(&glass, "Choose a level"));
    assert_true(glass_shows(&glass, "2  How to play"));
    glass_close(&glass);
}

static void q_leaves_the_screen_and_on_the_title_the_game(void **s)
{
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)s;
    assert_true(glass_press(&glass, "2 q"));
    assert_int_equal(glass.app->screen, SCREEN_TITLE);
    assert_true(glass_press(&glass, "2 esc"));
    assert_int_equal(glass.app->screen, SCREEN_TITLE);
    assert_true(glass_press(&glass, "2 backspace"));
    assert_int_equal(glass.app->screen, SCREEN_TITLE);
    assert_true(glass_press(&glass, "esc backspace"));
    assert_false(glass_press(&glass, "q"));
    glass_close(&glass);
}

static void every_screen_ends_with_help_and_quit_at_any_width(void **s)
{
    static const int widths[] = {40, 80, 120, 200};
    (void)s;
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
            struct glass glass = glass_open(frames_campaign(), widths[i], 24);
            char text[FRAME_WIDTH_MAX * 4];
            glass_press(&glass, ways[way]);
            struct frame last = glass.frame;
            last.cells += (size_t)last.width * (size_t)(last.height - 1);
            last.height = 1;
            frame_text(&last, text, sizeof text);
            assert_memory_equal(text, " ? help  q quit", 15);
            glass_close(&glass);
        }
    }
}

static void help_comes_back_to_the_screen_as_it_was(void **s)
{
    static char before[80 * 25 * 4];
    static char after[80 * 25 * 4];
    (void)s;
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        struct glass glass = glass_open(frames_campaign(), 80, 24);
        glass_press(&glass, ways[way]);
        glass_press(&glass, "down");
        if (glass.app->screen != SCREEN_HELP) {
            frame_text(&glass.frame, before, sizeof before);
            assert_true(glass_press(&glass, "? pgdn ?"));
            frame_text(&glass.frame, after, sizeof after);
            assert_string_equal(before, after);
        }
        glass_close(&glass);
    }
}

static void help_begins_with_the_keys_of_the_screen_that_asked(void **s)
{
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)s;
    glass_press(&glass, "1 ?");
    assert_true(glass_shows(&glass, "The briefing"));
    assert_true(glass_shows(&glass, "teacher's notes"));
    glass_press(&glass, "? q q ?");
    assert_false(glass_shows(&glass, "The briefing"));
    glass_close(&glass);
}

static void
a_small_window_says_so_in_twenty_columns_and_keeps_the_game(void **s)
{
    static char before[80 * 25 * 4];
    static char after[80 * 25 * 4];
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)s;
    glass_press(&glass, "2 down down");
    frame_text(&glass.frame, before, sizeof before);
    resize(&glass, 20, 3);
    assert_true(glass_shows(&glass, "need 40x12, is 20x3"));
    glass_press(&glass, "enter down ? 1");
    resize(&glass, 20, 11);
    assert_true(glass_shows(&glass, "need 40x12"));
    assert_true(glass_shows(&glass, "is   20x11"));
    for (int size = 1; size < 40; size++) {
        resize(&glass, size, 1 + size / 4);
    }
    resize(&glass, 80, 24);
    frame_text(&glass.frame, after, sizeof after);
    assert_string_equal(before, after);
    resize(&glass, 39, 24);
    assert_false(glass_press(&glass, "q"));
    glass_close(&glass);
}

static void letters_of_the_korean_keyboard_are_keys_too(void **s)
{
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)s;
    glass_press(&glass, "1");
    assert_int_equal(glass.app->screen, SCREEN_BRIEFING);
    glass_press(&glass, "ㅐ");
    assert_true(glass_shows(&glass, "For the teacher"));
    glass_press(&glass, "O");
    assert_false(glass_shows(&glass, "For the teacher"));
    glass_press(&glass, "ㅂ ㅃ");
    assert_int_equal(glass.app->screen, SCREEN_TITLE);
    assert_false(glass_press(&glass, "Q"));
    glass_close(&glass);
}

static void a_click_does_what_is_under_it(void **s)
{
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)s;
    click(&glass, 2, 23);
    assert_int_equal(glass.app->screen, SCREEN_HELP);
    click(&glass, 10, 23);
    assert_int_equal(glass.app->screen, SCREEN_TITLE);
    glass_press(&glass, "2");
    click(&glass, 10, 4);
    assert_int_equal(glass.app->screen, SCREEN_LEVELS);
    assert_int_equal(glass.app->cursor[SCREEN_LEVELS], 1);
    click(&glass, 10, 4);
    assert_int_equal(glass.app->screen, SCREEN_BRIEFING);
    click(&glass, -1, 500);
    glass_close(&glass);
}

static void settings_change_at_once_and_tell_the_terminal_once(void **s)
{
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)s;
    glass_press(&glass, "5 enter");
    assert_int_equal(text_language(), LANGUAGE_KO);
    assert_true(app_language_changed(glass.app));
    assert_false(app_language_changed(glass.app));
    assert_true(glass_shows(&glass, "한국어"));
    glass_press(&glass, "enter");
    assert_true(glass_shows(&glass, "English"));
    glass_press(&glass, "down down right");
    assert_true(glass.frame.ascii);
    assert_true(frames_well_formed(&glass.frame));
    glass_press(&glass, "left");
    assert_false(glass.frame.ascii);
    glass_close(&glass);
}

static void the_campaign_scrolls_to_every_level(void **s)
{
    struct glass glass = glass_open(frames_campaign(), 60, 12);
    int count = (int)frames_campaign()->count;
    (void)s;
    assert_true(count >= 10);
    glass_press(&glass, "2 end");
    assert_int_equal(glass.app->cursor[SCREEN_LEVELS], count - 1);
    glass_press(&glass, "down pgdn");
    assert_int_equal(glass.app->cursor[SCREEN_LEVELS], count - 1);
    assert_false(glass_shows(&glass, "1-1 "));
    glass_press(&glass, "home");
    assert_true(glass_shows(&glass, "1-1 "));
    glass_press(&glass, "up pgup");
    assert_int_equal(glass.app->cursor[SCREEN_LEVELS], 0);
    glass_close(&glass);
}

static void a_broken_level_is_shown_with_its_fault(void **s)
{
    static struct campaign campaign;
    (void)s;
    assert_int_equal(campaign_scan(&campaign, "tests", NULL), STATUS_OK);
    struct glass glass = glass_open(&campaign, 100, 30);
    glass_press(&glass, "2");
    assert_true(glass_shows(&glass, "broken"));
    assert_true(glass_shows(&glass, "This level cannot be read."));
    assert_true(glass_shows(&glass, "Line "));
    glass_press(&glass, "enter");
    assert_int_equal(glass.app->screen, SCREEN_LEVELS);
    assert_true(glass_shows(&glass, "cannot be read: "));
    glass_close(&glass);
}

/* The first level that asks what will come of it. */
static int asking_level(struct level *level)
{
    const struct campaign *campaign = frames_campaign();
    for (size_t i = 0; i < campaign->count; i++) {
        struct diag_list faults = {0};
        if (level_load(level, campaign->entry[i].path, &faults) == STATUS_OK &&
            level_say(level, level->predict, LANGUAGE_EN)[0] != '\0') {
            return (int)i;
        }
    }
    return -1;
}

static void a_briefing_that_asks_keeps_what_was_foretold(void **s)
{
    static struct level level;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)s;
    assert_true(asking_level(&level) >= 0);
    assert_int_equal(app_play(glass.app, &level, NULL), STATUS_OK);
    glass_press(&glass, "z");
    assert_true(glass_shows(&glass, "What do you foretell?"));
    assert_int_equal(glass.app->predicted, ORDER_NONE);
    glass_press(&glass, "enter");
    assert_int_equal(glass.app->screen, SCREEN_BRIEFING);
    assert_true(glass_shows(&glass, "First foretell"));
    glass_press(&glass, "right right left");
    assert_int_equal(glass.app->predicted, 0);
    glass_press(&glass, "2");
    assert_int_equal(glass.app->predicted, 1);
    glass_press(&glass, "9");
    assert_int_equal(glass.app->predicted, 1);
    glass_press(&glass, "enter");
    assert_int_equal(glass.app->screen, SCREEN_SIEGE);
    assert_int_equal(glass.app->predicted, 1);
    glass_close(&glass);
}

static void a_siege_that_was_left_can_be_continued(void **s)
{
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)s;
    glass_press(&glass, "1 enter");
    assert_int_equal(glass.app->screen, SCREEN_SIEGE);
    const struct session *session = glass.app->session;
    while (glass.app->screen != SCREEN_TITLE) {
        assert_true(glass_press(&glass, "q"));
    }
    assert_true(glass_shows(&glass, "c  Continue the siege"));
    glass_press(&glass, "c");
    assert_int_equal(glass.app->screen, SCREEN_SIEGE);
    assert_ptr_equal(glass.app->session, session);
    glass_close(&glass);
}

static void nothing_ticks_where_nothing_moves(void **s)
{
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)s;
    assert_int_equal(app_tick_in(glass.app), 0);
    glass_press(&glass, "1");
    assert_int_equal(app_tick_in(glass.app), 0);
    glass_press(&glass, "tick");
    glass_close(&glass);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            the_title_names_the_game_and_offers_choices_that_lead_on),
        cmocka_unit_test(a_game_without_levels_offers_no_dead_choices),
        cmocka_unit_test(q_leaves_the_screen_and_on_the_title_the_game),
        cmocka_unit_test(every_screen_ends_with_help_and_quit_at_any_width),
        cmocka_unit_test(help_comes_back_to_the_screen_as_it_was),
        cmocka_unit_test(help_begins_with_the_keys_of_the_screen_that_asked),
        cmocka_unit_test(
            a_small_window_says_so_in_twenty_columns_and_keeps_the_game),
        cmocka_unit_test(letters_of_the_korean_keyboard_are_keys_too),
        cmocka_unit_test(a_click_does_what_is_under_it),
        cmocka_unit_test(settings_change_at_once_and_tell_the_terminal_once),
        cmocka_unit_test(the_campaign_scrolls_to_every_level),
        cmocka_unit_test(a_broken_level_is_shown_with_its_fault),
        cmocka_unit_test(a_briefing_that_asks_keeps_what_was_foretold),
        cmocka_unit_test(a_siege_that_was_left_can_be_continued),
        cmocka_unit_test(nothing_ticks_where_nothing_moves)};
    return cmocka_run_group_tests(tests, take_locale, NULL);
}
