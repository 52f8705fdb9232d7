/* The valency lamp: which decisions can still come of a position. The screens
 * and the plain lines ask here, and nowhere else. */
#ifndef UI_LAMP_H
#define UI_LAMP_H

#include "session/session.h"

enum lamp {
    LAMP_UNKNOWN, /* nobody has reckoned it */
    LAMP_NEITHER, /* nobody can decide any more */
    LAMP_ZERO,    /* only retreat can come */
    LAMP_ONE,     /* only attack */
    LAMP_BOTH     /* still open */
};

/* The lamp for the siege as it stands. */
enum lamp lamp_now(const struct session *session);

/* The lamp that answer `option` of the first question on the desk leads to. */
enum lamp lamp_after(const struct session *session, uint32_t option);

#endif
