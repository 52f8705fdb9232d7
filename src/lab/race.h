/* The chance of a double spend against proof of work, in the three conventions
 * that are in use, and the chance of a fork: closed forms. Samples nothing. */
#ifndef LAB_RACE_H
#define LAB_RACE_H

/* Everywhere below: `q` is the traitor's share of the mining power, from 0 to
 * 1; from 0.5 on the traitor catches up for certain and every chance is 1. `z`
 * counts the confirmations, the block that holds the order included. None of
 * his blocks was mined in advance; to have one and need a strictly longer chain
 * is the same as catch-up. The list feeds --convention and what is printed. */
#define RACE_LIST(X)                                                           \
    X(RACE_CATCH_UP, "catch-up", "exact: his chain gets as long")              \
    X(RACE_OVERTAKE, "overtake", "exact: his chain gets longer")               \
    X(RACE_NAKAMOTO, "nakamoto", "Poisson estimate of 2008")

#define RACE_ENUM(name, id, what) name,
enum race_convention { RACE_LIST(RACE_ENUM) RACE_COUNT };
#undef RACE_ENUM

enum {
    RACE_PLAYABLE = (int)RACE_NAKAMOTO, /* those before it can be raced */
    RACE_CONFIRMATIONS_MAX = 100000
};

/* Owner: static text. */
const char *race_id(enum race_convention convention);
const char *race_what(enum race_convention convention);

/* Give the chance that the traitor succeeds after z confirmations.
 * Range: z to RACE_CONFIRMATIONS_MAX. The relative error is below 1e-13 down
 * to the least normal double; what is smaller still goes to 0.
 * Source: catch-up: Rosenfeld 2014; nakamoto: Nakamoto 2008, section 11. */
double race_catch_up(double q, unsigned z);
double race_overtake(double q, unsigned z);
double race_nakamoto(double q, unsigned z);
double race_chance(enum race_convention convention, double q, unsigned z);

/* Give the decimal logarithm of race_chance; it never goes to 0.
 * Range: -HUGE_VAL where there is no chance at all. */
double race_log10(enum race_convention convention, double q, unsigned z);

/* Give the chance that a traitor who is `behind` blocks behind, with no more
 * confirmations to wait for, ever draws level (catch-up, nakamoto) or gets
 * ahead (overtake). Source: Feller 1957, the gambler's ruin. */
double race_from(enum race_convention convention, double q, unsigned behind);

/* Give the chance that a block is forked: another miner finds one before it
 * has heard of it. One's own power does not fork oneself.
 * Units: `share` of each of the n miners, which add up to 1; `delay[i * n + j]`
 * is the riding time from i to j and `interval` the mean time between blocks
 * of all, both in minutes.
 * Range: interval above 0. */
double race_fork_chance(const double *share, unsigned n, const double *delay,
                        double interval);

#endif
