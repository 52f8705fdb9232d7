/* strategos tournament: every strategy of a folder against the same sieges. */
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/tournament_tell.h"
#include "lab/jobs.h"

enum { PATH_ROOM = 4096 };

static bool is_hidden(const char *name)
{
    return name[0] == '.';
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct entrant *)a)->name,
                  ((const struct entrant *)b)->name);
}

/* Take the names that end with ".lua", in the order of their bytes. */
static int list_folder(struct tournament *tournament, const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *found;
    if (folder == NULL) {
        return cli_fail(
            errno == ENOENT || errno == ENOTDIR ? EXIT_USAGE : EXIT_RESOURCE,
            "the folder %s cannot be opened: %s", path, strerror(errno));
    }
    tournament->entrant = calloc(ENTRANTS_MAX, sizeof *tournament->entrant);
    while (tournament->entrant != NULL && (found = readdir(folder)) != NULL) {
        if (!level_is_script(found->d_name) || is_hidden(found->d_name)) {
            continue;
        }
        if (tournament->count == ENTRANTS_MAX) {
            (void)closedir(folder);
            return cli_fail(EXIT_USAGE, "%s has more than %d strategies", path,
                            (int)ENTRANTS_MAX);
        }
        struct entrant *one = &tournament->entrant[tournament->count++];
        (void)snprintf(one->name, sizeof one->name, "%s", found->d_name);
    }
    (void)closedir(folder);
    if (tournament->entrant == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    if (tournament->count == 0) {
        return cli_fail(EXIT_USAGE,
                        "%s has no strategies: they are files that end "
                        "with .lua",
                        path);
    }
    qsort(tournament->entrant, tournament->count, sizeof *tournament->entrant,
          compare_names);
    return EXIT_DONE;
}

/* Who plays it: all traitors where it can be, else the city. */
static void take_side(const struct tournament *tournament,
                      struct entrant *entrant, unsigned sides,
                      struct simulation *out)
{
    const struct setup *setup = &tournament->siege.setup;
    entrant->city = sides == SCRIPT_CITY ||
                    (setup->traitors == 0 && (sides & SCRIPT_CITY) != 0);
    *out = (struct simulation){.level = &tournament->siege.level,
                               .seed = tournament->seed,
                               .city = SIMULATE_AS_LEVEL};
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        out->plays[g] = entrant->city ? SIMULATE_AS_LEVEL : STRATEGY_SCRIPT;
    }
    out->city = entrant->city ? STRATEGY_SCRIPT : SIMULATE_AS_LEVEL;
}

static int play_one(struct tournament *tournament, struct entrant *entrant,
                    const char *folder)
{
    struct scripted files = {.count = 0};
    struct simulated_runs runs = {.end = tournament->runs,
                                  .jobs = (unsigned)tournament->jobs,
                                  .watch = &tournament->watch};
    struct simulation simulation;
    char path[PATH_ROOM];
    enum status status;
    int code;
    int length = snprintf(path, sizeof path, "%s/%s", folder, entrant->name);
    if (length < 0 || (size_t)length >= sizeof path) {
        return cli_fail(EXIT_USAGE, "the path of %s is too long", folder);
    }
    status = scripted_read(&files, path, "", &entrant->fault);
    if (status == STATUS_MEMORY) {
        return cli_fail_at(EXIT_RESOURCE, &entrant->fault);
    }
    if (status != STATUS_OK) {
        return EXIT_DONE;
    }
    entrant->loaded = true;
    runs.before = tournament->runs * (uint64_t)(entrant - tournament->entrant);
    take_side(tournament, entrant, files.file[0].sides, &simulation);
    code = simulated_play(&entrant->tally, &files, &simulation, &runs);
    entrant->report = files.file[0].report;
    entrant->cut = entrant->tally.runs < tournament->runs;
    if (entrant->cut) {
        diag_set(&entrant->fault, "stopped before all sieges were played");
    }
    scripted_free(&files);
    return code;
}

/* Who won more often comes before who won less often; who needed fewer lies for
 * as many victories, before who needed more. */
static int compare_tallies(const struct simulate_tally *x,
                           const struct simulate_tally *y)
{
    if (x->broken != y->broken) {
        return x->broken > y->broken ? -1 : 1;
    }
    if (x->broken > 0 && x->lies != y->lies) {
        return x->lies < y->lies ? -1 : 1;
    }
    return 0;
}

/* By what they did, then by name; who did not play comes last. */
static int compare_success(const void *a, const void *b)
{
    const struct entrant *x = a, *y = b;
    if (tournament_ranks(x) != tournament_ranks(y)) {
        return tournament_ranks(x) ? -1 : 1;
    }
    int order = tournament_ranks(x) ? compare_tallies(&x->tally, &y->tally) : 0;
    return order != 0 ? order : strcmp(x->name, y->name);
}

static bool overlap(const struct entrant *a, const struct entrant *above)
{
    struct interval low = interval_wilson(a->tally.broken, a->tally.runs);
    struct interval high =
        interval_wilson(above->tally.broken, above->tally.runs);
    return low.high >= high.low;
}

static void rank(struct tournament *tournament)
{
    struct entrant *all = tournament->entrant;
    qsort(all, tournament->count, sizeof *all, compare_success);
    for (unsigned i = 0; i < tournament->count && tournament_ranks(&all[i]);
         i++) {
        bool same =
            i > 0 && compare_tallies(&all[i].tally, &all[i - 1].tally) == 0;
        bool as_often = i > 0 && all[i].tally.broken == all[i - 1].tally.broken;
        all[i].rank = same ? all[i - 1].rank : i + 1;
        all[i].tied = same;
        all[i].close = i > 0 && !as_often && overlap(&all[i], &all[i - 1]);
        if (same) {
            all[i - 1].tied = true;
        }
    }
}

/* ---- The command ------------------------------------------------------- */

static int read_request(struct tournament *out, const struct options *options)
{
    out->jobs = out->seed = 1;
    if (!option_given(options, OPT_RUNS)) {
        return cli_fail(EXIT_USAGE,
                        "tournament wants --runs, as in: strategos tournament "
                        "assets/strategies --rule oral -n 4 --traitors 2 "
                        "--runs 1000");
    }
    if (!option_count(options, OPT_RUNS, 1, SIMULATE_RUNS_MAX, &out->runs) ||
        !option_count(options, OPT_SEED, 0, UINT64_MAX, &out->seed) ||
        !option_count(options, OPT_JOBS, 1, JOBS_MAX, &out->jobs)) {
        return EXIT_USAGE;
    }
    return siege_choose_setup(&out->siege, options);
}

static int play_all(struct tournament *tournament, const char *folder)
{
    int code = list_folder(tournament, folder);
    watch_begin(&tournament->watch, 0, "sieges");
    tournament->watch.all = tournament->runs * tournament->count;
    for (unsigned i = 0; code == EXIT_DONE && i < tournament->count; i++) {
        code = play_one(tournament, &tournament->entrant[i], folder);
    }
    (void)watch_end(&tournament->watch);
    return code;
}

/* A tournament without players, or one that was stopped, has an answer all the
 * same: what there is of it. */
static int tell(const struct tournament *tournament,
                const struct options *options)
{
    unsigned ranked = 0, loaded = 0;
    for (unsigned i = 0; i < tournament->count; i++) {
        ranked += tournament_ranks(&tournament->entrant[i]);
        loaded += tournament->entrant[i].loaded;
    }
    if (option_given(options, OPT_JSON)) {
        tournament_json(tournament);
    } else {
        tournament_text(tournament);
    }
    if (loaded == 0) {
        return cli_fail(EXIT_NO, "no strategy in %s could be loaded",
                        options->arg[0]);
    }
    return ranked == loaded
               ? EXIT_DONE
               : cli_fail(EXIT_DONE,
                          "stopped after %u of %u strategies; only these are "
                          "ranked",
                          ranked, loaded);
}

static int run_tournament(const struct options *options)
{
    struct tournament *tournament = calloc(1, sizeof *tournament);
    int code;
    if (tournament == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    code = read_request(tournament, options);
    if (code == EXIT_DONE) {
        code = play_all(tournament, options->arg[0]);
    }
    if (code == EXIT_DONE) {
        assert(tournament->entrant != NULL);
        rank(tournament);
        code = tell(tournament, options);
    }
    free(tournament->entrant);
    free(tournament);
    return code;
}

const struct command cmd_tournament = {
    .name = "tournament",
    .arguments = "DIR SETUP",
    .what = "Play every strategy (*.lua) of a folder in the same sieges, and "
            "rank them by how often they win: by how often agreement, validity "
            "or termination fails; then by how few lies they tell.",
    .options = OPTION_SETUP | OPTION_BIT(OPT_RUNS) | OPTION_BIT(OPT_SEED) |
               OPTION_BIT(OPT_JOBS) | OPTION_BIT(OPT_JSON) |
               OPTION_BIT(OPT_HELP),
    .least = 1,
    .most = 1,
    .run = run_tournament,
};
