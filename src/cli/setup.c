#include "cli/setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/fail.h"
#include "level/named.h"
#include "rules/rules.h"

/* How many generals there are where nobody says so: two where there can be no
 * others; one of the inputs each; else 0. */
static unsigned implied_generals(const struct options *options, unsigned rule)
{
    const char *inputs = options->value[OPT_INPUTS];
    unsigned traits = rules_get((enum rule_id)rule)->traits;
    if ((traits & RULES_TWO) != 0) {
        return 2;
    }
    return (traits & RULES_INPUTS) != 0 && inputs != NULL &&
                   strlen(inputs) <= GENERALS_MAX
               ? (unsigned)strlen(inputs)
               : 0;
}

static int read_rule(const struct options *options, unsigned *rule,
                     uint64_t *generals)
{
    static const char wanted[] = "name a LEVEL (strategos levels lists them) "
                                 "or a SETUP: --rule R -n N";
    struct diag why;
    if (!option_given(options, OPT_RULE)) {
        return cli_fail(EXIT_USAGE, "%s", wanted);
    }
    *rule = named_rule(options->value[OPT_RULE], &why);
    if (*rule >= RULE_COUNT) {
        return cli_fail_at(EXIT_USAGE, &why);
    }
    *generals = implied_generals(options, *rule);
    if (*generals == 0 && !option_given(options, OPT_GENERALS)) {
        return cli_fail(EXIT_USAGE, "%s", wanted);
    }
    return option_count(options, OPT_GENERALS, 1, GENERALS_MAX, generals)
               ? EXIT_DONE
               : EXIT_USAGE;
}

/* "1,2": distinct generals. */
static int read_traitors(const struct options *options, struct setup *setup)
{
    const char *list = options->value[OPT_TRAITORS];
    const char *at = list;
    if (!option_given(options, OPT_TRAITORS)) {
        return EXIT_DONE;
    }
    while (*at != '\0') {
        size_t digits = strspn(at, "0123456789");
        unsigned long g =
            digits > 0 && digits < 4 ? strtoul(at, NULL, 10) : GENERALS_MAX;
        char next = at[digits];
        bool last = next == '\0';
        if (g >= setup->generals || (!last && next != ',') ||
            (next == ',' && at[digits + 1] == '\0') ||
            setup_is_traitor(setup, (unsigned)g)) {
            return cli_fail(EXIT_USAGE,
                            "--traitors wants different generals from 0 to %u, "
                            "as in 1,2, not \"%s\"",
                            setup->generals - 1u, list);
        }
        setup->traitors |= (uint16_t)(1u << g);
        at += digits + (last ? 0 : 1);
    }
    return EXIT_DONE;
}

static int read_order(const struct options *options, struct setup *setup)
{
    const char *ids[ORDERS_MAX];
    unsigned order = setup->order;
    for (unsigned o = 0; o < setup->orders; o++) {
        ids[o] = setup->order_id[o];
    }
    if (!option_choice(options, OPT_ORDER, ids, setup->orders, &order)) {
        return EXIT_USAGE;
    }
    setup->order = (uint8_t)order;
    return EXIT_DONE;
}

static int read_inputs(const struct options *options, struct setup *setup)
{
    const char *bits = options->value[OPT_INPUTS];
    if (!option_given(options, OPT_INPUTS)) {
        return EXIT_DONE;
    }
    if (strlen(bits) != setup->generals ||
        strspn(bits, "01") != setup->generals) {
        return cli_fail(EXIT_USAGE,
                        "--inputs wants one 0 or 1 for each of the %u "
                        "generals, not \"%s\"",
                        setup->generals, bits);
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        setup->input[g] = (uint8_t)(bits[g] - '0');
    }
    return EXIT_DONE;
}

/* The most faults that the protocol can be told to expect. */
static unsigned most_faults(const struct setup *setup)
{
    unsigned n = setup->generals;
    switch ((enum rule_id)setup->rule) {
    case RULE_VOTE:
        return (n - 1) / 2;
    case RULE_COIN: /* Ben-Or: n > 2t, and with traitors n > 5t */
        return setup->traitors == 0 ? (n - 1) / 2 : (n - 1) / 5;
    case RULE_PBFT:
        return (n - 1) / 3;
    case RULE_BLANK:
    case RULE_RELAY:
    case RULE_ACKS:
    case RULE_ORAL:
    case RULE_SIGNED:
    case RULE_WORK:
    case RULE_COUNT:
        break;
    }
    return n;
}

/* -t; where nobody lies as many generals may fall silent. */
static int read_faults(const struct options *options, struct setup *setup)
{
    unsigned most = most_faults(setup);
    uint64_t faults = setup->faults < most ? setup->faults : most;
    if (!option_count(options, OPT_FAULTS, 0, most, &faults)) {
        return EXIT_USAGE;
    }
    setup->faults = (uint8_t)faults;
    if (setup->rule == RULE_VOTE || setup->rule == RULE_COIN) {
        setup->falls = setup->traitors == 0 ? (uint8_t)faults : 0;
    }
    return EXIT_DONE;
}

static int read_numbers(const struct options *options, struct setup *setup)
{
    uint64_t traitors = setup_traitors(setup);
    uint64_t depth = traitors > 1 ? traitors : 1;
    uint64_t confirmations = setup->confirmations;
    uint64_t messengers = setup->messengers;
    if (!option_count(options, OPT_DEPTH, 0, DEPTH_MAX, &depth) ||
        !option_chance(options, OPT_CAPTURE, &setup->capture) ||
        !option_count(options, OPT_CONFIRMATIONS, 0, UINT8_MAX,
                      &confirmations) ||
        !option_count(options, OPT_MESSENGERS, 1, UINT8_MAX, &messengers)) {
        return EXIT_USAGE;
    }
    setup->depth = (uint8_t)depth;
    setup->confirmations = (uint8_t)confirmations;
    setup->messengers = (uint8_t)messengers;
    return EXIT_DONE;
}

/* An option that some rules have no use for. */
struct limited {
    enum option_id id;
    unsigned traits;  /* of the rules that use it; 0: all but .. */
    unsigned without; /* .. those with one of these traits */
    const char *name, *rules;
};

/* What the rule would not look at is not taken silently. */
static int refuse_unused(const struct options *options, const char *rule,
                         unsigned traits)
{
    static const struct limited all[] = {
        {.id = OPT_INPUTS,
         .traits = RULES_INPUTS,
         .name = "--inputs",
         .rules = "vote and coin"},
        {.id = OPT_CONFIRMATIONS,
         .traits = RULES_TWO | RULES_WORK | RULES_VIEWS,
         .name = "--confirmations",
         .rules = "acks, work and pbft"},
        {.id = OPT_MESSENGERS,
         .traits = RULES_TWO,
         .name = "--messengers",
         .rules = "acks"},
        {.id = OPT_DEPTH,
         .without = RULES_TWO | RULES_NO_CLOCK,
         .name = "-m",
         .rules = "oral and signed"},
        {.id = OPT_FAULTS,
         .without = RULES_TWO,
         .name = "-t",
         .rules = "vote, coin and pbft"},
        {.id = OPT_ORDER,
         .without = RULES_INPUTS,
         .name = "--order",
         .rules = "the rules with a commander; here every general has a value "
                  "of his own: --inputs"},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        bool used = all[i].traits != 0 ? (traits & all[i].traits) != 0
                                       : (traits & all[i].without) == 0;
        if (option_given(options, all[i].id) && !used) {
            return cli_fail(EXIT_USAGE,
                            "the rule \"%s\" has no use for %s; it is for %s",
                            rule, all[i].name, all[i].rules);
        }
    }
    return EXIT_DONE;
}

/* Many write t for the number of traitors, and would be told that all is safe.
 * Beside --traitors it does no harm: scripts give both under every rule. */
static int refuse_lonely_faults(const struct options *options, const char *rule,
                                unsigned traits)
{
    if (!option_given(options, OPT_FAULTS) ||
        option_given(options, OPT_TRAITORS) ||
        (traits & (RULES_INPUTS | RULES_VIEWS)) != 0) {
        return EXIT_DONE;
    }
    return cli_fail(EXIT_USAGE,
                    "-t makes no traitors, and the rule \"%s\" is not told how "
                    "many to expect: say who they are, as in --traitors 1,2",
                    rule);
}

int setup_read(struct setup *setup, const struct options *options, bool large)
{
    unsigned rule = 0;
    uint64_t generals = 0;
    const struct rules *rules;
    struct diag why;
    int code = read_rule(options, &rule, &generals);
    if (code != EXIT_DONE) {
        return code;
    }
    setup_default(setup, (enum rule_id)rule, (unsigned)generals);
    rules = rules_get((enum rule_id)rule);
    code = refuse_unused(options, rules->id, rules->traits);
    if (code == EXIT_DONE) {
        code = refuse_lonely_faults(options, rules->id, rules->traits);
    }
    code = code == EXIT_DONE ? read_traitors(options, setup) : code;
    code = code == EXIT_DONE ? read_faults(options, setup) : code;
    code = code == EXIT_DONE ? read_order(options, setup) : code;
    code = code == EXIT_DONE ? read_inputs(options, setup) : code;
    code = code == EXIT_DONE ? read_numbers(options, setup) : code;
    if (code == EXIT_DONE) {
        enum status status = setup_check(setup, &why);
        status = status == STATUS_OK ? rules->check(setup, &why) : status;
        if (status != STATUS_OK && !(large && status == STATUS_FULL)) {
            return cli_fail_at(EXIT_USAGE, &why);
        }
    }
    return code;
}
