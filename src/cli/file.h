/* Whole files in and out, for commands. */
#ifndef CLI_FILE_H
#define CLI_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Read a file. Owner: the caller frees *text, which has a closing zero.
 * Returns an exit code: 0, or 3 when it failed and that was told. */
int file_read(const char *path, char **text, size_t *length);

/* Close a stream that was written to. Returns 0 or 3, as above. */
int file_finish(FILE *file, const char *path);

/* Say whether the file begins with these words. */
bool file_begins(const char *path, const char *words);

#endif
