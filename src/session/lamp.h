/* The valency of a level's positions, with the memory that it takes. */
#ifndef SESSION_LAMP_H
#define SESSION_LAMP_H

#include "solve/valency.h"

struct lamp {
    struct valency_map map;
    struct valency_room room;
};

/* Explore a setup's positions. `bytes`: memory at most, 0 for one gigabyte.
 * Owner: the caller, who calls lamp_close, also after a failure.
 * Fails: as valency_explore. */
STRATEGOS_CHECKED enum status lamp_open(struct lamp *out,
                                        const struct setup *setup,
                                        const struct valency_options *options,
                                        size_t bytes, struct diag *why);

void lamp_close(struct lamp *lamp);

#endif
