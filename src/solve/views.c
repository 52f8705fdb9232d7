/* The table of own views: open addressing in the caller's slots. */
#include "solve/views.h"

#include <string.h>

#include "rules/rules.h"
#include "seal/seal.h"

enum { VIEW_BYTES_MAX = 32768, KEY_BYTES = 16 };

void views_clear(struct views *views, const struct plans_room *room)
{
    *views = (struct views){.room = room};
    for (size_t i = 0; i < room->views_room; i++) {
        room->views[i].sequences = 0;
    }
}

static bool key_of(uint8_t key[KEY_BYTES], const struct world *world,
                   unsigned player)
{
    uint8_t seen[VIEW_BYTES_MAX];
    uint8_t hash[SEAL_SHA256_BYTES];
    size_t length = game_view_key(world, player, seen, sizeof seen);

    if (length > sizeof seen) {
        return false;
    }
    seal_sha256(hash, seen, length);
    memcpy(key, hash, KEY_BYTES);
    return true;
}

/* The slot of this key, or the free one where it belongs; NULL when there is
 * no room: one slot always stays free, so that the search ends. */
static struct plans_view *slot_of(const struct views *views,
                                  const uint8_t key[KEY_BYTES])
{
    size_t slots = views->room->views_room, at = 0;

    if (views->used + 1 >= slots) {
        return NULL;
    }
    memcpy(&at, key, sizeof at);
    for (at %= slots;; at = (at + 1) % slots) {
        struct plans_view *view = &views->room->views[at];
        if (view->sequences == 0 || memcmp(view->key, key, KEY_BYTES) == 0) {
            return view;
        }
    }
}

static bool any(const uint64_t *bits, size_t words)
{
    for (size_t i = 0; i < words; i++) {
        if (bits[i] != 0) {
            return true;
        }
    }
    return false;
}

enum status views_meet(struct views *views, const struct world *world,
                       unsigned player, const struct views_good *good,
                       bool *left)
{
    size_t words = (good->sequences + 63) / 64;
    uint8_t key[KEY_BYTES];
    struct plans_view *view;

    if (!key_of(key, world, player)) {
        return STATUS_MEMORY;
    }
    view = slot_of(views, key);
    if (!view || (view->sequences == 0 &&
                  views->room->bits_room - views->words < words)) {
        return STATUS_MEMORY;
    }
    if (view->sequences == 0) {
        memcpy(view->key, key, KEY_BYTES);
        view->sequences = good->sequences;
        view->at = (uint32_t)views->words;
        memcpy(&views->room->bits[view->at], good->bits, words * 8);
        views->used++;
        views->words += words;
    }
    if (view->sequences != good->sequences) {
        return STATUS_SETUP;
    }
    for (size_t i = 0; i < words; i++) {
        views->room->bits[view->at + i] &= good->bits[i];
    }
    *left = any(&views->room->bits[view->at], words);
    return STATUS_OK;
}
