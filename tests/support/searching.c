#include "searching.h"

#include <stdio.h>
#include <stdlib.h>

enum { DEPTH = 256, ANSWERS = 40000, TEXT = 512 };

static struct world stack[DEPTH];
static struct search_step steps[DEPTH];
static uint64_t answers[ANSWERS];
static struct search_late late[GENERALS_MAX * ORDERS_MAX];
static struct tree_room tree;
static struct count_tree trees[COUNT_KINDS * GENERALS_MAX * GENERALS_MAX];
static mpz_t cells[2 * COUNT_CELLS];

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
    for (size_t i = 0; !begun && i < 2 * COUNT_CELLS; i++) {
        mpz_init(cells[i]);
    }
    begun = true;
    return (struct count_room){
        .stack = stack, .depth = DEPTH, .trees = trees, .cells = cells};
}

/* Cells that were in use hold memory of libgmp's. */
static void wipe_cells(void)
{
    for (size_t i = 0; i < 2 * COUNT_CELLS; i++) {
        mpz_clear(cells[i]);
        mpz_init(cells[i]);
    }
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
    mpz_t plans, breaking;
    mpz_inits(plans, breaking, NULL);
    must_go(count_plans(plans, breaking, setup, breaks, &room, &why), &why);
    (void)gmp_snprintf(text, sizeof text, "%Zd/%Zd", plans, breaking);
    mpz_clears(plans, breaking, NULL);
    wipe_cells();
    return text;
}
