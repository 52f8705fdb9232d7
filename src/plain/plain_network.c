/* Rules without a clock in lines: what happened in the last step, how far
 * everybody has come, the lamp. */
#include "plain/inside.h"
#include "rules/ballot.h"
#include "ui/quorum.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_network.h"
#include "ui/words_say.h"

/* What happened since the last turn, up to `rows` lines. */
static void say_news(struct plain *plain, size_t rows)
{
    const struct event *events;
    size_t count = session_events(plain->session, &events);
    size_t first = plain->events_told;
    if (count > first + rows) {
        first = count - rows; /* the oldest ones are the least news */
    }
    for (size_t i = first; i < count; i++) {
        char text[WORDS_MAX];
        words_event(text, sizeof text, plain->session, &events[i],
                    session_eyes(plain->session));
        if (text[0] != '\0' && events[i].kind != EVENT_SENT &&
            events[i].kind != EVENT_BATTLE) {
            plain_sayf(plain, 4, "  %s", text);
        }
    }
    plain->events_told = count;
}

/* 'view 0, "attack": prepares 1 of 2, commits 0 of 3'. */
static void say_quorum(const struct plain *plain, unsigned g, char *text,
                       size_t room)
{
    const struct session *session = plain->session;
    struct quorum state;
    quorum_look(session, g, session_eyes(session),
                session_world(session)->clock, &state);
    words_quorum(text, room, &plain->level, &state);
}

/* A schedule that starves somebody is told so. */
static void say_starved(struct plain *plain)
{
    const struct world *world = session_world(plain->session);
    unsigned g =
        world->setup.rule == RULE_PBFT ? NO_GENERAL : ballot_starved(world);
    if (g != NO_GENERAL) {
        char text[WORDS_MAX];
        words_say(text, sizeof text,
                  _("The letters for %s have been held back too long: no "
                    "messenger can be kept waiting for ever. Nobody else may "
                    "run on until they ride."),
                  words_name(&plain->level, g));
        plain_sayf(plain, 2, "  %s", text);
    }
}

/* "Leo: report 2, "attack": has 1 of 2". */
void plain_say_generals(struct plain *plain)
{
    const struct session *session = plain->session;
    const struct setup *setup = session_setup(session);
    say_starved(plain);
    for (unsigned g = 0; g < setup->generals; g++) {
        struct network_general state;
        char text[WORDS_MAX];
        if (setup->rule == RULE_PBFT) {
            say_quorum(plain, g, text, sizeof text);
        } else {
            network_general(session, g, session_eyes(session),
                            session_world(session)->clock, &state);
            words_network_general(text, sizeof text, &plain->level, &state);
        }
        if (text[0] != '\0') {
            plain_sayf(plain, 6, "    %s: %s", words_name(&plain->level, g),
                       text);
        }
    }
}

void plain_say_network(struct plain *plain)
{
    char text[WORDS_MAX];
    say_news(plain, PLAIN_ROWS);
    plain_say_generals(plain);
    if (session_eyes(plain->session) == EYES_ALL &&
        words_lamp(text, sizeof text, &plain->level,
                   session_valency(plain->session)) > 0) {
        plain_sayf(plain, 2, "  %s", text);
    }
}

bool plain_schedules(const struct plain *plain)
{
    const struct desk_item *items;
    return session_desk(plain->session, &items) > 0 &&
           items[0].decision.kind == DECISION_DELIVER;
}

/* Say whether "Leo Manuel" are the two of this letter. */
static bool names_letter(const struct plain *plain, const char *text,
                         uint32_t index)
{
    char from[PLAIN_LINE_MAX];
    struct letter letter;
    game_letter(session_world(plain->session), index, &letter);
    plain_word(&text, from, sizeof from);
    return plain_general(&plain->level, from) == letter.from &&
           plain_general(&plain->level, text) == letter.to;
}

bool plain_names_step(const struct plain *plain, const char *text,
                      const struct option *option)
{
    char word[PLAIN_LINE_MAX];
    const char *rest = text;
    plain_word(&rest, word, sizeof word);
    switch ((enum option_kind)option->kind) {
    case OPTION_DELIVER:
        return names_letter(plain, text, option->letter);
    case OPTION_CAPTURE:
        return option->letter != NO_LETTER && plain_is(word, N_("capture")) &&
               names_letter(plain, rest, option->letter);
    case OPTION_FALL:
        return plain_is(word, N_("fall")) &&
               plain_general(&plain->level, rest) == option->general;
    case OPTION_TIMEOUT:
        return plain_is(word, N_("timeout")) &&
               plain_general(&plain->level, rest) == option->general;
    case OPTION_UNSURE:
        return plain_is(text, N_("none"));
    case OPTION_SAY:
    case OPTION_SILENT:
    case OPTION_SEND:
    case OPTION_WITHHOLD:
    case OPTION_FORGE:
    case OPTION_PASS:
    case OPTION_ACCUSE:
    case OPTION_PROOF:
    case OPTION_DECIDE:
    case OPTION_NOTHING:
    case OPTION_FOUND:
    case OPTION_PUBLISH:
    case OPTION_FLOOD:
    case OPTION_BUILD:
    case OPTION_ALARM:
    case OPTION_TRUST:
    case OPTION_DEMAND:
    case OPTION_TOSS:
    case OPTION_CLAIM:
    case OPTION_COUNT:
        break;
    }
    return false;
}
