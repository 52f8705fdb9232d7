/* The parts of the rule pbft: what a loyal replica does with a letter
 * (pbft_replica.c), what a traitor can prove (pbft_proof.c), what traitors are
 * asked (pbft_ask.c), and the city (pbft_flow.c). Private to the rule. */
#ifndef RULES_PBFT_FLOW_H
#define RULES_PBFT_FLOW_H

#include "rules/lockstep.h"
#include "rules/pbft.h"
#include "rules/post.h"

enum pbft_step {
    STEP_CITY,     /* the traitors have nothing to choose */
    STEP_CHANGE,   /* their view changes */
    STEP_NEW_VIEW, /* a traitor primary opens its view */
    STEP_VOUCH     /* prepares and commits; in view 0 first the traitor
                      primary's pre-prepares */
};

/* --- pbft_replica.c --- */

/* The primary of view 0 is loyal and begins; everything else is clear. */
void replica_begin(struct world *world, struct event_log *log);

/* A letter for a loyal replica arrives. */
void replica_receive(struct world *world, struct post_letter *letter,
                     struct event_log *log);

/* Replica g waits no longer, and asks for this view. Range: view <=
 * setup.confirmations, and above its own. */
void replica_change_view(struct world *world, unsigned g, unsigned view,
                         struct event_log *log);

/* Say whether a letter in flight can still change its receiver's mind, now or
 * later, and whether it can now. */
bool replica_minds(const struct world *world, const struct post_letter *letter);
bool replica_uses(const struct world *world, const struct post_letter *letter);

/* --- pbft_proof.c --- */

/* A certificate: an order, and the view in which it was prepared. */
struct certificate {
    uint8_t order; /* ORDER_NONE: there is none */
    uint8_t view;
};

/* The i-th certificate that the traitors can show for a view change to `view`,
 * the latest view first. Returns false when there are no more. */
bool proof_certificate(const struct world *world, unsigned view, uint32_t i,
                       struct certificate *out);

/* The certificate among those of these replicas that a new view must follow;
 * of two from one view the one of the lowest replica. */
struct certificate proof_highest(const struct world *world, unsigned view,
                                 uint16_t replicas);

/* Say whether a traitor can open `view` with this order. */
bool proof_opens(const struct world *world, unsigned view, unsigned order);

/* The order with which the protocol would open it now; ORDER_NONE when it
 * cannot be opened yet. */
unsigned proof_duty(const struct world *world, unsigned view);

/* --- pbft_ask.c --- */

/* Go to the next question for the traitors. Returns false when there is none:
 * step is then STEP_CITY. */
bool asking_next(struct world *world);

uint32_t asking_options(const struct world *world);
void asking_option(const struct world *world, uint32_t i, struct option *out);
void asking_answer(struct world *world, uint32_t i, struct event_log *log);

/* --- pbft_flow.c: struct rules --- */

void pbft_start(struct world *world, struct event_log *log);
void pbft_ask(const struct world *world, struct decision *out);
void pbft_option(const struct world *world, uint64_t i, struct option *out);
enum status pbft_accepts(const struct world *world, uint64_t answer);
void pbft_apply(struct world *world, uint64_t answer, struct event_log *log);
void pbft_judge(const struct world *world, struct verdict *out);

#endif
