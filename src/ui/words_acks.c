/* Two generals in words. */
#include "ui/words_acks.h"

#include <string.h>

#include "ui/text.h"
#include "ui/words_say.h"

enum { CLAUSE_MAX = 400 };

/* One of several messengers: the others may have come. */
static size_t say_missing(char *out, size_t room, const char *from,
                          unsigned leg)
{
    if (leg == 0) {
        return words_say(out, room,
                         _("A messenger with the order does not come from %s."),
                         from);
    }
    return words_say(
        out, room, _("A messenger with confirmation %u does not come from %s."),
        leg, from);
}

size_t words_leg_letter(char *out, size_t room, const struct level *level,
                        const struct letter *letter)
{
    const char *from = words_name(level, letter->from);
    if (letter->state == LETTER_UNWRITTEN && level->setup.messengers > 1) {
        return say_missing(out, room, from, letter->phase);
    }
    if (letter->state == LETTER_UNWRITTEN && letter->phase == 0) {
        return words_say(out, room, _("No order comes from %s."), from);
    }
    if (letter->state == LETTER_UNWRITTEN) {
        return words_say(out, room, _("No confirmation %u comes from %s."),
                         letter->phase, from);
    }
    if (letter->phase == 0) {
        return words_say(out, room, _("%s orders \"%s\"."), from,
                         words_order(level, letter->order));
    }
    return words_say(out, room, _("%s confirms: confirmation %u of %u."), from,
                     letter->phase, letter->claim);
}

size_t words_leg(char *out, size_t room, const struct level *level,
                 const struct letter *letter, bool own_tent)
{
    const char *from = words_name(level, letter->from);
    if (own_tent) {
        return letter->phase == 0
                   ? words_say(out, room, "%s", _("the order"))
                   : words_say(out, room, _("confirmation %u"), letter->phase);
    }
    if (letter->phase == 0) {
        return words_say(out, room, _("%s: the order"), from);
    }
    return words_say(out, room, _("%s: confirmation %u"), from, letter->phase);
}

size_t words_demand(char *out, size_t room, unsigned count)
{
    if (count == 0) {
        return words_say(out, room, "%s", _("no confirmation"));
    }
    return words_say(out, room,
                     ngettext("%u confirmation", "%u confirmations", count),
                     count);
}

size_t words_leg_reason(char *out, size_t room, const struct level *level,
                        const struct reason *reason)
{
    if (reason->kind == REASON_LEGS) {
        return words_say(out, room,
                         _("Every letter meant for %s came (%u of %u): "
                           "\"%s\"."),
                         words_name(level, reason->general), reason->count,
                         reason->of, words_order(level, reason->order));
    }
    return words_say(out, room,
                     _("Not every letter meant for %s came (%u of %u), so the "
                       "default counts: \"%s\"."),
                     words_name(level, reason->general), reason->count,
                     reason->of, words_order(level, ORDER_RETREAT));
}

/* "Basil knows that you know that Basil knows it": a clause of so many
 * knowers, the other one first where `his`. */
static void say_knowers(char out[CLAUSE_MAX], const char *other, bool his,
                        uint32_t knowers)
{
    bool last_is_his = knowers % 2 == 1 ? his : !his;
    char inner[CLAUSE_MAX];
    if (last_is_his) {
        words_say(out, CLAUSE_MAX, _("%s knows it"), other);
    } else {
        words_say(out, CLAUSE_MAX, "%s", _("you know it"));
    }
    for (uint32_t k = 1; k < knowers; k++) {
        last_is_his = !last_is_his;
        memcpy(inner, out, sizeof inner);
        if (last_is_his) {
            words_say(out, CLAUSE_MAX, _("%s knows that %s"), other, inner);
        } else {
            words_say(out, CLAUSE_MAX, _("you know that %s"), inner);
        }
    }
}

/* A rung that holds; rung 1 is that the player knows. */
static size_t say_rung(char *out, size_t room, const char *other, uint32_t rung)
{
    char clause[CLAUSE_MAX];
    if (rung == 1) {
        return words_say(out, room, "%s",
                         _("You know that the attack is ordered."));
    }
    if (rung > LADDER_RUNGS_SAID) {
        return words_say(out, room, _("And so on, up to rung %u."),
                         (unsigned)rung);
    }
    say_knowers(clause, other, true, rung - 1);
    return words_say(out, room, _("You know that %s."), clause);
}

/* The first rung that does not hold. */
static size_t say_gap(char *out, size_t room, const char *other, uint32_t rung)
{
    char clause[CLAUSE_MAX];
    if (rung == 1) {
        return words_say(out, room, "%s",
                         _("You do not know whether an attack is ordered."));
    }
    if (rung == 2) {
        return words_say(out, room, _("You do not know whether %s knows it."),
                         other);
    }
    if (rung > LADDER_RUNGS_SAID + 1) {
        return words_say(out, room,
                         _("Whether rung %u holds, you do not "
                           "know."),
                         (unsigned)rung);
    }
    say_knowers(clause, other, false, rung - 2);
    return words_say(out, room, _("You do not know whether %s knows that %s."),
                     other, clause);
}

size_t words_ladder(char *out, size_t room, const struct level *level,
                    const struct knowledge_ladder *ladder, unsigned other,
                    uint32_t lowest, uint32_t line)
{
    const char *name = words_name(level, other);
    uint32_t rung = lowest + line;
    switch ((enum knowing)ladder->knowing) {
    case KNOWING_NOTHING:
        return line > 0 ? words_say(out, room, "%s", "")
                        : say_gap(out, room, name, 1);
    case KNOWING_OFF:
        return words_say(out, room, "%s",
                         line == 0 ? _("You know that no attack is ordered.")
                                   : "");
    case KNOWING_COMMON:
        return line > 0
                   ? words_say(out, room, "%s", "")
                   : words_say(out, room,
                               _("You know it, %s knows it, you know that of "
                                 "each other, and so on without end: it is "
                                 "common knowledge."),
                               name);
    case KNOWING_SOME:
        break;
    }
    if (rung > ladder->depth + 1) {
        return words_say(out, room, "%s", "");
    }
    return rung > ladder->depth ? say_gap(out, room, name, rung)
                                : say_rung(out, room, name, rung);
}

size_t words_ladder_of(char *out, size_t room, const struct level *level,
                       const struct knowledge_ladder *ladder, unsigned g)
{
    const char *name = words_name(level, g);
    switch ((enum knowing)ladder->knowing) {
    case KNOWING_NOTHING:
        return words_say(out, room,
                         _("%s does not know whether an attack is ordered."),
                         name);
    case KNOWING_OFF:
        return words_say(out, room, _("%s knows that no attack is ordered."),
                         name);
    case KNOWING_COMMON:
        return words_say(out, room,
                         _("%s stands on a ladder without end: common "
                           "knowledge."),
                         name);
    case KNOWING_SOME:
        break;
    }
    return words_say(out, room,
                     ngettext("%s stands on rung %u.", "%s stands on rung %u.",
                              ladder->depth),
                     name, (unsigned)ladder->depth);
}
