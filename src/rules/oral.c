/* OM(m): oral messages, compared by majority.
 *
 * Problem: generals who can only talk, some of them traitors, must agree on
 * the commander's order.
 * Idea: everybody passes on to everybody else what it heard, m times over,
 * with the names of all who passed it on; then the values are voted on from
 * the leaves of that tree upwards.
 * Rounds and letters: m + 1 rounds; round r has (n-1)(n-2)..(n-r) letters. A
 * letter of round r passes on one letter of round r - 1 to one general who is
 * not on its path.
 * Theorem: with t traitors all loyal lieutenants obey the same order, that of
 * a loyal commander, if n > 2t + m and m >= t (n > 3m for m = t); with n <= 3t
 * no rule whatever can promise it.
 * Source: Lamport, Shostak and Pease 1982, section 3, algorithm OM(m) and
 * Theorem 1; section 2 for the impossibility.
 * Ours: the majority needs more than half of the values, else the default
 * order; rounds beyond n - 1 are empty; a letter to a general without a road
 * is as silence. */
#include <string.h>

#include "rules/lockstep.h"
#include "rules/oral_explain.h"
#include "rules/oral_vote.h"
#include "rules/table.h"
#include "rules/unsealed.h"

/* The first general from `from` on who is not in `used`; GENERALS_MAX when
 * there is none. The lowest bit is found by a de Bruijn sequence: shifted left
 * by 0 to 15, its upper four bits are 16 different numbers. */
static uint8_t next_unused(unsigned used, unsigned from)
{
    static const uint8_t place[GENERALS_MAX] = {0,  1, 2, 5,  3,  9, 6,  11,
                                                15, 4, 8, 10, 14, 7, 13, 12};
    unsigned free = ~used & (UINT32_MAX << from) & UINT16_MAX;
    unsigned lowest = free & (~free + 1);
    return free == 0 ? GENERALS_MAX
                     : place[(lowest * 0x09afu & UINT16_MAX) >> 12];
}

/* Step the path of `length` generals to its lexicographic successor. Its end
 * is never asked for: letters are counted. */
static void next_path(struct memory_oral *oral, unsigned generals)
{
    unsigned k = oral->length;
    unsigned next;
    do {
        k--;
        oral->used = (uint16_t)(oral->used & ~(1u << oral->path[k]));
        next = next_unused(oral->used, oral->path[k] + 1u);
    } while (next >= generals && k > 1);
    for (;;) {
        oral->path[k] = (uint8_t)next;
        oral->used = (uint16_t)(oral->used | 1u << next);
        if (++k == oral->length) {
            return;
        }
        next = next_unused(oral->used, 0);
    }
}

static uint32_t oral_first(const struct world *world)
{
    return paths_before_round(world->setup.generals, world->round);
}

/* The generals who have a road to every other one. */
static uint16_t reaching_all(const struct setup *setup)
{
    uint16_t mask = 0;
    for (unsigned i = 0; i < setup->generals; i++) {
        bool all = true;
        for (unsigned j = 0; j < setup->generals; j++) {
            all = all && (setup->road[i][j] > 0 || i == j);
        }
        mask = (uint16_t)(mask | (unsigned)all << i);
    }
    return mask;
}

static bool oral_begin(struct world *world)
{
    struct memory_oral *oral = &world->memory.oral;
    if (world->round > oral_last_round(&world->setup)) {
        return false;
    }
    oral->letters =
        paths_before_round(world->setup.generals, world->round + 1u);
    oral->reaches_all = reaching_all(&world->setup);
    /* Rubbish lies where nothing was in use. */
    memset(oral->letter + oral_first(world), 0,
           oral->letters - oral_first(world));
    oral->length = world->round;
    oral->path[0] = world->setup.commander;
    oral->used = (uint16_t)(1u << world->setup.commander);
    for (unsigned k = 1; k < oral->length; k++) {
        oral->path[k] = next_unused(oral->used, 0);
        oral->used = (uint16_t)(oral->used | 1u << oral->path[k]);
    }
    oral->target = next_unused(oral->used, 0);
    oral->passes = paths_before_round(world->setup.generals, world->round - 1u);
    oral->value = world->round == 1 ? world->setup.order
                                    : oral->letter[oral->passes] & ORAL_HEARD;
    return true;
}

static uint32_t oral_end(const struct world *world)
{
    return world->memory.oral.letters;
}

static uint32_t oral_longest(const struct world *world)
{
    uint32_t commander = 1u << world->setup.commander;
    return world->round == 1
               ? lockstep_longest(&world->setup, commander, UINT16_MAX)
               : lockstep_longest(&world->setup, ~commander, ~commander);
}

static void oral_ride(const struct world *world, uint32_t index,
                      struct ride *out)
{
    uint8_t who[GENERALS_MAX];
    unsigned length =
        paths_unpack(world->setup.generals, world->setup.commander, index, who);
    out->from = who[length - 2];
    out->to = who[length - 1];
    out->written = (world->memory.oral.letter[index] & ORAL_SILENT) == 0;
}

/* Step to the next path of the round, if there is one. */
static void step_path(struct world *world)
{
    struct memory_oral *oral = &world->memory.oral;
    if (world->at < oral->letters) {
        next_path(oral, world->setup.generals);
        oral->passes++;
        oral->value = oral->letter[oral->passes] & ORAL_HEARD;
    }
    oral->target = next_unused(oral->used, 0);
}

static void log_letter(const struct world *world, bool written,
                       struct event_log *log)
{
    const struct memory_oral *oral = &world->memory.oral;
    struct ride ride = {.from = oral->path[oral->length - 1],
                        .to = oral->target,
                        .written = written};
    unsealed_log(world, world->at, &ride, log);
}

/* Write one letter about the present path and step to the next receiver;
 * after the last one, to the next path. */
static void write_letter(struct world *world, uint8_t letter,
                         struct event_log *log)
{
    struct memory_oral *oral = &world->memory.oral;
    bool written = (letter & ORAL_SILENT) == 0;
    oral->letter[world->at] = letter;
    world->sent += written;
    if (log != NULL) {
        log_letter(world, written, log);
    }
    world->at++;
    oral->target = next_unused(oral->used, oral->target + 1u);
    if (oral->target >= world->setup.generals) {
        step_path(world);
    }
}

/* A loyal general passes on what it heard, to all who are not on the path. */
static void write_loyal(struct world *world, struct event_log *log)
{
    struct memory_oral *oral = &world->memory.oral;
    unsigned sender = oral->path[oral->length - 1];
    unsigned receivers = world->setup.generals - world->round;
    uint8_t letter = unsealed_says(oral->value);
    if (log == NULL && (oral->reaches_all >> sender & 1) != 0) {
        /* The same as below, all at once: most letters are such. */
        memset(oral->letter + world->at, letter, receivers);
        world->at += receivers;
        world->sent += receivers;
        step_path(world);
        return;
    }
    for (unsigned k = 0; k < receivers; k++) {
        bool road = world->setup.road[sender][oral->target] > 0;
        write_letter(world, road ? letter : unsealed_silence(), log);
    }
}

/* Say whether the next letter is a traitor's, and has a road. */
static bool is_asked(const struct world *world)
{
    const struct memory_oral *oral = &world->memory.oral;
    unsigned sender = oral->path[oral->length - 1];
    return world->at < oral->letters &&
           (world->setup.traitors >> sender & 1) != 0 &&
           ((oral->reaches_all >> sender & 1) != 0 ||
            world->setup.road[sender][oral->target] != 0);
}

static bool oral_write(struct world *world, struct event_log *log)
{
    struct memory_oral *oral = &world->memory.oral;
    while (world->at < oral->letters) {
        unsigned sender = oral->path[oral->length - 1];
        if ((world->setup.traitors >> sender & 1) == 0) {
            write_loyal(world, log);
        } else if (is_asked(world)) {
            return true;
        } else {
            write_letter(world, unsealed_silence(), log);
        }
    }
    return false;
}

static void oral_capture(struct world *world, uint32_t index)
{
    unsealed_capture(&world->memory.oral.letter[index]);
}

static void oral_conclude(struct world *world)
{
    uint8_t values[ORAL_VALUES];
    oral_fold(&world->memory.oral, world->setup.generals,
              oral_last_round(&world->setup), values);
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (g == world->setup.commander) {
            world->duty[g] = world->setup.order;
        } else {
            world->duty[g] = values[oral_rank(&world->setup, g)];
        }
        if (setup_is_traitor(&world->setup, g)) {
            world->duty[g] = ORDER_NONE;
        }
    }
}

static const struct lockstep hooks = {
    .begin = oral_begin,
    .write = oral_write,
    .longest = oral_longest,
    .first = oral_first,
    .end = oral_end,
    .ride = oral_ride,
    .capture = oral_capture,
    .conclude = oral_conclude,
};

static enum status oral_check(const struct setup *setup, struct diag *why)
{
    if (setup->generals < 2) {
        diag_set(why, "oral letters need at least 2 generals, not %u",
                 setup->generals);
        return STATUS_SETUP;
    }
    if (paths_total(setup->generals, oral_last_round(setup) - 1) >
        LETTERS_MAX) {
        diag_set(why,
                 "OM(%u) with %u generals has more than %d letters; take "
                 "fewer generals or a smaller m",
                 setup->depth, setup->generals, (int)LETTERS_MAX);
        return STATUS_FULL;
    }
    return STATUS_OK;
}

static bool oral_promised(const struct setup *setup)
{
    unsigned t = setup_traitors(setup);
    bool bound = setup->depth >= t && setup->generals > 2 * t + setup->depth;
    return (t == 0 || bound) && !setup_can_capture(setup) &&
           setup_roads_complete(setup);
}

static void oral_start(struct world *world, struct event_log *log)
{
    lockstep_start(world, &hooks, log);
}

static void oral_ask(const struct world *world, struct decision *out)
{
    const struct memory_oral *oral = &world->memory.oral;
    if (world->stage != STAGE_LETTERS) {
        lockstep_ask(world, &hooks, out);
        return;
    }
    *out = (struct decision){.cursor = world->cursor,
                             .options = world->setup.orders + 1u,
                             .item = world->at,
                             .minute = world->clock,
                             .chooser = CHOOSER_TRAITOR,
                             .kind = DECISION_LETTER,
                             .actor = oral->path[oral->length - 1],
                             .target = oral->target,
                             .round = world->round};
}

static void oral_option(const struct world *world, uint64_t i,
                        struct option *out)
{
    if (world->stage != STAGE_LETTERS) {
        lockstep_option(world, &hooks, i, out);
        return;
    }
    unsealed_option(world->memory.oral.value, world->setup.orders, (uint32_t)i,
                    out);
}

/* What a traitor writes with this answer. */
static uint8_t letter_of(const struct world *world, uint32_t answer)
{
    return answer == world->setup.orders
               ? unsealed_silence()
               : unsealed_says(order_option(world->memory.oral.value, answer));
}

static void oral_apply(struct world *world, uint64_t answer,
                       struct event_log *log)
{
    if (world->stage != STAGE_LETTERS) {
        lockstep_apply(world, &hooks, answer, log);
        return;
    }
    write_letter(world, letter_of(world, (uint32_t)answer), log);
    if (!is_asked(world)) { /* mostly the next letter of the same path is */
        lockstep_run(world, &hooks, log);
    }
}

/* The letters about one path to all who have not got theirs. */
static uint32_t oral_row(const struct world *world)
{
    const struct memory_oral *oral = &world->memory.oral;
    unsigned sender = oral->path[oral->length - 1];
    if (world->stage != STAGE_LETTERS ||
        (oral->reaches_all >> sender & 1) == 0) {
        return 1;
    }
    return set_count(~oral->used & ((1u << world->setup.generals) - 1u) &
                     UINT32_MAX << oral->target);
}

static void oral_apply_row(struct world *world, const uint8_t *answers,
                           uint32_t count)
{
    uint8_t *letter = world->memory.oral.letter + world->at;
    uint32_t silent = 0;
    for (uint32_t i = 0; i < count; i++) {
        letter[i] = letter_of(world, answers[i]);
        silent += (letter[i] & ORAL_SILENT) != 0;
    }
    world->sent += count - silent;
    world->at += count;
    step_path(world);
    if (!is_asked(world)) {
        lockstep_run(world, &hooks, NULL);
    }
}

static uint32_t oral_letters(const struct world *world)
{
    return world->memory.oral.letters;
}

static void oral_letter(const struct world *world, uint32_t index,
                        struct letter *out)
{
    uint8_t who[GENERALS_MAX];
    const struct setup *setup = &world->setup;
    unsigned length =
        paths_unpack(setup->generals, setup->commander, index, who);
    *out = (struct letter){.chain = paths_pack(who, length - 1),
                           .index = index,
                           .from = who[length - 2],
                           .to = who[length - 1],
                           .length = (uint8_t)(length - 1),
                           .duty = setup->order,
                           .round = (uint8_t)(length - 1)};
    if (length > 2) {
        uint32_t parent = paths_index(setup->generals, who, length - 1);
        out->duty = world->memory.oral.letter[parent] & ORAL_HEARD;
    }
    out->sent = world->round_start[out->round];
    out->arrives = out->sent + setup->road[out->from][out->to];
    unsealed_letter(world, world->memory.oral.letter[index],
                    world->stage != STAGE_LETTERS || index < world->at, out);
}

const struct rules rules_oral = {
    .id = "oral",
    .title = "Oral letters, OM(m)",
    .source = "Lamport, Shostak and Pease 1982, section 3",
    .traits = RULES_SYNCHRONOUS | RULES_DEPTH,
    .check = oral_check,
    .promised = oral_promised,
    .start = oral_start,
    .ask = oral_ask,
    .option = oral_option,
    .apply = oral_apply,
    .row = oral_row,
    .apply_row = oral_apply_row,
    .judge = lockstep_judge,
    .letters = oral_letters,
    .letter = oral_letter,
    .canon = world_canon,
    .explain = oral_explain,
};
