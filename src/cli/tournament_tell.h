/* What came of a tournament, for people and as JSON. */
#ifndef CLI_TOURNAMENT_TELL_H
#define CLI_TOURNAMENT_TELL_H

#include "cli/siege.h"
#include "cli/simulated.h"

enum { ENTRANTS_MAX = 512, ENTRANT_NAME = 256 };

/* One file, and what came of it. */
struct entrant {
    char name[ENTRANT_NAME];
    bool loaded, city;
    bool cut;          /* it was stopped: its runs do not count */
    struct diag fault; /* why not */
    struct simulate_tally tally;
    struct script_report report;
    unsigned rank; /* from 1; the same for those who won as often */
    bool tied;
    bool close; /* its interval overlaps that of the one above */
};

struct tournament {
    struct siege siege;
    uint64_t runs, jobs, seed;
    unsigned count;
    struct entrant *entrant; /* in the order of their success */
    struct watch watch;
};

/* Say whether it has a rank. */
bool tournament_ranks(const struct entrant *entrant);

/* JSON lines, one a strategy. */
void tournament_json(const struct tournament *tournament);

/* A table, 80 columns wide at most, and what there is to say about it. */
void tournament_text(const struct tournament *tournament);

#endif
