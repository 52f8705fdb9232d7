/* strategos selfish: selfish mining sampled beside the formula. */
#include <stdio.h>
#include <time.h>

#include "cli/fail.h"
#include "cli/json.h"
#include "cli/options.h"
#include "lab/selfish.h"

static const uint64_t blocks_max = UINT64_C(1000000000000000);

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void key_real(struct json *json, const char *key, double value)
{
    json_key(json, key);
    json_real(json, value);
}

static void tell_json(double power, double gamma,
                      const struct selfish_tally *tally, double seconds)
{
    struct json json = json_begin(stdout);
    json_open(&json, '{');
    key_real(&json, "power", power);
    key_real(&json, "gamma", gamma);
    json_key(&json, "blocks");
    json_count(&json, tally->blocks);
    key_real(&json, "revenue", tally->revenue);
    key_real(&json, "low", tally->interval.low);
    key_real(&json, "high", tally->interval.high);
    key_real(&json, "exact", selfish_revenue(power, gamma));
    key_real(&json, "seconds", seconds);
    json_close(&json, '}');
    json_end(&json);
}

static void tell_text(double power, double gamma,
                      const struct selfish_tally *tally, double seconds)
{
    double exact = selfish_revenue(power, gamma);
    (void)printf("A selfish pool with %.9g of the power; %.9g of the others "
                 "build on its block in a race\n\n",
                 power, gamma);
    (void)printf("exact (Eyal and Sirer 2014)  %.9g of the chain's blocks%s\n",
                 exact, power >= 0.5 ? ", as its lead grows for ever" : "");
    (void)printf("sampled                      %.9g (95 %% interval %.9g to "
                 "%.9g, by batch means)\n",
                 tally->revenue, tally->interval.low, tally->interval.high);
    (void)printf("honest                       %.9g: selfishness %s\n", power,
                 exact > power   ? "pays"
                 : exact < power ? "costs"
                                 : "makes no difference");
    (void)printf("\n%llu blocks found, %llu on the chain, in %.3f s\n",
                 (unsigned long long)tally->blocks,
                 (unsigned long long)(tally->pool + tally->others), seconds);
}

static int run_selfish(const struct options *options)
{
    double power = 0, gamma = 0;
    uint64_t blocks = 0, seed = 1;
    struct selfish_tally tally;
    if (!option_given(options, OPT_POWER) ||
        !option_given(options, OPT_GAMMA) ||
        !option_given(options, OPT_BLOCKS)) {
        return cli_fail(EXIT_USAGE,
                        "selfish needs --power, --gamma and --blocks, as in: "
                        "strategos selfish --power 0.4 --gamma 0.5 --blocks "
                        "1000000");
    }
    if (!option_real(options, OPT_POWER, 0, 0.999999, &power) ||
        !option_real(options, OPT_GAMMA, 0, 1, &gamma) ||
        !option_count(options, OPT_BLOCKS, 1, blocks_max, &blocks) ||
        !option_count(options, OPT_SEED, 0, UINT64_MAX, &seed)) {
        return EXIT_USAGE;
    }
    double from = now();
    selfish_run(&tally, power, gamma, blocks, seed);
    if (option_given(options, OPT_JSON)) {
        tell_json(power, gamma, &tally, now() - from);
    } else {
        tell_text(power, gamma, &tally, now() - from);
    }
    return EXIT_DONE;
}

const struct command cmd_selfish = {
    .name = "selfish",
    .arguments = "--power A --gamma G --blocks N",
    .what = "Let a pool keep its blocks back (proof of work), beside what it "
            "gains by the formula of Eyal and Sirer.",
    .options = OPTION_BIT(OPT_POWER) | OPTION_BIT(OPT_GAMMA) |
               OPTION_BIT(OPT_BLOCKS) | OPTION_BIT(OPT_SEED) |
               OPTION_BIT(OPT_JSON) | OPTION_BIT(OPT_HELP),
    .run = run_selfish,
};
