/* The loyal receivers of one tree of OM(m) while the trees of its receivers are
 * put together: how many plans there are for each state of all of them. Since
 * receivers of a kind may change places, a state is a multiset. Private to this
 * room; knows nothing of shapes.
 *
 * A receiver is a number: four bits for its votes for each order but the
 * default, and in the uppermost four whose tree is still to be added: 1 + what
 * it was told, or 0. The weight of a case is the number of plans of all the
 * ways to give its numbers to the receivers. */
#ifndef SOLVE_COUNT_BOARD_H
#define SOLVE_COUNT_BOARD_H

#include "solve/count_rules.h"

struct board {
    struct count *count;
    unsigned orders, loyal; /* receivers: numbers of a case */
    unsigned half;          /* which half of cases and weights is the present */
    uint32_t cases[2];      /* in use */
    bool full, stopped;     /* no room; the tick said no: what is on it is of
                               no use, both times */
};

/* How often each order is made of something. */
struct counts {
    uint8_t of[ORDERS_MAX];
};

/* Begin with the one case in which so many receivers were told each order. */
void board_begin(struct board *board, const struct counts *told);

/* Add the tree of one receiver who was told `told` and has none yet, or of a
 * traitor (ORDER_NONE): it has plans[board_rank(counts)] plans in which each of
 * a certain so many of the others make each order of it. */
void board_add(struct board *board, unsigned told, mpz_t *plans);

/* Add the trees of all `many` receivers who were told this: all others make
 * that of each, in `plans` ways. */
void board_add_all(struct board *board, unsigned told, unsigned many,
                   mpz_srcptr plans);

/* Add all weights, `times` each, to the sums by rank: what the receivers make
 * of it when more than half of `of` votes count. */
void board_gather(const struct board *board, unsigned of, mpz_srcptr times,
                  mpz_t *sums);

/* Counts of `of` things by order are numbered from 0: how many there are; the
 * number of some; step to the next ones, false after the last. The first are
 * {of, 0, 0 ..}. */
uint32_t board_ranks(unsigned orders, unsigned of);
uint32_t board_rank(unsigned orders, const struct counts *counts);
bool board_next(unsigned orders, struct counts *counts);

/* In how many ways things can be given these counts. */
uint64_t board_ways(unsigned orders, const struct counts *counts);

#endif
