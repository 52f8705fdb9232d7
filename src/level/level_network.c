/* The group `network`: what only the rules without a clock need. */
#include "level/read.h"
#include "rules/rules.h"

static const struct level_key network_keys[] = {
    LEVEL_KEY("faults", false, VALUE_INT, "faults = 1;"),
    LEVEL_KEY("falls", false, VALUE_INT, "falls = 1;"),
    LEVEL_KEY("views", false, VALUE_INT, "views = 2;"),
    LEVEL_KEY("days", false, VALUE_INT, "days = 7;"),
    LEVEL_KEY("steps", false, VALUE_INT, "steps = 40;"),
    LEVEL_KEY("sees", false, VALUE_BOOL, "sees = false;"),
};

enum { DAYS_MAX = 365, STEPS_MAX = DAYS_MAX * DAY_MINUTES / STEP_MINUTES };

bool level_has_steps(const struct level_reader *reader)
{
    const struct rules *rules =
        rules_get((enum rule_id)reader->level->setup.rule);
    return reader->has_rule && rules != NULL &&
           (rules->traits & RULES_NO_CLOCK) != 0;
}

static const config_setting_t *written(const config_setting_t *network,
                                       const char *name)
{
    return config_setting_get_member(network, name);
}

/* Keys that this rule has no use for. */
static void check_use(struct level_reader *reader,
                      const config_setting_t *network)
{
    bool views = reader->level->setup.rule == RULE_PBFT;
    const config_setting_t *useless =
        written(network, views ? "falls" : "views");
    if (useless != NULL) {
        level_fault_at(reader, useless,
                       views ? "under \"pbft\" nobody falls silent but a "
                               "traitor: take \"falls\" away"
                             : "only \"pbft\" has views: take \"views\" away");
    }
    if (written(network, "days") != NULL && written(network, "steps") != NULL) {
        level_fault_at(reader, written(network, "steps"),
                       "\"days\" and \"steps\" say the same (a day is %d "
                       "steps): take one away",
                       (int)(DAY_MINUTES / STEP_MINUTES));
    }
}

static void read_end(struct level_reader *reader,
                     const config_setting_t *network)
{
    static const unsigned days[] = {1, DAYS_MAX}, steps[] = {1, STEPS_MAX};
    unsigned value = 0;
    uint32_t *deadline = &reader->level->setup.deadline;
    if (level_get_int(reader, network, "days", days, &value)) {
        *deadline = value * DAY_MINUTES;
    }
    if (level_get_int(reader, network, "steps", steps, &value)) {
        *deadline = value * STEP_MINUTES;
    }
}

/* What holds where the level says nothing: setup_default's. */
static void set_defaults(struct level_reader *reader)
{
    struct setup usual, *setup = &reader->level->setup;
    setup_default(&usual, (enum rule_id)setup->rule, setup->generals);
    setup->faults = usual.faults;
    if (setup->rule == RULE_COIN && setup->traitors != 0) {
        setup->faults = (uint8_t)((setup->generals - 1u) / 5);
    }
    setup->falls =
        setup->traitors != 0 || setup->rule == RULE_PBFT ? 0 : setup->faults;
    setup->confirmations = usual.confirmations;
    setup->deadline = usual.deadline;
}

void level_read_network(struct level_reader *reader)
{
    static const struct level_keys keys = {.what = "\"network\"",
                                           .keys = network_keys,
                                           .count = sizeof network_keys /
                                                    sizeof *network_keys};
    static const unsigned generals[] = {0, GENERALS_MAX};
    static const unsigned views[] = {0, UINT8_MAX - 1};
    const config_setting_t *network =
        level_get(reader->root, "network", VALUE_GROUP);
    struct setup *setup = &reader->level->setup;
    unsigned value = 0;
    bool sees = true;
    if (level_has_steps(reader) && reader->good_generals) {
        set_defaults(reader);
    }
    if (network == NULL) {
        return;
    }
    level_check_keys(reader, network, &keys);
    if (!level_has_steps(reader)) {
        level_fault_at(reader, network,
                       "only the rules without a clock have a \"network\": "
                       "take it away, or write rule = \"vote\", \"coin\" or "
                       "\"pbft\";");
        return;
    }
    check_use(reader, network);
    if (level_get_int(reader, network, "faults", generals, &value)) {
        setup->faults = (uint8_t)value;
        setup->falls = setup->traitors != 0 || setup->rule == RULE_PBFT
                           ? 0
                           : (uint8_t)value;
    }
    if (level_get_int(reader, network, "falls", generals, &value)) {
        setup->falls = (uint8_t)value;
    }
    if (level_get_int(reader, network, "views", views, &value)) {
        setup->confirmations = (uint8_t)value;
    }
    read_end(reader, network);
    if (level_get_bool(network, "sees", &sees)) {
        reader->level->blind = !sees;
    }
}

/* Goals and roles that make no sense without a clock. */
void level_check_network(struct level_reader *reader)
{
    const struct level *level = reader->level;
    const config_setting_t *goal =
        config_setting_get_member(reader->root, "goal");
    bool steps = level_has_steps(reader);
    if (level->goal < GOAL_COUNT && reader->has_rule && !steps &&
        goal_for_steps((enum goal)level->goal)) {
        level_fault_at(
            reader, goal,
            "the goal \"%s\" is about waiting for ever: write rule = "
            "\"vote\", \"coin\" or \"pbft\"; or choose another "
            "goal",
            goal_id((enum goal)level->goal));
    }
    if (!steps || !reader->has_role || level->role != ROLE_LOYAL) {
        return;
    }
    level_fault_at(reader, config_setting_get_member(reader->root, "role"),
                   level->setup.rule == RULE_VOTE
                       ? "no deterministic vote without a clock can promise a "
                         "loyal general that everybody decides (FLP), and none "
                         "is asked: write role = \"city\"; or \"watch\""
                       : "without a clock loyal generals are not asked, the "
                         "protocol decides: write role = \"city\";, "
                         "\"traitor\"; or \"watch\";");
}
