#include "rules/oral_vote.h"

#include <string.h>

unsigned oral_last_round(const struct setup *setup)
{
    unsigned most = setup->generals - 1u; /* then every path is complete */
    unsigned rounds = setup->depth + 1u;
    return rounds < most ? rounds : most;
}

unsigned oral_rank(const struct setup *setup, unsigned g)
{
    return g - (g > setup->commander);
}

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

/* Votes, a byte a receiver. */
struct tally {
    uint64_t half[ORAL_WORD / 8];
};

static struct tally load(const uint8_t *bytes)
{
    struct tally tally;
    memcpy(&tally, bytes, sizeof tally);
    return tally;
}

/* The same where there are two orders only: the votes for 1 are counted, of all
 * receivers at once. In row a the word to receiver b < a stands in place b, to
 * b > a one place before. */
static void vote_of_two(uint8_t *heard, const uint8_t *below, unsigned count)
{
    /* From its middle on, less a: bytes before place a are set. */
    static const uint8_t set[3 * ORAL_WORD] = {
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    struct tally votes = load(heard);
    uint8_t sum[ORAL_WORD];
    for (unsigned a = 0; a < count; a++, below += count - 1) {
        struct tally low = load(below), high = load(below - 1);
        struct tally before = load(set + 2 * ORAL_WORD - a);
        struct tally until = load(set + 2 * ORAL_WORD - a - 1);
        for (unsigned i = 0; i < ORAL_WORD / 8; i++) {
            votes.half[i] += (low.half[i] & before.half[i]) |
                             (high.half[i] & ~until.half[i]);
        }
    }
    memcpy(sum, &votes, sizeof sum);
    for (unsigned b = 0; b < count; b++) {
        heard[b] = sum[b] * 2u > count;
    }
}

void oral_fold(const struct memory_oral *oral, unsigned generals,
               unsigned rounds, uint8_t values[ORAL_VALUES])
{
    unsigned n = generals, all = 0;
    for (uint32_t i = 0; i < oral->letters; i++) {
        values[i] = oral->letter[i] & ORAL_HEARD;
        all |= values[i];
    }
    memset(values + oral->letters, 0, ORAL_WORD);
    for (unsigned round = rounds; round-- > 1;) {
        unsigned count = n - round;
        uint8_t *heard = values + paths_before_round(n, round);
        const uint8_t *below = values + paths_before_round(n, round + 1);
        uint32_t paths = paths_in_round(n, round) / count;
        for (uint32_t p = 0; p < paths; p++) {
            if (all > 1) {
                vote(heard, below, count);
            } else {
                vote_of_two(heard, below, count);
            }
            heard += count;
            below += count * (count - 1);
        }
    }
}
