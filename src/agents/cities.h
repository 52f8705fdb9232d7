/* The built-in cities: which messenger is captured, and, without a clock, what
 * happens next. Pure functions of the question, the world and the seed. A city
 * sees everything: letters, values, coins. Private to this room. */
#ifndef AGENTS_CITIES_H
#define AGENTS_CITIES_H

#include "agents/agent.h"

/* Answer the city's open question.
 *
 * Captures: `fifo` captures nobody, `random` answers at random, `greedy`
 * captures everybody, `delay` only those who ride in the last round (acks: the
 * last leg, so that one general attacks alone; relay: to the last general; oral
 * and signed: round m + 1; proof of work, which has none: everybody).
 *
 * Without a clock `fifo` lets the oldest letter arrive, `random` any of those
 * that may, `greedy` captures whom it can and else lets the newest arrive. None
 * of them makes a general fall or time out while a letter may arrive. `delay`
 * keeps the generals undecided as long as it can:
 * vote, coin: letters that can no longer matter come at once, so none is held
 *   back for ever; then the generals furthest behind are served, so that all
 *   coins of a phase have been seen before the next one; a report is chosen so
 *   that no value gets a majority, a proposal so that few hold a value.
 * vote: as the missing coin is always 1, it lets exactly one general see a
 *   majority of zeros, while there is one, and just as many hear of its
 *   proposal as keep that majority for the next phase. From 001 that never
 *   ends.
 * pbft: newest first, and whoever is one commit short of deciding times out,
 *   as long as f + 2 view changes are left to bring it to its end. */
uint64_t cities_answer(const struct agents *agents, const struct world *world,
                       const struct decision *decision);

#endif
