/* What the traitors may choose under proof of work. */
#include "rules/work_offer.h"

#include "rules/lockstep.h"
#include "rules/work_ledger.h"

enum { FLOODS = 3 };
static const uint8_t floods[FLOODS] = {REFUSAL_PROOF, REFUSAL_PARENT,
                                       REFUSAL_TARGET};

static const struct memory_work *of(const struct world *world)
{
    return &world->memory.work;
}

unsigned offer_sender(const struct world *world, unsigned g)
{
    const struct setup *setup = &world->setup;
    unsigned found = of(world)->found, nearest = NO_GENERAL;

    if (found != NO_BLOCK) {
        unsigned miner = of(world)->block[found].miner;
        if (setup->road[miner][g] > 0) {
            return miner;
        }
    }
    for (unsigned t = 0; t < setup->generals; t++) {
        unsigned ride = setup->road[t][g];
        if (setup_is_traitor(setup, t) && ride > 0 &&
            (nearest == NO_GENERAL || ride < setup->road[nearest][g])) {
            nearest = t;
        }
    }
    return nearest;
}

/* Say whether the traitors could tell g something with this block. */
static bool is_news(const struct world *world, unsigned g, unsigned block)
{
    const struct memory_work *work = of(world);

    /* Traitors share: what one has, all have. */
    return (work->block[block].known & world->setup.traitors) != 0 &&
           work->block[block].height > work->shown[g] && block != work->due[g];
}

static struct option with_block(enum option_kind kind,
                                const struct world *world, unsigned block)
{
    struct option option = option_order(kind, work_order(world, block));
    option.block = (uint16_t)block;
    return option;
}

uint32_t offer_publish_count(const struct world *world, unsigned g)
{
    const struct memory_work *work = of(world);
    uint32_t count = work->due[g] == NO_BLOCK ? 1 : 2;

    for (unsigned b = 1; b < work->blocks; b++) {
        count += is_news(world, g, b) ? 1 : 0;
    }
    return count + FLOODS;
}

void offer_publish(const struct world *world, unsigned g, uint32_t i,
                   struct option *out)
{
    const struct memory_work *work = of(world);
    uint32_t count = offer_publish_count(world, g);
    unsigned due = work->due[g];

    if (due != NO_BLOCK && i == 0) {
        *out = with_block(OPTION_PUBLISH, world, due);
        return;
    }
    i -= due != NO_BLOCK ? 1 : 0;
    count -= due != NO_BLOCK ? 1 : 0;
    *out = option_plain(OPTION_WITHHOLD);
    if (i + FLOODS >= count) {
        *out = option_plain(OPTION_FLOOD);
        out->refusal = floods[i + FLOODS - count];
        out->redundant = 1; /* it will be refused */
        return;
    }
    for (unsigned b = 1; b < work->blocks && i > 0; b++) {
        if (is_news(world, g, b) && --i == 0) {
            *out = with_block(OPTION_PUBLISH, world, b);
        }
    }
}

/* How many ways there are to build on a block. */
static uint32_t ways(const struct world *world, unsigned block)
{
    if ((of(world)->block[block].known & world->setup.traitors) == 0) {
        return 0;
    }
    return work_order(world, block) != ORDER_NONE ? 1 : world->setup.orders;
}

/* The duty is one of the listed ways, unless its block names no order. */
static struct option build_duty(const struct world *world)
{
    unsigned pool = ledger_pool(&world->setup);
    unsigned best = of(world)->best[pool];
    struct option duty = with_block(OPTION_BUILD, world, best);

    if (duty.order == ORDER_NONE) {
        duty.order = of(world)->heard[pool];
    }
    return duty;
}

uint32_t offer_build_count(const struct world *world)
{
    uint32_t count = build_duty(world).order == ORDER_NONE ? 1 : 0;

    for (unsigned b = 0; b < of(world)->blocks; b++) {
        count += ways(world, b);
    }
    return count;
}

/* The i-th way in the order of blocks and then of orders. */
static struct option build_way(const struct world *world, uint32_t i)
{
    unsigned block = 0;
    struct option option;

    while (i >= ways(world, block)) {
        i -= ways(world, block);
        block++;
    }
    option = with_block(OPTION_BUILD, world, block);
    if (option.order == ORDER_NONE) {
        option.order = (uint8_t)i;
    }
    return option;
}

void offer_build(const struct world *world, uint32_t i, struct option *out)
{
    *out = build_duty(world);
    if (i == 0) {
        return;
    }
    i--;
    for (uint32_t way = 0;; way++) {
        struct option option = build_way(world, way);
        if ((option.block != out->block || option.order != out->order) &&
            i-- == 0) {
            *out = option;
            return;
        }
    }
}

static const uint16_t waits[] = {1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120};
enum { WAITS = sizeof waits / sizeof waits[0] };

/* Minutes from now to the last one from which every loyal camp is reached
 * before the deadline; 0 when that is past. */
static uint32_t last_moment(const struct world *world)
{
    const struct setup *setup = &world->setup;
    uint32_t longest = 0, left = setup->deadline - world->clock;

    for (unsigned g = 0; g < setup->generals; g++) {
        unsigned from = offer_sender(world, g);
        if (!setup_is_traitor(setup, g) && from != NO_GENERAL &&
            setup->road[from][g] > longest) {
            longest = setup->road[from][g];
        }
    }
    return left > longest ? left - longest : 0;
}

/* The waits in minutes that end before the deadline, ascending. Returns how
 * many there are. */
static uint32_t list_waits(const struct world *world, uint32_t out[WAITS + 1])
{
    uint32_t left = world->setup.deadline - world->clock, count = 0;
    uint32_t last = last_moment(world);

    for (unsigned w = 0; w < WAITS && waits[w] < left; w++) {
        if (last > 0 && last < waits[w]) {
            out[count++] = last;
        }
        last = last <= waits[w] ? 0 : last;
        out[count++] = waits[w];
    }
    if (last > 0 && last < left) {
        out[count++] = last;
    }
    return count;
}

uint32_t offer_alarm_count(const struct world *world)
{
    uint32_t list[WAITS + 1];

    return list_waits(world, list) + 1;
}

void offer_alarm(const struct world *world, uint32_t i, struct option *out)
{
    uint32_t list[WAITS + 1] = {0};

    (void)list_waits(world, list);
    *out = option_plain(OPTION_ALARM);
    out->minute = i == 0 ? 0 : world->clock + list[i - 1];
}
