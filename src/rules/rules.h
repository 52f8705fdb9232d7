/* The one door: every change of a siege is the answer to an open question.
 *
 * Everybody outside rules/ and solve/ uses the checked game_ functions. No
 * chance, clock, allocation, file or global state is below this header. */
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"
#include "core/view.h"
#include "core/world.h"

enum event_kind {
    EVENT_ROUND,     /* round .round begins */
    EVENT_SENT,      /* letter .letter leaves */
    EVENT_SILENT,    /* letter .letter was due and not written */
    EVENT_ARRIVED,   /* letter .letter reaches the camp */
    EVENT_CAPTURED,  /* letter .letter is taken on the road */
    EVENT_REFUSED,   /* letter .letter is checked and does not count */
    EVENT_ACCUSED,   /* .actor accuses .target; .order is 1 when proven */
    EVENT_DECIDED,   /* .actor obeys .order */
    EVENT_BATTLE,    /* .order is 1 when the city falls */
    EVENT_FOUND,     /* .actor finds block .block, which names .order */
    EVENT_FOLLOWED,  /* .actor gives its chain up for the longer one that ends
                        with .block */
    EVENT_CONFIRMED, /* .order has its confirmations on .actor's chain */
    EVENT_LATE,      /* letter .letter reaches the camp, and can no longer
                        matter */
    EVENT_PHASE,     /* .actor begins phase .block (vote, coin) */
    EVENT_TOSSED,    /* .actor's coin shows .order */
    EVENT_FELL,      /* .actor falls silent for ever */
    EVENT_TIMEOUT, /* .actor waits no longer, and asks for view .block (pbft) */
    EVENT_VIEW,    /* .actor enters view .block; .order is pre-prepared */
    EVENT_PREPARED, /* .actor holds the prepares of a quorum for .order */
    EVENT_COUNT
};

struct event {
    uint32_t minute;
    uint32_t letter; /* or NO_LETTER */
    uint8_t kind, actor, target, order;
    uint8_t round;
    uint8_t unused;
    uint16_t block; /* EVENT_FOUND, EVENT_FOLLOWED; phase or view; else 0 */
};

/* Events go to the caller's array; `count` may exceed `room`. Pass NULL to
 * game_apply where nobody looks: the world is the same. */
struct event_log {
    struct event *items;
    size_t room, count;
};

enum tri { TRI_NO, TRI_YES, TRI_VOID };

/* What came of a siege. */
struct verdict {
    uint8_t agreement;   /* IC1: all loyal generals decide the same */
    uint8_t validity;    /* IC2, enum tri; VOID when the commander is a
                            traitor */
    uint8_t termination; /* every loyal general decided */
    uint8_t falls;       /* the city falls */
    uint8_t attackers[ORDERS_MAX]; /* loyal armies that obey each order */
    uint8_t winning; /* the order that reached the quorum, or ORDER_NONE */
    uint8_t lost;    /* loyal armies that attacked below the quorum */
};

/* Why a general's duty is what it is: a list of reasons, to be put into words
 * above. */
enum reason_kind {
    REASON_TOLD,     /* the commander was told .order */
    REASON_HEARD,    /* .letter said .order, and nothing else was heard */
    REASON_VALUE,    /* .general is taken to have said .order (own direct
                        letter, or the majority about it); one of the votes */
    REASON_MAJORITY, /* .count of .of votes for .order */
    REASON_TIE,      /* no order has more than half of .of votes */
    REASON_NOTHING,  /* nothing came: the default */
    REASON_SEALED,   /* a valid sealed letter .letter for .order */
    REASON_ONLY,     /* .order is the only order under valid seals */
    REASON_CONFLICT, /* .count orders under valid seals: the default */
    REASON_CHAIN,    /* .order has .count confirmations on its chain, and .of
                        are required */
    REASON_FEW,      /* the same, but too few: the default */
    REASON_NO_CHAIN, /* its chain names no order */
    REASON_LEGS,     /* .count of the .of letters meant for it came: all */
    REASON_LACKS,    /* the same, but not all: the default */
    REASON_VOTES,    /* .count proposals for .order, and .of are required */
    REASON_QUORUM,   /* .count commits for .order, and .of are required */
    REASON_WAITING,  /* it never had enough to decide */
    REASON_COUNT
};

struct reason {
    uint32_t letter; /* or NO_LETTER */
    uint8_t kind, general, order, count, of;
};

enum rules_trait {
    RULES_SYNCHRONOUS = 1, /* rounds close at a watch bell */
    RULES_SIGNED = 2,      /* letters bear seals */
    RULES_DEPTH = 4,       /* m matters */
    RULES_COINS = 8,       /* chance decides inside the protocol */
    RULES_CHAIN = 16,      /* each general writes to the next one only */
    RULES_HIDDEN = 32,     /* not offered to players */
    RULES_WORK = 64,       /* blocks, a deadline, confirmations */
    RULES_TWO = 128,       /* two generals, confirmations, messengers */
    RULES_NO_CLOCK = 256,  /* the city chooses what arrives next; the clock
                              only counts steps; only safety is promised */
    RULES_INPUTS = 512,    /* every general begins with a value of its own */
    RULES_VIEWS = 1024     /* primaries, views, quorums */
};

/* One rule of correspondence; each rules/NAME.c ends with one of these. */
struct rules {
    const char *id, *title, *source;
    unsigned traits;
    /* The setup is one that the protocol is defined for. */
    enum status (*check)(const struct setup *, struct diag *why);
    /* The theorem's bound holds and so do its assumptions. */
    bool (*promised)(const struct setup *);
    /* Begin: `world` holds the setup and is clear but for the array at the end
     * of the rule's memory; run to the first question. */
    void (*start)(struct world *, struct event_log *);
    /* The open question; chooser CHOOSER_NOBODY when the siege is over. */
    void (*ask)(const struct world *, struct decision *);
    /* Option i of the open question. Range: i < options; any answer that is
     * accepted where options is 0. */
    void (*option)(const struct world *, uint64_t i, struct option *);
    /* Say whether an answer will do, where it is not one of a list (options 0),
     * or where there may be no room for it. NULL: all of a list will do.
     * Returns STATUS_OK, STATUS_RANGE or STATUS_FULL. */
    enum status (*accepts)(const struct world *, uint64_t answer);
    /* Answer it in place and run on to the next one. */
    void (*apply)(struct world *, uint64_t answer, struct event_log *);
    /* How many questions, the open one the first, are the same but for letter
     * and receiver, whatever is answered; and all of them answered at once.
     * NULL, both: one. */
    uint32_t (*row)(const struct world *);
    void (*apply_row)(struct world *, const uint8_t *answers, uint32_t count);
    void (*judge)(const struct world *, struct verdict *);
    /* Letters of all rounds begun so far, in the order of their numbers.
     * letter() gives everything, as if everything had been seen; letters that
     * are not yet written have state LETTER_UNWRITTEN and order ORDER_NONE. */
    uint32_t (*letters)(const struct world *);
    void (*letter)(const struct world *, uint32_t index, struct letter *);
    /* What the future depends on: no clock, no cursor. Returns the length it
     * wanted. */
    size_t (*canon)(const struct world *, uint8_t *key, size_t room);
    /* Why general g's duty is what it is. Returns how many it wanted: 0 as
     * long as letters are still being written (without a clock perhaps only
     * until g has decided). */
    size_t (*explain)(const struct world *, unsigned g, struct reason *,
                      size_t room);
};

/* The rules with this number, or NULL when the program does not have them. */
const struct rules *rules_get(enum rule_id id);

/* Say whether the theorem of a rule promises that it is safe with m = depth, n
 * generals and any t of them traitors. False where there is no such siege. */
bool rules_promise(enum rule_id id, unsigned depth, unsigned n, unsigned t);

/* The number of the rules with this id ("oral"), which may be some that the
 * program does not have yet; RULE_COUNT when there are none. */
enum rule_id rules_find(const char *id);

/* Check the setup and begin a siege.
 * Fails: STATUS_SETUP, STATUS_FULL with a sentence in `why`; `out` is then
 * untouched. */
STRATEGOS_CHECKED enum status game_start(struct world *out,
                                         const struct setup *setup,
                                         struct event_log *log,
                                         struct diag *why);

/* The open question. */
void game_ask(const struct world *world, struct decision *out);

/* Option i of the open question.
 * Fails: STATUS_RANGE, STATUS_OVER; `out` is then untouched. */
STRATEGOS_CHECKED enum status game_option(const struct world *world, uint64_t i,
                                          struct option *out);

/* The first answer to the open question of this kind and order (ORDER_NONE:
 * any order); 0, the duty, when there is none. */
uint64_t game_find_option(const struct world *world, enum option_kind kind,
                          unsigned order);

/* Answer the open question, in place.
 * Fails: STATUS_STALE when the cursor is not that of the open question,
 * STATUS_RANGE, STATUS_FULL, STATUS_OVER; `world` is then untouched. `log` may
 * be NULL. */
STRATEGOS_CHECKED enum status
game_apply(struct world *world, struct action action, struct event_log *log);

/* How many questions, the open one the first, have the same chooser, actor and
 * number of options, and may be answered at once: from 1 to ROW_MAX. For
 * whoever answers without looking, to be quick. */
enum { ROW_MAX = GENERALS_MAX };
uint32_t game_row(const struct world *world);

/* Answer so many of them as game_apply would, one after the other.
 * Range: count is game_row. Fails: as game_apply. */
STRATEGOS_CHECKED enum status game_apply_row(struct world *world,
                                             uint32_t cursor,
                                             const uint8_t *answers,
                                             uint32_t count);

/* What came of it so far; complete when the siege is over. */
void game_judge(const struct world *world, struct verdict *out);

/* Letters: see struct rules. */
uint32_t game_letters(const struct world *world);
void game_letter(const struct world *world, uint32_t index, struct letter *out);

/* What the camps in `eyes` know at `minute`, in the order of arrival and then
 * of number. Returns how many letters it wanted. */
size_t game_view(const struct world *world, uint16_t eyes, uint32_t minute,
                 struct letter *out, size_t room);

/* A key that is equal exactly when general g has seen the same: the clock, its
 * letters received and sent, its own open question; under proof of work also
 * the blocks that it mined and the chain that it follows, without a clock its
 * value, its coins and how far it has come. For "some rule over
 * the own views" and for knowledge. Returns the length it wanted. */
size_t game_view_key(const struct world *world, unsigned g, uint8_t *key,
                     size_t room);

/* The same at an earlier minute or later one, under synchronous rules: the
 * minute, what g was told, and the letters as it knows them then. Nothing that
 * leaks, such as when a siege ended. */
size_t game_view_key_at(const struct world *world, unsigned g, uint32_t minute,
                        uint8_t *key, size_t room);

/* A key that is equal when all that was written, captured and asked so far is
 * the same but for the numbers of letters with the same content: such sieges
 * go on alike (synchronous rules, up to the judgements). Returns the length it
 * wanted. */
size_t game_past_key(const struct world *world, uint8_t *key, size_t room);

/* Add an event; counts when there is no room; does nothing when log is NULL. */
void event_add(struct event_log *log, struct event event);

#endif
