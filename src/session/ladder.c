/* Who knows that who knows, while it is played: the model check in memory that
 * lasts for one call. */
#include <stdlib.h>

#include "session/session.h"

enum {
    LADDER_DEPTH = 96,
    LADDER_SEEN = 1 << 12,
    LADDER_POINTS = 1 << 11,
    LADDER_GROUPS = 1 << 13,
    LADDER_LETTERS = 40 /* more take longer than somebody likes to wait */
};

static bool open_room(struct knowledge_room *out)
{
    *out = (struct knowledge_room){
        .stack = malloc(LADDER_DEPTH * sizeof *out->stack),
        .depth = LADDER_DEPTH,
        .seen = malloc(LADDER_SEEN * sizeof *out->seen),
        .seen_room = LADDER_SEEN,
        .points = malloc(LADDER_POINTS * sizeof *out->points),
        .points_room = LADDER_POINTS,
        .groups = malloc(LADDER_GROUPS * sizeof *out->groups),
        .groups_room = LADDER_GROUPS,
        .whole = malloc(LADDER_GROUPS),
    };
    return out->stack != NULL && out->seen != NULL && out->points != NULL &&
           out->groups != NULL && out->whole != NULL;
}

static void close_room(struct knowledge_room *room)
{
    free(room->stack);
    free(room->seen);
    free(room->points);
    free(room->groups);
    free(room->whole);
}

bool session_ladder(const struct session *session, unsigned general,
                    uint32_t minute, struct knowledge_ladder *out)
{
    const struct world *world = session_world(session);
    const struct setup *setup = &world->setup;
    struct knowledge_room room;
    bool known;
    if (setup->rule != RULE_ACKS || general >= setup->generals ||
        (setup->confirmations + 1u) * setup->messengers > LADDER_LETTERS) {
        return false;
    }
    known =
        open_room(&room) && knowledge_ladder(out, world, general, 1 - general,
                                             minute, &room, NULL) == STATUS_OK;
    close_room(&room);
    return known;
}
