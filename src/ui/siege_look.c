/* Looking closer without playing: camps and letters in detail, over whose
 * shoulder, and the pencil. */
#include <stdio.h>

#include "ui/siege.h"
#include "ui/words_say.h"

void siege_open_page(struct app *app, enum panel_page page)
{
    app->siege->page = (uint8_t)page;
    app->siege->scroll = 0;
    app->siege->map_only = false;
    siege_settle(app);
}

void siege_inspect(struct app *app)
{
    const struct panel_row *row = siege_row_at_cursor(app);
    struct app_siege *siege = app->siege;
    if (siege->page != PAGE_DESK) {
        (void)siege_back(app);
        return;
    }
    if (row != NULL && row->kind == ROW_LETTER) {
        siege->letter = row->item;
        siege_open_page(app, PAGE_LETTER);
        return;
    }
    if (row != NULL && row->kind == ROW_TIP) {
        siege_open_chain(app, row->item);
        return;
    }
    if (siege_letter_at_cursor(app) != NO_LETTER) {
        siege->letter = siege_letter_at_cursor(app);
        siege_open_page(app, PAGE_LETTER);
        return;
    }
    siege->camp = session_setup(app->session)->commander;
    if (row != NULL && (row->kind == ROW_ITEM || row->kind == ROW_STAND)) {
        siege->camp = row->general;
    }
    siege_open_page(app, PAGE_CAMP);
}

/* A teacher, or anybody afterwards, looks over one shoulder after the other,
 * then covers everything, then sees all again. */
void siege_look_through(struct app *app)
{
    struct app_siege *siege = app->siege;
    unsigned n = session_setup(app->session)->generals;
    if (session_eyes(app->session) != EYES_ALL) {
        (void)snprintf(siege->news, sizeof siege->news, "%s",
                       _("Only who watches, or when it is over, may see all."));
        return;
    }
    siege->shoulder = (uint8_t)((siege->shoulder + 1u) % (n + 2));
    if (siege->shoulder == 0) {
        words_say(siege->news, sizeof siege->news, "%s", _("You see all."));
    } else if (siege->shoulder > n) {
        words_say(siege->news, sizeof siege->news, "%s",
                  _("All that is secret is covered."));
    } else {
        words_say(
            siege->news, sizeof siege->news,
            _("You look over the shoulder of %s."),
            words_name(session_level(app->session), siege->shoulder - 1u));
    }
}

/* The general that the cursor is about, or NO_GENERAL. */
static unsigned general_at_cursor(const struct app *app)
{
    const struct panel_row *row = siege_row_at_cursor(app);
    struct letter letter;
    if (app->siege->page == PAGE_CAMP) {
        return app->siege->camp;
    }
    if (row != NULL && row->kind == ROW_LETTER) {
        game_letter(session_world(app->session), row->item, &letter);
        return letter.from;
    }
    return row != NULL && (row->kind == ROW_ITEM || row->kind == ROW_STAND)
               ? row->general
               : NO_GENERAL;
}

/* The pencil: suspect a general, trust him, neither. */
void siege_pencil(struct app *app)
{
    struct app_siege *siege = app->siege;
    unsigned g = general_at_cursor(app);
    if (g >= session_setup(app->session)->generals) {
        (void)snprintf(siege->news, sizeof siege->news, "%s",
                       _("Choose a letter or a camp to mark its general."));
        return;
    }
    const char *name = words_name(session_level(app->session), g);
    siege->mark[g] = (uint8_t)((siege->mark[g] + 1u) % MARK_COUNT);
    switch ((enum camp_mark)siege->mark[g]) {
    case MARK_SUSPECT:
        words_say(siege->news, sizeof siege->news, _("You suspect %s."), name);
        break;
    case MARK_TRUST:
        words_say(siege->news, sizeof siege->news, _("You trust %s."), name);
        break;
    case MARK_NONE:
    case MARK_COUNT:
        words_say(siege->news, sizeof siege->news, _("You make no mark at %s."),
                  name);
        break;
    }
}
