/* Why a general's duty is what it is under OM(m). For rules/oral.c only. */
#ifndef RULES_ORAL_EXPLAIN_H
#define RULES_ORAL_EXPLAIN_H

#include "rules/rules.h"

/* See struct rules, member explain. */
size_t oral_explain(const struct world *world, unsigned g, struct reason *out,
                    size_t room);

#endif
