/* strategos simulate: many sieges without a screen, counted. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/bars.h"
#include "cli/fail.h"
#include "cli/json.h"
#include "cli/siege.h"
#include "cli/simulated.h"
#include "lab/jobs.h"
#include "rules/rules.h"

struct request {
    struct siege siege;
    struct simulation simulation;
    uint64_t runs, jobs;
    uint64_t part, parts; /* the shard */
    struct simulate_tally tally;
    struct watch watch;
    double seconds;
    bool by_program;   /* --json or --csv */
    char stopped[160]; /* what to say of an interrupted study; or "" */
};

/* One figure: `count` of `of` runs. */
struct figure {
    const char *id, *what;
    uint64_t count, of;
    bool partly; /* not all runs count */
};

enum { FIGURES_MAX = 7 };

static struct figure figure_of(const char *id, const char *what, uint64_t count,
                               uint64_t of)
{
    return (struct figure){.id = id, .what = what, .count = count, .of = of};
}

/* The figures of this rule, in the order of the contract. */
static size_t list_figures(const struct request *request,
                           struct figure out[FIGURES_MAX])
{
    const struct simulate_tally *tally = &request->tally;
    uint64_t runs = tally->runs;
    size_t count = 0;
    out[count++] =
        figure_of("agreement", "agreement (IC1)", tally->agreement, runs);
    out[count] =
        figure_of("validity", "validity (IC2)", tally->validity, tally->judged);
    out[count++].partly = true;
    out[count++] =
        figure_of("termination", "termination", tally->termination, runs);
    out[count++] = figure_of("falls", "the city falls", tally->falls, runs);
    if (request->siege.setup.rule == RULE_ACKS) {
        out[count++] = figure_of("both", "both attack", tally->both, runs);
        out[count++] =
            figure_of("alone", "one attacks alone", tally->alone, runs);
        out[count++] = figure_of("none", "nobody attacks", tally->none, runs);
    }
    return count;
}

static double rate_of(const struct figure *figure)
{
    return (double)figure->count / (double)figure->of;
}

/* What a reader of figures must know besides, or NULL. */
static const char *note(const struct request *request)
{
    const struct simulate_tally *tally = &request->tally;
    if (request->stopped[0] != '\0') {
        return request->stopped;
    }
    if (tally->stopped > 0) {
        return "some runs had no room to go on, or no end after 1000000 "
               "answers; they count as not terminated";
    }
    if (tally->beyond > 0) {
        return "phases beyond the histogram's end are counted in beyond";
    }
    return NULL;
}

/* histogram[i]: runs whose last general decided in phase i + 1. */
static void json_phases(struct json *json, const struct simulate_tally *tally)
{
    struct simulate_spread spread = simulate_phases(tally);
    json_key(json, "phases");
    json_open(json, '{');
    json_add_real(json, "mean", spread.mean);
    json_add_real(json, "sd", spread.sd);
    json_key(json, "histogram");
    json_open(json, '[');
    for (unsigned p = 1; p <= simulate_last_phase(tally); p++) {
        json_count(json, tally->phase[p]);
    }
    json_close(json, ']');
    json_add_count(json, "of", tally->phases);
    json_add_count(json, "beyond", tally->beyond);
    json_close(json, '}');
}

static void write_json(const struct request *request)
{
    struct json json = json_begin(stdout);
    struct figure figures[FIGURES_MAX];
    size_t count = list_figures(request, figures);
    json_open(&json, '{');
    json_add_count(&json, "runs", request->tally.runs);
    for (size_t i = 0; i < count; i++) {
        bars_json(&json, figures[i].id, figures[i].count, figures[i].of,
                  figures[i].partly);
    }
    if (request->siege.setup.rule == RULE_COIN) {
        json_phases(&json, &request->tally);
    }
    json_add_string(&json, "rule",
                    rules_get((enum rule_id)request->siege.setup.rule)->id);
    json_add_count(&json, "seed", request->simulation.seed);
    json_add_real(&json, "seconds", request->seconds);
    if (note(request) != NULL) {
        json_add_string(&json, "note", note(request));
    }
    scripted_json(&json, &request->siege.scripted, NULL);
    json_close(&json, '}');
    json_end(&json);
}

static void csv_row(const struct figure *figure)
{
    struct interval interval = interval_wilson(figure->count, figure->of);
    (void)printf("%s,%" PRIu64 ",%" PRIu64 ",", figure->id, figure->count,
                 figure->of);
    if (figure->of > 0) {
        (void)printf("%.12g", rate_of(figure));
    }
    (void)printf(",%.12g,%.12g\n", interval.low, interval.high);
}

/* Each phase is a figure, too; mean and deviation follow from them. */
static void write_csv(const struct request *request)
{
    const struct simulate_tally *tally = &request->tally;
    struct figure figures[FIGURES_MAX];
    size_t count = list_figures(request, figures);
    (void)puts("figure,count,of,rate,low,high");
    for (size_t i = 0; i < count; i++) {
        csv_row(&figures[i]);
    }
    if (request->siege.setup.rule != RULE_COIN) {
        return;
    }
    for (unsigned p = 1; p <= simulate_last_phase(tally); p++) {
        char id[32];
        (void)snprintf(id, sizeof id, "phase %u", p);
        struct figure phase = figure_of(id, id, tally->phase[p], tally->phases);
        csv_row(&phase);
    }
    if (tally->beyond > 0) {
        struct figure beyond =
            figure_of("phase beyond", "", tally->beyond, tally->phases);
        csv_row(&beyond);
    }
}

enum { PHASES_SHOWN = 20 };

static void text_figure(const struct figure *figure, bool fine)
{
    struct interval interval = interval_wilson(figure->count, figure->of);
    const char *end = fine ? "│" : "|";
    char bar[BARS_TEXT];
    if (figure->of == 0) {
        (void)printf("  %-17s %10s  void in every run\n", figure->what, "-");
        return;
    }
    bars_interval(bar, &interval, rate_of(figure), fine);
    (void)printf("  %-17s %10" PRIu64 "  %.4f %s%s%s %.4f .. %.4f\n",
                 figure->what, figure->count, rate_of(figure), end, bar, end,
                 interval.low, interval.high);
}

static void text_figures(const struct request *request, bool fine)
{
    struct figure figures[FIGURES_MAX];
    size_t count = list_figures(request, figures);
    (void)printf("\n  %-17s %10s  %-6s  0%*s  95 %% interval\n", "", "runs",
                 "rate", BARS_INTERVAL - 1, "1");
    for (size_t i = 0; i < count; i++) {
        text_figure(&figures[i], fine);
    }
    if (request->tally.judged < request->tally.runs) {
        (void)printf("\nValidity is counted in the %" PRIu64
                     " runs where it is not void: it says nothing\nwhere the "
                     "commander, or who led in his place, is a traitor.\n",
                     request->tally.judged);
    }
}

struct histogram {
    uint64_t most, of;
    bool fine;
};

static void text_phase(const struct histogram *histogram, const char *label,
                       uint64_t count)
{
    double share =
        histogram->of == 0 ? 0 : (double)count / (double)histogram->of;
    char bar[BARS_TEXT];
    bars_share(
        bar, histogram->most == 0 ? 0 : (double)count / (double)histogram->most,
        histogram->fine);
    (void)printf("  %5s %10" PRIu64 " %6.2f %%%s%s\n", label, count,
                 share * 100, bar[0] == '\0' ? "" : "  ", bar);
}

static void text_phases(const struct simulate_tally *tally, bool fine)
{
    struct simulate_spread spread = simulate_phases(tally);
    struct histogram histogram = {.of = tally->phases, .fine = fine};
    unsigned last = simulate_last_phase(tally);
    uint64_t later = tally->beyond;
    for (unsigned p = 1; p <= last; p++) {
        if (p > PHASES_SHOWN) {
            later += tally->phase[p];
        } else if (tally->phase[p] > histogram.most) {
            histogram.most = tally->phase[p];
        }
    }
    histogram.most = later > histogram.most ? later : histogram.most;
    (void)printf("\nPhase in which the last loyal general decided: mean %.4f, "
                 "deviation %.4f\n\n  phase %10s\n",
                 spread.mean, spread.sd, "runs");
    for (unsigned p = 1; p <= last && p <= PHASES_SHOWN; p++) {
        char label[32];
        (void)snprintf(label, sizeof label, "%u", p);
        text_phase(&histogram, label, tally->phase[p]);
    }
    if (later > 0) {
        text_phase(&histogram, "later", later);
    }
}

static void write_text(const struct request *request)
{
    const struct setup *setup = &request->siege.setup;
    bool fine = bars_fine();
    (void)printf("%s: generals %u, %" PRIu64 " runs, seed %" PRIu64 "\n",
                 rules_get((enum rule_id)setup->rule)->title, setup->generals,
                 request->tally.runs, request->simulation.seed);
    if (request->parts > 1) {
        (void)printf("This is part %" PRIu64 " of %" PRIu64 " of %" PRIu64
                     " runs.\n",
                     request->part + 1, request->parts, request->runs);
    }
    text_figures(request, fine);
    if (setup->rule == RULE_COIN) {
        text_phases(&request->tally, fine);
    }
    if (note(request) != NULL) {
        (void)printf("\nNote: %s.\n", note(request));
    }
    if (request->siege.scripted.count > 0) {
        (void)puts("");
        scripted_text(&request->siege.scripted, NULL);
    }
    (void)printf("\n%.3f seconds.\n", request->seconds);
}

/* Said beside the figures of an interrupted study, and on stderr to whoever
 * reads these by program. */
static void tell_stopped(struct request *request, uint64_t wanted)
{
    if (request->tally.runs < wanted) {
        (void)snprintf(request->stopped, sizeof request->stopped,
                       "stopped after %" PRIu64 " of %" PRIu64
                       " runs; the figures are of these",
                       request->tally.runs, wanted);
        if (request->by_program) {
            (void)cli_fail(EXIT_DONE, "%s", request->stopped);
        }
    }
}

static int play_all(struct request *request)
{
    struct simulated_runs runs = {
        .first = jobs_cut(0, request->runs, request->part, request->parts),
        .end = jobs_cut(0, request->runs, request->part + 1, request->parts),
        .jobs = (unsigned)request->jobs,
        .watch = &request->watch};
    int code;
    watch_begin(&request->watch, 0, "runs");
    request->watch.all = runs.end - runs.first;
    code = simulated_play(&request->tally, &request->siege.scripted,
                          &request->simulation, &runs);
    request->seconds = watch_end(&request->watch);
    if (code == EXIT_DONE) {
        tell_stopped(request, runs.end - runs.first);
    }
    return code;
}

static int read_request(struct request *out, const struct options *options)
{
    out->jobs = out->parts = 1;
    if (!option_given(options, OPT_RUNS)) {
        return cli_fail(EXIT_USAGE,
                        "simulate wants --runs, as in: strategos simulate "
                        "--rule oral -n 4 --traitors 2 --as traitors=random "
                        "--runs 10000");
    }
    out->by_program =
        option_given(options, OPT_JSON) || option_given(options, OPT_CSV);
    if (option_given(options, OPT_JSON) && option_given(options, OPT_CSV)) {
        return cli_fail(EXIT_USAGE, "give --json or --csv, not both");
    }
    if (!option_count(options, OPT_RUNS, 1, SIMULATE_RUNS_MAX, &out->runs) ||
        !option_count(options, OPT_SEED, 0, UINT64_MAX,
                      &out->simulation.seed) ||
        !option_count(options, OPT_JOBS, 1, JOBS_MAX, &out->jobs) ||
        !option_shard(options, OPT_SHARD, &out->part, &out->parts)) {
        return EXIT_USAGE;
    }
    return siege_choose_many(&out->siege, options);
}

static void prepare(struct request *request)
{
    struct simulation *simulation = &request->simulation;
    simulation->level = &request->siege.level;
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        simulation->plays[g] = request->siege.plays[g];
    }
    simulation->city = request->siege.city;
}

static int run_simulate(const struct options *options)
{
    struct request *request = calloc(1, sizeof *request);
    int code;
    if (request == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    request->simulation.seed = 1;
    code = read_request(request, options);
    if (code == EXIT_DONE) {
        prepare(request);
        code = play_all(request);
    }
    if (code == EXIT_DONE) {
        if (option_given(options, OPT_JSON)) {
            write_json(request);
        } else if (option_given(options, OPT_CSV)) {
            write_csv(request);
        } else {
            write_text(request);
        }
    }
    scripted_free(&request->siege.scripted);
    free(request);
    return code;
}

const struct command cmd_simulate = {
    .name = "simulate",
    .arguments = "LEVEL | SETUP",
    .what = "Play many sieges and count what came of them.",
    .options = OPTION_SETUP | OPTION_BIT(OPT_AS) | OPTION_BIT(OPT_RUNS) |
               OPTION_BIT(OPT_SEED) | OPTION_BIT(OPT_JOBS) |
               OPTION_BIT(OPT_SHARD) | OPTION_BIT(OPT_CSV) |
               OPTION_BIT(OPT_JSON) | OPTION_BIT(OPT_HELP),
    .most = 1,
    .run = run_simulate,
};
