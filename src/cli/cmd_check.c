/* strategos check: every fault of level files. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/data.h"
#include "cli/fail.h"
#include "cli/options.h"
#include "level/level.h"
#include "session/session.h"

enum { FAULTS_ROOM = 512 };

/* A vote's claim, by all its positions. Returns whether it holds. */
static bool check_positions(const char *path, const struct level *level)
{
    double chance;
    enum possibility found = session_positions(level, &chance);
    enum possibility said = level->possible ? POSSIBLE : IMPOSSIBLE;
    if (found == UNKNOWN || found == said) {
        return true;
    }
    (void)printf("%s:%u: %s: write claim = \"%s\";\n", path,
                 (unsigned)level->claim_line,
                 found == IMPOSSIBLE
                     ? "all positions were looked at, and none from this start "
                       "reaches the goal, whatever the city does"
                 : level->goal == GOAL_UNDECIDED
                     ? "nobody can promise here that the generals decide: the "
                       "city can keep them undecided (FLP)"
                     : "all positions were looked at, and the city can reach "
                       "the goal",
                 found == POSSIBLE ? "possible" : "impossible");
    return false;
}

/* A claim under proof of work is a formula's; the others are too much to try
 * here. Returns whether it holds. */
static bool check_claim(const char *path, const struct level *level)
{
    enum possibility said = level->possible ? POSSIBLE : IMPOSSIBLE;
    bool share = level->goal == GOAL_SHARE;
    if (level->setup.rule != RULE_WORK || session_formula(level) == said) {
        return true;
    }
    (void)printf("%s:%u: the formula says %.6f for traitors with %.6f of the "
                 "power, and the line is drawn at %.6f: write claim = "
                 "\"%s\";\n",
                 path, (unsigned)level->claim_line, session_chance(level),
                 session_share(level),
                 share ? session_share(level)
                       : (double)level->formula.threshold / PPM,
                 level->possible ? "impossible" : "possible");
    return false;
}

/* Are the strategies in Lua that play in it there, and can they play? */
static enum status check_scripts(struct level *level, struct diag_list *faults)
{
    struct data data;
    data_find(&data);
    level_seek_scripts(level, data.strategies);
    enum status status = level_miss_scripts(level, data.strategies, faults);
    return status == STATUS_OK ? session_check_scripts(level, faults) : status;
}

/* What was found is this command's answer, so it goes to stdout. */
static bool check_file(const char *path, struct level *level,
                       struct diag *items)
{
    struct diag_list faults = {.items = items, .room = FAULTS_ROOM};
    enum status status = level_load(level, path, &faults);
    if (status == STATUS_OK) {
        status = check_scripts(level, &faults);
    }
    for (size_t i = 0; i < faults.count && i < FAULTS_ROOM; i++) {
        (void)printf("%s:%u: %s\n", path, (unsigned)items[i].line,
                     items[i].text);
    }
    if (faults.count > FAULTS_ROOM) {
        (void)printf("%s:1: and %zu more faults\n", path,
                     faults.count - FAULTS_ROOM);
    }
    return status == STATUS_OK && check_claim(path, level) &&
           check_positions(path, level);
}

static int check_files(const struct options *options, struct level *level,
                       struct diag *items)
{
    int code = EXIT_DONE;
    if (level == NULL || items == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    for (int i = 0; i < options->args; i++) {
        if (!check_file(options->arg[i], level, items)) {
            code = EXIT_NO;
        }
    }
    return code;
}

static int run_check(const struct options *options)
{
    struct level *level = malloc(sizeof *level);
    struct diag *items = malloc(FAULTS_ROOM * sizeof *items);
    int code = check_files(options, level, items);
    free(items);
    free(level);
    return code;
}

const struct command cmd_check = {
    .name = "check",
    .arguments = "FILE...",
    .what = "Check level files: FILE:LINE and what is wrong, for every fault, "
            "on standard output.",
    .options = OPTION_BIT(OPT_HELP),
    .least = 1,
    .most = 1 << 20,
    .run = run_check,
};
