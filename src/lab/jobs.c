#include "lab/jobs.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>

struct job {
    jobs_work *work;
    void *part;
    pthread_t thread;
    bool begun;
};

static void *run_job(void *argument)
{
    const struct job *job = argument;
    job->work(job->part);
    return NULL;
}

void jobs_run(jobs_work *work, void *parts, size_t size, unsigned count)
{
    struct job jobs[JOBS_MAX];
    assert(count > 0 && count <= JOBS_MAX);
    for (unsigned i = 0; i < count; i++) {
        jobs[i] = (struct job){.work = work, .part = (char *)parts + i * size};
    }
    /* The first part is done here, as is any that found no thread. */
    for (unsigned i = 1; i < count; i++) {
        jobs[i].begun =
            pthread_create(&jobs[i].thread, NULL, run_job, &jobs[i]) == 0;
    }
    for (unsigned i = 0; i < count; i++) {
        if (!jobs[i].begun) {
            work(jobs[i].part);
        }
    }
    for (unsigned i = 1; i < count; i++) {
        if (jobs[i].begun) {
            (void)pthread_join(jobs[i].thread, NULL);
        }
    }
}

uint64_t jobs_cut(uint64_t first, uint64_t count, uint64_t i, uint64_t n)
{
    return first + count / n * i + count % n * i / n;
}
