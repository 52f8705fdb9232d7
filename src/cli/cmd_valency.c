/* strategos valency: which values can still be decided, in every position that
 * a vote without a clock can reach. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/json.h"
#include "cli/siege.h"
#include "cli/watch.h"
#include "session/lamp.h"

enum { BITS_MAX = VALENCY_GENERALS_MAX + 1 };

/* The inputs of a start as text, general 0 first; starts are in the order of
 * these texts. Returns the start's number in struct valency_map. */
static unsigned start_at(unsigned generals, unsigned i, char bits[BITS_MAX])
{
    unsigned inputs = 0;
    for (unsigned g = 0; g < generals; g++) {
        unsigned bit = i >> (generals - 1 - g) & 1;
        bits[g] = (char)('0' + bit);
        inputs |= bit << g;
    }
    bits[generals] = '\0';
    return inputs;
}

static enum valency start_valency(const struct valency_map *map, unsigned start)
{
    return (enum valency)map->room->positions[map->start[start]].valency;
}

static void write_json(const struct valency_map *map, const struct setup *setup,
                       double seconds)
{
    struct json json = json_begin(stdout);
    json_open(&json, '{');
    json_add_count(&json, "positions", map->positions);
    json_add_count(&json, "bivalent", map->count[VALENCY_BOTH]);
    json_add_count(&json, "zero", map->count[VALENCY_ZERO]);
    json_add_count(&json, "one", map->count[VALENCY_ONE]);
    json_add_count(&json, "none", map->count[VALENCY_NONE]);
    json_key(&json, "starts");
    json_open(&json, '{');
    for (unsigned i = 0; i < 1u << map->generals; i++) {
        char bits[BITS_MAX];
        unsigned start = start_at(map->generals, i, bits);
        json_add_string(&json, bits, valency_id(start_valency(map, start)));
    }
    json_close(&json, '}');
    json_add_bool(&json, "undecided_cycle", map->undecided_cycle);
    json_add_count(&json, "faults", setup->faults);
    json_add_count(&json, "falls", setup->falls);
    json_add_bool(&json, "merged", map->merged);
    json_add_count(&json, "lead", map->lead);
    json_add_bool(&json, "bounded", map->bounded);
    json_add_real(&json, "seconds", seconds);
    json_add_real(&json, "rate",
                  seconds > 0 ? (double)map->positions / seconds : 0);
    json_close(&json, '}');
    json_end(&json);
}

static void write_starts(const struct valency_map *map)
{
    static const char *const words[VALENCY_COUNT] = {
        [VALENCY_NONE] = "nobody can ever decide",
        [VALENCY_ZERO] = "only 0 (retreat) can be decided",
        [VALENCY_ONE] = "only 1 (attack) can be decided",
        [VALENCY_BOTH] = "bivalent: both can still be decided"};
    for (unsigned i = 0; i < 1u << map->generals; i++) {
        char bits[BITS_MAX];
        unsigned start = start_at(map->generals, i, bits);
        (void)printf("  %s  %s\n", bits, words[start_valency(map, start)]);
    }
}

static void write_text(const struct valency_map *map, const struct setup *setup,
                       double seconds)
{
    (void)printf("%u generals wait for %u values; %u may fall silent for "
                 "ever.\n\nStarts:\n",
                 setup->generals, setup->generals - (unsigned)setup->faults,
                 setup->falls);
    write_starts(map);
    (void)printf("\n%zu positions: %zu bivalent, %zu only 0, %zu only 1, %zu "
                 "neither.\n",
                 map->positions, map->count[VALENCY_BOTH],
                 map->count[VALENCY_ZERO], map->count[VALENCY_ONE],
                 map->count[VALENCY_NONE]);
    (void)puts("Generals who are alike may change places: such positions "
               "count once.");
    (void)printf(map->bounded
                     ? "A general was kept from running more than %u stages "
                       "ahead of the slowest.\n"
                     : "No general runs more than %u stages ahead of the "
                       "slowest; none was kept from it.\n",
                 map->lead);
    (void)puts(map->undecided_cycle
                   ? "It can go on for ever, undecided: some position comes "
                     "back, and everybody took steps."
                   : "No position comes back while nobody has decided.");
    (void)printf("%.3f seconds, %.0f positions a second.\n", seconds,
                 seconds > 0 ? (double)map->positions / seconds : 0.0);
}

/* With coins two generals can run ahead of the third for as long as their coins
 * differ: the space ends only with a bound. */
enum { LEAD_WITH_COINS = 4 };

static int explore(const struct setup *setup, const struct options *options)
{
    struct watch watch;
    struct valency_options how = {
        .lead = setup->rule == RULE_COIN ? LEAD_WITH_COINS : 0,
        .tick = watch_tick,
        .context = &watch};
    struct lamp lamp;
    struct diag why = {.line = 0};
    enum status status;
    double seconds;
    int code = EXIT_DONE;
    watch_begin(&watch, 0, "positions");
    status = lamp_open(&lamp, setup, &how, 0, &why);
    seconds = watch_end(&watch);
    if (status != STATUS_OK) {
        code = cli_fail_at(status == STATUS_SETUP ? EXIT_USAGE : EXIT_RESOURCE,
                           &why);
    } else if (option_given(options, OPT_JSON)) {
        write_json(&lamp.map, setup, seconds);
    } else {
        write_text(&lamp.map, setup, seconds);
    }
    lamp_close(&lamp);
    return code;
}

static int run_valency(const struct options *options)
{
    struct siege *siege = calloc(1, sizeof *siege);
    int code;
    if (siege == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    code = siege_choose(siege, options);
    if (code == EXIT_DONE) {
        code = explore(&siege->setup, options);
    }
    scripted_free(&siege->scripted);
    free(siege);
    return code;
}

const struct command cmd_valency = {
    .name = "valency",
    .arguments = "LEVEL | SETUP",
    .what = "Say of every position of a vote without a clock which values can "
            "still be decided.",
    .options = OPTION_SETUP | OPTION_BIT(OPT_JSON) | OPTION_BIT(OPT_HELP),
    .most = 1,
    .run = run_valency,
};
