/* The page of the bound: the rule and its rounds, the map (lab_grid.c), and the
 * cell under the cursor in words. */
#include <stdio.h>

#include "rules/rules.h"
#include "ui/lab.h"
#include "ui/rule_words.h"
#include "ui/words.h"
#include "ui/words_lab.h"

enum row { ROW_RULE, ROW_DEPTH, ROWS = LAB_GRID + 1 };

enum {
    BESIDE_BELOW = 24, /* rows: rule and rounds share one */
    TEXT_ROWS = 3      /* of the sentence under the map */
};

static const enum rule_id swept[] = {RULE_ORAL, RULE_SIGNED, RULE_RELAY,
                                     RULE_PBFT};
enum { SWEPT = sizeof swept / sizeof *swept };

/* ---- Computing ----------------------------------------------------------- */

static void begin(struct app *app)
{
    struct app_lab *lab = app->lab;
    lab_halt(app);
    if (lab->map != NULL &&
        (lab->map->rule != lab->rule || lab->map->depth != lab->depth)) {
        lab_map_close(lab->map);
        lab->map = NULL;
    }
    if (lab->map == NULL) {
        lab->map = lab_map_open((enum rule_id)lab->rule, lab->depth);
    }
    if (lab->map == NULL) {
        app_say(app, "%s", status_sentence(STATUS_MEMORY));
    } else if (!lab_map_full(lab->map)) {
        lab_work(app, lab_map_work, lab->map);
    }
}

/* ---- What is said of it -------------------------------------------------- */

/* What the line is, and whether the search says the same. */
static void draw_theorem(const struct app *app, struct frame *frame,
                         struct box line)
{
    char text[WORDS_MAX];
    words_lab_theorem(text, sizeof text, (enum rule_id)app->lab->rule);
    frame_glyph(frame, line.x, line.y, GLYPH_LINE_V, FRAME_KEY);
    int used = 2 + text_draw(frame, line.x + 2, line.y, line.width - 2, text,
                             FRAME_KEY);
    words_lab_agree(text, sizeof text, app->lab->map);
    if (used + 2 + text_width(text) <= line.width) {
        text_draw_right(frame, line.x, line.y, line.width, text, FRAME_DIM);
    }
}

static void say(const struct app *app, char *out, size_t room)
{
    const struct app_lab *lab = app->lab;
    char promise[WORDS_MAX], cell[WORDS_MAX];
    if (lab->map->status != STATUS_OK) {
        (void)snprintf(out, room, "%s", lab->map->why.text);
        return;
    }
    bool now = lab->errand != NULL && lab->map->at_n == lab->n &&
               lab->map->at_t == lab->t;
    words_lab_cell(cell, sizeof cell, lab->map, lab->n, lab->t, now);
    words_lab_promise(promise, sizeof promise, (enum rule_id)lab->rule,
                      lab->depth, lab->n, lab->t);
    (void)snprintf(out, room, "%s%s%s", cell, lab->line ? "\n" : "",
                   lab->line ? promise : "");
}

static int draw_choices(struct app *app, struct frame *frame, struct box box)
{
    enum { NAMED_FROM = 60 };
    char value[64];
    const struct app_lab *lab = app->lab;
    bool rounds = lab_range_of(lab).depth > 0;
    bool beside = box.height < BESIDE_BELOW && rounds;
    bool named = !beside || box.width >= NAMED_FROM;
    int half = beside ? box.width / 2 : 0;
    struct box line = {box.x, box.y, box.width - half, 1};
    lab_choice_draw(app, frame, line, ROW_RULE, named ? _("Rule") : "",
                    rule_name((enum rule_id)lab->rule));
    if (!rounds) {
        return 1;
    }
    (void)snprintf(value, sizeof value, "m = %u", (unsigned)lab->depth);
    line.x += half;
    line.y += beside ? 0 : 1;
    lab_choice_draw(app, frame, line, ROW_DEPTH, named ? _("Rounds") : "",
                    value);
    return beside ? 1 : 2;
}

static void draw(struct app *app, struct frame *frame, struct box box)
{
    char text[3 * WORDS_MAX];
    int used, lines, top, low = box.height < 14;
    if (app->lab->map == NULL) {
        return;
    }
    used = draw_choices(app, frame, box);
    lab_lock(app);
    say(app, text, sizeof text);
    lines = text_wrap(NULL, 0, 0, box.width, 0, 0, text, FRAME_TEXT);
    lines = lines > TEXT_ROWS + 1 ? TEXT_ROWS + 1 : lines;
    lines = low && lines > 2            ? 2
            : lines < TEXT_ROWS && !low ? TEXT_ROWS
                                        : lines;
    top = box.y + used + (low ? 0 : 1);
    int bottom = box.y + box.height - lines - (low ? 0 : 1);
    lab_grid_draw(app, frame,
                  (struct box){box.x, top, box.width, bottom - top});
    if (!low && app->lab->line) {
        draw_theorem(app, frame, (struct box){box.x, bottom, box.width, 1});
    } else if (!low) {
        lab_legend_draw(app, frame, box.x, bottom);
    }
    lab_unlock(app);
    text_wrap(frame, box.x, box.y + box.height - lines, box.width, lines, 0,
              text, FRAME_TEXT);
}

/* ---- Keys ---------------------------------------------------------------- */

/* Keep the cell in the map of this rule. */
static void keep_cell(struct app_lab *lab)
{
    struct lab_range range = lab_range_of(lab);
    lab->depth = lab->depth > range.depth ? range.depth : lab->depth;
    lab->n = lab->n < range.least  ? range.least
             : lab->n > range.most ? range.most
                                   : lab->n;
    lab->t = lab->t > range.traitors ? range.traitors : lab->t;
    lab->placed = false;
}

static void turn(struct app *app, int row, int step)
{
    struct app_lab *lab = app->lab;
    int at = 0;
    while (swept[at] != lab->rule) {
        at++;
    }
    if (row == ROW_RULE) {
        lab->rounds = lab_range_of(lab).depth > 0 ? lab->depth : lab->rounds;
        lab->rule = (uint8_t)swept[(at + step + SWEPT) % SWEPT];
        lab->depth = lab->rounds; /* rules without rounds lose none */
    } else if (row == ROW_DEPTH) {
        int depth = lab->depth + step;
        lab->depth = depth < 0                         ? lab_range_of(lab).depth
                     : depth > lab_range_of(lab).depth ? 0
                                                       : (uint8_t)depth;
    }
    keep_cell(lab);
    begin(app);
}

static bool move_cell(struct app_lab *lab, uint32_t key)
{
    struct lab_range range = lab_range_of(lab);
    switch (key) {
    case KEYS_LEFT:
        lab->n = lab->n > range.least ? (uint8_t)(lab->n - 1) : lab->n;
        break;
    case KEYS_RIGHT:
        lab->n = lab->n < range.most ? (uint8_t)(lab->n + 1) : lab->n;
        break;
    case KEYS_HOME:
        lab->n = range.least;
        break;
    case KEYS_END:
        lab->n = range.most;
        break;
    case KEYS_DOWN:
        lab->t = lab->t < range.traitors ? (uint8_t)(lab->t + 1) : lab->t;
        break;
    case KEYS_UP:
        if (lab->t == 0) {
            lab->row[LAB_BOUND] = range.depth > 0 ? ROW_DEPTH : ROW_RULE;
        } else {
            lab->t--;
        }
        break;
    default: /* a code point, not an enum */
        return false;
    }
    lab->placed = false;
    return true;
}

/* Keys of the lines above the grid; where m does not matter, there is one. */
static bool move_row(struct app *app, uint32_t key)
{
    uint8_t *row = &app->lab->row[LAB_BOUND];
    if (*row == ROW_RULE && key == KEYS_DOWN &&
        lab_range_of(app->lab).depth == 0) {
        *row = LAB_GRID;
        return true;
    }
    return lab_choose(app, key, ROWS, turn);
}

static const struct lab_cell *cell_at_cursor(const struct app_lab *lab)
{
    return &lab->map->cell[lab->n][lab->t];
}

/* What is known of a cell changes no more. */
static bool is_broken(const struct app *app)
{
    if (app->lab->map == NULL) {
        return false;
    }
    const struct lab_cell *cell = cell_at_cursor(app->lab);
    lab_lock(app);
    bool broken = cell->known && cell->found.defined &&
                  cell->found.verdict == SEARCH_BROKEN;
    lab_unlock(app);
    return broken;
}

static void try_cell(struct app *app)
{
    struct app_lab *lab = app->lab;
    const struct lab_cell *cell = cell_at_cursor(lab);
    struct setup setup;
    bool broken = is_broken(app);
    lab_lock(app);
    bool none = cell->known && !cell->found.defined;
    uint32_t lies = cell->found.lies;
    lab_map_setup(lab->map, lab->n, lab->t, &setup);
    lab_unlock(app);
    if (none) {
        app_say(app, "%s", _("The rule has no such siege."));
    } else {
        lab_try(app, &setup, broken, lies);
    }
}

/* The lie of a broken cell is shown; a safe one is there to be tried. */
static void show(struct app *app)
{
    struct app_lab *lab = app->lab;
    const struct lab_cell *cell = cell_at_cursor(lab);
    struct setup setup;
    bool broken = is_broken(app);
    lab_lock(app);
    lab_map_setup(lab->map, lab->n, lab->t, &setup);
    lab_unlock(app);
    if (!broken) {
        try_cell(app);
    } else if (cell->answers == NULL) {
        app_say(app, "%s", _("This siege is too large to be played here."));
    } else {
        lab_play(app, NULL, &setup, cell->answers, cell->length);
    }
}

static void key(struct app *app, uint32_t key)
{
    struct app_lab *lab = app->lab;
    if (lab->map == NULL) {
        return;
    }
    if (key == KEYS_ENTER) {
        show(app);
    } else if (key == 'd') {
        try_cell(app);
    } else if (key == 'f') {
        lab->line = !lab->line;
    } else if (key == KEYS_PAGE_UP || key == KEYS_PAGE_DOWN) {
        turn(app, ROW_DEPTH, key == KEYS_PAGE_UP ? -1 : 1);
    } else if (lab->row[LAB_BOUND] == LAB_GRID) {
        (void)move_cell(lab, key);
    } else {
        (void)move_row(app, key);
    }
}

static void select_item(struct app *app, int item, bool activate)
{
    struct app_lab *lab = app->lab;
    struct lab_range range = lab_range_of(lab);
    int n = item / (LAB_TRAITORS_MAX + 1), t = item % (LAB_TRAITORS_MAX + 1);
    if (lab_choose_item(app, item, ROWS, turn) || n < range.least ||
        n > range.most || t > range.traitors) {
        return;
    }
    lab->row[LAB_BOUND] = LAB_GRID;
    lab->placed = lab->placed && lab->n == n && lab->t == t;
    lab->n = (uint8_t)n;
    lab->t = (uint8_t)t;
    if (activate) {
        show(app);
    }
}

static bool offers(const struct app *app, uint32_t key)
{
    if (key == KEYS_ENTER) {
        return is_broken(app);
    }
    return key == 'f' || key == 'd';
}

const struct lab_page lab_bound = {.name = N_("The bound"),
                                   .pace = 100,
                                   .widest = FRAME_WIDTH_MAX,
                                   .draw = draw,
                                   .key = key,
                                   .select = select_item,
                                   .begin = begin,
                                   .offers = offers};
