/* What was asked of the solvers and what they found, in words: the verdict, how
 * it was established, the fewest lies, how many plans there are. Shared by the
 * screens and the plain lines; as in ui/words.h, every function is
 * snprintf-like and a sentence ends with a full stop. */
#ifndef UI_WORDS_PROOF_H
#define UI_WORDS_PROOF_H

#include <stddef.h>
#include <stdint.h>

#include "level/level.h"
#include "session/proof.h"

/* What is asked about a level: can it be done, and with how little? */
size_t words_asked(char *out, size_t room, const struct level *level);

/* How a verdict was established, in one or two sentences. `loyal`: the question
 * was whether a loyal general can be sure. "" for SEARCH_BY_NOTHING. */
size_t words_means(char *out, size_t room, enum search_means means, bool loyal);

/* The same of an answer about a level; what the formula says in figures. */
size_t words_how(char *out, size_t room, const struct level *level,
                 const struct inquiry_answer *answer);

/* The verdict: on the level's goal where that was asked about, else on IC1 and
 * IC2. Unknown is never a no. */
size_t words_proved(char *out, size_t room, const struct level *level,
                    const struct inquiry_answer *answer);

/* What it takes: the fewest lies (or captures), and whether that is proven.
 * "" where nothing was found that counts them. */
size_t words_fewest(char *out, size_t room, const struct level *level,
                    const struct inquiry_answer *answer);

/* What a siege is that was found and is watched: the shortest lie, and whether
 * it is proven. */
size_t words_watched(char *out, size_t room, const struct level *level,
                     const struct inquiry_answer *answer);

/* That it goes on for ever, where a position has come back; else "". */
size_t words_back(char *out, size_t room, const struct outcome *outcome);

/* By what the fewest lies are proven to be the fewest. "" where they are not.
 */
size_t words_minimal(char *out, size_t room, const struct level *level,
                     const struct inquiry_answer *answer);

/* How many plans there are and how many of them do it, after a label that says
 * "Plans". "" where they were not counted. */
size_t words_plans(char *out, size_t room, const struct level *level,
                   const struct inquiry_answer *answer);

/* How the siege that was found is seen, in the screens or in the plain lines;
 * or why there is none to see. */
size_t words_show(char *out, size_t room, const struct proof *proof,
                  bool lines);

/* "States looked at: 1,234, in 2.3 s."; what takes less than a second says so.
 */
size_t words_effort(char *out, size_t room, uint64_t states, double seconds);

#endif
