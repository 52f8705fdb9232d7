/* Which sealed letters a round of SM(m) can have: those that the protocol
 * sends by itself, and every one that the traitors could make. For
 * rules/signed.c only; asks and answers nothing. */
#ifndef RULES_SIGNED_ROUND_H
#define RULES_SIGNED_ROUND_H

#include "core/world.h"

/* Append the letters of round world->round to the memory, in this order:
 * 1. what needs no answer: the letters of loyal generals, and the dutiful
 *    letters of traitors to fellow traitors, in the order of the letters that
 *    they pass on and then of receivers; these count as written;
 * 2. SEALED_ASKED: what traitors could send to loyal receivers: by receiver,
 *    then order, then chain, each ascending (chains lexicographically);
 * 3. SEALED_ASKED | SEALED_FORGERY, from round 2 on and while the commander is
 *    loyal: a place for one forgery, by sender, then receiver.
 * Letters that no road can carry are left out. Moves memory.first. */
void signed_round_begin(struct world *world);

/* Drop what nobody wrote and nobody had to, so that the letters that stay are
 * numbered without gaps. */
void signed_round_close(struct world *world);

/* Rounds that have letters: min(m, n - 2) + 1. Range: n >= 2. */
unsigned signed_rounds(const struct setup *setup);

/* The most letters that signed_round_begin can append in a whole siege.
 * Saturates somewhere above SEALED_MAX. */
uint32_t signed_round_bound(const struct setup *setup);

#endif
