/* Keys and clicks of the siege screen. */
#include <stdio.h>

#include "core/view.h"
#include "rules/rules.h"
#include "ui/proof.h"
#include "ui/siege.h"

const struct panel_row *siege_row_at_cursor(const struct app *app)
{
    const struct app_siege *siege = app->siege;
    return siege->cursor >= 0 && siege->cursor < siege->panel.rows
               ? &siege->panel.row[siege->cursor]
               : NULL;
}

/* Rows that ask for something, the letters left out. */
static bool is_question(const struct panel_row *row)
{
    return siege_row_selectable(row) && row->kind != ROW_LETTER &&
           row->kind != ROW_TIP;
}

/* Move to the next row of a kind; stay where there is none. */
static void move(struct app *app, int step, bool questions)
{
    struct app_siege *siege = app->siege;
    for (int i = siege->cursor + step; i >= 0 && i < siege->panel.rows;
         i += step) {
        const struct panel_row *row = &siege->panel.row[i];
        if (questions ? is_question(row) : siege_row_selectable(row)) {
            siege->cursor = i;
            return;
        }
    }
    siege->scroll += step;
}

void siege_first_row(struct app *app)
{
    struct app_siege *siege = app->siege;
    siege_settle(app);
    siege->cursor = -1;
    for (int i = 0; i < siege->panel.rows && siege->cursor < 0; i++) {
        const struct panel_row *row = &siege->panel.row[i];
        if (row->kind == ROW_ITEM || row->kind == ROW_CHOICE ||
            row->kind == ROW_SEND ||
            (row->kind == ROW_NEXT && row->item == siege_next_answer(app))) {
            siege->cursor = i;
        }
    }
    siege->cursor = siege->cursor < 0 ? 0 : siege->cursor;
}

/* A desk's key in the past: first come back to the present. */
static bool to_the_desk(struct app *app)
{
    if (siege_at_desk(app) && app->siege->page == PAGE_DESK) {
        return true;
    }
    if (siege_in_past(app) && !session_over(app->session)) {
        (void)snprintf(app->siege->news, sizeof app->siege->news, "%s",
                       _("The past cannot be changed; this is the present."));
    }
    app->siege->page = PAGE_DESK;
    siege_jump(app, siege_present(app));
    siege_first_row(app);
    return false;
}

/* Space: pause, go on, or let the riders go. */
static void run_or_pause(struct app *app)
{
    if (app->siege->running) {
        app->siege->onward = false;
        siege_run(app, false);
    } else if (siege_schedules(app)) {
        siege_run_on(app);
    } else {
        siege_send(app);
    }
}

static void change_speed(struct app *app, int step)
{
    int speed = app->siege->speed + step;
    if (speed >= 0 && speed < SIEGE_SPEEDS) {
        app->siege->speed = (uint8_t)speed;
    }
}

/* To the present; from there to the desk's end. */
static void go_to_end(struct app *app)
{
    bool there = !siege_in_past(app) && app->siege->page == PAGE_DESK;
    siege_jump(app, siege_present(app));
    siege_first_row(app);
    if (there && siege_at_desk(app)) {
        app->siege->cursor = app->siege->panel.rows - 1;
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
        go_to_end(app);
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
    if (app->siege->page == PAGE_CHAIN) {
        return; /* the block under the cursor lies open already */
    }
    if (app->siege->page != PAGE_DESK) {
        (void)siege_back(app);
        return;
    }
    if (app->siege->running) {
        time_key(app, KEYS_END);
        app->siege->drowsy = !siege_networks(app); /* many small steps */
        return;
    }
    if (app->siege->drowsy) {
        (void)snprintf(app->siege->news, sizeof app->siege->news, "%s",
                       _("Enter again does it: this one was too early."));
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
    case ROW_NEXT:
        siege_let_happen(app);
        break;
    case ROW_LETTER:
    case ROW_TIP:
        siege_inspect(app);
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
    case ROW_TREE:
    case ROW_BLOCK:
    case ROW_LAMP:
    case ROW_STATE:
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
        if (items[i].decision.kind == DECISION_DECIDE ||
            items[i].decision.kind == DECISION_BUILD) {
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
    app->siege->map_only = false; /* what is changed is to be seen */
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
    if (key == (uint32_t)SILENCE_KEY[0] ||
        (key == 's' && siege_s_is_free(level))) {
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
    } else if (prompt == PROMPT_SOLUTION) {
        siege_solve(app);
    }
}

static bool is_lie(const struct app *app, const struct panel_row *row)
{
    struct letter letter;
    if (row->kind != ROW_LETTER) {
        return false;
    }
    game_letter(session_world(app->session), row->item, &letter);
    return letter_is_lie(&letter);
}

/* Among the letters of a siege that is watched for its lies: round and round.
 */
static void next_lie(struct app *app, int step)
{
    struct app_siege *siege = app->siege;
    int rows = siege->panel.rows;
    for (int i = 1; i <= rows; i++) {
        int at = (siege->cursor + rows + step * i % rows) % rows;
        if (is_lie(app, &siege->panel.row[at])) {
            siege->cursor = at;
            return;
        }
    }
    (void)snprintf(siege->news, sizeof siege->news, "%s",
                   _("No lie is among these letters."));
}

/* The next question on the desk; the next camp where one is explained. */
static void next_question(struct app *app, int step)
{
    struct app_siege *siege = app->siege;
    unsigned n = session_setup(app->session)->generals;
    if (siege->page == PAGE_DESK && proof_watched(app)) {
        next_lie(app, step);
        return;
    }
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
        siege_inspect(app);
        return true;
    case 'm':
        app->siege->map_only = !app->siege->map_only;
        return true;
    default: /* a code point, not an enum */
        return false;
    }
}

static void ask_claim(struct app *app)
{
    const struct level *level = session_level(app->session);
    if (session_over(app->session)) {
        return;
    }
    if (level->role == ROLE_WATCH) {
        (void)snprintf(app->siege->news, sizeof app->siege->news, "%s",
                       _("There is nothing to claim for who only watches."));
        return;
    }
    app->siege->prompt = PROMPT_CLAIM;
}

bool siege_changes(uint32_t key)
{
    return key == 'u' || key == 'y' || key == 'h' || key == 'p' || key == 'n' ||
           key == '!' || key == 'x';
}

static void game_key(struct app *app, uint32_t key)
{
    if (proof_watched(app) && siege_changes(key)) {
        return;
    }
    switch (key) {
    case 'u':
        siege_undo(app);
        break;
    case 'y':
        siege_redo(app);
        break;
    case 'h':
        siege_hint(app);
        break;
    case 'v':
        siege_look_through(app);
        break;
    case 'p':
        siege_pencil(app);
        break;
    case 'n':
        app->siege->prompt = PROMPT_RESTART;
        break;
    case '!':
        ask_claim(app);
        break;
    case 'x':
        proof_open(app);
        break;
    default: /* a code point, not an enum */
        break;
    }
}

void siege_key(struct app *app, uint32_t key)
{
    if (app->siege == NULL || app->session == NULL) {
        return;
    }
    bool wakes = app->siege->drowsy && !app->siege->running;
    app->siege->onward = app->siege->onward && key == ' ';
    app->siege->news[0] = '\0';
    app->message[0] = '\0';
    if (app->siege->prompt != PROMPT_NONE) {
        prompt_key(app, key);
    } else if (!time_key(app, key) && !panel_key(app, key) &&
               !siege_work_key(app, key) && !siege_network_key(app, key) &&
               !siege_demand_key(app, key) && !answer_key(app, key)) {
        game_key(app, key);
    }
    if (wakes && app->siege != NULL) {
        app->siege->drowsy = false;
    }
}

bool siege_back(struct app *app)
{
    struct app_siege *siege = app->siege;
    if (siege == NULL) {
        return false;
    }
    if (siege->prompt != PROMPT_NONE) {
        siege->prompt = PROMPT_NONE;
        return true;
    }
    if (siege->page != PAGE_DESK) {
        siege->page = PAGE_DESK;
        siege->tampered = NO_BLOCK;
        siege->scroll = 0;
        siege_first_row(app);
        return true;
    }
    if (proof_watched(app)) {
        proof_watch_end(app);
        return true;
    }
    return false;
}

/* Go to the first line about this general, or explain the camp. */
static void select_camp(struct app *app, unsigned g)
{
    struct app_siege *siege = app->siege;
    for (int i = 0; siege->page == PAGE_DESK && i < siege->panel.rows; i++) {
        const struct panel_row *row = &siege->panel.row[i];
        if ((row->kind == ROW_STAND || row->kind == ROW_ITEM) &&
            row->general == g && i != siege->cursor) {
            siege->cursor = i;
            siege->map_only = false;
            return;
        }
    }
    siege->camp = (uint8_t)g;
    siege_open_page(app, PAGE_CAMP);
}

void siege_select(struct app *app, int item, bool active)
{
    (void)active;
    if (app->siege == NULL || app->session == NULL) {
        return;
    }
    app->siege->onward = false;
    if (item >= BLOCK_ITEM) {
        siege_open_chain(app, (unsigned)(item - BLOCK_ITEM));
    } else if (item >= CAMP_ITEM) {
        select_camp(app, (unsigned)(item - CAMP_ITEM));
    } else if (item < app->siege->panel.rows) {
        app->siege->cursor = item;
        app->siege->drowsy = false; /* a click means what it is on */
        activate(app);
    }
}
