/* Who answers: the strategies' names, and the answer to any question. */
#include "agents/agent.h"

#include <string.h>

#include "agents/cities.h"
#include "agents/diggers.h"
#include "agents/miner.h"
#include "agents/villains.h"
#include "rules/rules.h"

#define STRATEGY_ID(name, id, what) [name] = id,
#define STRATEGY_WHAT(name, id, what) [name] = what,
static const char *const ids[STRATEGY_COUNT] = {STRATEGY_LIST(STRATEGY_ID)};
static const char *const whats[STRATEGY_COUNT] = {STRATEGY_LIST(STRATEGY_WHAT)};
#undef STRATEGY_ID
#undef STRATEGY_WHAT

const char *strategy_id(enum strategy strategy)
{
    return (unsigned)strategy < STRATEGY_COUNT ? ids[strategy] : "?";
}

const char *strategy_what(enum strategy strategy)
{
    return (unsigned)strategy < STRATEGY_COUNT ? whats[strategy] : "?";
}

enum strategy strategy_find(const char *id)
{
    for (unsigned i = 0; i < STRATEGY_COUNT; i++) {
        if (strcmp(ids[i], id) == 0) {
            return (enum strategy)i;
        }
    }
    return STRATEGY_COUNT;
}

bool strategy_for_city(enum strategy strategy)
{
    return strategy == STRATEGY_FIFO || strategy == STRATEGY_GREEDY ||
           strategy == STRATEGY_DELAY || strategy == STRATEGY_RANDOM;
}

bool strategy_for_traitor(enum strategy strategy)
{
    switch (strategy) {
    case STRATEGY_LOYAL:
    case STRATEGY_SILENT:
    case STRATEGY_OPPOSITE:
    case STRATEGY_SPLIT:
    case STRATEGY_RANDOM:
    case STRATEGY_WITHHOLD:
    case STRATEGY_SELFISH:
    case STRATEGY_ECLIPSE:
    case STRATEGY_FLOOD:
        return true;
    case STRATEGY_FIFO:
    case STRATEGY_GREEDY:
    case STRATEGY_DELAY:
    case STRATEGY_COUNT:
        return false;
    }
    return false;
}

bool strategy_for_work(enum strategy strategy)
{
    return strategy == STRATEGY_WITHHOLD || strategy == STRATEGY_SELFISH ||
           strategy == STRATEGY_ECLIPSE || strategy == STRATEGY_FLOOD;
}

static uint64_t any_answer(const struct agents *agents,
                           const struct decision *decision)
{
    if (decision->options < 2) {
        return 0;
    }
    return nature_below(agents->seed, decision->cursor, decision->options);
}

/* About blocks; only proof of work has such questions. */
static uint64_t digger_answer(const struct agents *agents,
                              const struct world *world,
                              const struct decision *decision)
{
    switch ((enum strategy)agents->general[decision->actor]) {
    case STRATEGY_SILENT:
        return diggers_silent(world, decision);
    case STRATEGY_OPPOSITE:
        return diggers_opposite(world, decision);
    case STRATEGY_SPLIT:
        return diggers_split(world, decision);
    case STRATEGY_RANDOM:
        return any_answer(agents, decision);
    case STRATEGY_WITHHOLD:
        return diggers_withhold(world, decision);
    case STRATEGY_SELFISH:
        return diggers_selfish(world, decision);
    case STRATEGY_ECLIPSE:
        return diggers_eclipse(world, decision);
    case STRATEGY_FLOOD:
        return diggers_flood(world, decision);
    case STRATEGY_LOYAL:
    case STRATEGY_FIFO:
    case STRATEGY_GREEDY:
    case STRATEGY_DELAY:
    case STRATEGY_COUNT:
        return 0;
    }
    return 0;
}

static uint64_t traitor_answer(const struct agents *agents,
                               const struct world *world,
                               const struct decision *decision)
{
    if (decision->kind == DECISION_PUBLISH ||
        decision->kind == DECISION_BUILD || decision->kind == DECISION_ALARM) {
        return digger_answer(agents, world, decision);
    }
    switch ((enum strategy)agents->general[decision->actor]) {
    case STRATEGY_SILENT:
        return villains_silent(world, decision);
    case STRATEGY_OPPOSITE:
        return villains_opposite(world, decision);
    case STRATEGY_SPLIT:
        return villains_split(world, decision);
    case STRATEGY_RANDOM:
        return any_answer(agents, decision);
    case STRATEGY_WITHHOLD:
    case STRATEGY_SELFISH:
    case STRATEGY_ECLIPSE:
    case STRATEGY_FLOOD:
    case STRATEGY_LOYAL:
    case STRATEGY_FIFO:
    case STRATEGY_GREEDY:
    case STRATEGY_DELAY:
    case STRATEGY_COUNT:
        return 0;
    }
    return 0;
}

static uint64_t weight_of(const struct world *world, uint32_t i)
{
    struct option option = {.weight = 0};

    return game_option(world, i, &option) == STATUS_OK ? option.weight : 0;
}

/* Chance: option i with weight_i / sum. */
static uint64_t chance_answer(const struct agents *agents,
                              const struct world *world,
                              const struct decision *decision)
{
    uint64_t sum = 0, draw;

    if (decision->kind == DECISION_MINE) {
        return miner_answer(world);
    }
    for (uint32_t i = 0; i < decision->options; i++) {
        sum += weight_of(world, i);
    }
    if (sum == 0) {
        return 0;
    }
    draw = nature_below(agents->seed, decision->cursor, sum);
    for (uint32_t i = 0; i + 1 < decision->options; i++) {
        uint64_t weight = weight_of(world, i);
        if (draw < weight) {
            return i;
        }
        draw -= weight;
    }
    return decision->options - 1;
}

uint64_t agents_answer(const struct agents *agents, const struct world *world,
                       const struct decision *decision)
{
    switch ((enum chooser)decision->chooser) {
    case CHOOSER_TRAITOR:
        return traitor_answer(agents, world, decision);
    case CHOOSER_GENERAL:
        return agents->general[decision->actor] == STRATEGY_RANDOM
                   ? any_answer(agents, decision)
                   : 0;
    case CHOOSER_CITY:
        return cities_answer(agents, world, decision);
    case CHOOSER_CHANCE:
        return chance_answer(agents, world, decision);
    case CHOOSER_NOBODY:
    case CHOOSER_COUNT:
        return 0;
    }
    return 0;
}

bool agents_answer_row(const struct agents *agents,
                       const struct decision *decision, uint8_t *answers,
                       uint32_t count)
{
    if (decision->chooser != CHOOSER_TRAITOR || decision->options == 0 ||
        decision->options > UINT8_MAX ||
        agents->general[decision->actor] != STRATEGY_RANDOM) {
        return false;
    }
    nature_row(answers, count, agents->seed, decision->cursor,
               decision->options);
    return true;
}
