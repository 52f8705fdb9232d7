/* The nearest of several known names: what a fault suggests for a misspelled
 * one. Knows nothing of levels; the command line uses it too. */
#ifndef LEVEL_NEAREST_H
#define LEVEL_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

/* Edit distance of two names: insertions, deletions, changes and swaps of
 * neighbours, upper and lower case alike. Looks at the first 63 bytes.
 * Source: optimal string alignment (Damerau 1964, Levenshtein 1966). */
unsigned nearest_distance(const char *a, const char *b);

enum { NEAREST_KNOWN_MAX = 160 };

/* The best of many candidates, offered one by one. Start zeroed but for
 * `wanted`; `best` is NULL until something was offered. */
struct nearest {
    const char *wanted;
    const char *best; /* owner: whoever offered it */
    unsigned distance;
    char known[NEAREST_KNOWN_MAX]; /* all that were offered: "a, b, c" */
    char advice[NEAREST_KNOWN_MAX + 16];
};

/* Offer one known name; the first of equally near ones stays. A name that
 * begins with what is wanted is nearer than any that differs twice. */
void nearest_offer(struct nearest *nearest, const char *known);

/* Offer one known name for a part of it that may be wanted alone. */
void nearest_offer_part(struct nearest *nearest, const char *part,
                        const char *known);

/* Say whether the best one may have been meant: at most two slips, or one in
 * three letters, and half of the letters at most. */
bool nearest_is_close(const struct nearest *nearest);

/* What to write instead, as a clause: the nearest name if it is close, else
 * all that were offered. Owner: `nearest`, until the next call. Range: at
 * least one name was offered. */
const char *nearest_advice(struct nearest *nearest);

#endif
