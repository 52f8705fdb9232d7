/* Rules and strategies by their ids, as people write them in level files and
 * on the command line. */
#ifndef LEVEL_NAMED_H
#define LEVEL_NAMED_H

#include <stdbool.h>

#include "agents/agent.h"
#include "core/setup.h"
#include "core/status.h"

/* The number of the rules with this id, which rules_get knows; RULE_COUNT
 * otherwise, with a sentence in `why`: they are not there yet, or there are
 * none. */
enum rule_id named_rule(const char *id, struct diag *why);

/* The strategy with this id that can play the city, or else a traitor;
 * STRATEGY_COUNT otherwise, with a sentence in `why`. */
enum strategy named_strategy(const char *id, bool city, struct diag *why);

#endif
