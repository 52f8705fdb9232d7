/* A siege without a clock as eyes see it at a minute: which letters, how far
 * each general has come. Worked out from letters and events, so that it holds
 * for every moment of the past, too. Draws nothing, changes nothing. */
#ifndef UI_NETWORK_H
#define UI_NETWORK_H

#include "core/view.h"
#include "session/session.h"

/* How much of a letter is seen. */
enum network_sight {
    SIGHT_NONE,
    SIGHT_OUTSIDE, /* that it rides, from whom to whom and what it is; not what
                      it says */
    SIGHT_ALL
};

/* Reduce a letter to what the camps in `eyes` know of it at `minute`, and say
 * how much that is. Under SIGHT_OUTSIDE no order stands in it. This is the one
 * place where anything is hidden from a city that may not read. */
enum network_sight network_see(const struct session *session,
                               struct letter *letter, uint16_t eyes,
                               uint32_t minute);

/* Say whether these eyes read what general g wrote, tossed or decided. */
bool network_reads(const struct session *session, unsigned g, uint16_t eyes);

/* Say whether these eyes see that something happens to general g at all. */
bool network_watches(const struct session *session, unsigned g, uint16_t eyes);

/* How far a general has come; of one that these eyes do not watch, what it
 * wrote to them last. */
struct network_general {
    uint32_t phase;     /* phase, or view; counts from 1, or 0 */
    uint8_t post;       /* enum post_kind that it wrote last; POST_NONE: nothing
                           is known of it */
    uint8_t order;      /* what it wrote; ORDER_NONE: none, or not to be seen */
    uint8_t decided;    /* ORDER_NONE before, or not to be seen */
    uint8_t has, needs; /* letters for this stage, its own included; needs 0:
                           the rule has no such number */
    uint8_t votes[3];   /* of these: for retreat, for attack, for none */
    bool hidden;        /* what it wrote and decided is not to be seen */
    bool is_decided, fallen;
};

void network_general(const struct session *session, unsigned g, uint16_t eyes,
                     uint32_t minute, struct network_general *out);

#endif
