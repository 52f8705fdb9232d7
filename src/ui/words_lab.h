/* What the lab finds, in words for the screen and the plain lines: a siege by
 * its numbers, a cell of the bound's map, what the theorem says of it. As in
 * ui/words.h, every function is snprintf-like. */
#ifndef UI_WORDS_LAB_H
#define UI_WORDS_LAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "agents/agent.h"
#include "session/lab_map.h"
#include "session/lab_plans.h"
#include "session/lab_sample.h"

/* "OM(1), 4 generals, 1 traitor"; the rule that a map is of: "OM(1)". */
size_t words_lab_siege(char *out, size_t room, const struct setup *setup);
size_t words_lab_rule(char *out, size_t room, enum rule_id rule,
                      unsigned depth);

/* A set of generals by their numbers from 1: "the commander and general 3".
 * `setup`: who commands. */
size_t words_lab_traitors(char *out, size_t room, const struct setup *setup);

/* What was found for a cell, in two or three sentences. `now`: it is being
 * looked at. */
size_t words_lab_cell(char *out, size_t room, const struct lab_map *map,
                      unsigned n, unsigned t, bool now);

/* The theorem about a rule; whether it promises a cell, and if not, why. */
size_t words_lab_theorem(char *out, size_t room, enum rule_id rule);
size_t words_lab_promise(char *out, size_t room, enum rule_id rule,
                         unsigned depth, unsigned n, unsigned t);

/* The sieges of a map so far, and how often search and theorem agree. */
size_t words_lab_agree(char *out, size_t room, const struct lab_map *map);

/* A question about plans, and its answer in a few words. */
const char *words_lab_question(enum lab_question question);
size_t words_lab_answer(char *out, size_t room, const struct lab_plans *plans,
                        enum lab_question question);

/* A share from 0 to 1: "25 %", "0.0031 %". */
size_t words_lab_share(char *out, size_t room, double share);

/* What is counted of a sample: so many of `runs` sieges. */
struct lab_figure {
    const char *name;
    uint64_t count, runs;
};

enum { LAB_FIGURES_MAX = 7 };

/* The figures of a rule, in the order in which they are shown; returns how
 * many. */
int words_lab_figures(struct lab_figure figures[LAB_FIGURES_MAX],
                      const struct simulate_tally *tally, enum rule_id rule);

/* How a strategy plays: "lie at random". `strategy`: STRATEGY_COUNT: as the
 * level says. */
const char *words_lab_strategy(unsigned strategy, bool city);

#endif
