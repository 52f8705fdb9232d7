/* The trees of OM(m), put together from their leaves upwards. */
#include "solve/tree.h"

#include <string.h>

enum { NEVER = UINT16_MAX, TRACKED = 2 };

/* A tree: who listens to its commander, and what that one holds. */
struct shape {
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
struct part {
    uint16_t fewest[TREE_VALUES];
    uint8_t told[TREE_VALUES]; /* what it was told then */
};

bool tree_fits(const struct setup *setup)
{
    return setup->rule == RULE_ORAL && setup->generals >= 2 &&
           setup->orders <= TREE_ORDERS && setup_roads_complete(setup) &&
           !setup_can_capture(setup);
}

static unsigned receivers(const struct shape *shape)
{
    return shape->tracked + shape->loyal + shape->traitors;
}

/* The letters of the last round are believed; before, receivers vote. */
static bool is_leaf(const struct tree *tree, const struct shape *shape)
{
    unsigned round = tree->setup->generals - receivers(shape);
    return receivers(shape) == 1 || round > tree->setup->depth;
}

static unsigned values_of(const struct tree *tree, unsigned tracked)
{
    unsigned values = 1;
    while (tracked-- > 0) {
        values *= tree->orders;
    }
    return values;
}

/* The value of the i-th tracked receiver, from 0, among `values`. */
static unsigned value_at(const struct tree *tree, unsigned values, unsigned i)
{
    return i == 0 ? values % tree->orders : values / tree->orders;
}

static unsigned index_of(const struct shape *shape)
{
    unsigned index = shape->tracked;
    index = index * GENERALS_MAX + shape->loyal;
    index = index * GENERALS_MAX + shape->traitors;
    index = index * 2 + shape->lying;
    return index * TREE_ORDERS + shape->value;
}

static unsigned add(unsigned a, unsigned b)
{
    return a + b < NEVER ? a + b : NEVER;
}

/* ---- Votes --------------------------------------------------------------- */

/* One vote for this order in the cell of the i-th tracked receiver; votes for
 * the default order are what is left. */
static uint32_t vote(const struct tree *tree, unsigned i, unsigned order)
{
    unsigned place = i * (tree->orders - 1) + order - 1;
    return order == ORDER_RETREAT ? 0 : UINT32_C(1) << 4 * place;
}

static uint32_t votes_for(const struct tree *tree, unsigned tracked,
                          unsigned values)
{
    uint32_t votes = 0;
    for (unsigned i = 0; i < tracked; i++) {
        votes += vote(tree, i, value_at(tree, values, i));
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

static unsigned outcome(const struct tree *tree, const struct shape *shape,
                        uint32_t cell)
{
    unsigned values = 0;
    for (unsigned i = shape->tracked; i-- > 0;) {
        values =
            values * tree->orders + majority(tree, cell, i, receivers(shape));
    }
    return values;
}

static uint32_t cells_of(const struct tree *tree, const struct shape *shape)
{
    return UINT32_C(1) << 4 * (tree->orders - 1) * shape->tracked;
}

/* ---- Tables -------------------------------------------------------------- */

static const uint16_t *fewest_of(struct tree *tree, struct shape shape);

/* Lies that it takes to tell a receiver `order`. */
static unsigned price(const struct shape *shape, unsigned order)
{
    if (order == shape->value) {
        return 0;
    }
    return shape->lying ? 1 : NEVER;
}

static struct part part_of(struct tree *tree, const struct shape *shape,
                           struct shape below)
{
    struct part part;
    memset(&part, 0xff, sizeof part);
    for (unsigned told = 0; told < tree->orders; told++) {
        const uint16_t *fewest;
        if (price(shape, told) == NEVER) {
            continue;
        }
        below.value = told;
        fewest = fewest_of(tree, below);
        for (unsigned v = 0; v < values_of(tree, shape->tracked); v++) {
            unsigned lies = add(price(shape, told), fewest[v]);
            if (lies < part.fewest[v]) {
                part.fewest[v] = (uint16_t)lies;
                part.told[v] = (uint8_t)told;
            }
        }
    }
    return part;
}

static struct part loyal_part(struct tree *tree, const struct shape *shape)
{
    struct shape below = *shape;
    below.lying = 0;
    below.loyal--;
    return part_of(tree, shape, below);
}

static struct part traitor_part(struct tree *tree, const struct shape *shape)
{
    struct shape below = *shape;
    below.lying = 1;
    below.traitors--;
    return part_of(tree, shape, below);
}

/* Whom the commander of this shape tells what (`told`, one value for each
 * tracked receiver), and what each tells the other (`says`): its lies and its
 * votes. */
struct tracked_part {
    unsigned told, says, lies;
    uint32_t votes;
};

/* The table of what a tracked receiver tells the other one. */
static struct shape beside(const struct shape *shape, unsigned told)
{
    struct shape below = *shape;
    below.tracked--;
    below.lying = 0;
    below.value = told;
    return below;
}

static void weigh_tracked(struct tree *tree, const struct shape *shape,
                          struct tracked_part *part)
{
    part->lies = 0;
    part->votes = votes_for(tree, shape->tracked, part->told);
    for (unsigned i = 0; i < shape->tracked; i++) {
        unsigned told = value_at(tree, part->told, i);
        unsigned word = value_at(tree, part->says, i);
        part->lies = add(part->lies, price(shape, told));
        if (shape->tracked == TRACKED && part->lies != NEVER) {
            part->lies =
                add(part->lies, fewest_of(tree, beside(shape, told))[word]);
            part->votes += vote(tree, 1 - i, word);
        }
    }
}

static unsigned words_of(const struct tree *tree, const struct shape *shape)
{
    return shape->tracked == TRACKED ? values_of(tree, TRACKED) : 1;
}

static void lower(uint16_t *cell, unsigned lies)
{
    if (lies < *cell) {
        *cell = (uint16_t)lies;
    }
}

static void begin_layers(struct tree *tree, const struct shape *shape)
{
    uint16_t *layer = tree->room->layer[0];
    memset(layer, 0xff, cells_of(tree, shape) * sizeof *layer);
    for (unsigned told = 0; told < values_of(tree, shape->tracked); told++) {
        for (unsigned says = 0; says < words_of(tree, shape); says++) {
            struct tracked_part part = {.told = told, .says = says};
            weigh_tracked(tree, shape, &part);
            lower(&layer[part.votes], part.lies);
            tree->cells++;
        }
    }
}

static void add_layer(struct tree *tree, const struct shape *shape, unsigned at,
                      const struct part *part)
{
    const uint16_t *from = tree->room->layer[at];
    uint16_t *to = tree->room->layer[at + 1];
    uint32_t cells = cells_of(tree, shape);
    unsigned values = values_of(tree, shape->tracked);
    uint32_t votes[TREE_VALUES];
    memset(to, 0xff, cells * sizeof *to);
    for (unsigned v = 0; v < values; v++) {
        votes[v] = votes_for(tree, shape->tracked, v);
    }
    for (uint32_t cell = 0; cell < cells; cell++) {
        if (from[cell] == NEVER) {
            continue;
        }
        tree->cells++;
        for (unsigned v = 0; v < values; v++) {
            if (part->fewest[v] != NEVER) {
                lower(&to[cell + votes[v]], add(from[cell], part->fewest[v]));
            }
        }
    }
}

/* The parts of a shape: of each loyal receiver who is not tracked, of each
 * traitor. Computes all tables below, so that the layers stay ours after. */
static void parts_of(struct tree *tree, const struct shape *shape,
                     struct part parts[2])
{
    if (shape->loyal > 0) {
        parts[0] = loyal_part(tree, shape);
    }
    if (shape->traitors > 0) {
        parts[1] = traitor_part(tree, shape);
    }
    if (shape->tracked == TRACKED) {
        for (unsigned told = 0; told < tree->orders; told++) {
            (void)fewest_of(tree, beside(shape, told));
        }
    }
}

/* Fill the layers; returns the number of the last one. */
static unsigned lay(struct tree *tree, const struct shape *shape,
                    const struct part parts[2])
{
    unsigned others = shape->loyal + shape->traitors;
    begin_layers(tree, shape);
    for (unsigned i = 0; i < others; i++) {
        add_layer(tree, shape, i, &parts[i >= shape->loyal]);
    }
    return others;
}

static void fill_leaf(struct tree *tree, const struct shape *shape,
                      uint16_t *out)
{
    for (unsigned v = 0; v < values_of(tree, shape->tracked); v++) {
        unsigned lies = 0;
        for (unsigned i = 0; i < shape->tracked; i++) {
            lies = add(lies, price(shape, value_at(tree, v, i)));
        }
        out[v] = (uint16_t)lies;
    }
}

static void fill(struct tree *tree, const struct shape *shape, uint16_t *out)
{
    struct part parts[2];
    const uint16_t *layer;
    parts_of(tree, shape, parts);
    layer = tree->room->layer[lay(tree, shape, parts)];
    memset(out, 0xff, TREE_VALUES * sizeof *out);
    for (uint32_t cell = 0; cell < cells_of(tree, shape); cell++) {
        if (layer[cell] != NEVER) {
            lower(&out[outcome(tree, shape, cell)], layer[cell]);
        }
    }
}

/* The depth of the recursion is that of the tree, at most GENERALS_MAX. */
static const uint16_t *fewest_of(struct tree *tree, struct shape shape)
{
    unsigned index = index_of(&shape);
    uint16_t *out = tree->room->fewest[index];
    if (tree->room->known[index]) {
        return out;
    }
    if (shape.tracked == 0) {
        out[0] = 0; /* nobody listens: the duty will do */
    } else if (is_leaf(tree, &shape)) {
        fill_leaf(tree, &shape, out);
    } else {
        fill(tree, &shape, out);
    }
    tree->room->known[index] = true;
    return out;
}

/* ---- The lies themselves ------------------------------------------------- */

/* One tree on a certain path, and what its tracked receivers shall make of
 * it. */
struct place {
    struct shape shape;
    path_bits path;
    unsigned length, used; /* of the path; generals on it (bits) */
    unsigned values;       /* wanted */
    uint8_t tracked[TRACKED];
};

static void trace(struct tree *tree, const struct place *place);

static void lie(struct tree *tree, const struct place *place, unsigned to,
                unsigned order)
{
    if (order != place->shape.value && tree->lies < TREE_LIES) {
        tree->room->lie[tree->lies++] =
            (struct tree_lie){.path = place->path,
                              .length = (uint8_t)place->length,
                              .to = (uint8_t)to,
                              .order = (uint8_t)order};
    }
}

/* Receiver g of this place becomes the commander of the next tree. */
static void descend(struct tree *tree, const struct place *place, unsigned g,
                    struct shape below, unsigned values)
{
    struct place next = *place;
    next.shape = below;
    next.path |= (path_bits)g << 4 * place->length;
    next.length++;
    next.used |= 1u << g;
    next.values = values;
    if (below.tracked < place->shape.tracked && place->tracked[0] == g) {
        next.tracked[0] = place->tracked[1];
    }
    lie(tree, place, g, below.value);
    trace(tree, &next);
}

/* What the parts say on the way to one cell of the last layer, last first. */
struct choice {
    uint8_t values[GENERALS_MAX], told[GENERALS_MAX];
    struct tracked_part tracked;
};

static bool step_back(const struct tree *tree, const struct shape *shape,
                      unsigned at, const struct part *part, uint32_t *cell,
                      struct choice *choice)
{
    const struct tree_room *room = tree->room;
    for (unsigned v = 0; v < values_of(tree, shape->tracked); v++) {
        uint32_t votes = votes_for(tree, shape->tracked, v);
        if (votes > *cell || part->fewest[v] == NEVER) {
            continue;
        }
        if (add(room->layer[at][*cell - votes], part->fewest[v]) ==
            room->layer[at + 1][*cell]) {
            *cell -= votes;
            choice->values[at] = (uint8_t)v;
            choice->told[at] = part->told[v];
            return true;
        }
    }
    return false;
}

static uint32_t best_cell(const struct tree *tree, const struct place *place,
                          const uint16_t *layer)
{
    uint32_t best = 0;
    unsigned fewest = NEVER;
    for (uint32_t cell = 0; cell < cells_of(tree, &place->shape); cell++) {
        if (layer[cell] < fewest &&
            outcome(tree, &place->shape, cell) == place->values) {
            fewest = layer[cell];
            best = cell;
        }
    }
    return best;
}

static void choose_tracked(struct tree *tree, const struct shape *shape,
                           uint32_t cell, struct choice *choice)
{
    unsigned fewest = tree->room->layer[0][cell];
    for (unsigned told = 0; told < values_of(tree, shape->tracked); told++) {
        for (unsigned says = 0; says < words_of(tree, shape); says++) {
            struct tracked_part part = {.told = told, .says = says};
            weigh_tracked(tree, shape, &part);
            if (part.votes == cell && part.lies == fewest) {
                choice->tracked = part;
                return;
            }
        }
    }
}

static struct choice choose(struct tree *tree, const struct place *place)
{
    const struct shape *shape = &place->shape;
    struct choice choice = {.tracked = {.lies = 0}};
    struct part parts[2];
    unsigned last;
    uint32_t cell;
    parts_of(tree, shape, parts);
    last = lay(tree, shape, parts);
    cell = best_cell(tree, place, tree->room->layer[last]);
    while (last-- > 0) {
        if (!step_back(tree, shape, last, &parts[last >= shape->loyal], &cell,
                       &choice)) {
            break;
        }
    }
    choose_tracked(tree, shape, cell, &choice);
    return choice;
}

static bool is_tracked(const struct place *place, unsigned g)
{
    bool is = false;
    for (unsigned i = 0; i < place->shape.tracked; i++) {
        is = is || place->tracked[i] == g;
    }
    return is;
}

static void trace_tracked(struct tree *tree, const struct place *place,
                          const struct choice *choice)
{
    const struct shape *shape = &place->shape;
    for (unsigned i = 0; i < shape->tracked; i++) {
        unsigned told = value_at(tree, choice->tracked.told, i);
        descend(tree, place, place->tracked[i], beside(shape, told),
                value_at(tree, choice->tracked.says, i));
    }
}

static void trace_others(struct tree *tree, const struct place *place,
                         const struct choice *choice)
{
    const struct shape *shape = &place->shape;
    unsigned loyal = 0, traitors = shape->loyal;
    for (unsigned g = 0; g < tree->setup->generals; g++) {
        bool lying = setup_is_traitor(tree->setup, g);
        struct shape below = *shape;
        unsigned at;
        if ((place->used >> g & 1) != 0 || is_tracked(place, g)) {
            continue;
        }
        at = lying ? traitors++ : loyal++;
        below.lying = lying;
        below.loyal -= !lying;
        below.traitors -= lying;
        below.value = choice->told[at];
        descend(tree, place, g, below, choice->values[at]);
    }
}

/* As deep as the tree. */
static void trace(struct tree *tree, const struct place *place)
{
    struct choice choice;
    if (place->shape.tracked == 0 ||
        fewest_of(tree, place->shape)[place->values] == 0) {
        return; /* the duty will do */
    }
    if (is_leaf(tree, &place->shape)) {
        for (unsigned i = 0; i < place->shape.tracked; i++) {
            lie(tree, place, place->tracked[i],
                value_at(tree, place->values, i));
        }
        return;
    }
    choice = choose(tree, place);
    trace_tracked(tree, place, &choice);
    trace_others(tree, place, &choice);
}

/* ---- The question -------------------------------------------------------- */

static struct place root_of(const struct setup *setup, unsigned tracked)
{
    struct place root = {.path = setup->commander,
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
static bool breaks_with(const struct tree *tree, const struct place *root,
                        unsigned values)
{
    unsigned first = value_at(tree, values, 0);
    return root->shape.tracked == TRACKED ? first != value_at(tree, values, 1)
                                          : first != tree->setup->order;
}

void tree_solve(struct tree_result *out, const struct setup *setup,
                unsigned breaks, struct tree_room *room)
{
    struct tree tree = {.setup = setup, .room = room, .orders = setup->orders};
    bool lying = setup_is_traitor(setup, setup->commander);
    struct place root = root_of(setup, lying ? TRACKED : 1);
    const uint16_t *fewest;
    unsigned best = NEVER;
    *out = (struct tree_result){.broken = false};
    memset(room->known, 0, sizeof room->known);
    /* Under a loyal commander IC1 and IC2 are the same, for he is one of those
     * who agree. Under a traitor IC2 is void, and one alone agrees. */
    if (breaks == 0 || (lying && (breaks & 1) == 0) ||
        root.shape.tracked < (lying ? TRACKED : 1U)) {
        return;
    }
    fewest = fewest_of(&tree, root.shape);
    for (unsigned v = 0; v < values_of(&tree, root.shape.tracked); v++) {
        if (breaks_with(&tree, &root, v) && fewest[v] < best) {
            best = fewest[v];
            root.values = v;
        }
    }
    out->broken = best != NEVER;
    if (out->broken) {
        trace(&tree, &root);
        out->lies = best;
    }
    out->cells = tree.cells;
}
