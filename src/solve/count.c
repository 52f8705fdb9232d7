/* Which rule is counted how; the chain, and one view of pbft. */
#include "solve/count.h"

#include "rules/pbft.h"
#include "rules/rules.h"
#include "solve/count_rules.h"
#include "solve/plans.h"

bool count_may_break(const struct count *count)
{
    const struct setup *setup = count->setup;
    bool treason = setup_is_traitor(setup, setup->commander);
    return (count->breaks & (treason ? BREAKS_IC1 : BREAKS_ANY)) != 0;
}

/* ---- The chain ----------------------------------------------------------- */

/* Plans up to a place of the chain, by what the next general hears and by what
 * the loyal so far have in common. */
enum { NOTHING_YET = ORDERS_MAX, NOT_THE_SAME, COMMONS };
struct chain {
    mpz_t plans[ORDERS_MAX][COMMONS];
};

static unsigned joined(unsigned common, unsigned order)
{
    if (common == NOTHING_YET || common == order) {
        return order;
    }
    return NOT_THE_SAME;
}

/* Go past one general; `last` writes to nobody. */
static void pass(const struct setup *setup, struct chain *from,
                 struct chain *to, bool lying, bool last)
{
    for (unsigned i = 0; i < ORDERS_MAX * COMMONS; i++) {
        mpz_set_ui(to->plans[i / COMMONS][i % COMMONS], 0);
    }
    for (unsigned i = 0; i < ORDERS_MAX * COMMONS; i++) {
        unsigned heard = i / COMMONS, common = i % COMMONS;
        unsigned first = lying ? 0 : heard;
        unsigned end = lying && !last ? setup->orders : first + 1U;
        if (!lying) {
            common = joined(common, heard);
        }
        for (unsigned says = first; says < end; says++) {
            mpz_add(to->plans[says][common], to->plans[says][common],
                    from->plans[heard][i % COMMONS]);
        }
    }
}

static void sum_chain(struct count *count, const struct chain *chain)
{
    mpz_set_ui(count->plans, 0);
    mpz_set_ui(count->breaking, 0);
    for (unsigned heard = 0; heard < ORDERS_MAX; heard++) {
        for (unsigned common = 0; common < COMMONS; common++) {
            mpz_add(count->plans, count->plans, chain->plans[heard][common]);
        }
        if (count_may_break(count)) {
            mpz_add(count->breaking, count->breaking,
                    chain->plans[heard][NOT_THE_SAME]);
        }
    }
}

static enum status count_relay(struct count *count)
{
    const struct setup *setup = count->setup;
    struct chain chains[2];
    unsigned now = 0, place = 0;
    for (unsigned i = 0; i < 2 * ORDERS_MAX * COMMONS; i++) {
        mpz_init(chains[i % 2].plans[i / 2 / COMMONS][i / 2 % COMMONS]);
    }
    mpz_set_ui(chains[0].plans[setup->order][NOTHING_YET], 1);
    for (unsigned i = 0; i < setup->generals; i++, now ^= 1) {
        unsigned g = i == 0 ? setup->commander
                            : (place == setup->commander ? ++place : place);
        place += i > 0;
        pass(setup, &chains[now], &chains[now ^ 1], setup_is_traitor(setup, g),
             i + 1U == setup->generals);
    }
    sum_chain(count, &chains[now]);
    for (unsigned i = 0; i < 2 * ORDERS_MAX * COMMONS; i++) {
        mpz_clear(chains[i % 2].plans[i / 2 / COMMONS][i / 2 % COMMONS]);
    }
    return STATUS_OK;
}

/* ---- One view of pbft ---------------------------------------------------- */

/* A traitor primary pre-prepares each loyal replica one order or nothing, then
 * each traitor backup sends any prepares, each traitor any commits. A replica
 * that has an order is prepared with 2f prepares for it, its own included, and
 * decides with 2f + 1 commits. So for the a replicas that have an order only
 * numbers matter. */
struct view {
    unsigned loyal, traitors, backups; /* backups: traitors who are some */
    unsigned prepares, quorum;         /* 2f, 2f + 1 */
    mpz_t all[GENERALS_MAX + 1];       /* plans of a replicas with one order */
    mpz_t none[GENERALS_MAX + 1];      /* the same, if none of them decides */
    mpz_t some, dull, one, other;      /* scratch */
};

/* Subsets of `of` letters with at least `least` of them. */
static void sets_of(mpz_t out, mpz_t scratch, unsigned of, int least)
{
    mpz_set_ui(out, 0);
    for (unsigned k = least > 0 ? (unsigned)least : 0; k <= of; k++) {
        mpz_bin_uiui(scratch, of, k);
        mpz_add(out, out, scratch);
    }
}

/* p of a replicas are prepared and none decides: C(a, p) some^p dull^(a-p). */
static void add_prepared(struct view *view, unsigned a, unsigned p)
{
    sets_of(view->some, view->one, view->backups, (int)view->prepares - (int)a);
    mpz_ui_pow_ui(view->dull, 2, view->backups);
    mpz_sub(view->dull, view->dull, view->some);
    mpz_mul_2exp(view->dull, view->dull, view->traitors);
    sets_of(view->other, view->one, view->traitors, (int)view->quorum - (int)p);
    mpz_ui_pow_ui(view->one, 2, view->traitors);
    mpz_sub(view->other, view->one, view->other); /* too few commits */
    mpz_mul(view->some, view->some, view->other);
    mpz_pow_ui(view->some, view->some, p);
    mpz_pow_ui(view->dull, view->dull, a - p);
    mpz_mul(view->some, view->some, view->dull);
    mpz_bin_uiui(view->one, a, p);
    mpz_addmul(view->none[a], view->some, view->one);
}

static void open_view(struct view *view)
{
    mpz_inits(view->some, view->dull, view->one, view->other, NULL);
    for (unsigned a = 0; a <= view->loyal; a++) {
        mpz_init(view->none[a]);
        mpz_init(view->all[a]);
        mpz_ui_pow_ui(view->all[a], 2,
                      (unsigned long)a * (view->backups + view->traitors));
        for (unsigned p = 0; p <= a; p++) {
            add_prepared(view, a, p);
        }
    }
}

static void close_view(struct view *view)
{
    mpz_clears(view->some, view->dull, view->one, view->other, NULL);
    for (unsigned a = 0; a <= view->loyal; a++) {
        mpz_clear(view->none[a]);
        mpz_clear(view->all[a]);
    }
}

/* How the loyal replicas are shared out among the orders, the rest has none;
 * the plans of it in which at most one order is decided. */
struct sharing {
    unsigned with[ORDERS_MAX], left;
};

static bool next_sharing(struct sharing *sharing, unsigned orders)
{
    for (unsigned o = 0; o < orders; o++) {
        if (sharing->left > 0) {
            sharing->with[o]++;
            sharing->left--;
            return true;
        }
        sharing->left += sharing->with[o];
        sharing->with[o] = 0;
    }
    return false;
}

/* Plans in which nothing is decided but `but`, if anything at all is; with
 * ORDER_NONE nothing. */
static void only_decides(const struct view *view, const struct sharing *sharing,
                         unsigned orders, unsigned but, mpz_t out)
{
    mpz_set_ui(out, 1);
    for (unsigned o = 0; o < orders; o++) {
        unsigned a = sharing->with[o];
        mpz_mul(out, out, o == but ? view->all[a] : view->none[a]);
    }
}

/* Plans of this sharing, and of them those that decide two orders. */
static void add_sharing(struct count *count, struct view *view,
                        const struct sharing *sharing)
{
    unsigned orders = count->setup->orders, left = view->loyal, free;
    mpz_set_ui(view->one, 1);
    for (unsigned o = 0; o < orders; o++) {
        mpz_bin_uiui(view->other, left, sharing->with[o]);
        mpz_mul(view->one, view->one, view->other);
        left -= sharing->with[o];
    }
    /* Letters for orders that their receiver has not. */
    free = (view->loyal * (orders - 1) + sharing->left) *
           (view->backups + view->traitors);
    mpz_mul_2exp(view->one, view->one, free);
    mpz_set_ui(view->some, 1);
    for (unsigned o = 0; o < orders; o++) {
        mpz_mul(view->some, view->some, view->all[sharing->with[o]]);
    }
    mpz_addmul(count->plans, view->some, view->one);
    only_decides(view, sharing, orders, ORDER_NONE, view->dull);
    for (unsigned o = 0; o < orders; o++) {
        only_decides(view, sharing, orders, o, view->other);
        mpz_sub(view->some, view->some, view->other);
    }
    /* Nothing at all was taken off once for each order. */
    mpz_addmul_ui(view->some, view->dull, orders - 1UL);
    if (count_may_break(count)) {
        mpz_addmul(count->breaking, view->some, view->one);
    }
}

static enum status count_view(struct count *count)
{
    const struct setup *setup = count->setup;
    bool treason = setup_is_traitor(setup, setup->commander);
    unsigned traitors = setup_traitors(setup);
    struct view view = {.loyal = setup->generals - traitors,
                        .traitors = traitors,
                        .backups = traitors - treason,
                        .prepares = pbft_prepares(setup),
                        .quorum = pbft_quorum(setup)};
    mpz_set_ui(count->plans, 0);
    mpz_set_ui(count->breaking, 0);
    if (!treason) { /* a loyal primary has one order, and all decide it or
                       nothing */
        mpz_setbit(count->plans, (mp_bitcnt_t)view.loyal * setup->orders *
                                     (view.backups + view.traitors));
        return STATUS_OK;
    }
    struct sharing sharing = {.left = view.loyal};
    open_view(&view);
    do {
        add_sharing(count, &view, &sharing);
    } while (next_sharing(&sharing, setup->orders));
    close_view(&view);
    return STATUS_OK;
}

/* ---- All else ------------------------------------------------------------ */

static enum status enumerate(struct count *count)
{
    enum { CHUNK = 50000000 };
    struct plans_room room = {.stack = count->room->stack,
                              .depth = count->room->depth,
                              .limit = CHUNK};
    struct plans_count found;
    enum status status = plans_count(&found, count->setup, &room, count->why);
    if (status != STATUS_OK) {
        return status;
    }
    if (!found.exhausted) {
        diag_set(count->why,
                 "there are too many plans to visit, and their structure is "
                 "not known");
        return STATUS_LIMIT;
    }
    mpz_set_ui(count->plans, found.plans);
    mpz_set_ui(count->breaking, count->breaks == BREAKS_IC1   ? found.agreement
                                : count->breaks == BREAKS_IC2 ? found.validity
                                                              : found.either);
    return STATUS_OK;
}

static enum status refuse(const struct setup *setup, struct diag *why)
{
    if (setup->rule == RULE_WORK) {
        diag_set(why, "under proof of work blocks are found by chance: there "
                      "are no plans to count");
        return STATUS_SETUP;
    }
    return STATUS_OK;
}

enum status count_plans(mpz_t plans, mpz_t breaking, const struct setup *setup,
                        unsigned breaks, const struct count_room *room,
                        struct diag *why)
{
    struct count count = {.setup = setup,
                          .room = room,
                          .why = why,
                          .breaks = breaks,
                          .plans = plans,
                          .breaking = breaking};
    bool roads = setup_roads_complete(setup);
    bool apart = setup->rule == RULE_ORAL && count_oral_fits(setup);
    struct diag fault = {.line = 0};
    enum status status = refuse(setup, &fault);
    if (status == STATUS_OK) {
        status = game_start(&room->stack[0], setup, NULL, &fault);
    }
    if (status == STATUS_OK || (status == STATUS_FULL && apart)) {
        status = STATUS_OK; /* nothing of what is apart is played */
    } else if (why != NULL) {
        *why = fault;
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (apart) {
        return count_oral_plans(&count);
    }
    if (setup->rule == RULE_SIGNED) {
        return count_signed_plans(&count);
    }
    if (setup->rule == RULE_RELAY && roads) {
        return count_relay(&count);
    }
    if (setup->rule == RULE_PBFT && roads) {
        return count_view(&count);
    }
    return enumerate(&count);
}
