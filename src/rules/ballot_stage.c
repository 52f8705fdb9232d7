/* One general's way through the stages. */
#include <string.h>

#include "rules/ballot_flow.h"

static struct memory_vote *of(struct world *world)
{
    return &world->memory.vote;
}

static const struct memory_vote *in(const struct world *world)
{
    return &world->memory.vote;
}

unsigned ballot_waits_for(const struct setup *setup)
{
    return setup->generals - (unsigned)setup->faults;
}

unsigned ballot_to_propose(const struct setup *setup)
{
    unsigned faults = setup->traitors != 0 ? setup->faults : 0;
    return (setup->generals + faults) / 2 + 1;
}

unsigned ballot_to_decide(const struct setup *setup)
{
    return setup->traitors != 0
               ? (setup->generals + (unsigned)setup->faults) / 2 + 1
               : setup->faults + 1u;
}

unsigned ballot_to_adopt(const struct setup *setup)
{
    return setup->traitors != 0 ? setup->faults + 1u : 1;
}

unsigned ballot_phase(uint32_t stage)
{
    return stage / 2 + 1;
}

bool ballot_proposes(uint32_t stage)
{
    return stage % 2 == 1;
}

uint32_t ballot_stage_of(const struct post_letter *letter)
{
    return 2 * (letter->phase - 1u) + (letter->kind == POST_PROPOSAL);
}

/* The place of a value in a tally: 0, 1, or none. */
static unsigned place(unsigned value)
{
    return value < 2 ? value : 2;
}

static unsigned sum(const uint8_t tally[VOTE_VALUES])
{
    return (unsigned)tally[0] + tally[1] + tally[2];
}

unsigned ballot_held(const struct world *world, unsigned g)
{
    return sum(in(world)->tally[g][0]);
}

bool ballot_done(const struct world *world, unsigned g)
{
    return ((in(world)->fallen | in(world)->halted) >> g & 1) != 0;
}

/* Say whether general `to` has no more use for letters of this stage. Its own
 * letter will count, so one less than it waits for is enough. */
static bool is_late(const struct world *world, unsigned to, uint32_t stage)
{
    const struct memory_vote *vote = in(world);
    uint32_t ahead = stage - vote->stage[to];
    if (ballot_done(world, to) || stage < vote->stage[to]) {
        return true;
    }
    return ahead > 0 && ahead < VOTE_AHEAD &&
           sum(vote->tally[to][ahead]) + 1 >= ballot_waits_for(&world->setup);
}

void ballot_drop(struct world *world, unsigned g, struct event_log *log)
{
    struct post *post = post_of(world);
    for (uint32_t i = post->settled; i < post->used; i++) {
        struct post_letter *letter = &post->letter[i];
        if (letter->to == g && post_flies(letter) &&
            is_late(world, g, ballot_stage_of(letter))) {
            post_arrive(world, letter, POST_LATE, log);
        }
    }
}

void ballot_receive(struct world *world, struct post_letter *letter,
                    struct event_log *log)
{
    struct memory_vote *vote = of(world);
    unsigned to = letter->to;
    uint32_t ahead = ballot_stage_of(letter) - vote->stage[to];
    post_arrive(world, letter, 0, log);
    vote->tally[to][ahead][place(letter->order)]++;
    ballot_drop(world, to, log);
}

struct post_letter ballot_letter(const struct world *world, unsigned g,
                                 unsigned to, uint32_t stage)
{
    const struct memory_vote *vote = in(world);
    bool proposes = ballot_proposes(stage);
    unsigned value = proposes ? vote->proposal[g] : vote->value[g];
    return (struct post_letter){.phase = (uint16_t)ballot_phase(stage),
                                .from = (uint8_t)g,
                                .to = (uint8_t)to,
                                .kind = proposes ? POST_PROPOSAL : POST_REPORT,
                                .order = (uint8_t)value,
                                .duty = (uint8_t)value,
                                .flags = POST_DUE};
}

void ballot_enter(struct world *world, unsigned g, struct event_log *log)
{
    struct memory_vote *vote = of(world);
    uint32_t stage = vote->stage[g];
    unsigned value =
        ballot_proposes(stage) ? vote->proposal[g] : vote->value[g];
    vote->entering = (uint16_t)(vote->entering | 1u << g);
    vote->tally[g][0][place(value)]++;
    if (!ballot_proposes(stage)) {
        event_add(log, (struct event){.minute = world->clock,
                                      .letter = NO_LETTER,
                                      .kind = EVENT_PHASE,
                                      .actor = (uint8_t)g,
                                      .target = NO_GENERAL,
                                      .order = vote->value[g],
                                      .round = world->round,
                                      .block = (uint16_t)ballot_phase(stage)});
    }
}

/* The tallies of the next stage become those of the present one. */
static void next_stage(struct memory_vote *vote, unsigned g)
{
    vote->stage[g]++;
    memmove(vote->tally[g][0], vote->tally[g][1],
            sizeof vote->tally[g] - sizeof vote->tally[g][0]);
    memset(vote->tally[g][VOTE_AHEAD - 1], 0, sizeof vote->tally[g][0]);
}

void ballot_settle(struct world *world, unsigned g, unsigned value)
{
    struct memory_vote *vote = of(world);
    vote->value[g] = (uint8_t)value;
    vote->proposal[g] = ORDER_NONE;
    vote->tossing = (uint16_t)(vote->tossing & ~(1u << g));
    next_stage(vote, g);
}

static void decide(struct world *world, unsigned g, unsigned value,
                   unsigned votes, struct event_log *log)
{
    struct memory_vote *vote = of(world);
    vote->votes[g] = (uint8_t)votes;
    vote->ended[g] = ballot_phase(vote->stage[g]);
    world->duty[g] = (uint8_t)value;
    world->decided[g] = (uint8_t)value;
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = NO_LETTER,
                                  .kind = EVENT_DECIDED,
                                  .actor = (uint8_t)g,
                                  .target = NO_GENERAL,
                                  .order = (uint8_t)value,
                                  .round = world->round});
}

/* All proposals that it waits for are there. Returns false when it tosses. */
static bool end_phase(struct world *world, unsigned g, unsigned otherwise,
                      struct event_log *log)
{
    struct memory_vote *vote = of(world);
    const uint8_t *tally = vote->tally[g][0];
    unsigned most = tally[1] > tally[0], votes = tally[most];
    if (votes >= ballot_to_decide(&world->setup) &&
        !setup_is_traitor(&world->setup, g)) {
        decide(world, g, most, votes, log);
        ballot_settle(world, g, most);
    } else if (votes >= ballot_to_adopt(&world->setup)) {
        ballot_settle(world, g, most);
    } else if (otherwise == BALLOT_COIN) {
        vote->tossing = (uint16_t)(vote->tossing | 1u << g);
        return false;
    } else {
        ballot_settle(world, g, otherwise);
    }
    return true;
}

bool ballot_step(struct world *world, unsigned g, unsigned otherwise,
                 struct event_log *log)
{
    struct memory_vote *vote = of(world);
    const uint8_t *tally = vote->tally[g][0];
    if (ballot_done(world, g) || sum(tally) < ballot_waits_for(&world->setup)) {
        return false;
    }
    if (ballot_proposes(vote->stage[g])) {
        if (!end_phase(world, g, otherwise, log)) {
            return false;
        }
    } else {
        unsigned most = tally[1] > tally[0];
        bool clear = tally[most] >= ballot_to_propose(&world->setup);
        vote->proposal[g] = clear ? (uint8_t)most : ORDER_NONE;
        next_stage(vote, g);
    }
    ballot_drop(world, g, log);
    ballot_enter(world, g, log);
    return true;
}
