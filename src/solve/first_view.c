/* Why this is exact.
 *
 * In a view that nobody leaves nothing is taken back: a replica's order is
 * fixed with its pre-prepare, before which nothing else counts, and each
 * matching letter stays counted. So whatever any schedule brings about, full
 * delivery brings about too, and every siege of one view ends with full
 * delivery or with everybody decided: a verdict holds for all schedules.
 *
 * A loyal primary writes one order, and nothing else can be decided. A traitor
 * primary shares the loyal replicas out among the orders. If a of them have
 * order o, one of these is prepared when the traitor backups send it 2f - a
 * prepares (those of the a come by themselves), and if p of them are prepared,
 * one of these decides with 2f + 1 - p commits of traitors. What is sent for
 * one order to one replica is read by nobody else, so lies add up:
 *   - another order than the duty's: a pre-prepares, p (2f - a) prepares and
 *     2f + 1 - p commits (each at least 0); with fewer not p are prepared, or
 *     none decides;
 *   - the duty's: everything is sent for it without a lie, so that all who have
 *     it decide, or none ever would; of more replicas all the more.
 * Of two other orders the one may as well be left to the duty: its replicas
 * decide then too, without a lie. So do replicas that serve neither order serve
 * the duty's best. What is left are two numbers, a and p of one other order,
 * and all are looked at: the fewest lies are the fewest there are. Which
 * replica, and which other order, does not matter.
 *
 * With view changes a plan that has two orders decided in the first view breaks
 * it all the same, where the city delivers before anybody loses patience:
 * nobody decides twice. That none does says nothing about later views, where
 * fewer lies may do, too.
 *
 * Found, not put in: two orders can be decided if and only if the primary is
 * one of at least f + 1 traitors and two generals are loyal. So it must be: two
 * quorums of 2f + 1 among 3f + 1 share f + 1 generals, and each of those has
 * committed to two orders. */
#include "solve/first_view.h"

#include "rules/pbft.h"
#include "rules/rules.h"
#include "solve/witness.h"

bool first_view_fits(const struct setup *setup)
{
    return setup->rule == RULE_PBFT && setup_roads_complete(setup) &&
           !setup_can_capture(setup) && setup->deadline == 0;
}

static unsigned lacking(unsigned wanted, unsigned have)
{
    return wanted > have ? wanted - have : 0;
}

/* Letters that traitors must send for one order. */
struct sent {
    unsigned prepares; /* to each replica that is to be prepared */
    unsigned commits;  /* to the one that decides */
};

/* For an order that so many loyal replicas have, some of them prepared. */
static struct sent sent_for(const struct setup *setup, unsigned accepted,
                            unsigned prepared)
{
    return (struct sent){.prepares = lacking(pbft_prepares(setup), accepted),
                         .commits = lacking(pbft_quorum(setup), prepared)};
}

/* There are as many traitors as must send. The primary sends no prepare. */
static bool can_send(const struct setup *setup, struct sent sent)
{
    unsigned traitors = setup_traitors(setup);
    return sent.prepares + 1 <= traitors && sent.commits <= traitors;
}

static void try_numbers(struct first_view *out, const struct setup *setup,
                        unsigned accepted, unsigned prepared)
{
    struct sent sent = sent_for(setup, accepted, prepared);
    uint32_t lies = accepted + prepared * sent.prepares + sent.commits;
    out->cells++;
    if (!can_send(setup, sent) || (out->broken && out->lies <= lies)) {
        return;
    }
    out->broken = true;
    out->lies = lies;
    out->accepted = (uint8_t)accepted;
    out->prepared = (uint8_t)prepared;
}

void first_view_solve(struct first_view *out, const struct setup *setup,
                      unsigned breaks)
{
    unsigned loyal = setup->generals - setup_traitors(setup);
    *out = (struct first_view){.cells = 1,
                               .order = (uint8_t)setup_other_order(setup)};
    if (!setup_is_traitor(setup, pbft_primary(setup, 0)) ||
        (breaks & BREAKS_IC1) == 0) {
        return; /* one order is decided; nobody owes obedience to a traitor */
    }
    for (unsigned accepted = 1; accepted < loyal; accepted++) {
        unsigned others = loyal - accepted; /* with the duty's order */
        out->cells++;
        if (!can_send(setup, sent_for(setup, others, others))) {
            continue;
        }
        for (unsigned prepared = 1; prepared <= accepted; prepared++) {
            try_numbers(out, setup, accepted, prepared);
        }
    }
}

/* ---- The plan, answer by answer ------------------------------------------ */

/* How many generals below g are traitors, or loyal. */
static unsigned rank(const struct setup *setup, unsigned g, bool traitors)
{
    unsigned count = 0;
    for (unsigned i = 0; i < g; i++) {
        count += setup_is_traitor(setup, i) == traitors;
    }
    return count;
}

/* No more letters are sent than will do: those of the traitors with the lowest
 * numbers. */
static bool must_send(const struct first_view *plan, const struct setup *setup,
                      const struct pbft_question *asked)
{
    struct sent sent = sent_for(setup, plan->accepted, plan->prepared);
    unsigned reader = rank(setup, asked->target, false);
    unsigned sender = rank(setup, asked->actor, true);
    if (asked->order != plan->order) {
        return false;
    }
    if (asked->kind == POST_COMMIT) {
        return reader == 0 && sender < sent.commits;
    }
    sender -= pbft_primary(setup, 0) < asked->actor;
    return reader < plan->prepared && sender < sent.prepares;
}

uint64_t first_view_answer(const struct first_view *plan,
                           const struct world *world)
{
    const struct setup *setup = &world->setup;
    struct pbft_question asked;
    pbft_asked(world, &asked);
    if (asked.kind == POST_PRE_PREPARE) {
        return rank(setup, asked.target, false) < plan->accepted
                   ? game_find_option(world, OPTION_SAY, plan->order)
                   : 0;
    }
    if ((asked.kind == POST_PREPARE || asked.kind == POST_COMMIT) &&
        asked.view == 0 && must_send(plan, setup, &asked)) {
        return game_find_option(world, OPTION_SEND, plan->order);
    }
    return 0;
}
