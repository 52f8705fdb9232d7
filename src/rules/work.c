/* Proof of work.
 *
 * Problem: agree without a leader and without knowing whom to believe.
 * Idea: a letter that costs work. Every general tries nonces on the end of the
 * longest chain of blocks that he knows; who finds a block sends the whole
 * chain to all. To undo an order one has to do all the work after it again,
 * faster than everybody else together.
 *
 * At minute 0 the commander writes his order to all: plain letters, of which a
 * traitor may make what he likes. General g tries power[g] nonces in each
 * minute, in ascending number; one nonce in `tries` finds a block
 * (work_bytes.h). A block names the order of its chain; on a chain that names
 * none, the one that its miner heard from the commander, if any. A letter
 * carries the whole chain up to a block: so a receiver never lacks a parent,
 * and one letter is enough for whoever was cut off. A general follows the
 * longest chain, the first seen of equals. At the deadline he obeys the order
 * of his chain if it has z confirmations (its own block counts as one), and
 * retreats otherwise; with z = 0 and no order in his chain he obeys what he
 * heard.
 *
 * Letters: n - 1 orders, and n - 1 chains a block. A chain that is new to a
 * general he passes on to those who have no road from where it came.
 * A loyal general is asked which chain he follows when he is about to leave
 * one, or knows another that is at most a block behind. Traitors share what
 * they know and are asked together whenever that changes, and at an alarm that
 * they set: what to show to each loyal general (letters among traitors are not
 * needed), what to build on, when to be asked again.
 *
 * Theorem: nothing is certain. A traitor with less than half of the power who
 * is z blocks behind catches up with a probability that falls exponentially in
 * z; with half of it or more he always does (lab/race.h).
 * Source: Nakamoto 2008; Garay, Kiayias and Leonardos 2015.
 * Departs from the paper: minutes are steps, in each of which a general finds
 * at most one block; letters carry whole chains; the difficulty is fixed; the
 * vote is an order, the lowest in a chain counts; the ledger ends at a
 * deadline. */
#include <string.h>

#include "rules/table.h"
#include "rules/work.h"
#include "rules/work_flow.h"
#include "rules/work_ledger.h"

/* More would hardly fit: forks and lucky days need room, too. */
enum { EXPECTED_MAX = BLOCKS_MAX / 2, CONFIRMATIONS_MAX = BLOCKS_MAX / 4 };

static enum status check_hours(const struct setup *setup, struct diag *why)
{
    for (unsigned o = 1; o < setup->orders; o++) {
        if (setup->order_minute[o] < setup->deadline) {
            diag_set(why,
                     "the deadline (minute %u) comes after the hour of \"%s\" "
                     "(minute %u); it must be that or earlier",
                     (unsigned)setup->deadline, setup->order_id[o],
                     (unsigned)setup->order_minute[o]);
            return STATUS_SETUP;
        }
    }
    return STATUS_OK;
}

/* Blocks must be possible, but not too many. */
static enum status check_pace(const struct setup *setup, struct diag *why)
{
    uint64_t power = work_power(setup), tries = setup->tries;
    if (tries == 0 || power == 0) {
        diag_set(why, tries == 0
                          ? "no block can be found: tries is 0; it must be at "
                            "least 1"
                          : "no block can be found: no general has any power "
                            "(nonces a minute)");
        return STATUS_SETUP;
    }
    if (setup->deadline * power < tries) {
        diag_set(why,
                 "the deadline (minute %u) comes before the first block can be "
                 "expected (minute %llu); let it be later, or the work less",
                 (unsigned)setup->deadline,
                 (unsigned long long)((tries + power - 1) / power));
        return STATUS_SETUP;
    }
    if (setup->deadline * power / tries > EXPECTED_MAX) {
        diag_set(
            why,
            "about %llu blocks would be found before the deadline; there "
            "is room for %d: let the work be more, or the deadline earlier",
            (unsigned long long)(setup->deadline * power / tries),
            (int)EXPECTED_MAX);
        return STATUS_SETUP;
    }
    return STATUS_OK;
}

static enum status work_check(const struct setup *setup, struct diag *why)
{
    enum status status = check_pace(setup, why);
    if (setup->confirmations > CONFIRMATIONS_MAX) {
        diag_set(why, "%u confirmations; 0 to %d can be asked for",
                 setup->confirmations, (int)CONFIRMATIONS_MAX);
        return STATUS_SETUP;
    }
    return status == STATUS_OK ? check_hours(setup, why) : status;
}

/* Certainty of consistency is what this rule gives up. */
static bool work_promised(const struct setup *setup)
{
    (void)setup;
    return false;
}

static void work_start(struct world *world, struct event_log *log)
{
    const struct setup *setup = &world->setup;
    struct memory_work *work = &world->memory.work;
    unsigned chief = setup->commander;
    ledger_start(world);
    memset(world->duty, ORDER_NONE, sizeof world->duty);
    memset(world->decided, ORDER_NONE, sizeof world->decided);
    memset(world->accused, NO_GENERAL, sizeof world->accused);
    world->budget = setup->budget;
    for (unsigned g = 0; g < setup->generals; g++) {
        if (g == chief ||
            (setup_is_traitor(setup, chief) && setup_is_traitor(setup, g))) {
            work->heard[g] = setup->order;
            work->vote[g] = setup->order;
        }
    }
    work->woken = setup->traitors != 0;
    work->phase = PHASE_ANNOUNCE;
    flow_begin_round(world);
    flow_run(world, log);
}

static uint32_t work_letters(const struct world *world)
{
    return world->memory.work.letters;
}

/* The first bytes of a block's id: what a view may tell a block by. */
static uint64_t short_id(const struct block *block)
{
    uint64_t head = 0;
    for (unsigned i = 0; i < 8; i++) {
        head = head << 8 | block->id[i];
    }
    return head;
}

static enum letter_state state_of(const struct work_letter *letter)
{
    if ((letter->flags & WORK_SILENT) != 0) {
        return LETTER_UNWRITTEN;
    }
    if ((letter->flags & WORK_CAPTURED) != 0) {
        return LETTER_CAPTURED;
    }
    return (letter->flags & WORK_FLOOD) != 0 ? LETTER_REFUSED : LETTER_ARRIVED;
}

static void work_letter(const struct world *world, uint32_t index,
                        struct letter *out)
{
    const struct memory_work *work = &world->memory.work;
    const struct work_letter *letter = &work->letter[index];
    bool block = letter->block != NO_BLOCK;
    bool due = (letter->flags & WORK_DUE) != 0;
    *out = (struct letter){.index = index,
                           .sent = letter->sent,
                           .arrives = letter->arrives,
                           .from = letter->from,
                           .to = letter->to,
                           .order = letter->order,
                           .counted = letter->order,
                           .duty = due ? letter->order : ORDER_NONE,
                           .round = 1,
                           .state = (uint8_t)state_of(letter),
                           .refusal = letter->refusal,
                           .block = block,
                           .tip = letter->block};
    if (block) {
        out->chain = short_id(&work->block[letter->block]);
    } else {
        out->chain = letter->from;
        out->length = 1;
        out->duty = world->setup.order;
    }
    if (out->state == LETTER_UNWRITTEN) {
        out->order = ORDER_NONE;
    }
}

static size_t work_explain(const struct world *world, unsigned g,
                           struct reason *out, size_t room)
{
    unsigned tip = world->memory.work.tip[g], order = work_order(world, tip);
    unsigned have = work_confirmations(world, tip);
    unsigned want = world->setup.confirmations;
    enum reason_kind kind = order == ORDER_NONE ? REASON_NO_CHAIN
                            : have >= want      ? REASON_CHAIN
                                                : REASON_FEW;
    if (world->memory.work.phase != PHASE_JUDGE) {
        return 0;
    }
    if (room > 0) {
        out[0] = (struct reason){.letter = NO_LETTER,
                                 .kind = (uint8_t)kind,
                                 .general = (uint8_t)g,
                                 .order = (uint8_t)order,
                                 .count = (uint8_t)(have < 255 ? have : 255),
                                 .of = (uint8_t)want};
    }
    return 1;
}

const struct rules rules_work = {
    .id = "work",
    .title = "Proof of work",
    .source = "Nakamoto 2008",
    .traits = RULES_WORK,
    .check = work_check,
    .promised = work_promised,
    .start = work_start,
    .ask = work_ask,
    .option = work_option,
    .accepts = work_accepts,
    .apply = work_apply,
    .judge = lockstep_judge,
    .letters = work_letters,
    .letter = work_letter,
    .canon = world_canon,
    .explain = work_explain,
};
