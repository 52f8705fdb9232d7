/* What solve found, for people and as JSON; and its witness as a record. */
#ifndef CLI_SOLVE_TELL_H
#define CLI_SOLVE_TELL_H

#include "cli/siege.h"
#include "cli/solve_play.h"
#include "session/solver.h"

struct solve_answer {
    const struct siege *siege;
    struct solver_result result;
    double seconds;
    unsigned breaks; /* that was asked for */
    bool fewest;     /* was asked for */
    bool of_level;   /* a LEVEL was named */
    bool of_goal;    /* the level's goal was the question, and it is not
                        about IC1 or IC2; .reached then says how it is */
    uint8_t reached; /* enum possibility of the level's goal */
    struct solution solution; /* where the goal is no plan's */
    bool interrupted;         /* by Ctrl-C or the limit */
    const char *dimacs;       /* file that was written, or NULL */
    const char *plans;    /* decimal, or NULL: not asked for, or not counted */
    const char *breaking; /* the same */
    const char *no_count; /* why there is no count, or NULL */
};

/* Say whether the level's claim is refuted. */
bool solve_refutes(const struct solve_answer *answer);

void solve_tell_json(const struct solve_answer *answer);
void solve_tell_text(const struct solve_answer *answer);

/* Write the witness, or else the level's solution, as a record. Returns an exit
 * code; a fault was told. */
int solve_record(const struct solve_answer *answer, struct world *world,
                 const char *path);

#endif
