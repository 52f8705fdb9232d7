/* SM(m): the Byzantine generals with signed messages.
 *
 * Problem: with oral letters a traitor can say that somebody said anything;
 * three generals cannot cope with one traitor.
 * Idea: every general seals what it passes on, and nobody can make another's
 * seal. The commander seals its order. A letter that arrives in round r counts
 * only with exactly r different valid seals, the commander's first, the
 * sender's last, the receiver's absent. A loyal general who finds an order
 * that is new to it adds its own seal and sends the letter, in the next round,
 * to all who have not sealed it; up to round m + 1. In the end it obeys the
 * only order it has seen under valid seals; with none, or more than one (the
 * commander sealed both: it is a traitor), it retreats.
 * Rounds and letters: min(m, n - 2) + 1 rounds (later ones would be empty);
 * without traitors (n - 1)^2 letters for m >= 1, n - 1 for m = 0.
 * Theorem: SM(m) keeps IC1 and IC2 with at most m traitors, for any n.
 * Source: Lamport, Shostak and Pease 1982, section 4 and theorem 2.
 * Ours: a missing letter counts as nothing, and choice() of the empty set is
 * the default order, retreat. Where an order reaches a general under several
 * chains in one round, it passes on the first one by number. Traitors are
 * asked about each letter that they can make for a loyal general
 * (rules/signed_round.h); their dutiful letters to each other are written by
 * themselves, for they know it all anyway. A forgery is made of real bytes
 * and checked with real keys (rules/signed_bytes.h); it has never passed. */
#include "rules/sealed.h"
#include "rules/signed_rides.h"
#include "rules/signed_round.h"
#include "rules/table.h"

static const struct sealed *letter_of(const struct world *world, uint32_t index)
{
    return &world->memory.sealed.letter[index];
}

static enum status signed_check(const struct setup *setup, struct diag *why)
{
    if (setup->generals < 2) {
        diag_set(why, "signed letters need at least 2 generals, not %u",
                 setup->generals);
        return STATUS_SETUP;
    }
    if (signed_round_bound(setup) > SEALED_MAX) {
        diag_set(why,
                 "the %u traitors could write more than the %d sealed letters "
                 "that there is room for; take fewer generals, fewer traitors "
                 "or a smaller depth",
                 setup_traitors(setup), SEALED_MAX);
        return STATUS_FULL;
    }
    return STATUS_OK;
}

static bool signed_promised(const struct setup *setup)
{
    return setup->depth >= setup_traitors(setup) && !setup_can_capture(setup) &&
           setup_roads_complete(setup);
}

static void signed_start(struct world *world, struct event_log *log)
{
    lockstep_start(world, &signed_lockstep, log);
}

static void signed_ask(const struct world *world, struct decision *out)
{
    const struct sealed *letter;
    bool forgery;

    if (world->stage != STAGE_LETTERS) {
        lockstep_ask(world, &signed_lockstep, out);
        return;
    }
    letter = letter_of(world, world->at);
    forgery = sealed_is(letter, SEALED_FORGERY);
    *out = (struct decision){
        .cursor = world->cursor,
        .options = forgery ? set_count(world->memory.sealed.forgeable) + 1u : 2,
        .item = world->at,
        .minute = world->clock,
        .chooser = CHOOSER_TRAITOR,
        .kind = forgery ? DECISION_FORGE : DECISION_SEAL,
        .actor = (uint8_t)sealed_sender(letter),
        .target = letter->to,
        .round = world->round};
}

/* The i-th order, from 0, that a forgery may be about. */
static unsigned forged_order(const struct world *world, uint32_t i)
{
    unsigned left = world->memory.sealed.forgeable;

    for (; i > 0; i--) {
        left &= left - 1;
    }
    return set_lowest(left);
}

static void signed_option(const struct world *world, uint64_t i,
                          struct option *out)
{
    const struct sealed *letter;

    if (world->stage != STAGE_LETTERS) {
        lockstep_option(world, &signed_lockstep, i, out);
        return;
    }
    letter = letter_of(world, world->at);
    if (!sealed_is(letter, SEALED_FORGERY)) {
        bool send = sealed_is(letter, SEALED_DUE) == (i == 0);

        *out =
            option_order(send ? OPTION_SEND : OPTION_WITHHOLD, letter->order);
    } else if (i == 0) {
        *out = option_plain(OPTION_PASS);
    } else {
        *out = option_order(OPTION_FORGE, forged_order(world, (uint32_t)i - 1));
        out->redundant = 1; /* it will be refused */
    }
}

static void signed_apply(struct world *world, uint64_t answer,
                         struct event_log *log)
{
    struct sealed *letter;
    struct option option;

    if (world->stage != STAGE_LETTERS) {
        lockstep_apply(world, &signed_lockstep, answer, log);
        return;
    }
    signed_option(world, (uint32_t)answer, &option);
    letter = &world->memory.sealed.letter[world->at];
    if (option.kind == OPTION_SEND || option.kind == OPTION_FORGE) {
        letter->flags |= SEALED_WRITTEN;
        letter->order = option.order;
    }
    world->at++;
    lockstep_run(world, &signed_lockstep, log);
}

static uint32_t signed_letters(const struct world *world)
{
    return world->memory.sealed.letters;
}

/* Reasons put one after the other; counts where there is no room. */
struct reasons {
    struct reason *out;
    size_t room, count;
};

static void give(struct reasons *reasons, struct reason reason)
{
    if (reasons->count < reasons->room) {
        reasons->out[reasons->count] = reason;
    }
    reasons->count++;
}

static void give_letters(struct reasons *reasons, const struct world *world,
                         unsigned g)
{
    for (uint32_t i = 0; i < world->memory.sealed.letters; i++) {
        const struct sealed *letter = letter_of(world, i);

        if (letter->to == g && sealed_is(letter, SEALED_NEW)) {
            give(reasons,
                 (struct reason){.letter = i,
                                 .kind = REASON_SEALED,
                                 .general = (uint8_t)sealed_sender(letter),
                                 .order = letter->order});
        }
    }
}

static size_t signed_explain(const struct world *world, unsigned g,
                             struct reason *out, size_t room)
{
    struct reasons reasons = {.out = out, .room = room};
    unsigned orders = set_count(world->memory.sealed.known[g]);
    struct reason last = {.letter = NO_LETTER,
                          .kind = REASON_CONFLICT,
                          .general = (uint8_t)g,
                          .order = (uint8_t)signed_belief(world, g),
                          .count = (uint8_t)orders};

    if (world->stage < STAGE_ACCUSE) {
        return 0;
    }
    give_letters(&reasons, world, g);
    if (g == world->setup.commander) {
        last.kind = REASON_TOLD;
    } else if (orders == 0) {
        last.kind = REASON_NOTHING;
    } else if (orders == 1) {
        last.kind = REASON_ONLY;
    }
    give(&reasons, last);
    return reasons.count;
}

const struct rules rules_signed = {
    .id = "signed",
    .title = "Signed messages SM(m)",
    .source = "Lamport, Shostak and Pease 1982, section 4",
    .traits = RULES_SYNCHRONOUS | RULES_SIGNED | RULES_DEPTH,
    .check = signed_check,
    .promised = signed_promised,
    .start = signed_start,
    .ask = signed_ask,
    .option = signed_option,
    .apply = signed_apply,
    .judge = lockstep_judge,
    .letters = signed_letters,
    .letter = signed_letter,
    .canon = world_canon,
    .explain = signed_explain,
};
