/* Lines in, wrapped lines out. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plain/inside.h"
#include "ui/text.h"
#include "ui/words.h"

enum { REPLACEMENT = 0xFFFD, DELETE = 0x7F, C1_FIRST = 0x80, C1_LAST = 0x9F };

static bool is_control(uint32_t glyph)
{
    return glyph < ' ' || glyph == DELETE ||
           (glyph >= C1_FIRST && glyph <= C1_LAST);
}

/* One line's bytes; what is no text, or not in this locale, becomes '?'. */
static void put_line(FILE *out, const char *line, size_t bytes)
{
    bool ascii = MB_CUR_MAX == 1;
    const char *end = line + bytes;
    while (line < end) {
        const char *from = line;
        uint32_t glyph = text_next(&line);
        if (glyph == 0) {
            return;
        }
        if (is_control(glyph) || glyph == REPLACEMENT ||
            (ascii && glyph >= C1_FIRST)) {
            fputc('?', out);
        } else {
            fwrite(from, 1, (size_t)(line - from), out);
        }
    }
}

void plain_say(struct plain *plain, const char *text, int indent)
{
    FILE *out = plain->options->out;
    bool first = true;
    if (*text == '\0') {
        return;
    }
    while (*text != '\0') {
        const char *line = text;
        int margin = first ? 0 : indent;
        size_t bytes = text_line(&text, PLAIN_WIDTH - margin);
        fprintf(out, "%*s", bytes > 0 ? margin : 0, "");
        put_line(out, line, bytes);
        fputc('\n', out);
        first = false;
    }
}

void plain_sayf(struct plain *plain, int indent, const char *format, ...)
{
    char text[2 * WORDS_MAX];
    va_list arguments;
    va_start(arguments, format);
    int wanted = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (wanted < 0) {
        return;
    }
    text_particles(text);
    plain_say(plain, text, indent);
}

void plain_gap(struct plain *plain)
{
    fputc('\n', plain->options->out);
}

static void trim(char *line)
{
    size_t start = strspn(line, " \t");
    size_t length = strlen(line);
    while (length > start && strchr(" \t\r", line[length - 1]) != NULL) {
        length--;
    }
    memmove(line, line + start, length - start);
    line[length - start] = '\0';
}

/* Read up to a newline; returns false when there was nothing at all. */
static bool read_raw(struct plain *plain)
{
    FILE *in = plain->options->in;
    size_t length = 0;
    int byte = getc(in);
    if (byte == EOF) {
        return false;
    }
    for (; byte != EOF && byte != '\n'; byte = getc(in)) {
        if (length + 1 < sizeof plain->line) {
            plain->line[length++] = (char)(byte == '\0' ? '?' : byte);
        }
    }
    plain->line[length] = '\0';
    return true;
}

bool plain_read(struct plain *plain)
{
    FILE *out = plain->options->out;
    fputs("> ", out);
    fflush(out);
    if (!read_raw(plain)) {
        plain->eof = true;
        memcpy(plain->line, "q", 2);
        fputc('\n', out);
        return false;
    }
    /* A pipe shows no echo: write what was read, for the transcript. */
    if (!isatty(fileno(plain->options->in))) {
        put_line(out, plain->line, strlen(plain->line));
        fputc('\n', out);
    }
    trim(plain->line);
    return true;
}
