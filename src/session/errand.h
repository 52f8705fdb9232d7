/* One long computation in a thread of its own, while the screen lives on:
 * begun, looked at now and then, ended at any time. Knows nothing of what is
 * computed. Signals stay with the thread that began it.
 *
 * What both threads touch is the job's, and is touched between errand_lock and
 * errand_unlock only. */
#ifndef SESSION_ERRAND_H
#define SESSION_ERRAND_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct errand; /* opaque */

/* Compute, in the thread; ask errand_goes_on often and come back soon after it
 * said no. */
typedef void errand_work(struct errand *errand, void *job);

/* Begin. `job` stays the caller's and must live until errand_end.
 * Owner: the caller, who calls errand_end. NULL: no memory, or no thread. */
struct errand *errand_begin(errand_work *work, void *job);

/* For the worker: whether the result is still wanted, and the same as a
 * variable for solvers, true when it is not. */
bool errand_goes_on(const struct errand *errand);
const atomic_bool *errand_stop(const struct errand *errand);

/* A tick of solve/search.h and solve/plans.h; `errand` is the context. Notes
 * how many states were looked at. */
bool errand_tick(void *errand, uint64_t states);
uint64_t errand_states(const struct errand *errand);

/* Say whether the work has come to its end. What it wrote may then be read
 * without a lock. */
bool errand_done(const struct errand *errand);

/* Seconds since the beginning; of one that is done, that it took. */
double errand_seconds(const struct errand *errand);

void errand_lock(struct errand *errand);
void errand_unlock(struct errand *errand);

/* Ask the work to stop, and do not wait for that. */
void errand_cancel(struct errand *errand);

/* Wait until the work has come to its end by itself. */
void errand_wait(struct errand *errand);

/* Ask the work to stop, wait until it has, and free the errand. NULL: nothing.
 */
void errand_end(struct errand *errand);

#endif
