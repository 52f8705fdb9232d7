/* The lies themselves: from the tables of OM(m) back to letters. */
#include "solve/tree_parts.h"

static void lie(struct tree *tree, const struct tree_place *place, unsigned to,
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
static void descend(struct tree *tree, const struct tree_place *place,
                    unsigned g, struct tree_shape below, unsigned values)
{
    struct tree_place next = *place;
    next.shape = below;
    next.path |= (path_bits)g << 4 * place->length;
    next.length++;
    next.used |= 1u << g;
    next.values = values;
    if (below.tracked < place->shape.tracked && place->tracked[0] == g) {
        next.tracked[0] = place->tracked[1];
    }
    lie(tree, place, g, below.value);
    tree_trace(tree, &next);
}

/* What the parts say on the way to one cell of the last layer, last first. */
struct choice {
    uint8_t values[GENERALS_MAX], told[GENERALS_MAX];
    struct tree_tracked tracked;
};

static bool step_back(const struct tree *tree, const struct tree_shape *shape,
                      unsigned at, const struct tree_part *part, uint32_t *cell,
                      struct choice *choice)
{
    const struct tree_room *room = tree->room;
    for (unsigned v = 0; v < tree_values_of(tree, shape->tracked); v++) {
        uint32_t votes = tree_votes_for(tree, shape->tracked, v);
        if (votes > *cell || part->fewest[v] == TREE_NEVER) {
            continue;
        }
        if (tree_sum(room->layer[at][*cell - votes], part->fewest[v]) ==
            room->layer[at + 1][*cell]) {
            *cell -= votes;
            choice->values[at] = (uint8_t)v;
            choice->told[at] = part->told[v];
            return true;
        }
    }
    return false;
}

static uint32_t best_cell(const struct tree *tree,
                          const struct tree_place *place, const uint16_t *layer)
{
    uint32_t best = 0;
    unsigned fewest = TREE_NEVER;
    for (uint32_t cell = 0; cell < tree_cells_of(tree, &place->shape); cell++) {
        if (layer[cell] < fewest &&
            tree_outcome(tree, &place->shape, cell) == place->values) {
            fewest = layer[cell];
            best = cell;
        }
    }
    return best;
}

static void choose_tracked(struct tree *tree, const struct tree_shape *shape,
                           uint32_t cell, struct choice *choice)
{
    unsigned fewest = tree->room->layer[0][cell];
    for (unsigned told = 0; told < tree_values_of(tree, shape->tracked);
         told++) {
        for (unsigned says = 0; says < tree_words_of(tree, shape); says++) {
            struct tree_tracked part = {.told = told, .says = says};
            tree_weigh_tracked(tree, shape, &part);
            if (part.votes == cell && part.lies == fewest) {
                choice->tracked = part;
                return;
            }
        }
    }
}

static struct choice choose(struct tree *tree, const struct tree_place *place)
{
    const struct tree_shape *shape = &place->shape;
    struct choice choice = {.tracked = {.lies = 0}};
    struct tree_part parts[2];
    unsigned last;
    uint32_t cell;
    tree_parts_of(tree, shape, parts);
    last = tree_lay(tree, shape, parts);
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

static bool is_tracked(const struct tree_place *place, unsigned g)
{
    bool is = false;
    for (unsigned i = 0; i < place->shape.tracked; i++) {
        is = is || place->tracked[i] == g;
    }
    return is;
}

static void trace_tracked(struct tree *tree, const struct tree_place *place,
                          const struct choice *choice)
{
    const struct tree_shape *shape = &place->shape;
    for (unsigned i = 0; i < shape->tracked; i++) {
        unsigned told = tree_value_at(tree, choice->tracked.told, i);
        descend(tree, place, place->tracked[i], tree_beside(shape, told),
                tree_value_at(tree, choice->tracked.says, i));
    }
}

static void trace_others(struct tree *tree, const struct tree_place *place,
                         const struct choice *choice)
{
    const struct tree_shape *shape = &place->shape;
    unsigned loyal = 0, traitors = shape->loyal;
    for (unsigned g = 0; g < tree->setup->generals; g++) {
        bool lying = setup_is_traitor(tree->setup, g);
        struct tree_shape below = *shape;
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
void tree_trace(struct tree *tree, const struct tree_place *place)
{
    struct choice choice;
    if (place->shape.tracked == 0 ||
        tree_fewest_of(tree, place->shape)[place->values] == 0) {
        return; /* the duty will do */
    }
    if (tree_is_leaf(tree, &place->shape)) {
        for (unsigned i = 0; i < place->shape.tracked; i++) {
            lie(tree, place, place->tracked[i],
                tree_value_at(tree, place->values, i));
        }
        return;
    }
    choice = choose(tree, place);
    trace_tracked(tree, place, &choice);
    trace_others(tree, place, &choice);
}
