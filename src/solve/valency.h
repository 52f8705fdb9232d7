/* FLP made visible: every position that a vote without a clock can reach, and
 * whether 0, 1 or both can still be decided from there.
 *
 * Positions are compared by the rule's canon: no clock, no numbers, stages
 * counted from the slowest general. Generals who are alike may change places:
 * such positions are merged. The caller gives the memory; nothing is allocated
 * here. Source: Fischer, Lynch and Paterson 1985, section 3. */
#ifndef SOLVE_VALENCY_H
#define SOLVE_VALENCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"
#include "core/world.h"

/* Which values can still be decided: a set, bit v for the value v. */
enum valency {
    VALENCY_NONE,
    VALENCY_ZERO,
    VALENCY_ONE,
    VALENCY_BOTH,
    VALENCY_COUNT
};

/* "none", "zero", "one", "bivalent". */
const char *valency_id(enum valency valency);

enum { VALENCY_GENERALS_MAX = 7 };

struct valency_position {
    uint64_t key;    /* first byte of its key in room.keys */
    uint64_t next;   /* first of its successors in room.edges */
    uint16_t length; /* of the key */
    uint16_t count;  /* successors */
    uint8_t valency; /* enum valency */
    uint8_t decided; /* values that generals have decided there */
    uint8_t flags;   /* VALENCY_LIVES .. */
    uint8_t unused;
    uint16_t steps; /* undecided, the city's answers until somebody has decided
                       at the latest, whatever the coins; VALENCY_EVER */
    uint16_t to_zero; /* answers to a position that is only zero, at best;
                         VALENCY_EVER: there is none */
    uint8_t unused2[4];
};

enum {
    VALENCY_CYCLES = 0x01, /* it can go on for ever, undecided, with luck */
    VALENCY_LIVES = 0x02,  /* the city can keep it undecided for ever, whatever
                              the coins */
    VALENCY_STUCK = 0x04,  /* nothing can happen any more, and nobody decided */
    VALENCY_CHANCE = 0x08, /* a coin is in the air */
    VALENCY_EVER = UINT16_MAX
};

/* Workspace of the caller. Range: table_room a power of two, more than
 * positions_room. */
struct valency_room {
    uint8_t *keys;
    size_t keys_room;
    struct valency_position *positions;
    size_t positions_room;
    uint32_t *edges;
    size_t edges_room;
    uint32_t *table;
    size_t table_room;
    struct world *world; /* two of them */
};

struct valency_options {
    bool apart;     /* do not merge symmetric positions */
    uint8_t lead;   /* how far a general may run ahead of the slowest, in
                       stages; 0: as far as the rule lets it */
    uint64_t limit; /* give up after so many positions; 0: never */
    /* Called now and then; false stops it. May be NULL. */
    bool (*tick)(void *context, uint64_t positions);
    void *context; /* handed to tick */
};

struct valency_map {
    const struct valency_room *room;
    size_t positions, keys, edges; /* used */
    size_t count[VALENCY_COUNT];   /* positions of each valency */
    uint32_t
        start[1 << VALENCY_GENERALS_MAX]; /* by the inputs (bit g is general
                                             g's): number of the position */
    uint8_t generals, lead;               /* lead: the largest that was met */
    bool merged;                          /* symmetric positions count once */
    bool bounded;         /* a general was kept from running farther ahead */
    bool undecided_cycle; /* it can go on for ever, undecided */
};

/* Explore everything that is reachable from all 2^n starts.
 * Range: setup of RULE_VOTE or RULE_COIN without traitors and captures.
 * Fails: STATUS_SETUP (another rule, too many generals), STATUS_MEMORY (the
 * room is too small), STATUS_LIMIT (tick stopped it), STATUS_FULL. Of the last
 * three out->positions says how many had been met. */
STRATEGOS_CHECKED enum status
valency_explore(struct valency_map *out, const struct setup *setup,
                const struct valency_options *options,
                const struct valency_room *room, struct diag *why);

/* For each position the chance that nobody has decided after so many answers of
 * the city, in the best schedule of a city that sees everything. All coins are
 * fair. `scratch` holds twice as many numbers as there are positions; what is
 * returned is one half of it. */
const double *valency_hold(const struct valency_map *map, uint32_t steps,
                           double *scratch);

/* The position of this world, or NULL when it is none of them (a coin is in the
 * air, the siege is over, another setup). */
const struct valency_position *valency_find(const struct valency_map *map,
                                            const struct world *world);

#endif
