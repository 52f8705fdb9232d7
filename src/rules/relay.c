/* The naive chain: each general passes the order on to the next one.
 *
 * Problem: six armies must attack at the same hour, and the order is handed
 * from camp to camp.
 * Idea: none; everyone believes the one letter that comes.
 * Rounds and letters: n - 1 rounds of one letter; letter i rides from the
 * i-th to the (i+1)-th general of the chain (the commander, then the others
 * in ascending number). A general who hears nothing takes the default order
 * and passes that on.
 * Theorem: holds without traitors and without capture; one traitor who is not
 * last breaks it, whatever n is.
 * Source: the seed story of the game; compare Gray 1978 for the chain of
 * confirmations. Ours: silence counts as the default order. */
#include "rules/lockstep.h"
#include "rules/table.h"
#include "rules/unsealed.h"

static unsigned chain_at(const struct setup *setup, unsigned position)
{
    unsigned g = position;
    if (position == 0) {
        return setup->commander;
    }
    return g <= setup->commander ? g - 1 : g;
}

static unsigned position_of(const struct setup *setup, unsigned g)
{
    if (g == setup->commander) {
        return 0;
    }
    return g < setup->commander ? g + 1 : g;
}

/* What the general at this position of the chain has heard. */
static unsigned heard_at(const struct world *world, unsigned position)
{
    if (position == 0) {
        return world->setup.order;
    }
    return world->memory.oral.letter[position - 1] & ORAL_HEARD;
}

static bool relay_begin(struct world *world)
{
    if (world->round >= world->setup.generals) {
        return false;
    }
    world->memory.oral.letters = world->round;
    /* A world that was copied has rubbish where nothing was in use. */
    world->memory.oral.letter[world->round - 1] = 0;
    return true;
}

static uint32_t relay_first(const struct world *world)
{
    return world->round - 1u;
}

static uint32_t relay_end(const struct world *world)
{
    return world->round;
}

static void relay_ride(const struct world *world, uint32_t index,
                       struct ride *out)
{
    uint8_t letter = world->memory.oral.letter[index];
    out->from = (uint8_t)chain_at(&world->setup, index);
    out->to = (uint8_t)chain_at(&world->setup, index + 1);
    out->written = (letter & ORAL_SILENT) == 0;
}

static void write_letter(struct world *world, unsigned order, bool silent,
                         struct event_log *log)
{
    uint32_t index = relay_first(world);
    struct ride ride;
    world->memory.oral.letter[index] =
        silent ? unsealed_silence() : unsealed_says(order);
    world->sent += !silent;
    world->at = index + 1;
    relay_ride(world, index, &ride);
    unsealed_log(world, index, &ride, log);
}

static bool road_exists(const struct world *world, uint32_t index)
{
    const struct setup *setup = &world->setup;
    return setup->road[chain_at(setup, index)][chain_at(setup, index + 1)] > 0;
}

static bool relay_write(struct world *world, struct event_log *log)
{
    uint32_t index = relay_first(world);
    if (world->at > index) {
        return false;
    }
    if (!road_exists(world, index)) {
        write_letter(world, 0, true, log);
        return false;
    }
    if (setup_is_traitor(&world->setup, chain_at(&world->setup, index))) {
        return true;
    }
    write_letter(world, heard_at(world, index), false, log);
    return false;
}

static uint32_t relay_longest(const struct world *world)
{
    const struct setup *setup = &world->setup;
    uint32_t index = relay_first(world);
    return setup->road[chain_at(setup, index)][chain_at(setup, index + 1)];
}

static void relay_capture(struct world *world, uint32_t index)
{
    unsealed_capture(&world->memory.oral.letter[index]);
}

static void relay_conclude(struct world *world)
{
    for (unsigned k = 0; k < world->setup.generals; k++) {
        unsigned g = chain_at(&world->setup, k);
        if (!setup_is_traitor(&world->setup, g)) {
            world->duty[g] = (uint8_t)heard_at(world, k);
        }
    }
}

static const struct lockstep hooks = {
    .begin = relay_begin,
    .write = relay_write,
    .longest = relay_longest,
    .first = relay_first,
    .end = relay_end,
    .ride = relay_ride,
    .capture = relay_capture,
    .conclude = relay_conclude,
};

static enum status relay_check(const struct setup *setup, struct diag *why)
{
    if (setup->generals < 2) {
        diag_set(why, "a chain needs at least 2 generals, not %u",
                 setup->generals);
        return STATUS_SETUP;
    }
    return STATUS_OK;
}

static bool relay_promised(const struct setup *setup)
{
    unsigned last = chain_at(setup, setup->generals - 1u);
    uint16_t others = (uint16_t)(setup->traitors & ~(1u << last));
    return others == 0 && !setup_can_capture(setup) &&
           setup_roads_complete(setup);
}

static void relay_start(struct world *world, struct event_log *log)
{
    lockstep_start(world, &hooks, log);
}

static void relay_ask(const struct world *world, struct decision *out)
{
    if (world->stage != STAGE_LETTERS) {
        lockstep_ask(world, &hooks, out);
        return;
    }
    *out = (struct decision){
        .cursor = world->cursor,
        .options = world->setup.orders + 1u,
        .item = world->at,
        .minute = world->clock,
        .chooser = CHOOSER_TRAITOR,
        .kind = DECISION_LETTER,
        .actor = (uint8_t)chain_at(&world->setup, world->at),
        .target = (uint8_t)chain_at(&world->setup, world->at + 1),
        .round = world->round};
}

static void relay_option(const struct world *world, uint64_t i,
                         struct option *out)
{
    if (world->stage != STAGE_LETTERS) {
        lockstep_option(world, &hooks, i, out);
        return;
    }
    unsealed_option(heard_at(world, world->at), world->setup.orders,
                    (uint32_t)i, out);
}

static void relay_apply(struct world *world, uint64_t answer,
                        struct event_log *log)
{
    unsigned duty;
    if (world->stage != STAGE_LETTERS) {
        lockstep_apply(world, &hooks, answer, log);
        return;
    }
    duty = heard_at(world, world->at);
    if (answer == world->setup.orders) {
        write_letter(world, 0, true, log);
    } else {
        write_letter(world, order_option(duty, (uint32_t)answer), false, log);
    }
    lockstep_run(world, &hooks, log);
}

static uint32_t relay_letters(const struct world *world)
{
    return world->memory.oral.letters;
}

static void relay_letter(const struct world *world, uint32_t index,
                         struct letter *out)
{
    const struct setup *setup = &world->setup;
    *out = (struct letter){.index = index,
                           .from = (uint8_t)chain_at(setup, index),
                           .to = (uint8_t)chain_at(setup, index + 1),
                           .length = (uint8_t)(index + 1),
                           .round = (uint8_t)(index + 1),
                           .duty = (uint8_t)heard_at(world, index)};
    for (unsigned k = 0; k <= index; k++) {
        out->chain |= (uint64_t)chain_at(setup, k) << 4 * k;
    }
    out->sent = world->round_start[out->round];
    out->arrives = out->sent + setup->road[out->from][out->to];
    unsealed_letter(world, world->memory.oral.letter[index],
                    world->stage != STAGE_LETTERS || index < world->at, out);
}

static size_t relay_explain(const struct world *world, unsigned g,
                            struct reason *out, size_t room)
{
    unsigned position = position_of(&world->setup, g);
    struct reason reason = {.letter = NO_LETTER,
                            .kind = REASON_TOLD,
                            .general = (uint8_t)g,
                            .order = (uint8_t)heard_at(world, position)};
    if (world->stage < STAGE_ACCUSE) {
        return 0;
    }
    if (position > 0) {
        uint8_t letter = world->memory.oral.letter[position - 1];
        bool came = (letter & (ORAL_SILENT | ORAL_CAPTURED)) == 0;
        reason.letter = position - 1;
        reason.kind = came ? REASON_HEARD : REASON_NOTHING;
        reason.general = (uint8_t)chain_at(&world->setup, position - 1);
    }
    if (room > 0) {
        out[0] = reason;
    }
    return 1;
}

const struct rules rules_relay = {
    .id = "relay",
    .title = "The naive chain",
    .source = "the chain of six",
    .traits = RULES_SYNCHRONOUS | RULES_CHAIN,
    .check = relay_check,
    .promised = relay_promised,
    .start = relay_start,
    .ask = relay_ask,
    .option = relay_option,
    .apply = relay_apply,
    .judge = lockstep_judge,
    .letters = relay_letters,
    .letter = relay_letter,
    .canon = world_canon,
    .explain = relay_explain,
};
