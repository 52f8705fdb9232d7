#include "level/rule_name.h"

#include "level/nearest.h"
#include "rules/rules.h"

/* Hidden ones can be named and are not offered. */
static void offer_all(struct nearest *nearest)
{
    for (unsigned id = 0; id < RULE_COUNT; id++) {
        const struct rules *rules = rules_get((enum rule_id)id);
        if (rules != NULL && (rules->traits & RULES_HIDDEN) == 0) {
            nearest_offer(nearest, rules->id);
        }
    }
}

enum rule_id rule_named(const char *id, struct diag *why)
{
    enum rule_id found = rules_find(id);
    struct nearest nearest = {.wanted = id};
    if (rules_get(found) != NULL) {
        return found;
    }
    offer_all(&nearest);
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
