#include "level/nearest.h"

#include <stdio.h>
#include <string.h>

enum { NAME_MAX_BYTES = 63 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static size_t bounded_length(const char *name)
{
    size_t length = 0;
    while (length < NAME_MAX_BYTES && name[length] != '\0') {
        length++;
    }
    return length;
}

/* One row of the table; before and above are the last two rows. */
static void fill_row(unsigned *row, const unsigned *above,
                     const unsigned *before, const char *a, size_t i,
                     const char *b)
{
    row[0] = (unsigned)i;
    for (size_t j = 1; j <= bounded_length(b); j++) {
        unsigned change = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
        row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + change);
        if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
            lower(a[i - 2]) == lower(b[j - 1])) {
            row[j] = least(row[j], before[j - 2] + 1);
        }
    }
}

unsigned nearest_distance(const char *a, const char *b)
{
    unsigned rows[3][NAME_MAX_BYTES + 1];
    size_t length = bounded_length(a);
    for (unsigned j = 0; j <= NAME_MAX_BYTES; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= length; i++) {
        fill_row(rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3], a, i, b);
    }
    return rows[length % 3][bounded_length(b)];
}

static bool begins_with(const char *known, const char *wanted)
{
    size_t i = 0;
    while (wanted[i] != '\0' && lower(wanted[i]) == lower(known[i])) {
        i++;
    }
    return i > 0 && wanted[i] == '\0';
}

/* The list is for people: what does not fit is left out with dots. */
static void note(struct nearest *nearest, const char *known)
{
    static const char more[] = ", ..";
    size_t used = strlen(nearest->known);
    size_t room = sizeof nearest->known - used;
    const char *comma = used == 0 ? "" : ", ";
    if (strlen(comma) + strlen(known) + sizeof more <= room) {
        (void)snprintf(nearest->known + used, room, "%s%s", comma, known);
    } else if (used > 0 && nearest->known[used - 1] != '.') {
        (void)snprintf(nearest->known + used, room, "%s", more);
    }
}

void nearest_offer_part(struct nearest *nearest, const char *part,
                        const char *known)
{
    unsigned distance = nearest_distance(nearest->wanted, part);
    if (distance > 1 && begins_with(part, nearest->wanted)) {
        distance = 1;
    }
    if (nearest->best == NULL || distance < nearest->distance) {
        nearest->best = known;
        nearest->distance = distance;
    }
}

void nearest_offer(struct nearest *nearest, const char *known)
{
    nearest_offer_part(nearest, known, known);
    note(nearest, known);
}

bool nearest_is_close(const struct nearest *nearest)
{
    size_t length = bounded_length(nearest->wanted);
    size_t slips = length / 3 > 2 ? length / 3 : 2;
    bool half = nearest->distance < 2 || 2 * nearest->distance <= length;
    return nearest->best != NULL && nearest->distance <= slips && half;
}

const char *nearest_advice(struct nearest *nearest)
{
    if (nearest_is_close(nearest)) {
        (void)snprintf(nearest->advice, sizeof nearest->advice,
                       "the nearest is \"%s\"", nearest->best);
    } else {
        (void)snprintf(nearest->advice, sizeof nearest->advice, "use one of %s",
                       nearest->known);
    }
    return nearest->advice;
}
