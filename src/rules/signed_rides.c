/* How sealed letters are sent and received. */
#include "rules/signed_rides.h"

#include <assert.h>

#include "rules/sealed.h"
#include "rules/signed_bytes.h"
#include "rules/signed_round.h"

static const struct sealed *letter_of(const struct world *world, uint32_t index)
{
    assert(index < world->memory.sealed.letters);
    return &world->memory.sealed.letter[index];
}

static bool signed_begin_round(struct world *world)
{
    if (world->round > signed_rounds(&world->setup)) {
        return false;
    }
    signed_round_begin(world);
    return true;
}

static uint32_t signed_first(const struct world *world)
{
    return world->memory.sealed.first;
}

static uint32_t signed_end(const struct world *world)
{
    return world->memory.sealed.letters;
}

static struct event event_of(const struct world *world, uint32_t index,
                             enum event_kind kind, uint32_t minute)
{
    const struct sealed *letter = letter_of(world, index);

    return (struct event){.minute = minute,
                          .letter = index,
                          .kind = (uint8_t)kind,
                          .actor = (uint8_t)sealed_sender(letter),
                          .target = letter->to,
                          .round = letter->round};
}

/* All is written: count it, and give the letters their lasting numbers. */
static void close_writing(struct world *world, struct event_log *log)
{
    signed_round_close(world);
    for (uint32_t i = signed_first(world); i < signed_end(world); i++) {
        bool written = sealed_is(letter_of(world, i), SEALED_WRITTEN);

        world->sent += written;
        event_add(log, event_of(world, i, written ? EVENT_SENT : EVENT_SILENT,
                                world->clock));
    }
}

static bool signed_write(struct world *world, struct event_log *log)
{
    while (world->at < signed_end(world)) {
        if (sealed_is(letter_of(world, world->at), SEALED_ASKED)) {
            return true;
        }
        world->at++;
    }
    close_writing(world, log);
    return false;
}

/* The bell rings for the longest ride that any letter of this round could
 * take, so that its hour tells nobody who wrote to whom. */
static uint32_t signed_longest(const struct world *world)
{
    uint32_t all = (1u << world->setup.generals) - 1u;
    uint32_t commander = 1u << world->setup.commander;

    return lockstep_longest(&world->setup,
                            world->round == 1 ? commander : all & ~commander,
                            all & ~commander);
}

static void signed_ride(const struct world *world, uint32_t index,
                        struct ride *out)
{
    const struct sealed *letter = letter_of(world, index);

    out->from = (uint8_t)sealed_sender(letter);
    out->to = letter->to;
    out->written = sealed_is(letter, SEALED_WRITTEN) &&
                   !sealed_is(letter, SEALED_CAPTURED);
}

static void signed_capture(struct world *world, uint32_t index)
{
    world->memory.sealed.letter[index].flags |= SEALED_CAPTURED;
}

void signed_letter(const struct world *world, uint32_t index,
                   struct letter *out)
{
    const struct sealed *letter = letter_of(world, index);

    *out = (struct letter){.chain = letter->chain,
                           .index = index,
                           .sent = world->round_start[letter->round],
                           .forged = letter->forged,
                           .from = (uint8_t)sealed_sender(letter),
                           .to = letter->to,
                           .length = letter->length,
                           .order = letter->order,
                           .counted = ORDER_NONE,
                           .duty = ORDER_NONE,
                           .round = letter->round,
                           .state = LETTER_ARRIVED,
                           .refusal = letter->refusal,
                           .sealed = true};
    out->arrives = out->sent + world->setup.road[out->from][out->to];
    if (sealed_is(letter, SEALED_DUE)) {
        out->duty = letter->order;
    }
    if (!sealed_is(letter, SEALED_WRITTEN)) {
        out->state = LETTER_UNWRITTEN;
        out->order = ORDER_NONE;
        out->forged = 0;
    } else if (sealed_is(letter, SEALED_CAPTURED)) {
        out->state = LETTER_CAPTURED;
    } else if (letter->refusal != REFUSAL_NONE) {
        out->state = LETTER_REFUSED;
    } else if (sealed_is(letter, SEALED_ARRIVED)) {
        out->counted = letter->order;
    }
}

/* Only letters with seals that are not their generals' need their bytes: of
 * the others the program has seen every seal being made. tests/unit checks
 * that the bytes say the same. */
static bool seals_hold(const struct world *world, uint32_t index)
{
    struct letter letter;

    if (letter_of(world, index)->forged == 0) {
        return true;
    }
    signed_letter(world, index, &letter);
    return signed_holds(&world->setup, &letter);
}

static void receive(struct world *world, uint32_t index, struct event_log *log)
{
    struct memory_signed *memory = &world->memory.sealed;
    struct sealed *letter = &memory->letter[index];
    uint32_t minute = world->round_start[world->round] +
                      world->setup.road[sealed_sender(letter)][letter->to];

    letter->flags |= SEALED_ARRIVED;
    if (!seals_hold(world, index)) {
        letter->refusal = REFUSAL_SEAL;
    } else if (letter->length != world->round) {
        letter->refusal = REFUSAL_ROUND;
    }
    if (letter->refusal != REFUSAL_NONE) {
        world->rejected++;
        event_add(log, event_of(world, index, EVENT_REFUSED, minute));
    } else if ((memory->known[letter->to] >> letter->order & 1) == 0) {
        memory->known[letter->to] |= (uint8_t)(1u << letter->order);
        letter->flags |= SEALED_NEW;
    }
}

static void signed_arrive(struct world *world, struct event_log *log)
{
    for (uint32_t i = signed_first(world); i < signed_end(world); i++) {
        struct ride ride;

        signed_ride(world, i, &ride);
        if (ride.written) {
            receive(world, i, log);
        }
    }
}

/* choice(V) */
static unsigned choice(unsigned set)
{
    return set_count(set) == 1 ? set_lowest(set) : ORDER_RETREAT;
}

unsigned signed_belief(const struct world *world, unsigned g)
{
    return g == world->setup.commander ? world->setup.order
                                       : choice(world->memory.sealed.known[g]);
}

static void signed_conclude(struct world *world)
{
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (!setup_is_traitor(&world->setup, g)) {
            world->duty[g] = (uint8_t)signed_belief(world, g);
        }
    }
}

static uint32_t signed_exhibit(const struct world *world, unsigned g,
                               uint32_t k)
{
    for (uint32_t i = 0; i < world->memory.sealed.letters; i++) {
        const struct sealed *letter = letter_of(world, i);

        if (letter->to == g && sealed_is(letter, SEALED_ARRIVED) && k-- == 0) {
            return i;
        }
    }
    return NO_LETTER;
}

/* Only the commander's first seal makes an order: whoever passes on two
 * orders that the commander sealed does its duty. */
static bool signed_proves(const struct world *world, unsigned accused,
                          uint32_t first, uint32_t second)
{
    const struct sealed *a = letter_of(world, first);
    const struct sealed *b = letter_of(world, second);

    return accused == world->setup.commander && a->order != b->order &&
           a->refusal != REFUSAL_SEAL && b->refusal != REFUSAL_SEAL;
}

const struct lockstep signed_lockstep = {
    .begin = signed_begin_round,
    .write = signed_write,
    .longest = signed_longest,
    .first = signed_first,
    .end = signed_end,
    .ride = signed_ride,
    .capture = signed_capture,
    .arrive = signed_arrive,
    .conclude = signed_conclude,
    .exhibit = signed_exhibit,
    .proves = signed_proves,
};
