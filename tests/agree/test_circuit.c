/* The circuit that a proof is about says what the siege says: random plans,
 * played through the door and read off the circuit. And another solver agrees
 * with the verdict, from the exported formula, in which nothing is merged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "agents/agent.h"
#include "solve/prove_solver.h"
#include "support/proving.h"
#include "support/sieges.h"

static struct world world;

static bool under_tool(void)
{
    const char *tool = getenv("STRATEGOS_TOOL");

    return tool != NULL && tool[0] != '\0';
}

static uint64_t draws = 1;

static bool toss(void)
{
    return (nature_draw(5, draws++) & 1) != 0;
}

/* Any order for each letter, any letter sent or not. */
static void draw_plan(const struct formula *formula, uint8_t *value)
{
    memset(value, 0, formula->circuit.used);
    for (uint32_t i = 0; i < formula->letters; i++) {
        uint32_t first = formula->letter[i];
        unsigned order =
            (unsigned)nature_below(6, draws++, formula->setup->orders);

        if (first != 0 && order > 0) {
            value[first + order - 1] = 1;
        }
    }
    for (uint32_t i = 0; i < formula->sealed_used; i++) {
        if (formula->sealed[i].sends != 0) {
            value[formula->sealed[i].sends] = toss();
        }
    }
    circuit_evaluate(&formula->circuit, value);
}

static uint64_t planned(const struct formula *formula, const uint8_t *value,
                        const struct decision *asked)
{
    struct option option;
    unsigned order;

    if (asked->chooser != CHOOSER_TRAITOR || asked->kind == DECISION_FORGE) {
        return 0;
    }
    if (asked->kind == DECISION_SEAL) {
        bool due;
        assert_int_equal(game_option(&world, 0, &option), STATUS_OK);
        due = option.kind == OPTION_SEND;
        return formula_sends(formula, value,
                             &world.memory.sealed.letter[asked->item],
                             due) != due;
    }
    order = formula_says(formula, value, asked->item);
    return order == ORDER_NONE ? 0
                               : game_find_option(&world, OPTION_SAY, order);
}

/* Returns the lies. */
static uint32_t play_plan(const struct formula *formula, const uint8_t *value)
{
    struct decision asked;
    uint32_t lies = 0;

    sieges_start(&world, formula->setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        struct action action = {.cursor = asked.cursor,
                                .answer = planned(formula, value, &asked)};
        lies += asked.chooser == CHOOSER_TRAITOR && action.answer != 0;
        sieges_apply(&world, action);
    }
    return lies;
}

static uint32_t lies_in(const struct formula *formula, const uint8_t *value)
{
    uint32_t lies = 0;

    for (size_t i = 0; i < formula->lie.count; i++) {
        lies += circuit_value(value, formula->lie.item[i]);
    }
    return lies;
}

static void compare_plan(const struct formula *formula, uint8_t *value)
{
    uint32_t lies;
    bool differ = false;
    unsigned common =
        setup_is_traitor(formula->setup, formula->setup->commander)
            ? ORDER_NONE
            : formula->setup->order;

    draw_plan(formula, value);
    lies = play_plan(formula, value);
    for (unsigned g = 0; g < formula->setup->generals; g++) {
        if ((formula->decides >> g & 1) != 0) {
            unsigned decided = formula_decides(formula, value, g);
            assert_int_equal(world.decided[g], decided);
            differ |= common != ORDER_NONE && decided != common;
            common = decided;
        }
    }
    if (formula->lies) {
        assert_int_equal(lies, lies_in(formula, value));
    }
    if (formula->setup->orders == 2 && set_count(formula->decides) <= 2) {
        assert_int_equal(differ, circuit_value(value, formula->question));
    }
}

/* Compare so many random plans of one siege. */
static void compare(const struct setup *setup, unsigned plans, bool plain,
                    bool lies)
{
    struct formula formula = {.lies = lies};
    uint8_t *value;

    circuit_begin(&formula.circuit, plain);
    assert_int_equal(formula_begin(&formula, setup, PROVE_ANY, NULL),
                     STATUS_OK);
    value = calloc(formula.circuit.used, 1);
    assert_non_null(value);
    for (unsigned i = 0; i < plans; i++) {
        compare_plan(&formula, value);
    }
    free(value);
    formula_end(&formula);
}

static void a_million_random_plans_give_the_decisions_of_the_siege(void **state)
{
    static const enum rule_id rules[] = {RULE_RELAY, RULE_ORAL, RULE_SIGNED};
    unsigned sieges = under_tool() ? 25 : 2500, plans = 100;
    (void)state;

    for (unsigned i = 0; i < 3; i++) {
        for (uint64_t seed = 0; seed < sieges; seed++) {
            struct setup setup;

            sieges_random_setup(&setup, rules[i], seed);
            setup.capture = 0;
            setup.budget = 0;
            compare(&setup, plans, (seed & 1) != 0, (seed & 2) != 0);
        }
    }
}

static void plans_of_om2_and_om3_give_the_decisions_of_the_siege(void **state)
{
    static const unsigned rows[][3] = {
        {7, 2, 0x60}, {7, 2, 0x41}, {6, 2, 0x30}, {6, 2, 0x21}, {7, 3, 0x31}};
    struct setup setup = sieges_setup(RULE_ORAL, 10, 3, 0x307);
    unsigned plans = under_tool() ? 100 : 50000;
    (void)state;

    for (unsigned i = 0; i < 5; i++) {
        struct setup row =
            sieges_setup(RULE_ORAL, rows[i][0], rows[i][1], rows[i][2]);
        compare(&row, plans, (i & 1) != 0, (i & 2) != 0);
    }
    compare(&setup, plans / 100, false, true);
    setup = sieges_setup(RULE_SIGNED, 6, 3, 0x13);
    compare(&setup, plans / 10, false, true);
}

/* The verdict on the formula in which nothing is merged. */
static enum answer plain_answer(const struct setup *setup)
{
    struct formula formula = {.lies = false};
    struct solver solver;
    enum answer answer;

    circuit_begin(&formula.circuit, true);
    assert_int_equal(formula_begin(&formula, setup, PROVE_ANY, NULL),
                     STATUS_OK);
    solver_begin(&solver, &formula);
    answer = solver_ask(&solver, 0);
    solver_end(&solver);
    formula_end(&formula);
    return answer;
}

static void compare_plain(const struct setup *setup)
{
    bool broken = proving(setup, PROVE_ANY, false).verdict == PROVE_BROKEN;

    assert_int_equal(plain_answer(setup), broken ? ANSWER_YES : ANSWER_NO);
}

static void merging_gates_changes_no_verdict(void **state)
{
    unsigned largest = under_tool() ? 5 : 8;
    struct setup setup = sieges_setup(RULE_ORAL, 10, 3, 0x301);
    (void)state;

    compare_plain(&setup);
    for (unsigned n = 3; n <= largest; n++) {
        for (unsigned m = 0; m <= 3; m++) {
            for (unsigned t = 1; t < n && t <= 4; t++) {
                unsigned set = (1u << t) - 1u;

                setup = sieges_setup(RULE_ORAL, n, m, set);
                compare_plain(&setup);
                setup = sieges_setup(RULE_ORAL, n, m, set << 1);
                compare_plain(&setup);
                setup.order = 0;
                compare_plain(&setup);
                setup = sieges_setup(RULE_SIGNED, n, m, set);
                if (n <= 6) {
                    compare_plain(&setup);
                }
            }
        }
    }
}

/* ---- Another solver -------------------------------------------------------
 */

static char folder[64];

/* Export the formula, and ask minisat. */
static bool minisat_says_broken(const struct prove_request *request)
{
    struct prove_result result;
    char command[160];
    int code;

    assert_int_equal(prove_run(&result, request, NULL), STATUS_OK);
    (void)snprintf(command, sizeof command,
                   "minisat -verb=0 %s/cnf >/dev/null 2>&1", folder);
    code = system(command);
    code = code >> 8 & 0xff;
    assert_true(code == 10 || code == 20);
    assert_int_equal(result.verdict, code == 10 ? PROVE_BROKEN : PROVE_SAFE);
    prove_free(&result);
    return code == 10;
}

static void minisat_confirms_the_exported_formulas(void **state)
{
    static const struct {
        enum rule_id rule;
        unsigned n, m, traitors, order;
        bool broken;
    } rows[] = {{RULE_ORAL, 3, 1, 1u << 2, 1, true},
                {RULE_ORAL, 4, 1, 1, 1, false},
                {RULE_ORAL, 4, 1, 3, 1, true},
                {RULE_ORAL, 6, 2, 0x30, 1, true},
                {RULE_ORAL, 6, 2, 0x30, 0, false},
                {RULE_ORAL, 7, 2, 0x60, 1, false},
                {RULE_ORAL, 7, 2, 0x41, 0, false},
                {RULE_ORAL, 9, 3, 0x1c0, 1, true},
                {RULE_ORAL, 10, 3, 0x380, 1, false},
                {RULE_ORAL, 10, 3, 0x301, 1, false},
                {RULE_SIGNED, 3, 0, 1, 1, true},
                {RULE_SIGNED, 4, 2, 3, 1, false},
                {RULE_SIGNED, 5, 3, 7, 1, false},
                {RULE_SIGNED, 5, 1, 3, 1, true},
                {RULE_RELAY, 6, 1, 1u << 3, 1, true},
                {RULE_RELAY, 6, 1, 1u << 5, 1, false}};
    char path[80];
    (void)state;

    if (system("minisat --help >/dev/null 2>&1") == 127 << 8) {
        skip();
    }
    (void)snprintf(path, sizeof path, "%s/cnf", folder);
    for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct prove_request request = {
            .setup = sieges_setup(rows[i].rule, rows[i].n, rows[i].m,
                                  rows[i].traitors),
            .breaks = PROVE_ANY,
            .fewest = (i & 1) != 0,
            .dimacs = path};

        request.setup.order = (uint8_t)rows[i].order;
        assert_int_equal(minisat_says_broken(&request), rows[i].broken);
    }
    for (uint64_t seed = 1; seed <= (under_tool() ? 5u : 60u); seed++) {
        struct prove_request request = {.breaks = PROVE_ANY, .dimacs = path};

        sieges_random_setup(&request.setup,
                            seed % 2 != 0 ? RULE_ORAL : RULE_SIGNED, seed);
        request.setup.capture = 0;
        request.setup.budget = 0;
        (void)minisat_says_broken(&request);
    }
}

static void a_file_that_cannot_be_written_is_told(void **state)
{
    struct prove_request request = {.setup =
                                        sieges_setup(RULE_ORAL, 7, 2, 0x60),
                                    .breaks = PROVE_ANY,
                                    .dimacs = "/dev/full"};
    struct prove_result result;
    struct diag why;
    (void)state;

    if (access("/dev/full", W_OK) == 0) {
        assert_int_equal(prove_run(&result, &request, &why), STATUS_IO);
        assert_non_null(strstr(why.text, "/dev/full"));
    }
    request.dimacs = "/no such folder/cnf";
    assert_int_equal(prove_run(&result, &request, &why), STATUS_IO);
    assert_non_null(strstr(why.text, "/no such folder/cnf"));
}

static int make_folder(void **state)
{
    (void)state;
    (void)strcpy(folder, "/tmp/strategos-cnf-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int drop_folder(void **state)
{
    char path[80];
    (void)state;

    (void)snprintf(path, sizeof path, "%s/cnf", folder);
    (void)remove(path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_million_random_plans_give_the_decisions_of_the_siege),
        cmocka_unit_test(plans_of_om2_and_om3_give_the_decisions_of_the_siege),
        cmocka_unit_test(merging_gates_changes_no_verdict),
        cmocka_unit_test(minisat_confirms_the_exported_formulas),
        cmocka_unit_test(a_file_that_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
