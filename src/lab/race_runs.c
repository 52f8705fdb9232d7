/* A race goes from one block of the others to the next. Before each of them
 * the traitor finds a streak of blocks: k of them with chance q^k p, whatever
 * came before. After z streaks the order has its confirmations. If he is d
 * blocks short of his goal by then, the rest is a walk that gets there with
 * chance (q/p)^d (the gambler's ruin), so one throw stands for it: nothing is
 * cut off, and the distribution is that of a race without end. All chances are
 * rounded to 2^-64. */
#include "lab/race_runs.h"

#include <assert.h>
#include <math.h>

#include "agents/agent.h"
#include "lab/dice.h"

enum {
    CELL_BITS = 12, /* RACE_RUNS_CELLS */
    CELLS_A_THROW = 64 / CELL_BITS,
    SPLIT = 0x80 /* not all of the cell has the same length */
};

/* From this share on streaks are drawn by digits. Below it a cell's length
 * fits seven bits, and one of RACE_RUNS_LONGEST has no chance left. */
static const double long_streaks = 0.9;

/* The length of the streak that a throw stands for: the smaller the throw, the
 * longer, and at least `length`. */
static inline unsigned longer(const struct race_runs *race, unsigned length,
                              uint64_t thrown)
{
    while (thrown < race->streak[length + 1]) {
        length++;
    }
    return length;
}

/* The first twelve bits of a throw nearly always settle the length, so that
 * one throw serves five streaks. */
static void prepare_cells(struct race_runs *out, double q)
{
    const uint64_t last = UINT64_MAX >> CELL_BITS;
    for (unsigned k = 0; k + 1 < RACE_RUNS_LONGEST; k++) {
        out->streak[k] = dice_below(pow(q, k));
    }
    for (uint64_t c = 0; c < RACE_RUNS_CELLS; c++) {
        uint64_t first = c << (64 - CELL_BITS);
        unsigned least = longer(out, 0, first + last);
        bool split = longer(out, least, first) != least;
        assert(least < SPLIT);
        out->cell[c] = (uint8_t)(least | (split ? SPLIT : 0));
    }
}

/* The binary digits of a streak's length are independent, and digit j is 1
 * with chance s / (1 + s), s = q^(2^j): streaks of a million blocks take as
 * many throws as they have digits. */
static void prepare_digits(struct race_runs *out, double q)
{
    for (unsigned j = 0; j < RACE_RUNS_DIGITS; j++) {
        double s = pow(q, ldexp(1, (int)j));
        out->digit[j] = dice_below(s / (1 + s));
        out->digits = out->digit[j] > 0 ? (uint8_t)(j + 1) : out->digits;
    }
}

void race_runs_prepare(struct race_runs *out, enum race_convention convention,
                       double q, unsigned z, uint64_t seed)
{
    double r = q / (1 - q);
    assert(q >= 0 && q <= RACE_RUNS_POWER_MAX &&
           (int)convention < RACE_PLAYABLE);
    assert(z <= RACE_CONFIRMATIONS_MAX);
    *out = (struct race_runs){
        .seed = nature_draw(seed, 0),
        .confirmations = z,
        .goal = convention == RACE_CATCH_UP ? z : z + 1,
    };
    if (q >= long_streaks) {
        prepare_digits(out, q);
    } else {
        prepare_cells(out, q);
    }
    for (unsigned d = 0; d < RACE_RUNS_NEAR; d++) {
        out->near[d] = dice_below(pow(r, d));
    }
    for (unsigned d = 0; d < RACE_RUNS_FAR; d++) {
        out->far[d] = dice_below(pow(r, (double)d * RACE_RUNS_NEAR));
    }
}

/* The same for a cell that the boundary between two lengths splits: the rest
 * of the throw is made now. */
static unsigned settle(const struct race_runs *race, unsigned entry,
                       uint64_t cell, uint64_t *stream)
{
    uint64_t rest = dice_throw(stream) >> CELL_BITS;
    return longer(race, entry & ~(unsigned)SPLIT,
                  cell << (64 - CELL_BITS) | rest);
}

/* The lengths of up to five streaks that one throw stands for. */
static inline uint64_t find_few(const struct race_runs *race, unsigned streaks,
                                uint64_t *stream)
{
    uint64_t found = 0, thrown = dice_throw(stream);
    for (unsigned i = 0; i < streaks; i++, thrown >>= CELL_BITS) {
        uint64_t cell = thrown % RACE_RUNS_CELLS;
        unsigned length = race->cell[cell];
        found += length < SPLIT ? length : settle(race, length, cell, stream);
    }
    return found;
}

/* How many blocks the traitor finds before the others have z. */
static inline uint64_t find_by_cells(const struct race_runs *race,
                                     uint64_t *stream)
{
    uint64_t found = 0;
    unsigned left = race->confirmations;
    for (; left > CELLS_A_THROW; left -= CELLS_A_THROW) {
        found += find_few(race, CELLS_A_THROW, stream);
    }
    return found + find_few(race, left, stream);
}

static uint64_t find_by_digits(const struct race_runs *race, uint64_t *stream)
{
    uint64_t found = 0;
    for (unsigned i = 0; i < race->confirmations; i++) {
        for (unsigned j = 0; j < race->digits; j++) {
            uint64_t one = dice_throw(stream) < race->digit[j];
            found += one << j;
        }
    }
    return found;
}

/* Say whether he ever gets there; he may be there already. */
static inline bool gets_there(const struct race_runs *race, uint64_t found,
                              uint64_t *stream)
{
    uint64_t behind = found < race->goal ? race->goal - found : 0;
    bool may = dice_throw(stream) < race->near[behind % RACE_RUNS_NEAR];
    if (behind >= RACE_RUNS_NEAR) {
        may = may && dice_throw(stream) < race->far[behind / RACE_RUNS_NEAR];
    }
    return may;
}

void race_runs_add(struct race_tally *tally, const struct race_runs *race,
                   uint64_t first, uint64_t end)
{
    uint64_t successes = 0, blocks = 0;
    for (uint64_t run = first; run < end; run++) {
        uint64_t stream = dice_mix(race->seed + run);
        uint64_t found = race->digits == 0 ? find_by_cells(race, &stream)
                                           : find_by_digits(race, &stream);
        blocks += found;
        successes += gets_there(race, found, &stream);
    }
    tally->runs += end - first;
    tally->successes += successes;
    tally->blocks += blocks + (end - first) * race->confirmations;
}
