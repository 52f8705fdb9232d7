#include "cli/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "level/utf8.h"

struct json json_begin(FILE *out)
{
    return (struct json){.out = out};
}

void json_end(struct json *json)
{
    (void)fputc('\n', json->out);
}

/* A comma before every value but the first of its brackets. */
static void separate(struct json *json)
{
    uint32_t bit = UINT32_C(1) << json->depth;
    if (json->keyed) {
        json->keyed = false;
        return;
    }
    if (json->depth > 0 && (json->filled & bit) != 0) {
        (void)fputc(',', json->out);
    }
    json->filled |= bit;
}

void json_open(struct json *json, char bracket)
{
    separate(json);
    (void)fputc(bracket, json->out);
    json->depth++;
    json->filled &= ~(UINT32_C(1) << json->depth);
}

void json_close(struct json *json, char bracket)
{
    json->depth--;
    (void)fputc(bracket, json->out);
}

static void write_char(FILE *out, char c)
{
    switch (c) {
    case '"':
        (void)fputs("\\\"", out);
        break;
    case '\\':
        (void)fputs("\\\\", out);
        break;
    case '\n':
        (void)fputs("\\n", out);
        break;
    case '\t':
        (void)fputs("\\t", out);
        break;
    default:
        if ((unsigned char)c < 0x20 || c == 0x7f) {
            (void)fprintf(out, "\\u%04x", (unsigned)(unsigned char)c);
        } else {
            (void)fputc(c, out);
        }
    }
}

static void write_text(FILE *out, const char *text)
{
    size_t length = strlen(text);
    (void)fputc('"', out);
    while (length > 0) {
        size_t size = utf8_sequence(text, length);
        if (size == 1) {
            write_char(out, *text);
        } else if (size > 1) {
            (void)fwrite(text, 1, size, out);
        } else {
            (void)fputs("\xEF\xBF\xBD", out);
        }
        size += size == 0;
        text += size;
        length -= size;
    }
    (void)fputc('"', out);
}

void json_key(struct json *json, const char *key)
{
    separate(json);
    write_text(json->out, key);
    (void)fputc(':', json->out);
    json->keyed = true;
}

void json_string(struct json *json, const char *text)
{
    if (text == NULL) {
        json_null(json);
        return;
    }
    separate(json);
    write_text(json->out, text);
}

void json_bool(struct json *json, bool value)
{
    separate(json);
    (void)fputs(value ? "true" : "false", json->out);
}

void json_null(struct json *json)
{
    separate(json);
    (void)fputs("null", json->out);
}

void json_count(struct json *json, uint64_t value)
{
    separate(json);
    (void)fprintf(json->out, "%" PRIu64, value);
}

void json_real(struct json *json, double value)
{
    char text[32];
    separate(json);
    for (int digits = 15; digits <= 17; digits++) {
        (void)snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    (void)fputs(text, json->out);
}

void json_power(struct json *json, double log10)
{
    double whole = floor(log10);
    separate(json);
    (void)fprintf(json->out, "%.12ge%.0f", pow(10, log10 - whole), whole);
}

void json_hex(struct json *json, const uint8_t *bytes, size_t length)
{
    separate(json);
    (void)fputc('"', json->out);
    for (size_t i = 0; i < length; i++) {
        (void)fprintf(json->out, "%02x", (unsigned)bytes[i]);
    }
    (void)fputc('"', json->out);
}

void json_add_string(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_string(json, text);
}

void json_add_bool(struct json *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}

void json_add_count(struct json *json, const char *key, uint64_t value)
{
    json_key(json, key);
    json_count(json, value);
}

void json_add_real(struct json *json, const char *key, double value)
{
    json_key(json, key);
    json_real(json, value);
}
