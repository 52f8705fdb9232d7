/* Whether bytes are UTF-8 (RFC 3629: shortest forms, no surrogates, nothing
 * above U+10FFFF). Measures and shows nothing. */
#ifndef LEVEL_UTF8_H
#define LEVEL_UTF8_H

#include <stddef.h>

/* The number of bytes of the valid sequence that begins here; 0 when there is
 * none. Range: length >= 1. */
size_t utf8_sequence(const char *bytes, size_t length);

#endif
