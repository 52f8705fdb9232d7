/* The roads between the camps, and the scouts on them. */
#include <string.h>

#include "level/read.h"

static const struct level_key roads_keys[] = {
    LEVEL_KEY("minutes", false, VALUE_INT, "minutes = 60;"),
    LEVEL_KEY(
        "special", false, VALUE_LIST,
        "special = ( { between = [ \"leo\", \"anna\" ]; minutes = 90; } );"),
};

static const struct level_key special_keys[] = {
    LEVEL_KEY("between", true, VALUE_NAMES, "between = [ \"leo\", \"anna\" ];"),
    LEVEL_KEY("minutes", true, VALUE_INT, "minutes = 90;"),
};

static const struct level_key scouts_keys[] = {
    LEVEL_KEY("chance", false, VALUE_REAL, "chance = 0.1;"),
    LEVEL_KEY("budget", false, VALUE_INT, "budget = 2;"),
    LEVEL_KEY("watch", false, VALUE_ANY, "watch = \"all\";"),
    LEVEL_KEY("plays", false, VALUE_WORD, "plays = \"fifo\";"),
};

static const struct level_key way_keys[] = {
    LEVEL_KEY("from", true, VALUE_WORD, "from = \"leo\";"),
    LEVEL_KEY("to", true, VALUE_WORD, "to = \"anna\";"),
};

static const unsigned minutes_range[] = {0, MINUTES_MAX};

/* Two generals of a road. */
static bool read_pair(struct level_reader *reader,
                      const config_setting_t *names, uint8_t pair[2])
{
    uint8_t who[GENERALS_MAX];
    unsigned count = 0;
    if (!level_get_generals(reader, names, who, &count)) {
        return false;
    }
    if (count != 2) {
        level_fault_at(
            reader, names,
            "a road joins two generals, as in [ \"leo\", \"anna\" ]");
        return false;
    }
    pair[0] = who[0];
    pair[1] = who[1];
    return true;
}

static void read_special(struct level_reader *reader,
                         const config_setting_t *group)
{
    static const struct level_keys keys = {
        .what = "a special road", .keys = special_keys, .count = 2};
    struct setup *setup = &reader->level->setup;
    uint8_t pair[2];
    unsigned minutes = 0;
    if (config_setting_type(group) != CONFIG_TYPE_GROUP) {
        level_fault_at(reader, group,
                       "a special road must be a group: { between = [ \"leo\", "
                       "\"anna\" ]; minutes = 90; }");
        return;
    }
    level_check_keys(reader, group, &keys);
    const config_setting_t *names = level_get(group, "between", VALUE_NAMES);
    bool timed =
        level_get_int(reader, group, "minutes", minutes_range, &minutes);
    if (names != NULL && read_pair(reader, names, pair) && timed) {
        setup->road[pair[0]][pair[1]] = (uint16_t)minutes;
        setup->road[pair[1]][pair[0]] = (uint16_t)minutes;
    }
}

static void read_roads(struct level_reader *reader)
{
    static const struct level_keys keys = {
        .what = "\"roads\"", .keys = roads_keys, .count = 2};
    struct setup *setup = &reader->level->setup;
    const config_setting_t *roads =
        level_get(reader->root, "roads", VALUE_GROUP);
    unsigned minutes = 0;
    if (roads == NULL) {
        return;
    }
    level_check_keys(reader, roads, &keys);
    if (level_get_int(reader, roads, "minutes", minutes_range, &minutes)) {
        for (unsigned i = 0; i < setup->generals; i++) {
            for (unsigned j = 0; j < setup->generals; j++) {
                setup->road[i][j] = (uint16_t)(i == j ? 0 : minutes);
            }
        }
    }
    const config_setting_t *special = level_get(roads, "special", VALUE_LIST);
    int count = special == NULL ? 0 : config_setting_length(special);
    for (int i = 0; i < count; i++) {
        read_special(reader, config_setting_get_elem(special, (unsigned)i));
    }
}

static void watch_road(struct setup *setup, unsigned from, unsigned to)
{
    if (setup->road[from][to] > 0) {
        setup->watched[from] |= (uint16_t)(1u << to);
    }
}

static void watch_all(struct setup *setup)
{
    for (unsigned i = 0; i < setup->generals; i++) {
        for (unsigned j = 0; j < setup->generals; j++) {
            watch_road(setup, i, j);
        }
    }
}

/* { from = "leo"; to = "anna"; }: scouts who let those ride that come back. */
static void watch_one_way(struct level_reader *reader,
                          const config_setting_t *group)
{
    static const struct level_keys keys = {
        .what = "a road watched one way", .keys = way_keys, .count = 2};
    struct setup *setup = &reader->level->setup;
    uint8_t from = 0, to = 0;
    level_check_keys(reader, group, &keys);
    if (!level_get_general(reader, group, "from", &from) ||
        !level_get_general(reader, group, "to", &to)) {
        return;
    }
    if (setup->road[from][to] == 0) {
        level_fault_at(reader, group,
                       "scouts cannot watch here: no road leads from \"%s\" to "
                       "\"%s\"",
                       reader->general[from], reader->general[to]);
        return;
    }
    watch_road(setup, from, to);
}

static void watch_one(struct level_reader *reader,
                      const config_setting_t *names)
{
    struct setup *setup = &reader->level->setup;
    uint8_t pair[2];
    int type = config_setting_type(names);
    if (type == CONFIG_TYPE_GROUP) {
        watch_one_way(reader, names);
        return;
    }
    if ((type != CONFIG_TYPE_ARRAY && type != CONFIG_TYPE_LIST) ||
        config_setting_length(names) < 1 ||
        config_setting_get_string_elem(names, 0) == NULL) {
        level_fault_at(reader, names,
                       "a watched road must be two generals, as in "
                       "[ \"leo\", \"anna\" ]");
        return;
    }
    if (!read_pair(reader, names, pair)) {
        return;
    }
    if (setup->road[pair[0]][pair[1]] == 0) {
        level_fault_at(reader, names,
                       "scouts cannot watch here: there is no road between "
                       "\"%s\" and \"%s\"",
                       reader->general[pair[0]], reader->general[pair[1]]);
    }
    watch_road(setup, pair[0], pair[1]);
    watch_road(setup, pair[1], pair[0]);
}

static void read_watch(struct level_reader *reader,
                       const config_setting_t *scouts)
{
    struct setup *setup = &reader->level->setup;
    const config_setting_t *watch = config_setting_get_member(scouts, "watch");
    const char *word = watch == NULL ? "all" : config_setting_get_string(watch);
    if (word != NULL && strcmp(word, "all") == 0) {
        if (watch != NULL || setup->budget > 0) {
            watch_all(setup);
        }
    } else if (watch != NULL &&
               config_setting_type(watch) == CONFIG_TYPE_LIST) {
        for (int i = 0; i < config_setting_length(watch); i++) {
            watch_one(reader, config_setting_get_elem(watch, (unsigned)i));
        }
    } else {
        level_fault_at(reader, watch,
                       "\"watch\" must be \"all\" or a list of roads, as in "
                       "( [ \"leo\", \"anna\" ] )");
    }
}

static void read_chance(struct level_reader *reader,
                        const config_setting_t *scouts)
{
    const config_setting_t *member = level_get(scouts, "chance", VALUE_REAL);
    if (member == NULL) {
        return;
    }
    bool real = config_setting_type(member) == CONFIG_TYPE_FLOAT;
    double chance = real ? config_setting_get_float(member)
                         : (double)config_setting_get_int64(member);
    if (!(chance >= 0 && chance <= 1)) {
        level_fault_at(reader, member, "\"chance\" must be from 0 to 1");
        return;
    }
    if (chance > 0 && chance * PPM < 1) {
        level_fault_at(reader, member,
                       "\"chance\" must be at least 0.000001, or 0");
        return;
    }
    reader->level->setup.capture = (uint32_t)(chance * PPM + 0.5);
}

void level_read_roads(struct level_reader *reader)
{
    static const struct level_keys keys = {
        .what = "\"scouts\"", .keys = scouts_keys, .count = 4};
    static const unsigned budget[] = {0, 255};
    unsigned value = 0;
    read_roads(reader);
    const config_setting_t *scouts =
        level_get(reader->root, "scouts", VALUE_GROUP);
    if (scouts == NULL) {
        return;
    }
    level_check_keys(reader, scouts, &keys);
    read_chance(reader, scouts);
    if (level_get_int(reader, scouts, "budget", budget, &value)) {
        reader->level->setup.budget = (uint8_t)value;
    }
    read_watch(reader, scouts);
    (void)level_get_plays(reader, scouts, true, &reader->level->others.city);
}
