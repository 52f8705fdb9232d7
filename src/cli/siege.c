#include "cli/siege.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/data.h"
#include "cli/fail.h"
#include "cli/file.h"
#include "cli/setup.h"
#include "level/named.h"
#include "rules/rules.h"
#include "session/session.h"

enum { FAULTS_ROOM = 64 };

static int tell_faults(enum status status, const struct diag_list *faults)
{
    bool failed = status == STATUS_IO || status == STATUS_MEMORY;
    int code = failed                     ? EXIT_RESOURCE
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
    if (status == STATUS_OK) {
        status = session_check_scripts(out, &faults);
    }
    return status == STATUS_OK ? EXIT_DONE : tell_faults(status, &faults);
}

int siege_load(struct level *out, const struct campaign *campaign,
               const char *id)
{
    if (file_begins(id, "strategos record ")) {
        return cli_fail(EXIT_USAGE,
                        "%s is the record of a siege, not a level: strategos "
                        "replay, export and play read records",
                        id);
    }
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
    if (level_is_script(id)) {
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

/* A general's number from 0, written in one way only, or GENERALS_MAX. */
static unsigned find_general(const struct setup *setup, const char *who)
{
    size_t digits = strspn(who, "0123456789");
    bool padded = digits > 1 && who[0] == '0';
    unsigned long g = digits > 0 && digits < 4 && who[digits] == '\0' && !padded
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

/* Say whether the city has any choice: it orders the arrivals, or watches
 * roads. */
static bool asks_city(const struct siege *siege)
{
    struct setup setup = siege->setup;
    const struct rules *rules = rules_get((enum rule_id)setup.rule);
    setup.capture = 0; /* that is chance */
    return (rules->traits & RULES_NO_CLOCK) != 0 || setup_can_capture(&setup);
}

/* "fifo" is what happens anyway. */
static int play_city(struct siege *siege, const char *strategy)
{
    int code = find_strategy(siege, "city", strategy, &siege->city);
    if (code == EXIT_DONE && siege->city != STRATEGY_FIFO &&
        !asks_city(siege)) {
        return cli_fail(EXIT_USAGE,
                        "the city is asked nothing in this siege, so it cannot "
                        "play \"%s\": it has a say under vote, coin and pbft, "
                        "and in levels where it watches roads",
                        strategy);
    }
    return code;
}

static int refuse_loyal(const struct siege *siege, unsigned g,
                        const char *strategy)
{
    if (siege->level.id[0] == '\0') {
        return cli_fail(EXIT_USAGE,
                        "general %u is loyal and does the duty; to let it "
                        "play \"%s\", name it in --traitors",
                        g, strategy);
    }
    return cli_fail(EXIT_USAGE,
                    "general %u (%s) is loyal and does the duty; in this level "
                    "--as takes traitors, or the number of one",
                    g, level_name(&siege->level, g, LANGUAGE_EN));
}

/* A general's own strategy goes before that of all traitors, whichever was
 * given first. */
static int play_as(struct siege *siege, const char *who, const char *strategy,
                   unsigned among)
{
    unsigned from = 0, end = siege->setup.generals;
    bool all = strcmp(who, "traitors") == 0;
    uint8_t found = 0;
    if (strcmp(who, "city") == 0) {
        return play_city(siege, strategy);
    }
    if (!all) {
        from = find_general(&siege->setup, who);
        end = from + 1;
        if (from == GENERALS_MAX) {
            return cli_fail(EXIT_USAGE,
                            "--as wants a general from 0 to %u, traitors or "
                            "city before the '=', not \"%s\"",
                            siege->setup.generals - 1u, who);
        }
        if ((among >> from & 1) == 0) {
            return refuse_loyal(siege, from, strategy);
        }
    }
    int code = find_strategy(siege, who, strategy, &found);
    for (unsigned g = from; code == EXIT_DONE && g < end; g++) {
        bool own = siege->plays[g] != STRATEGY_COUNT;
        if ((among >> g & 1) != 0 && !(all && own)) {
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
        if (strcmp(who, "traitors") == 0 && among == 0 &&
            !option_given(options, OPT_TRAITORS)) {
            return cli_fail(EXIT_USAGE,
                            "there are no traitors to play \"%s\": say who "
                            "they are, as in --traitors 1,2",
                            equals + 1);
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

/* The generals who play the level's i-th strategy in Lua, as in --as. */
static void name_player(const struct level *level, unsigned i, char *out,
                        size_t room)
{
    unsigned count = 0, last = 0;
    for (unsigned g = 0; g < level->setup.generals; g++) {
        if (level->others.general[g] == STRATEGY_SCRIPT + i) {
            count++;
            last = g;
        }
    }
    if (count == 1) {
        (void)snprintf(out, room, "%u", last);
        return;
    }
    (void)snprintf(out, room, "%s",
                   level->script[i].city ? "city" : "traitors");
}

/* The level's own strategies in Lua take the first slots, as its numbers say.
 */
static int seat_level(struct siege *siege)
{
    int code = EXIT_DONE;
    for (unsigned i = 0; i < siege->level.scripts && code == EXIT_DONE; i++) {
        const struct level_script *script = &siege->level.script[i];
        char who[16];
        name_player(&siege->level, i, who, sizeof who);
        code = scripted_add(&siege->scripted, script->path, who);
        siege->scripted.file[i].path = script->name;
    }
    return code;
}

/* A SETUP as a level without a story. */
static int read_level(struct level *out, const struct options *options,
                      bool large)
{
    struct setup setup;
    int code = setup_read(&setup, options, large);
    if (code == EXIT_DONE) {
        level_from_setup(out, &setup);
    }
    return code;
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
        code = read_level(&out->level, options, (what & LARGE) != 0);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    level_draw(&out->level, seed, &out->setup, &out->agents);
    code = seat_level(out);
    if (code == EXIT_DONE) {
        code = read_as(out, options, suspects(out, (what & MANY) != 0));
    }
    if (code == EXIT_DONE) {
        take_sides(out);
    }
    return code;
}

/* ---- Who plays against the player -------------------------------------- */

/* What --as may not say where somebody plays. */
static int refuse_own_side(const struct level *level, const char *who)
{
    bool city = strcmp(who, "city") == 0;
    if (city && level->role == ROLE_CITY) {
        return cli_fail(EXIT_USAGE, "you play the city in this level: --as is "
                                    "for the others, as in traitors=split");
    }
    if (!city && level->role == ROLE_TRAITOR) {
        return cli_fail(EXIT_USAGE,
                        "you play the traitors in this level: --as is for the "
                        "others, as in city=greedy");
    }
    if (level->role == ROLE_LOYAL &&
        find_general(&level->setup, who) == level->player) {
        return cli_fail(EXIT_USAGE,
                        "general %s (%s) is you: --as is for the others, as in "
                        "traitors=split",
                        who, level_name(level, level->player, LANGUAGE_EN));
    }
    return EXIT_DONE;
}

/* Whom it names must have something to answer. */
static int refuse_idle(const struct siege *siege, const char *who)
{
    const struct setup *setup = &siege->level.setup;
    bool clock =
        (rules_get((enum rule_id)setup->rule)->traits & RULES_NO_CLOCK) == 0;
    if (strcmp(who, "traitors") == 0 && suspects(siege, true) == 0) {
        return cli_fail(EXIT_USAGE, "there are no traitors in this level who "
                                    "could play a strategy");
    }
    if (strcmp(who, "city") == 0 && clock &&
        (setup->budget == 0 || !setup_can_capture(setup))) {
        return cli_fail(EXIT_USAGE, "the city chooses nothing in this level: "
                                    "it has no scouts");
    }
    return EXIT_DONE;
}

static int check_sides(const struct siege *siege, const struct options *options)
{
    int code = EXIT_DONE;
    for (unsigned i = 0; i < options->as_count && code == EXIT_DONE; i++) {
        char who[32];
        (void)snprintf(who, sizeof who, "%.*s",
                       (int)strcspn(options->as[i], "="), options->as[i]);
        code = refuse_own_side(&siege->level, who);
        if (code == EXIT_DONE) {
            code = refuse_idle(siege, who);
        }
    }
    return code;
}

/* The level's number for a strategy that --as named. */
static bool enter(const struct siege *siege, struct level *level, bool city,
                  uint8_t plays, uint8_t *out)
{
    const struct scripted_file *file;
    if (plays == STRATEGY_COUNT) {
        return true;
    }
    if (plays >= STRATEGY_SCRIPT) {
        file = &siege->scripted.file[plays - STRATEGY_SCRIPT];
        const char *slash = strrchr(file->path, '/');
        plays = level_add_script(level, slash == NULL ? file->path : slash + 1,
                                 file->at, city);
    }
    *out = plays;
    return plays != STRATEGY_COUNT;
}

static int enter_all(const struct siege *siege, struct level *level)
{
    bool fits = enter(siege, level, true, siege->city, &level->others.city);
    for (unsigned g = 0; g < level->setup.generals; g++) {
        fits = fits && enter(siege, level, false, siege->plays[g],
                             &level->others.general[g]);
    }
    return fits ? EXIT_DONE
                : cli_fail(EXIT_USAGE, "at most %d files can play at once",
                           (int)LEVEL_SCRIPTS_MAX);
}

int siege_oppose(struct level *level, const struct options *options)
{
    struct siege *siege = calloc(1, sizeof *siege);
    int code;
    if (siege == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    siege->level = *level;
    siege->setup = level->setup;
    code = check_sides(siege, options);
    if (code == EXIT_DONE) {
        code = read_as(siege, options, suspects(siege, true));
    }
    if (code == EXIT_DONE) {
        code = enter_all(siege, level);
    }
    scripted_free(&siege->scripted);
    free(siege);
    return code;
}

int siege_choose_setup(struct siege *out, const struct options *options)
{
    uint64_t seed = 1;
    int code;
    if (!option_count(options, OPT_SEED, 0, UINT64_MAX, &seed)) {
        return EXIT_USAGE;
    }
    code = read_level(&out->level, options, false);
    if (code == EXIT_DONE) {
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
