/* Language, motion and drawings; kept where the player wants it. */
#include <langinfo.h>
#include <string.h>

#include "session/config.h"
#include "ui/screen.h"

enum setting { SETTING_LANGUAGE, SETTING_MOTION, SETTING_DRAWINGS, SETTINGS };

enum { VALUE_COLUMN = 16 };

static bool locale_has_hangul(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static const char *setting_name(enum setting setting)
{
    switch (setting) {
    case SETTING_LANGUAGE:
        return _("Language");
    case SETTING_MOTION:
        return _("Motion");
    case SETTING_DRAWINGS:
    case SETTINGS:
        break;
    }
    return _("Drawings");
}

/* A language is named in itself, so that whoever reads it finds it. */
static const char *setting_value(const struct app *app, enum setting setting)
{
    switch (setting) {
    case SETTING_LANGUAGE:
        return text_language() == LANGUAGE_KO ? "한국어" : "English";
    case SETTING_MOTION:
        return app->options.animate ? _("on") : _("off");
    case SETTING_DRAWINGS:
    case SETTINGS:
        break;
    }
    return app->options.ascii ? _("plain ASCII") : _("all letters");
}

static const char *setting_help(enum setting setting)
{
    switch (setting) {
    case SETTING_LANGUAGE:
        return locale_has_hangul()
                   ? _("English or Korean, everywhere and at once.")
                   : _("This terminal shows no Korean: its locale is not "
                       "UTF-8.");
    case SETTING_MOTION:
        return _("Riders and flames move. Without motion they jump.");
    case SETTING_DRAWINGS:
    case SETTINGS:
        break;
    }
    return _("Plain ASCII is for terminals and fonts that lack the signs.");
}

/* What cannot be kept holds until the game is left, and is said. */
static void keep(struct app *app)
{
    struct diag why = {0};
    const struct config config = {.language = (int8_t)text_language(),
                                  .motion = app->options.animate,
                                  .ascii = app->options.ascii};
    app->message[0] = '\0';
    if (app->options.keep_settings && config_save(&config, &why) != STATUS_OK) {
        app_say(app, _("The settings could not be kept: %s"), why.text);
    }
}

static void change(struct app *app, enum setting setting)
{
    switch (setting) {
    case SETTING_LANGUAGE:
        if (!locale_has_hangul()) {
            return;
        }
        text_set_language(text_language() == LANGUAGE_KO ? LANGUAGE_EN
                                                         : LANGUAGE_KO);
        app->language_changed = true;
        break;
    case SETTING_MOTION:
        app->options.animate = !app->options.animate;
        break;
    case SETTING_DRAWINGS:
    case SETTINGS:
        app->options.ascii = locale_has_hangul() ? !app->options.ascii : true;
        break;
    }
    keep(app);
}

static void draw_setting(struct app *app, struct frame *frame, int y,
                         enum setting setting)
{
    bool focus = app->cursor[SCREEN_SETTINGS] == (int)setting;
    enum frame_role role = focus ? FRAME_FOCUS : FRAME_TEXT;
    int width = frame->width < 64 ? frame->width - 2 : 62;
    frame_run(frame, 1, y, width, GLYPH_BLANK, role);
    if (focus) {
        frame_glyph(frame, 2, y, GLYPH_POINTER, role);
    }
    text_draw(frame, 4, y, VALUE_COLUMN - 1, setting_name(setting), role);
    frame_glyph(frame, 4 + VALUE_COLUMN, y, GLYPH_ARROW_LEFT, role);
    int used = text_draw(frame, 6 + VALUE_COLUMN, y, width - VALUE_COLUMN - 8,
                         setting_value(app, setting), role);
    frame_glyph(frame, 7 + VALUE_COLUMN + used, y, GLYPH_ARROW_RIGHT, role);
    app_hit(app, 1, y, width, 1, 0, (int)setting);
}

static void draw(struct app *app, struct frame *frame)
{
    draw_header(app, frame, _("Settings"), "");
    draw_rule(frame, 1);
    for (int i = 0; i < SETTINGS; i++) {
        draw_setting(app, frame, 2 + i, (enum setting)i);
    }
    text_wrap(frame, 2, 3 + SETTINGS, frame->width - 4, 3, 0,
              setting_help((enum setting)app->cursor[SCREEN_SETTINGS]),
              FRAME_DIM);
    draw_rule(frame, frame->height - 3);
    draw_message(app, frame, frame->height - 2);
    draw_keys(app, frame);
}

static void key(struct app *app, uint32_t key)
{
    if (app_move_cursor(app, key, SETTINGS, SETTINGS)) {
        return;
    }
    if (key == KEYS_ENTER || key == ' ' || key == KEYS_LEFT ||
        key == KEYS_RIGHT) {
        change(app, (enum setting)app->cursor[SCREEN_SETTINGS]);
    }
}

static void select_item(struct app *app, int item, bool activate)
{
    (void)activate;
    app->cursor[SCREEN_SETTINGS] = item;
    change(app, (enum setting)item);
}

static const struct keybind keys[] = {{KEYS_ENTER, "Enter", N_("change")},
                                      {KEYS_DOWN, "↑↓", N_("move")},
                                      {0, NULL, NULL}};

const struct screen screen_settings = {.id = "settings",
                                       .title = N_("Settings"),
                                       .keys = keys,
                                       .draw = draw,
                                       .key = key,
                                       .select = select_item};
