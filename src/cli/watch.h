/* A long computation as the terminal sees it: a time limit, Ctrl-C, and a line
 * of progress on stderr where that is a terminal. */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct watch {
    double begun, limit; /* seconds; limit 0: none */
    double shown;        /* when progress was last written */
    const char *what;    /* "answers", for the line of progress */
    uint64_t all;        /* how many there will be: the line has a bar; or 0 */
    const atomic_bool *stop; /* true: Ctrl-C, or time is up */
    bool bare;               /* no progress */
    bool dirty;              /* a line of progress stands there */
    bool late;               /* time is up */
};

/* Begin. The first Ctrl-C sets *stop, the second ends the program. */
void watch_begin(struct watch *out, double limit, const char *what);

/* Say whether to go on. A search_tick of solve/search.h. */
bool watch_tick(void *watch, uint64_t states);

/* Seconds since the beginning. */
double watch_seconds(const struct watch *watch);

/* Wipe the line of progress, before something else is written. */
void watch_wipe(struct watch *watch);

/* End, and wipe the line of progress. Returns the seconds since the beginning.
 */
double watch_end(struct watch *watch);

#endif
