/* "Prove it": a level's goal (of a setup without a story: IC1 and IC2) put to
 * the solvers, in a thread of its own, with the fewest lies and the number of
 * plans. Knows no player: what a proof costs is the caller's business.
 *
 * It asks about the level and not about the siege at hand: a loyal player's
 * secrets are left open, as for the claim. */
#ifndef SESSION_PROOF_H
#define SESSION_PROOF_H

#include "session/inquiry.h"

struct proof; /* opaque */

/* What there is to show of what was found. */
enum proof_shows {
    PROOF_SHOWS_SIEGE,     /* a siege that can be watched */
    PROOF_SHOWS_NOTHING,   /* none reaches it, or the search gave up */
    PROOF_SHOWS_TOO_LARGE, /* a plan whose siege no world holds */
    PROOF_SHOWS_NO_PLAN    /* it can be done, but not by one plan: a loyal
                              player's way to decide, a chance, a schedule */
};

/* Say whether there is something to prove: not where nobody reaches for a goal
 * and chance decides (watching proof of work). */
bool proof_is_possible(const struct level *level);

/* Begin; gives up after `limit` seconds (0: never). `seed` settles secrets.
 * Owner: the caller, who calls proof_end. NULL: no memory, or no thread. */
struct proof *proof_begin(const struct level *level, uint64_t seed,
                          double limit);

/* The same at once, as far as `states` looked at (0: any number), without
 * counting plans, and without the fewest lies unless they are asked for;
 * nothing in it depends on the clock. NULL: no memory. */
struct proof *proof_run(const struct level *level, uint64_t seed, bool fewest,
                        uint64_t states);

/* Wait until it is done. */
void proof_wait(const struct proof *proof);

/* Say whether it is about this level, with secrets settled like this. */
bool proof_is_about(const struct proof *proof, const struct level *level,
                    const struct setup *setup);

/* The level, as it was asked about. */
const struct level *proof_question(const struct proof *proof);

bool proof_done(const struct proof *proof);
uint64_t proof_states(const struct proof *proof);
double proof_seconds(const struct proof *proof);

/* Of one that is done: the answer, or NULL where the solvers failed; `*why`
 * then says so, in English. Owner: the proof. */
const struct inquiry_answer *proof_answer(const struct proof *proof,
                                          const char **why);
enum proof_shows proof_shows(const struct proof *proof);

/* The siege with the fewest lies that were found, as a session that watches; or
 * one that reaches the goal by what the positions say. All camps are open; it
 * is over, or stands where a position has come back. Owner: the caller, who
 * calls session_close. Range: proof_shows is PROOF_SHOWS_SIEGE. Fails: as
 * session_resume. */
STRATEGOS_CHECKED enum status
proof_watch(struct session **out, const struct proof *proof, struct diag *why);

/* Ask it to stop where it runs, and do not wait for that. */
void proof_cancel(struct proof *proof);

/* Stop it where it runs, and forget it. NULL: nothing. */
void proof_end(struct proof *proof);

#endif
