/* Verdicts of the solvers in words. */
#include "ui/words_proof.h"

#include <string.h>

#include "ui/text.h"
#include "ui/words_number.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

/* ---- The question -------------------------------------------------------- */

static bool is_without_clock(const struct level *level)
{
    const struct rules *rules = rules_get((enum rule_id)level->setup.rule);
    return rules != NULL && (rules->traits & RULES_NO_CLOCK) != 0;
}

static const char *question(const struct level *level)
{
    switch ((enum level_role)level->role) {
    case ROLE_TRAITOR:
        return level->setup.rule == RULE_WORK
                   ? _("Is the chance of it as high as the level asks for?")
                   : _("Is there any plan of lies that reaches it, and how few "
                       "lies are enough?");
    case ROLE_CITY:
        if (is_without_clock(level)) {
            return _("Can the city reach it, by choosing which messenger "
                     "arrives next?");
        }
        return _("Is there any plan of the city that reaches it, and how few "
                 "captures are enough?");
    case ROLE_LOYAL:
        return level->setup.rule == RULE_WORK
                   ? _("Is the risk as low as the level asks for?")
                   : _("Is there a way to decide, by what you see alone, that "
                       "is right whatever the traitors and the city do?");
    case ROLE_WATCH:
        break;
    }
    return _("Can the traitors make the loyal generals decide differently "
             "(IC1), or disobey a loyal commander (IC2), and how few lies are "
             "enough?");
}

size_t words_asked(char *out, size_t room, const struct level *level)
{
    return words_say(out, room, "%s", question(level));
}

/* ---- How it was established ---------------------------------------------- */

size_t words_means(char *out, size_t room, enum search_means means, bool loyal)
{
    const char *text = "";
    switch (means) {
    case SEARCH_BY_NOTHING:
        break;
    case SEARCH_BY_DOOR:
        text = _("Such a siege was found, and played through the rules letter "
                 "by letter, as you would play it.");
        break;
    case SEARCH_BY_TREE:
        text = _("Such a plan was found. Its siege is too large to be played "
                 "here; the plan was checked on the bare tree of its letters.");
        break;
    case SEARCH_BY_PARTS:
        text = _("The tree of letters was taken apart: whatever lies can make "
                 "one or two receivers believe was looked at, branch by "
                 "branch, and nothing else matters.");
        break;
    case SEARCH_BY_NUMBERS:
        text = _("Within one view generals decide by numbers of letters: all "
                 "numbers were looked at, and the order of arrivals does not "
                 "matter.");
        break;
    case SEARCH_BY_EXHAUSTION:
        text = loyal ? _("Every siege that looks the same to you was compared, "
                         "for everything that you may come to see.")
                     : _("Everything was tried; there is no other plan.");
        break;
    case SEARCH_BY_POSITIONS:
        text = _("Every position that any order of arrivals can lead to was "
                 "looked at.");
        break;
    case SEARCH_BY_FORMULA:
        text = _("The formula of the race says so; nobody can try all luck.");
        break;
    case SEARCH_BY_SAT:
        text = _("All plans were written down as one formula, and a SAT solver "
                 "showed that nothing satisfies it.");
        break;
    }
    return words_say(out, room, "%s", text);
}

size_t words_how(char *out, size_t room, const struct level *level,
                 const struct inquiry_answer *answer)
{
    enum search_means means = (enum search_means)answer->result.found.means;
    if (means == SEARCH_BY_FORMULA) {
        const struct outcome outcome = {.chance = session_chance(level)};
        return words_formula(out, room, level, &outcome);
    }
    return words_means(out, room, means, level->role == ROLE_LOYAL);
}

/* ---- The verdict --------------------------------------------------------- */

static const char *unknown_verdict(void)
{
    return _("Nobody knows yet: the search gave up before it had an answer. "
             "That is no \"no\".");
}

static const char *goal_verdict(const struct level *level,
                                enum possibility reached)
{
    bool loyal = level->role == ROLE_LOYAL;
    if (level->setup.rule == RULE_WORK && reached != UNKNOWN) {
        return reached == POSSIBLE
                   ? _("It can be done, as the level draws the line.")
                   : _("It cannot be done, as the level draws the line.");
    }
    switch (reached) {
    case POSSIBLE:
        return loyal ? _("It can be done: there is a way to decide by what you "
                         "see that is right whatever the traitors do.")
                     : _("It can be done: the goal can be reached.");
    case IMPOSSIBLE:
        return loyal ? _("It cannot be done: however you decide by what you "
                         "see, some siege makes it wrong.")
                     : _("It cannot be done: no plan reaches the goal.");
    case UNKNOWN:
        break;
    }
    return unknown_verdict();
}

static const char *broken(unsigned breaks)
{
    switch (breaks & BREAKS_ANY) {
    case BREAKS_IC1:
        return _("It can be broken: the loyal generals can be made to decide "
                 "differently (IC1).");
    case BREAKS_IC2:
        return _("It can be broken: a loyal general can be made to disobey "
                 "the loyal commander (IC2).");
    default: /* bits, not an enum */
        return _("It can be broken: the loyal generals can be made to decide "
                 "differently, and to disobey the loyal commander (IC1, "
                 "IC2).");
    }
}

static const char *siege_verdict(const struct inquiry_answer *answer)
{
    switch ((enum search_verdict)answer->result.found.verdict) {
    case SEARCH_BROKEN:
        return broken(answer->result.found.breaks);
    case SEARCH_SAFE:
        return _("It is safe: no plan of the traitors makes the loyal generals "
                 "decide differently, or disobey a loyal commander (IC1, "
                 "IC2).");
    case SEARCH_UNKNOWN:
        break;
    }
    return unknown_verdict();
}

size_t words_proved(char *out, size_t room, const struct level *level,
                    const struct inquiry_answer *answer)
{
    bool goal = level->role != ROLE_WATCH;
    return words_say(
        out, room, "%s",
        goal ? goal_verdict(level, (enum possibility)answer->reached)
             : siege_verdict(answer));
}

/* ---- Lies and plans ------------------------------------------------------ */

static bool has_lies(const struct inquiry_answer *answer)
{
    return answer->result.found.verdict == SEARCH_BROKEN &&
           answer->result.found.lies != UINT32_MAX &&
           answer->result.found.means != SEARCH_BY_FORMULA &&
           answer->result.found.means != SEARCH_BY_POSITIONS;
}

size_t words_fewest(char *out, size_t room, const struct level *level,
                    const struct inquiry_answer *answer)
{
    const struct search_result *found = &answer->result.found;
    bool city = level->role == ROLE_CITY;
    uint32_t lies = found->lies;
    if (!has_lies(answer) || level->role == ROLE_LOYAL) {
        return words_say(out, room, "%s", "");
    }
    if (lies == 0) {
        return words_say(out, room, "%s",
                         city ? _("Not one capture is needed.")
                              : _("Not one lie is needed."));
    }
    if (found->minimal) {
        return words_say(
            out, room,
            city ? ngettext("%u capture is enough; it is proven that it takes "
                            "one.",
                            "%u captures are enough; it is proven that fewer "
                            "are not.",
                            lies)
                 : ngettext("%u lie is enough; it is proven that it takes one.",
                            "%u lies are enough; it is proven that fewer are "
                            "not.",
                            lies),
            lies);
    }
    return words_say(out, room,
                     city ? ngettext("It was done with %u capture; whether "
                                     "fewer do is not known.",
                                     "It was done with %u captures; whether "
                                     "fewer do is not known.",
                                     lies)
                          : ngettext("It was done with %u lie; whether fewer "
                                     "do is not known.",
                                     "It was done with %u lies; whether fewer "
                                     "do is not known.",
                                     lies),
                     lies);
}

size_t words_watched(char *out, size_t room, const struct level *level,
                     const struct inquiry_answer *answer)
{
    const struct search_result *found = &answer->result.found;
    bool city = level->role == ROLE_CITY;
    if (!has_lies(answer)) {
        return words_say(out, room, "%s",
                         _("A siege that reaches it, led by the positions."));
    }
    if (found->minimal) {
        return words_say(
            out, room,
            city ? ngettext("The fewest captures: %u, and it takes one.",
                            "The fewest captures: %u, and fewer are not "
                            "enough.",
                            found->lies)
                 : ngettext("The shortest lie: %u in all, and it takes one.",
                            "The shortest lie: %u in all, and fewer are not "
                            "enough.",
                            found->lies),
            found->lies);
    }
    return words_say(out, room,
                     city ? _("A siege that was found, with %u captures.")
                          : _("A siege that was found, with %u lies."),
                     found->lies);
}

size_t words_back(char *out, size_t room, const struct outcome *outcome)
{
    if (outcome->back_to == 0) {
        return words_say(out, room, "%s", "");
    }
    return words_say(
        out, room,
        _("What was at step %u is here again at step %u, in a later "
          "phase: so it goes on for ever."),
        outcome->back_from, outcome->back_to);
}

size_t words_minimal(char *out, size_t room, const struct level *level,
                     const struct inquiry_answer *answer)
{
    const char *text = "";
    if (!has_lies(answer) || !answer->result.found.minimal) {
        text = "";
    } else if (answer->result.method == SOLVER_SAT) {
        text =
            _("Par is proven: a SAT solver ruled out every plan with fewer.");
    } else if (!answer->of_goal && tree_fits(&level->setup)) {
        text = _("Par is proven: the tree of letters was taken apart, and "
                 "nothing with fewer does.");
    } else {
        text = _("Par is proven: every plan with fewer was ruled out.");
    }
    return words_say(out, room, "%s", text);
}

size_t words_plans(char *out, size_t room, const struct level *level,
                   const struct inquiry_answer *answer)
{
    char plans[NUMBER_MAX], breaking[NUMBER_MAX];
    if (answer->plans == NULL || answer->breaking == NULL) {
        return words_say(out, room, "%s", "");
    }
    words_big(plans, sizeof plans, answer->plans);
    words_big(breaking, sizeof breaking, answer->breaking);
    bool view = level->setup.rule == RULE_PBFT && !answer->of_goal;
    if (strcmp(answer->breaking, "0") == 0) {
        return words_say(out, room,
                         view ? _("%s within the first view; none of them does "
                                  "it.")
                              : _("%s in all; none of them does it."),
                         plans);
    }
    return words_say(out, room,
                     view ? _("%s within the first view; those that do it: %s.")
                          : _("%s in all; those that do it: %s."),
                     plans, breaking);
}

size_t words_effort(char *out, size_t room, uint64_t states, double seconds)
{
    char count[NUMBER_MAX];
    words_count(count, sizeof count, states);
    if (seconds < 1) {
        return words_say(out, room,
                         _("States looked at: %s, in less than a second."),
                         count);
    }
    return words_say(out, room, _("States looked at: %s, in %.1f s."), count,
                     seconds);
}

/* ---- What cannot be shown -------------------------------------------------
 */

/* A loyal player, and what no single plan reaches. */
static const char *no_plan(const struct level *level)
{
    if (level->setup.rule == RULE_WORK || level->setup.rule == RULE_COIN) {
        return _("There is no siege to show: what comes of a plan is luck.");
    }
    if (level->role == ROLE_LOYAL) {
        return _("There is no lie to show: against the right way to decide "
                 "none helps.");
    }
    return _("There is no siege to show: the positions tell that one exists. "
             "The solution of the hints plays it.");
}

static const char *nothing(const struct level *level, bool unknown)
{
    if (unknown) {
        return _("There is nothing to show: nothing was found, and nothing was "
                 "ruled out.");
    }
    if (level->setup.rule == RULE_WORK) {
        return no_plan(level);
    }
    if (level->role == ROLE_LOYAL) {
        return _("There is no single siege to show: whichever way you decide, "
                 "another one makes it wrong.");
    }
    return level->role == ROLE_CITY
               ? _("There is nothing to show: nothing that the city can do "
                   "reaches it.")
               : _("There is nothing to show: no lie reaches it.");
}

static size_t say_no_show(char *out, size_t room, const struct proof *proof)
{
    const char *why;
    const struct inquiry_answer *answer = proof_answer(proof, &why);
    const struct level *level = proof_question(proof);
    const char *text = "";
    switch (proof_shows(proof)) {
    case PROOF_SHOWS_SIEGE:
        break;
    case PROOF_SHOWS_NOTHING:
        text = nothing(level, answer == NULL || answer->result.found.verdict ==
                                                    SEARCH_UNKNOWN);
        break;
    case PROOF_SHOWS_TOO_LARGE:
        text = _("The siege of this plan is too large to be played here.");
        break;
    case PROOF_SHOWS_NO_PLAN:
        text = no_plan(level);
        break;
    }
    return words_say(out, room, "%s", text);
}

/* How the siege that was found is seen: by a key, or by a word. */
static const char *show_what(const struct inquiry_answer *answer, bool city,
                             bool lines)
{
    if (!has_lies(answer)) {
        return lines ? _("Type \"lie\" to see a siege that reaches it.")
                     : _("Enter shows a siege that reaches it.");
    }
    if (city) {
        return lines ? _("Type \"lie\" to see the siege with the fewest "
                         "captures.")
                     : _("Enter shows the siege with the fewest captures.");
    }
    return lines ? _("Type \"lie\" to see the shortest lie, played out.")
                 : _("Enter shows the shortest lie, played out.");
}

size_t words_show(char *out, size_t room, const struct proof *proof, bool lines)
{
    const char *why;
    const struct inquiry_answer *answer = proof_answer(proof, &why);
    if (answer == NULL || proof_shows(proof) != PROOF_SHOWS_SIEGE) {
        return say_no_show(out, room, proof);
    }
    bool city = proof_question(proof)->role == ROLE_CITY;
    return words_say(out, room, "%s", show_what(answer, city, lines));
}
