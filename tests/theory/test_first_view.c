/* One view of pbft decided by numbers of letters: against quorum arithmetic for
 * every placement, against all plans reckoned once more from the definition,
 * against the exact counts, and against cities that deliver in any order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/rules.h"
#include "solve/first_view.h"
#include "support/searching.h"
#include "support/sieges.h"

static struct world world;

static struct setup setup_of(unsigned n, unsigned traitors, unsigned order)
{
    struct setup setup = sieges_setup(RULE_PBFT, n, 0, traitors);
    setup.confirmations = 0;
    setup.order = (uint8_t)order;
    return setup;
}

/* ---- Verdicts ------------------------------------------------------------ */

/* Two quorums of 2f + 1 share f + 1 generals: all of these must be traitors,
 * and the primary too, who alone can write two orders. */
static bool quorums_part(const struct setup *setup)
{
    unsigned traitors = setup_traitors(setup);
    return setup_is_traitor(setup, setup->commander) &&
           traitors > setup->faults && setup->generals >= traitors + 2;
}

static void is_decided(const struct setup *setup)
{
    struct search_result found = searching_fewest(setup, BREAKS_ANY, false);
    if (quorums_part(setup)) {
        assert_int_equal(found.verdict, SEARCH_BROKEN);
        assert_int_equal(found.means, SEARCH_BY_DOOR);
        assert_int_equal(found.breaks, BREAKS_IC1);
        assert_true(found.minimal && found.length > 0);
    } else {
        assert_int_equal(found.verdict, SEARCH_SAFE);
        assert_int_equal(found.means, SEARCH_BY_NUMBERS);
    }
}

static void it_breaks_exactly_where_two_quorums_share_only_traitors(void **s)
{
    (void)s;
    for (unsigned n = 4; n <= 10; n += 3) {
        for (unsigned set = 0; set < 1U << n; set++) {
            struct setup setup = setup_of(n, set, set % 2);
            setup.commander = (uint8_t)(set / 2 % n);
            is_decided(&setup);
        }
    }
    for (unsigned n = 13; n <= 16; n += 3) {
        for (unsigned t = 0; t <= n; t++) { /* the first, or the last */
            unsigned set = (1U << t) - 1;
            struct setup setup = setup_of(n, set, t % 2);
            is_decided(&setup);
            setup = setup_of(n, set << (n - t), t % 2);
            is_decided(&setup);
        }
    }
}

static void nobody_owes_obedience_to_a_traitor(void **state)
{
    struct setup setup = setup_of(7, 0xf, 1);
    (void)state;
    assert_int_equal(searching_fewest(&setup, BREAKS_IC2, false).verdict,
                     SEARCH_SAFE);
    assert_int_equal(searching_fewest(&setup, BREAKS_IC1, false).verdict,
                     SEARCH_BROKEN);
}

static void breaking_plans_are_counted_exactly_where_it_is_broken(void **state)
{
    (void)state;
    for (unsigned n = 4; n <= 16; n += 3) {
        for (unsigned t = 0; t <= n; t++) {
            struct setup setup = setup_of(n, (1U << t) - 1, t % 2);
            const char *counted = searching_count(&setup, BREAKS_ANY);
            bool none = strcmp(strchr(counted, '/'), "/0") == 0;
            bool safe = searching_fewest(&setup, BREAKS_ANY, false).verdict ==
                        SEARCH_SAFE;
            assert_int_equal(safe, none);
        }
    }
}

/* ---- The fewest lies ----------------------------------------------------- */

/* What one loyal replica may get: an order or none, and of prepares and commits
 * for this order so many. What is sent for an order that it has not is read by
 * nobody. */
struct share {
    unsigned order; /* 2: none */
    unsigned prepares, commits, lies;
};

enum { SHARES_MAX = 256 };

struct view {
    unsigned f, loyal, traitors, duty;
    struct share share[SHARES_MAX];
    unsigned shares, fewest;
    const struct share *of[GENERALS_MAX];
};

static unsigned lies_of(const struct view *view, const struct share *share)
{
    unsigned backups = view->traitors - 1;
    return share->order == view->duty
               ? backups - share->prepares + view->traitors - share->commits
               : 1 + share->prepares + share->commits;
}

static void list_shares(struct view *view)
{
    view->share[view->shares++] = (struct share){.order = 2, .lies = 1};
    for (unsigned order = 0; order < 2; order++) {
        for (unsigned p = 0; p < view->traitors; p++) {
            for (unsigned c = 0; c <= view->traitors; c++) {
                struct share *share = &view->share[view->shares++];
                assert_true(view->shares <= SHARES_MAX);
                *share =
                    (struct share){.order = order, .prepares = p, .commits = c};
                share->lies = lies_of(view, share);
            }
        }
    }
}

static bool decides(const struct view *view, unsigned order)
{
    unsigned accepted = 0, prepared = 0, most = 0;
    for (unsigned g = 0; g < view->loyal; g++) {
        accepted += view->of[g]->order == order;
    }
    for (unsigned g = 0; g < view->loyal; g++) {
        const struct share *share = view->of[g];
        if (share->order == order &&
            accepted + share->prepares >= 2 * view->f) {
            prepared++;
            most = share->commits > most ? share->commits : most;
        }
    }
    return prepared > 0 && prepared + most >= 2 * view->f + 1;
}

/* All plans; of loyal replicas that change places one is enough. */
static void try_all(struct view *view, unsigned g, unsigned from, unsigned lies)
{
    if (lies >= view->fewest) {
        return;
    }
    if (g == view->loyal) {
        if (decides(view, 0) && decides(view, 1)) {
            view->fewest = lies;
        }
        return;
    }
    for (unsigned i = from; i < view->shares; i++) {
        view->of[g] = &view->share[i];
        try_all(view, g + 1, i, lies + view->share[i].lies);
    }
}

static unsigned fewest_of(const struct setup *setup)
{
    static struct view view;
    unsigned traitors = setup_traitors(setup);
    view = (struct view){.f = setup->faults,
                         .loyal = setup->generals - traitors,
                         .traitors = traitors,
                         .duty = setup->order,
                         .fewest = UINT32_MAX};
    list_shares(&view);
    try_all(&view, 0, 0, 0);
    return view.fewest;
}

static void no_plan_has_fewer_lies(void **state)
{
    static const unsigned sieges[][2] = {{4, 2},  {7, 3},  {7, 4},  {7, 5},
                                         {10, 4}, {10, 5}, {10, 6}, {10, 7},
                                         {10, 8}, {13, 10}};
    unsigned broken = 0;
    (void)state;
    for (unsigned i = 0; i < 2 * sizeof sieges / sizeof sieges[0]; i++) {
        unsigned n = sieges[i / 2][0], t = sieges[i / 2][1];
        struct setup setup = setup_of(n, (1U << t) - 1, i % 2);
        struct search_result found =
            searching_fewest(&setup, BREAKS_IC1, false);
        assert_int_equal(found.verdict, SEARCH_BROKEN);
        assert_int_equal(found.lies, fewest_of(&setup));
        broken++;
    }
    assert_int_equal(broken, 2 * sizeof sieges / sizeof sieges[0]);
}

static void more_orders_do_not_help(void **state)
{
    (void)state;
    for (unsigned orders = 2; orders <= 4; orders++) {
        struct setup setup = setup_of(7, 0x17, 0);
        sieges_orders(&setup, orders);
        for (setup.order = 0; setup.order < orders; setup.order++) {
            struct search_result found =
                searching_fewest(&setup, BREAKS_ANY, false);
            assert_int_equal(found.verdict, SEARCH_BROKEN);
            assert_int_equal(found.lies, 8);
        }
    }
}

/* ---- Schedules ----------------------------------------------------------- */

/* The plan with the fewest lies, now and then another answer; the city delivers
 * the oldest letter, or any. */
static bool is_split(const struct setup *setup, uint64_t seed, bool in_order)
{
    struct first_view plan;
    struct decision asked;
    struct verdict verdict;
    first_view_solve(&plan, setup, BREAKS_ANY);
    assert_true(plan.broken);
    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        struct action action = {.cursor = asked.cursor};
        uint64_t any = nature_below(seed, asked.cursor, 64 * asked.options);
        if (asked.chooser == CHOOSER_TRAITOR) {
            action.answer =
                any < asked.options ? any : first_view_answer(&plan, &world);
        } else {
            action.answer = in_order ? 0 : any % asked.options;
        }
        sieges_apply(&world, action);
    }
    game_judge(&world, &verdict);
    return !verdict.agreement;
}

static void it_does_not_matter_which_letter_comes_first(void **state)
{
    enum { SEEDS = 300 };
    unsigned broken = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct setup setup = setup_of(7, seed % 2 == 0 ? 0x7 : 0x1b, 1);
        bool split = is_split(&setup, seed, true);
        assert_int_equal(is_split(&setup, seed, false), split);
        broken += split;
    }
    assert_in_range(broken, SEEDS / 10, SEEDS - SEEDS / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            it_breaks_exactly_where_two_quorums_share_only_traitors),
        cmocka_unit_test(nobody_owes_obedience_to_a_traitor),
        cmocka_unit_test(breaking_plans_are_counted_exactly_where_it_is_broken),
        cmocka_unit_test(no_plan_has_fewer_lies),
        cmocka_unit_test(more_orders_do_not_help),
        cmocka_unit_test(it_does_not_matter_which_letter_comes_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
