/* Figures of the benches: the clock, medians, and one line a figure with its
 * target beside it. */
#ifndef TESTS_SUPPORT_BENCH_H
#define TESTS_SUPPORT_BENCH_H

enum { BENCH_TIMES = 5 }; /* each measured, to take the median of */

enum bench_target { BENCH_NO_TARGET, BENCH_AT_MOST, BENCH_AT_LEAST };

struct bench_figure {
    const char *what;
    const char *unit; /* may be "" */
    double value;
    enum bench_target target;
    double bound; /* the target */
};

/* Seconds of a clock that only goes forward. */
double bench_now(void);

/* Seconds that this process has had of all its cores: for what one thread does,
 * on a machine that does other things besides. */
double bench_spent(void);

/* The middle one of `count` values, which are sorted. Range: count > 0. */
double bench_median(double *values, unsigned count);

/* Print "WHAT  VALUE UNIT  target  met|MISSED". A figure without a target is
 * for comparing with those above and below it. */
void bench_line(const struct bench_figure *figure);

/* The same without a target. */
void bench_plain(const char *what, double value, const char *unit);

#endif
