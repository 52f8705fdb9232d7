/* Random sieges for the tests: setups of every rule, random answers, whole
 * plays. Everything follows from a seed. */
#ifndef TESTS_SUPPORT_SIEGES_H
#define TESTS_SUPPORT_SIEGES_H

#include <stdbool.h>
#include <stdint.h>

#include "agents/agent.h"
#include "core/world.h"
#include "rules/rules.h"

/* Make a small setup of this rule that game_start takes: 2 to 6 generals, any
 * traitors, two to four orders, some roads missing or long, captures by chance
 * and by the city. */
void sieges_random_setup(struct setup *out, enum rule_id rule, uint64_t seed);

/* Begin a siege that must begin. */
void sieges_start(struct world *out, const struct setup *setup);

/* Any answer to the open question, from a seed; blocks are really mined. */
struct action sieges_random_action(const struct world *world,
                                   const struct decision *asked, uint64_t seed);

/* Answer one question. */
void sieges_apply(struct world *world, struct action action);

/* Play on to the end. */
void sieges_play_random(struct world *world, uint64_t seed);
void sieges_play(struct world *world, const struct agents *agents);

/* Play a siege in which all traitors follow one strategy. */
void sieges_play_traitors(struct world *out, const struct setup *setup,
                          enum strategy strategy, uint64_t seed);

/* A setup_default with these depth and traitors (bit g). */
struct setup sieges_setup(enum rule_id rule, unsigned generals, unsigned depth,
                          unsigned traitors);

/* Give the setup this many orders, named "retreat", "attack", "third" ... */
void sieges_orders(struct setup *setup, unsigned orders);

#endif
