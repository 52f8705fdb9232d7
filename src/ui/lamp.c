#include "ui/lamp.h"

/* A decision that was made settles it: the rules promise safety. */
static enum lamp decided(const struct world *world)
{
    bool seen[2] = {false, false};
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (world->decided[g] < 2) {
            seen[world->decided[g]] = true;
        }
    }
    return seen[0] && seen[1] ? LAMP_BOTH
           : seen[0]          ? LAMP_ZERO
           : seen[1]          ? LAMP_ONE
                              : LAMP_UNKNOWN;
}

enum lamp lamp_now(const struct session *session)
{
    return decided(session_world(session));
}

enum lamp lamp_after(const struct session *session, uint32_t option)
{
    (void)option;
    return decided(session_world(session));
}
