#include "cli/commands.h"

#include <string.h>

#include "cli/fail.h"
#include "level/nearest.h"

const struct command *const *commands(void)
{
    static const struct command *const all[] = {
        &cmd_play,       &cmd_levels,  &cmd_check,  &cmd_run,    &cmd_simulate,
        &cmd_tournament, &cmd_solve,   &cmd_sweep,  &cmd_race,   &cmd_selfish,
        &cmd_knowledge,  &cmd_valency, &cmd_replay, &cmd_export, NULL};
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

int command_refuse(const char *name)
{
    struct nearest nearest = {.wanted = name};
    for (const struct command *const *at = commands(); *at != NULL; at++) {
        nearest_offer(&nearest, (*at)->name);
    }
    return cli_fail(EXIT_USAGE,
                    "there is no command \"%s\"; %s (see strategos --help)",
                    name, nearest_advice(&nearest));
}
