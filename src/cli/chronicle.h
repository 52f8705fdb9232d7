/* A siege told from beginning to end, for export. */
#ifndef CLI_CHRONICLE_H
#define CLI_CHRONICLE_H

#include <stdio.h>

#include "cli/replayed.h"

/* Every letter that was sent, as JSON lines with its seals. Returns an exit
 * code; a fault was told. */
int chronicle_letters(FILE *out, const struct replayed *replayed);

/* Every block that was found, as JSON lines in the order in which they were; a
 * parent comes before its children. Nothing under other rules. */
void chronicle_blocks(FILE *out, const struct replayed *replayed);

/* What happened, one line each, with day and hour. Returns an exit code; a
 * fault was told. */
int chronicle_text(FILE *out, const struct replayed *replayed);

#endif
