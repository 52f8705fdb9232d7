/* Judgement, reasons, bounds, and positions as keys. */
#include "rules/ballot.h"

#include <stddef.h>
#include <string.h>

#include "rules/ballot_flow.h"
#include "rules/lockstep.h"

static const struct memory_vote *in(const struct world *world)
{
    return &world->memory.vote;
}

enum status ballot_check(const struct setup *setup, struct diag *why)
{
    unsigned n = setup->generals, t = setup->faults;
    if (n < 2 || setup->orders != 2) {
        diag_set(why, n < 2
                          ? "a vote needs at least 2 generals"
                          : "a vote is between two orders: retreat (0) and one "
                            "to attack (1)");
        return STATUS_SETUP;
    }
    if (setup->falls > n) {
        diag_set(why, "%u generals may fall silent, but there are only %u",
                 setup->falls, n);
        return STATUS_SETUP;
    }
    for (unsigned g = 0; g < n; g++) {
        if (setup->input[g] > 1) {
            diag_set(why,
                     "general %u begins with the value %u; it must be 0 "
                     "(retreat) or 1 (attack)",
                     g, setup->input[g]);
            return STATUS_SETUP;
        }
    }
    if (n <= 2 * t) {
        diag_set(why,
                 "t = %u of %u generals: a vote needs n > 2t, so t is at most "
                 "%u",
                 t, n, (n - 1) / 2);
        return STATUS_SETUP;
    }
    return STATUS_OK;
}

bool ballot_promised(const struct setup *setup)
{
    return setup->falls <= setup->faults && !setup_can_capture(setup) &&
           setup_roads_complete(setup);
}

/* Who begins with the value of a decision makes it valid. */
static bool is_input(const struct setup *setup, unsigned value)
{
    for (unsigned g = 0; g < setup->generals; g++) {
        if (!setup_is_traitor(setup, g) && setup->input[g] == value) {
            return true;
        }
    }
    return false;
}

void ballot_judge(const struct world *world, struct verdict *out)
{
    const struct setup *setup = &world->setup;
    lockstep_judge(world, out);
    out->validity = TRI_YES;
    out->termination = 1;
    for (unsigned g = 0; g < setup->generals; g++) {
        unsigned order = world->decided[g];
        if (setup_is_traitor(setup, g)) {
            continue;
        }
        if (order != ORDER_NONE && !is_input(setup, order)) {
            out->validity = TRI_NO;
        }
        if (order == ORDER_NONE && (in(world)->fallen >> g & 1) == 0) {
            out->termination = 0;
        }
    }
}

size_t ballot_explain(const struct world *world, unsigned g, struct reason *out,
                      size_t room)
{
    unsigned order = world->decided[g];
    bool decided = order != ORDER_NONE;
    if (world->stage != STAGE_OVER) {
        return 0; /* letters are still being written */
    }
    if (room > 0) {
        out[0] =
            (struct reason){.letter = NO_LETTER,
                            .kind = decided ? REASON_VOTES : REASON_WAITING,
                            .general = (uint8_t)g,
                            .order = (uint8_t)order,
                            .count = in(world)->votes[g],
                            .of = (uint8_t)ballot_to_decide(&world->setup)};
    }
    return 1;
}

/* ---- Keys ---------------------------------------------------------------- */

enum {
    BLOCK_FALLEN = 0x01,
    BLOCK_HALTED = 0x02,
    BLOCK_TOSSING = 0x04,
    BLOCK_TRAITOR = 0x08,
    BLOCK_DECIDED_SHIFT = 4 /* 0: not; 1, 2: the value 0, 1 */
};

struct writer {
    uint8_t *bytes;
    size_t room, length;
};

static void put(struct writer *out, unsigned byte)
{
    if (out->length < out->room) {
        out->bytes[out->length] = (uint8_t)byte;
    }
    out->length++;
}

/* The stage of the slowest general that is not done. */
static uint32_t slowest(const struct world *world)
{
    uint32_t base = UINT32_MAX;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (!ballot_done(world, g) && in(world)->stage[g] < base) {
            base = in(world)->stage[g];
        }
    }
    return base == UINT32_MAX ? 0 : base;
}

unsigned ballot_lead(const struct world *world, unsigned g)
{
    uint32_t base = slowest(world);
    return ballot_done(world, g) ? 0 : in(world)->stage[g] - base;
}

unsigned ballot_starved(const struct world *world)
{
    uint32_t base = slowest(world);
    unsigned starved = NO_GENERAL;
    bool pressed = false;
    for (unsigned g = world->setup.generals; g-- > 0;) {
        pressed = pressed || ballot_lead(world, g) >= BALLOT_LEAD;
        if (!ballot_done(world, g) && in(world)->stage[g] == base) {
            starved = g;
        }
    }
    return pressed ? starved : NO_GENERAL;
}

/* The phase that the slowest general is in begins at this stage. */
static uint32_t base_of(const struct world *world)
{
    return slowest(world) & ~1u;
}

static unsigned value_place(unsigned value)
{
    return value < 2 ? value : 2;
}

/* Letters on their road to one general, by how far they are ahead, and value.
 */
struct incoming {
    uint8_t count[BALLOT_LEAD + 3][VOTE_VALUES];
};

static void count_incoming(struct incoming *out, const struct world *world,
                           unsigned g)
{
    const struct post *post = post_in(world);
    memset(out, 0, sizeof *out);
    for (uint32_t i = post->settled; i < post->used; i++) {
        const struct post_letter *letter = &post->letter[i];
        if (letter->to == g && post_flies(letter)) {
            uint32_t ahead = ballot_stage_of(letter) - in(world)->stage[g];
            out->count[ahead][value_place(letter->order)]++;
        }
    }
}

/* Senders do not matter: everybody writes to everybody once a stage. They are
 * part of the key only where the city watches roads. */
static void put_letters(struct writer *out, const struct world *world,
                        unsigned g)
{
    struct incoming flying;
    count_incoming(&flying, world, g);
    for (uint32_t stage = 0; stage < BALLOT_LEAD + 3; stage++) {
        for (unsigned v = 0; v < VOTE_VALUES; v++) {
            unsigned held =
                stage < VOTE_AHEAD ? in(world)->tally[g][stage][v] : 0;
            if (held + flying.count[stage][v] > 0) {
                put(out, stage * VOTE_VALUES + v);
                put(out, held);
                put(out, flying.count[stage][v]);
            }
        }
    }
}

static void put_senders(struct writer *out, const struct world *world,
                        unsigned g)
{
    const struct post *post = post_in(world);
    for (uint32_t i = post->settled; world->budget > 0 && i < post->used; i++) {
        const struct post_letter *letter = &post->letter[i];
        if (letter->to == g && post_flies(letter)) {
            put(out, letter->from);
            put(out, ballot_stage_of(letter) - in(world)->stage[g]);
            put(out, value_place(letter->order));
        }
    }
}

static unsigned flags_of(const struct world *world, unsigned g)
{
    unsigned order = world->decided[g];
    return (in(world)->fallen >> g & 1u) * BLOCK_FALLEN |
           (in(world)->halted >> g & 1u) * BLOCK_HALTED |
           (in(world)->tossing >> g & 1u) * BLOCK_TOSSING |
           setup_is_traitor(&world->setup, g) * (unsigned)BLOCK_TRAITOR |
           (order == ORDER_NONE ? 0 : order + 1) << BLOCK_DECIDED_SHIFT;
}

/* One general: the length of what follows, flags, stage, letters. */
static void put_general(struct writer *out, const struct world *world,
                        unsigned g, uint32_t base)
{
    size_t start = out->length;
    put(out, 0);
    put(out, flags_of(world, g));
    if (!ballot_done(world, g)) {
        put(out, in(world)->stage[g] - base);
        put_letters(out, world, g);
        put_senders(out, world, g);
    }
    if (start < out->room) {
        out->bytes[start] = (uint8_t)(out->length - start - 1);
    }
}

size_t ballot_canon(const struct world *world, uint8_t *key, size_t room)
{
    struct writer out = {.bytes = key, .room = room};
    uint32_t base = base_of(world);
    if (world->stage == STAGE_LETTERS) {
        return world_canon(world, key, room);
    }
    put(&out, in(world)->falls);
    put(&out, world->budget);
    for (unsigned g = 0; g < world->setup.generals; g++) {
        put_general(&out, world, g, base);
    }
    return out.length;
}

/* ---- And back ------------------------------------------------------------ */

/* Letters of one value and stage on their road to g; who wrote them does not
 * matter. */
static void restore_letters(struct world *world, unsigned g, uint32_t stage,
                            unsigned value, unsigned count)
{
    struct post *post = post_of(world);
    for (unsigned i = 0; i < count; i++) {
        struct post_letter *letter = &post->letter[post->used++];
        *letter = (struct post_letter){
            .number = post->letters++,
            .phase = (uint16_t)ballot_phase(stage),
            .from = (uint8_t)((g + 1) % world->setup.generals),
            .to = (uint8_t)g,
            .kind = ballot_proposes(stage) ? POST_PROPOSAL : POST_REPORT,
            .order = (uint8_t)(value < 2 ? value : ORDER_NONE),
            .flags = POST_DUE | POST_ROAD};
    }
}

static void restore_general(struct world *world, unsigned g,
                            const uint8_t *block, size_t length)
{
    struct memory_vote *vote = &world->memory.vote;
    unsigned flags = block[0], decided = flags >> BLOCK_DECIDED_SHIFT;
    vote->fallen |= (uint16_t)(((flags & BLOCK_FALLEN) != 0) << g);
    vote->halted |= (uint16_t)(((flags & BLOCK_HALTED) != 0) << g);
    vote->tossing |= (uint16_t)(((flags & BLOCK_TOSSING) != 0) << g);
    world->decided[g] = (uint8_t)(decided == 0 ? ORDER_NONE : decided - 1);
    vote->stage[g] = length > 1 ? block[1] : 0;
    for (size_t i = 2; i + 2 < length; i += 3) {
        uint32_t ahead = block[i] / VOTE_VALUES;
        unsigned value = block[i] % VOTE_VALUES;
        if (ahead < VOTE_AHEAD) {
            vote->tally[g][ahead][value] = block[i + 1];
        }
        restore_letters(world, g, vote->stage[g] + ahead, value, block[i + 2]);
    }
}

void ballot_restore(struct world *world, const uint8_t *key, size_t length)
{
    struct memory_vote *vote = &world->memory.vote;
    size_t at = 2;
    memset(vote, 0, offsetof(struct memory_vote, post));
    memset(&vote->post, 0, offsetof(struct post, letter));
    vote->falls = key[0];
    world->budget = key[1];
    world->clock = 0;
    world->stage = STAGE_ROADS;
    for (unsigned g = 0; g < world->setup.generals && at < length; g++) {
        restore_general(world, g, key + at + 1, key[at]);
        at += key[at] + 1u;
    }
}
