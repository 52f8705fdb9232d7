/* Who knows that who knows: a model check. All runs that are possible are
 * played, retreat ordered and an attack ordered, whatever messengers are lost
 * and traitors write; the loyal judge last and change nothing. Two points of
 * the same minute look alike to a general when its view is the same there, and
 * it knows what holds at all points that look alike. The setup is common
 * knowledge: roads, hours, scouts, confirmations. Runs that differ only in the
 * numbers of messengers with the same letter are one.
 *
 * For synchronous rules and few runs. Allocates nothing. */
#ifndef SOLVE_KNOWLEDGE_H
#define SOLVE_KNOWLEDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/world.h"

/* One run up to a minute. */
struct knowledge_point {
    uint64_t view[GENERALS_MAX];  /* digests */
    uint32_t group[GENERALS_MAX]; /* points that look alike to a general */
    bool on;                      /* an attack was ordered */
    bool in[3];                   /* sets that are being computed */
};

/* Bytes of what one general has seen, at most. */
enum { KNOWLEDGE_KEY_BYTES = 1 << 17 };

/* Workspace of the caller. */
struct knowledge_room {
    uint8_t *key; /* KNOWLEDGE_KEY_BYTES */
    struct world *stack;
    size_t depth;     /* worlds: one for each question on the longest way */
    uint64_t *seen;   /* zero where free; the call clears it */
    size_t seen_room; /* slots */
    struct knowledge_point *points;
    size_t points_room;
    uint64_t *groups; /* slots; twice as many as points times generals do */
    size_t groups_room;
    uint8_t *whole; /* as many as groups_room */
};

/* What is to be known at one minute. */
struct knowledge_query {
    struct setup setup; /* whose order is the other run's, if it is retreat */
    uint32_t minute;
    uint8_t demanded; /* confirmations that the commander asks for (acks) */
};

/* How far everyone knows that everyone knows. */
struct knowledge_depth {
    uint32_t depth; /* largest k such that E^k holds; UINT32_MAX: common */
    bool common;
};

/* The steps of the siege in which an attack is ordered, nobody lies and nobody
 * is captured: the bells from the first minute to the last one at which a
 * letter came. */
struct knowledge_steps {
    uint32_t minute[ROUNDS_MAX + 1];
    unsigned count;
};

enum knowing {
    KNOWING_NOTHING, /* it cannot tell whether an attack was ordered */
    KNOWING_OFF,     /* it knows that none was */
    KNOWING_SOME,    /* it knows that one was; depth says how far it goes */
    KNOWING_COMMON   /* and that is common knowledge */
};

/* How high the ladder of one general reaches: with depth 3 it knows that the
 * other knows that it knows, and not the next rung. */
struct knowledge_ladder {
    uint8_t knowing; /* enum knowing */
    uint32_t depth;
};

/* Find the steps.
 * Fails: STATUS_SETUP when the rule has no clock, or the setup is refused. */
STRATEGOS_CHECKED enum status knowledge_steps(struct knowledge_steps *out,
                                              const struct setup *setup,
                                              struct world *scratch,
                                              struct diag *why);

/* At that minute of that siege: how deep the knowledge of the loyal generals
 * goes that an attack was ordered.
 * Fails: STATUS_SETUP, STATUS_FULL when there are too many runs. */
STRATEGOS_CHECKED enum status
knowledge_depth(struct knowledge_depth *out,
                const struct knowledge_query *query,
                const struct knowledge_room *room, struct diag *why);

/* The ladder of general `me` about general `other` at that minute of this
 * siege, from what `me` has seen only.
 * Fails: as knowledge_depth. */
STRATEGOS_CHECKED enum status
knowledge_ladder(struct knowledge_ladder *out, const struct world *world,
                 unsigned me, unsigned other, uint32_t minute,
                 const struct knowledge_room *room, struct diag *why);

#endif
