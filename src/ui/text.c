/* Measuring, clipping, padding and drawing of text by cells: see text.h.
 * Wrapping is in text_wrap.c, particles in text_korean.c, times in
 * text_time.c. */
#include "ui/text.h"

#include <string.h>
#include <wchar.h>

enum { REPLACEMENT = 0xFFFD };

/* Bytes of the sequence that a lead byte opens; 0: no lead byte. */
static unsigned sequence_length(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        return 2;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        return 3;
    }
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

static bool well_formed(uint32_t glyph, unsigned length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    bool surrogate = glyph >= 0xD800 && glyph < 0xE000;
    return glyph >= least[length] && glyph <= 0x10FFFF && !surrogate;
}

uint32_t text_next(const char **text)
{
    static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    unsigned char lead = (unsigned char)**text;
    if (lead == 0) {
        return 0;
    }
    unsigned length = sequence_length(lead);
    uint32_t glyph = lead & mask[length];
    for (unsigned i = 1; i < length; i++) {
        unsigned char next = (unsigned char)(*text)[i];
        if ((next & 0xC0) != 0x80) {
            length = 0;
            break;
        }
        glyph = glyph << 6 | (next & 0x3F);
    }
    if (length == 0 || !well_formed(glyph, length)) {
        (*text)++;
        return REPLACEMENT;
    }
    *text += length;
    return glyph;
}

int text_glyph_width(uint32_t glyph)
{
    int width = wcwidth((wchar_t)glyph);
    return width < 0 ? 1 : width;
}

int text_width(const char *text)
{
    int width = 0;
    uint32_t glyph = text_next(&text);
    while (glyph != 0 && glyph != '\n') {
        width += text_glyph_width(glyph);
        glyph = text_next(&text);
    }
    return width;
}

/* Punctuation that has a plain form of the same width. */
static uint32_t plain_form(uint32_t glyph)
{
    static const struct {
        uint32_t glyph;
        char plain;
    } forms[] = {{0x2018, '\''}, {0x2019, '\''}, {0x201C, '"'}, {0x201D, '"'},
                 {0x2013, '-'},  {0x2014, '-'},  {0x2212, '-'}, {0x00B7, '.'},
                 {0x2026, '~'},  {0x2190, '<'},  {0x2192, '>'}, {0x2191, '^'},
                 {0x2193, 'v'},  {0x00D7, 'x'},  {0x2264, '<'}, {0x2265, '>'}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (forms[i].glyph == glyph) {
            return (uint32_t)(unsigned char)forms[i].plain;
        }
    }
    return '?';
}

/* What stands for a letter in this frame. Korean stays Korean in an ASCII
 * frame where the terminal has it: ASCII is then about the drawings. */
static uint32_t shown(const struct frame *frame, uint32_t glyph)
{
    bool control = glyph < 0x20 || (glyph >= 0x7F && glyph < 0xA0);
    if (control || wcwidth((wchar_t)glyph) < 0) {
        return glyph >= 0x80 ? plain_form(glyph) : '?';
    }
    bool hangul = glyph >= 0xAC00 && glyph <= 0xD7A3;
    if (glyph < 0x80 || !frame->ascii || hangul) {
        return glyph;
    }
    return plain_form(glyph);
}

/* Draw one letter; returns the cells that it takes. */
static int draw_glyph(struct frame *frame, int x, int y, uint32_t glyph,
                      enum frame_role role)
{
    int width = text_glyph_width(glyph);
    if (width > 0) {
        uint32_t seen = shown(frame, glyph);
        frame_put_wide(frame, x, y, seen, text_glyph_width(seen), role);
        if (width > text_glyph_width(seen)) {
            frame_put(frame, x + 1, y, seen, role);
        }
    }
    return width;
}

int text_draw(struct frame *frame, int x, int y, int width, const char *text,
              enum frame_role role)
{
    if (width <= 0) {
        return 0;
    }
    bool cut = text_width(text) > width;
    int room = cut ? width - 1 : width;
    int used = 0;
    for (;;) {
        uint32_t glyph = text_next(&text);
        if (glyph == 0 || glyph == '\n' ||
            used + text_glyph_width(glyph) > room) {
            break;
        }
        used += draw_glyph(frame, x + used, y, glyph, role);
    }
    while (cut && used < room) {
        frame_put(frame, x + used++, y, ' ', role);
    }
    if (cut) {
        frame_put(frame, x + used++, y, '~', role);
    }
    return used;
}

int text_draw_right(struct frame *frame, int x, int y, int width,
                    const char *text, enum frame_role role)
{
    int free = width - text_width(text);
    return text_draw(frame, free > 0 ? x + free : x, y, width, text, role);
}

int text_draw_centre(struct frame *frame, int x, int y, int width,
                     const char *text, enum frame_role role)
{
    int free = width - text_width(text);
    return text_draw(frame, free > 0 ? x + free / 2 : x, y, width, text, role);
}

/* A growing text that counts what it cannot hold, and never holds a part of
 * a letter. */
struct out {
    char *bytes;
    size_t room, length;
};

static void out_add(struct out *out, const char *bytes, size_t count)
{
    if (out->length + count < out->room) {
        memcpy(out->bytes + out->length, bytes, count);
        out->bytes[out->length + count] = '\0';
    }
    out->length += count;
}

static void out_blanks(struct out *out, int count)
{
    for (int i = 0; i < count; i++) {
        out_add(out, " ", 1);
    }
}

/* Add letters while they fit into `cells`; returns the cells used. */
static int out_cells(struct out *out, const char *text, int cells)
{
    int used = 0;
    for (;;) {
        const char *start = text;
        uint32_t glyph = text_next(&text);
        if (glyph == 0 || glyph == '\n' ||
            used + text_glyph_width(glyph) > cells) {
            return used;
        }
        used += text_glyph_width(glyph);
        out_add(out, start, (size_t)(text - start));
    }
}

size_t text_fit(char *out, size_t room, const char *text, int cells)
{
    struct out line = {.bytes = out, .room = room};
    int width = cells < 0 ? -cells : cells;
    int have = text_width(text);
    if (room > 0) {
        out[0] = '\0';
    }
    if (have > width) {
        int used = out_cells(&line, text, width - 1);
        out_blanks(&line, width - 1 - used);
        if (width > 0) {
            out_add(&line, "~", 1);
        }
        return line.length;
    }
    if (cells < 0) {
        out_blanks(&line, width - have);
    }
    out_cells(&line, text, width);
    if (cells > 0) {
        out_blanks(&line, width - have);
    }
    return line.length;
}
