/* What happens without a clock, for the line of news. */
#include "ui/text.h"
#include "ui/words_network.h"
#include "ui/words_say.h"

enum { PART_MAX = 320 };

static size_t nothing(char *out, size_t room)
{
    return words_say(out, room, "%s", "");
}

/* Where it comes, and whether in time. */
static size_t say_coming(char *out, size_t room, const struct level *level,
                         const struct event *event, const struct letter *letter,
                         const char *text)
{
    const char *to = words_name(level, letter->to);
    return event->kind == EVENT_LATE
               ? words_say(out, room, _("Too late now for %s: %s"), to, text)
               : words_say(out, room, _("%s receives: %s"), to, text);
}

static size_t say_letter(char *out, size_t room, const struct session *session,
                         const struct event *event, uint16_t eyes)
{
    const struct level *level = session_level(session);
    const struct world *world = session_world(session);
    struct letter letter;
    char text[PART_MAX];
    if (event->letter >= game_letters(world)) {
        return nothing(out, room);
    }
    game_letter(world, event->letter, &letter);
    bool sends = network_watches(session, event->actor, eyes);
    bool receives = network_watches(session, event->target, eyes);
    bool leaves = event->kind == EVENT_SENT || event->kind == EVENT_SILENT;
    bool forgotten = letter.post == POST_NONE;
    if ((leaves ? !sends : !receives) || forgotten ||
        (event->kind == EVENT_LATE && words_has_fallen(world, event->target))) {
        return nothing(out, room);
    }
    enum network_sight sight =
        network_reads(session, leaves ? event->actor : event->target, eyes)
            ? SIGHT_ALL
            : SIGHT_OUTSIDE;
    if (event->kind == EVENT_SILENT && sight == SIGHT_OUTSIDE) {
        return nothing(out, room);
    }
    words_post_letter(text, sizeof text, level, &letter, sight);
    if (event->kind == EVENT_SILENT) {
        return words_say(out, room, "%s", text);
    }
    return leaves ? words_say(out, room, _("A messenger rides to %s: %s"),
                              words_name(level, letter.to), text)
                  : say_coming(out, room, level, event, &letter, text);
}

/* A coin, a view with its order: what is hidden from some. */
static size_t say_order(char *out, size_t room, const struct level *level,
                        const struct event *event, bool reads)
{
    const char *who = words_name(level, event->actor);
    const char *order = words_order(level, event->order);
    if (event->kind == EVENT_TOSSED) {
        return reads ? words_say(out, room, _("%s tosses a coin: \"%s\"."), who,
                                 order)
                     : words_say(out, room, _("%s tosses a coin."), who);
    }
    if (event->kind == EVENT_PREPARED) {
        return reads ? words_say(out, room,
                                 _("%s holds the prepares of a quorum for "
                                   "\"%s\"."),
                                 who, order)
                     : nothing(out, room);
    }
    if (event->kind == EVENT_VIEW && reads && event->order != ORDER_NONE) {
        return words_say(out, room, _("%s is in view %u, with \"%s\"."), who,
                         event->block, order);
    }
    return words_say(out, room, _("%s is in view %u."), who, event->block);
}

size_t words_network_event(char *out, size_t room,
                           const struct session *session,
                           const struct event *event, uint16_t eyes)
{
    const struct level *level = session_level(session);
    if (event->kind != EVENT_LATE && event->actor < GENERALS_MAX &&
        event->letter == NO_LETTER &&
        !network_watches(session, event->actor, eyes)) {
        return nothing(out, room);
    }
    const char *who =
        event->actor < GENERALS_MAX ? words_name(level, event->actor) : "";
    bool reads = event->actor < GENERALS_MAX &&
                 network_reads(session, event->actor, eyes);
    switch ((enum event_kind)event->kind) {
    case EVENT_SENT:
    case EVENT_SILENT:
    case EVENT_ARRIVED:
    case EVENT_LATE:
        return say_letter(out, room, session, event, eyes);
    case EVENT_CAPTURED:
        return words_say(out, room,
                         _("The scouts capture the messenger from %s to %s."),
                         who, words_name(level, event->target));
    case EVENT_PHASE:
        return words_say(out, room, _("%s begins phase %u."), who,
                         event->block);
    case EVENT_FELL:
        return words_say(out, room, _("%s falls silent for ever."), who);
    case EVENT_TIMEOUT:
        return words_say(out, room,
                         _("%s waits no longer and asks for view %u."), who,
                         event->block);
    case EVENT_TOSSED:
    case EVENT_VIEW:
    case EVENT_PREPARED:
        return say_order(out, room, level, event, reads);
    case EVENT_DECIDED:
        return reads ? words_say(out, room, _("%s decides \"%s\"."), who,
                                 words_order(level, event->order))
                     : words_say(out, room, _("%s has decided."), who);
    case EVENT_ROUND:
    case EVENT_REFUSED:
    case EVENT_ACCUSED:
    case EVENT_BATTLE:
    case EVENT_FOUND:
    case EVENT_FOLLOWED:
    case EVENT_CONFIRMED:
    case EVENT_COUNT:
        break;
    }
    return nothing(out, room);
}
