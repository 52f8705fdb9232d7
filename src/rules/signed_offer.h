/* What the traitors could send in a round of SM(m). For
 * rules/signed_round.c only.
 *
 * The traitors share their keys and every letter that reached one of them.
 * They can make a letter whose chain ends with a traitor if each loyal seal on
 * it is theirs to use: the chain up to its last loyal signer is the beginning
 * of a letter with this order that reached a traitor (whoever holds a letter
 * may cut off its last seals). Without a loyal signer nothing is needed, but
 * then the commander is one of them. */
#ifndef RULES_SIGNED_OFFER_H
#define RULES_SIGNED_OFFER_H

#include "core/world.h"

/* Append what the traitors could send in the present round, having received
 * letters 0 .. end-1, of which `last` and later came in the last round. Sets
 * memory.forgeable. The order is that of signed_round_begin. */
void signed_offer(struct world *world, uint32_t last, uint32_t end);

#endif
