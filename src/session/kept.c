/* The record of a siege with what its player knows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/inside.h"

static const char word[] = "kept";

enum { LINE_ROOM = 32, NOTHING = '-' };

/* The line for what is known, "" for nothing. Returns its length. */
static size_t put_line(char line[LINE_ROOM], bool told, unsigned foretold)
{
    char order =
        foretold == ORDER_NONE ? (char)NOTHING : (char)('0' + foretold);
    line[0] = '\0';
    if (!told && foretold == ORDER_NONE) {
        return 0;
    }
    (void)snprintf(line, LINE_ROOM, "%s told %c foretold %c\n", word,
                   told ? '1' : '0', order);
    return strlen(line);
}

enum status session_keep(const struct session *session, char **text,
                         size_t *length)
{
    char line[LINE_ROOM];
    size_t before = put_line(line, session->solution_seen, session->foretold);
    const struct history *history = &session->history;
    char *copy = malloc(before + history->text_length + 1);
    if (copy == NULL) {
        return STATUS_MEMORY;
    }
    memcpy(copy, line, before);
    memcpy(copy + before, history->text, history->text_length);
    *length = before + history->text_length;
    copy[*length] = '\0';
    *text = copy;
    return STATUS_OK;
}

/* A line is good when it is, byte for byte, what would be written. */
static size_t read_line(const char *text, size_t length, bool *told,
                        unsigned *foretold)
{
    char line[LINE_ROOM];
    for (int i = 0; i < 2; i++) {
        for (unsigned order = 0; order <= ORDERS_MAX; order++) {
            *told = i == 1;
            *foretold = order == ORDERS_MAX ? ORDER_NONE : order;
            size_t wanted = put_line(line, *told, *foretold);
            if (wanted > 0 && wanted <= length &&
                memcmp(text, line, wanted) == 0) {
                return wanted;
            }
        }
    }
    *told = false;
    *foretold = ORDER_NONE;
    return 0;
}

size_t session_kept_record(const char *text, size_t length)
{
    bool told;
    unsigned foretold;
    return read_line(text, length, &told, &foretold);
}

enum status session_take_up(struct session **out, const struct level *level,
                            const char *text, size_t length, struct diag *why)
{
    bool told;
    unsigned foretold;
    size_t at = read_line(text, length, &told, &foretold);
    enum status status =
        session_resume(out, level, text + at, length - at, why);
    if (status == STATUS_OK) {
        (*out)->solution_seen = told;
        (*out)->foretold = (uint8_t)foretold;
    }
    return status;
}
