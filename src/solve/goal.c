/* Goals: their names, and whether a siege that is over reached them. */
#include "solve/goal.h"

#include <string.h>

#include "rules/work.h"

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

/* The letter lies in this camp with seals that hold. */
static bool is_exhibit(const struct letter *letter, unsigned camp)
{
    bool arrived =
        letter->state == LETTER_ARRIVED || letter->state == LETTER_REFUSED;

    return letter->sealed && letter->to == camp && arrived &&
           letter->refusal != REFUSAL_SEAL;
}

/* Two orders under the commander's seal lie in this camp. */
static bool holds_proof(const struct world *world, unsigned camp)
{
    unsigned first = ORDER_NONE;

    for (uint32_t i = 0; i < game_letters(world); i++) {
        struct letter letter;

        game_letter(world, i, &letter);
        if (!is_exhibit(&letter, camp)) {
            continue;
        }
        if (first != ORDER_NONE && letter.order != first) {
            return true;
        }
        first = letter.order;
    }
    return false;
}

/* A traitor who convicts nobody of anything cannot be accused: then the right
 * accusation is none. Otherwise the claim that some rule always reaches this
 * goal would fail for every siege. */
static bool accused_rightly(const struct world *world, unsigned player)
{
    if (player >= world->setup.generals) {
        return false;
    }
    if (world->accused[player] == NO_GENERAL) {
        return !holds_proof(world, player);
    }
    return world->proven[player] != 0 &&
           setup_is_traitor(&world->setup, world->accused[player]);
}

bool goal_for_work(enum goal goal)
{
    return goal == GOAL_UNDO || goal == GOAL_SHARE;
}

/* On the chain of the first loyal general. */
static bool shares_more(const struct world *world)
{
    const struct setup *setup = &world->setup;
    unsigned g = 0;

    while (g + 1u < setup->generals && setup_is_traitor(setup, g)) {
        g++;
    }
    return (uint64_t)work_share(world, g) * work_power(setup) >
           (uint64_t)work_power_of_traitors(setup) * PPM;
}

bool goal_for_steps(enum goal goal)
{
    return goal == GOAL_UNDECIDED;
}

static bool nobody_decided(const struct world *world)
{
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (world->decided[g] != ORDER_NONE) {
            return false;
        }
    }
    return true;
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
        return accused_rightly(world, player);
    case GOAL_UNDO:
        return world->setup.rule == RULE_WORK && work_undone(world);
    case GOAL_SHARE:
        return world->setup.rule == RULE_WORK && shares_more(world);
    case GOAL_TOGETHER:
        return verdict.agreement;
    case GOAL_UNDECIDED:
        return nobody_decided(world);
    case GOAL_COUNT:
        return false;
    }
    return false;
}
