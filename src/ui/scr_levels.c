/* The campaign: chapters, levels, stars, what is next. Every level is open;
 * stars only invite. */
#include <stdio.h>
#include <string.h>

#include "ui/level_list.h"
#include "ui/page.h"
#include "ui/picture.h"
#include "ui/rule_words.h"
#include "ui/words.h"

enum { PANEL_FROM = 76, LIST_WIDTH_MAX = 70, CHAPTER_MAX = 640 };

static int count_of(const struct app *app)
{
    return app->levels == NULL ? 0 : app->levels->count;
}

/* The level last seen, else the next one. */
static int cursor_at_first(const struct app *app)
{
    const struct campaign *campaign = level_list_campaign(app);
    for (size_t i = 0; app->has_level && i < campaign->count; i++) {
        if (strcmp(campaign->entry[i].id, app->level.id) == 0) {
            return (int)i;
        }
    }
    return app->levels->next < 0 ? 0 : app->levels->next;
}

static void enter(struct app *app)
{
    if (level_list_open(app)) {
        app->cursor[SCREEN_LEVELS] = cursor_at_first(app);
    }
}

/* Lines before level i: chapters take one each, and one of air. */
static int line_of(const struct level_list *list, int i)
{
    int line = 0;
    for (int at = 0; at <= i; at++) {
        line += list->row[at].opens ? (at > 0 ? 2 : 1) : 0;
        line += at < i;
    }
    return line;
}

static void keep_in_sight(struct app *app, int rows)
{
    int line = line_of(app->levels, app->cursor[SCREEN_LEVELS]);
    int *scroll = &app->scroll[SCREEN_LEVELS];
    int above = app->cursor[SCREEN_LEVELS] == 0 ? 1 : 2;
    if (line - above < *scroll) {
        *scroll = line > above ? line - above : 0;
    }
    if (line >= *scroll + rows) {
        *scroll = line - rows + 1;
    }
}

static void draw_chapter(struct app *app, struct frame *frame, int y, int i,
                         int width)
{
    char name[CHAPTER_MAX];
    app_chapter_name(level_list_campaign(app)->entry[i].id, name, sizeof name);
    int used = text_draw(frame, 1, y, width - 2, name, FRAME_TITLE);
    frame_run(frame, used + 2, y, width - used - 3, GLYPH_LINE_H, FRAME_LINE);
}

static const char *role_name(const struct level_row *row)
{
    if (row->broken) {
        return _("broken");
    }
    switch ((enum level_role)row->kind) {
    case ROLE_TRAITOR:
        return _("traitor");
    case ROLE_LOYAL:
        return _("loyal");
    case ROLE_CITY:
        return _("city");
    case ROLE_WATCH:
        break;
    }
    return _("watch");
}

static void draw_level(struct app *app, struct frame *frame, int y, int i,
                       int width)
{
    const struct level_row *row = &app->levels->row[i];
    bool focus = i == app->cursor[SCREEN_LEVELS];
    enum frame_role role = focus ? FRAME_FOCUS : FRAME_TEXT;
    char number[16];
    frame_run(frame, 0, y, width - 1, GLYPH_BLANK, role);
    if (focus) {
        frame_glyph(frame, 1, y, GLYPH_POINTER, role);
    } else if (i == app->levels->next) {
        frame_glyph(frame, 1, y, GLYPH_ARROW_RIGHT, FRAME_ATTACK);
    }
    app_level_number(app, level_list_campaign(app)->entry[i].id, number,
                     sizeof number);
    text_draw(frame, 3, y, 5, number, role);
    int kind = text_width(role_name(row));
    int room = width - 8 - 6 - kind - 2;
    text_draw(frame, 8, y, room, row->title, role);
    text_draw(frame, width - 6 - kind, y, kind, role_name(row),
              focus         ? role
              : row->broken ? FRAME_BAD
                            : FRAME_DIM);
    draw_stars(frame, width - 5, y, row->stars);
    if (focus) {
        frame_paint(frame, width - 5, y, 4, FRAME_FOCUS);
    }
    app_hit(app, 0, y, width, 1, 0, i);
}

static void draw_list(struct app *app, struct frame *frame, struct box box)
{
    int line = -app->scroll[SCREEN_LEVELS];
    for (int i = 0; i < count_of(app); i++) {
        bool opens = app->levels->row[i].opens;
        line += opens && i > 0;
        if (opens && line >= 0 && line < box.height) {
            draw_chapter(app, frame, box.y + line, i, box.width);
        }
        line += opens;
        if (line >= 0 && line < box.height) {
            draw_level(app, frame, box.y + line, i, box.width);
        }
        line++;
    }
}

/* "Oral letters, m = 2, 7 generals". */
static void say_rule(char *out, size_t room, const struct level *level)
{
    const struct setup *setup = &level->setup;
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    const char *name = rule_name((enum rule_id)setup->rule);
    if (rules != NULL && (rules->traits & RULES_DEPTH) != 0) {
        (void)snprintf(out, room, _("%s, m = %u, %u generals"), name,
                       (unsigned)setup->depth, (unsigned)setup->generals);
    } else {
        (void)snprintf(out, room, _("%s, %u generals"), name,
                       (unsigned)setup->generals);
    }
}

static void add(struct paragraph *paragraph, const char *text,
                enum frame_role role, int space)
{
    *paragraph = (struct paragraph){.text = text,
                                    .sign = GLYPH_COUNT,
                                    .role = (uint8_t)role,
                                    .space = (uint8_t)space};
}

/* What there is to know before one chooses, and the picture below it. */
static void draw_level_panel(struct app *app, struct frame *frame,
                             struct box box)
{
    const struct level *level = &app->levels->level;
    const struct level_row *row = &app->levels->row[app->levels->shown];
    struct paragraph paragraphs[5];
    char role[WORDS_MAX];
    char goal[WORDS_MAX];
    char rule[WORDS_MAX];
    int scroll = 0;
    words_role(role, sizeof role, level);
    words_goal(goal, sizeof goal, level);
    say_rule(rule, sizeof rule, level);
    add(&paragraphs[0], row->title, FRAME_TITLE, 0);
    add(&paragraphs[1], role, FRAME_TEXT, 1);
    add(&paragraphs[2], goal, FRAME_TEXT, 0);
    add(&paragraphs[3], rule, FRAME_DIM, 1);
    add(&paragraphs[4], row->stars == 0 ? _("Not yet won.") : _("Won."),
        FRAME_DIM, 0);
    int lines = page_draw(frame, box, &scroll, paragraphs, 5);
    picture_draw(frame,
                 (struct box){box.x, box.y + lines + 1, box.width,
                              box.height - lines - 1},
                 level);
}

static void draw_broken_panel(const struct app *app, struct frame *frame,
                              struct box box)
{
    const struct level_row *row = &app->levels->row[app->cursor[SCREEN_LEVELS]];
    struct paragraph paragraphs[3];
    int scroll = 0;
    add(&paragraphs[0], row->title, FRAME_TITLE, 0);
    add(&paragraphs[1], _("This level cannot be read."), FRAME_BAD, 1);
    add(&paragraphs[2], row->fault, FRAME_TEXT, 1);
    page_draw(frame, box, &scroll, paragraphs, 3);
}

static void draw_panel(struct app *app, struct frame *frame, struct box box)
{
    if (level_list_show(app, app->cursor[SCREEN_LEVELS])) {
        draw_level_panel(app, frame, box);
    } else {
        draw_broken_panel(app, frame, box);
    }
}

static void draw_progress(struct app *app, struct frame *frame)
{
    char right[CHAPTER_MAX];
    unsigned stars = 0;
    for (int i = 0; i < count_of(app); i++) {
        stars += app->levels->row[i].stars;
    }
    (void)snprintf(right, sizeof right, _("stars %u of %u"), stars,
                   3U * (unsigned)count_of(app));
    draw_header(app, frame, _("The campaign"), right);
}

/* The line between list and panel. */
static void draw_divide(struct frame *frame, int x)
{
    int bottom = frame->height - 3;
    frame_glyph(frame, x, 1, GLYPH_LINE_DOWN, FRAME_LINE);
    for (int y = 2; y < bottom; y++) {
        frame_glyph(frame, x, y, GLYPH_LINE_V, FRAME_LINE);
    }
    frame_glyph(frame, x, bottom, GLYPH_LINE_UP, FRAME_LINE);
}

static void draw_body(struct app *app, struct frame *frame)
{
    bool beside = frame->width >= PANEL_FROM;
    int half = frame->width * 11 / 20;
    int width = !beside                 ? frame->width
                : half > LIST_WIDTH_MAX ? LIST_WIDTH_MAX
                                        : half;
    int rows = frame->height - 5;
    keep_in_sight(app, rows);
    draw_list(app, frame, (struct box){0, 2, width, rows});
    if (beside) {
        draw_divide(frame, width);
        draw_panel(app, frame,
                   (struct box){width + 2, 2, frame->width - width - 3, rows});
    }
}

static void draw(struct app *app, struct frame *frame)
{
    draw_progress(app, frame);
    draw_rule(frame, 1);
    draw_rule(frame, frame->height - 3);
    if (count_of(app) > 0) {
        draw_body(app, frame);
    } else {
        text_draw(frame, 1, 2, frame->width - 2, _("There are no levels here."),
                  FRAME_TEXT);
    }
    draw_message(app, frame, frame->height - 2);
    draw_keys(app, frame);
}

static void play(struct app *app)
{
    int at = app->cursor[SCREEN_LEVELS];
    if (at < count_of(app)) {
        (void)app_brief(app, level_list_campaign(app)->entry[at].id);
    }
}

static void key(struct app *app, uint32_t key)
{
    app->message[0] = '\0';
    if (count_of(app) > 0 &&
        !app_move_cursor(app, key, count_of(app), app->height - 8) &&
        key == KEYS_ENTER) {
        play(app);
    }
}

static void select_item(struct app *app, int item, bool activate)
{
    if (item < count_of(app)) {
        app->cursor[SCREEN_LEVELS] = item;
        if (activate) {
            play(app);
        }
    }
}

static const struct keybind keys[] = {
    {KEYS_ENTER, "Enter", N_("read and play")},
    {KEYS_DOWN, "↑↓", N_("move")},
    {0, NULL, NULL}};

const struct screen screen_levels = {.id = "levels",
                                     .title = N_("The campaign"),
                                     .keys = keys,
                                     .enter = enter,
                                     .draw = draw,
                                     .key = key,
                                     .select = select_item,
                                     .close = level_list_close};
