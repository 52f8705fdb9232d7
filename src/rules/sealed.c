/* One sealed letter in the memory of SM(m), and small sets. */
#include "rules/sealed.h"

#include <assert.h>

#include "core/paths.h"

_Static_assert((int)ORDER_NONE == (int)NO_GENERAL, "set_lowest serves both");

unsigned sealed_sender(const struct sealed *letter)
{
    return paths_at(letter->chain, letter->length - 1u);
}

bool sealed_is(const struct sealed *letter, unsigned flags)
{
    return (letter->flags & flags) != 0;
}

struct sealed *sealed_append(struct world *world, path_bits chain,
                             unsigned length, unsigned to)
{
    struct memory_signed *memory = &world->memory.sealed;
    struct sealed *letter = &memory->letter[memory->letters];

    assert(memory->letters < SEALED_MAX);
    memory->letters++;
    *letter = (struct sealed){.chain = chain,
                              .order = ORDER_RETREAT,
                              .to = (uint8_t)to,
                              .length = (uint8_t)length,
                              .round = world->round};
    return letter;
}

unsigned set_of_chain(path_bits chain, unsigned length)
{
    unsigned set = 0;

    for (unsigned k = 0; k < length; k++) {
        set |= 1u << paths_at(chain, k);
    }
    return set;
}

unsigned set_lowest(unsigned set)
{
    unsigned i = 0;

    if (set == 0) {
        return ORDER_NONE;
    }
    while ((set >> i & 1) == 0) {
        i++;
    }
    return i;
}
