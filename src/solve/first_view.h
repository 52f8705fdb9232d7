/* One view of pbft, decided by numbers of letters. Plays nothing itself: what
 * it says breaks something is to be played (solve/search.c). */
#ifndef SOLVE_FIRST_VIEW_H
#define SOLVE_FIRST_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/world.h"

/* The plan with the fewest lies that has two orders decided in the first view:
 * the first of the loyal replicas are pre-prepared another order, the rest gets
 * the primary's duty. */
struct first_view {
    uint64_t cells; /* numbers looked at */
    uint32_t lies;  /* broken: the fewest */
    bool broken;
    uint8_t order;    /* the other one */
    uint8_t accepted; /* loyal replicas that are pre-prepared it */
    uint8_t prepared; /* the first of them that get a certificate; the very
                         first decides */
};

/* Say whether the first view of this siege can be decided so: pbft with all
 * roads, nobody captured, no deadline. */
bool first_view_fits(const struct setup *setup);

/* Decide it. Range: first_view_fits; breaks: BREAKS_ (solve/witness.h). */
void first_view_solve(struct first_view *out, const struct setup *setup,
                      unsigned breaks);

/* What the plan answers to the open question to a traitor; after the first view
 * the duty. Range: plan->broken. */
uint64_t first_view_answer(const struct first_view *plan,
                           const struct world *world);

#endif
