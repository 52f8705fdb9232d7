#include "cli/bars.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/locale.h"

bool bars_fine(void)
{
    return isatty(STDOUT_FILENO) != 0 && locale_names_utf8();
}

static int cell_of(double rate)
{
    int cell = (int)(rate * BARS_INTERVAL);
    return cell >= BARS_INTERVAL ? BARS_INTERVAL - 1 : cell;
}

/* Append a sign; there is room for BARS_SHARE of them. */
static void put(char out[BARS_TEXT], const char *sign)
{
    size_t used = strlen(out);
    (void)snprintf(out + used, BARS_TEXT - used, "%s", sign);
}

void bars_interval(char out[BARS_TEXT], const struct interval *interval,
                   double rate, bool fine)
{
    out[0] = '\0';
    for (int cell = 0; cell < BARS_INTERVAL; cell++) {
        bool inside =
            cell >= cell_of(interval->low) && cell <= cell_of(interval->high);
        if (cell == cell_of(rate)) {
            put(out, fine ? "●" : "#");
        } else if (inside) {
            put(out, fine ? "─" : "=");
        } else {
            put(out, " ");
        }
    }
}

void bars_share(char out[BARS_TEXT], double share, bool fine)
{
    static const char *const eighths[] = {"",  "▏", "▎", "▍",
                                          "▌", "▋", "▊", "▉"};
    int parts = (int)(share * BARS_SHARE * 8 + 0.5);
    out[0] = '\0';
    if (!fine) {
        parts = (parts + 4) / 8 * 8;
    }
    for (int cell = 0; cell < parts / 8; cell++) {
        put(out, fine ? "█" : "#");
    }
    put(out, eighths[parts % 8]);
}

void bars_json(struct json *json, const char *key, uint64_t count, uint64_t of,
               bool with_of)
{
    struct interval interval = interval_wilson(count, of);
    json_key(json, key);
    json_open(json, '{');
    json_add_count(json, "count", count);
    json_key(json, "rate");
    if (of == 0) {
        json_null(json);
    } else {
        json_real(json, (double)count / (double)of);
    }
    json_add_real(json, "low", interval.low);
    json_add_real(json, "high", interval.high);
    if (with_of) {
        json_add_count(json, "of", of);
    }
    json_close(json, '}');
}
