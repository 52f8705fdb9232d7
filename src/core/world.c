#include "core/world.h"

#include <stddef.h>
#include <string.h>

_Static_assert(offsetof(struct world, memory) ==
                   sizeof(struct setup) + 20 + 8 * GENERALS_MAX +
                       4 * (ROUNDS_MAX + 1) + 8 + 4 + 4 * GENERALS_MAX,
               "struct world has padding");

static size_t used(const struct world *world)
{
    return offsetof(struct world, memory) +
           memory_used((enum rule_id)world->setup.rule, &world->memory);
}

void world_copy(struct world *out, const struct world *world)
{
    memcpy(out, world, used(world));
}

bool world_equal(const struct world *a, const struct world *b)
{
    return used(a) == used(b) && memcmp(a, b, used(a)) == 0;
}

/* Bytes put one after the other; counts where there is no room. */
struct writer {
    uint8_t *bytes;
    size_t room, length;
};

static void put(struct writer *out, const void *bytes, size_t length)
{
    if (out->length + length <= out->room) {
        memcpy(out->bytes + out->length, bytes, length);
    }
    out->length += length;
}

static void put_number(struct writer *out, uint64_t number, unsigned bytes)
{
    uint8_t little[8];
    for (unsigned i = 0; i < bytes; i++) {
        little[i] = (uint8_t)(number >> 8 * i);
    }
    put(out, little, bytes);
}

static void put_generals(struct writer *out, const struct setup *setup)
{
    for (unsigned i = 0; i < setup->generals; i++) {
        for (unsigned j = 0; j < setup->generals; j++) {
            put_number(out, setup->road[i][j], 2);
        }
        put_number(out, setup->watched[i], 2);
        put_number(out, setup->power[i], 2);
        put_number(out, setup->input[i], 1);
    }
}

static void put_setup(struct writer *out, const struct setup *setup)
{
    const uint8_t small[] = {
        setup->rule,   setup->generals,      setup->depth,     setup->commander,
        setup->order,  setup->orders,        setup->quorum,    setup->faults,
        setup->budget, setup->confirmations, setup->messengers};
    put(out, small, sizeof small);
    put_number(out, setup->seed, 8);
    put_number(out, setup->start, 4);
    put_number(out, setup->capture, 4);
    put_number(out, setup->deadline, 4);
    put_number(out, setup->traitors, 2);
    put_number(out, setup->accusers, 2);
    for (unsigned o = 0; o < setup->orders; o++) {
        put_number(out, setup->order_minute[o], 4);
        put(out, setup->order_id[o], ORDER_ID_MAX);
    }
    put_generals(out, setup);
}

static void put_time(struct writer *out, const struct world *world)
{
    put_number(out, world->clock, 4);
    put_number(out, world->cursor, 4);
    for (unsigned r = 1; r <= world->round; r++) {
        put_number(out, world->round_start[r], 4);
    }
}

static void put_state(struct writer *out, const struct world *world)
{
    put_number(out, world->sent, 4);
    put_number(out, world->captured, 4);
    put_number(out, world->rejected, 4);
    put_number(out, world->at, 4);
    put_number(out, world->city_asks, 1);
    put_number(out, world->stage, 1);
    put_number(out, world->round, 1);
    put_number(out, world->actor, 1);
    put_number(out, world->budget, 1);
    for (unsigned g = 0; g < world->setup.generals; g++) {
        put_number(out, world->proof[g][0], 4);
        put_number(out, world->proof[g][1], 4);
        put_number(out, world->duty[g], 1);
        put_number(out, world->decided[g], 1);
        put_number(out, world->accused[g], 1);
        put_number(out, world->proven[g], 1);
    }
}

/* The path of an oral letter follows from its number: it is left out. */
static void put_oral(struct writer *out, const struct memory_oral *oral)
{
    put_number(out, oral->letters, 4);
    put(out, oral->letter, oral->letters);
}

static void put_sealed(struct writer *out, const struct sealed *letter)
{
    const uint8_t small[] = {letter->order, letter->to,    letter->length,
                             letter->round, letter->flags, letter->refusal};
    put_number(out, letter->chain, 8);
    put_number(out, letter->forged, 2);
    put(out, small, sizeof small);
}

static void put_signed(struct writer *out, const struct memory_signed *memory,
                       unsigned generals)
{
    put_number(out, memory->letters, 4);
    put_number(out, memory->first, 4);
    put(out, memory->known, generals);
    put_number(out, memory->forgeable, 1);
    for (uint32_t i = 0; i < memory->letters; i++) {
        put_sealed(out, &memory->letter[i]);
    }
}

static void put_memory(struct writer *out, const struct world *world)
{
    const union memory *memory = &world->memory;
    switch ((enum rule_id)world->setup.rule) {
    case RULE_RELAY:
    case RULE_ORAL:
        put_oral(out, &memory->oral);
        break;
    case RULE_SIGNED:
        put_signed(out, &memory->sealed, world->setup.generals);
        break;
    case RULE_BLANK:
        put_number(out, memory->blank.answered, 4);
        break;
    case RULE_ACKS:
    case RULE_VOTE:
    case RULE_COIN:
    case RULE_PBFT:
    case RULE_WORK:
    case RULE_COUNT:
        break;
    }
}

size_t world_write(const struct world *world, uint8_t *bytes, size_t room)
{
    struct writer out = {.bytes = bytes, .room = room};
    put_setup(&out, &world->setup);
    put_time(&out, world);
    put_state(&out, world);
    put_memory(&out, world);
    return out.length;
}

size_t world_canon(const struct world *world, uint8_t *key, size_t room)
{
    struct writer out = {.bytes = key, .room = room};
    put_setup(&out, &world->setup);
    put_state(&out, world);
    put_memory(&out, world);
    return out.length;
}

size_t world_write_max(void)
{
    return sizeof(struct world);
}
