#include "cli/chances.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

enum { BAR = 20 };

int chances_text(char *out, size_t room, double log10)
{
    double whole = floor(log10);
    if (isinf(log10) || log10 >= -4) {
        return snprintf(out, room, "%.7f", pow(10, log10));
    }
    return snprintf(out, room, "%.3fe%.0f", pow(10, log10 - whole), whole);
}

void chances_print(const struct chances_row *row, double most)
{
    static const char bar[] = "####################";
    char chance[32];
    int full = most > 0 ? (int)(pow(10, row->log10) / most * BAR + 0.5) : 0;
    (void)chances_text(chance, sizeof chance, row->log10);
    (void)printf("%c %-9s %11s  %-*.*s%s%s\n", row->marked ? '>' : ' ',
                 row->label, chance, BAR, full, bar,
                 row->note[0] == '\0' ? "" : "  ", row->note);
}

double chances_clock(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}
