/* The player's role, the goal and how it ended in words. */
#include "ui/words.h"

#include <inttypes.h>
#include <stdio.h>

#include "ui/text.h"
#include "ui/words_proof.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

enum { PART_MAX = 640 };

static size_t role_of_traitor(char *out, size_t room, const struct level *level)
{
    uint16_t others =
        (uint16_t)(level->setup.traitors & ~(1u << level->player));
    const char *name = words_name(level, level->player);
    if (others == 0) {
        return words_say(out, room, _("You are %s, a traitor."), name);
    }
    char names[PART_MAX];
    words_generals(names, sizeof names, level, others);
    return words_say(out, room, _("You are %s, a traitor; you also lead: %s."),
                     name, names);
}

static bool is_without_clock(const struct level *level)
{
    const struct rules *rules = rules_get((enum rule_id)level->setup.rule);
    return rules != NULL && (rules->traits & RULES_NO_CLOCK) != 0;
}

/* The city of a rule without a clock. */
static size_t role_of_scheduler(char *out, size_t room,
                                const struct level *level)
{
    unsigned budget = level->setup.budget, falls = level->setup.falls;
    if (budget > 0) {
        return words_say(out, room,
                         ngettext("You are the city: you choose which "
                                  "messenger arrives next, and may capture "
                                  "%u.",
                                  "You are the city: you choose which "
                                  "messenger arrives next, and may capture "
                                  "%u.",
                                  budget),
                         budget);
    }
    if (falls > 0) {
        return words_say(out, room,
                         ngettext("You are the city: you choose which "
                                  "messenger arrives next. You may make %u "
                                  "general fall silent for ever.",
                                  "You are the city: you choose which "
                                  "messenger arrives next. You may make %u "
                                  "generals fall silent for ever.",
                                  falls),
                         falls);
    }
    return words_say(out, room, "%s",
                     _("You are the city: you choose which messenger arrives "
                       "next."));
}

size_t words_role(char *out, size_t room, const struct level *level)
{
    switch ((enum level_role)level->role) {
    case ROLE_TRAITOR:
        return role_of_traitor(out, room, level);
    case ROLE_LOYAL:
        return words_say(out, room, _("You are %s, a loyal general."),
                         words_name(level, level->player));
    case ROLE_CITY:
        if (is_without_clock(level)) {
            return role_of_scheduler(out, room, level);
        }
        return words_say(out, room,
                         ngettext("You are the city. Your scouts may capture "
                                  "%u messenger.",
                                  "You are the city. Your scouts may capture "
                                  "%u messengers.",
                                  level->setup.budget),
                         level->setup.budget);
    case ROLE_WATCH:
        return words_say(out, room, "%s", _("You watch; all camps are open."));
    }
    return words_say(out, room, "%s", "");
}

static const char *goal_sentence(enum goal goal)
{
    switch (goal) {
    case GOAL_WATCH:
        return _("See the siege to its end.");
    case GOAL_SPLIT:
        return _("Make the loyal generals decide differently.");
    case GOAL_DISOBEY:
        return _("Make a loyal general disobey the loyal commander.");
    case GOAL_BREAK:
        return _("Make the loyal generals decide differently, or disobey a "
                 "loyal commander.");
    case GOAL_STANDS:
        return _("Keep the city standing.");
    case GOAL_FALLS:
        return _("Take the city.");
    case GOAL_HOLD:
        return _("Decide as the other loyal generals do, and as a loyal "
                 "commander ordered.");
    case GOAL_ACCUSE:
        return _("Accuse a traitor, with proof.");
    case GOAL_UNDO:
        return _("Undo an order that was confirmed.");
    case GOAL_SHARE:
        return _("Own more of the blocks than of the power.");
    case GOAL_TOGETHER:
        return _("Decide as the other loyal generals do.");
    case GOAL_UNDECIDED:
        return _("Keep the generals undecided for ever.");
    case GOAL_COUNT:
        break;
    }
    return "";
}

size_t words_goal(char *out, size_t room, const struct level *level)
{
    const char *own = level_say(level, level->goal_text, text_language());
    return words_say(out, room, "%s",
                     own[0] != '\0' ? own
                                    : goal_sentence((enum goal)level->goal));
}

static const char *reached_sentence(enum goal goal)
{
    switch (goal) {
    case GOAL_WATCH:
        return _("The siege is over.");
    case GOAL_SPLIT:
        return _("You did it: the loyal generals decided differently.");
    case GOAL_DISOBEY:
        return _("You did it: a loyal general disobeyed the loyal commander.");
    case GOAL_BREAK:
        return _("You did it: the loyal generals did not act as one under a "
                 "loyal order.");
    case GOAL_STANDS:
        return _("You did it: the city stands.");
    case GOAL_FALLS:
        return _("You did it: the city falls.");
    case GOAL_HOLD:
        return _("You did it: the loyal generals act as one.");
    case GOAL_ACCUSE:
        return _("You did it: the traitor is accused, and the proof holds.");
    case GOAL_UNDO:
        return _("You did it: a confirmed order was undone.");
    case GOAL_SHARE:
        return _("You did it: you own more of the blocks than of the power.");
    case GOAL_TOGETHER:
        return _("You did it: the loyal generals decided the same.");
    case GOAL_UNDECIDED:
        return _("You did it: nobody has decided.");
    case GOAL_COUNT:
        break;
    }
    return "";
}

static const char *missed_sentence(enum goal goal)
{
    switch (goal) {
    case GOAL_WATCH:
        return _("The siege goes on.");
    case GOAL_SPLIT:
        return _("Not yet: all loyal generals decided the same.");
    case GOAL_DISOBEY:
        return _("Not yet: every loyal general did what a loyal commander "
                 "ordered.");
    case GOAL_BREAK:
        return _("Not yet: the loyal generals acted as one.");
    case GOAL_STANDS:
        return _("Not yet: the city falls.");
    case GOAL_FALLS:
        return _("Not yet: the city stands.");
    case GOAL_HOLD:
        return _("Not yet: the loyal generals did not act as one under the "
                 "right order.");
    case GOAL_ACCUSE:
        return _("Not yet: no traitor was accused with a proof that holds.");
    case GOAL_UNDO:
        return _("Not yet: no order that was confirmed was undone.");
    case GOAL_SHARE:
        return _("Not yet: you own no more of the blocks than of the power.");
    case GOAL_TOGETHER:
        return _("Not yet: the loyal generals decided differently.");
    case GOAL_UNDECIDED:
        return _("Not yet: the generals came to a decision.");
    case GOAL_COUNT:
        break;
    }
    return "";
}

/* Why the generals stay undecided: it can be repeated, nothing can happen any
 * more, or the time is up, which is less than for ever. */
static size_t say_undecided(char *out, size_t room,
                            const struct outcome *outcome)
{
    if (outcome->back_to > 0) {
        return words_say(
            out, room,
            _("You did it: what was at step %u is here again at step %u. Every "
              "general took steps, and no letter was held back, so this can "
              "go on for ever."),
            outcome->back_from, outcome->back_to);
    }
    if (outcome->stuck) {
        return words_say(out, room, "%s",
                         _("You did it: no letter is on its way any more, and "
                           "everybody waits for one. They will wait for "
                           "ever."));
    }
    return words_say(out, room, "%s",
                     _("You did it: the time is up, and nobody has decided. "
                       "That was a delay: nothing has shown that it could go "
                       "on for ever."));
}

/* All positions of the vote were looked at. Coins: the best that the city can
 * hope for. */
static size_t say_positions(char *out, size_t room, const struct level *level,
                            const struct outcome *outcome)
{
    char count[32];
    snprintf(count, sizeof count, "%" PRIu64, outcome->plans);
    if (level->setup.rule == RULE_COIN) {
        return words_say(
            out, room,
            outcome->possible == POSSIBLE
                ? _("It can be done more often than not: take your claim back "
                    "and look again. By all %s positions (nobody more than "
                    "three stages ahead of the slowest) the best schedule "
                    "succeeds with a chance of %.4f.")
                : _("You are right, luck is against the city: by all %s "
                    "positions (nobody more than three stages ahead of the "
                    "slowest) the best schedule succeeds with a chance of "
                    "%.4f."),
            count, outcome->chance);
    }
    return words_say(
        out, room,
        outcome->possible == POSSIBLE
            ? _("It can be done: take your claim back and look again. All %s "
                "positions were looked at.")
            : _("You are right, it cannot be done: all %s positions were "
                "looked "
                "at, and from this start none reaches the goal."),
        count);
}

/* The theorem itself rules the goal out: no plan breaks IC1 or IC2. */
static bool is_promised(const struct level *level)
{
    const struct rules *rules = rules_get((enum rule_id)level->setup.rule);
    bool breaks = level->goal == GOAL_SPLIT || level->goal == GOAL_DISOBEY ||
                  level->goal == GOAL_BREAK;

    return level->role == ROLE_TRAITOR && breaks && rules != NULL &&
           rules->promised(&level->setup);
}

static size_t say_claim(char *out, size_t room, const struct level *level,
                        const struct outcome *outcome)
{
    char plans[32];
    snprintf(plans, sizeof plans, "%" PRIu64, outcome->plans);
    if (outcome->by_formula) {
        char formula[PART_MAX];
        words_formula(formula, sizeof formula, level, outcome);
        return words_say(out, room,
                         outcome->possible == IMPOSSIBLE
                             ? _("You are right, it cannot be done. %s")
                             : _("It can be done: take your claim back and "
                                 "look again. %s"),
                         formula);
    }
    if (outcome->by_positions) {
        return say_positions(out, room, level, outcome);
    }
    if (outcome->possible == POSSIBLE) {
        return words_say(out, room, "%s",
                         _("It can be done: take your claim back and look "
                           "again."));
    }
    if (outcome->possible == UNKNOWN) {
        return words_say(out, room, "%s",
                         _("Nobody knows whether it can be done."));
    }
    if (outcome->proven && level->role == ROLE_LOYAL) {
        return words_say(out, room, "%s",
                         _("You are right, it cannot be done: whatever you "
                           "decide, it is wrong in some siege that looks "
                           "exactly the same to you. The search has found "
                           "such sieges."));
    }
    if (outcome->means == SEARCH_BY_PARTS || outcome->means == SEARCH_BY_SAT ||
        outcome->means == SEARCH_BY_NUMBERS) {
        char means[PART_MAX];
        words_means(means, sizeof means, (enum search_means)outcome->means,
                    false);
        return words_say(out, room, _("You are right, it cannot be done. %s"),
                         means);
    }
    if (outcome->proven && outcome->plans == 0) { /* the solvers tried them */
        return words_say(out, room, "%s",
                         _("You are right, it cannot be done: everything was "
                           "tried, and nothing reaches the goal."));
    }
    if (outcome->proven) {
        return words_say(out, room,
                         _("You are right, it cannot be done: of all %s plans "
                           "there are, just tried, none reaches the goal."),
                         plans);
    }
    if (is_promised(level)) {
        return words_say(out, room, "%s",
                         _("You are right, it cannot be done. There are too "
                           "many plans to try just now; the theorem says "
                           "so."));
    }
    return words_say(out, room, "%s",
                     _("You are right, it cannot be done. There are too many "
                       "plans to try just now: the level says so."));
}

/* Who only watches wins by having foreseen it. */
static const char *watched_sentence(const struct outcome *outcome)
{
    if (!outcome->asks_to_foretell) {
        return _("The siege is over.");
    }
    if (outcome->foretold == ORDER_NONE) {
        return _("The siege is over. Foretell it, and there are three stars "
                 "to win.");
    }
    return outcome->foresaw ? _("You foretold it.")
                            : _("It came otherwise than you foretold.");
}

size_t words_outcome(char *out, size_t room, const struct level *level,
                     const struct outcome *outcome)
{
    enum goal goal = (enum goal)level->goal;
    if (outcome->claimed) {
        return say_claim(out, room, level, outcome);
    }
    if (!outcome->reached) {
        return words_say(out, room, "%s",
                         goal == GOAL_SPLIT && !outcome->verdict.termination
                             ? _("Not yet: no two loyal generals decided "
                                 "differently.")
                             : missed_sentence(goal));
    }
    if (level->role == ROLE_WATCH) {
        return words_say(out, room, "%s", watched_sentence(outcome));
    }
    if (!level->possible &&
        (outcome->by_formula || level->setup.rule == RULE_COIN)) {
        return words_say(out, room, "%s",
                         _("It went well, but that was luck: the chance is "
                           "against you. Could you have said so?"));
    }
    if (!level->possible && level->role == ROLE_LOYAL) {
        return words_say(out, room, "%s",
                         _("It went well, but that was luck: some siege looks "
                           "exactly the same to you and calls for another "
                           "decision. Could you have known?"));
    }
    if (!level->possible) {
        return words_say(out, room, "%s",
                         _("The goal is reached, though the level says that "
                           "this cannot be done: the level is wrong."));
    }
    if (goal == GOAL_UNDECIDED) {
        return say_undecided(out, room, outcome);
    }
    return words_say(out, room, "%s", reached_sentence(goal));
}

size_t words_again(char *out, size_t room, const struct level *level,
                   const struct outcome *outcome)
{
    if (outcome->reached || outcome->claimed || level->role == ROLE_WATCH) {
        return words_say(out, room, "%s", "");
    }
    return words_say(out, room, "%s",
                     _("Try again; or, where you find that nobody could do it, "
                       "say so with \"!\". Some goals cannot be reached."));
}

bool words_idea_fits(const struct level *level, const struct outcome *outcome)
{
    return outcome->reached || level->role == ROLE_WATCH ||
           (!outcome->claimed && level->possible);
}

bool words_story_fits(const struct level *level, const struct outcome *outcome)
{
    return outcome->reached || level->role == ROLE_WATCH;
}
