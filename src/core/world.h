/* The siege as a value: no pointers, no padding; unused slots are zero, but
 * for the array at the end of a rule's memory, which is not read beyond its
 * used part. `=` copies it; world_copy copies only what is used. The world
 * changes only through struct rules (rules/rules.h). */
#ifndef CORE_WORLD_H
#define CORE_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "core/memory.h"
#include "core/setup.h"

enum chooser {
    CHOOSER_NOBODY, /* the siege is over */
    CHOOSER_TRAITOR,
    CHOOSER_GENERAL, /* a loyal general's judgement */
    CHOOSER_CITY,
    CHOOSER_CHANCE,
    CHOOSER_COUNT
};

/* What a question is about. */
enum decision_kind {
    DECISION_NONE,
    DECISION_LETTER,  /* what one letter says (relay, oral) */
    DECISION_SEAL,    /* whether this sealed letter goes to this receiver */
    DECISION_FORGE,   /* whether to try a forged seal on this receiver */
    DECISION_CAPTURE, /* whether this messenger is captured */
    DECISION_ACCUSE,  /* whom to accuse */
    DECISION_PROOF_1, /* the first letter of the proof */
    DECISION_PROOF_2, /* the second one */
    DECISION_DECIDE,  /* which order to obey */
    DECISION_MINE,    /* chance: who finds the next block, and when */
    DECISION_PUBLISH, /* which chain the traitors show a general */
    DECISION_BUILD,   /* which block a traitor builds on, naming what */
    DECISION_ALARM,   /* when the traitors want to be asked again */
    DECISION_TRUST,   /* which of the chains that it knows a general follows */
    DECISION_DEMAND,  /* how many confirmations the commander asks for (acks) */
    DECISION_DELIVER, /* the city: what happens next on a network without a
                         clock (vote, coin, pbft) */
    DECISION_TOSS,    /* chance: how `actor`'s coin falls (coin) */
    DECISION_VOTE,    /* what a traitor writes to `target` (coin, pbft) */
    DECISION_VOUCH,   /* whether a traitor sends `target` this prepare or
                         commit (pbft) */
    DECISION_COUNT
};

/* Who must choose next, and among what. Answers are 0 .. options - 1; 0 is
 * always the protocol's duty. */
struct decision {
    uint32_t cursor;       /* number of this question; an action repeats it */
    uint32_t options;      /* 0 when an answer is not one of a list (work) */
    uint32_t item;         /* index of the letter it is about, or NO_LETTER */
    uint32_t minute;       /* when the choice is made */
    uint8_t chooser;       /* enum chooser */
    uint8_t kind;          /* enum decision_kind */
    uint8_t actor, target; /* generals, or NO_GENERAL */
    uint8_t round; /* questions of one round may be edited in any order */
};

#define NO_LETTER UINT32_MAX

enum option_kind {
    OPTION_SAY,      /* write .order */
    OPTION_SILENT,   /* write nothing */
    OPTION_SEND,     /* send the sealed letter in question */
    OPTION_WITHHOLD, /* keep it back */
    OPTION_FORGE,    /* forge seals under .order */
    OPTION_PASS,     /* let the messenger pass; try no forgery */
    OPTION_CAPTURE,
    OPTION_ACCUSE,  /* .general, or nobody when NO_GENERAL */
    OPTION_PROOF,   /* .letter */
    OPTION_DECIDE,  /* obey .order */
    OPTION_NOTHING, /* nobody finds a block before something else happens */
    OPTION_FOUND,   /* .general finds one in .minute with .nonce */
    OPTION_PUBLISH, /* show the chain up to .block */
    OPTION_FLOOD,   /* show an invalid block; .refusal says what is wrong */
    OPTION_BUILD,   /* build on .block; name .order where its chain has none */
    OPTION_ALARM,   /* wake at .minute; 0: when something changes */
    OPTION_TRUST,   /* follow the chain up to .block */
    OPTION_DEMAND,  /* ask for .count confirmations */
    OPTION_DELIVER, /* letter .letter arrives next */
    OPTION_FALL,    /* .general falls silent for ever */
    OPTION_TIMEOUT, /* .general waits no longer, and changes its view */
    OPTION_TOSS,    /* the coin shows .order */
    OPTION_UNSURE,  /* write "no order has a majority" (coin) */
    OPTION_CLAIM,   /* view change: claim that .order was prepared in view
                       .count, or that nothing was (ORDER_NONE) */
    OPTION_COUNT
};

/* One answer to a question, in detail. */
struct option {
    uint64_t weight;        /* of a CHANCE option; the chance is weight / sum */
    uint32_t minute, nonce; /* work; else 0 */
    uint32_t letter;   /* PROOF, DELIVER, CAPTURE of an open network: index of
                          a letter; else NO_LETTER */
    uint8_t kind;      /* enum option_kind */
    uint8_t order;     /* or ORDER_NONE */
    uint8_t general;   /* or NO_GENERAL */
    uint8_t redundant; /* 1: leads to the same decisions as an earlier option
                          of the same question (silence is the default order,
                          a forgery is refused); plans do not count it */
    uint16_t block;    /* number of a block (work), or NO_BLOCK */
    uint8_t refusal;   /* enum refusal */
    uint8_t count;     /* DEMAND, CLAIM */
    uint8_t unused[4];
};

struct action {
    uint64_t answer;
    uint32_t cursor;
};

enum stage {
    STAGE_LETTERS, /* the letters of a round are written */
    STAGE_ROADS,   /* messengers ride and may be captured */
    STAGE_ACCUSE,
    STAGE_PROOF_1,
    STAGE_PROOF_2,
    STAGE_DECIDE,
    STAGE_OVER
};

struct world {
    struct setup setup;
    uint32_t clock;                    /* minutes since the siege began */
    uint32_t cursor;                   /* number of the open question, from 0 */
    uint32_t sent, captured, rejected; /* letters */
    uint32_t proof[GENERALS_MAX][2];   /* letters shown with the accusation */
    uint32_t round_start[ROUNDS_MAX + 1]; /* minute when round r, from 1,
                                             began; [0] unused */
    uint32_t at;       /* letter that the open question is about */
    uint8_t city_asks; /* 1: the open capture question is the city's */
    uint8_t unused[3];
    uint8_t stage;                 /* enum stage */
    uint8_t round;                 /* from 1; 0 before the first */
    uint8_t actor;                 /* general whom the stage is about */
    uint8_t budget;                /* captures that the city has left */
    uint8_t duty[GENERALS_MAX];    /* order that the protocol tells each loyal
                                      general to obey; ORDER_NONE before */
    uint8_t decided[GENERALS_MAX]; /* what it obeys; ORDER_NONE before, and
                                      always for traitors */
    uint8_t accused[GENERALS_MAX]; /* whom general g accused; NO_GENERAL */
    uint8_t proven[GENERALS_MAX];  /* 1: with two letters that prove it */
    union memory memory;
};

/* Copy the used part; the rest of `out` is left as it was. */
void world_copy(struct world *out, const struct world *world);

/* Say whether the used parts are the same. */
bool world_equal(const struct world *a, const struct world *b);

/* Write the used part in its documented form (little-endian, src/README.md),
 * which no capacity changes. Returns the length it wanted. */
size_t world_write(const struct world *world, uint8_t *bytes, size_t room);

/* The same without clock, cursor and the minutes of rounds: what the future
 * depends on. Returns the length it wanted. */
size_t world_canon(const struct world *world, uint8_t *key, size_t room);

/* Largest length that world_write can want. */
size_t world_write_max(void);

#endif
