/* A strategy in Lua as a file: read, and loaded into an interpreter of its
 * own. Looks for it nowhere but at its path. */
#ifndef SESSION_SCRIPT_FILE_H
#define SESSION_SCRIPT_FILE_H

#include "script/script.h"

/* Read it, up to one byte more than a script may have. Owner: the caller frees
 * *text; NULL on failure.
 * Fails: STATUS_MISSING, STATUS_IO, STATUS_MEMORY, with a sentence in `why`. */
STRATEGOS_CHECKED enum status script_file_read(const char *path, char **text,
                                               size_t *length,
                                               struct diag *why);

/* Read and load it. Owner: the caller frees *out; NULL on failure.
 * Fails: as script_file_read and script_load; STATUS_SETUP: it does not play
 * the side (enum script_side). why->line is the script's. */
STRATEGOS_CHECKED enum status script_file_open(struct script **out,
                                               const char *path, unsigned side,
                                               struct diag *why);

#endif
