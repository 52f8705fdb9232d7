#include "city.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "rules/rules.h"
#include "sieges.h"

static bool is_move(const struct world *world, const struct city_move *move,
                    const struct option *option)
{
    struct letter letter;

    if (move->kind == POST_NONE) {
        return option->kind == OPTION_TIMEOUT && option->general == move->to;
    }
    if (option->kind != OPTION_DELIVER) {
        return false;
    }
    game_letter(world, option->letter, &letter);
    return letter.post == move->kind && letter.to == move->to;
}

uint64_t city_find(const struct world *world, const struct city_move *move)
{
    struct option option;

    for (uint64_t i = 0; game_option(world, i, &option) == STATUS_OK; i++) {
        if (is_move(world, move, &option)) {
            return i;
        }
    }
    (void)fprintf(stderr, "city: letter kind %u to %u is not to be had\n",
                  move->kind, move->to);
    abort();
}

void city_move(struct world *world, unsigned kind, unsigned to)
{
    struct city_move move = {.kind = (uint8_t)kind, .to = (uint8_t)to};
    struct action action = {.cursor = world->cursor};

    action.answer = city_find(world, &move);
    sieges_apply(world, action);
}
