/* Reasons, decisions and the battle in words. */
#include "ui/words.h"

#include "ui/text.h"
#include "ui/words_acks.h"
#include "ui/words_network.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

enum { PART_MAX = 640 };

static size_t say_heard(char *out, size_t room, const struct level *level,
                        const struct world *world, const struct reason *reason)
{
    struct letter letter;
    game_letter(world, reason->letter, &letter);
    return words_say(
        out, room, _("%s's letter said \"%s\", and nothing else came."),
        words_name(level, letter.from), words_order(level, reason->order));
}

/* A vote of OM(m): the own letter of the commander, or what another says that
 * it was told. */
static size_t say_value(char *out, size_t room, const struct level *level,
                        const struct world *world, const struct reason *reason)
{
    struct letter letter;
    game_letter(world, reason->letter, &letter);
    const char *from = words_name(level, letter.from);
    const char *order = words_order(level, reason->order);
    bool came = letter.state == LETTER_ARRIVED;
    if (letter.length <= 1) {
        return came ? words_say(out, room,
                                _("%s's own letter said \"%s\": one vote."),
                                from, order)
                    : words_say(out, room,
                                _("No letter came from %s: one vote for "
                                  "\"%s\"."),
                                from, order);
    }
    if (!came) {
        return words_say(out, room,
                         _("%s reported nothing: one vote for \"%s\"."), from,
                         order);
    }
    return words_say(out, room,
                     _("What %s claims to have been told counts as \"%s\": "
                       "one vote."),
                     from, order);
}

static size_t say_seals(char *out, size_t room, const struct level *level,
                        const struct world *world, const struct reason *reason)
{
    struct letter letter;
    char text[PART_MAX];
    game_letter(world, reason->letter, &letter);
    words_letter(text, sizeof text, level, &letter);
    return words_say(out, room, _("A valid letter came: %s"), text);
}

size_t words_reason(char *out, size_t room, const struct level *level,
                    const struct world *world, const struct reason *reason)
{
    const char *order = words_order(level, reason->order);
    switch ((enum reason_kind)reason->kind) {
    case REASON_TOLD:
        return words_say(out, room, _("The emperor's order was \"%s\"."),
                         order);
    case REASON_HEARD:
        return say_heard(out, room, level, world, reason);
    case REASON_VALUE:
        return say_value(out, room, level, world, reason);
    case REASON_MAJORITY:
        return words_say(out, room,
                         _("%u of %u votes are for \"%s\": a majority."),
                         reason->count, reason->of, order);
    case REASON_TIE:
        return words_say(out, room,
                         _("No order has more than half of the %u votes, so "
                           "the default counts: \"%s\"."),
                         reason->of, words_order(level, ORDER_RETREAT));
    case REASON_NOTHING:
        return words_say(out, room,
                         _("Nothing came, so the default counts: \"%s\"."),
                         words_order(level, ORDER_RETREAT));
    case REASON_SEALED:
        return say_seals(out, room, level, world, reason);
    case REASON_ONLY:
        return words_say(
            out, room, _("\"%s\" is the only order under valid seals."), order);
    case REASON_CONFLICT:
        return words_say(out, room,
                         _("%u different orders came under valid seals, so "
                           "the default counts: \"%s\"."),
                         reason->count, words_order(level, ORDER_RETREAT));
    case REASON_CHAIN:
    case REASON_FEW:
    case REASON_NO_CHAIN:
        return words_work_reason(out, room, level, reason);
    case REASON_LEGS:
    case REASON_LACKS:
        return words_leg_reason(out, room, level, reason);
    case REASON_VOTES:
    case REASON_QUORUM:
    case REASON_WAITING:
        return words_network_reason(out, room, level, reason);
    case REASON_COUNT:
        break;
    }
    return words_say(out, room, "%s", "");
}

/* Say whether the rule has its own reasons beside what the player decided. */
static bool is_overruled(const struct level *level, const struct world *world,
                         unsigned general)
{
    struct reason reason;
    const struct rules *rules = rules_get((enum rule_id)world->setup.rule);
    return level->role == ROLE_LOYAL && general == level->player &&
           world->setup.rule != RULE_WORK && rules != NULL &&
           rules->explain != NULL &&
           rules->explain(world, general, &reason, 1) > 0;
}

size_t words_decided(char *out, size_t room, const struct level *level,
                     const struct world *world, unsigned general)
{
    const char *name = words_name(level, general);
    if (setup_is_traitor(&world->setup, general)) {
        return words_say(out, room, _("%s is a traitor and stays in camp."),
                         name);
    }
    if (world->decided[general] == ORDER_NONE) {
        return words_say(out, room,
                         words_has_fallen(world, general)
                             ? _("%s fell silent, and had not decided.")
                             : _("%s has not decided."),
                         name);
    }
    return words_say(out, room,
                     is_overruled(level, world, general)
                         ? _("%s obeys \"%s\", as you decided. What the rule "
                             "makes of the letters:")
                         : _("%s obeys \"%s\"."),
                     name, words_order(level, world->decided[general]));
}

/* The armies that attack, and at which minute of the week. */
static uint16_t attackers(const struct world *world, unsigned order)
{
    uint16_t mask = 0;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (world->decided[g] == order) {
            mask = (uint16_t)(mask | 1u << g);
        }
    }
    return mask;
}

size_t words_battle(char *out, size_t room, const struct level *level,
                    const struct world *world)
{
    struct verdict verdict;
    char names[PART_MAX];
    game_judge(world, &verdict);
    if (verdict.falls) {
        words_generals(names, sizeof names, level,
                       attackers(world, verdict.winning));
        return words_say(out, room,
                         _("The armies of %s attack together (\"%s\"), and "
                           "the city falls."),
                         names, words_order(level, verdict.winning));
    }
    if (verdict.lost == 0) {
        return words_say(out, room, "%s",
                         _("Nobody attacks, and the city stands."));
    }
    uint16_t lost = 0;
    for (unsigned order = 1; order < world->setup.orders; order++) {
        lost = (uint16_t)(lost | attackers(world, order));
    }
    words_generals(names, sizeof names, level, lost);
    return words_say(out, room,
                     _("Too few armies attack at the same time, where %u are "
                       "needed; destroyed: %s. The city stands."),
                     world->setup.quorum, names);
}

size_t words_traitors(char *out, size_t room, const struct level *level,
                      const struct setup *setup)
{
    char names[PART_MAX];
    if (setup->traitors == 0) {
        return words_say(out, room, "%s", _("There was no traitor."));
    }
    words_generals(names, sizeof names, level, setup->traitors);
    if (setup_traitors(setup) == 1) {
        return words_say(out, room, _("The traitor was %s."), names);
    }
    return words_say(out, room, _("The traitors were %s."), names);
}
