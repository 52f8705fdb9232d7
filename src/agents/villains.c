/* The built-in traitors: which option each strategy takes. A question of
 * another kind gets the duty. */
#include "agents/villains.h"

#include "rules/rules.h"

/* The order of the duty: what the letter in question is about. */
static unsigned duty_order(const struct world *world)
{
    struct option duty = {.order = ORDER_NONE};

    return game_option(world, 0, &duty) == STATUS_OK ? duty.order : ORDER_NONE;
}

static unsigned next_order(const struct world *world, unsigned order)
{
    return (order + 1) % world->setup.orders;
}

uint64_t villains_silent(const struct world *world,
                         const struct decision *decision)
{
    if (decision->kind == DECISION_LETTER || decision->kind == DECISION_VOTE) {
        return game_find_option(world, OPTION_SILENT, ORDER_NONE);
    }
    if (decision->kind == DECISION_SEAL || decision->kind == DECISION_VOUCH) {
        return game_find_option(world, OPTION_WITHHOLD, ORDER_NONE);
    }
    return 0;
}

uint64_t villains_opposite(const struct world *world,
                           const struct decision *decision)
{
    if (decision->kind == DECISION_LETTER || decision->kind == DECISION_VOTE) {
        return game_find_option(world, OPTION_SAY,
                                next_order(world, duty_order(world)));
    }
    if (decision->kind == DECISION_SEAL || decision->kind == DECISION_FORGE ||
        decision->kind == DECISION_VOUCH) {
        /* A forgery is refused on arrival, but somebody has to try. */
        return decision->options > 1 ? 1 : 0;
    }
    return 0;
}

/* The order that a splitting traitor wants this receiver to hear. The loyal
 * receivers in ascending order are cut in the middle, the first half the
 * larger one. Traitors share what they know, the commander's order too. */
static unsigned split_order(const struct world *world, unsigned target)
{
    const struct setup *setup = &world->setup;
    unsigned all = 0, before = 0;

    for (unsigned g = 0; g < setup->generals; g++) {
        if (g != setup->commander && !setup_is_traitor(setup, g)) {
            all++;
            before += g < target;
        }
    }
    return 2 * before < all ? setup->order : next_order(world, setup->order);
}

uint64_t villains_split(const struct world *world,
                        const struct decision *decision)
{
    unsigned want = split_order(world, decision->target);

    if (decision->kind == DECISION_LETTER) {
        return setup_is_traitor(&world->setup, decision->target)
                   ? 0
                   : game_find_option(world, OPTION_SAY, want);
    }
    if (decision->kind == DECISION_VOTE) {
        return game_find_option(world, OPTION_SAY, want);
    }
    if (decision->kind == DECISION_SEAL || decision->kind == DECISION_VOUCH) {
        return game_find_option(
            world, duty_order(world) == want ? OPTION_SEND : OPTION_WITHHOLD,
            ORDER_NONE);
    }
    return 0;
}
