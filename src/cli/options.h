/* The options of all commands: one table that feeds reading them, --help,
 * the man page and the completion of bash. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/setup.h"

/* id, long name or NULL, letter or 0, what its argument is called or NULL,
 * what it does. */
#define OPTION_ROWS(X)                                                         \
    X(OPT_RULE, "rule", 0, "R", "the rule of correspondence: %R")              \
    X(OPT_GENERALS, NULL, 'n', "N",                                            \
      "how many generals, the commander included")                             \
    X(OPT_DEPTH, NULL, 'm', "M",                                               \
      "depth of OM(m) and SM(m); without it the number of traitors, at least " \
      "1 (relay and work take it, and do without)")                            \
    X(OPT_FAULTS, NULL, 't', "T",                                              \
      "how many faults the protocol is told to expect; without it the most "   \
      "that the rule allows (vote and coin: as many may fall silent, unless "  \
      "there are traitors; relay, oral, signed and work take it beside "       \
      "--traitors, and do without)")                                           \
    X(OPT_TRAITORS, "traitors", 0, "LIST",                                     \
      "who the traitors are, from 0, as in 1,2; 0 is the commander")           \
    X(OPT_ORDER, "order", 0, "ORDER",                                          \
      "what the commander is told: attack (without it) or retreat")            \
    X(OPT_INPUTS, "inputs", 0, "BITS",                                         \
      "first value of each general, as in 0011 (vote, coin)")                  \
    X(OPT_CAPTURE, "capture", 0, "P",                                          \
      "chance that a messenger is captured, from 0 to 1")                      \
    X(OPT_CONFIRMATIONS, "confirmations", 0, "K",                              \
      "confirmations to wait for (acks, work); view changes at most (pbft)")   \
    X(OPT_MESSENGERS, "messengers", 0, "R", "messengers for each leg (acks)")  \
    X(OPT_POWER, "power", 0, "Q",                                              \
      "the traitor's share of the mining power, as in 0.3")                    \
    X(OPT_CONVENTION, "convention", 0, "catch-up|overtake",                    \
      "when the traitor has won: he draws level (without it), or his chain "   \
      "is strictly longer; none was mined in advance")                         \
    X(OPT_GAMMA, "gamma", 0, "G",                                              \
      "in a tie, the share of the others who build on the withheld block, "    \
      "from 0 to 1")                                                           \
    X(OPT_RUNS, "runs", 0, "N", "how often to try")                            \
    X(OPT_BLOCKS, "blocks", 0, "N", "how many blocks to find")                 \
    X(OPT_JOBS, "jobs", 0, "J",                                                \
      "how many threads; 1 without it; the results are the same")              \
    X(OPT_SHARD, "shard", 0, "I/K",                                            \
      "only the I-th of K parts of the runs; the parts add up to the whole")   \
    X(OPT_AS, "as", 0, "WHO=STRATEGY",                                         \
      "let a traitor (its number from 0), all other traitors or the city "     \
      "play a strategy, or a FILE.lua; may be given several times")            \
    X(OPT_BREAKS, "breaks", 0, "IC1|IC2|any",                                  \
      "what is to be broken: agreement, validity, or either (without it; of "  \
      "a level what its goal says)")                                           \
    X(OPT_FEWEST, "fewest", 0, NULL,                                           \
      "find the fewest lies, and prove that fewer will not do")                \
    X(OPT_COUNT_PLANS, "count", 0, NULL,                                       \
      "count all plans and those that break it, exactly")                      \
    X(OPT_METHOD, "method", 0, "search|sat|auto",                              \
      "try lies through the rules, ask a SAT solver, or what is quicker")      \
    X(OPT_DIMACS, "dimacs", 0, "FILE",                                         \
      "write the formula there, for any other SAT solver")                     \
    X(OPT_LIMIT, "limit", 0, "SECONDS",                                        \
      "give up after so long; without it never, but under coin with traitors " \
      "and pbft with view changes after a minute; sweep: with one siege, "     \
      "after 10 seconds")                                                      \
    X(OPT_RANGE_GENERALS, "generals", 0, "A..B",                               \
      "how many generals, from A to B")                                        \
    X(OPT_RANGE_DEPTH, "depth", 0, "A..B",                                     \
      "depths m, from A to B; relay and pbft have none")                       \
    X(OPT_RANGE_TRAITORS, "traitors", 0, "A..B",                               \
      "how many traitors, from A to B")                                        \
    X(OPT_SEED, "seed", 0, "N",                                                \
      "settles chance, secrets and seals; 1 without it")                       \
    X(OPT_RECORD, "record", 0, "FILE", "write the siege to a record")          \
    X(OPT_SVG, "svg", 0, "FILE", "draw the map there, as SVG")                 \
    X(OPT_CSV, "csv", 0, NULL, "write a table with commas")                    \
    X(OPT_JSON, "json", 0, NULL, "write JSON")                                 \
    X(OPT_FORMAT, "as", 0, "FORMAT",                                           \
      "what to write: letters, blocks, mermaid, dot, svg, cast or text")       \
    X(OPT_OUTPUT, "output", 'o', "FILE", "write there, not to the screen")     \
    X(OPT_PLAIN, "plain", 0, NULL, "play as lines of text, on any terminal")   \
    X(OPT_LANG, "lang", 0, "en|ko", "language: English or Korean")             \
    X(OPT_ASCII, "ascii", 0, NULL, "draw with ASCII only")                     \
    X(OPT_COLOR, "color", 0, "auto|always|never", "when to use colours")       \
    X(OPT_NO_MOUSE, "no-mouse", 0, NULL, "leave the mouse to the terminal")    \
    X(OPT_NO_ANIM, "no-anim", 0, NULL, "let nothing move by itself")           \
    X(OPT_HELP, "help", 'h', NULL, "say how the command is used")

#define OPTION_ROW_ENUM(id, name, letter, argument, what) id,
enum option_id { OPTION_ROWS(OPTION_ROW_ENUM) OPT_COUNT };
#undef OPTION_ROW_ENUM

struct option_row {
    const char *name, *argument, *what;
    char letter;
};
const struct option_row *option_row(enum option_id id);

#define OPTION_BIT(id) (UINT64_C(1) << (id))
#define OPTION_SETUP                                                           \
    (OPTION_BIT(OPT_RULE) | OPTION_BIT(OPT_GENERALS) | OPTION_BIT(OPT_DEPTH) | \
     OPTION_BIT(OPT_FAULTS) | OPTION_BIT(OPT_TRAITORS) |                       \
     OPTION_BIT(OPT_ORDER) | OPTION_BIT(OPT_INPUTS) |                          \
     OPTION_BIT(OPT_CAPTURE) | OPTION_BIT(OPT_CONFIRMATIONS) |                 \
     OPTION_BIT(OPT_MESSENGERS))

enum { AS_MAX = 64, SHARDS_MAX = 1000000 };

struct options;

/* One command; each cmd_NAME.c ends with one of these. */
struct command {
    const char *name;
    const char *arguments; /* "LEVEL | SETUP" */
    const char *what;      /* one sentence */
    uint64_t options;      /* bits of enum option_id */
    int least, most;       /* arguments that are no options */
    int (*run)(const struct options *);
};

/* What was written on the command line. */
struct options {
    const struct command *command;
    uint64_t given;
    const char *value[OPT_COUNT];
    const char *as[AS_MAX];
    unsigned as_count;
    char **arg;
    int args;
};

/* Read a command's options. argv[0] is the command's name. Returns true when
 * it shall run; else *code is the exit code (--help, or a fault that was
 * told). */
bool options_read(struct options *out, const struct command *command, int argc,
                  char **argv, int *code);

/* Where the first word after argv[0] stands that is neither an option nor an
 * option's value; argc where there is none, or "--" comes first. */
int options_before(int argc, char **argv);

/* Say whether the option was given. */
bool option_given(const struct options *options, enum option_id id);

/* Read the option's whole number, when it was given, into `out`. Returns false
 * when it is none or out of range; that was told. */
bool option_count(const struct options *options, enum option_id id,
                  uint64_t least, uint64_t most, uint64_t *out);

/* Read a decimal number; "0x1", "nan", signs and what is too small for a
 * double are none. */
bool option_real(const struct options *options, enum option_id id, double least,
                 double most, double *out);

/* Read "I/K", one part of K, from 1/1 to K/K; *part counts from 0. */
bool option_shard(const struct options *options, enum option_id id,
                  uint64_t *part, uint64_t *parts);

/* Read a probability in parts in a million. */
bool option_chance(const struct options *options, enum option_id id,
                   uint32_t *ppm);

/* Find the option's word among `count`; *out stays when it was not given. */
bool option_choice(const struct options *options, enum option_id id,
                   const char *const *words, unsigned count, unsigned *out);

#endif
