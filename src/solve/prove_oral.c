/* OM(m) as a circuit.
 *
 * Inputs: what each letter of a traitor says, if it can reach a general in
 * question. A general in question reads, for every path of generals, what its
 * last one tells him directly, and what the others tell him that this one told
 * them; each such vote is a majority gate, from the leaves of the tree of
 * paths upwards. Gates: one vote for each path of at most m generals that
 * could end at him.
 *
 * Symmetry. Let s exchange two loyal lieutenants a and b and leave everybody
 * else. If every road that exists is led by s to one that exists, then s leads
 * OM(m) to itself: a letter's path p to s(p), since who passes on what to whom
 * depends on the path's distinct generals, the roads and nobody's number; a
 * vote to a vote, since a majority does not look at the order of its votes. So
 * if plan P makes general g decide d, then the plan s(P), which has letter
 * s(p) say what P has p say, makes s(g) decide d, with as many lies. Such
 * exchanges divide the loyal lieutenants into kinds, and every permutation
 * within the kinds is made of them. So if any general disobeys in some plan,
 * the first one of its kind does in some plan; and if any two differ, the first
 * ones of their kinds do, or the first two of their kind. Only those are in
 * the circuit.
 *
 * Why mergings suffice within the bound. Where the last general of a path is
 * loyal, all read the same from him, and where loyal ones outnumber the
 * traitors among the votes the vote is that very literal, as a decision
 * diagram finds by itself; where he is a traitor, each loyal general counts
 * the same literals, sorted. It is Lamport's proof, found gate by gate. */
#include "solve/prove_formula.h"

/* Who passed something on, the commander first. */
struct path {
    unsigned length;
    uint32_t used;   /* bit g: general g is on it */
    uint32_t within; /* its number among paths of its length */
    uint8_t last;
};

struct tree {
    struct formula *formula;
    unsigned generals, rounds;
    uint32_t before[GENERALS_MAX + 1]; /* letters of the rounds before r */
};

static bool has_road(const struct setup *setup, unsigned a, unsigned b)
{
    return setup->road[a][b] > 0;
}

/* Generals a and b may change places. */
static bool alike(const struct setup *setup, unsigned a, unsigned b)
{
    bool same = a != setup->commander && b != setup->commander &&
                !setup_is_traitor(setup, a) && !setup_is_traitor(setup, b) &&
                has_road(setup, a, b) == has_road(setup, b, a);

    for (unsigned x = 0; x < setup->generals; x++) {
        if (x != a && x != b) {
            same = same && has_road(setup, a, x) == has_road(setup, b, x) &&
                   has_road(setup, x, a) == has_road(setup, x, b);
        }
    }
    return same;
}

static struct path extend(const struct tree *tree, const struct path *path,
                          unsigned to)
{
    struct path longer = *path;
    uint32_t rank = 0;

    for (unsigned g = 0; g < to; g++) {
        rank += (path->used >> g & 1) == 0;
    }
    longer.within = path->within * (tree->generals - path->length) + rank;
    longer.used |= 1u << to;
    longer.last = (uint8_t)to;
    longer.length++;
    return longer;
}

/* What the last general of `path`, who heard `heard`, tells the last one of
 * `longer`. Between traitors it matters only to what their later duty is. */
static struct value say(const struct tree *tree, const struct path *path,
                        const struct value *heard, const struct path *longer)
{
    const struct setup *setup = tree->formula->setup;
    uint32_t index = tree->before[path->length] + longer->within;

    if (!has_road(setup, path->last, longer->last)) {
        return formula_order(tree->formula, ORDER_RETREAT);
    }
    if (!setup_is_traitor(setup, path->last) ||
        (setup_is_traitor(setup, longer->last) && !tree->formula->lies)) {
        return *heard;
    }
    return formula_letter(tree->formula, index, heard);
}

/* More than half of the votes, order by order. */
static struct value majority(struct formula *formula, const struct value *votes,
                             unsigned count)
{
    struct value value = {{0}};
    int here[VOTES_MAX];

    for (unsigned o = 1; o < formula->setup->orders; o++) {
        for (unsigned i = 0; i < count; i++) {
            here[i] = votes[i].is[o];
        }
        value.is[o] =
            circuit_votes(&formula->circuit, here, count, count / 2 + 1);
    }
    return value;
}

/* What general `to` takes the last general of `path` to have said, who heard
 * `heard`. The recursion is as deep as there are rounds. */
static struct value believe(const struct tree *tree, const struct path *path,
                            const struct value *heard, unsigned to)
{
    struct path longer = extend(tree, path, to);
    struct value votes[GENERALS_MAX];
    unsigned count = 1;

    votes[0] = say(tree, path, heard, &longer);
    if (path->length == tree->rounds || !formula_goes_on(tree->formula)) {
        return votes[0];
    }
    for (unsigned g = 0; g < tree->generals; g++) {
        struct value told;

        if (g != to && (path->used >> g & 1) == 0) {
            longer = extend(tree, path, g);
            told = say(tree, path, heard, &longer);
            votes[count++] = believe(tree, &longer, &told, to);
        }
    }
    return majority(tree->formula, votes, count);
}

/* How many loyal lieutenants before g could take its place. */
static unsigned alike_before(const struct setup *setup, unsigned g)
{
    unsigned count = 0;

    for (unsigned h = 0; h < g; h++) {
        count += alike(setup, h, g);
    }
    return count;
}

void formula_oral(struct formula *formula)
{
    const struct setup *setup = formula->setup;
    struct value order = formula_order(formula, setup->order);
    struct path start = {
        .length = 1, .used = 1u << setup->commander, .last = setup->commander};
    struct tree tree = {.formula = formula, .generals = setup->generals};
    unsigned of_a_kind = setup_is_traitor(setup, setup->commander) ? 2 : 1;

    tree.rounds = setup->depth + 1u;
    if (tree.rounds > setup->generals - 1u) {
        tree.rounds = setup->generals - 1u;
    }
    for (unsigned r = 1; r <= tree.rounds; r++) {
        tree.before[r] = paths_before_round(setup->generals, r);
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        if (g != setup->commander && !setup_is_traitor(setup, g) &&
            alike_before(setup, g) < of_a_kind) {
            formula->decision[g] = believe(&tree, &start, &order, g);
            formula->decides |= (uint16_t)(1u << g);
        }
    }
}
