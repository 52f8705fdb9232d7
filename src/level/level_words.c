/* Names and titles: what stands in the middle of a line must be seen whole,
 * and two generals must not be taken for each other. */
#include <stdint.h>
#include <string.h>

#include "level/read.h"
#include "level/utf8.h"

enum { NAME_CELLS = 24, TITLE_CELLS = 60 };

struct range {
    uint32_t first, last;
};

/* Unicode: characters without a picture (zero width, fillers) and those that
 * turn the direction of a line. */
static const struct range unseen[] = {
    {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},   {0x115F, 0x1160},
    {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F}, {0x2028, 0x202E},
    {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF}, {0xE0000, 0xE0FFF},
};

/* Unicode, East Asian Width: these take two cells. The terminal's locale must
 * not decide whether a level is good, so wcwidth is not asked. */
static const struct range wide[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
};

/* Marks that are drawn over the letter before them. */
static const struct range marks[] = {
    {0x300, 0x36F},   {0x1160, 0x11FF}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F},
};

#define IS_IN(point, ranges)                                                   \
    is_in((point), (ranges), sizeof(ranges) / sizeof((ranges)[0]))
static bool is_in(uint32_t point, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (point >= ranges[i].first && point <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

static uint32_t point_of(const char *bytes, size_t size)
{
    uint32_t point = (unsigned char)bytes[0];
    if (size == 1) {
        return point;
    }
    point &= 0xFFu >> (size + 1);
    for (size_t i = 1; i < size; i++) {
        point = point << 6 | ((unsigned char)bytes[i] & 0x3Fu);
    }
    return point;
}

/* Cells of a text; `hidden` gets a character that cannot be seen, or 0. */
static unsigned measure(const char *text, uint32_t *hidden)
{
    size_t length = strlen(text);
    unsigned cells = 0;
    *hidden = 0;
    for (size_t i = 0; i < length;) {
        size_t size = utf8_sequence(text + i, length - i);
        size = size == 0 ? 1 : size;
        uint32_t point = point_of(text + i, size);
        if (IS_IN(point, unseen)) {
            *hidden = point;
        } else if (!IS_IN(point, marks)) {
            cells += IS_IN(point, wide) ? 2 : 1;
        }
        i += size;
    }
    return cells;
}

bool level_check_line(struct level_reader *reader,
                      const config_setting_t *member, const char *what)
{
    const char *language = config_setting_name(member);
    const char *text = config_setting_get_string(member);
    bool title = strcmp(what, "title") == 0;
    unsigned most = title ? TITLE_CELLS : NAME_CELLS;
    uint32_t hidden;
    unsigned cells = measure(text, &hidden);
    if (strchr(text, '\n') != NULL) {
        level_fault_at(reader, member,
                       "\"%s\" of \"%s\" must be one line: take \\n away",
                       language, what);
        return false;
    }
    if (hidden != 0) {
        level_fault_at(reader, member,
                       "\"%s\" of \"%s\" has the character U+%04lX, which "
                       "cannot be seen: take it away",
                       language, what, (unsigned long)hidden);
        return false;
    }
    if (cells > most) {
        level_fault_at(reader, member,
                       "\"%s\" of \"%s\" is %u cells wide: write at most %u",
                       language, what, cells, most);
        return false;
    }
    return true;
}

/* A general who is shown by the name of one before, or NO_GENERAL. */
static unsigned namesake(const struct level *level, unsigned g,
                         enum language language)
{
    for (unsigned other = 0; other < g; other++) {
        if (strcmp(level_name(level, other, language),
                   level_name(level, g, language)) == 0) {
            return other;
        }
    }
    return NO_GENERAL;
}

void level_check_names(struct level_reader *reader)
{
    static const char *const codes[] = {
        [LANGUAGE_EN] = "en", [LANGUAGE_KO] = "ko"};
    const struct level *level = reader->level;
    const config_setting_t *generals =
        level_get(reader->root, "generals", VALUE_LIST);
    for (unsigned g = 0; g < level->setup.generals; g++) {
        const config_setting_t *place = config_setting_get_elem(generals, g);
        const config_setting_t *name = config_setting_get_member(place, "name");
        for (int l = 0; l < LANGUAGES; l++) {
            unsigned other = namesake(level, g, (enum language)l);
            if (other != NO_GENERAL) {
                level_fault_at(reader, name == NULL ? place : name,
                               "the generals \"%s\" and \"%s\" are both shown "
                               "as \"%.60s\" in \"%s\": names must differ",
                               reader->general[other], reader->general[g],
                               level_name(level, g, (enum language)l),
                               codes[l]);
                break;
            }
        }
    }
}
