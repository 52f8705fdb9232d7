#include "level/utf8.h"

#include <string.h>

#include <stdbool.h>
#include <stdint.h>

/* What the first byte says; 0 when no sequence begins with it. */
static size_t size_of(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
        return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

static bool is_scalar(uint32_t point, size_t size)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    return point >= least[size] && point <= 0x10FFFF && !surrogate;
}

size_t utf8_sequence(const char *bytes, size_t length)
{
    unsigned char first = (unsigned char)bytes[0];
    size_t size = size_of(first);
    if (size < 2 || size > length) {
        return size > length ? 0 : size;
    }
    uint32_t point = first & (0xFFu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        unsigned char next = (unsigned char)bytes[i];
        if ((next & 0xC0u) != 0x80u) {
            return 0;
        }
        point = point << 6 | (next & 0x3Fu);
    }
    return is_scalar(point, size) ? size : 0;
}

bool utf8_is_tame(const char *bytes, size_t size)
{
    unsigned char first = (unsigned char)bytes[0];
    unsigned char second = size > 1 ? (unsigned char)bytes[1] : 0;
    unsigned char third = size > 2 ? (unsigned char)bytes[2] : 0;
    if (size == 1) {
        return first >= ' ' && first != 0x7f;
    }
    if (size == 2) {
        return first != 0xc2 || second >= 0xa0; /* C1 */
    }
    /* U+202A to U+202E, U+2066 to U+2069 */
    return !(size == 3 && first == 0xe2 &&
             ((second == 0x80 && third >= 0xaa && third <= 0xae) ||
              (second == 0x81 && third >= 0xa6 && third <= 0xa9)));
}

void utf8_tame(char *text)
{
    size_t length = strlen(text);
    while (length > 0) {
        size_t size = utf8_sequence(text, length);
        bool tame = size > 0 && utf8_is_tame(text, size);
        size += size == 0;
        if (!tame) {
            memset(text, '?', size);
        }
        text += size;
        length -= size;
    }
}
