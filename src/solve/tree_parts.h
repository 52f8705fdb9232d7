/* The tables of OM(m) taken apart. Private to this room; see tree.h. */
#ifndef SOLVE_TREE_PARTS_H
#define SOLVE_TREE_PARTS_H

#include "solve/tree.h"

enum { TREE_NEVER = UINT16_MAX, TREE_TRACKED = 2 };

/* A tree: who listens to its commander, and what that one holds. */
struct tree_shape {
    unsigned tracked, loyal, traitors; /* receivers; loyal: not tracked */
    unsigned lying;                    /* 1: its commander is a traitor */
    unsigned value;                    /* what the commander heard */
};

struct tree {
    const struct setup *setup;
    struct tree_room *room;
    unsigned orders;
    uint64_t cells;
    uint32_t lies;
};

/* What one receiver's tree may tell the tracked ones, whatever it was told. */
struct tree_part {
    uint16_t fewest[TREE_VALUES];
    uint8_t told[TREE_VALUES]; /* what it was told then */
};

/* Whom the commander of this shape tells what (`told`, one value for each
 * tracked receiver), and what each tells the other (`says`): its lies and its
 * votes. */
struct tree_tracked {
    unsigned told, says, lies;
    uint32_t votes;
};

/* One tree on a certain path, and what its tracked receivers shall make of
 * it. */
struct tree_place {
    struct tree_shape shape;
    path_bits path;
    unsigned length, used; /* of the path; generals on it (bits) */
    unsigned values;       /* wanted */
    uint8_t tracked[TREE_TRACKED];
};

/* Say whether the letters of its commander are the last: they are believed;
 * before, receivers vote. */
bool tree_is_leaf(const struct tree *tree, const struct tree_shape *shape);

/* How many values `tracked` receivers can have together; that of the i-th of
 * them, from 0; the votes that such values are. */
unsigned tree_values_of(const struct tree *tree, unsigned tracked);
unsigned tree_value_at(const struct tree *tree, unsigned values, unsigned i);
uint32_t tree_votes_for(const struct tree *tree, unsigned tracked,
                        unsigned values);

/* How many cells there are, and the values that the votes in one come to. */
uint32_t tree_cells_of(const struct tree *tree, const struct tree_shape *shape);
unsigned tree_outcome(const struct tree *tree, const struct tree_shape *shape,
                      uint32_t cell);

/* A sum of lies; TREE_NEVER stays that. */
unsigned tree_sum(unsigned a, unsigned b);

/* The fewest lies for each of the values. Uses the layers. */
const uint16_t *tree_fewest_of(struct tree *tree, struct tree_shape shape);

/* The tree of a tracked receiver: what it tells the other one. */
struct tree_shape tree_beside(const struct tree_shape *shape, unsigned told);

/* Fill in lies and votes of what was told and said. */
void tree_weigh_tracked(struct tree *tree, const struct tree_shape *shape,
                        struct tree_tracked *part);

/* How many ways there are for them to say something to each other. */
unsigned tree_words_of(const struct tree *tree, const struct tree_shape *shape);

/* The parts of a shape: of each loyal receiver who is not tracked, of each
 * traitor. Computes all tables below, so that the layers stay ours after. */
void tree_parts_of(struct tree *tree, const struct tree_shape *shape,
                   struct tree_part parts[2]);

/* Fill the layers; returns the number of the last one. */
unsigned tree_lay(struct tree *tree, const struct tree_shape *shape,
                  const struct tree_part parts[2]);

/* Write down the lies that bring about what is wanted of a place. */
void tree_trace(struct tree *tree, const struct tree_place *place);
#endif
