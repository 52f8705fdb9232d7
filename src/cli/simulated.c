#include "cli/simulated.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "cli/fail.h"

/* All threads count; the first one, which is the command's own, shows it. */
struct progress {
    atomic_uint_fast64_t done;
    struct watch *watch;
};

struct counter {
    struct progress *progress;
    bool shows;
};

struct threads {
    struct simulate_part *parts;
    struct scripts *seats;
    struct counter *counters;
    unsigned count;
};

static bool tick(void *context)
{
    const struct counter *counter = context;
    struct progress *progress = counter->progress;
    uint64_t done =
        atomic_fetch_add_explicit(&progress->done, 1, memory_order_relaxed);
    return counter->shows ? watch_tick(progress->watch, done)
                          : !atomic_load(progress->watch->stop);
}

static bool open_threads(struct threads *threads, const struct scripted *files,
                         struct progress *progress)
{
    threads->parts = calloc(threads->count, sizeof *threads->parts);
    threads->seats = calloc(threads->count, sizeof *threads->seats);
    threads->counters = calloc(threads->count, sizeof *threads->counters);
    if (threads->parts == NULL || threads->seats == NULL ||
        threads->counters == NULL) {
        return false;
    }
    for (unsigned i = 0; i < threads->count; i++) {
        threads->counters[i] =
            (struct counter){.progress = progress, .shows = i == 0};
        threads->parts[i].scripts = &threads->seats[i];
        threads->parts[i].context = &threads->counters[i];
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
    free(threads->counters);
}

int simulated_play(struct simulate_tally *tally, struct scripted *files,
                   const struct simulation *simulation,
                   const struct simulated_runs *runs)
{
    struct threads threads = {.count = runs->jobs};
    struct progress progress = {.watch = runs->watch};
    struct simulation watched = *simulation;
    struct diag why = {.line = 0};
    int code = EXIT_DONE;
    atomic_init(&progress.done, runs->before);
    watched.tick = tick;
    if (!open_threads(&threads, files, &progress)) {
        code = cli_fail(EXIT_RESOURCE, "there is not enough memory");
    } else if (simulate_jobs(tally, &watched, runs->first, runs->end,
                             threads.parts, threads.count, &why) != STATUS_OK) {
        code = cli_fail_at(EXIT_USAGE, &why);
    }
    close_threads(&threads, files);
    return code;
}
