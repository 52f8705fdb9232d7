/* What vote and coin share: Ben-Or's phases of reports and proposals, with
 * letters in flight that the city lets arrive one at a time. The rules differ
 * in one point, a hook: what a general does who has seen no proposal.
 *
 * A phase has two stages. Report: write your value to all; wait for n - t
 * reports, your own at once among them. Proposal: propose the value that most
 * of all generals (crash: more than n / 2; traitors: more than (n + t) / 2
 * reports) have, or none; wait for n - t proposals. With enough of them for one
 * value (crash: t + 1; traitors: more than (n + t) / 2) decide it; with one
 * (traitors: t + 1) take it as your own; else the hook settles your value. Who
 * has decided writes its letters of the next phase at once, and is done:
 * everybody else decides in that phase at the latest. The first n - t - 1
 * letters of others count, in the order of arrival, also those that come before
 * their stage.
 * Source: Ben-Or 1983, protocols A (crash) and B (traitors). */
#ifndef RULES_BALLOT_H
#define RULES_BALLOT_H

#include "rules/rules.h"

/* Bounds that keep the world finite; the slowest general can always be brought
 * on. In stages: how far an arriving letter may be ahead of its receiver, and
 * how far a general may be ahead of the slowest one that is not done. */
enum { BALLOT_AHEAD = VOTE_AHEAD - 1, BALLOT_LEAD = 16 };

/* How far general g is ahead of the slowest one that is not done, in stages. */
unsigned ballot_lead(const struct world *world, unsigned g);

/* What n, t and the traitors ask for; see above. */
unsigned ballot_waits_for(const struct setup *setup); /* letters: n - t */
unsigned ballot_to_propose(const struct setup *setup);
unsigned ballot_to_decide(const struct setup *setup);
unsigned ballot_to_adopt(const struct setup *setup);

/* The general for whom letters have been held back for so long that nobody else
 * may run on: only they may ride now. NO_GENERAL when there is none. No letter
 * can be starved for ever. */
unsigned ballot_starved(const struct world *world);

/* The phase of a stage, from 1, and whether it is for proposals. */
unsigned ballot_phase(uint32_t stage);
bool ballot_proposes(uint32_t stage);

/* Letters of its present stage that general g holds, its own included. */
unsigned ballot_held(const struct world *world, unsigned g);

/* Say whether nothing more is expected of general g: it decided and has written
 * its last letters, or has fallen silent. */
bool ballot_done(const struct world *world, unsigned g);

/* Make the world of a canon key: the same position with a clock and numbers of
 * its own. Owner of `world`: the caller, who has begun a siege of the same
 * setup in it. Range: key is canon's, of a city's question. */
void ballot_restore(struct world *world, const uint8_t *key, size_t length);

/* Say whether nothing can happen any more: everybody has decided or fallen, or
 * no letter may arrive and no coin is in the air. Knows of no deadline. */
bool ballot_is_over(const struct world *world);

enum { BALLOT_KEY_MAX = GENERALS_MAX * (8 + 3 * VOTE_AHEAD * VOTE_VALUES) };

#endif
