/* OM(m) evaluated from its definition alone, letter by letter. */
#include <string.h>

#include "solve/tree.h"

unsigned tree_says(const struct tree_lie *lies, uint32_t count,
                   const struct tree_lie *letter)
{
    for (uint32_t i = 0; i < count; i++) {
        /* Lengths tell "1" and "1, then general 0" apart. */
        if (lies[i].path == letter->path && lies[i].length == letter->length &&
            lies[i].to == letter->to) {
            return lies[i].order;
        }
    }
    return letter->order;
}

struct bare {
    const struct setup *setup;
    const struct tree_lie *lies;
    uint32_t count;
};

/* A path, and what the last general on it holds. */
struct node {
    path_bits path;
    unsigned length, used, last, holds;
};

static unsigned says(const struct bare *bare, const struct node *node,
                     unsigned to)
{
    struct tree_lie letter = {.path = node->path,
                              .length = (uint8_t)node->length,
                              .to = (uint8_t)to,
                              .order = (uint8_t)node->holds};
    return setup_is_traitor(bare->setup, node->last)
               ? tree_says(bare->lies, bare->count, &letter)
               : node->holds;
}

/* As deep as the tree. */
static unsigned value_of(const struct bare *bare, const struct node *node,
                         unsigned me)
{
    unsigned n = bare->setup->generals, of = n - node->length;
    unsigned votes[ORDERS_MAX] = {0};
    unsigned own = says(bare, node, me);
    if (of == 1 || node->length > bare->setup->depth) {
        return own;
    }
    votes[own]++;
    for (unsigned g = 0; g < n; g++) {
        struct node next = *node;
        if (g == me || (node->used >> g & 1) != 0) {
            continue;
        }
        next.holds = says(bare, node, g);
        next.path |= (path_bits)g << 4 * node->length;
        next.length++;
        next.used |= 1u << g;
        next.last = g;
        votes[value_of(bare, &next, me)]++;
    }
    for (unsigned o = 0; o < ORDERS_MAX; o++) {
        if (votes[o] * 2 > of) {
            return o;
        }
    }
    return ORDER_RETREAT;
}

void tree_decide(uint8_t decided[GENERALS_MAX], const struct setup *setup,
                 const struct tree_lie *lies, uint32_t count)
{
    struct bare bare = {.setup = setup, .lies = lies, .count = count};
    struct node root = {.path = setup->commander,
                        .length = 1,
                        .used = 1u << setup->commander,
                        .last = setup->commander,
                        .holds = setup->order};
    memset(decided, ORDER_NONE, GENERALS_MAX);
    for (unsigned g = 0; g < setup->generals; g++) {
        if (setup_is_traitor(setup, g)) {
            continue;
        }
        decided[g] =
            (uint8_t)(g == setup->commander ? setup->order
                                            : value_of(&bare, &root, g));
    }
}
