#include "lab/sweep.h"

#include "rules/rules.h"

bool sweep_takes(enum rule_id rule)
{
    return rule == RULE_RELAY || rule == RULE_ORAL || rule == RULE_SIGNED ||
           rule == RULE_PBFT;
}

/* Of placements that are alike only the one with the lowest numbers. */
static bool is_first(const struct setup *setup)
{
    unsigned lieutenants = setup->traitors & ~(1u << setup->commander);
    unsigned others = ~lieutenants & ~(1u << setup->commander);
    unsigned lowest = 0;
    if (setup->rule != RULE_ORAL && setup->rule != RULE_PBFT) {
        return true;
    }
    while ((others >> lowest & 1) == 0) {
        lowest++;
    }
    return lieutenants >> lowest == 0;
}

/* A broken siege with one lie: none has fewer, since duties break nothing. */
static bool is_settled(const struct sweep_cell *cell)
{
    return cell->verdict == SEARCH_BROKEN && cell->lies <= 1;
}

static void take(struct sweep_cell *cell, const struct search_result *found)
{
    cell->sieges++;
    switch ((enum search_verdict)found->verdict) {
    case SEARCH_BROKEN:
        if (cell->verdict != SEARCH_BROKEN || found->lies < cell->lies) {
            cell->lies = found->lies;
        }
        cell->verdict = SEARCH_BROKEN;
        cell->minimal = cell->minimal && found->minimal;
        break;
    case SEARCH_SAFE:
        break;
    case SEARCH_UNKNOWN:
        cell->minimal = false;
        if (cell->verdict == SEARCH_SAFE) {
            cell->verdict = SEARCH_UNKNOWN;
        }
        break;
    }
}

/* Both orders with one placement. */
static enum status ask_orders(struct sweep_cell *cell,
                              const struct sweep *sweep, struct setup *setup,
                              struct diag *why)
{
    enum status status = STATUS_OK;
    for (setup->order = 0; setup->order < setup->orders && !is_settled(cell);
         setup->order++) {
        struct search_result found;
        status = sweep->ask(sweep->context, &found, setup, why);
        if (status != STATUS_OK) {
            break;
        }
        take(cell, &found);
    }
    return status;
}

enum status sweep_cell(struct sweep_cell *out, const struct sweep *sweep,
                       struct diag *why)
{
    const struct rules *rules = rules_get((enum rule_id)sweep->rule);
    struct sweep_cell cell = {.generals = out->generals,
                              .depth = out->depth,
                              .traitors = out->traitors,
                              .verdict = SEARCH_SAFE,
                              .minimal = true};
    struct setup setup;
    enum status status = STATUS_OK;
    setup_default(&setup, (enum rule_id)sweep->rule, cell.generals);
    setup.depth = cell.depth;
    if (setup.rule == RULE_PBFT) {
        setup.confirmations = 0; /* one view */
    }
    for (unsigned set = 0; set < 1u << cell.generals; set++) {
        setup.traitors = (uint16_t)set;
        if (set_count(set) != cell.traitors || !is_first(&setup)) {
            continue;
        }
        setup.order = 0;
        if (rules->check(&setup, NULL) == STATUS_SETUP) {
            break;
        }
        cell.defined = true;
        if (is_settled(&cell)) {
            break;
        }
        status = ask_orders(&cell, sweep, &setup, why);
        if (status != STATUS_OK) {
            return status;
        }
    }
    *out = cell;
    return STATUS_OK;
}
