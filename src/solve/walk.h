/* A walk over all answers of some choosers, depth first, through the worlds of
 * the caller's stack. What to do at the end of each way is the caller's.
 * Private to this room. */
#ifndef SOLVE_WALK_H
#define SOLVE_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "agents/agent.h"
#include "core/world.h"
#include "solve/plans.h"

/* One answer that was tried both ways, on the way to where the walk stands. */
struct walk_step {
    const struct walk_step *up; /* NULL above the first */
    uint64_t answer;
    uint32_t cursor;
    uint32_t lies; /* answers other than 0, up to and with this one */
};

struct walk;

/* Called at the end of each way; false stops the walk. stack[level] is the
 * world there; the levels above it are free. */
typedef bool walk_leaf(struct walk *walk, size_t level,
                       const struct walk_step *last);

struct walk {
    const struct plans_room *room;
    const struct agents *others; /* NULL: the duty */
    walk_leaf *leaf;
    void *context;
    uint64_t states;    /* answers applied */
    unsigned choosers;  /* bit c: try all answers of this chooser */
    uint8_t player;     /* a way ends where this general judges */
    uint64_t demand;    /* what this general answers when it is asked how many
                           confirmations it wants; no way ends there */
    bool judging;       /* instead: try all answers of that judgement */
    bool gave_up;       /* the limit was reached */
    enum status status; /* how it failed */
    struct diag *why;   /* the sentence for it; may be NULL */
};

/* Walk on from stack[level]. Returns false when it was stopped, by a leaf,
 * the limit or a failure. */
bool walk_from(struct walk *walk, size_t level, const struct walk_step *last);

#endif
