/* Colour in what a command writes on a terminal. What it writes elsewhere is
 * plain text, and what colour says is said by a sign, too. */
#ifndef CLI_INK_H
#define CLI_INK_H

#include "cli/options.h"

enum ink { INK_PLAIN, INK_GOOD, INK_BAD, INK_DOUBT, INK_FAINT, INK_COUNT };

/* Read --color: auto (without it) means that stdout is a terminal which can,
 * and NO_COLOR is not set. Returns false when a fault was told. */
bool ink_read(const struct options *options, bool *wanted);

/* Begin something that means this; the next INK_PLAIN ends it. Writes nothing
 * when colour is not wanted. */
void ink_set(bool wanted, enum ink ink);

#endif
