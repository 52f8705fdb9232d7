/* The siege screen without a clock, played by keys: what happens next, how far
 * everybody has come, steps back and forth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/frames.h"
#include "support/networks.h"
#include "ui/siege.h"

enum { ROOM = 128 * 1024 };

static struct table {
    struct app *app;
    struct frame frame;
    struct level level;
} table;

static int take_locale(void **state)
{
    (void)state;
    return frames_locale() ? 0 : -1;
}

static void press(const char *keys)
{
    assert_true(frames_press(table.app, &table.frame, keys));
    assert_true(frames_well_formed(&table.frame));
}

static void sit_down(enum rule_id rule, const char *inputs, int width,
                     int height, bool animate)
{
    const struct app_options options = {.seed = 1, .animate = animate};
    table.app = app_open(&options);
    assert_non_null(table.app);
    network_level(&table.level, rule, inputs, ROLE_CITY);
    assert_true(frame_open(&table.frame, width, height, false));
    assert_int_equal(app_play(table.app, &table.level, NULL), STATUS_OK);
    app_draw(table.app, &table.frame);
    assert_true(app_begin(table.app));
    app_draw(table.app, &table.frame);
}

static int stand_up(void **state)
{
    (void)state;
    app_close(table.app);
    frame_close(&table.frame);
    return 0;
}

static const char *glass(void)
{
    static char text[ROOM];
    assert_true(frame_text(&table.frame, text, sizeof text) < sizeof text);
    return text;
}

static bool shows(const char *words)
{
    return strstr(glass(), words) != NULL;
}

static uint32_t step(void)
{
    return session_world(table.app->session)->clock / STEP_MINUTES;
}

static void the_panel_lists_what_may_happen_and_who_has_what(void **state)
{
    (void)state;
    sit_down(RULE_VOTE, "110", 80, 24, false);
    assert_true(shows("step 0"));
    assert_true(shows("What happens next?"));
    assert_true(shows("▸ 1 ▪A  report 1    Bardas → Leo"));
    assert_true(shows("6 ▪R  report 1    Manuel → Leo"));
    assert_true(shows("8 †   Leo falls silent for ever"));
    assert_true(shows("Manuel  ▪R  report 1    1 of 2"));
    assert_false(shows("Friday"));
    assert_false(shows("Send the riders"));
}

static void one_key_lets_one_thing_happen(void **state)
{
    (void)state;
    sit_down(RULE_VOTE, "110", 80, 24, false);
    press("enter");
    assert_int_equal(step(), 1);
    assert_true(shows("Leo receives: Bardas reports \"attack\" in phase 1."));
    assert_true(shows("Leo     ▪A  proposal 1"));
    press("enter");
    assert_int_equal(step(), 2);
    press("down down enter");
    assert_int_equal(step(), 3);
    press("2");
    assert_int_equal(step(), 4);
    press("9");
    assert_true(step() == 4 || step() == 5);
}

static void space_runs_on_until_somebody_decides(void **state)
{
    (void)state;
    sit_down(RULE_VOTE, "110", 80, 24, false);
    assert_true(shows("space run on"));
    press("space");
    assert_true(step() > 1);
    assert_true(shows("decided"));
    assert_int_equal(table.app->screen, SCREEN_SIEGE);
}

static void any_key_stops_what_runs_on(void **state)
{
    (void)state;
    sit_down(RULE_VOTE, "110", 80, 24, true);
    press("space");
    assert_true(shows("any key stops it."));
    assert_true(shows("space pause"));
    while (step() < 3) {
        press("tick");
    }
    press("x");
    for (int i = 0; i < 40; i++) {
        press("tick");
    }
    assert_int_equal(step(), 3);
    assert_int_equal(app_tick_in(table.app), 0);
}

/* A click on the line that shows these words. */
static void click_on(const char *words)
{
    struct input input = {.kind = INPUT_MOUSE, .button = MOUSE_LEFT};
    const char *at = strstr(glass(), words);
    assert_non_null(at);
    for (const char *c = glass(); c < at; c++) {
        input.y += *c == '\n';
    }
    input.x = table.frame.width - 4;
    assert_true(app_input(table.app, &input));
    app_draw(table.app, &table.frame);
}

static void a_click_is_a_step_too(void **state)
{
    (void)state;
    sit_down(RULE_VOTE, "110", 80, 24, false);
    click_on("4 ▪A  report 1    Leo → Manuel");
    assert_int_equal(step(), 1);
    assert_true(shows("Manuel receives: Leo reports"));
}

static void the_solution_lies_under_the_cursor(void **state)
{
    (void)state;
    sit_down(RULE_VOTE, "100", 80, 24, false);
    assert_int_equal(session_set(table.app->session, 0, 3), STATUS_OK);
    siege_first_row(table.app);
    press("h");
    assert_true(shows("▸ 4"));
    press("enter");
    assert_true(shows("Manuel receives: Leo reports"));
    press("u");
    assert_true(shows("▸ 4"));
    press("2 u");
    assert_true(shows("▸ 2"));
}

static void a_fallen_camp_looks_fallen(void **state)
{
    (void)state;
    sit_down(RULE_VOTE, "110", 80, 24, false);
    press("8");
    assert_true(shows("Leo falls silent for ever."));
    assert_true(shows("✖ Leo"));
    assert_true(shows("▟x▙ silent"));
    assert_true(shows("Leo     †   silent for ever"));
}

static void undo_redo_and_the_past_go_step_by_step(void **state)
{
    (void)state;
    sit_down(RULE_VOTE, "110", 80, 24, false);
    press("1 1 1");
    char *before = strdup(glass());
    assert_non_null(before);
    press("u");
    assert_int_equal(step(), 2);
    press("y");
    assert_int_equal(step(), 3);
    press("left left");
    assert_true(shows("step 1   ||"));
    assert_true(shows("You look at the past."));
    assert_true(shows("Leo     ▪A  proposal 1  1 of 2"));
    assert_true(shows("Manuel  ▪R  report 1    1 of 2"));
    press("left");
    assert_true(shows("Leo     ▪A  report 1    1 of 2"));
    press("right right right");
    assert_string_equal(before, glass());
    free(before);
    press("n y");
    assert_int_equal(step(), 0);
}

static void the_lamp_tells_of_the_past_as_well(void **state)
{
    (void)state;
    sit_down(RULE_VOTE, "100", 80, 24, false);
    assert_true(shows("◐ Still open: \"attack\" or \"retreat\"."));
    press("3");
    press("5");
    while (!shows("○ Only") && !shows("● Only")) {
        press("1");
    }
    press("home");
    assert_true(shows("◐ Still open"));
    press("end");
    assert_false(shows("◐ Still open"));
    while (table.app->screen == SCREEN_SIEGE) {
        press("1");
    }
    press("enter left home");
    assert_int_equal(table.app->screen, SCREEN_SIEGE);
    assert_true(shows("◐ Still open"));
}

static void
a_siege_of_many_steps_ends_and_tells_three_things_apart(void **state)
{
    (void)state;
    sit_down(RULE_VOTE, "110", 80, 24, false);
    for (int i = 0; i < 100 && table.app->screen == SCREEN_SIEGE; i++) {
        press("enter");
    }
    assert_int_equal(table.app->screen, SCREEN_BATTLE);
    assert_true(shows("✓ agreement"));
    assert_true(shows("✓ validity"));
    assert_true(shows("✓ termination"));
    assert_false(shows("Friday"));
    press("enter");
    assert_true(shows("Agreement (IC1) held"));
    assert_true(shows("Validity held"));
    assert_true(shows("Termination: every loyal general decided."));
}

static void only_what_is_let_through_moves(void **state)
{
    const struct input tick = {.kind = INPUT_TICK};
    (void)state;
    sit_down(RULE_VOTE, "110", 80, 24, true);
    press("enter"); /* what began the siege may come again */
    press("enter");
    assert_int_equal(step(), 1);
    assert_true(table.app->siege->running);
    for (int i = 0; i < 20 && table.app->siege->running; i++) {
        assert_true(siege_time_tick_in(table.app) > 0);
        assert_true(app_input(table.app, &tick));
        app_draw(table.app, &table.frame);
        assert_true(frames_well_formed(&table.frame));
    }
    assert_false(table.app->siege->running);
    assert_int_equal(siege_time_tick_in(table.app), 0);
    press("enter");
    assert_int_equal(step(), 2);
}

static void every_size_has_all_rules(void **state)
{
    static const struct {
        enum rule_id rule;
        const char *inputs;
    } sieges[] = {
        {RULE_VOTE, "110"}, {RULE_COIN, "1010101"}, {RULE_PBFT, "1111111"}};
    static const int sizes[][2] = {{40, 12}, {60, 20},  {70, 16},
                                   {80, 24}, {120, 36}, {200, 60}};
    (void)state;
    for (size_t i = 0; i < sizeof sieges / sizeof *sieges; i++) {
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            sit_down(sieges[i].rule, sieges[i].inputs, sizes[k][0], sizes[k][1],
                     false);
            press("1 2 3 down down end i i left left end u h");
            stand_up(NULL);
        }
    }
    sit_down(RULE_VOTE, "01", 80, 24, false);
}

#define SIEGE_TEST(test) cmocka_unit_test_teardown(test, stand_up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SIEGE_TEST(the_panel_lists_what_may_happen_and_who_has_what),
        SIEGE_TEST(one_key_lets_one_thing_happen),
        SIEGE_TEST(space_runs_on_until_somebody_decides),
        SIEGE_TEST(any_key_stops_what_runs_on),
        SIEGE_TEST(a_click_is_a_step_too),
        SIEGE_TEST(the_solution_lies_under_the_cursor),
        SIEGE_TEST(a_fallen_camp_looks_fallen),
        SIEGE_TEST(undo_redo_and_the_past_go_step_by_step),
        SIEGE_TEST(the_lamp_tells_of_the_past_as_well),
        SIEGE_TEST(a_siege_of_many_steps_ends_and_tells_three_things_apart),
        SIEGE_TEST(only_what_is_let_through_moves),
        SIEGE_TEST(every_size_has_all_rules)};
    return cmocka_run_group_tests(tests, take_locale, NULL);
}
