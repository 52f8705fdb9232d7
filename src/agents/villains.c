/* The built-in traitors and cities: which option each strategy takes. */
#include "agents/villains.h"

#include "rules/rules.h"

/* Read option i of a question that is known to be open. */
static struct option option_at(const struct world *world, uint32_t i)
{
    struct option option = {.kind = OPTION_PASS, .order = ORDER_NONE};

    if (game_option(world, i, &option) != STATUS_OK) {
        option.kind = OPTION_COUNT;
    }
    return option;
}

/* The first option of this kind with this order (ORDER_NONE: any); the duty
 * where there is none. */
static uint64_t find_option(const struct world *world,
                            const struct decision *decision, unsigned kind,
                            unsigned order)
{
    for (uint32_t i = 0; i < decision->options; i++) {
        struct option option = option_at(world, i);
        if (option.kind == kind &&
            (order == ORDER_NONE || option.order == order)) {
            return i;
        }
    }
    return 0;
}

static unsigned next_order(const struct world *world, unsigned order)
{
    return (order + 1) % world->setup.orders;
}

uint64_t villains_silent(const struct world *world,
                         const struct decision *decision)
{
    switch ((enum decision_kind)decision->kind) {
    case DECISION_LETTER:
        return find_option(world, decision, OPTION_SILENT, ORDER_NONE);
    case DECISION_SEAL:
        return find_option(world, decision, OPTION_WITHHOLD, ORDER_NONE);
    case DECISION_FORGE:
    case DECISION_NONE:
    case DECISION_CAPTURE:
    case DECISION_ACCUSE:
    case DECISION_PROOF_1:
    case DECISION_PROOF_2:
    case DECISION_DECIDE:
    case DECISION_COUNT:
        return 0;
    }
    return 0;
}

uint64_t villains_opposite(const struct world *world,
                           const struct decision *decision)
{
    unsigned duty;

    switch ((enum decision_kind)decision->kind) {
    case DECISION_LETTER:
        duty = option_at(world, 0).order;
        return find_option(world, decision, OPTION_SAY,
                           next_order(world, duty));
    case DECISION_SEAL:
    case DECISION_FORGE: /* refused on arrival, but somebody has to try */
        return decision->options > 1 ? 1 : 0;
    case DECISION_NONE:
    case DECISION_CAPTURE:
    case DECISION_ACCUSE:
    case DECISION_PROOF_1:
    case DECISION_PROOF_2:
    case DECISION_DECIDE:
    case DECISION_COUNT:
        return 0;
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

    switch ((enum decision_kind)decision->kind) {
    case DECISION_LETTER:
        if (setup_is_traitor(&world->setup, decision->target)) {
            return 0;
        }
        return find_option(world, decision, OPTION_SAY, want);
    case DECISION_SEAL:
        if (option_at(world, 0).order == want) {
            return find_option(world, decision, OPTION_SEND, ORDER_NONE);
        }
        return find_option(world, decision, OPTION_WITHHOLD, ORDER_NONE);
    case DECISION_FORGE:
    case DECISION_NONE:
    case DECISION_CAPTURE:
    case DECISION_ACCUSE:
    case DECISION_PROOF_1:
    case DECISION_PROOF_2:
    case DECISION_DECIDE:
    case DECISION_COUNT:
        return 0;
    }
    return 0;
}
