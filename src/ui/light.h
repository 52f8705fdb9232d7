/* The valency lamp: which decisions can still come of a position. The screens
 * and the plain lines ask here, and nowhere else. */
#ifndef UI_LIGHT_H
#define UI_LIGHT_H

#include "session/session.h"

enum light {
    LIGHT_UNKNOWN, /* nobody has reckoned it */
    LIGHT_NEITHER, /* nobody can decide any more */
    LIGHT_ZERO,    /* only retreat can come */
    LIGHT_ONE,     /* only attack */
    LIGHT_BOTH     /* still open */
};

/* The lamp for the siege as it stands. */
enum light light_now(const struct session *session);

/* The lamp that answer `option` of the first question on the desk leads to. */
enum light light_after(const struct session *session, uint32_t option);

#endif
