/* The lab's findings in words. */
#include "ui/words_lab.h"

#include <stdio.h>
#include <string.h>

#include "rules/rules.h"
#include "ui/rule_words.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_number.h"
#include "ui/words_say.h"

enum { NAME_MAX_BYTES = 192 };

/* ---- A siege by its numbers ---------------------------------------------- */

static size_t rule_alone(char *out, size_t room, enum rule_id rule,
                         unsigned depth)
{
    if (rule == RULE_ORAL) {
        return words_say(out, room, "OM(%u)", depth);
    }
    if (rule == RULE_SIGNED) {
        return words_say(out, room, "SM(%u)", depth);
    }
    return words_say(out, room, "%s",
                     rule == RULE_PBFT ? "PBFT" : rule_name(rule));
}

size_t words_lab_rule(char *out, size_t room, enum rule_id rule, unsigned depth)
{
    return rule == RULE_PBFT ? words_say(out, room, "%s", _("PBFT in one view"))
                             : rule_alone(out, room, rule, depth);
}

static size_t say_numbers(char *out, size_t room, const char *name, unsigned n,
                          unsigned t)
{
    return words_say(out, room,
                     ngettext("%s, %u generals, %u traitor",
                              "%s, %u generals, %u traitors", t),
                     name, n, t);
}

size_t words_lab_siege(char *out, size_t room, const struct setup *setup)
{
    char name[NAME_MAX_BYTES];
    enum rule_id rule = (enum rule_id)setup->rule;
    rule_alone(name, sizeof name, rule, setup->depth);
    if (setup->traitors != 0) {
        return say_numbers(out, room, name, setup->generals,
                           setup_traitors(setup));
    }
    if (rule == RULE_ACKS) {
        return words_say(out, room,
                         ngettext("two generals, %u confirmation",
                                  "two generals, %u confirmations",
                                  setup->confirmations),
                         (unsigned)setup->confirmations);
    }
    if (rule == RULE_COIN || rule == RULE_VOTE) {
        return words_say(out, room,
                         _("%s, %u generals, %u of them may fall silent"), name,
                         (unsigned)setup->generals, (unsigned)setup->falls);
    }
    return words_say(out, room, _("%s, %u generals, all loyal"), name,
                     (unsigned)setup->generals);
}

/* "2", "2 and 3", "2, 3 and 4". Returns how many there are. */
static unsigned list_lieutenants(char out[NAME_MAX_BYTES],
                                 const struct setup *setup)
{
    unsigned left = setup_traitors(setup), count = 0;
    left -= setup_is_traitor(setup, setup->commander);
    out[0] = '\0';
    for (unsigned g = 0; g < setup->generals; g++) {
        char number[8], longer[NAME_MAX_BYTES];
        if (g == setup->commander || !setup_is_traitor(setup, g)) {
            continue;
        }
        (void)snprintf(number, sizeof number, "%u", g + 1);
        words_say(longer, sizeof longer,
                  count == 0          ? "%s%s"
                  : count + 1 == left ? _("%s and %s")
                                      : _("%s, %s"),
                  out, number);
        memcpy(out, longer, sizeof longer);
        count++;
    }
    return count;
}

size_t words_lab_traitors(char *out, size_t room, const struct setup *setup)
{
    char others[NAME_MAX_BYTES];
    bool commander = setup_is_traitor(setup, setup->commander);
    unsigned count = list_lieutenants(others, setup);
    if (setup->traitors == 0) {
        return words_say(out, room, "%s", _("nobody"));
    }
    if (others[0] == '\0') {
        return words_say(out, room, "%s", _("the commander"));
    }
    return words_say(out, room,
                     commander
                         ? ngettext("the commander and general %s",
                                    "the commander and generals %s", count)
                         : ngettext("general %s", "generals %s", count),
                     others);
}

/* ---- A cell of the map --------------------------------------------------- */

static size_t say_broken(char *out, size_t room, const char *siege,
                         const struct lab_map *map, const struct lab_cell *cell)
{
    char who[NAME_MAX_BYTES];
    struct setup setup;
    lab_map_setup(map, cell->found.generals, cell->found.traitors, &setup);
    words_lab_traitors(who, sizeof who, &setup);
    if (!cell->found.minimal) {
        return words_say(
            out, room,
            ngettext("%s: broken with %u lie by %s, when the order is to "
                     "%s; whether fewer do is not known.",
                     "%s: broken with %u lies by %s, when the order is "
                     "to %s; whether fewer do is not known.",
                     cell->found.lies),
            siege, (unsigned)cell->found.lies, who,
            cell->order == ORDER_RETREAT ? _("retreat") : _("attack"));
    }
    return words_say(
        out, room,
        ngettext("%s: broken. %u lie is enough, by %s, when the order is "
                 "to %s.",
                 "%s: broken. %u lies are enough, by %s, when the order "
                 "is to %s; fewer are not.",
                 cell->found.lies),
        siege, (unsigned)cell->found.lies, who,
        cell->order == ORDER_RETREAT ? _("retreat") : _("attack"));
}

static size_t say_safe(char *out, size_t room, const char *siege,
                       const struct sweep_cell *found)
{
    char sieges[NUMBER_MAX];
    words_count(sieges, sizeof sieges, found->sieges);
    if (found->traitors + 1u >= found->generals) {
        return words_say(out, room,
                         _("%s: safe. Fewer than two generals are loyal: "
                           "nobody is left to disagree with."),
                         siege);
    }
    if (found->traitors == 0) {
        return words_say(out, room, _("%s: safe. Nobody lies."), siege);
    }
    return words_say(
        out, room,
        ngettext("%s: safe. Whoever the traitors are, whatever is ordered, "
                 "no lie breaks it: %s siege was searched to its end.",
                 "%s: safe. Whoever the traitors are, whatever is ordered, "
                 "no lie breaks it: %s sieges were searched to their end.",
                 found->sieges),
        siege, sieges);
}

size_t words_lab_cell(char *out, size_t room, const struct lab_map *map,
                      unsigned n, unsigned t, bool now)
{
    char siege[NAME_MAX_BYTES], name[NAME_MAX_BYTES];
    const struct lab_cell *cell = &map->cell[n][t];
    words_lab_rule(name, sizeof name, (enum rule_id)map->rule, map->depth);
    say_numbers(siege, sizeof siege, name, n, t);
    if (!cell->known) {
        return words_say(out, room,
                         now ? _("%s: being searched.")
                             : _("%s: not looked at yet."),
                         siege);
    }
    if (!cell->found.defined) {
        return words_say(out, room, _("%s: the rule has no such siege."),
                         siege);
    }
    switch ((enum search_verdict)cell->found.verdict) {
    case SEARCH_BROKEN:
        return say_broken(out, room, siege, map, cell);
    case SEARCH_SAFE:
        return say_safe(out, room, siege, &cell->found);
    case SEARCH_UNKNOWN:
        break;
    }
    return words_say(
        out, room,
        _("%s: unknown. No lie was found, but some siege was given "
          "up before its end; that is no \"safe\"."),
        siege);
}

/* ---- The theorem --------------------------------------------------------- */

size_t words_lab_theorem(char *out, size_t room, enum rule_id rule)
{
    const char *text = "";
    switch (rule) {
    case RULE_ORAL:
        text = _("Theorem: safe if m >= t and n > 2t + m");
        break;
    case RULE_SIGNED:
        text = _("Theorem: safe if m >= t, whatever n is");
        break;
    case RULE_PBFT:
        text = _("Theorem: safe if n >= 3t + 1");
        break;
    case RULE_RELAY:
        text = _("Theorem: safe only if nobody lies");
        break;
    case RULE_BLANK:
    case RULE_ACKS:
    case RULE_VOTE:
    case RULE_COIN:
    case RULE_WORK:
    case RULE_COUNT:
        break;
    }
    return words_say(out, room, "%s", text);
}

size_t words_lab_promise(char *out, size_t room, enum rule_id rule,
                         unsigned depth, unsigned n, unsigned t)
{
    bool lockstep = rule == RULE_ORAL || rule == RULE_SIGNED;
    if (rules_promise(rule, depth, n, t)) {
        return words_say(out, room, "%s", _("The theorem promises this cell."));
    }
    if (lockstep && depth < t) {
        return words_say(out, room,
                         _("The theorem promises nothing here: m >= t fails "
                           "(%u < %u)."),
                         depth, t);
    }
    if (rule == RULE_ORAL) {
        return words_say(out, room,
                         _("The theorem promises nothing here: n > 2t + m "
                           "fails (%u is not more than %u)."),
                         n, 2 * t + depth);
    }
    return words_say(out, room, "%s", _("The theorem promises nothing here."));
}

size_t words_lab_agree(char *out, size_t room, const struct lab_map *map)
{
    unsigned promised = 0, safe = 0;
    for (unsigned n = map->range.least; n <= map->range.most; n++) {
        for (unsigned t = 0; t <= map->range.traitors; t++) {
            const struct lab_cell *cell = &map->cell[n][t];
            bool holds =
                cell->known && cell->found.defined &&
                rules_promise((enum rule_id)map->rule, map->depth, n, t);
            promised += holds;
            safe += holds && cell->found.verdict == SEARCH_SAFE;
        }
    }
    return words_say(out, room, _("it promises %u cells; found safe: %u"),
                     promised, safe);
}

/* ---- Plans --------------------------------------------------------------- */

const char *words_lab_question(enum lab_question question)
{
    switch (question) {
    case LAB_GOAL:
        return _("The goal of the level");
    case LAB_IC1:
        return _("Agreement (IC1)");
    case LAB_IC2:
        return _("Validity (IC2)");
    case LAB_EITHER:
    case LAB_QUESTIONS:
        break;
    }
    return _("Agreement and validity");
}

static size_t say_goal(char *out, size_t room,
                       const struct inquiry_answer *answer)
{
    switch ((enum possibility)answer->reached) {
    case POSSIBLE:
        return words_say(out, room, "%s", _("can be reached"));
    case IMPOSSIBLE:
        return words_say(out, room, "%s", _("cannot be reached"));
    case UNKNOWN:
        break;
    }
    return words_say(out, room, "%s", _("unknown"));
}

size_t words_lab_answer(char *out, size_t room, const struct lab_plans *plans,
                        enum lab_question question)
{
    const struct lab_finding *finding = &plans->finding[question];
    const struct search_result *found = &finding->answer.result.found;
    if (finding->fault.text[0] != '\0') {
        return words_say(out, room, "%s", _("cannot be asked"));
    }
    if (!finding->solved) {
        return words_say(out, room, "%s",
                         plans->at == question ? _("searching ...")
                                               : _("waits"));
    }
    if (finding->answer.of_goal) {
        return say_goal(out, room, &finding->answer);
    }
    switch ((enum search_verdict)found->verdict) {
    case SEARCH_BROKEN:
        return words_say(out, room,
                         found->minimal
                             ? ngettext("broken with %u lie",
                                        "broken with %u lies", found->lies)
                             : ngettext("broken with %u lie or fewer",
                                        "broken with %u lies or fewer",
                                        found->lies),
                         (unsigned)found->lies);
    case SEARCH_SAFE:
        return words_say(out, room, "%s", _("no plan breaks it"));
    case SEARCH_UNKNOWN:
        break;
    }
    return words_say(out, room, "%s", _("unknown"));
}

size_t words_lab_share(char *out, size_t room, double share)
{
    const double cent = 100, tiny = 0.0005, small = 0.1;
    double percent = share * cent;
    if (percent == 0 || percent == cent) {
        return words_say(out, room, "%.0f %%", percent);
    }
    if (percent < tiny) {
        return words_say(out, room, "%.1e %%", percent);
    }
    return words_say(out, room, percent < small ? "%.4f %%" : "%.2f %%",
                     percent);
}

/* ---- Samples ------------------------------------------------------------- */

int words_lab_figures(struct lab_figure figures[LAB_FIGURES_MAX],
                      const struct simulate_tally *tally, enum rule_id rule)
{
    int count = 0;
    if (rule == RULE_ACKS) {
        figures[count++] =
            (struct lab_figure){_("both attack"), tally->both, tally->runs};
        figures[count++] = (struct lab_figure){_("one attacks alone"),
                                               tally->alone, tally->runs};
        figures[count++] =
            (struct lab_figure){_("nobody attacks"), tally->none, tally->runs};
    }
    figures[count++] =
        (struct lab_figure){_("agreement"), tally->agreement, tally->runs};
    figures[count++] =
        (struct lab_figure){_("validity"), tally->validity, tally->judged};
    figures[count++] =
        (struct lab_figure){_("termination"), tally->termination, tally->runs};
    figures[count++] =
        (struct lab_figure){_("the city falls"), tally->falls, tally->runs};
    return count;
}

/* ---- Strategies ---------------------------------------------------------- */

const char *words_lab_strategy(unsigned strategy, bool city)
{
    switch (strategy) {
    case STRATEGY_LOYAL:
        return _("do their duty");
    case STRATEGY_SILENT:
        return _("write to nobody");
    case STRATEGY_OPPOSITE:
        return _("write the opposite");
    case STRATEGY_SPLIT:
        return _("tell one half this, the other half that");
    case STRATEGY_RANDOM:
        return city ? _("whatever comes") : _("lie at random");
    case STRATEGY_FIFO:
        return _("captures nobody, oldest letter first");
    case STRATEGY_GREEDY:
        return _("captures all it can, newest letter first");
    case STRATEGY_DELAY:
        return _("holds back what would let them decide");
    case STRATEGY_WITHHOLD:
        return _("build in secret to undo an order");
    case STRATEGY_SELFISH:
        return _("keep blocks back");
    case STRATEGY_ECLIPSE:
        return _("show one general another chain");
    case STRATEGY_FLOOD:
        return _("send invalid blocks");
    default: /* a number, not an enum: scripts have numbers of their own */
        return _("as the level says");
    }
}
