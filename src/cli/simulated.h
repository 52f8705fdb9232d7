/* Many sieges in several threads, each with its own interpreters. */
#ifndef CLI_SIMULATED_H
#define CLI_SIMULATED_H

#include "cli/scripted.h"
#include "cli/watch.h"
#include "lab/simulate.h"

/* How many runs, and in how many threads. Range: jobs from 1 to JOBS_MAX. */
struct simulated_runs {
    uint64_t first, end;
    unsigned jobs;
    struct watch *watch; /* has begun: it shows the progress, and may stop it */
    uint64_t before;     /* runs that it has seen already */
};

/* Play them, as far as the watch lets it, and add what came of them to `tally`
 * and to the files' reports.
 * Returns an exit code; a fault was told. */
int simulated_play(struct simulate_tally *tally, struct scripted *files,
                   const struct simulation *simulation,
                   const struct simulated_runs *runs);

#endif
