#include "solve/valency.h"

#include <assert.h>
#include <string.h>

#include "rules/ballot.h"
#include "rules/rules.h"

const char *valency_id(enum valency valency)
{
    static const char *const ids[VALENCY_COUNT] = {[VALENCY_NONE] = "none",
                                                   [VALENCY_ZERO] = "zero",
                                                   [VALENCY_ONE] = "one",
                                                   [VALENCY_BOTH] = "bivalent"};
    return (unsigned)valency < VALENCY_COUNT ? ids[valency] : "?";
}

/* ---- Keys ---------------------------------------------------------------- */

struct key {
    uint8_t bytes[BALLOT_KEY_MAX];
    size_t length;
};

enum { KEY_HEAD = 2 };

/* The length comes first, so this compares lengths before contents. */
static bool comes_before(const uint8_t *block, const uint8_t *other)
{
    size_t length = *block < *other ? *block : *other;
    return memcmp(block, other, length + 1) < 0;
}

/* Bring the generals' blocks into ascending order: who is who does not matter.
 */
static void merge_key(struct key *key, unsigned generals)
{
    const uint8_t *block[GENERALS_MAX];
    struct key old = *key;
    size_t at = KEY_HEAD;
    for (unsigned g = 0; g < generals; g++) {
        unsigned place = g;
        for (; place > 0 && comes_before(old.bytes + at, block[place - 1]);
             place--) {
            block[place] = block[place - 1];
        }
        block[place] = old.bytes + at;
        at += old.bytes[at] + 1u;
    }
    at = KEY_HEAD;
    for (unsigned g = 0; g < generals; g++) {
        memcpy(key->bytes + at, block[g], *block[g] + 1u);
        at += *block[g] + 1u;
    }
}

static void key_of(struct key *out, const struct world *world, bool merged)
{
    const struct rules *rules = rules_get((enum rule_id)world->setup.rule);
    out->length = rules->canon(world, out->bytes, sizeof out->bytes);
    assert(out->length <= sizeof out->bytes);
    if (merged) {
        merge_key(out, world->setup.generals);
    }
}

/* FNV-1a with a last mix (SplitMix64's). */
static uint64_t hash_of(const struct key *key)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < key->length; i++) {
        hash = (hash ^ key->bytes[i]) * 0x100000001b3u;
    }
    hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9u;
    return hash ^ hash >> 31;
}

/* The slot of this key: its position's number + 1, or 0 when it is new. */
static uint32_t *slot_of(const struct valency_map *map, const struct key *key)
{
    const struct valency_room *room = map->room;
    size_t mask = room->table_room - 1;
    for (size_t at = hash_of(key) & mask;; at = (at + 1) & mask) {
        const struct valency_position *position;
        if (room->table[at] == 0) {
            return &room->table[at];
        }
        position = &room->positions[room->table[at] - 1];
        if (position->length == key->length &&
            memcmp(room->keys + position->key, key->bytes, key->length) == 0) {
            return &room->table[at];
        }
    }
}

/* ---- The search ---------------------------------------------------------- */

struct search {
    struct valency_map *map;
    const struct valency_options *options;
    struct setup setup;
    struct world *here, *after;
    bool stopped; /* the caller's tick said so */
    struct diag *why;
};

static bool goes_on(struct search *search)
{
    const struct valency_options *options = search->options;
    search->stopped =
        search->stopped ||
        (options->tick != NULL &&
         !options->tick(options->context, search->map->positions));
    return !search->stopped;
}

static enum status no_memory(const struct search *search)
{
    diag_set(search->why,
             "there are more positions than the %zu that there is room for",
             search->map->positions);
    return STATUS_MEMORY;
}

static unsigned decided_in(const struct world *world)
{
    unsigned values = 0;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        values |= world->decided[g] == ORDER_NONE ? 0 : 1u << world->decided[g];
    }
    return values;
}

/* Find or add the position of a world. */
static enum status meet(struct search *search, const struct world *world,
                        uint32_t *number)
{
    struct valency_map *map = search->map;
    const struct valency_room *room = map->room;
    struct key key;
    uint32_t *slot;
    key_of(&key, world, map->merged);
    slot = slot_of(map, &key);
    if (*slot == 0) {
        uint64_t limit = search->options->limit;
        if (map->positions == room->positions_room ||
            map->keys + key.length > room->keys_room ||
            (limit > 0 && map->positions >= limit)) {
            return no_memory(search);
        }
        room->positions[map->positions] =
            (struct valency_position){.key = map->keys,
                                      .length = (uint16_t)key.length,
                                      .decided = (uint8_t)decided_in(world),
                                      .valency = (uint8_t)decided_in(world)};
        memcpy(room->keys + map->keys, key.bytes, key.length);
        map->keys += key.length;
        *slot = (uint32_t)++map->positions;
    }
    *number = *slot - 1;
    return STATUS_OK;
}

/* Say whether this option lets a general run too far ahead. */
static bool runs_ahead(const struct search *search, const struct option *option)
{
    struct valency_map *map = search->map;
    const struct post *post = &search->here->memory.vote.post;
    unsigned lead = 0;
    for (uint32_t i = 0; option->kind == OPTION_DELIVER && i < post->used;
         i++) {
        if (post->letter[i].number == option->letter) {
            lead = ballot_lead(search->here, post->letter[i].to);
        }
    }
    map->lead = (uint8_t)(lead > map->lead ? lead : map->lead);
    if (search->options->lead > 0 && lead >= search->options->lead) {
        map->bounded = true;
        return true;
    }
    map->bounded = map->bounded || lead >= BALLOT_LEAD;
    return false;
}

static enum status add_edge(struct search *search,
                            struct valency_position *from, uint32_t to)
{
    struct valency_map *map = search->map;
    const uint32_t *old = map->room->edges + from->next;
    for (unsigned i = 0; i < from->count; i++) {
        if (old[i] == to) {
            return STATUS_OK;
        }
    }
    if (map->edges == map->room->edges_room) {
        return no_memory(search);
    }
    map->room->edges[map->edges++] = to;
    from->count++;
    return STATUS_OK;
}

/* All that can happen next in position `number`. */
static enum status expand(struct search *search, size_t number)
{
    struct valency_map *map = search->map;
    struct valency_position *position = &map->room->positions[number];
    const struct rules *rules = rules_get((enum rule_id)search->setup.rule);
    struct decision open;
    enum status status = STATUS_OK;
    position->next = map->edges;
    ballot_restore(search->here, map->room->keys + position->key,
                   position->length);
    if (ballot_is_over(search->here)) {
        position->flags |= position->decided == 0 ? VALENCY_STUCK : 0;
        return STATUS_OK;
    }
    rules->ask(search->here, &open);
    position->flags |= open.chooser == CHOOSER_CHANCE ? VALENCY_CHANCE : 0;
    for (uint32_t i = 0; status == STATUS_OK && i < open.options; i++) {
        struct option option;
        uint32_t to;
        rules->option(search->here, i, &option);
        if (runs_ahead(search, &option)) {
            continue;
        }
        world_copy(search->after, search->here);
        rules->apply(search->after, i, NULL);
        status = meet(search, search->after, &to);
        status = status == STATUS_OK ? add_edge(search, position, to) : status;
    }
    return status;
}

/* Values flow back from the successors until nothing changes. */
static void colour(struct search *search)
{
    const struct valency_map *map = search->map;
    struct valency_position *positions = map->room->positions;
    bool changed = true;
    while (changed && goes_on(search)) {
        changed = false;
        for (size_t i = map->positions; i-- > 0;) {
            uint8_t values = positions[i].valency;
            for (unsigned k = 0; k < positions[i].count; k++) {
                size_t next = map->room->edges[positions[i].next + k];
                values |= positions[next].valency;
            }
            changed = changed || values != positions[i].valency;
            positions[i].valency = values;
        }
    }
}

/* Say whether the successors of a position keep this mark: one of them, or all
 * of them where a coin decides and `coins` is set. */
static bool keeps(const struct valency_map *map,
                  const struct valency_position *position, unsigned mark,
                  bool coins)
{
    bool all = coins && (position->flags & VALENCY_CHANCE) != 0;
    for (unsigned k = 0; k < position->count; k++) {
        size_t next = map->room->edges[position->next + k];
        bool marked = (map->room->positions[next].flags & mark) != 0;
        if (marked != all) {
            return marked;
        }
    }
    return all && position->count > 0;
}

/* Undecided positions that do not keep the mark lose it, until nothing changes:
 * what is left lies on cycles or leads to one, or is stuck. Every cycle is
 * fair: it brings the slowest general on, so everybody took steps and no letter
 * was held back. Returns whether any is left. */
static bool find_endless(struct search *search, unsigned mark, bool coins)
{
    const struct valency_map *map = search->map;
    struct valency_position *positions = map->room->positions;
    unsigned stuck = coins ? VALENCY_STUCK : 0;
    bool changed = true;
    size_t left = 0;
    for (size_t i = 0; i < map->positions; i++) {
        positions[i].flags |= (uint8_t)(positions[i].decided == 0 ? mark : 0);
    }
    while (changed && goes_on(search)) {
        changed = false;
        left = 0;
        for (size_t i = map->positions; i-- > 0;) {
            struct valency_position *at = &positions[i];
            if ((at->flags & mark) != 0 && (at->flags & stuck) == 0 &&
                !keeps(map, at, mark, coins)) {
                at->flags = (uint8_t)(at->flags & ~mark);
                changed = true;
            }
            left += (at->flags & mark) != 0;
        }
    }
    return left > 0;
}

/* The most steps that the city can be sure of from here, by those of the
 * successors. */
static unsigned steps_from(const struct valency_map *map,
                           const struct valency_position *at)
{
    bool chance = (at->flags & VALENCY_CHANCE) != 0;
    unsigned best = chance ? VALENCY_EVER : 0;
    for (unsigned k = 0; k < at->count; k++) {
        size_t next = map->room->edges[at->next + k];
        unsigned steps = map->room->positions[next].steps;
        best = (steps > best) != chance ? steps : best;
    }
    return best + !chance > VALENCY_EVER ? VALENCY_EVER : best + !chance;
}

/* Positions that do not live forever: each has a longest way, and the ways have
 * no cycle that the city can be sure of. */
static void count_steps(struct search *search)
{
    const struct valency_map *map = search->map;
    struct valency_position *positions = map->room->positions;
    bool changed = true;
    for (size_t i = 0; i < map->positions; i++) {
        bool lives = (positions[i].flags & VALENCY_LIVES) != 0;
        positions[i].steps = lives ? VALENCY_EVER : 0;
    }
    while (changed && goes_on(search)) {
        changed = false;
        for (size_t i = map->positions; i-- > 0;) {
            struct valency_position *at = &positions[i];
            unsigned steps = at->steps;
            if (at->decided == 0 && steps != VALENCY_EVER) {
                steps = steps_from(map, at);
            }
            changed = changed || steps != at->steps;
            at->steps = (uint16_t)steps;
        }
    }
}

/* Shortest ways flow back from the positions that are only zero. */
static void measure_zero(struct search *search)
{
    const struct valency_map *map = search->map;
    struct valency_position *positions = map->room->positions;
    bool changed = true;
    for (size_t i = 0; i < map->positions; i++) {
        positions[i].to_zero =
            positions[i].valency == VALENCY_ZERO ? 0 : VALENCY_EVER;
    }
    while (changed && goes_on(search)) {
        changed = false;
        for (size_t i = map->positions; i-- > 0;) {
            for (unsigned k = 0; k < positions[i].count; k++) {
                size_t next = map->room->edges[positions[i].next + k];
                if (positions[next].to_zero + 1u < positions[i].to_zero) {
                    positions[i].to_zero =
                        (uint16_t)(positions[next].to_zero + 1u);
                    changed = true;
                }
            }
        }
    }
}

static enum status begin(struct search *search, unsigned inputs,
                         uint32_t *number)
{
    struct setup setup = search->setup;
    enum status status;
    for (unsigned g = 0; g < setup.generals; g++) {
        setup.input[g] = (uint8_t)(inputs >> g & 1);
    }
    status = game_start(search->here, &setup, NULL, search->why);
    return status == STATUS_OK ? meet(search, search->here, number) : status;
}

static enum status check(const struct setup *setup, struct diag *why)
{
    if (setup->rule != RULE_VOTE && setup->rule != RULE_COIN) {
        diag_set(why, "valency is told of a vote without a clock: the rules "
                      "\"vote\" and \"coin\"");
        return STATUS_SETUP;
    }
    if (setup->generals > VALENCY_GENERALS_MAX || setup->traitors != 0 ||
        setup_can_capture(setup) || !setup_roads_complete(setup)) {
        diag_set(why,
                 "valency is told of at most %d generals, all of them loyal, "
                 "all roads open, and no messenger captured",
                 (int)VALENCY_GENERALS_MAX);
        return STATUS_SETUP;
    }
    return STATUS_OK;
}

static enum status stopped(const struct search *search)
{
    diag_set(search->why, "it was stopped at %zu positions",
             search->map->positions);
    return STATUS_LIMIT;
}

enum { EXPANDED_A_TICK = 256 };

static enum status explore(struct search *search)
{
    struct valency_map *map = search->map;
    unsigned count = 1u << search->setup.generals;
    enum status status = STATUS_OK;
    for (unsigned i = 0; status == STATUS_OK && i < count; i++) {
        status = begin(search, i, &map->start[i]);
    }
    for (size_t i = 0; status == STATUS_OK && i < map->positions; i++) {
        status = expand(search, i);
        if (status == STATUS_OK && i % EXPANDED_A_TICK == 0 &&
            !goes_on(search)) {
            return stopped(search);
        }
    }
    if (status != STATUS_OK) {
        return status;
    }
    colour(search);
    map->undecided_cycle = find_endless(search, VALENCY_CYCLES, false);
    (void)find_endless(search, VALENCY_LIVES, true);
    count_steps(search);
    measure_zero(search);
    if (search->stopped) {
        return stopped(search);
    }
    for (size_t i = 0; i < map->positions; i++) {
        map->count[map->room->positions[i].valency]++;
    }
    return STATUS_OK;
}

enum status valency_explore(struct valency_map *out, const struct setup *setup,
                            const struct valency_options *options,
                            const struct valency_room *room, struct diag *why)
{
    struct valency_map map = {
        .room = room, .generals = setup->generals, .merged = !options->apart};
    struct search search = {.map = &map,
                            .options = options,
                            .setup = *setup,
                            .here = &room->world[0],
                            .after = &room->world[1],
                            .why = why};
    enum status status = check(setup, why);
    if (status != STATUS_OK) {
        return status;
    }
    search.setup.deadline = 0;
    memset(room->table, 0, room->table_room * sizeof room->table[0]);
    status = explore(&search);
    *out = map;
    return status;
}

const struct valency_position *valency_find(const struct valency_map *map,
                                            const struct world *world)
{
    struct key key;
    uint32_t number;
    if (world->setup.generals != map->generals || world->stage != STAGE_ROADS) {
        return NULL;
    }
    key_of(&key, world, map->merged);
    number = *slot_of(map, &key);
    return number == 0 ? NULL : &map->room->positions[number - 1];
}
