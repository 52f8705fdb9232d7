/* The rules that this program has; one line for each rules/NAME.c. For
 * rules/ only. */
#ifndef RULES_TABLE_H
#define RULES_TABLE_H

#include "rules/rules.h"

extern const struct rules rules_blank, rules_relay, rules_oral, rules_signed,
    rules_work, rules_acks, rules_vote, rules_coin, rules_pbft;

#endif
