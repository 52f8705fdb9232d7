/* Chances as people read them: a number, and a bar to compare by. */
#ifndef CLI_CHANCES_H
#define CLI_CHANCES_H

#include <stdbool.h>
#include <stddef.h>

/* Write a chance with seven digits, given by its decimal logarithm, so that
 * it may be too small for a double. Returns the length that it wanted. */
int chances_text(char *out, size_t room, double log10);

/* One row of a table. */
struct chances_row {
    const char *label, *note;
    double log10;
    bool marked; /* the one in use */
};

/* Print a row. Its bar is as long as its chance is beside `most`, the largest
 * of the table. */
void chances_print(const struct chances_row *row, double most);

/* Seconds of a clock that only goes forward. */
double chances_clock(void);

#endif
