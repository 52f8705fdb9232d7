/* How a siege under proof of work goes on from one question to the next. */
#include "rules/work_flow.h"

#include "rules/work.h"
#include "rules/work_ledger.h"
#include "rules/work_offer.h"

static struct memory_work *of(struct world *world)
{
    return &world->memory.work;
}

static const struct memory_work *in(const struct world *world)
{
    return &world->memory.work;
}

void flow_begin_round(struct world *world)
{
    of(world)->round++;
    world->actor = 0;
}

void flow_send_order(struct world *world, unsigned to, unsigned order,
                     struct event_log *log)
{
    unsigned from = world->setup.commander;
    bool silent = order == ORDER_NONE;
    ledger_write(world, from, to, NO_BLOCK, order,
                 WORK_DUE | (silent ? WORK_SILENT : 0u), log);
}

/* The traitor who commands is asked; everybody else just writes. Returns
 * whether a question is open. */
static bool announce(struct world *world, struct event_log *log)
{
    const struct setup *setup = &world->setup;
    bool traitor = setup_is_traitor(setup, setup->commander);
    for (; world->actor < setup->generals; world->actor++) {
        unsigned g = world->actor;
        if (g == setup->commander || setup->road[setup->commander][g] == 0 ||
            (traitor && setup_is_traitor(setup, g))) {
            continue;
        }
        if (traitor) {
            return true;
        }
        flow_send_order(world, g, setup->order, log);
    }
    of(world)->phase = PHASE_ROADS;
    return false;
}

static bool city_may_capture(const struct world *world,
                             const struct work_letter *letter)
{
    return world->budget > 0 &&
           (world->setup.watched[letter->from] >> letter->to & 1) != 0;
}

/* Move world->at to the next letter whose messenger may be captured. Returns
 * whether there is one. */
static bool next_capture(struct world *world)
{
    struct memory_work *work = of(world);
    for (; world->at < work->letters; world->at++, world->city_asks = 0) {
        struct work_letter *letter = &work->letter[world->at];
        if (letter->arrives > world->setup.deadline) {
            letter->flags |= WORK_ASKED; /* it comes too late anyway */
        }
        if ((letter->flags & WORK_ASKED) != 0) {
            continue;
        }
        if (world->city_asks == 0 && world->setup.capture > 0) {
            return true;
        }
        world->city_asks = 1;
        if (city_may_capture(world, letter)) {
            return true;
        }
        letter->flags |= WORK_ASKED;
    }
    world->city_asks = 0;
    of(world)->phase = PHASE_ARRIVE;
    return false;
}

/* Say whether general g, who stood on `before`, has a choice that matters: he
 * leaves a chain, or another one is at most a block behind the longest. */
static bool has_choice(const struct world *world, unsigned g, unsigned before)
{
    const struct memory_work *work = in(world);
    unsigned best = work->best[g], leaf;
    if (ledger_leaf(world, g, 1) == NO_BLOCK) {
        return false; /* there is one chain only */
    }
    if (!work_on_chain(world, before, best)) {
        return true;
    }
    for (unsigned k = 0; (leaf = ledger_leaf(world, g, k)) != NO_BLOCK; k++) {
        if (leaf != best &&
            work->block[leaf].height + 1u >= work->block[best].height) {
            return true;
        }
    }
    return false;
}

/* The letters that are due this minute. Returns whether somebody is asked. */
static bool arrive(struct world *world, struct event_log *log)
{
    struct memory_work *work = of(world);
    for (uint32_t i = work->settled; i < work->letters; i++) {
        const struct work_letter *letter = &work->letter[i];
        unsigned g = letter->to, before = work->tip[g];
        if ((letter->flags & WORK_SETTLED) == 0 &&
            letter->arrives == world->clock && ledger_arrive(world, i, log) &&
            !setup_is_traitor(&world->setup, g) &&
            has_choice(world, g, before)) {
            flow_begin_round(world);
            world->actor = (uint8_t)g;
            work->phase = PHASE_TRUST;
            return true;
        }
        if (work->settled == i && (letter->flags & WORK_SETTLED) != 0) {
            work->settled++;
        }
    }
    world->at = work->letters; /* a chain passed on has just left */
    for (uint32_t i = work->letters; i-- > work->settled;) {
        if ((work->letter[i].flags & WORK_ASKED) == 0) {
            world->at = i;
            work->phase = PHASE_ROADS;
        }
    }
    return false;
}

static void work_conclude(struct world *world)
{
    for (unsigned g = 0; g < world->setup.generals; g++) {
        unsigned tip = in(world)->tip[g], order = work_order(world, tip);
        bool enough =
            work_confirmations(world, tip) >= world->setup.confirmations;
        if (order == ORDER_NONE && world->setup.confirmations == 0) {
            order = in(world)->heard[g];
        }
        world->duty[g] =
            order == ORDER_NONE || !enough ? ORDER_RETREAT : (uint8_t)order;
    }
}

const struct lockstep work_hooks = {.conclude = work_conclude};

/* Nothing more is due this minute: who goes on? */
static void go_on(struct world *world, struct event_log *log)
{
    struct memory_work *work = of(world);
    if (world->clock >= world->setup.deadline) {
        flow_begin_round(world);
        work->phase = PHASE_JUDGE;
        lockstep_conclude(world, &work_hooks, log);
    } else if (work->woken != 0) {
        flow_begin_round(world);
        work->phase = PHASE_PUBLISH;
    } else {
        work->phase = PHASE_MINE;
    }
}

/* Move world->actor to the next loyal general to whom the traitors can write.
 */
static bool next_shown(struct world *world)
{
    struct memory_work *work = of(world);
    for (; world->actor < world->setup.generals; world->actor++) {
        if (!setup_is_traitor(&world->setup, world->actor) &&
            offer_sender(world, world->actor) != NO_GENERAL) {
            return true;
        }
    }
    work->withheld = (uint16_t)(work->withheld + work->kept);
    work->kept = 0;
    work->phase = PHASE_BUILD;
    world->actor = 0;
    return false;
}

static bool next_builder(struct world *world)
{
    for (; world->actor < world->setup.generals; world->actor++) {
        if (setup_is_traitor(&world->setup, world->actor) &&
            world->setup.power[world->actor] > 0 &&
            offer_build_count(world) > 1) {
            return true;
        }
    }
    of(world)->phase = PHASE_ALARM;
    return false;
}

void flow_sleep(struct world *world)
{
    struct memory_work *work = of(world);
    work->woken = 0;
    work->found = NO_BLOCK;
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        work->due[g] = NO_BLOCK;
    }
    work->phase = PHASE_ROADS; /* what they sent may be captured */
}

static bool next_alarm(struct world *world)
{
    of(world)->alarm = 0;
    if (offer_alarm_count(world) > 1) {
        world->actor = (uint8_t)ledger_pool(&world->setup);
        return true;
    }
    flow_sleep(world);
    return false;
}

void flow_run(struct world *world, struct event_log *log)
{
    for (;;) {
        bool asks = false;
        switch ((enum phase)in(world)->phase) {
        case PHASE_ANNOUNCE:
            asks = announce(world, log);
            break;
        case PHASE_ROADS:
            asks = next_capture(world);
            break;
        case PHASE_ARRIVE:
            asks = arrive(world, log);
            if (!asks && in(world)->phase == PHASE_ARRIVE) {
                go_on(world, log);
            }
            break;
        case PHASE_PUBLISH:
            asks = next_shown(world);
            break;
        case PHASE_BUILD:
            asks = next_builder(world);
            break;
        case PHASE_ALARM:
            asks = next_alarm(world);
            break;
        case PHASE_TRUST:
        case PHASE_MINE:
        case PHASE_JUDGE:
            asks = true;
            break;
        }
        if (asks) {
            return;
        }
    }
}
