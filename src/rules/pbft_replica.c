/* A loyal replica of pbft: what it does with each letter. */
#include "rules/pbft_flow.h"

static struct memory_pbft *of(struct world *world)
{
    return &world->memory.pbft;
}

static const struct memory_pbft *in(const struct world *world)
{
    return &world->memory.pbft;
}

static uint16_t bit(unsigned g)
{
    return (uint16_t)(1u << g);
}

unsigned pbft_primary(const struct setup *setup, unsigned view)
{
    return (setup->commander + view) % setup->generals;
}

unsigned pbft_quorum(const struct setup *setup)
{
    return 2u * setup->faults + 1;
}

unsigned pbft_prepares(const struct setup *setup)
{
    return 2u * setup->faults;
}

bool pbft_is_prepared(const struct world *world, unsigned g)
{
    const struct memory_pbft *pbft = in(world);
    return pbft->accepted[g] != ORDER_NONE &&
           pbft->prepared_view[g] == pbft->view[g];
}

static void log_replica(const struct world *world, enum event_kind kind,
                        unsigned g, unsigned order, struct event_log *log)
{
    event_add(log, (struct event){.minute = world->clock,
                                  .letter = NO_LETTER,
                                  .kind = (uint8_t)kind,
                                  .actor = (uint8_t)g,
                                  .target = NO_GENERAL,
                                  .order = (uint8_t)order,
                                  .round = world->round,
                                  .block = in(world)->view[g]});
}

/* To everybody else. Traitors share what they see: a letter to one of them is
 * settled at once, and is no burden for the city. */
static void send_all(struct world *world, struct post_letter letter,
                     struct event_log *log)
{
    const struct setup *setup = &world->setup;
    letter.duty = letter.order;
    letter.flags = POST_DUE;
    letter.phase = in(world)->view[letter.from];
    for (unsigned to = 0; to < setup->generals; to++) {
        struct post_letter *written;
        if (to == letter.from) {
            continue;
        }
        letter.to = (uint8_t)to;
        written = post_find(world, post_write(world, &letter, log));
        if (setup_is_traitor(setup, to) && post_flies(written)) {
            post_arrive(world, written, 0, log);
        }
    }
}

static struct post_letter letter_of(enum post_kind kind, unsigned from,
                                    unsigned order)
{
    return (struct post_letter){
        .kind = (uint8_t)kind, .from = (uint8_t)from, .order = (uint8_t)order};
}

/* --- decide, commit, prepare: each may follow from the one before --- */

static void check_decided(struct world *world, unsigned g,
                          struct event_log *log)
{
    struct memory_pbft *pbft = of(world);
    unsigned order = pbft->accepted[g];
    if (world->decided[g] != ORDER_NONE || !pbft_is_prepared(world, g) ||
        set_count(pbft->commits[g][order]) < pbft_quorum(&world->setup)) {
        return;
    }
    world->duty[g] = (uint8_t)order;
    world->decided[g] = (uint8_t)order;
    pbft->decided_view[g] = pbft->view[g];
    log_replica(world, EVENT_DECIDED, g, order, log);
}

static void check_prepared(struct world *world, unsigned g,
                           struct event_log *log)
{
    struct memory_pbft *pbft = of(world);
    unsigned order = pbft->accepted[g];
    if (order == ORDER_NONE || pbft_is_prepared(world, g) ||
        set_count(pbft->prepares[g][order]) < pbft_prepares(&world->setup)) {
        return;
    }
    pbft->prepared_order[g] = (uint8_t)order;
    pbft->prepared_view[g] = pbft->view[g];
    pbft->commits[g][order] |= bit(g);
    log_replica(world, EVENT_PREPARED, g, order, log);
    send_all(world, letter_of(POST_COMMIT, g, order), log);
    check_decided(world, g, log);
}

/* The view's order is pre-prepared. The primary sends no prepare: its
 * pre-prepare says as much. */
static void accept(struct world *world, unsigned g, unsigned order,
                   struct event_log *log)
{
    struct memory_pbft *pbft = of(world);
    unsigned view = pbft->view[g];
    pbft->accepted[g] = (uint8_t)order;
    pbft->active[g] = 1;
    log_replica(world, EVENT_VIEW, g, order, log);
    if (g != pbft_primary(&world->setup, view)) {
        pbft->prepares[g][order] |= bit(g);
        pbft->vouched[view][order] |= bit(g);
        send_all(world, letter_of(POST_PREPARE, g, order), log);
    }
    check_prepared(world, g, log);
}

/* A loyal primary opens its view. The traitors are asked about its order. */
static void propose(struct world *world, unsigned g, enum post_kind kind,
                    unsigned order, struct event_log *log)
{
    struct memory_pbft *pbft = of(world);
    unsigned view = pbft->view[g];
    pbft->proposed[view] = (uint8_t)order;
    if ((pbft->opened[view] >> order & 1) == 0) {
        pbft->fresh = bit(order);
        pbft->vouching = (uint8_t)view;
    }
    send_all(world, letter_of(kind, g, order), log);
    accept(world, g, order, log);
}

void replica_begin(struct world *world, struct event_log *log)
{
    unsigned g = pbft_primary(&world->setup, 0);
    propose(world, g, POST_PRE_PREPARE, world->setup.order, log);
}

/* --- view changes --- */

/* The primary of a view that waits for it opens it with a quorum. */
static void check_quorum(struct world *world, unsigned g, struct event_log *log)
{
    const struct setup *setup = &world->setup;
    unsigned view = in(world)->view[g];
    struct certificate highest;
    if (g != pbft_primary(setup, view) || in(world)->active[g] ||
        set_count(in(world)->got[view]) < pbft_quorum(setup)) {
        return;
    }
    highest = proof_highest(world, view, in(world)->got[view]);
    propose(world, g, POST_NEW_VIEW,
            highest.order != ORDER_NONE ? highest.order : setup->order, log);
}

static void enter(struct world *world, unsigned g, unsigned view)
{
    struct memory_pbft *pbft = of(world);
    pbft->view[g] = (uint8_t)view;
    pbft->active[g] = 0;
    pbft->accepted[g] = ORDER_NONE;
    for (unsigned o = 0; o < world->setup.orders; o++) {
        pbft->prepares[g][o] = 0;
        pbft->commits[g][o] = 0;
    }
}

void replica_change_view(struct world *world, unsigned g, unsigned view,
                         struct event_log *log)
{
    struct memory_pbft *pbft = of(world);
    struct post_letter letter =
        letter_of(POST_VIEW_CHANGE, g, pbft->prepared_order[g]);
    unsigned primary = pbft_primary(&world->setup, view);
    letter.claim = pbft->prepared_view[g];
    enter(world, g, view);
    if (pbft->asked[view] == 0) {
        pbft->changing = (uint8_t)view;
    }
    pbft->asked[view] |= bit(g);
    pbft->change_order[view][g] = letter.order;
    pbft->change_claim[view][g] = letter.claim;
    log_replica(world, EVENT_TIMEOUT, g, ORDER_NONE, log);
    send_all(world, letter, log);
    if (setup_is_traitor(&world->setup, primary)) {
        pbft->renewing = (uint8_t)view;
    } else if (g == primary) {
        pbft->got[view] |= bit(g);
        check_quorum(world, g, log);
    }
}

/* The highest view above its own that f + 1 others ask for, or one above
 * that: at least one of them is loyal. 0 when there is none. */
static unsigned joined_view(const struct world *world, unsigned g)
{
    const struct setup *setup = &world->setup;
    for (unsigned view = setup->confirmations; view > in(world)->view[g];
         view--) {
        unsigned others = 0;
        for (unsigned s = 0; s < setup->generals; s++) {
            others += in(world)->heard[g][s] >= view;
        }
        if (others > setup->faults) {
            return view;
        }
    }
    return 0;
}

static void receive_change(struct world *world,
                           const struct post_letter *letter,
                           struct event_log *log)
{
    struct memory_pbft *pbft = of(world);
    unsigned g = letter->to, s = letter->from, view = letter->phase, joined;
    if (pbft->heard[g][s] < view) {
        pbft->heard[g][s] = (uint8_t)view;
    }
    if (g == pbft_primary(&world->setup, view)) {
        pbft->got[view] |= bit(s);
        pbft->change_order[view][s] = letter->order;
        pbft->change_claim[view][s] = letter->claim;
    }
    joined = joined_view(world, g);
    if (joined > 0) {
        replica_change_view(world, g, joined, log);
    } else {
        check_quorum(world, g, log);
    }
}

/* --- letters --- */

void replica_receive(struct world *world, struct post_letter *letter,
                     struct event_log *log)
{
    struct memory_pbft *pbft = of(world);
    struct post_letter read;
    unsigned g = letter->to;
    post_arrive(world, letter, 0, log);
    read = *letter; /* writing may move the post's slots */
    switch ((enum post_kind)read.kind) {
    case POST_NEW_VIEW:
        enter(world, g, read.phase);
        accept(world, g, read.order, log);
        break;
    case POST_PRE_PREPARE:
        accept(world, g, read.order, log);
        break;
    case POST_PREPARE:
        pbft->prepares[g][read.order] |= bit(read.from);
        check_prepared(world, g, log);
        break;
    case POST_COMMIT:
        pbft->commits[g][read.order] |= bit(read.from);
        check_decided(world, g, log);
        break;
    case POST_VIEW_CHANGE:
        receive_change(world, &read, log);
        break;
    case POST_NONE:
    case POST_REPORT:
    case POST_PROPOSAL:
    case POST_KIND_COUNT:
        break;
    }
}

/* In its present view: the order is not yet known to be another one, and
 * enough has not yet come. */
static bool minds_quorum(const struct world *world,
                         const struct post_letter *letter)
{
    const struct memory_pbft *pbft = in(world);
    unsigned g = letter->to, accepted = pbft->accepted[g];
    bool commit = letter->kind == POST_COMMIT;
    if (commit && world->decided[g] != ORDER_NONE) {
        return false;
    }
    if (letter->phase != pbft->view[g]) {
        return letter->phase > pbft->view[g];
    }
    if (accepted != ORDER_NONE && accepted != letter->order) {
        return false;
    }
    return commit || !pbft_is_prepared(world, g);
}

static bool minds_change(const struct world *world,
                         const struct post_letter *letter)
{
    const struct memory_pbft *pbft = in(world);
    unsigned g = letter->to, view = letter->phase;
    if (g == pbft_primary(&world->setup, view)) {
        return view > pbft->view[g] ||
               (view == pbft->view[g] && !pbft->active[g]);
    }
    return view > pbft->view[g] && view > pbft->heard[g][letter->from];
}

bool replica_minds(const struct world *world, const struct post_letter *letter)
{
    const struct memory_pbft *pbft = in(world);
    unsigned g = letter->to;
    switch ((enum post_kind)letter->kind) {
    case POST_PRE_PREPARE:
        return pbft->view[g] == 0 && pbft->accepted[g] == ORDER_NONE;
    case POST_NEW_VIEW:
        return letter->phase > pbft->view[g] ||
               (letter->phase == pbft->view[g] && !pbft->active[g]);
    case POST_PREPARE:
    case POST_COMMIT:
        return minds_quorum(world, letter);
    case POST_VIEW_CHANGE:
        return minds_change(world, letter);
    case POST_NONE:
    case POST_REPORT:
    case POST_PROPOSAL:
    case POST_KIND_COUNT:
        break;
    }
    return false;
}

bool replica_uses(const struct world *world, const struct post_letter *letter)
{
    unsigned g = letter->to;
    bool present = letter->phase == in(world)->view[g];
    if (letter->kind == POST_PREPARE) {
        return present && in(world)->accepted[g] != ORDER_NONE;
    }
    if (letter->kind == POST_COMMIT) {
        return present && pbft_is_prepared(world, g);
    }
    return true;
}
