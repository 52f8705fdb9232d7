/* One question to all solvers: can the traitors break it, with how few lies,
 * and how many of their plans do? Chooses the way, owns the memory, and plays
 * every witness through the one door, whoever found it. */
#ifndef SESSION_SOLVER_H
#define SESSION_SOLVER_H

#include <gmp.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "solve/search.h"

enum solver_method { SOLVER_AUTO, SOLVER_SEARCH, SOLVER_SAT, SOLVER_METHODS };

/* "auto", "search", "sat" */
const char *solver_method_id(enum solver_method method);

struct solver_request {
    struct setup setup;
    const struct agents *others; /* NULL: everybody else does the duty */
    unsigned breaks;             /* BREAKS_ of solve/witness.h */
    bool fewest, chances;        /* as in struct search_request */
    uint8_t method;              /* enum solver_method */
    double limit;                /* seconds for SAT; 0: none */
    const char *dimacs;          /* SAT: file for the formula, or NULL */
    const atomic_bool *stop;     /* SAT: true: give up; may be NULL */
    search_tick *tick;           /* search: see there; says when time is up */
    void *context;
};

struct solver_result {
    struct search_result found; /* found.length answers */
    const uint64_t *answers;    /* Owner: the solver, until the next call */
    uint8_t method;             /* SOLVER_SEARCH or SOLVER_SAT: that gave the
                                   verdict */
};

struct solver; /* opaque */

/* Owner: the caller, who calls solver_close. NULL: there is no memory. */
struct solver *solver_open(void);
void solver_close(struct solver *solver);

/* Decide it. SOLVER_AUTO takes OM(m) apart, counts letters in the first view of
 * pbft, searches while `tick` lets it for a
 * moment, and asks a SAT solver where there is a formula (oral, signed, relay).
 * Vote and coin without traitors are decided by all their positions.
 * Fails: STATUS_SETUP where the method cannot speak of this setup, STATUS_FULL,
 * STATUS_MEMORY, STATUS_IO (dimacs), STATUS_DRIFT: a witness does not play. */
STRATEGOS_CHECKED enum status solver_run(struct solver *solver,
                                         struct solver_result *out,
                                         const struct solver_request *request,
                                         struct diag *why);

/* Count all plans and those that break it.
 * Range: both numbers are initialised.
 * Fails: as count_plans; STATUS_LIMIT when it was stopped. */
STRATEGOS_CHECKED enum status solver_count(struct solver *solver, mpz_t plans,
                                           mpz_t breaking,
                                           const struct solver_request *request,
                                           struct diag *why);

#endif
