/* The same game as lines of text on a stream: for screen readers, scripts and
 * tests. No escape sequences. Uses the same session and the same words as the
 * screen. */
#ifndef PLAIN_PLAIN_H
#define PLAIN_PLAIN_H

#include <stdio.h>

#include "level/campaign.h"
#include "session/session.h"

struct plain_options {
    const struct campaign *campaign;
    FILE *in, *out;
    uint64_t seed;
    struct progress *progress; /* may be NULL */
    bool (*save)(void *context, const char *text, size_t length);
    void *save_context;
};

/* Play until `q`, end of input or the end of the siege. level may be NULL:
 * then the levels are listed and one is asked for. `record` may be NULL.
 * Returns the exit code: 0, or 3 when saving failed. */
int plain_play(const struct plain_options *options, const struct level *level,
               const char *record, size_t record_length);

#endif
