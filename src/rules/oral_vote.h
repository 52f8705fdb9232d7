/* How OM(m) turns letters into values: majorities from the leaves of the
 * tree of paths upwards. For rules/oral.c only; writes no letter. */
#ifndef RULES_ORAL_VOTE_H
#define RULES_ORAL_VOTE_H

#include "core/memory.h"

/* The order with more than half of `of` votes, or the default. */
uint8_t oral_majority(const uint16_t votes[ORDERS_MAX], unsigned of);

/* Fill values[i] with what the receiver of letter i takes the path of letter i
 * to have said, for all letters of rounds 1 .. `rounds`.
 * Range: all these rounds have been written. */
void oral_fold(const struct memory_oral *oral, unsigned generals,
               unsigned rounds, uint8_t values[LETTERS_MAX]);

#endif
