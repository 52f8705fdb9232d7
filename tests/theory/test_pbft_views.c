/* PBFT with view changes: thousands of random sieges, liveness, and what two
 * backups can do that they cannot do in one view. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "record/record.h"
#include "rules/pbft.h"
#include "rules/rules.h"
#include "support/city.h"
#include "support/recording.h"
#include "support/sieges.h"

static struct world world, other;
static char text[RECORDING_MAX];

static struct setup setup_of(unsigned n, unsigned traitors, unsigned views)
{
    struct setup setup = sieges_setup(RULE_PBFT, n, 0, traitors);
    setup.confirmations = (uint8_t)views;
    return setup;
}

static void answer(struct world *at, const struct decision *asked,
                   uint64_t with)
{
    sieges_apply(at, (struct action){.cursor = asked->cursor, .answer = with});
}

/* Two loyal generals obey different orders. */
static bool is_split(const struct world *at)
{
    struct verdict verdict;
    game_judge(at, &verdict);
    return !verdict.agreement;
}

/* --- many views --- */

/* How wild a random siege is. */
struct wild {
    unsigned timeouts; /* one answer of the city in so many is a timeout */
    unsigned writes;   /* of 8 yes-or-no questions, how many say yes */
};

static uint64_t wild_city(const struct world *at, const struct decision *asked,
                          const struct wild *wild, uint64_t seed)
{
    bool tires =
        nature_below(seed, asked->cursor + (1U << 20), wild->timeouts) == 0;
    for (unsigned tries = 0; tries < 50; tries++) {
        uint64_t i =
            nature_below(seed, asked->cursor + (tries << 24), asked->options);
        struct option option;
        assert_int_equal(game_option(at, i, &option), STATUS_OK);
        if (tires == (option.kind == OPTION_TIMEOUT)) {
            return i;
        }
    }
    return 0;
}

static uint64_t wild_traitor(const struct world *at,
                             const struct decision *asked,
                             const struct wild *wild, uint64_t seed)
{
    bool writes = nature_below(seed, asked->cursor, 8) < wild->writes;
    uint64_t i = nature_below(seed, asked->cursor, asked->options);
    struct option option;
    assert_int_equal(game_option(at, i, &option), STATUS_OK);
    if (asked->kind == DECISION_VOUCH) {
        return game_find_option(at, writes ? OPTION_SEND : OPTION_WITHHOLD,
                                ORDER_NONE);
    }
    return option.kind == OPTION_SILENT && writes ? 0 : i;
}

/* Play at most this many answers. */
static void play_wild(struct world *at, const struct wild *wild, uint64_t seed,
                      uint32_t answers)
{
    struct decision asked;
    for (game_ask(at, &asked);
         asked.chooser != CHOOSER_NOBODY && asked.cursor < answers;
         game_ask(at, &asked)) {
        answer(at, &asked,
               asked.chooser == CHOOSER_CITY
                   ? wild_city(at, &asked, wild, seed)
                   : wild_traitor(at, &asked, wild, seed));
    }
}

/* A set of this many traitors. */
static unsigned placed(unsigned n, unsigned traitors, uint64_t seed)
{
    unsigned set = 0;
    for (uint64_t i = 0; set_count(set) < traitors; i++) {
        set |= 1U << nature_below(seed, 1000 + i, n);
    }
    return set;
}

/* What the random sieges have been through. */
struct course {
    unsigned decided, later, apart, split;
};

static void note_course(struct course *course, const struct world *at)
{
    const struct memory_pbft *pbft = &at->memory.pbft;
    unsigned low = NO_VIEW, high = 0, decided = 0;
    for (unsigned g = 0; g < at->setup.generals; g++) {
        if (at->decided[g] != ORDER_NONE) {
            decided++;
            low = pbft->decided_view[g] < low ? pbft->decided_view[g] : low;
            high = pbft->decided_view[g] > high ? pbft->decided_view[g] : high;
        }
    }
    course->decided += decided > 1;
    course->later += high > 0;
    course->apart += decided > 1 && low < high;
    course->split += is_split(at);
}

static bool same_letter(const struct letter *a, const struct letter *b)
{
    return a->from == b->from && a->to == b->to && a->post == b->post &&
           a->phase == b->phase && a->order == b->order;
}

/* Nobody writes the same letter twice. */
static void expect_no_idle_letters(const struct world *at)
{
    enum { KEPT = 512 };
    static struct letter kept[KEPT * 2];
    size_t count = 0;
    for (uint32_t i = 0; i < game_letters(at) && count < KEPT; i++) {
        struct letter *letter = &kept[count];
        game_letter(at, i, letter);
        if (letter->state == LETTER_UNWRITTEN) {
            continue;
        }
        for (size_t k = 0; k < count; k++) {
            assert_false(same_letter(&kept[k], letter));
        }
        count++;
    }
}

static struct course wild_sieges(unsigned n, unsigned traitors, unsigned sieges)
{
    struct course course = {0};
    for (uint64_t seed = 0; seed < sieges; seed++) {
        struct wild wild = {.timeouts = 4 + (unsigned)(seed % 5) * 12,
                            .writes = 4 + (unsigned)(seed % 5)};
        struct setup setup = setup_of(n, placed(n, traitors, seed), 6);
        sieges_orders(&setup, 2 + (unsigned)(seed % 2));
        setup.commander = (uint8_t)nature_below(seed, 7, n);
        sieges_start(&world, &setup);
        play_wild(&world, &wild, seed, UINT32_MAX);
        note_course(&course, &world);
        if (n == 4) {
            expect_no_idle_letters(&world);
        }
    }
    return course;
}

static void up_to_f_traitors_never_split_the_army_in_any_view(void **state)
{
    struct course four = wild_sieges(4, 1, 12000);
    struct course seven = wild_sieges(7, 2, 3000);
    (void)state;
    assert_int_equal(four.split + seven.split, 0);
    /* It was no idle walk: decisions in different views are the hard case. */
    assert_true(four.decided > 6000 && seven.decided > 1500);
    assert_true(four.later > 1000 && seven.later > 300);
    assert_true(four.apart > 300 && seven.apart > 50);
}

static void beyond_f_traitors_the_same_walk_splits_it(void **state)
{
    (void)state;
    assert_true(wild_sieges(4, 2, 500).split > 5);
    assert_true(wild_sieges(7, 3, 500).split > 5);
}

/* --- witnesses --- */

/* The order for each receiver in each view; every letter for it is sent, no
 * other one is, and no certificate is shown. */
struct plan {
    uint8_t order[2][GENERALS_MAX];
};

static uint64_t planned(const struct world *at, const struct plan *plan)
{
    struct pbft_question asked;
    unsigned order;
    pbft_asked(at, &asked);
    order = plan->order[asked.view][asked.target];
    switch ((enum post_kind)asked.kind) {
    case POST_PREPARE:
    case POST_COMMIT:
        return game_find_option(
            at, order == asked.order ? OPTION_SEND : OPTION_WITHHOLD,
            ORDER_NONE);
    case POST_VIEW_CHANGE:
        return game_find_option(at, OPTION_SILENT, ORDER_NONE);
    case POST_PRE_PREPARE:
    case POST_NEW_VIEW:
        return order == ORDER_NONE
                   ? game_find_option(at, OPTION_SILENT, ORDER_NONE)
                   : game_find_option(at, OPTION_SAY, order);
    case POST_NONE:
    case POST_REPORT:
    case POST_PROPOSAL:
    case POST_KIND_COUNT:
        break;
    }
    fail_msg("no question for traitors");
    return 0;
}

/* Play it, and write it down as it is played. Returns the length. */
static size_t play_witness(struct world *at, const struct setup *setup,
                           const struct plan *plan,
                           const struct city_move *moves)
{
    struct record_head head = {.setup = *setup};
    struct decision asked;
    size_t length;
    sieges_start(at, setup);
    length = record_format_head(&head, at, text, RECORDING_MAX);
    for (game_ask(at, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(at, &asked)) {
        uint64_t with = asked.chooser == CHOOSER_TRAITOR ? planned(at, plan)
                        : moves->to == NO_GENERAL        ? 0
                                                  : city_find(at, moves++);
        struct option option;
        assert_int_equal(game_option(at, with, &option), STATUS_OK);
        answer(at, &asked, with);
        length += record_format_step(&asked, &option, with, at, text + length,
                                     RECORDING_MAX - length);
    }
    return length +
           record_format_end(at, text + length, RECORDING_MAX - length);
}

static void replay_split(size_t length)
{
    struct record_result result;
    struct diag why = {.line = 0};
    assert_int_equal(record_replay(&result, &other, text, length, NULL, &why),
                     STATUS_OK);
    assert_true(result.complete && world_equal(&world, &other));
    assert_true(is_split(&other));
}

/* Traitors 1 and 2 let general 0 commit the commander's order, and open view 1
 * for general 3, who has not heard of it, with view changes that do not name
 * it either. */
static void two_backups_commit_two_orders_after_a_view_change(void **state)
{
    static const struct plan plan = {
        {{1, 1, 1, 1}, {ORDER_NONE, ORDER_NONE, ORDER_NONE, 0}}};
    static const struct city_move moves[] = {
        {POST_PREPARE, 0}, {POST_PREPARE, 0}, {POST_COMMIT, 0},
        {POST_COMMIT, 0},  {POST_NONE, 3},    {POST_NEW_VIEW, 3},
        {POST_PREPARE, 3}, {POST_COMMIT, 3},  {POST_COMMIT, 3},
        {0, NO_GENERAL}};
    struct setup setup = setup_of(4, 1U << 1 | 1U << 2, 1);
    (void)state;
    replay_split(play_witness(&world, &setup, &plan, moves));
    assert_int_equal(world.decided[0], 1);
    assert_int_equal(world.decided[3], 0);
    assert_int_equal(world.memory.pbft.decided_view[0], 0);
    assert_int_equal(world.memory.pbft.decided_view[3], 1);
}

/* f + 1 traitors, the primary among them: half of the loyal hear one order,
 * half the other. */
static void f_plus_1_with_the_primary_commit_two_orders_in_one_view(void **s)
{
    (void)s;
    for (unsigned f = 1; f <= 5; f++) {
        unsigned n = 3 * f + 1, loyal = 2 * f;
        struct setup setup = setup_of(n, (1U << (f + 1)) - 1, 0);
        static const struct city_move fifo = {0, NO_GENERAL};
        struct plan plan = {{{0}}};
        for (unsigned g = f + 1; g < n; g++) {
            plan.order[0][g] = g - (f + 1) < loyal / 2;
        }
        replay_split(play_witness(&world, &setup, &plan, &fifo));
    }
}

/* --- liveness --- */

static void expect_all(const struct world *at)
{
    struct verdict verdict;
    game_judge(at, &verdict);
    assert_true(verdict.agreement);
    assert_true(verdict.termination);
}

static void a_silent_or_split_primary_is_deposed(void **state)
{
    static const enum strategy strategies[] = {STRATEGY_SILENT, STRATEGY_SPLIT,
                                               STRATEGY_OPPOSITE};
    (void)state;
    for (unsigned f = 1; f <= 3; f++) {
        for (size_t i = 0; i < 3; i++) {
            unsigned n = 3 * f + 1;
            struct setup setup = setup_of(n, (1U << f) - 1, 8);
            sieges_play_traitors(&world, &setup, strategies[i], 1);
            expect_all(&world);
            if (strategies[i] == STRATEGY_SILENT) {
                assert_int_equal(pbft_highest_view(&world), f);
            }
        }
    }
}

static void without_view_changes_a_silent_primary_stops_everything(void **s)
{
    struct setup setup = setup_of(4, 1, 0);
    struct verdict verdict;
    (void)s;
    sieges_play_traitors(&world, &setup, STRATEGY_SILENT, 1);
    game_judge(&world, &verdict);
    assert_true(verdict.agreement);
    assert_false(verdict.termination);
}

static void whatever_the_city_did_all_decide_once_letters_come(void **state)
{
    unsigned late = 0;
    (void)state;
    for (uint64_t seed = 0; seed < 4000; seed++) {
        unsigned n = seed % 4 == 0 ? 7 : 4, f = (n - 1) / 3;
        struct wild wild = {.timeouts = 3 + (unsigned)(seed % 7),
                            .writes = (unsigned)(seed % 9)};
        struct setup setup = setup_of(n, placed(n, f, seed), 15);
        struct agents agents = {.seed = seed};
        memset(agents.general, STRATEGY_RANDOM, sizeof agents.general);
        sieges_start(&world, &setup);
        play_wild(&world, &wild, seed, 20 + (uint32_t)(seed % 200));
        if (pbft_highest_view(&world) + f + 1 > 15) {
            continue;
        }
        late++;
        sieges_play(&world, &agents);
        expect_all(&world);
    }
    assert_true(late > 2500);
}

static void a_deadline_ends_a_siege(void **state)
{
    struct setup setup = setup_of(4, 0, 8);
    struct verdict verdict;
    (void)state;
    setup.deadline = 5 * STEP_MINUTES;
    sieges_start(&world, &setup);
    sieges_play(&world, &(struct agents){.seed = 0});
    game_judge(&world, &verdict);
    assert_int_equal(world.clock, 5 * STEP_MINUTES);
    assert_false(verdict.termination);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(up_to_f_traitors_never_split_the_army_in_any_view),
        cmocka_unit_test(beyond_f_traitors_the_same_walk_splits_it),
        cmocka_unit_test(two_backups_commit_two_orders_after_a_view_change),
        cmocka_unit_test(
            f_plus_1_with_the_primary_commit_two_orders_in_one_view),
        cmocka_unit_test(a_silent_or_split_primary_is_deposed),
        cmocka_unit_test(
            without_view_changes_a_silent_primary_stops_everything),
        cmocka_unit_test(whatever_the_city_did_all_decide_once_letters_come),
        cmocka_unit_test(a_deadline_ends_a_siege),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
