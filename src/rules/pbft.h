/* What others may ask about the rule pbft: primaries and quorums, and what a
 * question to a traitor is about. */
#ifndef RULES_PBFT_H
#define RULES_PBFT_H

#include "rules/rules.h"

/* The primary of a view: the commander first, then the next in number. */
unsigned pbft_primary(const struct setup *setup, unsigned view);

/* 2f + 1: commits that decide, view changes that open a view. */
unsigned pbft_quorum(const struct setup *setup);

/* 2f: prepares that make a certificate, together with the pre-prepare. */
unsigned pbft_prepares(const struct setup *setup);

/* Say whether g holds a certificate of its present view. */
bool pbft_is_prepared(const struct world *world, unsigned g);

/* The highest view that a loyal replica has asked for or entered. */
unsigned pbft_highest_view(const struct world *world);

/* The letter that a traitor is asked for. */
struct pbft_question {
    uint8_t kind;          /* enum post_kind; POST_NONE: none is */
    uint8_t actor, target; /* generals */
    uint8_t view;
    uint8_t order; /* prepare, commit: the order; else the duty's */
    uint8_t due;   /* prepare, commit: 1 when the protocol has it sent */
};

/* What the open question is about. */
void pbft_asked(const struct world *world, struct pbft_question *out);

#endif
