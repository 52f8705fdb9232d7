/* A plan that is said to break a siege, played through the one door: nobody is
 * told of a plan that was not. */
#ifndef SOLVE_WITNESS_H
#define SOLVE_WITNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/world.h"
#include "rules/rules.h"

enum { BREAKS_IC1 = 1, BREAKS_IC2 = 2, BREAKS_ANY = BREAKS_IC1 | BREAKS_IC2 };

struct witness {
    uint32_t length; /* answers of the whole siege */
    uint32_t lies;   /* answers of traitors other than the duty */
    uint8_t breaks;  /* BREAKS_IC1, BREAKS_IC2 */
    uint8_t unused[3];
};

/* What a verdict says is broken. */
unsigned witness_breaks(const struct verdict *verdict);

/* Play the answers, by cursor, from the beginning to the end in `world`. With
 * `breaks` 0 nothing need be broken.
 * Fails: STATUS_DRIFT when an answer is refused, the siege ends before its
 * answers or goes on after them, or nothing of `breaks` is broken;
 * STATUS_SETUP, STATUS_FULL. */
STRATEGOS_CHECKED enum status
witness_play(struct witness *out, struct world *world,
             const struct setup *setup, const uint64_t *answers, size_t count,
             unsigned breaks, struct diag *why);

#endif
