/* The chain as a circuit: one input for each traitor who has somebody to
 * write to. */
#include "solve/prove_formula.h"

void formula_relay(struct formula *formula)
{
    const struct setup *setup = formula->setup;
    struct value heard = formula_order(formula, setup->order);
    unsigned from = setup->commander;
    uint32_t index = 0;

    for (unsigned to = 0; to < setup->generals; to++) {
        if (to == setup->commander || !formula_goes_on(formula)) {
            continue;
        }
        if (setup->road[from][to] == 0) {
            heard = formula_order(formula, ORDER_RETREAT);
        } else if (setup_is_traitor(setup, from)) {
            heard = formula_letter(formula, index, &heard);
        }
        if (!setup_is_traitor(setup, to)) {
            formula->decision[to] = heard;
            formula->decides |= (uint16_t)(1u << to);
        }
        from = to;
        index++;
    }
}
