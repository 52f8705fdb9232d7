/* Letters as people see them, and what some generals know of a letter.
 * Rules list letters (struct rules, member letter); a view is their
 * projection onto the camps that someone may look into. */
#ifndef CORE_VIEW_H
#define CORE_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/setup.h"
#include "core/world.h"

enum letter_state {
    LETTER_UNWRITTEN, /* silence: no messenger left */
    LETTER_RIDING,
    LETTER_ARRIVED,
    LETTER_CAPTURED,
    LETTER_REFUSED, /* arrived and was checked, and does not count */
    LETTER_SENT,    /* left; whether it arrived is not known here */
    LETTER_STATE_COUNT
};

/* One letter of the siege. */
struct letter {
    uint64_t chain;   /* who said that who said: commander first, sender last */
    uint32_t index;   /* its number under its rule */
    uint32_t sent;    /* minute of departure */
    uint32_t arrives; /* minute when it arrives, or would have */
    uint16_t forged;  /* bit g: the seal that stands for g is not g's */
    uint16_t tip;     /* number of the last block it carries, or NO_BLOCK */
    uint8_t from, to;
    uint8_t length;  /* generals in the chain */
    uint8_t order;   /* what is written in it; ORDER_NONE: hidden or nothing */
    uint8_t counted; /* the order that the receiver counts for it */
    uint8_t duty;    /* what the protocol would have written; ORDER_NONE: no
                        letter was due */
    uint8_t round;   /* from 1 */
    uint8_t state;   /* enum letter_state, at the time of the view */
    uint8_t refusal; /* enum refusal */
    bool sealed;
    bool block;     /* it carries a chain of blocks (work): `order` is that of
                       the chain, `chain` the first bytes of the last block's id,
                       `length` 0 */
    uint8_t post;   /* enum post_kind; POST_NONE for letters of other rules */
    uint16_t phase; /* vote, coin: phase, from 1; pbft: view; acks: leg */
    uint8_t claim; /* view change: the view in which `order` was prepared; acks:
                      the confirmations that are asked for */
    uint8_t late;  /* 1: it came when it could no longer matter */
};

/* All camps: what the teacher and the debrief see. */
#define EYES_ALL 0xffffu

/* Show a letter as it stands at `minute`: still riding before its arrival.
 * Returns false when it has not been sent by then. */
bool letter_at(struct letter *letter, uint32_t minute);

/* Reduce a letter to what the camps in `eyes` know of it at `minute`: the
 * sender knows what it wrote and not whether it arrived, the receiver knows it
 * from its arrival on, nobody else knows of it. Where a letter was due and
 * none came, the receiver notices it from that minute on, and cannot tell
 * silence from capture: the state is then LETTER_UNWRITTEN. EYES_ALL see
 * everything.
 * Returns false when they know nothing of it. */
bool letter_seen(struct letter *letter, uint16_t eyes, uint32_t minute);

/* Say whether the sender departed from the protocol with this letter. */
bool letter_is_lie(const struct letter *letter);

#endif
