/* The steps of PBFT one by one: who gives a view up, who opens the next one and
 * with what, what comes too late. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/pbft.h"
#include "rules/rules.h"
#include "support/city.h"
#include "support/sieges.h"

static struct world world;

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

static void begin(const struct setup *setup)
{
    struct decision asked;
    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser == CHOOSER_TRAITOR;
         game_ask(&world, &asked)) {
        answer(&world, &asked, 0);
    }
}

/* One of f + 1 is loyal: f may all be traitors. */
static void f_plus_1_who_give_up_make_others_give_up(void **state)
{
    struct setup setup = setup_of(7, 0, 8);
    const uint8_t *view = world.memory.pbft.view;
    (void)state;
    begin(&setup);
    for (unsigned g = 1; g <= 3; g++) {
        assert_int_equal(view[6], 0);
        city_move(&world, POST_NONE, g);
        city_move(&world, POST_VIEW_CHANGE, 6);
    }
    assert_int_equal(view[6], 1);
    assert_false(world.memory.pbft.active[6]);
    assert_int_equal(view[5], 0);
}

/* Let the view change of `from` for `view` reach `to`. */
static void let_change(unsigned from, unsigned view, unsigned to)
{
    struct option option;
    for (uint64_t i = 0; game_option(&world, i, &option) == STATUS_OK; i++) {
        struct letter letter;
        if (option.kind != OPTION_DELIVER) {
            continue;
        }
        game_letter(&world, option.letter, &letter);
        if (letter.post == POST_VIEW_CHANGE && letter.from == from &&
            letter.phase == view && letter.to == to) {
            sieges_apply(&world,
                         (struct action){.cursor = world.cursor, .answer = i});
            return;
        }
    }
    fail_msg("no such letter");
}

/* Of f + 1 who ask for different views the lowest: all of them want that. */
static void who_joins_takes_the_lowest_of_the_views_asked_for(void **state)
{
    struct setup setup = setup_of(4, 0, 8);
    (void)state;
    begin(&setup);
    for (unsigned i = 0; i < 5; i++) {
        city_move(&world, POST_NONE, 1 + i / 3);
    }
    let_change(1, 3, 0);
    assert_int_equal(world.memory.pbft.view[0], 0);
    let_change(2, 2, 0);
    assert_int_equal(world.memory.pbft.view[0], 2);
}

/* Two traitor backups may claim that the primary's order was prepared, and no
 * other one: his pre-prepare they do not have. */
static void traitors_show_only_what_the_primary_signed(void **state)
{
    struct setup setup = setup_of(4, 1U << 2 | 1U << 3, 8);
    struct decision asked;
    struct option option;
    (void)state;
    begin(&setup);
    city_move(&world, POST_NONE, 1);
    game_ask(&world, &asked);
    assert_int_equal(asked.kind, DECISION_VOTE);
    while (asked.target != 1) {
        answer(&world, &asked, 0);
        game_ask(&world, &asked);
    }
    assert_int_equal(asked.options, 3);
    assert_int_equal(game_option(&world, 0, &option), STATUS_OK);
    assert_int_equal(option.kind, OPTION_CLAIM);
    assert_int_equal(option.order, setup.order);
    assert_int_equal(option.count, 0);
    assert_int_equal(game_option(&world, 1, &option), STATUS_OK);
    assert_int_equal(option.kind, OPTION_CLAIM);
    assert_int_equal(option.order, ORDER_NONE);
    assert_int_equal(game_option(&world, 2, &option), STATUS_OK);
    assert_int_equal(option.kind, OPTION_SILENT);
}

/* A view opens with 2f + 1 changes, the primary's own among them. */
static void a_quorum_opens_a_view(void **state)
{
    struct setup setup = setup_of(4, 0, 8);
    (void)state;
    begin(&setup);
    city_move(&world, POST_NONE, 1);
    city_move(&world, POST_NONE, 2);
    city_move(&world, POST_VIEW_CHANGE, 1);
    assert_false(world.memory.pbft.active[1]);
    city_move(&world, POST_NONE, 3);
    city_move(&world, POST_VIEW_CHANGE, 1);
    assert_true(world.memory.pbft.active[1]);
    assert_int_equal(world.memory.pbft.accepted[1], setup.order);
}

/* Replica 1 alone is prepared in view 0; whoever leads next follows it. */
static void a_new_view_follows_the_certificate(void **state)
{
    struct setup setup = setup_of(4, 1, 8);
    struct decision asked;
    (void)state;
    sieges_start(&world, &setup);
    for (game_ask(&world, &asked); asked.chooser == CHOOSER_TRAITOR;
         game_ask(&world, &asked)) {
        answer(&world, &asked,
               asked.kind == DECISION_VOTE
                   ? game_find_option(&world, OPTION_SAY, ORDER_RETREAT)
                   : 0);
    }
    city_move(&world, POST_PRE_PREPARE, 1);
    city_move(&world, POST_PRE_PREPARE, 2);
    city_move(&world, POST_PREPARE, 1);
    assert_true(pbft_is_prepared(&world, 1));
    sieges_play(&world, &(struct agents){.seed = 0});
    assert_int_equal(world.decided[3], ORDER_RETREAT);

    begin(&setup); /* and without one the commander's order */
    city_move(&world, POST_NONE, 1);
    sieges_play(&world, &(struct agents){.seed = 0});
    assert_int_equal(world.decided[3], setup.order);
}

static unsigned count_late(const struct world *at)
{
    unsigned late = 0;
    for (uint32_t i = 0; i < game_letters(at); i++) {
        struct letter letter;
        game_letter(at, i, &letter);
        late += letter.late;
    }
    return late;
}

/* Who has left a view takes nothing more of it. */
static void letters_of_a_view_that_was_left_come_late(void **state)
{
    struct setup setup = setup_of(4, 0, 8);
    struct decision asked;
    (void)state;
    begin(&setup);
    assert_int_equal(count_late(&world), 0);
    city_move(&world, POST_NONE, 2);
    assert_int_equal(count_late(&world), 1); /* the pre-prepare to 2 */
    city_move(&world, POST_PRE_PREPARE, 1);
    assert_int_equal(count_late(&world), 2); /* 1's prepare to 2 */
    assert_int_equal(world.memory.pbft.accepted[1], setup.order);
    city_move(&world, POST_NONE, 1); /* and it forgets what was ordered there */
    assert_int_equal(world.memory.pbft.accepted[1], ORDER_NONE);
    assert_int_equal(world.memory.pbft.prepares[1][setup.order], 0);
    game_ask(&world, &asked);
    for (uint32_t i = 0; i < asked.options; i++) {
        struct option option;
        struct letter letter;
        assert_int_equal(game_option(&world, i, &option), STATUS_OK);
        if (option.kind == OPTION_DELIVER) {
            game_letter(&world, option.letter, &letter);
            assert_int_equal(letter.late, 0);
        }
    }
}

/* The duty of the city when all roads are empty: who is furthest behind. */
static void the_slowest_gives_up_first(void **state)
{
    struct setup setup = setup_of(4, 1, 8);
    struct option option;
    (void)state;
    sieges_start(&world, &setup);
    for (unsigned i = 0; i < 9; i++) { /* pre-prepares and commits: none */
        struct decision asked;
        game_ask(&world, &asked);
        answer(&world, &asked,
               asked.kind == DECISION_VOTE
                   ? asked.options - 1
                   : game_find_option(&world, OPTION_WITHHOLD, ORDER_NONE));
    }
    assert_int_equal(game_option(&world, 0, &option), STATUS_OK);
    assert_int_equal(option.kind, OPTION_TIMEOUT);
    assert_int_equal(option.general, 1);
}

static void validity_is_owed_only_by_loyal_primaries(void **state)
{
    struct setup setup = setup_of(4, 1U << 1, 8);
    struct verdict verdict;
    (void)state;
    begin(&setup);
    game_judge(&world, &verdict);
    assert_int_equal(verdict.validity, TRI_YES);
    city_move(&world, POST_NONE, 3); /* view 1 is the traitor's */
    game_judge(&world, &verdict);
    assert_int_equal(verdict.validity, TRI_VOID);
}

static void only_safety_up_to_f_is_promised(void **state)
{
    const struct rules *rules = rules_get(RULE_PBFT);
    struct setup setup = setup_of(7, 3, 8);
    (void)state;
    assert_true(rules->promised(&setup));
    setup.capture = 1;
    assert_false(rules->promised(&setup));
    setup = setup_of(7, 7, 8);
    assert_false(rules->promised(&setup));
}

/* What arrives first at different camps makes no difference later on. */
static void positions_do_not_remember_the_order_of_arrivals(void **state)
{
    static uint8_t one[1 << 13], two[1 << 13];
    const struct rules *rules = rules_get(RULE_PBFT);
    struct setup setup = setup_of(4, 0, 8);
    size_t length;
    (void)state;
    begin(&setup);
    city_move(&world, POST_PRE_PREPARE, 1);
    city_move(&world, POST_PRE_PREPARE, 2);
    length = rules->canon(&world, one, sizeof one);
    begin(&setup);
    city_move(&world, POST_PRE_PREPARE, 2);
    memset(two, 0, sizeof two);
    (void)rules->canon(&world, two, sizeof two);
    assert_memory_not_equal(one, two, length);
    city_move(&world, POST_PRE_PREPARE, 1);
    assert_int_equal(rules->canon(&world, two, sizeof two), length);
    assert_true(length <= sizeof one);
    assert_memory_equal(one, two, length);
}

/* Only letters that are still on their roads fill the post. */
static void a_full_post_is_a_status_and_not_overrun(void **state)
{
    static struct world before;
    struct setup setup = setup_of(4, 0, 8);
    struct post *post = &world.memory.pbft.post;
    struct action action = {.answer = 0};
    (void)state;
    begin(&setup);
    while (post->used < POST_MAX) {
        post->letter[post->used] = post->letter[0];
        post->letter[post->used++].number = post->letters++;
    }
    action.cursor = world.cursor;
    world_copy(&before, &world);
    assert_int_equal(game_apply(&world, action, NULL), STATUS_FULL);
    assert_true(world_equal(&before, &world));
    for (unsigned i = 100; i < 200; i++) {
        post->letter[i].flags |= POST_ARRIVED;
    }
    assert_int_equal(game_apply(&world, action, NULL), STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(f_plus_1_who_give_up_make_others_give_up),
        cmocka_unit_test(who_joins_takes_the_lowest_of_the_views_asked_for),
        cmocka_unit_test(traitors_show_only_what_the_primary_signed),
        cmocka_unit_test(a_quorum_opens_a_view),
        cmocka_unit_test(a_new_view_follows_the_certificate),
        cmocka_unit_test(letters_of_a_view_that_was_left_come_late),
        cmocka_unit_test(the_slowest_gives_up_first),
        cmocka_unit_test(validity_is_owed_only_by_loyal_primaries),
        cmocka_unit_test(only_safety_up_to_f_is_promised),
        cmocka_unit_test(positions_do_not_remember_the_order_of_arrivals),
        cmocka_unit_test(a_full_post_is_a_status_and_not_overrun),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
