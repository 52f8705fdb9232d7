#include "ui/light.h"

/* A decision that was made settles it: the rules promise safety. */
static enum light decided(const struct world *world)
{
    bool seen[2] = {false, false};
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (world->decided[g] < 2) {
            seen[world->decided[g]] = true;
        }
    }
    return seen[0] && seen[1] ? LIGHT_BOTH
           : seen[0]          ? LIGHT_ZERO
           : seen[1]          ? LIGHT_ONE
                              : LIGHT_UNKNOWN;
}

enum light light_now(const struct session *session)
{
    return decided(session_world(session));
}

enum light light_after(const struct session *session, uint32_t option)
{
    (void)option;
    return decided(session_world(session));
}
