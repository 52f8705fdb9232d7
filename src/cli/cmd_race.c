/* strategos race: double spends run by the million beside the formulas. */
#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "cli/fail.h"
#include "cli/json.h"
#include "cli/options.h"
#include "lab/interval.h"
#include "lab/race.h"
#include "lab/race_runs.h"

enum { JOBS_MAX = 256 };
static const uint64_t runs_max = UINT64_C(1000000000000000);

struct order {
    double power;
    uint64_t confirmations, runs, seed, jobs;
    uint64_t first, end; /* of this shard */
    unsigned convention;
};

struct job {
    pthread_t thread;
    const struct race_runs *race;
    uint64_t first, end;
    struct race_tally tally;
};

static void *work(void *context)
{
    struct job *job = context;
    race_runs_add(&job->tally, job->race, job->first, job->end);
    return NULL;
}

/* Where part i of k begins, from 0; part k begins at the end. */
static uint64_t cut(uint64_t runs, uint64_t i, uint64_t k)
{
    uint64_t rest = runs % k;
    return runs / k * i + (i < rest ? i : rest);
}

/* A thread that cannot be made leaves its part to this one. */
static struct race_tally run_jobs(const struct race_runs *race,
                                  const struct order *order)
{
    static struct job jobs[JOBS_MAX];
    struct race_tally all = {.runs = 0};
    uint64_t length = order->end - order->first;
    bool made[JOBS_MAX] = {false};
    for (uint64_t j = 0; j < order->jobs; j++) {
        jobs[j] =
            (struct job){.race = race,
                         .first = order->first + cut(length, j, order->jobs),
                         .end = order->first + cut(length, j + 1, order->jobs)};
        made[j] =
            j > 0 && pthread_create(&jobs[j].thread, NULL, work, &jobs[j]) == 0;
    }
    for (uint64_t j = 0; j < order->jobs; j++) {
        if (made[j]) {
            (void)pthread_join(jobs[j].thread, NULL);
        } else {
            (void)work(&jobs[j]);
        }
        all.runs += jobs[j].tally.runs;
        all.successes += jobs[j].tally.successes;
        all.blocks += jobs[j].tally.blocks;
    }
    return all;
}

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void tell_json(const struct order *order, const struct race_tally *tally,
                      double seconds)
{
    struct json json = json_begin(stdout);
    struct interval interval = interval_wilson(tally->successes, tally->runs);
    unsigned z = (unsigned)order->confirmations;
    json_open(&json, '{');
    json_key(&json, "power");
    json_real(&json, order->power);
    json_key(&json, "confirmations");
    json_count(&json, z);
    json_key(&json, "convention");
    json_string(&json, race_id((enum race_convention)order->convention));
    json_key(&json, "runs");
    json_count(&json, tally->runs);
    json_key(&json, "successes");
    json_count(&json, tally->successes);
    json_key(&json, "rate");
    json_real(&json, tally->runs == 0
                         ? 0
                         : (double)tally->successes / (double)tally->runs);
    json_key(&json, "low");
    json_real(&json, interval.low);
    json_key(&json, "high");
    json_real(&json, interval.high);
    json_key(&json, "exact");
    json_real(&json, race_chance((enum race_convention)order->convention,
                                 order->power, z));
    json_key(&json, "nakamoto");
    json_real(&json, race_nakamoto(order->power, z));
    json_key(&json, "blocks");
    json_count(&json, tally->blocks);
    json_key(&json, "seconds");
    json_real(&json, seconds);
    json_close(&json, '}');
    json_end(&json);
}

static void tell_text(const struct order *order, const struct race_tally *tally,
                      double seconds)
{
    struct interval interval = interval_wilson(tally->successes, tally->runs);
    double exact = race_chance((enum race_convention)order->convention,
                               order->power, (unsigned)order->confirmations);
    bool inside = interval.low <= exact && exact <= interval.high;
    (void)printf("A double spend with %.9g of the power against %u "
                 "confirmations\n\n",
                 order->power, (unsigned)order->confirmations);
    for (unsigned c = 0; c < RACE_COUNT; c++) {
        (void)printf("%c %-9s %-15.9g %s\n", c == order->convention ? '>' : ' ',
                     race_id((enum race_convention)c),
                     race_chance((enum race_convention)c, order->power,
                                 (unsigned)order->confirmations),
                     race_what((enum race_convention)c));
    }
    if (order->power >= 0.5) {
        (void)printf("\nWith half of the power or more the traitor catches up "
                     "for certain: no formula is needed.\n");
    }
    (void)printf(
        "\n%llu races (%s): %llu succeed, a rate of %.9g\n",
        (unsigned long long)tally->runs,
        race_id((enum race_convention)order->convention),
        (unsigned long long)tally->successes,
        tally->runs == 0 ? 0 : (double)tally->successes / (double)tally->runs);
    (void)printf("95 %% interval (Wilson): %.9g to %.9g; the exact value is %s "
                 "it\n",
                 interval.low, interval.high, inside ? "inside" : "outside");
    (void)printf("%llu blocks in %.3f s\n", (unsigned long long)tally->blocks,
                 seconds);
}

static bool read_order(const struct options *options, struct order *out)
{
    static const char *const conventions[RACE_PLAYABLE] = {"catch-up",
                                                           "overtake"};
    uint64_t i, k;
    *out = (struct order){.seed = 1, .jobs = 1, .convention = RACE_CATCH_UP};
    if (!option_given(options, OPT_POWER) ||
        !option_given(options, OPT_CONFIRMATIONS) ||
        !option_given(options, OPT_RUNS)) {
        (void)cli_fail(EXIT_USAGE,
                       "race needs --power, --confirmations and --runs, as in: "
                       "strategos race --power 0.3 --confirmations 5 --runs "
                       "1000000");
        return false;
    }
    if (!option_real(options, OPT_POWER, 0, RACE_RUNS_POWER_MAX, &out->power) ||
        !option_count(options, OPT_CONFIRMATIONS, 0, RACE_CONFIRMATIONS_MAX,
                      &out->confirmations) ||
        !option_choice(options, OPT_CONVENTION, conventions, RACE_PLAYABLE,
                       &out->convention) ||
        !option_count(options, OPT_RUNS, 1, runs_max, &out->runs) ||
        !option_count(options, OPT_SEED, 0, UINT64_MAX, &out->seed) ||
        !option_count(options, OPT_JOBS, 1, JOBS_MAX, &out->jobs) ||
        !option_shard(options, &i, &k)) {
        return false;
    }
    out->first = cut(out->runs, i - 1, k);
    out->end = cut(out->runs, i, k);
    return true;
}

static int run_race(const struct options *options)
{
    static struct race_runs race;
    struct order order;
    if (!read_order(options, &order)) {
        return EXIT_USAGE;
    }
    double from = now();
    race_runs_prepare(&race, (enum race_convention)order.convention,
                      order.power, (unsigned)order.confirmations, order.seed);
    struct race_tally tally = run_jobs(&race, &order);
    if (option_given(options, OPT_JSON)) {
        tell_json(&order, &tally, now() - from);
    } else {
        tell_text(&order, &tally, now() - from);
    }
    return EXIT_DONE;
}

const struct command cmd_race = {
    .name = "race",
    .arguments = "--power Q --confirmations Z --runs N",
    .what = "Race a traitor who builds in secret against the others (proof of "
            "work), beside the exact chance and Nakamoto's estimate.",
    .options = OPTION_BIT(OPT_POWER) | OPTION_BIT(OPT_CONFIRMATIONS) |
               OPTION_BIT(OPT_CONVENTION) | OPTION_BIT(OPT_RUNS) |
               OPTION_BIT(OPT_SEED) | OPTION_BIT(OPT_JOBS) |
               OPTION_BIT(OPT_SHARD) | OPTION_BIT(OPT_JSON) |
               OPTION_BIT(OPT_HELP),
    .run = run_race,
};
