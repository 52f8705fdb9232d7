/* From one question to the next under pbft: traitors, captures, the city. */
#include "rules/pbft_flow.h"

#include <stddef.h>
#include <string.h>

static struct memory_pbft *of(struct world *world)
{
    return &world->memory.pbft;
}

static const struct memory_pbft *in(const struct world *world)
{
    return &world->memory.pbft;
}

/* --- what the city may do --- */

static bool may_tire(const struct world *world, unsigned g)
{
    return !setup_is_traitor(&world->setup, g) &&
           in(world)->view[g] < world->setup.confirmations;
}

static uint32_t count_timeouts(const struct world *world)
{
    uint32_t count = 0;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        count += may_tire(world, g);
    }
    return count;
}

/* Who is furthest behind comes first, and of those who waits to decide. */
static void timeout_option(const struct world *world, uint32_t i,
                           struct option *out)
{
    unsigned n = world->setup.generals;
    *out = option_plain(OPTION_TIMEOUT);
    for (unsigned at = 0; at < 2 * n * PBFT_VIEWS_MAX; at++) {
        unsigned g = at % n, view = at / n / 2;
        bool done = at / n % 2 == 1;
        if (may_tire(world, g) && in(world)->view[g] == view &&
            (world->decided[g] != ORDER_NONE) == done && i-- == 0) {
            out->general = (uint8_t)g;
            return;
        }
    }
}

static const struct post_city city = {
    .offers = replica_uses, .extras = count_timeouts, .extra = timeout_option};

/* --- the end --- */

static bool all_decided(const struct world *world)
{
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (!setup_is_traitor(&world->setup, g) &&
            world->decided[g] == ORDER_NONE) {
            return false;
        }
    }
    return true;
}

/* Captures alone bring nobody further. */
static bool can_go_on(const struct world *world)
{
    enum option_kind first = post_first(world, &city);
    return first != OPTION_COUNT && first != OPTION_CAPTURE;
}

static bool is_over(const struct world *world)
{
    uint32_t deadline = world->setup.deadline;
    return all_decided(world) || (deadline > 0 && world->clock >= deadline) ||
           !can_go_on(world);
}

unsigned pbft_highest_view(const struct world *world)
{
    unsigned highest = 0;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (in(world)->view[g] > highest) {
            highest = in(world)->view[g];
        }
    }
    return highest;
}

/* Nobody owes the order of a view that a traitor led. */
void pbft_judge(const struct world *world, struct verdict *out)
{
    unsigned highest = pbft_highest_view(world);
    lockstep_judge(world, out);
    for (unsigned view = 0; view <= highest; view++) {
        if (setup_is_traitor(&world->setup,
                             pbft_primary(&world->setup, view))) {
            out->validity = TRI_VOID;
        }
    }
}

static void end(struct world *world, struct event_log *log)
{
    struct verdict verdict;
    world->stage = STAGE_OVER;
    world->actor = NO_GENERAL;
    pbft_judge(world, &verdict);
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = NO_LETTER,
                                  .kind = EVENT_BATTLE,
                                  .actor = NO_GENERAL,
                                  .target = NO_GENERAL,
                                  .order = verdict.falls,
                                  .round = world->round});
}

/* --- from one question to the next --- */

/* What can no longer matter need not be let through. */
static void settle_late(struct world *world, struct event_log *log)
{
    struct post *post = post_of(world);
    for (uint32_t i = post->settled; i < post->used; i++) {
        struct post_letter *letter = &post->letter[i];
        if (post_flies(letter) && !replica_minds(world, letter)) {
            post_arrive(world, letter, POST_LATE, log);
        }
    }
}

static void run(struct world *world, struct event_log *log)
{
    world->stage = STAGE_LETTERS;
    if (asking_next(world)) {
        return;
    }
    settle_late(world, log);
    world->stage = STAGE_ROADS;
    if (!post_next_chance(world) && is_over(world)) {
        end(world, log);
    }
}

void pbft_start(struct world *world, struct event_log *log)
{
    struct memory_pbft *pbft = of(world);
    memset(pbft, 0, offsetof(struct memory_pbft, post));
    memset(&pbft->post, 0, offsetof(struct post, letter));
    memset(pbft->accepted, ORDER_NONE, sizeof pbft->accepted);
    memset(pbft->prepared_order, ORDER_NONE, sizeof pbft->prepared_order);
    memset(pbft->prepared_view, NO_VIEW, sizeof pbft->prepared_view);
    memset(pbft->decided_view, NO_VIEW, sizeof pbft->decided_view);
    memset(pbft->proposed, ORDER_NONE, sizeof pbft->proposed);
    memset(pbft->change_order, ORDER_NONE, sizeof pbft->change_order);
    memset(pbft->change_claim, NO_VIEW, sizeof pbft->change_claim);
    memset(pbft->active, 1, sizeof pbft->active);
    memset(world->duty, ORDER_NONE, sizeof world->duty);
    memset(world->decided, ORDER_NONE, sizeof world->decided);
    memset(world->accused, NO_GENERAL, sizeof world->accused);
    world->budget = world->setup.budget;
    pbft->proposed[0] = world->setup.order;
    if (!setup_is_traitor(&world->setup, world->setup.commander)) {
        replica_begin(world, log);
    }
    pbft->vouching = 0;
    pbft->fresh = (uint16_t)((1u << world->setup.orders) - 1);
    run(world, log);
}

/* --- questions and answers --- */

static bool chance_is_asked(const struct world *world)
{
    const struct post_letter *letter = post_look(world, world->at);
    return world->setup.capture > 0 && letter != NULL && post_flies(letter) &&
           (letter->flags & POST_ROAD) == 0;
}

static void ask_traitor(const struct world *world, struct decision *out)
{
    struct pbft_question asked;
    bool vouches;
    pbft_asked(world, &asked);
    vouches = asked.kind == POST_PREPARE || asked.kind == POST_COMMIT;
    out->chooser = CHOOSER_TRAITOR;
    out->kind = vouches ? DECISION_VOUCH : DECISION_VOTE;
    out->actor = asked.actor;
    out->target = asked.target;
    out->round = in(world)->round;
    out->options = asking_options(world);
}

void pbft_ask(const struct world *world, struct decision *out)
{
    if (world->stage == STAGE_ROADS) {
        if (chance_is_asked(world)) {
            post_ask_chance(world, out);
        } else {
            post_ask(world, &city, out);
        }
        return;
    }
    *out = (struct decision){.cursor = world->cursor,
                             .item = NO_LETTER,
                             .minute = world->clock,
                             .chooser = CHOOSER_NOBODY,
                             .actor = NO_GENERAL,
                             .target = NO_GENERAL};
    if (world->stage == STAGE_LETTERS) {
        ask_traitor(world, out);
    }
}

void pbft_option(const struct world *world, uint64_t i, struct option *out)
{
    if (world->stage == STAGE_LETTERS) {
        asking_option(world, (uint32_t)i, out);
    } else if (chance_is_asked(world)) {
        *out = lockstep_capture_option(world, (uint32_t)i);
    } else {
        post_option(world, &city, (uint32_t)i, out);
    }
}

/* One letter may make its receiver ask for a view, open it, prepare and
 * commit. */
enum { LETTERS_AN_ANSWER = 4 };

enum status pbft_accepts(const struct world *world, uint64_t answer)
{
    uint32_t most = LETTERS_AN_ANSWER * (uint32_t)world->setup.generals;
    (void)answer;
    return post_has_room(world, most) ? STATUS_OK : STATUS_FULL;
}

static void apply_city(struct world *world, const struct option *chosen,
                       struct event_log *log)
{
    struct post_letter *letter;
    world->clock += STEP_MINUTES;
    if (chosen->kind == OPTION_TIMEOUT) {
        unsigned g = chosen->general;
        replica_change_view(world, g, in(world)->view[g] + 1u, log);
        return;
    }
    letter = post_find(world, chosen->letter);
    if (chosen->kind == OPTION_CAPTURE) {
        world->budget--;
        post_capture(world, letter, log);
    } else {
        replica_receive(world, letter, log);
    }
}

void pbft_apply(struct world *world, uint64_t answer, struct event_log *log)
{
    struct option chosen;
    pbft_option(world, answer, &chosen);
    if (world->stage == STAGE_LETTERS) {
        asking_answer(world, (uint32_t)answer, log);
    } else if (!chance_is_asked(world)) {
        apply_city(world, &chosen, log);
    } else if (chosen.kind == OPTION_CAPTURE) {
        post_capture(world, post_find(world, world->at), log);
    } else {
        post_find(world, world->at)->flags |= POST_ROAD;
    }
    run(world, log);
}
