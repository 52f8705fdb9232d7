/* The bound of one rule at one depth as a table, filled cell by cell in an
 * errand, each with the siege that breaks it with the fewest lies. What a cell
 * is, lab/sweep.h says; the answers to its questions come from session/solver.
 * Knows no theorem. */
#ifndef SESSION_LAB_MAP_H
#define SESSION_LAB_MAP_H

#include "lab/sweep.h"
#include "session/errand.h"

enum {
    LAB_TRAITORS_MAX = 5, /* t of the last row */
    LAB_DEPTH_MAX = 4
};

/* Which cells a rule's map has: n from `least` to `most`, t from 0 to
 * `traitors`, m from 0 to `depth` where the rule has rounds. */
struct lab_range {
    uint8_t least, most, traitors, depth;
};

/* Range: a rule that can be swept (sweep_takes). */
struct lab_range lab_map_range(enum rule_id rule);

struct lab_cell {
    struct sweep_cell found; /* once it is known */
    bool known;
    /* Of a broken cell the siege with the fewest lies: */
    uint8_t order;
    uint16_t traitors;
    uint32_t length;   /* of `answers`; 0: no world holds the siege */
    uint64_t *answers; /* Owner: the map */
};

struct lab_map {
    uint8_t rule, depth;
    struct lab_range range;
    struct lab_cell cell[GENERALS_MAX + 1][LAB_TRAITORS_MAX + 1]; /* [n][t] */
    struct lab_cell draft;    /* the one that is being filled */
    uint8_t at_n, at_t;       /* which one that is; at_n 0: none */
    uint32_t sieges;          /* asked about so far, of all cells */
    uint8_t status;           /* enum status of the work */
    struct diag why;          /* unless it is STATUS_OK */
    struct errand *errand;    /* the worker's */
    struct solver *solver;    /* the worker's */
    double cell_begun, begun; /* the worker's: seconds of the errand */
};

/* Owner: the caller, who calls lab_map_close, never while the work goes on.
 * NULL: there is no memory. */
struct lab_map *lab_map_open(enum rule_id rule, unsigned depth);
void lab_map_close(struct lab_map *map);

/* Fill all cells that are not known yet: an errand's work; `map` is a struct
 * lab_map. What it holds may be looked at between errand_lock and
 * errand_unlock. A siege is given up as unknown after some seconds. */
void lab_map_work(struct errand *errand, void *map);

/* Say whether all cells are known. */
bool lab_map_full(const struct lab_map *map);

/* The siege of a cell: the one that breaks it with the fewest lies, else one
 * in which the first lieutenants are the traitors and the order is to attack.
 */
void lab_map_setup(const struct lab_map *map, unsigned n, unsigned t,
                   struct setup *out);

#endif
