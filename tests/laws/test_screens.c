/* Any keys, clicks and sizes, on any screen: never a crash, and every row is
 * as wide as the screen. Seeded, so that a failure comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "agents/agent.h"
#include "support/frames.h"
#include "support/networks.h"
#include "ui/screen.h"

enum { RUNS = 96, INPUTS = 160 };

static int take_locale(void **state)
{
    (void)state;
    return frames_locale() ? 0 : -1;
}

static uint64_t draw_below(uint64_t *dice, uint64_t bound)
{
    return nature_below(UINT64_C(20260101), ++*dice, bound);
}

/* A key that some screen has a use for, or any other. */
static uint32_t any_key(uint64_t *dice)
{
    static const uint32_t often[] = {
        KEYS_ENTER, KEYS_TAB,  KEYS_UP,   KEYS_DOWN,    KEYS_LEFT,
        KEYS_RIGHT, KEYS_HOME, KEYS_END,  KEYS_PAGE_UP, KEYS_PAGE_DOWN,
        KEYS_ENTER, ' ',       KEYS_DOWN, KEYS_BACKTAB, KEYS_DELETE,
        KEYS_ESC,   '?',       '1',       '2',          '3'};
    uint64_t kind = draw_below(dice, 3);
    if (kind < 2) {
        return often[draw_below(dice, sizeof often / sizeof *often)];
    }
    return (uint32_t)(1 + draw_below(dice, 126));
}

static void any_size(uint64_t *dice, int *width, int *height)
{
    static const int edges[][2] = {{1, 1},     {40, 12},  {39, 12},
                                   {40, 11},   {80, 24},  {120, 36},
                                   {300, 100}, {41, 100}, {300, 12}};
    uint64_t kind = draw_below(dice, 3);
    if (kind == 0) {
        uint64_t i = draw_below(dice, sizeof edges / sizeof *edges);
        *width = edges[i][0];
        *height = edges[i][1];
        return;
    }
    *width = 1 + (int)draw_below(dice, kind == 1 ? 160 : 300);
    *height = 1 + (int)draw_below(dice, kind == 1 ? 50 : 100);
}

static struct input any_input(uint64_t *dice, const struct app *app)
{
    struct input input = {.kind = INPUT_KEY};
    switch (draw_below(dice, 16)) {
    case 0:
        input.kind = INPUT_RESIZE;
        any_size(dice, &input.x, &input.y);
        break;
    case 1:
    case 2:
        input.kind = INPUT_MOUSE;
        input.button = (uint8_t)draw_below(dice, 4);
        input.x = (int)draw_below(dice, (uint64_t)app->width + 2) - 1;
        input.y = (int)draw_below(dice, (uint64_t)app->height + 2) - 1;
        break;
    case 3:
        input.kind = INPUT_TICK;
        break;
    default:
        input.key = any_key(dice);
        break;
    }
    return input;
}

static void check_glass(struct app *app, unsigned run, unsigned step)
{
    struct frame frame;
    assert_true(frame_open(&frame, app->width, app->height, false));
    app_draw(app, &frame);
    if (!frames_well_formed(&frame)) {
        fail_msg("run %u, step %u, screen %s", run, step,
                 screen_get((enum screen_id)app->screen)->id);
    }
    frame_close(&frame);
}

/* A siege without a clock, in every role that there is. */
static void network(struct level *out, unsigned run)
{
    static const enum rule_id rules[] = {RULE_VOTE, RULE_COIN, RULE_PBFT};
    static const char *const inputs[] = {"110", "1001", "1111", "0101010"};
    static const enum level_role roles[] = {ROLE_CITY, ROLE_CITY, ROLE_WATCH,
                                            ROLE_TRAITOR};
    enum rule_id rule = rules[run / 8 % 3];
    const char *values = inputs[rule == RULE_PBFT ? 2 : run / 24 % 4];
    enum level_role role = roles[run / 8 % 4];
    network_level(out, rule, values, rule == RULE_VOTE ? ROLE_CITY : role);
    if (out->role == ROLE_TRAITOR) {
        out->setup.traitors = 1;
    }
}

/* One player who presses anything; mostly a level is played from the start, so
 * that the siege's screens get their share. Returns the screens seen. */
static unsigned play(unsigned run, uint64_t *dice)
{
    static struct level level;
    const struct campaign *campaign = frames_campaign();
    const struct app_options options = {.campaign = campaign,
                                        .seed = run,
                                        .ascii = run % 4 == 3,
                                        .animate = run % 2 == 0};
    struct app *app = app_open(&options);
    struct diag_list faults = {0};
    unsigned seen = 0;
    assert_non_null(app);
    text_set_language(run % 3 == 2 ? LANGUAGE_KO : LANGUAGE_EN);
    assert_int_equal(level_load(&level,
                                campaign->entry[run % campaign->count].path,
                                &faults),
                     STATUS_OK);
    if (run % 8 == 5) {
        network(&level, run);
    }
    if (run % 4 != 0) {
        assert_int_equal(app_play(app, &level, NULL), STATUS_OK);
    }
    for (unsigned step = 0; step < INPUTS; step++) {
        struct input input = any_input(dice, app);
        bool goes_on = app_input(app, &input);
        seen |= 1U << app->screen;
        check_glass(app, run, step);
        if (!goes_on) {
            break;
        }
    }
    app_close(app);
    text_set_language(LANGUAGE_EN);
    return seen;
}

static void any_input_leaves_every_row_whole(void **state)
{
    uint64_t dice = 0;
    unsigned seen = 0;
    (void)state;
    assert_true(frames_campaign()->count > 0);
    for (unsigned run = 0; run < RUNS; run++) {
        seen |= play(run, &dice);
    }
    assert_int_equal(seen, (1U << SCREEN_COUNT) - 1);
}

static void every_screen_is_whole_at_every_size_of_a_grid(void **state)
{
    static const char *const ways[] = {
        "x", "2", "3", "4", "2 enter", "2 enter o", "2 enter enter"};
    const struct app_options options = {.campaign = frames_campaign()};
    (void)state;
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        struct app *app = app_open(&options);
        struct frame frame;
        assert_true(frame_open(&frame, 80, 24, false));
        frames_press(app, &frame, ways[way]);
        frame_close(&frame);
        for (int width = 1; width <= 300; width += width < 130 ? 3 : 41) {
            for (int height = 1; height <= 100;
                 height += height < 40 ? 3 : 29) {
                const struct input input = {
                    .kind = INPUT_RESIZE, .x = width, .y = height};
                (void)app_input(app, &input);
                check_glass(app, (unsigned)way, (unsigned)width);
            }
        }
        app_close(app);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_input_leaves_every_row_whole),
        cmocka_unit_test(every_screen_is_whole_at_every_size_of_a_grid)};
    return cmocka_run_group_tests(tests, take_locale, NULL);
}
