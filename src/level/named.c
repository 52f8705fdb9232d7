#include "level/named.h"

#include "level/nearest.h"
#include "rules/rules.h"

/* Hidden ones can be named and are not offered. */
static void offer_rules(struct nearest *nearest)
{
    for (unsigned id = 0; id < RULE_COUNT; id++) {
        const struct rules *rules = rules_get((enum rule_id)id);
        if (rules != NULL && (rules->traits & RULES_HIDDEN) == 0) {
            nearest_offer(nearest, rules->id);
        }
    }
}

enum rule_id named_rule(const char *id, struct diag *why)
{
    enum rule_id found = rules_find(id);
    struct nearest nearest = {.wanted = id};
    if (rules_get(found) != NULL) {
        return found;
    }
    offer_rules(&nearest);
    if (found < RULE_COUNT) {
        diag_set(why,
                 "this program does not have the rule \"%.40s\" yet; use "
                 "one of %s",
                 id, nearest.known);
    } else {
        diag_set(why, "there is no rule \"%.40s\"; %s", id,
                 nearest_advice(&nearest));
    }
    return RULE_COUNT;
}

static bool can_play(enum strategy strategy, bool city)
{
    return city ? strategy_for_city(strategy) : strategy_for_traitor(strategy);
}

enum strategy named_strategy(const char *id, bool city, struct diag *why)
{
    enum strategy found = strategy_find(id);
    struct nearest nearest = {.wanted = id};
    if (found < STRATEGY_COUNT && can_play(found, city)) {
        return found;
    }
    for (unsigned s = 0; s < STRATEGY_COUNT; s++) {
        if (can_play((enum strategy)s, city)) {
            nearest_offer(&nearest, strategy_id((enum strategy)s));
        }
    }
    diag_set(why, "%s has no strategy \"%.40s\"; %s, or FILE.lua",
             city ? "the city" : "a traitor", id, nearest_advice(&nearest));
    return STRATEGY_COUNT;
}
