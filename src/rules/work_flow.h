/* How a siege under proof of work goes on from one question to the next.
 * Private to the rule `work`. */
#ifndef RULES_WORK_FLOW_H
#define RULES_WORK_FLOW_H

#include "rules/lockstep.h"

enum phase {
    PHASE_ANNOUNCE, /* the commander's letters */
    PHASE_ROADS,    /* captures of the letters that have just left */
    PHASE_ARRIVE,   /* those that are due this minute */
    PHASE_TRUST,    /* a loyal general knows of several chains */
    PHASE_PUBLISH,
    PHASE_BUILD,
    PHASE_ALARM,
    PHASE_MINE,
    PHASE_JUDGE /* the rest is as under any rule */
};

/* The judgement at the deadline is as under any rule. */
extern const struct lockstep work_hooks;

/* A new set of questions that belong together. */
void flow_begin_round(struct world *world);

/* Run on to the next question. */
void flow_run(struct world *world, struct event_log *log);

/* The traitors have been asked everything. */
void flow_sleep(struct world *world);

/* The commander's letter to a general; ORDER_NONE: he writes none. */
void flow_send_order(struct world *world, unsigned to, unsigned order,
                     struct event_log *log);

/* Questions and answers: struct rules (work_answers.c). */
void work_ask(const struct world *world, struct decision *out);
void work_option(const struct world *world, uint64_t i, struct option *out);
enum status work_accepts(const struct world *world, uint64_t answer);
void work_apply(struct world *world, uint64_t answer, struct event_log *log);

#endif
