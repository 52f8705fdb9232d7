/* The orders of a level: their ids, times and names. Retreat is order 0. */
#include <stdio.h>
#include <string.h>

#include "level/read.h"
#include "level/utf8.h"

static const struct level_key order_keys[] = {
    LEVEL_KEY("id", true, VALUE_WORD, "id = \"attack\";"),
    LEVEL_KEY("at", false, VALUE_WORD, "at = \"Friday 13:00\";"),
    LEVEL_KEY("name", false, VALUE_TEXT,
              "name = { en = \"..\"; ko = \"..\"; };"),
    LEVEL_KEY("letter", false, VALUE_TEXT,
              "letter = { en = \"F\"; ko = \"..\"; };"),
};

/* One letter stands for the order on the map. */
static void check_letter(struct level_reader *reader,
                         const config_setting_t *group,
                         const struct level_text *letter)
{
    for (unsigned l = 0; l < LANGUAGES; l++) {
        const char *text = reader->level->text + letter->at[l];
        size_t length = strlen(text);
        if (length > 0 && utf8_sequence(text, length) != length) {
            level_fault_at(reader, config_setting_get_member(group, "letter"),
                           "\"letter\" must be one letter in each language, "
                           "not \"%.20s\"",
                           text);
        }
    }
}

static void read_words(struct level_reader *reader,
                       const config_setting_t *group, unsigned order)
{
    struct level *level = reader->level;
    level_get_text(reader, group, "name", &level->order_name[order]);
    level_get_text(reader, group, "letter", &level->order_letter[order]);
    check_letter(reader, group, &level->order_letter[order]);
}

/* Times of the week go round: Monday after a start on Friday is the next. */
static uint32_t minutes_until(const struct setup *setup, uint32_t minute)
{
    return (minute + WEEK_MINUTES - setup->start) % WEEK_MINUTES;
}

static void read_at(struct level_reader *reader, const config_setting_t *group,
                    unsigned order)
{
    struct setup *setup = &reader->level->setup;
    uint32_t minute = 0;
    if (config_setting_get_member(group, "at") == NULL) {
        level_fault_at(reader, group,
                       "an order to attack lacks its time; add for example: %s",
                       order_keys[1].example);
    }
    if (!level_get_time(reader, group, "at", &minute)) {
        return;
    }
    setup->order_minute[order] = minutes_until(setup, minute);
    if (setup->order_minute[order] == 0) {
        level_fault_at(reader, config_setting_get_member(group, "at"),
                       "the attack is at the very start of the siege: make it "
                       "later");
    }
}

/* Say whether the id can be used; a fault otherwise. */
static bool check_id(struct level_reader *reader, const config_setting_t *group,
                     const char *id)
{
    const struct setup *setup = &reader->level->setup;
    const config_setting_t *place = config_setting_get_member(group, "id");
    if (!level_id_is_good(id, ORDER_ID_MAX)) {
        level_fault_at(reader, place,
                       "\"%.40s\" is no id of an order: use up to %d of a-z, "
                       "0-9, - and _, a letter first",
                       id, (int)ORDER_ID_MAX - 1);
        return false;
    }
    if (setup_find_order(setup, id) != ORDER_NONE) {
        level_fault_at(reader, place, "there are two orders \"%s\": keep one",
                       id);
        return false;
    }
    return true;
}

static void read_retreat(struct level_reader *reader,
                         const config_setting_t *group, bool *renamed)
{
    if (*renamed) {
        level_fault_at(reader, group,
                       "there are two orders \"retreat\": keep one");
        return;
    }
    *renamed = true;
    if (config_setting_get_member(group, "at") != NULL) {
        level_fault_at(reader, config_setting_get_member(group, "at"),
                       "a retreat has no time: take \"at\" away");
    }
    read_words(reader, group, ORDER_RETREAT);
}

static void read_one(struct level_reader *reader, const config_setting_t *group,
                     bool *renamed)
{
    static const struct level_keys keys = {
        .what = "an order", .keys = order_keys, .count = 4};
    struct setup *setup = &reader->level->setup;
    level_check_keys(reader, group, &keys);
    const char *id = level_get_word(group, "id");
    if (id != NULL && strcmp(id, "retreat") == 0) {
        read_retreat(reader, group, renamed);
        return;
    }
    if (id == NULL || !check_id(reader, group, id)) {
        return;
    }
    if (setup->orders == ORDERS_MAX) {
        level_fault_at(reader, group,
                       "there are more than %d orders besides retreat",
                       (int)ORDERS_MAX - 1);
        return;
    }
    unsigned order = setup->orders++;
    (void)snprintf(setup->order_id[order], ORDER_ID_MAX, "%s", id);
    read_at(reader, group, order);
    read_words(reader, group, order);
}

/* Without a list: attack on Friday 13:00, and retreat. */
static void keep_default(struct level_reader *reader)
{
    struct setup *setup = &reader->level->setup;
    const uint32_t friday_13 = 4 * DAY_MINUTES + 13 * 60;
    uint32_t minutes = minutes_until(setup, friday_13);
    setup->order_minute[1] = minutes == 0 ? WEEK_MINUTES : minutes;
}

void level_read_orders(struct level_reader *reader)
{
    struct setup *setup = &reader->level->setup;
    const config_setting_t *orders =
        level_get(reader->root, "orders", VALUE_LIST);
    if (orders == NULL) {
        keep_default(reader);
        return;
    }
    memset(setup->order_id[1], 0, ORDER_ID_MAX);
    setup->order_minute[1] = 0;
    setup->orders = 1;
    bool renamed = false;
    for (int i = 0; i < config_setting_length(orders); i++) {
        const config_setting_t *group =
            config_setting_get_elem(orders, (unsigned)i);
        if (config_setting_type(group) == CONFIG_TYPE_GROUP) {
            read_one(reader, group, &renamed);
        } else {
            level_fault_at(reader, group,
                           "an order must be a group: { id = \"attack\"; at = "
                           "\"Friday 13:00\"; }");
        }
    }
    if (setup->orders < 2) {
        level_fault_at(reader, orders,
                       "there is no order to attack; add for example: { id = "
                       "\"attack\"; at = \"Friday 13:00\"; }");
    }
}
