/* What a level's goal asks, and what the solvers say of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "session/inquiry.h"
#include "support/sieges.h"

static struct level level;
static struct world world;
static struct setup setup;
static struct agents agents;
static struct inquiry *inquiry;
static struct inquiry_answer answer;

static int open_all(void **state)
{
    (void)state;
    inquiry = inquiry_open();
    return inquiry == NULL;
}

static int close_all(void **state)
{
    (void)state;
    inquiry_close(inquiry);
    return 0;
}

/* OM(1) with the lieutenant 2 a traitor, who plays for a goal. */
static void level_of(unsigned generals, enum goal goal, enum level_role role)
{
    setup = sieges_setup(RULE_ORAL, generals, 1, 4);
    level_from_setup(&level, &setup);
    level.goal = (uint8_t)goal;
    level.role = (uint8_t)role;
    level.player = role == ROLE_LOYAL ? 1 : 2;
    level_draw(&level, 1, &setup, &agents);
}

static void ask(struct inquiry_request request)
{
    struct diag why;
    request.level = &level;
    request.setup = &setup;
    request.agents = &agents;
    request.of_level = true;
    assert_int_equal(inquiry_run(inquiry, &answer, &request, &why), STATUS_OK);
}

static void a_goal_about_orders_goes_to_the_solvers(void **state)
{
    (void)state;
    level_of(3, GOAL_DISOBEY, ROLE_TRAITOR);
    assert_int_equal(inquiry_goal_breaks(&level), BREAKS_IC2);
    ask((struct inquiry_request){.fewest = true, .count = true});
    assert_false(answer.of_goal);
    assert_int_equal(answer.reached, POSSIBLE);
    assert_int_equal(answer.result.found.lies, 1);
    assert_true(answer.result.found.minimal);
    assert_string_equal(answer.plans, "2");
    assert_string_equal(answer.breaking, "1");
    level_of(4, GOAL_DISOBEY, ROLE_TRAITOR);
    ask((struct inquiry_request){.count = true});
    assert_int_equal(answer.reached, IMPOSSIBLE);
    assert_int_equal(answer.result.found.verdict, SEARCH_SAFE);
    assert_string_equal(answer.breaking, "0");
}

static void another_question_says_nothing_of_the_goal(void **state)
{
    (void)state;
    level_of(3, GOAL_DISOBEY, ROLE_TRAITOR);
    ask((struct inquiry_request){.breaks = BREAKS_IC1});
    assert_int_equal(answer.breaks, BREAKS_IC1);
    assert_int_equal(answer.reached, UNKNOWN);
    assert_int_equal(answer.result.found.verdict, SEARCH_BROKEN);
    assert_null(answer.plans);
}

static void
a_loyal_goal_is_tried_and_broken_when_it_is_out_of_reach(void **state)
{
    (void)state;
    level_of(4, GOAL_HOLD, ROLE_LOYAL);
    ask((struct inquiry_request){.count = true});
    assert_true(answer.of_goal);
    assert_int_equal(answer.reached, POSSIBLE);
    assert_int_equal(answer.result.found.verdict, SEARCH_SAFE);
    assert_null(answer.plans);
    assert_true(answer.no_count.text[0] != '\0');
}

static bool stop_at_once(void *context, uint64_t states)
{
    (void)states;
    *(unsigned *)context += 1;
    return false;
}

static void a_goal_that_is_stopped_stays_unknown(void **state)
{
    (void)state;
    unsigned asked = 0;
    level_of(4, GOAL_HOLD, ROLE_LOYAL);
    ask((struct inquiry_request){.tick = stop_at_once, .context = &asked});
    assert_true(asked > 0);
    assert_int_equal(answer.reached, UNKNOWN);
    assert_int_equal(answer.result.found.verdict, SEARCH_UNKNOWN);
}

static void a_witness_makes_a_record_that_replays(void **state)
{
    (void)state;
    char *text = NULL;
    size_t length = 0;
    struct record_result result;
    struct diag why;
    level_of(3, GOAL_DISOBEY, ROLE_TRAITOR);
    ask((struct inquiry_request){.fewest = true});
    assert_int_equal(inquiry_record(&text, &length, &setup, "a/b",
                                    answer.result.answers,
                                    answer.result.found.length),
                     STATUS_OK);
    assert_int_equal(record_replay(&result, &world, text, length, NULL, &why),
                     STATUS_OK);
    assert_true(result.complete);
    assert_string_equal(result.head.level, "a/b");
    free(text);
    uint64_t wrong[] = {77};
    text = NULL;
    assert_int_not_equal(inquiry_record(&text, &length, &setup, "", wrong, 1),
                         STATUS_OK);
    assert_null(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_goal_about_orders_goes_to_the_solvers),
        cmocka_unit_test(another_question_says_nothing_of_the_goal),
        cmocka_unit_test(
            a_loyal_goal_is_tried_and_broken_when_it_is_out_of_reach),
        cmocka_unit_test(a_goal_that_is_stopped_stays_unknown),
        cmocka_unit_test(a_witness_makes_a_record_that_replays),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
