/* The model check: first all points of one minute, then sets of them. */
#include "solve/knowledge.h"

#include <assert.h>
#include <string.h>

#include "rules/rules.h"
#include "seal/seal.h"

enum { KEY_MAX = 1 << 17 };

struct gathering {
    const struct knowledge_room *room;
    const struct knowledge_query *query;
    struct diag *why;
    size_t seen, points, groups; /* used */
    enum status status;
};

static bool too_many(struct gathering *all, const char *what, size_t room)
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
static bool note(struct gathering *all, const struct world *world, bool *fresh)
{
    uint8_t key[KEY_MAX];
    size_t length = game_past_key(world, key, sizeof key), at;
    uint64_t value;
    if (length > sizeof key) {
        return too_many(all, "bytes of letters", sizeof key);
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

static bool view_of(struct gathering *all, const struct world *world,
                    unsigned g, uint64_t *out)
{
    uint8_t key[KEY_MAX];
    size_t length =
        game_view_key_at(world, g, all->query->minute, key, sizeof key);
    if (length > sizeof key) {
        return too_many(all, "bytes of letters", sizeof key);
    }
    *out = digest(key, length);
    return true;
}

static bool add_point(struct gathering *all, const struct world *world)
{
    struct knowledge_point *point = &all->room->points[all->points];
    if (all->points >= all->room->points_room) {
        return too_many(all, "runs", all->points);
    }
    *point = (struct knowledge_point){.on = world->setup.order != 0};
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (!view_of(all, world, g, &point->view[g])) {
            return false;
        }
    }
    all->points++;
    return true;
}

/* Nothing that is still open shows at this minute. */
static bool is_point(const struct world *world, const struct decision *asked,
                     uint32_t minute)
{
    return asked->chooser == CHOOSER_NOBODY || world->stage >= STAGE_ACCUSE ||
           world->clock > minute ||
           (asked->kind == DECISION_CAPTURE && world->clock >= minute);
}

/* The answer of a loyal general who is asked before the letters are written. */
static uint64_t loyal_answer(const struct world *world,
                             const struct decision *asked, unsigned demanded)
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

static bool apply(struct gathering *all, struct world *world, uint32_t cursor,
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

static bool is_possible(const struct world *world, const struct decision *asked,
                        uint32_t i)
{
    struct option option;
    return game_option(world, i, &option) == STATUS_OK &&
           (asked->chooser != CHOOSER_CHANCE || option.weight > 0);
}

static bool explore(struct gathering *all, size_t level);

static bool branch(struct gathering *all, size_t level,
                   const struct decision *asked)
{
    struct world *here = &all->room->stack[level];
    if (level + 1 >= all->room->depth) {
        return too_many(all, "questions in one", all->room->depth);
    }
    for (uint32_t i = 0; i < asked->options; i++) {
        if (!is_possible(here, asked, i)) {
            continue;
        }
        world_copy(here + 1, here);
        if (!apply(all, here + 1, asked->cursor, i) ||
            !explore(all, level + 1)) {
            return false;
        }
    }
    return true;
}

/* Go on with all runs that begin as stack[level] does. */
static bool explore(struct gathering *all, size_t level)
{
    struct world *world = &all->room->stack[level];
    struct decision asked;
    bool fresh = false;
    for (game_ask(world, &asked);
         !is_point(world, &asked, all->query->minute) &&
         asked.chooser == CHOOSER_GENERAL;
         game_ask(world, &asked)) {
        if (!apply(all, world, asked.cursor,
                   loyal_answer(world, &asked, all->query->demanded))) {
            return false;
        }
    }
    if (!note(all, world, &fresh)) {
        return false;
    }
    if (!fresh) {
        return true;
    }
    if (is_point(world, &asked, all->query->minute)) {
        return add_point(all, world);
    }
    return branch(all, level, &asked);
}

/* Number the views of each general: points with the same number look alike. */
static bool number_groups(struct gathering *all)
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

static unsigned attack_of(const struct setup *setup)
{
    return setup->order == ORDER_RETREAT ? 1 : setup->order;
}

static enum status check(const struct setup *setup, struct diag *why)
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

static enum status gather(struct gathering *all)
{
    const struct knowledge_room *room = all->room;
    struct setup setup = all->query->setup;
    const unsigned orders[] = {attack_of(&setup), ORDER_RETREAT};
    all->status = check(&setup, all->why);
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

/* ---- Sets of points -------------------------------------------------------
 */

/* Which groups lie in the set as a whole. */
static void find_whole(const struct gathering *all, unsigned set)
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

static bool all_know(const struct gathering *all,
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
static bool know(const struct gathering *all, uint16_t who, unsigned from,
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

static void begin_sets(const struct gathering *all)
{
    for (size_t p = 0; p < all->points; p++) {
        struct knowledge_point *point = &all->room->points[p];
        point->in[0] = point->in[1] = point->on;
    }
}

/* The first point that looks to all of `who` as this world does. NULL: there
 * is none. */
static const struct knowledge_point *
find_point(struct gathering *all, const struct world *world, uint16_t who)
{
    uint64_t view[GENERALS_MAX] = {0};
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (!view_of(all, world, g, &view[g])) {
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

static enum status lost(struct gathering *all)
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
    struct gathering none = {.why = why};
    struct setup setup = *given;
    struct decision asked;
    setup.order = (uint8_t)attack_of(given);
    none.status = check(&setup, why);
    if (none.status == STATUS_OK) {
        none.status = game_start(world, &setup, NULL, why);
    }
    if (none.status != STATUS_OK) {
        return none.status;
    }
    for (game_ask(world, &asked); !is_point(world, &asked, minute);
         game_ask(world, &asked)) {
        uint64_t answer = asked.chooser == CHOOSER_GENERAL
                              ? loyal_answer(world, &asked, demanded)
                              : 0;
        if (!is_possible(world, &asked, (uint32_t)answer)) {
            answer = 1; /* every messenger is captured */
        }
        if (!apply(&none, world, asked.cursor, answer)) {
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
    struct gathering all = {.room = room, .query = query, .why = why};
    const struct setup *setup = &query->setup;
    uint16_t loyal =
        (uint16_t)(((1u << setup->generals) - 1) & ~(unsigned)setup->traitors);
    const struct knowledge_point *here;
    uint32_t depth = 0;
    if (gather(&all) != STATUS_OK ||
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
static bool knows_off(const struct gathering *all, unsigned me,
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
static bool climb(const struct gathering *all, unsigned me, unsigned other)
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
static bool pass_demand(struct gathering *all, struct world *world)
{
    struct decision asked;
    game_ask(world, &asked);
    return asked.kind != DECISION_DEMAND ||
           apply(all, world, asked.cursor,
                 loyal_answer(world, &asked, all->query->demanded));
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
    struct gathering all = {.room = room, .query = &query, .why = why};
    const struct knowledge_point *here;
    if (gather(&all) != STATUS_OK) {
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
