/* Which keys a group may have and what their values must be. */
#include <string.h>

#include "level/nearest.h"
#include "level/read.h"

static const char *const value_names[] = {
    [VALUE_INT] = "a whole number",
    [VALUE_REAL] = "a number",
    [VALUE_BOOL] = "true or false",
    [VALUE_WORD] = "a text in quotes",
    [VALUE_TEXT] = "a text in { en; ko }",
    [VALUE_GROUP] = "a group in { }",
    [VALUE_LIST] = "a list in ( )",
    [VALUE_NAMES] = "names in [ ]",
    [VALUE_ANY] = "a value",
};

static bool names_only(const config_setting_t *setting)
{
    int type = config_setting_type(setting);
    if (type != CONFIG_TYPE_ARRAY && type != CONFIG_TYPE_LIST) {
        return false;
    }
    for (int i = 0; i < config_setting_length(setting); i++) {
        if (config_setting_get_string_elem(setting, i) == NULL) {
            return false;
        }
    }
    return true;
}

/* An empty [ ] is as good as an empty ( ). */
static bool is_list(const config_setting_t *setting)
{
    int type = config_setting_type(setting);
    return type == CONFIG_TYPE_LIST ||
           (type == CONFIG_TYPE_ARRAY && config_setting_length(setting) == 0);
}

static bool has_kind(const config_setting_t *setting, enum value_kind kind)
{
    int type = config_setting_type(setting);
    bool whole = type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64;
    switch (kind) {
    case VALUE_INT:
        return whole;
    case VALUE_REAL:
        return whole || type == CONFIG_TYPE_FLOAT;
    case VALUE_BOOL:
        return type == CONFIG_TYPE_BOOL;
    case VALUE_WORD:
        return type == CONFIG_TYPE_STRING;
    case VALUE_TEXT:
    case VALUE_GROUP:
        return type == CONFIG_TYPE_GROUP;
    case VALUE_LIST:
        return is_list(setting);
    case VALUE_NAMES:
        return names_only(setting);
    case VALUE_ANY:
        return true;
    }
    return false;
}

static const struct level_key *find_key(const struct level_keys *keys,
                                        const char *name)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (strcmp(keys->keys[i].name, name) == 0) {
            return &keys->keys[i];
        }
    }
    return NULL;
}

static void unknown_key(struct level_reader *reader,
                        const config_setting_t *member,
                        const struct level_keys *keys)
{
    const char *name = config_setting_name(member);
    struct nearest nearest = {.wanted = name};
    if (name[0] == '*') {
        return; /* level_scan has told about it */
    }
    for (size_t i = 0; i < keys->count; i++) {
        nearest_offer(&nearest, keys->keys[i].name);
    }
    level_fault_at(reader, member,
                   "%s has no key \"%.40s\"; the nearest known one is \"%s\"",
                   keys->what, name, nearest.best);
}

static void check_member(struct level_reader *reader,
                         const config_setting_t *member,
                         const struct level_keys *keys)
{
    const char *name = config_setting_name(member);
    const struct level_key *key = find_key(keys, name);
    if (key == NULL) {
        unknown_key(reader, member, keys);
    } else if (!has_kind(member, key->kind)) {
        level_fault_at(reader, member, "\"%s\" must be %s, as in: %s", name,
                       value_names[key->kind], key->example);
    }
}

void level_check_keys(struct level_reader *reader,
                      const config_setting_t *group,
                      const struct level_keys *keys)
{
    for (int i = 0; i < config_setting_length(group); i++) {
        check_member(reader, config_setting_get_elem(group, (unsigned)i), keys);
    }
    for (size_t i = 0; i < keys->count; i++) {
        const struct level_key *key = &keys->keys[i];
        if (key->required &&
            config_setting_get_member(group, key->name) == NULL) {
            level_fault_at(reader, group,
                           "%s lacks \"%s\"; add for example: %s", keys->what,
                           key->name, key->example);
        }
    }
}

const config_setting_t *level_get(const config_setting_t *group,
                                  const char *name, enum value_kind kind)
{
    const config_setting_t *member = config_setting_get_member(group, name);
    return member != NULL && has_kind(member, kind) ? member : NULL;
}
