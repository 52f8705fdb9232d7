/* The player's folders, and files in them: made, read whole, replaced whole.
 * For progress.c and config.c only. */
#ifndef SESSION_FOLDER_H
#define SESSION_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/status.h"

enum { FOLDER_PATH_MAX = 4096 };

/* Write the path of our folder: below $VARIABLE where that is absolute, as the
 * XDG standard wants, else below `at_home` in $HOME. Returns false when there
 * is neither, or the path is too long. */
bool folder_path(char path[FOLDER_PATH_MAX], const char *variable,
                 const char *at_home);

/* Open a folder, making what is missing of the path. Returns a descriptor, or
 * -1 with errno set. */
int folder_open(char path[FOLDER_PATH_MAX]);

/* Read a file that is open, from its beginning. Owner: the caller frees *text,
 * which has a zero behind its end. */
STRATEGOS_CHECKED enum status folder_read(int file, char **text,
                                          size_t *length);

/* Write all of it; false when the disk does not take it all. */
bool folder_write(int file, const char *text, size_t length);

/* Replace a file as a whole: write beside it, fsync, rename, fsync. */
bool folder_replace(int folder, const char *name, const char *beside,
                    const char *text, size_t length);

#endif
