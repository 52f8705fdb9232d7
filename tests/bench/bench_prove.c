/* Proofs by SAT: every placement of the traitors, both orders. Prints seconds,
 * the largest formula and how many are broken. */
#include <stdio.h>
#include <stdlib.h>

#include "solve/prove.h"
#include "solve/prove_solver.h"
#include "support/bench.h"

struct figures {
    unsigned asked, verdict[3];
    uint64_t states;
};

static void ask(struct figures *figures, const struct prove_request *request)
{
    struct prove_result result;

    if (prove_run(&result, request, NULL) != STATUS_OK) {
        abort();
    }
    figures->asked++;
    figures->verdict[result.verdict]++;
    if (result.states > figures->states) {
        figures->states = result.states;
    }
    prove_free(&result);
}

/* Every placement of t traitors, or one of each kind: the commander among
 * them or not. */
static void placements(struct figures *figures, struct prove_request *request,
                       unsigned t, bool all)
{
    unsigned n = request->setup.generals, among = (1u << t) - 1u;

    for (unsigned set = 0; set < 1u << n; set++) {
        bool kind = set == among || set == among << 1;

        if (set_count(set) == t && (all || kind) && set < 1u << n) {
            request->setup.traitors = (uint16_t)set;
            for (unsigned order = 0; order < 2; order++) {
                request->setup.order = (uint8_t)order;
                ask(figures, request);
            }
        }
    }
}

static void measure(enum rule_id rule, unsigned n, unsigned m, unsigned t,
                    bool fewest)
{
    struct prove_request request = {.breaks = PROVE_ANY, .fewest = fewest};

    setup_default(&request.setup, rule, n);
    request.setup.depth = (uint8_t)m;
    for (unsigned all = 0; all < (fewest ? 1u : 2u); all++) {
        struct figures figures = {.asked = 0};
        double begun = bench_spent(), took;
        char what[80];

        placements(&figures, &request, t, all != 0);
        took = bench_spent() - begun;
        (void)snprintf(what, sizeof what, "SAT, %s(%u), n = %u, t = %u, %s%s",
                       rule == RULE_ORAL ? "OM" : "SM", m, n, t,
                       all ? "all placements" : "each kind of placement",
                       fewest ? ", fewest lies" : "");
        bench_plain(what, took, "s");
        bench_plain("  sieges broken", figures.verdict[PROVE_BROKEN], "");
        bench_plain("  variables of the largest formula",
                    (double)figures.states, "");
    }
}

/* What the solver alone needs: the formula with nothing merged, as it is
 * exported. */
static void measure_plain(unsigned n, unsigned m, unsigned t)
{
    for (unsigned shift = 0; shift < 2; shift++) {
        struct formula formula = {.lies = false};
        struct setup setup;
        struct solver solver;
        double begun = bench_spent();
        char what[80];

        setup_default(&setup, RULE_ORAL, n);
        setup.depth = (uint8_t)m;
        setup.traitors = (uint16_t)(((1u << t) - 1u) << shift);
        circuit_begin(&formula.circuit, true);
        if (formula_begin(&formula, &setup, PROVE_ANY, NULL) != STATUS_OK) {
            abort();
        }
        solver_begin(&solver, &formula);
        if (solver_ask(&solver, 0) != ANSWER_NO) {
            abort();
        }
        (void)snprintf(what, sizeof what,
                       "CaDiCaL alone, OM(%u), n = %u, t = %u, %s commander", m,
                       n, t, shift ? "loyal" : "traitor");
        bench_plain(what, bench_spent() - begun, "s");
        bench_plain("  clauses", (double)solver.clauses, "");
        solver_end(&solver);
        formula_end(&formula);
    }
}

static void sweep(void)
{
    struct figures figures = {.asked = 0};
    struct prove_request request = {.breaks = PROVE_ANY, .fewest = true};
    double begun = bench_spent();

    for (unsigned n = 3; n <= 10; n++) {
        for (unsigned m = 0; m <= 3; m++) {
            for (unsigned t = 0; t <= 3 && t <= n; t++) {
                setup_default(&request.setup, RULE_ORAL, n);
                request.setup.depth = (uint8_t)m;
                placements(&figures, &request, t, false);
            }
        }
    }
    bench_plain("SAT, OM, n = 3..10, m = 0..3, t = 0..3, fewest lies",
                bench_spent() - begun, "s");
    bench_plain("  sieges broken", figures.verdict[PROVE_BROKEN], "");
}

int main(void)
{
    measure(RULE_ORAL, 7, 2, 2, false);
    measure(RULE_ORAL, 10, 3, 3, false);
    measure(RULE_ORAL, 13, 4, 4, false);
    measure(RULE_ORAL, 9, 3, 3, true);
    measure(RULE_SIGNED, 5, 3, 3, false);
    measure(RULE_SIGNED, 6, 2, 3, true);
    sweep();
    measure_plain(7, 2, 2);
    measure_plain(10, 3, 3);
    measure_plain(13, 4, 4);
    return 0;
}
