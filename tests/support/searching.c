#include "searching.h"

#include <stdio.h>
#include <stdlib.h>

enum { DEPTH = 256, ANSWERS = 40000, TEXT = 512 };

static struct world stack[DEPTH];
static struct search_step steps[DEPTH];
static uint64_t answers[ANSWERS];
static struct search_late late[GENERALS_MAX * ORDERS_MAX];
static struct tree_room tree;
static struct count_tree trees[COUNT_TREES];
static struct count_case cases[2 * COUNT_CASES];
static uint32_t table[2 * COUNT_CASES];
static mpz_t plans[COUNT_PLANS], weights[2 * COUNT_CASES];

static struct count_ready ready;

/* Numbers that were in use hold memory of libgmp's. */
static void forget(void)
{
    for (size_t i = 0; i < ready.plans; i++) {
        mpz_clear(plans[i]);
    }
    for (size_t half = 0; half < 2; half++) {
        for (size_t i = 0; i < ready.weights[half]; i++) {
            mpz_clear(weights[half * COUNT_CASES + i]);
        }
    }
}

struct search_room searching_room(void)
{
    return (struct search_room){.stack = stack,
                                .steps = steps,
                                .depth = DEPTH,
                                .answers = answers,
                                .answers_room = ANSWERS,
                                .late = late,
                                .tree = &tree};
}

struct count_room searching_count_room(void)
{
    static bool begun;
    if (!begun && atexit(forget) != 0) {
        abort();
    }
    begun = true;
    return (struct count_room){.stack = stack,
                               .depth = DEPTH,
                               .trees = trees,
                               .plans = plans,
                               .cases = cases,
                               .weights = weights,
                               .table = table,
                               .ready = &ready};
}

static void must_go(enum status status, const struct diag *why)
{
    if (status != STATUS_OK) {
        (void)fprintf(stderr, "searching: %s\n", why->text);
        abort();
    }
}

struct search_result searching_fewest(const struct setup *setup,
                                      unsigned breaks, bool plain)
{
    struct search_room room = searching_room();
    struct search_request request = {
        .setup = *setup, .breaks = breaks, .fewest = true, .plain = plain};
    struct search_result result;
    struct diag why = {.line = 0};
    must_go(search_run(&result, &request, &room, &why), &why);
    return result;
}

const char *searching_count(const struct setup *setup, unsigned breaks)
{
    static char text[TEXT];
    struct count_room room = searching_count_room();
    struct diag why = {.line = 0};
    mpz_t all, breaking;
    mpz_inits(all, breaking, NULL);
    must_go(count_plans(all, breaking, setup, breaks, &room, &why), &why);
    (void)gmp_snprintf(text, sizeof text, "%Zd/%Zd", all, breaking);
    mpz_clears(all, breaking, NULL);
    return text;
}
