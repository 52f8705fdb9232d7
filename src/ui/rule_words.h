/* The rules of correspondence in words for players: what each one is called,
 * how it works in three sentences. Draws nothing. */
#ifndef UI_RULE_WORDS_H
#define UI_RULE_WORDS_H

#include <stddef.h>

#include "core/setup.h"

/* "Oral letters". Never NULL. */
const char *rule_name(enum rule_id rule);

/* How letters go and how a loyal general decides. Never NULL. */
const char *rule_summary(enum rule_id rule);

/* The same for a rule of this depth, with its number of rounds. Returns the
 * length it wanted. */
size_t rule_explain(char *out, size_t room, enum rule_id rule, unsigned depth);

#endif
