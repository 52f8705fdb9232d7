/* How ledgers change under proof of work: blocks, letters, what generals
 * learn. Asks nothing and answers nothing. Private to the rule `work`. */
#ifndef RULES_WORK_LEDGER_H
#define RULES_WORK_LEDGER_H

#include "rules/rules.h"
#include "rules/work.h"

/* Begin with the start block, which everybody has. Clears the whole memory. */
void ledger_start(struct world *world);

/* General `miner` has found a block with this nonce at this minute, on what it
 * builds on. Returns its number. */
unsigned ledger_found(struct world *world, unsigned miner, uint32_t minute,
                      uint32_t nonce, struct event_log *log);

/* Write a letter: a chain up to `block`, or the commander's `order` with
 * NO_BLOCK. `flags`: WORK_DUE, WORK_SILENT. Returns its slot. */
struct work_letter *ledger_write(struct world *world, unsigned from,
                                 unsigned to, unsigned block, unsigned order,
                                 unsigned flags, struct event_log *log);

/* The letter's messenger reaches the camp. Returns whether the receiver
 * learned of a block that it did not have. */
bool ledger_arrive(struct world *world, uint32_t index, struct event_log *log);

/* General g follows the chain that ends with `block` from now on. */
void ledger_follow(struct world *world, unsigned g, unsigned block,
                   struct event_log *log);

/* Ends of the chains that general g knows: the k-th of them, from 0, in the
 * order of their numbers, or NO_BLOCK. */
unsigned ledger_leaf(const struct world *world, unsigned g, unsigned k);

/* The first traitor, or NO_GENERAL: traitors share one ledger. */
unsigned ledger_pool(const struct setup *setup);

#endif
