/* Places of the tree of blocks: for many random sieges, minutes and eyes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/sieges.h"
#include "core/view.h"
#include "ui/siege_tree.h"

enum { SIEGES = 120 };

static struct world world;
static struct tree tree;

static const struct block *block_at(unsigned block)
{
    return &world.memory.work.block[block];
}

/* A law for each layout. */
typedef void law(void);

static void for_many_trees(law *holds)
{
    for (uint64_t seed = 0; seed < SIEGES; seed++) {
        struct setup setup;
        sieges_random_setup(&setup, RULE_WORK, seed);
        setup.tries = setup.tries / 4 + 1; /* many blocks, many forks */
        if (game_start(&world, &setup, NULL, NULL) != STATUS_OK) {
            continue;
        }
        sieges_play_random(&world, seed);
        for (unsigned g = 0; g <= setup.generals; g++) {
            uint16_t eyes = g < setup.generals ? (uint16_t)(1u << g) : EYES_ALL;
            tree_layout(&tree, &world, eyes, setup.deadline / 2);
            holds();
            tree_layout(&tree, &world, eyes, setup.deadline);
            holds();
        }
    }
}

static unsigned most_lanes, most_blocks;

static void every_known_block_has_its_place(void)
{
    unsigned placed = 0;
    for (unsigned b = 0; b < world.memory.work.blocks; b++) {
        bool known = block_set_has(&tree.known, b);
        assert_int_equal(tree.lane[b] != TREE_NOWHERE, known);
        if (!known) {
            continue;
        }
        placed++;
        assert_true(tree.lane[b] < tree.lanes);
        assert_true(block_at(b)->height <= tree.height);
        assert_int_equal(
            tree_at(&tree, &world, tree.lane[b], block_at(b)->height), b);
        if (block_at(b)->parent != NO_BLOCK) {
            assert_true(block_set_has(&tree.known, block_at(b)->parent));
            assert_true(tree.lane[block_at(b)->parent] <= tree.lane[b]);
        }
        if (b > 0 && tree.lane[block_at(b)->parent] < tree.lane[b]) {
            /* The corner of a branch has its column to itself. */
            assert_int_equal(
                tree_at(&tree, &world, tree.lane[b], block_at(b)->height - 1u),
                NO_BLOCK);
        }
        assert_int_equal(tree.lane[b] == 0,
                         work_on_chain(&world, b, tree.main));
    }
    most_lanes = tree.lanes > most_lanes ? tree.lanes : most_lanes;
    most_blocks = placed > most_blocks ? placed : most_blocks;
}

static void known_blocks_have_places_of_their_own(void **state)
{
    (void)state;
    for_many_trees(every_known_block_has_its_place);
    assert_true(most_lanes >= 4);
    assert_true(most_blocks >= 16);
}

/* From each block a line leads to the one before it. */
static void lines_lead_to_parents(void)
{
    for (unsigned b = 1; b < world.memory.work.blocks; b++) {
        if (!block_set_has(&tree.known, b)) {
            continue;
        }
        unsigned height = block_at(b)->height, to = tree.lane[b];
        unsigned from = tree.lane[block_at(b)->parent];
        assert_true(tree_gap(&tree, &world, to, height) & TREE_RIGHT);
        assert_true(tree_gap(&tree, &world, from, height) & TREE_LEFT);
        for (unsigned lane = from; lane < to; lane++) {
            assert_true(tree_gap(&tree, &world, lane, height) & TREE_DOWN);
            assert_true(tree_gap(&tree, &world, lane + 1, height) & TREE_UP);
        }
    }
    for (unsigned lane = 0; lane < tree.lanes; lane++) {
        assert_int_equal(tree_gap(&tree, &world, lane, tree.height + 1), 0);
    }
}

static void every_block_is_joined_to_the_one_before_it(void **state)
{
    (void)state;
    for_many_trees(lines_lead_to_parents);
}

/* The ends are told once each, the main one first, then by height. */
static void ends_come_in_order(void)
{
    unsigned last = 0, end;
    assert_int_equal(tree_end(&tree, &world, 0), tree.main);
    for (unsigned k = 1; (end = tree_end(&tree, &world, k)) != NO_BLOCK; k++) {
        assert_true(block_set_has(&tree.ends, end));
        assert_int_not_equal(end, tree.main);
        assert_true(k == 1 || block_at(end)->height <= last);
        last = block_at(end)->height;
    }
    assert_false(tree_orphan(&tree, &world, tree.main));
}

static void ends_are_told_in_the_order_of_height(void **state)
{
    (void)state;
    for_many_trees(ends_come_in_order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_blocks_have_places_of_their_own),
        cmocka_unit_test(every_block_is_joined_to_the_one_before_it),
        cmocka_unit_test(ends_are_told_in_the_order_of_height),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
