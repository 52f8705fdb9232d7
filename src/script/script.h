/* Strategies written in Lua: one file each, in a sandbox, answering for the
 * traitors or the city. What a script sees is what its side sees in the game;
 * assets/strategies/README.md tells how to write one.
 *
 * An answer depends on the file, the setup, the seed and the questions so far
 * of the same siege, and on nothing else: every siege begins with the heap as
 * it was when the file had been loaded. A script that fails, takes too long or
 * answers nonsense loses its turn to the duty, and that is counted.
 *
 * Opens no file and allocates nothing: the heap lies in struct script, which
 * belongs to one thread. */
#ifndef SCRIPT_SCRIPT_H
#define SCRIPT_SCRIPT_H

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "agents/agent.h"
#include "core/status.h"
#include "core/view.h"

enum {
    SCRIPT_FILE_MAX = 64 * 1024,
    SCRIPT_NAME_MAX = 48,
    SCRIPT_MEMORY = 8 * 1024 * 1024, /* heap */
    SCRIPT_IMAGE_MAX = 1024 * 1024,  /* of it, when the file has been loaded */
    SCRIPT_STRING_MAX = 16 * 1024,   /* one string */
    SCRIPT_LOG_MAX = 4096,           /* what it prints in one siege */
    SCRIPT_TURN_WORK = 300000,       /* instructions of one answer */
    SCRIPT_SIEGE_WORK = 10000000,    /* of all answers of one siege */
    SCRIPT_LOAD_WORK = 3000000,      /* of loading the file */
    SCRIPTS_MAX = GENERALS_MAX + 1   /* who play at once */
};

/* Whom a script can play: bits. It says so itself (plays = "city"), or it
 * shows in which questions it answers. */
enum script_side { SCRIPT_TRAITORS = 1, SCRIPT_CITY = 2 };

/* What came of a script's turns. */
struct script_report {
    uint64_t turns;  /* questions that it was asked */
    uint64_t lost;   /* of them: the duty was played instead */
    char first[320]; /* why the first one was lost: "FILE:LINE: .."; "" */
};

/* Add what came later in the order of the runs. */
void script_report_sum(struct script_report *to,
                       const struct script_report *later);

/* Why the present turn is over, when it is. */
enum script_spent {
    SPENT_NOTHING,
    SPENT_WORK,
    SPENT_MEMORY,
    SPENT_STRING,
    SPENT_VALUES
};

/* One script of one thread, in memory of the caller's. Only script_ functions
 * look inside. */
struct script {
    struct lua_State *lua; /* NULL: not loaded */
    struct arena *arena;
    char name[SCRIPT_NAME_MAX];
    unsigned sides; /* enum script_side */
    size_t image_bytes;
    /* One siege: */
    bool fresh;     /* the heap is as it was loaded */
    bool begun;     /* start(siege) was called */
    bool failed;    /* start(siege) failed: every turn is lost */
    bool blind;     /* the city may not read letters */
    uint64_t spent; /* work of the siege */
    unsigned slot;  /* keeps the draws of two scripts apart */
    uint32_t log_bytes;
    char log[SCRIPT_LOG_MAX];
    /* One turn: */
    const struct agents *agents;
    const struct world *world;
    const struct decision *asked;
    uint64_t work, work_most;
    uint64_t draws;
    uint64_t answer;
    enum script_spent over;
    bool running;
    int line;         /* where the budget ended; 0: not known */
    char broken[200]; /* why the answer is nonsense */
    struct script_report report;
    struct letter view[LETTERS_MAX];
    alignas(max_align_t) unsigned char image[SCRIPT_IMAGE_MAX];
    alignas(max_align_t) unsigned char memory[SCRIPT_MEMORY];
};

/* Load a file's text. `name` is what faults call it: its last part. The script
 * may be uninitialised.
 * Fails: STATUS_SYNTAX with a place in `why`; it then cannot be asked. */
STRATEGOS_CHECKED enum status script_load(struct script *out, const char *name,
                                          const char *text, size_t length,
                                          struct diag *why);

/* Everyone who plays by a file, in one thread; struct agents names them by
 * STRATEGY_SCRIPT + slot. Zeroed: nobody. NULL in a slot: the duty is played.
 */
struct scripts {
    unsigned count;
    struct script *slot[SCRIPTS_MAX];
};

/* Begin another siege. `blind`: the city may not read letters. `scripts` may
 * be NULL. */
void scripts_begin(struct scripts *scripts, bool blind);

/* Answer the open question, by a script where one plays, else as agents_answer
 * does. Always an answer that the door accepts. `scripts` may be NULL. */
uint64_t scripts_answer(struct scripts *scripts, const struct agents *agents,
                        const struct world *world,
                        const struct decision *decision);

#endif
