/* How a command ends: exit codes, and one line on stderr that says what to
 * do. */
#ifndef CLI_FAIL_H
#define CLI_FAIL_H

#include "core/status.h"

enum {
    EXIT_DONE = 0,
    EXIT_NO = 1, /* the answer is "no": a file is invalid, a record drifted */
    EXIT_USAGE = 2,   /* wrong options; no terminal; unknown TERM */
    EXIT_RESOURCE = 3 /* a file, the disk, the memory failed */
};

/* Write "strategos: MESSAGE" as one line to stderr; control characters become
 * '?'. Returns `code`. */
int cli_fail(int code, const char *format, ...) STRATEGOS_PRINTF(2, 3);

/* The same for a fault that may have a place: "strategos: FILE:LINE: TEXT". */
int cli_fail_at(int code, const struct diag *why);

#endif
