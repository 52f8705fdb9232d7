/* Where lines break: text_line and text_wrap of text.h. */
#include "ui/text.h"

#include <string.h>

/* The last place to break a line at, while reading it. */
struct breaking {
    const char *end;  /* of the line, before the blanks */
    const char *next; /* where the next line begins */
};

/* Step over the blanks that a line ends in, and over its newline. */
static const char *skip_end(const char *text)
{
    while (*text == ' ') {
        text++;
    }
    return *text == '\n' ? text + 1 : text;
}

size_t text_line(const char **text, int width)
{
    const char *start = *text;
    const char *at = start;
    struct breaking space = {0};
    int used = 0;
    for (;;) {
        const char *here = at;
        uint32_t glyph = text_next(&at);
        if (glyph == 0 || glyph == '\n') {
            *text = glyph == 0 ? here : at;
            return (size_t)(here - start);
        }
        if (glyph == ' ' && here > start && here[-1] != ' ') {
            space = (struct breaking){.end = here, .next = skip_end(at)};
        }
        used += text_glyph_width(glyph);
        if (used <= width) {
            continue;
        }
        if (space.end == NULL) {
            /* A word longer than the line; one letter at least moves on. */
            const char *cut = here > start ? here : at;
            space = (struct breaking){.end = cut, .next = skip_end(cut)};
        }
        *text = space.next;
        return (size_t)(space.end - start);
    }
}

static void draw_line(struct frame *frame, int x, int y, int width,
                      const char *line, size_t bytes, enum frame_role role)
{
    char copy[4 * FRAME_WIDTH_MAX + 1];
    size_t count = bytes < sizeof copy ? bytes : sizeof copy - 1;
    memcpy(copy, line, count);
    copy[count] = '\0';
    text_draw(frame, x, y, width, copy, role);
}

int text_wrap(struct frame *frame, int x, int y, int width, int height,
              int skip, const char *text, enum frame_role role)
{
    int lines = 0;
    if (width <= 0) {
        return 0;
    }
    while (*text != '\0') {
        const char *line = text;
        size_t bytes = text_line(&text, width);
        int row = lines - skip;
        if (frame != NULL && row >= 0 && row < height) {
            draw_line(frame, x, y + row, width, line, bytes, role);
        }
        lines++;
    }
    return lines;
}
