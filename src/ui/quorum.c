#include "ui/quorum.h"

#include "rules/pbft.h"
#include "ui/network.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_network.h"
#include "ui/words_say.h"

/* What happened to it up to this minute, in the order of time. */
static void note_event(struct quorum *out, const struct event *event)
{
    switch ((enum event_kind)event->kind) {
    case EVENT_TIMEOUT:
        out->view = (uint8_t)event->block;
        out->order = ORDER_NONE;
        out->waits = true;
        out->accepted = out->prepared = false;
        break;
    case EVENT_VIEW:
        out->view = (uint8_t)event->block;
        out->order = event->order;
        out->waits = false;
        out->accepted = true;
        out->prepared = false;
        break;
    case EVENT_PREPARED:
        out->prepared = true;
        break;
    case EVENT_DECIDED:
        out->is_decided = true;
        out->decided = event->order;
        break;
    case EVENT_ROUND:
    case EVENT_SENT:
    case EVENT_SILENT:
    case EVENT_ARRIVED:
    case EVENT_CAPTURED:
    case EVENT_REFUSED:
    case EVENT_ACCUSED:
    case EVENT_BATTLE:
    case EVENT_FOUND:
    case EVENT_FOLLOWED:
    case EVENT_CONFIRMED:
    case EVENT_LATE:
    case EVENT_PHASE:
    case EVENT_TOSSED:
    case EVENT_FELL:
    case EVENT_COUNT:
        break;
    }
}

static void note_events(const struct session *session, unsigned g,
                        uint32_t minute, struct quorum *out)
{
    const struct event *events;
    size_t count = session_events(session, &events);
    for (size_t i = 0; i < count; i++) {
        if (events[i].actor == g && events[i].minute <= minute) {
            note_event(out, &events[i]);
        }
    }
}

/* Letters for its view and order that reached it in time. */
static unsigned count_letters(const struct session *session, unsigned g,
                              uint32_t minute, enum post_kind kind,
                              const struct quorum *state)
{
    const struct world *world = session_world(session);
    unsigned count = 0;
    for (uint32_t i = 0; i < game_letters(world); i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        count += letter.to == g && letter.post == kind &&
                 letter.phase == state->view && letter.order == state->order &&
                 letter.state == LETTER_ARRIVED && !letter.late &&
                 letter.arrives <= minute;
    }
    return count;
}

/* What it last wrote to those camps. */
static void note_letters(const struct session *session, unsigned g,
                         uint16_t eyes, uint32_t minute, struct quorum *out)
{
    const struct world *world = session_world(session);
    for (uint32_t i = game_letters(world); i-- > 0 && !out->known;) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (letter.from == g && letter_seen(&letter, eyes, minute) &&
            letter.state == LETTER_ARRIVED) {
            out->known = true;
            out->wrote = letter.post;
            out->view = (uint8_t)letter.phase;
            out->order = letter.order;
        }
    }
}

void quorum_look(const struct session *session, unsigned g, uint16_t eyes,
                 uint32_t minute, struct quorum *out)
{
    const struct setup *setup = session_setup(session);
    *out = (struct quorum){.order = ORDER_NONE, .decided = ORDER_NONE};
    if (setup_is_traitor(setup, g)) {
        return; /* a traitor counts nothing */
    }
    if (!network_watches(session, g, eyes)) {
        note_letters(session, g, eyes, minute, out);
        return;
    }
    out->known = true;
    out->needs_prepares = (uint8_t)pbft_prepares(setup);
    out->needs_commits = (uint8_t)pbft_quorum(setup);
    note_events(session, g, minute, out);
    out->leads = pbft_primary(setup, out->view) == g;
    if (out->accepted) {
        out->prepares =
            (uint8_t)(count_letters(session, g, minute, POST_PREPARE, out) +
                      !out->leads);
        out->commits =
            (uint8_t)(count_letters(session, g, minute, POST_COMMIT, out) +
                      out->prepared);
    }
    if (!network_reads(session, g, eyes)) {
        out->hidden = true;
        out->order = out->decided = ORDER_NONE;
    }
}

/* 'wrote commit 0, "attack"'. */
static size_t say_wrote(char *out, size_t room, const struct level *level,
                        const struct quorum *quorum)
{
    char kind[WORDS_MAX / 2];
    words_post_kind(kind, sizeof kind, quorum->wrote, quorum->view);
    if (quorum->order == ORDER_NONE) {
        return words_say(out, room, _("wrote %s"), kind);
    }
    return words_say(out, room, _("wrote %s, \"%s\""), kind,
                     words_order(level, quorum->order));
}

size_t words_quorum(char *out, size_t room, const struct level *level,
                    const struct quorum *quorum)
{
    if (!quorum->known) {
        return words_say(out, room, "%s", "");
    }
    if (quorum->wrote != POST_NONE) {
        return say_wrote(out, room, level, quorum);
    }
    if (quorum->is_decided && quorum->hidden) {
        return words_say(out, room, _("view %u, decided"), quorum->view);
    }
    if (quorum->is_decided) {
        return words_say(out, room, _("view %u, decided \"%s\""), quorum->view,
                         words_order(level, quorum->decided));
    }
    if (quorum->waits) {
        return words_say(out, room, _("waits for view %u"), quorum->view);
    }
    if (!quorum->accepted) {
        return words_say(out, room, _("view %u, no order yet"), quorum->view);
    }
    if (quorum->hidden) {
        return words_say(out, room,
                         _("view %u: prepares %u of %u, commits %u of %u"),
                         quorum->view, quorum->prepares, quorum->needs_prepares,
                         quorum->commits, quorum->needs_commits);
    }
    return words_say(
        out, room, _("view %u, \"%s\": prepares %u of %u, commits %u of %u"),
        quorum->view, words_order(level, quorum->order), quorum->prepares,
        quorum->needs_prepares, quorum->commits, quorum->needs_commits);
}
