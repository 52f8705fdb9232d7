/* What the rules' formulas share, and the question. */
#include "solve/prove_formula.h"

#include <stdlib.h>

#include "rules/rules.h"
#include "solve/prove.h"

struct value formula_order(const struct formula *formula, unsigned order)
{
    struct value value = {{0}};

    for (unsigned o = 1; o < formula->setup->orders; o++) {
        value.is[o] = o == order ? LIT_TRUE : LIT_FALSE;
    }
    return value;
}

/* Two values differ. */
static int differ_in(struct formula *formula, const struct value *a,
                     const struct value *b)
{
    int differ = LIT_FALSE;

    for (unsigned o = 1; o < formula->setup->orders; o++) {
        int here = circuit_xor(&formula->circuit, a->is[o], b->is[o]);
        differ = circuit_or(&formula->circuit, differ, here);
    }
    return differ;
}

void formula_lie(struct formula *formula, int literal)
{
    struct list *list = &formula->lie;

    if (!formula->lies || literal == LIT_FALSE) {
        return;
    }
    if (list->count == list->room) {
        size_t room = 2 * list->room + 64;
        int *item = realloc(list->item, room * sizeof *item);

        if (item == NULL) {
            formula->circuit.failed = true;
            return;
        }
        list->item = item;
        list->room = room;
    }
    list->item[list->count++] = literal;
}

static struct value value_at(const struct formula *formula, uint32_t index)
{
    struct value value = {{0}};

    for (unsigned o = 1; o < formula->setup->orders; o++) {
        value.is[o] = (int)(formula->letter[index] + o - 1);
    }
    return value;
}

struct value formula_letter(struct formula *formula, uint32_t index,
                            const struct value *duty)
{
    unsigned orders = formula->setup->orders;
    struct value value;

    if (formula->letter[index] != 0) {
        return value_at(formula, index);
    }
    for (unsigned o = 1; o < orders; o++) {
        int input = circuit_input(&formula->circuit);

        if (formula->circuit.failed) {
            return formula_order(formula, ORDER_RETREAT);
        }
        if (o == 1) {
            formula->letter[index] = (uint32_t)input;
        }
        for (unsigned p = 1; p < o; p++) {
            int before = (int)(formula->letter[index] + p - 1);
            circuit_require(&formula->circuit, -before, -input);
        }
    }
    value = value_at(formula, index);
    if (formula->lies) {
        formula_lie(formula, differ_in(formula, &value, duty));
    }
    return value;
}

bool formula_goes_on(struct formula *formula)
{
    if ((++formula->work & 0xfff) == 0 && formula->clock != NULL &&
        prove_clock_over(formula->clock)) {
        formula->over = true;
    }
    return !formula->over && !formula->full && !formula->circuit.failed;
}

unsigned formula_says(const struct formula *formula, const uint8_t *value,
                      uint32_t index)
{
    uint32_t first = formula->letter[index];

    for (unsigned o = 1; first != 0 && o < formula->setup->orders; o++) {
        if (value[first + o - 1] != 0) {
            return o;
        }
    }
    return first != 0 ? ORDER_RETREAT : ORDER_NONE;
}

bool formula_sends(const struct formula *formula, const uint8_t *value,
                   const struct sealed *letter, bool duty)
{
    for (uint32_t i = 0; i < formula->sealed_used; i++) {
        const struct prove_sealed *sealed = &formula->sealed[i];

        if (sealed->chain == letter->chain && sealed->to == letter->to &&
            sealed->order == letter->order &&
            sealed->length == letter->length && sealed->sends != 0) {
            return circuit_value(value, sealed->sends);
        }
    }
    return duty;
}

unsigned formula_decides(const struct formula *formula, const uint8_t *value,
                         unsigned general)
{
    for (unsigned o = 1; o < formula->setup->orders; o++) {
        if (circuit_value(value, formula->decision[general].is[o])) {
            return o;
        }
    }
    return ORDER_RETREAT;
}

/* Some two loyal generals differ. Neighbours are enough: if no two neighbours
 * differ, no two do. */
static int ask_agreement(struct formula *formula)
{
    const struct value *before = NULL;
    int question = LIT_FALSE;

    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        if ((formula->decides >> g & 1) != 0) {
            const struct value *here = &formula->decision[g];

            if (before != NULL) {
                int differ = differ_in(formula, before, here);
                question = circuit_or(&formula->circuit, question, differ);
            }
            before = here;
        }
    }
    return question;
}

/* Some lieutenant disobeys a loyal commander. */
static int ask_validity(struct formula *formula)
{
    struct value order = formula_order(formula, formula->setup->order);
    int question = LIT_FALSE;

    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        if ((formula->decides >> g & 1) != 0) {
            int differ = differ_in(formula, &formula->decision[g], &order);
            question = circuit_or(&formula->circuit, question, differ);
        }
    }
    return question;
}

static void build(struct formula *formula, unsigned breaks)
{
    const struct setup *setup = formula->setup;
    bool treason = setup_is_traitor(setup, setup->commander);

    formula->question = LIT_FALSE;
    if (treason && (breaks & PROVE_IC1) == 0) {
        return;
    }
    if (setup->rule == RULE_RELAY) {
        formula_relay(formula);
    } else if (setup->rule == RULE_ORAL) {
        formula_oral(formula);
    } else {
        formula_signed(formula);
    }
    if (formula_goes_on(formula)) {
        formula->question =
            treason ? ask_agreement(formula) : ask_validity(formula);
    }
}

/* What the formula can speak of. A siege of oral letters may be too large for
 * a world. */
static enum status check(const struct setup *setup, struct diag *why)
{
    enum status status = setup_check(setup, why);

    if (status != STATUS_OK) {
        return status;
    }
    if (setup->rule != RULE_RELAY && setup->rule != RULE_ORAL &&
        setup->rule != RULE_SIGNED) {
        diag_set(why, "the method sat is for relay, oral and signed letters; "
                      "search speaks of all rules");
        return STATUS_SETUP;
    }
    if (setup_can_capture(setup)) {
        diag_set(why, "the method sat speaks of sieges in which nobody can be "
                      "captured; search speaks of all");
        return STATUS_SETUP;
    }
    status = rules_get((enum rule_id)setup->rule)->check(setup, why);
    return status == STATUS_FULL && setup->rule == RULE_ORAL ? STATUS_OK
                                                             : status;
}

/* Room for an input of each letter; signed letters make their own. */
static enum status make_room(struct formula *formula, struct diag *why)
{
    const struct setup *setup = formula->setup;

    formula->letters = setup->generals;
    if (setup->rule == RULE_ORAL) {
        formula->letters = paths_total(setup->generals, setup->depth);
    }
    if (formula->letters > PROVE_LETTERS_MAX) {
        diag_set(why,
                 "OM(%u) with %u generals has more than %d letters; take "
                 "fewer generals or a smaller m",
                 setup->depth, setup->generals, (int)PROVE_LETTERS_MAX);
        return STATUS_FULL;
    }
    formula->letter = calloc(formula->letters, sizeof *formula->letter);
    return formula->letter != NULL ? STATUS_OK : STATUS_MEMORY;
}

enum status formula_begin(struct formula *formula, const struct setup *setup,
                          unsigned breaks, struct diag *why)
{
    enum status status = check(setup, why);

    formula->setup = setup;
    if (status == STATUS_OK) {
        status = make_room(formula, why);
    }
    if (status != STATUS_OK) {
        return status;
    }
    build(formula, breaks);
    if (formula->full) {
        diag_set(why,
                 "the traitors could write more than %d sealed letters; take "
                 "fewer generals, fewer traitors or a smaller depth",
                 (int)PROVE_SEALED_LETTERS_MAX);
        return STATUS_FULL;
    }
    if (formula->circuit.failed) {
        diag_set(why, "there is not enough memory for the formula");
        return STATUS_MEMORY;
    }
    return formula->over ? STATUS_LIMIT : STATUS_OK;
}

void formula_end(struct formula *formula)
{
    circuit_end(&formula->circuit);
    free(formula->letter);
    free(formula->sealed);
    free(formula->lie.item);
}
