#include "session/errand.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

struct errand {
    pthread_t thread;
    pthread_mutex_t lock;
    errand_work *work;
    void *job;
    atomic_bool stop;
    bool joined;
    atomic_bool done;
    _Atomic uint64_t states;
    double begun;
    _Atomic double ended;
};

static double now(void)
{
    const double nano = 1e-9;
    struct timespec time = {.tv_sec = 0};
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * nano;
}

static void *run(void *argument)
{
    struct errand *errand = argument;
    errand->work(errand, errand->job);
    atomic_store(&errand->ended, now());
    atomic_store(&errand->done, true);
    return NULL;
}

/* The new thread inherits the mask: no signal interrupts the computation. */
static bool start(struct errand *errand)
{
    sigset_t all, before;
    bool begun;
    (void)sigfillset(&all);
    if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0) {
        return false;
    }
    begun = pthread_create(&errand->thread, NULL, run, errand) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return begun;
}

struct errand *errand_begin(errand_work *work, void *job)
{
    struct errand *errand = calloc(1, sizeof *errand);
    if (errand == NULL) {
        return NULL;
    }
    if (pthread_mutex_init(&errand->lock, NULL) != 0) {
        free(errand);
        return NULL;
    }
    errand->work = work;
    errand->job = job;
    errand->begun = now();
    if (!start(errand)) {
        (void)pthread_mutex_destroy(&errand->lock);
        free(errand);
        return NULL;
    }
    return errand;
}

bool errand_goes_on(const struct errand *errand)
{
    return !atomic_load(&errand->stop);
}

const atomic_bool *errand_stop(const struct errand *errand)
{
    return &errand->stop;
}

void errand_cancel(struct errand *errand)
{
    atomic_store(&errand->stop, true);
}

bool errand_tick(void *context, uint64_t states)
{
    struct errand *errand = context;
    atomic_store(&errand->states, states);
    return errand_goes_on(errand);
}

uint64_t errand_states(const struct errand *errand)
{
    return atomic_load(&errand->states);
}

bool errand_done(const struct errand *errand)
{
    return atomic_load(&errand->done);
}

double errand_seconds(const struct errand *errand)
{
    double end = errand_done(errand) ? atomic_load(&errand->ended) : now();
    return end - errand->begun;
}

void errand_lock(struct errand *errand)
{
    (void)pthread_mutex_lock(&errand->lock);
}

void errand_unlock(struct errand *errand)
{
    (void)pthread_mutex_unlock(&errand->lock);
}

void errand_wait(struct errand *errand)
{
    if (!errand->joined) {
        (void)pthread_join(errand->thread, NULL);
        errand->joined = true;
    }
}

void errand_end(struct errand *errand)
{
    if (errand != NULL) {
        errand_cancel(errand);
        errand_wait(errand);
        (void)pthread_mutex_destroy(&errand->lock);
        free(errand);
    }
}
