/* Rows and boxes of the siege screen, and the places of city and camps. */
#include "ui/layout.h"

#include <math.h>
#include <string.h>

#include "ui/art.h"

enum { ARC_STEPS = 360, PHASES = 12 };

bool box_has(struct box box, int x, int y)
{
    return x >= box.x && x < box.x + box.width && y >= box.y &&
           y < box.y + box.height;
}

bool box_touches(struct box a, struct box b, int margin_x, int margin_y)
{
    return a.x - margin_x < b.x + b.width && b.x < a.x + a.width + margin_x &&
           a.y - margin_y < b.y + b.height && b.y < a.y + a.height + margin_y;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Divide the middle of the screen into columns. */
static void split_body(struct layout *out, int top, int height, bool map_only,
                       enum panel_size size)
{
    int width = out->width, panel = width * 34 / 100, chronicle = 0;
    struct box body = {.x = 0, .y = top, .width = width, .height = height};
    if (width < LAYOUT_BESIDE) {
        out->map = map_only ? body : (struct box){.width = 0};
        out->panel = map_only ? (struct box){.width = 0} : body;
        return;
    }
    if (width >= 160) {
        chronicle = least(width / 4, 52);
        panel = least(width / 4, 52);
    }
    panel = panel < 26 ? 26 : least(panel, 52);
    if (size == PANEL_HALF || size == PANEL_MORE) {
        int part = size == PANEL_MORE ? 53 : 48;
        panel = width < 84 ? width * part / 100 : least(panel, 52);
        panel = panel < 44 && width >= 84 ? 44 : panel;
    }
    if (size == PANEL_WIDE) {
        int map = width < 100 ? 31 : width * 38 / 100;
        panel = width - map - 1 - (chronicle > 0 ? chronicle + 1 : 0);
    }
    out->map = body;
    out->map.width = width - panel - 1 - (chronicle > 0 ? chronicle + 1 : 0);
    out->panel = body;
    out->panel.x = out->map.width + 1;
    out->panel.width = panel;
    out->chronicle = body;
    out->chronicle.x = out->panel.x + panel + 1;
    out->chronicle.width = chronicle;
}

void layout_screen(struct layout *out, int width, int height, int goal_lines,
                   bool map_only, enum panel_size size)
{
    int top, below;
    *out = (struct layout){.width = width, .height = height, .goal = 1};
    out->goal_lines = height >= 22 ? least(goal_lines, 3) : 1;
    top = 1 + out->goal_lines;
    out->rule_top = height >= 16 ? top++ : -1;
    out->keys = height - 1;
    out->news = height - 2;
    out->time = height - 3;
    below = height - 3;
    out->rule_bottom = height >= 16 ? --below : -1;
    split_body(out, top, below - top, map_only, size);
}

/* The size of a camp in a style, with names cut to `cells`. */
static void camp_size(struct box *box, enum camp_style style, int name, int tag,
                      int cells)
{
    int text = least(name, cells);
    switch (style) {
    case CAMP_TALL:
        box->width = 8 + (text > tag ? text : tag);
        box->height = 3;
        break;
    case CAMP_FULL:
        box->width = text + 2 > tag + 5 ? text + 2 : tag + 5;
        box->height = 2;
        break;
    case CAMP_LINE:
        box->width = 4 + text;
        box->height = 1;
        break;
    }
}

/* The ways along the camps, from an ellipse almost to a rectangle, as parts of
 * the ground; each is reckoned when it is first tried. */
enum { SHAPES = 4 };
struct shapes {
    bool made[SHAPES];
    double x[SHAPES][ARC_STEPS + 1], y[SHAPES][ARC_STEPS + 1];
};

static void make_shape(struct shapes *shapes, unsigned shape)
{
    static const double rounds[SHAPES] = {0.8, 0.55, 0.3, 0.12};
    const double turn = 2 * 3.14159265358979323846;
    const double begin = turn * 0.625; /* the upper left */
    if (shapes->made[shape]) {
        return;
    }
    shapes->made[shape] = true;
    for (int i = 0; i <= ARC_STEPS; i++) {
        double angle = begin + turn * i / ARC_STEPS;
        double c = cos(angle), s = sin(angle), round = rounds[shape];
        shapes->x[shape][i] = 0.5 + 0.5 * copysign(pow(fabs(c), round), c);
        shapes->y[shape][i] = 0.5 + 0.5 * copysign(pow(fabs(s), round), s);
    }
}

/* How far it is along a shape to each of its steps, measured in camps. */
static void measure(const struct ground *ground, const double *x,
                    const double *y, double arc[ARC_STEPS + 1])
{
    double wide = 0, high;
    for (unsigned i = 0; i < ground->generals; i++) {
        wide += ground->camp[i].width;
    }
    wide = ground->map.width / (wide / ground->generals + 1);
    high = (double)ground->map.height / (ground->camp[0].height + 0.5);
    arc[0] = 0;
    for (int i = 1; i <= ARC_STEPS; i++) {
        double dx = (x[i] - x[i - 1]) * wide, dy = (y[i] - y[i - 1]) * high;
        arc[i] = arc[i - 1] + sqrt(dx * dx + dy * dy);
    }
}

/* Put the camps at equal distances along the ring. */
static void place_ring(struct ground *ground, const double *x, const double *y,
                       const double arc[ARC_STEPS + 1], double phase)
{
    unsigned n = ground->generals;
    for (unsigned i = 0, step = 0; i < n; i++) {
        struct box *box = &ground->camp[i];
        double want = fmod((i + phase) / n, 1.0) * arc[ARC_STEPS];
        step = want < arc[step] ? 0 : step;
        while (step < ARC_STEPS && arc[step + 1] < want) {
            step++;
        }
        box->x = ground->map.x +
                 (int)(x[step] * (ground->map.width - box->width) + 0.5);
        box->y = ground->map.y +
                 (int)(y[step] * (ground->map.height - box->height) + 0.5);
    }
}

static bool clear_of_each_other(const struct ground *ground)
{
    for (unsigned i = 0; i < ground->generals; i++) {
        struct box box = ground->camp[i];
        if (box.x < ground->map.x || box.y < ground->map.y ||
            box.width > ground->map.width ||
            box_touches(box, ground->city, 1, ground->style < CAMP_LINE)) {
            return false;
        }
        for (unsigned j = 0; j < i; j++) {
            if (box_touches(box, ground->camp[j], 1, 0)) {
                return false;
            }
        }
    }
    return true;
}

static void place_city(struct ground *ground, unsigned size)
{
    struct box map = ground->map, *city = &ground->city;
    art_city_size(size, &city->width, &city->height);
    city->x = map.x + (map.width - city->width) / 2;
    city->y = map.y + (map.height - city->height) / 2;
    ground->city_size = (uint8_t)size;
}

/* Try all rings with the style, name length and city that are set. */
static bool place_camps(struct ground *ground, const struct camp_wants *wants,
                        struct shapes *shapes)
{
    for (unsigned g = 0; g < ground->generals; g++) {
        camp_size(&ground->camp[g], ground->style, wants->name[g],
                  wants->tag[g], ground->name_cells);
    }
    for (unsigned r = 0; r < SHAPES; r++) {
        double arc[ARC_STEPS + 1];
        make_shape(shapes, r);
        measure(ground, shapes->x[r], shapes->y[r], arc);
        for (int p = 0; p < PHASES; p++) {
            double phase = (p % 2 == 0 ? p : -p - 1) * 0.5 / PHASES;
            place_ring(ground, shapes->x[r], shapes->y[r], arc,
                       phase < 0 ? phase + ground->generals : phase);
            if (clear_of_each_other(ground)) {
                return true;
            }
        }
    }
    return false;
}

/* The largest city that leaves room for a ring of camps. */
static unsigned wanted_city(struct box map)
{
    unsigned size = CITY_SIZES - 1;
    int width, height;
    for (; size > 0; size--) {
        art_city_size(size, &width, &height);
        if (width * 100 <= map.width * 58 && height * 100 <= map.height * 45) {
            break;
        }
    }
    return size;
}

static bool try_style(struct ground *ground, const struct camp_wants *wants,
                      struct shapes *shapes, enum camp_style style, int cells,
                      unsigned cities)
{
    unsigned best = wanted_city(ground->map);
    ground->style = (uint8_t)style;
    ground->name_cells = cells;
    for (unsigned drop = 0; drop <= cities && drop <= best; drop++) {
        place_city(ground, best - drop);
        if (place_camps(ground, wants, shapes)) {
            return true;
        }
    }
    return false;
}

void layout_ground(struct ground *out, struct box map, unsigned generals,
                   const struct camp_wants *wants)
{
    static const struct {
        uint8_t style;
        int8_t cells;
        uint8_t cities;
    } ways[] = {
        {CAMP_TALL, 40, 2}, {CAMP_FULL, 40, 1}, {CAMP_FULL, 8, 1},
        {CAMP_FULL, 40, 9}, {CAMP_LINE, 40, 1}, {CAMP_LINE, 8, 2},
        {CAMP_LINE, 5, 9},  {CAMP_LINE, 3, 9},  {CAMP_LINE, 2, 9},
    };
    struct shapes shapes = {.made = {false}};
    memset(out, 0, sizeof *out);
    out->map = map;
    out->generals = generals;
    for (unsigned i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (ways[i].style == CAMP_TALL && (map.width < 76 || map.height < 26)) {
            continue;
        }
        if (try_style(out, wants, &shapes, ways[i].style, ways[i].cells,
                      ways[i].cities)) {
            return;
        }
    }
}

/* Add the cells of a straight line, but for the first one when it is there. */
static void road_line(struct road *road, int x, int y)
{
    int px = road->cell[road->count - 1].x, py = road->cell[road->count - 1].y;
    int dx = x > px ? x - px : px - x, dy = y > py ? py - y : y - py;
    int step_x = x > px ? 1 : -1, step_y = y > py ? 1 : -1, error = dx + dy;
    while ((px != x || py != y) && road->count < ROAD_MAX) {
        int twice = 2 * error;
        if (twice >= dy) {
            error += dy;
            px += step_x;
        }
        if (twice <= dx) {
            error += dx;
            py += step_y;
        }
        road->cell[road->count].x = (int16_t)px;
        road->cell[road->count++].y = (int16_t)py;
    }
}

/* The walls' outer way: an ellipse around the city. */
struct moat {
    double x, y, rx, ry;
};

static struct moat moat_around(struct box city)
{
    return (struct moat){.x = city.x + (city.width - 1) / 2.0,
                         .y = city.y + (city.height - 1) / 2.0,
                         .rx = city.width * 0.65 + 2,
                         .ry = city.height * 0.65 + 1};
}

/* Where the straight way from a to b goes into the moat and out of it, as
 * parts of the way. Returns false when it passes by. */
static bool moat_crossed(const struct moat *moat, const double a[2],
                         const double b[2], double at[2])
{
    double dx = (b[0] - a[0]) / moat->rx, dy = (b[1] - a[1]) / moat->ry;
    double ox = (a[0] - moat->x) / moat->rx, oy = (a[1] - moat->y) / moat->ry;
    double qa = dx * dx + dy * dy, qb = ox * dx + oy * dy;
    double root = qb * qb - qa * (ox * ox + oy * oy - 1);
    if (qa <= 0 || root <= 0) {
        return false;
    }
    at[0] = (-qb - sqrt(root)) / qa;
    at[1] = (-qb + sqrt(root)) / qa;
    return at[0] > 0 && at[1] < 1;
}

/* Go round the moat, the shorter way, between two parts of the straight way. */
static void road_round(struct road *road, const struct moat *moat,
                       const double a[2], const double b[2], const double at[2])
{
    const double turn = 2 * 3.14159265358979323846;
    double angle[2];
    for (int i = 0; i < 2; i++) {
        double x = a[0] + (b[0] - a[0]) * at[i],
               y = a[1] + (b[1] - a[1]) * at[i];
        angle[i] = atan2((y - moat->y) / moat->ry, (x - moat->x) / moat->rx);
    }
    angle[1] -= angle[0];
    if (angle[1] > turn / 2 + 1e-9) {
        angle[1] -= turn;
    } else if (angle[1] < -turn / 2 - 1e-9) {
        angle[1] += turn;
    }
    for (int i = 0; i <= 48; i++) {
        double at_angle = angle[0] + angle[1] * i / 48;
        road_line(road, (int)lround(moat->x + moat->rx * cos(at_angle)),
                  (int)lround(moat->y + moat->ry * sin(at_angle)));
    }
}

/* Cut off the cells that lie in the two camps, and turn the road round where
 * it was laid from the other end. */
static void road_trim(struct road *road, struct box first, struct box last,
                      bool backwards)
{
    int from = 0, to = road->count;
    first.x--, first.width += 2; /* a road does not touch a name */
    last.x--, last.width += 2;
    while (from + 1 < to &&
           box_has(first, road->cell[from].x, road->cell[from].y)) {
        from++;
    }
    while (to - 1 > from &&
           box_has(last, road->cell[to - 1].x, road->cell[to - 1].y)) {
        to--;
    }
    road->count = to - from;
    memmove(road->cell, road->cell + from,
            (size_t)road->count * sizeof *road->cell);
    for (int i = 0; backwards && i < road->count / 2; i++) {
        int16_t x = road->cell[i].x, y = road->cell[i].y;
        int j = road->count - 1 - i;
        road->cell[i] = road->cell[j];
        road->cell[j].x = x;
        road->cell[j].y = y;
    }
}

void layout_road(struct road *out, const struct ground *ground, unsigned from,
                 unsigned to)
{
    unsigned low = from < to ? from : to, high = from < to ? to : from;
    struct box first = ground->camp[low], last = ground->camp[high];
    struct moat moat = moat_around(ground->city);
    int ax = first.x + first.width / 2, ay = first.y + first.height / 2;
    int bx = last.x + last.width / 2, by = last.y + last.height / 2;
    double a[2] = {ax, ay}, b[2] = {bx, by}, at[2];
    out->count = 1;
    out->cell[0].x = (int16_t)ax;
    out->cell[0].y = (int16_t)ay;
    if (moat_crossed(&moat, a, b, at)) {
        road_round(out, &moat, a, b, at);
    }
    road_line(out, bx, by);
    road_trim(out, first, last, from > to);
}
