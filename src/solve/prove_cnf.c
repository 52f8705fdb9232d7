/* Gates, how equal ones become one, and their clauses. */
#include "solve/prove_cnf.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 1 << 10, VARIABLES_MAX = 1 << 28 };

void circuit_begin(struct circuit *circuit, bool plain)
{
    *circuit = (struct circuit){.used = 2, .room = FIRST_ROOM, .plain = plain};
    circuit->gate = calloc(FIRST_ROOM, sizeof *circuit->gate);
    circuit->slots = 2 * FIRST_ROOM;
    circuit->slot = calloc(circuit->slots, sizeof *circuit->slot);
    circuit->failed = circuit->gate == NULL || circuit->slot == NULL;
}

void circuit_end(struct circuit *circuit)
{
    free(circuit->gate);
    free(circuit->slot);
    free(circuit->pair);
    *circuit = (struct circuit){.failed = true};
}

static uint32_t hash_of(const struct gate *gate)
{
    uint64_t h = (uint32_t)gate->a;

    h = h * UINT64_C(0x9e3779b97f4a7c15) + (uint32_t)gate->b;
    h = h * UINT64_C(0x9e3779b97f4a7c15) + (uint32_t)gate->c;
    h = h * UINT64_C(0x9e3779b97f4a7c15) + gate->kind;
    return (uint32_t)(h >> 29);
}

/* The slot that holds an equal gate, or the free one where it belongs. */
static uint32_t *find(const struct circuit *circuit, const struct gate *gate)
{
    uint32_t i = hash_of(gate) & (circuit->slots - 1);

    while (circuit->slot[i] != 0 &&
           memcmp(&circuit->gate[circuit->slot[i]], gate, sizeof *gate) != 0) {
        i = (i + 1) & (circuit->slots - 1);
    }
    return &circuit->slot[i];
}

/* Twice the room for gates and for slots, of which half stay free. */
static void grow(struct circuit *circuit)
{
    uint32_t room = 2 * circuit->room;
    struct gate *gate = NULL;
    uint32_t *slot = calloc(2 * (size_t)room, sizeof *slot);

    if (room <= VARIABLES_MAX && slot != NULL) {
        gate = realloc(circuit->gate, room * sizeof *gate);
    }
    if (gate == NULL) {
        free(slot);
        circuit->failed = true;
        return;
    }
    free(circuit->slot);
    circuit->gate = gate;
    circuit->room = room;
    circuit->slot = slot;
    circuit->slots = 2 * room;
    for (uint32_t v = 2; v < circuit->used && !circuit->plain; v++) {
        if (circuit->gate[v].kind != GATE_INPUT) {
            *find(circuit, &circuit->gate[v]) = v;
        }
    }
}

static int append(struct circuit *circuit, struct gate gate)
{
    uint32_t *slot = NULL;

    if (!circuit->failed && circuit->used == circuit->room) {
        grow(circuit);
    }
    if (circuit->failed) {
        return LIT_FALSE;
    }
    if (!circuit->plain && gate.kind != GATE_INPUT) {
        slot = find(circuit, &gate);
        if (*slot != 0) {
            return (int)*slot;
        }
        *slot = circuit->used;
    }
    circuit->gate[circuit->used] = gate;
    return (int)circuit->used++;
}

int circuit_input(struct circuit *circuit)
{
    return append(circuit, (struct gate){.kind = GATE_INPUT});
}

int circuit_and(struct circuit *circuit, int a, int b)
{
    if (circuit->plain) {
        return append(circuit, (struct gate){.a = a, .b = b, .kind = GATE_AND});
    }
    if (a == LIT_FALSE || b == LIT_FALSE || a == -b) {
        return LIT_FALSE;
    }
    if (a == LIT_TRUE || a == b) {
        return b;
    }
    if (b == LIT_TRUE) {
        return a;
    }
    return append(circuit, (struct gate){.a = a < b ? a : b,
                                         .b = a < b ? b : a,
                                         .kind = GATE_AND});
}

int circuit_or(struct circuit *circuit, int a, int b)
{
    return -circuit_and(circuit, -a, -b);
}

int circuit_xor(struct circuit *circuit, int a, int b)
{
    int sign = (a < 0) == (b < 0) ? 1 : -1;

    if (circuit->plain) {
        return append(circuit, (struct gate){.a = a, .b = b, .kind = GATE_XOR});
    }
    a = abs(a);
    b = abs(b);
    if (a == b) {
        return sign * LIT_FALSE;
    }
    if (a == LIT_TRUE || b == LIT_TRUE) {
        return -sign * (a == LIT_TRUE ? b : a);
    }
    return sign * append(circuit, (struct gate){.a = a < b ? a : b,
                                                .b = a < b ? b : a,
                                                .kind = GATE_XOR});
}

/* Where b or c is certain, a conjunction says it all. */
static int fold_ite(struct circuit *circuit, int a, int b, int c)
{
    if (b == LIT_TRUE || c == LIT_FALSE) {
        return b == LIT_TRUE ? circuit_or(circuit, a, c)
                             : circuit_and(circuit, a, b);
    }
    return b == LIT_FALSE ? circuit_and(circuit, -a, c)
                          : circuit_or(circuit, -a, b);
}

int circuit_ite(struct circuit *circuit, int a, int b, int c)
{
    if (!circuit->plain) {
        if (a < 0) {
            return circuit_ite(circuit, -a, c, b);
        }
        if (a == LIT_TRUE || b == c) {
            return b;
        }
        if (abs(b) == LIT_TRUE || abs(c) == LIT_TRUE) {
            return fold_ite(circuit, a, b, c);
        }
    }
    return append(circuit,
                  (struct gate){.a = a, .b = b, .c = c, .kind = GATE_ITE});
}

/* The votes in question; weight[i] of them are equal to vote[i]. */
struct count {
    struct circuit *circuit;
    int vote[VOTES_MAX];
    unsigned weight[VOTES_MAX];
    unsigned left[VOTES_MAX + 1]; /* weight of vote[i] and all later ones */
    unsigned count;
    int known[VOTES_MAX][VOTES_MAX + 1]; /* results by vote and need; 0: none */
};

/* At least `need` of the votes from i on. */
static int at_least(struct count *count, unsigned i, unsigned need)
{
    unsigned rest;
    int with, without;

    if (need == 0 || need > count->left[i]) {
        return need == 0 ? LIT_TRUE : LIT_FALSE;
    }
    if (count->known[i][need] == 0) {
        rest = need > count->weight[i] ? need - count->weight[i] : 0;
        with = at_least(count, i + 1, rest);
        without = at_least(count, i + 1, need);
        count->known[i][need] =
            circuit_ite(count->circuit, count->vote[i], with, without);
    }
    return count->known[i][need];
}

/* Ascending by variable, so that equal ones are neighbours. */
static void sort(int *votes, unsigned count)
{
    for (unsigned i = 1; i < count; i++) {
        int vote = votes[i];
        unsigned k = i;

        for (; k > 0 && abs(votes[k - 1]) > abs(vote); k--) {
            votes[k] = votes[k - 1];
        }
        votes[k] = vote;
    }
}

/* Take the votes, equal ones together, certain ones out (not if plain).
 * Returns how many are still needed of those taken; more than there are where
 * it cannot be. */
static unsigned take(struct count *count, const int *votes, unsigned of,
                     unsigned need)
{
    bool plain = count->circuit->plain;

    for (unsigned i = 0; i < of; i++) {
        bool again =
            count->count > 0 && count->vote[count->count - 1] == votes[i];

        if (!plain && abs(votes[i]) == LIT_TRUE) {
            need -= votes[i] == LIT_TRUE && need > 0;
        } else if (!plain && again) {
            count->weight[count->count - 1]++;
        } else {
            count->vote[count->count] = votes[i];
            count->weight[count->count++] = 1;
        }
    }
    for (unsigned i = count->count; i-- > 0;) {
        count->left[i] = count->left[i + 1] + count->weight[i];
    }
    return need;
}

int circuit_votes(struct circuit *circuit, int *votes, unsigned count,
                  unsigned need)
{
    struct count state = {.circuit = circuit};

    assert(count <= VOTES_MAX);
    if (!circuit->plain) {
        sort(votes, count);
    }
    need = take(&state, votes, count, need);
    return at_least(&state, 0, need);
}

void circuit_require(struct circuit *circuit, int a, int b)
{
    if (circuit->pairs == circuit->pairs_room && !circuit->failed) {
        uint32_t room = circuit->pairs_room * 2 + FIRST_ROOM;
        int32_t *pair = realloc(circuit->pair, 2 * (size_t)room * sizeof *pair);

        circuit->failed = pair == NULL;
        if (pair != NULL) {
            circuit->pair = pair;
            circuit->pairs_room = room;
        }
    }
    if (!circuit->failed) {
        circuit->pair[2 * circuit->pairs] = a;
        circuit->pair[2 * circuit->pairs++ + 1] = b;
    }
}

bool circuit_value(const uint8_t *value, int literal)
{
    return (value[abs(literal)] != 0) == (literal > 0);
}

void circuit_evaluate(const struct circuit *circuit, uint8_t *value)
{
    value[LIT_TRUE] = 1;
    for (uint32_t v = 2; v < circuit->used; v++) {
        const struct gate *gate = &circuit->gate[v];

        switch ((enum gate_kind)gate->kind) {
        case GATE_INPUT:
            break;
        case GATE_AND:
            value[v] =
                circuit_value(value, gate->a) && circuit_value(value, gate->b);
            break;
        case GATE_XOR:
            value[v] =
                circuit_value(value, gate->a) != circuit_value(value, gate->b);
            break;
        case GATE_ITE:
            value[v] = circuit_value(
                value, circuit_value(value, gate->a) ? gate->b : gate->c);
            break;
        }
    }
}

/* One clause; 0 stands for "no literal". */
static void clause(clause_sink *sink, void *context, int a, int b, int c)
{
    sink(context, a);
    if (b != 0) {
        sink(context, b);
    }
    if (c != 0) {
        sink(context, c);
    }
    sink(context, 0);
}

/* The clauses that make variable v this gate. The last two of ITE follow from
 * the others; they let a solver conclude sooner. */
static uint64_t clauses_of(const struct gate *gate, int v, clause_sink *sink,
                           void *context)
{
    int a = gate->a, b = gate->b, c = gate->c;

    switch ((enum gate_kind)gate->kind) {
    case GATE_INPUT:
        return 0;
    case GATE_AND:
        clause(sink, context, -v, a, 0);
        clause(sink, context, -v, b, 0);
        clause(sink, context, v, -a, -b);
        return 3;
    case GATE_XOR:
        clause(sink, context, -v, a, b);
        clause(sink, context, -v, -a, -b);
        clause(sink, context, v, -a, b);
        clause(sink, context, v, a, -b);
        return 4;
    case GATE_ITE:
        clause(sink, context, -v, -a, b);
        clause(sink, context, v, -a, -b);
        clause(sink, context, -v, a, c);
        clause(sink, context, v, a, -c);
        clause(sink, context, -v, b, c);
        clause(sink, context, v, -b, -c);
        return 6;
    }
    return 0;
}

static void mark_inputs(const struct gate *gate, uint8_t *mark)
{
    if (gate->kind != GATE_INPUT) {
        mark[abs(gate->a)] = 1;
        mark[abs(gate->b)] = 1;
        mark[abs(gate->c)] = 1; /* 0 where there is none */
    }
}

uint64_t circuit_clauses(const struct circuit *circuit, uint8_t *mark,
                         clause_sink *sink, void *context)
{
    uint64_t count = 1;

    clause(sink, context, LIT_TRUE, 0, 0);
    for (uint32_t i = 0; i < circuit->pairs; i++) {
        clause(sink, context, circuit->pair[2 * i], circuit->pair[2 * i + 1],
               0);
        count++;
    }
    for (uint32_t v = circuit->used; v-- > 2;) {
        if (mark[v] != 0) {
            mark_inputs(&circuit->gate[v], mark);
            count += clauses_of(&circuit->gate[v], (int)v, sink, context);
        }
    }
    return count;
}
