#include "rules/post.h"

#include <stddef.h>
#include <string.h>

#include "rules/lockstep.h"

struct post *post_of(struct world *world)
{
    return world->setup.rule == RULE_PBFT ? &world->memory.pbft.post
                                          : &world->memory.vote.post;
}

const struct post *post_in(const struct world *world)
{
    return world->setup.rule == RULE_PBFT ? &world->memory.pbft.post
                                          : &world->memory.vote.post;
}

enum { SETTLED = POST_ARRIVED | POST_CAPTURED | POST_SILENT };

bool post_flies(const struct post_letter *letter)
{
    return (letter->flags & SETTLED) == 0;
}

static bool is_needed(const struct post_letter *letter)
{
    return post_flies(letter) || (letter->flags & POST_HELD) != 0;
}

/* Move `settled` on to the first letter in flight. */
static void pass_settled(struct post *post)
{
    while (post->settled < post->used &&
           !post_flies(&post->letter[post->settled])) {
        post->settled++;
    }
}

/* Drop one of `share` settled letters, the oldest first: 1 for all. */
static void forget(struct post *post, uint32_t share)
{
    uint32_t settled = 0, to = 0, drop;
    for (uint32_t i = 0; i < post->used; i++) {
        settled += !is_needed(&post->letter[i]);
    }
    drop = (settled + share - 1) / share;
    for (uint32_t i = 0; i < post->used; i++) {
        if (!is_needed(&post->letter[i]) && drop > 0) {
            drop--;
            post->forgotten++;
            continue;
        }
        post->letter[to++] = post->letter[i];
    }
    post->used = to;
    post->settled = 0;
    pass_settled(post);
}

bool post_has_room(const struct world *world, uint32_t more)
{
    const struct post *post = post_in(world);
    uint32_t needed = 0;
    if (post->used + more <= POST_MAX) {
        return true;
    }
    for (uint32_t i = 0; i < post->used; i++) {
        needed += is_needed(&post->letter[i]);
    }
    return needed + more <= POST_MAX;
}

static void log_letter(const struct world *world,
                       const struct post_letter *letter, enum event_kind kind,
                       struct event_log *log)
{
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = letter->number,
                                  .kind = (uint8_t)kind,
                                  .actor = letter->from,
                                  .target = letter->to,
                                  .order = letter->order,
                                  .round = world->round});
}

uint32_t post_write(struct world *world, const struct post_letter *letter,
                    struct event_log *log)
{
    struct post *post = post_of(world);
    struct post_letter *slot;
    bool silent;
    if (post->used == POST_MAX) {
        forget(post, 2);
    }
    slot = &post->letter[post->used++];
    *slot = *letter;
    slot->number = post->letters++;
    slot->sent = world->clock;
    slot->arrived = 0;
    if (world->setup.road[letter->from][letter->to] == 0) {
        slot->flags =
            (uint8_t)((slot->flags & ~(unsigned)POST_DUE) | POST_SILENT);
    }
    silent = (slot->flags & POST_SILENT) != 0;
    if (silent) {
        slot->arrived = world->clock;
        slot->order = ORDER_NONE;
    }
    world->sent += !silent;
    if (!silent || (slot->flags & POST_DUE) != 0) {
        log_letter(world, slot, silent ? EVENT_SILENT : EVENT_SENT, log);
    }
    return slot->number;
}

/* The slot of the first letter whose number is not below this one. */
static uint32_t slot_of(const struct post *post, uint32_t number)
{
    uint32_t low = 0, high = post->used;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (post->letter[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct post_letter *post_look(const struct world *world, uint32_t number)
{
    const struct post *post = post_in(world);
    uint32_t slot = slot_of(post, number);
    return slot < post->used && post->letter[slot].number == number
               ? &post->letter[slot]
               : NULL;
}

struct post_letter *post_find(struct world *world, uint32_t number)
{
    struct post *post = post_of(world);
    uint32_t slot = slot_of(post, number);
    return slot < post->used && post->letter[slot].number == number
               ? &post->letter[slot]
               : NULL;
}

void post_arrive(struct world *world, struct post_letter *letter,
                 unsigned flags, struct event_log *log)
{
    bool late = (flags & POST_LATE) != 0;
    letter->flags = (uint8_t)(letter->flags | POST_ARRIVED | flags);
    letter->arrived = world->clock;
    pass_settled(post_of(world));
    log_letter(world, letter, late ? EVENT_LATE : EVENT_ARRIVED, log);
}

void post_capture(struct world *world, struct post_letter *letter,
                  struct event_log *log)
{
    letter->flags |= POST_CAPTURED | POST_ROAD;
    letter->arrived = world->clock;
    world->captured++;
    pass_settled(post_of(world));
    log_letter(world, letter, EVENT_CAPTURED, log);
}

bool post_next_chance(struct world *world)
{
    struct post *post = post_of(world);
    uint32_t i = post->used;
    if (world->setup.capture == 0) {
        return false;
    }
    while (i > 0 && (post->letter[i - 1].flags & POST_ROAD) == 0) {
        i--;
    }
    for (; i < post->used; i++) {
        if (post_flies(&post->letter[i])) {
            world->at = post->letter[i].number;
            return true;
        }
        post->letter[i].flags |= POST_ROAD;
    }
    return false;
}

static bool may_capture(const struct world *world,
                        const struct post_letter *letter)
{
    return world->budget > 0 &&
           (world->setup.watched[letter->from] >> letter->to & 1) != 0;
}

static bool may_arrive(const struct world *world, const struct post_city *city,
                       const struct post_letter *letter)
{
    return post_flies(letter) &&
           (city->offers == NULL || city->offers(world, letter));
}

void post_ask(const struct world *world, const struct post_city *city,
              struct decision *out)
{
    const struct post *post = post_in(world);
    uint32_t options = city->extras(world);
    for (uint32_t i = post->settled; i < post->used; i++) {
        const struct post_letter *letter = &post->letter[i];
        options += may_arrive(world, city, letter);
        options += post_flies(letter) && may_capture(world, letter);
    }
    *out = (struct decision){.cursor = world->cursor,
                             .options = options,
                             .item = NO_LETTER,
                             .minute = world->clock,
                             .chooser = CHOOSER_CITY,
                             .kind = DECISION_DELIVER,
                             .actor = NO_GENERAL,
                             .target = NO_GENERAL,
                             .round = (uint8_t)world->cursor};
}

/* The i-th letter that may arrive, or be captured; NO_LETTER and what is left
 * of i when there are fewer. */
static uint32_t nth(const struct world *world, const struct post_city *city,
                    uint32_t *i)
{
    const struct post *post = post_in(world);
    for (uint32_t k = post->settled; k < post->used; k++) {
        const struct post_letter *letter = &post->letter[k];
        bool counts = city != NULL
                          ? may_arrive(world, city, letter)
                          : post_flies(letter) && may_capture(world, letter);
        if (counts && (*i)-- == 0) {
            return letter->number;
        }
    }
    return NO_LETTER;
}

void post_option(const struct world *world, const struct post_city *city,
                 uint32_t i, struct option *out)
{
    uint32_t letter = nth(world, city, &i), extras;
    if (letter != NO_LETTER) {
        *out = option_plain(OPTION_DELIVER);
        out->letter = letter;
        return;
    }
    extras = city->extras(world);
    if (i < extras) {
        city->extra(world, i, out);
        return;
    }
    i -= extras;
    *out = option_plain(OPTION_CAPTURE);
    out->letter = nth(world, NULL, &i);
}

enum option_kind post_first(const struct world *world,
                            const struct post_city *city)
{
    struct decision open;
    struct option first;
    post_ask(world, city, &open);
    if (open.options == 0) {
        return OPTION_COUNT;
    }
    post_option(world, city, 0, &first);
    return (enum option_kind)first.kind;
}

void post_ask_chance(const struct world *world, struct decision *out)
{
    const struct post_letter *letter = post_look(world, world->at);
    *out = (struct decision){.cursor = world->cursor,
                             .options = 2,
                             .item = world->at,
                             .minute = world->clock,
                             .chooser = CHOOSER_CHANCE,
                             .kind = DECISION_CAPTURE,
                             .actor = letter->from,
                             .target = letter->to,
                             .round = (uint8_t)world->cursor};
}

uint32_t post_letters(const struct world *world)
{
    return post_in(world)->letters;
}

static enum letter_state state_of(const struct post_letter *letter)
{
    if ((letter->flags & POST_SILENT) != 0) {
        return LETTER_UNWRITTEN;
    }
    if ((letter->flags & POST_CAPTURED) != 0) {
        return LETTER_CAPTURED;
    }
    return (letter->flags & POST_ARRIVED) != 0 ? LETTER_ARRIVED : LETTER_RIDING;
}

/* A forgotten letter is as one that was never due: nobody sees it. */
void post_letter(const struct world *world, uint32_t index, struct letter *out)
{
    const struct post_letter *letter = post_look(world, index);
    *out = (struct letter){.index = index,
                           .sent = UINT32_MAX,
                           .arrives = UINT32_MAX,
                           .order = ORDER_NONE,
                           .counted = ORDER_NONE,
                           .duty = ORDER_NONE,
                           .tip = NO_BLOCK};
    if (letter == NULL) {
        return;
    }
    out->sent = letter->sent;
    out->arrives = post_flies(letter) ? UINT32_MAX : letter->arrived;
    out->from = letter->from;
    out->to = letter->to;
    out->order = letter->order;
    out->counted = letter->order;
    out->duty = (letter->flags & POST_DUE) != 0 ? letter->duty : ORDER_NONE;
    out->chain = letter->from;
    out->length = 1;
    out->round = 1;
    out->state = (uint8_t)state_of(letter);
    out->post = letter->kind;
    out->phase = letter->phase;
    out->claim = letter->claim;
    out->late = (letter->flags & POST_LATE) != 0;
}
