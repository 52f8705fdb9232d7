/* A SETUP on the command line: --rule R -n N and what goes with them. */
#ifndef CLI_SETUP_H
#define CLI_SETUP_H

#include "cli/options.h"

/* Read it. `large`: it may have more letters than a world has room for; then
 * game_start refuses it with STATUS_FULL. Returns an exit code; a fault was
 * told. */
int setup_read(struct setup *setup, const struct options *options, bool large);

#endif
