/* One sealed letter in the memory of SM(m), and small sets of generals or
 * orders. For rules/signed*.c only. */
#ifndef RULES_SEALED_H
#define RULES_SEALED_H

#include <stdbool.h>

#include "core/world.h"

unsigned sealed_sender(const struct sealed *letter);

/* Say whether one of these SEALED_ flags is set. */
bool sealed_is(const struct sealed *letter, unsigned flags);

/* Add a letter of the present round, neither written nor due.
 * Range: memory.letters < SEALED_MAX. */
struct sealed *sealed_append(struct world *world, path_bits chain,
                             unsigned length, unsigned to);

/* Sets: bit i stands for general or order i. */
unsigned set_of_chain(path_bits chain, unsigned length);
unsigned
set_lowest(unsigned set); /* ORDER_NONE, NO_GENERAL: the set is empty */

#endif
