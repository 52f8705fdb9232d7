/* The last round of oral and signed letters, receiver by receiver: a letter of
 * that round is read by its receiver alone.
 *
 * Not in one file with the walk, which this calls and which calls this: gcc
 * 12.2 at -O2 then takes the calls that keep a plan for dead stores, and drops
 * them. */
#include "solve/search_walk.h"

static struct search_late *late_of(const struct search *search, unsigned g,
                                   unsigned order)
{
    return &search->room->late[g * ORDERS_MAX + order];
}

void search_end_late(struct search *search, const struct search_way *way,
                     size_t top)
{
    unsigned order = search->room->stack[top].duty[way->only];
    struct search_late *late = late_of(search, way->only, order);
    uint32_t lies = search_lies(search, way, top), count = 0;
    if (lies >= late->lies) {
        return;
    }
    for (size_t i = way->base; i < top; i++) {
        const struct search_step *step = &search->room->steps[i];
        if (step->answer != 0 && count < SEARCH_LATE) {
            late->cursor[count] = step->cursor;
            late->answer[count++] = (uint8_t)step->answer;
        }
    }
    late->lies = lies;
    late->count = count;
}

/* Two receivers and what they shall decide, with the fewest lies. */
struct pair {
    uint32_t lies;
    const struct search_late *one, *other;
};

static void weigh(const struct search *search, struct pair *best, unsigned g,
                  unsigned h)
{
    unsigned orders = search->request->setup.orders;
    for (unsigned v = 0; v < orders * orders; v++) {
        const struct search_late *one = late_of(search, g, v % orders);
        const struct search_late *other = late_of(search, h, v / orders);
        if (v % orders != v / orders && one->lies != UINT32_MAX &&
            other->lies != UINT32_MAX && one->lies + other->lies < best->lies) {
            *best = (struct pair){
                .lies = one->lies + other->lies, .one = one, .other = other};
        }
    }
}

/* A loyal commander decides as he was told; so under him IC1 is broken by
 * whoever disobeys, and IC2 as well. */
static struct pair best_pair(const struct search *search)
{
    const struct setup *setup = &search->request->setup;
    bool treason = setup_is_traitor(setup, setup->commander);
    struct pair best = {.lies = UINT32_MAX};
    if (treason && (search->request->breaks & BREAKS_IC1) == 0) {
        return best;
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        for (unsigned h = 0; h < g; h++) {
            bool other =
                setup_is_traitor(setup, g) || setup_is_traitor(setup, h) ||
                (!treason && g != setup->commander && h != setup->commander);
            if (!other) {
                weigh(search, &best, g, h);
            }
        }
    }
    return best;
}

static void keep_late(struct search *search, const struct search_late *late)
{
    for (uint32_t i = 0; i < late->count; i++) {
        search_keep(search, late->cursor[i], late->answer[i]);
    }
}

/* No decision of g is known to be within reach; the commander's is. */
static void clear_late(struct search *search, unsigned g)
{
    const struct setup *setup = &search->request->setup;
    for (unsigned o = 0; o < ORDERS_MAX; o++) {
        late_of(search, g, o)->lies = UINT32_MAX; /* not all of it: it is big */
        late_of(search, g, o)->count = 0;
    }
    if (g == setup->commander) {
        late_of(search, g, setup->order)->lies = 0;
    }
}

bool search_end_round(struct search *search, size_t top)
{
    const struct setup *setup = &search->request->setup;
    uint32_t before = top > 0 ? search->room->steps[top - 1].lies : 0;
    uint32_t bound = search->bound, fewest = search->fewest;
    struct pair best;
    for (unsigned g = 0; g < setup->generals; g++) {
        struct search_way way = {.base = top + 1, .only = g};
        clear_late(search, g);
        if (setup_is_traitor(setup, g) || g == setup->commander) {
            continue;
        }
        world_copy(&search->room->stack[top + 1], &search->room->stack[top]);
        search->bound = bound == UINT32_MAX ? bound : bound - before;
        search->fewest = UINT32_MAX;
        bool done = search_walk(search, &way);
        search->bound = bound;
        search->fewest = fewest;
        if (!done) {
            return false;
        }
    }
    best = best_pair(search);
    if (best.lies == UINT32_MAX || search_is_dear(search, before + best.lies)) {
        return true;
    }
    search->fewest = before + best.lies;
    search_keep_steps(search, top);
    keep_late(search, best.one);
    keep_late(search, best.other);
    return true;
}
