/* The player's settings: $XDG_CONFIG_HOME/strategos/config (default
 * ~/.config/strategos/config), lines of "key = value". Written to a new file
 * and renamed; lines of other programs or versions are not kept. */
#ifndef SESSION_CONFIG_H
#define SESSION_CONFIG_H

#include <stdint.h>

#include "core/status.h"

/* -1: the player has not said. */
struct config {
    int8_t language; /* enum language */
    int8_t motion, ascii;
};

/* Read the settings; what is missing or not understood is -1. */
void config_load(struct config *out);

/* Write the settings that are not -1. Fails: STATUS_IO; the file is then as it
 * was. */
STRATEGOS_CHECKED enum status config_save(const struct config *config,
                                          struct diag *why);

#endif
