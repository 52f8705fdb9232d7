/* The screen as a value: see frame.h. */
#include "ui/frame.h"

#include <stdlib.h>
#include <string.h>

#define GLYPH_ROW(name, utf8, ascii) [name] = {utf8, ascii},
static const struct {
    uint32_t utf8;
    char ascii;
} glyphs[GLYPH_COUNT] = {GLYPH_LIST(GLYPH_ROW)};
#undef GLYPH_ROW

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

bool frame_open(struct frame *frame, int width, int height, bool ascii)
{
    int columns = clamp(width, 1, FRAME_WIDTH_MAX);
    int rows = clamp(height, 1, FRAME_HEIGHT_MAX);
    struct cell *cells = calloc((size_t)columns * (size_t)rows, sizeof *cells);
    if (cells == NULL) {
        return false;
    }
    *frame = (struct frame){
        .width = columns, .height = rows, .ascii = ascii, .cells = cells};
    frame_clear(frame);
    return true;
}

void frame_close(struct frame *frame)
{
    free(frame->cells);
    *frame = (struct frame){0};
}

void frame_clear(struct frame *frame)
{
    size_t count = (size_t)frame->width * (size_t)frame->height;
    for (size_t i = 0; i < count; i++) {
        frame->cells[i] = (struct cell){.glyph = ' ', .role = FRAME_TEXT};
    }
}

static struct cell *cell_at(struct frame *frame, int x, int y)
{
    if (x < 0 || y < 0 || x >= frame->width || y >= frame->height) {
        return NULL;
    }
    return &frame->cells[(size_t)y * (size_t)frame->width + (size_t)x];
}

/* Whatever is written over one half of a wide letter takes the other half
 * away too: no half syllable may stay on the glass. `here` is column x. */
static void cut_wide(const struct frame *frame, struct cell *here, int x)
{
    if (here->glyph == 0 && x > 0) {
        here[-1].glyph = ' ';
    }
    if (x + 1 < frame->width && here[1].glyph == 0) {
        here[1].glyph = ' ';
    }
}

void frame_put(struct frame *frame, int x, int y, uint32_t glyph,
               enum frame_role role)
{
    struct cell *cell = cell_at(frame, x, y);
    if (cell == NULL) {
        return;
    }
    cut_wide(frame, cell, x);
    *cell = (struct cell){.glyph = glyph, .role = (uint8_t)role};
}

void frame_put_wide(struct frame *frame, int x, int y, uint32_t glyph,
                    int width, enum frame_role role)
{
    struct cell *first = cell_at(frame, x, y);
    frame_put(frame, x, y, width < 2 ? glyph : ' ', role);
    if (width < 2) {
        return;
    }
    frame_put(frame, x + 1, y, ' ', role);
    if (first != NULL && x + 1 < frame->width) {
        first[0].glyph = glyph;
        first[1].glyph = 0;
    }
}

void frame_paint(struct frame *frame, int x, int y, int width,
                 enum frame_role role)
{
    for (int i = 0; i < width; i++) {
        struct cell *cell = cell_at(frame, x + i, y);
        if (cell != NULL) {
            cell->role = (uint8_t)role;
        }
    }
}

size_t frame_utf8(uint32_t glyph, char bytes[4])
{
    if (glyph < 0x80) {
        bytes[0] = (char)glyph;
        return 1;
    }
    if (glyph < 0x800) {
        bytes[0] = (char)(0xC0 | (glyph >> 6));
        bytes[1] = (char)(0x80 | (glyph & 0x3F));
        return 2;
    }
    if (glyph < 0x10000) {
        bytes[0] = (char)(0xE0 | (glyph >> 12));
        bytes[1] = (char)(0x80 | ((glyph >> 6) & 0x3F));
        bytes[2] = (char)(0x80 | (glyph & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | (glyph >> 18));
    bytes[1] = (char)(0x80 | ((glyph >> 12) & 0x3F));
    bytes[2] = (char)(0x80 | ((glyph >> 6) & 0x3F));
    bytes[3] = (char)(0x80 | (glyph & 0x3F));
    return 4;
}

/* Add bytes where they fit whole; always count them. */
static size_t append(char *text, size_t room, size_t length, const char *bytes,
                     size_t count)
{
    if (length + count < room) {
        memcpy(text + length, bytes, count);
        text[length + count] = '\0';
    }
    return length + count;
}

static int used_width(const struct frame *frame, int y)
{
    const struct cell *row = frame->cells + (size_t)y * (size_t)frame->width;
    int used = frame->width;
    while (used > 0 && row[used - 1].glyph == ' ') {
        used--;
    }
    return used;
}

size_t frame_text(const struct frame *frame, char *text, size_t room)
{
    size_t length = 0;
    if (room > 0) {
        text[0] = '\0';
    }
    for (int y = 0; y < frame->height; y++) {
        int used = used_width(frame, y);
        const struct cell *row =
            frame->cells + (size_t)y * (size_t)frame->width;
        for (int x = 0; x < used; x++) {
            char bytes[4];
            if (row[x].glyph != 0) {
                size_t count = frame_utf8(row[x].glyph, bytes);
                length = append(text, room, length, bytes, count);
            }
        }
        length = append(text, room, length, "\n", 1);
    }
    return length;
}

uint32_t glyph_in(enum glyph glyph, bool ascii)
{
    return ascii ? (uint32_t)(unsigned char)glyphs[glyph].ascii
                 : glyphs[glyph].utf8;
}

void frame_glyph(struct frame *frame, int x, int y, enum glyph glyph,
                 enum frame_role role)
{
    frame_put(frame, x, y, glyph_in(glyph, frame->ascii), role);
}

void frame_run(struct frame *frame, int x, int y, int width, enum glyph glyph,
               enum frame_role role)
{
    for (int i = 0; i < width; i++) {
        frame_glyph(frame, x + i, y, glyph, role);
    }
}
