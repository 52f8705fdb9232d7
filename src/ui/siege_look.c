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

static bool time_key(struct app *app, uint32_t key)
{
    switch (key) {
    case ' ':
        run_or_pause(app);
        return true;
    case KEYS_LEFT:
        siege_step(app, -1);
        return true;
    case KEYS_RIGHT:
        siege_step(app, 1);
        return true;
    case KEYS_HOME:
        siege_jump(app, 0);
        return true;
    case KEYS_END:
        siege_jump(app, siege_present(app));
        siege_first_row(app);
        return true;
    case '+':
    case '=':
        change_speed(app, 1);
        return true;
    case '-':
        change_speed(app, -1);
        return true;
    default: /* a code point, not an enum */
        return false;
    }
}

static void activate(struct app *app)
{
    const struct panel_row *row = siege_row_at_cursor(app);
    if (app->siege->page != PAGE_DESK) {
        (void)siege_back(app);
        return;
    }
    if (row == NULL) {
        return;
    }
    switch ((enum panel_kind)row->kind) {
    case ROW_SEND:
        if (siege_in_past(app)) {
            time_key(app, KEYS_END);
        } else {
            siege_send(app);
        }
        break;
    case ROW_LETTER:
        inspect(app);
        break;
    case ROW_STAND:
    case ROW_ITEM:
    case ROW_CHOICE: {
        struct panel_row copy = *row;
        siege_answer(app, &copy, SAY_NEXT, 0);
        break;
    }
    case ROW_BLANK:
    case ROW_HEAD:
    case ROW_TEXT:
    case ROW_TALLY:
    case ROW_FORECAST:
    case ROW_LIES:
        break;
    }
}

/* The question that a key for an order is meant for when the cursor is on
 * none: the decision, or the only letter. Its number, or NO_LETTER. */
static uint32_t obvious_item(const struct app *app)
{
    const struct desk_item *items;
    size_t count = session_desk(app->session, &items);
    for (uint32_t i = 0; i < count; i++) {
        if (items[i].decision.kind == DECISION_DECIDE) {
            return i;
        }
    }
    return count == 1 ? 0 : NO_LETTER;
}

/* Answer the row under the cursor, else the obvious question. */
static void answer(struct app *app, enum siege_say what, unsigned order)
{
    if (!to_the_desk(app)) {
        return;
    }
    const struct panel_row *row = siege_row_at_cursor(app);
    if (row != NULL && (row->kind == ROW_ITEM || row->kind == ROW_STAND)) {
        struct panel_row copy = *row;
        siege_answer(app, &copy, what, order);
        return;
    }
    struct panel_row guess = {.kind = ROW_ITEM, .item = obvious_item(app)};
    if (guess.item != NO_LETTER) {
        siege_answer(app, &guess, what, order);
    } else {
        (void)snprintf(app->siege->news, sizeof app->siege->news, "%s",
                       _("Choose a letter in the panel first."));
    }
}

/* Keys that stand for an order, the truth or silence. */
static bool answer_key(struct app *app, uint32_t key)
{
    const struct level *level = session_level(app->session);
    if (key == 't') {
        answer(app, SAY_TRUTH, 0);
        return true;
    }
    if (key == (uint32_t)siege_silence_key(level)[0] || key == '0') {
        answer(app, SAY_SILENCE, 0);
        return true;
    }
    for (unsigned o = 0; o < level->setup.orders; o++) {
        char letter[8];
        siege_order_key(level, o, letter, sizeof letter);
        if (key == (uint32_t)letter[0] || key == '1' + o) {
            answer(app, SAY_ORDER, o);
            return true;
        }
    }
    return false;
}

static void prompt_key(struct app *app, uint32_t key)
{
    enum siege_prompt prompt = (enum siege_prompt)app->siege->prompt;
    app->siege->prompt = PROMPT_NONE;
    if (key != 'y' && key != KEYS_ENTER) {
        return;
    }
    if (prompt == PROMPT_CLAIM) {
        siege_claim(app);
    } else if (prompt == PROMPT_RESTART) {
        siege_restart(app);
    }
}

/* The next question on the desk; the next camp where one is explained. */
static void next_question(struct app *app, int step)
{
    struct app_siege *siege = app->siege;
    unsigned n = session_setup(app->session)->generals;
    if (siege->page != PAGE_CAMP) {
        move(app, step, true);
        return;
    }
    siege->camp = (uint8_t)((siege->camp + n + (unsigned)step) % n);
    siege->scroll = 0;
}

static bool panel_key(struct app *app, uint32_t key)
{
    switch (key) {
    case KEYS_UP:
        move(app, -1, false);
        return true;
    case KEYS_DOWN:
        move(app, 1, false);
        return true;
    case KEYS_TAB:
        next_question(app, 1);
        return true;
    case KEYS_BACKTAB:
        next_question(app, -1);
        return true;
    case KEYS_PAGE_UP:
    case KEYS_PAGE_DOWN:
        for (int i = 0; i < 8; i++) {
            move(app, key == KEYS_PAGE_UP ? -1 : 1, false);
        }
        return true;
    case KEYS_ENTER:
        activate(app);
        return true;
    case 'i':
        inspect(app);
        return true;
    case 'm':
        app->siege->map_only = !app->siege->map_only;
        return true;
    default: /* a code point, not an enum */
        return false;
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
