/* All sieges of a setup, one after the other, each played from its beginning:
 * slow and plain, to check cleverer searches by. */
#ifndef TESTS_SUPPORT_ODOMETER_H
#define TESTS_SUPPORT_ODOMETER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "agents/agent.h"
#include "core/world.h"

enum { ODOMETER_DIGITS = 1024 };

/* Called for each answer of the player. */
typedef void odometer_note(void *context, const struct world *before,
                           const struct decision *asked, uint64_t answer);

struct odometer {
    unsigned choosers; /* bit c: all answers of this chooser are tried */
    uint8_t player;    /* and of this general; NO_GENERAL: of none */
    const struct agents *others; /* answer the rest; NULL: the duty */
    odometer_note *note;         /* may be NULL */
    void *context;
    bool redundant; /* try redundant answers too */
    /* What the last play came to. */
    uint32_t lies; /* tried answers other than 0 */
    unsigned plays;
    size_t length;
    uint64_t digit[ODOMETER_DIGITS];
    uint32_t options[ODOMETER_DIGITS];
};

/* Play one siege to its end. */
void odometer_play(struct odometer *odometer, const struct setup *setup,
                   struct world *world);

/* Turn to the next siege. Returns false after the last. */
bool odometer_next(struct odometer *odometer);

#endif
