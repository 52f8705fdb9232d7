/* The points of one minute in all runs that are possible, for the model check
 * of solve/knowledge.c. Private to this room. */
#ifndef SOLVE_POINTS_H
#define SOLVE_POINTS_H

#include "solve/knowledge.h"

/* What is being gathered, and with what. Runs and views are told apart by
 * digests of 64 bits. */
struct points {
    const struct knowledge_room *room;
    const struct knowledge_query *query;
    struct diag *why;
    size_t seen, points, groups; /* used */
    enum status status;
};

/* Refuse a rule without watch bells. */
STRATEGOS_CHECKED enum status points_check(const struct setup *setup,
                                           struct diag *why);

/* The order to attack of the runs in which one is given. */
unsigned points_attack(const struct setup *setup);

/* Find all points and number what looks alike.
 * Fails: STATUS_SETUP, STATUS_FULL; all->status is the same. */
STRATEGOS_CHECKED enum status points_gather(struct points *all);

/* Digest of what general g has seen by the minute of the query. Returns false
 * when there is too much. */
bool points_view(struct points *all, const struct world *world, unsigned g,
                 uint64_t *out);

/* Say whether nothing that is still open in `world` shows at this minute. */
bool points_shown(const struct world *world, const struct decision *asked,
                  uint32_t minute);

/* The answer of a loyal general who is asked before the letters are written. */
uint64_t points_loyal(const struct world *world, const struct decision *asked,
                      unsigned demanded);

/* Say whether answer i may come at all: some chances are 0. */
bool points_possible(const struct world *world, const struct decision *asked,
                     uint32_t i);

/* Answer; false, with all->status, when the answer is refused. */
bool points_apply(struct points *all, struct world *world, uint32_t cursor,
                  uint64_t answer);

#endif
