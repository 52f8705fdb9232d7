/* What a loyal player can do in each own view: the answers that are good in
 * every siege that looks the same. Private to this room. */
#ifndef SOLVE_VIEWS_H
#define SOLVE_VIEWS_H

#include <stdbool.h>
#include <stdint.h>

#include "solve/plans.h"

/* Which of the player's sequences of answers reach the goal in one siege, in
 * the order in which they are tried. */
struct views_good {
    uint64_t bits[PLANS_SEQUENCES_MAX / 64];
    uint32_t sequences;
};

struct views {
    const struct plans_room *room;
    size_t used; /* slots */
    size_t words;
};

/* Empty the table. */
void views_clear(struct views *views, const struct plans_room *room);

/* Meet one more siege in which the player sees this. Sets *left to whether a
 * sequence remains that is good in all of them.
 * Fails: STATUS_MEMORY; STATUS_SETUP when the same view offers other answers
 * than before. */
STRATEGOS_CHECKED enum status
views_meet(struct views *views, const struct world *world, unsigned player,
           const struct views_good *good, bool *left);

#endif
