/* What the synchronous rules share: rounds that close at a watch bell,
 * messengers who may be captured, the judgement of the loyal generals, the
 * battle. Knows nothing of what the letters mean: that is the hooks' part.
 *
 * A siege runs: for each round, write the letters (hook), ride (captures are
 * asked letter by letter: chance first, then the city), bell, arrive (hook);
 * then conclude (hook) and, for each loyal general in ascending number,
 * [accuse [proof, proof]] decide; then the battle. */
#ifndef RULES_LOCKSTEP_H
#define RULES_LOCKSTEP_H

#include "rules/rules.h"

/* One letter of the present round on its road. */
struct ride {
    uint8_t from, to;
    bool written; /* a messenger carries it */
};

struct lockstep {
    /* Begin the next round: world->round is already its number. Returns false
     * when the protocol has no such round. NULL: no rounds at all. */
    bool (*begin)(struct world *);
    /* Write this round's letters up to the next question. Returns true when a
     * question is open, false when all are written. */
    bool (*write)(struct world *, struct event_log *);
    /* Minutes of the longest ride that was due in this round. */
    uint32_t (*longest)(const struct world *);
    /* Number of the first letter of this round, and one past the last. */
    uint32_t (*first)(const struct world *);
    uint32_t (*end)(const struct world *);
    void (*ride)(const struct world *, uint32_t index, struct ride *);
    /* The messenger of this letter was captured. */
    void (*capture)(struct world *, uint32_t index);
    /* The bell rang: what was not captured is in the camps. May be NULL. */
    void (*arrive)(struct world *, struct event_log *);
    /* All rounds are over: fill world->duty[] of the loyal generals. */
    void (*conclude)(struct world *);
    /* The k-th letter, from 0, that general g may show as proof, or
     * NO_LETTER. NULL: nothing can be proven. */
    uint32_t (*exhibit)(const struct world *, unsigned g, uint32_t k);
    /* Two of them prove that `accused` is a traitor. May be NULL. */
    bool (*proves)(const struct world *, unsigned accused, uint32_t first,
                   uint32_t second);
};

/* Begin, and run to the first question. */
void lockstep_start(struct world *world, const struct lockstep *hooks,
                    struct event_log *log);

/* Go on after a question of `write` was answered. */
void lockstep_run(struct world *world, const struct lockstep *hooks,
                  struct event_log *log);

/* The open question, at every stage but STAGE_LETTERS. */
void lockstep_ask(const struct world *world, const struct lockstep *hooks,
                  struct decision *out);
void lockstep_option(const struct world *world, const struct lockstep *hooks,
                     uint64_t i, struct option *out);

/* Answer it and run on. */
void lockstep_apply(struct world *world, const struct lockstep *hooks,
                    uint64_t answer, struct event_log *log);

/* All letters are written: settle the duties (hook), then let the loyal
 * generals judge in ascending number. For rules without rounds, too. */
void lockstep_conclude(struct world *world, const struct lockstep *hooks,
                       struct event_log *log);

/* Verdict and battle of any rule. */
void lockstep_judge(const struct world *world, struct verdict *out);

/* The minutes between the farthest two of the generals in `from` and `to`
 * (bit g), roads that do not exist left out. */
uint32_t lockstep_longest(const struct setup *setup, uint32_t from,
                          uint32_t to);

/* Option i of the question whether a messenger is captured: pass, capture; with
 * the chance's weight where it is not the city that is asked. */
struct option lockstep_capture_option(const struct world *world, uint32_t i);

/* An option of one kind, everything else void. */
struct option option_plain(enum option_kind kind);
struct option option_order(enum option_kind kind, unsigned order);

/* Option i of a list of orders that begins with `duty`: duty first, then the
 * others in index order. Range: i < orders. Without a jump: what a traitor
 * answers cannot be foreseen by a processor either. */
static inline unsigned order_option(unsigned duty, uint32_t i)
{
    unsigned first = i == 0;
    return i - (i <= duty) + first * (duty + 1);
}

#endif
