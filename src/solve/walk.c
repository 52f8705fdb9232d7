/* The walk over all answers. */
#include "solve/walk.h"

#include "rules/rules.h"

enum { TICK_EVERY = 4096 /* answers */ };

enum turn { TURN_ALONG, TURN_BRANCH, TURN_LEAF, TURN_WRONG };

static bool is_players(const struct walk *walk, const struct decision *asked)
{
    return asked->chooser == CHOOSER_GENERAL && asked->actor == walk->player;
}

static enum turn turn_at(const struct walk *walk, const struct decision *asked)
{
    if (asked->chooser == CHOOSER_NOBODY) {
        return TURN_LEAF;
    }
    if (walk->judging) {
        /* Nobody may act once the player judges but other judges, otherwise
         * the player's answers would not be one list for all plans. */
        if (asked->chooser != CHOOSER_GENERAL) {
            return TURN_WRONG;
        }
        return is_players(walk, asked) ? TURN_BRANCH : TURN_ALONG;
    }
    if (is_players(walk, asked)) {
        return asked->kind == DECISION_DEMAND ? TURN_ALONG : TURN_LEAF;
    }
    return walk->choosers >> asked->chooser & 1 ? TURN_BRANCH : TURN_ALONG;
}

static bool fail(struct walk *walk, enum status status, const char *what)
{
    walk->status = status;
    diag_set(walk->why, "the search failed: %s", what);
    return false;
}

/* Whether whoever waits still does. */
static bool goes_on(const struct walk *walk)
{
    const struct plans_room *room = walk->room;

    return walk->states < room->limit &&
           (walk->states % TICK_EVERY != 0 || room->tick == NULL ||
            room->tick(room->context, walk->states));
}

static bool answer(struct walk *walk, struct world *world, uint32_t cursor,
                   uint64_t with)
{
    struct action action = {.cursor = cursor, .answer = with};
    enum status status;

    if (!goes_on(walk)) {
        walk->gave_up = true;
        return false;
    }
    walk->states++;
    status = game_apply(world, action, NULL);
    return status == STATUS_OK || fail(walk, status, status_sentence(status));
}

static bool is_tried(const struct world *world, const struct decision *asked,
                     uint32_t i)
{
    struct option option;

    if (game_option(world, i, &option) != STATUS_OK || option.redundant) {
        return false;
    }
    return asked->chooser != CHOOSER_CHANCE || option.weight > 0;
}

/* Whether a letter comes before another for somebody who knows what is in
 * them and not their numbers: these depend on letters that the player never
 * saw, and the player's answers are one list for all sieges with a view. */
static bool comes_before(const struct world *world, uint32_t a, uint32_t b)
{
    struct letter one, two;

    game_letter(world, a, &one);
    game_letter(world, b, &two);
    if (one.chain != two.chain) {
        return one.chain < two.chain;
    }
    if (one.order != two.order) {
        return one.order < two.order;
    }
    return a < b;
}

static uint32_t proof_of(const struct world *world, uint32_t i)
{
    struct option option = {.letter = NO_LETTER};

    return game_option(world, i, &option) == STATUS_OK ? option.letter
                                                       : NO_LETTER;
}

/* The option to be tried as the rank-th: letters of a proof in the order of
 * what is in them, all else as it is numbered. */
static uint32_t option_of_rank(const struct world *world,
                               const struct decision *asked, uint32_t rank)
{
    if (asked->kind != DECISION_PROOF_1 && asked->kind != DECISION_PROOF_2) {
        return rank;
    }
    for (uint32_t i = 0; i < asked->options; i++) {
        uint32_t letter = proof_of(world, i), before = 0;
        for (uint32_t j = 0; j < asked->options; j++) {
            before += comes_before(world, proof_of(world, j), letter);
        }
        if (before == rank) {
            return i;
        }
    }
    return rank;
}

/* One past the last rank that is tried. */
static uint32_t ranks_tried(const struct world *world,
                            const struct decision *asked)
{
    uint32_t ranks = asked->options;

    while (ranks > 0 &&
           !is_tried(world, asked, option_of_rank(world, asked, ranks - 1))) {
        ranks--;
    }
    return ranks;
}

/* Try one answer in the world of this level, which is its own. */
static bool try_answer(struct walk *walk, size_t level,
                       const struct walk_step *step)
{
    return answer(walk, &walk->room->stack[level], step->cursor,
                  step->answer) &&
           walk_from(walk, level, step);
}

static bool branch(struct walk *walk, size_t level,
                   const struct walk_step *last, const struct decision *asked)
{
    struct world *here = &walk->room->stack[level];
    uint32_t ranks = ranks_tried(here, asked);

    for (uint32_t rank = 0; rank < ranks; rank++) {
        uint32_t i = option_of_rank(here, asked, rank);
        struct walk_step step = {.up = last,
                                 .answer = i,
                                 .cursor = asked->cursor,
                                 .lies = (last ? last->lies : 0) + (i > 0)};
        if (rank + 1 == ranks) { /* nobody needs this world any more */
            return try_answer(walk, level, &step);
        }
        if (!is_tried(here, asked, i)) {
            continue;
        }
        if (level + 1 >= walk->room->depth) {
            return fail(walk, STATUS_MEMORY,
                        "there are more questions than worlds in the stack");
        }
        world_copy(here + 1, here);
        if (!try_answer(walk, level + 1, &step)) {
            return false;
        }
    }
    return true;
}

bool walk_from(struct walk *walk, size_t level, const struct walk_step *last)
{
    struct world *world = &walk->room->stack[level];

    for (;;) {
        struct decision asked;
        uint64_t with = 0;

        game_ask(world, &asked);
        switch (turn_at(walk, &asked)) {
        case TURN_LEAF:
            return walk->leaf(walk, level, last);
        case TURN_BRANCH:
            return branch(walk, level, last, &asked);
        case TURN_WRONG:
            return fail(walk, STATUS_SETUP,
                        "somebody acts after the player's judgement");
        case TURN_ALONG:
            break;
        }
        if (is_players(walk, &asked)) {
            with = walk->demand;
        } else if (walk->others) {
            with = agents_answer(walk->others, world, &asked);
        }
        if (!answer(walk, world, asked.cursor, with)) {
            return false;
        }
    }
}
