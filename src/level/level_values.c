/* Values of a level file, each checked where it is read. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "level/nearest.h"
#include "level/read.h"
#include "level/utf8.h"

bool level_get_int(struct level_reader *reader, const config_setting_t *group,
                   const char *name, const unsigned range[2], unsigned *out)
{
    const config_setting_t *member = level_get(group, name, VALUE_INT);
    if (member == NULL) {
        return false;
    }
    long long value = config_setting_get_int64(member);
    if (value < (long long)range[0] || value > (long long)range[1]) {
        level_fault_at(reader, member, "\"%s\" must be from %u to %u", name,
                       range[0], range[1]);
        return false;
    }
    *out = (unsigned)value;
    return true;
}

bool level_get_bool(const config_setting_t *group, const char *name, bool *out)
{
    const config_setting_t *member = level_get(group, name, VALUE_BOOL);
    if (member == NULL) {
        return false;
    }
    *out = config_setting_get_bool(member) != 0;
    return true;
}

const char *level_get_word(const config_setting_t *group, const char *name)
{
    const config_setting_t *member = level_get(group, name, VALUE_WORD);
    return member == NULL ? NULL : config_setting_get_string(member);
}

/* Say whether the text can be shown: UTF-8 (an escape may have broken it) and
 * no control characters but the newline. */
static bool can_be_shown(const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < length;) {
        size_t size = utf8_sequence(text + i, length - i);
        unsigned char c = (unsigned char)text[i];
        bool control = (c < 0x20 && c != '\n') || c == 0x7F ||
                       (c == 0xC2 && (unsigned char)text[i + 1] < 0xA0);
        if (size == 0 || control) {
            return false;
        }
        i += size;
    }
    return true;
}

static uint32_t keep_text(struct level_reader *reader,
                          const config_setting_t *setting, const char *text)
{
    struct level *level = reader->level;
    size_t room = LEVEL_TEXT_MAX - level->text_used;
    size_t size = strlen(text) + 1;
    if (size > room) {
        level_fault_at(reader, setting,
                       "the texts of this level are longer than %d bytes "
                       "together: shorten them",
                       (int)LEVEL_TEXT_MAX);
        return 0;
    }
    uint32_t at = level->text_used;
    memcpy(level->text + at, text, size);
    level->text_used += (uint32_t)size;
    return at;
}

/* Names and titles stand in the middle of lines. */
static bool is_one_line(const char *what)
{
    return strcmp(what, "name") == 0 || strcmp(what, "letter") == 0 ||
           strcmp(what, "title") == 0;
}

static uint32_t read_language(struct level_reader *reader,
                              const config_setting_t *group, const char *name,
                              const char *what)
{
    const config_setting_t *member = level_get(group, name, VALUE_WORD);
    const char *text = member == NULL ? "" : config_setting_get_string(member);
    if (member != NULL && !can_be_shown(text)) {
        level_fault_at(reader, member,
                       "\"%s\" of \"%s\" has bytes that cannot be shown: use "
                       "letters and \\n only",
                       name, what);
        return 0;
    }
    if (member != NULL && is_one_line(what) &&
        !level_check_line(reader, member, what)) {
        return 0;
    }
    return text[0] == '\0' ? 0 : keep_text(reader, member, text);
}

void level_get_text(struct level_reader *reader, const config_setting_t *group,
                    const char *name, struct level_text *out)
{
    static const struct level_key keys[] = {
        LEVEL_KEY("en", false, VALUE_WORD, "en = \"..\";"),
        LEVEL_KEY("ko", false, VALUE_WORD, "ko = \"..\";"),
    };
    struct level_keys set = {.what = name, .keys = keys, .count = 2};
    const config_setting_t *text =
        name == NULL ? group : level_get(group, name, VALUE_TEXT);
    if (text == NULL) {
        return;
    }
    if (name == NULL) {
        set.what = "a hint";
    }
    level_check_keys(reader, text, &set);
    const config_setting_t *english = config_setting_get_member(text, "en");
    const char *word =
        english == NULL ? "" : config_setting_get_string(english);
    if (english == NULL || (word != NULL && word[0] == '\0')) {
        level_fault_at(reader, text,
                       "\"%s\" has no English text; add en = \"..\";",
                       set.what);
    }
    out->at[LANGUAGE_EN] = read_language(reader, text, "en", set.what);
    out->at[LANGUAGE_KO] = read_language(reader, text, "ko", set.what);
}

static bool find_general(struct level_reader *reader,
                         const config_setting_t *place, const char *id,
                         uint8_t *out)
{
    struct nearest nearest = {.wanted = id};
    for (unsigned g = 0; g < reader->level->setup.generals; g++) {
        if (strcmp(reader->general[g], id) == 0 && id[0] != '\0') {
            *out = (uint8_t)g;
            return true;
        }
        if (reader->general[g][0] != '\0') {
            nearest_offer(&nearest, reader->general[g]);
        }
    }
    if (nearest.best != NULL) {
        level_fault_at(reader, place, "there is no general \"%.40s\"; %s", id,
                       nearest_advice(&nearest));
    }
    return false;
}

bool level_get_general(struct level_reader *reader,
                       const config_setting_t *group, const char *name,
                       uint8_t *out)
{
    const config_setting_t *member = level_get(group, name, VALUE_WORD);
    return member != NULL &&
           find_general(reader, member, config_setting_get_string(member), out);
}

bool level_get_generals(struct level_reader *reader,
                        const config_setting_t *names,
                        uint8_t out[GENERALS_MAX], unsigned *count)
{
    unsigned seen = 0;
    *count = 0;
    int length = config_setting_length(names);
    if (length > GENERALS_MAX) {
        level_fault_at(reader, names, "there are more than %d generals here",
                       (int)GENERALS_MAX);
        return false;
    }
    for (int i = 0; i < length; i++) {
        const char *id = config_setting_get_string_elem(names, i);
        if (!find_general(reader, names, id, &out[i])) {
            return false;
        }
        if ((seen & 1u << out[i]) != 0) {
            level_fault_at(reader, names,
                           "general \"%.40s\" is named twice: once is enough",
                           id);
            return false;
        }
        seen |= 1u << out[i];
    }
    *count = (unsigned)length;
    return true;
}

bool level_get_order(struct level_reader *reader, const config_setting_t *group,
                     const char *name, uint8_t *out)
{
    const struct setup *setup = &reader->level->setup;
    const config_setting_t *member = level_get(group, name, VALUE_WORD);
    if (member == NULL) {
        return false;
    }
    const char *id = config_setting_get_string(member);
    unsigned found = setup_find_order(setup, id);
    if (found != ORDER_NONE) {
        *out = (uint8_t)found;
        return true;
    }
    struct nearest nearest = {.wanted = id};
    for (unsigned o = 0; o < setup->orders; o++) {
        nearest_offer(&nearest, setup->order_id[o]);
    }
    level_fault_at(reader, member, "there is no order \"%.40s\"; %s", id,
                   nearest_advice(&nearest));
    return false;
}

static const char *const days[] = {"Monday",   "Tuesday", "Wednesday",
                                   "Thursday", "Friday",  "Saturday",
                                   "Sunday"};

/* Read "13:00"; returns the minute of the day, or DAY_MINUTES. */
static unsigned read_clock(const char *text)
{
    size_t length = strlen(text);
    const char *colon = strchr(text, ':');
    bool well = colon != NULL && (length == 4 || length == 5) &&
                colon == text + length - 3;
    for (size_t i = 0; well && i < length; i++) {
        well = text + i == colon || isdigit((unsigned char)text[i]);
    }
    if (!well) {
        return DAY_MINUTES;
    }
    unsigned hour = length == 5 ? (unsigned)(text[0] - '0') * 10u : 0;
    hour += (unsigned)(colon[-1] - '0');
    unsigned minute =
        (unsigned)(colon[1] - '0') * 10u + (unsigned)(colon[2] - '0');
    return hour < 24 && minute < 60 ? hour * 60 + minute : DAY_MINUTES;
}

bool level_get_time(struct level_reader *reader, const config_setting_t *group,
                    const char *name, uint32_t *out)
{
    const config_setting_t *member = level_get(group, name, VALUE_WORD);
    if (member == NULL) {
        return false;
    }
    const char *text = config_setting_get_string(member);
    size_t size = strcspn(text, " ");
    char word[16] = "";
    memcpy(word, text, size < sizeof word ? size : sizeof word - 1);
    struct nearest nearest = {.wanted = word};
    unsigned clock = read_clock(text + size + (text[size] == ' '));
    for (unsigned d = 0; d < 7; d++) {
        if (clock < DAY_MINUTES && strcasecmp(word, days[d]) == 0) {
            *out = d * DAY_MINUTES + clock;
            return true;
        }
        nearest_offer(&nearest, days[d]);
    }
    level_fault_at(reader, member,
                   "\"%.40s\" is no time of the week; write a day and an "
                   "hour, for example \"%s 13:00\"",
                   text, nearest.best);
    return false;
}

bool level_id_is_good(const char *id, size_t room)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    return islower((unsigned char)id[0]) && strspn(id, letters) == strlen(id) &&
           strlen(id) < room;
}
