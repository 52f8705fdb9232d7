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

static void stars(const struct painter *p)
{
    for (int y = 0; y < p->scene->horizon; y++) {
        for (int x = 0; x < p->width; x++) {
            unsigned dice = scatter(x, y) % 47;
            if (dice == 0) {
                frame_glyph(p->frame, x, y, GLYPH_ROAD, FRAME_NIGHT);
            } else if (dice == 1 && scatter(y, x) % 4 == 0) {
                frame_glyph(p->frame, x, y, GLYPH_STARLET, FRAME_NIGHT);
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

static void hills(const struct painter *p)
{
    for (int x = 0; x < p->width; x++) {
        int rows = ridge(x, p->unit) / 2;
        for (int i = 0; i < rows; i++) {
            frame_glyph(p->frame, x, p->scene->horizon - 1 - i, GLYPH_SHADE,
                        FRAME_DIM);
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
               shade ? GLYPH_SMOKE : GLYPH_WALL,
               shade ? FRAME_CITY_SHADE : FRAME_CITY);
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
    for (int row = 2; row < halves / 2; row += 2) {
        window(p, centre, p->scene->horizon - halves / 2 + row - 1);
    }
}

/* A tower with a pointed roof and a banner. */
static void spire(const struct painter *p, int centre, int width, int halves)
{
    struct block block = {
        .left = centre - width / 2, .width = width, .halves = halves};
    masonry(p, block);
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
    for (int row = 2; row < halves / 2; row += 3) {
        window(p, centre, p->scene->horizon - halves / 2 + row - 1);
    }
}

/* The great church: a dome on a drum, a cross on the dome. */
static void dome(const struct painter *p, int centre, int radius, int drum)
{
    for (int dx = -radius; dx <= radius; dx++) {
        int halves = drum + square_root(radius * radius - dx * dx + radius / 2);
        bool shade = dx > radius / 3;
        column(p, centre + dx, p->scene->horizon, halves,
               shade ? GLYPH_TENT_MID : GLYPH_SMOKE,
               shade ? FRAME_CITY_SHADE : FRAME_CITY);
    }
    int top = p->scene->horizon - (drum + radius + 1) / 2;
    frame_glyph(p->frame, centre, top - 1, GLYPH_CROSS, FRAME_SEAL);
    int row = p->scene->horizon - drum / 2;
    for (int dx = -radius + 1; dx < radius; dx += 2) {
        window(p, centre + dx, row);
    }
}

static void houses(const struct painter *p, int left, int right)
{
    int width = 3 + p->unit;
    for (int x = left; x < right; x += width) {
        int halves = (8 + (int)(scatter(x, 3) % 4)) * p->unit;
        for (int i = 0; i < width - 1; i++) {
            column(p, x + i, p->scene->horizon, halves & ~1, GLYPH_TENT_MID,
                   FRAME_CITY_SHADE);
        }
        if (scatter(x, 5) % 3 != 0) {
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
    int wall = 5 * unit;
    houses(p, p->centre - half + 3, p->centre + half - 3);
    dome(p, p->centre, 7 * unit, 8 * unit);
    spire(p, p->centre - 12 * unit, 2 * unit + 1, 13 * unit);
    spire(p, p->centre + 12 * unit, 2 * unit + 1, 13 * unit);
    masonry(p, (struct block){.left = p->centre - half,
                              .width = 2 * half + 1,
                              .halves = wall,
                              .crown = true,
                              .flat = true});
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
    for (int row = 0; row < height; row++) {
        int half = height - row;
        for (int dx = -half; dx <= half; dx++) {
            enum glyph glyph = dx == -half           ? GLYPH_TENT_LEFT
                               : dx == half          ? GLYPH_TENT_RIGHT
                               : row == 0 && dx == 0 ? GLYPH_SMOKE
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
    int stride = 9 * unit;
    int line = 0;
    for (int y = p->scene->horizon + height + 1; y < p->scene->rows;
         y += height + 2, line++) {
        for (int x = 5 * unit + line % 2 * stride / 2; x < p->width - 3 * unit;
             x += stride) {
            if (in_gap(p, x, height + 2)) {
                continue;
            }
            tent(p, x, y, height, banners[scatter(x, y) % 3]);
            if (scatter(y, x) % 2 == 0) {
                campfire(p, x + height + 2, y);
            }
        }
    }
}

static void ground(const struct painter *p)
{
    for (int y = p->scene->horizon; y < p->scene->rows; y++) {
        for (int x = 0; x < p->width; x++) {
            if (!in_gap(p, x, 0) && scatter(x, y) % 9 == 0) {
                frame_glyph(p->frame, x, y, GLYPH_ROAD, FRAME_GROUND);
            }
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
}
