#include "rules/oral_vote.h"

uint8_t oral_majority(const uint16_t votes[ORDERS_MAX], unsigned of)
{
    for (unsigned o = 0; o < ORDERS_MAX; o++) {
        if (votes[o] * 2u > of) {
            return (uint8_t)o;
        }
    }
    return ORDER_RETREAT;
}

/* The letters about one path, `heard` by its `count` receivers, and what each
 * of them takes the others to have said about it, `below`: receiver a's word
 * to the others stands in row a. Each receiver votes; the result replaces its
 * letter. */
static void vote(uint8_t *heard, const uint8_t *below, unsigned count)
{
    uint16_t votes[GENERALS_MAX][ORDERS_MAX] = {{0}};
    unsigned others = count - 1;
    for (unsigned a = 0; a < count; a++) {
        const uint8_t *row = below + a * others;
        votes[a][heard[a]]++;
        for (unsigned b = 0; b < a; b++) {
            votes[b][row[b]]++;
        }
        for (unsigned b = a + 1; b < count; b++) {
            votes[b][row[b - 1]]++;
        }
    }
    for (unsigned b = 0; b < count; b++) {
        heard[b] = oral_majority(votes[b], count);
    }
}

void oral_fold(const struct memory_oral *oral, unsigned generals,
               unsigned rounds, uint8_t values[LETTERS_MAX])
{
    unsigned n = generals;
    for (uint32_t i = 0; i < oral->letters; i++) {
        values[i] = oral->letter[i] & ORAL_HEARD;
    }
    for (unsigned round = rounds; round-- > 1;) {
        unsigned count = n - round;
        uint8_t *heard = values + paths_before_round(n, round);
        const uint8_t *below = values + paths_before_round(n, round + 1);
        uint32_t paths = paths_in_round(n, round) / count;
        for (uint32_t p = 0; p < paths; p++) {
            vote(heard, below, count);
            heard += count;
            below += count * (count - 1);
        }
    }
}
