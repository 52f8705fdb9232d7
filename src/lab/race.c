/* How the closed forms are computed. Written as in the papers, 1 - sum, they
 * cancel; here each is one leading term times a sum of positive terms that
 * fall, so that even the smallest chance keeps its digits. With p = 1 - q:
 *
 *   catch-up    2 sum_{j<z} C(z-1+j, j) q^z p^j
 *   overtake    q/p sum_{j<=z} C(z-1+j, j) q^z p^j
 *               + sum_{j<z} C(z+j, j) q^(z+1) p^j
 *   nakamoto    sum_{k<=z} e^-l l^k/k! (q/p)^(z-k) + sum_{k>z} e^-l l^k/k!
 *               with l = z q/p
 *
 * In the first two the part where the traitor is ahead at once was turned by
 * symmetry: k or more blocks of his before z of theirs is z of theirs after k
 * of his. Each leading term holds a z-th power, of 4pq or of r e^(1-r) with
 * r = q/p: the error of the base counts z times, so it is carried along. */
#include "lab/race.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>

static const double pi = 3.14159265358979323846;
static const double log2_e = 1.44269504088896340736;
static const double log10_2 = 0.30102999566398119521;

/* A positive number whose exponent no double could hold: it is
 * fraction * 2^exponent. */
struct scaled {
    double fraction;
    int64_t exponent;
};

static void scale(struct scaled *number, double factor)
{
    int exponent = 0;
    number->fraction = frexp(number->fraction * factor, &exponent);
    number->exponent += exponent;
}

/* (x e^y)^times, for a base that is wrong by the relative error `slip`. Goes
 * by powers of two, for then y times one of them is exact. */
static struct scaled raise(double x, double y, double slip, unsigned times)
{
    struct scaled out = {.fraction = 1};
    double bits = fmax(fmax(-log2(x), y * log2_e), 1e-3);
    double room = fmax(900 / bits, 1); /* keeps each factor a normal double */
    unsigned step = 1;
    while (step <= times / 2 && step * 2 <= room) {
        step *= 2;
    }
    for (unsigned left = times; left > 0; left -= step) {
        while (step > left) {
            step /= 2;
        }
        scale(&out, pow(x, step));
        scale(&out, exp(y * step));
    }
    scale(&out, 1 + slip * times);
    return out;
}

/* The rest of Stirling's series, for n from 32 on: ln n! less
 * n ln n - n + ln(2 pi n) / 2. */
static double stirling(double n)
{
    double s = 1 / (n * n);
    return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s / 1680))) / n;
}

/* C(2n, n) / 4^n. */
static double middle_binomial(unsigned n)
{
    double product = 1;
    if (n >= 32) {
        return exp(stirling(2.0 * n) - 2 * stirling(n)) / sqrt(pi * n);
    }
    for (unsigned i = 1; i <= n; i++) {
        product *= 1 - 0.5 / i;
    }
    return product;
}

/* n^n e^-n / n!. */
static double middle_poisson(unsigned n)
{
    double product = 1;
    if (n >= 32) {
        return exp(-stirling(n)) / sqrt(2 * pi * n);
    }
    for (unsigned i = 1; i <= n; i++) {
        product *= (double)n / i;
    }
    return product * exp(-(double)n);
}

/* 1 + f(n) + f(n) f(n-1) + .., with f(j) = j / ((j + m) p): what the terms
 * C(j + m, j) p^j add up to from j = n down, beside the first. */
static double sum_binomial(unsigned n, unsigned m, double p)
{
    double term = 1, sum = 1;
    for (unsigned j = n; j > 0 && term > sum * 1e-18; j--) {
        term *= j / (((double)j + m) * p);
        sum += term;
    }
    return sum;
}

/* The two sums of nakamoto, beside the term that they share, k = z. */
static double sum_poisson(unsigned z, double r)
{
    double term = 1, sum = 1;
    for (unsigned k = z; k > 0 && term > sum * 1e-18; k--) {
        term *= (double)k / z;
        sum += term;
    }
    term = 1;
    for (unsigned k = z + 1; term > sum * 1e-18; k++) {
        term *= z * r / k;
        sum += term;
    }
    return sum;
}

/* 1 - q, and what is lost when it is rounded. */
static double other(double q, double *lost)
{
    double p = 1 - q;
    *lost = (1 - p) - q;
    return p;
}

/* (4pq)^times. */
static struct scaled raise_4pq(double q, unsigned times)
{
    double lost, p = other(q, &lost);
    double base = 4 * q * p;
    double slip = (fma(4 * q, p, -base) + 4 * q * lost) / base;
    return raise(base, 0, slip, times);
}

static struct scaled catch_up(double q, unsigned z)
{
    struct scaled out = raise_4pq(q, z - 1);
    scale(&out, 2 * q * middle_binomial(z - 1));
    scale(&out, sum_binomial(z - 1, z - 1, 1 - q));
    return out;
}

static struct scaled overtake(double q, unsigned z)
{
    double p = 1 - q;
    struct scaled out = raise_4pq(q, z);
    scale(&out, q / p * middle_binomial(z) / 2);
    scale(&out, sum_binomial(z, z - 1, p) + sum_binomial(z - 1, z, p));
    return out;
}

static struct scaled nakamoto(double q, unsigned z)
{
    double lost, p = other(q, &lost);
    double r = q / p, rest_lost, rest = other(r, &rest_lost);
    double r_lost = (fma(-r, p, q) - r * lost) / p;
    double slip = r_lost / r - r_lost + rest_lost;
    struct scaled out = raise(r, rest, slip, z);
    scale(&out, middle_poisson(z) * sum_poisson(z, r));
    return out;
}

/* The chance, for every q and z. */
static struct scaled chance(enum race_convention convention, double q,
                            unsigned z)
{
    struct scaled none = {.fraction = 0}, certain = {.fraction = 1};
    assert(q >= 0 && q <= 1 && z <= RACE_CONFIRMATIONS_MAX);
    assert(convention < RACE_COUNT);
    if (q >= 0.5 || (z == 0 && convention != RACE_OVERTAKE)) {
        return certain;
    }
    if (q <= 0) {
        return none;
    }
    if (z == 0) {
        return (struct scaled){.fraction = q / (1 - q)};
    }
    switch (convention) {
    case RACE_CATCH_UP:
        return catch_up(q, z);
    case RACE_OVERTAKE:
        return overtake(q, z);
    case RACE_NAKAMOTO:
        return nakamoto(q, z);
    case RACE_COUNT:
        break;
    }
    return none;
}

double race_chance(enum race_convention convention, double q, unsigned z)
{
    struct scaled out = chance(convention, q, z);
    if (out.exponent < -2000) {
        return 0;
    }
    /* Close to q = 0.5 the last digit may go beyond. */
    return fmin(ldexp(out.fraction, (int)out.exponent), 1);
}

double race_log10(enum race_convention convention, double q, unsigned z)
{
    struct scaled out = chance(convention, q, z);
    return fmin(log10(out.fraction) + (double)out.exponent * log10_2, 0);
}

double race_catch_up(double q, unsigned z)
{
    return race_chance(RACE_CATCH_UP, q, z);
}

double race_overtake(double q, unsigned z)
{
    return race_chance(RACE_OVERTAKE, q, z);
}

double race_nakamoto(double q, unsigned z)
{
    return race_chance(RACE_NAKAMOTO, q, z);
}

double race_from(enum race_convention convention, double q, unsigned behind)
{
    double steps = behind + (convention == RACE_OVERTAKE ? 1.0 : 0.0);
    assert(q >= 0 && q <= 1);
    return q >= 0.5 ? 1 : pow(q / (1 - q), steps);
}

double race_fork_chance(const double *share, unsigned n, const double *delay,
                        double interval)
{
    double forked = 0;
    for (unsigned i = 0; i < n; i++) {
        double found =
            0; /* blocks that the others find meanwhile, on average */
        for (unsigned j = 0; j < n; j++) {
            found += j == i ? 0 : share[j] * delay[i * n + j] / interval;
        }
        forked -= share[i] * expm1(-found);
    }
    return forked;
}

#define RACE_ROW_ID(name, id, what) [name] = (id),
#define RACE_ROW_WHAT(name, id, what) [name] = (what),
const char *race_id(enum race_convention convention)
{
    static const char *const ids[] = {RACE_LIST(RACE_ROW_ID)};
    return ids[convention];
}

const char *race_what(enum race_convention convention)
{
    static const char *const whats[] = {RACE_LIST(RACE_ROW_WHAT)};
    return whats[convention];
}
