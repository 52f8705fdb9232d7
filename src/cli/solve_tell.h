/* What solve found, for people and as JSON; and its witness as a record. */
#ifndef CLI_SOLVE_TELL_H
#define CLI_SOLVE_TELL_H

#include "cli/siege.h"
#include "session/inquiry.h"
#include "session/solved.h"

struct solve_answer {
    const struct siege *siege;
    struct inquiry_answer found;
    struct solved solution; /* where the goal is no plan's */
    double seconds;
    bool fewest;        /* was asked for */
    bool of_level;      /* a LEVEL was named */
    bool interrupted;   /* by Ctrl-C or the limit */
    const char *dimacs; /* file that was written, or NULL */
};

/* Say whether the level's claim is refuted. */
bool solve_refutes(const struct solve_answer *answer);

void solve_tell_json(const struct solve_answer *answer);
void solve_tell_text(const struct solve_answer *answer);

/* The lies and captures of the witness, a line each, the first dozen; nothing
 * where there is none. */
void solve_tell_lies(const struct solve_answer *answer);

/* Write the witness, or else the level's solution, as a record. Returns an exit
 * code; a fault was told. */
int solve_record(const struct solve_answer *answer, const char *path);

#endif
