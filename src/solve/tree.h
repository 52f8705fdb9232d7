/* OM(m) taken apart: the fewest lies that break it, for any n and m, without
 * trying plans.
 *
 * All letters whose path begins with the same generals make a tree of their
 * own, and no letter of one tree shows in another: a loyal general passes on
 * what it heard on that very path, and a traitor writes what it likes. So the
 * tree below a path is a small OM with its own commander, and what matters of
 * it is only what the loyal receivers make of it. IC1 is broken iff two loyal
 * lieutenants can be made to differ, IC2 iff one can be made to disobey: one or
 * two receivers are *tracked*, all others are told apart only by loyal or
 * traitor, for generals of a kind may change places. For each tree - how many
 * are tracked, loyal and traitors, and what its commander holds - a table has
 * the fewest lies that give the tracked receivers each pair of values; the
 * trees of one path are put together vote by vote. That is exact, since lies
 * add up and the trees are independent.
 *
 * Only where every pair has a road, nobody is captured and there are at most
 * three orders. Allocates nothing. */
#ifndef SOLVE_TREE_H
#define SOLVE_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/paths.h"
#include "core/setup.h"

enum {
    TREE_ORDERS = 3,                         /* at most */
    TREE_VALUES = TREE_ORDERS * TREE_ORDERS, /* of two tracked receivers */
    TREE_SHAPES = 3 * GENERALS_MAX * GENERALS_MAX * 2 * TREE_ORDERS,
    TREE_CELLS = 1 << 16, /* votes of two receivers, four bits an order */
    TREE_LIES = 1 << 14   /* of a witness */
};

/* One letter of a traitor that is not its duty. */
struct tree_lie {
    path_bits path; /* who passed on what it passes on, its sender last */
    uint8_t length; /* of the path */
    uint8_t to, order;
};

/* Workspace of the caller; nothing in it need be set. */
struct tree_room {
    uint16_t fewest[TREE_SHAPES][TREE_VALUES];
    bool known[TREE_SHAPES];
    uint16_t layer[GENERALS_MAX + 1][TREE_CELLS];
    struct tree_lie lie[TREE_LIES];
};

struct tree_result {
    bool broken;
    uint32_t lies;  /* the fewest; in room->lie */
    uint64_t cells; /* looked at */
};

/* Say whether this setup can be taken apart. */
bool tree_fits(const struct setup *setup);

/* Find the fewest lies that break IC1 (bit 0 of `breaks`) or IC2 (bit 1), or
 * that nothing does.
 * Range: tree_fits. */
void tree_solve(struct tree_result *out, const struct setup *setup,
                unsigned breaks, struct tree_room *room);

/* What a traitor writes in this letter: its lie, or else letter->order. */
unsigned tree_says(const struct tree_lie *lies, uint32_t count,
                   const struct tree_lie *letter);

/* A bare evaluator of the whole tree, for sieges that are too large for a
 * world: what every loyal general decides when these lies are told. */
void tree_decide(uint8_t decided[GENERALS_MAX], const struct setup *setup,
                 const struct tree_lie *lies, uint32_t count);

#endif
