#include "cli/options.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/fail.h"
#include "cli/help.h"
#include "level/nearest.h"

#define OPTION_ROW_INIT(id, n, l, a, w)                                        \
    [id] = {.name = (n), .argument = (a), .what = (w), .letter = (l)},
static const struct option_row rows[OPT_COUNT] = {OPTION_ROWS(OPTION_ROW_INIT)};
#undef OPTION_ROW_INIT

enum { LONG_BASE = 256 };

const struct option_row *option_row(enum option_id id)
{
    return &rows[id];
}

/* What getopt wants, from the table. */
struct getopt_words {
    struct option longs[OPT_COUNT + 1];
    char letters[2 * OPT_COUNT + 2];
};

static void make_words(struct getopt_words *out, const struct command *command)
{
    size_t longs = 0, letters = 0;
    memset(out, 0, sizeof *out);
    out->letters[letters++] = ':';
    for (int id = 0; id < OPT_COUNT; id++) {
        const struct option_row *row = &rows[id];
        if ((command->options & OPTION_BIT(id)) == 0) {
            continue;
        }
        if (row->name != NULL) {
            out->longs[longs++] = (struct option){
                .name = row->name,
                .has_arg =
                    row->argument == NULL ? no_argument : required_argument,
                .val = LONG_BASE + id};
        }
        if (row->letter != 0) {
            out->letters[letters++] = row->letter;
            if (row->argument != NULL) {
                out->letters[letters++] = ':';
            }
        }
    }
}

static enum option_id find_id(const struct command *command, int found)
{
    if (found >= LONG_BASE) {
        return (enum option_id)(found - LONG_BASE);
    }
    for (int id = 0; id < OPT_COUNT; id++) {
        if ((command->options & OPTION_BIT(id)) != 0 &&
            rows[id].letter == found) {
            return (enum option_id)id;
        }
    }
    return OPT_COUNT;
}

static int unknown_option(const struct command *command, const char *word)
{
    char wanted[64];
    char known[OPT_COUNT][32];
    (void)snprintf(wanted, sizeof wanted, "%.*s", (int)strcspn(word, "="),
                   word);
    struct nearest nearest = {.wanted = wanted + strspn(wanted, "-")};
    for (int id = 0; id < OPT_COUNT; id++) {
        if ((command->options & OPTION_BIT(id)) == 0) {
            continue;
        }
        if (rows[id].name != NULL) {
            (void)snprintf(known[id], sizeof known[id], "--%s", rows[id].name);
            nearest_offer_part(&nearest, rows[id].name, known[id]);
        }
    }
    if (nearest_is_close(&nearest)) {
        return cli_fail(EXIT_USAGE,
                        "%s has no option \"%s\"; the nearest is %s (see "
                        "strategos %s --help)",
                        command->name, wanted, nearest.best, command->name);
    }
    return cli_fail(EXIT_USAGE,
                    "%s has no option \"%s\" (see strategos %s "
                    "--help)",
                    command->name, wanted, command->name);
}

static int lacks_argument(const struct command *command, const char *word)
{
    return cli_fail(EXIT_USAGE,
                    "the option \"%s\" needs a value (see strategos %s --help)",
                    word, command->name);
}

/* What getopt does not know, or knows only without the value it was given. */
static int refuse_option(const struct command *command, const char *word)
{
    if (optopt != 0 && find_id(command, optopt) != OPT_COUNT) {
        return cli_fail(EXIT_USAGE,
                        "the option in \"%s\" takes no value (see strategos "
                        "%s --help)",
                        word, command->name);
    }
    return unknown_option(command, word);
}

/* "--seed" or "-n", for messages. */
static const char *spelled(enum option_id id, char room[32])
{
    if (rows[id].name != NULL) {
        (void)snprintf(room, 32, "--%s", rows[id].name);
    } else {
        (void)snprintf(room, 32, "-%c", rows[id].letter);
    }
    return room;
}

/* An empty list of traitors says that there are none. */
static bool may_be_empty(enum option_id id)
{
    return id == OPT_TRAITORS;
}

static int refuse_empty(const struct command *command, enum option_id id)
{
    char room[32];
    if (strcmp(rows[id].argument, "FILE") == 0) {
        return cli_fail(EXIT_USAGE, "%s wants a file's name",
                        spelled(id, room));
    }
    return cli_fail(EXIT_USAGE,
                    "%s wants a value, %s (see strategos %s --help)",
                    spelled(id, room), rows[id].argument, command->name);
}

/* Take one option; false when it is too many of --as. */
static bool take(struct options *out, enum option_id id, const char *value)
{
    out->given |= OPTION_BIT(id);
    out->value[id] = value;
    if (id == OPT_AS) {
        if (out->as_count == AS_MAX) {
            return false;
        }
        out->as[out->as_count++] = value;
    }
    return true;
}

static bool check_arguments(const struct options *options, int *code)
{
    const struct command *command = options->command;
    if (options->args > command->most) {
        *code = cli_fail(EXIT_USAGE,
                         "\"%s\" is one word too many (see strategos %s "
                         "--help)",
                         options->arg[command->most], command->name);
        return false;
    }
    if (options->args < command->least) {
        *code = cli_fail(EXIT_USAGE, "%s what? Write: strategos %s %s",
                         command->name, command->name, command->arguments);
        return false;
    }
    for (int i = 0; i < options->args; i++) {
        if (options->arg[i][0] == '\0') {
            *code = cli_fail(EXIT_USAGE,
                             "%s wants a name, not an empty word: strategos %s "
                             "%s",
                             command->name, command->name, command->arguments);
            return false;
        }
    }
    return true;
}

/* getopt_long found a word that is no option, or one without its value. */
static int refuse_found(const struct command *command, int found, char **argv)
{
    char letter[3] = {'-', (char)optopt, '\0'};
    const char *word =
        optopt != 0 && optopt < LONG_BASE ? letter : argv[optind - 1];
    return found == '?' ? refuse_option(command, word)
                        : lacks_argument(command, word);
}

bool options_read(struct options *out, const struct command *command, int argc,
                  char **argv, int *code)
{
    struct getopt_words words;
    struct options read = {.command = command};
    make_words(&words, command);
    opterr = 0;
    optind = 0;
    for (;;) {
        int found = getopt_long(argc, argv, words.letters, words.longs, NULL);
        if (found == -1) {
            break;
        }
        if (found == '?' || found == ':') {
            *code = refuse_found(command, found, argv);
            return false;
        }
        enum option_id id = find_id(command, found);
        if (id == OPT_HELP) {
            help_command(stdout, command);
            *code = EXIT_DONE;
            return false;
        }
        if (optarg != NULL && optarg[0] == '\0' && !may_be_empty(id)) {
            *code = refuse_empty(command, id);
            return false;
        }
        if (!take(&read, id, optarg)) {
            *code = cli_fail(EXIT_USAGE, "--as can be given at most %d times",
                             (int)AS_MAX);
            return false;
        }
    }
    read.arg = argv + optind;
    read.args = argc - optind;
    if (!check_arguments(&read, code)) {
        return false;
    }
    *out = read;
    return true;
}

/* getopt_long takes the beginning of a long name for the whole. */
static bool begins(const char *name, const char *word)
{
    while (*word != '\0' && *name == *word) {
        name++;
        word++;
    }
    return *word == '\0';
}

/* Say whether the next word belongs to this option. */
static bool takes_next(const char *word)
{
    bool is_long = word[1] == '-';
    for (int id = 0; id < OPT_COUNT; id++) {
        const struct option_row *row = &rows[id];
        bool named = is_long ? row->name != NULL && begins(row->name, word + 2)
                             : row->letter != 0 && word[1] == row->letter &&
                                   word[2] == '\0';
        if (named) {
            return row->argument != NULL;
        }
    }
    return false;
}

int options_before(int argc, char **argv)
{
    int at = 1;
    while (at < argc && argv[at][0] == '-' && argv[at][1] != '\0') {
        if (strcmp(argv[at], "--") == 0) {
            return argc;
        }
        at += takes_next(argv[at]) ? 2 : 1;
    }
    return at < argc ? at : argc;
}

bool option_given(const struct options *options, enum option_id id)
{
    return (options->given & OPTION_BIT(id)) != 0;
}

bool option_count(const struct options *options, enum option_id id,
                  uint64_t least, uint64_t most, uint64_t *out)
{
    const char *text = options->value[id];
    char room[32], *end = NULL;
    if (!option_given(options, id)) {
        return true;
    }
    errno = 0;
    unsigned long long value =
        isdigit((unsigned char)text[0]) ? strtoull(text, &end, 10) : 0;
    if (end == NULL || *end != '\0' || errno != 0 || value < least ||
        value > most) {
        (void)cli_fail(EXIT_USAGE,
                       "%s must be a whole number from %" PRIu64 " to %" PRIu64
                       ", not \"%s\"",
                       spelled(id, room), least, most, text);
        return false;
    }
    *out = value;
    return true;
}

/* A decimal number and nothing else; a sign may stand in the exponent only. */
static bool read_decimal(const char *text, double *out)
{
    char *end = NULL;
    if (strspn(text, "0123456789.eE+-") != strlen(text) || text[0] == '+' ||
        text[0] == '-') {
        return false;
    }
    errno = 0;
    *out = strtod(text, &end);
    return end != text && *end == '\0' && errno == 0;
}

bool option_real(const struct options *options, enum option_id id, double least,
                 double most, double *out)
{
    const char *text = options->value[id];
    char room[32];
    double value = 0;
    if (!option_given(options, id)) {
        return true;
    }
    if (!read_decimal(text, &value) || value < least || value > most) {
        (void)cli_fail(EXIT_USAGE,
                       "%s must be a number from %.9g to %.9g, as in 0.3, not "
                       "\"%s\"",
                       spelled(id, room), least, most, text);
        return false;
    }
    *out = value;
    return true;
}

/* A whole number up to SHARDS_MAX that the given sign ends; 0 if it is none. */
static uint64_t read_share(const char *text, char sign)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits < 8 && text[digits] == sign
               ? strtoull(text, NULL, 10)
               : 0;
}

bool option_shard(const struct options *options, enum option_id id,
                  uint64_t *part, uint64_t *parts)
{
    const char *text = options->value[id];
    char room[32];
    if (!option_given(options, id)) {
        return true;
    }
    uint64_t i = read_share(text, '/');
    uint64_t k = i > 0 ? read_share(strchr(text, '/') + 1, '\0') : 0;
    if (i < 1 || i > k || k > SHARDS_MAX) {
        (void)cli_fail(EXIT_USAGE,
                       "%s must be I/K, part I of K parts, as in 1/4 .. 4/4, "
                       "with K up to %d, not \"%s\"",
                       spelled(id, room), (int)SHARDS_MAX, text);
        return false;
    }
    *part = i - 1;
    *parts = k;
    return true;
}

bool option_chance(const struct options *options, enum option_id id,
                   uint32_t *ppm)
{
    const char *text = options->value[id];
    char room[32];
    double value = 0;
    if (!option_given(options, id)) {
        return true;
    }
    if (!read_decimal(text, &value) || value > 1) {
        (void)cli_fail(EXIT_USAGE,
                       "%s must be a probability from 0 to 1, as in 0.3, not "
                       "\"%s\"",
                       spelled(id, room), text);
        return false;
    }
    if (value > 0 && value * PPM < 1) {
        (void)cli_fail(EXIT_USAGE,
                       "%s must be at least 0.000001, or 0, not \"%s\"",
                       spelled(id, room), text);
        return false;
    }
    *ppm = (uint32_t)(value * PPM + 0.5);
    return true;
}

bool option_choice(const struct options *options, enum option_id id,
                   const char *const *words, unsigned count, unsigned *out)
{
    struct nearest nearest = {.wanted = options->value[id]};
    char room[32];
    if (!option_given(options, id)) {
        return true;
    }
    for (unsigned i = 0; i < count; i++) {
        if (strcmp(words[i], options->value[id]) == 0) {
            *out = i;
            return true;
        }
        nearest_offer(&nearest, words[i]);
    }
    (void)cli_fail(EXIT_USAGE, "%s has no \"%s\"; %s", spelled(id, room),
                   options->value[id], nearest_advice(&nearest));
    return false;
}
