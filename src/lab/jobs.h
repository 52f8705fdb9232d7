/* The same work on several parts at once, each in a thread of its own. */
#ifndef LAB_JOBS_H
#define LAB_JOBS_H

#include <stddef.h>
#include <stdint.h>

enum { JOBS_MAX = 256 };

/* Do the work on one part; must touch nothing that another part writes. */
typedef void jobs_work(void *part);

/* Work on each of `count` parts, an array of parts of `size` bytes; come back
 * when all are done. A part for which there is no thread waits its turn.
 * Range: count from 1 to JOBS_MAX. */
void jobs_run(jobs_work *work, void *parts, size_t size, unsigned count);

/* Where part i of n of the `count` things from `first` on begins; part n
 * begins where the last one ends. The same cut for threads and for shards. */
uint64_t jobs_cut(uint64_t first, uint64_t count, uint64_t i, uint64_t n);

#endif
