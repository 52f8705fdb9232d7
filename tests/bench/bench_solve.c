/* The search: decisions a second of the plain walk over OM(1) with seven
 * generals, OM(m) taken apart, exact counts. Prints figures; medians of one
 * run. */
#include <gmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "session/solver.h"
#include "solve/plans.h"
#include "support/searching.h"
#include "support/sieges.h"

enum { RUNS = 5 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double seconds[RUNS])
{
    qsort(seconds, RUNS, sizeof seconds[0], by_size);
    return seconds[RUNS / 2];
}

/* Every plan of OM(1) with seven generals, visited one by one. */
static void walk(unsigned traitors)
{
    static struct world stack[64];
    struct setup setup = sieges_setup(RULE_ORAL, 7, 1, traitors);
    struct search_room room = searching_room();
    struct search_request request = {.setup = setup,
                                     .breaks = BREAKS_IC2, /* void: safe */
                                     .plain = true};
    struct plans_room room_of_plans = {
        .stack = stack, .depth = 64, .limit = UINT64_MAX};
    struct puzzle puzzle = {.setup = setup,
                            .goal = GOAL_DISOBEY,
                            .chooser = CHOOSER_TRAITOR,
                            .player = NO_GENERAL};
    struct plans_result plans = {.states = 0};
    double seconds[RUNS], every[RUNS];
    struct search_result found = {.states = 0};
    for (unsigned i = 0; i < RUNS; i++) {
        double begun = now();
        if (search_run(&found, &request, &room, NULL) != STATUS_OK) {
            abort();
        }
        seconds[i] = now() - begun;
        begun = now();
        if (plans_try_all(&plans, &puzzle, &room_of_plans, NULL) != STATUS_OK) {
            abort();
        }
        every[i] = now() - begun;
    }
    printf("OM(1), n = 7, traitors %#x, walked: %llu decisions, %.2f million a "
           "second\n",
           traitors, (unsigned long long)found.states,
           (double)found.states / median(seconds) / 1e6);
    printf("  every plan visited: %llu plans, %llu decisions, %.2f million a "
           "second\n",
           (unsigned long long)plans.plans, (unsigned long long)plans.states,
           (double)plans.states / median(every) / 1e6);
}

/* All placements of t traitors, both orders; the slowest of them. */
static void apart(unsigned n, unsigned m, unsigned t)
{
    double all = 0, slowest = 0;
    unsigned sieges = 0, broken = 0;
    for (unsigned set = 0; set < 1U << n; set++) {
        struct setup setup = sieges_setup(RULE_ORAL, n, m, set);
        if (set_count(set) != t) {
            continue;
        }
        for (setup.order = 0; setup.order < 2; setup.order++) {
            double begun = now(), seconds;
            broken += searching_fewest(&setup, BREAKS_ANY, false).verdict ==
                      SEARCH_BROKEN;
            seconds = now() - begun;
            all += seconds;
            slowest = seconds > slowest ? seconds : slowest;
            sieges++;
        }
    }
    printf("OM(%u), n = %u, t = %u: %u sieges, %u broken, %.6f s each, the "
           "slowest %.6f s\n",
           m, n, t, sieges, broken, all / sieges, slowest);
}

static void count(enum rule_id rule, unsigned n, unsigned m, unsigned set)
{
    struct setup setup = sieges_setup(rule, n, m, set);
    struct solver *solver = solver_open();
    struct solver_request request = {.setup = setup, .breaks = BREAKS_ANY};
    double seconds[RUNS];
    mpz_t plans, breaking;
    if (solver == NULL) {
        abort();
    }
    mpz_inits(plans, breaking, NULL);
    for (unsigned i = 0; i < RUNS; i++) {
        double begun = now();
        if (solver_count(solver, plans, breaking, &request, NULL) !=
            STATUS_OK) {
            abort();
        }
        seconds[i] = now() - begun;
    }
    gmp_printf("%s(%u), n = %u, traitors %#x: %Zd plans, %Zd break it; %.6f "
               "s\n",
               rule == RULE_ORAL ? "OM" : "SM", m, n, set, plans, breaking,
               median(seconds));
    mpz_clears(plans, breaking, NULL);
    solver_close(solver);
}

int main(void)
{
    walk(0x3);
    walk(0x7);
    apart(7, 2, 2);
    apart(10, 3, 3);
    apart(13, 4, 4);
    count(RULE_ORAL, 6, 2, 0x6);
    count(RULE_ORAL, 7, 2, 0x3);
    count(RULE_ORAL, 7, 2, 0x6);
    count(RULE_SIGNED, 5, 3, 0x3);
    count(RULE_SIGNED, 5, 3, 0x7);
    return 0;
}
