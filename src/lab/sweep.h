/* The bound as a table: for every n, m and t whether any placement of t
 * traitors breaks IC1 or IC2 under any order, and with how few lies. Knows no
 * theorem; who answers the single questions is the caller's.
 *
 * Placements that differ only in the numbers of lieutenants are one under
 * `oral`, where generals of a kind may change places (solve/tree.h), and in one
 * view of `pbft`, which is what is asked of it: numbers of letters decide, and
 * nobody comes after the primary (solve/first_view.h). Elsewhere all are asked:
 * under `relay` the place on the chain matters, under `signed` the number
 * decides which of two chains is passed on. */
#ifndef LAB_SWEEP_H
#define LAB_SWEEP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/setup.h"
#include "solve/search.h"

struct sweep_cell {
    uint8_t generals, depth, traitors;
    uint8_t verdict; /* enum search_verdict */
    uint32_t lies;   /* the fewest, of all placements; broken only */
    uint32_t sieges; /* placements and orders asked about */
    bool minimal;    /* no placement was left unknown */
    bool defined;    /* the rule has such a siege */
    uint8_t unused[2];
};

/* Say whether a rule can be swept: its traitors lie. */
bool sweep_takes(enum rule_id rule);

/* Ask about one siege: the verdict, and of a broken one the fewest lies. */
typedef enum status sweep_ask(void *context, struct search_result *out,
                              const struct setup *setup, struct diag *why);

struct sweep {
    uint8_t rule; /* enum rule_id */
    sweep_ask *ask;
    void *context; /* handed to ask */
};

/* Fill the cell for n, m and t; `why` may be NULL.
 * Range: generals 1 .. GENERALS_MAX, depth 0 .. DEPTH_MAX.
 * Fails: as ask; a siege that the rule refuses leaves the cell undefined. */
STRATEGOS_CHECKED enum status
sweep_cell(struct sweep_cell *out, const struct sweep *sweep, struct diag *why);

#endif
