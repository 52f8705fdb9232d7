/* The trees of OM(m), put together from their leaves upwards. */
#include "solve/tree_parts.h"

#include <assert.h>
#include <string.h>

bool tree_fits(const struct setup *setup)
{
    return setup->rule == RULE_ORAL && setup->generals >= 2 &&
           setup->orders <= TREE_ORDERS && setup_roads_complete(setup) &&
           !setup_can_capture(setup);
}

static unsigned receivers(const struct tree_shape *shape)
{
    return shape->tracked + shape->loyal + shape->traitors;
}

/* The letters of the last round are believed; before, receivers vote. */
bool tree_is_leaf(const struct tree *tree, const struct tree_shape *shape)
{
    unsigned round = tree->setup->generals - receivers(shape);
    return receivers(shape) == 1 || round > tree->setup->depth;
}

unsigned tree_values_of(const struct tree *tree, unsigned tracked)
{
    unsigned values = 1;
    while (tracked-- > 0) {
        values *= tree->orders;
    }
    return values;
}

/* The value of the i-th tracked receiver, from 0, among `values`. */
unsigned tree_value_at(const struct tree *tree, unsigned values, unsigned i)
{
    return i == 0 ? values % tree->orders : values / tree->orders;
}

static unsigned index_of(const struct tree_shape *shape)
{
    unsigned index = shape->tracked;
    index = index * GENERALS_MAX + shape->loyal;
    index = index * GENERALS_MAX + shape->traitors;
    index = index * 2 + shape->lying;
    return index * TREE_ORDERS + shape->value;
}

unsigned tree_sum(unsigned a, unsigned b)
{
    return a + b < TREE_NEVER ? a + b : TREE_NEVER;
}

/* ---- Votes --------------------------------------------------------------- */

/* One vote for this order in the cell of the i-th tracked receiver; votes for
 * the default order are what is left. */
static uint32_t vote(const struct tree *tree, unsigned i, unsigned order)
{
    unsigned place = i * (tree->orders - 1) + order - 1;
    return order == ORDER_RETREAT ? 0 : UINT32_C(1) << 4 * place;
}

uint32_t tree_votes_for(const struct tree *tree, unsigned tracked,
                        unsigned values)
{
    uint32_t votes = 0;
    for (unsigned i = 0; i < tracked; i++) {
        votes += vote(tree, i, tree_value_at(tree, values, i));
    }
    return votes;
}

static unsigned majority(const struct tree *tree, uint32_t cell, unsigned i,
                         unsigned of)
{
    for (unsigned o = 1; o < tree->orders; o++) {
        unsigned place = i * (tree->orders - 1) + o - 1;
        if ((cell >> 4 * place & 15) * 2 > of) {
            return o;
        }
    }
    return ORDER_RETREAT;
}

unsigned tree_outcome(const struct tree *tree, const struct tree_shape *shape,
                      uint32_t cell)
{
    unsigned values = 0;
    for (unsigned i = shape->tracked; i-- > 0;) {
        values =
            values * tree->orders + majority(tree, cell, i, receivers(shape));
    }
    return values;
}

uint32_t tree_cells_of(const struct tree *tree, const struct tree_shape *shape)
{
    assert(tree->orders > 1 && tree->orders <= TREE_ORDERS &&
           shape->tracked <= TREE_TRACKED);
    return UINT32_C(1) << 4 * (tree->orders - 1) * shape->tracked;
}

/* ---- Tables -------------------------------------------------------------- */

/* Lies that it takes to tell a receiver `order`. */
static unsigned price(const struct tree_shape *shape, unsigned order)
{
    if (order == shape->value) {
        return 0;
    }
    return shape->lying ? 1 : TREE_NEVER;
}

static struct tree_part part_of(struct tree *tree,
                                const struct tree_shape *shape,
                                struct tree_shape below)
{
    struct tree_part part;
    memset(&part, 0xff, sizeof part);
    for (unsigned told = 0; told < tree->orders; told++) {
        const uint16_t *fewest;
        if (price(shape, told) == TREE_NEVER) {
            continue;
        }
        below.value = told;
        fewest = tree_fewest_of(tree, below);
        for (unsigned v = 0; v < tree_values_of(tree, shape->tracked); v++) {
            unsigned lies = tree_sum(price(shape, told), fewest[v]);
            if (lies < part.fewest[v]) {
                part.fewest[v] = (uint16_t)lies;
                part.told[v] = (uint8_t)told;
            }
        }
    }
    return part;
}

static struct tree_part loyal_part(struct tree *tree,
                                   const struct tree_shape *shape)
{
    struct tree_shape below = *shape;
    below.lying = 0;
    below.loyal--;
    return part_of(tree, shape, below);
}

static struct tree_part traitor_part(struct tree *tree,
                                     const struct tree_shape *shape)
{
    struct tree_shape below = *shape;
    below.lying = 1;
    below.traitors--;
    return part_of(tree, shape, below);
}

struct tree_shape tree_beside(const struct tree_shape *shape, unsigned told)
{
    struct tree_shape below = *shape;
    below.tracked--;
    below.lying = 0;
    below.value = told;
    return below;
}

void tree_weigh_tracked(struct tree *tree, const struct tree_shape *shape,
                        struct tree_tracked *part)
{
    part->lies = 0;
    part->votes = tree_votes_for(tree, shape->tracked, part->told);
    for (unsigned i = 0; i < shape->tracked; i++) {
        unsigned told = tree_value_at(tree, part->told, i);
        unsigned word = tree_value_at(tree, part->says, i);
        part->lies = tree_sum(part->lies, price(shape, told));
        if (shape->tracked == TREE_TRACKED && part->lies != TREE_NEVER) {
            part->lies =
                tree_sum(part->lies,
                         tree_fewest_of(tree, tree_beside(shape, told))[word]);
            part->votes += vote(tree, 1 - i, word);
        }
    }
}

unsigned tree_words_of(const struct tree *tree, const struct tree_shape *shape)
{
    return shape->tracked == TREE_TRACKED ? tree_values_of(tree, TREE_TRACKED)
                                          : 1;
}

static void lower(uint16_t *cell, unsigned lies)
{
    if (lies < *cell) {
        *cell = (uint16_t)lies;
    }
}

static void begin_layers(struct tree *tree, const struct tree_shape *shape)
{
    uint16_t *layer = tree->room->layer[0];
    memset(layer, 0xff, tree_cells_of(tree, shape) * sizeof *layer);
    for (unsigned told = 0; told < tree_values_of(tree, shape->tracked);
         told++) {
        for (unsigned says = 0; says < tree_words_of(tree, shape); says++) {
            struct tree_tracked part = {.told = told, .says = says};
            tree_weigh_tracked(tree, shape, &part);
            lower(&layer[part.votes], part.lies);
            tree->cells++;
        }
    }
}

static void add_layer(struct tree *tree, const struct tree_shape *shape,
                      unsigned at, const struct tree_part *part)
{
    const uint16_t *from = tree->room->layer[at];
    uint16_t *to = tree->room->layer[at + 1];
    uint32_t cells = tree_cells_of(tree, shape);
    unsigned values = tree_values_of(tree, shape->tracked);
    uint32_t votes[TREE_VALUES];
    memset(to, 0xff, cells * sizeof *to);
    for (unsigned v = 0; v < values; v++) {
        votes[v] = tree_votes_for(tree, shape->tracked, v);
    }
    for (uint32_t cell = 0; cell < cells; cell++) {
        if (from[cell] == TREE_NEVER) {
            continue;
        }
        tree->cells++;
        for (unsigned v = 0; v < values; v++) {
            if (part->fewest[v] != TREE_NEVER) {
                lower(&to[cell + votes[v]],
                      tree_sum(from[cell], part->fewest[v]));
            }
        }
    }
}

void tree_parts_of(struct tree *tree, const struct tree_shape *shape,
                   struct tree_part parts[2])
{
    if (shape->loyal > 0) {
        parts[0] = loyal_part(tree, shape);
    }
    if (shape->traitors > 0) {
        parts[1] = traitor_part(tree, shape);
    }
    if (shape->tracked == TREE_TRACKED) {
        for (unsigned told = 0; told < tree->orders; told++) {
            (void)tree_fewest_of(tree, tree_beside(shape, told));
        }
    }
}

unsigned tree_lay(struct tree *tree, const struct tree_shape *shape,
                  const struct tree_part parts[2])
{
    unsigned others = shape->loyal + shape->traitors;
    begin_layers(tree, shape);
    for (unsigned i = 0; i < others; i++) {
        add_layer(tree, shape, i, &parts[i >= shape->loyal]);
    }
    return others;
}

static void fill_leaf(struct tree *tree, const struct tree_shape *shape,
                      uint16_t *out)
{
    for (unsigned v = 0; v < tree_values_of(tree, shape->tracked); v++) {
        unsigned lies = 0;
        for (unsigned i = 0; i < shape->tracked; i++) {
            lies = tree_sum(lies, price(shape, tree_value_at(tree, v, i)));
        }
        out[v] = (uint16_t)lies;
    }
}

static void fill(struct tree *tree, const struct tree_shape *shape,
                 uint16_t *out)
{
    struct tree_part parts[2];
    const uint16_t *layer;
    tree_parts_of(tree, shape, parts);
    layer = tree->room->layer[tree_lay(tree, shape, parts)];
    memset(out, 0xff, TREE_VALUES * sizeof *out);
    for (uint32_t cell = 0; cell < tree_cells_of(tree, shape); cell++) {
        if (layer[cell] != TREE_NEVER) {
            lower(&out[tree_outcome(tree, shape, cell)], layer[cell]);
        }
    }
}

/* The depth of the recursion is that of the tree, at most GENERALS_MAX. */
const uint16_t *tree_fewest_of(struct tree *tree, struct tree_shape shape)
{
    unsigned index = index_of(&shape);
    uint16_t *out = tree->room->fewest[index];
    if (tree->room->known[index]) {
        return out;
    }
    if (shape.tracked == 0) {
        out[0] = 0; /* nobody listens: the duty will do */
    } else if (tree_is_leaf(tree, &shape)) {
        fill_leaf(tree, &shape, out);
    } else {
        fill(tree, &shape, out);
    }
    tree->room->known[index] = true;
    return out;
}

/* ---- The question -------------------------------------------------------- */

static struct tree_place root_of(const struct setup *setup, unsigned tracked)
{
    struct tree_place root = {.path = setup->commander,
                              .length = 1,
                              .used = 1u << setup->commander,
                              .shape = {.value = setup->order}};
    root.shape.lying = setup_is_traitor(setup, setup->commander);
    for (unsigned g = 0; g < setup->generals; g++) {
        if (g == setup->commander) {
            continue;
        }
        if (setup_is_traitor(setup, g)) {
            root.shape.traitors++;
        } else if (root.shape.tracked < tracked) {
            root.tracked[root.shape.tracked++] = (uint8_t)g;
        } else {
            root.shape.loyal++;
        }
    }
    return root;
}

/* Two of them differ, or the one disobeys. */
static bool breaks_with(const struct tree *tree, const struct tree_place *root,
                        unsigned values)
{
    unsigned first = tree_value_at(tree, values, 0);
    return root->shape.tracked == TREE_TRACKED
               ? first != tree_value_at(tree, values, 1)
               : first != tree->setup->order;
}

void tree_solve(struct tree_result *out, const struct setup *setup,
                unsigned breaks, struct tree_room *room)
{
    struct tree tree = {.setup = setup, .room = room, .orders = setup->orders};
    bool lying = setup_is_traitor(setup, setup->commander);
    struct tree_place root = root_of(setup, lying ? TREE_TRACKED : 1);
    const uint16_t *fewest;
    unsigned best = TREE_NEVER;
    *out = (struct tree_result){.broken = false};
    memset(room->known, 0, sizeof room->known);
    /* Under a loyal commander IC1 and IC2 are the same, for he is one of those
     * who agree. Under a traitor IC2 is void, and one alone agrees. */
    if (breaks == 0 || (lying && (breaks & 1) == 0) ||
        root.shape.tracked < (lying ? TREE_TRACKED : 1U)) {
        return;
    }
    fewest = tree_fewest_of(&tree, root.shape);
    for (unsigned v = 0; v < tree_values_of(&tree, root.shape.tracked); v++) {
        if (breaks_with(&tree, &root, v) && fewest[v] < best) {
            best = fewest[v];
            root.values = v;
        }
    }
    out->broken = best != TREE_NEVER;
    if (out->broken) {
        tree_trace(&tree, &root);
        out->lies = best;
    }
    out->cells = tree.cells;
}
