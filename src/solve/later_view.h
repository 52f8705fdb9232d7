/* A plan against pbft whose first primary is loyal: two orders in two views. It
 * is tried, not argued: only a siege that it is seen to break is told of, and
 * it need not have the fewest lies (solve/search.c). */
#ifndef SOLVE_LATER_VIEW_H
#define SOLVE_LATER_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/world.h"

struct later_view {
    uint8_t lead;  /* the first view that a traitor leads */
    uint8_t apart; /* loyal replicas, the first in number, that are kept from
                      deciding in the first view */
    uint8_t order; /* what they are to decide in view `lead` */
};

/* Say whether there is something to be tried; `out` is the plan. */
bool later_view_plan(struct later_view *out, const struct setup *setup,
                     unsigned breaks);

/* What the plan answers to the open question to a traitor. */
uint64_t later_view_answer(const struct later_view *plan,
                           const struct world *world);

#endif
