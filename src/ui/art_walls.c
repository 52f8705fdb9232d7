/* The city of the title: walls, towers, houses, the great church. */
#include "ui/art_painter.h"

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

/* A block of masonry, its right side in the shade. */
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
    int parapet = p->sparse ? 0 : 1;
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
    if (p->sparse) {
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

/* A tower with a pointed roof. */
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
    int step = p->sparse ? 6 : 3;
    for (int row = 2; row < halves / 2; row += step) {
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
    enum glyph dark = p->sparse ? GLYPH_MESH : GLYPH_TENT_MID;
    for (int dx = -radius; dx <= radius; dx++) {
        int halves = drum + square_root(radius * radius - dx * dx + radius / 2);
        bool shade = dx > radius / 3;
        column(p, centre + dx, p->scene->horizon, halves,
               shade ? dark : GLYPH_SMOKE, FRAME_CITY);
    }
    int top = p->scene->horizon - (drum + radius + 1) / 2;
    if (p->sparse) {
        dome_bricks(p, centre, radius, drum);
    }
    frame_glyph(p->frame, centre, top - 1, GLYPH_CROSS, FRAME_SEAL);
    int row = p->scene->horizon - drum / 2;
    int step = p->sparse ? 8 : 2 * p->unit;
    for (int dx = -radius + 1; dx < radius; dx += step) {
        window(p, centre + dx, row);
    }
}

static void houses(const struct painter *p, int left, int right)
{
    enum glyph face = p->sparse ? GLYPH_MESH : GLYPH_SHADE;
    int width = 3 + p->unit;
    for (int x = left; x < right; x += width) {
        int halves = (8 + (int)(art_scatter(x, 3) % 4)) * p->unit;
        for (int i = 0; i < width - 1; i++) {
            column(p, x + i, p->scene->horizon, halves & ~1, face, FRAME_CITY);
        }
        if (!p->sparse && art_scatter(x, 5) % 3 != 0) {
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

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

void art_walls(const struct painter *p)
{
    int unit = p->unit;
    int sky = 2 * (p->scene->horizon - p->scene->sky);
    int drum = lesser(8 * unit, sky - 7 * unit - 2);
    int height = lesser(13 * unit, sky - 4 * unit);
    int half = p->width * 3 / 10;
    int wall = p->sparse ? 14 : 5 * unit;
    houses(p, p->centre - half + 3, p->centre + half - 3);
    dome(p, p->centre, 7 * unit, drum > 0 ? drum : 0);
    spire(p, p->centre - 12 * unit, 2 * unit + 1, height);
    spire(p, p->centre + 12 * unit, 2 * unit + 1, height);
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
