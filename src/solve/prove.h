/* A siege as one formula for a SAT solver: some plan of the traitors breaks
 * agreement or validity (with how few lies), or none does. For relay, oral and
 * signed letters; loyal generals do their duty and nobody is captured.
 *
 * A plan that the solver finds is played through the one door before it is
 * told. The solver is never asked how many plans there are.
 *
 * Unlike the rest of this room, the files prove*.c allocate, read a clock and
 * write the file that they are asked for (src/README.md says why). */
#ifndef SOLVE_PROVE_H
#define SOLVE_PROVE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/setup.h"

enum { PROVE_IC1 = 1, PROVE_IC2 = 2, PROVE_ANY = PROVE_IC1 | PROVE_IC2 };

struct prove_request {
    struct setup setup;
    unsigned breaks;    /* PROVE_IC1, PROVE_IC2, or both: either will do */
    bool fewest;        /* no other plan needs fewer lies, and that is proven;
                           without it any plan will do */
    double limit;       /* seconds; 0: none */
    const char *dimacs; /* file to write the formula to, or NULL. It is the one
                           without the mergings, so that whoever solves it
                           checks them too; it does not bound the lies */
    const atomic_bool *stop; /* true: give up soon; may be NULL */
};

enum prove_verdict {
    PROVE_BROKEN,
    PROVE_SAFE,
    PROVE_UNKNOWN /* limit or stop; with `fewest` there may be a witness, of
                     which nobody knows whether it has the fewest lies */
};

/* How the verdict came about. */
enum prove_means {
    PROVE_BY_NOTHING, /* unknown */
    PROVE_BY_MERGING, /* safe: equal gates were merged, and nothing was left to
                         ask the solver */
    PROVE_BY_SOLVER,  /* safe: unsatisfiable; or fewest: nothing below is
                         satisfiable */
    PROVE_BY_DOOR,    /* broken: the witness was played through game_apply */
    PROVE_BY_TREE     /* broken: the siege is too large for a world; the witness
                         was played on a bare tree of letters */
};

struct prove_result {
    enum prove_verdict verdict;
    enum prove_means means;
    uint8_t breaks;    /* what the witness breaks: PROVE_IC1, PROVE_IC2 */
    uint32_t lies;     /* of the witness; 0 when there is none */
    uint32_t at_least; /* fewest: no plan with fewer lies breaks anything */
    uint64_t states;   /* variables of the formula */
    uint64_t clauses;  /* of the formula */
    uint64_t calls;    /* of the solver */
    uint64_t *answers; /* the witness: all answers of the siege by cursor;
                          NULL when there is none or it has no world.
                          Owner: caller, prove_free */
    size_t answer_count;
};

/* Decide it.
 * Fails: STATUS_SETUP when the formula cannot speak of this setup (other rules,
 * captures) or the rule refuses it, STATUS_FULL when the tree of letters is too
 * large, STATUS_MEMORY, STATUS_IO when the file cannot be written, STATUS_DRIFT
 * when the door does not confirm the witness (a fault of this program); `out`
 * is then untouched. */
STRATEGOS_CHECKED enum status prove_run(struct prove_result *out,
                                        const struct prove_request *request,
                                        struct diag *why);

/* Free what the result owns. */
void prove_free(struct prove_result *result);

#endif
