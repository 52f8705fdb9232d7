/* All letters of a recorded siege, also those that a siege without a clock
 * remembers no longer at its end. */
#ifndef CLI_GATHER_H
#define CLI_GATHER_H

#include "cli/replayed.h"
#include "core/view.h"

struct gathered {
    struct letter *letters; /* in the order of their numbers; those that were
                               never written and never due are left out */
    size_t count;
};

/* Owner: the caller frees out->letters. Returns an exit code; a fault was told.
 */
int gather_letters(struct gathered *out, const struct replayed *replayed);

#endif
