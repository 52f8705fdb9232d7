/* What the city lets happen next, named by what it is: for the tests of the
 * rules without a clock. */
#ifndef TESTS_SUPPORT_CITY_H
#define TESTS_SUPPORT_CITY_H

#include <stdint.h>

#include "core/world.h"

/* The oldest letter of this kind to `to`, or, with POST_NONE, that `to` waits
 * no longer. */
struct city_move {
    uint8_t kind, to;
};

/* The answer to the open question; the test ends when there is none. */
uint64_t city_find(const struct world *world, const struct city_move *move);

/* Give it. */
void city_move(struct world *world, unsigned kind, unsigned to);

#endif
