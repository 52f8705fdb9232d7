/* Who answers a question when no player does: honest generals, built-in
 * traitors and cities, seeded chance. Pure functions: the answer depends on
 * the seed, the question's number and what the chooser may know, so undo
 * cannot re-roll and replays need no generator. */
#ifndef AGENTS_AGENT_H
#define AGENTS_AGENT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/setup.h"
#include "core/world.h"

/* Answers after which a siege that nobody watches is given up: with coins and
 * a city that delays it, its end may be farther off than anybody waits. */
enum { AGENTS_ANSWERS_MAX = 1000000 };

/* Built-in strategies. The list feeds --as, --help and the level loader. */
#define STRATEGY_LIST(X)                                                       \
    X(STRATEGY_LOYAL, "loyal", "does the duty")                                \
    X(STRATEGY_SILENT, "silent", "writes to nobody")                           \
    X(STRATEGY_OPPOSITE, "opposite", "writes another order than the duty")     \
    X(STRATEGY_SPLIT, "split",                                                 \
      "half of the generals hear one order, the other half another")           \
    X(STRATEGY_RANDOM, "random", "any answer, each as likely")                 \
    X(STRATEGY_FIFO, "fifo", "the city captures nobody, oldest letter first")  \
    X(STRATEGY_GREEDY, "greedy",                                               \
      "the city captures whom it can, newest letter first")                    \
    X(STRATEGY_DELAY, "delay",                                                 \
      "the city holds back what would let the generals decide")                \
    X(STRATEGY_WITHHOLD, "withhold",                                           \
      "builds in secret to undo a confirmed order (work)")                     \
    X(STRATEGY_SELFISH, "selfish",                                             \
      "keeps blocks back to make the others' worthless (work)")                \
    X(STRATEGY_ECLIPSE, "eclipse",                                             \
      "shows one general a chain of another order (work)")                     \
    X(STRATEGY_FLOOD, "flood", "sends invalid blocks all the time (work)")

#define STRATEGY_ENUM(name, id, what) name,
enum strategy { STRATEGY_LIST(STRATEGY_ENUM) STRATEGY_COUNT };
#undef STRATEGY_ENUM

/* From here on a number means a script, which script/ answers for; to
 * agents_answer it does the duty. */
enum { STRATEGY_SCRIPT = 128 };

/* Who plays whom. Zeroed: everyone does the duty, seed 0. */
struct agents {
    uint64_t seed;
    uint8_t general[GENERALS_MAX]; /* enum strategy, or a script */
    uint8_t city;
};

const char *strategy_id(enum strategy strategy);
const char *strategy_what(enum strategy strategy);

/* Find by id. Returns STRATEGY_COUNT when there is none. */
enum strategy strategy_find(const char *id);

/* Say whether it is for proof of work only. */
bool strategy_for_work(enum strategy strategy);

/* Say whether it can play the city / a traitor. */
bool strategy_for_city(enum strategy strategy);
bool strategy_for_traitor(enum strategy strategy);

/* Answer the open question. CHANCE is answered by nature from the seed and
 * the options' weights. */
uint64_t agents_answer(const struct agents *agents, const struct world *world,
                       const struct decision *decision);

/* Answers to `count` questions that are like this one but for their numbers,
 * which follow it: what agents_answer would give. False, with nothing written,
 * where whoever answers looks at more than the number.
 * Range: at most 255 options. */
bool agents_answer_row(const struct agents *agents,
                       const struct decision *decision, uint8_t *answers,
                       uint32_t count);

/* A uniform number from a seed and a counter (SplitMix64, Steele, Lea and
 * Flood 2014, of seed and counter mixed). */
uint64_t nature_draw(uint64_t seed, uint64_t counter);

/* A uniform number below `bound` (Lemire 2019, without bias). */
uint64_t nature_below(uint64_t seed, uint64_t counter, uint64_t bound);

/* The same for `count` counters from `counter` on. Range: 1 <= bound <= 256. */
void nature_row(uint8_t *out, uint32_t count, uint64_t seed, uint64_t counter,
                uint64_t bound);

#endif
