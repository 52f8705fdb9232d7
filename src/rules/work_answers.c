/* Questions under proof of work, and what their answers do. */
#include "rules/unsealed.h"
#include "rules/work.h"
#include "rules/work_bytes.h"
#include "rules/work_flow.h"
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

/* --- who finds a block: miner, minute and nonce in one number --- */

uint64_t work_found_answer(unsigned miner, uint32_t minute, uint32_t nonce)
{
    return ((uint64_t)minute + 1) << 32 | (uint64_t)miner << 16 | nonce;
}

static struct option found_option(uint64_t answer)
{
    struct option option = option_plain(OPTION_NOTHING);
    if (answer != WORK_NOTHING) {
        option.kind = OPTION_FOUND;
        option.minute = (uint32_t)(answer >> 32) - 1;
        option.general = (uint8_t)(answer >> 16);
        option.nonce = (uint32_t)answer & 0xffff;
    }
    return option;
}

static bool may_find(const struct world *world, const struct option *found)
{
    struct header header;
    uint8_t id[BLOCK_ID_BYTES];
    char text[HEADER_MAX];
    unsigned g = found->general;
    bool at_once = found->minute == world->clock;

    if (g >= world->setup.generals || found->minute < world->clock ||
        found->minute >= work_horizon(world) ||
        (at_once && g < in(world)->miner) ||
        found->nonce >= world->setup.power[g]) {
        return false;
    }
    work_next_header(world, g, found->minute, &header);
    header.nonce = found->nonce;
    header_id(id, text, header_write(&header, text));
    return header_meets(id, world->setup.tries);
}

enum status work_accepts(const struct world *world, uint64_t answer)
{
    const struct memory_work *work = in(world);
    bool room = work->letters + GENERALS_MAX <= WORK_LETTERS_MAX;
    if (work->phase == PHASE_MINE && answer != WORK_NOTHING) {
        struct option found = found_option(answer);
        if ((answer >> 24 & 0xff) != 0 || !may_find(world, &found)) {
            return STATUS_RANGE;
        }
        room = room && work->blocks < BLOCKS_MAX;
    }
    return room ? STATUS_OK : STATUS_FULL;
}

/* --- questions --- */

static void ask_capture(const struct world *world, struct decision *out)
{
    const struct work_letter *letter = &in(world)->letter[world->at];
    out->chooser = world->city_asks != 0 ? CHOOSER_CITY : CHOOSER_CHANCE;
    out->kind = DECISION_CAPTURE;
    out->actor = letter->from;
    out->target = letter->to;
    out->item = world->at;
    out->options = 2;
}

/* A question to the traitors. */
static void ask_traitors(enum decision_kind kind, unsigned actor,
                         unsigned target, uint32_t options,
                         struct decision *out)
{
    out->chooser = CHOOSER_TRAITOR;
    out->kind = (uint8_t)kind;
    out->actor = (uint8_t)actor;
    out->target = (uint8_t)target;
    out->options = options;
}

static uint32_t leaves(const struct world *world, unsigned g)
{
    uint32_t count = 0;
    while (ledger_leaf(world, g, count) != NO_BLOCK) {
        count++;
    }
    return count;
}

static void ask_open(const struct world *world, struct decision *out)
{
    unsigned g = world->actor;
    switch ((enum phase)in(world)->phase) {
    case PHASE_ANNOUNCE:
        ask_traitors(DECISION_LETTER, world->setup.commander, g,
                     world->setup.orders + 1u, out);
        break;
    case PHASE_ROADS:
        ask_capture(world, out);
        break;
    case PHASE_TRUST:
        out->chooser = CHOOSER_GENERAL;
        out->kind = DECISION_TRUST;
        out->actor = (uint8_t)g;
        out->options = leaves(world, g);
        break;
    case PHASE_PUBLISH:
        ask_traitors(DECISION_PUBLISH, offer_sender(world, g), g,
                     offer_publish_count(world, g), out);
        break;
    case PHASE_BUILD:
        ask_traitors(DECISION_BUILD, g, NO_GENERAL, offer_build_count(world),
                     out);
        break;
    case PHASE_ALARM:
        ask_traitors(DECISION_ALARM, g, NO_GENERAL, offer_alarm_count(world),
                     out);
        break;
    case PHASE_MINE:
        out->chooser = CHOOSER_CHANCE;
        out->kind = DECISION_MINE;
        break;
    case PHASE_ARRIVE:
    case PHASE_JUDGE:
        break;
    }
}

void work_ask(const struct world *world, struct decision *out)
{
    if (in(world)->phase == PHASE_JUDGE) {
        lockstep_ask(world, &work_hooks, out);
    } else {
        *out = (struct decision){.cursor = world->cursor,
                                 .item = NO_LETTER,
                                 .minute = world->clock,
                                 .actor = NO_GENERAL,
                                 .target = NO_GENERAL};
        ask_open(world, out);
    }
    out->round = (uint8_t)in(world)->round;
}

/* The longest chain first, then the others in the order of their numbers. */
static unsigned trusted(const struct world *world, uint64_t i)
{
    unsigned g = world->actor, best = in(world)->best[g], leaf;
    if (i == 0) {
        return best;
    }
    for (unsigned k = 0;; k++) {
        leaf = ledger_leaf(world, g, k);
        if (leaf != best && --i == 0) {
            return leaf;
        }
    }
}

void work_option(const struct world *world, uint64_t i, struct option *out)
{
    unsigned block;
    switch ((enum phase)in(world)->phase) {
    case PHASE_ANNOUNCE:
        unsealed_option(world->setup.order, world->setup.orders, (uint32_t)i,
                        out);
        out->redundant = 0; /* who hears nothing names nothing */
        break;
    case PHASE_ROADS:
        *out = lockstep_capture_option(world, (uint32_t)i);
        break;
    case PHASE_TRUST:
        block = trusted(world, i);
        *out = option_order(OPTION_TRUST, work_order(world, block));
        out->block = (uint16_t)block;
        break;
    case PHASE_PUBLISH:
        offer_publish(world, world->actor, (uint32_t)i, out);
        break;
    case PHASE_BUILD:
        offer_build(world, (uint32_t)i, out);
        break;
    case PHASE_ALARM:
        offer_alarm(world, (uint32_t)i, out);
        break;
    case PHASE_MINE:
        *out = found_option(i);
        break;
    case PHASE_ARRIVE:
    case PHASE_JUDGE:
        lockstep_option(world, &work_hooks, i, out);
        break;
    }
}

/* --- answers --- */

static void apply_capture(struct world *world, uint64_t answer,
                          struct event_log *log)
{
    struct work_letter *letter = &of(world)->letter[world->at];
    if (answer == 0 && world->city_asks == 0) {
        world->city_asks = 1; /* past chance; the city may still take it */
        return;
    }
    letter->flags |= WORK_ASKED;
    if (answer != 0) {
        world->budget = (uint8_t)(world->budget - world->city_asks);
        world->captured++;
        letter->flags |= WORK_CAPTURED | WORK_SETTLED;
        event_add(log,
                  (struct event){.minute = letter->sent +
                                           (letter->arrives - letter->sent) / 2,
                                 .letter = world->at,
                                 .kind = EVENT_CAPTURED,
                                 .actor = letter->from,
                                 .target = letter->to});
    }
    world->at++;
    world->city_asks = 0;
}

/* What the letter that asked left the general standing on is settled now. */
static void apply_trust(struct world *world, uint64_t answer,
                        struct event_log *log)
{
    struct memory_work *work = of(world);
    unsigned g = world->actor;
    ledger_follow(world, g, trusted(world, answer), log);
    for (uint32_t i = work->letters; i-- > 0;) {
        struct work_letter *letter = &work->letter[i];
        if (letter->to == g && letter->arrives == world->clock &&
            letter->tip != NO_BLOCK) {
            letter->tip = work->tip[g];
        }
    }
    work->phase = PHASE_ARRIVE;
}

static void apply_publish(struct world *world, uint64_t answer,
                          struct event_log *log)
{
    struct memory_work *work = of(world);
    unsigned g = world->actor, from = offer_sender(world, g);
    unsigned due = work->due[g];
    struct option option;
    offer_publish(world, g, (uint32_t)answer, &option);
    if (answer != 0 && due != NO_BLOCK && due == work->found) {
        work->kept = 1;
    }
    if (option.kind == OPTION_PUBLISH) {
        ledger_write(world, from, g, option.block, option.order,
                     answer == 0 ? WORK_DUE : 0u, log);
        if (!setup_can_capture(&world->setup)) {
            work->shown[g] = work->block[option.block].height;
        }
    } else if (option.kind == OPTION_FLOOD) {
        unsigned vote = work->vote[from];
        ledger_write(world, from, g, work->tip[from], vote, WORK_FLOOD, log)
            ->refusal = option.refusal;
    } else if (due != NO_BLOCK) {
        ledger_write(world, from, g, due, work_order(world, due),
                     WORK_DUE | WORK_SILENT, log);
    }
    world->actor++;
}

static void apply_build(struct world *world, uint64_t answer)
{
    struct option option;
    offer_build(world, (uint32_t)answer, &option);
    of(world)->vote[world->actor] = option.order;
    of(world)->tip[world->actor] = option.block;
    world->actor++;
}

/* All minutes before the horizon are over, or up to the one of the block. */
static void apply_mine(struct world *world, uint64_t answer,
                       struct event_log *log)
{
    struct memory_work *work = of(world);
    struct option found = found_option(answer);
    unsigned g = found.general, block;
    work->round += world->budget > 0 ? 1 : 0; /* the scouts' next questions */
    if (answer == WORK_NOTHING) {
        world->clock = work_horizon(world);
        work->miner = 0;
        if (work->alarm == world->clock) {
            work->alarm = 0;
            work->woken = 1;
        }
        work->phase = PHASE_ARRIVE;
        return;
    }
    world->clock = found.minute;
    work->miner = (uint8_t)(g + 1);
    block = ledger_found(world, g, found.minute, found.nonce, log);
    work->round++;
    work->phase = PHASE_ROADS;
    world->at = work->letters;
    if (setup_is_traitor(&world->setup, g)) {
        work->woken = 1;
        work->found = (uint16_t)block;
    }
    for (unsigned to = 0; to < world->setup.generals; to++) {
        if (to == g || world->setup.road[g][to] == 0) {
            continue;
        }
        if (!setup_is_traitor(&world->setup, g)) {
            ledger_write(world, g, to, block, work_order(world, block),
                         WORK_DUE, log);
        } else if (!setup_is_traitor(&world->setup, to)) {
            work->due[to] = (uint16_t)block;
        }
    }
}

void work_apply(struct world *world, uint64_t answer, struct event_log *log)
{
    struct memory_work *work = of(world);
    struct option option;
    switch ((enum phase)work->phase) {
    case PHASE_ANNOUNCE:
        work_option(world, answer, &option);
        flow_send_order(world, world->actor, option.order, log);
        world->actor++;
        break;
    case PHASE_ROADS:
        apply_capture(world, answer, log);
        break;
    case PHASE_TRUST:
        apply_trust(world, answer, log);
        break;
    case PHASE_PUBLISH:
        apply_publish(world, answer, log);
        break;
    case PHASE_BUILD:
        apply_build(world, answer);
        break;
    case PHASE_ALARM:
        work_option(world, answer, &option);
        flow_sleep(world);
        work->alarm = option.minute;
        break;
    case PHASE_MINE:
        apply_mine(world, answer, log);
        break;
    case PHASE_ARRIVE:
    case PHASE_JUDGE:
        lockstep_apply(world, &work_hooks, answer, log);
        break;
    }
    flow_run(world, log);
}
