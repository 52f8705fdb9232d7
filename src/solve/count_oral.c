/* Plans of OM(m) with two orders. The plans of a tree - a path, and the letters
 * that begin with it - are told apart by the set of loyal receivers who make 1
 * of it; since receivers of a kind may change places, there are as many for one
 * set as for another of its size. A tree is put together from those of its
 * receivers, vote by vote: a cell is the number of votes for 1 of each loyal
 * receiver. */
#include "solve/count_rules.h"

enum { LYING = 2 };

/* A tree: its commander holds 0 or 1, or lies; who listens. */
struct shape {
    unsigned kind, loyal, traitors;
};

static struct count_tree *tree_at(const struct count *count,
                                  const struct shape *shape)
{
    unsigned index = shape->kind * GENERALS_MAX + shape->loyal;
    return &count->room->trees[index * GENERALS_MAX + shape->traitors];
}

static unsigned receivers(const struct shape *shape)
{
    return shape->loyal + shape->traitors;
}

static bool is_leaf(const struct count *count, const struct shape *shape)
{
    unsigned round = count->setup->generals - receivers(shape);
    return receivers(shape) <= 1 || round > count->setup->depth;
}

/* Cells: base `receivers + 1` numbers, one digit a loyal receiver. */
static uint64_t cells_of(const struct shape *shape)
{
    uint64_t cells = 1;
    for (unsigned i = 0; i < shape->loyal && cells <= COUNT_CELLS; i++) {
        cells *= receivers(shape) + 1;
    }
    return cells;
}

/* What is being put together: the plans in each cell, and what the next cells
 * will be. */
struct board {
    mpz_t *now, *next;
    uint64_t cells;
    unsigned base;
};

/* The cell that a set of receivers adds: one vote each. */
static uint64_t votes_of(const struct board *board, unsigned set)
{
    uint64_t votes = 0, one = 1;
    for (; set != 0; set >>= 1, one *= board->base) {
        votes += set & 1 ? one : 0;
    }
    return votes;
}

static void turn_over(struct board *board)
{
    mpz_t *now = board->now;
    board->now = board->next;
    board->next = now;
}

/* Add the votes of one receiver's tree: it has plans[k] plans for each set of k
 * among the receivers in `among`. `own` are the votes that it adds besides. */
static void add_tree(struct board *board, mpz_t *plans, unsigned among,
                     uint64_t own)
{
    for (uint64_t cell = 0; cell < board->cells; cell++) {
        mpz_set_ui(board->next[cell], 0);
    }
    /* All subsets of `among`, the empty one last. */
    for (unsigned set = among;; set = (set - 1) & among) {
        uint64_t votes = votes_of(board, set) + own;
        mpz_t *ways = &plans[set_count(set)];
        for (uint64_t cell = 0;
             mpz_sgn(*ways) != 0 && cell + votes < board->cells; cell++) {
            if (mpz_sgn(board->now[cell]) != 0) {
                mpz_addmul(board->next[cell + votes], board->now[cell], *ways);
            }
        }
        if (set == 0) {
            break;
        }
    }
    turn_over(board);
}

/* Receivers with more than half of the votes for 1. */
static unsigned winners(const struct board *board, uint64_t cell,
                        const struct shape *shape)
{
    unsigned won = 0;
    for (unsigned i = 0; i < shape->loyal; i++) {
        won += cell % board->base * 2 > receivers(shape);
        cell /= board->base;
    }
    return won;
}

static enum status fill(struct count *count, struct shape shape);

/* The loyal receivers in `told` are told 1, the others 0: put the trees of all
 * receivers together. Traitors may be told anything, and write anything. */
static void play(const struct count *count, const struct shape *shape,
                 unsigned told, struct board *board)
{
    unsigned all = (1u << shape->loyal) - 1u;
    for (uint64_t cell = 0; cell < board->cells; cell++) {
        mpz_set_ui(board->now[cell], cell == 0);
    }
    for (unsigned i = 0; i < shape->loyal; i++) {
        struct shape below = {.kind = told >> i & 1,
                              .loyal = shape->loyal - 1,
                              .traitors = shape->traitors};
        uint64_t own = below.kind ? votes_of(board, 1u << i) : 0;
        add_tree(board, tree_at(count, &below)->plans, all & ~(1u << i), own);
    }
    for (unsigned i = 0; i < shape->traitors; i++) {
        struct shape below = {.kind = LYING,
                              .loyal = shape->loyal,
                              .traitors = shape->traitors - 1};
        add_tree(board, tree_at(count, &below)->plans, all, 0);
    }
}

/* Letters of a lying commander to traitors: each may say either. */
static unsigned free_letters(const struct shape *shape)
{
    return shape->kind == LYING ? shape->traitors : 0;
}

/* Add the plans on the board, `times` each, to the sums by number of winners.
 */
static void gather(const struct board *board, const struct shape *shape,
                   const mpz_t times, mpz_t *sums)
{
    for (uint64_t cell = 0; cell < board->cells; cell++) {
        if (mpz_sgn(board->now[cell]) != 0) {
            mpz_addmul(sums[winners(board, cell, shape)], board->now[cell],
                       times);
        }
    }
}

/* From all sets of one size to one of them: all have as many plans. */
static void share(const struct shape *shape, mpz_t *sums)
{
    mpz_t sets;
    mpz_init(sets);
    for (unsigned k = 0; k <= shape->loyal; k++) {
        mpz_bin_uiui(sets, shape->loyal, k);
        mpz_divexact(sums[k], sums[k], sets);
        mpz_mul_2exp(sums[k], sums[k], free_letters(shape));
    }
    mpz_clear(sets);
}

static void fill_leaf(const struct shape *shape, mpz_t *plans)
{
    for (unsigned k = 0; k <= shape->loyal; k++) {
        unsigned said = shape->kind == 0 ? 0 : shape->loyal;
        mpz_set_ui(plans[k], shape->kind == LYING || k == said);
        mpz_mul_2exp(plans[k], plans[k], free_letters(shape));
    }
}

static enum status fill_below(struct count *count, const struct shape *shape)
{
    enum status status = STATUS_OK;
    if (shape->loyal > 0) {
        struct shape below = *shape;
        below.loyal--;
        for (below.kind = 0; below.kind < LYING && status == STATUS_OK;
             below.kind++) {
            if (shape->kind == LYING || shape->kind == below.kind) {
                status = fill(count, below);
            }
        }
    }
    if (shape->traitors > 0 && status == STATUS_OK) {
        struct shape below = *shape;
        below.traitors--;
        below.kind = LYING;
        status = fill(count, below);
    }
    return status;
}

/* Most counts need few of the cells: memory is touched only for those. */
static void make_ready(const struct count_room *room, uint64_t cells)
{
    while (room->ready != NULL && *room->ready < cells) {
        mpz_init(room->cells[*room->ready]);
        mpz_init(room->cells[COUNT_CELLS + *room->ready]);
        ++*room->ready;
    }
}

/* A lying commander tells k of the loyal receivers 1: any k of them. */
static void fill_inner(struct count *count, const struct shape *shape,
                       mpz_t *sums)
{
    struct board board = {.now = count->room->cells,
                          .next = count->room->cells + COUNT_CELLS,
                          .cells = cells_of(shape),
                          .base = receivers(shape) + 1};
    mpz_t sets;
    make_ready(count->room, board.cells);
    mpz_init_set_ui(sets, 1);
    for (unsigned k = 0; k <= shape->loyal; k++) {
        bool said = shape->kind != LYING && k == shape->kind * shape->loyal;
        if (shape->kind == LYING) {
            mpz_bin_uiui(sets, shape->loyal, k);
        }
        if (said || shape->kind == LYING) {
            play(count, shape, (1u << k) - 1u, &board);
            gather(&board, shape, sets, sums);
        }
    }
    mpz_clear(sets);
    share(shape, sums);
}

/* As deep as the tree. */
static enum status fill(struct count *count, struct shape shape)
{
    struct count_tree *tree = tree_at(count, &shape);
    enum status status = STATUS_OK;
    if (tree->known) {
        return STATUS_OK;
    }
    if (is_leaf(count, &shape)) {
        fill_leaf(&shape, tree->plans);
    } else {
        status = fill_below(count, &shape);
        if (status == STATUS_OK && cells_of(&shape) > COUNT_CELLS) {
            diag_set(count->why,
                     "OM(%u) with %u loyal lieutenants has too many cases to "
                     "be counted",
                     count->setup->depth, shape.loyal);
            status = STATUS_LIMIT;
        }
        if (status == STATUS_OK && count->room->tick != NULL &&
            !count->room->tick(count->room->context, count->states)) {
            status = STATUS_LIMIT;
        }
        if (status == STATUS_OK) {
            fill_inner(count, &shape, tree->plans);
        }
    }
    tree->known = status == STATUS_OK;
    return status;
}

bool count_oral_fits(const struct setup *setup)
{
    return setup->orders == 2 && setup_roads_complete(setup);
}

static struct shape root_of(const struct setup *setup)
{
    bool lying = setup_is_traitor(setup, setup->commander);
    unsigned traitors = setup_traitors(setup) - lying;
    return (struct shape){.kind = lying ? LYING : setup->order,
                          .loyal = setup->generals - 1u - traitors,
                          .traitors = traitors};
}

static void sum_up(struct count *count, const struct shape *root)
{
    mpz_t *plans = tree_at(count, root)->plans;
    mpz_t sets;
    mpz_init(sets);
    mpz_set_ui(count->plans, 0);
    for (unsigned k = 0; k <= root->loyal; k++) {
        mpz_bin_uiui(sets, root->loyal, k);
        mpz_addmul(count->plans, plans[k], sets);
    }
    mpz_clear(sets);
    mpz_set(count->breaking, count->plans);
    if (root->kind != 1) {
        mpz_sub(count->breaking, count->breaking, plans[0]);
    }
    if (root->kind != 0) {
        mpz_sub(count->breaking, count->breaking, plans[root->loyal]);
    }
    if (root->loyal == 0 || !count_may_break(count)) {
        mpz_set_ui(count->breaking, 0);
    }
}

enum status count_oral_plans(struct count *count)
{
    enum { TREES = COUNT_KINDS * GENERALS_MAX * GENERALS_MAX };
    struct shape root = root_of(count->setup);
    enum status status;
    for (unsigned i = 0; i < TREES; i++) {
        count->room->trees[i].known = false;
        for (unsigned k = 0; k < GENERALS_MAX; k++) {
            mpz_init(count->room->trees[i].plans[k]);
        }
    }
    status = fill(count, root);
    if (status == STATUS_OK) {
        sum_up(count, &root);
    }
    for (unsigned i = 0; i < TREES; i++) {
        for (unsigned k = 0; k < GENERALS_MAX; k++) {
            mpz_clear(count->room->trees[i].plans[k]);
        }
    }
    return status;
}
