/* Memory for one interpreter inside a fixed buffer: what it hands out depends
 * on the requests only, and the whole heap can be copied away and back.
 * Knows nothing of Lua; allocates nothing itself. */
#ifndef SCRIPT_ARENA_H
#define SCRIPT_ARENA_H

#include <stddef.h>

enum { ARENA_CLASSES = 96 };

/* Stands at the front of the buffer, so that a copy of the used part is a copy
 * of everything. */
struct arena {
    size_t room, top; /* bytes of the buffer; of its used part */
    void *free[ARENA_CLASSES];
};

/* Begin an empty heap in `buffer`, whose alignment is that of max_align_t.
 * Range: room is above sizeof(struct arena). */
struct arena *arena_begin(void *buffer, size_t room);

/* Move a block of `old` bytes (NULL: a new one) to one of `size` bytes; 0 frees
 * it. Returns NULL when there is no room; a smaller size always has room. */
void *arena_resize(struct arena *arena, void *block, size_t old, size_t size);

#endif
