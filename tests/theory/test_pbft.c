/* PBFT against Castro and Liskov 1999, in one view: letters, every plan, every
 * schedule for many plans. View changes are in test_pbft_views.c.
 *
 * Why one view may be tried with one schedule. In a view without a view change
 * nothing that a loyal replica has seen ever takes anything back: its order is
 * fixed with the pre-prepare, which nothing else can come before, and prepared
 * and decided only need enough matching letters, of which each stays counted.
 * Everything that any schedule can bring about, delivering every letter brings
 * about too. So a plan that breaks something under some schedule breaks it
 * when the city delivers all letters, the oldest first. This is tested below by
 * trying all schedules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/pbft.h"
#include "rules/rules.h"
#include "seal/seal.h"
#include "solve/plans.h"
#include "support/sieges.h"

enum { STACK = 64, SEEN_SLOTS = 1 << 18, KEY_MAX = 1 << 14 };

static struct world world, other, stack[STACK];
static uint64_t seen[SEEN_SLOTS];

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

/* --- letters --- */

static void a_siege_without_a_fault_has_2n_n_minus_1_letters(void **state)
{
    static const unsigned letters[][2] = {
        {4, 24}, {7, 84}, {10, 180}, {13, 312}, {16, 480}};
    (void)state;
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        unsigned n = letters[i][0];
        struct setup setup = setup_of(n, 0, 8);
        struct verdict verdict;
        sieges_start(&world, &setup);
        sieges_play(&world, &(struct agents){.seed = 0});
        game_judge(&world, &verdict);
        assert_int_equal(world.sent, letters[i][1]);
        assert_int_equal(world.sent, 2 * n * (n - 1));
        assert_int_equal(pbft_highest_view(&world), 0);
        assert_true(verdict.agreement && verdict.termination);
        assert_int_equal(verdict.validity, TRI_YES);
    }
}

static void a_traitor_who_does_the_duty_writes_what_a_loyal_one_does(void **s)
{
    (void)s;
    for (unsigned g = 0; g < 4; g++) {
        struct setup setup = setup_of(4, 1U << g, 8);
        struct verdict verdict;
        sieges_start(&world, &setup);
        sieges_play(&world, &(struct agents){.seed = 0});
        game_judge(&world, &verdict);
        assert_int_equal(world.sent, 24);
        assert_true(verdict.agreement && verdict.termination);
        assert_int_equal(verdict.validity, g == 0 ? TRI_VOID : TRI_YES);
    }
}

static void refuse(struct setup setup, const char *word)
{
    struct diag why = {.line = 0};
    assert_int_equal(game_start(&world, &setup, NULL, &why), STATUS_SETUP);
    assert_non_null(strstr(why.text, word));
}

static void setups_that_the_protocol_does_not_know_are_refused(void **state)
{
    struct setup setup;
    (void)state;
    for (unsigned n = 1; n <= GENERALS_MAX; n++) {
        setup = setup_of(n, 0, 8);
        if (n < 4 || n % 3 != 1) {
            refuse(setup, "3f + 1");
        } else {
            sieges_start(&world, &setup);
        }
    }
    setup = setup_of(7, 0, 8);
    setup.faults = 1;
    refuse(setup, "expect 1");
    setup = setup_of(4, 0, PBFT_VIEWS_MAX);
    refuse(setup, "changes of the view");
    setup = setup_of(4, 0, 8);
    setup.falls = 1;
    refuse(setup, "falls");
    setup = setup_of(4, 0, 8);
    setup.accusers = 1;
    refuse(setup, "accuses");
}

/* --- every plan in one view --- */

static struct plans_count count_plans(const struct setup *setup)
{
    struct plans_room room = {
        .stack = stack, .depth = STACK, .limit = UINT64_MAX};
    struct plans_count count;
    struct diag why = {.line = 0};
    assert_int_equal(plans_count(&count, setup, &room, &why), STATUS_OK);
    assert_true(count.exhausted);
    return count;
}

/* One view of four generals and two orders once more, from the definition
 * alone: a plan is one number, and a replica's fate a count of letters. */
struct plan {
    unsigned traitors;
    uint64_t digits;
    uint8_t order[4];       /* pre-prepared to each; 2: nothing */
    uint8_t prepares[4][2]; /* by traitors, to each for each order */
    uint8_t commits[4][2];
};

static unsigned digit(struct plan *plan, unsigned base)
{
    unsigned value = (unsigned)(plan->digits % base);
    plan->digits /= base;
    return value;
}

static bool lies(const struct plan *plan, unsigned g)
{
    return (plan->traitors >> g & 1) != 0;
}

static void spell(struct plan *plan, uint64_t number)
{
    plan->digits = number;
    memset(plan->prepares, 0, sizeof plan->prepares);
    memset(plan->commits, 0, sizeof plan->commits);
    for (unsigned r = 0; r < 4; r++) {
        if (lies(plan, r)) {
            continue;
        }
        plan->order[r] = lies(plan, 0) ? (uint8_t)digit(plan, 3) : 1;
        for (unsigned s = 0; s < 4; s++) {
            for (unsigned o = 0; lies(plan, s) && o < 2; o++) {
                unsigned prepare = s > 0 ? digit(plan, 2) : 0;
                plan->prepares[r][o] += (uint8_t)prepare;
                plan->commits[r][o] += (uint8_t)digit(plan, 2);
            }
        }
    }
}

/* The loyal replicas that accepted this order, and of them the backups. */
static unsigned accepted(const struct plan *plan, unsigned order, bool backups)
{
    unsigned count = 0;
    for (unsigned r = backups ? 1 : 0; r < 4; r++) {
        count += !lies(plan, r) && plan->order[r] == order;
    }
    return count;
}

static bool prepared(const struct plan *plan, unsigned r, unsigned order)
{
    return !lies(plan, r) && plan->order[r] == order &&
           accepted(plan, order, true) + plan->prepares[r][order] >= 2;
}

static bool commits(const struct plan *plan, unsigned r, unsigned order)
{
    unsigned count = plan->commits[r][order];
    for (unsigned s = 0; s < 4; s++) {
        count += prepared(plan, s, order);
    }
    return prepared(plan, r, order) && count >= 3;
}

static bool commits_both(const struct plan *plan)
{
    bool any[2] = {false, false};
    for (unsigned r = 0; r < 4; r++) {
        any[0] = any[0] || commits(plan, r, 0);
        any[1] = any[1] || commits(plan, r, 1);
    }
    return any[0] && any[1];
}

/* Plans and those of them with two commits. */
static struct plans_count brute(unsigned traitors)
{
    struct plans_count count = {.plans = 1};
    for (unsigned r = 0; r < 4; r++) {
        for (unsigned s = 0; s < 4 && (traitors >> r & 1) == 0; s++) {
            bool writes = (traitors >> s & 1) != 0;
            count.plans *= writes ? (s > 0 ? 16 : 4 * 3) : 1;
        }
    }
    for (uint64_t i = 0; i < count.plans; i++) {
        struct plan plan = {.traitors = traitors};
        spell(&plan, i);
        count.agreement += commits_both(&plan);
    }
    return count;
}

static void plans_are(unsigned traitors, uint64_t plans, uint64_t breaking)
{
    struct setup setup = setup_of(4, traitors, 0);
    struct plans_count played = count_plans(&setup);
    struct plans_count reckoned = brute(traitors);
    assert_int_equal(reckoned.plans, plans);
    assert_int_equal(reckoned.agreement, breaking);
    assert_int_equal(played.plans, plans);
    assert_int_equal(played.agreement, breaking);
    assert_int_equal(played.validity, 0);
}

static void no_traitor_primary_of_four_commits_two_orders(void **state)
{
    (void)state;
    plans_are(1, 1728, 0); /* 3^3 pre-prepares, 4^3 sets of commits */
}

static void no_traitor_backup_of_four_does_harm(void **state)
{
    (void)state;
    for (unsigned g = 1; g < 4; g++) {
        plans_are(1U << g, 64 * 64, 0);
    }
}

/* Two different pre-prepares (2 ways); to each replica the backup's prepare
 * and both commits for its order (6 letters that must go), the other 2 + 4
 * letters as one likes: 2 * 2^6. */
static void primary_and_backup_commit_two_orders_in_128_plans(void **state)
{
    (void)state;
    for (unsigned g = 1; g < 4; g++) {
        plans_are(1U | 1U << g, 9 * 16 * 256, 128);
    }
}

static void two_backups_commit_no_two_orders_in_one_view(void **state)
{
    (void)state;
    plans_are(1U << 1 | 1U << 2, 256 * 256, 0);
    plans_are(1U << 2 | 1U << 3, 256 * 256, 0);
}

/* --- every schedule --- */

struct tried {
    uint64_t states, ends;
    bool split;
};

static bool is_new(const struct world *at)
{
    static uint8_t key[KEY_MAX];
    const struct rules *rules = rules_get(RULE_PBFT);
    size_t length = rules->canon(at, key, sizeof key);
    uint64_t digest = seal_digest(key, length) | 1, slot = digest;
    assert_true(length <= sizeof key);
    for (;; slot++) {
        uint64_t *entry = &seen[slot % SEEN_SLOTS];
        if (*entry == digest) {
            return false;
        }
        if (*entry == 0) {
            *entry = digest;
            return true;
        }
    }
}

static void try_schedules(struct tried *tried, unsigned level)
{
    struct world *here = &stack[level];
    struct decision asked;
    if (!is_new(here)) {
        return;
    }
    assert_true(++tried->states < SEEN_SLOTS / 2 && level + 1 < STACK);
    game_ask(here, &asked);
    if (asked.chooser == CHOOSER_NOBODY) {
        tried->ends++;
        tried->split = tried->split || is_split(here);
        return;
    }
    assert_int_equal(asked.chooser, CHOOSER_CITY);
    for (uint32_t i = 0; i < asked.options; i++) {
        world_copy(&stack[level + 1], here);
        answer(&stack[level + 1], &asked, i);
        try_schedules(tried, level + 1);
    }
}

/* After the traitors' answers: every schedule. */
static struct tried all_schedules(const struct world *at)
{
    struct tried tried = {0};
    memset(seen, 0, sizeof seen);
    world_copy(&stack[0], at);
    try_schedules(&tried, 0);
    assert_true(tried.ends > 0);
    return tried;
}

/* Begin, and let traitors answer from a seed: they write more often than
 * not. */
static void begin_random(struct world *at, const struct setup *setup,
                         uint64_t seed)
{
    struct decision asked;
    sieges_start(at, setup);
    for (game_ask(at, &asked); asked.chooser == CHOOSER_TRAITOR;
         game_ask(at, &asked)) {
        answer(at, &asked, nature_below(seed, asked.cursor, asked.options));
    }
}

static bool breaks_in_order(const struct world *at)
{
    world_copy(&other, at);
    sieges_play(&other, &(struct agents){.seed = 0});
    return is_split(&other);
}

static void no_schedule_splits_three_loyal_generals_in_one_view(void **state)
{
    uint64_t states = 0;
    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct setup setup = setup_of(4, 1U << seed % 4, 0);
        struct tried tried;
        begin_random(&world, &setup, seed);
        tried = all_schedules(&world);
        assert_false(tried.split);
        states += tried.states;
    }
    assert_true(states > 200 * 50);
}

/* The breaking plans one by one, and as many others: every one breaks under
 * some schedule exactly when it does with all letters delivered. */
struct breaking {
    unsigned broken, others;
};

static void compare_schedules(struct breaking *count, unsigned level)
{
    struct world *here = &stack[level];
    static struct world begun;
    struct decision asked;
    bool broken;
    game_ask(here, &asked);
    for (uint32_t i = 0; asked.chooser == CHOOSER_TRAITOR && i < asked.options;
         i++) {
        world_copy(&stack[level + 1], here);
        answer(&stack[level + 1], &asked, i);
        compare_schedules(count, level + 1);
    }
    if (asked.chooser == CHOOSER_TRAITOR) {
        return;
    }
    broken = breaks_in_order(here);
    if (broken || count->others++ % 97 == 0) {
        static struct world keep[STACK];
        world_copy(&begun, here);
        for (unsigned i = 0; i <= level; i++) {
            world_copy(&keep[i], &stack[i]);
        }
        assert_int_equal(all_schedules(&begun).split, broken);
        for (unsigned i = 0; i <= level; i++) {
            world_copy(&stack[i], &keep[i]);
        }
        count->broken += broken;
    }
}

static void some_schedule_breaks_exactly_what_full_delivery_breaks(void **s)
{
    struct setup setup = setup_of(4, 3, 0);
    struct breaking count = {0};
    (void)s;
    sieges_start(&stack[0], &setup);
    compare_schedules(&count, 0);
    assert_int_equal(count.broken, 128);
    assert_int_equal(count.broken + count.others, 36864);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_siege_without_a_fault_has_2n_n_minus_1_letters),
        cmocka_unit_test(
            a_traitor_who_does_the_duty_writes_what_a_loyal_one_does),
        cmocka_unit_test(setups_that_the_protocol_does_not_know_are_refused),
        cmocka_unit_test(no_traitor_primary_of_four_commits_two_orders),
        cmocka_unit_test(no_traitor_backup_of_four_does_harm),
        cmocka_unit_test(primary_and_backup_commit_two_orders_in_128_plans),
        cmocka_unit_test(two_backups_commit_no_two_orders_in_one_view),
        cmocka_unit_test(no_schedule_splits_three_loyal_generals_in_one_view),
        cmocka_unit_test(
            some_schedule_breaks_exactly_what_full_delivery_breaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
