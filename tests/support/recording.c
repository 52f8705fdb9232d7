#include "recording.h"

#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "sieges.h"

static size_t add_step(char *text, size_t length, struct world *world,
                       uint64_t seed)
{
    struct decision asked;
    struct option option;
    struct action action;

    game_ask(world, &asked);
    action = sieges_random_action(world, &asked, seed);
    if (game_option(world, action.answer, &option) != STATUS_OK) {
        abort();
    }
    sieges_apply(world, action);
    return length + record_format_step(&asked, &option, action.answer, world,
                                       text + length, RECORDING_MAX - length);
}

size_t recording_of(char text[RECORDING_MAX], const struct setup *setup,
                    const char *level, uint64_t seed, struct world *world)
{
    struct record_head head;
    struct decision asked;
    size_t length;

    memset(&head, 0, sizeof head);
    head.setup = *setup;
    memcpy(head.level, level, strlen(level) + 1);
    sieges_start(world, setup);
    length = record_format_head(&head, world, text, RECORDING_MAX);
    for (game_ask(world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(world, &asked)) {
        length = add_step(text, length, world, seed);
    }
    length += record_format_end(world, text + length, RECORDING_MAX - length);
    if (length >= RECORDING_MAX) {
        abort();
    }
    return length;
}
