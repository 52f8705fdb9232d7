/* Rates as bars of text: an interval between 0 and 1, and a share of the
 * longest. On a terminal with UTF-8 they are finer than elsewhere. And a rate
 * as JSON, without a bar. */
#ifndef CLI_BARS_H
#define CLI_BARS_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/json.h"
#include "lab/interval.h"

enum {
    BARS_INTERVAL = 20, /* cells of an interval, between its two ends */
    BARS_SHARE = 30,    /* cells of the longest share */
    BARS_TEXT = BARS_SHARE * 3 + 1
};

/* Say whether stdout is a terminal that shows UTF-8. */
bool bars_fine(void);

/* Draw an interval, and the rate in it; exactly BARS_INTERVAL cells. */
void bars_interval(char out[BARS_TEXT], const struct interval *interval,
                   double rate, bool fine);

/* Draw a share of the longest, from 0 to 1; at most BARS_SHARE cells. */
void bars_share(char out[BARS_TEXT], double share, bool fine);

/* Add {count, rate, low, high} to an object, and `of` too where it is wanted:
 * so many of how many, and the 95 % interval. Of none the rate is null. */
void bars_json(struct json *json, const char *key, uint64_t count, uint64_t of,
               bool with_of);

#endif
