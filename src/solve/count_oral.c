/* Plans of OM(m). The plans of a tree - a path, and the letters that begin with
 * it - are told apart by how many loyal receivers make which order of it; since
 * receivers of a kind may change places, there are as many for one choice of
 * these receivers as for another. A tree is put together from those of its
 * receivers (count_board.h): of a loyal one's tree mostly all others make the
 * same, which moves all votes by one; then that costs nothing. */
#include "solve/count_board.h"

/* A tree: its commander holds an order, or lies; who listens. */
struct shape {
    unsigned kind, loyal, traitors;
};

static unsigned lying(const struct count *count)
{
    return count->setup->orders;
}

static struct count_tree *tree_at(const struct count *count,
                                  const struct shape *shape)
{
    unsigned index = shape->kind * GENERALS_MAX + shape->loyal;
    return &count->room->trees[index * GENERALS_MAX + shape->traitors];
}

static mpz_t *plans_of(const struct count *count, const struct shape *shape)
{
    return count->room->plans + tree_at(count, shape)->first;
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

/* The counts when all make the same of it. */
static struct counts all_of(unsigned loyal, unsigned order)
{
    struct counts counts = {{0}};
    counts.of[order] = (uint8_t)loyal;
    return counts;
}

static struct shape below_loyal(const struct shape *shape, unsigned told)
{
    return (struct shape){
        .kind = told, .loyal = shape->loyal - 1, .traitors = shape->traitors};
}

static struct shape below_traitor(const struct count *count,
                                  const struct shape *shape)
{
    return (struct shape){.kind = lying(count),
                          .loyal = shape->loyal,
                          .traitors = shape->traitors - 1};
}

/* ---- One tree ------------------------------------------------------------ */

/* Say whether all receivers make of a loyal commander's tree what he was told,
 * in every plan. */
static bool is_certain(const struct count *count, const struct shape *shape)
{
    unsigned orders = count->setup->orders;
    struct counts all = all_of(shape->loyal, shape->kind);
    uint32_t said = board_rank(orders, &all);
    for (uint32_t i = 0; i < board_ranks(orders, shape->loyal); i++) {
        if (i != said && mpz_sgn(plans_of(count, shape)[i]) != 0) {
            return false;
        }
    }
    return true;
}

static enum status look_up(struct count *count, const struct board *board)
{
    if (board->full) {
        diag_set(count->why,
                 "OM(%u) with %u loyal lieutenants has more than %d cases of a "
                 "vote; that is too much to be counted",
                 count->setup->depth, board->loyal, (int)COUNT_CASES);
        return STATUS_LIMIT;
    }
    if (board->stopped ||
        (count->room->tick != NULL &&
         !count->room->tick(count->room->context, count->states))) {
        return STATUS_LIMIT;
    }
    return STATUS_OK;
}

/* So many of the loyal receivers were told each order: put the trees of all
 * receivers together. Traitors may be told anything, and write anything. */
static enum status play(struct count *count, const struct shape *shape,
                        const struct counts *told, struct board *board)
{
    enum status status = STATUS_OK;
    struct shape below;
    board_begin(board, told);
    for (unsigned o = 0; o < board->orders && status == STATUS_OK; o++) {
        unsigned many = told->of[o];
        if (many == 0) {
            continue;
        }
        below = below_loyal(shape, o);
        if (is_certain(count, &below)) {
            struct counts all = all_of(below.loyal, o);
            uint32_t said = board_rank(board->orders, &all);
            board_add_all(board, o, many, plans_of(count, &below)[said]);
            status = look_up(count, board);
            continue;
        }
        for (; many > 0 && status == STATUS_OK; many--) {
            board_add(board, o, plans_of(count, &below));
            status = look_up(count, board);
        }
    }
    for (unsigned i = 0; i < shape->traitors && status == STATUS_OK; i++) {
        below = below_traitor(count, shape);
        board_add(board, ORDER_NONE, plans_of(count, &below));
        status = look_up(count, board);
    }
    return status;
}

/* Letters of a lying commander to traitors: each may say anything. */
static void times_free(const struct count *count, const struct shape *shape,
                       mpz_t plans)
{
    for (unsigned i = 0; shape->kind == lying(count) && i < shape->traitors;
         i++) {
        mpz_mul_ui(plans, plans, count->setup->orders);
    }
}

/* From all choices of receivers to one of them: all have as many plans. */
static void share(const struct count *count, const struct shape *shape,
                  mpz_t *sums)
{
    unsigned orders = count->setup->orders;
    struct counts counts = all_of(shape->loyal, 0);
    do {
        mpz_ptr sum = sums[board_rank(orders, &counts)];
        mpz_divexact_ui(sum, sum, board_ways(orders, &counts));
        times_free(count, shape, sum);
    } while (board_next(orders, &counts));
}

static void fill_leaf(const struct count *count, const struct shape *shape,
                      mpz_t *plans)
{
    unsigned orders = count->setup->orders;
    struct counts counts = all_of(shape->loyal, 0);
    do {
        mpz_ptr some = plans[board_rank(orders, &counts)];
        bool said = shape->kind == lying(count) ||
                    counts.of[shape->kind] == shape->loyal;
        mpz_set_ui(some, said);
        times_free(count, shape, some);
    } while (board_next(orders, &counts));
}

/* A lying commander tells any so many of the loyal receivers each order. */
static enum status fill_inner(struct count *count, const struct shape *shape,
                              mpz_t *sums)
{
    struct board board = {
        .count = count, .orders = count->setup->orders, .loyal = shape->loyal};
    struct counts told = all_of(shape->loyal, 0);
    enum status status = STATUS_OK;
    mpz_t times;
    mpz_init(times);
    do {
        bool said =
            shape->kind == lying(count) || told.of[shape->kind] == shape->loyal;
        if (!said) {
            continue;
        }
        status = play(count, shape, &told, &board);
        if (status == STATUS_OK) {
            mpz_set_ui(times, shape->kind == lying(count)
                                  ? board_ways(board.orders, &told)
                                  : 1);
            board_gather(&board, receivers(shape), times, sums);
        }
    } while (status == STATUS_OK && board_next(board.orders, &told));
    mpz_clear(times);
    if (status == STATUS_OK) {
        share(count, shape, sums);
    }
    return status;
}

/* ---- All of them --------------------------------------------------------- */

static enum status fill(struct count *count, struct shape shape);

static enum status fill_below(struct count *count, const struct shape *shape)
{
    enum status status = STATUS_OK;
    for (unsigned o = 0; shape->loyal > 0 && o < lying(count); o++) {
        if (status == STATUS_OK &&
            (shape->kind == lying(count) || shape->kind == o)) {
            status = fill(count, below_loyal(shape, o));
        }
    }
    if (shape->traitors > 0 && status == STATUS_OK) {
        status = fill(count, below_traitor(count, shape));
    }
    return status;
}

/* Room for the numbers of a tree. */
static enum status open_tree(struct count *count, const struct shape *shape)
{
    uint32_t ranks = board_ranks(count->setup->orders, shape->loyal);
    if (ranks > COUNT_PLANS - count->used) {
        diag_set(count->why,
                 "with %u orders and %u loyal lieutenants there are too many "
                 "outcomes to be counted",
                 count->setup->orders, shape->loyal);
        return STATUS_LIMIT;
    }
    tree_at(count, shape)->first = count->used;
    for (uint32_t i = count->used; i < count->used + ranks; i++) {
        if (i == count->room->ready->plans) {
            mpz_init(count->room->plans[i]);
            count->room->ready->plans++;
        }
        mpz_set_ui(count->room->plans[i], 0);
    }
    count->used += ranks;
    return STATUS_OK;
}

/* As deep as the tree. */
static enum status fill(struct count *count, struct shape shape)
{
    struct count_tree *tree = tree_at(count, &shape);
    bool leaf = is_leaf(count, &shape);
    enum status status = STATUS_OK;
    if (tree->known) {
        return STATUS_OK;
    }
    if (!leaf) {
        status = fill_below(count, &shape);
    }
    if (status == STATUS_OK) {
        status = open_tree(count, &shape);
    }
    if (status == STATUS_OK && leaf) {
        fill_leaf(count, &shape, plans_of(count, &shape));
    } else if (status == STATUS_OK) {
        status = fill_inner(count, &shape, plans_of(count, &shape));
    }
    tree->known = status == STATUS_OK;
    return status;
}

bool count_oral_fits(const struct setup *setup)
{
    return setup_roads_complete(setup);
}

static struct shape root_of(const struct count *count)
{
    const struct setup *setup = count->setup;
    bool treason = setup_is_traitor(setup, setup->commander);
    unsigned traitors = setup_traitors(setup) - treason;
    return (struct shape){.kind = treason ? lying(count) : setup->order,
                          .loyal = setup->generals - 1u - traitors,
                          .traitors = traitors};
}

/* A plan does not break it in which all make the same of it, and under a loyal
 * commander his order. */
static void sum_up(struct count *count, const struct shape *root)
{
    unsigned orders = count->setup->orders;
    mpz_t *plans = plans_of(count, root);
    struct counts counts = all_of(root->loyal, 0);
    mpz_set_ui(count->plans, 0);
    do {
        mpz_addmul_ui(count->plans, plans[board_rank(orders, &counts)],
                      board_ways(orders, &counts));
    } while (board_next(orders, &counts));
    mpz_set(count->breaking, count->plans);
    for (unsigned o = 0; o < orders; o++) {
        if (root->kind == lying(count) || root->kind == o) {
            counts = all_of(root->loyal, o);
            mpz_sub(count->breaking, count->breaking,
                    plans[board_rank(orders, &counts)]);
        }
    }
    if (root->loyal == 0 || !count_may_break(count)) {
        mpz_set_ui(count->breaking, 0);
    }
}

enum status count_oral_plans(struct count *count)
{
    struct shape root = root_of(count);
    enum status status;
    for (unsigned i = 0; i < COUNT_TREES; i++) {
        count->room->trees[i].known = false;
    }
    count->used = 0;
    status = fill(count, root);
    if (status == STATUS_OK) {
        sum_up(count, &root);
    }
    return status;
}
