/* A loyal player: every siege that may be behind the own view. */
#include "solve/loyal.h"

#include <string.h>

#include "rules/rules.h"
#include "solve/views.h"
#include "solve/walk.h"

struct quest {
    const struct puzzle *puzzle;
    struct plans_result *out;
    struct views views;
    struct views_good good; /* of the siege at hand */
    bool hopeless;          /* a view without a good answer was met */
};

/* The end of one sequence of the player's answers. */
static bool note_sequence(struct walk *walk, size_t level,
                          const struct walk_step *last)
{
    struct quest *quest = walk->context;
    struct views_good *good = &quest->good;
    uint32_t at = good->sequences;

    (void)last;
    if (at == PLANS_SEQUENCES_MAX) {
        walk->status = STATUS_MEMORY;
        diag_set(walk->why, "the player has more than %d ways to judge",
                 PLANS_SEQUENCES_MAX);
        return false;
    }
    good->sequences++;
    if (goal_reached((enum goal)quest->puzzle->goal, &walk->room->stack[level],
                     quest->puzzle->player)) {
        good->bits[at / 64] |= UINT64_C(1) << at % 64;
    }
    return true;
}

/* Try all the player's answers in the siege of stack[level], which is kept. */
static bool judge_all(struct walk *walk, size_t level)
{
    struct quest *quest = walk->context;
    struct walk inner = *walk;
    bool whole;

    if (level + 1 >= walk->room->depth) {
        walk->status = STATUS_MEMORY;
        diag_set(walk->why, "the stack of %zu worlds is too small",
                 walk->room->depth);
        return false;
    }
    memset(&quest->good, 0, sizeof quest->good);
    inner.judging = true;
    inner.leaf = note_sequence;
    world_copy(&walk->room->stack[level + 1], &walk->room->stack[level]);
    whole = walk_from(&inner, level + 1, NULL);
    walk->states = inner.states;
    walk->gave_up = inner.gave_up;
    walk->status = inner.status;
    return whole;
}

/* The player is asked: what was done so far is one plan. */
static bool meet_siege(struct walk *walk, size_t level,
                       const struct walk_step *last)
{
    struct quest *quest = walk->context;
    bool left = false;

    (void)last;
    if (!judge_all(walk, level)) {
        return false;
    }
    quest->out->plans++;
    walk->status = views_meet(&quest->views, &walk->room->stack[level],
                              quest->puzzle->player, &quest->good, &left);
    if (walk->status != STATUS_OK) {
        diag_set(walk->why,
                 walk->status == STATUS_MEMORY
                     ? "the table of %zu views or its bits are too small"
                     : "of %zu views, two alike offer other answers",
                 walk->room->views_room);
    }
    quest->hopeless = walk->status == STATUS_OK && !left;
    return left;
}

/* What the player can demand before anything is written: answers, or 1 when it
 * is not asked. */
static uint64_t demands(const struct walk *walk)
{
    struct decision asked;

    game_ask(&walk->room->stack[0], &asked);
    return asked.kind == DECISION_DEMAND && asked.actor == walk->player
               ? asked.options
               : 1;
}

/* Walk one placement and order, with every demand until one is good: the player
 * knows what it demanded, so each has its own views. Returns false to stop. */
static bool walk_setup(struct walk *walk, const struct setup *setup)
{
    struct world *stack = walk->room->stack;
    struct quest *quest = walk->context;
    uint64_t answers = 1;

    for (uint64_t i = 0; i < answers; i++) {
        walk->status = game_start(&stack[0], setup, NULL, walk->why);
        if (walk->status != STATUS_OK) {
            return false;
        }
        answers = demands(walk);
        if (i > 0) {
            views_clear(&quest->views, walk->room);
        }
        walk->demand = i;
        quest->hopeless = false;
        if (walk_from(walk, 0, NULL)) {
            return true;
        }
        if (!quest->hopeless) {
            return false;
        }
    }
    return false;
}

static bool walk_orders(struct walk *walk, struct setup *setup)
{
    const struct quest *quest = walk->context;

    if (!quest->puzzle->secret.order) {
        return walk_setup(walk, setup);
    }
    for (uint8_t order = 0; order < setup->orders; order++) {
        setup->order = order;
        if (!walk_setup(walk, setup)) {
            return false;
        }
    }
    return true;
}

/* Who may be a traitor. The player is loyal, whatever the puzzle says. */
static unsigned suspects(const struct puzzle *puzzle)
{
    unsigned all = (1U << puzzle->setup.generals) - 1;

    return puzzle->secret.among & all & ~(1U << puzzle->player);
}

/* All sets of that many suspects. */
static bool walk_placements(struct walk *walk)
{
    const struct quest *quest = walk->context;
    const struct secret *secret = &quest->puzzle->secret;
    struct setup setup = quest->puzzle->setup;
    unsigned among = suspects(quest->puzzle);

    if (secret->traitors == 0) {
        return walk_orders(walk, &setup);
    }
    for (unsigned set = among;; set = (set - 1) & among) {
        setup.traitors = (uint16_t)set;
        if (set_count(set) == secret->traitors && !walk_orders(walk, &setup)) {
            return false;
        }
        if (set == 0) {
            return true;
        }
    }
}

static enum status check(const struct puzzle *puzzle,
                         const struct plans_room *room, struct diag *why)
{
    if (puzzle->player >= puzzle->setup.generals ||
        puzzle->setup.generals > GENERALS_MAX) {
        diag_set(why, "the loyal player must be one of the generals");
        return STATUS_SETUP;
    }
    if (puzzle->secret.traitors == 0 &&
        setup_is_traitor(&puzzle->setup, puzzle->player)) {
        diag_set(why, "the loyal player must not be a traitor");
        return STATUS_SETUP;
    }
    if (set_count(suspects(puzzle)) < puzzle->secret.traitors) {
        diag_set(why, "%u traitors are hidden among fewer suspects",
                 puzzle->secret.traitors);
        return STATUS_SETUP;
    }
    if (room->depth < 2 || room->views_room < 2) {
        diag_set(why, "the search needs at least two worlds and two views");
        return STATUS_MEMORY;
    }
    return STATUS_OK;
}

enum status loyal_try_all(struct plans_result *out, const struct puzzle *puzzle,
                          const struct plans_room *room, struct diag *why)
{
    struct quest quest = {.puzzle = puzzle, .out = out};
    struct walk walk = {.room = room,
                        .why = why,
                        .leaf = meet_siege,
                        .context = &quest,
                        .choosers = 1U << CHOOSER_TRAITOR | 1U << CHOOSER_CITY |
                                    1U << CHOOSER_CHANCE,
                        .player = puzzle->player};
    enum status status = check(puzzle, room, why);

    if (status != STATUS_OK) {
        return status;
    }
    views_clear(&quest.views, room);
    out->exhausted = walk_placements(&walk);
    out->states = walk.states;
    out->views = (uint32_t)quest.views.used;
    out->possible = quest.hopeless ? IMPOSSIBLE
                    : walk.gave_up ? UNKNOWN
                                   : POSSIBLE;
    return walk.status;
}
