#include "session/lab_sample.h"

#include <stdlib.h>
#include <string.h>

/* The worker's own; a chunk is played before anybody sees of it. */
struct worker {
    struct simulation simulation;
    struct simulate_tally part;
    struct world world;
};

enum { CHUNK_MAX = 1 << 16 };

/* Seconds of a chunk: short enough that nobody waits for its end, long enough
 * that adding it up costs nothing. */
static const double chunk_short = 0.004, chunk_long = 0.012;

struct lab_sample *lab_sample_open(const struct level *level, uint64_t seed)
{
    struct lab_sample *sample = calloc(1, sizeof *sample);
    if (sample != NULL) {
        sample->level = *level;
        sample->seed = seed;
        sample->traitors = sample->city = SIMULATE_AS_LEVEL;
    }
    return sample;
}

bool lab_sample_full(const struct lab_sample *sample)
{
    return sample->tally.runs >= sample->wanted || sample->status != STATUS_OK;
}

static void prepare(struct simulation *out, const struct lab_sample *sample)
{
    *out = (struct simulation){
        .level = &sample->level, .seed = sample->seed, .city = sample->city};
    memset(out->plays, sample->traitors, sizeof out->plays);
}

/* Play `runs` more and show them. */
static enum status play(struct errand *errand, struct lab_sample *sample,
                        struct worker *worker, uint64_t runs)
{
    uint64_t first = sample->tally.runs;
    struct diag why = {.line = 0};
    enum status status;
    memset(&worker->part, 0, sizeof worker->part);
    status = simulate_add(&worker->part, &worker->simulation, first,
                          first + runs, &worker->world, &why);
    errand_lock(errand);
    simulate_sum(&sample->tally, &worker->part);
    if (status != STATUS_LIMIT) { /* stopped: it can go on */
        sample->status = (uint8_t)status;
        sample->why = why;
    }
    errand_unlock(errand);
    return status;
}

void lab_sample_work(struct errand *errand, void *job)
{
    struct lab_sample *sample = job;
    struct worker *worker = calloc(1, sizeof *worker);
    uint64_t chunk = 1;
    if (worker == NULL) {
        errand_lock(errand);
        sample->status = STATUS_MEMORY;
        diag_set(&sample->why, "%s", status_sentence(STATUS_MEMORY));
        errand_unlock(errand);
        return;
    }
    prepare(&worker->simulation, sample);
    worker->simulation.stop = errand_stop(errand);
    while (errand_goes_on(errand) && !lab_sample_full(sample)) {
        uint64_t left = sample->wanted - sample->tally.runs;
        double begun = errand_seconds(errand), took;
        if (play(errand, sample, worker, chunk < left ? chunk : left) !=
            STATUS_OK) {
            break;
        }
        took = errand_seconds(errand) - begun;
        if (took < chunk_short && chunk < CHUNK_MAX) {
            chunk *= 2;
        } else if (took > chunk_long && chunk > 1) {
            chunk /= 2;
        }
    }
    free(worker);
}
