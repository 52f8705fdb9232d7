/* The tree of blocks on the panel: one line of it, one line about a chain, one
 * line about a block. A cell says which order its block votes for and who found
 * it: "FB". Lines join a block to the one before it; a dashed one to a secret
 * block, dots to one that cannot win any more. */
#include <stdio.h>
#include <string.h>

#include "ui/siege.h"
#include "ui/words_work.h"

enum { TALL_FROM = 18, NAME_CELLS_MAX = 2 };

/* How cells are drawn at present. */
struct look {
    int letter, initial; /* cells of an order's letter, of a name's first */
    int cell, pitch;     /* cells of a block, and with its gap */
    int lines;           /* of a lane: 1, or 3 with frames */
};

static const struct world *world_of(const struct app *app)
{
    return session_world(app->session);
}

static const struct block *block_of(const struct app *app, unsigned block)
{
    return &world_of(app)->memory.work.block[block];
}

/* The first letter of a name. */
static void initial(char out[8], const struct level *level, unsigned g)
{
    const char *name = level_name(level, g, text_language());
    const char *end = name;
    (void)text_next(&end);
    size_t length = (size_t)(end - name);
    length = length < 8 ? length : 0;
    memcpy(out, name, length);
    out[length] = '\0';
}

static void find_look(const struct app *app, int height, struct look *out)
{
    const struct level *level = session_level(app->session);
    *out = (struct look){.letter = 1, .initial = 1};
    for (unsigned o = 0; o < level->setup.orders; o++) {
        int width = text_width(text_order_letter(level, o));
        out->letter = width > out->letter ? width : out->letter;
    }
    for (unsigned g = 0; g < level->setup.generals; g++) {
        char first[8];
        initial(first, level, g);
        int width = text_width(first);
        out->initial = width > out->initial ? width : out->initial;
    }
    bool tall = height >= TALL_FROM &&
                (int)app->siege->tree.lanes * 3 + 1 <= height * 2 / 5;
    out->lines = tall ? 3 : 1;
    out->cell = out->letter + out->initial + (tall ? 2 : 0);
    out->pitch = out->cell + 1;
}

int siege_tree_lines(const struct app *app, int height)
{
    struct look look;
    find_look(app, height, &look);
    return 1 + (int)app->siege->tree.lanes * look.lines;
}

/* Where the cell of a height begins. */
static int cell_x(const struct app *app, const struct look *look,
                  struct box box, unsigned height)
{
    return box.x + 2 + ((int)height - app->siege->tree_first) * look->pitch;
}

static void draw_heights(const struct app *app, struct frame *frame,
                         const struct look *look, struct box box)
{
    char text[16];
    for (unsigned h = (unsigned)app->siege->tree_first;
         h <= app->siege->tree.height; h++) {
        int x = cell_x(app, look, box, h);
        (void)snprintf(text, sizeof text, "%u", h);
        if (x + look->cell > box.x + box.width) {
            break;
        }
        if (text_width(text) <= look->cell) {
            text_draw(frame, x + (look->lines == 3), box.y, look->cell, text,
                      FRAME_DIM);
        }
    }
}

static bool is_secret(const struct app *app, unsigned block)
{
    return block != NO_BLOCK && block_set_has(&app->siege->tree.secret, block);
}

static enum glyph line_glyph(unsigned ways)
{
    static const uint8_t glyphs[16] = {
        [0] = GLYPH_BLANK,
        [TREE_LEFT] = GLYPH_LINE_H,
        [TREE_RIGHT] = GLYPH_LINE_H,
        [TREE_LEFT | TREE_RIGHT] = GLYPH_LINE_H,
        [TREE_UP] = GLYPH_LINE_V,
        [TREE_DOWN] = GLYPH_LINE_V,
        [TREE_UP | TREE_DOWN] = GLYPH_LINE_V,
        [TREE_UP | TREE_RIGHT] = GLYPH_LINE_BL,
        [TREE_UP | TREE_LEFT] = GLYPH_LINE_BR,
        [TREE_DOWN | TREE_LEFT] = GLYPH_LINE_TR,
        [TREE_DOWN | TREE_RIGHT] = GLYPH_LINE_TL,
        [TREE_LEFT | TREE_RIGHT | TREE_DOWN] = GLYPH_LINE_DOWN,
        [TREE_LEFT | TREE_RIGHT | TREE_UP] = GLYPH_LINE_UP,
        [TREE_UP | TREE_DOWN | TREE_RIGHT] = GLYPH_LINE_RIGHT,
        [TREE_UP | TREE_DOWN | TREE_LEFT] = GLYPH_LINE_LEFT,
        [15] = GLYPH_LINE_CROSS};
    return (enum glyph)glyphs[ways & 15];
}

/* The gap on the left of a height, on the middle line of a lane. */
static void draw_gap(const struct app *app, struct frame *frame, int x, int y,
                     unsigned lane, unsigned height)
{
    const struct tree *tree = &app->siege->tree;
    unsigned ways = tree_gap(tree, world_of(app), lane, height);
    unsigned block = tree_at(tree, world_of(app), lane, height);
    enum glyph glyph = line_glyph(ways);
    enum frame_role role = FRAME_LINE;
    if (ways == (TREE_LEFT | TREE_RIGHT) && block != NO_BLOCK) {
        bool orphan = tree_orphan(tree, world_of(app), block);
        glyph = is_secret(app, block) ? GLYPH_SECRET_H
                : orphan              ? GLYPH_ROAD
                                      : glyph;
    }
    if (block != NO_BLOCK && siege_block_broken(app, block) &&
        app->siege->tampered != block) {
        glyph = GLYPH_NO; /* what it names is not there any more */
        role = FRAME_BAD;
    }
    frame_glyph(frame, x, y, glyph, role);
}

/* The role of a block's cell: meaning first. */
static enum frame_role cell_role(const struct app *app, unsigned block)
{
    const struct tree *tree = &app->siege->tree;
    unsigned order = block_of(app, block)->order;
    if (siege_block_broken(app, block)) {
        return FRAME_BAD;
    }
    if (siege_block_at_cursor(app) == block) {
        return FRAME_FOCUS;
    }
    if (is_secret(app, block)) {
        return FRAME_LIE;
    }
    if (tree_orphan(tree, world_of(app), block)) {
        return FRAME_DIM;
    }
    return order < ORDERS_MAX ? text_order_role(order) : FRAME_TEXT;
}

static void draw_cell(const struct app *app, struct frame *frame,
                      const struct look *look, unsigned block, int x, int y)
{
    const struct level *level = session_level(app->session);
    const struct block *at = block_of(app, block);
    enum frame_role role = cell_role(app, block);
    unsigned order = at->order;
    char first[8] = "";
    if (app->siege->tampered == block && order < ORDERS_MAX) {
        order = (order + 1u) % level->setup.orders;
    }
    initial(first, level, at->miner);
    text_draw(frame, x, y, look->letter,
              order < ORDERS_MAX ? text_order_letter(level, order) : ".", role);
    text_draw(frame, x + look->letter, y, look->initial, first, role);
}

/* One line of the frame round a cell: above (part 0), beside or below it;
 * dashed for a secret, dotted where it cannot win. */
static void draw_frame(const struct app *app, struct frame *frame,
                       const struct look *look, unsigned block, int x, int y,
                       int part)
{
    bool secret = is_secret(app, block);
    bool orphan =
        !secret && tree_orphan(&app->siege->tree, world_of(app), block);
    enum glyph h = secret ? GLYPH_SECRET_H : orphan ? GLYPH_ROAD : GLYPH_LINE_H;
    enum glyph v = secret ? GLYPH_SECRET_V : orphan ? GLYPH_ROAD : GLYPH_LINE_V;
    enum glyph left = part == 0 ? GLYPH_LINE_TL : GLYPH_LINE_BL;
    enum glyph right = part == 0 ? GLYPH_LINE_TR : GLYPH_LINE_BR;
    enum frame_role role =
        siege_block_broken(app, block) ? FRAME_BAD : FRAME_LINE;
    if (part == 1) {
        left = right = v;
    } else {
        frame_run(frame, x + 1, y, look->cell - 2, h, role);
    }
    frame_glyph(frame, x, y, orphan ? GLYPH_ROAD : left, role);
    frame_glyph(frame, x + look->cell - 1, y, orphan ? GLYPH_ROAD : right,
                role);
}

/* The start: a dot, and the line that leaves it. */
static void draw_start(struct frame *frame, const struct look *look, int x,
                       int y)
{
    frame_run(frame, x, y, look->cell, GLYPH_LINE_H, FRAME_LINE);
    frame_glyph(frame, x, y, GLYPH_TIME_NOW, FRAME_TEXT);
}

/* A line between two lanes passes through the gaps of framed cells. */
static void draw_passing(const struct app *app, struct frame *frame,
                         const struct look *look, struct box box, unsigned lane,
                         int part)
{
    for (unsigned h = (unsigned)app->siege->tree_first;
         h <= app->siege->tree.height; h++) {
        int x = cell_x(app, look, box, h) - 1;
        unsigned ways = tree_gap(&app->siege->tree, world_of(app), lane, h);
        bool passes = (ways & (part == 0 ? TREE_UP : TREE_DOWN)) != 0;
        if (x < box.x + box.width && x >= box.x && passes) {
            frame_glyph(frame, x, box.y, GLYPH_LINE_V, FRAME_LINE);
        }
    }
}

/* One line of a lane: `part` of the three that framed cells have, else 0. */
static void draw_lane(const struct app *app, struct frame *frame,
                      const struct look *look, struct box box, unsigned lane,
                      int part)
{
    const struct tree *tree = &app->siege->tree;
    int middle = look->lines / 2;
    for (unsigned h = (unsigned)app->siege->tree_first; h <= tree->height;
         h++) {
        int x = cell_x(app, look, box, h);
        unsigned block = tree_at(tree, world_of(app), lane, h);
        if (x + look->cell > box.x + box.width) {
            break;
        }
        if (part == middle && h > 0) {
            draw_gap(app, frame, x - 1, box.y, lane, h);
        }
        if (block == NO_BLOCK) {
            continue;
        }
        if (h == 0 && part == middle) {
            draw_start(frame, look, x, box.y);
        } else if (h > 0) {
            if (look->lines == 3) {
                draw_frame(app, frame, look, block, x, box.y, part);
            }
            if (part == middle) {
                draw_cell(app, frame, look, block, x + middle, box.y);
            }
        }
    }
}

void siege_tree_scroll(struct app *app, int width, int height)
{
    struct app_siege *siege = app->siege;
    struct look look;
    unsigned block = siege_block_at_cursor(app);
    find_look(app, height, &look);
    int columns = (width - 2) / look.pitch;
    columns = columns < 1 ? 1 : columns;
    int last = (int)siege->tree.height + 1 - columns;
    siege->tree_height = height;
    siege->tree_first = last > 0 ? last : 0;
    if (block != NO_BLOCK && siege->page == PAGE_CHAIN) {
        int at = block_of(app, block)->height;
        siege->tree_first = at < siege->tree_first ? at : siege->tree_first;
    }
}

void siege_tree_hits(struct app *app, struct box box, uint32_t row)
{
    struct look look;
    find_look(app, app->siege->tree_height, &look);
    if (row == 0) {
        return;
    }
    for (unsigned h = (unsigned)app->siege->tree_first;
         h <= app->siege->tree.height; h++) {
        int x = cell_x(app, &look, box, h);
        unsigned block = tree_at(&app->siege->tree, world_of(app),
                                 (row - 1) / (unsigned)look.lines, h);
        if (x + look.cell > box.x + box.width) {
            break;
        }
        if (block != NO_BLOCK) {
            app_hit(app, x, box.y, look.cell, 1, 0, BLOCK_ITEM + (int)block);
        }
    }
}

void siege_tree_draw(const struct app *app, struct frame *frame, uint32_t row,
                     struct box box)
{
    struct look look;
    find_look(app, app->siege->tree_height, &look);
    if (row == 0) {
        draw_heights(app, frame, &look, box);
        return;
    }
    unsigned lane = (row - 1) / (unsigned)look.lines;
    int part = (int)((row - 1) % (unsigned)look.lines);
    draw_lane(app, frame, &look, box, lane, part);
    if (look.lines == 3 && part != 1) {
        draw_passing(app, frame, &look, box, lane, part);
    }
}
