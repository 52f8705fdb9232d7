/* A record read from a file and replayed, for the commands that look at it. */
#ifndef CLI_REPLAYED_H
#define CLI_REPLAYED_H

#include "level/level.h"
#include "record/record.h"

struct replayed {
    char *text; /* the record as it was read */
    size_t length;
    struct record_result result;
    struct level level; /* the one played, else one without a story */
    struct world world;
};

/* Read and replay. Owner: the caller, who calls replayed_close. Returns an
 * exit code: 0; 1 at the first drift, 3 when the file fails, both told; *out
 * is NULL then. */
int replayed_open(struct replayed **out, const char *path);
void replayed_close(struct replayed *replayed);

#endif
