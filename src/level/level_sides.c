/* Who is who: generals, commander, traitors, the player, and what a loyal
 * player is not told. */
#include <stdio.h>
#include <string.h>

#include "level/read.h"
#include "rules/rules.h"

static const struct level_key general_keys[] = {
    LEVEL_KEY("id", true, VALUE_WORD, "id = \"leo\";"),
    LEVEL_KEY("name", false, VALUE_TEXT,
              "name = { en = \"Leo\"; ko = \"..\"; };"),
    LEVEL_KEY("traitor", false, VALUE_BOOL, "traitor = true;"),
    LEVEL_KEY("commander", false, VALUE_BOOL, "commander = true;"),
    LEVEL_KEY("plays", false, VALUE_WORD, "plays = \"split\";"),
    LEVEL_KEY("power", false, VALUE_INT, "power = 1;"),
    LEVEL_KEY("input", false, VALUE_INT, "input = 1;"),
};

static const struct level_key secret_keys[] = {
    LEVEL_KEY("order", false, VALUE_BOOL, "order = true;"),
    LEVEL_KEY("traitors", false, VALUE_INT, "traitors = 1;"),
    LEVEL_KEY("among", false, VALUE_NAMES, "among = [ \"leo\", \"anna\" ];"),
};

static void read_id(struct level_reader *reader, const config_setting_t *group,
                    unsigned g)
{
    const char *id = level_get_word(group, "id");
    if (id == NULL) {
        return;
    }
    const config_setting_t *place = config_setting_get_member(group, "id");
    if (!level_id_is_good(id, GENERAL_ID_MAX)) {
        level_fault_at(reader, place,
                       "\"%.40s\" is no id of a general: use up to %d of a-z, "
                       "0-9, - and _, a letter first",
                       id, (int)GENERAL_ID_MAX - 1);
        return;
    }
    for (unsigned other = 0; other < g; other++) {
        if (strcmp(reader->general[other], id) == 0) {
            level_fault_at(reader, place,
                           "there are two generals \"%s\" (numbers %u and "
                           "%u): ids must differ",
                           id, other + 1, g + 1);
            return;
        }
    }
    (void)snprintf(reader->general[g], GENERAL_ID_MAX, "%s", id);
}

static void read_plays(struct level_reader *reader,
                       const config_setting_t *group, unsigned g)
{
    if (level_get_plays(reader, group, false,
                        &reader->level->others.general[g])) {
        reader->scripted |= (uint16_t)(1u << g);
    }
}

/* What a general begins with where all vote. */
static void read_input(struct level_reader *reader,
                       const config_setting_t *group, unsigned *input)
{
    static const unsigned range[] = {0, 1};
    const struct rules *rules =
        rules_get((enum rule_id)reader->level->setup.rule);
    bool votes = reader->has_rule && rules != NULL &&
                 (rules->traits & RULES_INPUTS) != 0;
    if (level_get_int(reader, group, "input", range, input) && !votes) {
        level_fault_at(reader, config_setting_get_member(group, "input"),
                       "only where all vote has a general an \"input\": take "
                       "it away, or write rule = \"vote\"; or \"coin\";");
    }
}

static void read_general(struct level_reader *reader,
                         const config_setting_t *group, unsigned g)
{
    static const struct level_keys keys = {.what = "a general",
                                           .keys = general_keys,
                                           .count = sizeof general_keys /
                                                    sizeof *general_keys};
    static const unsigned range[] = {0, UINT16_MAX};
    struct setup *setup = &reader->level->setup;
    bool traitor = false;
    unsigned power = 0, input = 1;
    level_check_keys(reader, group, &keys);
    read_id(reader, group, g);
    level_get_text(reader, group, "name", &reader->level->name[g]);
    if (level_get_bool(group, "traitor", &traitor) && traitor) {
        setup->traitors |= (uint16_t)(1u << g);
    }
    read_plays(reader, group, g);
    if (level_get_int(reader, group, "power", range, &power)) {
        setup->power[g] = (uint16_t)power;
    }
    read_input(reader, group, &input);
    setup->input[g] = level_has_steps(reader) ? (uint8_t)input : 0;
}

void level_read_generals(struct level_reader *reader)
{
    const config_setting_t *generals =
        level_get(reader->root, "generals", VALUE_LIST);
    int count = generals == NULL ? 0 : config_setting_length(generals);
    size_t found = reader->found;
    if (generals != NULL && (count < 2 || count > GENERALS_MAX)) {
        level_fault_at(reader, generals,
                       "there are %d generals; a siege has 2 to %d", count,
                       (int)GENERALS_MAX);
    }
    for (int g = 0; g < count && g < GENERALS_MAX; g++) {
        const config_setting_t *group =
            config_setting_get_elem(generals, (unsigned)g);
        if (config_setting_type(group) == CONFIG_TYPE_GROUP) {
            read_general(reader, group, (unsigned)g);
        } else {
            level_fault_at(reader, group,
                           "a general must be a group: { id = \"leo\"; name = "
                           "{ en = \"Leo\"; }; }");
        }
    }
    reader->good_generals = generals != NULL && reader->found == found;
}

/* `commander = true` in a general's group; returns how many there are. */
static unsigned marked_commanders(struct level_reader *reader)
{
    struct setup *setup = &reader->level->setup;
    const config_setting_t *generals =
        level_get(reader->root, "generals", VALUE_LIST);
    unsigned count = 0;
    for (unsigned g = 0; generals != NULL && g < setup->generals; g++) {
        const config_setting_t *group = config_setting_get_elem(generals, g);
        bool marked = false;
        if (group == NULL || config_setting_type(group) != CONFIG_TYPE_GROUP ||
            !level_get_bool(group, "commander", &marked) || !marked) {
            continue;
        }
        if (count++ == 0) {
            setup->commander = (uint8_t)g;
            continue;
        }
        level_fault_at(reader, config_setting_get_member(group, "commander"),
                       "there are two commanders, \"%s\" and \"%s\": a siege "
                       "has one",
                       reader->general[setup->commander], reader->general[g]);
    }
    return count;
}

static int names_of(const config_setting_t *member)
{
    return config_setting_is_aggregate(member) ? config_setting_length(member)
                                               : 0;
}

static void read_commander(struct level_reader *reader)
{
    struct setup *setup = &reader->level->setup;
    const config_setting_t *member =
        config_setting_get_member(reader->root, "commander");
    unsigned marked = marked_commanders(reader);
    if (member == NULL) {
        return; /* without a word, the first general commands */
    }
    if (config_setting_type(member) != CONFIG_TYPE_STRING) {
        if (names_of(member) > 1) {
            level_fault_at(reader, member,
                           "there are %d commanders: a siege has one, as in: "
                           "commander = \"leo\";",
                           names_of(member));
        } else {
            level_fault_at(reader, member,
                           "\"commander\" must be the id of one general, as "
                           "in: commander = \"leo\";");
        }
        return;
    }
    uint8_t named = setup->commander;
    if (!level_get_general(reader, reader->root, "commander", &named)) {
        return;
    }
    if (marked > 0 && named != setup->commander) {
        level_fault_at(reader, member,
                       "there are two commanders, \"%s\" here and \"%s\" among "
                       "the generals: a siege has one",
                       reader->general[named],
                       reader->general[setup->commander]);
    }
    setup->commander = named;
}

static void read_player(struct level_reader *reader)
{
    struct level *level = reader->level;
    level->player = NO_GENERAL;
    reader->has_player =
        level_get_general(reader, reader->root, "player", &level->player);
    if (config_setting_get_member(reader->root, "player") == NULL &&
        level->role == ROLE_TRAITOR) {
        for (unsigned g = level->setup.generals; g-- > 0;) {
            if (setup_is_traitor(&level->setup, g)) {
                level->player = (uint8_t)g;
            }
        }
    }
}

void level_read_sides(struct level_reader *reader)
{
    struct level *level = reader->level;
    bool accuse = false;
    read_commander(reader);
    read_player(reader);
    level->setup.order = level->setup.orders > 1 ? 1 : ORDER_RETREAT;
    (void)level_get_order(reader, reader->root, "order", &level->setup.order);
    level->predict_about = NO_GENERAL;
    (void)level_get_general(reader, reader->root, "predict_about",
                            &level->predict_about);
    if (level_get_bool(reader->root, "accuse", &accuse) && accuse &&
        level->player != NO_GENERAL) {
        level->setup.accusers = (uint16_t)(1u << level->player);
    }
}

static void read_among(struct level_reader *reader,
                       const config_setting_t *secret)
{
    struct level *level = reader->level;
    const config_setting_t *names = level_get(secret, "among", VALUE_NAMES);
    uint8_t who[GENERALS_MAX];
    unsigned count = 0;
    if (names != NULL && level_get_generals(reader, names, who, &count)) {
        for (unsigned i = 0; i < count; i++) {
            level->secret.among |= (uint16_t)(1u << who[i]);
        }
    } else if (names == NULL && level->secret.traitors > 0) {
        unsigned all = (1u << level->setup.generals) - 1;
        unsigned player = level->player == NO_GENERAL ? 0 : 1u << level->player;
        level->secret.among = (uint16_t)(all & ~player);
    }
}

void level_read_secret(struct level_reader *reader)
{
    static const struct level_keys keys = {
        .what = "\"secret\"", .keys = secret_keys, .count = 3};
    static const unsigned range[] = {0, GENERALS_MAX};
    struct level *level = reader->level;
    const config_setting_t *secret =
        level_get(reader->root, "secret", VALUE_GROUP);
    bool order = false;
    unsigned traitors = 0;
    if (secret == NULL) {
        return;
    }
    level_check_keys(reader, secret, &keys);
    (void)level_get_bool(secret, "order", &order);
    (void)level_get_int(reader, secret, "traitors", range, &traitors);
    level->secret.order = order;
    level->secret.traitors = (uint8_t)traitors;
    read_among(reader, secret);
}
