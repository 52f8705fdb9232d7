#include "rules/oral_explain.h"

#include "rules/oral_vote.h"

/* How the vote of general g came out. */
static struct reason outcome(const uint16_t votes[ORDERS_MAX], unsigned of)
{
    uint8_t order = oral_majority(votes, of);
    bool won = votes[order] * 2u > of;
    return (struct reason){.letter = NO_LETTER,
                           .kind = won ? REASON_MAJORITY : REASON_TIE,
                           .general = NO_GENERAL,
                           .order = order,
                           .count = (uint8_t)votes[order],
                           .of = (uint8_t)of};
}

static size_t explain_one(struct reason *out, size_t room, struct reason reason)
{
    if (room > 0) {
        *out = reason;
    }
    return 1;
}

/* With m = 0 there is no vote: one letter, or none. */
static size_t explain_direct(const struct world *world, unsigned g,
                             struct reason *out, size_t room)
{
    uint32_t index = oral_rank(&world->setup, g);
    uint8_t letter = world->memory.oral.letter[index];
    bool came = (letter & (ORAL_SILENT | ORAL_CAPTURED)) == 0;
    return explain_one(
        out, room,
        (struct reason){.letter = index,
                        .kind = came ? REASON_HEARD : REASON_NOTHING,
                        .general = world->setup.commander,
                        .order = letter & ORAL_HEARD});
}

/* What lieutenant g takes `speaker` to have heard from the commander. */
static struct reason value_of(const struct world *world, unsigned g,
                              unsigned speaker, const uint8_t *values)
{
    const struct setup *setup = &world->setup;
    const uint8_t who[] = {setup->commander, (uint8_t)speaker, (uint8_t)g};
    uint32_t own = oral_rank(setup, g);
    uint32_t index = speaker == g ? own : paths_index(setup->generals, who, 3);
    return (struct reason){
        .letter = index,
        .kind = REASON_VALUE,
        .general = (uint8_t)speaker,
        .order = speaker == g ? world->memory.oral.letter[own] & ORAL_HEARD
                              : values[index]};
}

/* The votes of lieutenant g, by number of the speaker, then their outcome. */
static size_t explain_vote(const struct world *world, unsigned g,
                           struct reason *out, size_t room)
{
    const struct setup *setup = &world->setup;
    uint8_t values[ORAL_VALUES];
    uint16_t votes[ORDERS_MAX] = {0};
    size_t count = 0;
    oral_fold(&world->memory.oral, world->setup.generals,
              oral_last_round(&world->setup), values);
    for (unsigned j = 0; j < setup->generals; j++) {
        if (j != setup->commander) {
            struct reason reason = value_of(world, g, j, values);
            votes[reason.order]++;
            if (count < room) {
                out[count] = reason;
            }
            count++;
        }
    }
    if (count < room) {
        out[count] = outcome(votes, (unsigned)count);
    }
    return count + 1;
}

size_t oral_explain(const struct world *world, unsigned g, struct reason *out,
                    size_t room)
{
    if (world->stage < STAGE_ACCUSE) {
        return 0; /* there is nothing yet to be voted on */
    }
    if (g == world->setup.commander) {
        return explain_one(out, room,
                           (struct reason){.letter = NO_LETTER,
                                           .kind = REASON_TOLD,
                                           .general = (uint8_t)g,
                                           .order = world->setup.order});
    }
    if (oral_last_round(&world->setup) == 1) {
        return explain_direct(world, g, out, room);
    }
    return explain_vote(world, g, out, room);
}
