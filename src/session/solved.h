/* A level's own solution, played to the end as hint 3 plays it: what stands for
 * a witness where the goal is settled by a formula, by positions or against
 * every plan, none of which is a siege. */
#ifndef SESSION_SOLVED_H
#define SESSION_SOLVED_H

#include "session/session.h"

struct solved {
    bool played;
    bool reached;
    uint32_t lies; /* as the game counts them against par */
    char *record;  /* the whole siege */
    size_t length;
};

/* Let whoever plays do what the solution says, turn after turn, until the siege
 * is over or so many turns were played; `tick`, which may be NULL, is told how
 * many and may stop it before. False where it does not come to its end. */
bool solved_run(struct session *session, unsigned turns, search_tick *tick,
                void *context);

/* Play a level with this seed. Where the level has no solution, it is not
 * `played`. Owner: the caller frees out->record. Fails: as session_open. */
STRATEGOS_CHECKED enum status solved_play(struct solved *out,
                                          const struct level *level,
                                          uint64_t seed, struct diag *why);

/* The fewest generals whom the city must let fall so that the goal of a vote is
 * within reach, by all positions. UINT32_MAX where that is not known. */
uint32_t solved_fewest_falls(const struct level *level);

#endif
