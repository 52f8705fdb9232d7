/* Generals, chains and letters in words. */
#include "ui/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/paths.h"
#include "ui/text.h"
#include "ui/words_acks.h"
#include "ui/words_network.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

enum { TIME_MAX = 64, NAMES_MAX = 640 };

/* Bytes of `text` that fit without cutting a letter of UTF-8 in two. */
static size_t whole_letters(const char *text, size_t length, size_t room)
{
    if (length < room) {
        return length;
    }
    size_t cut = room - 1;
    while (cut > 0 && ((unsigned char)text[cut] & 0xC0u) == 0x80u) {
        cut--;
    }
    return cut;
}

size_t words_say(char *out, size_t room, const char *format, ...)
{
    char text[WORDS_MAX];
    va_list arguments;
    va_start(arguments, format);
    int wanted = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (wanted < 0) {
        text[0] = '\0';
    }
    text_particles(text);
    size_t length = strlen(text);
    if (room > 0) {
        size_t cut = whole_letters(text, length, room);
        memcpy(out, text, cut);
        out[cut] = '\0';
    }
    return length;
}

const char *words_name(const struct level *level, unsigned general)
{
    return level_name(level, general, text_language());
}

const char *words_order(const struct level *level, unsigned order)
{
    return text_order(level, order < ORDERS_MAX ? order : ORDER_RETREAT);
}

/* Lists: "A", "A and B", "A, B and C". */
static void join_names(char *out, size_t room, const struct level *level,
                       const uint8_t *who, unsigned count)
{
    char list[NAMES_MAX] = "";
    for (unsigned i = 0; i < count; i++) {
        char longer[NAMES_MAX];
        const char *name = words_name(level, who[i]);
        if (i == 0) {
            words_say(longer, sizeof longer, "%s", name);
        } else if (i + 1 < count) {
            words_say(longer, sizeof longer, _("%s, %s"), list, name);
        } else {
            words_say(longer, sizeof longer, _("%s and %s"), list, name);
        }
        memcpy(list, longer, sizeof list);
    }
    words_say(out, room, "%s", list);
}

size_t words_generals(char *out, size_t room, const struct level *level,
                      uint16_t mask)
{
    uint8_t who[GENERALS_MAX];
    unsigned count = 0;
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        if (((unsigned)mask >> g & 1u) != 0) {
            who[count++] = (uint8_t)g;
        }
    }
    char list[NAMES_MAX];
    join_names(list, sizeof list, level, who, count);
    return words_say(out, room, "%s", list);
}

static unsigned unpack(uint64_t chain, unsigned length, uint8_t *who)
{
    unsigned count = length < GENERALS_MAX ? length : GENERALS_MAX;
    for (unsigned i = 0; i < count; i++) {
        who[i] = (uint8_t)paths_at(chain, i);
    }
    return count;
}

size_t words_chain(char *out, size_t room, const struct level *level,
                   uint64_t chain, unsigned length)
{
    uint8_t who[GENERALS_MAX];
    unsigned count = unpack(chain, length, who);
    char list[NAMES_MAX] = "";
    for (unsigned i = 0; i < count; i++) {
        char longer[NAMES_MAX];
        words_say(longer, sizeof longer, i == 0 ? "%s%s" : "%s > %s", list,
                  words_name(level, who[i]));
        memcpy(list, longer, sizeof list);
    }
    return words_say(out, room, "%s", list);
}

/* Whose seals are on a letter. */
static void seal_names(char names[NAMES_MAX], const struct level *level,
                       const struct letter *letter)
{
    uint8_t who[GENERALS_MAX];
    join_names(names, NAMES_MAX, level, who,
               unpack(letter->chain, letter->length, who));
}

/* The receiver may have another sealed letter of the sender all the same: so
 * this one is named. */
static size_t say_kept(char *out, size_t room, const struct level *level,
                       const struct letter *letter)
{
    char names[NAMES_MAX];
    seal_names(names, level, letter);
    return words_say(out, room,
                     _("%s keeps back from %s the letter \"%s\", sealed by "
                       "%s."),
                     words_name(level, letter->from),
                     words_name(level, letter->to),
                     words_order(level, letter->duty), names);
}

static size_t say_silence(char *out, size_t room, const struct level *level,
                          const struct letter *letter)
{
    if (letter->sealed && letter->duty != ORDER_NONE) {
        return say_kept(out, room, level, letter);
    }
    const char *from = words_name(level, letter->from);
    const char *to = words_name(level, letter->to);
    if (letter->length >= 2 && level->setup.rule != RULE_RELAY) {
        unsigned before = paths_at(letter->chain, letter->length - 2u);
        return words_say(out, room,
                         _("%s writes nothing to %s about what %s said."), from,
                         to, words_name(level, before));
    }
    return words_say(out, room, _("%s writes nothing to %s."), from, to);
}

static size_t say_sealed(char *out, size_t room, const struct level *level,
                         const struct letter *letter)
{
    char names[NAMES_MAX];
    seal_names(names, level, letter);
    return words_say(out, room, _("\"%s\", sealed by %s."),
                     words_order(level, letter->order), names);
}

static size_t say_spoken(char *out, size_t room, const struct level *level,
                         const struct letter *letter)
{
    uint8_t who[GENERALS_MAX];
    unsigned count = unpack(letter->chain, letter->length, who);
    const char *name[GENERALS_MAX] = {""};
    for (unsigned i = 0; i < count; i++) {
        name[i] = words_name(level, who[count - 1 - i]);
    }
    const char *order = words_order(level, letter->order);
    if (count <= 1 || level->setup.rule == RULE_RELAY) {
        return words_say(out, room, _("%s says \"%s\"."),
                         words_name(level, letter->from), order);
    }
    if (count == 2) {
        return words_say(out, room, _("%s says that %s said \"%s\"."), name[0],
                         name[1], order);
    }
    if (count == 3) {
        return words_say(out, room,
                         _("%s says that %s said that %s said \"%s\"."),
                         name[0], name[1], name[2], order);
    }
    char chain[NAMES_MAX];
    words_chain(chain, sizeof chain, level, letter->chain, letter->length);
    return words_say(out, room,
                     _("\"%s\", as it went from mouth to mouth: %s."), order,
                     chain);
}

size_t words_letter(char *out, size_t room, const struct level *level,
                    const struct letter *letter)
{
    if (letter->block) {
        return words_chain_letter(out, room, level, letter);
    }
    if (level->setup.rule == RULE_ACKS) {
        return words_leg_letter(out, room, level, letter);
    }
    if (letter->post != POST_NONE) {
        return words_post_letter(out, room, level, letter, SIGHT_ALL);
    }
    if (letter->state == LETTER_UNWRITTEN) {
        return say_silence(out, room, level, letter);
    }
    if (letter->order == ORDER_NONE) {
        return words_say(out, room, _("%s writes to %s."),
                         words_name(level, letter->from),
                         words_name(level, letter->to));
    }
    return letter->sealed ? say_sealed(out, room, level, letter)
                          : say_spoken(out, room, level, letter);
}

static size_t say_refusal(char *out, size_t room, const struct level *level,
                          const struct letter *letter)
{
    if (letter->block) {
        return words_say(out, room, _("refused: %s"),
                         words_flood((enum refusal)letter->refusal));
    }
    if (letter->refusal == REFUSAL_ROUND) {
        return words_say(out, room,
                         _("refused: it bears %u seals and came in round %u"),
                         letter->length, letter->round);
    }
    char names[NAMES_MAX];
    words_generals(names, sizeof names, level, letter->forged);
    return words_say(out, room, _("refused: the seal of %s is forged"), names);
}

size_t words_letter_state(char *out, size_t room, const struct level *level,
                          const struct letter *letter)
{
    char time[TIME_MAX];
    words_when(time, sizeof time, &level->setup, letter->arrives);
    switch ((enum letter_state)letter->state) {
    case LETTER_UNWRITTEN:
        return words_say(out, room, "%s", _("not written"));
    case LETTER_RIDING:
        if (letter->post != POST_NONE) {
            return words_say(out, room, "%s", _("on the road"));
        }
        return words_say(out, room, _("on the road until %s"), time);
    case LETTER_SENT:
        return words_say(out, room, "%s", _("sent"));
    case LETTER_ARRIVED:
        if (letter->late) {
            return words_say(out, room, _("arrived %s, too late to matter"),
                             time);
        }
        return words_say(out, room, _("arrived %s"), time);
    case LETTER_CAPTURED:
        return words_say(out, room, "%s", _("captured on the road"));
    case LETTER_REFUSED:
        return say_refusal(out, room, level, letter);
    case LETTER_STATE_COUNT:
        break;
    }
    return words_say(out, room, "%s", "");
}

/* What the sender owed and what it did instead. */
static size_t say_lie(char *out, size_t room, const struct level *level,
                      const struct letter *letter)
{
    const char *from = words_name(level, letter->from);
    const char *to = words_name(level, letter->to);
    if (letter->forged != 0) {
        char names[NAMES_MAX];
        words_generals(names, sizeof names, level, letter->forged);
        return words_say(out, room, _("%s forged the seal of %s for %s."), from,
                         names, to);
    }
    if (letter->state == LETTER_UNWRITTEN && letter->sealed) {
        return words_say(out, room, _("%s owed %s \"%s\" and kept it back."),
                         from, to, words_order(level, letter->duty));
    }
    if (letter->state == LETTER_UNWRITTEN) {
        return words_say(out, room, _("%s owed %s \"%s\" and wrote nothing."),
                         from, to, words_order(level, letter->duty));
    }
    if (letter->duty == ORDER_NONE) {
        return words_say(out, room, _("%s sent %s \"%s\", which was not due."),
                         from, to, words_order(level, letter->order));
    }
    return words_say(out, room, _("%s owed %s \"%s\" and wrote \"%s\"."), from,
                     to, words_order(level, letter->duty),
                     words_order(level, letter->order));
}

size_t words_letter_fault(char *out, size_t room, const struct level *level,
                          const struct letter *letter)
{
    if (letter->block) {
        return words_say(out, room, "%s", ""); /* the tree tells it */
    }
    if (letter->post != POST_NONE) {
        return words_post_fault(out, room, level, letter);
    }
    if (letter_is_lie(letter)) {
        return say_lie(out, room, level, letter);
    }
    if (letter->state != LETTER_CAPTURED) {
        return words_say(out, room, "%s", "");
    }
    if (level->setup.rule == RULE_ACKS && letter->phase > 0) {
        return words_say(
            out, room,
            _("The scouts captured a messenger of %s to %s (confirmation %u)."),
            words_name(level, letter->from), words_name(level, letter->to),
            letter->phase);
    }
    return words_say(
        out, room, _("The scouts captured the letter of %s to %s: \"%s\"."),
        words_name(level, letter->from), words_name(level, letter->to),
        words_order(level, letter->order));
}
