/* A vote without a clock: deterministic, and therefore not safe from waiting
 * for ever.
 *
 * Problem: generals who begin with different values must all decide one of
 * them, over messengers who arrive when the city pleases, while up to t
 * generals may fall silent for ever; nobody can tell a slow general from a
 * silent one. Idea: Ben-Or's phases of reports and proposals (ballot.h), and
 * where Ben-Or tosses a coin the fixed value 1. Rounds and letters: two stages
 * a phase, n(n-1) letters each; a general goes on with n - t values, its own
 * counted at once. Theorem: agreement and validity hold for n > 2t, whatever
 * the city does; termination cannot be had: with t >= 1 some start is bivalent,
 * and the city can keep it so for ever (FLP, Theorem 1). For n = 3, t = 1 the
 * starts with one 1 are bivalent. Source: Fischer, Lynch and Paterson 1985; the
 * protocol is Ben-Or 1983, A, with its coin fixed. Ours: who has decided writes
 * the letters of one more phase at once and is done; a letter whose receiver
 * has gone on, or holds all that it will need of that stage, arrives late and
 * is not read; a general falls between its steps, never within one. Nobody
 * lies.
 */
#include "rules/ballot_flow.h"
#include "rules/table.h"

enum { FIXED_VALUE = 1 };

static enum status vote_check(const struct setup *setup, struct diag *why)
{
    if (setup->traitors != 0) {
        diag_set(why, "under vote nobody lies: there can be no traitors; say "
                      "how many generals may fall silent instead");
        return STATUS_SETUP;
    }
    return ballot_check(setup, why);
}

static void vote_start(struct world *world, struct event_log *log)
{
    ballot_start(world, FIXED_VALUE, log);
}

static void vote_apply(struct world *world, uint64_t answer,
                       struct event_log *log)
{
    ballot_apply(world, answer, FIXED_VALUE, log);
}

const struct rules rules_vote = {
    .id = "vote",
    .title = "A vote without a clock",
    .source = "Fischer, Lynch and Paterson 1985",
    .traits = RULES_NO_CLOCK | RULES_INPUTS,
    .check = vote_check,
    .promised = ballot_promised,
    .start = vote_start,
    .ask = ballot_ask,
    .option = ballot_option,
    .accepts = ballot_accepts,
    .apply = vote_apply,
    .judge = ballot_judge,
    .letters = post_letters,
    .letter = post_letter,
    .canon = ballot_canon,
    .explain = ballot_explain,
};
