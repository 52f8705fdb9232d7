/* The group `work`: what only proof of work needs. */
#include <string.h>

#include "level/named.h"
#include "level/nearest.h"
#include "level/read.h"
#include "rules/work.h"

static const struct level_key work_keys[] = {
    LEVEL_KEY("interval", true, VALUE_REAL, "interval = 10;"),
    LEVEL_KEY("deadline", true, VALUE_WORD, "deadline = \"Thursday 08:00\";"),
    LEVEL_KEY("confirmations", true, VALUE_INT, "confirmations = 3;"),
    LEVEL_KEY("army", false, VALUE_INT, "army = 600;"),
    LEVEL_KEY("convention", false, VALUE_WORD, "convention = \"overtake\";"),
    LEVEL_KEY("threshold", false, VALUE_REAL, "threshold = 0.5;"),
    LEVEL_KEY("gamma", false, VALUE_REAL, "gamma = 0;"),
};

static const char *const conventions[CONVENTION_COUNT] = {
    [CONVENTION_CATCH_UP] = "catch-up",
    [CONVENTION_OVERTAKE] = "overtake",
    [CONVENTION_NAKAMOTO] = "nakamoto",
};

static bool is_work(const struct level_reader *reader)
{
    return reader->has_rule && reader->level->setup.rule == RULE_WORK;
}

/* A number from `least` (or above it) to `most`. */
static bool get_real(struct level_reader *reader, const config_setting_t *group,
                     const char *name, const double range[2], double *out)
{
    const config_setting_t *member = level_get(group, name, VALUE_REAL);
    if (member == NULL) {
        return false;
    }
    bool real = config_setting_type(member) == CONFIG_TYPE_FLOAT;
    double value = real ? config_setting_get_float(member)
                        : (double)config_setting_get_int64(member);
    if (!(value >= range[0] && value <= range[1])) {
        level_fault_at(reader, member, "\"%s\" must be from %.9g to %.9g", name,
                       range[0], range[1]);
        return false;
    }
    *out = value;
    return true;
}

/* One block in `interval` minutes of the whole army. */
static void read_interval(struct level_reader *reader,
                          const config_setting_t *work)
{
    static const double range[] = {0.01, MINUTES_MAX};
    struct setup *setup = &reader->level->setup;
    double interval = 10, tries;
    if (work_power(setup) == 0 && reader->good_generals) {
        level_fault_at(reader, work,
                       "nobody finds a block: no general has any power; add "
                       "for example to one of them: power = 100;");
        return;
    }
    if (!get_real(reader, work, "interval", range, &interval)) {
        return;
    }
    tries = interval * work_power(setup) + 0.5;
    if (tries < UINT32_MAX) {
        setup->tries = tries >= 1 ? (uint32_t)tries : 1;
        return;
    }
    level_fault_at(reader, config_setting_get_member(work, "interval"),
                   "so much work is never done: let \"interval\" be shorter, "
                   "or the powers less (now %u in all)",
                   (unsigned)work_power(setup));
}

static void read_deadline(struct level_reader *reader,
                          const config_setting_t *work)
{
    struct setup *setup = &reader->level->setup;
    uint32_t minute = 0;
    if (!level_get_time(reader, work, "deadline", &minute)) {
        return;
    }
    setup->deadline = (minute + WEEK_MINUTES - setup->start) % WEEK_MINUTES;
    if (setup->deadline == 0) {
        level_fault_at(reader, config_setting_get_member(work, "deadline"),
                       "the deadline is at the very start of the siege: make "
                       "it later");
        setup->deadline = WEEK_MINUTES;
    }
}

/* The powers must be what the author thinks that they are. */
static void check_army(struct level_reader *reader,
                       const config_setting_t *work)
{
    static const unsigned range[] = {1, GENERALS_MAX * UINT16_MAX};
    unsigned army = 0, power = work_power(&reader->level->setup);
    if (level_get_int(reader, work, "army", range, &army) && army != power) {
        level_fault_at(reader, config_setting_get_member(work, "army"),
                       "the generals' powers add up to %u, not to %u: change "
                       "one of them, or write army = %u;",
                       power, army, power);
    }
}

static void read_formula(struct level_reader *reader,
                         const config_setting_t *work)
{
    static const double threshold[] = {0.000001, 1}, gamma[] = {0, 1};
    struct level_formula *formula = &reader->level->formula;
    const char *word = level_get_word(work, "convention");
    struct nearest nearest = {.wanted = word};
    unsigned found = 0;
    double value = 0;
    if (get_real(reader, work, "threshold", threshold, &value)) {
        formula->threshold = (uint32_t)(value * PPM + 0.5);
    }
    if (get_real(reader, work, "gamma", gamma, &value)) {
        formula->gamma = (uint32_t)(value * PPM + 0.5);
    }
    if (word == NULL) {
        return;
    }
    while (found < CONVENTION_COUNT && strcmp(conventions[found], word) != 0) {
        nearest_offer(&nearest, conventions[found]);
        found++;
    }
    if (found == CONVENTION_COUNT) {
        level_fault_at(reader, config_setting_get_member(work, "convention"),
                       "there is no convention \"%.40s\"; %s", word,
                       nearest_advice(&nearest));
        return;
    }
    formula->convention = (uint8_t)found;
}

static void read_solution_plays(struct level_reader *reader)
{
    struct level *level = reader->level;
    const char *word = level_get_word(reader->root, "solution_plays");
    const config_setting_t *place =
        config_setting_get_member(reader->root, "solution_plays");
    struct diag why;
    if (word == NULL) {
        return;
    }
    level->solution_plays = (uint8_t)named_strategy(word, false, &why);
    if (level->solution_plays == STRATEGY_COUNT) {
        level_fault_at(reader, place, "%s", why.text);
    } else if (!is_work(reader) || level->role != ROLE_TRAITOR) {
        level_fault_at(reader, place,
                       "only traitors under rule = \"work\"; have a strategy "
                       "for a solution: write \"solution\" or take this away");
    }
}

void level_read_work(struct level_reader *reader)
{
    static const struct level_keys keys = {.what = "\"work\"",
                                           .keys = work_keys,
                                           .count = sizeof work_keys /
                                                    sizeof work_keys[0]};
    static const unsigned confirmations[] = {0, BLOCKS_MAX / 4};
    const config_setting_t *work = level_get(reader->root, "work", VALUE_GROUP);
    struct setup *setup = &reader->level->setup;
    unsigned z = setup->confirmations;
    size_t found = reader->found;
    reader->level->formula = (struct level_formula){
        .threshold = PPM / 2, .convention = CONVENTION_OVERTAKE};
    read_solution_plays(reader);
    if (work == NULL) {
        return;
    }
    level_check_keys(reader, work, &keys);
    if (!is_work(reader)) {
        return; /* told by the check */
    }
    read_interval(reader, work);
    read_deadline(reader, work);
    check_army(reader, work);
    read_formula(reader, work);
    if (level_get_int(reader, work, "confirmations", confirmations, &z)) {
        setup->confirmations = (uint8_t)z;
    }
    reader->good_work = reader->found == found;
}

static void check_scripts(struct level_reader *reader)
{
    const config_setting_t *generals =
        level_get(reader->root, "generals", VALUE_LIST);
    for (unsigned g = 0; g < reader->level->setup.generals; g++) {
        enum strategy plays = (enum strategy)reader->level->others.general[g];
        if ((reader->scripted >> g & 1) != 0 && strategy_for_work(plays) &&
            !is_work(reader)) {
            level_fault_at(
                reader,
                config_setting_get_member(config_setting_get_elem(generals, g),
                                          "plays"),
                "the strategy \"%s\" is about blocks: write rule = \"work\"; "
                "or choose another one",
                strategy_id(plays));
        }
    }
}

void level_check_work(struct level_reader *reader)
{
    const config_setting_t *work =
        config_setting_get_member(reader->root, "work");
    const config_setting_t *rule =
        config_setting_get_member(reader->root, "rule");
    if (reader->has_rule && work != NULL && !is_work(reader)) {
        level_fault_at(reader, work,
                       "only rule = \"work\"; mines blocks: take \"work\" "
                       "away");
    }
    if (is_work(reader) && work == NULL) {
        level_fault_at(reader, rule == NULL ? reader->root : rule,
                       "the rule \"work\" needs to know its pace; add for "
                       "example: work = { interval = 10; deadline = "
                       "\"Thursday 08:00\"; confirmations = 3; };");
    }
    if (is_work(reader) && reader->has_role &&
        reader->level->role == ROLE_CITY) {
        level_fault_at(reader, config_setting_get_member(reader->root, "role"),
                       "under proof of work a claim is a formula about those "
                       "who dig, and the city does not: choose another role");
    }
    if (reader->has_rule) {
        check_scripts(reader);
    }
}
