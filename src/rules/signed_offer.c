/* What the traitors could send in a round of SM(m). */
#include "rules/signed_offer.h"

#include <assert.h>
#include <string.h>

#include "core/paths.h"
#include "rules/sealed.h"

/* What the letters of earlier rounds allow, by order and general. Each general
 * accepts an order once and passes it on under one chain, so one chain is
 * enough. */
struct stock {
    path_bits held[ORDERS_MAX][GENERALS_MAX]; /* the chain that ends with loyal
                                                 general g, in a traitor's
                                                 hands */
    path_bits news[ORDERS_MAX][GENERALS_MAX]; /* the chain under which traitor g
                                                 accepted the order in the last
                                                 round */
    uint16_t has_held[ORDERS_MAX], has_news[ORDERS_MAX]; /* bit g */
    uint8_t held_length[ORDERS_MAX][GENERALS_MAX];
};

/* The way down the tree of chains, for one receiver and one order. */
struct search {
    struct world *world;
    const struct stock *stock;
    path_bits chain;
    uint16_t used; /* generals on the chain, and the receiver */
    uint8_t receiver, order;
};

static bool has_road(const struct world *world, unsigned from, unsigned to)
{
    return world->setup.road[from][to] != 0;
}

static void take_stock(struct stock *stock, const struct world *world,
                       uint32_t first, uint32_t end)
{
    const struct memory_signed *memory = &world->memory.sealed;

    memset(stock, 0, sizeof *stock);
    for (uint32_t i = 0; i < end; i++) {
        const struct sealed *letter = &memory->letter[i];
        unsigned from = sealed_sender(letter), o = letter->order;

        if ((letter->flags & SEALED_ARRIVED) == 0 ||
            !setup_is_traitor(&world->setup, letter->to)) {
            continue;
        }
        if (!setup_is_traitor(&world->setup, from)) {
            stock->held[o][from] = letter->chain;
            stock->held_length[o][from] = letter->length;
            stock->has_held[o] |= (uint16_t)(1u << from);
        }
        if (i >= first && (letter->flags & SEALED_NEW) != 0) {
            stock->news[o][letter->to] = letter->chain;
            stock->has_news[o] |= (uint16_t)(1u << letter->to);
        }
    }
}

/* A loyal general in the place of traitor `sender` would send this. */
static bool is_due(const struct search *search, unsigned length,
                   unsigned sender)
{
    const struct stock *stock = search->stock;
    path_bits before = search->chain & (((path_bits)1 << 4 * length) - 1);

    if (length == 0) {
        return search->order == search->world->setup.order;
    }
    return (stock->has_news[search->order] >> sender & 1) != 0 &&
           stock->news[search->order][sender] == before;
}

static void offer(const struct search *search, unsigned length, unsigned sender)
{
    path_bits chain = search->chain | (path_bits)sender << 4 * length;
    struct sealed *letter;

    if (!setup_is_traitor(&search->world->setup, sender) ||
        !has_road(search->world, sender, search->receiver)) {
        return;
    }
    letter = sealed_append(search->world, chain, length + 1, search->receiver);
    letter->order = search->order;
    letter->flags = SEALED_ASKED;
    if (is_due(search, length, sender)) {
        letter->flags |= SEALED_DUE;
    }
}

/* Of the held chains in `match`, those that have general g in this place. */
static uint16_t narrow(const struct search *search, uint16_t match,
                       unsigned place, unsigned g)
{
    unsigned kept = 0;

    for (unsigned e = 0; match >> e != 0; e++) {
        if ((match >> e & 1) != 0 &&
            search->stock->held_length[search->order][e] > place &&
            paths_at(search->stock->held[search->order][e], place) == g) {
            kept |= 1u << e;
        }
    }
    return (uint16_t)kept;
}

/* May general g come next, so that a whole chain can still follow? `match`:
 * held chains that begin with the chain up to and including g. */
static bool may_follow(const struct search *search, unsigned place, unsigned g,
                       uint16_t match)
{
    const struct setup *setup = &search->world->setup;
    unsigned left = setup->traitors & ~(search->used | 1u << g);

    if ((search->used >> g & 1) != 0 || (place == 0 && g != setup->commander)) {
        return false;
    }
    if (match != 0) {
        return true;
    }
    return setup_is_traitor(setup, g) &&
           set_count(left) + place + 1 >= search->world->round;
}

/* Part 2, for one receiver and order: every chain from this place on. The
 * depth of the recursion is that of the round, at most GENERALS_MAX. */
static void extend(const struct search *search, unsigned place, uint16_t match)
{
    for (unsigned g = 0; g < search->world->setup.generals; g++) {
        uint16_t still = narrow(search, match, place, g);
        struct search next = *search;

        if (!may_follow(search, place, g, still)) {
            continue;
        }
        if (place + 1 == search->world->round) {
            offer(search, place, g);
            continue;
        }
        next.chain |= (path_bits)g << 4 * place;
        next.used |= (uint16_t)(1u << g);
        extend(&next, place + 1, still);
    }
}

static void offer_letters(struct world *world, const struct stock *stock)
{
    for (unsigned to = 0; to < world->setup.generals; to++) {
        if (setup_is_traitor(&world->setup, to)) {
            continue;
        }
        for (unsigned order = 0; order < world->setup.orders; order++) {
            struct search search = {.world = world,
                                    .stock = stock,
                                    .used = (uint16_t)(1u << to),
                                    .receiver = (uint8_t)to,
                                    .order = (uint8_t)order};

            extend(&search, 0, stock->has_held[order]);
        }
    }
}

/* The first general who is not in `used`, traitors before loyal ones. */
static unsigned next_signer(const struct setup *setup, unsigned used)
{
    unsigned unused = ((1u << setup->generals) - 1u) & ~used;
    unsigned traitors = unused & setup->traitors;

    assert(unused != 0);
    return set_lowest(traitors != 0 ? traitors : unused);
}

/* A place for a forgery: the commander, others until there are enough seals,
 * the sender. What is not a traitor's seal is forged. */
static void offer_forgery(struct world *world, unsigned from, unsigned to)
{
    const struct setup *setup = &world->setup;
    path_bits chain = setup->commander;
    unsigned used = 1u << setup->commander | 1u << from | 1u << to;
    unsigned length = 1;
    struct sealed *letter;

    for (; length + 1 < world->round; length++) {
        unsigned g = next_signer(setup, used);

        used |= 1u << g;
        chain |= (path_bits)g << 4 * length;
    }
    chain |= (path_bits)from << 4 * length;
    letter = sealed_append(world, chain, length + 1, to);
    letter->flags = SEALED_ASKED | SEALED_FORGERY;
    letter->forged =
        (uint16_t)(set_of_chain(chain, length + 1) & ~setup->traitors);
}

static void offer_forgeries(struct world *world)
{
    const struct setup *setup = &world->setup;

    for (unsigned from = 0; from < setup->generals; from++) {
        for (unsigned to = 0; to < setup->generals; to++) {
            if (from != to && setup_is_traitor(setup, from) &&
                !setup_is_traitor(setup, to) && to != setup->commander &&
                has_road(world, from, to)) {
                offer_forgery(world, from, to);
            }
        }
    }
}

/* Orders for which the traitors have no seal of the commander's. */
static uint8_t orders_to_forge(const struct world *world,
                               const struct stock *stock)
{
    unsigned orders = 0;

    if (world->round < 2 ||
        setup_is_traitor(&world->setup, world->setup.commander)) {
        return 0;
    }
    for (unsigned o = 0; o < world->setup.orders; o++) {
        if (stock->has_held[o] == 0) {
            orders |= 1u << o;
        }
    }
    return (uint8_t)orders;
}

void signed_offer(struct world *world, uint32_t last, uint32_t end)
{
    struct stock stock;

    take_stock(&stock, world, last, end);
    world->memory.sealed.forgeable = orders_to_forge(world, &stock);
    offer_letters(world, &stock);
    if (world->memory.sealed.forgeable != 0) {
        offer_forgeries(world);
    }
}
