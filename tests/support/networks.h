/* Levels without a clock for tests: generals with names and first values. */
#ifndef SUPPORT_NETWORKS_H
#define SUPPORT_NETWORKS_H

#include "level/level.h"

/* A level of this rule with as many generals as `inputs` has digits, each the
 * first value of one ("110"). Range: RULE_VOTE, RULE_COIN, RULE_PBFT; at most
 * seven generals. */
void network_level(struct level *out, enum rule_id rule, const char *inputs,
                   enum level_role role);

#endif
