/* The workspace for trying all plans, and trying them. */
#ifndef TESTS_SUPPORT_TRYING_H
#define TESTS_SUPPORT_TRYING_H

#include <stdint.h>

#include "solve/plans.h"

enum { TRYING_WITNESS = 1024 };

/* The answers of the plan last found. */
extern uint64_t trying_witness[TRYING_WITNESS];

/* A workspace large enough for small sieges. */
struct plans_room trying_room(uint64_t limit);

/* Try all plans of a puzzle that must be tried to the end. */
struct plans_result trying_all(const struct puzzle *puzzle);

/* Count the plans of a setup's traitors, as far as a few million go. */
struct plans_count trying_count(const struct setup *setup);

#endif
