#include "support/bench.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

double bench_now(void)
{
    return seconds(CLOCK_MONOTONIC);
}

double bench_spent(void)
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(double *values, unsigned count)
{
    qsort(values, count, sizeof *values, by_size);
    return values[count / 2];
}

static void write_number(char text[32], double value)
{
    const double large = 10000;
    (void)snprintf(text, 32, value < large ? "%.4g" : "%.0f", value);
}

void bench_line(const struct bench_figure *figure)
{
    char value[32], bound[32], target[64] = "";
    const char *met = "";
    write_number(value, figure->value);
    write_number(bound, figure->bound);
    if (figure->target != BENCH_NO_TARGET) {
        bool most = figure->target == BENCH_AT_MOST;
        (void)snprintf(target, sizeof target, "%s %s",
                       most ? "at most" : "at least", bound);
        met = (most ? figure->value <= figure->bound
                    : figure->value >= figure->bound)
                  ? "met"
                  : "MISSED";
    }
    printf("%-62s %10s %-10s %-18s %s\n", figure->what, value, figure->unit,
           target, met);
}

void bench_plain(const char *what, double value, const char *unit)
{
    bench_line(
        &(struct bench_figure){.what = what, .value = value, .unit = unit});
}
