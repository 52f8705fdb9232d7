/* Writes JSON (RFC 8259), one value after the other, to a stream. Knows
 * nothing of sieges. Nesting is at most 32 deep. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct json {
    FILE *out;
    uint32_t filled; /* bit d: something stands at depth d already */
    unsigned depth;
    bool keyed; /* a key was written and waits for its value */
};

/* Begin a value on its own line; json_end closes the line. */
struct json json_begin(FILE *out);
void json_end(struct json *json);

void json_open(struct json *json, char bracket); /* '{' or '[' */
void json_close(struct json *json, char bracket);
void json_key(struct json *json, const char *key);

/* UTF-8; what is not valid becomes U+FFFD. NULL: null. */
void json_string(struct json *json, const char *text);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);
void json_count(struct json *json, uint64_t value);

/* A real number with as many digits as it takes to read the same one again.
 * Range: finite. */
void json_real(struct json *json, double value);

/* 10 to the power of `log10`, for numbers below the least double. */
void json_power(struct json *json, double log10);

/* A key with its value. */
void json_add_string(struct json *json, const char *key, const char *text);
void json_add_bool(struct json *json, const char *key, bool value);
void json_add_count(struct json *json, const char *key, uint64_t value);
void json_add_real(struct json *json, const char *key, double value);

/* Bytes as a string of lower-case hex. */
void json_hex(struct json *json, const uint8_t *bytes, size_t length);

#endif
