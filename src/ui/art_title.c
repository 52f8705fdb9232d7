/* A besieged city under the night sky: see art_title.h. The unit of height is
 * half a row, which is about as high as a cell is wide; things are painted
 * from the back to the front. */
#include "ui/art_title.h"

/* Where the painting stands, and how large one house is. */
struct painter {
    struct frame *frame;
    const struct title_scene *scene;
    int width, centre;
    int unit; /* 1 at 80x24, 2 at 120x36, 3 at 200x60 */
};

/* A number that looks random and is always the same. */
static unsigned scatter(int x, int y)
{
    unsigned mixed = (unsigned)x * 374761393U + (unsigned)y * 668265263U;
    mixed = (mixed ^ (mixed >> 13)) * 1274126177U;
    return mixed ^ (mixed >> 16);
}

static int square_root(int value)
{
    int root = 0;
    while ((root + 1) * (root + 1) <= value) {
        root++;
    }
    return root;
}

/* One column of masonry that stands on the row `foot` (not covered by it). */
static void column(const struct painter *p, int x, int foot, int halves,
                   enum glyph glyph, enum frame_role role)
{
    for (int i = 0; i < halves / 2; i++) {
        frame_glyph(p->frame, x, foot - 1 - i, glyph, role);
    }
    if (halves % 2 != 0) {
        frame_glyph(p->frame, x, foot - 1 - halves / 2, GLYPH_LOW, role);
    }
}

/* In the terminal's own colour, and no more of them on a large sky: each star
 * costs a move of the cursor. */
static void stars(const struct painter *p)
{
    unsigned rare = p->unit > 2 ? 600U : 50U * (unsigned)(p->unit * p->unit);
    for (int y = 0; y < p->scene->horizon; y++) {
        for (int x = 0; x < p->width; x++) {
            unsigned dice = scatter(x, y) % rare;
            if (dice == 0) {
                frame_glyph(p->frame, x, y, GLYPH_ROAD, FRAME_TEXT);
            } else if (dice == 1 && scatter(y, x) % 4 == 0) {
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
    return (unit * 3 + slope / 3 + (int)(scatter(x / (2 * unit), 7) % 2));
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
                          p->unit == 2 && scatter(x, i) % 5 == 0 ? '.' : ' ',
                          FRAME_DIM);
            }
        }
    }
}

/* A block of masonry, its right third in the shade. */
struct block {
    int left, width, halves;
    bool crown; /* battlements on top */
    bool flat;  /* no shade */
};

static void masonry(const struct painter *p, struct block block)
{
    int lit = block.width - (block.width + 2) / 4;
    for (int i = 0; i < block.width; i++) {
        bool shade = i >= lit && !block.flat;
        int halves = block.halves + (block.crown && i % 2 == 0);
        column(p, block.left + i, p->scene->horizon, halves,
               shade ? GLYPH_SMOKE : GLYPH_WALL, FRAME_CITY);
    }
}

/* One cell of brickwork. Bricks are letters of one byte: solid walls would be
 * the larger part of what a large first screen costs. */
static void brick(const struct painter *p, int x, int y)
{
    enum { BRICK = 6 };
    bool joint = (x + y % 2 * (BRICK / 2)) % BRICK == 0;
    frame_put(p->frame, x, y, joint ? '|' : '_', FRAME_CITY);
}

/* The face of a wall, below its solid top. */
static void bricks(const struct painter *p, struct block block)
{
    int parapet = p->unit > 2 ? 0 : 1;
    for (int y = p->scene->horizon - block.halves / 2 + parapet;
         y < p->scene->horizon; y++) {
        for (int i = 0; i < block.width; i++) {
            brick(p, block.left + i, y);
        }
    }
}

/* The same for a tower, between its solid edges. */
static void tower_face(const struct painter *p, struct block block)
{
    if (p->unit > 2) {
        block.left += 1;
        block.width -= 2;
        bricks(p, block);
    }
}

static void window(const struct painter *p, int x, int y)
{
    frame_glyph(p->frame, x, y, GLYPH_WINDOW, FRAME_FIRE);
}

static void tower(const struct painter *p, int centre, int width, int halves)
{
    struct block block = {.left = centre - width / 2,
                          .width = width,
                          .halves = halves,
                          .crown = true};
    masonry(p, block);
    tower_face(p, block);
    for (int row = 2; row < halves / 2; row += 1 + p->unit) {
        window(p, centre, p->scene->horizon - halves / 2 + row - 1);
    }
}

/* A tower with a pointed roof and a banner. */
static void spire(const struct painter *p, int centre, int width, int halves)
{
    struct block block = {
        .left = centre - width / 2, .width = width, .halves = halves};
    masonry(p, block);
    tower_face(p, block);
    int top = p->scene->horizon - halves / 2 - 1;
    for (int half = width / 2; half >= 0; half--, top--) {
        for (int x = centre - half; x <= centre + half; x++) {
            enum glyph glyph = half == 0               ? GLYPH_SPIRE
                               : x < centre - half + 1 ? GLYPH_TENT_LEFT
                               : x > centre + half - 1 ? GLYPH_TENT_RIGHT
                                                       : GLYPH_WALL;
            frame_glyph(p->frame, x, top, glyph, FRAME_TRAITOR);
        }
    }
    for (int row = 2; row<halves / 2; row += p->unit> 2 ? 6 : 3) {
        window(p, centre, p->scene->horizon - halves / 2 + row - 1);
    }
}

/* The lit side of a large dome, inside its outline. */
static void dome_bricks(const struct painter *p, int centre, int radius,
                        int drum)
{
    for (int dx = -radius + 1; dx <= radius / 3; dx++) {
        int halves = drum + square_root(radius * radius - dx * dx + radius / 2);
        for (int i = 0; i < halves / 2 - 1; i++) {
            brick(p, centre + dx, p->scene->horizon - 1 - i);
        }
    }
}

/* The great church: a dome on a drum, a cross on the dome. */
static void dome(const struct painter *p, int centre, int radius, int drum)
{
    enum glyph dark = p->unit > 2 ? GLYPH_MESH : GLYPH_TENT_MID;
    for (int dx = -radius; dx <= radius; dx++) {
        int halves = drum + square_root(radius * radius - dx * dx + radius / 2);
        bool shade = dx > radius / 3;
        column(p, centre + dx, p->scene->horizon, halves,
               shade ? dark : GLYPH_SMOKE, FRAME_CITY);
    }
    int top = p->scene->horizon - (drum + radius + 1) / 2;
    if (p->unit > 2) {
        dome_bricks(p, centre, radius, drum);
    }
    frame_glyph(p->frame, centre, top - 1, GLYPH_CROSS, FRAME_SEAL);
    int row = p->scene->horizon - drum / 2;
    for (int dx = -radius + 1; dx<radius; dx += p->unit> 2 ? 8 : 2 * p->unit) {
        window(p, centre + dx, row);
    }
}

static void houses(const struct painter *p, int left, int right)
{
    int width = 3 + p->unit;
    for (int x = left; x < right; x += width) {
        int halves = (8 + (int)(scatter(x, 3) % 4)) * p->unit;
        for (int i = 0; i < width - 1; i++) {
            column(p, x + i, p->scene->horizon, halves & ~1, GLYPH_MESH,
                   FRAME_CITY);
        }
        if (p->unit < 3 && scatter(x, 5) % 3 != 0) {
            window(p, x + width / 2, p->scene->horizon - halves / 2 + 1);
        }
    }
}

/* The gate: an arch of darkness with a portcullis. */
static void gate(const struct painter *p)
{
    int half = p->unit;
    for (int row = 0; row <= p->unit; row++) {
        int y = p->scene->horizon - 1 - row;
        for (int dx = -half; dx <= half; dx++) {
            bool arch = row == p->unit && (dx == -half || dx == half);
            frame_glyph(p->frame, p->centre + dx, y,
                        arch ? GLYPH_BATTLEMENT : GLYPH_LINE_V,
                        arch ? FRAME_CITY : FRAME_DIM);
        }
    }
}

static void city(const struct painter *p)
{
    int unit = p->unit;
    int half = p->width * 3 / 10;
    int wall = unit > 2 ? 14 : 5 * unit;
    houses(p, p->centre - half + 3, p->centre + half - 3);
    dome(p, p->centre, 7 * unit, 8 * unit);
    spire(p, p->centre - 12 * unit, 2 * unit + 1, 13 * unit);
    spire(p, p->centre + 12 * unit, 2 * unit + 1, 13 * unit);
    struct block face = {.left = p->centre - half,
                         .width = 2 * half + 1,
                         .halves = wall,
                         .crown = true,
                         .flat = true};
    masonry(p, face);
    if (unit > 1) {
        bricks(p, face);
    }
    tower(p, p->centre - half, 4 * unit + 1, 9 * unit);
    tower(p, p->centre + half, 4 * unit + 1, 9 * unit);
    tower(p, p->centre - 4 * unit, 2 * unit + 1, 7 * unit);
    tower(p, p->centre + 4 * unit, 2 * unit + 1, 7 * unit);
    gate(p);
}

/* A tent with its banner, its foot on row y. */
static void tent(const struct painter *p, int x, int y, int height,
                 enum frame_role banner)
{
    enum glyph cloth = p->unit > 2 ? GLYPH_MESH : GLYPH_TENT_MID;
    for (int row = 0; row < height; row++) {
        int half = height - row;
        for (int dx = -half; dx <= half; dx++) {
            enum glyph glyph = dx == -half           ? GLYPH_TENT_LEFT
                               : dx == half          ? GLYPH_TENT_RIGHT
                               : row == 0 && dx == 0 ? GLYPH_SMOKE
                               : p->unit > 2         ? GLYPH_MESH
                                                     : GLYPH_TENT_MID;
            frame_glyph(p->frame, x + dx, y - row, glyph, FRAME_TEXT);
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
    int stride = unit > 2 ? 12 * unit : 9 * unit;
    int line = 0;
    for (int y = p->scene->horizon + height + 1; y < p->scene->rows;
         y += height + 2, line++) {
        for (int x = 5 * unit + line % 2 * stride / 2; x < p->width - 3 * unit;
             x += stride) {
            if (in_gap(p, x, height + 2)) {
                continue;
            }
            tent(p, x, y, height, banners[scatter(x, y) % 3]);
            if (unit < 3 && scatter(y, x) % 2 == 0) {
                campfire(p, x + height + 2, y);
            }
        }
    }
}

static void ground(const struct painter *p)
{
    unsigned rare = 14U * (unsigned)(p->unit * p->unit * p->unit);
    for (int y = p->scene->horizon; y < p->scene->rows; y++) {
        for (int x = 0; x < p->width; x++) {
            if (!in_gap(p, x, 0) && scatter(x, y) % rare == 0) {
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
                              .unit = unit};
    stars(&painter);
    moon(&painter);
    hills(&painter);
    city(&painter);
    ground(&painter);
    camps(&painter);
    join_blanks(&painter);
}
