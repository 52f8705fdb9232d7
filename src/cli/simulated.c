#include "cli/simulated.h"

#include <stdlib.h>

#include "cli/fail.h"

struct threads {
    struct simulate_part *parts;
    struct scripts *seats;
    unsigned count;
};

static bool open_threads(struct threads *threads, const struct scripted *files)
{
    threads->parts = calloc(threads->count, sizeof *threads->parts);
    threads->seats = calloc(threads->count, sizeof *threads->seats);
    if (threads->parts == NULL || threads->seats == NULL) {
        return false;
    }
    for (unsigned i = 0; i < threads->count; i++) {
        threads->parts[i].scripts = &threads->seats[i];
        if (!scripted_seat(files, &threads->seats[i])) {
            return false;
        }
    }
    return true;
}

static void close_threads(struct threads *threads, struct scripted *files)
{
    for (unsigned i = 0; threads->seats != NULL && i < threads->count; i++) {
        scripted_count(files, &threads->seats[i]);
        scripted_leave(&threads->seats[i]);
    }
    free(threads->seats);
    free(threads->parts);
}

int simulated_play(struct simulate_tally *tally, struct scripted *files,
                   const struct simulation *simulation,
                   const struct simulated_runs *runs)
{
    struct threads threads = {.count = runs->jobs};
    struct diag why = {.line = 0};
    int code = EXIT_DONE;
    if (!open_threads(&threads, files)) {
        code = cli_fail(EXIT_RESOURCE, "there is not enough memory");
    } else if (simulate_jobs(tally, simulation, runs->first, runs->end,
                             threads.parts, threads.count, &why) != STATUS_OK) {
        code = cli_fail_at(EXIT_USAGE, &why);
    }
    close_threads(&threads, files);
    return code;
}
