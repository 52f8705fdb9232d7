/* Writing and reading lines of a record. */
#include "record/record_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct record_text record_text_begin(char *at, size_t room)
{
    if (room > 0) {
        at[0] = '\0';
    }
    return (struct record_text){.at = at, .room = room};
}

/* Write one piece as far as there is room; returns the length it wanted. */
STRATEGOS_PRINTF(2, 0)
static int add(struct record_text *text, const char *format, va_list arguments)
{
    bool fits = text->wanted < text->room;
    char *at = fits ? text->at + text->wanted : NULL;

    return vsnprintf(at, fits ? text->room - text->wanted : 0, format,
                     arguments);
}

void record_text_add(struct record_text *text, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = add(text, format, arguments);
    va_end(arguments);
    if (length > 0) {
        text->wanted += (size_t)length;
    }
}

bool record_take_line(struct record_span *rest, struct record_span *line)
{
    const char *end;

    if (rest->length == 0) {
        return false;
    }
    end = memchr(rest->at, '\n', rest->length);
    if (!end) {
        return false;
    }
    line->at = rest->at;
    line->length = (size_t)(end - rest->at);
    rest->at = end + 1;
    rest->length -= line->length + 1;
    return true;
}

bool record_take_word(struct record_span *line, struct record_span *word)
{
    size_t length = 0;

    while (line->length > 0 && line->at[0] == ' ') {
        line->at++;
        line->length--;
    }
    while (length < line->length && line->at[length] != ' ') {
        length++;
    }
    *word = (struct record_span){.at = line->at, .length = length};
    line->at += length;
    line->length -= length;
    return length > 0;
}

bool record_is(struct record_span word, const char *text)
{
    return strlen(text) == word.length &&
           memcmp(text, word.at, word.length) == 0;
}

bool record_number(struct record_span word, uint64_t most, uint64_t *out)
{
    uint64_t value = 0;

    if (word.length == 0) {
        return false;
    }
    for (size_t i = 0; i < word.length; i++) {
        unsigned digit = (unsigned)word.at[i] - '0';
        if (digit > 9 || value > most / 10 ||
            (value == most / 10 && digit > most % 10)) {
            return false;
        }
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

const char *record_quote(char out[RECORD_QUOTE_MAX], struct record_span piece)
{
    size_t length = piece.length;
    bool cut = length > RECORD_QUOTE_MAX - 1;

    if (cut) {
        length = RECORD_QUOTE_MAX - 4;
    }
    for (size_t i = 0; i < length; i++) {
        bool plain = piece.at[i] >= ' ' && piece.at[i] <= '~';
        out[i] = '?';
        if (plain) {
            out[i] = piece.at[i];
        }
    }
    memcpy(out + length, "...", cut ? 4 : 0);
    out[cut ? length + 3 : length] = '\0';
    return out;
}
