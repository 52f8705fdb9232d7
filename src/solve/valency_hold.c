/* The chance that a vote stays undecided, in the best schedule. */
#include "solve/valency.h"

/* A coin: the mean of what may follow, none of which takes a step. */
static bool mean_of_coins(const struct valency_map *map, double *value)
{
    bool changed = false;
    for (size_t i = map->positions; i-- > 0;) {
        const struct valency_position *at = &map->room->positions[i];
        double sum = 0;
        if ((at->flags & VALENCY_CHANCE) == 0 || at->count == 0) {
            continue;
        }
        for (unsigned k = 0; k < at->count; k++) {
            sum += value[map->room->edges[at->next + k]];
        }
        sum /= at->count;
        changed = changed || sum != value[i];
        value[i] = sum;
    }
    return changed;
}

static double best_of(const struct valency_map *map, size_t i,
                      const double *value)
{
    const struct valency_position *at = &map->room->positions[i];
    double best = at->count == 0 ? value[i] : 0;
    if (at->decided != 0) {
        return 0;
    }
    for (unsigned k = 0; k < at->count; k++) {
        double next = value[map->room->edges[at->next + k]];
        best = next > best ? next : best;
    }
    return best;
}

const double *valency_hold(const struct valency_map *map, uint32_t steps,
                           double *scratch)
{
    double *now = scratch, *then = scratch + map->positions;
    for (size_t i = 0; i < map->positions; i++) {
        now[i] = map->room->positions[i].decided == 0;
    }
    while (mean_of_coins(map, now)) {
    }
    while (steps-- > 0) {
        double *swap = then;
        for (size_t i = 0; i < map->positions; i++) {
            then[i] = best_of(map, i, now);
        }
        while (mean_of_coins(map, then)) {
        }
        then = now;
        now = swap;
    }
    return now;
}
