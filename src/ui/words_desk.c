/* Questions, answers and standing orders in words. */
#include "ui/words.h"

#include "core/paths.h"
#include "ui/text.h"
#include "ui/words_acks.h"
#include "ui/words_network.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

enum { PART_MAX = 640 };

/* What a traitor is asked about one letter of OM(m) or the chain. */
static size_t ask_letter(char *out, size_t room, const struct level *level,
                         const struct desk_item *item)
{
    const char *from = words_name(level, item->decision.actor);
    const char *to = words_name(level, item->decision.target);
    if (item->length <= 1) {
        return words_say(out, room, _("What does %s order %s to do?"), from,
                         to);
    }
    if (level->setup.rule == RULE_RELAY) {
        return words_say(out, room, _("Which order does %s pass on to %s?"),
                         from, to);
    }
    const char *before =
        words_name(level, paths_at(item->chain, item->length - 2u));
    if (item->length == 2) {
        return words_say(out, room, _("What does %s tell %s that %s said?"),
                         from, to, before);
    }
    if (item->length == 3) {
        return words_say(
            out, room, _("What does %s tell %s that %s said that %s said?"),
            from, to, before, words_name(level, paths_at(item->chain, 0)));
    }
    char chain[PART_MAX];
    words_chain(chain, sizeof chain, level, item->chain, item->length - 1u);
    return words_say(out, room,
                     _("What does %s tell %s about the word that went from "
                       "mouth to mouth: %s?"),
                     from, to, chain);
}

static size_t ask_seal(char *out, size_t room, const struct level *level,
                       const struct desk_item *item)
{
    uint16_t mask = 0;
    for (unsigned i = 0; i < item->length; i++) {
        mask = (uint16_t)(mask | 1u << paths_at(item->chain, i));
    }
    char names[PART_MAX];
    words_generals(names, sizeof names, level, mask);
    const char *from = words_name(level, item->decision.actor);
    const char *to = words_name(level, item->decision.target);
    return words_say(
        out, room,
        _("Does %s send %s the letter \"%s\" under the seals of %s?"), from, to,
        words_order(level, item->order), names);
}

static size_t ask_capture(char *out, size_t room, const struct level *level,
                          const struct decision *asked)
{
    const char *from = words_name(level, asked->actor);
    const char *to = words_name(level, asked->target);
    if (level->setup.rule == RULE_ACKS && level->setup.messengers > 1) {
        return words_say(
            out, room, _("Do the scouts capture messenger %u from %s to %s?"),
            (unsigned)(asked->item % level->setup.messengers) + 1, from, to);
    }
    return words_say(out, room,
                     _("Do the scouts capture the messenger from %s to %s?"),
                     from, to);
}

/* Questions that only the player in person is asked. */
static size_t ask_self(char *out, size_t room, enum decision_kind kind)
{
    const char *question = "";
    if (kind == DECISION_ACCUSE) {
        question = _("Whom do you accuse?");
    } else if (kind == DECISION_PROOF_1) {
        question = _("Which letter is your first proof?");
    } else if (kind == DECISION_PROOF_2) {
        question = _("Which letter is your second proof?");
    } else if (kind == DECISION_DECIDE) {
        question = _("Which order do you obey?");
    } else if (kind == DECISION_DEMAND) {
        question = _("How many confirmations do you ask for?");
    }
    return words_say(out, room, "%s", question);
}

size_t words_question(char *out, size_t room, const struct level *level,
                      const struct desk_item *item)
{
    const struct decision *asked = &item->decision;
    switch ((enum decision_kind)asked->kind) {
    case DECISION_LETTER:
        return ask_letter(out, room, level, item);
    case DECISION_SEAL:
        return ask_seal(out, room, level, item);
    case DECISION_FORGE:
        return words_say(
            out, room, _("Does %s send %s a letter with a forged seal?"),
            words_name(level, asked->actor), words_name(level, asked->target));
    case DECISION_CAPTURE:
        return ask_capture(out, room, level, asked);
    case DECISION_NONE:
    case DECISION_ACCUSE:
    case DECISION_PROOF_1:
    case DECISION_PROOF_2:
    case DECISION_DECIDE:
    case DECISION_DEMAND:
    case DECISION_COUNT:
        break;
    case DECISION_DELIVER:
    case DECISION_TOSS:
    case DECISION_VOTE:
    case DECISION_VOUCH:
        return words_network_question(out, room, level, item);
    case DECISION_MINE:
    case DECISION_PUBLISH:
    case DECISION_BUILD:
    case DECISION_ALARM:
    case DECISION_TRUST:
        return words_work_question(out, room, level, asked);
    }
    return ask_self(out, room, (enum decision_kind)asked->kind);
}

/* An order to write: whether it is what the sender was told. */
static size_t say_order(char *out, size_t room, const struct level *level,
                        unsigned order, bool lie)
{
    const char *text = words_order(level, order);
    if (lie) {
        return words_say(out, room, _("%s (a lie)"), text);
    }
    return words_say(out, room, _("%s (the truth)"), text);
}

static size_t say_proof(char *out, size_t room, const struct session *session,
                        const struct option *option)
{
    struct letter letter;
    game_letter(session_world(session), option->letter, &letter);
    return words_letter(out, room, session_level(session), &letter);
}

/* An answer that is the same in every level, or "". */
static const char *clause_of(const struct desk_item *item, unsigned kind,
                             bool duty)
{
    bool captures = item->decision.kind == DECISION_CAPTURE;
    if (kind == OPTION_SILENT) {
        return _("write nothing");
    }
    if (kind == OPTION_SEND) {
        return _("send it");
    }
    if (kind == OPTION_WITHHOLD) {
        return item->decision.kind == DECISION_PUBLISH && duty
                   ? _("nothing new")
                   : _("keep it back");
    }
    if (kind == OPTION_PASS) {
        return captures ? _("let him ride") : _("no forgery");
    }
    return kind == OPTION_CAPTURE ? _("capture him") : "";
}

static size_t say_option(char *out, size_t room, const struct session *session,
                         const struct desk_item *item,
                         const struct option *option, bool duty)
{
    const struct level *level = session_level(session);
    const char *order = words_order(level, option->order);
    switch ((enum option_kind)option->kind) {
    case OPTION_SAY:
        return say_order(out, room, level, option->order,
                         option->order != item->duty_order);
    case OPTION_PROOF:
        return say_proof(out, room, session, option);
    case OPTION_FORGE:
        return words_say(out, room, _("forge it, with the order \"%s\""),
                         order);
    case OPTION_DECIDE:
        return words_say(out, room, "%s", order);
    case OPTION_ACCUSE:
        return words_say(out, room, "%s",
                         option->general == NO_GENERAL
                             ? _("nobody")
                             : words_name(level, option->general));
    case OPTION_NOTHING:
    case OPTION_FOUND:
    case OPTION_PUBLISH:
    case OPTION_FLOOD:
    case OPTION_BUILD:
    case OPTION_ALARM:
    case OPTION_TRUST:
        return words_work_option(out, room, session, option);
    case OPTION_DEMAND:
        return words_demand(out, room, option->count);
    case OPTION_DELIVER:
    case OPTION_FALL:
    case OPTION_TIMEOUT:
    case OPTION_TOSS:
    case OPTION_UNSURE:
    case OPTION_CLAIM:
        return words_network_option(out, room, session, option, duty);
    case OPTION_SILENT:
    case OPTION_SEND:
    case OPTION_WITHHOLD:
    case OPTION_PASS:
    case OPTION_CAPTURE:
    case OPTION_COUNT:
        break;
    }
    return words_say(out, room, "%s", clause_of(item, option->kind, duty));
}

/* Say whether it is about a letter of a rule without a clock. */
static bool is_of_the_post(const struct decision *asked,
                           const struct option *option)
{
    return asked->kind == DECISION_DELIVER ||
           (asked->kind == DECISION_VOTE && option->kind != OPTION_SILENT);
}

size_t words_option(char *out, size_t room, const struct session *session,
                    size_t item, uint32_t option)
{
    const struct desk_item *items;
    struct option answer;
    size_t count = session_desk(session, &items);
    if (item >= count ||
        session_option(session, item, option, &answer) != STATUS_OK) {
        return words_say(out, room, "%s", "");
    }
    return is_of_the_post(&items[item].decision, &answer)
               ? words_network_option(out, room, session, &answer, option == 0)
               : say_option(out, room, session, &items[item], &answer,
                            option == 0);
}

size_t words_standing(char *out, size_t room, const struct level *level,
                      struct standing standing)
{
    const char *clause = "";
    switch ((enum stance)standing.stance) {
    case STANCE_TRUTH:
        clause = _("the truth");
        break;
    case STANCE_ORDER:
        clause = words_order(level, standing.order);
        break;
    case STANCE_SILENCE:
        clause = _("silence");
        break;
    }
    return words_say(out, room, "%s", clause);
}
