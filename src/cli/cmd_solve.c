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

enum { LONG_SECONDS = 60 /* where a search may never end */ };

struct solve {
    struct siege siege;
    struct inquiry *inquiry;
    struct inquiry_request request;
    struct solve_answer answer;
    struct watch watch;
};

static int exit_code(enum status status)
{
    return status == STATUS_SETUP || status == STATUS_FULL ? EXIT_USAGE
                                                           : EXIT_RESOURCE;
}

/* ---- The question -------------------------------------------------------- */

static bool read_breaks(struct solve *solve, const struct options *options)
{
    static const char *const words[] = {"IC1", "IC2", "any"};
    static const unsigned bits[] = {BREAKS_IC1, BREAKS_IC2, BREAKS_ANY};
    unsigned choice = 2;
    if (!option_choice(options, OPT_BREAKS, words, 3, &choice)) {
        return false;
    }
    solve->request.breaks =
        option_given(options, OPT_BREAKS) ? bits[choice] : 0;
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

/* The level's own solution, played: of a watched siege, what there is to see.
 * What it costs is the fewest only where fewer were ruled out. */
static int play_solution(struct solve *solve)
{
    const struct level *level = &solve->siege.level;
    struct search_result *found = &solve->answer.found.result.found;
    struct solved *solution = &solve->answer.solution;
    struct diag why = {.line = 0};
    bool ballot =
        level->setup.rule == RULE_VOTE || level->setup.rule == RULE_COIN;
    enum status status =
        solved_play(solution, level, solve->siege.setup.seed, &why);
    if (status != STATUS_OK) {
        return cli_fail_at(EXIT_RESOURCE, &why);
    }
    if (solution->reached && level->role != ROLE_LOYAL &&
        level->role != ROLE_WATCH) {
        found->lies = solution->lies;
        found->minimal = ballot && solve->request.fewest &&
                         solved_fewest_falls(level) == solution->lies;
    }
    return EXIT_DONE;
}

/* Who watches has nothing to reach, and under proof of work nobody has plans.
 */
static int watch_siege(struct solve *solve)
{
    struct inquiry_answer *found = &solve->answer.found;
    found->reached = UNKNOWN;
    found->result = (struct solver_result){
        .found = {.verdict = SEARCH_UNKNOWN, .lies = UINT32_MAX},
        .method = SOLVER_SEARCH};
    diag_set(&found->no_count, "who watches has no plans");
    return play_solution(solve);
}

static int find(struct solve *solve)
{
    const struct level *level = &solve->siege.level;
    struct inquiry_answer *found = &solve->answer.found;
    struct diag why = {.line = 0};
    enum status status;
    if (solve->request.of_level && solve->request.breaks == 0 &&
        level->role == ROLE_WATCH && level->setup.rule == RULE_WORK) {
        return watch_siege(solve);
    }
    status = inquiry_run(solve->inquiry, found, &solve->request, &why);
    if (status != STATUS_OK) {
        return cli_fail_at(exit_code(status), &why);
    }
    /* A formula, positions, or every plan of the others are no siege. */
    return found->of_goal && found->reached == POSSIBLE &&
                   found->result.found.length == 0
               ? play_solution(solve)
               : EXIT_DONE;
}

static int tell(struct solve *solve, const struct options *options)
{
    struct solve_answer *answer = &solve->answer;
    int code = EXIT_DONE;
    answer->dimacs = solve->request.dimacs;
    if (option_given(options, OPT_RECORD)) {
        code = solve_record(answer, options->value[OPT_RECORD]);
    }
    if (option_given(options, OPT_JSON)) {
        solve_tell_json(answer);
        if (answer->found.no_count.text[0] != '\0') {
            (void)cli_fail(EXIT_DONE, "the plans were not counted: %s",
                           answer->found.no_count.text);
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
    solve->request.level = &solve->siege.level;
    solve->request.setup = &solve->siege.setup;
    solve->request.agents = &solve->siege.agents;
    solve->request.of_level = solve->answer.of_level;
    solve->request.count = option_given(options, OPT_COUNT_PLANS);
    watch_begin(&solve->watch, limit, "states");
    solve->request.limit = limit;
    solve->request.stop = solve->watch.stop;
    solve->request.tick = watch_tick;
    solve->request.context = &solve->watch;
    code = find(solve);
    solve->answer.interrupted = atomic_load(solve->watch.stop);
    solve->answer.seconds = watch_end(&solve->watch);
    return code == EXIT_DONE ? tell(solve, options) : code;
}

static int run_solve(const struct options *options)
{
    struct solve *solve = calloc(1, sizeof *solve);
    int code = EXIT_RESOURCE;
    if (solve != NULL) {
        solve->inquiry = inquiry_open();
    }
    if (solve == NULL || solve->inquiry == NULL) {
        (void)cli_fail(code, "there is not enough memory");
    } else {
        code = run(solve, options);
        free(solve->answer.solution.record);
        inquiry_close(solve->inquiry);
        scripted_free(&solve->siege.scripted);
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
