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
    for (unsigned r = 1; r <= world->round && r <= ROUNDS_MAX; r++) {
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

static void put_block(struct writer *out, const struct block *block)
{
    put(out, block->id, BLOCK_ID_BYTES);
    put_number(out, block->minute, 4);
    put_number(out, block->nonce, 4);
    put_number(out, block->parent, 2);
    put_number(out, block->height, 2);
    put_number(out, block->known, 2);
    put_number(out, block->names, 2);
    put_number(out, block->miner, 1);
    put_number(out, block->order, 1);
}

static void put_work_letter(struct writer *out,
                            const struct work_letter *letter)
{
    const uint8_t small[] = {letter->from, letter->to, letter->order,
                             letter->flags, letter->refusal};
    put_number(out, letter->sent, 4);
    put_number(out, letter->arrives, 4);
    put_number(out, letter->block, 2);
    put_number(out, letter->tip, 2);
    put(out, small, sizeof small);
}

static void put_ledger(struct writer *out, const struct memory_work *memory,
                       unsigned g)
{
    const uint8_t small[] = {memory->vote[g], memory->heard[g],
                             memory->confirmed[g]};
    put_number(out, memory->tip[g], 2);
    put_number(out, memory->best[g], 2);
    put_number(out, memory->due[g], 2);
    put_number(out, memory->shown[g], 2);
    put(out, small, sizeof small);
}

static void put_work(struct writer *out, const struct memory_work *memory,
                     const struct setup *setup)
{
    const uint8_t small[] = {memory->phase, memory->miner, memory->woken,
                             memory->kept};
    put_number(out, setup->tries, 4);
    put_number(out, memory->letters, 4);
    put_number(out, memory->settled, 4);
    put_number(out, memory->alarm, 4);
    put_number(out, memory->round, 4);
    put_number(out, memory->blocks, 2);
    put_number(out, memory->found, 2);
    put_number(out, memory->withheld, 2);
    put(out, small, sizeof small);
    for (unsigned g = 0; g < setup->generals; g++) {
        put_ledger(out, memory, g);
    }
    for (unsigned b = 0; b < memory->blocks; b++) {
        put_block(out, &memory->block[b]);
    }
    for (uint32_t i = 0; i < memory->letters; i++) {
        put_work_letter(out, &memory->letter[i]);
    }
}

static void put_acks(struct writer *out, const struct memory_acks *memory)
{
    put_number(out, memory->demanded, 1);
    put_number(out, memory->legs, 1);
    for (unsigned i = 0; i < memory->legs; i++) {
        put_number(out, memory->leg[i], 4);
    }
}

/* On its road, or waiting for its receiver to come so far. */
static bool is_pending(const struct post_letter *letter)
{
    unsigned settled = POST_ARRIVED | POST_CAPTURED | POST_SILENT;
    return (letter->flags & settled) == 0 || (letter->flags & POST_HELD) != 0;
}

/* Settled letters are remembered as long as there is room: they are left out,
 * and so is how many there are. */
static void put_post(struct writer *out, const struct post *post)
{
    uint32_t pending = 0;
    for (uint32_t i = 0; i < post->used; i++) {
        pending += is_pending(&post->letter[i]);
    }
    put_number(out, post->letters, 4);
    put_number(out, pending, 4);
    for (uint32_t i = 0; i < post->used; i++) {
        const struct post_letter *letter = &post->letter[i];
        const uint8_t small[] = {letter->from,  letter->to,   letter->kind,
                                 letter->order, letter->duty, letter->flags,
                                 letter->claim};
        if (is_pending(letter)) {
            put_number(out, letter->number, 4);
            put_number(out, letter->sent, 4);
            put_number(out, letter->arrived, 4);
            put_number(out, letter->phase, 2);
            put(out, small, sizeof small);
        }
    }
}

/* Letters that a general holds: how far ahead, value, how many. */
static void put_tally(struct writer *out,
                      const uint8_t tally[VOTE_AHEAD][VOTE_VALUES])
{
    unsigned held = 0;
    for (unsigned i = 0; i < VOTE_AHEAD * VOTE_VALUES; i++) {
        held += tally[i / VOTE_VALUES][i % VOTE_VALUES] > 0;
    }
    put_number(out, held, 1);
    for (unsigned i = 0; i < VOTE_AHEAD * VOTE_VALUES; i++) {
        const uint8_t entry[] = {(uint8_t)(i / VOTE_VALUES),
                                 (uint8_t)(i % VOTE_VALUES),
                                 tally[i / VOTE_VALUES][i % VOTE_VALUES]};
        if (entry[2] > 0) {
            put(out, entry, sizeof entry);
        }
    }
}

static void put_vote(struct writer *out, const struct memory_vote *memory,
                     const struct setup *setup)
{
    put_number(out, setup->falls, 1);
    put_number(out, memory->fallen, 2);
    put_number(out, memory->halted, 2);
    put_number(out, memory->tossing, 2);
    put_number(out, memory->entering, 2);
    put_number(out, memory->falls, 1);
    for (unsigned g = 0; g < setup->generals; g++) {
        const uint8_t small[] = {memory->value[g], memory->proposal[g],
                                 memory->votes[g]};
        put_number(out, memory->stage[g], 4);
        put_number(out, memory->ended[g], 4);
        put(out, small, sizeof small);
        put_tally(out, memory->tally[g]);
    }
    put_post(out, &memory->post);
}

static void put_replica(struct writer *out, const struct memory_pbft *memory,
                        const struct setup *setup, unsigned g)
{
    const uint8_t small[] = {
        memory->view[g],          memory->active[g],
        memory->accepted[g],      memory->prepared_order[g],
        memory->prepared_view[g], memory->decided_view[g]};
    put(out, small, sizeof small);
    put(out, memory->heard[g], setup->generals);
    for (unsigned o = 0; o < setup->orders; o++) {
        put_number(out, memory->prepares[g][o], 2);
        put_number(out, memory->commits[g][o], 2);
    }
}

static void put_pbft_view(struct writer *out, const struct memory_pbft *memory,
                          const struct setup *setup, unsigned view)
{
    put_number(out, memory->asked[view], 2);
    put_number(out, memory->got[view], 2);
    put_number(out, memory->told[view], 2);
    for (unsigned o = 0; o < setup->orders; o++) {
        put_number(out, memory->vouched[view][o], 2);
    }
    put_number(out, memory->proposed[view], 1);
    put_number(out, memory->opened[view], 1);
    put(out, memory->change_order[view], setup->generals);
    put(out, memory->change_claim[view], setup->generals);
}

static void put_pbft(struct writer *out, const struct memory_pbft *memory,
                     const struct setup *setup)
{
    const uint8_t small[] = {memory->step, memory->round, memory->changing,
                             memory->renewing, memory->vouching};
    put_number(out, memory->question, 4);
    put_number(out, memory->fresh, 2);
    put(out, small, sizeof small);
    for (unsigned g = 0; g < setup->generals; g++) {
        put_replica(out, memory, setup, g);
    }
    for (unsigned v = 0; v <= setup->confirmations; v++) {
        put_pbft_view(out, memory, setup, v);
    }
    put_post(out, &memory->post);
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
    case RULE_WORK:
        put_work(out, &memory->work, &world->setup);
        break;
    case RULE_ACKS:
        put_acks(out, &memory->acks);
        break;
    case RULE_VOTE:
    case RULE_COIN:
        put_vote(out, &memory->vote, &world->setup);
        break;
    case RULE_PBFT:
        put_pbft(out, &memory->pbft, &world->setup);
        break;
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
