/* Two generals: an order, and k confirmations that go to and fro.
 *
 * Problem: two armies on two hills win only together, and every messenger
 * between them rides through the valley of the enemy.
 * Idea: confirm the order, then confirm the confirmation, and so on.
 * Rounds and letters: k + 1 rounds, called legs 0 .. k. Leg i rides from the
 * commander when i is even, and to him when it is odd; r messengers carry the
 * same letter, numbers i r .. i r + r - 1. A general writes leg i + 1 iff at
 * least one messenger of leg i came, and attacks iff every leg that is meant
 * for it came. The commander may ask for fewer confirmations than k. All rounds
 * take their time, also where nobody rides, so that the clock tells nothing.
 * Theorem: where every messenger of a leg can be captured, no k gives both
 * generals certainty: with s = 1 - p^r both attack with chance s^(k+1), one
 * alone with (1 - s) s^k, none with 1 - s^k. What is known after j legs is E^j
 * of the order and never common knowledge.
 * Source: Gray 1978; Halpern and Moses 1990. Ours: a general whose letters all
 * came attacks, also where its own last one may be lost; the order to retreat
 * is not sent. */
#include "rules/lockstep.h"
#include "rules/table.h"

enum { ROLES = 2 };

/* All r messengers of a leg. */
static uint32_t all_lost(const struct setup *setup)
{
    return UINT32_MAX >> (ACKS_MESSENGERS_MAX - setup->messengers);
}

static bool leg_came(const struct world *world, unsigned leg)
{
    return world->memory.acks.leg[leg] != all_lost(&world->setup);
}

/* Whether messengers ride on this leg. */
static bool leg_is_due(const struct world *world, unsigned leg)
{
    if (leg > world->memory.acks.demanded) {
        return false;
    }
    return leg == 0 ? world->setup.order != ORDER_RETREAT
                    : leg_came(world, leg - 1);
}

static unsigned other_than(unsigned g)
{
    return 1 - g;
}

static unsigned sender_of(const struct setup *setup, unsigned leg)
{
    return leg % ROLES == 0 ? setup->commander : other_than(setup->commander);
}

static bool acks_begin(struct world *world)
{
    struct memory_acks *acks = &world->memory.acks;
    unsigned leg = world->round - 1u;
    if (leg == 0) {
        acks->demanded = world->setup.confirmations;
    }
    if (leg > world->setup.confirmations) {
        return false;
    }
    acks->leg[leg] = leg_is_due(world, leg) ? 0 : all_lost(&world->setup);
    acks->legs = world->round;
    return true;
}

static uint32_t acks_first(const struct world *world)
{
    return (world->round - 1u) * world->setup.messengers;
}

static uint32_t acks_end(const struct world *world)
{
    return (uint32_t)world->round * world->setup.messengers;
}

static void acks_ride(const struct world *world, uint32_t index,
                      struct ride *out)
{
    unsigned leg = index / world->setup.messengers;
    out->from = (uint8_t)sender_of(&world->setup, leg);
    out->to = (uint8_t)other_than(out->from);
    out->written = leg_is_due(world, leg);
}

/* The commander says how many confirmations he wants before he writes. */
static bool is_asked(const struct world *world)
{
    return world->stage == STAGE_LETTERS && world->round == 1 &&
           world->at == 0 && world->setup.confirmations > 0 &&
           world->setup.order != ORDER_RETREAT;
}

static void write_leg(struct world *world, struct event_log *log)
{
    for (; world->at < acks_end(world); world->at++) {
        struct ride ride;
        acks_ride(world, world->at, &ride);
        if (!ride.written) {
            continue;
        }
        world->sent++;
        event_add(log, (struct event){.minute = world->clock,
                                      .letter = world->at,
                                      .kind = EVENT_SENT,
                                      .actor = ride.from,
                                      .target = ride.to,
                                      .round = world->round});
    }
}

static bool acks_write(struct world *world, struct event_log *log)
{
    if (is_asked(world)) {
        return true;
    }
    write_leg(world, log);
    return false;
}

static uint32_t acks_longest(const struct world *world)
{
    struct ride ride;
    acks_ride(world, acks_first(world), &ride);
    return world->setup.road[ride.from][ride.to];
}

static void acks_capture(struct world *world, uint32_t index)
{
    unsigned messengers = world->setup.messengers;
    world->memory.acks.leg[index / messengers] |= UINT32_C(1)
                                                  << index % messengers;
}

/* Legs that are meant for general g, and how many of them came. */
struct got {
    uint8_t of, came;
};

static struct got legs_of(const struct world *world, unsigned g)
{
    struct got got = {.of = 0};
    unsigned first = g == world->setup.commander ? 1 : 0;
    for (unsigned leg = first; leg <= world->memory.acks.demanded;
         leg += ROLES) {
        got.of++;
        got.came += leg_came(world, leg);
    }
    return got;
}

static void acks_conclude(struct world *world)
{
    for (unsigned g = 0; g < ROLES; g++) {
        struct got got = legs_of(world, g);
        world->duty[g] =
            got.came == got.of ? world->setup.order : ORDER_RETREAT;
    }
}

static const struct lockstep hooks = {
    .begin = acks_begin,
    .write = acks_write,
    .longest = acks_longest,
    .first = acks_first,
    .end = acks_end,
    .ride = acks_ride,
    .capture = acks_capture,
    .conclude = acks_conclude,
};

static enum status acks_check(const struct setup *setup, struct diag *why)
{
    if (setup->generals != ROLES) {
        diag_set(why, "two generals take part in \"acks\", not %u",
                 setup->generals);
        return STATUS_SETUP;
    }
    if (setup->messengers < 1 || setup->messengers > ACKS_MESSENGERS_MAX) {
        diag_set(why, "each letter has %u messengers; 1 to %d can ride",
                 setup->messengers, (int)ACKS_MESSENGERS_MAX);
        return STATUS_SETUP;
    }
    if (setup->confirmations >= ACKS_LEGS_MAX) {
        diag_set(why, "%u confirmations are too many; 0 to %d can be asked for",
                 setup->confirmations, (int)ACKS_LEGS_MAX - 1);
        return STATUS_SETUP;
    }
    if (setup->traitors != 0) {
        diag_set(why, "in \"acks\" both generals are loyal, only messengers "
                      "are lost: leave the traitors out");
        return STATUS_SETUP;
    }
    if (!setup_roads_complete(setup)) {
        diag_set(why, "\"acks\" needs a road from each general to the other: "
                      "give both at least 1 minute");
        return STATUS_SETUP;
    }
    return STATUS_OK;
}

static bool acks_promised(const struct setup *setup)
{
    return !setup_can_capture(setup);
}

static void acks_start(struct world *world, struct event_log *log)
{
    lockstep_start(world, &hooks, log);
}

static void acks_ask(const struct world *world, struct decision *out)
{
    if (!is_asked(world)) {
        lockstep_ask(world, &hooks, out);
        return;
    }
    *out = (struct decision){.cursor = world->cursor,
                             .options = world->setup.confirmations + 1u,
                             .item = NO_LETTER,
                             .minute = world->clock,
                             .chooser = CHOOSER_GENERAL,
                             .kind = DECISION_DEMAND,
                             .actor = world->setup.commander,
                             .target = NO_GENERAL,
                             .round = world->round};
}

/* All that the protocol allows first, which is the duty; none last. */
static void acks_option(const struct world *world, uint64_t i,
                        struct option *out)
{
    if (!is_asked(world)) {
        lockstep_option(world, &hooks, i, out);
        return;
    }
    *out = option_plain(OPTION_DEMAND);
    out->count = (uint8_t)(world->setup.confirmations - i);
}

static void acks_apply(struct world *world, uint64_t answer,
                       struct event_log *log)
{
    if (!is_asked(world)) {
        lockstep_apply(world, &hooks, answer, log);
        return;
    }
    world->memory.acks.demanded =
        (uint8_t)(world->setup.confirmations - answer);
    write_leg(world, log);
    lockstep_run(world, &hooks, log);
}

static uint32_t acks_letters(const struct world *world)
{
    return (uint32_t)world->memory.acks.legs * world->setup.messengers;
}

static void acks_letter(const struct world *world, uint32_t index,
                        struct letter *out)
{
    const struct setup *setup = &world->setup;
    unsigned leg = index / setup->messengers;
    uint32_t lost = world->memory.acks.leg[leg] >> index % setup->messengers;
    struct ride ride;
    acks_ride(world, index, &ride);
    *out = (struct letter){.index = index,
                           .chain = ride.from,
                           .from = ride.from,
                           .to = ride.to,
                           .length = 1,
                           .order = ORDER_NONE,
                           .duty = ORDER_NONE,
                           .round = (uint8_t)(leg + 1),
                           .phase = (uint16_t)leg,
                           .state = LETTER_UNWRITTEN,
                           .tip = NO_BLOCK};
    out->sent = world->round_start[out->round];
    out->arrives = out->sent + setup->road[ride.from][ride.to];
    if (!ride.written || is_asked(world)) {
        return;
    }
    out->order = out->duty = setup->order;
    out->claim = world->memory.acks.demanded;
    out->state = (lost & 1) != 0 ? LETTER_CAPTURED : LETTER_ARRIVED;
    out->counted = (lost & 1) != 0 ? ORDER_RETREAT : setup->order;
}

static size_t acks_explain(const struct world *world, unsigned g,
                           struct reason *out, size_t room)
{
    struct got got = legs_of(world, g);
    struct reason reason = {.letter = NO_LETTER,
                            .kind = REASON_LACKS,
                            .general = (uint8_t)g,
                            .order = world->setup.order,
                            .count = got.came,
                            .of = got.of};
    if (world->stage < STAGE_ACCUSE) {
        return 0;
    }
    if (g == world->setup.commander &&
        (got.of == 0 || world->setup.order == ORDER_RETREAT)) {
        reason.kind = REASON_TOLD;
    } else if (got.came == got.of) {
        reason.kind = REASON_LEGS;
    } else if (got.came == 0 && g != world->setup.commander) {
        reason.kind = REASON_NOTHING;
        reason.order = ORDER_RETREAT;
    }
    if (room > 0) {
        out[0] = reason;
    }
    return 1;
}

const struct rules rules_acks = {
    .id = "acks",
    .title = "Two generals",
    .source = "Gray 1978; Halpern and Moses 1990",
    .traits = RULES_SYNCHRONOUS | RULES_TWO,
    .check = acks_check,
    .promised = acks_promised,
    .start = acks_start,
    .ask = acks_ask,
    .option = acks_option,
    .apply = acks_apply,
    .judge = lockstep_judge,
    .letters = acks_letters,
    .letter = acks_letter,
    .canon = world_canon,
    .explain = acks_explain,
};
