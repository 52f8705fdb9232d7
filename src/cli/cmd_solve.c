/* strategos solve: can the traitors break it, with how few lies, in how many
 * ways; or a proof that they cannot. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/chances.h"
#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/solve_tell.h"
#include "cli/watch.h"
#include "rules/rules.h"
#include "session/session.h"

enum {
    GOAL_ANSWERS = 50000000, /* that a level's goal is worth */
    GOAL_ROOM = 16384,       /* answers of a siege that reaches it */
    LONG_SECONDS = 60        /* where a search may never end */
};

struct solve {
    struct siege siege;
    struct world world; /* for the record */
    struct solver *solver;
    struct solver_request request;
    struct solve_answer answer;
    struct plans_result goal;
    uint64_t answers[GOAL_ROOM]; /* of the siege that reaches it */
    struct watch watch;
    char *plans, *breaking; /* libgmp's */
    struct diag no_count;
};

static int exit_code(enum status status)
{
    return status == STATUS_SETUP || status == STATUS_FULL ? EXIT_USAGE
                                                           : EXIT_RESOURCE;
}

/* ---- The question -------------------------------------------------------- */

/* What a goal asks to be broken; 0: it is about something else. */
static unsigned goal_breaks(enum goal goal)
{
    if (goal == GOAL_SPLIT) {
        return BREAKS_IC1;
    }
    if (goal == GOAL_DISOBEY) {
        return BREAKS_IC2;
    }
    return goal == GOAL_BREAK ? BREAKS_ANY : 0;
}

/* Of a traitor who plays for IC1 or IC2 the goal is the question. */
static bool is_about_breaks(const struct level *level)
{
    return level->role == ROLE_TRAITOR && level->setup.rule != RULE_WORK &&
           goal_breaks((enum goal)level->goal) != 0;
}

static bool read_breaks(struct solve *solve, const struct options *options)
{
    static const char *const words[] = {"IC1", "IC2", "any"};
    static const unsigned bits[] = {BREAKS_IC1, BREAKS_IC2, BREAKS_ANY};
    const struct level *level = &solve->siege.level;
    unsigned choice = 2;
    if (!option_choice(options, OPT_BREAKS, words, 3, &choice)) {
        return false;
    }
    solve->request.breaks = bits[choice];
    if (!option_given(options, OPT_BREAKS) && solve->answer.of_level &&
        is_about_breaks(level)) {
        solve->request.breaks = goal_breaks((enum goal)level->goal);
    }
    solve->answer.breaks = solve->request.breaks;
    return true;
}

static bool read_method(struct solve *solve, const struct options *options)
{
    static const char *const words[] = {"auto", "search", "sat"};
    unsigned method = SOLVER_AUTO;
    if (!option_choice(options, OPT_METHOD, words, SOLVER_METHODS, &method)) {
        return false;
    }
    solve->request.method = (uint8_t)method;
    solve->request.dimacs = options->value[OPT_DIMACS];
    if (solve->request.dimacs != NULL && method == SOLVER_SEARCH) {
        (void)cli_fail(EXIT_USAGE, "--dimacs writes the formula of --method "
                                   "sat: leave --method search out");
        return false;
    }
    return true;
}

static bool read_limit(const struct options *options, double *limit)
{
    const double most = 1e9;
    if (!option_real(options, OPT_LIMIT, 0, most, limit)) {
        return false;
    }
    if (option_given(options, OPT_LIMIT) && *limit <= 0) {
        (void)cli_fail(EXIT_USAGE, "--limit wants more than 0 seconds; "
                                   "without it there is no limit");
        return false;
    }
    return true;
}

/* Phases of coins, and view after view: more than anybody can wait for. */
static bool may_never_end(const struct setup *setup)
{
    return (setup->rule == RULE_COIN && setup->traitors != 0) ||
           (setup->rule == RULE_PBFT && setup->confirmations > 0);
}

/* Whoever finds a plan must know what the others answer to it. */
static int refuse_script(const struct level *level)
{
    return session_script_matters(level)
               ? cli_fail(EXIT_USAGE,
                          "%s plays in this level, and no solver can follow a "
                          "strategy in Lua: strategos run and simulate do",
                          level->script[0].name)
               : EXIT_DONE;
}

/* A level's city and loyal generals may play scripts; a setup's do their
 * duty, and luck with captures is tried both ways. */
static void set_others(struct solve *solve)
{
    const struct setup *setup = &solve->siege.setup;
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    bool matters =
        setup_can_capture(setup) || (rules->traits & RULES_NO_CLOCK) != 0;
    solve->request.setup = *setup;
    if (solve->answer.of_level) {
        solve->request.others = matters ? &solve->siege.agents : NULL;
    } else {
        solve->request.chances =
            setup->capture > 0 || (rules->traits & RULES_COINS) != 0;
    }
}

/* ---- The answers --------------------------------------------------------- */

static int solve_siege(struct solve *solve)
{
    struct diag why = {.line = 0};
    enum status status =
        solver_run(solve->solver, &solve->answer.result, &solve->request, &why);
    return status == STATUS_OK ? EXIT_DONE
                               : cli_fail_at(exit_code(status), &why);
}

/* Play the siege that reaches the goal, as a record of it will. */
static int play_goal(struct solve *solve)
{
    const struct level *level = &solve->siege.level;
    struct search_result *found = &solve->answer.result.found;
    struct witness witness;
    struct verdict verdict;
    struct diag why = {.line = 0};
    enum status status;
    if (solve->goal.witness_length == 0 ||
        solve->goal.witness_length > GOAL_ROOM) {
        return EXIT_DONE;
    }
    status = witness_play(&witness, &solve->world, &solve->siege.setup,
                          solve->answers, solve->goal.witness_length, 0, &why);
    if (status != STATUS_OK ||
        !goal_reached((enum goal)level->goal, &solve->world, NO_GENERAL)) {
        return cli_fail(EXIT_RESOURCE,
                        "the siege that was found does not reach the goal %s",
                        why.text);
    }
    game_judge(&solve->world, &verdict);
    found->breaks = (uint8_t)witness_breaks(&verdict);
    found->length = witness.length;
    found->means = SEARCH_BY_DOOR;
    solve->answer.result.answers = solve->answers;
    return EXIT_DONE;
}

static enum search_means means_of(const struct level *level)
{
    if (level->setup.rule == RULE_WORK) {
        return SEARCH_BY_FORMULA;
    }
    return level->setup.rule == RULE_VOTE || level->setup.rule == RULE_COIN
               ? SEARCH_BY_POSITIONS
               : SEARCH_BY_EXHAUSTION;
}

/* From depth 2 on there are too many plans to try them for a loyal player; that
 * the rule itself reaches the goal may be seen otherwise. */
static bool solve_by_parts(struct solve *solve)
{
    const struct level *level = &solve->siege.level;
    if (level->setup.depth < 2 || session_by_parts(level) != POSSIBLE) {
        return false;
    }
    solve->answer.of_goal = true;
    solve->answer.reached = POSSIBLE;
    solve->answer.result.method = SOLVER_SEARCH;
    solve->answer.result.found = (struct search_result){
        .lies = UINT32_MAX, .verdict = SEARCH_SAFE, .means = SEARCH_BY_PARTS};
    return true;
}

/* A goal that is about something else than IC1 and IC2, or of another role. A
 * loyal general who reaches the goal has nothing broken. */
static int solve_goal(struct solve *solve)
{
    const struct level *level = &solve->siege.level;
    struct search_result *found = &solve->answer.result.found;
    bool loyal = level->role == ROLE_LOYAL;
    bool reached;
    if (solve_by_parts(solve)) {
        return EXIT_DONE;
    }
    enum status status = session_possible(&solve->goal, level, GOAL_ANSWERS,
                                          solve->answers, GOAL_ROOM);
    if (status != STATUS_OK) {
        return cli_fail(EXIT_RESOURCE, "%s", status_sentence(status));
    }
    solve->answer.of_goal = true;
    solve->answer.reached = (uint8_t)solve->goal.possible;
    solve->answer.result.method = SOLVER_SEARCH;
    *found = (struct search_result){.states = solve->goal.states,
                                    .lies = UINT32_MAX,
                                    .verdict = SEARCH_UNKNOWN};
    if (solve->goal.possible == UNKNOWN) {
        return EXIT_DONE;
    }
    reached = solve->goal.possible == POSSIBLE;
    found->verdict = reached != loyal ? SEARCH_BROKEN : SEARCH_SAFE;
    found->means = (uint8_t)means_of(level);
    if (loyal || !reached) {
        return EXIT_DONE;
    }
    found->lies = solve->goal.fewest;
    found->minimal = solve->goal.exhausted;
    return play_goal(solve);
}

static void count_goal(struct solve *solve)
{
    enum { ROOM = 24 };
    bool loyal = solve->siege.level.role == ROLE_LOYAL;
    if (!solve->goal.exhausted || loyal) {
        diag_set(&solve->no_count, "this goal is not one that plans reach");
        return;
    }
    solve->plans = malloc(ROOM);
    solve->breaking = malloc(ROOM);
    if (solve->plans != NULL && solve->breaking != NULL) {
        (void)snprintf(solve->plans, ROOM, "%llu",
                       (unsigned long long)solve->goal.plans);
        (void)snprintf(solve->breaking, ROOM, "%llu",
                       (unsigned long long)solve->goal.reaching);
    }
}

static int count_siege(struct solve *solve)
{
    mpz_t plans, breaking;
    enum status status;
    mpz_inits(plans, breaking, NULL);
    status = solver_count(solve->solver, plans, breaking, &solve->request,
                          &solve->no_count);
    if (status == STATUS_OK) {
        solve->plans = mpz_get_str(NULL, 10, plans);
        solve->breaking = mpz_get_str(NULL, 10, breaking);
    } else if (solve->no_count.text[0] == '\0') {
        diag_set(&solve->no_count, "it was stopped before it was done");
    }
    mpz_clears(plans, breaking, NULL);
    return status == STATUS_OK || status == STATUS_LIMIT
               ? EXIT_DONE
               : cli_fail_at(exit_code(status), &solve->no_count);
}

static int find(struct solve *solve, const struct options *options)
{
    const struct level *level = &solve->siege.level;
    bool about = option_given(options, OPT_BREAKS) || is_about_breaks(level) ||
                 level->role == ROLE_WATCH;
    bool goal = solve->answer.of_level && !about;
    int code = goal ? solve_goal(solve) : solve_siege(solve);
    if (code == EXIT_DONE && option_given(options, OPT_COUNT_PLANS)) {
        if (goal) {
            count_goal(solve);
        } else {
            code = count_siege(solve);
        }
    }
    return code;
}

/* What the verdict means for a level's claim, where it is about that. */
static void compare(struct solve *solve)
{
    const struct level *level = &solve->siege.level;
    struct solve_answer *answer = &solve->answer;
    if (answer->of_goal || !answer->of_level) {
        return;
    }
    answer->reached = UNKNOWN;
    if (is_about_breaks(level) &&
        answer->breaks == goal_breaks((enum goal)level->goal) &&
        answer->result.found.verdict != SEARCH_UNKNOWN) {
        answer->reached = answer->result.found.verdict == SEARCH_BROKEN
                              ? POSSIBLE
                              : IMPOSSIBLE;
    }
}

static int tell(struct solve *solve, const struct options *options)
{
    struct solve_answer *answer = &solve->answer;
    int code = EXIT_DONE;
    answer->dimacs = solve->request.dimacs;
    answer->plans = solve->plans;
    answer->breaking = solve->breaking;
    answer->no_count =
        solve->no_count.text[0] == '\0' ? NULL : solve->no_count.text;
    compare(solve);
    if (option_given(options, OPT_RECORD)) {
        code = solve_record(answer, &solve->world, options->value[OPT_RECORD]);
    }
    if (option_given(options, OPT_JSON)) {
        solve_tell_json(answer);
        if (answer->no_count != NULL) {
            (void)cli_fail(EXIT_DONE, "the plans were not counted: %s",
                           answer->no_count);
        }
    } else {
        solve_tell_text(answer);
    }
    return code != EXIT_DONE ? code
                             : (solve_refutes(answer) ? EXIT_NO : EXIT_DONE);
}

static int run(struct solve *solve, const struct options *options)
{
    double limit = 0;
    int code = siege_choose_large(&solve->siege, options);
    if (code == EXIT_DONE) {
        code = refuse_script(&solve->siege.level);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    if (may_never_end(&solve->siege.setup)) {
        limit = LONG_SECONDS;
    }
    solve->answer.siege = &solve->siege;
    solve->answer.of_level = options->args > 0;
    solve->answer.fewest = solve->request.fewest =
        option_given(options, OPT_FEWEST);
    if (!read_breaks(solve, options) || !read_method(solve, options) ||
        !read_limit(options, &limit)) {
        return EXIT_USAGE;
    }
    set_others(solve);
    watch_begin(&solve->watch, limit, "states");
    solve->request.limit = limit;
    solve->request.stop = solve->watch.stop;
    solve->request.tick = watch_tick;
    solve->request.context = &solve->watch;
    code = find(solve, options);
    solve->answer.interrupted = *solve->watch.stop != 0;
    solve->answer.seconds = watch_end(&solve->watch);
    return code == EXIT_DONE ? tell(solve, options) : code;
}

static int run_solve(const struct options *options)
{
    struct solve *solve = calloc(1, sizeof *solve);
    int code = EXIT_RESOURCE;
    if (solve != NULL) {
        solve->solver = solver_open();
    }
    if (solve == NULL || solve->solver == NULL) {
        (void)cli_fail(code, "there is not enough memory");
    } else {
        code = run(solve, options);
        free(solve->plans);
        free(solve->breaking);
        scripted_free(&solve->siege.scripted);
        solver_close(solve->solver);
    }
    free(solve);
    return code;
}

const struct command cmd_solve = {
    .name = "solve",
    .arguments = "LEVEL | SETUP",
    .what = "Find a plan of the traitors that breaks it, the one with the "
            "fewest lies, how many plans do, or a proof that none does.",
    .options = OPTION_SETUP | OPTION_BIT(OPT_BREAKS) | OPTION_BIT(OPT_FEWEST) |
               OPTION_BIT(OPT_COUNT_PLANS) | OPTION_BIT(OPT_METHOD) |
               OPTION_BIT(OPT_DIMACS) | OPTION_BIT(OPT_RECORD) |
               OPTION_BIT(OPT_LIMIT) | OPTION_BIT(OPT_SEED) |
               OPTION_BIT(OPT_JSON) | OPTION_BIT(OPT_HELP),
    .most = 1,
    .run = run_solve,
};
