/* The head of a record: the setup as lines of words. Private to this room. */
#ifndef RECORD_RECORD_HEAD_H
#define RECORD_RECORD_HEAD_H

#include "record/record.h"
#include "record/record_text.h"

/* Write the head's lines up to the hash line, that one left out. */
void record_head_lines(const struct record_head *head,
                       struct record_text *text);

/* Write the hash line, which covers the lines before it and the world. */
void record_head_hash(struct record_span lines, const struct world *begun,
                      struct record_text *text);

/* Read the head's lines off the front; *line counts those read. Every line is
 * exactly as record_head_lines writes it.
 * Fails: STATUS_SYNTAX, STATUS_VERSION; `why` names the line. */
STRATEGOS_CHECKED enum status record_head_read(struct record_head *out,
                                               struct record_span *rest,
                                               uint32_t *line,
                                               struct diag *why);

#endif
