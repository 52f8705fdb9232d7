#include "session/knowledge_room.h"

#include <stdlib.h>

bool knowledge_room_open(struct knowledge_room *out,
                         const struct knowledge_size *size)
{
    /* Not calloc: most of the stack is never touched. */
    *out = (struct knowledge_room){
        .key = malloc(KNOWLEDGE_KEY_BYTES),
        .stack = malloc(size->depth * sizeof *out->stack),
        .depth = size->depth,
        .seen = malloc(size->seen * sizeof *out->seen),
        .seen_room = size->seen,
        .points = malloc(size->points * sizeof *out->points),
        .points_room = size->points,
        .groups = malloc(size->groups * sizeof *out->groups),
        .groups_room = size->groups,
        .whole = malloc(size->groups),
    };
    if (out->key != NULL && out->stack != NULL && out->seen != NULL &&
        out->points != NULL && out->groups != NULL && out->whole != NULL) {
        return true;
    }
    knowledge_room_close(out);
    return false;
}

void knowledge_room_close(struct knowledge_room *room)
{
    free(room->key);
    free(room->stack);
    free(room->seen);
    free(room->points);
    free(room->groups);
    free(room->whole);
    *room = (struct knowledge_room){.depth = 0};
}
