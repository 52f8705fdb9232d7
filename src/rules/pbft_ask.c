/* What the traitors of pbft are asked, and what their answers write.
 *
 * A step is one round of questions that do not depend on each other. They
 * stand in a fixed row; those that could change nothing are passed over. */
#include "rules/pbft_flow.h"

static struct memory_pbft *of(struct world *world)
{
    return &world->memory.pbft;
}

static const struct memory_pbft *in(const struct world *world)
{
    return &world->memory.pbft;
}

/* A traitor can write to this loyal replica. */
static bool is_pair(const struct setup *setup, unsigned s, unsigned r)
{
    return setup_is_traitor(setup, s) && !setup_is_traitor(setup, r) &&
           setup->road[s][r] > 0;
}

/* It may still enter this view. */
static bool may_enter(const struct world *world, unsigned r, unsigned view)
{
    unsigned now = in(world)->view[r];
    return now < view || (now == view && !in(world)->active[r]);
}

/* --- the row of questions --- */

/* View changes: to the new primary with a certificate, to the others because
 * f + 1 of them make one join. */
static bool change_at(const struct world *world, uint32_t index,
                      struct pbft_question *out)
{
    const struct setup *setup = &world->setup;
    unsigned view = in(world)->changing;
    unsigned s = index / setup->generals, r = index % setup->generals;
    bool reads = r == pbft_primary(setup, view) ? may_enter(world, r, view)
                                                : in(world)->view[r] < view;
    struct certificate duty;
    if (!is_pair(setup, s, r) || !reads) {
        return false;
    }
    if (!proof_certificate(world, view, 0, &duty)) {
        duty.order = ORDER_NONE;
    }
    *out = (struct pbft_question){.kind = POST_VIEW_CHANGE,
                                  .actor = (uint8_t)s,
                                  .target = (uint8_t)r,
                                  .view = (uint8_t)view,
                                  .order = duty.order,
                                  .due = 1};
    return true;
}

static bool new_view_at(const struct world *world, uint32_t r,
                        struct pbft_question *out)
{
    unsigned view = in(world)->renewing;
    unsigned s = pbft_primary(&world->setup, view);
    if (!is_pair(&world->setup, s, r) || !may_enter(world, r, view) ||
        (in(world)->told[view] >> r & 1) != 0) {
        return false;
    }
    *out = (struct pbft_question){.kind = POST_NEW_VIEW,
                                  .actor = (uint8_t)s,
                                  .target = (uint8_t)r,
                                  .view = (uint8_t)view,
                                  .order = in(world)->proposed[view],
                                  .due = 1};
    return true;
}

static bool pre_prepare_at(const struct world *world, uint32_t r,
                           struct pbft_question *out)
{
    unsigned s = pbft_primary(&world->setup, 0);
    if (in(world)->vouching > 0 || !is_pair(&world->setup, s, r)) {
        return false;
    }
    *out = (struct pbft_question){.kind = POST_PRE_PREPARE,
                                  .actor = (uint8_t)s,
                                  .target = (uint8_t)r,
                                  .order = world->setup.order,
                                  .due = 1};
    return true;
}

/* In view 0 the pre-prepares; then for each traitor, replica and order whether
 * a prepare and a commit go. */
static bool vouch_at(const struct world *world, uint32_t index,
                     struct pbft_question *out)
{
    const struct setup *setup = &world->setup;
    unsigned view = in(world)->vouching, n = setup->generals, s, r, order;
    bool commits;
    if (index < n) {
        return pre_prepare_at(world, index, out);
    }
    index -= n;
    commits = index % 2 != 0;
    order = index / 2 % setup->orders;
    r = index / 2 / setup->orders % n;
    s = index / 2 / setup->orders / n;
    if (!is_pair(setup, s, r) || in(world)->view[r] > view ||
        (in(world)->fresh >> order & 1) == 0 ||
        (commits ? world->decided[r] != ORDER_NONE
                 : s == pbft_primary(setup, view))) {
        return false;
    }
    *out = (struct pbft_question){.kind = commits ? POST_COMMIT : POST_PREPARE,
                                  .actor = (uint8_t)s,
                                  .target = (uint8_t)r,
                                  .view = (uint8_t)view,
                                  .order = (uint8_t)order,
                                  .due = order == in(world)->proposed[view]};
    return true;
}

static bool question_at(const struct world *world, uint32_t index,
                        struct pbft_question *out)
{
    switch ((enum pbft_step)in(world)->step) {
    case STEP_CHANGE:
        return change_at(world, index, out);
    case STEP_NEW_VIEW:
        return new_view_at(world, index, out);
    case STEP_VOUCH:
        return vouch_at(world, index, out);
    case STEP_CITY:
        break;
    }
    return false;
}

static uint32_t row_length(const struct world *world)
{
    uint32_t n = world->setup.generals;
    switch ((enum pbft_step)in(world)->step) {
    case STEP_CHANGE:
        return n * n;
    case STEP_NEW_VIEW:
        return n;
    case STEP_VOUCH:
        return n + n * n * world->setup.orders * 2;
    case STEP_CITY:
        break;
    }
    return 0;
}

/* --- from step to step --- */

static void end_step(struct memory_pbft *pbft)
{
    switch ((enum pbft_step)pbft->step) {
    case STEP_CHANGE:
        pbft->changing = 0;
        break;
    case STEP_NEW_VIEW:
        pbft->renewing = 0;
        break;
    case STEP_VOUCH:
        pbft->opened[pbft->vouching] |= (uint8_t)pbft->fresh;
        pbft->fresh = 0;
        break;
    case STEP_CITY:
        break;
    }
    pbft->step = STEP_CITY;
    pbft->question = 0;
}

static bool begin_step(struct world *world)
{
    struct memory_pbft *pbft = of(world);
    unsigned duty;
    if (pbft->changing > 0) {
        pbft->step = STEP_CHANGE;
    } else if (pbft->renewing > 0) {
        duty = proof_duty(world, pbft->renewing);
        if (duty != ORDER_NONE) {
            pbft->proposed[pbft->renewing] = (uint8_t)duty;
            pbft->vouching = pbft->renewing;
            pbft->step = STEP_NEW_VIEW;
        } else {
            pbft->renewing = 0;
        }
    }
    if (pbft->step == STEP_CITY && pbft->fresh != 0) {
        pbft->step = STEP_VOUCH;
    }
    pbft->round = (uint8_t)(pbft->round + (pbft->step != STEP_CITY));
    return pbft->step != STEP_CITY;
}

bool asking_next(struct world *world)
{
    struct memory_pbft *pbft = of(world);
    do {
        struct pbft_question found;
        uint32_t end = row_length(world);
        for (; pbft->question < end; pbft->question++) {
            if (question_at(world, pbft->question, &found)) {
                return true;
            }
        }
        end_step(pbft);
    } while (begin_step(world));
    return false;
}

void pbft_asked(const struct world *world, struct pbft_question *out)
{
    if (!question_at(world, in(world)->question, out)) {
        *out = (struct pbft_question){.kind = POST_NONE};
    }
}

/* --- options --- */

static bool may_say(const struct world *world,
                    const struct pbft_question *asked, unsigned order)
{
    return asked->kind == POST_PRE_PREPARE || order == asked->order ||
           proof_opens(world, asked->view, order);
}

/* The duty, the other orders, silence. */
static struct option say_option(const struct world *world,
                                const struct pbft_question *asked, uint32_t i)
{
    if (i == 0) {
        return option_order(OPTION_SAY, asked->order);
    }
    for (unsigned o = 0; o < world->setup.orders; o++) {
        if (o != asked->order && may_say(world, asked, o) && --i == 0) {
            return option_order(OPTION_SAY, o);
        }
    }
    return option_plain(OPTION_SILENT);
}

static uint32_t say_options(const struct world *world,
                            const struct pbft_question *asked)
{
    uint32_t count = 1; /* silence */
    for (unsigned o = 0; o < world->setup.orders; o++) {
        count += may_say(world, asked, o);
    }
    return count;
}

/* Whom certificates mean something to. */
static bool reads_claims(const struct world *world,
                         const struct pbft_question *asked)
{
    return asked->target == pbft_primary(&world->setup, asked->view);
}

static uint32_t certificates(const struct world *world, unsigned view)
{
    struct certificate one;
    uint32_t count = 0;
    while (proof_certificate(world, view, count, &one)) {
        count++;
    }
    return count;
}

/* The certificates, none, silence; the first of them to all but the new
 * primary. */
static struct option claim_option(const struct world *world,
                                  const struct pbft_question *asked, uint32_t i)
{
    struct option option = option_order(OPTION_CLAIM, ORDER_NONE);
    struct certificate one;
    uint32_t shown = certificates(world, asked->view);
    if (i > 0 && (!reads_claims(world, asked) || i > shown)) {
        return option_plain(OPTION_SILENT);
    }
    if (proof_certificate(world, asked->view, i, &one)) {
        option.order = one.order;
        option.count = one.view;
    }
    return option;
}

static struct option vouch_option(const struct pbft_question *asked, uint32_t i)
{
    bool sends = (i == 0) == (asked->due != 0);
    return option_order(sends ? OPTION_SEND : OPTION_WITHHOLD, asked->order);
}

uint32_t asking_options(const struct world *world)
{
    struct pbft_question asked;
    pbft_asked(world, &asked);
    if (asked.kind == POST_PREPARE || asked.kind == POST_COMMIT) {
        return 2;
    }
    if (asked.kind == POST_VIEW_CHANGE) {
        return reads_claims(world, &asked) ? certificates(world, asked.view) + 2
                                           : 2;
    }
    return say_options(world, &asked);
}

void asking_option(const struct world *world, uint32_t i, struct option *out)
{
    struct pbft_question asked;
    pbft_asked(world, &asked);
    if (asked.kind == POST_PREPARE || asked.kind == POST_COMMIT) {
        *out = vouch_option(&asked, i);
    } else if (asked.kind == POST_VIEW_CHANGE) {
        *out = claim_option(world, &asked, i);
    } else {
        *out = say_option(world, &asked, i);
    }
}

/* --- answers --- */

static bool is_silent(const struct option *chosen)
{
    return chosen->kind == OPTION_SILENT || chosen->kind == OPTION_WITHHOLD;
}

static void note_told(struct world *world, const struct pbft_question *asked,
                      unsigned order)
{
    struct memory_pbft *pbft = of(world);
    pbft->told[asked->view] |= (uint16_t)(1u << asked->target);
    if (order < ORDERS_MAX && (pbft->opened[asked->view] >> order & 1) == 0) {
        pbft->fresh |= (uint16_t)(1u << order);
    }
}

void asking_answer(struct world *world, uint32_t i, struct event_log *log)
{
    struct pbft_question asked;
    struct post_letter letter = {.duty = ORDER_NONE};
    struct option chosen;
    asking_option(world, i, &chosen);
    pbft_asked(world, &asked);
    of(world)->question++;
    if (is_silent(&chosen) && !asked.due) {
        return;
    }
    letter.from = asked.actor;
    letter.to = asked.target;
    letter.kind = asked.kind;
    letter.phase = asked.view;
    letter.order = chosen.order;
    letter.claim = chosen.order != ORDER_NONE ? chosen.count : NO_VIEW;
    if (asked.due) {
        letter.duty = asked.order;
        letter.flags = POST_DUE;
    }
    if (is_silent(&chosen)) {
        letter.flags |= POST_SILENT;
    } else if (asked.kind == POST_NEW_VIEW) {
        note_told(world, &asked, chosen.order);
    }
    (void)post_write(world, &letter, log);
}
