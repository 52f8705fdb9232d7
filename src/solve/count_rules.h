/* Counts of one rule each. Private to this room; see count.h. */
#ifndef SOLVE_COUNT_RULES_H
#define SOLVE_COUNT_RULES_H

#include "solve/count.h"

struct count {
    const struct setup *setup;
    const struct count_room *room;
    struct diag *why;
    unsigned breaks;
    uint64_t states;
    uint32_t used; /* of room->plans */
    bool stopped;
    __mpz_struct *plans, *breaking;
};

/* Say whether count_oral_plans can. */
bool count_oral_fits(const struct setup *setup);
STRATEGOS_CHECKED enum status count_oral_plans(struct count *count);
STRATEGOS_CHECKED enum status count_signed_plans(struct count *count);

/* Two loyal generals can differ at all, or one can disobey: else none of the
 * plans counts. */
bool count_may_break(const struct count *count);

#endif
