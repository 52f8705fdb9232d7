/* strategos selfish: a pool that withholds its blocks, beside the paper's
 * formula. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "cli/chances.h"
#include "cli/fail.h"
#include "cli/json.h"
#include "cli/options.h"
#include "lab/selfish.h"

#define BLOCKS_MAX UINT64_C(1000000000000)

static void json_bound(struct json *json, const char *key, bool known,
                       double value)
{
    json_key(json, key);
    if (known) {
        json_real(json, value);
    } else {
        json_null(json);
    }
}

static void write_json(const struct selfish *selfish,
                       const struct selfish_tally *tally, double seconds)
{
    struct json json = json_begin(stdout);
    json_open(&json, '{');
    json_add_real(&json, "power", selfish->power);
    json_add_real(&json, "gamma", selfish->gamma);
    json_add_count(&json, "blocks", tally->blocks);
    json_add_real(&json, "revenue", tally->revenue);
    json_bound(&json, "low", tally->known, tally->interval.low);
    json_bound(&json, "high", tally->known, tally->interval.high);
    json_add_real(&json, "exact",
                  selfish_revenue(selfish->power, selfish->gamma));
    json_add_real(&json, "threshold", selfish_threshold(selfish->gamma));
    json_add_count(&json, "selfish", tally->pool);
    json_add_count(&json, "honest", tally->others);
    json_add_count(&json, "orphaned", tally->orphaned);
    json_add_real(&json, "seconds", seconds);
    json_close(&json, '}');
    json_end(&json);
}

static void text_table(const struct selfish *selfish,
                       const struct selfish_tally *tally, double exact)
{
    const struct chances_row rows[] = {
        {.label = "fair", .note = "its power", .log10 = log10(selfish->power)},
        {.label = "sampled",
         .note = "its share of the longest chain",
         .log10 = log10(tally->revenue),
         .marked = true},
        {.label = "exact",
         .note = selfish->power < 0.5 ? "Eyal and Sirer 2014"
                                      : "half of the power or more wins all",
         .log10 = log10(exact)},
    };
    double most = fmax(fmax(selfish->power, tally->revenue), exact);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        chances_print(&rows[i], most);
    }
}

static void write_text(const struct selfish *selfish,
                       const struct selfish_tally *tally, double seconds)
{
    double threshold = selfish_threshold(selfish->gamma);
    double exact = selfish_revenue(selfish->power, selfish->gamma);
    double gain = exact - selfish->power;
    (void)printf("A pool with %g of the mining power withholds its blocks. In "
                 "a tie %g of the\nothers build on the pool's block.\n\n",
                 selfish->power, selfish->gamma);
    text_table(selfish, tally, exact);
    if (tally->known) {
        (void)printf("\n95 %% interval: %.7f to %.7f; the exact share "
                     "lies %s.\n",
                     tally->interval.low, tally->interval.high,
                     exact >= tally->interval.low &&
                             exact <= tally->interval.high
                         ? "inside"
                         : "outside");
    } else {
        (void)puts("\nThere is no interval: the sample does not bear one.");
    }
    (void)printf("Withholding pays above a power of %.7g; here it earns %s.\n",
                 threshold,
                 fabs(gain) < 1e-12 ? "just its share"
                 : gain > 0         ? "more than its share"
                                    : "less than its share");
    (void)printf("Of %" PRIu64 " blocks %" PRIu64 " are the pool's, %" PRIu64
                 " the others', %" PRIu64 " in vain.\n%.3f seconds.\n",
                 tally->blocks, tally->pool, tally->others, tally->orphaned,
                 seconds);
}

static bool read_request(struct selfish *out, uint64_t *blocks,
                         const struct options *options)
{
    *out = (struct selfish){.seed = 1};
    if (!option_given(options, OPT_POWER) ||
        !option_given(options, OPT_GAMMA) ||
        !option_given(options, OPT_BLOCKS)) {
        (void)cli_fail(EXIT_USAGE,
                       "selfish wants --power, --gamma and --blocks, as in: "
                       "strategos selfish --power 0.4 --gamma 0.5 --blocks "
                       "1000000");
        return false;
    }
    return option_real(options, OPT_POWER, 0, 1, &out->power) &&
           option_real(options, OPT_GAMMA, 0, 1, &out->gamma) &&
           option_count(options, OPT_BLOCKS, 1, BLOCKS_MAX, blocks) &&
           option_count(options, OPT_SEED, 0, UINT64_MAX, &out->seed);
}

static int run_selfish(const struct options *options)
{
    struct selfish selfish;
    struct selfish_tally tally;
    uint64_t blocks = 0;
    if (!read_request(&selfish, &blocks, options)) {
        return EXIT_USAGE;
    }
    double begun = chances_clock();
    selfish_run(&tally, &selfish, blocks);
    double seconds = chances_clock() - begun;
    if (option_given(options, OPT_JSON)) {
        write_json(&selfish, &tally, seconds);
    } else {
        write_text(&selfish, &tally, seconds);
    }
    return EXIT_DONE;
}

const struct command cmd_selfish = {
    .name = "selfish",
    .arguments = "",
    .what = "Mine with a pool that withholds its blocks, beside what it earns "
            "by the formula.",
    .options = OPTION_BIT(OPT_POWER) | OPTION_BIT(OPT_GAMMA) |
               OPTION_BIT(OPT_BLOCKS) | OPTION_BIT(OPT_SEED) |
               OPTION_BIT(OPT_JSON) | OPTION_BIT(OPT_HELP),
    .most = 0,
    .run = run_selfish,
};
