/* The same work on several parts at once, each in a thread of its own. */
#ifndef LAB_JOBS_H
#define LAB_JOBS_H

#include <stddef.h>

enum { JOBS_MAX = 256 };

/* Do the work on one part; must touch nothing that another part writes. */
typedef void jobs_work(void *part);

/* Work on each of `count` parts, an array of parts of `size` bytes; come back
 * when all are done. A part for which there is no thread waits its turn.
 * Range: count from 1 to JOBS_MAX. */
void jobs_run(jobs_work *work, void *parts, size_t size, unsigned count);

#endif
