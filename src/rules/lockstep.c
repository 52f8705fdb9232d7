#include "rules/lockstep.h"

#include <string.h>

struct option option_plain(enum option_kind kind)
{
    return (struct option){.letter = NO_LETTER,
                           .kind = (uint8_t)kind,
                           .order = ORDER_NONE,
                           .general = NO_GENERAL,
                           .block = NO_BLOCK};
}

struct option option_order(enum option_kind kind, unsigned order)
{
    struct option option = option_plain(kind);
    option.order = (uint8_t)order;
    return option;
}

uint32_t lockstep_longest(const struct setup *setup, uint32_t from, uint32_t to)
{
    uint32_t longest = 0;
    for (unsigned i = 0; i < setup->generals; i++) {
        for (unsigned j = 0; j < setup->generals; j++) {
            bool counts = (from >> i & 1) != 0 && (to >> j & 1) != 0;
            if (counts && setup->road[i][j] > longest) {
                longest = setup->road[i][j];
            }
        }
    }
    return longest;
}

static void log_general(struct world *world, struct event_log *log,
                        enum event_kind kind, unsigned target, unsigned order)
{
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = NO_LETTER,
                                  .kind = (uint8_t)kind,
                                  .actor = world->actor,
                                  .target = (uint8_t)target,
                                  .order = (uint8_t)order,
                                  .round = world->round});
}

/* Returns false when the protocol has no further round. */
static bool begin_round(struct world *world, const struct lockstep *hooks,
                        struct event_log *log)
{
    world->round++;
    world->actor = 0;
    if (hooks->begin == NULL || !hooks->begin(world)) {
        return false;
    }
    world->round_start[world->round] = world->clock;
    world->stage = STAGE_LETTERS;
    world->at = hooks->first(world);
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = NO_LETTER,
                                  .kind = EVENT_ROUND,
                                  .actor = NO_GENERAL,
                                  .target = NO_GENERAL,
                                  .round = world->round});
    return true;
}

static bool city_may_capture(const struct world *world, const struct ride *ride)
{
    return world->budget > 0 &&
           (world->setup.watched[ride->from] >> ride->to & 1) != 0;
}

/* Move world->at to the next letter whose messenger may be captured. Returns
 * false when there is none left. */
static bool next_capture(struct world *world, const struct lockstep *hooks)
{
    uint32_t end = hooks->end(world);
    if (world->setup.capture == 0 && world->budget == 0) {
        return false;
    }
    for (; world->at < end; world->at++, world->city_asks = 0) {
        struct ride ride;
        hooks->ride(world, world->at, &ride);
        if (!ride.written) {
            continue;
        }
        if (world->city_asks == 0) {
            if (world->setup.capture > 0) {
                return true;
            }
            world->city_asks = 1;
        }
        if (city_may_capture(world, &ride)) {
            return true;
        }
    }
    return false;
}

/* Letters that were not captured reach their camps; for the chronicle. */
static void log_arrivals(const struct world *world,
                         const struct lockstep *hooks, struct event_log *log)
{
    uint32_t start = world->round_start[world->round];
    if (log == NULL) {
        return;
    }
    for (uint32_t i = hooks->first(world); i < hooks->end(world); i++) {
        struct ride ride;
        hooks->ride(world, i, &ride);
        if (ride.written) {
            event_add(log, (struct event){
                               .minute = start +
                                         world->setup.road[ride.from][ride.to],
                               .letter = i,
                               .kind = EVENT_ARRIVED,
                               .actor = ride.from,
                               .target = ride.to,
                               .round = world->round});
        }
    }
}

static void ring_bell(struct world *world, const struct lockstep *hooks,
                      struct event_log *log)
{
    log_arrivals(world, hooks, log);
    world->clock += hooks->longest(world);
    if (hooks->arrive != NULL) {
        hooks->arrive(world, log);
    }
}

static void begin_battle(struct world *world, struct event_log *log)
{
    struct verdict verdict;
    uint32_t hour = world->clock;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        uint8_t order = world->decided[g];
        if (order != ORDER_NONE && world->setup.order_minute[order] > hour) {
            hour = world->setup.order_minute[order];
        }
    }
    world->stage = STAGE_OVER;
    world->actor = NO_GENERAL;
    world->clock = hour;
    lockstep_judge(world, &verdict);
    log_general(world, log, EVENT_BATTLE, NO_GENERAL, verdict.falls);
}

/* Ask the first loyal general from world->actor on to judge, or begin the
 * battle when all have. */
static void next_judge(struct world *world, struct event_log *log)
{
    while (world->actor < world->setup.generals &&
           setup_is_traitor(&world->setup, world->actor)) {
        world->actor++;
    }
    if (world->actor >= world->setup.generals) {
        begin_battle(world, log);
    } else if ((world->setup.accusers >> world->actor & 1) != 0) {
        world->stage = STAGE_ACCUSE;
    } else {
        world->stage = STAGE_DECIDE;
    }
}

void lockstep_start(struct world *world, const struct lockstep *hooks,
                    struct event_log *log)
{
    memset(world->duty, ORDER_NONE, sizeof world->duty);
    memset(world->decided, ORDER_NONE, sizeof world->decided);
    memset(world->accused, NO_GENERAL, sizeof world->accused);
    world->budget = world->setup.budget;
    if (begin_round(world, hooks, log)) {
        lockstep_run(world, hooks, log);
    } else {
        lockstep_conclude(world, hooks, log);
    }
}

void lockstep_conclude(struct world *world, const struct lockstep *hooks,
                       struct event_log *log)
{
    hooks->conclude(world);
    world->actor = 0;
    next_judge(world, log);
}

void lockstep_run(struct world *world, const struct lockstep *hooks,
                  struct event_log *log)
{
    for (;;) {
        if (world->stage == STAGE_LETTERS) {
            if (hooks->write(world, log)) {
                return;
            }
            world->stage = STAGE_ROADS;
            world->at = hooks->first(world);
            world->city_asks = 0;
        }
        if (next_capture(world, hooks)) {
            return;
        }
        ring_bell(world, hooks, log);
        world->city_asks = 0;
        world->at = 0;
        if (!begin_round(world, hooks, log)) {
            lockstep_conclude(world, hooks, log);
            return;
        }
    }
}

static uint32_t exhibits(const struct world *world,
                         const struct lockstep *hooks)
{
    uint32_t count = 0;
    if (hooks->exhibit == NULL) {
        return 0;
    }
    while (hooks->exhibit(world, world->actor, count) != NO_LETTER) {
        count++;
    }
    return count;
}

static void ask_capture(const struct world *world, const struct lockstep *hooks,
                        struct decision *out)
{
    struct ride ride;
    hooks->ride(world, world->at, &ride);
    out->chooser = world->city_asks != 0 ? CHOOSER_CITY : CHOOSER_CHANCE;
    out->kind = DECISION_CAPTURE;
    out->actor = ride.from;
    out->target = ride.to;
    out->item = world->at;
    out->options = 2;
}

void lockstep_ask(const struct world *world, const struct lockstep *hooks,
                  struct decision *out)
{
    *out = (struct decision){.cursor = world->cursor,
                             .item = NO_LETTER,
                             .minute = world->clock,
                             .chooser = CHOOSER_GENERAL,
                             .actor = world->actor,
                             .target = NO_GENERAL,
                             .round = world->round};
    switch ((enum stage)world->stage) {
    case STAGE_ROADS:
        ask_capture(world, hooks, out);
        break;
    case STAGE_ACCUSE:
        out->kind = DECISION_ACCUSE;
        out->options = world->setup.generals;
        break;
    case STAGE_PROOF_1:
    case STAGE_PROOF_2:
        out->kind =
            world->stage == STAGE_PROOF_1 ? DECISION_PROOF_1 : DECISION_PROOF_2;
        out->target = world->accused[world->actor];
        out->options = exhibits(world, hooks);
        break;
    case STAGE_DECIDE:
        out->kind = DECISION_DECIDE;
        out->options = world->setup.orders;
        break;
    case STAGE_LETTERS:
    case STAGE_OVER:
        out->chooser = CHOOSER_NOBODY;
        break;
    }
}

struct option lockstep_capture_option(const struct world *world, uint32_t i)
{
    struct option option = option_plain(i == 0 ? OPTION_PASS : OPTION_CAPTURE);
    if (world->city_asks == 0) {
        option.weight =
            i == 0 ? PPM - world->setup.capture : world->setup.capture;
    }
    return option;
}

static unsigned accused_option(const struct world *world, uint32_t i)
{
    if (i == 0) {
        return NO_GENERAL;
    }
    return i <= world->actor ? i - 1 : i; /* nobody accuses himself */
}

void lockstep_option(const struct world *world, const struct lockstep *hooks,
                     uint64_t i, struct option *out)
{
    switch ((enum stage)world->stage) {
    case STAGE_ROADS:
        *out = lockstep_capture_option(world, (uint32_t)i);
        break;
    case STAGE_ACCUSE:
        *out = option_plain(OPTION_ACCUSE);
        out->general = (uint8_t)accused_option(world, (uint32_t)i);
        break;
    case STAGE_PROOF_1:
    case STAGE_PROOF_2:
        *out = option_plain(OPTION_PROOF);
        out->letter = hooks->exhibit(world, world->actor, (uint32_t)i);
        break;
    case STAGE_DECIDE:
        *out =
            option_order(OPTION_DECIDE,
                         order_option(world->duty[world->actor], (uint32_t)i));
        break;
    case STAGE_LETTERS:
    case STAGE_OVER:
        *out = option_plain(OPTION_PASS);
        break;
    }
}

static void apply_capture(struct world *world, const struct lockstep *hooks,
                          uint64_t answer, struct event_log *log)
{
    struct ride ride;
    hooks->ride(world, world->at, &ride);
    if (answer == 0) {
        if (world->city_asks == 0) {
            world->city_asks = 1; /* past chance; the city may still take it */
            return;
        }
        world->at++;
        world->city_asks = 0;
        return;
    }
    if (world->city_asks != 0) {
        world->budget--;
    }
    world->captured++;
    hooks->capture(world, world->at);
    event_add(log, (struct event){
                       .minute = world->clock +
                                 world->setup.road[ride.from][ride.to] / 2u,
                       .letter = world->at,
                       .kind = EVENT_CAPTURED,
                       .actor = ride.from,
                       .target = ride.to,
                       .round = world->round});
    world->at++;
    world->city_asks = 0;
}

static void end_accusation(struct world *world, const struct lockstep *hooks,
                           struct event_log *log)
{
    unsigned me = world->actor, whom = world->accused[me];
    const uint32_t *shown = world->proof[me];
    if (hooks->proves != NULL && world->stage == STAGE_PROOF_2) {
        world->proven[me] = hooks->proves(world, whom, shown[0], shown[1]);
    }
    if (whom != NO_GENERAL) {
        log_general(world, log, EVENT_ACCUSED, whom, world->proven[me]);
    }
    world->stage = STAGE_DECIDE;
}

static void apply_accusation(struct world *world, const struct lockstep *hooks,
                             uint64_t answer, struct event_log *log)
{
    unsigned me = world->actor, whom = accused_option(world, (uint32_t)answer);
    if (world->stage == STAGE_ACCUSE) {
        world->accused[me] = (uint8_t)whom;
        if (whom == NO_GENERAL || exhibits(world, hooks) == 0) {
            end_accusation(world, hooks, log);
        } else {
            world->stage = STAGE_PROOF_1;
        }
        return;
    }
    world->proof[me][world->stage == STAGE_PROOF_2] =
        hooks->exhibit(world, me, (uint32_t)answer);
    if (world->stage == STAGE_PROOF_1) {
        world->stage = STAGE_PROOF_2;
    } else {
        end_accusation(world, hooks, log);
    }
}

static void apply_decision(struct world *world, uint64_t answer,
                           struct event_log *log)
{
    unsigned order = order_option(world->duty[world->actor], (uint32_t)answer);
    world->decided[world->actor] = (uint8_t)order;
    log_general(world, log, EVENT_DECIDED, NO_GENERAL, order);
    world->actor++;
    next_judge(world, log);
}

void lockstep_apply(struct world *world, const struct lockstep *hooks,
                    uint64_t answer, struct event_log *log)
{
    switch ((enum stage)world->stage) {
    case STAGE_ROADS:
        apply_capture(world, hooks, answer, log);
        lockstep_run(world, hooks, log);
        break;
    case STAGE_ACCUSE:
    case STAGE_PROOF_1:
    case STAGE_PROOF_2:
        apply_accusation(world, hooks, answer, log);
        break;
    case STAGE_DECIDE:
        apply_decision(world, answer, log);
        break;
    case STAGE_LETTERS:
    case STAGE_OVER:
        break;
    }
}

/* Armies that stand before the walls at the minute of this order. */
static unsigned standing_with(const struct world *world,
                              const struct verdict *verdict, unsigned order)
{
    unsigned armies = 0;
    for (unsigned o = 1; o < world->setup.orders; o++) {
        if (world->setup.order_minute[o] == world->setup.order_minute[order]) {
            armies += verdict->attackers[o];
        }
    }
    return armies;
}

static void judge_battle(const struct world *world, struct verdict *out)
{
    out->winning = ORDER_NONE;
    for (unsigned o = 1; o < world->setup.orders; o++) {
        if (out->attackers[o] == 0) {
            continue;
        }
        if (standing_with(world, out, o) >= world->setup.quorum) {
            out->falls = 1;
            out->winning = (uint8_t)o;
        } else {
            out->lost = (uint8_t)(out->lost + out->attackers[o]);
        }
    }
}

void lockstep_judge(const struct world *world, struct verdict *out)
{
    const struct setup *setup = &world->setup;
    unsigned common = ORDER_NONE;
    *out = (struct verdict){.agreement = 1, .termination = 1};
    out->validity =
        setup_is_traitor(setup, setup->commander) ? TRI_VOID : TRI_YES;
    for (unsigned g = 0; g < setup->generals; g++) {
        unsigned order = world->decided[g];
        if (setup_is_traitor(setup, g)) {
            continue;
        }
        if (order == ORDER_NONE) {
            out->termination = 0;
            continue;
        }
        if (common != ORDER_NONE && order != common) {
            out->agreement = 0;
        }
        common = order;
        out->attackers[order]++;
        if (order != setup->order && out->validity == TRI_YES) {
            out->validity = TRI_NO;
        }
    }
    judge_battle(world, out);
}
