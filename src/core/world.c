#include "core/world.h"

#include <stddef.h>
#include <string.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "a rule's memory is hashed as it lies: little-endian only"
#endif

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
static void put_memory(struct writer *out, const struct world *world)
{
    const union memory *memory = &world->memory;
    enum rule_id rule = (enum rule_id)world->setup.rule;
    if (rule == RULE_ORAL || rule == RULE_RELAY) {
        put_number(out, memory->oral.letters, 4);
        put(out, memory->oral.letter, memory->oral.letters);
    } else {
        put(out, memory, memory_used(rule, memory));
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
