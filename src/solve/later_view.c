/* In the first view the loyal replicas are prepared and decide, but for some to
 * whom f + 1 traitors send no prepare: so many that with the traitors they are
 * a quorum of view changes without a certificate. Loyal primaries of the views
 * between get no view change of the traitors, and cannot open theirs. The first
 * traitor who leads a view opens it for those with another order, and the
 * traitors send what is lacking for one of them to decide it. */
#include "solve/later_view.h"

#include "rules/pbft.h"
#include "rules/rules.h"
#include "solve/witness.h"

static unsigned lacking(unsigned wanted, unsigned have)
{
    return wanted > have ? wanted - have : 0;
}

bool later_view_plan(struct later_view *out, const struct setup *setup,
                     unsigned breaks)
{
    unsigned traitors = setup_traitors(setup), lead = 0;
    unsigned least = lacking(pbft_quorum(setup), traitors);
    if ((breaks & BREAKS_IC1) == 0 || traitors <= setup->faults ||
        traitors + 2u > setup->generals) {
        return false;
    }
    while (lead <= setup->confirmations &&
           !setup_is_traitor(setup, pbft_primary(setup, lead))) {
        lead++;
    }
    *out = (struct later_view){.lead = (uint8_t)lead,
                               .apart = (uint8_t)(least > 1 ? least : 1),
                               .order = (uint8_t)setup_other_order(setup)};
    return lead > 0 && lead <= setup->confirmations;
}

/* How many generals below g are traitors, or loyal. */
static unsigned rank(const struct setup *setup, unsigned g, bool traitors)
{
    unsigned count = 0;
    for (unsigned i = 0; i < g; i++) {
        count += setup_is_traitor(setup, i) == traitors;
    }
    return count;
}

/* Prepares of the first view: f + 1 traitors withhold theirs from those apart.
 */
static uint64_t keep_apart(const struct later_view *plan,
                           const struct world *world,
                           const struct pbft_question *asked)
{
    const struct setup *setup = &world->setup;
    bool withheld = asked->kind == POST_PREPARE && asked->due != 0 &&
                    rank(setup, asked->target, false) < plan->apart &&
                    rank(setup, asked->actor, true) <= setup->faults;
    return withheld ? game_find_option(world, OPTION_WITHHOLD, asked->order)
                    : 0;
}

/* Prepares and commits of the view that a traitor leads. */
static uint64_t send_lacking(const struct later_view *plan,
                             const struct world *world,
                             const struct pbft_question *asked)
{
    const struct setup *setup = &world->setup;
    unsigned primary = pbft_primary(setup, plan->lead);
    unsigned reader = rank(setup, asked->target, false);
    unsigned sender = rank(setup, asked->actor, true);
    bool sends;
    if (asked->kind == POST_COMMIT) {
        sends =
            reader == 0 && sender < lacking(pbft_quorum(setup), plan->apart);
    } else {
        sender -= primary < asked->actor;
        sends = reader < plan->apart &&
                sender < lacking(pbft_prepares(setup), plan->apart);
    }
    return sends && asked->order == plan->order
               ? game_find_option(world, OPTION_SEND, plan->order)
               : 0;
}

/* The view is opened when another order can be; to the others then as is due.
 */
static uint64_t open_view(const struct later_view *plan,
                          const struct world *world,
                          const struct pbft_question *asked)
{
    uint64_t other = game_find_option(world, OPTION_SAY, plan->order);
    if (other == 0) {
        return game_find_option(world, OPTION_SILENT, ORDER_NONE);
    }
    return rank(&world->setup, asked->target, false) < plan->apart ? other : 0;
}

uint64_t later_view_answer(const struct later_view *plan,
                           const struct world *world)
{
    struct pbft_question asked;
    pbft_asked(world, &asked);
    if (asked.kind == POST_VIEW_CHANGE) {
        return asked.view < plan->lead &&
                       asked.target == pbft_primary(&world->setup, asked.view)
                   ? game_find_option(world, OPTION_SILENT, ORDER_NONE)
                   : 0;
    }
    if (asked.view == plan->lead) {
        return asked.kind == POST_NEW_VIEW ? open_view(plan, world, &asked)
                                           : send_lacking(plan, world, &asked);
    }
    return asked.view == 0 ? keep_apart(plan, world, &asked) : 0;
}
