/* Goals: their names, and whether a siege that is over reached them. */
#include "solve/goal.h"

#include <string.h>

#define GOAL_ID(name, id, what) [name] = id,
#define GOAL_WHAT(name, id, what) [name] = what,
static const char *const ids[GOAL_COUNT] = {GOAL_LIST(GOAL_ID)};
static const char *const whats[GOAL_COUNT] = {GOAL_LIST(GOAL_WHAT)};
#undef GOAL_ID
#undef GOAL_WHAT

const char *goal_id(enum goal goal)
{
    return (unsigned)goal < GOAL_COUNT ? ids[goal] : "?";
}

const char *goal_what(enum goal goal)
{
    return (unsigned)goal < GOAL_COUNT ? whats[goal] : "?";
}

enum goal goal_find(const char *id)
{
    for (unsigned i = 0; i < GOAL_COUNT; i++) {
        if (strcmp(ids[i], id) == 0) {
            return (enum goal)i;
        }
    }
    return GOAL_COUNT;
}

/* The player accused a traitor and showed two letters that prove it. */
static bool accused_with_proof(const struct world *world, unsigned player)
{
    if (player >= world->setup.generals || !world->proven[player]) {
        return false;
    }
    return setup_is_traitor(&world->setup, world->accused[player]);
}

bool goal_reached(enum goal goal, const struct world *world, unsigned player)
{
    struct verdict verdict;

    game_judge(world, &verdict);
    switch (goal) {
    case GOAL_WATCH:
        return true;
    case GOAL_SPLIT:
        return !verdict.agreement;
    case GOAL_DISOBEY:
        return verdict.validity == TRI_NO;
    case GOAL_BREAK:
        return !verdict.agreement || verdict.validity == TRI_NO;
    case GOAL_STANDS:
        return !verdict.falls;
    case GOAL_FALLS:
        return verdict.falls;
    case GOAL_HOLD:
        return verdict.agreement && verdict.validity != TRI_NO;
    case GOAL_ACCUSE:
        return accused_with_proof(world, player);
    case GOAL_COUNT:
        return false;
    }
    return false;
}
