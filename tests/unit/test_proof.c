/* "Prove it" and "show me the shortest lie": the solvers asked from the game,
 * in a thread, and what that does to one's own siege. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "core/view.h"
#include "rules/rules.h"
#include "session/errand.h"
#include "support/frames.h"
#include "ui/proof.h"
#include "ui/siege.h"
#include "ui/words_number.h"
#include "ui/words_proof.h"

enum { ROOM = 128 * 1024 };

/* One app with its glass, and what it kept. */
struct table {
    struct app *app;
    struct frame frame;
    struct level level;
    unsigned saves;
    char *saved;
};

static int take_locale(void **state)
{
    (void)state;
    return frames_locale() ? 0 : -1;
}

static bool save(void *context, const char *text, size_t length)
{
    struct table *table = context;
    free(table->saved);
    table->saved = strndup(text, length);
    table->saves++;
    return table->saved != NULL;
}

static void open_table(struct table *table, int width, int height)
{
    const struct app_options options = {.campaign = frames_campaign(),
                                        .seed = 1,
                                        .record = "kept",
                                        .save = save,
                                        .save_context = table};
    *table = (struct table){.saves = 0};
    table->app = app_open(&options);
    assert_non_null(table->app);
    assert_true(frame_open(&table->frame, width, height, false));
}

static void brief(struct table *table, const char *level)
{
    struct diag_list faults = {.items = NULL};
    assert_int_equal(
        campaign_load(&table->level, frames_campaign(), level, &faults),
        STATUS_OK);
    assert_int_equal(app_play(table->app, &table->level, NULL), STATUS_OK);
    app_draw(table->app, &table->frame);
}

static void sit_down(struct table *table, const char *level)
{
    open_table(table, 80, 24);
    brief(table, level);
    assert_true(app_begin(table->app));
    app_draw(table->app, &table->frame);
}

static void stand_up(struct table *table)
{
    app_close(table->app);
    frame_close(&table->frame);
    free(table->saved);
}

static void press(struct table *table, const char *keys)
{
    assert_true(frames_press(table->app, &table->frame, keys));
    assert_true(frames_well_formed(&table->frame));
}

static bool shows(const struct table *table, const char *words)
{
    static char text[ROOM];
    assert_true(frame_text(&table->frame, text, sizeof text) < sizeof text);
    return strstr(text, words) != NULL;
}

static void wait_for_it(struct table *table)
{
    press(table, "settle");
    assert_int_equal(app_tick_in(table->app), 0);
}

static unsigned stars(const struct table *table)
{
    struct outcome outcome;
    session_outcome(table->app->session, &outcome);
    return outcome.stars;
}

/* The record of the siege on the glass. Owner: the caller frees it. */
static char *record_of(const struct table *table)
{
    char *text = NULL;
    size_t length;
    assert_int_equal(session_record(table->app->session, &text, &length),
                     STATUS_OK);
    return text;
}

/* ---- What it costs ------------------------------------------------------- */

static void proving_says_first_what_it_costs_and_then_costs_it(void **state)
{
    struct table table;
    (void)state;
    sit_down(&table, "2-three/1-liar");
    press(&table, "x");
    assert_int_equal(table.app->screen, SCREEN_PROOF);
    assert_true(shows(&table, "Make loyal Manuel disobey loyal Bardas."));
    assert_true(shows(&table, "one star at most"));
    assert_int_equal(app_tick_in(table.app), 0); /* it waits for consent */
    press(&table, "q");
    assert_int_equal(table.app->screen, SCREEN_SIEGE);
    assert_false(session_solution_read(table.app->session));
    press(&table, "x enter");
    wait_for_it(&table);
    assert_true(shows(&table, "It can be done"));
    assert_true(shows(&table, "1 lie is enough"));
    assert_true(shows(&table, "2 in all; those that do it: 1."));
    assert_true(session_solution_read(table.app->session));
    press(&table, "q r space enter");
    assert_int_equal(table.app->screen, SCREEN_DEBRIEF);
    assert_true(shows(&table, "The goal is reached."));
    assert_int_equal(stars(&table), 1);
    stand_up(&table);
}

static void after_the_siege_it_is_free_and_playing_on_is_not(void **state)
{
    struct table table;
    (void)state;
    sit_down(&table, "2-three/1-liar");
    press(&table, "r space enter");
    wait_for_it(&table);
    assert_true(shows(&table, "Par is proven"));
    press(&table, "x"); /* known already: no question, no waiting */
    assert_true(shows(&table, "1 lie is enough"));
    press(&table, "q");
    assert_int_equal(table.app->screen, SCREEN_DEBRIEF);
    assert_int_equal(stars(&table), 3);
    press(&table, "n r space enter");
    assert_int_equal(table.app->screen, SCREEN_DEBRIEF);
    assert_int_equal(stars(&table), 1);
    stand_up(&table);
}

static void what_is_proved_at_the_briefing_costs_in_the_siege(void **state)
{
    struct table table;
    (void)state;
    open_table(&table, 80, 24);
    brief(&table, "2-three/1-liar");
    press(&table, "x enter");
    wait_for_it(&table);
    press(&table, "q");
    assert_int_equal(table.app->screen, SCREEN_BRIEFING);
    press(&table, "enter");
    assert_int_equal(table.app->screen, SCREEN_SIEGE);
    assert_true(session_solution_read(table.app->session));
    stand_up(&table);
}

/* ---- While it runs ------------------------------------------------------- */

static void closing_stops_what_runs_and_costs_nothing(void **state)
{
    static const char *const ways[] = {"q", "esc", "backspace"};
    struct table table;
    (void)state;
    sit_down(&table, "9-safety/2-deposed"); /* it has no end that is near */
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        press(&table, "x");
        assert_int_equal(table.app->proof->stage, PROOF_RUNS);
        assert_true(app_tick_in(table.app) > 0);
        press(&table, "tick tick");
        assert_true(shows(&table, "States:"));
        press(&table, "?"); /* the help does not stop it */
        press(&table, "?");
        assert_int_equal(table.app->proof->stage, PROOF_RUNS);
        press(&table, ways[i]);
        assert_int_equal(table.app->screen, SCREEN_SIEGE);
        assert_null(table.app->proof->proof);
        assert_int_equal(app_tick_in(table.app), 0);
    }
    press(&table, "x"); /* and closing the game stops it, too */
    stand_up(&table);
}

static void help_stops_what_runs_and_it_begins_anew(void **state)
{
    struct table table;
    (void)state;
    sit_down(&table, "9-safety/3-two");
    press(&table, "x enter");
    assert_int_equal(table.app->proof->stage, PROOF_RUNS);
    press(&table, "?");
    assert_null(table.app->proof->proof);
    press(&table, "?");
    assert_int_equal(table.app->screen, SCREEN_PROOF);
    assert_int_equal(table.app->proof->stage, PROOF_RUNS);
    assert_non_null(table.app->proof->proof);
    assert_false(session_solution_read(table.app->session));
    stand_up(&table);
}

static void proving_another_level_forgets_no_cost(void **state)
{
    struct table table;
    (void)state;
    open_table(&table, 80, 24);
    brief(&table, "3-four/3-lone");
    press(&table, "x enter");
    wait_for_it(&table);
    press(&table, "q");
    brief(&table, "4-many/2-six");
    press(&table, "x enter");
    wait_for_it(&table);
    press(&table, "q");
    brief(&table, "3-four/3-lone");
    press(&table, "enter");
    assert_int_equal(table.app->screen, SCREEN_SIEGE);
    assert_true(session_solution_read(table.app->session));
    stand_up(&table);
}

/* ---- Another day --------------------------------------------------------- */

static struct session *taken_up(const struct level *level, const char *text,
                                size_t length)
{
    struct session *session = NULL;
    struct diag why;
    return session_take_up(&session, level, text, length, &why) == STATUS_OK
               ? session
               : NULL;
}

static void what_is_known_is_kept_with_the_siege(void **state)
{
    struct table table;
    char *bare, *text, *record;
    size_t length, bare_length;
    (void)state;
    sit_down(&table, "3-four/4-two");
    press(&table, "r down r space");
    assert_int_equal(session_keep(table.app->session, &bare, &bare_length),
                     STATUS_OK);
    assert_int_equal(session_kept_record(bare, bare_length), 0);
    press(&table, "x enter");
    wait_for_it(&table);
    press(&table, "q");
    assert_int_equal(session_keep(table.app->session, &text, &length),
                     STATUS_OK);
    record = record_of(&table);
    assert_string_equal(text + session_kept_record(text, length), record);
    assert_string_equal(table.saved, record); /* a record is a record */
    struct session *before = taken_up(&table.level, bare, bare_length);
    struct session *after = taken_up(&table.level, text, length);
    assert_false(session_solution_read(before));
    assert_true(session_solution_read(after));
    text[length = session_kept_record(text, length) - 2] = '7';
    assert_int_equal(session_kept_record(text, length), 0);
    assert_null(taken_up(&table.level, text, length));
    session_close(before);
    session_close(after);
    free(bare);
    free(text);
    free(record);
    stand_up(&table);
}

static void what_was_foretold_is_kept_too(void **state)
{
    struct table table;
    struct outcome outcome;
    char *text;
    size_t length;
    (void)state;
    sit_down(&table, "1-chain/1-fourth");
    session_foretell(table.app->session, 1);
    press(&table, "space");
    assert_int_equal(session_keep(table.app->session, &text, &length),
                     STATUS_OK);
    struct session *after = taken_up(&table.level, text, length);
    assert_non_null(after);
    session_outcome(after, &outcome);
    assert_int_equal(outcome.foretold, 1);
    assert_false(session_solution_read(after));
    session_close(after);
    free(text);
    stand_up(&table);
}

/* ---- Watching ------------------------------------------------------------ */

static void watching_leaves_the_own_siege_as_it_was(void **state)
{
    struct table table;
    (void)state;
    sit_down(&table, "3-four/4-two");
    press(&table, "r down r space"); /* in the middle of it */
    struct session *own = table.app->session;
    char *before = record_of(&table);
    unsigned saves = table.saves;
    uint32_t minute = table.app->siege->shown;
    assert_true(saves > 0);
    press(&table, "x enter");
    wait_for_it(&table);
    assert_int_equal(table.saves, ++saves); /* what it costs is kept */
    press(&table, "enter");
    assert_int_equal(table.app->screen, SCREEN_SIEGE);
    assert_ptr_not_equal(table.app->session, own);
    assert_int_equal(table.app->siege->shown, 0);
    assert_true(shows(&table, "The shortest lie: 2 in all"));
    assert_int_equal(session_eyes(table.app->session), EYES_ALL);
    press(&table, "right right right end");
    assert_true(shows(&table, "lie"));
    struct letter lies[3];
    for (int i = 0; i < 3; i++) { /* Tab goes round among the two lies */
        press(&table, "tab");
        const struct panel_row *row = siege_row_at_cursor(table.app);
        assert_int_equal(row->kind, ROW_LETTER);
        game_letter(session_world(table.app->session), row->item, &lies[i]);
        assert_true(letter_is_lie(&lies[i]));
    }
    assert_int_not_equal(lies[0].index, lies[1].index);
    assert_int_equal(lies[0].index, lies[2].index);
    press(&table, "end");            /* and the last line is the one to go on */
    char *found = record_of(&table); /* nothing changes */
    static const char *const changes[] = {"u", "n y", "y", "r",
                                          "h", "! y", "x", "home"};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        press(&table, changes[i]);
        char *still = record_of(&table);
        assert_string_equal(still, found);
        assert_int_equal(table.app->siege->page, PAGE_DESK);
        free(still);
    }
    free(found);
    assert_true(proof_watched(table.app));
    assert_int_equal(table.app->siege->prompt, PROMPT_NONE);
    press(&table, "space space"); /* to its battle */
    assert_int_equal(table.app->screen, SCREEN_BATTLE);
    press(&table, "enter");
    assert_int_equal(table.app->screen, SCREEN_SIEGE);
    press(&table, "?");
    press(&table, "?");
    press(&table, "q");
    assert_int_equal(table.app->screen, SCREEN_PROOF);
    press(&table, "q");
    assert_int_equal(table.app->screen, SCREEN_SIEGE);
    assert_ptr_equal(table.app->session, own);
    assert_int_equal(table.app->siege->shown, minute);
    assert_int_equal(table.saves, saves);
    char *after = record_of(&table);
    assert_string_equal(after, before);
    press(&table, "space"); /* and it goes on */
    assert_true(table.saves > saves);
    free(before);
    free(after);
    stand_up(&table);
}

static void a_watched_siege_closes_with_the_game(void **state)
{
    struct table table;
    (void)state;
    sit_down(&table, "6-scouts/1-first");
    press(&table, "x enter");
    wait_for_it(&table);
    press(&table, "enter");
    assert_true(shows(&table, "The fewest captures: 1"));
    stand_up(&table); /* leaks show under the sanitizers */
}

static void every_size_shows_proof_and_siege_whole(void **state)
{
    static const int sizes[][2] = {{200, 60}, {120, 36}, {40, 12},
                                   {1, 1},    {39, 11},  {80, 24}};
    struct table table;
    (void)state;
    sit_down(&table, "4-many/2-six");
    press(&table, "x enter");
    wait_for_it(&table);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            frame_close(&table.frame);
            assert_true(
                frame_open(&table.frame, sizes[i][0], sizes[i][1], i % 2 == 1));
            app_draw(table.app, &table.frame);
            assert_true(frames_well_formed(&table.frame));
        }
        press(&table, "enter right");
    }
    stand_up(&table);
}

/* ---- Verdicts ------------------------------------------------------------ */

static void what_is_impossible_has_nothing_to_show(void **state)
{
    struct table table;
    (void)state;
    sit_down(&table, "4-many/3-seven");
    press(&table, "x enter");
    wait_for_it(&table);
    assert_true(shows(&table, "It cannot be done"));
    assert_true(shows(&table, "taken apart"));
    assert_true(shows(&table, "1,125,899,906,842,624 (2^50) in all"));
    assert_true(shows(&table, "There is nothing to show"));
    press(&table, "enter");
    assert_int_equal(table.app->screen, SCREEN_SIEGE);
    stand_up(&table);
}

static void a_vote_is_led_round_a_circle_by_its_positions(void **state)
{
    struct table table;
    (void)state;
    sit_down(&table, "8-clock/2-undecided");
    press(&table, "x enter");
    wait_for_it(&table);
    assert_true(shows(&table, "Every position"));
    assert_true(shows(&table, "Enter shows a siege that reaches it."));
    press(&table, "enter end");
    assert_true(proof_watched(table.app));
    assert_true(shows(&table, "is here again at step"));
    press(&table, "q q");
    assert_int_equal(table.app->screen, SCREEN_SIEGE);
    assert_int_equal(session_world(table.app->session)->clock, 0);
    stand_up(&table);
}

/* The claim is about all sieges that look the same: so is the proof. */
static void a_loyal_players_proof_names_no_traitor(void **state)
{
    struct table table;
    (void)state;
    sit_down(&table, "2-three/3-whom");
    press(&table, "x enter");
    wait_for_it(&table);
    assert_true(shows(&table, "It cannot be done: however you decide"));
    for (unsigned g = 0; g < table.level.setup.generals; g++) {
        assert_false(shows(&table, level_name(&table.level, g, LANGUAGE_EN)));
    }
    assert_int_equal(proof_shows(table.app->proof->proof), PROOF_SHOWS_NOTHING);
    stand_up(&table);
}

static void a_siege_without_a_story_is_proved_by_ic1_and_ic2(void **state)
{
    struct table table;
    static struct level level;
    struct setup setup = {.generals = 0};
    (void)state;
    open_table(&table, 80, 24);
    brief(&table, "4-many/2-six");
    setup = table.level.setup;
    level_from_setup(&level, &setup);
    assert_int_equal(app_play(table.app, &level, NULL), STATUS_OK);
    assert_true(app_begin(table.app));
    press(&table, "x"); /* who watches pays nothing */
    wait_for_it(&table);
    assert_true(shows(&table, "It can be broken"));
    assert_false(shows(&table, "one star"));
    press(&table, "enter");
    assert_true(proof_watched(table.app));
    stand_up(&table);
}

static void a_claim_with_too_many_plans_is_taken_apart(void **state)
{
    struct outcome outcome;
    struct table table;
    (void)state;
    sit_down(&table, "4-many/3-seven");
    press(&table, "! y");
    assert_int_equal(table.app->screen, SCREEN_DEBRIEF);
    session_outcome(table.app->session, &outcome);
    assert_true(outcome.reached && outcome.proven);
    assert_int_equal(outcome.means, SEARCH_BY_PARTS);
    assert_true(shows(&table, "The tree of letters was taken apart"));
    stand_up(&table);
    sit_down(&table, "4-many/2-six");
    press(&table, "! y");
    session_outcome(table.app->session, &outcome);
    assert_true(!outcome.reached && outcome.proven);
    assert_int_equal(outcome.possible, POSSIBLE);
    stand_up(&table);
}

static void a_search_that_is_cut_short_says_no_more_than_unknown(void **state)
{
    struct table table;
    char text[1024];
    const char *why;
    (void)state;
    sit_down(&table, "9-safety/3-two");
    static struct level level; /* one backup, view after view */
    level = table.level;
    level.setup.traitors = 2;
    level.setup.confirmations = 2;
    struct proof *proof = proof_run(&level, 1, false, 100);
    assert_non_null(proof);
    const struct inquiry_answer *answer = proof_answer(proof, &why);
    assert_non_null(answer);
    assert_int_equal(answer->reached, UNKNOWN);
    words_proved(text, sizeof text, &level, answer);
    assert_non_null(strstr(text, "gave up"));
    assert_int_equal(proof_shows(proof), PROOF_SHOWS_NOTHING);
    proof_end(proof);
    stand_up(&table);
}

/* ---- Numbers ------------------------------------------------------------- */

static void numbers_are_grouped_and_powers_of_two_named(void **state)
{
    static const struct {
        const char *digits, *number, *big;
    } cases[] = {
        {"0", "0", "0"},
        {"7", "7", "7"},
        {"999", "999", "999"},
        {"1000", "1,000", "1,000"},
        {"32768", "32,768", "32,768"},
        {"65536", "65,536", "65,536 (2^16)"},
        {"65537", "65,537", "65,537"},
        {"4294967296", "4,294,967,296", "4,294,967,296 (2^32)"},
        {"1361129467683753853853498429727072845824", /* 2^130 */
         "1,361,129,467,683,753,853,853,498,429,727,072,845,824",
         "1,361,129,467,683,753,853,853,498,429,727,072,845,824 (2^130)"},
        {"1606938044258990275541962092341162602522202993782792835301376",
         "2^200", "2^200"},
        {"1606938044258990275541962092341162602522202993782792835301377",
         "about 1.60e60", "about 1.60e60"}};
    char text[NUMBER_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        words_number(text, sizeof text, cases[i].digits);
        assert_string_equal(text, cases[i].number);
        words_big(text, sizeof text, cases[i].digits);
        assert_string_equal(text, cases[i].big);
    }
}

#define TEST(name) cmocka_unit_test(name)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(proving_says_first_what_it_costs_and_then_costs_it),
        TEST(after_the_siege_it_is_free_and_playing_on_is_not),
        TEST(what_is_proved_at_the_briefing_costs_in_the_siege),
        TEST(closing_stops_what_runs_and_costs_nothing),
        TEST(help_stops_what_runs_and_it_begins_anew),
        TEST(proving_another_level_forgets_no_cost),
        TEST(what_is_known_is_kept_with_the_siege),
        TEST(what_was_foretold_is_kept_too),
        TEST(watching_leaves_the_own_siege_as_it_was),
        TEST(a_watched_siege_closes_with_the_game),
        TEST(every_size_shows_proof_and_siege_whole),
        TEST(what_is_impossible_has_nothing_to_show),
        TEST(a_vote_is_led_round_a_circle_by_its_positions),
        TEST(a_loyal_players_proof_names_no_traitor),
        TEST(a_siege_without_a_story_is_proved_by_ic1_and_ic2),
        TEST(a_claim_with_too_many_plans_is_taken_apart),
        TEST(a_search_that_is_cut_short_says_no_more_than_unknown),
        TEST(numbers_are_grouped_and_powers_of_two_named)};
    return cmocka_run_group_tests(tests, take_locale, NULL);
}
