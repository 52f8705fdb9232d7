/* The top of a level file: what it is called, which rule, which role, what is
 * claimed; and the table of all keys at the top. */
#include <string.h>

#include "level/named.h"
#include "level/nearest.h"
#include "level/read.h"

#define TEXT_KEY(key, must)                                                    \
    LEVEL_KEY(key, must, VALUE_TEXT, key " = { en = \"..\"; ko = \"..\"; };")
#define KEY(key, must, type, value)                                            \
    LEVEL_KEY(key, must, type, key " = " value ";")

static const struct level_key top_keys[] = {
    KEY("format", true, VALUE_INT, "1"),
    TEXT_KEY("title", true),
    TEXT_KEY("briefing", true),
    TEXT_KEY("goal_text", true),
    TEXT_KEY("idea", true),
    TEXT_KEY("debrief", false),
    TEXT_KEY("notes", false),
    TEXT_KEY("city", false),
    KEY("hints", false, VALUE_LIST, "( { en = \"..\"; }, .. )"),
    TEXT_KEY("predict", false),
    KEY("predict_about", false, VALUE_WORD, "\"theodora\""),
    KEY("rule", true, VALUE_WORD, "\"oral\""),
    KEY("depth", false, VALUE_INT, "1"),
    KEY("start", false, VALUE_WORD, "\"Thursday 06:00\""),
    KEY("orders", false, VALUE_LIST,
        "( { id = \"attack\"; at = \"Friday 13:00\"; } )"),
    KEY("order", false, VALUE_WORD, "\"attack\""),
    KEY("commander", false, VALUE_ANY, "\"leo\""),
    KEY("generals", true, VALUE_LIST,
        "( { id = \"leo\"; name = { en = \"Leo\"; }; }, .. )"),
    KEY("role", true, VALUE_WORD, "\"traitor\""),
    KEY("player", false, VALUE_WORD, "\"leo\""),
    KEY("goal", true, VALUE_WORD, "\"split\""),
    KEY("claim", true, VALUE_WORD, "\"possible\""),
    KEY("par", false, VALUE_INT, "1"),
    KEY("quorum", false, VALUE_INT, "4"),
    KEY("roads", false, VALUE_GROUP, "{ minutes = 60; }"),
    KEY("scouts", false, VALUE_GROUP, "{ chance = 0.1; }"),
    KEY("work", false, VALUE_GROUP,
        "{ interval = 10; deadline = \"Thursday 08:00\"; confirmations = 3; }"),
    KEY("legs", false, VALUE_GROUP, "{ confirmations = 2; messengers = 1; }"),
    KEY("network", false, VALUE_GROUP, "{ faults = 1; days = 7; }"),
    KEY("secret", false, VALUE_GROUP, "{ traitors = 1; }"),
    KEY("accuse", false, VALUE_BOOL, "true"),
    KEY("solution", false, VALUE_LIST,
        "( { from = \"leo\"; to = \"anna\"; say = \"retreat\"; } )"),
    KEY("solution_plays", false, VALUE_WORD, "\"withhold\""),
};

static const char *const role_ids[] = {
    [ROLE_TRAITOR] = "traitor",
    [ROLE_LOYAL] = "loyal",
    [ROLE_CITY] = "city",
    [ROLE_WATCH] = "watch",
};

const char *level_role_id(enum level_role role)
{
    return role_ids[role];
}

/* Find a word of the root in a table; `what` names its kind. */
static unsigned find_word(struct level_reader *reader, const char *key,
                          const char *const *words, unsigned count)
{
    const char *word = level_get_word(reader->root, key);
    struct nearest nearest = {.wanted = word};
    if (word == NULL) {
        return count;
    }
    for (unsigned i = 0; i < count; i++) {
        if (strcmp(words[i], word) == 0) {
            return i;
        }
        nearest_offer(&nearest, words[i]);
    }
    level_fault_at(reader, config_setting_get_member(reader->root, key),
                   "there is no %s \"%.40s\"; %s", key, word,
                   nearest_advice(&nearest));
    return count;
}

static void read_rule(struct level_reader *reader)
{
    const char *word = level_get_word(reader->root, "rule");
    struct diag why;
    enum rule_id found = word == NULL ? RULE_COUNT : named_rule(word, &why);
    reader->has_rule = found < RULE_COUNT;
    reader->level->setup.rule =
        (uint8_t)(reader->has_rule ? found : RULE_BLANK);
    if (word != NULL && !reader->has_rule) {
        level_fault_at(reader, config_setting_get_member(reader->root, "rule"),
                       "%s", why.text);
    }
}

static void read_goal(struct level_reader *reader)
{
    const char *goals[GOAL_COUNT];
    struct level *level = reader->level;
    for (unsigned i = 0; i < GOAL_COUNT; i++) {
        goals[i] = goal_id((enum goal)i);
    }
    level->goal = (uint8_t)find_word(reader, "goal", goals, GOAL_COUNT);
}

static void read_claim(struct level_reader *reader)
{
    static const char *const claims[] = {"possible", "impossible"};
    static const unsigned par[] = {0, 9999};
    struct level *level = reader->level;
    const config_setting_t *claim =
        config_setting_get_member(reader->root, "claim");
    level->possible = find_word(reader, "claim", claims, 2) == 0;
    level->claim_line = claim == NULL ? 0 : level_line(claim);
    unsigned value = 0;
    if (level_get_int(reader, reader->root, "par", par, &value)) {
        level->par = value;
    }
}

static void read_texts(struct level_reader *reader)
{
    struct level *level = reader->level;
    const struct {
        const char *name;
        struct level_text *text;
    } texts[] = {
        {"title", &level->title},         {"briefing", &level->briefing},
        {"goal_text", &level->goal_text}, {"idea", &level->idea},
        {"debrief", &level->debrief},     {"notes", &level->notes},
        {"city", &level->city},           {"predict", &level->predict},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        level_get_text(reader, reader->root, texts[i].name, texts[i].text);
    }
}

static void read_hints(struct level_reader *reader)
{
    const config_setting_t *hints =
        level_get(reader->root, "hints", VALUE_LIST);
    int count = hints == NULL ? 0 : config_setting_length(hints);
    if (hints != NULL && count != LEVEL_HINTS) {
        level_fault_at(reader, hints,
                       "there are %d hints; write %d: a nudge, the idea, the "
                       "solution in words",
                       count, (int)LEVEL_HINTS);
    }
    for (int i = 0; i < count && i < LEVEL_HINTS; i++) {
        const config_setting_t *hint =
            config_setting_get_elem(hints, (unsigned)i);
        if (config_setting_type(hint) == CONFIG_TYPE_GROUP) {
            level_get_text(reader, hint, NULL, &reader->level->hint[i]);
        } else {
            level_fault_at(reader, hint,
                           "a hint must be { en = \"..\"; ko = \"..\"; }");
        }
    }
}

static void read_format(struct level_reader *reader)
{
    const config_setting_t *format =
        level_get(reader->root, "format", VALUE_INT);
    if (format != NULL && config_setting_get_int64(format) != LEVEL_FORMAT) {
        level_fault_at(reader, format,
                       "this program reads levels of format %d only: write "
                       "format = %d;",
                       (int)LEVEL_FORMAT, (int)LEVEL_FORMAT);
    }
}

void level_read_head(struct level_reader *reader)
{
    static const struct level_keys keys = {.what = "a level",
                                           .keys = top_keys,
                                           .count = sizeof top_keys /
                                                    sizeof top_keys[0]};
    static const unsigned depth[] = {0, DEPTH_MAX};
    struct level *level = reader->level;
    level_check_keys(reader, reader->root, &keys);
    read_format(reader);
    read_rule(reader);
    const config_setting_t *generals =
        level_get(reader->root, "generals", VALUE_LIST);
    int n = generals == NULL ? 1 : config_setting_length(generals);
    n = n < 1 ? 1 : n > GENERALS_MAX ? GENERALS_MAX : n;
    setup_default(&level->setup, (enum rule_id)level->setup.rule, (unsigned)n);
    unsigned value = level->setup.depth;
    if (level_get_int(reader, reader->root, "depth", depth, &value)) {
        level->setup.depth = (uint8_t)value;
    }
    (void)level_get_time(reader, reader->root, "start", &level->setup.start);
    read_texts(reader);
    read_hints(reader);
    unsigned role = find_word(reader, "role", role_ids, 4);
    reader->has_role = role < 4;
    level->role = (uint8_t)(role < 4 ? role : ROLE_WATCH);
    read_goal(reader);
    read_claim(reader);
}
