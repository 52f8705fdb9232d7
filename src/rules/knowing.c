/* The two projections of rules.h: what some camps know, as a list and as a
 * key to compare. */
#include <string.h>

#include "rules/rules.h"

/* In the order in which the camps learn of letters. The letters' own numbers
 * come last only: they may depend on letters that nobody here has seen. */
static int compare(const struct letter *a, const struct letter *b)
{
    if (a->arrives != b->arrives) {
        return a->arrives < b->arrives ? -1 : 1;
    }
    if (a->chain != b->chain) {
        return a->chain < b->chain ? -1 : 1;
    }
    if (a->to != b->to) {
        return a->to < b->to ? -1 : 1;
    }
    if (a->order != b->order) {
        return a->order < b->order ? -1 : 1;
    }
    return a->index < b->index ? -1 : a->index > b->index;
}

static void sift(struct letter *heap, size_t root, size_t count)
{
    struct letter moving = heap[root];
    size_t child;
    while ((child = 2 * root + 1) < count) {
        if (child + 1 < count && compare(&heap[child], &heap[child + 1]) < 0) {
            child++;
        }
        if (compare(&moving, &heap[child]) >= 0) {
            break;
        }
        heap[root] = heap[child];
        root = child;
    }
    heap[root] = moving;
}

/* Heap sort: in place, and never quadratic on 3609 letters. */
static void sort(struct letter *letters, size_t count)
{
    for (size_t i = count / 2; i-- > 0;) {
        sift(letters, i, count);
    }
    for (size_t end = count; end-- > 1;) {
        struct letter last = letters[end];
        letters[end] = letters[0];
        letters[0] = last;
        sift(letters, 0, end);
    }
}

size_t game_view(const struct world *world, uint16_t eyes, uint32_t minute,
                 struct letter *out, size_t room)
{
    size_t count = 0;
    uint32_t letters = game_letters(world);
    for (uint32_t i = 0; i < letters; i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (!letter_seen(&letter, eyes, minute)) {
            continue;
        }
        if (count < room) {
            out[count] = letter;
        }
        count++;
    }
    sort(out, count < room ? count : room);
    return count;
}

/* One letter as general g knows it, without its number. */
enum { LETTER_KEY_BYTES = 30, HEAD_BYTES = 16 };

static void letter_key(const struct letter *letter, uint8_t *key)
{
    const uint8_t small[] = {letter->from,    letter->to,    letter->length,
                             letter->order,   letter->round, letter->state,
                             letter->refusal, letter->sealed};
    for (unsigned i = 0; i < 4; i++) {
        key[i] = (uint8_t)(letter->arrives >> 8 * i);
        key[4 + i] = (uint8_t)(letter->sent >> 8 * i);
    }
    for (unsigned i = 0; i < 8; i++) {
        key[8 + i] = (uint8_t)(letter->chain >> 8 * i);
    }
    memcpy(key + 16, small, sizeof small);
    key[24] = (uint8_t)letter->forged;
    key[25] = (uint8_t)(letter->forged >> 8);
    key[26] = letter->post;
    key[27] = letter->claim;
    key[28] = (uint8_t)letter->phase;
    key[29] = (uint8_t)(letter->phase >> 8);
}

/* Keep the keys sorted as they come, so that hidden letters' numbers do not
 * show in their order. */
static void insert_key(uint8_t *keys, size_t count,
                       const uint8_t key[LETTER_KEY_BYTES])
{
    size_t at = count;
    while (at > 0 && memcmp(keys + (at - 1) * LETTER_KEY_BYTES, key,
                            LETTER_KEY_BYTES) > 0) {
        at--;
    }
    memmove(keys + (at + 1) * LETTER_KEY_BYTES, keys + at * LETTER_KEY_BYTES,
            (count - at) * LETTER_KEY_BYTES);
    memcpy(keys + at * LETTER_KEY_BYTES, key, LETTER_KEY_BYTES);
}

/* The clock, what the commander was told, and g's own open question. */
static void head_key(const struct world *world, unsigned g, uint8_t *key)
{
    struct decision open;
    game_ask(world, &open);
    memset(key, 0, HEAD_BYTES);
    for (unsigned i = 0; i < 4; i++) {
        key[i] = (uint8_t)(world->clock >> 8 * i);
    }
    key[4] = g == world->setup.commander ? world->setup.order : ORDER_NONE;
    if (open.actor == g && open.chooser == CHOOSER_GENERAL) {
        key[5] = open.kind;
        key[6] = open.target;
    }
    key[7] = world->decided[g];
    key[8] = world->accused[g];
}

/* What g began with, its coins (which show in its value) and how far it has
 * come. Returns the length it wanted. */
static size_t mind_key(const struct world *world, unsigned g, uint8_t *key,
                       size_t room)
{
    const struct memory_vote *vote = &world->memory.vote;
    const struct memory_pbft *pbft = &world->memory.pbft;
    uint8_t bytes[8] = {world->setup.input[g]};
    if (world->setup.rule == RULE_PBFT) {
        bytes[1] = pbft->view[g];
        bytes[2] = pbft->active[g];
    } else {
        bytes[1] = vote->value[g];
        bytes[2] = vote->proposal[g];
        bytes[3] = (uint8_t)(vote->fallen >> g & 1);
        for (unsigned i = 0; i < 4; i++) {
            bytes[4 + i] = (uint8_t)(vote->stage[g] >> 8 * i);
        }
    }
    if (sizeof bytes <= room) {
        memcpy(key, bytes, sizeof bytes);
    }
    return sizeof bytes;
}

/* The first bytes of the ids of the blocks that g mined, and last of the one
 * that it stands on. Returns the length it wanted. */
enum { ID_BYTES = 8 };

static size_t own_key(const struct world *world, unsigned g, uint8_t *key,
                      size_t room)
{
    const struct memory_work *work = &world->memory.work;
    size_t length = 0;
    if (world->setup.rule == RULE_VOTE || world->setup.rule == RULE_COIN ||
        world->setup.rule == RULE_PBFT) {
        return mind_key(world, g, key, room);
    }
    if (world->setup.rule != RULE_WORK) {
        return 0;
    }
    for (unsigned b = 1; b < work->blocks; b++) {
        if (work->block[b].miner != g) {
            continue;
        }
        if (length + ID_BYTES <= room) {
            memcpy(key + length, work->block[b].id, ID_BYTES);
        }
        length += ID_BYTES;
    }
    if (length + ID_BYTES <= room) {
        memcpy(key + length, work->block[work->tip[g]].id, ID_BYTES);
    }
    return length + ID_BYTES;
}

/* Put the keys of the letters that these eyes know of behind the head. Returns
 * the length wanted with the head. */
static size_t letters_key(const struct world *world, uint16_t eyes,
                          uint32_t minute, uint8_t *key, size_t room)
{
    size_t count = 0;
    uint32_t letters = game_letters(world);
    for (uint32_t i = 0; i < letters; i++) {
        uint8_t bytes[LETTER_KEY_BYTES];
        struct letter letter;
        game_letter(world, i, &letter);
        if (!letter_seen(&letter, eyes, minute)) {
            continue;
        }
        if (HEAD_BYTES + (count + 1) * LETTER_KEY_BYTES <= room) {
            letter_key(&letter, bytes);
            insert_key(key + HEAD_BYTES, count, bytes);
        }
        count++;
    }
    return HEAD_BYTES + count * LETTER_KEY_BYTES;
}

size_t game_view_key(const struct world *world, unsigned g, uint8_t *key,
                     size_t room)
{
    size_t letters_end;
    if (room >= HEAD_BYTES) {
        head_key(world, g, key);
    }
    letters_end =
        letters_key(world, (uint16_t)(1u << g), world->clock, key, room);
    if (letters_end >= room) {
        return letters_end + own_key(world, g, NULL, 0);
    }
    return letters_end +
           own_key(world, g, key + letters_end, room - letters_end);
}

size_t game_view_key_at(const struct world *world, unsigned g, uint32_t minute,
                        uint8_t *key, size_t room)
{
    if (room >= HEAD_BYTES) {
        memset(key, 0, HEAD_BYTES);
        for (unsigned i = 0; i < 4; i++) {
            key[i] = (uint8_t)(minute >> 8 * i);
        }
        key[4] = g == world->setup.commander ? world->setup.order : ORDER_NONE;
    }
    return letters_key(world, (uint16_t)(1u << g), minute, key, room);
}

size_t game_past_key(const struct world *world, uint8_t *key, size_t room)
{
    struct decision open;
    if (room >= HEAD_BYTES) {
        game_ask(world, &open);
        memset(key, 0, HEAD_BYTES);
        for (unsigned i = 0; i < 4; i++) {
            key[i] = (uint8_t)(world->clock >> 8 * i);
            key[4 + i] = (uint8_t)(open.item >> 8 * i);
        }
        key[8] = world->setup.order;
        key[9] = open.kind;
        key[10] = open.chooser;
        key[11] = open.actor;
        key[12] = open.target;
        key[13] = open.round;
        key[14] = world->budget;
    }
    return letters_key(world, EYES_ALL, UINT32_MAX, key, room);
}
