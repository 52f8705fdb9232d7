/* Selfish mining as a table: each block found moves from one state to the next
 * and puts blocks on the chain. */
#include "lab/selfish.h"

#include <math.h>

#include "agents/agent.h"
#include "lab/dice.h"

double selfish_revenue(double alpha, double gamma)
{
    double a = alpha, b = 1 - alpha;

    if (a >= 0.5) {
        return 1;
    }
    return (a * b * b * (4 * a + gamma * (1 - 2 * a)) - a * a * a) /
           (1 - a * (1 + (2 - a) * a));
}

/* The pool's lead; a race of two branches of one block each. */
enum state { LEAD_0, LEAD_1, RACE, LEAD_2, LEAD_MORE, STATES };

/* Who found the block: the pool, one of the others who builds on the pool's
 * branch in a race, one who builds on theirs. */
enum finder { BY_POOL, BY_FRIEND, BY_OTHER, FINDERS };

/* What comes of it: blocks that are settled now, and the change of the lead
 * beyond two. */
struct step {
    uint8_t next, pool, others;
    int8_t more;
};

static const struct step steps[STATES][FINDERS] = {
    [LEAD_0] = {{LEAD_1, 0, 0, 0}, {LEAD_0, 0, 1, 0}, {LEAD_0, 0, 1, 0}},
    [LEAD_1] = {{LEAD_2, 0, 0, 0}, {RACE, 0, 0, 0}, {RACE, 0, 0, 0}},
    [RACE] = {{LEAD_0, 2, 0, 0}, {LEAD_0, 1, 1, 0}, {LEAD_0, 0, 2, 0}},
    [LEAD_2] = {{LEAD_MORE, 0, 0, 1}, {LEAD_0, 2, 0, 0}, {LEAD_0, 2, 0, 0}},
    [LEAD_MORE] = {{LEAD_MORE, 0, 0, 1},
                   {LEAD_MORE, 1, 0, -1},
                   {LEAD_MORE, 1, 0, -1}},
};

struct pool {
    uint64_t stream, power, friends;
    uint64_t more; /* lead beyond two */
    unsigned state;
    uint64_t settled, others; /* blocks on the chain: the pool's, the others' */
};

static void find_blocks(struct pool *pool, uint64_t blocks)
{
    struct pool at = *pool;

    for (; blocks > 0; blocks--) {
        uint64_t throw = dice_throw(&at.stream);
        unsigned finder =
            (unsigned)(throw >= at.power) + (unsigned)(throw >= at.friends);
        const struct step *step = &steps[at.state][finder];
        at.settled += step->pool;
        at.others += step->others;
        at.more += (uint64_t)(int64_t)step->more;
        /* A lead of three that loses one is a lead of two again. */
        at.state =
            step->next == LEAD_MORE && at.more == 0 ? LEAD_2 : step->next;
    }
    *pool = at;
}

/* At the end the pool shows what it has; a race stays undecided. */
static void settle(struct pool *pool)
{
    static const uint8_t lead[STATES] = {
        [LEAD_1] = 1, [LEAD_2] = 2, [LEAD_MORE] = 2};

    pool->settled += lead[pool->state] + pool->more;
}

enum { BATCHES = 64, BATCH_LEAST = 1000 };

/* Student's t for 63 degrees of freedom, 97.5 %. */
static const double student = 1.998340542520744;

static double part(uint64_t pool, uint64_t others)
{
    uint64_t all = pool + others;

    return all == 0 ? 0 : (double)pool / (double)all;
}

void selfish_run(struct selfish_tally *out, double alpha, double gamma,
                 uint64_t blocks, uint64_t seed)
{
    struct pool pool = {.stream = nature_draw(seed, 0),
                        .power = dice_below(alpha),
                        .friends = dice_below(alpha + (1 - alpha) * gamma)};
    double sum = 0, squares = 0, mean, half;

    for (unsigned i = 0; i < BATCHES; i++) {
        uint64_t settled = pool.settled, others = pool.others;
        double rate;
        find_blocks(&pool, blocks / BATCHES + (i < blocks % BATCHES));
        rate = part(pool.settled - settled, pool.others - others);
        sum += rate;
        squares += rate * rate;
    }
    settle(&pool);
    mean = sum / BATCHES;
    half = student *
           sqrt(fmax(squares / BATCHES - mean * mean, 0) / (BATCHES - 1));
    *out = (struct selfish_tally){.blocks = blocks,
                                  .pool = pool.settled,
                                  .others = pool.others,
                                  .revenue = part(pool.settled, pool.others),
                                  .interval = {.low = 0, .high = 1}};
    if (blocks / BATCHES >= BATCH_LEAST) {
        out->interval.low = fmax(out->revenue - half, 0);
        out->interval.high = fmin(out->revenue + half, 1);
    }
}
