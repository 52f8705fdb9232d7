/* The commands of this program, each in cmd_NAME.c. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

extern const struct command cmd_play, cmd_levels, cmd_check, cmd_run,
    cmd_simulate, cmd_tournament, cmd_solve, cmd_sweep, cmd_race, cmd_selfish,
    cmd_knowledge, cmd_valency, cmd_replay, cmd_export;

/* All of them in the order of --help; ends with NULL. */
const struct command *const *commands(void);

/* The command of this name, or NULL. */
const struct command *command_find(const char *name);

/* Tell that there is no command of this name, and what there is. Returns the
 * exit code. */
int command_refuse(const char *name);

#endif
