#include "tui/hangul.h"

#include <stdio.h>
#include <string.h>

/* Compatibility jamo U+3131 to U+3163 in the order of Unicode. */
enum { JAMO_FIRST = 0x3131, JAMO_LAST = 0x3163, VOWEL_FIRST = 0x314F };
static const char jamo[][3] = {
    "r",  "R",  "rt", "s", "sw", "sg", "e",  "E",  "f", "fr", "fa", "fq", "ft",
    "fx", "fv", "fg", "a", "q",  "Q",  "qt", "t",  "T", "d",  "w",  "W",  "c",
    "z",  "x",  "v",  "g", "k",  "o",  "i",  "O",  "j", "p",  "u",  "P",  "h",
    "hk", "ho", "hl", "y", "n",  "nj", "np", "nl", "b", "m",  "ml", "l"};

/* First and last consonants of a syllable, in the order of Unicode. */
static const char initial[][3] = {"r", "R", "s", "e", "E", "f", "a",
                                  "q", "Q", "t", "T", "d", "w", "W",
                                  "c", "z", "x", "v", "g"};
static const char final[][3] = {"",   "r",  "R",  "rt", "s",  "sw", "sg",
                                "e",  "f",  "fr", "fa", "fq", "ft", "fx",
                                "fv", "fg", "a",  "q",  "qt", "t",  "T",
                                "d",  "w",  "c",  "z",  "x",  "v",  "g"};

enum {
    INITIALS = sizeof initial / sizeof initial[0],
    FINALS = sizeof final / sizeof final[0],
    VOWELS = JAMO_LAST - VOWEL_FIRST + 1,
    SYLLABLE_FIRST = 0xAC00,
    SYLLABLES = INITIALS * VOWELS * FINALS,
    /* The jamo that decomposed text (NFD) spells its syllables with. */
    INITIAL_FIRST = 0x1100,
    MEDIAL_FIRST = 0x1161,
    FINAL_FIRST = 0x11A8
};

/* The place of `glyph` in a block of `count` letters, or -1. */
static int place(uint32_t glyph, uint32_t first, int count)
{
    return glyph >= first && glyph - first < (uint32_t)count
               ? (int)(glyph - first)
               : -1;
}

static int copy(char keys[HANGUL_KEYS_MAX], const char *a, const char *b,
                const char *c)
{
    return snprintf(keys, HANGUL_KEYS_MAX, "%s%s%s", a, b, c);
}

int hangul_keys(uint32_t glyph, char keys[HANGUL_KEYS_MAX])
{
    const char(*vowel)[3] = jamo + (VOWEL_FIRST - JAMO_FIRST);
    int at = place(glyph, SYLLABLE_FIRST, SYLLABLES);
    if (at >= 0) {
        return copy(keys, initial[at / (VOWELS * FINALS)],
                    vowel[at / FINALS % VOWELS], final[at % FINALS]);
    }
    at = place(glyph, JAMO_FIRST, JAMO_LAST - JAMO_FIRST + 1);
    if (at >= 0) {
        return copy(keys, jamo[at], "", "");
    }
    at = place(glyph, INITIAL_FIRST, INITIALS);
    if (at >= 0) {
        return copy(keys, initial[at], "", "");
    }
    at = place(glyph, MEDIAL_FIRST, VOWELS);
    if (at >= 0) {
        return copy(keys, vowel[at], "", "");
    }
    at = place(glyph, FINAL_FIRST, FINALS - 1);
    if (at >= 0) {
        return copy(keys, final[at + 1], "", "");
    }
    keys[0] = '\0';
    return 0;
}
