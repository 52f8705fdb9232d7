/* What traitors can prove under pbft. They may sign what they like in their
 * own names, and show every letter that was really written; a loyal general's
 * word that was never given they cannot show. */
#include "rules/pbft_flow.h"

static const struct memory_pbft *in(const struct world *world)
{
    return &world->memory.pbft;
}

/* A pre-prepare and 2f prepares by backups of that view. */
static bool can_show(const struct world *world, unsigned view, unsigned order)
{
    const struct setup *setup = &world->setup;
    unsigned primary = pbft_primary(setup, view);
    bool lies = setup_is_traitor(setup, primary);
    unsigned backups = setup_traitors(setup) - lies;
    return (lies || in(world)->proposed[view] == order) &&
           backups + set_count(in(world)->vouched[view][order]) >=
               pbft_prepares(setup);
}

bool proof_certificate(const struct world *world, unsigned view, uint32_t i,
                       struct certificate *out)
{
    while (view-- > 0) {
        for (unsigned o = 0; o < world->setup.orders; o++) {
            if (can_show(world, view, o) && i-- == 0) {
                *out = (struct certificate){.order = (uint8_t)o,
                                            .view = (uint8_t)view};
                return true;
            }
        }
    }
    return false;
}

static struct certificate named(const struct world *world, unsigned view,
                                unsigned s)
{
    return (struct certificate){.order = in(world)->change_order[view][s],
                                .view = in(world)->change_claim[view][s]};
}

static bool is_higher(struct certificate a, struct certificate b)
{
    return a.order != ORDER_NONE && (b.order == ORDER_NONE || a.view > b.view);
}

struct certificate proof_highest(const struct world *world, unsigned view,
                                 uint16_t replicas)
{
    struct certificate highest = {.order = ORDER_NONE, .view = NO_VIEW};
    for (unsigned s = 0; s < world->setup.generals; s++) {
        struct certificate one = named(world, view, s);
        if ((replicas >> s & 1) != 0 && is_higher(one, highest)) {
            highest = one;
        }
    }
    return highest;
}

/* View changes that may stand beside this certificate, or beside none: the
 * traitors' own and those of loyal replicas that name nothing later and
 * nothing else. */
static unsigned beside(const struct world *world, unsigned view,
                       struct certificate top)
{
    unsigned count = setup_traitors(&world->setup);
    for (unsigned s = 0; s < world->setup.generals; s++) {
        struct certificate one = named(world, view, s);
        bool asked = (in(world)->asked[view] >> s & 1) != 0;
        count += asked && (one.order == ORDER_NONE || is_higher(top, one) ||
                           (one.order == top.order && one.view == top.view));
    }
    return count;
}

static bool stands(const struct world *world, unsigned view,
                   struct certificate top)
{
    return beside(world, view, top) >= pbft_quorum(&world->setup);
}

/* A new view that follows no certificate is free. */
static bool is_free(const struct world *world, unsigned view)
{
    return stands(world, view,
                  (struct certificate){.order = ORDER_NONE, .view = NO_VIEW});
}

/* The i-th certificate that can be laid before a new view: the traitors', then
 * the loyal replicas'. */
static bool laid(const struct world *world, unsigned view, uint32_t i,
                 struct certificate *out)
{
    uint32_t shown = 0;
    while (proof_certificate(world, view, shown, out)) {
        if (shown++ == i) {
            return true;
        }
    }
    for (unsigned s = 0; s < world->setup.generals; s++) {
        *out = named(world, view, s);
        if ((in(world)->asked[view] >> s & 1) != 0 &&
            out->order != ORDER_NONE && shown++ == i) {
            return true;
        }
    }
    return false;
}

bool proof_opens(const struct world *world, unsigned view, unsigned order)
{
    struct certificate one;
    if (is_free(world, view)) {
        return true;
    }
    for (uint32_t i = 0; laid(world, view, i, &one); i++) {
        if (one.order == order && stands(world, view, one)) {
            return true;
        }
    }
    return false;
}

unsigned proof_duty(const struct world *world, unsigned view)
{
    struct certificate one, best = {.order = ORDER_NONE, .view = NO_VIEW};
    for (uint32_t i = 0; laid(world, view, i, &one); i++) {
        if (stands(world, view, one) && is_higher(one, best)) {
            best = one;
        }
    }
    if (best.order == ORDER_NONE && is_free(world, view)) {
        return world->setup.order;
    }
    return best.order;
}
