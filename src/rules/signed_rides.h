/* How sealed letters are sent and received: SM(m)'s part of the lockstep. For
 * rules/signed.c only; asks nothing. */
#ifndef RULES_SIGNED_RIDES_H
#define RULES_SIGNED_RIDES_H

#include "rules/lockstep.h"

extern const struct lockstep signed_lockstep;

/* Letter `index` as rules->letter() shows it. Range: index < memory.letters. */
void signed_letter(const struct world *world, uint32_t index,
                   struct letter *out);

/* What general g would obey now: what the commander was told, or choice() of
 * the orders that g knows under valid seals. */
unsigned signed_belief(const struct world *world, unsigned g);

#endif
