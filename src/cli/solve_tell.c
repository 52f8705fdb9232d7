#include "cli/solve_tell.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/fail.h"
#include "cli/file.h"
#include "cli/json.h"
#include "rules/rules.h"
#include "ui/words_number.h"

/* How the verdict was established. */
static const char *means_id(const struct solver_result *result)
{
    static const char *const ids[] = {[SEARCH_BY_NOTHING] = "nothing",
                                      [SEARCH_BY_DOOR] = "played",
                                      [SEARCH_BY_TREE] = "played on the tree",
                                      [SEARCH_BY_PARTS] = "taken apart",
                                      [SEARCH_BY_NUMBERS] = "by numbers",
                                      [SEARCH_BY_EXHAUSTION] = "exhausted",
                                      [SEARCH_BY_POSITIONS] = "all positions",
                                      [SEARCH_BY_FORMULA] = "formula",
                                      [SEARCH_BY_SAT] = "unsatisfiable"};
    return ids[result->found.means];
}

bool solve_refutes(const struct solve_answer *answer)
{
    bool possible = answer->siege->level.possible;
    return answer->of_level && answer->found.reached != UNKNOWN &&
           possible != (answer->found.reached == POSSIBLE);
}

/* Of pbft with view changes only the plans of the first view are counted. */
static bool counts_one_view(const struct solve_answer *answer)
{
    const struct setup *setup = &answer->siege->setup;
    return setup->rule == RULE_PBFT && setup->confirmations > 0 &&
           !answer->found.of_goal;
}

/* Chance takes messengers in this siege, whatever the traitors write. */
static bool is_left_to_luck(const struct solve_answer *answer)
{
    return !answer->of_level && setup_can_capture(&answer->siege->setup);
}

/* What a count leaves out, or NULL. */
static const char *counted_words(const struct solve_answer *answer)
{
    bool one_view = counts_one_view(answer);
    if (is_left_to_luck(answer)) {
        return one_view ? "first view, nobody captured" : "nobody captured";
    }
    return one_view ? "first view" : NULL;
}

/* ---- JSON ---------------------------------------------------------------- */

static void json_breaks(struct json *json, unsigned breaks)
{
    json_key(json, "breaks");
    json_open(json, '[');
    if ((breaks & BREAKS_IC1) != 0) {
        json_string(json, "IC1");
    }
    if ((breaks & BREAKS_IC2) != 0) {
        json_string(json, "IC2");
    }
    json_close(json, ']');
}

static void json_level(struct json *json, const struct solve_answer *answer)
{
    const struct level *level = &answer->siege->level;
    static const char *const words[] = {[IMPOSSIBLE] = "impossible",
                                        [POSSIBLE] = "possible",
                                        [UNKNOWN] = "unknown"};
    json_add_string(json, "level", level->id);
    json_add_string(json, "goal", goal_id((enum goal)level->goal));
    json_add_string(json, "claim",
                    words[level->possible ? POSSIBLE : IMPOSSIBLE]);
    json_add_string(json, "found", words[answer->found.reached]);
    if (answer->solution.played) {
        json_key(json, "solution");
        json_open(json, '{');
        json_add_bool(json, "reached", answer->solution.reached);
        json_add_count(json, "lies", answer->solution.lies);
        json_close(json, '}');
    }
}

/* Without a clock a walk over all lies follows one order of arrivals. */
static bool is_of_one_schedule(const struct solve_answer *answer)
{
    const struct setup *setup = &answer->siege->setup;
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    const struct search_result *found = &answer->found.result.found;
    return !answer->found.of_goal && (rules->traits & RULES_NO_CLOCK) != 0 &&
           (found->means == SEARCH_BY_EXHAUSTION ||
            found->verdict == SEARCH_UNKNOWN) &&
           found->stop < SEARCH_TOO_LARGE;
}

static void json_means(struct json *json, const struct solve_answer *answer)
{
    static const char *const stops[] = {[SEARCH_BY_TICK] = "stopped",
                                        [SEARCH_TOO_LONG] = "too long",
                                        [SEARCH_TOO_LARGE] = "too large",
                                        [SEARCH_TOO_FAR] = "too far ahead"};
    const struct search_result *found = &answer->found.result.found;
    json_add_string(json, "means", means_id(&answer->found.result));
    json_add_bool(json, "minimal", found->minimal);
    if (found->verdict == SEARCH_UNKNOWN && !answer->found.of_goal) {
        json_add_string(json, "stop", stops[found->stop]);
    }
    if (found->first_view) {
        json_add_string(json, "first_view", "safe");
    }
    if (is_of_one_schedule(answer)) {
        json_add_string(json, "schedule",
                        answer->of_level ? "the level's" : "oldest first");
    }
}

void solve_tell_json(const struct solve_answer *answer)
{
    const struct search_result *found = &answer->found.result.found;
    struct json json = json_begin(stdout);
    json_open(&json, '{');
    json_add_string(&json, "verdict",
                    search_verdict_id((enum search_verdict)found->verdict));
    json_breaks(&json, found->breaks);
    json_key(&json, "lies");
    if (found->verdict == SEARCH_BROKEN && found->lies != UINT32_MAX) {
        json_count(&json, found->lies);
    } else {
        json_null(&json);
    }
    json_add_string(
        &json, "method",
        solver_method_id((enum solver_method)answer->found.result.method));
    json_add_count(&json, "states", found->states);
    json_add_real(&json, "seconds", answer->seconds);
    if (answer->found.plans != NULL) {
        json_add_string(&json, "plans", answer->found.plans);
        json_add_string(&json, "breaking", answer->found.breaking);
        if (counted_words(answer) != NULL) {
            json_add_string(&json, "counted", counted_words(answer));
        }
    }
    json_means(&json, answer);
    if (answer->of_level) {
        json_level(&json, answer);
    }
    json_close(&json, '}');
    json_end(&json);
}

/* ---- Text ---------------------------------------------------------------- */

static const char *broken_words(unsigned breaks)
{
    switch (breaks & BREAKS_ANY) {
    case BREAKS_IC1:
        return "agreement (IC1)";
    case BREAKS_IC2:
        return "validity (IC2)";
    default:
        return "agreement and validity (IC1, IC2)";
    }
}

static const char *asked_words(unsigned breaks)
{
    return (breaks & BREAKS_ANY) == BREAKS_ANY ? "IC1 or IC2"
           : (breaks & BREAKS_IC1) != 0        ? "IC1"
                                               : "IC2";
}

static void tell_broken(const struct solve_answer *answer)
{
    const struct search_result *found = &answer->found.result.found;
    if (found->lies == 0) {
        (void)printf("Broken: %s can fail without a lie%s.\n",
                     broken_words(found->breaks),
                     is_left_to_luck(answer) ? ", by captured messengers alone"
                                             : "");
    } else {
        (void)printf("Broken: with %u %s the traitors break %s.\n",
                     (unsigned)found->lies, found->lies == 1 ? "lie" : "lies",
                     broken_words(found->breaks));
    }
    if (found->lies > 0 && found->minimal) {
        (void)puts("No plan with fewer lies does.");
    } else if (found->lies > 0 && answer->fewest) {
        (void)puts("Whether fewer lies would do is not known.");
    }
    (void)puts(found->means == SEARCH_BY_TREE
                   ? "The siege is too large for a world: the plan was played "
                     "on the bare tree of\nits letters."
                   : "The plan was played through the rules, as a game would.");
}

static const char *safe_words(const struct solver_result *result)
{
    switch ((enum search_means)result->found.means) {
    case SEARCH_BY_PARTS:
        return "the tree of letters was taken apart: whatever the traitors\n"
               "make one or two receivers believe was looked at";
    case SEARCH_BY_NUMBERS:
        return "replicas decide by numbers of letters, and all numbers were\n"
               "looked at; that holds for every order of arrivals";
    case SEARCH_BY_POSITIONS:
        return "every position that any order of arrivals can lead to was\n"
               "looked at";
    case SEARCH_BY_SAT:
        return "a SAT solver found its formula unsatisfiable";
    case SEARCH_BY_NOTHING:
    case SEARCH_BY_DOOR:
    case SEARCH_BY_TREE:
    case SEARCH_BY_FORMULA:
    case SEARCH_BY_EXHAUSTION:
        break;
    }
    return "everything that the traitors can do was tried";
}

/* Without a clock somebody chooses what arrives next. */
static void tell_schedule(const struct solve_answer *answer)
{
    if (is_of_one_schedule(answer)) {
        (void)puts(answer->of_level
                       ? "Letters arrived as the level's city has it; no other "
                         "order was tried."
                       : "Letters arrived oldest first; no other order was "
                         "tried.");
    }
}

static void tell_unknown(const struct solve_answer *answer)
{
    const struct search_result *found = &answer->found.result.found;
    switch ((enum search_stop)found->stop) {
    case SEARCH_BY_TICK:
        (void)printf("Unknown: the search %s before it had an answer.\n",
                     answer->interrupted ? "was stopped" : "gave up");
        break;
    case SEARCH_TOO_LONG:
        (void)puts("Unknown: such a siege may go on for longer than a search "
                   "can follow, so not\neverything was tried.");
        break;
    case SEARCH_TOO_LARGE:
        (void)puts("Unknown: there are more letters or positions than can be "
                   "looked at.");
        break;
    case SEARCH_TOO_FAR:
        (void)printf("Unknown: of all orders of arrivals %" PRIu64 " positions "
                     "were looked at. Those in\nwhich a general runs farther "
                     "ahead of the slowest one were not.\n",
                     found->states);
        break;
    }
    if (found->at_least > 0) {
        (void)printf("All plans with at most %u %s were tried, and none breaks "
                     "it.\n",
                     (unsigned)found->at_least - 1,
                     found->at_least == 2 ? "lie" : "lies");
    }
    if (found->first_view) {
        (void)puts("Within the first view no plan breaks it, whatever arrives "
                   "when.");
    }
}

static void tell_verdict(const struct solve_answer *answer)
{
    switch ((enum search_verdict)answer->found.result.found.verdict) {
    case SEARCH_BROKEN:
        tell_broken(answer);
        break;
    case SEARCH_SAFE:
        (void)printf("Safe: no plan of the traitors breaks %s;\n%s.\n",
                     asked_words(answer->found.breaks),
                     safe_words(&answer->found.result));
        break;
    case SEARCH_UNKNOWN:
        tell_unknown(answer);
        break;
    }
    tell_schedule(answer);
}

/* What the game counts against par. */
static const char *lies_words(const struct level *level, bool many)
{
    static const char *const words[][2] = {
        {"lie", "lies"},
        {"capture", "captures"},
        {"general fallen", "generals fallen"},
        {"block kept back", "blocks kept back"}};
    unsigned kind = level->role == ROLE_CITY;
    if (level->setup.rule == RULE_VOTE || level->setup.rule == RULE_COIN) {
        kind = 2;
    }
    if (level->setup.rule == RULE_WORK) {
        kind = 3;
    }
    return words[kind][many];
}

static void tell_solution(const struct solve_answer *answer)
{
    const struct level *level = &answer->siege->level;
    const struct solved *solution = &answer->solution;
    if (level->role == ROLE_WATCH) {
        (void)puts("Who watches has nothing to reach: no claim is made.");
        return;
    }
    if (!solution->played) {
        return;
    }
    (void)printf("The level's solution %s it with seed %" PRIu64,
                 solution->reached ? "reaches" : "does not reach",
                 answer->siege->setup.seed);
    if (level->role != ROLE_LOYAL) {
        (void)printf(" (%s: %u)", lies_words(level, true),
                     (unsigned)solution->lies);
    }
    (void)puts(".");
}

static void tell_goal(const struct solve_answer *answer)
{
    const struct level *level = &answer->siege->level;
    static const char *const words[] = {
        [IMPOSSIBLE] = "cannot be reached",
        [POSSIBLE] = "can be reached",
        [UNKNOWN] = "may be within reach or not; the search gave up"};
    const struct search_result *found = &answer->found.result.found;
    (void)printf("The goal (%s) %s", goal_what((enum goal)level->goal),
                 words[answer->found.reached]);
    if (found->lies != UINT32_MAX && !answer->solution.played) {
        (void)printf(", with %u %s", (unsigned)found->lies,
                     lies_words(level, found->lies != 1));
    }
    (void)puts(".");
}

static void tell_claim(const struct solve_answer *answer)
{
    const struct level *level = &answer->siege->level;
    if (solve_refutes(answer)) {
        (void)printf("The level %s claims that it is %s: that is refuted.\n",
                     level->id, level->possible ? "possible" : "impossible");
    } else if (answer->found.reached != UNKNOWN) {
        (void)printf("The level %s claims so.\n", level->id);
    }
}

/* Of more digits than anybody reads the size is told; JSON has them all. */
static void number(char out[NUMBER_MAX], const char *digits)
{
    if (strlen(digits) <= DIGITS_SHOWN) {
        (void)snprintf(out, NUMBER_MAX, "%s", digits);
    } else {
        (void)words_number(out, NUMBER_MAX, digits);
    }
}

/* A count is of what traitors can write: of the first view, and where nobody
 * is captured. */
static void tell_count(const struct solve_answer *answer)
{
    bool one = strcmp(answer->found.plans, "1") == 0;
    char plans[NUMBER_MAX], breaking[NUMBER_MAX];
    number(plans, answer->found.plans);
    number(breaking, answer->found.breaking);
    (void)printf("%s plan%s%s%s, %s of them %s it%s.\n", plans, one ? "" : "s",
                 counts_one_view(answer) ? " within the first view" : "",
                 is_left_to_luck(answer) ? " if nobody is captured" : "",
                 breaking, answer->found.of_goal ? "reach" : "break",
                 strlen(answer->found.plans) > DIGITS_SHOWN
                     ? " (--json gives every digit)"
                     : "");
}

void solve_tell_text(const struct solve_answer *answer)
{
    const struct search_result *found = &answer->found.result.found;
    if (answer->found.of_goal) {
        tell_goal(answer);
    } else if (answer->siege->level.role != ROLE_WATCH ||
               answer->siege->setup.rule != RULE_WORK) {
        tell_verdict(answer);
    }
    if (answer->of_level) {
        tell_solution(answer);
        tell_claim(answer);
    }
    if (answer->found.plans != NULL) {
        tell_count(answer);
    } else if (answer->found.no_count.text[0] != '\0') {
        (void)printf("The plans were not counted: %s.\n",
                     answer->found.no_count.text);
    }
    if (answer->dimacs != NULL) {
        (void)printf("The formula is in %s; it is satisfiable if and only if "
                     "some plan breaks it.\n",
                     answer->dimacs);
    }
    (void)printf(
        "%s: %" PRIu64 " states, %.3f seconds.\n",
        solver_method_id((enum solver_method)answer->found.result.method),
        found->states, answer->seconds);
}

/* ---- The record ---------------------------------------------------------- */

static int write_record(const char *text, size_t length, const char *path)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return cli_fail(EXIT_RESOURCE, "%s cannot be written: %s", path,
                        strerror(errno));
    }
    (void)fwrite(text, 1, length, file);
    return file_finish(file, path);
}

int solve_record(const struct solve_answer *answer, const char *path)
{
    const struct solver_result *result = &answer->found.result;
    const struct solved *solution = &answer->solution;
    char *text = NULL;
    size_t length = 0;
    enum status status;
    int code;
    if (result->found.length == 0 && solution->played) {
        return write_record(solution->record, solution->length, path);
    }
    if (result->found.length == 0) {
        return cli_fail(EXIT_DONE,
                        "there is no siege to be recorded; %s is not written",
                        path);
    }
    status = inquiry_record(&text, &length, &answer->siege->setup,
                            answer->siege->level.id, result->answers,
                            result->found.length);
    if (status != STATUS_OK) {
        return cli_fail(EXIT_RESOURCE, "%s", status_sentence(status));
    }
    code = write_record(text, length, path);
    free(text);
    return code;
}
