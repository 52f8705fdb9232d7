/* What the traitors may choose under proof of work, and the order in which the
 * choices stand. Private to the rule `work`. */
#ifndef RULES_WORK_OFFER_H
#define RULES_WORK_OFFER_H

#include "rules/rules.h"

/* The traitor from whose camp a letter to general g leaves: the one who found
 * the block, else the nearest; NO_GENERAL without a road. */
unsigned offer_sender(const struct world *world, unsigned g);

/* What may be shown to general g: the duty first; keeping back where that is
 * not the duty; every chain that the traitors know and that is longer than
 * what they know g to have; three floods. */
uint32_t offer_publish_count(const struct world *world, unsigned g);
void offer_publish(const struct world *world, unsigned g, uint32_t i,
                   struct option *out);

/* What a traitor may build on: the longest chain first; every block that the
 * traitors know, with each order where its chain names none. */
uint32_t offer_build_count(const struct world *world);
void offer_build(const struct world *world, uint32_t i, struct option *out);

/* When to be asked again: as soon as something changes; after some minutes; at
 * the last minute from which a letter reaches every loyal camp in time. */
uint32_t offer_alarm_count(const struct world *world);
void offer_alarm(const struct world *world, uint32_t i, struct option *out);

#endif
