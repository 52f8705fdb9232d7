/* The strategies that look at the question's options; agent.c picks among
 * them. `decision` is the question open in `world`. Private to this room. */
#ifndef AGENTS_VILLAINS_H
#define AGENTS_VILLAINS_H

#include <stdint.h>

#include "core/world.h"

/* Write nothing; withhold every sealed letter. */
uint64_t villains_silent(const struct world *world,
                         const struct decision *decision);

/* Write the next order after the duty's; send a sealed letter exactly when
 * the duty would not. */
uint64_t villains_opposite(const struct world *world,
                           const struct decision *decision);

/* Say the commander's order to the first half of the loyal receivers, the
 * next order to the others; send sealed letters only to the half that is to
 * hear their order. */
uint64_t villains_split(const struct world *world,
                        const struct decision *decision);

#endif
