/* The workspace for searches, and sieges that must be searched to the end. */
#ifndef TESTS_SUPPORT_SEARCHING_H
#define TESTS_SUPPORT_SEARCHING_H

#include <gmp.h>

#include "solve/count.h"
#include "solve/search.h"

/* A workspace large enough for the tests. */
struct search_room searching_room(void);
struct count_room searching_count_room(void);

/* The fewest lies, which must be found, or that there are none. The walk is
 * taken with `plain` also where OM(m) could be taken apart. */
struct search_result searching_fewest(const struct setup *setup,
                                      unsigned breaks, bool plain);

/* The numbers of plans as decimal text in static memory, "PLANS/BREAKING". */
const char *searching_count(const struct setup *setup, unsigned breaks);

#endif
