#include "session/lamp.h"

#include <stdlib.h>

/* What a position takes on average, with room to spare: its key, its
 * successors, slots of the table. */
enum { FIRST_POSITIONS = 1 << 14, KEY_BYTES = 64, SUCCESSORS = 12, SLOTS = 4 };
#define BYTES_MOST ((size_t)1 << 30)

static size_t bytes_for(size_t positions)
{
    return positions *
           (KEY_BYTES + SUCCESSORS * sizeof(uint32_t) +
            SLOTS * sizeof(uint32_t) + sizeof(struct valency_position));
}

void lamp_close(struct lamp *lamp)
{
    free(lamp->room.keys);
    free(lamp->room.positions);
    free(lamp->room.edges);
    free(lamp->room.table);
    free(lamp->room.world);
    lamp->room = (struct valency_room){.keys = NULL};
}

static bool make_room(struct valency_room *room, size_t positions)
{
    room->keys_room = positions * KEY_BYTES;
    room->positions_room = positions;
    room->edges_room = positions * SUCCESSORS;
    room->table_room = positions * SLOTS;
    room->keys = malloc(room->keys_room);
    room->positions = malloc(positions * sizeof *room->positions);
    room->edges = malloc(room->edges_room * sizeof *room->edges);
    room->table = malloc(room->table_room * sizeof *room->table);
    room->world = malloc(2 * sizeof *room->world);
    return room->keys != NULL && room->positions != NULL &&
           room->edges != NULL && room->table != NULL && room->world != NULL;
}

enum status lamp_open(struct lamp *out, const struct setup *setup,
                      const struct valency_options *options, size_t bytes,
                      struct diag *why)
{
    size_t most = bytes == 0 ? BYTES_MOST : bytes;
    enum status status = STATUS_MEMORY;
    *out = (struct lamp){.map = {.positions = 0}};
    for (size_t positions = FIRST_POSITIONS;
         status == STATUS_MEMORY && bytes_for(positions) <= most;
         positions *= 4) {
        lamp_close(out);
        if (!make_room(&out->room, positions)) {
            diag_set(why, "there is not enough memory");
            return STATUS_MEMORY;
        }
        status = valency_explore(&out->map, setup, options, &out->room, why);
    }
    return status;
}
