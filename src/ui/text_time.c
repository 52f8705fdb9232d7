/* Days, hours, orders and the language in use: the words of text.h. */
#include "ui/text.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum language language_in_use = LANGUAGE_EN;

/* gettext looks a text up again only when this counter has changed. */
extern int _nl_msg_cat_cntr; /* NOLINT(*-reserved-identifier) */

static bool locale_has_hangul(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

enum language text_language(void)
{
    return language_in_use;
}

void text_set_language(enum language language)
{
    static const char *const name[LANGUAGES] = {"en", "ko"};
    language_in_use = locale_has_hangul() ? language : LANGUAGE_EN;
    (void)setenv("LANGUAGE", name[language_in_use], 1);
    _nl_msg_cat_cntr++;
}

static const char *day_name(unsigned day)
{
    static const char *const names[7] = {
        N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
        N_("Friday"), N_("Saturday"), N_("Sunday")};
    return gettext(names[day]);
}

static const char *day_name_short(unsigned day)
{
    static const char *const names[7] = {N_("Mon"), N_("Tue"), N_("Wed"),
                                         N_("Thu"), N_("Fri"), N_("Sat"),
                                         N_("Sun")};
    return gettext(names[day]);
}

static unsigned day_of(uint32_t week_minute)
{
    return week_minute % WEEK_MINUTES / DAY_MINUTES;
}

static unsigned hour_of(uint32_t week_minute)
{
    return week_minute % DAY_MINUTES / 60;
}

static size_t length_of(int wanted)
{
    return wanted < 0 ? 0 : (size_t)wanted;
}

size_t text_day_time(char *out, size_t room, uint32_t week_minute)
{
    return length_of(snprintf(out, room, "%s %02u:%02u",
                              day_name(day_of(week_minute)),
                              hour_of(week_minute), week_minute % 60));
}

size_t text_day_short(char *out, size_t room, uint32_t week_minute)
{
    return length_of(snprintf(out, room, "%s %02u",
                              day_name_short(day_of(week_minute)),
                              hour_of(week_minute)));
}

size_t text_clock(char *out, size_t room, uint32_t week_minute)
{
    return length_of(snprintf(out, room, "%02u:%02u", hour_of(week_minute),
                              week_minute % 60));
}

static const char *order_id(const struct level *level, unsigned order)
{
    if (level != NULL && order < ORDERS_MAX) {
        return level->setup.order_id[order];
    }
    return order == ORDER_RETREAT ? "retreat" : "attack";
}

const char *text_order(const struct level *level, unsigned order)
{
    if (order >= ORDERS_MAX) {
        return _("nothing");
    }
    if (level != NULL) {
        const char *own =
            level_say(level, level->order_name[order], text_language());
        if (own[0] != '\0') {
            return own;
        }
    }
    const char *id = order_id(level, order);
    if (strcmp(id, "retreat") == 0) {
        return _("retreat");
    }
    return strcmp(id, "attack") == 0 ? _("attack") : id;
}

/* The first letter of an id, as a capital. */
static const char *initial(const char *id)
{
    static const char capitals[26][2] = {
        "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M",
        "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z"};
    return id[0] >= 'a' && id[0] <= 'z' ? capitals[id[0] - 'a'] : "?";
}

const char *text_order_letter(const struct level *level, unsigned order)
{
    if (order >= ORDERS_MAX) {
        return "-";
    }
    if (level != NULL) {
        const char *own =
            level_say(level, level->order_letter[order], text_language());
        if (own[0] != '\0') {
            return own;
        }
    }
    const char *id = order_id(level, order);
    if (strcmp(id, "retreat") == 0) {
        return _("R");
    }
    return strcmp(id, "attack") == 0 ? _("A") : initial(id);
}

enum frame_role text_order_role(unsigned order)
{
    if (order == ORDER_RETREAT) {
        return FRAME_RETREAT;
    }
    if (order >= ORDERS_MAX) {
        return FRAME_DIM;
    }
    return order == 1 ? FRAME_ATTACK : FRAME_OTHER;
}
