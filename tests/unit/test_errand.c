/* A computation in a thread of its own: looked at, ended early, ended late. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sched.h>
#include <signal.h>

#include "session/errand.h"

struct job {
    uint64_t counted, most; /* most 0: until it is stopped */
    bool signals;           /* some signal would reach the thread */
};

static void count(struct errand *errand, void *context)
{
    struct job *job = context;
    sigset_t blocked;
    (void)pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    job->signals = sigismember(&blocked, SIGINT) == 0 ||
                   sigismember(&blocked, SIGWINCH) == 0;
    for (uint64_t i = 1; job->most == 0 || i <= job->most; i++) {
        errand_lock(errand);
        job->counted = i;
        errand_unlock(errand);
        if (!errand_tick(errand, i)) {
            return;
        }
    }
}

static void work_that_is_done_says_so_and_leaves_its_result(void **state)
{
    (void)state;
    struct job job = {.most = 1000};
    struct errand *errand = errand_begin(count, &job);
    assert_non_null(errand);
    while (!errand_done(errand)) {
        (void)sched_yield();
    }
    assert_int_equal(job.counted, 1000);
    assert_int_equal(errand_states(errand), 1000);
    double took = errand_seconds(errand);
    assert_true(took >= 0);
    assert_true(errand_seconds(errand) == took);
    assert_false(job.signals);
    errand_end(errand);
}

static void endless_work_is_looked_at_and_stopped(void **state)
{
    (void)state;
    struct job job = {.most = 0};
    struct errand *errand = errand_begin(count, &job);
    uint64_t seen = 0;
    assert_non_null(errand);
    while (seen == 0) {
        errand_lock(errand);
        seen = job.counted;
        errand_unlock(errand);
        (void)sched_yield();
    }
    assert_true(errand_goes_on(errand));
    assert_false(atomic_load(errand_stop(errand)));
    errand_end(errand); /* comes back: the work has stopped */
    assert_true(job.counted >= seen);
}

static void ending_nothing_is_harmless(void **state)
{
    (void)state;
    sigset_t before, after;
    (void)pthread_sigmask(SIG_SETMASK, NULL, &before);
    errand_end(NULL);
    struct job job = {.most = 1};
    errand_end(errand_begin(count, &job));
    (void)pthread_sigmask(SIG_SETMASK, NULL, &after);
    assert_int_equal(sigismember(&after, SIGINT), sigismember(&before, SIGINT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_that_is_done_says_so_and_leaves_its_result),
        cmocka_unit_test(endless_work_is_looked_at_and_stopped),
        cmocka_unit_test(ending_nothing_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
