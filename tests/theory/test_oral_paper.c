/* OM(m) beside a bare evaluator that is written straight from the paper:
 * recursion on m instead of the tree of letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/sieges.h"

static struct world world;

/* What happens to each letter, from a seed and the letter's path alone, the
 * receiver last: what a traitor writes (`orders` is silence), and whether the
 * messenger is taken. */
struct fate {
    const struct setup *setup;
    uint64_t seed;
};

static uint64_t path_number(const uint8_t *path, unsigned length, unsigned to)
{
    uint64_t number = 1;

    for (unsigned i = 0; i < length; i++) {
        number = number * 31 + path[i];
    }
    return number * 31 + to;
}

static unsigned fate_writes(const struct fate *fate, const uint8_t *path,
                            unsigned length, unsigned to)
{
    return (unsigned)nature_below(fate->seed, path_number(path, length, to),
                                  fate->setup->orders + 1U);
}

static bool fate_takes(const struct fate *fate, const uint8_t *path,
                       unsigned length, unsigned to)
{
    return fate->setup->capture > 0 &&
           nature_below(fate->seed + 1, path_number(path, length, to), 4) == 0;
}

/* The value that `to` receives from the last general of the path. */
static unsigned received(const struct fate *fate, const uint8_t *path,
                         unsigned length, unsigned to)
{
    const struct setup *setup = fate->setup;
    unsigned from = path[length - 1];
    unsigned says;

    if (setup_is_traitor(setup, from)) {
        says = fate_writes(fate, path, length, to);
    } else if (length == 1) {
        says = setup->order;
    } else {
        says = received(fate, path, length - 1, from);
    }
    if (setup->road[from][to] == 0 || says == setup->orders ||
        fate_takes(fate, path, length, to)) {
        return ORDER_RETREAT;
    }
    return says;
}

/* OM(m) as the paper words it: the last general of the path commands, those
 * who are not on it are the lieutenants; what does lieutenant g settle on? */
static unsigned paper_om(const struct fate *fate, unsigned m,
                         const uint8_t *path, unsigned length, unsigned g)
{
    unsigned votes[ORDERS_MAX] = {0}, voters = 1;
    uint8_t longer[GENERALS_MAX + 1];
    uint16_t used = 0;

    if (m == 0) {
        return received(fate, path, length, g);
    }
    memcpy(longer, path, length);
    for (unsigned i = 0; i < length; i++) {
        used = (uint16_t)(used | 1U << path[i]);
    }
    votes[received(fate, path, length, g)]++;
    for (unsigned j = 0; j < fate->setup->generals; j++) {
        if (j == g || (used >> j & 1)) {
            continue;
        }
        longer[length] = (uint8_t)j;
        votes[paper_om(fate, m - 1, longer, length + 1, g)]++;
        voters++;
    }
    for (unsigned o = 0; o < ORDERS_MAX; o++) {
        if (2 * votes[o] > voters) {
            return o;
        }
    }
    return ORDER_RETREAT;
}

/* The answer at the door that is this letter's fate. */
static uint64_t fated_answer(const struct fate *fate,
                             const struct decision *asked)
{
    uint8_t path[GENERALS_MAX];
    struct letter letter;
    struct option option;
    unsigned writes;

    if (asked->item == NO_LETTER) {
        return 0;
    }
    game_letter(&world, asked->item, &letter);
    for (unsigned i = 0; i < letter.length; i++) {
        path[i] = (uint8_t)paths_at(letter.chain, i);
    }
    if (asked->kind == DECISION_CAPTURE) {
        return fate_takes(fate, path, letter.length, letter.to);
    }
    writes = fate_writes(fate, path, letter.length, letter.to);
    for (uint32_t i = 0; i < asked->options; i++) {
        assert_int_equal(game_option(&world, i, &option), STATUS_OK);
        if (option.order == writes ||
            (option.kind == OPTION_SILENT && writes == fate->setup->orders)) {
            return i;
        }
    }
    fail();
    return 0;
}

static void compare_with_the_paper(const struct fate *fate)
{
    const struct setup *setup = fate->setup;
    struct decision asked;

    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        sieges_apply(&world,
                     (struct action){.cursor = asked.cursor,
                                     .answer = fated_answer(fate, &asked)});
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        if (setup_is_traitor(setup, g)) {
            assert_int_equal(world.decided[g], ORDER_NONE);
        } else if (g == setup->commander) {
            assert_int_equal(world.decided[g], setup->order);
        } else {
            assert_int_equal(
                world.decided[g],
                paper_om(fate, setup->depth, &setup->commander, 1, g));
        }
    }
}

static void the_core_decides_as_the_papers_recursion(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 1500; seed++) {
        struct setup setup;
        struct fate fate = {.setup = &setup, .seed = seed};
        sieges_random_setup(&setup, RULE_ORAL, seed);
        setup.budget = 0;
        compare_with_the_paper(&fate);
    }
}

static void a_captured_letter_counts_as_retreat(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 3, 0, 0);
    struct decision asked;
    (void)state;

    setup.capture = PPM / 2;
    sieges_start(&world, &setup);
    game_ask(&world, &asked);
    assert_int_equal(asked.chooser, CHOOSER_CHANCE);
    assert_int_equal(asked.target, 1);
    sieges_apply(&world, (struct action){.cursor = asked.cursor, .answer = 1});
    sieges_play(&world, &(struct agents){.seed = 0});
    assert_int_equal(world.decided[0], 1);
    assert_int_equal(world.decided[1], ORDER_RETREAT);
    assert_true(world.captured >= 1);
}

static void capture_voids_every_promise(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1U << 3);
    const struct rules *oral = rules_get(RULE_ORAL);
    (void)state;

    assert_true(oral->promised(&setup));
    setup.capture = 1;
    assert_false(oral->promised(&setup));
    setup.capture = 0;
    setup.budget = 1;
    setup.watched[0] = 1U << 1;
    assert_false(oral->promised(&setup));
    setup.budget = 0;
    setup.road[1][2] = 0;
    assert_false(oral->promised(&setup));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_core_decides_as_the_papers_recursion),
        cmocka_unit_test(a_captured_letter_counts_as_retreat),
        cmocka_unit_test(capture_voids_every_promise),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
