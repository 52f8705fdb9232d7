/* Whether bytes are UTF-8 (RFC 3629: shortest forms, no surrogates, nothing
 * above U+10FFFF), and whether a terminal would obey them. Measures and shows
 * nothing. */
#ifndef LEVEL_UTF8_H
#define LEVEL_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* The number of bytes of the valid sequence that begins here; 0 when there is
 * none. Range: length >= 1. */
size_t utf8_sequence(const char *bytes, size_t length);

/* Say whether a terminal would show this valid sequence of `size` bytes, and
 * not obey it: no controls (C0, DEL, C1), nothing that turns the direction of
 * the line around. */
bool utf8_is_tame(const char *bytes, size_t size);

/* Put a '?' for each byte of a text that is not UTF-8 or not tame. */
void utf8_tame(char *text);

#endif
