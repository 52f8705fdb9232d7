/* Every plan there is, one after the other: the honest way to know whether a
 * goal can be reached. For few plans; the lab has better ways for many.
 *
 * The worlds walked through are in the caller's stack: one for each question
 * on the longest way. Nothing is allocated here. */
#ifndef SOLVE_PLANS_H
#define SOLVE_PLANS_H

#include <stdbool.h>
#include <stdint.h>

#include "agents/agent.h"
#include "solve/goal.h"

/* What a loyal player is not told, and so must be ready for. */
struct secret {
    uint16_t among;   /* bit g: general g may be one of the traitors */
    uint8_t traitors; /* how many of them are; 0: the setup's, as they are */
    uint8_t order;    /* 1: the commander may be told any order */
};

struct puzzle {
    struct setup setup;
    struct secret secret;
    struct agents others; /* who answers what is neither the player's nor
                             quantified over */
    uint8_t goal;         /* enum goal */
    uint8_t chooser; /* enum chooser of the player: TRAITOR, CITY, GENERAL */
    uint8_t player;  /* the loyal general, or NO_GENERAL */
};

enum possibility { IMPOSSIBLE, POSSIBLE, UNKNOWN };

struct plans_result {
    enum possibility possible;
    uint64_t plans;    /* plans looked at, redundant answers left out */
    uint64_t reaching; /* of those, how many reach the goal (traitor, city) */
    uint64_t states;   /* answers applied */
    uint32_t fewest;   /* fewest lies (answers other than the duty) of a plan
                          that reaches the goal; UINT32_MAX when none */
    uint32_t witness_length; /* answers of the whole siege with that plan, by
                                cursor; kept as far as the caller's array
                                reaches. 0 when there is none */
    uint32_t views;          /* own views met (loyal) */
    bool exhausted; /* everything was looked at: the counts are exact */
};

/* One own view of the loyal player, and which of the player's sequences of
 * answers are good in every siege with that view that was looked at. */
struct plans_view {
    uint8_t key[16];    /* SHA-256 of game_view_key, the first half */
    uint32_t sequences; /* 0: the slot is free */
    uint32_t at;        /* first of its words in plans_room.bits */
};

enum {
    PLANS_SEQUENCES_MAX = 8192, /* of a loyal player's answers in one view */
    PLANS_VIEWS = 1 << 14,      /* more than any level of ours needs */
    PLANS_BITS = 1 << 17
};

/* Called now and then with the answers applied; false: give up. */
typedef bool plans_tick(void *context, uint64_t states);

/* Workspace of the caller. */
struct plans_room {
    struct world *stack;
    size_t depth;      /* worlds in stack: two, and one for each question on the
                          longest way that is tried both ways */
    uint64_t *witness; /* may be NULL */
    size_t witness_room;
    uint64_t limit;   /* give up (UNKNOWN) after this many answers applied */
    plans_tick *tick; /* may be NULL */
    void *context;    /* handed to tick */
    /* Only for a loyal player; NULL and 0 otherwise. */
    struct plans_view *views;
    size_t views_room; /* slots; a few stay free */
    uint64_t *bits;
    size_t bits_room;
};

/* Try every plan. For a traitor or the city: all plans of the player, the
 * others by `others`; POSSIBLE when one reaches the goal. For a loyal
 * general: all plans of the traitors and the city, every chance, every secret
 * placement and order; POSSIBLE when for each own view there is one choice
 * that reaches the goal in every siege with that view; one view without such a
 * choice ends the search. With CHOOSER_NOBODY the one siege by `others`.
 *
 * Redundant answers are left out for a loyal player too: a silent letter tells
 * the player more than one that says retreat, and leads to the same decisions,
 * so what is good after the latter is good after the former.
 * Fails: STATUS_SETUP, STATUS_FULL, STATUS_MEMORY when the stack or the table
 * is too small. */
STRATEGOS_CHECKED enum status plans_try_all(struct plans_result *out,
                                            const struct puzzle *puzzle,
                                            const struct plans_room *room,
                                            struct diag *why);

/* Enumerate the plans of the traitors of a setup and count those that break
 * IC1 and IC2 (THEORY of tests). */
struct plans_count {
    uint64_t plans, agreement, validity, either;
    bool exhausted;
};
STRATEGOS_CHECKED enum status plans_count(struct plans_count *out,
                                          const struct setup *setup,
                                          const struct plans_room *room,
                                          struct diag *why);

#endif
