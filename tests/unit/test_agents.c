/* Nature, the built-in traitors and the cities. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/sieges.h"

static struct world world;

static void nature_is_splitmix_of_seed_and_counter(void **state)
{
    (void)state;
    /* Computed independently; the second state of SplitMix64 from the mixed
     * seed. */
    assert_true(nature_draw(0, 0) == UINT64_C(0xa706dd2f4d197e6f));
    assert_true(nature_draw(1, 0) == UINT64_C(0x5e41ab087439611e));
    assert_true(nature_draw(1, 1) == UINT64_C(0xf18d6ce93d6cf1ee));
    assert_true(nature_draw(UINT64_MAX, 7) == UINT64_C(0xb94ec6a04d7b4627));
}

static void draws_below_a_bound_are_uniform(void **state)
{
    enum { DRAWS = 70000, SIDES = 7 };
    unsigned counts[SIDES] = {0};
    (void)state;

    for (unsigned i = 0; i < DRAWS; i++) {
        uint64_t draw = nature_below(3, i, SIDES);
        assert_true(draw < SIDES);
        counts[draw]++;
    }
    for (unsigned i = 0; i < SIDES; i++) { /* 4.3 standard deviations */
        assert_in_range(counts[i], DRAWS / SIDES - 400, DRAWS / SIDES + 400);
    }
}

/* Without a second draw every third number below 3 * 2^62 would come twice as
 * often as its neighbours: four numbers of 2^64 fall on three. */
static void draws_below_a_huge_bound_are_uniform_too(void **state)
{
    enum { DRAWS = 30000 };
    uint64_t bound = UINT64_C(3) << 62;
    unsigned rest[3] = {0}, third[3] = {0};
    (void)state;

    for (unsigned i = 0; i < DRAWS; i++) {
        uint64_t draw = nature_below(5, i, bound);
        assert_true(draw < bound);
        rest[draw % 3]++;
        third[draw / (bound / 3)]++;
        assert_true(draw == nature_below(5, i, bound));
    }
    for (unsigned i = 0; i < 3; i++) { /* 4.3 standard deviations */
        assert_in_range(rest[i], DRAWS / 3 - 350, DRAWS / 3 + 350);
        assert_in_range(third[i], DRAWS / 3 - 350, DRAWS / 3 + 350);
    }
}

static void neighbouring_seeds_and_counters_differ(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 1000; i++) {
        assert_true(nature_draw(i, 0) != nature_draw(i + 1, 0));
        assert_true(nature_draw(0, i) != nature_draw(0, i + 1));
        assert_true(nature_draw(i, i + 1) != nature_draw(i + 1, i));
    }
}

static void every_strategy_is_found_by_its_id(void **state)
{
    (void)state;
    for (unsigned i = 0; i < STRATEGY_COUNT; i++) {
        enum strategy strategy = (enum strategy)i;
        assert_int_equal(strategy_find(strategy_id(strategy)), i);
        assert_true(strategy_what(strategy)[0] != '\0');
        assert_true(strategy_for_city(strategy) ||
                    strategy_for_traitor(strategy));
    }
    assert_int_equal(strategy_find("nobody"), STRATEGY_COUNT);
    assert_int_equal(strategy_find(""), STRATEGY_COUNT);
    assert_false(strategy_for_city(STRATEGY_SPLIT));
    assert_false(strategy_for_traitor(STRATEGY_GREEDY));
    assert_true(strategy_for_city(STRATEGY_RANDOM));
}

static struct agents all_play(enum strategy strategy, uint64_t seed)
{
    struct agents agents = {.seed = seed, .city = (uint8_t)strategy};

    memset(agents.general, (int)strategy, sizeof agents.general);
    return agents;
}

static void play(const struct setup *setup, enum strategy strategy,
                 uint64_t seed)
{
    sieges_play_traitors(&world, setup, strategy, seed);
}

static struct letter letter_to(unsigned from, unsigned to, unsigned round)
{
    for (uint32_t i = 0; i < game_letters(&world); i++) {
        struct letter letter;
        game_letter(&world, i, &letter);
        if (letter.from == from && letter.to == to && letter.round == round) {
            return letter;
        }
    }
    fail();
    return (struct letter){.index = NO_LETTER};
}

static void a_silent_traitor_writes_nothing(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1U << 2);
    (void)state;

    play(&setup, STRATEGY_SILENT, 1);
    assert_int_equal(world.sent, 9 - 2);
    assert_int_equal(letter_to(2, 1, 2).state, LETTER_UNWRITTEN);
    setup.rule = RULE_SIGNED;
    play(&setup, STRATEGY_SILENT, 1);
    assert_int_equal(world.sent, 9 - 2);
}

static void an_opposite_traitor_writes_the_next_order(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1U << 2);
    (void)state;

    play(&setup, STRATEGY_OPPOSITE, 1);
    assert_int_equal(letter_to(2, 1, 2).order, ORDER_RETREAT);
    assert_int_equal(letter_to(2, 3, 2).order, ORDER_RETREAT);
    assert_int_equal(letter_to(1, 3, 2).order, 1);
    sieges_orders(&setup, 3);
    play(&setup, STRATEGY_OPPOSITE, 1);
    assert_int_equal(letter_to(2, 1, 2).order, 2);
    setup.order = 2;
    play(&setup, STRATEGY_OPPOSITE, 1);
    assert_int_equal(letter_to(2, 1, 2).order, ORDER_RETREAT);
}

static void a_splitting_commander_tells_each_half_another_order(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 6, 1, 1U);
    (void)state;

    play(&setup, STRATEGY_SPLIT, 1);
    for (unsigned g = 1; g < 6; g++) {
        assert_int_equal(letter_to(0, g, 1).order, g <= 3);
    }
    setup.depth = 0; /* nobody compares */
    play(&setup, STRATEGY_SPLIT, 1);
    for (unsigned g = 1; g < 6; g++) {
        assert_int_equal(world.decided[g], g <= 3);
    }
}

static void a_splitting_commander_seals_two_orders(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 5, 0, 1U);
    (void)state;

    play(&setup, STRATEGY_SPLIT, 1);
    assert_int_equal(world.sent, 4);
    for (unsigned g = 1; g < 5; g++) {
        assert_int_equal(letter_to(0, g, 1).order, g <= 2);
        assert_int_equal(world.decided[g], g <= 2);
    }
    setup.depth = 1; /* now they compare, and all retreat */
    play(&setup, STRATEGY_SPLIT, 1);
    for (unsigned g = 1; g < 5; g++) {
        assert_int_equal(world.decided[g], ORDER_RETREAT);
    }
}

/* The commander receives nothing and is in neither half. */
static void a_splitting_lieutenant_halves_the_other_lieutenants(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 5, 1, 1U << 4);
    (void)state;

    play(&setup, STRATEGY_SPLIT, 1); /* 1 and 2 against 3 */
    assert_int_equal(letter_to(4, 1, 2).order, 1);
    assert_int_equal(letter_to(4, 2, 2).order, 1);
    assert_int_equal(letter_to(4, 3, 2).order, ORDER_RETREAT);
    setup = sieges_setup(RULE_ORAL, 4, 1, 1U << 3);
    play(&setup, STRATEGY_SPLIT, 1); /* 1 against 2 */
    assert_int_equal(letter_to(3, 1, 2).order, 1);
    assert_int_equal(letter_to(3, 2, 2).order, ORDER_RETREAT);
}

static void random_traitors_use_every_option(void **state)
{
    struct setup setup = sieges_setup(RULE_RELAY, 3, 1, 1U << 1);
    unsigned seen = 0;
    (void)state;

    for (uint64_t seed = 0; seed < 60; seed++) {
        struct letter letter;
        play(&setup, STRATEGY_RANDOM, seed);
        letter = letter_to(1, 2, 2);
        seen |= 1U << (letter.order == ORDER_NONE ? 2 : letter.order);
    }
    assert_int_equal(seen, 7);
}

static void a_greedy_city_takes_whom_it_can_afford(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 0);
    struct agents agents = {.city = STRATEGY_GREEDY};
    (void)state;

    setup.budget = 2;
    for (unsigned g = 0; g < 4; g++) {
        setup.watched[g] = (uint16_t)(15U & ~(1U << g));
    }
    sieges_start(&world, &setup);
    sieges_play(&world, &agents);
    assert_int_equal(world.captured, 2);
    agents.city = STRATEGY_FIFO;
    sieges_start(&world, &setup);
    sieges_play(&world, &agents);
    assert_int_equal(world.captured, 0);
}

static void chance_captures_as_often_as_the_setup_says(void **state)
{
    enum { SIEGES = 4000 };
    struct setup setup = sieges_setup(RULE_RELAY, 2, 1, 0);
    unsigned captured = 0;
    (void)state;

    setup.capture = 300000;
    for (uint64_t seed = 0; seed < SIEGES; seed++) {
        struct agents agents = {.seed = seed};
        sieges_start(&world, &setup);
        sieges_play(&world, &agents);
        captured += world.captured;
    }
    /* 4 standard deviations are 116 */
    assert_in_range(captured, SIEGES * 3 / 10 - 116, SIEGES * 3 / 10 + 116);
}

static void certain_chance_has_no_exception(void **state)
{
    struct setup setup = sieges_setup(RULE_RELAY, 3, 1, 0);
    (void)state;

    setup.capture = PPM;
    for (uint64_t seed = 0; seed < 50; seed++) {
        play(&setup, STRATEGY_LOYAL, seed);
        assert_int_equal(world.captured, world.sent);
    }
}

/* The agents answer within the options, always the same to the same question,
 * and leave the world alone. */
static void check_answers(const struct setup *setup,
                          const struct agents *agents)
{
    static struct world before;
    struct decision asked;

    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        struct action action = {.cursor = asked.cursor};
        world_copy(&before, &world);
        action.answer = agents_answer(agents, &world, &asked);
        assert_true(action.answer < asked.options ||
                    asked.kind == DECISION_MINE);
        assert_true(action.answer == agents_answer(agents, &before, &asked));
        assert_true(world_equal(&before, &world));
        sieges_apply(&world, action);
    }
}

static void every_strategy_answers_every_question_of_every_rule(void **state)
{
    (void)state;
    for (unsigned rule = 0; rule < RULE_COUNT; rule++) {
        if (!rules_get((enum rule_id)rule)) {
            continue;
        }
        for (unsigned seed = 0; seed < 15 * STRATEGY_COUNT; seed++) {
            struct agents agents =
                all_play((enum strategy)(seed % STRATEGY_COUNT), seed);
            struct setup setup;
            sieges_random_setup(&setup, (enum rule_id)rule, seed);
            check_answers(&setup, &agents);
        }
    }
}

static void loyal_generals_judge_by_duty_unless_random(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 0);
    struct agents agents = all_play(STRATEGY_OPPOSITE, 1);
    unsigned retreats = 0;
    (void)state;

    sieges_start(&world, &setup);
    sieges_play(&world, &agents);
    for (unsigned g = 0; g < 4; g++) {
        assert_int_equal(world.decided[g], 1);
    }
    for (uint64_t seed = 0; seed < 40; seed++) {
        agents = all_play(STRATEGY_RANDOM, seed);
        sieges_start(&world, &setup);
        sieges_play(&world, &agents);
        retreats += world.decided[2] == ORDER_RETREAT;
    }
    assert_in_range(retreats, 8, 32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nature_is_splitmix_of_seed_and_counter),
        cmocka_unit_test(draws_below_a_bound_are_uniform),
        cmocka_unit_test(draws_below_a_huge_bound_are_uniform_too),
        cmocka_unit_test(neighbouring_seeds_and_counters_differ),
        cmocka_unit_test(every_strategy_is_found_by_its_id),
        cmocka_unit_test(a_silent_traitor_writes_nothing),
        cmocka_unit_test(an_opposite_traitor_writes_the_next_order),
        cmocka_unit_test(a_splitting_commander_tells_each_half_another_order),
        cmocka_unit_test(a_splitting_commander_seals_two_orders),
        cmocka_unit_test(a_splitting_lieutenant_halves_the_other_lieutenants),
        cmocka_unit_test(random_traitors_use_every_option),
        cmocka_unit_test(a_greedy_city_takes_whom_it_can_afford),
        cmocka_unit_test(chance_captures_as_often_as_the_setup_says),
        cmocka_unit_test(certain_chance_has_no_exception),
        cmocka_unit_test(every_strategy_answers_every_question_of_every_rule),
        cmocka_unit_test(loyal_generals_judge_by_duty_unless_random),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
