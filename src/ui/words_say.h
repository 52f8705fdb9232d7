/* The inside of words*.c: formatted sentences with their particles settled. */
#ifndef UI_WORDS_SAY_H
#define UI_WORDS_SAY_H

#include <stddef.h>

#include "level/level.h"

/* Format, settle the particles (ui/text.h), copy what fits without cutting a
 * letter in two. Returns the length it wanted. */
size_t words_say(char *out, size_t room, const char *format, ...)
    STRATEGOS_PRINTF(3, 4);

/* A general's name in the language in use. */
const char *words_name(const struct level *level, unsigned general);

/* An order's words; "retreat" stands for silence. */
const char *words_order(const struct level *level, unsigned order);

#endif
