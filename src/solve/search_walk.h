/* The walk itself: one pass over all plans with at most so many lies. Private
 * to this room; see search.h. */
#ifndef SOLVE_SEARCH_WALK_H
#define SOLVE_SEARCH_WALK_H

#include "solve/search.h"

struct search {
    const struct search_request *request;
    const struct search_room *room;
    const struct rules *rules;
    struct diag *why;
    uint64_t states;
    uint32_t bound;  /* lies that are allowed */
    uint32_t fewest; /* of the best plan so far; UINT32_MAX: none */
    uint32_t known;  /* of a plan that is known already: only fewer lies are
                        walked for; UINT32_MAX: none is */
    uint32_t length; /* steps of it, in room->answers as (cursor, answer) */
    uint8_t last;    /* round whose letters each reach one receiver; 0: none */
    bool merges;     /* sealed letters that bring nothing new are not tried */
    bool chances;    /* chance is tried both ways */
    bool cut;        /* something was not tried because of the bound */
    bool stopped;    /* by the tick */
    enum status status;
};

/* Where a walk begins, and what is walked. The steps below `base` stay. */
struct search_way {
    size_t base;
    unsigned only; /* receiver whose letters are tried, or NO_GENERAL: all */
};

/* Try everything from stack[base] on; false when it was stopped or failed. */
bool search_walk(struct search *search, const struct search_way *way);

/* Lies of the steps of this walk below `top`. */
uint32_t search_lies(const struct search *search, const struct search_way *way,
                     size_t top);

/* Say whether this is a lie more than is allowed, or than the best plan has;
 * notes where the bound cut. */
bool search_is_dear(struct search *search, uint32_t lies);

/* Keep the best plan: the answers of the steps below `top` other than the duty,
 * then one answer more. */
void search_keep_steps(struct search *search, size_t top);
void search_keep(struct search *search, uint32_t cursor, uint64_t answer);

/* The last round begins in stack[top]: find what its receivers can be brought
 * to. False when it was stopped. */
bool search_end_round(struct search *search, size_t top);

/* One plan of one receiver's letters is complete in stack[top]. */
void search_end_late(struct search *search, const struct search_way *way,
                     size_t top);

#endif
