/* All plans of a traitor or the city against one siege, and their counts. */
#include "solve/plans.h"

#include <assert.h>

#include "rules/rules.h"
#include "solve/loyal.h"
#include "solve/walk.h"

/* Begin the siege in stack[0], which stays as it is, and in stack[1], where
 * the walk starts. */
static enum status begin(const struct plans_room *room,
                         const struct setup *setup, struct diag *why)
{
    enum status status;

    if (room->depth < 2) {
        diag_set(why, "the stack holds %zu worlds; two are the least",
                 room->depth);
        return STATUS_MEMORY;
    }
    status = game_start(&room->stack[0], setup, NULL, why);
    if (status == STATUS_OK) {
        world_copy(&room->stack[1], &room->stack[0]);
    }
    return status;
}

struct search {
    const struct puzzle *puzzle;
    struct plans_result *out;
};

/* The answer to the open question in the plan that the steps spell. */
static uint64_t planned(const struct walk *walk, const struct world *world,
                        const struct decision *asked,
                        const struct walk_step *last)
{
    for (; last; last = last->up) {
        if (last->cursor == asked->cursor) {
            return last->answer;
        }
    }
    return walk->others ? agents_answer(walk->others, world, asked) : 0;
}

/* Play the plan once more, through the one door from the beginning, and keep
 * its answers. The world at the end of the way is no longer needed and serves
 * as the board. */
static void keep_witness(const struct walk *walk, size_t level,
                         const struct walk_step *last,
                         const struct search *search)
{
    const struct plans_room *room = walk->room;
    struct world *world = &room->stack[level];
    struct decision asked;
    uint32_t length = 0;

    world_copy(world, &room->stack[0]);
    for (game_ask(world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(world, &asked)) {
        uint64_t with = planned(walk, world, &asked, last);
        struct action action = {.cursor = asked.cursor, .answer = with};
        if (game_apply(world, action, NULL) != STATUS_OK) {
            break;
        }
        if (room->witness && length < room->witness_room) {
            room->witness[length] = with;
        }
        length++;
    }
    assert(asked.chooser == CHOOSER_NOBODY);
    assert(goal_reached((enum goal)search->puzzle->goal, world,
                        search->puzzle->player));
    search->out->witness_length = length;
}

static bool try_plan(struct walk *walk, size_t level,
                     const struct walk_step *last)
{
    struct search *search = walk->context;
    const struct puzzle *puzzle = search->puzzle;
    uint32_t lies = last ? last->lies : 0;

    search->out->plans++;
    if (!goal_reached((enum goal)puzzle->goal, &walk->room->stack[level],
                      puzzle->player)) {
        return true;
    }
    search->out->reaching++;
    if (lies < search->out->fewest) {
        search->out->fewest = lies;
        keep_witness(walk, level, last, search);
    }
    return true;
}

static enum status try_one_side(struct plans_result *out,
                                const struct puzzle *puzzle,
                                const struct plans_room *room, struct diag *why)
{
    struct search search = {.puzzle = puzzle, .out = out};
    struct walk walk = {.room = room,
                        .why = why,
                        .others = &puzzle->others,
                        .leaf = try_plan,
                        .context = &search,
                        .choosers = 1U << puzzle->chooser,
                        .player = NO_GENERAL};
    enum status status = begin(room, &puzzle->setup, why);

    if (status != STATUS_OK) {
        return status;
    }
    out->exhausted = walk_from(&walk, 1, NULL);
    out->states = walk.states;
    out->possible = out->reaching > 0 ? POSSIBLE
                    : walk.gave_up    ? UNKNOWN
                                      : IMPOSSIBLE;
    return walk.status;
}

enum status plans_try_all(struct plans_result *out, const struct puzzle *puzzle,
                          const struct plans_room *room, struct diag *why)
{
    struct plans_result found = {.possible = UNKNOWN, .fewest = UINT32_MAX};
    enum status status = puzzle->chooser == CHOOSER_GENERAL
                             ? loyal_try_all(&found, puzzle, room, why)
                             : try_one_side(&found, puzzle, room, why);

    if (status == STATUS_OK) {
        *out = found;
    }
    return status;
}

static bool count_plan(struct walk *walk, size_t level,
                       const struct walk_step *last)
{
    struct plans_count *count = walk->context;
    struct verdict verdict;

    (void)last;
    game_judge(&walk->room->stack[level], &verdict);
    count->plans++;
    count->agreement += !verdict.agreement;
    count->validity += verdict.validity == TRI_NO;
    count->either += !verdict.agreement || verdict.validity == TRI_NO;
    return true;
}

enum status plans_count(struct plans_count *out, const struct setup *setup,
                        const struct plans_room *room, struct diag *why)
{
    struct plans_count count = {.plans = 0};
    struct walk walk = {.room = room,
                        .why = why,
                        .leaf = count_plan,
                        .context = &count,
                        .choosers = 1U << CHOOSER_TRAITOR,
                        .player = NO_GENERAL};
    enum status status = begin(room, setup, why);

    if (status != STATUS_OK) {
        return status;
    }
    count.exhausted = walk_from(&walk, 1, NULL);
    if (walk.status == STATUS_OK) {
        *out = count;
    }
    return walk.status;
}
