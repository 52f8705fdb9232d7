#include "core/setup.h"

#include <string.h>

/* Nothing may hide between the members: setups are compared and hashed. */
_Static_assert(sizeof(struct setup) ==
                   8 + 4 * (4 + ORDERS_MAX) + ORDERS_MAX * ORDER_ID_MAX +
                       2 * GENERALS_MAX * GENERALS_MAX + 4 * GENERALS_MAX + 4 +
                       12 + GENERALS_MAX,
               "struct setup has padding");

enum {
    THURSDAY_06 = 3 * DAY_MINUTES + 6 * 60,
    UNTIL_FRIDAY_13 = 31 * 60,
    ROAD_DEFAULT = 60,
    /* Proof of work: a block in ten minutes of the whole army, for two hours;
     * messengers are fast, or every block would be forked. */
    WORK_POWER = 100,
    WORK_INTERVAL = 10,
    WORK_DEADLINE = 120,
    WORK_CONFIRMATIONS = 3,
    WORK_ROAD = 1,
    ACKS_CONFIRMATIONS = 2,
    PBFT_VIEW_CHANGES = 8,
    VOTE_STEPS = 10000
};

static void default_orders(struct setup *out)
{
    static const char retreat[] = "retreat", attack[] = "attack";
    out->orders = 2;
    memcpy(out->order_id[ORDER_RETREAT], retreat, sizeof retreat);
    memcpy(out->order_id[1], attack, sizeof attack);
    out->order_minute[1] = UNTIL_FRIDAY_13;
    out->order = 1;
}

/* What the rules of chapters two generals and without a clock begin with. */
static void default_rule(struct setup *out)
{
    unsigned n = out->generals;
    if (out->rule == RULE_WORK) {
        out->deadline = WORK_DEADLINE;
        out->confirmations = WORK_CONFIRMATIONS;
        out->tries = WORK_INTERVAL * WORK_POWER * n;
    } else if (out->rule == RULE_ACKS) {
        out->confirmations = ACKS_CONFIRMATIONS;
        out->messengers = 1;
    } else if (out->rule == RULE_PBFT) {
        out->confirmations = PBFT_VIEW_CHANGES;
        out->faults = (uint8_t)((n - 1) / 3);
    } else if (out->rule == RULE_VOTE || out->rule == RULE_COIN) {
        out->faults = out->falls = (uint8_t)((n - 1) / 2);
        out->deadline = out->rule == RULE_VOTE ? VOTE_STEPS * STEP_MINUTES : 0;
        memset(out->input, 1, n);
    }
}

void setup_default(struct setup *out, enum rule_id rule, unsigned generals)
{
    memset(out, 0, sizeof *out);
    out->seed = 1;
    out->start = THURSDAY_06;
    out->rule = (uint8_t)rule;
    out->generals = (uint8_t)generals;
    out->depth = 1;
    out->quorum = (uint8_t)(generals / 2 + 1);
    default_orders(out);
    default_rule(out);
    for (unsigned i = 0; i < generals; i++) {
        out->power[i] = rule == RULE_WORK ? WORK_POWER : 1;
        for (unsigned j = 0; j < generals; j++) {
            out->road[i][j] = i == j              ? 0
                              : rule == RULE_WORK ? WORK_ROAD
                                                  : ROAD_DEFAULT;
        }
    }
}

static bool id_is_good(const char *id)
{
    size_t length = 0;
    while (length < ORDER_ID_MAX && id[length] != '\0') {
        char c = id[length];
        bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                    c == '-' || c == '_';
        if (!good) {
            return false;
        }
        length++;
    }
    return length > 0 && length < ORDER_ID_MAX;
}

static enum status check_orders(const struct setup *setup, struct diag *why)
{
    if (setup->orders < 2 || setup->orders > ORDERS_MAX) {
        diag_set(why,
                 "there are %u orders; 2 to %d can be given, retreat "
                 "included",
                 setup->orders, (int)ORDERS_MAX);
        return STATUS_SETUP;
    }
    if (setup->order_minute[ORDER_RETREAT] > 0) {
        diag_set(why,
                 "order 0 is the retreat, which has no hour: its minute must "
                 "be 0, not %u",
                 (unsigned)setup->order_minute[ORDER_RETREAT]);
        return STATUS_SETUP;
    }
    for (unsigned o = 0; o < setup->orders; o++) {
        if (!id_is_good(setup->order_id[o])) {
            diag_set(why,
                     "order %u has no usable id; use 1 to %d of a-z, 0-9, "
                     "- and _",
                     o, (int)ORDER_ID_MAX - 1);
            return STATUS_SETUP;
        }
        if (setup_find_order(setup, setup->order_id[o]) != o) {
            diag_set(why, "two orders have the id \"%s\"; ids must differ",
                     setup->order_id[o]);
            return STATUS_SETUP;
        }
    }
    if (setup->order >= setup->orders) {
        diag_set(why, "the commander is told order %u, but there are only %u",
                 setup->order, setup->orders);
        return STATUS_SETUP;
    }
    return STATUS_OK;
}

static enum status check_roads(const struct setup *setup, struct diag *why)
{
    unsigned n = setup->generals;
    uint32_t everyone = (1u << n) - 1;
    for (unsigned i = 0; i < n; i++) {
        if ((setup->watched[i] & ~everyone) != 0) {
            diag_set(why,
                     "scouts watch a road from %u to a general who does not "
                     "exist; the generals are 0 to %u",
                     i, n - 1);
            return STATUS_SETUP;
        }
        if (setup->road[i][i] > 0) {
            diag_set(why,
                     "a road leads from general %u back to the same camp; its "
                     "minutes must be 0",
                     i);
            return STATUS_SETUP;
        }
        for (unsigned j = 0; j < n; j++) {
            if (setup->road[i][j] > MINUTES_MAX) {
                diag_set(why,
                         "the road from %u to %u takes %u minutes; at "
                         "most %d can be told",
                         i, j, setup->road[i][j], (int)MINUTES_MAX);
                return STATUS_SETUP;
            }
        }
    }
    return STATUS_OK;
}

static enum status check_generals(const struct setup *setup, struct diag *why)
{
    unsigned n = setup->generals;
    uint32_t everyone = (1u << n) - 1;
    if (setup->commander >= n) {
        diag_set(why, "general %u commands, but the generals are 0 to %u",
                 setup->commander, n - 1);
        return STATUS_SETUP;
    }
    if ((setup->traitors & ~everyone) != 0 ||
        (setup->accusers & ~everyone) != 0) {
        diag_set(why,
                 "a traitor or accuser does not exist; the generals are "
                 "0 to %u",
                 n - 1);
        return STATUS_SETUP;
    }
    return check_roads(setup, why);
}

enum status setup_check(const struct setup *setup, struct diag *why)
{
    enum status status;
    if (setup->rule >= RULE_COUNT) {
        diag_set(why, "there are no rules with number %u", setup->rule);
        return STATUS_SETUP;
    }
    if (setup->generals < 1 || setup->generals > GENERALS_MAX) {
        diag_set(why, "%u generals; 1 to %d can take part", setup->generals,
                 (int)GENERALS_MAX);
        return STATUS_SETUP;
    }
    if (setup->depth > DEPTH_MAX) {
        diag_set(why, "m is %u; 0 to %d can be played", setup->depth,
                 (int)DEPTH_MAX);
        return STATUS_SETUP;
    }
    if (setup->capture > PPM) {
        diag_set(why,
                 "a messenger is captured with probability %u in a "
                 "million; at most 1000000 can be",
                 setup->capture);
        return STATUS_SETUP;
    }
    if (setup->tries > 0 && setup->rule != RULE_WORK) {
        diag_set(why,
                 "tries is %u, but only \"work\" mines blocks; it must be 0",
                 (unsigned)setup->tries);
        return STATUS_SETUP;
    }
    status = check_generals(setup, why);
    return status == STATUS_OK ? check_orders(setup, why) : status;
}

unsigned set_count(unsigned set)
{
    unsigned count = 0;
    for (; set != 0; set &= set - 1) {
        count++;
    }
    return count;
}

bool setup_is_traitor(const struct setup *setup, unsigned g)
{
    return (setup->traitors >> g & 1) != 0;
}

unsigned setup_traitors(const struct setup *setup)
{
    return set_count(setup->traitors);
}

bool setup_can_capture(const struct setup *setup)
{
    uint16_t watched = 0;
    for (unsigned g = 0; g < setup->generals; g++) {
        watched |= setup->watched[g];
    }
    return setup->capture > 0 || (setup->budget > 0 && watched != 0);
}

bool setup_roads_complete(const struct setup *setup)
{
    for (unsigned i = 0; i < setup->generals; i++) {
        for (unsigned j = 0; j < setup->generals; j++) {
            if (i != j && setup->road[i][j] == 0) {
                return false;
            }
        }
    }
    return true;
}

unsigned setup_other_order(const struct setup *setup)
{
    for (unsigned o = 1; o < setup->orders; o++) {
        if (o != setup->order) {
            return o;
        }
    }
    return setup->order == ORDER_RETREAT ? 1 : ORDER_RETREAT;
}

unsigned setup_find_order(const struct setup *setup, const char *id)
{
    for (unsigned o = 0; o < setup->orders; o++) {
        if (strncmp(setup->order_id[o], id, ORDER_ID_MAX) == 0) {
            return o;
        }
    }
    return ORDER_NONE;
}
