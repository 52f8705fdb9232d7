/* Whole numbers of any size for people. As in ui/words.h, every function is
 * snprintf-like. `digits`: decimal, without sign or leading zeros. */
#ifndef UI_WORDS_NUMBER_H
#define UI_WORDS_NUMBER_H

#include <stddef.h>
#include <stdint.h>

enum {
    DIGITS_SHOWN = 40, /* of a number; longer ones are told by their size */
    NUMBER_MAX = 128   /* bytes of any number in words */
};

/* "4,294,967,296"; one of more than DIGITS_SHOWN digits: "2^2000", or "about
 * 3.41e602" (cut, not rounded). */
size_t words_number(char *out, size_t room, const char *digits);
size_t words_count(char *out, size_t room, uint64_t number);

/* The same in few cells: one of more than seven digits is "3.41e602". */
size_t words_short(char *out, size_t room, const char *digits);

/* The same, and the power of two that it is, from 2^16 on:
 * "4,294,967,296 (2^32)". */
size_t words_big(char *out, size_t room, const char *digits);

#endif
