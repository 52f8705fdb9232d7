/* How OM(m) turns letters into values: majorities from the leaves of the
 * tree of paths upwards. For rules/oral.c only; writes no letter. */
#ifndef RULES_ORAL_VOTE_H
#define RULES_ORAL_VOTE_H

#include "core/memory.h"

/* The last round that has letters; rounds beyond n - 1 are empty. */
unsigned oral_last_round(const struct setup *setup);

/* The place of lieutenant g among the letters of round 1. */
unsigned oral_rank(const struct setup *setup, unsigned g);

/* Letters, and room to read a word of 16 from any of them on. */
enum { ORAL_WORD = 16, ORAL_VALUES = LETTERS_MAX + ORAL_WORD };

/* The order with more than half of `of` votes, or the default. */
uint8_t oral_majority(const uint16_t votes[ORDERS_MAX], unsigned of);

/* Fill values[i] with what the receiver of letter i takes the path of letter i
 * to have said, for all letters of rounds 1 .. `rounds`.
 * Range: all these rounds have been written. */
void oral_fold(const struct memory_oral *oral, unsigned generals,
               unsigned rounds, uint8_t values[ORAL_VALUES]);

#endif
