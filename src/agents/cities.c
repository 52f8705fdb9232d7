#include "agents/cities.h"

#include "rules/rules.h"

static bool is_kind(const struct world *world, uint32_t i,
                    enum option_kind kind)
{
    struct option option;
    return game_option(world, i, &option) == STATUS_OK && option.kind == kind;
}

/* How many letters may arrive: they come first among the options. */
static uint32_t arrivals(const struct world *world,
                         const struct decision *decision)
{
    uint32_t low = 0, high = decision->options;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (is_kind(world, middle, OPTION_DELIVER)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static uint64_t any(const struct agents *agents,
                    const struct decision *decision, uint32_t among)
{
    return among < 2 ? 0 : nature_below(agents->seed, decision->cursor, among);
}

/* The last round in which letters ride; 0 under proof of work. */
static unsigned last_round(const struct world *world)
{
    const struct setup *setup = &world->setup;
    if (setup->rule == RULE_ACKS) {
        return world->memory.acks.demanded + 1U;
    }
    if (setup->rule == RULE_RELAY) {
        return setup->generals - 1U;
    }
    return setup->rule == RULE_ORAL || setup->rule == RULE_SIGNED
               ? setup->depth + 1U
               : 0;
}

static bool rides_last(const struct world *world,
                       const struct decision *decision)
{
    struct letter letter;
    unsigned last = last_round(world);
    if (last == 0) {
        return true;
    }
    game_letter(world, decision->item, &letter);
    return letter.round >= last;
}

static uint64_t capture(const struct agents *agents, const struct world *world,
                        const struct decision *decision)
{
    if (decision->options < 2) {
        return 0;
    }
    /* The question is only asked where a scout watches and the budget lasts,
     * so taking every messenger is all the greed there is. */
    return agents->city == STRATEGY_GREEDY ||
           (agents->city == STRATEGY_DELAY && rides_last(world, decision));
}

/* ---- Delay under vote and coin ---------------------------------------- */

/* Where a general shall hear what. */
enum wish {
    WISH_SPLIT, /* no value shall get ahead */
    WISH_ZERO   /* vote: this one shall hold a zero */
};

static bool is_active(const struct memory_vote *vote, unsigned g)
{
    return ((vote->fallen | vote->halted) >> g & 1) == 0;
}

static unsigned majority(const struct world *world)
{
    return world->setup.generals / 2U + 1;
}

/* The one general who shall see a majority of zeros: the first with a zero of
 * its own, while there are enough of them. */
static unsigned leader(const struct world *world)
{
    const struct memory_vote *vote = &world->memory.vote;
    unsigned first = NO_GENERAL, zeros = 0;
    for (unsigned g = world->setup.generals; g-- > 0;) {
        if (is_active(vote, g) && vote->value[g] == 0) {
            first = g;
            zeros++;
        }
    }
    return zeros >= majority(world) ? first : NO_GENERAL;
}

/* Say whether general g, who waits for proposals, shall hear of a zero: the
 * first ones do, until a bare majority has it in the next phase. */
static bool keeps_zero(const struct world *world, unsigned g)
{
    const struct memory_vote *vote = &world->memory.vote;
    unsigned have = 0, before = 0;
    for (unsigned i = 0; i < world->setup.generals; i++) {
        bool same = is_active(vote, i) && vote->stage[i] == vote->stage[g];
        if (same && vote->proposal[i] == 0) {
            have++;
        } else if (same) {
            before += i < g;
        } else if (is_active(vote, i) && vote->stage[i] > vote->stage[g]) {
            have += vote->value[i] == 0;
        }
    }
    return vote->proposal[g] != 0 && have + before < majority(world);
}

static enum wish wish_for(const struct world *world, unsigned g)
{
    bool reports = world->memory.vote.stage[g] % 2 == 0;
    if (world->setup.rule != RULE_VOTE) {
        return WISH_SPLIT;
    }
    if (reports) {
        return g == leader(world) ? WISH_ZERO : WISH_SPLIT;
    }
    return keeps_zero(world, g) ? WISH_ZERO : WISH_SPLIT;
}

/* How welcome a letter of its receiver's stage is, below 256. */
static unsigned welcome(const struct world *world,
                        const struct post_letter *letter)
{
    const uint8_t *tally = world->memory.vote.tally[letter->to][0];
    unsigned most = tally[0] > tally[1] ? tally[0] : tally[1];
    if (wish_for(world, letter->to) == WISH_ZERO) {
        return letter->order == 0 ? 255 : letter->order == ORDER_NONE ? 254 : 0;
    }
    if (letter->order < 2 && tally[letter->order] + 1U > most) {
        most = tally[letter->order] + 1U;
    }
    /* One without a value comes before one that does no harm yet. */
    return 2 * (GENERALS_MAX - most) + (letter->order == ORDER_NONE);
}

/* What delay likes best among letters: those of the past, then those that the
 * generals furthest behind wait for, at last what comes too early. */
static uint64_t vote_worth(const struct world *world,
                           const struct post_letter *letter)
{
    const struct memory_vote *vote = &world->memory.vote;
    uint32_t about = 2U * (letter->phase - 1U);
    uint64_t behind = UINT32_MAX - vote->stage[letter->to];
    about += letter->kind == POST_PROPOSAL;
    if (!is_active(vote, letter->to) || about < vote->stage[letter->to]) {
        return UINT64_C(3) << 40;
    }
    if (about > vote->stage[letter->to]) {
        return behind;
    }
    return UINT64_C(1) << 40 | behind << 8 | welcome(world, letter);
}

static bool flies(const struct post_letter *letter)
{
    return (letter->flags & (POST_ARRIVED | POST_CAPTURED | POST_SILENT)) == 0;
}

static uint32_t flying(const struct post *post)
{
    uint32_t count = 0;
    for (uint32_t i = post->settled; i < post->used; i++) {
        count += flies(&post->letter[i]);
    }
    return count;
}

/* Say whether option i is this letter's; always where all in flight may
 * arrive. */
static bool is_offered(const struct world *world, uint32_t i, bool all,
                       const struct post_letter *letter)
{
    struct option option;
    return all || (game_option(world, i, &option) == STATUS_OK &&
                   option.letter == letter->number);
}

static uint64_t delay_vote(const struct world *world, uint32_t letters)
{
    const struct post *post = &world->memory.vote.post;
    bool all = flying(post) == letters;
    uint64_t best = 0, most = 0;
    for (uint32_t slot = post->settled, i = 0; slot < post->used && i < letters;
         slot++) {
        const struct post_letter *letter = &post->letter[slot];
        uint64_t worth;
        if (!flies(letter) || !is_offered(world, i, all, letter)) {
            continue;
        }
        worth = vote_worth(world, letter);
        if (worth > most) {
            most = worth;
            best = i;
        }
        i++;
    }
    return best;
}

/* ---- Delay under pbft ------------------------------------------------- */

/* Commits that replica g lacks to decide; a large number where it has decided
 * or is not that far. */
static unsigned lacks(const struct world *world, unsigned g)
{
    const struct memory_pbft *pbft = &world->memory.pbft;
    unsigned quorum = 2U * world->setup.faults + 1, have;
    if (pbft->decided_view[g] != NO_VIEW || pbft->active[g] == 0 ||
        pbft->accepted[g] == ORDER_NONE) {
        return GENERALS_MAX;
    }
    have = set_count(pbft->commits[g][pbft->accepted[g]]);
    return have < quorum ? quorum - have : 0;
}

/* View changes are limited: after the last delay there must be f + 1 views with
 * different primaries left, and one to get there. */
static bool may_delay(const struct world *world, unsigned g)
{
    const struct setup *setup = &world->setup;
    return world->memory.pbft.view[g] + setup->faults + 2U <=
           setup->confirmations;
}

static uint64_t delay_pbft(const struct world *world,
                           const struct decision *decision, uint32_t letters)
{
    for (uint32_t i = letters; i < decision->options; i++) {
        struct option option;
        if (game_option(world, i, &option) == STATUS_OK &&
            option.kind == OPTION_TIMEOUT && lacks(world, option.general) < 2 &&
            may_delay(world, option.general)) {
            return i;
        }
    }
    return letters > 0 ? letters - 1 : 0;
}

/* ---- What happens next ------------------------------------------------ */

static uint64_t greedy(const struct world *world,
                       const struct decision *decision, uint32_t letters)
{
    uint32_t last = decision->options - 1;
    if (is_kind(world, last, OPTION_CAPTURE)) {
        return last;
    }
    return letters > 0 ? letters - 1 : 0;
}

static uint64_t deliver(const struct agents *agents, const struct world *world,
                        const struct decision *decision)
{
    uint32_t letters;
    if (decision->options < 2 || agents->city == STRATEGY_FIFO) {
        return 0;
    }
    letters = arrivals(world, decision);
    if (agents->city == STRATEGY_RANDOM) {
        return any(agents, decision, letters);
    }
    if (agents->city == STRATEGY_GREEDY) {
        return greedy(world, decision, letters);
    }
    if (agents->city != STRATEGY_DELAY) {
        return 0;
    }
    return world->setup.rule == RULE_PBFT ? delay_pbft(world, decision, letters)
                                          : delay_vote(world, letters);
}

uint64_t cities_answer(const struct agents *agents, const struct world *world,
                       const struct decision *decision)
{
    if (decision->kind == DECISION_DELIVER) {
        return deliver(agents, world, decision);
    }
    if (decision->kind != DECISION_CAPTURE) {
        return 0;
    }
    return agents->city == STRATEGY_RANDOM
               ? any(agents, decision, decision->options)
               : capture(agents, world, decision);
}
