/* The tree of blocks as places: heights from left to right, branches from top
 * to bottom. Places only; drawn by siege_tree_draw.c. */
#ifndef UI_SIEGE_TREE_H
#define UI_SIEGE_TREE_H

#include "rules/work.h"

enum { TREE_LANES_MAX = 48, TREE_NOWHERE = 0xff };

struct tree {
    struct block_set known;   /* what is drawn */
    struct block_set secret;  /* of those: loyal generals do not have it */
    struct block_set ends;    /* of those: nothing known stands on it */
    unsigned main;            /* end of the chain in lane 0 */
    unsigned lanes, height;   /* lanes used; height of the highest block */
    uint8_t lane[BLOCKS_MAX]; /* TREE_NOWHERE: not drawn */
};

/* Place the blocks that the camps in `eyes` know at `minute`. The longest chain
 * that is no secret is in lane 0; the others, longer ones first, in the first
 * lane with room. */
void tree_layout(struct tree *out, const struct world *world, uint16_t eyes,
                 uint32_t minute);

/* The block at a place, or NO_BLOCK. */
unsigned tree_at(const struct tree *tree, const struct world *world,
                 unsigned lane, unsigned height);

/* The k-th end of a chain, from 0: the main one first, then by height; or
 * NO_BLOCK. */
unsigned tree_end(const struct tree *tree, const struct world *world,
                  unsigned k);

/* Say whether a block is on no chain that could still win: not on the main one
 * and not on one as long. */
bool tree_orphan(const struct tree *tree, const struct world *world,
                 unsigned block);

/* Which ways lines leave the gap on the left of a height in a lane. */
enum { TREE_LEFT = 1, TREE_RIGHT = 2, TREE_UP = 4, TREE_DOWN = 8 };
unsigned tree_gap(const struct tree *tree, const struct world *world,
                  unsigned lane, unsigned height);

#endif
