/* Plans of SM(m). Of the letters that can reach one receiver with one order in
 * one round, only the first that goes matters, and none once the receiver has
 * the order: the others are counted, not tried. A letter of the last round is
 * read by its receiver alone: so there the numbers multiply. */
#include "rules/rules.h"
#include "solve/count_rules.h"

/* Ways in which one receiver comes to know each set of orders. */
struct ways {
    mpz_t by_set[1 << ORDERS_MAX];
};

struct walk {
    struct count *count;
    const struct rules *rules;
    unsigned last; /* round */
    mpz_t product, equal, one;
    struct ways ways;
};

static const struct sealed *sealed_at(const struct world *world, uint32_t i)
{
    return &world->memory.sealed.letter[i];
}

/* Before letter `end` of this round, one with this order goes to him. */
static bool comes_before(const struct world *world, unsigned to, unsigned order,
                         uint32_t end)
{
    for (uint32_t i = world->memory.sealed.first; i < end; i++) {
        const struct sealed *letter = sealed_at(world, i);
        if (letter->to == to && letter->order == order &&
            (letter->flags & SEALED_WRITTEN) != 0) {
            return true;
        }
    }
    return false;
}

static bool knows(const struct world *world, unsigned g, unsigned order)
{
    return (world->memory.sealed.known[g] >> order & 1) != 0;
}

/* Letters with this order that traitors may still send him in this round. */
static unsigned offers(const struct world *world, unsigned to, unsigned order)
{
    unsigned count = 0;
    if (world->stage != STAGE_LETTERS) {
        return 0; /* all is over */
    }
    for (uint32_t i = world->at; i < world->memory.sealed.letters; i++) {
        const struct sealed *letter = sealed_at(world, i);
        count += (letter->flags & SEALED_ASKED) != 0 &&
                 (letter->flags & SEALED_FORGERY) == 0 && letter->to == to &&
                 letter->order == order;
    }
    return count;
}

/* choice(V) */
static unsigned choice(unsigned set)
{
    unsigned order = ORDER_RETREAT;
    for (unsigned o = 0; set_count(set) == 1 && o < ORDERS_MAX; o++) {
        order = (set >> o & 1) != 0 ? o : order;
    }
    return order;
}

static void find_ways(struct walk *walk, const struct world *world, unsigned g)
{
    unsigned orders = world->setup.orders, sets = 1u << orders;
    for (unsigned set = 0; set < sets; set++) {
        mpz_set_ui(walk->ways.by_set[set], set == 0);
    }
    for (unsigned o = 0; o < orders; o++) {
        bool surely = knows(world, g, o) ||
                      comes_before(world, g, o, world->memory.sealed.letters);
        unsigned letters = offers(world, g, o);
        for (unsigned set = sets; set-- > 0;) {
            mpz_t *with = &walk->ways.by_set[set | 1u << o];
            mpz_t *without = &walk->ways.by_set[set];
            if ((set >> o & 1) != 0) {
                continue; /* done with the set that lacks it */
            }
            mpz_mul_2exp(*with, *without, letters);
            if (surely) {
                mpz_set_ui(*without, 0);
            } else { /* all sets of letters but the empty one */
                mpz_sub(*with, *with, *without);
            }
        }
    }
}

/* Ways in which g decides `order`, or anything with ORDER_NONE. */
static void ways_to(const struct walk *walk, const struct world *world,
                    unsigned order, mpz_t out)
{
    mpz_set_ui(out, 0);
    for (unsigned set = 0; set < 1u << world->setup.orders; set++) {
        if (order == ORDER_NONE || choice(set) == order) {
            mpz_add(out, out, walk->ways.by_set[set]);
        }
    }
}

static bool is_loyal_lieutenant(const struct setup *setup, unsigned g)
{
    return g != setup->commander && !setup_is_traitor(setup, g);
}

static bool has_lieutenants(const struct setup *setup)
{
    bool any = false;
    for (unsigned g = 0; g < setup->generals; g++) {
        any = any || is_loyal_lieutenant(setup, g);
    }
    return any;
}

/* Plans from here on in which all loyal lieutenants decide `order`. */
static void all_decide(struct walk *walk, const struct world *world,
                       unsigned order, mpz_t out)
{
    mpz_set_ui(out, 1);
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (is_loyal_lieutenant(&world->setup, g)) {
            find_ways(walk, world, g);
            ways_to(walk, world, order, walk->one);
            mpz_mul(out, out, walk->one);
        }
    }
}

/* The last round begins, or all is over: no letter is open then. */
static void end_plans(struct walk *walk, const struct world *world,
                      unsigned idle)
{
    const struct setup *setup = &world->setup;
    bool treason = setup_is_traitor(setup, setup->commander);
    struct count *count = walk->count;
    all_decide(walk, world, ORDER_NONE, walk->product);
    mpz_mul_2exp(walk->product, walk->product, idle);
    mpz_add(count->plans, count->plans, walk->product);
    if (!count_may_break(count) || !has_lieutenants(setup)) {
        return;
    }
    mpz_add(count->breaking, count->breaking, walk->product);
    for (unsigned o = 0; o < setup->orders; o++) {
        if (treason || o == setup->order) {
            all_decide(walk, world, o, walk->equal);
            mpz_mul_2exp(walk->equal, walk->equal, idle);
            mpz_sub(count->breaking, count->breaking, walk->equal);
        }
    }
}

static void apply(struct walk *walk, struct world *world, uint64_t answer)
{
    enum { TICKS = 0xfff };
    struct count *count = walk->count;
    count->states++;
    if ((count->states & TICKS) == 0 && count->room->tick != NULL &&
        !count->room->tick(count->room->context, count->states)) {
        count->stopped = true;
    }
    world->cursor++;
    walk->rules->apply(world, answer, NULL);
}

static enum status too_deep(const struct count *count)
{
    diag_set(count->why, "more than %zu letters in one plan are too many",
             count->room->depth);
    return STATUS_LIMIT;
}

/* Nobody asks about a letter any more, or each is read by its receiver only. */
static bool is_end(const struct walk *walk, const struct world *world,
                   const struct decision *asked)
{
    return world->stage >= STAGE_ACCUSE ||
           (asked->chooser == CHOOSER_TRAITOR && world->round == walk->last);
}

/* From stack[level] on; `idle` letters so far changed nothing either way. As
 * deep as there are letters that are tried. */
static enum status walk_from(struct walk *walk, size_t level, unsigned idle)
{
    struct world *world = &walk->count->room->stack[level];
    for (;;) {
        struct decision asked;
        const struct sealed *letter;
        if (walk->count->stopped) {
            return STATUS_LIMIT;
        }
        walk->rules->ask(world, &asked);
        if (is_end(walk, world, &asked)) {
            end_plans(walk, world, idle);
            return STATUS_OK;
        }
        letter = sealed_at(world, asked.item);
        if (asked.chooser != CHOOSER_TRAITOR || asked.kind != DECISION_SEAL) {
            apply(walk, world, 0);
        } else if (knows(world, letter->to, letter->order) ||
                   comes_before(world, letter->to, letter->order, asked.item)) {
            idle++;
            apply(walk, world, 0);
        } else {
            enum status status;
            if (level + 1 >= walk->count->room->depth) {
                return too_deep(walk->count);
            }
            world_copy(world + 1, world);
            apply(walk, world + 1, 0);
            status = walk_from(walk, level + 1, idle);
            if (status != STATUS_OK) {
                return status;
            }
            apply(walk, world, 1);
        }
    }
}

static void open_walk(struct walk *walk)
{
    mpz_init(walk->product);
    mpz_init(walk->equal);
    mpz_init(walk->one);
    for (unsigned i = 0; i < 1u << ORDERS_MAX; i++) {
        mpz_init(walk->ways.by_set[i]);
    }
}

static void close_walk(struct walk *walk)
{
    mpz_clear(walk->product);
    mpz_clear(walk->equal);
    mpz_clear(walk->one);
    for (unsigned i = 0; i < 1u << ORDERS_MAX; i++) {
        mpz_clear(walk->ways.by_set[i]);
    }
}

enum status count_signed_plans(struct count *count)
{
    const struct setup *setup = count->setup;
    unsigned longest = setup->generals - 2u;
    struct walk walk = {
        .count = count,
        .rules = rules_get(RULE_SIGNED),
        .last = (setup->depth < longest ? setup->depth : longest) + 1u};
    struct setup quiet = *setup; /* nobody is captured */
    enum status status;
    quiet.capture = 0;
    quiet.budget = 0;
    status = game_start(&count->room->stack[0], &quiet, NULL, count->why);
    if (status != STATUS_OK) {
        return status;
    }
    mpz_set_ui(count->plans, 0);
    mpz_set_ui(count->breaking, 0);
    open_walk(&walk);
    status = walk_from(&walk, 0, 0);
    close_walk(&walk);
    return status;
}
