/* Korean particles: text_josa and text_particles of text.h. A particle's form
 * depends on how the word before it ends when it is read aloud. */
#include "ui/text.h"

#include <string.h>

enum ending { ENDS_VOWEL, ENDS_RIEUL, ENDS_CONSONANT };

enum { HANGUL_FIRST = 0xAC00, HANGUL_LAST = 0xD7A3, FINALS = 28, RIEUL = 8 };

static bool is_hangul(uint32_t glyph)
{
    return glyph >= HANGUL_FIRST && glyph <= HANGUL_LAST;
}

static bool is_latin(uint32_t glyph)
{
    return (glyph >= 'a' && glyph <= 'z') || (glyph >= 'A' && glyph <= 'Z');
}

static enum ending ending_of_syllable(uint32_t glyph)
{
    uint32_t final = (glyph - HANGUL_FIRST) % FINALS;
    if (final == 0) {
        return ENDS_VOWEL;
    }
    return final == RIEUL ? ENDS_RIEUL : ENDS_CONSONANT;
}

static enum ending ending_of_digit(uint32_t glyph)
{
    static const uint8_t read_aloud[10] = {
        [0] = ENDS_CONSONANT, /* yeong, sip, baek, cheon */
        [1] = ENDS_RIEUL,     /* il */
        [2] = ENDS_VOWEL,     /* i */
        [3] = ENDS_CONSONANT, /* sam */
        [4] = ENDS_VOWEL,     /* sa */
        [5] = ENDS_VOWEL,     /* o */
        [6] = ENDS_CONSONANT, /* yuk */
        [7] = ENDS_RIEUL,     /* chil */
        [8] = ENDS_RIEUL,     /* pal */
        [9] = ENDS_VOWEL      /* gu */
    };
    return (enum ending)read_aloud[glyph - '0'];
}

/* `alone`: a single letter is read by its name: el, em, en, ar. */
static enum ending ending_of_latin(uint32_t glyph, bool alone)
{
    switch (glyph | 0x20) {
    case 'l':
        return ENDS_RIEUL;
    case 'm':
    case 'n':
        return ENDS_CONSONANT;
    case 'r':
        return alone ? ENDS_RIEUL : ENDS_VOWEL;
    default: /* a code point, not an enum: most letters */
        return ENDS_VOWEL;
    }
}

/* How text[0 .. end) ends, closing quotes and brackets left aside. */
static enum ending ending_of(const char *text, const char *end)
{
    enum ending ending = ENDS_VOWEL;
    uint32_t before = 0;
    while (text < end) {
        uint32_t glyph = text_next(&text);
        if (is_hangul(glyph)) {
            ending = ending_of_syllable(glyph);
        } else if (glyph >= '0' && glyph <= '9') {
            ending = ending_of_digit(glyph);
        } else if (is_latin(glyph)) {
            bool ng = (glyph | 0x20) == 'g' && (before | 0x20) == 'n';
            ending =
                ng ? ENDS_CONSONANT : ending_of_latin(glyph, !is_latin(before));
        }
        before = glyph;
    }
    return ending;
}

static bool takes_consonant_form(enum ending ending,
                                 const char *after_consonant)
{
    static const char euro[] = "\xEC\x9C\xBC\xEB\xA1\x9C"; /* eu-ro */
    bool is_euro = strncmp(after_consonant, euro, sizeof euro - 1) == 0;
    return ending == ENDS_CONSONANT || (ending == ENDS_RIEUL && !is_euro);
}

const char *text_josa(const char *word, const char *after_consonant,
                      const char *after_vowel)
{
    enum ending ending = ending_of(word, word + strlen(word));
    return takes_consonant_form(ending, after_consonant) ? after_consonant
                                                         : after_vowel;
}

/* A marker "[A/B]" with hangul A, and hangul or empty B. */
struct marker {
    const char *first, *second, *end; /* end: after the bracket */
};

static const char *skip_hangul(const char *text)
{
    for (;;) {
        const char *next = text;
        if (!is_hangul(text_next(&next))) {
            return text;
        }
        text = next;
    }
}

static bool read_marker(const char *text, struct marker *out)
{
    const char *slash = *text == '[' ? skip_hangul(text + 1) : text;
    if (slash <= text + 1 || *slash != '/') {
        return false;
    }
    const char *close = skip_hangul(slash + 1);
    if (*close != ']') {
        return false;
    }
    *out = (struct marker){
        .first = text + 1, .second = slash + 1, .end = close + 1};
    return true;
}

void text_particles(char *text)
{
    char *out = text;
    const char *in = text;
    while (*in != '\0') {
        struct marker marker;
        if (!read_marker(in, &marker)) {
            *out++ = *in++;
            continue;
        }
        bool first = takes_consonant_form(ending_of(text, out), marker.first);
        const char *start = first ? marker.first : marker.second;
        const char *end = first ? marker.second - 1 : marker.end - 1;
        memmove(out, start, (size_t)(end - start));
        out += end - start;
        in = marker.end;
    }
    *out = '\0';
}
