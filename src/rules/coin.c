/* Ben-Or's randomised consensus: the way round FLP.
 *
 * Problem: as for vote; and in protocol B up to t generals are traitors.
 * Idea: whom no proposal tells a value tosses a coin. The city can hold back
 * letters, but it cannot choose how coins fall: sooner or later they fall
 * alike. Rounds and letters: as for vote (ballot.h). Theorem: agreement and
 * validity always; every general decides with chance 1. Crash faults: n > 2t;
 * traitors: n > 5t. All starts equal: decided in the first phase. Source:
 * Ben-Or 1983, protocols A and B. Ours: B is used where the setup has traitors.
 * A traitor goes through the stages as a loyal general does and is asked what
 * each of its letters says; it never stops writing. Letters between traitors
 * are no choices. */
#include "rules/ballot_flow.h"
#include "rules/table.h"

static enum status coin_check(const struct setup *setup, struct diag *why)
{
    unsigned n = setup->generals, t = setup->faults;
    if (setup->traitors != 0 && n <= 5 * t) {
        diag_set(why,
                 "t = %u of %u generals, with traitors: Ben-Or's protocol "
                 "needs n > 5t, so t is at most %u",
                 t, n, (n - 1) / 5);
        return STATUS_SETUP;
    }
    return ballot_check(setup, why);
}

static bool coin_promised(const struct setup *setup)
{
    return ballot_promised(setup) &&
           setup_traitors(setup) + setup->falls <= setup->faults;
}

static void coin_start(struct world *world, struct event_log *log)
{
    ballot_start(world, BALLOT_COIN, log);
}

static void coin_apply(struct world *world, uint64_t answer,
                       struct event_log *log)
{
    ballot_apply(world, answer, BALLOT_COIN, log);
}

const struct rules rules_coin = {
    .id = "coin",
    .title = "A vote with coins",
    .source = "Ben-Or 1983",
    .traits = RULES_NO_CLOCK | RULES_INPUTS | RULES_COINS,
    .check = coin_check,
    .promised = coin_promised,
    .start = coin_start,
    .ask = ballot_ask,
    .option = ballot_option,
    .accepts = ballot_accepts,
    .apply = coin_apply,
    .judge = ballot_judge,
    .letters = post_letters,
    .letter = post_letter,
    .canon = ballot_canon,
    .explain = ballot_explain,
};
