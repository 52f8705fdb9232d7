/* The first screen: a besieged city, the name of the game, the choices. */
#include <stdio.h>

#include "ui/art_title.h"
#include "ui/lab.h"

enum choice {
    CHOICE_CONTINUE,
    CHOICE_PLAY,
    CHOICE_LEVELS,
    CHOICE_LAB,
    CHOICE_HELP,
    CHOICE_SETTINGS,
    CHOICE_QUIT,
    CHOICE_COUNT
};

/* The choices on offer: none that leads nowhere. */
struct menu {
    enum choice item[CHOICE_COUNT];
    int count;
};

static void menu_add(struct menu *menu, enum choice choice)
{
    menu->item[menu->count++] = choice;
}

static struct menu menu_of(const struct app *app)
{
    const struct campaign *campaign = app->options.campaign;
    struct menu menu = {0};
    if (app_can_continue(app)) {
        menu_add(&menu, CHOICE_CONTINUE);
    }
    if (app_level_unwon(app) != NULL) {
        menu_add(&menu, CHOICE_PLAY);
    }
    if (campaign != NULL && campaign->count > 0) {
        menu_add(&menu, CHOICE_LEVELS);
    }
    menu_add(&menu, CHOICE_LAB);
    menu_add(&menu, CHOICE_HELP);
    menu_add(&menu, CHOICE_SETTINGS);
    menu_add(&menu, CHOICE_QUIT);
    return menu;
}

/* Nothing was won and nothing begun: a newcomer. */
static bool is_newcomer(const struct app *app)
{
    const struct campaign *campaign = app->options.campaign;
    return campaign != NULL && campaign->count > 0 &&
           app_level_unwon(app) == campaign->entry[0].id;
}

static const char *choice_name(const struct app *app, enum choice choice)
{
    switch (choice) {
    case CHOICE_CONTINUE:
        return _("Continue the siege");
    case CHOICE_PLAY:
        return is_newcomer(app) ? _("Play") : _("Play on");
    case CHOICE_LEVELS:
        return _("Choose a level");
    case CHOICE_LAB:
        return _("The laboratory");
    case CHOICE_HELP:
        return _("How to play");
    case CHOICE_SETTINGS:
        return _("Settings");
    case CHOICE_QUIT:
    case CHOICE_COUNT:
        break;
    }
    return _("Quit");
}

static void choose(struct app *app, enum choice choice)
{
    switch (choice) {
    case CHOICE_CONTINUE:
        app_continue(app);
        break;
    case CHOICE_PLAY:
        (void)app_brief(app, app_level_unwon(app));
        break;
    case CHOICE_LEVELS:
        app_go(app, SCREEN_LEVELS);
        break;
    case CHOICE_LAB:
        lab_enter(app, false);
        break;
    case CHOICE_HELP:
        app->back = SCREEN_TITLE;
        app_go(app, SCREEN_HELP);
        break;
    case CHOICE_SETTINGS:
        app_go(app, SCREEN_SETTINGS);
        break;
    case CHOICE_QUIT:
    case CHOICE_COUNT:
        app->quit = true;
        break;
    }
}

/* The choices keep their numbers when a siege can be continued. */
static char choice_key(const struct menu *menu, int place)
{
    bool continues = menu->item[0] == CHOICE_CONTINUE;
    return continues && place == 0 ? 'c'
                                   : (char)('1' + place - (continues ? 1 : 0));
}

static void draw_menu(struct app *app, struct frame *frame,
                      const struct menu *menu, int x, int y, int width)
{
    for (int i = 0; i < menu->count; i++) {
        bool focus = i == app->cursor[SCREEN_TITLE];
        enum frame_role role = focus ? FRAME_FOCUS : FRAME_TEXT;
        frame_run(frame, x, y + i, width, GLYPH_BLANK, role);
        if (focus) {
            frame_glyph(frame, x + 1, y + i, GLYPH_POINTER, role);
        }
        char line[160];
        (void)snprintf(line, sizeof line, "%c  %s", choice_key(menu, i),
                       choice_name(app, menu->item[i]));
        text_draw(frame, x + 3, y + i, width - 4, line, role);
        app_hit(app, x, y + i, width, 1, 0, i);
    }
}

static int menu_width(const struct app *app, const struct menu *menu)
{
    int widest = 18;
    for (int i = 0; i < menu->count; i++) {
        int width = text_width(choice_name(app, menu->item[i]));
        widest = width > widest ? width : widest;
    }
    return widest + 9;
}

static const char *tagline(int width)
{
    const char *full =
        _("Generals, messengers, traitors: whom do you believe?");
    return text_width(full) <= width - 2 ? full : _("Whom do you believe?");
}

/* Where name and tagline stand; the picture keeps out of them. */
struct heading {
    int y, rows, line;
};

static struct heading heading_of(const struct frame *frame, int rows)
{
    struct heading heading = {.y = frame->height >= 20 ? 1 : 0};
    heading.rows = art_name(NULL, frame->width, heading.y, rows);
    heading.rows = heading.rows == 0 ? 1 : heading.rows;
    heading.line = heading.y + heading.rows + (frame->height >= 20 ? 1 : 0);
    return heading;
}

static void draw_line(struct frame *frame, int y, const char *line)
{
    int x = (frame->width - text_width(line)) / 2;
    frame_run(frame, x - 1, y, text_width(line) + 2, GLYPH_BLANK, FRAME_TEXT);
    text_draw(frame, x, y, frame->width - x, line, FRAME_TEXT);
}

static void draw_heading(struct frame *frame, struct heading heading)
{
    for (int y = heading.y; y < heading.y + heading.rows; y++) {
        frame_run(frame, 0, y, frame->width, GLYPH_BLANK, FRAME_TEXT);
    }
    if (art_name(frame, frame->width, heading.y, heading.rows) == 0) {
        draw_line(frame, heading.y, "S T R A T E G O S");
    }
    draw_line(frame, heading.line, tagline(frame->width));
}

/* The rows of a picture need a name of their own: nobody writes over it. */
enum { PICTURE_ROWS_MIN = 8, MENU_MARGIN = 1 };

static void draw(struct app *app, struct frame *frame)
{
    struct menu menu = menu_of(app);
    int width = menu_width(app, &menu);
    int x = (frame->width - width) / 2;
    if (app->cursor[SCREEN_TITLE] >= menu.count) {
        app->cursor[SCREEN_TITLE] = menu.count - 1;
    }
    /* Below the walls: the menu, a row for news, the keys. */
    int spare = frame->height >= 50   ? 6
                : frame->height >= 30 ? 3
                : frame->height >= 20 ? 1
                                      : 0;
    int menu_y = frame->height - 2 - spare - menu.count;
    struct heading heading = heading_of(frame, (menu_y - 2) / 4);
    struct title_scene scene = {.rows = frame->height - 2,
                                .horizon = menu_y - MENU_MARGIN,
                                .sky = heading.line + 1,
                                .gap = x,
                                .gap_width = width};
    if (scene.horizon >= PICTURE_ROWS_MIN) {
        art_title(frame, &scene);
    }
    draw_heading(frame, heading);
    draw_menu(app, frame, &menu, x, menu_y, width);
    draw_message(app, frame, frame->height - 2);
    draw_keys(app, frame);
}

static void key(struct app *app, uint32_t key)
{
    struct menu menu = menu_of(app);
    int at = app->cursor[SCREEN_TITLE];
    if (app_move_cursor(app, key, menu.count, menu.count)) {
        return;
    }
    for (int i = 0; i < menu.count; i++) {
        if (key == (uint32_t)choice_key(&menu, i)) {
            at = i;
            key = KEYS_ENTER;
        }
    }
    if (key == KEYS_ENTER && at < menu.count) {
        app->cursor[SCREEN_TITLE] = at;
        choose(app, menu.item[at]);
    }
}

static void select_item(struct app *app, int item, bool activate)
{
    struct menu menu = menu_of(app);
    (void)activate; /* a menu is for choosing: one click is enough */
    if (item < menu.count) {
        app->cursor[SCREEN_TITLE] = item;
        choose(app, menu.item[item]);
    }
}

static void enter(struct app *app)
{
    app->cursor[SCREEN_TITLE] = 0;
}

static const struct keybind keys[] = {{KEYS_ENTER, "Enter", N_("choose")},
                                      {KEYS_DOWN, "↑↓", N_("move")},
                                      {0, NULL, NULL}};

const struct screen screen_title = {.id = "title",
                                    .title = N_("Title"),
                                    .keys = keys,
                                    .enter = enter,
                                    .draw = draw,
                                    .key = key,
                                    .select = select_item};
