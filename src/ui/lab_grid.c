/* The bound as a map: generals across, traitors down, one cell for all sieges
 * with so many; over it, if one likes, the line that the theorem draws. */
#include <stdio.h>

#include "rules/rules.h"
#include "ui/lab.h"
#include "ui/words_lab.h"

enum {
    LABEL_CELLS = 7, /* "t = 3" */
    CELL_WIDTH_MIN = 3,
    CELL_WIDTH_MAX = 12,
    CELL_HEIGHT_MAX = 6
};

struct lab_range lab_range_of(const struct app_lab *lab)
{
    return lab_map_range((enum rule_id)lab->rule);
}

/* ---- One cell ------------------------------------------------------------ */

/* Where the grid stands, and how large a cell is, the line before it and the
 * one above it included. */
struct grid {
    int x, y, width, height, columns, rows;
    int first; /* n of the first column in sight */
};

static struct grid grid_of(const struct app_lab *lab, struct box box)
{
    struct lab_range range = lab_range_of(lab);
    int columns = range.most - range.least + 1;
    int room = box.width - LABEL_CELLS - 1;
    struct grid grid = {.x = box.x + LABEL_CELLS,
                        .y = box.y,
                        .rows = range.traitors + 1,
                        .width = room / columns,
                        .first = range.least};
    grid.height = box.height / grid.rows;
    grid.height = grid.height > CELL_HEIGHT_MAX ? CELL_HEIGHT_MAX
                  : grid.height < 1             ? 1
                                                : grid.height;
    grid.width = grid.width > CELL_WIDTH_MAX   ? CELL_WIDTH_MAX
                 : grid.width < CELL_WIDTH_MIN ? CELL_WIDTH_MIN
                                               : grid.width;
    if (grid.height > 1) {
        grid.height -= grid.height % 2; /* a sign stands in the middle */
    }
    if (grid.width > 3 * grid.height + 2) {
        grid.width = 3 * grid.height + 2; /* no ribbons */
    }
    grid.width -= grid.width % 2;
    grid.width = grid.width < CELL_WIDTH_MIN ? CELL_WIDTH_MIN : grid.width;
    grid.columns = room / grid.width < columns ? room / grid.width : columns;
    if (lab->n >= grid.first + grid.columns) {
        grid.first = lab->n - grid.columns + 1;
    }
    return grid;
}

/* What stands in a cell, as a shape and a letter. */
struct look {
    char text[12];         /* any 32 bits */
    enum glyph fill, sign; /* sign: instead of the text, unless GLYPH_COUNT */
    enum frame_role role;
};

static struct look look_of(const struct app *app, unsigned n, unsigned t)
{
    const struct lab_map *map = app->lab->map;
    const struct lab_cell *cell = &map->cell[n][t];
    struct look look = {.text = "",
                        .fill = GLYPH_BLANK,
                        .sign = GLYPH_COUNT,
                        .role = FRAME_DIM};
    if (!cell->known) {
        look.sign = app->lab->errand != NULL && map->at_n == n && map->at_t == t
                        ? GLYPH_LAMP_BOTH
                        : GLYPH_ROAD;
    } else if (!cell->found.defined) {
        look.text[0] = '-';
    } else if (cell->found.verdict == SEARCH_SAFE) {
        look.sign = GLYPH_YES;
        look.role = FRAME_GOOD;
    } else if (cell->found.verdict == SEARCH_BROKEN) {
        (void)snprintf(look.text, sizeof look.text, "%u",
                       (unsigned)cell->found.lies);
        look.fill = GLYPH_SHADE;
        look.role = FRAME_ATTACK;
    } else {
        look.text[0] = '?';
        look.role = FRAME_TITLE;
    }
    return look;
}

static void draw_cell(struct app *app, struct frame *frame,
                      const struct grid *grid, unsigned n, unsigned t)
{
    struct look look = look_of(app, n, t);
    bool focus = app->lab->n == n && app->lab->t == t;
    bool held = focus && app->lab->row[LAB_BOUND] == LAB_GRID;
    int inner = grid->width - 1, tall = grid->height > 1 ? grid->height - 1 : 1;
    int x = grid->x + ((int)n - grid->first) * grid->width + 1;
    int y = grid->y + (int)t * grid->height + (grid->height > 1 ? 1 : 0);
    int middle = y + (tall - 1) / 2;
    int wide = look.sign == GLYPH_COUNT ? text_width(look.text) : 1;
    int at = x + (inner - wide) / 2;
    for (int row = 0; row < tall; row++) {
        frame_run(frame, x, y + row, inner, look.fill, look.role);
    }
    if (look.sign != GLYPH_COUNT) {
        frame_glyph(frame, at, middle, look.sign, look.role);
    } else {
        text_draw(frame, at, middle, inner, look.text, look.role);
    }
    if (focus && inner > wide + 1) {
        frame_put(frame, at - 1, middle, '[', FRAME_TEXT);
        frame_put(frame, at + wide, middle, ']', FRAME_TEXT);
    }
    for (int row = 0; held && row < tall; row++) {
        frame_paint(frame, x, y + row, inner, FRAME_FOCUS);
    }
    app_hit(app, x, y, inner, tall, 0, (int)(n * (LAB_TRAITORS_MAX + 1) + t));
}

/* ---- The theorem's line -------------------------------------------------- */

static bool promised(const struct app_lab *lab, int n, int t)
{
    struct lab_range range = lab_range_of(lab);
    return n >= range.least && n <= range.most && t >= 0 &&
           t <= range.traitors &&
           rules_promise((enum rule_id)lab->rule, lab->depth, (unsigned)n,
                         (unsigned)t);
}

/* Say whether the line runs between a cell and the one before it or above. */
static bool parts_left(const struct app_lab *lab, int n, int t)
{
    struct lab_range range = lab_range_of(lab);
    return n > range.least && n <= range.most && t >= 0 &&
           t <= range.traitors &&
           promised(lab, n, t) != promised(lab, n - 1, t);
}

static bool parts_up(const struct app_lab *lab, int n, int t)
{
    struct lab_range range = lab_range_of(lab);
    return n >= range.least && n <= range.most && t > 0 &&
           t <= range.traitors &&
           promised(lab, n, t) != promised(lab, n, t - 1);
}

/* Where four cells meet: by which of its ends the line comes. */
static enum glyph corner_of(bool up, bool down, bool left, bool right)
{
    static const enum glyph corners[16] = {
        [0] = GLYPH_BLANK,      [1] = GLYPH_LINE_V,    [2] = GLYPH_LINE_V,
        [3] = GLYPH_LINE_V,     [4] = GLYPH_LINE_H,    [5] = GLYPH_LINE_BR,
        [6] = GLYPH_LINE_TR,    [7] = GLYPH_LINE_LEFT, [8] = GLYPH_LINE_H,
        [9] = GLYPH_LINE_BL,    [10] = GLYPH_LINE_TL,  [11] = GLYPH_LINE_RIGHT,
        [12] = GLYPH_LINE_H,    [13] = GLYPH_LINE_UP,  [14] = GLYPH_LINE_DOWN,
        [15] = GLYPH_LINE_CROSS};
    return corners[(up ? 1 : 0) | (down ? 2 : 0) | (left ? 4 : 0) |
                   (right ? 8 : 0)];
}

static void draw_corner(const struct app_lab *lab, struct frame *frame,
                        const struct grid *grid, int n, int t)
{
    int x = grid->x + (n - grid->first) * grid->width;
    int y = grid->y + t * grid->height;
    bool left = parts_left(lab, n, t), up = parts_up(lab, n, t);
    enum glyph corner =
        corner_of(parts_left(lab, n, t - 1), left, parts_up(lab, n - 1, t), up);
    for (int row = 1; left && row < grid->height; row++) {
        frame_glyph(frame, x, y + row, GLYPH_LINE_V, FRAME_KEY);
    }
    if (grid->height == 1) {
        if (left) {
            frame_glyph(frame, x, y, GLYPH_LINE_V, FRAME_KEY);
        }
        return;
    }
    if (up) {
        frame_run(frame, x + 1, y, grid->width - 1, GLYPH_LINE_H, FRAME_KEY);
    }
    if (corner != GLYPH_BLANK) {
        frame_glyph(frame, x, y, corner, FRAME_KEY);
    }
}

static void draw_line(const struct app_lab *lab, struct frame *frame,
                      const struct grid *grid)
{
    for (int t = 0; t <= grid->rows; t++) {
        for (int n = grid->first; n <= grid->first + grid->columns; n++) {
            draw_corner(lab, frame, grid, n, t);
        }
    }
}

/* ---- The map ------------------------------------------------------------- */

static void draw_labels(struct frame *frame, const struct app_lab *lab,
                        const struct grid *grid, int y)
{
    char label[16];
    text_draw(frame, grid->x - LABEL_CELLS, y, LABEL_CELLS,
              "    n =", FRAME_DIM);
    for (int i = 0; i < grid->columns; i++) {
        int x = grid->x + i * grid->width + 1;
        (void)snprintf(label, sizeof label, "%d", grid->first + i);
        text_draw_centre(frame, x, y, grid->width - 1, label,
                         lab->n == grid->first + i ? FRAME_TITLE : FRAME_DIM);
    }
    for (int t = 0; t < grid->rows; t++) {
        int tall = grid->height > 1 ? grid->height - 1 : 1;
        int at = grid->y + t * grid->height + (grid->height > 1 ? 1 : 0) +
                 (tall - 1) / 2;
        (void)snprintf(label, sizeof label, "t = %d", t);
        text_draw(frame, grid->x - LABEL_CELLS, at, LABEL_CELLS, label,
                  lab->t == t ? FRAME_TITLE : FRAME_DIM);
    }
}

void lab_grid_draw(struct app *app, struct frame *frame, struct box box)
{
    struct box body = {box.x, box.y + 1, box.width, box.height - 1};
    struct grid grid = grid_of(app->lab, body);
    draw_labels(frame, app->lab, &grid, box.y);
    for (int i = 0; i < grid.columns; i++) {
        for (int t = 0; t < grid.rows && t * grid.height < body.height; t++) {
            draw_cell(app, frame, &grid, (unsigned)(grid.first + i),
                      (unsigned)t);
        }
    }
    if (app->lab->line) {
        draw_line(app->lab, frame, &grid);
    }
}

/* ---- The signs in words ----------------------------------------------------
 */

static int draw_sign(struct frame *frame, int x, int y, const struct look *look,
                     const char *text)
{
    int wide = 1;
    if (look->sign != GLYPH_COUNT) {
        frame_glyph(frame, x, y, look->sign, look->role);
    } else {
        wide = text_draw(frame, x, y, 4, look->text, look->role);
    }
    wide += 1 + text_draw(frame, x + wide + 1, y, frame->width - x - wide - 1,
                          text, FRAME_DIM);
    return x + wide + 3;
}

void lab_legend_draw(const struct app *app, struct frame *frame, int x, int y)
{
    char sieges[160];
    const struct look safe = {.sign = GLYPH_YES, .role = FRAME_GOOD};
    const struct look broken = {
        .text = "2", .sign = GLYPH_COUNT, .role = FRAME_ATTACK};
    const struct look unknown = {
        .text = "?", .sign = GLYPH_COUNT, .role = FRAME_TITLE};
    const struct look none = {
        .text = "-", .sign = GLYPH_COUNT, .role = FRAME_DIM};
    x = draw_sign(frame, x, y, &safe, _("safe"));
    x = draw_sign(frame, x, y, &broken, _("broken, with 2 lies"));
    x = draw_sign(frame, x, y, &unknown, _("unknown"));
    x = draw_sign(frame, x, y, &none, _("no such siege"));
    (void)snprintf(sieges, sizeof sieges,
                   ngettext("%u siege", "%u sieges", app->lab->map->sieges),
                   (unsigned)app->lab->map->sieges);
    if (x + text_width(sieges) < frame->width) {
        text_draw_right(frame, x, y, frame->width - x - 1, sieges, FRAME_DIM);
    }
}
