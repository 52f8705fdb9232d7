/* What screens, agents and exports ask of a siege under proof of work. All of
 * it looks at the world and changes nothing. Blocks are named by their numbers
 * in struct memory_work. Only for worlds whose rule is RULE_WORK. */
#ifndef RULES_WORK_H
#define RULES_WORK_H

#include <stdbool.h>
#include <stdint.h>

#include "core/world.h"

/* --- the tree of blocks --- */

/* Say whether `ancestor` is on the chain that ends with `block` (a block is on
 * its own chain). */
bool work_on_chain(const struct world *world, unsigned ancestor,
                   unsigned block);

/* The block of this height on the chain that ends with `block`.
 * Range: height at most that block's. */
unsigned work_at_height(const struct world *world, unsigned block,
                        unsigned height);

/* The last block that both chains have. */
unsigned work_fork_point(const struct world *world, unsigned a, unsigned b);

/* The order of the chain that ends with `block`: that of its lowest block that
 * names one; ORDER_NONE. */
unsigned work_order(const struct world *world, unsigned block);

/* Confirmations of that order: the block that holds it counts. 0: none. */
unsigned work_confirmations(const struct world *world, unsigned block);

/* --- what camps know (core/view.h: the same projection) --- */

/* A set of blocks: bit b % 64 of word b / 64. */
struct block_set {
    uint64_t word[BLOCKS_MAX / 64];
};
bool block_set_has(const struct block_set *set, unsigned block);

/* The blocks that the camps in `eyes` have at `minute`: those that they mined,
 * those in chains that reached them. Traitors share theirs when one of them is
 * in `eyes`. EYES_ALL: all that were found by then. */
void work_known(const struct world *world, uint16_t eyes, uint32_t minute,
                struct block_set *out);

/* The block that general g stands on at `minute`: the end of the chain that it
 * follows. A traitor's is the last one that the traitors mined or were shown
 * that is longest. */
unsigned work_tip(const struct world *world, unsigned g, uint32_t minute);

/* --- what is going on --- */

/* The block that general g builds on now, and the order that its next block
 * names (ORDER_NONE: none). */
unsigned work_base(const struct world *world, unsigned g);
unsigned work_vote(const struct world *world, unsigned g);

/* Minute before which nobody is asked and nothing arrives. */
uint32_t work_horizon(const struct world *world);

/* Nonces tried by the whole army up to a minute. */
uint64_t work_attempts(const struct world *world, uint32_t minute);

/* Power of all, and of the traitors. Units: nonces a minute. */
uint32_t work_power(const struct setup *setup);
uint32_t work_power_of_traitors(const struct setup *setup);

/* Answers to DECISION_MINE: 0 is nobody before the horizon. */
#define WORK_NOTHING UINT64_C(0)
uint64_t work_found_answer(unsigned miner, uint32_t minute, uint32_t nonce);

/* Blocks that the traitors did not send at once to all: the lies of this rule.
 */
unsigned work_withheld(const struct world *world);

/* The traitors' share of the blocks on the chain that loyal general g follows,
 * the start block left out. Units: parts in a million. */
uint32_t work_share(const struct world *world, unsigned g);

/* Say whether a loyal general obeyed another order than the one that first had
 * the required confirmations on its chain. */
bool work_undone(const struct world *world);

#endif
