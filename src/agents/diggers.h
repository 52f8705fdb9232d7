/* The built-in traitors of proof of work. They share one ledger, so they act
 * as one; each function answers the question open in `world`. A question of
 * another kind gets the duty. Private to this room. */
#ifndef AGENTS_DIGGERS_H
#define AGENTS_DIGGERS_H

#include <stdint.h>

#include "core/world.h"

/* Double spend: build in secret on the start block, naming another order than
 * the commander's; show it to all once it is longer than what is known of the
 * others and their order has its confirmations, or at the last moment.
 * Source: Nakamoto 2008, section 11. */
uint64_t diggers_withhold(const struct world *world,
                          const struct decision *decision);

/* Selfish mining: keep blocks back, and show just as many as it takes to make
 * the others' blocks worthless; at the last moment all. Source: Eyal and Sirer
 * 2014, algorithm 1. */
uint64_t diggers_selfish(const struct world *world,
                         const struct decision *decision);

/* Show one loyal general a chain of another order, and nobody else; it works
 * where scouts keep the others' letters from him. */
uint64_t diggers_eclipse(const struct world *world,
                         const struct decision *decision);

/* Do the duty in everything, and send invalid blocks all the time. */
uint64_t diggers_flood(const struct world *world,
                       const struct decision *decision);

/* Keep every block back. */
uint64_t diggers_silent(const struct world *world,
                        const struct decision *decision);

/* Name another order wherever a chain names none. */
uint64_t diggers_opposite(const struct world *world,
                          const struct decision *decision);

/* Show blocks to the first half of the loyal generals only, and name for them
 * the commander's order. */
uint64_t diggers_split(const struct world *world,
                       const struct decision *decision);

/* The loyal general whom `eclipse` cuts off: the last one but the commander,
 * or NO_GENERAL. */
unsigned diggers_victim(const struct setup *setup);

#endif
