/* All points of one minute: runs played up to it. */
#include "solve/points.h"

#include <string.h>

#include "rules/rules.h"
#include "seal/seal.h"

static bool too_many(struct points *all, const char *what, size_t room)
{
    all->status = STATUS_FULL;
    diag_set(all->why,
             "there are too many runs: more than %zu %s; take fewer "
             "messengers, confirmations, generals or traitors",
             room, what);
    return false;
}

/* A digest that is never 0, which marks a free slot. */
static uint64_t digest(const uint8_t *key, size_t length)
{
    uint64_t value = seal_digest(key, length);
    return value == 0 ? 1 : value;
}

/* The slot of this value, or the free one where it belongs. One always stays
 * free. */
static size_t slot_of(const uint64_t *slots, size_t room, uint64_t value)
{
    size_t at = (size_t)(value % room);
    while (slots[at] != 0 && slots[at] != value) {
        at = (at + 1) % room;
    }
    return at;
}

/* Note a run so far. Sets *fresh to whether it is the first of its kind.
 * Returns false when there is no room. */
static bool note(struct points *all, const struct world *world, bool *fresh)
{
    uint8_t *key = all->room->key;
    size_t length = game_past_key(world, key, KNOWLEDGE_KEY_BYTES), at;
    uint64_t value;
    if (length > KNOWLEDGE_KEY_BYTES) {
        return too_many(all, "bytes of letters", KNOWLEDGE_KEY_BYTES);
    }
    value = digest(key, length);
    at = slot_of(all->room->seen, all->room->seen_room, value);
    *fresh = all->room->seen[at] == 0;
    if (*fresh && all->seen + 1 >= all->room->seen_room) {
        return too_many(all, "states", all->seen);
    }
    all->seen += *fresh;
    all->room->seen[at] = value;
    return true;
}

bool points_view(struct points *all, const struct world *world, unsigned g,
                 uint64_t *out)
{
    uint8_t *key = all->room->key;
    size_t length = game_view_key_at(world, g, all->query->minute, key,
                                     KNOWLEDGE_KEY_BYTES);
    if (length > KNOWLEDGE_KEY_BYTES) {
        return too_many(all, "bytes of letters", KNOWLEDGE_KEY_BYTES);
    }
    *out = digest(key, length);
    return true;
}

static bool add_point(struct points *all, const struct world *world)
{
    struct knowledge_point *point = &all->room->points[all->points];
    if (all->points >= all->room->points_room) {
        return too_many(all, "runs", all->points);
    }
    *point = (struct knowledge_point){.on = world->setup.order != 0};
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (!points_view(all, world, g, &point->view[g])) {
            return false;
        }
    }
    all->points++;
    return true;
}

/* Nothing that is still open shows at this minute. */
bool points_shown(const struct world *world, const struct decision *asked,
                  uint32_t minute)
{
    return asked->chooser == CHOOSER_NOBODY || world->stage >= STAGE_ACCUSE ||
           world->clock > minute ||
           (asked->kind == DECISION_CAPTURE && world->clock >= minute);
}

/* The answer of a loyal general who is asked before the letters are written. */
uint64_t points_loyal(const struct world *world, const struct decision *asked,
                      unsigned demanded)
{
    for (uint32_t i = 0; i < asked->options; i++) {
        struct option option;
        if (game_option(world, i, &option) == STATUS_OK &&
            option.kind == OPTION_DEMAND && option.count == demanded) {
            return i;
        }
    }
    return 0;
}

bool points_apply(struct points *all, struct world *world, uint32_t cursor,
                  uint64_t answer)
{
    struct action action = {.cursor = cursor, .answer = answer};
    all->status = game_apply(world, action, NULL);
    if (all->status != STATUS_OK) {
        diag_set(all->why, "a run cannot go on: %s",
                 status_sentence(all->status));
    }
    return all->status == STATUS_OK;
}

bool points_possible(const struct world *world, const struct decision *asked,
                     uint32_t i)
{
    struct option option;
    return game_option(world, i, &option) == STATUS_OK &&
           (asked->chooser != CHOOSER_CHANCE || option.weight > 0);
}

static bool explore(struct points *all, size_t level);

static bool branch(struct points *all, size_t level,
                   const struct decision *asked)
{
    struct world *here = &all->room->stack[level];
    if (level + 1 >= all->room->depth) {
        return too_many(all, "questions in one", all->room->depth);
    }
    for (uint32_t i = 0; i < asked->options; i++) {
        if (!points_possible(here, asked, i)) {
            continue;
        }
        world_copy(here + 1, here);
        if (!points_apply(all, here + 1, asked->cursor, i) ||
            !explore(all, level + 1)) {
            return false;
        }
    }
    return true;
}

/* Go on with all runs that begin as stack[level] does. */
static bool explore(struct points *all, size_t level)
{
    struct world *world = &all->room->stack[level];
    struct decision asked;
    bool fresh = false;
    for (game_ask(world, &asked);
         !points_shown(world, &asked, all->query->minute) &&
         asked.chooser == CHOOSER_GENERAL;
         game_ask(world, &asked)) {
        if (!points_apply(all, world, asked.cursor,
                          points_loyal(world, &asked, all->query->demanded))) {
            return false;
        }
    }
    if (!note(all, world, &fresh)) {
        return false;
    }
    if (!fresh) {
        return true;
    }
    if (points_shown(world, &asked, all->query->minute)) {
        return add_point(all, world);
    }
    return branch(all, level, &asked);
}

/* Number the views of each general: points with the same number look alike. */
static bool number_groups(struct points *all)
{
    const struct knowledge_room *room = all->room;
    memset(room->groups, 0, room->groups_room * sizeof *room->groups);
    for (size_t p = 0; p < all->points; p++) {
        for (unsigned g = 0; g < all->query->setup.generals; g++) {
            uint64_t view = room->points[p].view[g] * GENERALS_MAX + g;
            size_t at;
            view = view == 0 ? GENERALS_MAX : view;
            at = slot_of(room->groups, room->groups_room, view);
            if (room->groups[at] == 0 && ++all->groups >= room->groups_room) {
                return too_many(all, "views", room->groups_room);
            }
            room->groups[at] = view;
            room->points[p].group[g] = (uint32_t)at;
        }
    }
    return true;
}

unsigned points_attack(const struct setup *setup)
{
    return setup->order == ORDER_RETREAT ? 1 : setup->order;
}

enum status points_check(const struct setup *setup, struct diag *why)
{
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    if (rules != NULL && (rules->traits & RULES_SYNCHRONOUS) == 0) {
        diag_set(why,
                 "knowledge is computed from watch bells, and \"%s\" has none: "
                 "choose a level under relay, acks, oral or signed",
                 rules->id);
        return STATUS_SETUP;
    }
    return STATUS_OK;
}

enum status points_gather(struct points *all)
{
    const struct knowledge_room *room = all->room;
    struct setup setup = all->query->setup;
    const unsigned orders[] = {points_attack(&setup), ORDER_RETREAT};
    all->status = points_check(&setup, all->why);
    if (all->status != STATUS_OK) {
        return all->status;
    }
    memset(room->seen, 0, room->seen_room * sizeof *room->seen);
    for (unsigned i = 0; i < 2; i++) {
        setup.order = (uint8_t)orders[i];
        all->status = game_start(&room->stack[0], &setup, NULL, all->why);
        if (all->status != STATUS_OK || !explore(all, 0)) {
            return all->status;
        }
    }
    return number_groups(all) ? STATUS_OK : all->status;
}
