/* The bytes of a level file before libconfig reads them. libconfig 1.5 stops
 * at its first fault, opens files at @include, nests without a bound and
 * wraps large numbers: so this looks first, reports, and blanks what it
 * reported. */
#include <ctype.h>
#include <string.h>

#include "level/read.h"
#include "level/utf8.h"

enum { NAMES_MAX = 1024, DIGITS_MAX = 9 };

struct name {
    size_t at, length;
    uint32_t line;
};

struct scanner {
    struct level_reader *reader;
    char *text;
    size_t length, at;
    uint32_t line;
    unsigned depth;
    char open[NESTING_MAX]; /* the brackets around */
    uint32_t open_line[NESTING_MAX];
    size_t scope[NESTING_MAX + 1]; /* first name of each scope */
    size_t names;
    struct name name[NAMES_MAX];
    unsigned twins; /* keys renamed so far */
    bool comma;     /* the last token was a comma */
    bool broken;
};

/* One fault a line is enough for bytes that are not UTF-8. */
static void scan_bytes(struct level_reader *reader, char *text, size_t length)
{
    uint32_t line = 1, told = 0;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        memset(text, ' ', 3); /* editors of another system write this mark */
    }
    for (size_t i = 0; i < length;) {
        size_t size = utf8_sequence(text + i, length - i);
        bool zero = text[i] == '\0';
        if ((size == 0 || zero) && told != line) {
            level_fault(reader, line,
                        zero ? "there is a zero byte: save the file as plain "
                               "text"
                             : "byte 0x%02x is not UTF-8: save the file in the "
                               "encoding UTF-8",
                        (unsigned)(unsigned char)text[i]);
            told = line;
        }
        line += text[i] == '\n';
        if (size == 0 || zero) {
            text[i] = '?';
        }
        i += size == 0 ? 1 : size;
    }
}

/* Refused wherever it stands at the beginning of a line, even in a comment:
 * then it cannot matter how libconfig would have read the lines before. */
static void scan_includes(struct level_reader *reader, char *text)
{
    uint32_t line = 1;
    for (char *at = text; at != NULL; line++) {
        char *word = at + strspn(at, " \t");
        if (strncmp(word, "@include", 8) == 0) {
            level_fault(reader, line,
                        "@include is refused: write everything in this file");
            *word = '#';
        }
        at = strchr(at, '\n');
        at = at == NULL ? NULL : at + 1;
    }
}

static void scan_comment(struct scanner *scan, const char *end)
{
    uint32_t begun = scan->line;
    const char *from = scan->text + scan->at;
    const char *close = strstr(from + (*end == '\n' ? 1 : 2), end);
    if (close == NULL && *end != '\n') {
        level_fault(scan->reader, begun,
                    "a comment begins here and is never closed: add */");
        scan->broken = true;
    }
    size_t stop = close == NULL ? scan->length
                                : (size_t)(close - scan->text) + strlen(end);
    for (; scan->at < stop; scan->at++) {
        scan->line += scan->text[scan->at] == '\n';
    }
}

static void scan_string(struct scanner *scan)
{
    uint32_t begun = scan->line;
    for (scan->at++; scan->at < scan->length; scan->at++) {
        char c = scan->text[scan->at];
        scan->line += c == '\n';
        if (c == '"') {
            scan->at++;
            return;
        }
        if (c == '\\' && scan->at + 1 < scan->length) {
            scan->at++;
            scan->line += scan->text[scan->at] == '\n';
        }
    }
    level_fault(scan->reader, begun,
                "a text begins here and is never closed: add the closing "
                "quote \"");
    scan->broken = true;
}

static char closing(char open)
{
    return open == '{' ? '}' : open == '(' ? ')' : ']';
}

static void scan_open(struct scanner *scan, char c)
{
    if (scan->depth == NESTING_MAX) {
        level_fault(scan->reader, scan->line,
                    "brackets are nested more than %d deep: a level needs no "
                    "more than 5",
                    (int)NESTING_MAX);
        scan->broken = true;
        return;
    }
    scan->open[scan->depth] = c;
    scan->open_line[scan->depth++] = scan->line;
    scan->scope[scan->depth] = scan->names;
}

static void scan_close(struct scanner *scan, char c)
{
    if (scan->depth == 0) {
        level_fault(scan->reader, scan->line,
                    "'%c' closes nothing: take it away or open it before", c);
        scan->broken = true;
        return;
    }
    char open = scan->open[scan->depth - 1];
    if (c != closing(open)) {
        level_fault(scan->reader, scan->line,
                    "'%c' cannot close the '%c' of line %u: write '%c' first",
                    c, open, (unsigned)scan->open_line[scan->depth - 1],
                    closing(open));
        scan->broken = true;
        return;
    }
    if (scan->comma && c != '}') {
        level_fault(scan->reader, scan->line,
                    "a comma stands before '%c': take the comma away", c);
        scan->broken = true;
    }
    scan->names = scan->scope[scan->depth--];
}

/* Give a key that stands twice a name that nothing else has, so that libconfig
 * reads on. A '*' begins no key of ours. */
static void rename_twin(struct scanner *scan, const struct name *name)
{
    char *text = scan->text + name->at;
    unsigned number = scan->twins++;
    memset(text, '*', name->length);
    for (size_t i = name->length; i-- > 1 && number > 0; number /= 10) {
        text[i] = (char)('0' + number % 10);
    }
}

static void scan_key(struct scanner *scan, const struct name *name)
{
    const char *text = scan->text;
    for (size_t i = scan->scope[scan->depth]; i < scan->names; i++) {
        const struct name *first = &scan->name[i];
        if (first->length == name->length &&
            memcmp(text + first->at, text + name->at, name->length) == 0) {
            level_fault(scan->reader, name->line,
                        "\"%.*s\" is here for the second time; it is already "
                        "in line %u: keep one of them",
                        (int)(name->length < 40 ? name->length : 40),
                        text + name->at, (unsigned)first->line);
            rename_twin(scan, name);
            return;
        }
    }
    if (scan->names < NAMES_MAX) {
        scan->name[scan->names++] = *name;
    }
}

/* A word is a key when '=' or ':' follows, else true, false or a fault that
 * libconfig will find. */
static void scan_word(struct scanner *scan)
{
    struct name name = {.at = scan->at, .line = scan->line};
    while (scan->at < scan->length &&
           (isalnum((unsigned char)scan->text[scan->at]) ||
            strchr("-_*", scan->text[scan->at]) != NULL)) {
        scan->at++;
    }
    name.length = scan->at - name.at;
    const char *next = scan->text + scan->at;
    next += strspn(next, " \t\r\n\f");
    if (*next == '=' || *next == ':') {
        scan_key(scan, &name);
    }
}

/* libconfig 1.5 wraps large integers: write the largest nine digits instead,
 * which is out of every range. */
static void scan_number(struct scanner *scan)
{
    char *text = scan->text + scan->at;
    size_t size = strspn(text, "0123456789abcdefABCDEFxXlL.+-");
    bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    bool real = !hex && strcspn(text, ".eE") < size;
    size_t digits = hex ? 2 + strspn(text + 2, "0123456789abcdefABCDEF")
                        : strspn(text, "0123456789");
    if (!real && digits > DIGITS_MAX) {
        memset(text, ' ', size);
        memset(text, '9', DIGITS_MAX);
    }
    scan->at += size;
}

static void scan_token(struct scanner *scan)
{
    const char *text = scan->text + scan->at;
    char c = *text;
    if (c == '#' || (c == '/' && text[1] == '/')) {
        scan_comment(scan, "\n");
        return;
    }
    if (c == '/' && text[1] == '*') {
        scan_comment(scan, "*/");
        return;
    }
    if (isspace((unsigned char)c)) {
        scan->line += c == '\n';
        scan->at++;
        return;
    }
    if (c == '"') {
        scan_string(scan);
    } else if (isalpha((unsigned char)c) || c == '*') {
        scan_word(scan);
    } else if (isdigit((unsigned char)c)) {
        scan_number(scan);
    } else {
        scan->at++;
        if (strchr("{([", c) != NULL) {
            scan_open(scan, c);
        } else if (strchr("})]", c) != NULL) {
            scan_close(scan, c);
        }
    }
    scan->comma = c == ',';
}

bool level_scan(struct level_reader *reader, char *text, size_t length)
{
    struct scanner scan = {
        .reader = reader, .text = text, .length = length, .line = 1};
    scan_bytes(reader, text, length);
    scan_includes(reader, text);
    while (scan.at < scan.length && !scan.broken) {
        scan_token(&scan);
    }
    if (!scan.broken && scan.depth > 0) {
        level_fault(reader, scan.open_line[scan.depth - 1],
                    "'%c' is opened here and never closed: add '%c'",
                    scan.open[scan.depth - 1],
                    closing(scan.open[scan.depth - 1]));
        scan.broken = true;
    }
    return !scan.broken;
}
