/* The line of news: what happened, told as the camps in question know it. */
#include "ui/words.h"

#include "ui/text.h"
#include "ui/words_network.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

enum { PART_MAX = 640 };

static size_t nothing(char *out, size_t room)
{
    return words_say(out, room, "%s", "");
}

/* Its messenger leaves, or none does. */
static size_t say_leaving(char *out, size_t room, const struct level *level,
                          const struct event *event,
                          const struct letter *letter)
{
    char text[PART_MAX];
    bool silent = event->kind == EVENT_SILENT;
    if (letter->block && (silent || letter->duty != ORDER_NONE)) {
        return nothing(out, room); /* the block was told of */
    }
    words_letter(text, sizeof text, level, letter);
    return silent || letter->block
               ? words_say(out, room, "%s", text)
               : words_say(out, room, _("A messenger rides to %s: %s"),
                           words_name(level, letter->to), text);
}

/* It reaches the camp, or is checked there. */
static size_t say_coming(char *out, size_t room, const struct session *session,
                         const struct event *event, const struct letter *letter,
                         uint16_t eyes)
{
    const struct level *level = session_level(session);
    const char *to = words_name(level, letter->to);
    char text[PART_MAX];
    if (event->kind == EVENT_REFUSED) {
        words_letter_state(text, sizeof text, level, letter);
        return words_say(out, room, _("%s reads a letter of %s; %s."), to,
                         words_name(level, letter->from), text);
    }
    if (letter->block) {
        /* Who sees all was told when the block was found. */
        return eyes == EYES_ALL || letter->state == LETTER_REFUSED
                   ? nothing(out, room)
                   : words_chain_arrives(out, room, session, letter);
    }
    words_letter(text, sizeof text, level, letter);
    return words_say(out, room, _("%s receives: %s"), to, text);
}

/* A letter's event, unless these eyes cannot know of it. */
static size_t say_letter(char *out, size_t room, const struct session *session,
                         const struct event *event, uint16_t eyes)
{
    const struct level *level = session_level(session);
    const struct world *world = session_world(session);
    struct letter letter;
    if (event->letter >= game_letters(world)) {
        return nothing(out, room);
    }
    game_letter(world, event->letter, &letter);
    bool all = eyes == EYES_ALL;
    bool sends = all || ((unsigned)eyes >> letter.from & 1u) != 0;
    bool receives = all || ((unsigned)eyes >> letter.to & 1u) != 0;
    if (event->kind == EVENT_CAPTURED) {
        return all ? words_say(out, room,
                               _("The scouts capture the messenger from %s "
                                 "to %s."),
                               words_name(level, letter.from),
                               words_name(level, letter.to))
                   : nothing(out, room);
    }
    if (event->kind == EVENT_SENT || event->kind == EVENT_SILENT) {
        return sends ? say_leaving(out, room, level, event, &letter)
                     : nothing(out, room);
    }
    return receives ? say_coming(out, room, session, event, &letter, eyes)
                    : nothing(out, room);
}

static size_t say_accused(char *out, size_t room, const struct level *level,
                          const struct event *event)
{
    const char *who = words_name(level, event->actor);
    const char *whom = words_name(level, event->target);
    if (event->order == 1) {
        return words_say(out, room, _("%s accuses %s, and the proof holds."),
                         who, whom);
    }
    return words_say(out, room,
                     _("%s accuses %s, and the letters prove nothing."), who,
                     whom);
}

static size_t say_decided(char *out, size_t room, const struct level *level,
                          const struct event *event, uint16_t eyes)
{
    if (eyes != EYES_ALL && ((unsigned)eyes >> event->actor & 1u) == 0) {
        return nothing(out, room);
    }
    return words_say(out, room, _("%s obeys \"%s\"."),
                     words_name(level, event->actor),
                     words_order(level, event->order));
}

size_t words_event(char *out, size_t room, const struct session *session,
                   const struct event *event, uint16_t eyes)
{
    const struct level *level = session_level(session);
    if (session_steps(session) && event->kind != EVENT_BATTLE) {
        return words_network_event(out, room, session, event, eyes);
    }
    switch ((enum event_kind)event->kind) {
    case EVENT_ROUND:
        return words_say(out, room, _("Round %u begins."), event->round);
    case EVENT_SENT:
    case EVENT_SILENT:
    case EVENT_ARRIVED:
    case EVENT_CAPTURED:
    case EVENT_REFUSED:
        return say_letter(out, room, session, event, eyes);
    case EVENT_ACCUSED:
        return say_accused(out, room, level, event);
    case EVENT_DECIDED:
        return say_decided(out, room, level, event, eyes);
    case EVENT_BATTLE:
        return event->order == 1
                   ? words_say(out, room, "%s", _("The city falls."))
                   : words_say(out, room, "%s", _("The city stands."));
    case EVENT_FOUND:
    case EVENT_FOLLOWED:
    case EVENT_CONFIRMED:
        return words_work_event(out, room, session, event, eyes);
    case EVENT_LATE:
    case EVENT_PHASE:
    case EVENT_TOSSED:
    case EVENT_FELL:
    case EVENT_TIMEOUT:
    case EVENT_VIEW:
    case EVENT_PREPARED:
    case EVENT_COUNT:
        break;
    }
    return nothing(out, room);
}
