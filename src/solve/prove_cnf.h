/* A circuit of gates with at most three inputs, and its clauses. Knows nothing
 * of sieges, solvers and files. Private to prove*.c.
 *
 * A literal is a variable's number, or minus it for its opposite. Variable 1
 * is the constant truth. A gate's number is above those of its inputs.
 *
 * Mergings: in a circuit that is not `plain`, equal gates are one gate, what is
 * certain is left out, and a majority is a reduced ordered decision diagram
 * over its sorted votes, which is the same diagram for the same function. So
 * what is the same for two generals becomes one literal, and comparing them
 * falls away. A plain circuit does nothing of that: every gate is there as it
 * was asked for, those with certain inputs too.
 * Source: Bryant 1986; Tseitin 1968. */
#ifndef SOLVE_PROVE_CNF_H
#define SOLVE_PROVE_CNF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LIT_TRUE = 1, LIT_FALSE = -1, VOTES_MAX = 16 };

enum gate_kind { GATE_INPUT, GATE_AND, GATE_XOR, GATE_ITE };

/* AND: a and b. XOR: a or b, not both. ITE: if a then b else c. */
struct gate {
    int32_t a, b, c;
    uint32_t kind; /* enum gate_kind */
};

struct circuit {
    struct gate *gate; /* by variable; [0] is unused, [1] the truth */
    uint32_t used, room;
    uint32_t *slot; /* hash table of gates by content; 0: free */
    uint32_t slots;
    int32_t *pair; /* pairs of literals one of which must be true */
    uint32_t pairs, pairs_room;
    bool plain;  /* nothing is merged or left out */
    bool failed; /* memory ran out: what follows is rubbish */
};

/* Begin with nothing but the truth; end. */
void circuit_begin(struct circuit *circuit, bool plain);
void circuit_end(struct circuit *circuit);

/* A fresh free variable. */
int circuit_input(struct circuit *circuit);

/* Gates. After a failure they return LIT_FALSE. */
int circuit_and(struct circuit *circuit, int a, int b);
int circuit_or(struct circuit *circuit, int a, int b);
int circuit_xor(struct circuit *circuit, int a, int b);
int circuit_ite(struct circuit *circuit, int a, int b, int c);

/* At least `need` of these votes. Sorts them. Range: count <= VOTES_MAX. */
int circuit_votes(struct circuit *circuit, int *votes, unsigned count,
                  unsigned need);

/* At least one of the two is true, whatever is asked. */
void circuit_require(struct circuit *circuit, int a, int b);

/* Set value[v], by variable, for every gate from those of the inputs. */
void circuit_evaluate(const struct circuit *circuit, uint8_t *value);
bool circuit_value(const uint8_t *value, int literal);

/* Takes the literals of the clauses one by one, a 0 after each clause. */
typedef void clause_sink(void *context, int literal);

/* Give the clauses of all that the marked literals depend on, and of what is
 * required. mark[v], by variable, is 1 for those; it is then set for what they
 * depend on as well. Returns the number of clauses. */
uint64_t circuit_clauses(const struct circuit *circuit, uint8_t *mark,
                         clause_sink *sink, void *context);

#endif
