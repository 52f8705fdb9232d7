/* Reading the head of a record. The reader takes the values where they stand;
 * then the head is written anew and compared, so that no byte goes unseen. */
#include <string.h>

#include "record/record_fields.h"
#include "record/record_head.h"
#include "rules/rules.h"

static void field_set(const struct record_field *field, struct setup *setup,
                      uint64_t value)
{
    unsigned char *at = (unsigned char *)setup + field->offset;
    uint8_t u8 = (uint8_t)value;
    uint16_t u16 = (uint16_t)value;
    uint32_t u32 = (uint32_t)value;

    switch (field->size) {
    case sizeof u8:
        memcpy(at, &u8, sizeof u8);
        break;
    case sizeof u16:
        memcpy(at, &u16, sizeof u16);
        break;
    case sizeof u32:
        memcpy(at, &u32, sizeof u32);
        break;
    default:
        memcpy(at, &value, sizeof value);
        break;
    }
}

/* The lines being read. */
struct reader {
    struct record_span rest;
    struct record_span line; /* what is left of the present line */
    struct record_span whole;
    uint32_t number;
};

/* Go to the next line, which must begin with this word. */
static bool next_line(struct reader *reader, const char *key)
{
    struct record_span word;

    if (!record_take_line(&reader->rest, &reader->line)) {
        return false;
    }
    reader->whole = reader->line;
    reader->number++;
    return record_take_word(&reader->line, &word) && record_is(word, key);
}

static bool number(struct reader *reader, uint64_t most, uint64_t *out)
{
    struct record_span word;

    return record_take_word(&reader->line, &word) &&
           record_number(word, most, out);
}

static bool literal(struct reader *reader, const char *text)
{
    struct record_span word;

    return record_take_word(&reader->line, &word) && record_is(word, text);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Undo what add_id did. `out` has room bytes and is zeroed. */
static bool read_id(struct reader *reader, char *out, size_t room)
{
    struct record_span word;
    size_t length = 0;

    if (!record_take_word(&reader->line, &word)) {
        return false;
    }
    if (record_is(word, "-")) {
        return true;
    }
    for (size_t i = 0; i < word.length; i++) {
        char byte = word.at[i];
        if (byte == '%') {
            if (i + 2 >= word.length || hex_digit(word.at[i + 1]) < 0 ||
                hex_digit(word.at[i + 2]) < 0) {
                return false;
            }
            byte = (char)(hex_digit(word.at[i + 1]) * 16 +
                          hex_digit(word.at[i + 2]));
            i += 2;
        }
        if (byte == '\0' || length >= room) {
            return false;
        }
        out[length++] = byte;
    }
    return true;
}

static bool read_set(struct reader *reader, uint16_t *out)
{
    struct record_span word;
    uint64_t g;

    if (!record_take_word(&reader->line, &word)) {
        return false;
    }
    if (record_is(word, "none")) {
        return true;
    }
    do {
        if (!record_number(word, GENERALS_MAX - 1, &g)) {
            return false;
        }
        *out = (uint16_t)(*out | 1U << g);
    } while (record_take_word(&reader->line, &word));
    return true;
}

static bool read_rule(struct reader *reader, struct setup *setup)
{
    struct record_span word;

    if (!next_line(reader, "rule") || !record_take_word(&reader->line, &word)) {
        return false;
    }
    for (unsigned id = 0; id < RULE_COUNT; id++) {
        const struct rules *rules = rules_get((enum rule_id)id);
        if (rules && record_is(word, rules->id)) {
            setup->rule = (uint8_t)id;
            return true;
        }
    }
    return false;
}

static bool read_orders(struct reader *reader, struct setup *setup)
{
    uint64_t value;

    if (!next_line(reader, "orders") || !number(reader, ORDERS_MAX, &value)) {
        return false;
    }
    setup->orders = (uint8_t)value;
    for (unsigned o = 0; o < setup->orders; o++) {
        if (!next_line(reader, "named") || !number(reader, o, &value) ||
            !read_id(reader, setup->order_id[o], ORDER_ID_MAX - 1) ||
            !number(reader, UINT32_MAX, &value)) {
            return false;
        }
        setup->order_minute[o] = (uint32_t)value;
    }
    return true;
}

static bool read_general(struct reader *reader, struct setup *setup, unsigned g)
{
    uint64_t value, power, input;

    if (!next_line(reader, "general") || !number(reader, g, &value) ||
        !literal(reader, "power") || !number(reader, UINT16_MAX, &power) ||
        !literal(reader, "input") || !number(reader, UINT8_MAX, &input) ||
        !literal(reader, "watched")) {
        return false;
    }
    setup->power[g] = (uint16_t)power;
    setup->input[g] = (uint8_t)input;
    return read_set(reader, &setup->watched[g]);
}

static bool read_roads(struct reader *reader, struct setup *setup, unsigned g)
{
    uint64_t value;

    if (!next_line(reader, "roads") || !number(reader, g, &value)) {
        return false;
    }
    for (unsigned to = 0; to < setup->generals; to++) {
        if (!number(reader, UINT16_MAX, &value)) {
            return false;
        }
        setup->road[g][to] = (uint16_t)value;
    }
    return true;
}

static bool read_fields(struct reader *reader, uint32_t version,
                        struct setup *setup)
{
    for (size_t i = 0; record_field_at(i); i++) {
        const struct record_field *field = record_field_at(i);
        uint64_t value;
        if (field->since > version) {
            continue; /* it was not there yet, and stays 0 */
        }
        if (!next_line(reader, field->key) ||
            !number(reader, field->most, &value)) {
            return false;
        }
        field_set(field, setup, value);
    }
    return true;
}

static bool read_setup(struct reader *reader, uint32_t version,
                       struct setup *setup)
{
    if (!read_rule(reader, setup) || !read_fields(reader, version, setup) ||
        !next_line(reader, "traitors") || !read_set(reader, &setup->traitors) ||
        !next_line(reader, "accusers") || !read_set(reader, &setup->accusers) ||
        !read_orders(reader, setup)) {
        return false;
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        if (!read_general(reader, setup, g)) {
            return false;
        }
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        if (!read_roads(reader, setup, g)) {
            return false;
        }
    }
    return true;
}

/* Some programs end lines with CR LF. */
static const char *after_version(const struct record_span *line)
{
    return line->length > 0 && line->at[line->length - 1] == '\r'
               ? " and ends its lines with LF alone, not with CR LF"
               : "";
}

/* The first line tells what it is and of which version. */
static enum status read_version(struct reader *reader, uint32_t *out,
                                struct diag *why)
{
    uint64_t version = 0;

    if (!next_line(reader, "strategos") || !literal(reader, "record") ||
        !number(reader, UINT32_MAX, &version)) {
        diag_set_at(why, "", 1,
                    "line 1: this is no record; one begins with "
                    "\"strategos record %d\"%s",
                    RECORD_VERSION, after_version(&reader->whole));
        return STATUS_SYNTAX;
    }
    if (version < 1 || version > RECORD_VERSION) {
        diag_set_at(why, "", 1,
                    "line 1: the record is of format version %lu; this program "
                    "reads versions 1 to %d",
                    (unsigned long)version, RECORD_VERSION);
        return STATUS_VERSION;
    }
    *out = (uint32_t)version;
    return STATUS_OK;
}

static enum status refuse_line(const struct reader *reader, struct diag *why)
{
    char quoted[RECORD_QUOTE_MAX];

    if (reader->rest.length == 0 ||
        !memchr(reader->rest.at, '\n', reader->rest.length)) {
        diag_set_at(why, "", reader->number,
                    "line %lu: the record ends inside its head, before the "
                    "first answer, or its last line is not of a head: \"%s\"",
                    (unsigned long)reader->number,
                    record_quote(quoted, reader->whole));
        return STATUS_SYNTAX;
    }
    diag_set_at(why, "", reader->number,
                "line %lu: \"%s\" is not the line that a head has here",
                (unsigned long)reader->number,
                record_quote(quoted, reader->whole));
    return STATUS_SYNTAX;
}

/* Compare the head with the one that we should have written. */
static enum status compare(const struct record_head *head,
                           struct record_span text, struct diag *why)
{
    char lines[RECORD_HEAD_MAX];
    struct record_text again = record_text_begin(lines, sizeof lines);
    struct record_span right, wrong, ours;

    record_head_lines(head, &again);
    ours = (struct record_span){.at = lines, .length = again.wanted};
    for (uint32_t line = 1; record_take_line(&ours, &right); line++) {
        char is[RECORD_QUOTE_MAX], should[RECORD_QUOTE_MAX];
        bool more = record_take_line(&text, &wrong);
        if (more && wrong.length == right.length &&
            memcmp(wrong.at, right.at, right.length) == 0) {
            continue;
        }
        diag_set_at(why, "", line, "line %lu: \"%s\" should be \"%s\"",
                    (unsigned long)line, record_quote(is, wrong),
                    record_quote(should, right));
        return STATUS_SYNTAX;
    }
    return STATUS_OK;
}

enum status record_head_read(struct record_head *out, struct record_span *rest,
                             uint32_t *line, struct diag *why)
{
    struct record_head head;
    struct reader reader = {.rest = *rest};
    uint32_t version = 0;
    enum status status = read_version(&reader, &version, why);

    if (status != STATUS_OK) {
        return status;
    }
    memset(&head, 0, sizeof head);
    head.version = version;
    if (!next_line(&reader, "level") ||
        !read_id(&reader, head.level, sizeof head.level - 1) ||
        !read_setup(&reader, version, &head.setup)) {
        return refuse_line(&reader, why);
    }
    status = compare(&head, *rest, why);
    if (status == STATUS_OK) {
        *out = head;
        *rest = reader.rest;
        *line = reader.number;
    }
    return status;
}
