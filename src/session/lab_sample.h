/* Many sieges of one level or setup, sampled in an errand: the figures come in
 * while the screen looks on, can be paused and go on. What is counted,
 * lab/simulate.h says; the figures are those of `strategos simulate`. */
#ifndef SESSION_LAB_SAMPLE_H
#define SESSION_LAB_SAMPLE_H

#include "lab/simulate.h"
#include "session/errand.h"

struct lab_sample {
    struct level level; /* a copy, its chance of capture as it was chosen */
    uint64_t seed;
    uint8_t traitors; /* enum strategy of every traitor, or SIMULATE_AS_LEVEL */
    uint8_t city;     /* the same */
    uint64_t wanted;  /* runs */
    struct simulate_tally tally; /* of those that were played */
    uint8_t status;              /* enum status: why it came to an early end */
    struct diag why;
};

/* Begin with nothing played. Owner: the caller, who frees it with free, never
 * while the work goes on. NULL: there is no memory. */
struct lab_sample *lab_sample_open(const struct level *level, uint64_t seed);

/* Play what is still wanted, from the first run that was not played: an
 * errand's work; `sample` is a struct lab_sample. `tally` may be looked at
 * between errand_lock and errand_unlock. */
void lab_sample_work(struct errand *errand, void *sample);

bool lab_sample_full(const struct lab_sample *sample);

#endif
