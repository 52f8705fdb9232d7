/* Text in the caller's buffer, and reading it back word by word. Private to
 * this room. */
#ifndef RECORD_RECORD_TEXT_H
#define RECORD_RECORD_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"

/* A text being written; `wanted` may exceed `room`, then it is cut. */
struct record_text {
    char *at;
    size_t room;
    size_t wanted;
};

/* Begin a text: the buffer may be NULL when room is 0. */
struct record_text record_text_begin(char *at, size_t room);

/* Add to it. */
void record_text_add(struct record_text *text, const char *format, ...)
    STRATEGOS_PRINTF(2, 3);

/* A piece of a text that is read. */
struct record_span {
    const char *at;
    size_t length;
};

/* Take the next line off the front, without its newline. Returns false when
 * no whole line is left. */
bool record_take_line(struct record_span *rest, struct record_span *line);

/* Take the next word off the front of a line; words are separated by one or
 * more spaces. Returns false when there is none. */
bool record_take_word(struct record_span *line, struct record_span *word);

/* Say whether the word is this text. */
bool record_is(struct record_span word, const char *text);

/* Read a decimal number without sign. Returns false when it is none or is
 * above `most`. */
bool record_number(struct record_span word, uint64_t most, uint64_t *out);

/* Put a piece into a message: printable ASCII stays, the rest becomes '?', a
 * long one is cut. Returns `out`. */
enum { RECORD_QUOTE_MAX = 96 };
const char *record_quote(char out[RECORD_QUOTE_MAX], struct record_span piece);

#endif
