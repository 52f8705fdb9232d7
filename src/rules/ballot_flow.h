/* The members of struct rules that vote and coin share. For rules/ only. */
#ifndef RULES_BALLOT_FLOW_H
#define RULES_BALLOT_FLOW_H

#include "rules/ballot.h"
#include "rules/post.h"

/* How a general comes to its value when no proposal tells it: a fixed one, or a
 * coin, which is asked for. */
enum { BALLOT_COIN = ORDER_NONE };

/* What is due to be written to `to` in a stage of general g. */
struct post_letter ballot_letter(const struct world *world, unsigned g,
                                 unsigned to, uint32_t stage);

/* Go on to the next question. `otherwise`: the fixed value, or BALLOT_COIN. */
void ballot_start(struct world *world, unsigned otherwise,
                  struct event_log *log);
void ballot_ask(const struct world *world, struct decision *out);
void ballot_option(const struct world *world, uint64_t i, struct option *out);
enum status ballot_accepts(const struct world *world, uint64_t answer);
void ballot_apply(struct world *world, uint64_t answer, unsigned otherwise,
                  struct event_log *log);
void ballot_judge(const struct world *world, struct verdict *out);
size_t ballot_canon(const struct world *world, uint8_t *key, size_t room);
size_t ballot_explain(const struct world *world, unsigned g, struct reason *out,
                      size_t room);

/* What both need of a setup: two orders, values, n > 2t. */
STRATEGOS_CHECKED enum status ballot_check(const struct setup *setup,
                                           struct diag *why);

/* Letters come, and at most t generals fall. */
bool ballot_promised(const struct setup *setup);

/* ballot_stage.c: general g holds all letters that it waits for: go on to its
 * next stage, or toss. Returns whether anything changed. */
bool ballot_step(struct world *world, unsigned g, unsigned otherwise,
                 struct event_log *log);

/* General g begins its stage: its own letter counts at once. */
void ballot_enter(struct world *world, unsigned g, struct event_log *log);

/* A value is settled by hook or coin: begin the next phase. */
void ballot_settle(struct world *world, unsigned g, unsigned value);

/* A letter counts, or is late. */
void ballot_receive(struct world *world, struct post_letter *letter,
                    struct event_log *log);

/* Letters in flight to general g that can no longer matter arrive late. */
void ballot_drop(struct world *world, unsigned g, struct event_log *log);

/* Stage of a letter. */
uint32_t ballot_stage_of(const struct post_letter *letter);

#endif
