#include "odometer.h"

#include <stdlib.h>

#include "agents/miner.h"
#include "sieges.h"

static bool is_tried(const struct odometer *odometer,
                     const struct decision *asked)
{
    if (asked->options == 0) {
        return false; /* who finds a block is no list */
    }
    if (asked->chooser == CHOOSER_GENERAL) {
        return asked->actor == odometer->player;
    }
    return (odometer->choosers >> asked->chooser & 1) != 0;
}

/* Chances of weight 0 do not happen. */
static bool is_possible(const struct odometer *odometer,
                        const struct world *world, const struct decision *asked,
                        uint64_t answer)
{
    struct option option;

    if (game_option(world, (uint32_t)answer, &option) != STATUS_OK) {
        abort();
    }
    if (option.redundant && !odometer->redundant) {
        return false;
    }
    return asked->chooser != CHOOSER_CHANCE || option.weight > 0;
}

/* The digit of this question; a new one begins at 0. */
static uint64_t turn(struct odometer *odometer, size_t at,
                     const struct world *world, const struct decision *asked)
{
    if (at >= ODOMETER_DIGITS) {
        abort();
    }
    if (at >= odometer->length) {
        odometer->digit[at] = 0;
        odometer->options[at] = asked->options;
        odometer->length = at + 1;
        while (
            !is_possible(odometer, world, asked, odometer->options[at] - 1)) {
            odometer->options[at]--;
        }
    }
    while (!is_possible(odometer, world, asked, odometer->digit[at])) {
        odometer->digit[at]++;
    }
    odometer->lies += odometer->digit[at] > 0;
    return odometer->digit[at];
}

void odometer_play(struct odometer *odometer, const struct setup *setup,
                   struct world *world)
{
    struct decision asked;
    size_t at = 0;

    odometer->lies = 0;
    odometer->plays++;
    sieges_start(world, setup);
    for (game_ask(world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(world, &asked)) {
        struct action action = {.cursor = asked.cursor};
        if (is_tried(odometer, &asked)) {
            action.answer = turn(odometer, at++, world, &asked);
        } else if (asked.options == 0) {
            action.answer = miner_answer(world);
        } else if (odometer->others) {
            action.answer = agents_answer(odometer->others, world, &asked);
        }
        if (odometer->note && asked.chooser == CHOOSER_GENERAL &&
            asked.actor == odometer->player) {
            odometer->note(odometer->context, world, &asked, action.answer);
        }
        sieges_apply(world, action);
    }
}

bool odometer_next(struct odometer *odometer)
{
    while (odometer->length > 0) {
        size_t last = odometer->length - 1;
        if (++odometer->digit[last] < odometer->options[last]) {
            return true;
        }
        odometer->length = last;
    }
    return false;
}
