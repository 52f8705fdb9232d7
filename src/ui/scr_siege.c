/* The siege: map, panel, time and news on one screen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/proof.h"
#include "ui/siege.h"
#include "ui/words.h"

enum { NORMAL_SPEED = 2, CHRONICLE_LEAST = 8, CHRONICLE_FROM = 28 };

/* A new siege rides from its beginning; one that is taken up again, or was
 * recorded, lies open where it ended. */
static void begin_time(struct app *app)
{
    bool over = session_over(app->session);
    app->siege->battle_seen = over && !proof_watched(app);
    app->siege->recorded = over;
    if (proof_watched(app)) {
        return; /* from its beginning, when the player likes */
    }
    if (over || session_can_undo(app->session)) {
        siege_jump(app, siege_present(app));
    } else {
        siege_run(app, true);
    }
}

bool siege_open(struct app *app)
{
    if (app->session == NULL) {
        return false;
    }
    if (app->siege != NULL) {
        return true;
    }
    app->siege = calloc(1, sizeof *app->siege);
    if (app->siege == NULL) {
        app_say(app, "%s", status_sentence(STATUS_MEMORY));
        return false;
    }
    app->siege->speed = NORMAL_SPEED;
    app->siege->camp = NO_GENERAL;
    app->siege->letter = NO_LETTER;
    app->siege->tampered = NO_BLOCK;
    app->siege->assumed = 30;
    begin_time(app);
    siege_show_side(app);
    siege_first_row(app);
    app->siege->drowsy = app->options.animate; /* Enter began the siege */
    siege_say_lost(app);
    return true;
}

/* Give the state back; app->siege is NULL afterwards. */
static void close_siege(struct app *app)
{
    free(app->siege);
    app->siege = NULL;
}

static void goal_text(const struct app *app, char *out, size_t room)
{
    if (proof_watched(app)) {
        proof_title(app, out, room);
    } else {
        words_goal(out, room, session_level(app->session));
    }
}

/* Lines may have moved: the cursor stays on one that can be chosen. */
static void keep_cursor(struct app_siege *siege)
{
    const struct panel *panel = &siege->panel;
    int down = siege->cursor, up = siege->cursor;
    if (siege->page != PAGE_DESK) {
        return;
    }
    while (down < panel->rows && !siege_row_selectable(&panel->row[down])) {
        down++;
    }
    while (up > 0 && !siege_row_selectable(&panel->row[up])) {
        up--;
    }
    siege->cursor = down < panel->rows ? down : up;
}

void siege_settle(struct app *app)
{
    struct app_siege *siege = app->siege;
    char goal[WORDS_MAX];
    int lines;
    goal_text(app, goal, sizeof goal);
    lines = text_wrap(NULL, 0, 0, app->width - 2, 0, 0, goal, FRAME_TEXT);
    layout_screen(&siege->layout, app->width, app->height, lines,
                  siege->map_only,
                  siege_works(app)      ? PANEL_WIDE
                  : siege_networks(app) ? siege_network_panel(app)
                                        : PANEL_NARROW);
    struct layout *layout = &siege->layout;
    if (layout->chronicle.width == 0 && layout->panel.width > 0 &&
        layout->panel.height >= CHRONICLE_FROM) {
        int share =
            siege_networks(app) ? CHRONICLE_LEAST : layout->panel.height / 3;
        layout->chronicle = layout->panel;
        layout->chronicle.height = share;
        layout->chronicle.y += layout->panel.height - share;
        layout->panel.height -= share + 1;
    }
    struct box panel = layout->panel.width > 0 ? layout->panel : layout->map;
    siege_rows(app, panel.width - 1, panel.height);
    keep_cursor(siege);
}

static void enter(struct app *app)
{
    if (!siege_open(app)) {
        return;
    }
    siege_settle(app);
}

static void draw_borders(const struct layout *layout, struct frame *frame)
{
    struct box body = layout->map.width > 0 ? layout->map : layout->panel;
    const struct box *const right[] = {&layout->panel, &layout->chronicle};
    if (layout->rule_top >= 0) {
        draw_rule(frame, layout->rule_top);
    }
    if (layout->rule_bottom >= 0) {
        draw_rule(frame, layout->rule_bottom);
    }
    for (size_t i = 0; i < 2; i++) {
        int x = right[i]->x - 1;
        if (right[i]->width == 0 || x < 0) {
            continue;
        }
        for (int y = body.y; y < body.y + body.height; y++) {
            frame_glyph(frame, x, y, GLYPH_LINE_V, FRAME_LINE);
        }
        if (layout->rule_top >= 0) {
            frame_glyph(frame, x, layout->rule_top, GLYPH_LINE_DOWN,
                        FRAME_LINE);
            frame_glyph(frame, x, layout->rule_bottom, GLYPH_LINE_UP,
                        FRAME_LINE);
        }
    }
    if (layout->chronicle.width > 0 && layout->chronicle.x == layout->panel.x) {
        frame_run(frame, layout->panel.x, layout->chronicle.y - 1,
                  layout->panel.width, GLYPH_LINE_H, FRAME_LINE);
        frame_glyph(frame, layout->panel.x - 1, layout->chronicle.y - 1,
                    GLYPH_LINE_RIGHT, FRAME_LINE);
    }
}

static const char *question(enum siege_prompt prompt)
{
    switch (prompt) {
    case PROMPT_CLAIM:
        return _("Do you claim that the goal cannot be reached?  y yes  n no");
    case PROMPT_RESTART:
        return _("Begin this siege again from its start?  y yes  n no");
    case PROMPT_SOLUTION:
        return _("Show the solution? It leaves one star at most.  y yes  n no");
    case PROMPT_NONE:
    case PROMPT_COUNT:
        break;
    }
    return "";
}

/* A question that waits for y or n, else an answer to the last key, else the
 * last event. */
static void draw_news(struct app *app, struct frame *frame, int y)
{
    char text[WORDS_MAX];
    enum frame_role role = FRAME_TEXT;
    siege_news(app, text, sizeof text);
    const char *line = text;
    if (app->siege->prompt != PROMPT_NONE) {
        line = question((enum siege_prompt)app->siege->prompt);
        role = FRAME_KEY;
    } else if (app->siege->news[0] != '\0') {
        line = app->siege->news;
        role = FRAME_KEY;
    } else if (app->message[0] != '\0') {
        line = app->message;
        role = FRAME_BAD;
    }
    text_draw(frame, 1, y, frame->width - 2, line, role);
}

/* The goal in its lines; cut with a sign where they are too few. */
static void draw_goal(struct frame *frame, const struct layout *layout,
                      const char *goal)
{
    int width = frame->width - 2;
    if (layout->goal_lines == 1) {
        text_draw(frame, 1, layout->goal, width, goal, FRAME_TEXT);
    } else {
        text_wrap(frame, 1, layout->goal, width, layout->goal_lines, 0, goal,
                  FRAME_TEXT);
    }
}

static void draw(struct app *app, struct frame *frame)
{
    char goal[WORDS_MAX];
    if (!siege_open(app)) {
        draw_keys(app, frame);
        return;
    }
    app->width = frame->width;
    app->height = frame->height;
    siege_settle(app);
    const struct layout *layout = &app->siege->layout;
    siege_header_draw(app, frame);
    goal_text(app, goal, sizeof goal);
    draw_goal(frame, layout, goal);
    if (layout->map.width > 0) {
        siege_map_draw(app, frame);
    }
    if (layout->panel.width > 0) {
        siege_panel_draw(app, frame, layout->panel);
    }
    if (layout->chronicle.width > 0) {
        siege_chronicle_draw(app, frame, layout->chronicle);
    }
    draw_borders(layout, frame);
    siege_time_draw(app, frame, layout->time);
    draw_news(app, frame, layout->news);
    draw_keys(app, frame);
}

static void tick(struct app *app)
{
    if (app->siege == NULL || app->session == NULL || !app->siege->running) {
        return;
    }
    siege_time_tick(app);
    if (!app->siege->running) {
        siege_show_side(app);
        siege_first_row(app);
        app->siege->drowsy = !siege_networks(app);
        if (session_over(app->session) && !app->siege->battle_seen) {
            siege_finish(app);
        } else if (app->siege->onward) {
            siege_run_on(app);
        }
    }
}

/* The kind of the desk's first question, DECISION_NONE without one. */
static enum decision_kind asked_kind(const struct app *app)
{
    const struct desk_item *items;
    if (!siege_at_desk(app) || session_desk(app->session, &items) == 0) {
        return DECISION_NONE;
    }
    return (enum decision_kind)items[0].decision.kind;
}

/* Say whether letters are to be written, sealed ones included. */
static bool writes(enum decision_kind kind)
{
    return kind == DECISION_LETTER || kind == DECISION_SEAL ||
           kind == DECISION_FORGE || kind == DECISION_VOTE ||
           kind == DECISION_VOUCH;
}

static bool offers(const struct app *app, uint32_t key)
{
    if (app->siege == NULL || app->session == NULL) {
        return true;
    }
    if (proof_watched(app) && siege_changes(key)) {
        return false; /* nothing can be changed */
    }
    enum decision_kind kind = asked_kind(app);
    switch (key) {
    case 'm':
        return app->width < LAYOUT_BESIDE;
    case '!':
        return session_level(app->session)->role != ROLE_WATCH &&
               !session_over(app->session);
    case 'x':
        return proof_offered(app);
    case 'a':
        return kind != DECISION_NONE && kind != DECISION_CAPTURE &&
               kind != DECISION_TRUST && kind != DECISION_DELIVER &&
               kind != DECISION_DEMAND;
    case '1':
        return kind == DECISION_DELIVER || kind == DECISION_DEMAND;
    case 't':
        return writes(kind);
    case 'y':
        return session_can_redo(app->session);
    case 'v':
        return session_eyes(app->session) == EYES_ALL;
    case 'b':
    case 'g':
    case 'w':
    case 'c':
    case 'k':
        return siege_work_offers(app, key);
    default: /* a code point, not an enum */
        return true;
    }
}

static const char *space_does(const struct app *app)
{
    if (app->siege->running) {
        return _("pause");
    }
    if (siege_schedules(app)) {
        return _("run on");
    }
    return session_over(app->session) && !siege_in_past(app) ? _("go on")
                                                             : _("ride");
}

/* What Enter does to the line under the cursor. */
static const char *enter_does(const struct app *app)
{
    const struct panel_row *row = siege_row_at_cursor(app);
    unsigned kind = row == NULL ? ROW_BLANK : row->kind;
    if (app->siege->page != PAGE_DESK && app->siege->page != PAGE_CHAIN) {
        return _("close");
    }
    if (app->siege->running || kind == ROW_SEND) {
        return _("go on");
    }
    if (kind == ROW_NEXT) {
        return _("let it happen");
    }
    if (kind == ROW_LETTER || kind == ROW_TIP) {
        return _("inspect");
    }
    return kind == ROW_CHOICE ? _("choose") : _("change");
}

/* The keys that say an order in this level, and silence. */
static void name_orders(const struct app *app, struct key_name *name)
{
    const struct level *level = session_level(app->session);
    size_t used = 0;
    for (unsigned o = 0; o < level->setup.orders; o++) {
        char letter[8];
        siege_order_key(level, o, letter, sizeof letter);
        used += (size_t)snprintf(name->label + used, sizeof name->label - used,
                                 "%s%s", o > 0 ? " " : "", letter);
    }
    if (writes(asked_kind(app))) {
        (void)snprintf(name->label + used, sizeof name->label - used, " %s",
                       SILENCE_KEY);
    }
}

static void name(const struct app *app, uint32_t key, struct key_name *name)
{
    if (app->siege == NULL || app->session == NULL) {
        return;
    }
    if (key == 'm') {
        name->what = app->siege->map_only ? _("letters") : _("map");
    } else if (key == ' ') {
        name->what = space_does(app);
    } else if (key == KEYS_ENTER) {
        name->what = enter_does(app);
    } else if (key == KEYS_TAB && proof_watched(app)) {
        name->what = _("next lie");
    } else if (key == '1' && asked_kind(app) == DECISION_DEMAND) {
        (void)snprintf(name->label, sizeof name->label, "0-9");
    } else if (key == 'a') {
        name_orders(app, name);
    }
}

static const struct keybind keys[] = {
    {' ', "space", N_("ride")},
    {KEYS_ENTER, "Enter", N_("change")},
    {'m', "m", N_("map or panel")},
    {'b', "b", N_("build")},
    {'w', "w", N_("withhold")},
    {'g', "g", N_("publish")},
    {'c', "c", N_("change")},
    {'k', "k", N_("risk")},
    {'h', "h", N_("hint")},
    {'!', "!", N_("impossible")},
    {'u', "u", N_("undo")},
    {'x', "x", N_("prove it")},
    {'1', "1-9", N_("by number")},
    {'a', "a r 0", N_("say")},
    {KEYS_DOWN, "\xe2\x86\x91\xe2\x86\x93", N_("choose")},
    {KEYS_LEFT, "\xe2\x86\x90\xe2\x86\x92", N_("time")},
    {KEYS_TAB, "Tab", N_("next choice")},
    {'i', "i", N_("inspect")},
    {'p', "p", N_("pencil")},
    {'y', "y", N_("redo")},
    {'n', "n", N_("restart")},
    {'t', "t", N_("truth")},
    {'+', "+ -", N_("speed")},
    {KEYS_END, "Home End", N_("start, present")},
    {'v', "v", N_("whose eyes")},
    {0, NULL, NULL}};

const struct screen screen_siege = {.id = "siege",
                                    .title = N_("The siege"),
                                    .keys = keys,
                                    .enter = enter,
                                    .draw = draw,
                                    .key = siege_key,
                                    .select = siege_select,
                                    .back = siege_back,
                                    .offers = offers,
                                    .name = name,
                                    .tick = tick,
                                    .tick_in = siege_time_tick_in,
                                    .close = close_siege};
