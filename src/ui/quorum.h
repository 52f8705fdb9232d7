/* How far a general has come towards his quorums under pbft, as eyes see it at
 * a minute. As ui/network.h. */
#ifndef UI_QUORUM_H
#define UI_QUORUM_H

#include "session/session.h"

struct quorum {
    uint8_t view;
    uint8_t order;   /* pre-prepared in its view; ORDER_NONE: none yet, or not
                        to be seen */
    uint8_t decided; /* ORDER_NONE: not yet, or not to be seen */
    uint8_t prepares, commits;             /* for its order, its own included */
    uint8_t needs_prepares, needs_commits; /* 2f and 2f + 1 */
    bool leads;                            /* it is the primary of its view */
    bool waits;  /* it has left a view and waits for the new one */
    bool hidden; /* orders are not to be seen */
    bool accepted, prepared, is_decided;
    bool known;    /* anything is known of it */
    uint8_t wrote; /* enum post_kind: its camp is not looked into, and this is
                      the last letter of it that is known, for view and order;
                      else POST_NONE */
};

void quorum_look(const struct session *session, unsigned g, uint16_t eyes,
                 uint32_t minute, struct quorum *out);

/* The same as a clause: 'view 0, "attack": prepares 2 of 2, commits 1 of 3'. */
size_t words_quorum(char *out, size_t room, const struct level *level,
                    const struct quorum *quorum);

#endif
