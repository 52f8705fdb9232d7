/* The built-in traitors of proof of work. What they know is what the traitors'
 * ledger holds: blocks that one of them has. */
#include "agents/diggers.h"

#include "rules/rules.h"
#include "rules/work.h"

static const struct memory_work *of(const struct world *world)
{
    return &world->memory.work;
}

static unsigned height_of(const struct world *world, unsigned block)
{
    return of(world)->block[block].height;
}

static bool is_known(const struct world *world, unsigned block)
{
    return (of(world)->block[block].known & world->setup.traitors) != 0;
}

static bool is_ours(const struct world *world, unsigned block)
{
    unsigned miner = of(world)->block[block].miner;

    return miner != NO_GENERAL && setup_is_traitor(&world->setup, miner);
}

/* The longest chain that the traitors know and that ends with a loyal
 * general's block; the start block where there is none. */
static unsigned theirs(const struct world *world)
{
    unsigned best = 0;

    for (unsigned b = 1; b < of(world)->blocks; b++) {
        if (is_known(world, b) && !is_ours(world, b) &&
            height_of(world, b) > height_of(world, best)) {
            best = b;
        }
    }
    return best;
}

/* The longest chain that names this order and ends with a traitor's block; the
 * start block. */
static unsigned ours(const struct world *world, unsigned order)
{
    unsigned best = 0;

    for (unsigned b = 1; b < of(world)->blocks; b++) {
        if (is_ours(world, b) && work_order(world, b) == order &&
            height_of(world, b) > height_of(world, best)) {
            best = b;
        }
    }
    return best;
}

/* The option of this kind about this block and order (ORDER_NONE: any); the
 * duty where there is none. */
static uint64_t find(const struct world *world, const struct decision *decision,
                     enum option_kind kind, unsigned block, unsigned order)
{
    for (uint32_t i = 0; i < decision->options; i++) {
        struct option option;
        if (game_option(world, i, &option) == STATUS_OK &&
            option.kind == kind && option.block == block &&
            (order == ORDER_NONE || option.order == order)) {
            return i;
        }
    }
    return 0;
}

static uint64_t keep_back(const struct world *world)
{
    return game_find_option(world, OPTION_WITHHOLD, ORDER_NONE);
}

/* Show the chain up to `block`; where the receiver has that, nothing. */
static uint64_t show(const struct world *world, const struct decision *decision,
                     unsigned block)
{
    uint64_t answer = find(world, decision, OPTION_PUBLISH, block, ORDER_NONE);
    struct option option;

    if (game_option(world, answer, &option) == STATUS_OK &&
        option.kind == OPTION_PUBLISH && option.block == block) {
        return answer;
    }
    return keep_back(world);
}

/* The longest ride of a traitor's messenger. */
static uint32_t longest_ride(const struct setup *setup)
{
    uint32_t longest = 0;

    for (unsigned t = 0; t < setup->generals; t++) {
        for (unsigned g = 0; g < setup->generals; g++) {
            if (setup_is_traitor(setup, t) && !setup_is_traitor(setup, g) &&
                setup->road[t][g] > longest) {
                longest = setup->road[t][g];
            }
        }
    }
    return longest;
}

/* The last minute from which every loyal camp is reached in time. */
static bool last_moment(const struct world *world)
{
    return world->clock + longest_ride(&world->setup) >= world->setup.deadline;
}

/* The longest wait that still leaves time to act. */
static uint64_t wake_in_time(const struct world *world,
                             const struct decision *decision)
{
    uint32_t ride = longest_ride(&world->setup), latest = 0;
    uint64_t best = 0;

    for (uint32_t i = 1; i < decision->options; i++) {
        struct option option;
        if (game_option(world, i, &option) == STATUS_OK &&
            option.minute + ride <= world->setup.deadline &&
            option.minute > latest) {
            latest = option.minute;
            best = i;
        }
    }
    return best;
}

/* Say whether it is time to show the secret chain. */
static bool strikes(const struct world *world, unsigned secret, unsigned open)
{
    bool longer = height_of(world, secret) > height_of(world, open);
    bool confirmed =
        work_order(world, open) != ORDER_NONE &&
        work_confirmations(world, open) >= world->setup.confirmations;

    return longer && (confirmed || last_moment(world));
}

uint64_t diggers_withhold(const struct world *world,
                          const struct decision *decision)
{
    unsigned order = setup_other_order(&world->setup);
    unsigned secret = ours(world, order), open = theirs(world);

    if (work_order(world, open) == order) {
        return 0; /* they follow our order: help them */
    }
    if (decision->kind == DECISION_PUBLISH) {
        return strikes(world, secret, open) ? show(world, decision, secret)
                                            : keep_back(world);
    }
    if (decision->kind == DECISION_BUILD) {
        return find(world, decision, OPTION_BUILD, secret, order);
    }
    return decision->kind == DECISION_ALARM ? wake_in_time(world, decision) : 0;
}

/* Our secret branch: from where it leaves the longest chain of the others.
 * `lead`: by how many blocks it is longer; negative when it is shorter. */
static int lead(const struct world *world, unsigned secret, unsigned open)
{
    return (int)height_of(world, secret) - (int)height_of(world, open);
}

/* The traitors' longest chain that ends with a block of theirs. */
static unsigned branch(const struct world *world)
{
    unsigned best = 0;

    for (unsigned b = 1; b < of(world)->blocks; b++) {
        if (is_ours(world, b) &&
            height_of(world, b) >= height_of(world, best)) {
            best = b;
        }
    }
    return best;
}

/* After the others have found a block: level, then show the last one and race;
 * one ahead, then show all and win; more, then show just the next one. After a
 * block of our own: all of it when that wins a race. */
static uint64_t selfish_show(const struct world *world,
                             const struct decision *decision)
{
    unsigned secret = branch(world), open = theirs(world);
    unsigned fork = work_fork_point(world, secret, open);
    int ahead = lead(world, secret, open);
    bool theirs_grew = height_of(world, open) > height_of(world, fork);

    if (ahead > 0 && last_moment(world)) {
        return show(world, decision, secret); /* the siege has an end */
    }
    if (ahead < 0 || secret == fork || !theirs_grew) {
        return keep_back(world);
    }
    if (ahead <= 1) {
        return show(world, decision, secret);
    }
    return show(world, decision,
                work_at_height(world, secret, height_of(world, open)));
}

uint64_t diggers_selfish(const struct world *world,
                         const struct decision *decision)
{
    unsigned secret = branch(world), open = theirs(world);

    if (decision->kind == DECISION_PUBLISH) {
        return selfish_show(world, decision);
    }
    if (decision->kind == DECISION_ALARM) {
        return wake_in_time(world, decision);
    }
    return decision->kind == DECISION_BUILD && secret != 0 &&
                   lead(world, secret, open) >= 0
               ? find(world, decision, OPTION_BUILD, secret, ORDER_NONE)
               : 0;
}

unsigned diggers_victim(const struct setup *setup)
{
    for (unsigned g = setup->generals; g-- > 0;) {
        if (!setup_is_traitor(setup, g) && g != setup->commander) {
            return g;
        }
    }
    return NO_GENERAL;
}

uint64_t diggers_eclipse(const struct world *world,
                         const struct decision *decision)
{
    unsigned order = setup_other_order(&world->setup);
    unsigned secret = ours(world, order);

    if (decision->kind == DECISION_PUBLISH) {
        return decision->target == diggers_victim(&world->setup)
                   ? show(world, decision, secret)
                   : keep_back(world);
    }
    return decision->kind == DECISION_BUILD
               ? find(world, decision, OPTION_BUILD, secret, order)
               : 0;
}

uint64_t diggers_flood(const struct world *world,
                       const struct decision *decision)
{
    struct option duty;

    if (decision->kind == DECISION_PUBLISH &&
        game_option(world, 0, &duty) == STATUS_OK &&
        duty.kind == OPTION_WITHHOLD) {
        return decision->options - 1u - decision->cursor % 3;
    }
    if (decision->kind == DECISION_ALARM) {
        return decision->options > 4 ? 4 : 0; /* in five minutes */
    }
    return 0;
}

uint64_t diggers_silent(const struct world *world,
                        const struct decision *decision)
{
    return decision->kind == DECISION_PUBLISH ? keep_back(world) : 0;
}

uint64_t diggers_opposite(const struct world *world,
                          const struct decision *decision)
{
    unsigned best = of(world)->best[decision->actor];

    return decision->kind == DECISION_BUILD
               ? find(world, decision, OPTION_BUILD, best,
                      setup_other_order(&world->setup))
               : 0;
}

uint64_t diggers_split(const struct world *world,
                       const struct decision *decision)
{
    unsigned all = 0, before = 0;

    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (!setup_is_traitor(&world->setup, g)) {
            all++;
            before += g < decision->target ? 1 : 0;
        }
    }
    return decision->kind == DECISION_PUBLISH && 2 * before >= all
               ? keep_back(world)
               : 0;
}
