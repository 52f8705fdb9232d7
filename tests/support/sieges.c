#include "sieges.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agents/miner.h"

static void must(bool held, const char *what)
{
    if (!held) {
        (void)fprintf(stderr, "sieges: %s\n", what);
        abort();
    }
}

void sieges_play_traitors(struct world *out, const struct setup *setup,
                          enum strategy strategy, uint64_t seed)
{
    struct agents agents = {.seed = seed};

    for (unsigned g = 0; g < setup->generals; g++) {
        if (setup_is_traitor(setup, g)) {
            agents.general[g] = (uint8_t)strategy;
        }
    }
    sieges_start(out, setup);
    sieges_play(out, &agents);
}

struct setup sieges_setup(enum rule_id rule, unsigned generals, unsigned depth,
                          unsigned traitors)
{
    struct setup setup;

    setup_default(&setup, rule, generals);
    setup.depth = (uint8_t)depth;
    setup.traitors = (uint16_t)traitors;
    return setup;
}

void sieges_orders(struct setup *setup, unsigned orders)
{
    static const char names[ORDERS_MAX][ORDER_ID_MAX] = {
        "retreat", "attack", "third", "fourth",
        "fifth",   "sixth",  "7th",   "order-8"};

    setup->orders = (uint8_t)orders;
    for (unsigned o = 0; o < orders; o++) {
        memcpy(setup->order_id[o], names[o], ORDER_ID_MAX);
        setup->order_minute[o] = o == 0 ? 0 : 1440 + 60 * o;
    }
    for (unsigned o = orders; o < ORDERS_MAX; o++) { /* as before any */
        memset(setup->order_id[o], 0, ORDER_ID_MAX);
        setup->order_minute[o] = 0;
    }
}

/* Draws one after the other. */
struct dice {
    uint64_t seed, count;
};

static unsigned roll(struct dice *dice, unsigned sides)
{
    return (unsigned)nature_below(dice->seed, dice->count++, sides);
}

static void random_roads(struct setup *out, struct dice *dice)
{
    bool odd = roll(dice, 2) == 0;

    for (unsigned i = 0; i < out->generals; i++) {
        for (unsigned j = 0; j < out->generals; j++) {
            if (odd && i != j) {
                out->road[i][j] =
                    roll(dice, 6) == 0 ? 0 : (uint16_t)(1 + roll(dice, 300));
            }
        }
        out->watched[i] = (uint16_t)roll(dice, 1U << out->generals);
        out->watched[i] &= (uint16_t) ~(1U << i);
        out->power[i] = (uint16_t)roll(dice, 100);
    }
}

static void random_city(struct setup *out, struct dice *dice)
{
    static const uint32_t chances[] = {0, 0, 100000, 500000, PPM};

    out->capture = chances[roll(dice, 5)];
    out->budget = (uint8_t)(roll(dice, 2) * roll(dice, 4));
}

/* Short sieges with a handful of blocks; without power nothing begins. */
static void random_work(struct setup *out, struct dice *dice)
{
    uint32_t power = 0;

    for (unsigned i = 0; i < out->generals; i++) {
        out->power[i] = (uint16_t)((out->power[i] + 11) / 12); /* be quick */
        power += out->power[i];
        for (unsigned j = 0; j < out->generals; j++) {
            out->road[i][j] = (uint16_t)((out->road[i][j] + 9) / 10);
        }
    }
    out->deadline = 20 + roll(dice, 100);
    out->tries = 1 + power * (5 + roll(dice, 10));
    out->confirmations = (uint8_t)roll(dice, 4);
}

/* Few views, so that sieges stay short; a deadline now and then. */
static void random_views(struct setup *out, struct dice *dice)
{
    out->confirmations = (uint8_t)roll(dice, 4);
    out->deadline = roll(dice, 3) == 0 ? roll(dice, 60) * STEP_MINUTES : 0;
}

/* Two loyal generals, each with a road to the other. */
static void random_acks(struct setup *out, struct dice *dice)
{
    out->traitors = 0;
    out->confirmations = (uint8_t)roll(dice, 5);
    out->messengers = (uint8_t)(1 + roll(dice, 4));
    out->road[0][1] = (uint16_t)(1 + roll(dice, 300));
    out->road[1][0] = (uint16_t)(1 + roll(dice, 300));
}

/* Two orders, a value for each; where nobody lies some may fall. */
static void random_ballot(struct setup *out, struct dice *dice)
{
    unsigned n = out->generals;

    sieges_orders(out, 2);
    out->order = (uint8_t)roll(dice, 2);
    out->traitors = out->rule == RULE_COIN && n == 6 && roll(dice, 2) == 0
                        ? (uint16_t)(1U << roll(dice, n))
                        : 0;
    out->faults =
        (uint8_t)(out->traitors != 0 ? 1 : roll(dice, (n - 1) / 2 + 1));
    out->falls = out->traitors != 0 ? 0 : out->faults;
    for (unsigned g = 0; g < n; g++) {
        out->input[g] = (uint8_t)roll(dice, 2);
    }
    out->deadline = (100 + roll(dice, 300)) * STEP_MINUTES;
}

/* How many generals take part at most, beyond the first. */
static unsigned most_others(enum rule_id rule)
{
    if (rule == RULE_ACKS) {
        return 1;
    }
    if (rule == RULE_PBFT) {
        return 4; /* four or seven: the rule takes no others */
    }
    /* Sealed letters multiply faster than the others. */
    return rule == RULE_SIGNED ? 3 : 5;
}

static void random_once(struct setup *out, enum rule_id rule, struct dice *dice)
{
    unsigned fewest = rule == RULE_PBFT ? 4 : 2;

    setup_default(out, rule, fewest + roll(dice, most_others(rule)));
    out->depth = (uint8_t)roll(dice, 4);
    out->commander = (uint8_t)roll(dice, out->generals);
    out->traitors = (uint16_t)roll(dice, 1U << out->generals);
    sieges_orders(out, 2 + roll(dice, rule == RULE_SIGNED ? 2 : 3));
    out->order = (uint8_t)roll(dice, out->orders);
    out->quorum = (uint8_t)(1 + roll(dice, out->generals));
    out->seed = nature_draw(dice->seed, dice->count++);
    if (rule == RULE_SIGNED) {
        out->accusers = (uint16_t)roll(dice, 1U << out->generals);
    }
    random_roads(out, dice);
    random_city(out, dice);
    if (rule == RULE_WORK) {
        random_work(out, dice);
    } else if (rule == RULE_VOTE || rule == RULE_COIN) {
        random_ballot(out, dice);
    } else if (rule == RULE_ACKS) {
        random_acks(out, dice);
    } else if (rule == RULE_PBFT) {
        random_views(out, dice);
    }
}

void sieges_random_setup(struct setup *out, enum rule_id rule, uint64_t seed)
{
    static struct world scratch;
    struct dice dice = {.seed = nature_draw(seed, rule)};

    for (unsigned tries = 0; tries < 100; tries++) {
        random_once(out, rule, &dice);
        if (game_start(&scratch, out, NULL, NULL) == STATUS_OK) {
            return;
        }
    }
    must(false, "no setup of a hundred is taken");
}

void sieges_start(struct world *out, const struct setup *setup)
{
    struct diag why = {.line = 0};
    enum status status = game_start(out, setup, NULL, &why);

    must(status == STATUS_OK, why.text);
}

struct action sieges_random_action(const struct world *world,
                                   const struct decision *asked, uint64_t seed)
{
    if (asked->options == 0) {
        return (struct action){.cursor = asked->cursor,
                               .answer = miner_answer(world)};
    }
    return (struct action){
        .cursor = asked->cursor,
        .answer = nature_below(seed, asked->cursor, asked->options)};
}

void sieges_apply(struct world *world, struct action action)
{
    must(game_apply(world, action, NULL) == STATUS_OK, "answer refused");
}

void sieges_play_random(struct world *world, uint64_t seed)
{
    struct decision asked;

    for (game_ask(world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(world, &asked)) {
        sieges_apply(world, sieges_random_action(world, &asked, seed));
    }
}

void sieges_play(struct world *world, const struct agents *agents)
{
    struct decision asked;

    for (game_ask(world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(world, &asked)) {
        struct action action = {.cursor = asked.cursor};
        action.answer = agents_answer(agents, world, &asked);
        sieges_apply(world, action);
    }
}
