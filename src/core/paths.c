#include "core/paths.h"

#include <assert.h>
#include <stdbool.h>

uint32_t paths_in_round(unsigned generals, unsigned round)
{
    uint64_t count = 1;
    if (round >= generals) {
        return 0;
    }
    for (unsigned k = 1; k <= round; k++) {
        count *= generals - k;
        if (count > UINT32_MAX) {
            return UINT32_MAX;
        }
    }
    return (uint32_t)count;
}

uint32_t paths_before_round(unsigned generals, unsigned round)
{
    uint64_t count = 0;
    for (unsigned r = 1; r < round && r < generals; r++) {
        count += paths_in_round(generals, r);
    }
    return count > UINT32_MAX ? UINT32_MAX : (uint32_t)count;
}

uint32_t paths_total(unsigned generals, unsigned depth)
{
    return paths_before_round(generals, depth + 2);
}

/* The (k+1)-th general, from 0, who is not on the path yet. */
static uint8_t unused_at(unsigned generals, uint32_t used, uint32_t k)
{
    for (unsigned g = 0; g < generals; g++) {
        if ((used >> g & 1) == 0 && k-- == 0) {
            return (uint8_t)g;
        }
    }
    assert(false && "no such general");
    return NO_GENERAL;
}

unsigned paths_unpack(unsigned generals, unsigned commander, uint32_t index,
                      uint8_t who[GENERALS_MAX])
{
    unsigned round = 1;
    uint32_t block, used = 1u << commander;
    while (index >= paths_in_round(generals, round)) {
        index -= paths_in_round(generals, round);
        round++;
    }
    block = paths_in_round(generals, round);
    who[0] = (uint8_t)commander;
    for (unsigned k = 1; k <= round; k++) {
        block /= generals - k;
        who[k] = unused_at(generals, used, index / block);
        index %= block;
        used |= 1u << who[k];
    }
    return round + 1;
}

uint32_t paths_index(unsigned generals, const uint8_t *who, unsigned length)
{
    uint32_t within = 0, used = 1u << who[0];
    for (unsigned k = 1; k < length; k++) {
        uint32_t rank = 0;
        for (unsigned g = 0; g < who[k]; g++) {
            rank += (used >> g & 1) == 0;
        }
        within = within * (generals - k) + rank;
        used |= 1u << who[k];
    }
    return paths_before_round(generals, length - 1) + within;
}

path_bits paths_pack(const uint8_t *who, unsigned length)
{
    path_bits path = 0;
    for (unsigned k = 0; k < length; k++) {
        path |= (path_bits)(who[k] & 15u) << 4 * k;
    }
    return path;
}

unsigned paths_at(path_bits path, unsigned position)
{
    return (unsigned)(path >> 4 * position & 15u);
}
