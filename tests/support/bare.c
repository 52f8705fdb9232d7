#include "support/bare.h"

#include <stdbool.h>
#include <string.h>

#include "core/paths.h"

static uint64_t state = 1;

uint64_t bare_draw(void)
{
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* Letters by round, as in core/paths.h, and who passes each on. */
static uint8_t tree[4][5040];
static uint8_t holder[4][5040];

static void grow(unsigned traitors)
{
    unsigned count[4] = {9, 72, 504, 3024};
    for (unsigned i = 0; i < 9; i++) {
        tree[0][i] = (traitors & 1) != 0 ? (uint8_t)(bare_draw() & 1) : 1;
    }
    for (unsigned r = 1; r <= BARE_DEPTH; r++) {
        unsigned width = BARE_GENERALS - 1 - r;
        uint64_t bits = 0;
        for (unsigned p = 0; p < count[r - 1]; p++) {
            uint8_t *row = &tree[r][p * width];
            if ((traitors >> holder[r - 1][p] & 1) == 0) {
                memset(row, tree[r - 1][p], width);
                continue;
            }
            bits = bare_draw();
            for (unsigned k = 0; k < width; k++) {
                row[k] = (uint8_t)(bits >> k & 1);
            }
        }
    }
}

static unsigned fold(void)
{
    unsigned paths[4] = {1, 9, 72, 504}, sum = 0;
    for (unsigned r = BARE_DEPTH; r-- > 0;) {
        unsigned count = BARE_GENERALS - 1 - r;
        for (unsigned p = 0; p < paths[r]; p++) {
            uint8_t *heard = &tree[r][p * count];
            const uint8_t *below = &tree[r + 1][p * count * (count - 1)];
            uint8_t votes[BARE_GENERALS] = {0};
            for (unsigned a = 0; a < count; a++) {
                votes[a] = (uint8_t)(votes[a] + heard[a]);
                for (unsigned b = 0; b + 1 < count; b++) {
                    votes[b + (b >= a)] =
                        (uint8_t)(votes[b + (b >= a)] + *below++);
                }
            }
            for (unsigned a = 0; a < count; a++) {
                heard[a] = votes[a] * 2u > count;
            }
        }
    }
    for (unsigned i = 0; i < 9; i++) {
        sum += tree[0][i];
    }
    return sum;
}

static void find_holders(void)
{
    for (unsigned r = 0; r < 4; r++) {
        uint32_t first = paths_before_round(BARE_GENERALS, r + 1);
        for (uint32_t i = 0; i < paths_in_round(BARE_GENERALS, r + 1); i++) {
            uint8_t who[GENERALS_MAX];
            unsigned length = paths_unpack(BARE_GENERALS, 0, first + i, who);
            holder[r][i] = who[length - 1];
        }
    }
}

unsigned bare_traitors(unsigned count)
{
    unsigned set = 0;
    while (set_count(set) < count) {
        set |= 1u << bare_draw() % BARE_GENERALS;
    }
    return set;
}

unsigned bare_sieges(unsigned traitors, unsigned count)
{
    static bool found = false;
    unsigned sum = 0;
    if (!found) {
        find_holders();
        found = true;
    }
    for (unsigned i = 0; i < count; i++) {
        grow(bare_traitors(traitors));
        sum += fold();
    }
    return sum;
}
