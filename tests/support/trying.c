#include "trying.h"

#include <stdio.h>
#include <stdlib.h>

enum { STACK = 64 };
static struct world stack[STACK];
static struct plans_view views[PLANS_VIEWS];
static uint64_t bits[PLANS_BITS];
uint64_t trying_witness[TRYING_WITNESS];

struct plans_room trying_room(uint64_t limit)
{
    return (struct plans_room){.stack = stack,
                               .depth = STACK,
                               .witness = trying_witness,
                               .witness_room = TRYING_WITNESS,
                               .limit = limit,
                               .views = views,
                               .views_room = PLANS_VIEWS,
                               .bits = bits,
                               .bits_room = PLANS_BITS};
}

/* A search that must go through did not. */
static void must_go(enum status status, const struct diag *why)
{
    if (status != STATUS_OK || why->text[0] != '\0') {
        (void)fprintf(stderr, "trying: %s\n", why->text);
        abort();
    }
}

struct plans_result trying_all(const struct puzzle *puzzle)
{
    struct plans_room room = trying_room(20000000);
    struct plans_result result = {.possible = UNKNOWN};
    struct diag why = {.line = 0};

    must_go(plans_try_all(&result, puzzle, &room, &why), &why);
    return result;
}

struct plans_count trying_count(const struct setup *setup)
{
    struct plans_room room = trying_room(3000000);
    struct plans_count count = {.plans = 0};
    struct diag why = {.line = 0};

    must_go(plans_count(&count, setup, &room, &why), &why);
    return count;
}
