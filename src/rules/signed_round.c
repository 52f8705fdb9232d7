/* Which sealed letters a round of SM(m) can have. */
#include "rules/signed_round.h"

#include <string.h>

#include "core/paths.h"
#include "rules/sealed.h"
#include "rules/signed_offer.h"

unsigned signed_rounds(const struct setup *setup)
{
    unsigned longest = setup->generals - 2u;

    return (setup->depth < longest ? setup->depth : longest) + 1u;
}

/* Part 1: `sender` adds its seal to `chain` and sends the letter to all who
 * are not on it; a traitor's letters to loyal generals are part 2. */
static void send_to_others(struct world *world, path_bits chain,
                           unsigned length, unsigned sender, unsigned order)
{
    path_bits sealed = chain | (path_bits)sender << 4 * length;
    unsigned signers = set_of_chain(sealed, length + 1);
    bool traitor = setup_is_traitor(&world->setup, sender);

    for (unsigned to = 0; to < world->setup.generals; to++) {
        struct sealed *letter;

        if ((signers >> to & 1) != 0 || world->setup.road[sender][to] == 0 ||
            (traitor && !setup_is_traitor(&world->setup, to))) {
            continue;
        }
        letter = sealed_append(world, sealed, length + 1, to);
        letter->order = (uint8_t)order;
        letter->flags = SEALED_WRITTEN | SEALED_DUE;
    }
}

static void send_duties(struct world *world, uint32_t first, uint32_t end)
{
    const struct memory_signed *memory = &world->memory.sealed;

    if (world->round == 1) {
        send_to_others(world, 0, 0, world->setup.commander, world->setup.order);
        return;
    }
    for (uint32_t i = first; i < end; i++) {
        const struct sealed letter = memory->letter[i];

        if (sealed_is(&letter, SEALED_NEW)) {
            send_to_others(world, letter.chain, letter.length, letter.to,
                           letter.order);
        }
    }
}

void signed_round_begin(struct world *world)
{
    struct memory_signed *memory = &world->memory.sealed;
    uint32_t first = memory->first, end = memory->letters;

    send_duties(world, first, end);
    memory->first = end;
    if (world->setup.traitors != 0) {
        signed_offer(world, first, end);
    }
}

void signed_round_close(struct world *world)
{
    struct memory_signed *memory = &world->memory.sealed;
    uint32_t kept = memory->first, end = memory->letters;

    for (uint32_t i = memory->first; i < end; i++) {
        if (sealed_is(&memory->letter[i], SEALED_WRITTEN | SEALED_DUE)) {
            memory->letter[kept++] = memory->letter[i];
        }
    }
    /* Unused slots are zero: equal worlds are equal in every byte. */
    memset(&memory->letter[kept], 0,
           (size_t)(end - kept) * sizeof memory->letter[0]);
    memory->letters = kept;
}

/* Chains that `traitors` can append to one beginning: 1 to `most` of them. */
static uint32_t endings(unsigned traitors, unsigned most)
{
    uint32_t sum = 0, ways = 1;

    for (unsigned j = 1; j <= most && j <= traitors && sum <= SEALED_MAX; j++) {
        ways *= traitors - j + 1;
        sum += ways;
    }
    return sum;
}

/* A loyal lieutenant's seal is at least the second on its chain, and each
 * passes on each order under one chain only; see signed_offer.c. */
uint32_t signed_round_bound(const struct setup *setup)
{
    bool treason = setup_is_traitor(setup, setup->commander);
    unsigned rounds = signed_rounds(setup);
    unsigned traitors = setup_traitors(setup) - treason;
    unsigned loyal = setup->generals - 1u - traitors;
    uint32_t orders = treason ? setup->orders : 1u;
    uint32_t duties = (setup->generals - 1u) * (orders * setup->generals);
    uint32_t alone = treason + endings(traitors, rounds - 1);
    uint32_t behind = rounds < 2 ? 0 : endings(traitors, rounds - 2);
    uint32_t each = alone + (loyal > 0 ? (loyal - 1) * behind : 0);
    uint32_t forgeries = treason ? 0 : (rounds - 1) * traitors * loyal;

    return duties + forgeries + each * orders * loyal;
}
