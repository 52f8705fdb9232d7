/* Whole records of random sieges, as the session would write them. */
#ifndef TESTS_SUPPORT_RECORDING_H
#define TESTS_SUPPORT_RECORDING_H

#include <stddef.h>
#include <stdint.h>

#include "core/world.h"

enum { RECORDING_MAX = 1 << 20 };

/* Play the setup with random answers from a seed and record it into `text`.
 * Returns the length; `world` is left at the end. */
size_t recording_of(char text[RECORDING_MAX], const struct setup *setup,
                    const char *level, uint64_t seed, struct world *world);

#endif
