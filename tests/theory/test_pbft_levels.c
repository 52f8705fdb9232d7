/* The levels of the chapter on safety: the numbers that their texts name, and
 * that their pars are the fewest lies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "level/level.h"
#include "rules/rules.h"
#include "solve/plans.h"
#include "support/sieges.h"

enum { STACK = 96 };

static struct world stack[STACK];
static struct level level;

static void load(const char *name)
{
    char path[64];
    struct diag why[4];
    struct diag_list faults = {.items = why, .room = 4};

    (void)snprintf(path, sizeof path, "levels/9-safety/%s.level", name);
    assert_int_equal(level_load(&level, path, &faults), STATUS_OK);
}

static struct plans_result try_all(void)
{
    struct plans_room room = {
        .stack = stack, .depth = STACK, .limit = UINT64_MAX};
    struct plans_result result;
    struct puzzle puzzle;

    level_puzzle(&level, &puzzle);
    assert_int_equal(plans_try_all(&result, &puzzle, &room, NULL), STATUS_OK);
    assert_true(result.exhausted);
    return result;
}

static void a_lone_primary_has_1728_plans_and_no_way(void **state)
{
    struct plans_result result;

    (void)state;
    load("1-primary");
    result = try_all();
    assert_int_equal(result.plans, 1728);
    assert_int_equal(result.reaching, 0);
    assert_false(level.possible);
}

static void two_of_four_have_128_ways_and_four_lies_are_the_fewest(void **state)
{
    struct plans_result result;

    (void)state;
    load("3-two");
    result = try_all();
    assert_int_equal(result.plans, 36864);
    assert_int_equal(result.reaching, 128);
    assert_int_equal(result.fewest, 4);
    assert_int_equal(level.par, 4);
}

/* Theodora obeys what the certificate says and not what she heard. */
static void the_new_view_follows_the_certificate(void **state)
{
    (void)state;
    load("2-deposed");
    sieges_start(stack, &level.setup);
    sieges_play(stack, &level.others);
    assert_int_equal(stack[0].memory.pbft.decided_view[1], 0);
    assert_int_equal(stack[0].memory.pbft.decided_view[2], 0);
    assert_int_equal(stack[0].memory.pbft.decided_view[3], 1);
    assert_int_equal(stack[0].decided[3], level.setup.order);
    for (uint32_t i = 0; i < game_letters(stack); i++) {
        struct letter letter;
        game_letter(stack, i, &letter);
        if (letter.post == POST_PRE_PREPARE && letter.to == 3) {
            assert_int_equal(letter.order, ORDER_RETREAT);
        }
    }
}

/* Whether some plan with at most so many lies from here on reaches the goal. */
static bool reaches(unsigned at, unsigned lies)
{
    struct world *here = &stack[at];
    struct decision asked;

    for (game_ask(here, &asked);
         asked.chooser != CHOOSER_NOBODY &&
         (asked.chooser != CHOOSER_TRAITOR || lies == 0);
         game_ask(here, &asked)) {
        sieges_apply(here, (struct action){.cursor = asked.cursor});
    }
    if (asked.chooser == CHOOSER_NOBODY) {
        return goal_reached((enum goal)level.goal, here, NO_GENERAL);
    }
    assert_true(at + 1 < STACK);
    for (uint32_t i = 0; i < asked.options; i++) {
        world_copy(&stack[at + 1], here);
        sieges_apply(&stack[at + 1],
                     (struct action){.cursor = asked.cursor, .answer = i});
        if (reaches(at + 1, lies - (i > 0))) {
            return true;
        }
    }
    return false;
}

static void five_lies_are_the_fewest_behind_an_honest_primary(void **state)
{
    (void)state;
    load("4-backups");
    assert_int_equal(level.par, 5);
    for (unsigned lies = 0; lies < 6; lies++) {
        sieges_start(stack, &level.setup);
        assert_int_equal(reaches(0, lies), lies >= 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lone_primary_has_1728_plans_and_no_way),
        cmocka_unit_test(
            two_of_four_have_128_ways_and_four_lies_are_the_fewest),
        cmocka_unit_test(the_new_view_follows_the_certificate),
        cmocka_unit_test(five_lies_are_the_fewest_behind_an_honest_primary),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
