/* What happened: letters that reached the tents; for spectators everything. */
#include "plain/inside.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_acks.h"
#include "ui/words_network.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

/* Whether a letter came to the player's own tents (or was missed there). */
static bool reached(const struct plain *plain, struct letter *letter)
{
    const struct world *world = session_world(plain->session);
    uint16_t eyes = session_eyes(plain->session);
    return ((unsigned)eyes >> letter->to & 1u) != 0 &&
           letter->arrives <= world->clock &&
           letter_seen(letter, eyes, world->clock) &&
           letter->state != LETTER_RIDING &&
           !words_leg_spared(world, letter, world->clock);
}

static void say_letter(struct plain *plain, const struct letter *letter)
{
    char text[WORDS_MAX], state[WORDS_MAX], time[64];
    words_letter(text, sizeof text, &plain->level, letter);
    const char *to = words_name(&plain->level, letter->to);
    words_when(time, sizeof time, &plain->level.setup, letter->arrives);
    if (letter->state == LETTER_UNWRITTEN) {
        plain_sayf(plain, 4, _("  %s, to %s: no letter. %s"), time, to, text);
        return;
    }
    if (letter->block && letter->state == LETTER_ARRIVED) {
        words_chain_arrives(text, sizeof text, plain->session, letter);
        plain_sayf(plain, 4, "  %s  %s", time, text);
        return;
    }
    plain_sayf(plain, 4, _("  %s, to %s: %s"), time, to, text);
    if (letter->state == LETTER_REFUSED) {
        words_letter_state(state, sizeof state, &plain->level, letter);
        plain_sayf(plain, 6, "    (%s)", state);
    }
}

/* Two messengers of one leg who fared alike (acks). */
static bool same_leg(const struct level *level, const struct letter *a,
                     const struct letter *b)
{
    return level->setup.rule == RULE_ACKS && a->phase == b->phase &&
           a->state == b->state;
}

size_t plain_say_letters(struct plain *plain, uint32_t since, size_t rows)
{
    const struct world *world = session_world(plain->session);
    uint32_t letters = game_letters(world);
    struct letter last = {.phase = 0};
    size_t told = 0;
    for (uint32_t i = 0; i < letters; i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (letter.arrives <= since || !reached(plain, &letter)) {
            continue;
        }
        if (told > 0 && same_leg(&plain->level, &last, &letter)) {
            continue;
        }
        last = letter;
        if (told++ < rows) {
            say_letter(plain, &letter);
        }
    }
    if (told > rows) {
        plain_sayf(plain, 2, _("  ... and %zu more: type \"letters\"."),
                   told - rows);
    }
    return told;
}

void plain_show_letters(struct plain *plain)
{
    if (session_eyes(plain->session) == 0) {
        plain_say(plain, _("The city reads no letters."), 0);
        return;
    }
    if (plain_say_letters(plain, 0, SIZE_MAX) == 0) {
        plain_say(plain, _("No letter has come."), 0);
    }
}

bool plain_events_wait(const struct plain *plain)
{
    const struct event *events;
    return plain->level.role == ROLE_WATCH &&
           plain->events_told < session_events(plain->session, &events);
}

static void say_event(struct plain *plain, const struct event *event)
{
    char text[WORDS_MAX], time[64];
    words_when(time, sizeof time, &plain->level.setup, event->minute);
    words_event(text, sizeof text, plain->session, event, EYES_ALL);
    if (text[0] == '\0') {
        return;
    }
    plain_sayf(plain, 4, "  %s  %s", time, text);
}

/* The next later minute of these events, or UINT32_MAX. */
static uint32_t next_minute(const struct event *events, size_t count,
                            uint32_t after)
{
    uint32_t next = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        if (events[i].minute > after && events[i].minute < next) {
            next = events[i].minute;
        }
    }
    return next;
}

void plain_say_events(struct plain *plain)
{
    const struct event *events;
    size_t last = session_events(plain->session, &events);
    size_t first = plain->events_told;
    size_t end = first + 1;
    bool steps = session_steps(plain->session);
    if (first >= last) {
        return;
    }
    while (end < last && (steps ? events[end].minute == events[first].minute
                                : events[end].kind != EVENT_ROUND)) {
        end++;
    }
    uint32_t minute = events[first].minute;
    while (minute != UINT32_MAX) {
        for (size_t i = first; i < end; i++) {
            if (events[i].minute == minute) {
                say_event(plain, &events[i]);
            }
        }
        minute = next_minute(events + first, end - first, minute);
    }
    plain->events_told = end;
}

void plain_say_ladder(struct plain *plain)
{
    const struct session *session = plain->session;
    struct knowledge_ladder ladder;
    uint32_t minute = session_world(session)->clock;
    uint16_t eyes = session_eyes(session);
    char text[WORDS_MAX];
    for (unsigned g = 0; g < 2; g++) {
        if (((unsigned)eyes >> g & 1u) == 0 ||
            !session_ladder(session, g, minute, &ladder)) {
            continue;
        }
        if (eyes == EYES_ALL) {
            words_ladder_of(text, sizeof text, &plain->level, &ladder, g);
            plain_say(plain, text, 2);
            continue;
        }
        for (uint32_t line = 0; words_ladder(text, sizeof text, &plain->level,
                                             &ladder, 1 - g, 1, line) > 0;
             line++) {
            plain_say(plain, text, 2);
        }
    }
}
