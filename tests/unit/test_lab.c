/* The laboratory's screen: its pages, what leads in and out, what is computed
 * while one looks on and what is not when one does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "support/glass.h"
#include "ui/lab.h"
#include "ui/proof.h"

static int take_locale(void **state)
{
    (void)state;
    return frames_locale() ? 0 : -1;
}

static void brief(struct glass *glass, const char *id)
{
    static struct level level;
    struct diag_list faults = {.items = NULL};
    assert_int_equal(campaign_load(&level, frames_campaign(), id, &faults),
                     STATUS_OK);
    assert_int_equal(app_play(glass->app, &level, NULL), STATUS_OK);
    app_draw(glass->app, &glass->frame);
}

/* The cell of the glass where a text begins. */
static bool find(const struct glass *glass, const char *text, int *x, int *y)
{
    for (int row = 0; row < glass->frame.height; row++) {
        const struct cell *cells =
            glass->frame.cells + (size_t)row * (size_t)glass->frame.width;
        for (int at = 0; at < glass->frame.width; at++) {
            size_t i = 0;
            while (text[i] != '\0' && at + (int)i < glass->frame.width &&
                   cells[at + (int)i].glyph ==
                       (uint32_t)(unsigned char)text[i]) {
                i++;
            }
            if (text[i] == '\0') {
                *x = at;
                *y = row;
                return true;
            }
        }
    }
    return false;
}

static void click(struct glass *glass, const char *text)
{
    struct input input = {.kind = INPUT_MOUSE, .button = MOUSE_LEFT};
    assert_true(find(glass, text, &input.x, &input.y));
    (void)app_input(glass->app, &input);
    app_draw(glass->app, &glass->frame);
}

/* ---- In and out ---------------------------------------------------------- */

static void the_title_leads_into_the_lab_and_q_esc_backspace_out(void **state)
{
    (void)state;
    static const char *const ways[] = {"q", "esc", "backspace"};
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    assert_true(glass_shows(&glass, "3  The laboratory"));
    for (size_t i = 0; i < 3; i++) {
        (void)glass_press(&glass, "3");
        assert_int_equal(glass.app->screen, SCREEN_LAB);
        (void)glass_press(&glass, ways[i]); /* at once: it is still computing */
        assert_int_equal(glass.app->screen, SCREEN_TITLE);
        assert_null(glass.app->lab);
    }
    glass_close(&glass);
}

static void the_lab_of_a_level_leads_back_to_its_briefing(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "1 e");
    assert_int_equal(glass.app->screen, SCREEN_LAB);
    (void)glass_press(&glass, "q");
    assert_int_equal(glass.app->screen, SCREEN_BRIEFING);
    assert_null(glass.app->lab);
    glass_close(&glass);
}

static void help_comes_and_goes_while_the_lab_computes(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "3 ?");
    assert_int_equal(glass.app->screen, SCREEN_HELP);
    assert_true(glass_shows(&glass, "every placement of the traitors"));
    assert_true(glass_shows(&glass, "play the shortest lie"));
    (void)glass_press(&glass, "q settle");
    assert_int_equal(glass.app->screen, SCREEN_LAB);
    assert_true(glass_shows(&glass, "298 sieges"));
    glass_close(&glass);
}

/* ---- The bound ----------------------------------------------------------- */

static void the_map_fills_and_then_nothing_moves(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "3");
    assert_true(app_tick_in(glass.app) > 0);
    (void)glass_press(&glass, "settle");
    assert_int_equal(app_tick_in(glass.app), 0);
    assert_null(glass.app->lab->errand);
    assert_true(lab_map_full(glass.app->lab->map));
    assert_true(glass_shows(&glass, "OM(1), 4 generals, 1 traitor: safe."));
    (void)glass_press(&glass, "left");
    assert_true(glass_shows(&glass, "1 lie is enough, by general 2"));
    (void)glass_press(&glass, "down down down");
    assert_true(glass_shows(&glass, "the rule has no such siege"));
    glass_close(&glass);
}

static void the_theorem_is_drawn_over_what_the_search_found(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "3 settle left f");
    assert_true(glass_shows(&glass, "n > 2t + m fails (3 is not more than 3)"));
    assert_true(glass_shows(&glass, "it promises 28 cells; found safe: 28"));
    (void)glass_press(&glass, "f");
    assert_false(glass_shows(&glass, "Theorem"));
    glass_close(&glass);
}

static void rule_and_rounds_are_chosen_above_the_map(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "3 settle pgdn settle");
    assert_int_equal(glass.app->lab->map->depth, 2);
    (void)glass_press(&glass, "up up left settle");
    assert_int_equal(glass.app->lab->map->depth, 1);
    (void)glass_press(&glass, "up right right settle");
    assert_int_equal(glass.app->lab->map->rule, RULE_RELAY);
    assert_true(glass_shows(&glass, "The chain"));
    (void)glass_press(&glass, "down down end");
    assert_int_equal(glass.app->lab->n, 10);
    (void)glass_press(
        &glass, "up up left settle"); /* m outlives a rule without rounds */
    assert_int_equal(glass.app->lab->map->rule, RULE_SIGNED);
    assert_int_equal(glass.app->lab->map->depth, 1);
    glass_close(&glass);
}

static void a_broken_cell_plays_its_lie_and_q_leads_back(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "3 settle left enter");
    assert_int_equal(glass.app->screen, SCREEN_SIEGE);
    assert_true(proof_watched(glass.app));
    assert_true(session_over(glass.app->session));
    assert_true(glass_shows(&glass, "The shortest lie"));
    (void)glass_press(
        &glass, "end"); /* names that do not fit are numbers, both of them */
    assert_true(glass_shows(&glass, "2 \xe2\x86\x92 3"));
    (void)glass_press(&glass, "q");
    assert_int_equal(glass.app->screen, SCREEN_LAB);
    assert_false(proof_watched(glass.app));
    assert_null(glass.app->session);
    assert_int_equal(glass.app->lab->n, 3);
    (void)glass_press(&glass, "q");
    assert_int_equal(glass.app->screen, SCREEN_TITLE);
    glass_close(&glass);
}

static void a_siege_that_waits_is_not_lost_to_a_lie_that_is_shown(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "1 enter q q 3 settle left enter");
    assert_int_equal(glass.app->screen, SCREEN_SIEGE);
    struct session *own = glass.app->proof->own;
    assert_non_null(own);
    (void)glass_press(&glass, "q q");
    assert_ptr_equal(glass.app->session, own);
    glass_close(&glass);
}

static void a_safe_cell_is_there_to_be_tried(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "3 settle enter");
    assert_int_equal(glass.app->screen, SCREEN_SIEGE);
    assert_false(proof_watched(glass.app));
    const struct level *level = session_level(glass.app->session);
    assert_int_equal(level->role, ROLE_TRAITOR);
    assert_false(level->possible);
    assert_true(glass_shows(&glass, "OM(1), 4 generals, 1 traitor"));
    (void)glass_press(&glass, "! y");
    assert_int_equal(glass.app->screen, SCREEN_DEBRIEF);
    (void)glass_press(&glass, "q");
    assert_int_equal(glass.app->screen, SCREEN_LAB);
    glass_close(&glass);
}

/* It is neither kept nor counted, and what was left can be taken up. */
static void a_siege_that_waits_is_not_lost_to_one_that_is_tried(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    char *before, *after;
    size_t length;
    brief(&glass, "3-four/4-two");
    (void)glass_press(&glass, "enter r down r space q q");
    assert_false(session_over(glass.app->session));
    assert_int_equal(session_record(glass.app->session, &before, &length),
                     STATUS_OK);
    (void)glass_press(&glass, "3 settle enter");
    assert_true(glass.app->trial);
    (void)glass_press(&glass, "space q");
    assert_int_equal(glass.app->screen, SCREEN_LAB);
    (void)glass_press(&glass, "enter q q");
    assert_int_equal(glass.app->screen, SCREEN_TITLE);
    assert_false(glass.app->trial);
    (void)glass_press(&glass, "c");
    assert_int_equal(glass.app->screen, SCREEN_SIEGE);
    assert_int_equal(session_record(glass.app->session, &after, &length),
                     STATUS_OK);
    assert_string_equal(after, before);
    free(before);
    free(after);
    glass_close(&glass);
}

/* ---- Under the help ------------------------------------------------------ */

static void resize(struct glass *glass, int width, int height)
{
    const struct input input = {.kind = INPUT_RESIZE, .x = width, .y = height};
    (void)app_input(glass->app, &input);
}

static void nothing_is_computed_where_nobody_can_see_it(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(
        &glass, "3 1 down up up right right"); /* signed: that takes long */
    assert_non_null(glass.app->lab->errand);
    (void)glass_press(&glass, "?");
    assert_int_equal(glass.app->screen, SCREEN_HELP);
    assert_null(glass.app->lab->errand);
    (void)glass_press(&glass, "?");
    assert_non_null(glass.app->lab->errand);
    resize(&glass, 1, 1);
    assert_null(glass.app->lab->errand);
    resize(&glass, 80, 24);
    assert_non_null(glass.app->lab->errand);
    (void)glass_press(&glass, "3 down down right right right right");
    assert_non_null(glass.app->lab->errand);
    (void)glass_press(&glass, "space ? ?"); /* what was paused stays so */
    assert_null(glass.app->lab->errand);
    glass_close(&glass);
}

/* ---- Plans --------------------------------------------------------------- */

static void the_plans_of_a_cell_are_counted_and_change_with_its_siege(void **s)
{
    (void)s;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "3 settle left tab settle");
    assert_int_equal(glass.app->lab->tab, LAB_COUNT);
    assert_true(glass_shows(&glass, "1 of 2 plans"));
    assert_true(glass_shows(&glass, "50.00 %"));
    (void)glass_press(&glass, "down right settle");
    assert_true(glass_shows(&glass, "the commander"));
    assert_true(glass_shows(&glass, "0 of 4 plans"));
    (void)glass_press(&glass, "left settle enter");
    assert_true(proof_watched(glass.app));
    (void)glass_press(&glass, "q");
    assert_int_equal(glass.app->screen, SCREEN_LAB);
    assert_true(glass_shows(&glass, "1 of 2 plans"));
    glass_close(&glass);
}

static void
trying_a_siege_claims_what_was_found_whatever_the_cursor_is_at(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(
        &glass, "3 pgup left tab settle down right settle down down down");
    assert_int_equal(lab_question_at(glass.app->lab, 1), LAB_IC2);
    assert_true(
        glass_shows(&glass, "no plan breaks it")); /* the line at the cursor */
    (void)glass_press(&glass, "d");
    assert_int_equal(glass.app->screen, SCREEN_SIEGE);
    assert_true(glass.app->level.possible);
    assert_int_equal(glass.app->level.par, 1);
    glass_close(&glass);
}

/* The numbers tell whether the goal can be reached: they have their price. */
static void plans_of_a_level_that_is_not_won_wait_and_cost(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "2 down down down enter e settle");
    assert_null(glass.app->lab->errand);
    assert_true(glass_shows(&glass, "Enter: count"));
    assert_false(glass_shows(&glass, "plans,"));
    (void)glass_press(&glass, "enter settle");
    assert_true(glass_shows(&glass, "1 of 2 plans"));
    (void)glass_press(&glass, "q enter");
    assert_int_equal(glass.app->screen, SCREEN_SIEGE);
    assert_true(session_solution_read(glass.app->session));
    glass_close(&glass);
}

/* A lost siege can be taken back and won: nothing is told before. */
static void plans_after_a_siege_that_was_lost_wait_too(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "2 down down down enter enter ! y");
    assert_int_equal(glass.app->screen, SCREEN_DEBRIEF);
    (void)glass_press(&glass, "e settle");
    assert_int_equal(glass.app->screen, SCREEN_LAB);
    assert_true(glass_shows(&glass, "Enter: count"));
    (void)glass_press(&glass, "enter settle");
    assert_true(glass_shows(&glass, "1 of 2 plans"));
    (void)glass_press(&glass, "q u");
    assert_int_equal(glass.app->screen, SCREEN_SIEGE);
    assert_true(session_solution_read(glass.app->session));
    glass_close(&glass);
}

static void looking_in_without_counting_costs_nothing(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "2 down down down enter e settle 3 1 2 q enter");
    assert_int_equal(glass.app->screen, SCREEN_SIEGE);
    assert_false(session_solution_read(glass.app->session));
    glass_close(&glass);
}

/* ---- Sampling ------------------------------------------------------------ */

static void a_sample_ends_with_the_figures_of_simulate(void **state)
{
    (void)state;
    static struct world world;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    struct simulate_tally expected = {.runs = 0};
    (void)glass_press(&glass,
                      "3 settle left 3 space down down down right settle");
    const struct lab_sample *sample = glass.app->lab->sample;
    struct simulation simulation = {
        .level = &sample->level, .seed = 1, .city = SIMULATE_AS_LEVEL};
    memset(simulation.plays, STRATEGY_RANDOM, sizeof simulation.plays);
    assert_int_equal(sample->wanted, 1000);
    (void)glass_press(&glass, "n settle");
    sample = glass.app->lab->sample;
    simulation.level = &sample->level;
    assert_int_equal(
        simulate_add(&expected, &simulation, 0, 1000, &world, NULL), STATUS_OK);
    assert_memory_equal(&sample->tally, &expected, sizeof expected);
    assert_true(glass_shows(&glass, "1,000 sieges played"));
    assert_true(glass_shows(&glass, "34.00 %"));
    glass_close(&glass);
}

static void space_pauses_a_sample_and_lets_it_go_on(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "3 3");
    assert_non_null(glass.app->lab->errand);
    (void)glass_press(&glass, "space");
    assert_null(glass.app->lab->errand);
    assert_int_equal(app_tick_in(glass.app), 0);
    assert_true(glass_shows(&glass, "paused"));
    uint64_t runs = glass.app->lab->sample->tally.runs;
    (void)glass_press(&glass, "tick tick");
    assert_int_equal(glass.app->lab->sample->tally.runs, runs);
    (void)glass_press(&glass, "space");
    assert_non_null(glass.app->lab->errand);
    (void)glass_press(&glass, "1 q"); /* and away while it runs */
    glass_close(&glass);
}

static void another_choice_begins_anew_and_more_sieges_go_on(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "3 settle 3 space down down down right n settle");
    assert_int_equal(glass.app->lab->sample->tally.runs, 1000);
    (void)glass_press(&glass, "right settle");
    assert_int_equal(glass.app->lab->sample->tally.runs, 10000);
    (void)glass_press(&glass, "left settle");
    assert_int_equal(glass.app->lab->sample->tally.runs, 1000);
    uint64_t before = glass.app->lab->sample->tally.agreement;
    (void)glass_press(&glass, "up right settle");
    assert_int_equal(glass.app->lab->sample->level.setup.capture, 10000);
    assert_int_equal(glass.app->lab->sample->tally.runs, 1000);
    assert_int_not_equal(glass.app->lab->sample->tally.agreement, before);
    glass_close(&glass);
}

static void confirmations_and_coins_have_figures_of_their_own(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(
        &glass, "3 settle 3 space down down down right up up up right settle "
                "space settle");
    assert_true(glass_shows(&glass, "two generals, 2 confirmations"));
    assert_true(glass_shows(&glass, "one attacks alone"));
    (void)glass_press(&glass, "right settle");
    assert_true(glass_shows(&glass, "phase 2"));
    glass_close(&glass);
}

/* ---- The mouse, sizes ---------------------------------------------------- */

static void the_mouse_turns_pages_and_chooses_cells(void **state)
{
    (void)state;
    struct glass glass = glass_open(frames_campaign(), 80, 24);
    (void)glass_press(&glass, "3 settle");
    click(&glass, "3 Sampling");
    assert_int_equal(glass.app->lab->tab, LAB_RATES);
    click(&glass, "1 The bound");
    (void)glass_press(&glass, "settle");
    click(&glass, "1"); /* the tab's digit: nothing changes */
    assert_int_equal(glass.app->lab->tab, LAB_BOUND);
    struct input input = {.kind = INPUT_MOUSE, .x = 0, .y = 0};
    for (int i = 0; i < glass.app->hit_count; i++) {
        const struct hit *hit = &glass.app->hits[i];
        if (hit->item == 3 * (LAB_TRAITORS_MAX + 1) + 1) {
            input.x = hit->x;
            input.y = hit->y;
        }
    }
    (void)app_input(glass.app, &input);
    assert_int_equal(glass.app->lab->n, 3);
    assert_int_equal(glass.app->lab->t, 1);
    assert_int_equal(glass.app->screen, SCREEN_LAB);
    (void)app_input(glass.app, &input); /* again: show it */
    assert_true(proof_watched(glass.app));
    glass_close(&glass);
}

static void every_page_is_whole_in_every_size_and_language(void **state)
{
    (void)state;
    static const int sizes[][2] = {{40, 12}, {41, 13},  {60, 18}, {80, 24},
                                   {99, 30}, {120, 36}, {200, 60}};
    for (int language = 0; language < LANGUAGES; language++) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            struct glass glass =
                glass_open(frames_campaign(), sizes[i][0], sizes[i][1]);
            text_set_language((enum language)language);
            (void)glass_press(&glass,
                              "3 settle f left down end home up up 2 settle");
            (void)glass_press(&glass,
                              "down down down 3 space down right tab 1 q");
            glass_close(&glass);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_title_leads_into_the_lab_and_q_esc_backspace_out),
        cmocka_unit_test(the_lab_of_a_level_leads_back_to_its_briefing),
        cmocka_unit_test(help_comes_and_goes_while_the_lab_computes),
        cmocka_unit_test(the_map_fills_and_then_nothing_moves),
        cmocka_unit_test(the_theorem_is_drawn_over_what_the_search_found),
        cmocka_unit_test(rule_and_rounds_are_chosen_above_the_map),
        cmocka_unit_test(a_broken_cell_plays_its_lie_and_q_leads_back),
        cmocka_unit_test(a_siege_that_waits_is_not_lost_to_a_lie_that_is_shown),
        cmocka_unit_test(a_safe_cell_is_there_to_be_tried),
        cmocka_unit_test(
            the_plans_of_a_cell_are_counted_and_change_with_its_siege),
        cmocka_unit_test(
            trying_a_siege_claims_what_was_found_whatever_the_cursor_is_at),
        cmocka_unit_test(plans_of_a_level_that_is_not_won_wait_and_cost),
        cmocka_unit_test(a_siege_that_waits_is_not_lost_to_one_that_is_tried),
        cmocka_unit_test(nothing_is_computed_where_nobody_can_see_it),
        cmocka_unit_test(plans_after_a_siege_that_was_lost_wait_too),
        cmocka_unit_test(looking_in_without_counting_costs_nothing),
        cmocka_unit_test(a_sample_ends_with_the_figures_of_simulate),
        cmocka_unit_test(space_pauses_a_sample_and_lets_it_go_on),
        cmocka_unit_test(another_choice_begins_anew_and_more_sieges_go_on),
        cmocka_unit_test(confirmations_and_coins_have_figures_of_their_own),
        cmocka_unit_test(the_mouse_turns_pages_and_chooses_cells),
        cmocka_unit_test(every_page_is_whole_in_every_size_and_language)};
    return cmocka_run_group_tests(tests, take_locale, NULL);
}
