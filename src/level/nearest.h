/* The nearest of several known names: what a fault suggests for a misspelled
 * one. Knows nothing of levels; the command line uses it too. */
#ifndef LEVEL_NEAREST_H
#define LEVEL_NEAREST_H

#include <stddef.h>

/* Edit distance of two names: insertions, deletions, changes and swaps of
 * neighbours, upper and lower case alike. Looks at the first 63 bytes.
 * Source: optimal string alignment (Damerau 1964, Levenshtein 1966). */
unsigned nearest_distance(const char *a, const char *b);

/* The best of many candidates, offered one by one. Start zeroed but for
 * `wanted`; `best` is NULL until something was offered. */
struct nearest {
    const char *wanted;
    const char *best; /* owner: whoever offered it */
    unsigned distance;
};

/* Offer one known name; the first of equally near ones stays. */
void nearest_offer(struct nearest *nearest, const char *known);

#endif
