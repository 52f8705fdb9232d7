/* Letters without seals, one byte each (struct memory_oral): what relay and
 * oral share about that byte. */
#ifndef RULES_UNSEALED_H
#define RULES_UNSEALED_H

#include "rules/lockstep.h"

/* Option i of the question what a letter says: the duty, the other orders in
 * index order, silence. Range: i <= orders. */
void unsealed_option(unsigned duty, unsigned orders, uint32_t i,
                     struct option *out);

/* The byte of a letter that says `order`, and of one that was not written. */
static inline uint8_t unsealed_says(unsigned order)
{
    return (uint8_t)(order | order << ORAL_WRITTEN_SHIFT);
}

static inline uint8_t unsealed_silence(void)
{
    return ORAL_SILENT;
}

/* Take the letter on its road: the receiver counts the default order. */
void unsealed_capture(uint8_t *letter);

/* Fill order, counted and state of `out` from the byte. `written` is false
 * for a letter whose round or question has not come yet. A letter that no
 * road can carry was not due: its duty is ORDER_NONE. */
void unsealed_letter(const struct world *world, uint8_t letter, bool written,
                     struct letter *out);

/* Add EVENT_SENT or EVENT_SILENT. */
void unsealed_log(const struct world *world, uint32_t index,
                  const struct ride *ride, struct event_log *log);

#endif
