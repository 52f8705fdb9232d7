#include "cli/commands.h"

#include <string.h>

#include "level/nearest.h"

const struct command *const *commands(void)
{
    static const struct command *const all[] = {
        &cmd_play,   &cmd_levels, &cmd_check, &cmd_run,
        &cmd_replay, &cmd_export, NULL};
    return all;
}

const struct command *command_find(const char *name)
{
    for (const struct command *const *at = commands(); *at != NULL; at++) {
        if (strcmp((*at)->name, name) == 0) {
            return *at;
        }
    }
    return NULL;
}

const char *command_nearest(const char *name)
{
    struct nearest nearest = {.wanted = name};
    for (const struct command *const *at = commands(); *at != NULL; at++) {
        nearest_offer(&nearest, (*at)->name);
    }
    return nearest.best;
}
