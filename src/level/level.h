/* A level: a setup, a role, a goal, and what is said about them in English
 * and Korean. Text <-> value, with file and line for every fault.
 * levels/README.md is the format's description for teachers. */
#ifndef LEVEL_LEVEL_H
#define LEVEL_LEVEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"
#include "solve/goal.h"
#include "solve/plans.h"

enum {
    LEVEL_FORMAT = 1,
    LEVEL_FILE_MAX = 256 * 1024,
    LEVEL_TEXT_MAX = 48 * 1024, /* all texts of one level together */
    LEVEL_ID_MAX = 96,          /* "CHAPTER/NAME" */
    LEVEL_HINTS = 3,            /* a nudge, the idea, the solution in words */
    LEVEL_STEPS_MAX = 128,      /* of a solution */
    LEVEL_SCRIPTS_MAX = 8,      /* strategies in Lua that play at once */
    LEVEL_SCRIPT_NAME_MAX = 64, /* of a file, the closing zero included */
    LANGUAGES = 2
};

enum language { LANGUAGE_EN, LANGUAGE_KO };

/* A text in each language: offsets into struct level's text[]; 0 is "". */
struct level_text {
    uint32_t at[LANGUAGES];
};

enum level_role { ROLE_TRAITOR, ROLE_LOYAL, ROLE_CITY, ROLE_WATCH };

/* Which formula a claim under proof of work is about; lab/race.h has them in
 * the same order. */
enum level_convention {
    CONVENTION_CATCH_UP,
    CONVENTION_OVERTAKE,
    CONVENTION_NAKAMOTO,
    CONVENTION_COUNT
};

/* The claim is about a formula at a threshold. Units: parts in a million. */
struct level_formula {
    uint32_t threshold, gamma;
    uint8_t convention; /* enum level_convention */
};

/* One step of the solution: an answer other than the duty. What is not named
 * by a kind is NO_GENERAL, ORDER_NONE or 0.
 * SAY, SILENT, SEND, WITHHOLD: chain is the letter's (struct letter), its
 * sender last, length its generals. FORGE: from, to, order. CAPTURE: from, to,
 * and length is the round. ACCUSE: the player accuses `to`. DECIDE: order.
 * DEMAND: length confirmations.
 * Letters of pbft have no chain, but post and view; SAY, SILENT: pre-prepares
 * and new views; CLAIM, SILENT: view changes; SEND, WITHHOLD: prepares and
 * commits for `order`. */
struct level_step {
    uint64_t chain; /* letters: the path or the signers, sender last */
    uint8_t kind;   /* enum option_kind */
    uint8_t from, to, order, length;
    uint8_t post, view; /* pbft: enum post_kind; else POST_NONE */
};

/* A strategy in Lua that plays for the traitors, or for the city; struct agents
 * names it by STRATEGY_SCRIPT and its place. */
struct level_script {
    char name[LEVEL_SCRIPT_NAME_MAX]; /* "liar.lua" */
    char path[512];                   /* where it lies; "": not found yet */
    uint32_t line; /* of the level's file; 0: the command line said so */
    bool city;
};

struct level {
    char id[LEVEL_ID_MAX]; /* "1-chain/fourth": folder and file name */
    char path[512];        /* where it was read from */
    struct setup setup;
    struct secret secret;
    struct agents others;
    struct level_text title, briefing, goal_text, idea, debrief, notes, city;
    struct level_text hint[LEVEL_HINTS];
    struct level_text name[GENERALS_MAX];
    struct level_text order_name[ORDERS_MAX];   /* "attack on Friday" */
    struct level_text order_letter[ORDERS_MAX]; /* one letter for the map */
    struct level_text predict; /* question asked before the siege; "" none */
    struct level_step solution[LEVEL_STEPS_MAX];
    uint32_t solution_steps;
    struct level_script script[LEVEL_SCRIPTS_MAX];
    uint32_t scripts;
    struct level_formula formula; /* proof of work */
    uint8_t solution_plays;       /* enum strategy that reaches the goal (proof
                                     of work); STRATEGY_COUNT: none */
    uint32_t par;   /* fewest lies (or captures); for impossible 0 */
    uint8_t role;   /* enum level_role */
    uint8_t player; /* the general who plays: a loyal general; for traitors
                       the first of them; NO_GENERAL for city and watch */
    uint8_t goal;   /* enum goal */
    bool possible;  /* what the level claims */
    bool blind; /* the city does not see what letters say, nor how coins fall
                   (rules without a clock) */
    uint32_t claim_line;   /* of the file where it says so; 0: nowhere */
    uint8_t predict_about; /* general whose decision it is about; NO_GENERAL */
    uint32_t text_used;
    char text[LEVEL_TEXT_MAX];
};

/* A text in a language; English where the other is missing. Never NULL. */
const char *level_say(const struct level *level, struct level_text text,
                      enum language language);

/* A general's name; "General 3" (numbered from 1) where the level has none. */
const char *level_name(const struct level *level, unsigned g,
                       enum language language);

/* Parse the text of a level file. All or nothing: on failure `out` is
 * untouched and `faults` holds every fault found, in order of line.
 * `name` is the file's name for the faults; the id derives from the last
 * folder and the file name without ".level".
 * Fails: STATUS_SYNTAX. */
STRATEGOS_CHECKED enum status level_parse(struct level *out, const char *text,
                                          size_t length, const char *name,
                                          struct diag_list *faults);

/* Read and parse a file. Strategies in Lua that lie beside it are found, but
 * not read; level_seek_scripts looks elsewhere for the others.
 * Fails: STATUS_IO, STATUS_SYNTAX; faults then has at least one entry. */
STRATEGOS_CHECKED enum status level_load(struct level *out, const char *path,
                                         struct diag_list *faults);

/* Say whether a strategy's name means a file: it ends with ".lua". */
bool level_is_script(const char *name);

/* Let a file play; returns its number for struct agents, or STRATEGY_COUNT
 * where too many play already. Two traitors who play the same file are one
 * mind. `path` may be NULL: not found yet. */
uint8_t level_add_script(struct level *level, const char *name,
                         const char *path, bool city);

/* Look in `folder` for the strategies that were not found yet. */
void level_seek_scripts(struct level *level, const char *folder);

/* Note a fault for each strategy that was not found in the level's own folder
 * and in `folder` (may be ""), with the nearest that is there.
 * Fails: STATUS_SYNTAX. */
STRATEGOS_CHECKED enum status level_miss_scripts(const struct level *level,
                                                 const char *folder,
                                                 struct diag_list *faults);

/* The strategy of a folder whose name may have been meant. Returns false, with
 * `out` untouched, when none is near. */
bool level_near_script(const char *folder, const char *name,
                       char out[LEVEL_SCRIPT_NAME_MAX]);

/* Make a level without a story from a setup, for run and play --rule. */
void level_from_setup(struct level *out, const struct setup *setup);

/* The puzzle that the level's claim is about. */
void level_puzzle(const struct level *level, struct puzzle *out);

/* Settle what the level keeps secret (who the traitors are, what the
 * commander was told) from a seed, and set setup.seed and others.seed. */
void level_draw(const struct level *level, uint64_t seed, struct setup *setup,
                struct agents *others);

/* Ids and names used on the command line. */
const char *level_role_id(enum level_role role);

#endif
