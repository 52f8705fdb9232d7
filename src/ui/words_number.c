#include "ui/words_number.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ui/text.h"
#include "ui/words_say.h"

enum {
    COUNT_MAX = 24,      /* bytes of 64 bits in decimal */
    POWER_DIGITS = 4096, /* longer numbers are not looked at */
    POWER_FROM = 16,     /* smaller powers of two everybody reads */
    BITS = 48,           /* that are taken off at a time: a screen tells long
                            numbers ten times a second */
    BITS_DIGITS = 15,    /* of 2^BITS */
    SHORT = 7            /* digits that fit anywhere */
};

/* Divide a decimal number by 2^power in place; returns the rest, and its length
 * without leading zeros in *length. Range: power up to BITS. */
static uint64_t divide(char *digits, size_t *length, unsigned power)
{
    uint64_t rest = 0;
    size_t kept = 0;
    for (size_t i = 0; i < *length; i++) {
        uint64_t value = rest * 10 + (uint64_t)(digits[i] - '0');
        unsigned digit = (unsigned)(value >> power);
        rest = value & ((UINT64_C(1) << power) - 1);
        if (kept > 0 || digit > 0) {
            digits[kept++] = (char)('0' + digit);
        }
    }
    *length = kept;
    return rest;
}

/* k of a number that is 2^k; 0: it is none (or 1). */
static unsigned power_of_two(const char *text)
{
    char digits[POWER_DIGITS];
    size_t length = strlen(text);
    unsigned power = 0;
    if (length == 0 || length > sizeof digits) {
        return 0;
    }
    memcpy(digits, text, length);
    while (length > 1 || digits[0] > '1') {
        unsigned step = length > BITS_DIGITS ? BITS : 1;
        if (divide(digits, &length, step) != 0) {
            return 0;
        }
        power += step;
    }
    return power;
}

static void group(char out[NUMBER_MAX], const char *digits)
{
    size_t length = strlen(digits), used = 0;
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            out[used++] = ',';
        }
        out[used++] = digits[i];
    }
    out[used] = '\0';
}

size_t words_number(char *out, size_t room, const char *digits)
{
    char grouped[NUMBER_MAX];
    size_t length = strlen(digits);
    if (length <= DIGITS_SHOWN) {
        group(grouped, digits);
        return words_say(out, room, "%s", grouped);
    }
    unsigned power = power_of_two(digits);
    if (power > 0) {
        return words_say(out, room, "2^%u", power);
    }
    return words_say(out, room, _("about %c.%c%ce%zu"), digits[0], digits[1],
                     digits[2], length - 1);
}

size_t words_short(char *out, size_t room, const char *digits)
{
    size_t length = strlen(digits);
    if (length <= SHORT) {
        return words_number(out, room, digits);
    }
    return words_say(out, room, "%c.%c%ce%zu", digits[0], digits[1], digits[2],
                     length - 1);
}

size_t words_count(char *out, size_t room, uint64_t number)
{
    char digits[COUNT_MAX];
    (void)snprintf(digits, sizeof digits, "%" PRIu64, number);
    return words_number(out, room, digits);
}

size_t words_big(char *out, size_t room, const char *digits)
{
    char number[NUMBER_MAX];
    unsigned power = strlen(digits) <= DIGITS_SHOWN ? power_of_two(digits) : 0;
    words_number(number, sizeof number, digits);
    if (power < POWER_FROM) {
        return words_say(out, room, "%s", number);
    }
    return words_say(out, room, "%s (2^%u)", number, power);
}
