/* Nature under proof of work: it really hashes. Nothing is drawn: luck is the
 * hash function itself. */
#ifndef AGENTS_MINER_H
#define AGENTS_MINER_H

#include <stdint.h>

#include "core/world.h"

/* Answer the open question DECISION_MINE: let every general try as many nonces
 * a minute as his power allows, in ascending number, up to the minute before
 * which nothing else happens. Returns WORK_NOTHING when nobody finds a block.
 */
uint64_t miner_answer(const struct world *world);

#endif
