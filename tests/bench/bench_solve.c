/* The solvers: proofs for all placements of traitors, the sweep, exact counts,
 * and how fast plans are tried one by one. Medians of one run, in seconds that
 * this process has had. */
#include <gmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "lab/sweep.h"
#include "session/solver.h"
#include "solve/plans.h"
#include "support/bench.h"
#include "support/searching.h"
#include "support/sieges.h"

static struct solver *solver;

static void check(enum status status)
{
    if (status != STATUS_OK) {
        (void)fprintf(stderr, "%s\n", status_sentence(status));
        exit(1);
    }
}

/* ---- Proofs -------------------------------------------------------------- */

/* All placements of t traitors, both orders; returns how many are not safe. */
static unsigned prove_all(unsigned n, unsigned m, unsigned t, unsigned *sieges)
{
    unsigned broken = 0;
    *sieges = 0;
    for (unsigned set = 0; set < 1U << n; set++) {
        struct solver_request request = {.setup =
                                             sieges_setup(RULE_ORAL, n, m, set),
                                         .breaks = BREAKS_ANY,
                                         .fewest = true};
        for (unsigned order = 0; set_count(set) == t && order < 2; order++) {
            struct solver_result result;
            request.setup.order = (uint8_t)order;
            check(solver_run(solver, &result, &request, NULL));
            broken += result.found.verdict != SEARCH_SAFE;
            ++*sieges;
        }
    }
    return broken;
}

static void proofs(unsigned n, unsigned m, unsigned t, double bound)
{
    double seconds[BENCH_TIMES];
    unsigned sieges, broken = 0;
    char what[80];
    for (unsigned i = 0; i < BENCH_TIMES; i++) {
        double begun = bench_spent();
        broken = prove_all(n, m, t, &sieges);
        seconds[i] = bench_spent() - begun;
    }
    (void)snprintf(what, sizeof what,
                   "OM(%u), n = %u, t = %u: all %u sieges, %u not proved safe",
                   m, n, t, sieges, broken);
    bench_line(
        &(struct bench_figure){.what = what,
                               .value = bench_median(seconds, BENCH_TIMES),
                               .unit = "s",
                               .target = BENCH_AT_MOST,
                               .bound = bound});
}

static void memory(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    bench_line(&(struct bench_figure){.what = "  memory, at its peak",
                                      .value = (double)usage.ru_maxrss / 1024,
                                      .unit = "MB",
                                      .target = BENCH_AT_MOST,
                                      .bound = 2048});
}

/* ---- The sweep ----------------------------------------------------------- */

static enum status ask(void *context, struct search_result *out,
                       const struct setup *setup, struct diag *why)
{
    struct solver_request request = {
        .setup = *setup, .breaks = BREAKS_ANY, .fewest = true};
    struct solver_result result;
    enum status status = solver_run(context, &result, &request, why);
    if (status == STATUS_OK) {
        *out = result.found;
    }
    return status;
}

static unsigned sweep_all(void)
{
    struct sweep sweep = {.rule = RULE_ORAL, .ask = ask, .context = solver};
    unsigned broken = 0;
    for (unsigned cell = 0; cell < 8 * 4 * 4; cell++) {
        struct sweep_cell found = {.generals = (uint8_t)(3 + cell / 16),
                                   .depth = (uint8_t)(cell / 4 % 4),
                                   .traitors = (uint8_t)(cell % 4)};
        check(sweep_cell(&found, &sweep, NULL));
        broken += found.defined && found.verdict == SEARCH_BROKEN;
    }
    return broken;
}

static void bench_sweep(void)
{
    double seconds[BENCH_TIMES];
    unsigned broken = 0;
    char what[80];
    for (unsigned i = 0; i < BENCH_TIMES; i++) {
        double begun = bench_spent();
        broken = sweep_all();
        seconds[i] = bench_spent() - begun;
    }
    (void)snprintf(what, sizeof what,
                   "sweep, OM, n = 3..10, m = 0..3, t = 0..3: %u cells broken",
                   broken);
    bench_line(
        &(struct bench_figure){.what = what,
                               .value = bench_median(seconds, BENCH_TIMES),
                               .unit = "s",
                               .target = BENCH_AT_MOST,
                               .bound = 10});
}

/* ---- Counts -------------------------------------------------------------- */

/* Count all placements of t traitors; the sums of their numbers. */
static void count_all(mpz_t plans, mpz_t breaking, enum rule_id rule,
                      unsigned n, unsigned m, unsigned t)
{
    mpz_t all, some;
    mpz_inits(all, some, NULL);
    mpz_set_ui(plans, 0);
    mpz_set_ui(breaking, 0);
    for (unsigned set = 0; set < 1U << n; set++) {
        struct solver_request request = {.setup = sieges_setup(rule, n, m, set),
                                         .breaks = BREAKS_ANY};
        if (set_count(set) == t) {
            check(solver_count(solver, all, some, &request, NULL));
            mpz_add(plans, plans, all);
            mpz_add(breaking, breaking, some);
        }
    }
    mpz_clears(all, some, NULL);
}

static void count(enum rule_id rule, unsigned n, unsigned m, unsigned t,
                  double bound)
{
    double seconds[BENCH_TIMES];
    char what[80];
    mpz_t plans, breaking;
    mpz_inits(plans, breaking, NULL);
    for (unsigned i = 0; i < BENCH_TIMES; i++) {
        double begun = bench_spent();
        count_all(plans, breaking, rule, n, m, t);
        seconds[i] = bench_spent() - begun;
    }
    (void)snprintf(what, sizeof what,
                   "--count, %s(%u), n = %u, t = %u, all placements",
                   rule == RULE_ORAL ? "OM" : "SM", m, n, t);
    bench_line(&(struct bench_figure){
        .what = what,
        .value = bench_median(seconds, BENCH_TIMES),
        .unit = "s",
        .target = bound > 0 ? BENCH_AT_MOST : BENCH_NO_TARGET,
        .bound = bound});
    if (mpz_sizeinbase(plans, 10) < 30) {
        gmp_printf("  plans %Zd, breaking %Zd\n", plans, breaking);
    } else {
        gmp_printf("  plans: %zu digits, breaking: %zu digits\n",
                   mpz_sizeinbase(plans, 10), mpz_sizeinbase(breaking, 10));
    }
    mpz_clears(plans, breaking, NULL);
}

static void counts(void)
{
    count(RULE_ORAL, 6, 2, 2, 10);
    count(RULE_ORAL, 7, 2, 2, 10);
    count(RULE_ORAL, 10, 3, 3, 0);
    count(RULE_ORAL, 9, 3, 3, 0);
    for (unsigned t = 1; t <= 4; t++) {
        count(RULE_SIGNED, 5, t < 3 ? t : 3, t, 0);
    }
}

/* ---- Plans one by one ---------------------------------------------------- */

static double walked(const struct setup *setup)
{
    struct search_room room = searching_room();
    struct search_request request = {.setup = *setup,
                                     .breaks = BREAKS_IC2, /* void: safe */
                                     .plain = true};
    struct search_result found = {.states = 0};
    double begun = bench_spent();
    check(search_run(&found, &request, &room, NULL));
    return (double)found.states / (bench_spent() - begun);
}

static double tried(const struct setup *setup)
{
    static struct world stack[64];
    struct plans_room room = {.stack = stack, .depth = 64, .limit = UINT64_MAX};
    struct puzzle puzzle = {.setup = *setup,
                            .goal = GOAL_DISOBEY,
                            .chooser = CHOOSER_TRAITOR,
                            .player = NO_GENERAL};
    struct plans_result plans = {.states = 0};
    double begun = bench_spent();
    check(plans_try_all(&plans, &puzzle, &room, NULL));
    return (double)plans.states / (bench_spent() - begun);
}

static void walks(unsigned traitors)
{
    struct setup setup = sieges_setup(RULE_ORAL, 7, 1, traitors);
    double search[BENCH_TIMES], every[BENCH_TIMES];
    char what[80];
    for (unsigned i = 0; i < BENCH_TIMES; i++) {
        search[i] = walked(&setup) / 1e6;
        every[i] = tried(&setup) / 1e6;
    }
    (void)snprintf(what, sizeof what,
                   "plain search, OM(1), n = 7, t = %u: decisions",
                   set_count(traitors));
    bench_line(
        &(struct bench_figure){.what = what,
                               .value = bench_median(search, BENCH_TIMES),
                               .unit = "million/s",
                               .target = BENCH_AT_LEAST,
                               .bound = 1});
    bench_line(&(struct bench_figure){.what = "  the same, every plan visited",
                                      .value = bench_median(every, BENCH_TIMES),
                                      .unit = "million/s",
                                      .target = BENCH_AT_LEAST,
                                      .bound = 1});
}

int main(void)
{
    solver = solver_open();
    if (solver == NULL) {
        return 1;
    }
    proofs(7, 2, 2, 0.2);
    proofs(10, 3, 3, 0.5);
    proofs(13, 4, 4, 15);
    memory();
    bench_sweep();
    counts();
    walks(0x3);
    walks(0x7);
    solver_close(solver);
    return 0;
}
