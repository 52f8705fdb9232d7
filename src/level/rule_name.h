/* The rules by their ids, as people write them in level files and on the
 * command line. */
#ifndef LEVEL_RULE_NAME_H
#define LEVEL_RULE_NAME_H

#include "core/setup.h"
#include "core/status.h"

/* The number of the rules with this id, which rules_get knows; RULE_COUNT
 * otherwise, with a sentence in `why`: they are not there yet, or there are
 * none. */
enum rule_id rule_named(const char *id, struct diag *why);

#endif
