/* What each rule remembers of a siege, as flat values inside the world.
 * The layout puts the growing array last, so that only the used part is
 * copied, compared and hashed. No rule's logic is here. */
#ifndef CORE_MEMORY_H
#define CORE_MEMORY_H

#include <stdint.h>

#include "core/paths.h"
#include "core/setup.h"

enum {
    LETTERS_MAX = 16384, /* oral: OM(3) with 10 generals needs 3609 */
    SEALED_MAX = 8192,   /* signed: every letter that traitors could send */
    ROUNDS_MAX = DEPTH_MAX + 1,
    ACKS_LEGS_MAX = ROUNDS_MAX, /* acks: the order and its confirmations */
    ACKS_MESSENGERS_MAX = 32    /* acks: of one leg */
};

/* One letter of OM(m) in one byte; its index says who sent it to whom.
 * Bits 0-2: the order that the receiver counts (the default when none came).
 * Bits 3-5: the order that was written. Bit 6: nothing was written.
 * Bit 7: the messenger was captured. */
enum {
    ORAL_HEARD = 0x07,
    ORAL_WRITTEN_SHIFT = 3,
    ORAL_WRITTEN = 0x38,
    ORAL_SILENT = 0x40,
    ORAL_CAPTURED = 0x80
};

/* OM(m), and the chain, whose letter i rides from its i-th to its (i+1)-th
 * general. */
struct memory_oral {
    uint32_t letters; /* used slots of letter[]: all rounds begun so far */
    uint32_t passes;  /* the letter that the one in question passes on; this
                         and what follows derives from the question's letter
                         (oral only) */
    uint16_t used;    /* generals on path[]; bit g */
    uint8_t length;   /* of path[] */
    uint8_t target;   /* receiver of the letter in question */
    uint8_t value;    /* the order that it would pass on */
    uint8_t unused;
    uint16_t reaches_all;       /* bit g: general g has a road to every other */
    uint8_t path[GENERALS_MAX]; /* who passed on what it passes on */
    uint8_t letter[LETTERS_MAX];
};

/* Why a sealed letter did not count. */
enum refusal {
    REFUSAL_NONE,
    REFUSAL_SEAL,   /* a seal that its general's key does not confirm */
    REFUSAL_ROUND,  /* not exactly as many seals as rounds */
    REFUSAL_PROOF,  /* the block's id is not below the target (work) */
    REFUSAL_PARENT, /* its previous block is not in the chain (work) */
    REFUSAL_TARGET, /* it was made for an easier target (work) */
    REFUSAL_COUNT
};

enum {
    SEALED_CAPTURED = 0x01,
    SEALED_ARRIVED = 0x02, /* reached the camp, whether it counts or not */
    SEALED_WRITTEN = 0x04, /* a messenger left with it */
    SEALED_DUE = 0x08,     /* the protocol has the sender send it */
    SEALED_NEW = 0x10,     /* counted, and brought an order that was new */
    SEALED_ASKED = 0x20,   /* a traitor chooses whether it is sent */
    SEALED_FORGERY = 0x40  /* a place for a forgery; `order` when written */
};

/* One letter of SM(m); while a round's letters are written, also one that a
 * traitor could send. */
struct sealed {
    uint64_t chain;  /* signers, commander first, sender last (paths.h) */
    uint16_t forged; /* bit g: the seal that stands for g is not g's */
    uint8_t order, to;
    uint8_t length; /* seals in the chain */
    uint8_t round;
    uint8_t flags;
    uint8_t refusal; /* enum refusal */
};

/* What matters of SM(m) besides the letters is in the fixed part before
 * letter[], all of it plain numbers. */
struct memory_signed {
    uint32_t letters;            /* used slots of letter[] */
    uint32_t first;              /* first slot of the present round */
    uint8_t known[GENERALS_MAX]; /* V of each general: bit o for order o */
    uint8_t forgeable; /* orders that the traitors lack the commander's seal
                          for, while he is loyal; bit o */
    uint8_t unused[7];
    struct sealed letter[SEALED_MAX];
};

enum {
    BLOCKS_MAX = 512,        /* work: of all forks, the start block included */
    WORK_LETTERS_MAX = 8192, /* work: two days of ten generals, and more */
    NO_BLOCK = 0xffff,
    BLOCK_ID_BYTES = 32
};

/* A block of proof of work. Block 0 is the start block, which nobody mined; a
 * parent's number is below its children's. */
struct block {
    uint8_t id[BLOCK_ID_BYTES]; /* SHA-256 of its header */
    uint32_t minute;            /* when it was found */
    uint32_t nonce;
    uint16_t parent; /* NO_BLOCK: the start block */
    uint16_t height; /* 0: the start block */
    uint16_t known;  /* bit g: general g has it */
    uint16_t names;  /* lowest block of its chain that names an order, or
                        NO_BLOCK */
    uint8_t miner;   /* NO_GENERAL: the start block */
    uint8_t order;   /* that it names itself; ORDER_NONE */
    uint8_t unused[2];
};

enum {
    WORK_CAPTURED = 0x01,
    WORK_SETTLED = 0x02, /* arrived, or was captured */
    WORK_DUE = 0x04,     /* the protocol has the sender send it */
    WORK_SILENT = 0x08,  /* it was due, and a traitor kept it back */
    WORK_FLOOD = 0x10,   /* an invalid block; `refusal` says what is wrong */
    WORK_ASKED = 0x20    /* past the questions of capture */
};

/* One letter of proof of work: a chain up to its last block, or the
 * commander's order. */
struct work_letter {
    uint32_t sent, arrives;
    uint16_t block; /* the chain's last; NO_BLOCK: the commander's order */
    uint16_t tip;   /* the receiver's tip just after it came, or NO_BLOCK */
    uint8_t from, to;
    uint8_t order; /* of the chain, or the commander's; ORDER_NONE */
    uint8_t flags;
    uint8_t refusal; /* enum refusal */
    uint8_t unused[3];
};

/* What the ledgers are, and what is about to be asked. */
struct memory_work {
    uint32_t letters;  /* used slots of letter[] */
    uint32_t settled;  /* all letters before this one are settled */
    uint32_t alarm;    /* minute when the traitors want to be asked; 0: none */
    uint32_t round;    /* number of the questions that belong together */
    uint16_t blocks;   /* used slots of block[]; at least the start block */
    uint16_t found;    /* block that a traitor has just found, or NO_BLOCK */
    uint16_t withheld; /* blocks of traitors not sent at once to all */
    uint8_t phase;     /* of the rule: rules/work.c */
    uint8_t miner;     /* generals before this one have used up the
                          present minute */
    uint8_t woken;     /* 1: something changed for the traitors */
    uint8_t kept;      /* 1: a part of `found` was kept back */
    uint8_t unused[6];
    uint16_t tip[GENERALS_MAX];   /* last block of the chain that general g
                                     builds on and obeys */
    uint16_t best[GENERALS_MAX];  /* the longest chain that it knows, the first
                                     seen of equals: the protocol's tip */
    uint16_t due[GENERALS_MAX];   /* block that the traitors owe general g */
    uint16_t shown[GENERALS_MAX]; /* height of what the traitors know that
                                     general g has */
    uint8_t vote[GENERALS_MAX];   /* order that its next block names where its
                                     chain names none; or ORDER_NONE */
    uint8_t heard[GENERALS_MAX];  /* the commander's order, or ORDER_NONE */
    uint8_t confirmed[GENERALS_MAX]; /* first order that had the required
                                        confirmations on its chain */
    struct block block[BLOCKS_MAX];
    struct work_letter letter[WORK_LETTERS_MAX];
};

/* What a letter of an asynchronous rule is. */
enum post_kind {
    POST_NONE,
    POST_REPORT,      /* vote, coin: the sender's value */
    POST_PROPOSAL,    /* vote, coin: the value that most reported, or none */
    POST_PRE_PREPARE, /* pbft: the primary's order */
    POST_PREPARE,
    POST_COMMIT,
    POST_VIEW_CHANGE, /* pbft: the view is given up; what was prepared */
    POST_NEW_VIEW,    /* pbft: the new primary's order */
    POST_KIND_COUNT
};

enum {
    POST_ARRIVED = 0x01,
    POST_CAPTURED = 0x02,
    POST_SILENT = 0x04, /* it was due, and a traitor wrote nothing */
    POST_LATE = 0x08,   /* arrived, and could no longer matter */
    POST_DUE = 0x10,    /* the protocol has the sender send it: `duty` */
    POST_ROAD = 0x20,   /* past the question whether chance captures it */
    POST_HELD = 0x40    /* arrived before its receiver had use for it (the
                           rule's own mark) */
};

enum {
    POST_MAX = 8192 /* when it is full, the older half of the settled letters is
                       forgotten */
};

/* One letter of an asynchronous rule. */
struct post_letter {
    uint32_t number;  /* of all letters of the siege, from 0 */
    uint32_t sent;    /* minute */
    uint32_t arrived; /* minute when it was settled; 0 before */
    uint16_t phase;   /* vote, coin: phase, from 1; pbft: view */
    uint8_t from, to;
    uint8_t kind;  /* enum post_kind */
    uint8_t order; /* its value; ORDER_NONE: "no majority", "nothing was
                      prepared" */
    uint8_t duty;  /* what the protocol would have written */
    uint8_t flags;
    uint8_t claim; /* view change: view in which `order` was prepared */
    uint8_t unused[3];
};

/* Letters in the order of their numbers: all in flight, and those settled ones
 * that are not forgotten yet. The future does not depend on settled ones. */
struct post {
    uint32_t letters;   /* of the siege so far: the next one's number */
    uint32_t used;      /* slots of letter[] */
    uint32_t forgotten; /* letters that were dropped */
    uint32_t settled;   /* no letter before this slot is in flight; derives
                           from the letters, and only saves time */
    struct post_letter letter[POST_MAX];
};

/* vote and coin: a letter of these stages waits in its receiver's tent until
 * the receiver has come so far. Stage 2 * (phase - 1) is the report of a phase,
 * the next one its proposal. */
enum { VOTE_AHEAD = 10, VOTE_VALUES = 3 };

struct memory_vote {
    uint16_t fallen;   /* bit g: general g has fallen silent for ever */
    uint16_t halted;   /* bit g: it has decided, and written its last letters */
    uint16_t tossing;  /* bit g: its coin is in the air */
    uint16_t entering; /* bit g: it is about to write the letters of a stage */
    uint8_t falls;     /* generals who may still fall */
    uint8_t unused[7];
    uint32_t stage[GENERALS_MAX];   /* of each general */
    uint32_t ended[GENERALS_MAX];   /* phase in which it decided; 0 before */
    uint8_t value[GENERALS_MAX];    /* 0 or 1 */
    uint8_t proposal[GENERALS_MAX]; /* 0, 1, or ORDER_NONE; in a proposal
                                       stage */
    uint8_t votes[GENERALS_MAX]; /* proposals for its decision that it held */
    /* Letters that count for the stage that is d ahead of g's own: for 0, for
     * 1, and without a value. Its own letter is among them from d = 0 on. */
    uint8_t tally[GENERALS_MAX][VOTE_AHEAD][VOTE_VALUES];
    struct post post;
};

enum { PBFT_VIEWS_MAX = 16, NO_VIEW = 0xff };

/* What each loyal replica of pbft holds of its present view and of the view
 * changes, and what was really sent in each view, which is what a traitor can
 * show as a proof. */
struct memory_pbft {
    uint32_t question; /* of the traitors' present round: rules/pbft_ask.c */
    uint16_t fresh;    /* bit o: prepares and commits for order o are about to
                          be asked for, in view `vouching` */
    uint8_t step;      /* enum pbft_step: what the traitors are asked */
    uint8_t round;     /* number of the questions that belong together */
    uint8_t changing;  /* view that a loyal replica has just been the first to
                          ask for; 0: none */
    uint8_t renewing;  /* view that a traitor may open now; 0: none */
    uint8_t vouching;
    uint8_t unused[5];
    uint8_t view[GENERALS_MAX];     /* of each replica, from 0 */
    uint8_t active[GENERALS_MAX];   /* 1: it is in its view; 0: it waits for
                                       the new view */
    uint8_t accepted[GENERALS_MAX]; /* order pre-prepared in its view, or
                                       ORDER_NONE */
    uint8_t prepared_order[GENERALS_MAX]; /* its last certificate, or
                                             ORDER_NONE */
    uint8_t prepared_view[GENERALS_MAX];  /* NO_VIEW before */
    uint8_t decided_view[GENERALS_MAX];   /* NO_VIEW before */
    /* [g][s]: highest view that s asks for in a letter that g has */
    uint8_t heard[GENERALS_MAX][GENERALS_MAX];
    uint16_t prepares[GENERALS_MAX][ORDERS_MAX]; /* in its view: from whom */
    uint16_t commits[GENERALS_MAX][ORDERS_MAX];
    /* Of each view: */
    uint16_t asked[PBFT_VIEWS_MAX]; /* loyal replicas that asked for it */
    uint16_t got[PBFT_VIEWS_MAX];   /* from whom its loyal primary has view
                                       changes, its own included */
    uint16_t told[PBFT_VIEWS_MAX];  /* to whom its traitor primary wrote */
    /* Loyal backups that sent a prepare for each order. */
    uint16_t vouched[PBFT_VIEWS_MAX][ORDERS_MAX];
    uint8_t proposed[PBFT_VIEWS_MAX]; /* order that its loyal primary wrote, or
                                         that its traitor should have written;
                                         ORDER_NONE before */
    uint8_t opened[PBFT_VIEWS_MAX];   /* bit o: prepares and commits for order o
                                         were asked for */
    /* [v][s]: certificate that s names when it asks for view v: order or
     * ORDER_NONE, and in which view it was prepared */
    uint8_t change_order[PBFT_VIEWS_MAX][GENERALS_MAX];
    uint8_t change_claim[PBFT_VIEWS_MAX][GENERALS_MAX];
    struct post post;
};

/* Two generals: leg i of messengers, from 0, the order's first. Where nobody
 * rode, nobody came. */
struct memory_acks {
    uint8_t demanded; /* confirmations */
    uint8_t legs;     /* used slots of leg[] */
    uint8_t unused[6];
    uint32_t leg[ACKS_LEGS_MAX]; /* bit m: messenger m did not come */
};

/* The do-nothing rule counts the questions that were answered. */
struct memory_blank {
    uint32_t answered;
};

union memory {
    struct memory_blank blank;
    struct memory_oral oral; /* relay and oral */
    struct memory_signed sealed;
    struct memory_work work;
    struct memory_acks acks;
    struct memory_vote vote; /* vote and coin */
    struct memory_pbft pbft;
};

/* No rule's fixed part, before the array that grows, is longer, but for those
 * of work, vote, coin and pbft, which clear it themselves. A siege begins with
 * this much cleared; a rule clears what it adds to its array. */
enum { MEMORY_HEAD_MAX = 64 };

/* Bytes of `memory` that are in use under this rule: a prefix. */
size_t memory_used(enum rule_id rule, const union memory *memory);

#endif
