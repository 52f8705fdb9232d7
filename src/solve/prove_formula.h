/* The siege as a circuit: traitors' letters are its inputs, the decisions of
 * loyal generals its outputs, and the question is one literal of it. Knows no
 * solver. Private to prove*.c and its tests.
 *
 * Only letters that can reach a decision in question are inputs; the others do
 * their duty. With a loyal commander agreement and validity ask the same: he
 * obeys his order, so that a general who differs from another differs from him
 * or the other does. With a traitor commander validity asks nothing. */
#ifndef SOLVE_PROVE_FORMULA_H
#define SOLVE_PROVE_FORMULA_H

#include "core/paths.h"
#include "core/world.h"
#include "solve/prove_clock.h"
#include "solve/prove_cnf.h"

/* An order as literals, of which at most one is true: is[o] for order o, from
 * 1 on. Where none is, it is retreat. is[0] is unused. */
struct value {
    int is[ORDERS_MAX];
};

/* One letter of SM(m) that may be written (prove_signed.c). */
struct prove_sealed {
    path_bits chain;  /* sender last */
    int present;      /* it is written, and there is a road */
    int news;         /* it brings an order that is new to its receiver */
    int sends;        /* input: a traitor sends it; 0: it goes by itself */
    uint32_t cause;   /* a letter without which it is not written; NO_LETTER */
    uint32_t earlier; /* the last one before with this order and receiver, or
                         NO_LETTER */
    uint8_t order, to, length, from;
};

struct list {
    int *item;
    size_t count, room;
};

struct formula {
    const struct setup *setup;
    struct circuit circuit;
    uint32_t *letter; /* relay, oral: first input of letter i; 0: none */
    uint32_t letters; /* of the whole siege */
    struct prove_sealed *sealed; /* signed: by round and number */
    uint32_t sealed_used, sealed_room;
    struct list lie;                     /* literals of lies, when `lies` */
    struct value decision[GENERALS_MAX]; /* of the generals in `decides` */
    uint16_t decides;
    int question; /* true: something is broken */
    const struct prove_clock *clock;
    bool lies;     /* all letters that lies may be in count */
    bool full;     /* too many letters */
    bool over;     /* the clock ran out while it was built */
    uint32_t work; /* letters looked at */
};

enum {
    PROVE_LETTERS_MAX = 1 << 24, /* OM(5) of 15 generals has 2.6 million */
    PROVE_SEALED_LETTERS_MAX = 1 << 20
};

/* Build it. `breaks` as in struct prove_request.
 * Owner: caller, formula_end, whatever the result.
 * Fails: STATUS_SETUP, STATUS_FULL, STATUS_MEMORY, STATUS_LIMIT. */
STRATEGOS_CHECKED enum status formula_begin(struct formula *formula,
                                            const struct setup *setup,
                                            unsigned breaks, struct diag *why);
void formula_end(struct formula *formula);

/* The order that letter `index` says if value[] holds the variables' values;
 * ORDER_NONE: it is no input, the duty will do. */
unsigned formula_says(const struct formula *formula, const uint8_t *value,
                      uint32_t index);

/* Say whether the values have this sealed letter sent; `duty` where it is no
 * input. */
bool formula_sends(const struct formula *formula, const uint8_t *value,
                   const struct sealed *letter, bool duty);

/* The order that a general in `decides` obeys. */
unsigned formula_decides(const struct formula *formula, const uint8_t *value,
                         unsigned general);

/* For the files of the rules: */

/* The value of an order that is certain. */
struct value formula_order(const struct formula *formula, unsigned order);

/* What a traitor's letter says; a liar's departs from `duty`. */
struct value formula_letter(struct formula *formula, uint32_t index,
                            const struct value *duty);

/* Add a literal to the lies, unless it is never true. */
void formula_lie(struct formula *formula, int literal);

/* Say whether to go on; to be asked for every letter. */
bool formula_goes_on(struct formula *formula);

/* Fill `decision` and `decides` for what is asked of. */
void formula_relay(struct formula *formula);
void formula_oral(struct formula *formula);
void formula_signed(struct formula *formula);

#endif
