/* Who knows that who knows, while it is played: the model check in memory that
 * lasts for one call. */
#include "session/knowledge_room.h"
#include "session/session.h"

/* More letters take longer than somebody likes to wait. */
enum { LADDER_LETTERS = 40 };

static const struct knowledge_size size = {
    .depth = 96, .seen = 1 << 12, .points = 1 << 11, .groups = 1 << 13};

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
    if (!knowledge_room_open(&room, &size)) {
        return false;
    }
    known = knowledge_ladder(out, world, general, 1 - general, minute, &room,
                             NULL) == STATUS_OK;
    knowledge_room_close(&room);
    return known;
}
