/* A loyal player's puzzle: one choice for each own view that reaches the goal
 * against every plan. Private to this room; see plans_try_all. */
#ifndef SOLVE_LOYAL_H
#define SOLVE_LOYAL_H

#include "solve/plans.h"

STRATEGOS_CHECKED enum status loyal_try_all(struct plans_result *out,
                                            const struct puzzle *puzzle,
                                            const struct plans_room *room,
                                            struct diag *why);

#endif
