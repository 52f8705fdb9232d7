/* From one question to the next: letters of a stage, coins, captures, the
 * city. */
#include "rules/ballot_flow.h"

#include <stddef.h>
#include <string.h>

#include "rules/lockstep.h"

static struct memory_vote *of(struct world *world)
{
    return &world->memory.vote;
}

static const struct memory_vote *in(const struct world *world)
{
    return &world->memory.vote;
}

static unsigned lowest(unsigned set)
{
    unsigned g = 0;
    while ((set >> g & 1) == 0) {
        g++;
    }
    return g;
}

/* ---- What the city may do ------------------------------------------------ */

static bool offers(const struct world *world, const struct post_letter *letter)
{
    uint32_t stage = ballot_stage_of(letter);
    uint32_t present = in(world)->stage[letter->to];
    /* Nobody leads by more stages than it has come. */
    return stage - present <= BALLOT_AHEAD &&
           (present < BALLOT_LEAD ||
            ballot_lead(world, letter->to) < BALLOT_LEAD);
}

static bool may_fall(const struct world *world, unsigned g)
{
    return !ballot_done(world, g) && !setup_is_traitor(&world->setup, g);
}

static uint32_t count_falls(const struct world *world)
{
    uint32_t count = 0;
    for (unsigned g = 0; in(world)->falls > 0 && g < world->setup.generals;
         g++) {
        count += may_fall(world, g);
    }
    return count;
}

static void fall_option(const struct world *world, uint32_t i,
                        struct option *out)
{
    unsigned g = 0;
    while (!may_fall(world, g) || i-- > 0) {
        g++;
    }
    *out = option_plain(OPTION_FALL);
    out->general = (uint8_t)g;
}

static const struct post_city city = {
    .offers = offers, .extras = count_falls, .extra = fall_option};

/* ---- Letters of a stage -------------------------------------------------- */

/* The stage whose letters general g is about to write. */
static uint32_t writing(const struct world *world, unsigned g)
{
    return in(world)->stage[g];
}

static void write_letter(struct world *world, const struct post_letter *letter,
                         struct event_log *log)
{
    (void)post_write(world, letter, log);
    ballot_drop(world, letter->to, log);
}

/* Write on from world->actor. Returns true when a traitor is asked. */
static bool write_stage(struct world *world, unsigned g, struct event_log *log)
{
    const struct setup *setup = &world->setup;
    bool asked = setup_is_traitor(setup, g);
    for (; world->actor < setup->generals; world->actor++) {
        struct post_letter letter;
        if (world->actor == g) {
            continue;
        }
        if (asked && !setup_is_traitor(setup, world->actor) &&
            setup->road[g][world->actor] > 0) {
            return true;
        }
        letter = ballot_letter(world, g, world->actor, writing(world, g));
        write_letter(world, &letter, log);
    }
    world->actor = 0;
    return false;
}

/* Who has decided writes the proposals of its last phase too, and is done. */
static void write_last(struct world *world, unsigned g, struct event_log *log)
{
    struct memory_vote *vote = of(world);
    vote->proposal[g] = vote->value[g];
    for (unsigned to = 0; to < world->setup.generals; to++) {
        if (to != g) {
            struct post_letter letter =
                ballot_letter(world, g, to, writing(world, g) + 1);
            write_letter(world, &letter, log);
        }
    }
    vote->halted = (uint16_t)(vote->halted | 1u << g);
    ballot_drop(world, g, log);
}

/* The lowest general who is entering a stage writes. Returns true when a
 * traitor is asked. */
static bool enter_next(struct world *world, unsigned otherwise,
                       struct event_log *log)
{
    struct memory_vote *vote = of(world);
    unsigned g = lowest(vote->entering);
    world->stage = STAGE_LETTERS;
    if (write_stage(world, g, log)) {
        return true;
    }
    vote->entering = (uint16_t)(vote->entering & ~(1u << g));
    if (world->decided[g] != ORDER_NONE) {
        write_last(world, g, log);
    }
    (void)ballot_step(world, g, otherwise, log);
    return false;
}

/* ---- The end ------------------------------------------------------------- */

static bool all_decided(const struct world *world)
{
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (!ballot_done(world, g) && !setup_is_traitor(&world->setup, g)) {
            return false;
        }
    }
    return true;
}

static bool letter_may_arrive(const struct world *world)
{
    return post_first(world, &city) == OPTION_DELIVER;
}

bool ballot_is_over(const struct world *world)
{
    return in(world)->tossing == 0 &&
           (all_decided(world) || !letter_may_arrive(world));
}

static bool is_over(const struct world *world)
{
    uint32_t deadline = world->setup.deadline;
    return (deadline > 0 && world->clock >= deadline) || ballot_is_over(world);
}

static void end(struct world *world, struct event_log *log)
{
    struct verdict verdict;
    world->stage = STAGE_OVER;
    world->actor = NO_GENERAL;
    ballot_judge(world, &verdict);
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = NO_LETTER,
                                  .kind = EVENT_BATTLE,
                                  .actor = NO_GENERAL,
                                  .target = NO_GENERAL,
                                  .order = verdict.falls,
                                  .round = world->round});
}

static void run(struct world *world, unsigned otherwise, struct event_log *log)
{
    while (in(world)->entering != 0) {
        if (enter_next(world, otherwise, log)) {
            return;
        }
    }
    world->stage = STAGE_ROADS;
    if (in(world)->tossing != 0 || post_next_chance(world)) {
        return;
    }
    if (is_over(world)) {
        end(world, log);
    }
}

/* ---- struct rules -------------------------------------------------------- */

void ballot_start(struct world *world, unsigned otherwise,
                  struct event_log *log)
{
    const struct setup *setup = &world->setup;
    struct memory_vote *vote = of(world);
    memset(vote, 0, offsetof(struct memory_vote, post));
    memset(&vote->post, 0, offsetof(struct post, letter));
    memset(vote->proposal, ORDER_NONE, setup->generals);
    memcpy(vote->value, setup->input, sizeof vote->value);
    memset(world->duty, ORDER_NONE, sizeof world->duty);
    memset(world->decided, ORDER_NONE, sizeof world->decided);
    memset(world->accused, NO_GENERAL, sizeof world->accused);
    vote->falls = setup->falls;
    world->budget = setup->budget;
    world->round = 1;
    for (unsigned g = 0; g < setup->generals; g++) {
        ballot_enter(world, g, log);
    }
    run(world, otherwise, log);
}

enum asked { ASKED_LETTER, ASKED_COIN, ASKED_CAPTURE, ASKED_CITY };

static bool chance_may_capture(const struct world *world)
{
    const struct post_letter *letter = post_look(world, world->at);
    return world->setup.capture > 0 && letter != NULL && post_flies(letter) &&
           (letter->flags & POST_ROAD) == 0;
}

static enum asked asked(const struct world *world)
{
    if (world->stage == STAGE_LETTERS) {
        return ASKED_LETTER;
    }
    if (in(world)->tossing != 0) {
        return ASKED_COIN;
    }
    return chance_may_capture(world) ? ASKED_CAPTURE : ASKED_CITY;
}

static void ask_letter(const struct world *world, struct decision *out)
{
    unsigned g = lowest(in(world)->entering);
    bool proposes = ballot_proposes(writing(world, g));
    out->options = proposes ? VOTE_VALUES + 1 : VOTE_VALUES;
    out->item = post_letters(world);
    out->chooser = CHOOSER_TRAITOR;
    out->kind = DECISION_VOTE;
    out->actor = (uint8_t)g;
    out->target = world->actor;
    out->round = (uint8_t)(writing(world, g) * GENERALS_MAX + g);
}

void ballot_ask(const struct world *world, struct decision *out)
{
    *out = (struct decision){.cursor = world->cursor,
                             .item = NO_LETTER,
                             .minute = world->clock,
                             .chooser = CHOOSER_NOBODY,
                             .actor = NO_GENERAL,
                             .target = NO_GENERAL};
    if (world->stage == STAGE_OVER) {
        return;
    }
    switch (asked(world)) {
    case ASKED_LETTER:
        ask_letter(world, out);
        break;
    case ASKED_COIN:
        out->options = 2;
        out->chooser = CHOOSER_CHANCE;
        out->kind = DECISION_TOSS;
        out->actor = (uint8_t)lowest(in(world)->tossing);
        out->round = (uint8_t)world->cursor;
        break;
    case ASKED_CAPTURE:
        post_ask_chance(world, out);
        break;
    case ASKED_CITY:
        post_ask(world, &city, out);
        break;
    }
}

/* A traitor's letter: the duty, the other values, silence. */
static void letter_option(const struct world *world, uint32_t i,
                          struct option *out)
{
    unsigned g = lowest(in(world)->entering);
    uint32_t stage = writing(world, g);
    unsigned values = ballot_proposes(stage) ? VOTE_VALUES : VOTE_VALUES - 1;
    unsigned duty =
        ballot_proposes(stage) ? in(world)->proposal[g] : in(world)->value[g];
    unsigned value;
    if (i == values) {
        *out = option_plain(OPTION_SILENT);
        return;
    }
    value = order_option(duty < 2 ? duty : 2, i);
    *out = value < 2 ? option_order(OPTION_SAY, value)
                     : option_plain(OPTION_UNSURE);
}

void ballot_option(const struct world *world, uint64_t i, struct option *out)
{
    switch (asked(world)) {
    case ASKED_LETTER:
        letter_option(world, (uint32_t)i, out);
        break;
    case ASKED_COIN:
        *out = option_order(OPTION_TOSS, (unsigned)i);
        out->weight = 1;
        break;
    case ASKED_CAPTURE:
        *out = lockstep_capture_option(world, (uint32_t)i);
        break;
    case ASKED_CITY:
        post_option(world, &city, (uint32_t)i, out);
        break;
    }
}

enum status ballot_accepts(const struct world *world, uint64_t answer)
{
    (void)answer;
    return post_has_room(world, 3u * world->setup.generals) ? STATUS_OK
                                                            : STATUS_FULL;
}

static void apply_letter(struct world *world, const struct option *chosen,
                         struct event_log *log)
{
    unsigned g = lowest(in(world)->entering);
    struct post_letter letter =
        ballot_letter(world, g, world->actor, writing(world, g));
    letter.order = chosen->order; /* ORDER_NONE: none, or silence */
    if (chosen->kind == OPTION_SILENT) {
        letter.flags |= POST_SILENT;
    }
    write_letter(world, &letter, log);
    world->actor++;
}

static void log_general(const struct world *world, enum event_kind kind,
                        unsigned g, unsigned order, struct event_log *log)
{
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = NO_LETTER,
                                  .kind = (uint8_t)kind,
                                  .actor = (uint8_t)g,
                                  .target = NO_GENERAL,
                                  .order = (uint8_t)order,
                                  .round = world->round});
}

static void apply_coin(struct world *world, unsigned value,
                       struct event_log *log)
{
    unsigned g = lowest(in(world)->tossing);
    log_general(world, EVENT_TOSSED, g, value, log);
    ballot_settle(world, g, value);
    ballot_drop(world, g, log);
    ballot_enter(world, g, log);
}

static void apply_city(struct world *world, const struct option *chosen,
                       unsigned otherwise, struct event_log *log)
{
    struct memory_vote *vote = of(world);
    struct post_letter *letter;
    unsigned g;
    world->clock += STEP_MINUTES;
    if (chosen->kind == OPTION_FALL) {
        g = chosen->general;
        vote->fallen = (uint16_t)(vote->fallen | 1u << g);
        vote->falls--;
        log_general(world, EVENT_FELL, g, ORDER_NONE, log);
        ballot_drop(world, g, log);
        return;
    }
    letter = post_find(world, chosen->letter);
    if (chosen->kind == OPTION_CAPTURE) {
        post_capture(world, letter, log);
        world->budget--;
        return;
    }
    g = letter->to;
    ballot_receive(world, letter, log);
    (void)ballot_step(world, g, otherwise, log);
}

void ballot_apply(struct world *world, uint64_t answer, unsigned otherwise,
                  struct event_log *log)
{
    struct option chosen;
    ballot_option(world, answer, &chosen);
    switch (asked(world)) {
    case ASKED_LETTER:
        apply_letter(world, &chosen, log);
        break;
    case ASKED_COIN:
        apply_coin(world, chosen.order, log);
        break;
    case ASKED_CAPTURE:
        if (chosen.kind == OPTION_CAPTURE) {
            post_capture(world, post_find(world, world->at), log);
        } else {
            post_find(world, world->at)->flags |= POST_ROAD;
        }
        break;
    case ASKED_CITY:
        apply_city(world, &chosen, otherwise, log);
        break;
    }
    run(world, otherwise, log);
}
