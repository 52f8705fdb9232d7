/* Everything that is settled before the first question of a siege is asked.
 * A setup is a flat value; unused slots are zero. It holds no text for people:
 * names and stories belong to levels. */
#ifndef CORE_SETUP_H
#define CORE_SETUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"

enum {
    GENERALS_MAX = 16,
    NO_GENERAL = 0xff,
    ORDERS_MAX = 8,    /* retreat included */
    ORDER_RETREAT = 0, /* the default order of a general who cannot tell */
    ORDER_NONE = 0xff,
    ORDER_ID_MAX = 16, /* bytes, the closing zero included */
    DEPTH_MAX = 64,
    MINUTES_MAX = 60000, /* of one road */
    PPM = 1000000,       /* parts in a million: the unit of probabilities */
    DAY_MINUTES = 24 * 60,
    WEEK_MINUTES = 7 * DAY_MINUTES,
    STEP_MINUTES = 60 /* of one step without a clock (vote, coin, pbft) */
};

/* The rules of correspondence. The numbers are never reused: they stand in
 * the bytes that a world is hashed from. */
enum rule_id {
    RULE_BLANK,
    RULE_RELAY,
    RULE_ACKS,
    RULE_ORAL,
    RULE_SIGNED,
    RULE_VOTE,
    RULE_COIN,
    RULE_PBFT,
    RULE_WORK,
    RULE_COUNT
};

struct setup {
    uint64_t seed;  /* the keys of the seals derive from it; nature reads it */
    uint32_t start; /* minute of the week when the siege begins; 0 is Monday
                       00:00; only shown, never reckoned with */
    uint32_t capture; /* parts in a million: chance captures a messenger */
    uint32_t order_minute[ORDERS_MAX]; /* since the siege began; retreat 0 */
    uint32_t deadline;                 /* minute; 0: there is none */
    uint32_t tries; /* one nonce in so many finds a block (work); else 0 */
    char order_id[ORDERS_MAX][ORDER_ID_MAX]; /* lower-case ASCII, zero padded */
    uint16_t road[GENERALS_MAX][GENERALS_MAX]; /* minutes; 0: no road */
    uint16_t watched[GENERALS_MAX]; /* bit j of watched[i]: the city's scouts
                                       watch the road from i to j */
    uint16_t power[GENERALS_MAX];   /* nonces a minute (work) */
    uint16_t traitors;              /* bit g: general g is a traitor */
    uint16_t accusers; /* bit g: general g may accuse before the battle */
    uint8_t rule;      /* enum rule_id */
    uint8_t generals;  /* n, the commander included; 1 .. GENERALS_MAX */
    uint8_t depth;     /* m of OM(m) and SM(m); 0 .. DEPTH_MAX */
    uint8_t commander;
    uint8_t order;  /* what the commander is told; index into order_id */
    uint8_t orders; /* how many orders there are, retreat included; >= 2 */
    uint8_t quorum; /* armies that must attack at the same minute */
    uint8_t faults; /* t that the protocol is told to expect */
    uint8_t budget; /* messengers that the city may capture */
    uint8_t confirmations; /* k (acks), z (work), view changes at most (pbft) */
    uint8_t messengers;    /* r (acks) */
    uint8_t input[GENERALS_MAX]; /* first value of each general (vote, coin) */
    uint8_t falls; /* generals who may fall silent for ever (vote, coin) */
};

/* Set `out` to n generals under a rule: general 0 commands, two orders
 * ("retreat", and "attack" on Friday 13:00, 31 hours after a start on
 * Thursday 06:00), all roads 60 minutes, quorum more than half of all armies,
 * no traitor, no capture, seed 1, m = 1. Under RULE_WORK: 100 nonces a minute
 * each, a block in ten minutes of all together, deadline after two hours, three
 * confirmations, roads of one minute. Under RULE_ACKS: two confirmations, one
 * messenger a leg. Under RULE_VOTE, RULE_COIN and RULE_PBFT: every general
 * begins with 1 (attack), t is the largest that the rule allows for n and
 * nobody lies, as many may fall (not under pbft); RULE_VOTE ends after 10,000
 * steps, RULE_PBFT allows eight view changes.
 * Range: 1 <= generals <= GENERALS_MAX. */
void setup_default(struct setup *out, enum rule_id rule, unsigned generals);

/* Check what every rule needs: ranges, a commander who exists, roads and scouts
 * between different generals who exist, distinct order ids, an order that
 * exists, a retreat without an hour. Says nothing about one rule's own bounds.
 * Fails: STATUS_SETUP with a sentence in `why`. */
STRATEGOS_CHECKED enum status setup_check(const struct setup *setup,
                                          struct diag *why);

/* Count a set of generals or orders: bit i stands for number i. */
unsigned set_count(unsigned set);

/* Say whether general g is a traitor. */
bool setup_is_traitor(const struct setup *setup, unsigned g);

/* Count the traitors. */
unsigned setup_traitors(const struct setup *setup);

/* Say whether any messenger can be captured, by chance or by the city. */
bool setup_can_capture(const struct setup *setup);

/* Say whether every ordered pair of camps has a road. */
bool setup_roads_complete(const struct setup *setup);

/* Another order than the commander's: to attack where there is one. */
unsigned setup_other_order(const struct setup *setup);

/* Find an order by its id. Returns its index, or ORDER_NONE. */
unsigned setup_find_order(const struct setup *setup, const char *id);

#endif
