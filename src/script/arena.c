/* Blocks come in classes of sizes. Who frees one says how large it was, so a
 * block bears no header; a free one holds the next free one of its class. */
#include "script/arena.h"

#include <stdint.h>
#include <string.h>

enum { GRAIN = 16, FINE_MAX = 512, FINE = FINE_MAX / GRAIN };

/* The class of a size: steps of GRAIN first, then four in every doubling.
 * Sets the bytes that a block of the class has. */
static unsigned class_of(size_t size, size_t *bytes)
{
    size_t step = FINE_MAX / 4;
    size_t floor = FINE_MAX;
    unsigned class = FINE;
    if (size <= FINE_MAX) {
        class = (unsigned)((size + GRAIN - 1) / GRAIN);
        class = class == 0 ? 0 : class - 1;
        *bytes = ((size_t) class + 1) * GRAIN;
        return class;
    }
    while (size > 2 * floor) {
        floor *= 2;
        step *= 2;
        class += 4;
    }
    size_t steps = (size - floor + step - 1) / step;
    *bytes = floor + steps * step;
    return class + (unsigned)steps - 1;
}

struct arena *arena_begin(void *buffer, size_t room)
{
    struct arena *arena = buffer;
    *arena = (struct arena){.room = room};
    arena->top = (sizeof *arena + GRAIN - 1) / GRAIN * GRAIN;
    return arena;
}

static unsigned char *bytes_of(struct arena *arena)
{
    return (unsigned char *)arena;
}

static void *take(struct arena *arena, size_t size)
{
    size_t bytes;
    unsigned class;
    void *block;
    if (size > arena->room) {
        return NULL;
    }
    class = class_of(size, &bytes);
    if (class < ARENA_CLASSES && arena->free[class] != NULL) {
        block = arena->free[class];
        memcpy(&arena->free[class], block, sizeof(void *));
        return block;
    }
    if (class >= ARENA_CLASSES || bytes > arena->room - arena->top) {
        return NULL;
    }
    block = bytes_of(arena) + arena->top;
    arena->top += bytes;
    return block;
}

static void give(struct arena *arena, void *block, size_t size)
{
    size_t bytes;
    unsigned class = class_of(size, &bytes);
    if ((unsigned char *)block + bytes == bytes_of(arena) + arena->top) {
        arena->top -= bytes;
        return;
    }
    memcpy(block, &arena->free[class], sizeof(void *));
    arena->free[class] = block;
}

void *arena_resize(struct arena *arena, void *block, size_t old, size_t size)
{
    size_t have, want;
    void *moved;
    if (size == 0) {
        if (block != NULL && old > 0) {
            give(arena, block, old);
        }
        return NULL;
    }
    if (block == NULL || old == 0) {
        return take(arena, size);
    }
    if (size <= arena->room && class_of(old, &have) == class_of(size, &want)) {
        return block;
    }
    moved = take(arena, size);
    if (moved == NULL) {
        /* A smaller one stays where it is; what it no longer needs is lost. */
        return size < old ? block : NULL;
    }
    memcpy(moved, block, old < size ? old : size);
    give(arena, block, old);
    return moved;
}
