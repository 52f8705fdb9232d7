/* Sieges without a clock in words. */
#include "ui/words_network.h"

#include "rules/ballot.h"
#include "ui/text.h"
#include "ui/words_say.h"

enum { PART_MAX = 320 };

static size_t nothing(char *out, size_t room)
{
    return words_say(out, room, "%s", "");
}

static bool is_without_clock(const struct setup *setup)
{
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    return rules != NULL && (rules->traits & RULES_NO_CLOCK) != 0;
}

size_t words_when(char *out, size_t room, const struct setup *setup,
                  uint32_t minute)
{
    return is_without_clock(setup)
               ? words_say(out, room, _("step %u"),
                           (unsigned)(minute / STEP_MINUTES))
               : text_day_time(out, room,
                               (setup->start + minute) % WEEK_MINUTES);
}

size_t words_when_short(char *out, size_t room, const struct setup *setup,
                        uint32_t minute)
{
    return is_without_clock(setup)
               ? words_say(out, room, "%u", (unsigned)(minute / STEP_MINUTES))
               : text_clock(out, room, (setup->start + minute) % WEEK_MINUTES);
}

bool words_has_fallen(const struct world *world, unsigned general)
{
    bool falls =
        world->setup.rule == RULE_VOTE || world->setup.rule == RULE_COIN;
    return falls && (world->memory.vote.fallen >> general & 1) != 0;
}

/* --- letters --- */

size_t words_post_kind(char *out, size_t room, unsigned post, unsigned phase)
{
    switch ((enum post_kind)post) {
    case POST_REPORT:
        return words_say(out, room, _("report %u"), phase);
    case POST_PROPOSAL:
        return words_say(out, room, _("proposal %u"), phase);
    case POST_PRE_PREPARE:
        return words_say(out, room, _("pre-prepare %u"), phase);
    case POST_PREPARE:
        return words_say(out, room, _("prepare %u"), phase);
    case POST_COMMIT:
        return words_say(out, room, _("commit %u"), phase);
    case POST_VIEW_CHANGE:
        return words_say(out, room, _("view change %u"), phase);
    case POST_NEW_VIEW:
        return words_say(out, room, _("new view %u"), phase);
    case POST_NONE:
    case POST_KIND_COUNT:
        break;
    }
    return nothing(out, room);
}

size_t words_post_short(char *out, size_t room, unsigned post, unsigned phase)
{
    if (post == POST_REPORT) {
        return words_say(out, room, _("r%u"), phase);
    }
    if (post == POST_PROPOSAL) {
        return words_say(out, room, _("p%u"), phase);
    }
    return words_post_kind(out, room, post, phase);
}

/* A letter that says nothing of an order. */
static size_t say_orderless(char *out, size_t room, const struct level *level,
                            const struct letter *letter)
{
    const char *from = words_name(level, letter->from);
    if (letter->post == POST_PROPOSAL) {
        return words_say(out, room,
                         _("%s proposes nothing in phase %u: no order had a "
                           "majority."),
                         from, letter->phase);
    }
    if (letter->post == POST_VIEW_CHANGE) {
        return words_say(out, room,
                         _("%s asks for view %u; nothing was prepared."), from,
                         letter->phase);
    }
    return words_say(out, room, _("%s writes to %s."), from,
                     words_name(level, letter->to));
}

/* What it says, by its kind. */
static size_t say_contents(char *out, size_t room, const struct level *level,
                           const struct letter *letter)
{
    const char *from = words_name(level, letter->from);
    const char *order = words_order(level, letter->order);
    unsigned phase = letter->phase;
    switch ((enum post_kind)letter->post) {
    case POST_REPORT:
        return words_say(out, room, _("%s reports \"%s\" in phase %u."), from,
                         order, phase);
    case POST_PROPOSAL:
        return words_say(out, room, _("%s proposes \"%s\" in phase %u."), from,
                         order, phase);
    case POST_PRE_PREPARE:
        return words_say(out, room, _("%s orders \"%s\" in view %u."), from,
                         order, phase);
    case POST_PREPARE:
        return words_say(out, room, _("%s prepares \"%s\" in view %u."), from,
                         order, phase);
    case POST_COMMIT:
        return words_say(out, room, _("%s commits to \"%s\" in view %u."), from,
                         order, phase);
    case POST_VIEW_CHANGE:
        return words_say(out, room,
                         _("%s asks for view %u; \"%s\" was prepared in view "
                           "%u."),
                         from, phase, order, letter->claim);
    case POST_NEW_VIEW:
        return words_say(out, room, _("%s opens view %u with \"%s\"."), from,
                         phase, order);
    case POST_NONE:
    case POST_KIND_COUNT:
        break;
    }
    return nothing(out, room);
}

size_t words_post_letter(char *out, size_t room, const struct level *level,
                         const struct letter *letter, enum network_sight sight)
{
    char kind[PART_MAX];
    const char *from = words_name(level, letter->from);
    const char *to = words_name(level, letter->to);
    words_post_kind(kind, sizeof kind, letter->post, letter->phase);
    if (sight == SIGHT_OUTSIDE) {
        return words_say(out, room, _("%s writes to %s (%s)."), from, to, kind);
    }
    if (letter->state == LETTER_UNWRITTEN) {
        return words_say(out, room, _("%s writes nothing to %s (%s)."), from,
                         to, kind);
    }
    return letter->order == ORDER_NONE ? say_orderless(out, room, level, letter)
                                       : say_contents(out, room, level, letter);
}

size_t words_post_fault(char *out, size_t room, const struct level *level,
                        const struct letter *letter)
{
    char kind[PART_MAX];
    const char *from = words_name(level, letter->from);
    const char *to = words_name(level, letter->to);
    words_post_kind(kind, sizeof kind, letter->post, letter->phase);
    if (letter->state == LETTER_CAPTURED) {
        return words_say(out, room,
                         _("The scouts captured the letter of %s to %s (%s)."),
                         from, to, kind);
    }
    if (letter->state == LETTER_UNWRITTEN && letter->duty != ORDER_NONE) {
        return words_say(out, room,
                         _("%s owed %s \"%s\" (%s) and wrote nothing."), from,
                         to, words_order(level, letter->duty), kind);
    }
    if (!letter_is_lie(letter) || letter->duty == letter->order) {
        return nothing(out, room);
    }
    if (letter->order == ORDER_NONE) {
        return words_say(out, room,
                         _("%s owed %s \"%s\" (%s) and wrote of no order."),
                         from, to, words_order(level, letter->duty), kind);
    }
    if (letter->duty == ORDER_NONE) {
        return words_say(out, room,
                         _("%s sent %s \"%s\" (%s), which was not due."), from,
                         to, words_order(level, letter->order), kind);
    }
    return words_say(out, room, _("%s owed %s \"%s\" (%s) and wrote \"%s\"."),
                     from, to, words_order(level, letter->duty), kind,
                     words_order(level, letter->order));
}

/* --- questions and answers --- */

/* What a traitor under pbft writes: its kind and view are part of it. */
static size_t ask_post(char *out, size_t room, const struct level *level,
                       const struct desk_item *item)
{
    const char *actor = words_name(level, item->decision.actor);
    const char *target = words_name(level, item->decision.target);
    char kind[PART_MAX];
    if (item->post == POST_VIEW_CHANGE) {
        return words_say(out, room,
                         _("What does %s tell %s when asking for view %u?"),
                         actor, target, item->view);
    }
    words_post_kind(kind, sizeof kind, item->post, item->view);
    if (item->decision.kind == DECISION_VOUCH) {
        return words_say(out, room, _("%s to %s: %s, \"%s\"?"), actor, target,
                         kind, words_order(level, item->order));
    }
    return words_say(out, room, _("What does %s write to %s (%s)?"), actor,
                     target, kind);
}

const char *words_next(const struct world *world)
{
    bool ballot =
        world->setup.rule == RULE_VOTE || world->setup.rule == RULE_COIN;
    return ballot && ballot_starved(world) != NO_GENERAL
               ? _("Held back too long: who rides now?")
               : _("What happens next?");
}

size_t words_network_question(char *out, size_t room, const struct level *level,
                              const struct desk_item *item)
{
    const struct decision *asked = &item->decision;
    const char *actor =
        asked->actor < GENERALS_MAX ? words_name(level, asked->actor) : "";
    const char *target =
        asked->target < GENERALS_MAX ? words_name(level, asked->target) : "";
    if (item->post != POST_NONE) {
        return ask_post(out, room, level, item);
    }
    switch ((enum decision_kind)asked->kind) {
    case DECISION_DELIVER:
        return words_say(out, room, "%s", _("What happens next?"));
    case DECISION_VOTE:
        return words_say(out, room, _("What does %s write to %s?"), actor,
                         target);
    case DECISION_TOSS:
        return words_say(out, room, _("How does %s's coin fall?"), actor);
    case DECISION_NONE:
    case DECISION_LETTER:
    case DECISION_SEAL:
    case DECISION_FORGE:
    case DECISION_CAPTURE:
    case DECISION_ACCUSE:
    case DECISION_PROOF_1:
    case DECISION_PROOF_2:
    case DECISION_DECIDE:
    case DECISION_MINE:
    case DECISION_PUBLISH:
    case DECISION_BUILD:
    case DECISION_ALARM:
    case DECISION_TRUST:
    case DECISION_DEMAND:
    case DECISION_VOUCH:
    case DECISION_COUNT:
        break;
    }
    return nothing(out, room);
}

/* "Leo to Manuel: report 2, "attack"". */
static size_t say_letter(char *out, size_t room, const struct session *session,
                         const struct option *option)
{
    const struct level *level = session_level(session);
    struct letter letter;
    char kind[PART_MAX];
    game_letter(session_world(session), option->letter, &letter);
    enum network_sight sight = network_see(
        session, &letter, session_eyes(session), session_world(session)->clock);
    const char *from = words_name(level, letter.from);
    const char *to = words_name(level, letter.to);
    words_post_kind(kind, sizeof kind, letter.post, letter.phase);
    if (option->kind == OPTION_CAPTURE) {
        return words_say(out, room, _("the scouts capture it: %s to %s, %s"),
                         from, to, kind);
    }
    if (sight != SIGHT_ALL) {
        return words_say(out, room, _("%s to %s: %s"), from, to, kind);
    }
    if (letter.order == ORDER_NONE) {
        return words_say(out, room, _("%s to %s: %s, none"), from, to, kind);
    }
    return words_say(out, room, _("%s to %s: %s, \"%s\""), from, to, kind,
                     words_order(level, letter.order));
}

/* What a traitor writes. */
static size_t say_written(char *out, size_t room, const struct level *level,
                          const struct option *option, bool duty)
{
    const char *order = words_order(level, option->order);
    if (option->kind == OPTION_UNSURE) {
        return words_say(out, room, "%s",
                         duty ? _("no majority (the truth)")
                              : _("no majority (a lie)"));
    }
    if (option->kind == OPTION_CLAIM && option->order == ORDER_NONE) {
        return words_say(out, room, "%s", _("that nothing was prepared"));
    }
    if (option->kind == OPTION_CLAIM) {
        return words_say(out, room, _("that \"%s\" was prepared in view %u"),
                         order, option->count);
    }
    return words_say(out, room, duty ? _("%s (the truth)") : _("%s (a lie)"),
                     order);
}

size_t words_network_option(char *out, size_t room,
                            const struct session *session,
                            const struct option *option, bool duty)
{
    const struct level *level = session_level(session);
    const char *general = option->general < GENERALS_MAX
                              ? words_name(level, option->general)
                              : "";
    switch ((enum option_kind)option->kind) {
    case OPTION_DELIVER:
    case OPTION_CAPTURE:
        return say_letter(out, room, session, option);
    case OPTION_FALL:
        return words_say(out, room, _("%s falls silent for ever"), general);
    case OPTION_TIMEOUT:
        return words_say(out, room, _("%s loses patience"), general);
    case OPTION_SAY:
    case OPTION_UNSURE:
    case OPTION_CLAIM:
    case OPTION_TOSS:
        return say_written(out, room, level, option, duty);
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
    case OPTION_COUNT:
        break;
    }
    return nothing(out, room);
}

/* --- reasons, states, the lamp --- */

size_t words_network_reason(char *out, size_t room, const struct level *level,
                            const struct reason *reason)
{
    const char *order = words_order(level, reason->order);
    if (reason->kind == REASON_VOTES) {
        return words_say(out, room,
                         ngettext("It held %u proposal for \"%s\"; asked for: "
                                  "%u.",
                                  "It held %u proposals for \"%s\"; asked for: "
                                  "%u.",
                                  reason->count),
                         reason->count, order, reason->of);
    }
    if (reason->kind == REASON_QUORUM) {
        return words_say(out, room,
                         ngettext("It held %u commit for \"%s\"; a quorum is "
                                  "%u.",
                                  "It held %u commits for \"%s\"; a quorum is "
                                  "%u.",
                                  reason->count),
                         reason->count, order, reason->of);
    }
    return words_say(out, room, "%s", _("It never had enough to decide."));
}

size_t words_network_general(char *out, size_t room, const struct level *level,
                             const struct network_general *general)
{
    char kind[PART_MAX];
    const char *order = words_order(level, general->order);
    words_post_kind(kind, sizeof kind, general->post, general->phase);
    if (general->fallen) {
        return words_say(out, room, "%s", _("silent for ever"));
    }
    if (general->is_decided && general->hidden) {
        return words_say(out, room, "%s", _("decided"));
    }
    if (general->is_decided) {
        return words_say(out, room, _("decided \"%s\""),
                         words_order(level, general->decided));
    }
    if (general->post == POST_NONE || general->needs == 0) {
        return words_say(out, room, "%s", kind);
    }
    if (general->hidden) {
        return words_say(out, room, _("%s: has %u of %u"), kind, general->has,
                         general->needs);
    }
    if (general->order == ORDER_NONE) {
        return words_say(out, room, _("%s, none: has %u of %u"), kind,
                         general->has, general->needs);
    }
    return words_say(out, room, _("%s, \"%s\": has %u of %u"), kind, order,
                     general->has, general->needs);
}

size_t words_lamp(char *out, size_t room, const struct level *level,
                  enum valency lamp)
{
    switch (lamp) {
    case VALENCY_NONE:
        return words_say(out, room, "%s", _("Nobody can decide any more."));
    case VALENCY_ZERO:
        return words_say(out, room, _("Only \"%s\" can still come."),
                         words_order(level, 0));
    case VALENCY_ONE:
        return words_say(out, room, _("Only \"%s\" can still come."),
                         words_order(level, 1));
    case VALENCY_BOTH:
        return words_say(out, room, _("Still open: \"%s\" or \"%s\"."),
                         words_order(level, 1), words_order(level, 0));
    case VALENCY_COUNT:
        break;
    }
    return nothing(out, room);
}

size_t words_lamp_sign(char *out, size_t room, const struct level *level,
                       enum valency lamp)
{
    const char *retreat = text_order_letter(level, 0);
    const char *attack = text_order_letter(level, 1);
    switch (lamp) {
    case VALENCY_NONE:
        return words_say(out, room, "%s", "-");
    case VALENCY_ZERO:
        return words_say(out, room, "%s", retreat);
    case VALENCY_ONE:
        return words_say(out, room, "%s", attack);
    case VALENCY_BOTH:
        return words_say(out, room, "%s+%s", attack, retreat);
    case VALENCY_COUNT:
        break;
    }
    return nothing(out, room);
}
