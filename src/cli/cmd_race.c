/* strategos race: many double spends against proof of work, beside the closed
 * forms. */
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "cli/chances.h"
#include "cli/fail.h"
#include "cli/json.h"
#include "cli/options.h"
#include "lab/interval.h"
#include "lab/jobs.h"
#include "lab/race_runs.h"

#define RUNS_MAX UINT64_C(1000000000000)

struct request {
    double power;
    uint64_t confirmations, runs, seed, jobs;
    uint64_t part, parts; /* the shard */
    unsigned convention;
};

/* One thread's runs. */
struct part {
    const struct race_runs *race;
    uint64_t first, end;
    struct race_tally tally;
};

static void run_part(void *argument)
{
    struct part *part = argument;
    race_runs_add(&part->tally, part->race, part->first, part->end);
}

static struct race_tally run_all(const struct request *request)
{
    struct part parts[JOBS_MAX];
    struct race_runs race;
    struct race_tally sum = {.runs = 0};
    uint64_t first = jobs_cut(0, request->runs, request->part, request->parts);
    uint64_t end =
        jobs_cut(0, request->runs, request->part + 1, request->parts);
    race_runs_prepare(&race, (enum race_convention)request->convention,
                      request->power, (unsigned)request->confirmations,
                      request->seed);
    for (uint64_t i = 0; i < request->jobs; i++) {
        parts[i] = (struct part){
            .race = &race,
            .first = jobs_cut(first, end - first, i, request->jobs),
            .end = jobs_cut(first, end - first, i + 1, request->jobs)};
    }
    jobs_run(run_part, parts, sizeof parts[0], (unsigned)request->jobs);
    for (uint64_t i = 0; i < request->jobs; i++) {
        sum.runs += parts[i].tally.runs;
        sum.successes += parts[i].tally.successes;
        sum.blocks += parts[i].tally.blocks;
    }
    return sum;
}

static double rate(const struct race_tally *tally)
{
    return tally->runs == 0 ? 0
                            : (double)tally->successes / (double)tally->runs;
}

/* What stands in place of a closed form that does not apply, or NULL. */
static const char *note(const struct request *request)
{
    if (request->power >= 0.5) {
        return "at half of the power or more no closed form is used: 1 is "
               "certain";
    }
    if (request->power <= 0) {
        return "without power no closed form is used: he never finds a block";
    }
    return NULL;
}

static void json_chance(struct json *json, const char *key,
                        const struct request *request,
                        enum race_convention convention)
{
    unsigned z = (unsigned)request->confirmations;
    double chance = race_chance(convention, request->power, z);
    json_key(json, key);
    if (chance < DBL_MIN && request->power > 0) {
        json_power(json, race_log10(convention, request->power, z));
    } else {
        json_real(json, chance);
    }
}

static void write_json(const struct request *request,
                       const struct race_tally *tally, double seconds)
{
    struct json json = json_begin(stdout);
    struct interval interval = interval_wilson(tally->successes, tally->runs);
    enum race_convention convention = (enum race_convention)request->convention;
    json_open(&json, '{');
    json_add_real(&json, "power", request->power);
    json_add_count(&json, "confirmations", request->confirmations);
    json_add_string(&json, "convention", race_id(convention));
    json_add_count(&json, "runs", tally->runs);
    json_add_count(&json, "successes", tally->successes);
    json_add_real(&json, "rate", rate(tally));
    json_add_real(&json, "low", interval.low);
    json_add_real(&json, "high", interval.high);
    json_chance(&json, "exact", request, convention);
    json_chance(&json, "nakamoto", request, RACE_NAKAMOTO);
    json_add_count(&json, "blocks", tally->blocks);
    json_add_real(&json, "seconds", seconds);
    if (note(request) != NULL) {
        json_add_string(&json, "note", note(request));
    }
    json_close(&json, '}');
    json_end(&json);
}

static void text_table(const struct request *request,
                       const struct race_tally *tally)
{
    unsigned z = (unsigned)request->confirmations;
    double most = rate(tally);
    char won[64];
    for (unsigned c = 0; c < RACE_COUNT; c++) {
        most =
            fmax(most, race_chance((enum race_convention)c, request->power, z));
    }
    (void)snprintf(won, sizeof won, "%" PRIu64 " of %" PRIu64 " races won",
                   tally->successes, tally->runs);
    chances_print(&(struct chances_row){.label = "sampled",
                                        .note = won,
                                        .log10 = log10(rate(tally))},
                  most);
    for (unsigned c = 0; c < RACE_COUNT; c++) {
        enum race_convention convention = (enum race_convention)c;
        chances_print(&(struct chances_row){.label = race_id(convention),
                                            .note = race_what(convention),
                                            .log10 = race_log10(
                                                convention, request->power, z),
                                            .marked = c == request->convention},
                      most);
    }
}

static void write_text(const struct request *request,
                       const struct race_tally *tally, double seconds)
{
    enum race_convention convention = (enum race_convention)request->convention;
    struct interval interval = interval_wilson(tally->successes, tally->runs);
    double exact = race_chance(convention, request->power,
                               (unsigned)request->confirmations);
    bool inside = exact >= interval.low && exact <= interval.high;
    (void)printf("A traitor with %g of the mining power mines in secret until "
                 "an order has %" PRIu64 "\nconfirmation%s, its own block "
                 "included, and goes on; he has none in advance.\nConvention: "
                 "%s. He wins when his chain %s.\n\n",
                 request->power, request->confirmations,
                 request->confirmations == 1 ? "" : "s", race_id(convention),
                 convention == RACE_CATCH_UP
                     ? "is as long as theirs\n(the same as one block in "
                       "advance and a longer chain)"
                     : "is longer than theirs");
    text_table(request, tally);
    if (request->parts > 1) {
        (void)printf("\nThis is part %" PRIu64 " of %" PRIu64 " of %" PRIu64
                     " races.",
                     request->part + 1, request->parts, request->runs);
    }
    (void)printf("\n95 %% interval: %.7f to %.7f; the exact chance "
                 "lies %s.\n",
                 interval.low, interval.high, inside ? "inside" : "outside");
    if (note(request) != NULL) {
        (void)printf("Note: %s.\n", note(request));
    }
    (void)printf("%" PRIu64 " blocks found in the races, %.3f seconds.\n",
                 tally->blocks, seconds);
}

static bool read_request(struct request *out, const struct options *options)
{
    const char *words[RACE_PLAYABLE];
    for (unsigned c = 0; c < RACE_PLAYABLE; c++) {
        words[c] = race_id((enum race_convention)c);
    }
    *out = (struct request){.seed = 1, .jobs = 1, .parts = 1};
    if (!option_given(options, OPT_POWER) ||
        !option_given(options, OPT_CONFIRMATIONS) ||
        !option_given(options, OPT_RUNS)) {
        (void)cli_fail(EXIT_USAGE,
                       "race wants --power, --confirmations and --runs, as in: "
                       "strategos race --power 0.3 --confirmations 5 --runs "
                       "1000000");
        return false;
    }
    return option_real(options, OPT_POWER, 0, RACE_RUNS_POWER_MAX,
                       &out->power) &&
           option_count(options, OPT_CONFIRMATIONS, 0, RACE_CONFIRMATIONS_MAX,
                        &out->confirmations) &&
           option_choice(options, OPT_CONVENTION, words, RACE_PLAYABLE,
                         &out->convention) &&
           option_count(options, OPT_RUNS, 1, RUNS_MAX, &out->runs) &&
           option_count(options, OPT_SEED, 0, UINT64_MAX, &out->seed) &&
           option_count(options, OPT_JOBS, 1, JOBS_MAX, &out->jobs) &&
           option_shard(options, OPT_SHARD, &out->part, &out->parts);
}

static int run_race(const struct options *options)
{
    struct request request;
    if (!read_request(&request, options)) {
        return EXIT_USAGE;
    }
    double begun = chances_clock();
    struct race_tally tally = run_all(&request);
    double seconds = chances_clock() - begun;
    if (option_given(options, OPT_JSON)) {
        write_json(&request, &tally, seconds);
    } else {
        write_text(&request, &tally, seconds);
    }
    return EXIT_DONE;
}

const struct command cmd_race = {
    .name = "race",
    .arguments = "",
    .what = "Race many double spends against proof of work, beside the exact "
            "chance.",
    .options = OPTION_BIT(OPT_POWER) | OPTION_BIT(OPT_CONFIRMATIONS) |
               OPTION_BIT(OPT_CONVENTION) | OPTION_BIT(OPT_RUNS) |
               OPTION_BIT(OPT_SEED) | OPTION_BIT(OPT_JOBS) |
               OPTION_BIT(OPT_SHARD) | OPTION_BIT(OPT_JSON) |
               OPTION_BIT(OPT_HELP),
    .most = 0,
    .run = run_race,
};
