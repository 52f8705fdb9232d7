#include "cli/siege.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/data.h"
#include "cli/fail.h"
#include "level/named.h"
#include "rules/rules.h"

enum { FAULTS_ROOM = 64 };

static int tell_faults(enum status status, const struct diag_list *faults)
{
    int code = status == STATUS_IO        ? EXIT_RESOURCE
               : status == STATUS_MISSING ? EXIT_USAGE
                                          : EXIT_NO;
    struct diag first = faults->items[0];
    if (faults->count > 1) {
        size_t used = strlen(first.text);
        (void)snprintf(first.text + used, sizeof first.text - used,
                       " (and %zu more: strategos check FILE)",
                       faults->count - 1);
    }
    return cli_fail_at(code, &first);
}

static int load_from(struct level *out, const struct campaign *campaign,
                     const char *id)
{
    struct diag items[FAULTS_ROOM];
    struct diag_list faults = {.items = items, .room = FAULTS_ROOM};
    enum status status = campaign_load(out, campaign, id, &faults);
    return status == STATUS_OK ? EXIT_DONE : tell_faults(status, &faults);
}

int siege_load(struct level *out, const struct campaign *campaign,
               const char *id)
{
    if (campaign != NULL) {
        return load_from(out, campaign, id);
    }
    struct campaign *listed = malloc(sizeof *listed);
    if (listed == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    int code = data_campaign(listed);
    if (code == EXIT_DONE) {
        code = load_from(out, listed, id);
    }
    free(listed);
    return code;
}

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

static int read_setup(const struct options *options, struct setup *setup,
                      bool large)
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

/* A file plays `who` from the next slot on. */
static int find_script(struct siege *siege, const char *path, const char *who,
                       uint8_t *out)
{
    bool city = strcmp(who, "city") == 0;
    unsigned slot = siege->scripted.count;
    int code = scripted_add(&siege->scripted, path, who);
    if (code != EXIT_DONE) {
        return code;
    }
    if ((siege->scripted.file[slot].sides &
         (city ? SCRIPT_CITY : SCRIPT_TRAITORS)) == 0) {
        return cli_fail(EXIT_USAGE, "%s plays %s: write --as %s=%s", path,
                        city ? "traitors" : "the city",
                        city ? "traitors" : "city", path);
    }
    *out = (uint8_t)(STRATEGY_SCRIPT + slot);
    return EXIT_DONE;
}

static int find_strategy(struct siege *siege, const char *who, const char *id,
                         uint8_t *out)
{
    struct diag why;
    const struct setup *setup = &siege->setup;
    bool city = strcmp(who, "city") == 0;
    if (scripted_is_file(id)) {
        return find_script(siege, id, who, out);
    }
    enum strategy found = named_strategy(id, city, &why);
    if (found == STRATEGY_COUNT) {
        return cli_fail_at(EXIT_USAGE, &why);
    }
    if (strategy_for_work(found) && setup->rule != RULE_WORK) {
        return cli_fail(EXIT_USAGE,
                        "the strategy \"%s\" is about blocks: it needs --rule "
                        "work or a level under it",
                        id);
    }
    *out = (uint8_t)found;
    return EXIT_DONE;
}

/* A general's number from 0, or GENERALS_MAX. */
static unsigned find_general(const struct setup *setup, const char *who)
{
    size_t digits = strspn(who, "0123456789");
    unsigned long g = digits > 0 && digits < 4 && who[digits] == '\0'
                          ? strtoul(who, NULL, 10)
                          : GENERALS_MAX;
    return g < setup->generals ? (unsigned)g : GENERALS_MAX;
}

/* Who may be a traitor: whoever is one, or in many sieges may be drawn. */
static unsigned suspects(const struct siege *siege, bool many)
{
    return many && siege->level.secret.traitors > 0 ? siege->level.secret.among
                                                    : siege->setup.traitors;
}

static int play_as(struct siege *siege, const char *who, const char *strategy,
                   unsigned among)
{
    unsigned from = 0, end = siege->setup.generals;
    uint8_t found = 0;
    if (strcmp(who, "city") == 0) {
        return find_strategy(siege, who, strategy, &siege->city);
    }
    if (strcmp(who, "traitors") != 0) {
        from = find_general(&siege->setup, who);
        end = from + 1;
        if (from == GENERALS_MAX) {
            return cli_fail(EXIT_USAGE,
                            "--as wants a general from 0 to %u, traitors or "
                            "city before the '=', not \"%s\"",
                            siege->setup.generals - 1u, who);
        }
        if ((among >> from & 1) == 0) {
            return cli_fail(EXIT_USAGE,
                            "general %u is loyal and does the duty; to let it "
                            "play \"%s\", name it in --traitors",
                            from, strategy);
        }
    }
    int code = find_strategy(siege, who, strategy, &found);
    for (unsigned g = from; code == EXIT_DONE && g < end; g++) {
        if ((among >> g & 1) != 0) {
            siege->plays[g] = found;
        }
    }
    return code;
}

/* Say whether an --as before the i-th is for the same ones. */
static bool named_before(const struct options *options, unsigned i,
                         size_t length)
{
    for (unsigned j = 0; j < i; j++) {
        if (strncmp(options->as[j], options->as[i], length + 1) == 0) {
            return true;
        }
    }
    return false;
}

static int read_as(struct siege *siege, const struct options *options,
                   unsigned among)
{
    int code = EXIT_DONE;
    memset(siege->plays, STRATEGY_COUNT, sizeof siege->plays);
    siege->city = STRATEGY_COUNT;
    for (unsigned i = 0; i < options->as_count && code == EXIT_DONE; i++) {
        const char *equals = strchr(options->as[i], '=');
        char who[32];
        if (equals == NULL || (size_t)(equals - options->as[i]) >= sizeof who) {
            return cli_fail(EXIT_USAGE,
                            "--as wants WHO=STRATEGY, as in traitors=split, "
                            "not \"%s\"",
                            options->as[i]);
        }
        (void)snprintf(who, sizeof who, "%.*s", (int)(equals - options->as[i]),
                       options->as[i]);
        if (named_before(options, i, strlen(who))) {
            return cli_fail(EXIT_USAGE,
                            "--as gives %s a second strategy, \"%s\": give one",
                            who, equals + 1);
        }
        code = play_as(siege, who, equals + 1, among);
    }
    return code;
}

/* Let those play who were named. */
static void take_sides(struct siege *siege)
{
    for (unsigned g = 0; g < siege->setup.generals; g++) {
        if (siege->plays[g] != STRATEGY_COUNT &&
            setup_is_traitor(&siege->setup, g)) {
            siege->agents.general[g] = siege->plays[g];
        }
    }
    if (siege->city != STRATEGY_COUNT) {
        siege->agents.city = siege->city;
    }
}

/* What is taken besides an ordinary siege. */
enum { MANY = 1, LARGE = 2 };

static int choose(struct siege *out, const struct options *options,
                  unsigned what)
{
    uint64_t seed = 1;
    int code;
    if (!option_count(options, OPT_SEED, 0, UINT64_MAX, &seed)) {
        return EXIT_USAGE;
    }
    if (options->args > 0 && (options->given & OPTION_SETUP) != 0) {
        return cli_fail(EXIT_USAGE,
                        "give a LEVEL or a SETUP (--rule ..), not both");
    }
    if (options->args > 0) {
        code = siege_load(&out->level, NULL, options->arg[0]);
    } else {
        struct setup setup;
        code = read_setup(options, &setup, (what & LARGE) != 0);
        if (code == EXIT_DONE) {
            level_from_setup(&out->level, &setup);
        }
    }
    if (code != EXIT_DONE) {
        return code;
    }
    level_draw(&out->level, seed, &out->setup, &out->agents);
    code = read_as(out, options, suspects(out, (what & MANY) != 0));
    if (code == EXIT_DONE) {
        take_sides(out);
    }
    return code;
}

int siege_choose_setup(struct siege *out, const struct options *options)
{
    uint64_t seed = 1;
    struct setup setup;
    int code;
    if (!option_count(options, OPT_SEED, 0, UINT64_MAX, &seed)) {
        return EXIT_USAGE;
    }
    code = read_setup(options, &setup, false);
    if (code == EXIT_DONE) {
        level_from_setup(&out->level, &setup);
        level_draw(&out->level, seed, &out->setup, &out->agents);
    }
    return code;
}

int siege_choose(struct siege *out, const struct options *options)
{
    return choose(out, options, 0);
}

int siege_choose_large(struct siege *out, const struct options *options)
{
    return choose(out, options, LARGE);
}

int siege_choose_many(struct siege *out, const struct options *options)
{
    return choose(out, options, MANY);
}
