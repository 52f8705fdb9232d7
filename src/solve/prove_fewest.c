/* The fewest lies: a totalizer counts them, and the bound is halved.
 *
 * A totalizer is a tree of adders over numbers in unary: output i of a node is
 * true if at least i + 1 of the literals below it are. Only this direction is
 * written, and only up to the count that was reached already.
 * Source: Bailleux and Boufkhad 2003. */
#include "solve/prove_solver.h"

#include <stdlib.h>

struct counter {
    struct solver *solver;
    unsigned most; /* outputs of a node */
};

/* If `i` of the left and `j` of the right are true, so many of both are. */
static void add_one(const struct counter *counter, const struct list *left,
                    size_t i, const struct list *right, size_t j, int both)
{
    int a = i > 0 ? -left->item[i - 1] : 0;
    int b = j > 0 ? -right->item[j - 1] : 0;

    solver_clause(counter->solver, both, a != 0 ? a : b, a != 0 ? b : 0);
}

/* Set the items of `out` to the numbers of left and right together. */
static void add_up(const struct counter *counter, const struct list *left,
                   const struct list *right, struct list *out)
{
    for (size_t k = 0; k < out->count; k++) {
        out->item[k] = solver_variable(counter->solver);
        for (size_t i = 0; i <= k + 1 && i <= left->count; i++) {
            if (k + 1 - i <= right->count) {
                add_one(counter, left, i, right, k + 1 - i, out->item[k]);
            }
        }
    }
}

/* Count literals[0..count-1]. Returns an empty list when memory ran out. The
 * recursion is as deep as the logarithm of the count. */
static struct list count_up(const struct counter *counter, const int *literals,
                            size_t count)
{
    struct list left = {0}, right = {0}, out = {0};
    size_t half = count / 2;

    out.count = count < counter->most ? count : counter->most;
    out.item = calloc(out.count, sizeof *out.item);
    if (out.item != NULL && count == 1) {
        out.item[0] = literals[0];
    } else if (out.item != NULL) {
        left = count_up(counter, literals, half);
        right = count_up(counter, literals + half, count - half);
        if (left.item != NULL && right.item != NULL) {
            add_up(counter, &left, &right, &out);
        }
    }
    if (out.item == NULL ||
        (count > 1 && (left.item == NULL || right.item == NULL))) {
        counter->solver->failed = true;
    }
    free(left.item);
    free(right.item);
    return out;
}

static uint32_t lies_of(const struct solver *solver)
{
    const struct list *lie = &solver->formula->lie;
    uint32_t count = 0;

    for (size_t i = 0; i < lie->count; i++) {
        count += circuit_value(solver->value, lie->item[i]);
    }
    return count;
}

/* Between `least`, not ruled out, and what the model has. */
static enum answer halve(struct solver *solver, const struct list *counted,
                         uint32_t *least)
{
    uint32_t most = lies_of(solver);

    while (*least < most) {
        uint32_t middle = *least + (most - *least) / 2; /* at most this many */
        enum answer answer = solver_ask(solver, -counted->item[middle]);

        if (answer == ANSWER_NONE) {
            return ANSWER_NONE;
        }
        if (answer == ANSWER_YES) {
            most = lies_of(solver);
        } else {
            *least = middle + 1;
        }
    }
    return ANSWER_YES;
}

enum answer solver_fewest(struct solver *solver, uint32_t *least)
{
    struct counter counter = {.solver = solver, .most = lies_of(solver)};
    const struct list *lie = &solver->formula->lie;
    struct list counted;
    enum answer answer;

    *least = 0;
    if (counter.most == 0) {
        return ANSWER_YES;
    }
    counted = count_up(&counter, lie->item, lie->count);
    answer = solver->failed ? ANSWER_NONE : halve(solver, &counted, least);
    free(counted.item);
    return answer;
}
