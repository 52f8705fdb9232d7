/* What was won, and the siege that was left: files below
 * $XDG_STATE_HOME/strategos (default ~/.local/state/strategos).
 * One append-only journal, fsync per entry; an unreadable tail is set aside
 * with a message, never silently dropped. */
#ifndef SESSION_PROGRESS_H
#define SESSION_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

#include "core/status.h"

enum { PROGRESS_NAME_MAX = 64 };

struct progress; /* opaque */

/* Read the journal, or begin with an empty one. `message` (may be NULL) gets
 * a sentence when a tail was set aside; else its text is "".
 * Owner: the caller, who calls progress_close.
 * Fails: STATUS_IO with a sentence in `message` when the folder can be neither
 * read nor made, STATUS_MEMORY: playing goes on without progress. */
STRATEGOS_CHECKED enum status progress_open(struct progress **out,
                                            struct diag *message);
void progress_close(struct progress *progress);

/* Stars won in a level: 0 none .. 3. */
unsigned progress_stars(const struct progress *progress, const char *level);

/* Note a win. Keeps the best. A siege without a level ("") is not noted.
 * Fails: STATUS_IO: it is then remembered until the program ends. */
STRATEGOS_CHECKED enum status progress_win(struct progress *progress,
                                           const char *level, unsigned stars,
                                           struct diag *why);

/* Keep the record of the siege in play, so that it survives kill -9; written
 * to a new file and renamed. NULL text forgets it. */
STRATEGOS_CHECKED enum status progress_keep(struct progress *progress,
                                            const char *record, size_t length,
                                            struct diag *why);

/* The kept siege, or STATUS_MISSING. Owner: the caller frees *record. */
STRATEGOS_CHECKED enum status progress_kept(const struct progress *progress,
                                            char **record, size_t *length);

/* Move a kept siege that cannot be taken up to a name of its own beside the
 * journal, siege.unreadable-1 and so on, and write that name.
 * Fails: STATUS_IO: it is then where it was. */
STRATEGOS_CHECKED enum status
progress_set_aside(const struct progress *progress,
                   char name[PROGRESS_NAME_MAX]);

#endif
