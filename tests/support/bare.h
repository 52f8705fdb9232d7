/* The bare limit of OM(3) with ten generals: the same tree of letters in plain
 * arrays, the traitors' values random bits; two orders, no questions, no
 * checks, no record of what was sent. */
#ifndef TESTS_SUPPORT_BARE_H
#define TESTS_SUPPORT_BARE_H

#include <stdint.h>

#include "core/setup.h"

enum { BARE_GENERALS = 10, BARE_DEPTH = 3, BARE_LETTERS = 3609 };

/* Random numbers, one after the other. */
uint64_t bare_draw(void);

/* A set (bit g) of so many of the generals, any with the same chance. */
unsigned bare_traitors(unsigned count);

/* Evaluate `count` sieges, each with that many traitors drawn anew. Returns the
 * sum of the decisions, so that nothing can be left out. */
unsigned bare_sieges(unsigned traitors, unsigned count);

#endif
