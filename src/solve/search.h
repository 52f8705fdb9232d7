/* Every lie there is: depth first over what the traitors can answer, in the
 * rules' own worlds, with an explicit stack. For every rule.
 *
 * Three things make it short, and each is exact:
 * - Lies are bounded, and the bound grows: few lies are tried before many. A
 *   verdict "safe" comes from a pass that no bound cut.
 * - The last round of oral and signed letters: such a letter is read by its
 *   receiver alone and nobody writes after it. So for each receiver the fewest
 *   lies are found for each decision that it can be brought to, and what is
 *   broken is one receiver who disobeys or two who differ.
 * - A sealed letter whose order its receiver knows already, or gets under a
 *   lower number in the same round, changes nothing: it is left at the duty.
 * OM(m) without captures and with all roads is not walked but taken apart
 * (solve/tree.h), and one view of pbft is decided by numbers of letters
 * (solve/first_view.h), unless `plain`. With view changes what breaks the first
 * view breaks pbft, and one plan in two views is tried (solve/later_view.h);
 * with `fewest` plans with fewer lies are walked for, and where no plan is
 * known all are.
 *
 * With `chances` chance is tried too, where messengers can be captured or coins
 * fall: a plan breaks something if it does so with some luck. The city and the
 * loyal do what `others` say, and so does chance without it. Allocates nothing.
 */
#ifndef SOLVE_SEARCH_H
#define SOLVE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "agents/agent.h"
#include "solve/tree.h"
#include "solve/witness.h"

enum search_verdict { SEARCH_BROKEN, SEARCH_SAFE, SEARCH_UNKNOWN };

/* "broken", "safe", "unknown" */
const char *search_verdict_id(enum search_verdict verdict);

/* How the verdict was found. */
enum search_means {
    SEARCH_BY_NOTHING,    /* unknown */
    SEARCH_BY_DOOR,       /* broken: the witness was played */
    SEARCH_BY_TREE,       /* broken: the siege is too large for a world; its
                             witness was played on the bare tree of letters */
    SEARCH_BY_PARTS,      /* safe: OM(m) was taken apart */
    SEARCH_BY_NUMBERS,    /* safe: one view of pbft; all numbers of letters were
                             looked at, whatever arrives when */
    SEARCH_BY_EXHAUSTION, /* safe: everything was tried */
    SEARCH_BY_POSITIONS,  /* safe: every position of a vote was looked at */
    SEARCH_BY_FORMULA,    /* proof of work: what a formula says */
    SEARCH_BY_SAT         /* safe: a SAT solver says so */
};

/* Why a verdict is unknown. */
enum search_stop {
    SEARCH_BY_TICK,   /* there was no more time */
    SEARCH_TOO_LONG,  /* more questions one after the other than fit */
    SEARCH_TOO_LARGE, /* more letters, or more positions, than fit */
    SEARCH_TOO_FAR    /* some general may run farther ahead of the slowest one
                         than was looked at */
};

/* Called now and then; false stops the search. */
typedef bool search_tick(void *context, uint64_t states);

struct search_request {
    struct setup setup;
    const struct agents *others; /* NULL: everybody does the duty */
    unsigned breaks;             /* BREAKS_IC1, BREAKS_IC2, or both: either */
    bool fewest;       /* prove that no plan with fewer lies breaks it */
    bool plain;        /* walk OM(m), and pbft, like any other rule */
    bool chances;      /* try chance too: captures and coins */
    search_tick *tick; /* may be NULL */
    void *context;     /* handed to tick */
};

struct search_result {
    uint64_t states; /* answers applied; of OM(m) taken apart, cells; of one
                        view by numbers, these */
    uint32_t lies;   /* of the witness; with `fewest` the least */
    uint32_t length; /* answers of the witness in room->answers; 0: none, or it
                        has no world */
    uint32_t at_least; /* unknown: all plans with fewer lies were tried, and
                          none breaks it */
    uint8_t verdict;   /* enum search_verdict */
    uint8_t means;     /* enum search_means */
    uint8_t stop;      /* unknown: enum search_stop */
    uint8_t breaks;    /* what the witness breaks */
    bool minimal;      /* the fewest lies, proven */
    bool first_view;   /* unknown, pbft: within its first view no plan breaks
                          it, whatever arrives when */
};

/* One answer of a plan; all that is not named is the duty. */
struct search_step {
    uint64_t answer;
    uint32_t cursor;
    uint32_t lies;    /* up to and with this one */
    uint32_t next;    /* option to be tried after it */
    uint32_t options; /* of its question */
    bool free;        /* chance: an answer costs no lie */
    uint8_t unused[7];
};

enum { SEARCH_LATE = 192 }; /* letters of the last round to one receiver */

/* The fewest lies of the last round that bring one receiver to one decision. */
struct search_late {
    uint32_t lies, count; /* UINT32_MAX: it cannot be; answers kept */
    uint32_t cursor[SEARCH_LATE];
    uint8_t answer[SEARCH_LATE];
};

/* Workspace of the caller; nothing in it need be set but the sizes. */
struct search_room {
    struct world *stack; /* worlds: one for each question on the longest way,
                            and two */
    struct search_step *steps; /* as many */
    size_t depth;
    uint64_t *answers; /* of the witness */
    size_t answers_room;
    struct search_late *late; /* GENERALS_MAX * ORDERS_MAX */
    struct tree_room *tree;   /* may be NULL: OM(m) is walked */
};

/* Search. A witness is in room->answers.
 * Fails: STATUS_SETUP, STATUS_FULL (not OM(m) that can be taken apart),
 * STATUS_MEMORY when the stack is too small (`out` then says unknown, and what
 * was tried), STATUS_DRIFT when the door does
 * not confirm what was found (a fault of this program); otherwise
 * `out` is untouched. */
STRATEGOS_CHECKED enum status search_run(struct search_result *out,
                                         const struct search_request *request,
                                         const struct search_room *room,
                                         struct diag *why);

#endif
