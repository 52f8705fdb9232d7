/* A besieged city under the night sky: see art_title.h. Things are painted from
 * the back to the front; the city itself is in art_walls.c. */
#include "ui/art_painter.h"

unsigned art_scatter(int x, int y)
{
    unsigned mixed = (unsigned)x * 374761393U + (unsigned)y * 668265263U;
    mixed = (mixed ^ (mixed >> 13)) * 1274126177U;
    return mixed ^ (mixed >> 16);
}

/* In the terminal's own colour, and no more of them on a large sky: each star
 * costs a move of the cursor. */
static void stars(const struct painter *p)
{
    unsigned rare = p->sparse ? 900U : 50U * (unsigned)(p->unit * p->unit);
    for (int y = 0; y < p->scene->horizon; y++) {
        for (int x = 0; x < p->width; x++) {
            unsigned dice = art_scatter(x, y) % rare;
            if (dice == 0) {
                frame_glyph(p->frame, x, y, GLYPH_ROAD, FRAME_TEXT);
            } else if (dice == 1 && art_scatter(y, x) % 4 == 0) {
                frame_glyph(p->frame, x, y, GLYPH_STARLET, FRAME_TEXT);
            }
        }
    }
}

/* A crescent: a disc less a disc that stands to the left. In halves of a cell's
 * width from the centre, so that even and odd sizes are round. */
static bool in_crescent(int x, int y, int size)
{
    int shift = x + size;
    return x * x + y * y < size * size &&
           shift * shift + y * y > size * size + size;
}

static void moon(const struct painter *p)
{
    int radius = p->unit + 1;
    int centre = p->width - 5 * p->unit - 3;
    int size = 2 * radius + 1;
    for (int row = 0; row <= radius; row++) {
        for (int x = -radius; x <= radius; x++) {
            int y = 4 * row - 2 * radius;
            bool high = in_crescent(2 * x, y - 1, size);
            bool low = in_crescent(2 * x, y + 1, size);
            enum glyph glyph = high && low ? GLYPH_WALL
                               : high      ? GLYPH_HALF_HIGH
                                           : GLYPH_LOW;
            if (high || low) {
                frame_glyph(p->frame, centre + x, p->scene->sky + row, glyph,
                            FRAME_SEAL);
            }
        }
    }
}

static int ridge(int x, int unit)
{
    int period = 23 * unit;
    int at = x % period;
    int slope = at < period / 2 ? at : period - at;
    return (unit * 3 + slope / 3 + (int)(art_scatter(x / (2 * unit), 7) % 2));
}

/* Their outline, filled with a little scrub. */
static void hills(const struct painter *p)
{
    for (int x = 0; x < p->width; x++) {
        int rows = ridge(x, p->unit) / 2;
        for (int i = 0; i < rows; i++) {
            bool edge = i == rows - 1 || i >= ridge(x + 1, p->unit) / 2 ||
                        (x > 0 && i >= ridge(x - 1, p->unit) / 2);
            if (edge || p->unit == 1) {
                frame_glyph(p->frame, x, p->scene->horizon - 1 - i, GLYPH_SHADE,
                            FRAME_DIM);
            } else {
                frame_put(p->frame, x, p->scene->horizon - 1 - i,
                          p->unit == 2 && art_scatter(x, i) % 5 == 0 ? '.'
                                                                     : ' ',
                          FRAME_DIM);
            }
        }
    }
}

static enum glyph tent_glyph(const struct painter *p, int dx, int row, int half)
{
    if (dx == -half) {
        return GLYPH_TENT_LEFT;
    }
    if (dx == half) {
        return GLYPH_TENT_RIGHT;
    }
    if (row == 0 && dx == 0) {
        return GLYPH_SMOKE;
    }
    return p->sparse ? GLYPH_MESH : GLYPH_TENT_MID;
}

/* A tent with its banner, its foot on row y. */
static void tent(const struct painter *p, int x, int y, int height,
                 enum frame_role banner)
{
    for (int row = 0; row < height; row++) {
        int half = height - row;
        for (int dx = -half; dx <= half; dx++) {
            frame_glyph(p->frame, x + dx, y - row, tent_glyph(p, dx, row, half),
                        FRAME_TEXT);
        }
    }
    frame_glyph(p->frame, x, y - height, GLYPH_BANNER, banner);
}

static void campfire(const struct painter *p, int x, int y)
{
    frame_glyph(p->frame, x, y, GLYPH_FLAME, FRAME_FIRE);
}

static bool in_gap(const struct painter *p, int x, int reach)
{
    int left = p->scene->gap - reach - 1;
    return x >= left && x <= p->scene->gap + p->scene->gap_width + reach;
}

static void camps(const struct painter *p)
{
    static const enum frame_role banners[] = {FRAME_ATTACK, FRAME_RETREAT,
                                              FRAME_OTHER};
    int unit = p->unit;
    int height = unit;
    int stride = (p->sparse ? 12 : 9) * unit;
    int line = 0;
    for (int y = p->scene->horizon + height + 1; y < p->scene->rows;
         y += height + 2, line++) {
        for (int x = 5 * unit + line % 2 * stride / 2; x < p->width - 3 * unit;
             x += stride) {
            if (in_gap(p, x, height + 2)) {
                continue;
            }
            tent(p, x, y, height, banners[art_scatter(x, y) % 3]);
            if (!p->sparse && art_scatter(y, x) % 2 == 0) {
                campfire(p, x + height + 2, y);
            }
        }
    }
}

static void ground(const struct painter *p)
{
    unsigned rare = p->sparse ? 900U : 14U * (unsigned)(p->unit * p->unit);
    for (int y = p->scene->horizon; y < p->scene->rows; y++) {
        for (int x = 0; x < p->width; x++) {
            if (!in_gap(p, x, 0) && art_scatter(x, y) % rare == 0) {
                frame_glyph(p->frame, x, y, GLYPH_ROAD, FRAME_TEXT);
            }
        }
    }
}

/* A blank between two cells of one meaning takes it too: the terminal is then
 * not told twice to change its colour. */
static void join_blanks(const struct painter *p)
{
    for (int y = 0; y < p->scene->rows; y++) {
        struct cell *row =
            p->frame->cells + (size_t)y * (size_t)p->frame->width;
        int last = -1;
        for (int x = 0; x < p->width; x++) {
            if (row[x].glyph == ' ') {
                continue;
            }
            if (last >= 0 && row[last].role == row[x].role) {
                frame_paint(p->frame, last, y, x - last,
                            (enum frame_role)row[x].role);
            }
            last = x;
        }
    }
}

void art_title(struct frame *frame, const struct title_scene *scene)
{
    int size = frame->width < 2 * scene->rows ? frame->width / 2 : scene->rows;
    int unit = size >= 50 ? 3 : size >= 30 ? 2 : 1;
    struct painter painter = {.frame = frame,
                              .scene = scene,
                              .width = frame->width,
                              .centre = frame->width / 2,
                              .unit = unit,
                              .sparse = unit > 2};
    stars(&painter);
    moon(&painter);
    hills(&painter);
    art_walls(&painter);
    ground(&painter);
    camps(&painter);
    join_blanks(&painter);
}
