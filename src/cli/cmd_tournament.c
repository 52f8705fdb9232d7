/* strategos tournament: every strategy of a folder against the same sieges. */
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/fail.h"
#include "cli/json.h"
#include "cli/siege.h"
#include "cli/simulated.h"
#include "lab/jobs.h"
#include "rules/rules.h"

enum { ENTRANTS_MAX = 512, ENTRANT_NAME = 256, PATH_ROOM = 4096 };

/* One file, and what came of it. */
struct entrant {
    char name[ENTRANT_NAME];
    bool loaded, city;
    struct diag fault; /* why not */
    struct simulate_tally tally;
    struct script_report report;
    unsigned rank; /* from 1; the same for those who won as often */
    bool tied;
};

struct tournament {
    struct siege siege;
    uint64_t runs, jobs, seed;
    unsigned count;
    struct entrant *entrant;
};

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
    while (tournament->entrant != NULL && tournament->count < ENTRANTS_MAX &&
           (found = readdir(folder)) != NULL) {
        if (scripted_is_file(found->d_name) && !is_hidden(found->d_name)) {
            struct entrant *one = &tournament->entrant[tournament->count++];
            (void)snprintf(one->name, sizeof one->name, "%s", found->d_name);
        }
    }
    (void)closedir(folder);
    if (tournament->entrant == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    if (tournament->count == 0) {
        return cli_fail(EXIT_USAGE, "%s has no strategies (*.lua)", path);
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
                                  .jobs = (unsigned)tournament->jobs};
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
    take_side(tournament, entrant, files.file[0].sides, &simulation);
    code = simulated_play(&entrant->tally, &files, &simulation, &runs);
    entrant->report = files.file[0].report;
    scripted_free(&files);
    return code;
}

/* Who won more often comes first; who could not be loaded comes last. */
static int compare_success(const void *a, const void *b)
{
    const struct entrant *x = a, *y = b;
    if (x->loaded != y->loaded) {
        return x->loaded ? -1 : 1;
    }
    if (x->tally.broken != y->tally.broken) {
        return x->tally.broken > y->tally.broken ? -1 : 1;
    }
    return strcmp(x->name, y->name);
}

static void rank(struct tournament *tournament)
{
    struct entrant *all = tournament->entrant;
    qsort(all, tournament->count, sizeof *all, compare_success);
    for (unsigned i = 0; i < tournament->count && all[i].loaded; i++) {
        bool same = i > 0 && all[i].tally.broken == all[i - 1].tally.broken;
        all[i].rank = same ? all[i - 1].rank : i + 1;
        all[i].tied = same;
        if (same) {
            all[i - 1].tied = true;
        }
    }
}

/* ---- What came of it --------------------------------------------------- */

static void json_rate(struct json *json, const char *key, uint64_t count,
                      uint64_t of)
{
    struct interval interval = interval_wilson(count, of);
    json_key(json, key);
    json_open(json, '{');
    json_key(json, "count");
    json_count(json, count);
    json_key(json, "rate");
    if (of == 0) {
        json_null(json);
    } else {
        json_real(json, (double)count / (double)of);
    }
    json_key(json, "low");
    json_real(json, interval.low);
    json_key(json, "high");
    json_real(json, interval.high);
    json_key(json, "of");
    json_count(json, of);
    json_close(json, '}');
}

static void json_figures(struct json *json, const struct entrant *entrant)
{
    const struct simulate_tally *tally = &entrant->tally;
    const char *first = entrant->report.first;
    json_key(json, "plays");
    json_string(json, entrant->city ? "city" : "traitors");
    json_key(json, "runs");
    json_count(json, tally->runs);
    json_rate(json, "won", tally->broken, tally->runs);
    json_rate(json, "agreement", tally->agreement, tally->runs);
    json_rate(json, "validity", tally->validity, tally->judged);
    json_rate(json, "termination", tally->termination, tally->runs);
    json_rate(json, "falls", tally->falls, tally->runs);
    json_key(json, "turns");
    json_count(json, entrant->report.turns);
    json_key(json, "lost");
    json_count(json, entrant->report.lost);
    json_key(json, "first");
    json_string(json, first[0] == '\0' ? NULL : first);
}

static void write_json(const struct entrant *entrant)
{
    struct json json = json_begin(stdout);
    json_open(&json, '{');
    json_key(&json, "rank");
    if (entrant->loaded) {
        json_count(&json, entrant->rank);
    } else {
        json_null(&json);
    }
    json_key(&json, "tied");
    json_bool(&json, entrant->tied);
    json_key(&json, "strategy");
    json_string(&json, entrant->name);
    if (entrant->loaded) {
        json_figures(&json, entrant);
    } else {
        json_key(&json, "line");
        json_count(&json, entrant->fault.line);
        json_key(&json, "fault");
        json_string(&json, entrant->fault.text);
    }
    json_close(&json, '}');
    json_end(&json);
}

/* A name from a folder may hold anything. */
static void show_name(char out[ENTRANT_NAME], const char *name)
{
    size_t i = 0;
    for (; name[i] != '\0' && i + 1 < ENTRANT_NAME; i++) {
        unsigned char byte = (unsigned char)name[i];
        out[i] = name[i];
        if (byte < ' ' || byte > '~') {
            out[i] = '?';
        }
    }
    out[i] = '\0';
}

static void text_row(const struct entrant *entrant, int width)
{
    const struct simulate_tally *tally = &entrant->tally;
    struct interval interval = interval_wilson(tally->broken, tally->runs);
    char name[ENTRANT_NAME];
    show_name(name, entrant->name);
    if (!entrant->loaded) {
        (void)printf("    -  %-*s  not played: ", width, name);
        if (entrant->fault.line > 0) {
            (void)printf("line %u: ", (unsigned)entrant->fault.line);
        }
        (void)puts(entrant->fault.text);
        return;
    }
    (void)printf("%5u%c %-*s  %-8s %9" PRIu64 "  %.4f  (%.4f to %.4f)  %" PRIu64
                 "\n",
                 entrant->rank, entrant->tied ? '=' : ' ', width, name,
                 entrant->city ? "city" : "traitors", tally->broken,
                 (double)tally->broken / (double)tally->runs, interval.low,
                 interval.high, entrant->report.lost);
}

static void write_text(const struct tournament *tournament)
{
    const struct setup *setup = &tournament->siege.setup;
    int width = 8;
    for (unsigned i = 0; i < tournament->count; i++) {
        int length = (int)strlen(tournament->entrant[i].name);
        width = length > width ? length : width;
    }
    (void)printf("%s: generals %u, traitors %u; %" PRIu64
                 " runs each, seed %" PRIu64 "\n\n",
                 rules_get((enum rule_id)setup->rule)->title, setup->generals,
                 setup_traitors(setup), tournament->runs, tournament->seed);
    (void)printf(" rank  %-*s  %-8s %9s  %-6s  %-18s  %s\n", width, "strategy",
                 "plays", "won", "rate", "(95 % interval)", "turns lost");
    for (unsigned i = 0; i < tournament->count; i++) {
        text_row(&tournament->entrant[i], width);
    }
    (void)puts("\nA strategy wins a siege where agreement, validity or "
               "termination fails. \"=\": as\noften as another one. Where "
               "intervals overlap, more runs may turn the order.");
    for (unsigned i = 0; i < tournament->count; i++) {
        if (tournament->entrant[i].report.lost > 0) {
            (void)printf("First turn lost: %s.\n",
                         tournament->entrant[i].report.first);
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

static int play_all(struct tournament *tournament,
                    const struct options *options)
{
    const char *folder = options->arg[0];
    int code = list_folder(tournament, folder);
    for (unsigned i = 0; code == EXIT_DONE && i < tournament->count; i++) {
        code = play_one(tournament, &tournament->entrant[i], folder);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    assert(tournament->entrant != NULL);
    rank(tournament);
    if (!option_given(options, OPT_JSON)) {
        write_text(tournament);
        return EXIT_DONE;
    }
    for (unsigned i = 0; i < tournament->count; i++) {
        write_json(&tournament->entrant[i]);
    }
    return EXIT_DONE;
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
        code = play_all(tournament, options);
    }
    free(tournament->entrant);
    free(tournament);
    return code;
}

const struct command cmd_tournament = {
    .name = "tournament",
    .arguments = "DIR SETUP",
    .what = "Play every strategy (*.lua) of a folder against the same sieges, "
            "and rank them.",
    .options = OPTION_SETUP | OPTION_BIT(OPT_RUNS) | OPTION_BIT(OPT_SEED) |
               OPTION_BIT(OPT_JOBS) | OPTION_BIT(OPT_JSON) |
               OPTION_BIT(OPT_HELP),
    .least = 1,
    .most = 1,
    .run = run_tournament,
};
