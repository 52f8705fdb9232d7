/* The tree of blocks and what camps know of it: looking, never changing. */
#include <string.h>

#include "core/view.h"
#include "rules/work.h"

static const struct memory_work *of(const struct world *world)
{
    return &world->memory.work;
}

static const struct block *block_at(const struct world *world, unsigned block)
{
    return &world->memory.work.block[block];
}

unsigned work_at_height(const struct world *world, unsigned block,
                        unsigned height)
{
    while (block_at(world, block)->height > height) {
        block = block_at(world, block)->parent;
    }
    return block;
}

bool work_on_chain(const struct world *world, unsigned ancestor, unsigned block)
{
    unsigned height = block_at(world, ancestor)->height;

    return height <= block_at(world, block)->height &&
           work_at_height(world, block, height) == ancestor;
}

unsigned work_fork_point(const struct world *world, unsigned a, unsigned b)
{
    unsigned height_a = block_at(world, a)->height;
    unsigned height_b = block_at(world, b)->height;
    unsigned low = height_a < height_b ? height_a : height_b;

    a = work_at_height(world, a, low);
    b = work_at_height(world, b, low);
    while (a != b) {
        a = block_at(world, a)->parent;
        b = block_at(world, b)->parent;
    }
    return a;
}

unsigned work_order(const struct world *world, unsigned block)
{
    unsigned names = block_at(world, block)->names;

    return names == NO_BLOCK ? ORDER_NONE : block_at(world, names)->order;
}

unsigned work_confirmations(const struct world *world, unsigned block)
{
    unsigned names = block_at(world, block)->names;

    return names == NO_BLOCK ? 0
                             : block_at(world, block)->height -
                                   block_at(world, names)->height + 1u;
}

bool block_set_has(const struct block_set *set, unsigned block)
{
    return block < BLOCKS_MAX && (set->word[block / 64] >> block % 64 & 1) != 0;
}

static void set_add(struct block_set *set, unsigned block)
{
    set->word[block / 64] |= UINT64_C(1) << block % 64;
}

/* Traitors share what they have. */
static uint16_t widen(const struct setup *setup, uint16_t eyes)
{
    return (eyes & setup->traitors) != 0 ? (uint16_t)(eyes | setup->traitors)
                                         : eyes;
}

void work_known(const struct world *world, uint16_t eyes, uint32_t minute,
                struct block_set *out)
{
    const struct memory_work *work = of(world);
    uint16_t camps = widen(&world->setup, eyes);

    memset(out, 0, sizeof *out);
    set_add(out, 0);
    for (unsigned b = 1; b < work->blocks; b++) {
        const struct block *block = &work->block[b];
        if (block->minute <= minute &&
            (eyes == EYES_ALL || (camps >> block->miner & 1) != 0)) {
            set_add(out, b);
        }
    }
    for (uint32_t i = 0; i < work->letters && eyes != EYES_ALL; i++) {
        const struct work_letter *letter = &work->letter[i];
        if (letter->block != NO_BLOCK && (camps >> letter->to & 1) != 0 &&
            (letter->flags & (WORK_CAPTURED | WORK_SILENT | WORK_FLOOD)) == 0 &&
            letter->arrives <= minute) {
            set_add(out, letter->block);
        }
    }
    for (unsigned b = work->blocks; b-- > 1;) {
        if (block_set_has(out, b)) {
            set_add(out, work->block[b].parent);
        }
    }
}

unsigned work_tip(const struct world *world, unsigned g, uint32_t minute)
{
    const struct memory_work *work = of(world);
    uint32_t last = 0;
    unsigned tip = 0;

    if (minute >= world->clock) {
        return work->tip[g];
    }
    for (uint32_t i = 0; i < work->letters; i++) {
        const struct work_letter *letter = &work->letter[i];
        if (letter->to == g && letter->tip != NO_BLOCK &&
            letter->arrives <= minute && letter->arrives >= last) {
            last = letter->arrives;
            tip = letter->tip;
        }
    }
    for (unsigned b = 1; b < work->blocks; b++) {
        const struct block *block = &work->block[b];
        if (block->miner == g && block->minute <= minute &&
            block->minute >= last) {
            last = block->minute;
            tip = b;
        }
    }
    return tip;
}

unsigned work_base(const struct world *world, unsigned g)
{
    return of(world)->tip[g];
}

unsigned work_vote(const struct world *world, unsigned g)
{
    unsigned order = work_order(world, of(world)->tip[g]);

    return order != ORDER_NONE ? order : of(world)->vote[g];
}

uint32_t work_power(const struct setup *setup)
{
    uint32_t power = 0;

    for (unsigned g = 0; g < setup->generals; g++) {
        power += setup->power[g];
    }
    return power;
}

uint32_t work_power_of_traitors(const struct setup *setup)
{
    uint32_t power = 0;

    for (unsigned g = 0; g < setup->generals; g++) {
        power += setup_is_traitor(setup, g) ? setup->power[g] : 0u;
    }
    return power;
}

uint64_t work_attempts(const struct world *world, uint32_t minute)
{
    uint32_t until = world->setup.deadline;

    until = minute < until ? minute : until;
    return (uint64_t)until * work_power(&world->setup);
}

uint32_t work_horizon(const struct world *world)
{
    const struct memory_work *work = of(world);
    uint32_t horizon = world->setup.deadline;

    if (work->alarm > 0 && work->alarm < horizon) {
        horizon = work->alarm;
    }
    for (uint32_t i = work->settled; i < work->letters; i++) {
        const struct work_letter *letter = &work->letter[i];
        if ((letter->flags & WORK_SETTLED) == 0 && letter->arrives < horizon) {
            horizon = letter->arrives;
        }
    }
    return horizon;
}

unsigned work_withheld(const struct world *world)
{
    return of(world)->withheld;
}

uint32_t work_share(const struct world *world, unsigned g)
{
    unsigned block = of(world)->tip[g];
    unsigned height = block_at(world, block)->height, theirs = 0;

    for (; block_at(world, block)->parent != NO_BLOCK;
         block = block_at(world, block)->parent) {
        theirs += setup_is_traitor(&world->setup, block_at(world, block)->miner)
                      ? 1
                      : 0;
    }
    return height == 0 ? 0 : (uint32_t)((uint64_t)theirs * PPM / height);
}

bool work_undone(const struct world *world)
{
    for (unsigned g = 0; g < world->setup.generals; g++) {
        unsigned confirmed = of(world)->confirmed[g];
        if (!setup_is_traitor(&world->setup, g) && confirmed != ORDER_NONE &&
            world->decided[g] != ORDER_NONE && world->decided[g] != confirmed) {
            return true;
        }
    }
    return false;
}
