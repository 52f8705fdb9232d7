/* How ledgers change under proof of work. */
#include "rules/work_ledger.h"

#include <string.h>

#include "rules/work_bytes.h"

static struct memory_work *of(struct world *world)
{
    return &world->memory.work;
}

unsigned ledger_pool(const struct setup *setup)
{
    unsigned g = 0;

    while (g < setup->generals && !setup_is_traitor(setup, g)) {
        g++;
    }
    return g < setup->generals ? g : NO_GENERAL;
}

/* Those who have what general g has. */
static uint16_t sharers(const struct setup *setup, unsigned g)
{
    return (uint16_t)(setup_is_traitor(setup, g) ? setup->traitors : 1u << g);
}

static void set_id(struct world *world, unsigned block)
{
    char text[HEADER_MAX];
    size_t length = work_header(world, block, text);

    header_id(of(world)->block[block].id, text, length);
}

void ledger_start(struct world *world)
{
    struct memory_work *work = of(world);
    unsigned n = world->setup.generals;

    memset(work, 0, offsetof(struct memory_work, letter));
    work->blocks = 1;
    work->found = NO_BLOCK;
    work->block[0] = (struct block){.parent = NO_BLOCK,
                                    .known = (uint16_t)((1u << n) - 1),
                                    .names = NO_BLOCK,
                                    .miner = NO_GENERAL,
                                    .order = ORDER_NONE};
    memset(work->vote, ORDER_NONE, sizeof work->vote);
    memset(work->heard, ORDER_NONE, sizeof work->heard);
    memset(work->confirmed, ORDER_NONE, sizeof work->confirmed);
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        work->due[g] = NO_BLOCK;
    }
    set_id(world, 0);
}

/* An order has the required confirmations on the chain that g follows; told
 * once, when it gets there. */
static void note_confirmed(struct world *world, unsigned g, unsigned before,
                           struct event_log *log)
{
    struct memory_work *work = of(world);
    unsigned wanted = world->setup.confirmations;
    unsigned order = work_order(world, work->tip[g]);

    if (setup_is_traitor(&world->setup, g) || order == ORDER_NONE ||
        work_confirmations(world, work->tip[g]) < wanted ||
        (work_order(world, before) == order &&
         work_confirmations(world, before) >= wanted)) {
        return;
    }
    if (work->confirmed[g] == ORDER_NONE) {
        work->confirmed[g] = (uint8_t)order;
    }
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = NO_LETTER,
                                  .kind = EVENT_CONFIRMED,
                                  .actor = (uint8_t)g,
                                  .target = NO_GENERAL,
                                  .order = (uint8_t)order,
                                  .block = work->tip[g]});
}

void ledger_follow(struct world *world, unsigned g, unsigned block,
                   struct event_log *log)
{
    struct memory_work *work = of(world);
    unsigned before = work->tip[g];

    work->tip[g] = (uint16_t)block;
    if (before != block && !work_on_chain(world, before, block)) {
        event_add(log,
                  (struct event){.minute = world->clock,
                                 .letter = NO_LETTER,
                                 .kind = EVENT_FOLLOWED,
                                 .actor = (uint8_t)g,
                                 .target = NO_GENERAL,
                                 .order = (uint8_t)work_order(world, block),
                                 .block = (uint16_t)block});
    }
    note_confirmed(world, g, before, log);
}

/* All who share with g have the chain up to `block` now. Returns whether that
 * is news. */
static bool learn(struct world *world, unsigned g, unsigned block)
{
    struct memory_work *work = of(world);
    uint16_t who = sharers(&world->setup, g);
    bool news = false;

    while (block != NO_BLOCK && (work->block[block].known & who) != who) {
        work->block[block].known |= who;
        block = work->block[block].parent;
        news = true;
    }
    return news;
}

/* The longest chain, the first seen of equals. Returns whether it is another
 * one now. */
static bool note_best(struct world *world, unsigned g, unsigned block)
{
    struct memory_work *work = of(world);
    uint16_t who = sharers(&world->setup, g);
    bool longer = work->block[block].height > work->block[work->best[g]].height;

    for (unsigned i = 0; longer && i < world->setup.generals; i++) {
        if ((who >> i & 1) != 0) {
            work->best[i] = (uint16_t)block;
        }
    }
    return longer;
}

unsigned ledger_found(struct world *world, unsigned miner, uint32_t minute,
                      uint32_t nonce, struct event_log *log)
{
    struct memory_work *work = of(world);
    unsigned block = work->blocks++, parent = work->tip[miner];
    const struct block *on = &work->block[parent];
    unsigned order = work_vote(world, miner);
    uint16_t names = on->names;

    if (names == NO_BLOCK && order != ORDER_NONE) {
        names = (uint16_t)block;
    }
    work->block[block] = (struct block){.minute = minute,
                                        .nonce = nonce,
                                        .parent = (uint16_t)parent,
                                        .height = (uint16_t)(on->height + 1u),
                                        .names = names,
                                        .miner = (uint8_t)miner,
                                        .order = (uint8_t)order};
    set_id(world, block);
    event_add(log, (struct event){.minute = minute,
                                  .letter = NO_LETTER,
                                  .kind = EVENT_FOUND,
                                  .actor = (uint8_t)miner,
                                  .target = NO_GENERAL,
                                  .order = (uint8_t)order,
                                  .block = (uint16_t)block});
    (void)learn(world, miner, block);
    (void)note_best(world, miner, block);
    ledger_follow(world, miner, block, log);
    return block;
}

struct work_letter *ledger_write(struct world *world, unsigned from,
                                 unsigned to, unsigned block, unsigned order,
                                 unsigned flags, struct event_log *log)
{
    struct memory_work *work = of(world);
    uint32_t index = work->letters++;
    bool silent = (flags & WORK_SILENT) != 0;

    work->letter[index] = (struct work_letter){
        .sent = world->clock,
        .arrives = world->clock + world->setup.road[from][to],
        .block = (uint16_t)block,
        .tip = NO_BLOCK,
        .from = (uint8_t)from,
        .to = (uint8_t)to,
        .order = (uint8_t)order,
        .flags = (uint8_t)(flags | (silent ? WORK_SETTLED | WORK_ASKED : 0u))};
    world->sent += silent ? 0 : 1;
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = index,
                                  .kind = silent ? EVENT_SILENT : EVENT_SENT,
                                  .actor = (uint8_t)from,
                                  .target = (uint8_t)to,
                                  .order = (uint8_t)order});
    return &work->letter[index];
}

/* A chain that is new to a camp goes on to those who have no road from where
 * it came; where all roads exist, to nobody. */
static void pass_on(struct world *world, const struct work_letter *came,
                    struct event_log *log)
{
    struct memory_work *work = of(world);
    const struct setup *setup = &world->setup;
    unsigned me = came->to, block = came->block, order = came->order;
    unsigned from = came->from;
    bool traitor = setup_is_traitor(setup, me);

    for (unsigned g = 0; g < setup->generals; g++) {
        if (g == me || g == from || setup->road[me][g] == 0 ||
            setup->road[from][g] > 0) {
            continue;
        }
        if (traitor) {
            work->due[g] =
                setup_is_traitor(setup, g) ? NO_BLOCK : (uint16_t)block;
        } else {
            ledger_write(world, me, g, block, order, WORK_DUE, log);
        }
    }
}

/* The traitors know that a loyal general has this chain; and so do the others,
 * to whom it was sent, where nothing can be captured. */
static void note_shown(struct world *world, const struct work_letter *letter)
{
    struct memory_work *work = of(world);
    const struct setup *setup = &world->setup;
    uint16_t height = work->block[letter->block].height;
    bool all = !setup_can_capture(setup) && setup_roads_complete(setup);

    for (unsigned g = 0; g < setup->generals; g++) {
        if ((all || g == letter->from) && work->shown[g] < height) {
            work->shown[g] = height;
        }
    }
}

static void hear(struct world *world, const struct work_letter *letter)
{
    struct memory_work *work = of(world);
    uint16_t who = sharers(&world->setup, letter->to);

    for (unsigned g = 0; g < world->setup.generals; g++) {
        if ((who >> g & 1) != 0 && work->heard[g] == ORDER_NONE) {
            work->heard[g] = letter->order;
            /* A traitor names what he was told to build (DECISION_BUILD). */
            work->vote[g] = setup_is_traitor(&world->setup, g) ? work->vote[g]
                                                               : letter->order;
        }
    }
    work->woken |= setup_is_traitor(&world->setup, letter->to) ? 1 : 0;
}

/* The whole check, on real bytes; and the letter does not count. */
static void refuse(struct world *world, uint32_t index, struct event_log *log)
{
    struct work_letter *letter = &of(world)->letter[index];
    char text[HEADER_MAX];
    size_t length =
        work_flood_header(world, letter->block, letter->from, letter->sent,
                          (enum refusal)letter->refusal, text);

    letter->refusal =
        (uint8_t)work_check_header(world, letter->block, text, length);
    world->rejected++;
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = index,
                                  .kind = EVENT_REFUSED,
                                  .actor = letter->from,
                                  .target = letter->to,
                                  .order = letter->order});
}

/* The receiver checks the chain, learns it, and follows it when it is longer.
 */
static bool take_chain(struct world *world, uint32_t index,
                       struct event_log *log)
{
    struct memory_work *work = of(world);
    const struct work_letter letter = work->letter[index];
    unsigned g = letter.to;
    bool news = learn(world, g, letter.block);
    bool longer = note_best(world, g, letter.block);

    if (setup_is_traitor(&world->setup, g)) {
        note_shown(world, &letter);
        work->woken |= news ? 1 : 0;
    } else if (longer) {
        ledger_follow(world, g, letter.block, log);
    }
    if (longer) {
        pass_on(world, &letter, log);
    }
    return news;
}

bool ledger_arrive(struct world *world, uint32_t index, struct event_log *log)
{
    struct memory_work *work = of(world);
    struct work_letter *letter = &work->letter[index];
    bool news = false;

    letter->flags |= WORK_SETTLED;
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = index,
                                  .kind = EVENT_ARRIVED,
                                  .actor = letter->from,
                                  .target = letter->to,
                                  .order = letter->order});
    if ((letter->flags & WORK_FLOOD) != 0) {
        refuse(world, index, log);
    } else if (letter->block == NO_BLOCK) {
        hear(world, letter);
    } else {
        news = take_chain(world, index, log);
    }
    letter->tip = work->tip[letter->to];
    return news;
}

unsigned ledger_leaf(const struct world *world, unsigned g, unsigned k)
{
    const struct memory_work *work = &world->memory.work;
    uint64_t inner[BLOCKS_MAX / 64] = {0};

    for (unsigned b = work->blocks; b-- > 1;) {
        unsigned parent = work->block[b].parent;
        if ((work->block[b].known >> g & 1) != 0) {
            inner[parent / 64] |= UINT64_C(1) << parent % 64;
        }
    }
    for (unsigned b = 0; b < work->blocks; b++) {
        if ((work->block[b].known >> g & 1) != 0 &&
            (inner[b / 64] >> b % 64 & 1) == 0 && k-- == 0) {
            return b;
        }
    }
    return NO_BLOCK;
}
