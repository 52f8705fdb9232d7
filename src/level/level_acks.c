/* The group `legs`: what only two generals need. */
#include "level/read.h"

static const struct level_key legs_keys[] = {
    LEVEL_KEY("confirmations", true, VALUE_INT, "confirmations = 2;"),
    LEVEL_KEY("messengers", false, VALUE_INT, "messengers = 1;"),
};

static bool is_acks(const struct level_reader *reader)
{
    return reader->has_rule && reader->level->setup.rule == RULE_ACKS;
}

void level_read_acks(struct level_reader *reader)
{
    static const struct level_keys keys = {.what = "\"legs\"",
                                           .keys = legs_keys,
                                           .count = sizeof legs_keys /
                                                    sizeof legs_keys[0]};
    static const unsigned confirmations[] = {0, ACKS_LEGS_MAX - 1};
    static const unsigned messengers[] = {1, ACKS_MESSENGERS_MAX};
    const config_setting_t *legs = level_get(reader->root, "legs", VALUE_GROUP);
    struct setup *setup = &reader->level->setup;
    unsigned k = 0, r = 1;
    if (legs == NULL) {
        return;
    }
    level_check_keys(reader, legs, &keys);
    if (!is_acks(reader)) {
        return; /* told by the check */
    }
    (void)level_get_int(reader, legs, "confirmations", confirmations, &k);
    (void)level_get_int(reader, legs, "messengers", messengers, &r);
    setup->confirmations = (uint8_t)k;
    setup->messengers = (uint8_t)r;
}

void level_check_acks(struct level_reader *reader)
{
    const config_setting_t *legs =
        config_setting_get_member(reader->root, "legs");
    const config_setting_t *rule =
        config_setting_get_member(reader->root, "rule");
    if (reader->has_rule && legs != NULL && !is_acks(reader)) {
        level_fault_at(reader, legs,
                       "only rule = \"acks\"; goes to and fro: take \"legs\" "
                       "away");
    }
    if (is_acks(reader) && legs == NULL) {
        level_fault_at(reader, rule == NULL ? reader->root : rule,
                       "the rule \"acks\" needs to know how often they write; "
                       "add for example: legs = { confirmations = 2; "
                       "messengers = 1; };");
    }
}

uint32_t level_legs_end(const struct setup *setup)
{
    unsigned from = setup->commander, to = from == 0 ? 1 : 0;
    uint32_t end = 0;
    for (unsigned leg = 0; leg <= setup->confirmations; leg++) {
        unsigned back = to;
        end += setup->road[from][to];
        to = from;
        from = back;
    }
    return end;
}
