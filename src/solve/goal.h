/* What a player may want of a siege, and whether it came about. */
#ifndef SOLVE_GOAL_H
#define SOLVE_GOAL_H

#include <stdbool.h>

#include "core/world.h"
#include "rules/rules.h"

#define GOAL_LIST(X)                                                           \
    X(GOAL_WATCH, "watch", "see the siege to its end")                         \
    X(GOAL_SPLIT, "split", "loyal generals decide differently (IC1 broken)")   \
    X(GOAL_DISOBEY, "disobey",                                                 \
      "a loyal general disobeys a loyal commander (IC2 broken)")               \
    X(GOAL_BREAK, "break", "IC1 or IC2 is broken")                             \
    X(GOAL_STANDS, "stands", "the city stands")                                \
    X(GOAL_FALLS, "falls", "the city falls")                                   \
    X(GOAL_HOLD, "hold",                                                       \
      "all loyal generals decide the same, as a loyal commander ordered")      \
    X(GOAL_ACCUSE, "accuse",                                                   \
      "the player accuses the traitor whom its letters convict, else nobody")  \
    X(GOAL_UNDO, "undo",                                                       \
      "a loyal general does not obey what was first confirmed (work)")         \
    X(GOAL_SHARE, "share",                                                     \
      "the traitors have more of the blocks than of the power (work)")         \
    X(GOAL_TOGETHER, "together", "all loyal generals decide the same")         \
    X(GOAL_UNDECIDED, "undecided",                                             \
      "no loyal general ever decides (vote, coin, pbft)")

#define GOAL_ENUM(name, id, what) name,
enum goal { GOAL_LIST(GOAL_ENUM) GOAL_COUNT };
#undef GOAL_ENUM

const char *goal_id(enum goal goal);
const char *goal_what(enum goal goal);
enum goal goal_find(const char *id); /* GOAL_COUNT when there is none */

/* Say whether it is for proof of work only. */
bool goal_for_work(enum goal goal);

/* Say whether it is for rules without a clock only. */
bool goal_for_steps(enum goal goal);

/* Say whether the goal is reached in a siege that is over. `player` is the
 * loyal general who plays (GOAL_ACCUSE), else NO_GENERAL. */
bool goal_reached(enum goal goal, const struct world *world, unsigned player);

#endif
