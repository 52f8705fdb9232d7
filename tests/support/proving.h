/* Proofs by SAT for tests. */
#ifndef TESTS_SUPPORT_PROVING_H
#define TESTS_SUPPORT_PROVING_H

#include "solve/prove.h"

/* Prove what must be decided, without limit; the witness's answers are played
 * once more and must break what they are said to. Nothing is left to free. */
struct prove_result proving(const struct setup *setup, unsigned breaks,
                            bool fewest);

#endif
