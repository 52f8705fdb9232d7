/* The pool keeps its blocks to itself and shows only as many as it must. With
 * `lead` blocks ahead of the others, when the others find one:
 *   lead 0    it stands; the pool goes on from it
 *   lead 1    the pool shows its block: two of the same height, a tie
 *   lead 2    the pool shows both and has won them
 *   more      the pool shows one more, which stands: the lead shrinks by one
 * A tie ends with the next block: the pool's makes two for it; of the others'
 * gamma build on the pool's block, one each, and the rest on their own, two
 * for them.
 *
 * Every time the lead is 0 again all begins anew, so the rounds between are
 * independent, and the interval is that of a ratio of two sums over them (the
 * regenerative method, Crane and Lemoine 1977). */
#include "lab/selfish.h"

#include <assert.h>
#include <math.h>

#include "agents/agent.h"
#include "lab/dice.h"

enum { ROUNDS_NEEDED = 100 }; /* below, a normal interval says nothing */

/* The rounds that are over. */
struct rounds {
    double count, xx, xy, yy; /* x: blocks won by the pool, y: by anyone */
};

struct hunt {
    uint64_t stream;
    uint64_t pool, on_pool; /* a throw below: the pool; below: gamma's others */
    uint64_t left;          /* blocks to find */
    uint64_t won, lost;     /* by the pool, by the others, in the chain */
    struct rounds rounds;
};

double selfish_revenue(double power, double gamma)
{
    double a = power, b = 1 - power;
    assert(power >= 0 && power <= 1 && gamma >= 0 && gamma <= 1);
    if (power >= 0.5) {
        return 1;
    }
    return (a * b * b * (4 * a + gamma * (1 - 2 * a)) - a * a * a) /
           (1 - a * (1 + (2 - a) * a));
}

double selfish_threshold(double gamma)
{
    return (1 - gamma) / (3 - 2 * gamma);
}

static inline bool pool_finds(struct hunt *hunt)
{
    hunt->left--;
    return dice_throw(&hunt->stream) < hunt->pool;
}

/* Two blocks of the same height; the next one settles it. Returns what the
 * pool wins of the two that stand. */
static uint64_t settle_tie(struct hunt *hunt)
{
    uint64_t throw = dice_throw(&hunt->stream);
    hunt->left--;
    return throw < hunt->pool ? 2 : throw < hunt->on_pool;
}

static inline void add_round(struct hunt *hunt, uint64_t won, uint64_t all)
{
    double x = (double)won, y = (double)all;
    hunt->won += won;
    hunt->lost += all - won;
    hunt->rounds.count++;
    hunt->rounds.xx += x * x;
    hunt->rounds.xy += x * y;
    hunt->rounds.yy += y * y;
}

/* The pool has just found a block. Go on until the others are level. */
static void hold_back(struct hunt *hunt)
{
    uint64_t lead = 1, won = 0;
    while (hunt->left > 0) {
        if (pool_finds(hunt)) {
            lead++;
        } else if (lead > 2) {
            lead--;
            won++;
        } else if (lead == 2) {
            add_round(hunt, won + 2, won + 2);
            return;
        } else if (hunt->left > 0) {
            add_round(hunt, settle_tie(hunt), 2);
            return;
        } else {
            hunt->lost++; /* a tie that is left open */
            return;
        }
    }
    hunt->won += won + lead; /* shown at the end */
}

/* The 95 % interval of the ratio of the sums of x and y. */
static void estimate(struct selfish_tally *out, const struct rounds *rounds)
{
    double all = (double)(out->pool + out->others);
    double r = out->revenue;
    double spread =
        rounds->xx - 2 * r * rounds->xy + r * r * rounds->yy; /* (x - ry)^2 */
    double half = INTERVAL_95 * sqrt(fmax(spread, 0)) / all;
    out->interval =
        (struct interval){.low = fmax(r - half, 0), .high = fmin(r + half, 1)};
}

void selfish_run(struct selfish_tally *out, const struct selfish *selfish,
                 uint64_t blocks)
{
    double a = selfish->power;
    struct hunt hunt = {
        .stream = nature_draw(selfish->seed, 0),
        .pool = dice_below(a),
        .on_pool = dice_below(a + (1 - a) * selfish->gamma),
        .left = blocks,
    };
    while (hunt.left > 0) {
        if (pool_finds(&hunt)) {
            hold_back(&hunt);
        } else {
            hunt.lost++;
            hunt.rounds.count++;
            hunt.rounds.yy++;
        }
    }
    *out = (struct selfish_tally){
        .blocks = blocks,
        .pool = hunt.won,
        .others = hunt.lost,
        .orphaned = blocks - hunt.won - hunt.lost,
        .interval = {.low = 0, .high = 1},
    };
    if (out->pool + out->others > 0) {
        out->revenue = (double)out->pool / (double)(out->pool + out->others);
    }
    /* From half of the power on the rounds have no end to rely on, and where
     * one side won all nothing was seen to vary. */
    out->known = a < 0.5 && hunt.rounds.count >= ROUNDS_NEEDED &&
                 out->pool > 0 && out->others > 0;
    if (out->known) {
        estimate(out, &hunt.rounds);
    }
}
