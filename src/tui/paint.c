#include "tui/paint.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include <curses.h>
#include <term.h>

#include "tui/signals.h"

/* Cells that are cheaper to write again than to jump over. */
enum { GAP_MAX = 4 };

static const struct pen plain = {.colour = PEN_OWN};

/* The one that tputs writes for: its callback takes no context. */
static struct paint *painting;

static void put(struct paint *paint, const char *bytes, size_t length)
{
    if (paint->length + length > paint->room) {
        size_t room = 2 * (paint->length + length);
        char *more = realloc(paint->bytes, room);
        if (more == NULL) {
            return;
        }
        paint->bytes = more;
        paint->room = room;
    }
    memcpy(paint->bytes + paint->length, bytes, length);
    paint->length += length;
}

static int put_byte(int byte)
{
    char one = (char)byte;
    put(painting, &one, 1);
    return byte;
}

static void put_capability(const char *sequence, int affected)
{
    if (sequence != NULL) {
        (void)tputs(sequence, affected, put_byte);
    }
}

static bool same_pen(struct pen a, struct pen b)
{
    return a.colour == b.colour && a.attributes == b.attributes;
}

/* A blank shows neither its colour nor whether it is bold. */
static bool same_look(const struct paint *paint, const struct cell *a,
                      const struct cell *b)
{
    struct pen pa = paint->theme.pen[a->role], pb = paint->theme.pen[b->role];
    if (a->glyph != b->glyph) {
        return false;
    }
    if (a->glyph == ' ' && ((pa.attributes | pb.attributes) &
                            (PEN_REVERSE | PEN_UNDERLINE)) == 0) {
        return true;
    }
    return same_pen(pa, pb);
}

static void take_pen(struct paint *paint, struct pen pen)
{
    if (same_pen(paint->pen, pen)) {
        return;
    }
    bool only_colour =
        paint->pen.attributes == pen.attributes && pen.colour != PEN_OWN;
    if (!only_colour && !same_pen(paint->pen, plain)) {
        put_capability(exit_attribute_mode, 1);
        paint->pen = plain;
    }
    if (!only_colour && (pen.attributes & PEN_BOLD) != 0) {
        put_capability(enter_bold_mode, 1);
    }
    if (!only_colour && (pen.attributes & PEN_REVERSE) != 0) {
        put_capability(enter_reverse_mode, 1);
    }
    if (!only_colour && (pen.attributes & PEN_UNDERLINE) != 0) {
        put_capability(enter_underline_mode, 1);
    }
    if (pen.colour != paint->pen.colour) {
        put_capability(tparm(set_a_foreground, (long)pen.colour, 0L, 0L, 0L, 0L,
                             0L, 0L, 0L, 0L),
                       1);
    }
    paint->pen = pen;
}

/* A glyph that would take another width than its cells have would shift the
 * whole row: it becomes a question mark of the right width. */
static wchar_t writable(uint32_t glyph, int cells)
{
    if (glyph >= ' ' && glyph < 0x7f && cells == 1) {
        return (wchar_t)glyph;
    }
    bool fits =
        glyph >= 0xa0 && MB_CUR_MAX > 1 && wcwidth((wchar_t)glyph) == cells;
    return fits ? (wchar_t)glyph : L'?';
}

static void put_glyph(struct paint *paint, uint32_t glyph, int cells)
{
    char bytes[MB_LEN_MAX + 1];
    mbstate_t state;
    wchar_t letter = writable(glyph, cells);
    memset(&state, 0, sizeof state);
    size_t length = wcrtomb(bytes, letter, &state);
    if (length == (size_t)-1) {
        bytes[0] = '?';
        length = 1;
    }
    put(paint, bytes, length);
    if (letter == L'?' && cells == 2) {
        put(paint, " ", 1);
    }
}

/* Cells that the glyph at x takes. */
static int cells_at(const struct frame *frame, const struct cell *row, int x)
{
    return x + 1 < frame->width && row[x + 1].glyph == 0 ? 2 : 1;
}

static void put_cell(struct paint *paint, const struct frame *frame,
                     const struct cell *row, int x)
{
    int cells = cells_at(frame, row, x);
    take_pen(paint, paint->theme.pen[row[x].role]);
    put_glyph(paint, row[x].glyph, cells);
    /* After the last column nobody knows where the cursor stands. */
    paint->x = x + cells < frame->width ? x + cells : -1;
}

/* Write a short gap again if that needs no other pen. */
static bool fill_gap(struct paint *paint, const struct frame *frame,
                     const struct cell *row, int x)
{
    for (int i = paint->x; i < x; i++) {
        if (row[i].glyph == 0 ||
            !same_pen(paint->theme.pen[row[i].role], paint->pen)) {
            return false;
        }
    }
    while (paint->x < x) {
        put_cell(paint, frame, row, paint->x);
    }
    return true;
}

static void move_to(struct paint *paint, const struct frame *frame,
                    const struct cell *row, int x, int y)
{
    bool near = paint->y == y && paint->x >= 0 && paint->x <= x &&
                x - paint->x <= GAP_MAX;
    if (!near || !fill_gap(paint, frame, row, x)) {
        put_capability(
            tparm(cursor_address, (long)y, (long)x, 0L, 0L, 0L, 0L, 0L, 0L, 0L),
            1);
    }
    paint->x = x;
    paint->y = y;
}

static bool changed(const struct paint *paint, const struct cell *now,
                    const struct cell *then, int cells)
{
    return !same_look(paint, now, then) ||
           (cells == 2 && then[1].glyph != now[1].glyph);
}

static void paint_row(struct paint *paint, const struct frame *frame, int y)
{
    size_t at = (size_t)y * (size_t)frame->width;
    const struct cell *now = frame->cells + at;
    const struct cell *then = paint->shown.cells + at;
    int end = frame->width;
    /* Some terminals scroll when their last cell is written. */
    if (y == frame->height - 1 && auto_right_margin && !eat_newline_glitch) {
        end--;
    }
    for (int x = 0, cells; x < end; x += cells) {
        cells = cells_at(frame, now, x);
        if (changed(paint, &now[x], &then[x], cells)) {
            move_to(paint, frame, now, x, y);
            put_cell(paint, frame, now, x);
        }
    }
}

/* A signal that ends us ends this, although the terminal may be stopped. */
static void write_all(const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (errno != EINTR || signals_ending() != 0) {
            return;
        }
    }
}

static bool begin_afresh(struct paint *paint, const struct frame *frame)
{
    if (!frame_open(&paint->shown, frame->width, frame->height, false)) {
        return false;
    }
    put_capability(exit_attribute_mode, 1);
    put_capability(clear_screen, frame->height);
    paint->pen = plain;
    paint->x = -1;
    return true;
}

/* Where a cursor cannot be hidden, it waits out of the way. */
static void park(struct paint *paint, const struct frame *frame)
{
    if (cursor_invisible == NULL && paint->length > 0) {
        put_capability(tparm(cursor_address, (long)frame->height - 1,
                             (long)frame->width - 1, 0L, 0L, 0L, 0L, 0L, 0L,
                             0L),
                       1);
        paint->x = -1;
    }
}

void paint_frame(struct paint *paint, const struct frame *frame)
{
    painting = paint;
    paint->length = 0;
    if (paint->shown.width != frame->width ||
        paint->shown.height != frame->height) {
        paint_forget(paint);
    }
    if (paint->shown.cells == NULL && !begin_afresh(paint, frame)) {
        return;
    }
    for (int y = 0; y < frame->height; y++) {
        paint_row(paint, frame, y);
    }
    take_pen(paint, plain);
    park(paint, frame);
    memcpy(paint->shown.cells, frame->cells,
           (size_t)frame->width * (size_t)frame->height *
               sizeof frame->cells[0]);
    write_all(paint->bytes, paint->length);
    painting = NULL;
}

void paint_forget(struct paint *paint)
{
    frame_close(&paint->shown);
}

void paint_close(struct paint *paint)
{
    paint_forget(paint);
    free(paint->bytes);
    paint->bytes = NULL;
    paint->room = 0;
}
