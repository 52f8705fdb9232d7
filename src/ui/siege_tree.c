/* The tree of blocks as places. */
#include "ui/siege_tree.h"

#include <string.h>

#include "core/view.h"

static const struct block *block_at(const struct world *world, unsigned block)
{
    return &world->memory.work.block[block];
}

static void set_clear(struct block_set *set, unsigned block)
{
    set->word[block / 64] &= ~(UINT64_C(1) << block % 64);
}

static void find_ends(struct tree *tree, const struct world *world)
{
    tree->ends = tree->known;
    for (unsigned b = 1; b < world->memory.work.blocks; b++) {
        if (block_set_has(&tree->known, b)) {
            set_clear(&tree->ends, block_at(world, b)->parent);
        }
    }
}

/* The longest chain that is no secret, the first found of equals. */
static unsigned find_main(const struct tree *tree, const struct world *world)
{
    unsigned best = 0;
    for (unsigned b = 1; b < world->memory.work.blocks; b++) {
        if (block_set_has(&tree->known, b) &&
            !block_set_has(&tree->secret, b) &&
            block_at(world, b)->height > block_at(world, best)->height) {
            best = b;
        }
    }
    return best;
}

/* What no loyal general has at that minute. */
static void find_secret(struct tree *tree, const struct world *world,
                        uint32_t minute)
{
    uint16_t loyal = (uint16_t)(((1u << world->setup.generals) - 1) &
                                ~(unsigned)world->setup.traitors);
    struct block_set open;
    work_known(world, loyal, minute, &open);
    memset(&tree->secret, 0, sizeof tree->secret);
    for (unsigned w = 0; w < BLOCKS_MAX / 64; w++) {
        tree->secret.word[w] = tree->known.word[w] & ~open.word[w];
    }
}

/* A lane's heights in use, the gap of its fork included. */
struct lanes {
    uint64_t used[TREE_LANES_MAX][BLOCKS_MAX / 64];
};

static bool is_free(const struct lanes *lanes, unsigned lane, unsigned from,
                    unsigned to)
{
    for (unsigned h = from; h <= to; h++) {
        if ((lanes->used[lane][h / 64] >> h % 64 & 1) != 0) {
            return false;
        }
    }
    return true;
}

/* Where a chain leaves what is placed already: its first new height. */
static unsigned first_new(const struct tree *tree, const struct world *world,
                          unsigned end)
{
    unsigned height = block_at(world, end)->height;
    while (block_at(world, end)->parent != NO_BLOCK &&
           tree->lane[block_at(world, end)->parent] == TREE_NOWHERE) {
        end = block_at(world, end)->parent;
        height--;
    }
    return height;
}

static void place(struct tree *tree, const struct world *world,
                  struct lanes *lanes, unsigned end)
{
    unsigned to = block_at(world, end)->height, lane = 0;
    unsigned from = first_new(tree, world, end);
    unsigned parent = block_at(world, work_at_height(world, end, from))->parent;
    if (parent != NO_BLOCK) { /* below the chain that it leaves */
        lane = tree->lane[parent] + 1u;
        from--; /* its corner wants room, too */
    }
    while (lane + 1 < TREE_LANES_MAX && !is_free(lanes, lane, from, to)) {
        lane++;
    }
    lane = lane < TREE_LANES_MAX ? lane : TREE_LANES_MAX - 1;
    for (unsigned h = from; h <= to; h++) {
        lanes->used[lane][h / 64] |= UINT64_C(1) << h % 64;
    }
    for (unsigned b = end; b != NO_BLOCK && tree->lane[b] == TREE_NOWHERE;
         b = block_at(world, b)->parent) {
        tree->lane[b] = (uint8_t)lane;
    }
    tree->lanes = lane + 1 > tree->lanes ? lane + 1 : tree->lanes;
    tree->height = to > tree->height ? to : tree->height;
}

unsigned tree_end(const struct tree *tree, const struct world *world,
                  unsigned k)
{
    struct block_set left = tree->ends;
    unsigned best = tree->main;
    for (; k > 0 && best != NO_BLOCK; k--) {
        set_clear(&left, best);
        best = NO_BLOCK;
        for (unsigned b = 0; b < world->memory.work.blocks; b++) {
            if (block_set_has(&left, b) &&
                (best == NO_BLOCK ||
                 block_at(world, b)->height > block_at(world, best)->height)) {
                best = b;
            }
        }
    }
    return best;
}

void tree_layout(struct tree *out, const struct world *world, uint16_t eyes,
                 uint32_t minute)
{
    struct lanes lanes = {.used = {{0}}};
    unsigned end;
    memset(out->lane, TREE_NOWHERE, sizeof out->lane);
    out->lanes = 0;
    out->height = 0;
    work_known(world, eyes, minute, &out->known);
    find_secret(out, world, minute);
    find_ends(out, world);
    out->main = find_main(out, world);
    for (unsigned k = 0; (end = tree_end(out, world, k)) != NO_BLOCK; k++) {
        if (out->lane[end] == TREE_NOWHERE) {
            place(out, world, &lanes, end);
        }
    }
}

unsigned tree_at(const struct tree *tree, const struct world *world,
                 unsigned lane, unsigned height)
{
    for (unsigned b = 0; b < world->memory.work.blocks; b++) {
        if (tree->lane[b] == lane && block_at(world, b)->height == height) {
            return b;
        }
    }
    return NO_BLOCK;
}

bool tree_orphan(const struct tree *tree, const struct world *world,
                 unsigned block)
{
    unsigned least = block_at(world, tree->main)->height;
    if (work_on_chain(world, block, tree->main)) {
        return false;
    }
    for (unsigned b = block; b < world->memory.work.blocks; b++) {
        if (block_set_has(&tree->known, b) &&
            block_at(world, b)->height >= least &&
            work_on_chain(world, block, b)) {
            return false;
        }
    }
    return true;
}

unsigned tree_gap(const struct tree *tree, const struct world *world,
                  unsigned lane, unsigned height)
{
    unsigned ways = 0;
    for (unsigned b = 1; b < world->memory.work.blocks; b++) {
        const struct block *block = block_at(world, b);
        if (tree->lane[b] == TREE_NOWHERE || block->height != height) {
            continue;
        }
        unsigned from = tree->lane[block->parent], to = tree->lane[b];
        ways |= to == lane ? TREE_RIGHT : 0u;
        ways |= from == lane ? TREE_LEFT : 0u;
        ways |= from < lane && lane <= to ? TREE_UP : 0u;
        ways |= from <= lane && lane < to ? TREE_DOWN : 0u;
    }
    return ways;
}
