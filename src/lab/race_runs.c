/* A race block by block. Each block is the traitor's with chance q, until the
 * others have found z. If he is d blocks short of his goal by then, the rest
 * is a walk that reaches it with chance (q/p)^d (the gambler's ruin), so one
 * throw stands for it: nothing is cut off, and the distribution is that of a
 * race without end. */
#include "lab/race_runs.h"

#include <assert.h>
#include <math.h>

#include "agents/agent.h"
#include "lab/dice.h"

/* Which of nature's draws the races take. */
enum { RACE_STREAM = 2014 };

/* From here on the traitor's streaks are drawn whole. */
static const double long_streaks = 0.9;

/* A streak, the blocks of the traitor between two of the others, has length k
 * with chance q^k p. Then the binary digits of k are independent, and digit j
 * is 1 with chance s / (1 + s), s = q^(2^j): a streak of any length takes as
 * many throws as it has digits. Digits rarer than 2^-64 are left out. */
static void prepare_streaks(struct race_runs *out, double q)
{
    for (unsigned j = 0; j < RACE_RUNS_DIGITS; j++) {
        double s = pow(q, ldexp(1, (int)j));
        out->digit[j] = dice_below(s / (1 + s));
        out->digits = out->digit[j] > 0 ? j + 1 : out->digits;
    }
}

void race_runs_prepare(struct race_runs *out, enum race_convention convention,
                       double q, unsigned z, uint64_t seed)
{
    double r = q / (1 - q);
    assert(q >= 0 && q <= RACE_RUNS_POWER_MAX &&
           (int)convention < (int)RACE_PLAYABLE);
    *out = (struct race_runs){
        .seed = nature_draw(seed, RACE_STREAM),
        .power = dice_below(q),
        .confirmations = z,
        .goal = convention == RACE_CATCH_UP ? z : z + 1,
        .certain = q >= 0.5,
    };
    if (q >= long_streaks) {
        prepare_streaks(out, q);
    }
    for (unsigned d = 0; d < RACE_RUNS_NEAR; d++) {
        out->near[d] = dice_below(pow(r, d));
    }
    for (unsigned d = 0; d * RACE_RUNS_NEAR <= out->goal; d++) {
        out->far[d] = dice_below(pow(r, (double)d * RACE_RUNS_NEAR));
    }
}

/* How many blocks the traitor finds before the others have z. */
static inline uint64_t find_blocks(const struct race_runs *race,
                                   uint64_t *stream)
{
    uint64_t blocks = 0, honest = 0;
    while (honest < race->confirmations) {
        honest += dice_throw(stream) >= race->power;
        blocks++;
    }
    return blocks - honest;
}

static uint64_t find_streaks(const struct race_runs *race, uint64_t *stream)
{
    uint64_t blocks = 0;
    for (unsigned i = 0; i < race->confirmations; i++) {
        for (unsigned j = 0; j < race->digits; j++) {
            uint64_t one = dice_throw(stream) < race->digit[j];
            blocks += one << j;
        }
    }
    return blocks;
}

/* Say whether he ever gets there from `behind` blocks short of it. */
static inline bool gets_there(const struct race_runs *race, uint64_t behind,
                              uint64_t *stream)
{
    uint64_t near = race->near[behind % RACE_RUNS_NEAR];
    return dice_throw(stream) < near &&
           (behind < RACE_RUNS_NEAR ||
            dice_throw(stream) < race->far[behind / RACE_RUNS_NEAR]);
}

void race_runs_add(struct race_tally *tally, const struct race_runs *race,
                   uint64_t first, uint64_t end)
{
    uint64_t successes = 0, blocks = 0;
    for (uint64_t run = first; run < end; run++) {
        uint64_t stream = dice_mix(race->seed + run);
        uint64_t found = race->digits == 0 ? find_blocks(race, &stream)
                                           : find_streaks(race, &stream);
        blocks += found;
        successes += race->certain || found >= race->goal ||
                     gets_there(race, race->goal - found, &stream);
    }
    tally->runs += end - first;
    tally->successes += successes;
    tally->blocks += blocks + (end - first) * race->confirmations;
}
