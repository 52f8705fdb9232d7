/* A level's own solution, played to the end as hint 3 plays it: what stands for
 * a witness where the goal is settled by a formula, by positions or against
 * every plan, none of which is a siege. */
#ifndef CLI_SOLVE_PLAY_H
#define CLI_SOLVE_PLAY_H

#include "session/session.h"

struct solution {
    bool played;
    bool reached;
    uint32_t lies; /* as the game counts them against par */
    char *record;  /* the whole siege */
    size_t length;
};

/* Play it with this seed. Where the level has no solution, it is not `played`.
 * Owner: the caller frees out->record. Fails: as session_open. */
STRATEGOS_CHECKED enum status solution_play(struct solution *out,
                                            const struct level *level,
                                            uint64_t seed, struct diag *why);

/* The fewest generals whom the city must let fall so that the goal of a vote is
 * within reach, by all positions. UINT32_MAX where that is not known. */
uint32_t solution_fewest_falls(const struct level *level);

#endif
