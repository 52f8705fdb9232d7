/* What a level's goal asks, put to the solvers: can it be reached, with how few
 * lies, by how many plans, and what tells so. The command `solve` and the game
 * ask here alike. Tells nobody anything: words are the caller's. */
#ifndef SESSION_INQUIRY_H
#define SESSION_INQUIRY_H

#include <stdatomic.h>

#include "session/session.h"
#include "session/solver.h"

struct inquiry_request {
    const struct level *level;   /* of a setup: without a story */
    const struct setup *setup;   /* its secrets settled */
    const struct agents *agents; /* who plays whom */
    bool of_level;      /* a level's goal is asked about; else IC1 and IC2 */
    bool fewest;        /* prove that no plan with fewer lies does */
    bool count;         /* count the plans too */
    uint8_t method;     /* enum solver_method */
    unsigned breaks;    /* BREAKS_; 0: what the goal asks */
    double limit;       /* seconds for SAT; 0: none */
    const char *dimacs; /* as in struct solver_request */
    const atomic_bool *stop; /* true: give up; may be NULL */
    search_tick *tick;       /* as in struct search_request; may be NULL */
    void *context;           /* handed to tick */
};

struct inquiry_answer {
    struct solver_result result; /* .answers of the witness. Owner: the
                                    inquiry, until the next call */
    unsigned breaks;             /* that were asked for */
    bool of_goal;    /* the goal was tried, since it is not about IC1 or IC2 */
    uint8_t reached; /* enum possibility of the level's goal */
    const char *plans;    /* decimal, or NULL: not counted. Owner: the same */
    const char *breaking; /* the same: those that break it or reach the goal */
    struct diag no_count; /* why they were not counted; else no text */
};

struct inquiry; /* opaque */

/* Owner: the caller, who calls inquiry_close. NULL: there is no memory. */
struct inquiry *inquiry_open(void);
void inquiry_close(struct inquiry *inquiry);

/* Ask. A traitor's goal about IC1 or IC2 is put to the solvers, every other
 * goal is tried, or is what a formula or all positions say. "broken" means that
 * the traitors or the city reach the goal, or that a loyal player cannot. What
 * was found is played before it is told.
 * Fails: as solver_run; STATUS_DRIFT: what was found does not play. */
STRATEGOS_CHECKED enum status inquiry_run(struct inquiry *inquiry,
                                          struct inquiry_answer *out,
                                          const struct inquiry_request *request,
                                          struct diag *why);

/* Which of IC1 and IC2 (BREAKS_) the goal of a traitor's level is about; 0: it
 * is about something else. */
unsigned inquiry_goal_breaks(const struct level *level);

/* A siege from its answers, as a record. `level`: its id, or "".
 * Owner: the caller frees *text.
 * Fails: as game_start; STATUS_RANGE: an answer is none; STATUS_MEMORY. */
STRATEGOS_CHECKED enum status
inquiry_record(char **text, size_t *length, const struct setup *setup,
               const char *level, const uint64_t *answers, uint32_t count);

#endif
