/* The model check: sets of points that everyone, or one after the other, knows
 * of. */
#include "solve/knowledge.h"

#include <string.h>

#include "rules/rules.h"
#include "solve/points.h"

/* ---- Sets of points -------------------------------------------------------
 */

/* Which groups lie in the set as a whole. */
static void find_whole(const struct points *all, unsigned set)
{
    const struct knowledge_room *room = all->room;
    memset(room->whole, 1, room->groups_room);
    for (size_t p = 0; p < all->points; p++) {
        const struct knowledge_point *point = &room->points[p];
        for (unsigned g = 0; !point->in[set] && g < all->query->setup.generals;
             g++) {
            room->whole[point->group[g]] = 0;
        }
    }
}

static bool all_know(const struct points *all,
                     const struct knowledge_point *point, uint16_t who)
{
    for (unsigned g = 0; g < all->query->setup.generals; g++) {
        if ((who >> g & 1) != 0 && all->room->whole[point->group[g]] == 0) {
            return false;
        }
    }
    return true;
}

/* Set `to` to where all of `who` know that `from` holds. Returns whether that
 * is another set. */
static bool know(const struct points *all, uint16_t who, unsigned from,
                 unsigned to)
{
    bool changed = false;
    find_whole(all, from);
    for (size_t p = 0; p < all->points; p++) {
        struct knowledge_point *point = &all->room->points[p];
        bool in = all_know(all, point, who);
        changed = changed || in != point->in[to];
        point->in[to] = in;
    }
    return changed;
}

static void begin_sets(const struct points *all)
{
    for (size_t p = 0; p < all->points; p++) {
        struct knowledge_point *point = &all->room->points[p];
        point->in[0] = point->in[1] = point->on;
    }
}

/* The first point that looks to all of `who` as this world does. NULL: there
 * is none. */
static const struct knowledge_point *
find_point(struct points *all, const struct world *world, uint16_t who)
{
    uint64_t view[GENERALS_MAX] = {0};
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (!points_view(all, world, g, &view[g])) {
            return NULL;
        }
    }
    for (size_t p = 0; p < all->points; p++) {
        const struct knowledge_point *point = &all->room->points[p];
        bool same = true;
        for (unsigned g = 0; g < world->setup.generals; g++) {
            same = same && ((who >> g & 1) == 0 || point->view[g] == view[g]);
        }
        if (same) {
            return point;
        }
    }
    return NULL;
}

static enum status lost(struct points *all)
{
    if (all->status == STATUS_OK) {
        all->status = STATUS_SETUP;
        diag_set(all->why, "this siege is none of the runs that are possible");
    }
    return all->status;
}

/* ---- The siege in which nothing goes wrong --------------------------------
 */

/* Play it up to a minute, or to the judgements. */
static enum status play_honest(struct world *world, const struct setup *given,
                               uint32_t minute, unsigned demanded,
                               struct diag *why)
{
    struct points none = {.why = why};
    struct setup setup = *given;
    struct decision asked;
    setup.order = (uint8_t)points_attack(given);
    none.status = points_check(&setup, why);
    if (none.status == STATUS_OK) {
        none.status = game_start(world, &setup, NULL, why);
    }
    if (none.status != STATUS_OK) {
        return none.status;
    }
    for (game_ask(world, &asked); !points_shown(world, &asked, minute);
         game_ask(world, &asked)) {
        uint64_t answer = asked.chooser == CHOOSER_GENERAL
                              ? points_loyal(world, &asked, demanded)
                              : 0;
        if (!points_possible(world, &asked, (uint32_t)answer)) {
            answer = 1; /* every messenger is captured */
        }
        if (!points_apply(&none, world, asked.cursor, answer)) {
            return none.status;
        }
    }
    return STATUS_OK;
}

static uint32_t last_arrival(const struct world *world)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < game_letters(world); i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (letter.state == LETTER_ARRIVED && letter.arrives > last) {
            last = letter.arrives;
        }
    }
    return last;
}

enum status knowledge_steps(struct knowledge_steps *out,
                            const struct setup *setup, struct world *scratch,
                            struct diag *why)
{
    enum status status =
        play_honest(scratch, setup, UINT32_MAX, setup->confirmations, why);
    uint32_t last;
    if (status != STATUS_OK) {
        return status;
    }
    last = last_arrival(scratch);
    *out = (struct knowledge_steps){.count = 1};
    for (unsigned r = 2;
         r < scratch->round && out->minute[out->count - 1] < last; r++) {
        out->minute[out->count++] = scratch->round_start[r];
    }
    if (out->minute[out->count - 1] < last) {
        out->minute[out->count++] = scratch->clock;
    }
    return STATUS_OK;
}

enum status knowledge_depth(struct knowledge_depth *out,
                            const struct knowledge_query *query,
                            const struct knowledge_room *room, struct diag *why)
{
    struct points all = {.room = room, .query = query, .why = why};
    const struct setup *setup = &query->setup;
    uint16_t loyal =
        (uint16_t)(((1u << setup->generals) - 1) & ~(unsigned)setup->traitors);
    const struct knowledge_point *here;
    uint32_t depth = 0;
    if (points_gather(&all) != STATUS_OK ||
        play_honest(&room->stack[0], setup, query->minute, query->demanded,
                    why) != STATUS_OK) {
        return all.status == STATUS_OK ? STATUS_SETUP : all.status;
    }
    here = find_point(&all, &room->stack[0], 0xffff);
    if (here == NULL) {
        return lost(&all);
    }
    begin_sets(&all);
    *out = (struct knowledge_depth){.depth = UINT32_MAX, .common = true};
    while (know(&all, loyal, 0, 0)) {
        if (!here->in[0]) {
            *out = (struct knowledge_depth){.depth = depth};
            break;
        }
        depth++;
    }
    return STATUS_OK;
}

/* Say whether `me` knows where it stands that there is no attack. */
static bool knows_off(const struct points *all, unsigned me,
                      const struct knowledge_point *here)
{
    for (size_t p = 0; p < all->points; p++) {
        const struct knowledge_point *point = &all->room->points[p];
        if (point->view[me] == here->view[me] && point->on) {
            return false;
        }
    }
    return true;
}

/* in[0] is where `me` knows that the other knows that .., in[1] where the other
 * knows that `me` knows that ..: put one more on both. Returns whether
 * something changed. */
static bool climb(const struct points *all, unsigned me, unsigned other)
{
    bool changed;
    (void)know(all, (uint16_t)(1u << me), 1, 2);
    changed = know(all, (uint16_t)(1u << other), 0, 1);
    for (size_t p = 0; p < all->points; p++) {
        struct knowledge_point *point = &all->room->points[p];
        changed = changed || point->in[0] != point->in[2];
        point->in[0] = point->in[2];
    }
    return changed;
}

/* Before the first letter is written the commander is asked: go on behind that
 * as the runs do. */
static bool pass_demand(struct points *all, struct world *world)
{
    struct decision asked;
    game_ask(world, &asked);
    return asked.kind != DECISION_DEMAND ||
           points_apply(all, world, asked.cursor,
                        points_loyal(world, &asked, all->query->demanded));
}

enum status knowledge_ladder(struct knowledge_ladder *out,
                             const struct world *world, unsigned me,
                             unsigned other, uint32_t minute,
                             const struct knowledge_room *room,
                             struct diag *why)
{
    struct knowledge_query query = {
        .setup = world->setup,
        .minute = minute,
        .demanded =
            world->setup.rule == RULE_ACKS ? world->memory.acks.demanded : 0};
    struct points all = {.room = room, .query = &query, .why = why};
    const struct knowledge_point *here;
    if (points_gather(&all) != STATUS_OK) {
        return all.status;
    }
    world_copy(&room->stack[0], world);
    if (!pass_demand(&all, &room->stack[0])) {
        return all.status;
    }
    here = find_point(&all, &room->stack[0], (uint16_t)(1u << me));
    if (here == NULL) {
        return lost(&all);
    }
    *out = (struct knowledge_ladder){.knowing = KNOWING_NOTHING};
    if (knows_off(&all, me, here)) {
        out->knowing = KNOWING_OFF;
        return STATUS_OK;
    }
    begin_sets(&all);
    while (climb(&all, me, other)) {
        if (!here->in[0]) {
            return STATUS_OK;
        }
        out->depth++;
        out->knowing = KNOWING_SOME;
    }
    out->knowing = KNOWING_COMMON;
    return STATUS_OK;
}
