/* The do-nothing rule: the template for a new one.
 *
 * Problem: the commander has told his own tent what to do, and nobody else.
 * Idea: none. No rounds, no letters.
 * Theorem: with a commander who is told to attack and one further loyal
 * general, agreement fails; with the order to retreat everything holds,
 * because retreat is the default order.
 * Source: none; always built and tested, so that the way to write a rule of
 * one's own (src/README.md) stays open. */
#include "rules/lockstep.h"
#include "rules/table.h"

static void blank_conclude(struct world *world)
{
    for (unsigned g = 0; g < world->setup.generals; g++) {
        world->duty[g] =
            g == world->setup.commander ? world->setup.order : ORDER_RETREAT;
    }
}

static const struct lockstep hooks = {.conclude = blank_conclude};

static enum status blank_check(const struct setup *setup, struct diag *why)
{
    (void)setup;
    (void)why;
    return STATUS_OK;
}

static bool blank_promised(const struct setup *setup)
{
    return setup->generals == 1 || setup->order == ORDER_RETREAT;
}

static void blank_start(struct world *world, struct event_log *log)
{
    lockstep_start(world, &hooks, log);
}

static void blank_ask(const struct world *world, struct decision *out)
{
    lockstep_ask(world, &hooks, out);
}

static void blank_option(const struct world *world, uint64_t i,
                         struct option *out)
{
    lockstep_option(world, &hooks, i, out);
}

static void blank_apply(struct world *world, uint64_t answer,
                        struct event_log *log)
{
    world->memory.blank.answered++;
    lockstep_apply(world, &hooks, answer, log);
}

static uint32_t blank_letters(const struct world *world)
{
    (void)world;
    return 0;
}

static void blank_letter(const struct world *world, uint32_t index,
                         struct letter *out)
{
    (void)world;
    *out = (struct letter){.index = index};
}

static size_t blank_explain(const struct world *world, unsigned g,
                            struct reason *out, size_t room)
{
    bool told = g == world->setup.commander;
    if (room > 0) {
        out[0] =
            (struct reason){.letter = NO_LETTER,
                            .kind = told ? REASON_TOLD : REASON_NOTHING,
                            .general = (uint8_t)g,
                            .order = told ? world->setup.order : ORDER_RETREAT};
    }
    return 1;
}

const struct rules rules_blank = {
    .id = "blank",
    .title = "No letters at all",
    .source = "a template for new rules",
    .traits = RULES_SYNCHRONOUS | RULES_HIDDEN,
    .check = blank_check,
    .promised = blank_promised,
    .start = blank_start,
    .ask = blank_ask,
    .option = blank_option,
    .apply = blank_apply,
    .judge = lockstep_judge,
    .letters = blank_letters,
    .letter = blank_letter,
    .canon = world_canon,
    .explain = blank_explain,
};
