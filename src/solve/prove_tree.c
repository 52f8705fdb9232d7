/* OM(m) on a bare tree: letters as plain orders, votes as counts. */
#include "solve/prove_replay.h"

struct tree {
    const struct formula *formula;
    const uint8_t *value;
    unsigned generals, rounds;
    uint32_t lies;
    uint8_t who[GENERALS_MAX]; /* the path in question */
};

static bool is_on(const struct tree *tree, unsigned length, unsigned g)
{
    for (unsigned k = 0; k < length; k++) {
        if (tree->who[k] == g) {
            return true;
        }
    }
    return false;
}

/* What the last general of the path tells `to`, who is put behind it. */
static unsigned tell(struct tree *tree, unsigned length, unsigned heard,
                     unsigned to)
{
    const struct setup *setup = tree->formula->setup;
    unsigned from = tree->who[length - 1], said = ORDER_NONE;

    tree->who[length] = (uint8_t)to;
    if (setup->road[from][to] == 0) {
        return ORDER_RETREAT;
    }
    if (setup_is_traitor(setup, from)) {
        uint32_t index = paths_index(tree->generals, tree->who, length + 1);
        said = formula_says(tree->formula, tree->value, index);
    }
    return said == ORDER_NONE ? heard : said;
}

static void count_lies(struct tree *tree, unsigned length, unsigned heard)
{
    const struct setup *setup = tree->formula->setup;
    unsigned from = tree->who[length - 1];

    for (unsigned to = 0; to < tree->generals; to++) {
        if (!is_on(tree, length, to)) {
            unsigned said = tell(tree, length, heard, to);
            tree->lies += setup_is_traitor(setup, from) &&
                          setup->road[from][to] > 0 && said != heard;
            if (length < tree->rounds) {
                count_lies(tree, length + 1, said);
            }
        }
    }
}

static unsigned winner(const unsigned *votes, unsigned of)
{
    for (unsigned o = 0; o < ORDERS_MAX; o++) {
        if (2 * votes[o] > of) {
            return o;
        }
    }
    return ORDER_RETREAT;
}

/* What `reader` takes the last general of the path to have said. */
static unsigned read_tree(struct tree *tree, unsigned length, unsigned heard,
                          unsigned reader)
{
    unsigned votes[ORDERS_MAX] = {0}, count = 1;
    unsigned direct = tell(tree, length, heard, reader);

    if (length == tree->rounds) {
        return direct;
    }
    votes[direct]++;
    for (unsigned g = 0; g < tree->generals; g++) {
        if (g != reader && !is_on(tree, length, g)) {
            unsigned said = tell(tree, length, heard, g);
            votes[read_tree(tree, length + 1, said, reader)]++;
            count++;
        }
    }
    return winner(votes, count);
}

static uint8_t judge(const struct setup *setup, const unsigned *decided)
{
    bool treason = setup_is_traitor(setup, setup->commander);
    unsigned common = ORDER_NONE, breaks = 0;

    for (unsigned g = 0; g < setup->generals; g++) {
        if (setup_is_traitor(setup, g)) {
            continue;
        }
        if (common != ORDER_NONE && decided[g] != common) {
            breaks |= PROVE_IC1;
        }
        if (!treason && decided[g] != setup->order) {
            breaks |= PROVE_IC2;
        }
        common = decided[g];
    }
    return (uint8_t)breaks;
}

void replay_on_tree(struct prove_result *out, const struct formula *formula,
                    const uint8_t *value)
{
    const struct setup *setup = formula->setup;
    struct tree tree = {.formula = formula,
                        .value = value,
                        .generals = setup->generals,
                        .rounds = setup->depth + 1u};
    unsigned decided[GENERALS_MAX];

    if (tree.rounds > setup->generals - 1u) {
        tree.rounds = setup->generals - 1u;
    }
    tree.who[0] = setup->commander;
    for (unsigned g = 0; g < setup->generals; g++) {
        decided[g] = g == setup->commander
                         ? setup->order
                         : read_tree(&tree, 1, setup->order, g);
    }
    count_lies(&tree, 1, setup->order);
    out->breaks = judge(setup, decided);
    out->lies = tree.lies;
    out->means = PROVE_BY_TREE;
}
