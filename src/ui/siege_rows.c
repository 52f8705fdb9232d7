/* Which lines the panel has, from the state of the siege: the desk with its
 * questions, the letters of the tent, hints, a camp or a letter in detail. */
#include "ui/siege.h"
#include "ui/words.h"

enum { FORECAST_LINES = 4, FEW_LETTERS = 8, LEGEND_LINES = 5 };

void siege_add_row(struct panel *panel, struct panel_row row)
{
    if (panel->rows < PANEL_ROWS_MAX) {
        panel->row[panel->rows++] = row;
    }
}

void siege_add_blank(struct panel *panel)
{
    if (panel->rows > 0 && panel->row[panel->rows - 1].kind != ROW_BLANK) {
        siege_add_row(panel, (struct panel_row){.kind = ROW_BLANK});
    }
}

void siege_add_text(struct app *app, enum panel_kind kind, uint32_t item)
{
    struct panel *panel = &app->siege->panel;
    struct panel_row row = {.kind = (uint8_t)kind, .item = item};
    char text[WORDS_MAX];
    int lines;
    siege_sentence(app, &row, text, sizeof text);
    if (text[0] == '\0') {
        return;
    }
    lines = text_wrap(NULL, 0, 0, panel->width - 1, 0, 0, text, FRAME_TEXT);
    for (int line = 0; line < lines && line < 255; line++) {
        row.line = (uint8_t)line;
        siege_add_row(panel, row);
    }
}

bool siege_row_selectable(const struct panel_row *row)
{
    switch ((enum panel_kind)row->kind) {
    case ROW_STAND:
    case ROW_ITEM:
    case ROW_CHOICE:
    case ROW_LETTER:
    case ROW_TIP:
    case ROW_BLOCK:
    case ROW_NEXT:
    case ROW_SEND:
        return true;
    case ROW_BLANK:
    case ROW_HEAD:
    case ROW_TEXT:
    case ROW_TALLY:
    case ROW_FORECAST:
    case ROW_LIES:
    case ROW_TREE:
    case ROW_LAMP:
    case ROW_STATE:
        break;
    }
    return false;
}

/* --- the desk --- */

static bool is_letter_question(const struct desk_item *item)
{
    return item->decision.kind == DECISION_LETTER ||
           item->decision.kind == DECISION_SEAL ||
           item->decision.kind == DECISION_VOTE ||
           item->decision.kind == DECISION_VOUCH;
}

/* Standing orders are worth their lines when a receiver gets several letters.
 */
static void add_standing(struct app *app, const struct desk_item *items,
                         size_t count)
{
    struct panel *panel = &app->siege->panel;
    unsigned letters[GENERALS_MAX] = {0}, most = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned to = items[i].decision.target;
        if (is_letter_question(&items[i]) && to < GENERALS_MAX) {
            letters[to]++;
            most = letters[to] > most ? letters[to] : most;
        }
    }
    if (most < 2 || count <= FEW_LETTERS) {
        return;
    }
    siege_add_text(app, ROW_TEXT, TEXT_STANDING);
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        if (letters[g] > 0) {
            siege_add_row(panel, (struct panel_row){.kind = ROW_STAND,
                                                    .general = (uint8_t)g,
                                                    .depth = 1});
        }
    }
    siege_add_blank(panel);
}

static bool is_sealed_question(const struct desk_item *item)
{
    return item->decision.kind == DECISION_SEAL ||
           item->decision.kind == DECISION_FORGE;
}

/* Say whether two questions stand under one heading. */
static bool same_subject(const struct desk_item *a, const struct desk_item *b)
{
    bool same_actor = a->decision.actor == b->decision.actor;
    if (a->decision.kind == b->decision.kind &&
        a->decision.kind == DECISION_VOUCH) {
        return same_actor && a->decision.target == b->decision.target;
    }
    if (is_sealed_question(a) && is_sealed_question(b)) {
        return same_actor && a->decision.target == b->decision.target;
    }
    return a->decision.kind == b->decision.kind && a->post == b->post &&
           a->view == b->view &&
           (a->decision.kind == DECISION_CAPTURE ||
            a->decision.kind == DECISION_PUBLISH ||
            a->decision.kind == DECISION_BUILD ||
            (same_actor && a->chain == b->chain && a->length == b->length));
}

/* Where an answer stands among those to one question. Orders and demands stand
 * in the order of their numbers, so that nothing tells which one the protocol
 * would have. */
static uint32_t place_of(const struct option *option, uint32_t o)
{
    if (option->kind == OPTION_DECIDE) {
        return option->order;
    }
    return option->kind == OPTION_DEMAND ? option->count : o;
}

static void add_choices(struct app *app, uint32_t item, uint32_t options)
{
    for (uint32_t place = 0; place < options; place++) {
        struct option option;
        for (uint32_t o = 0; o < options && o < 255; o++) {
            if (session_option(app->session, item, o, &option) != STATUS_OK ||
                place_of(&option, o) != place) {
                continue;
            }
            siege_add_row(&app->siege->panel,
                          (struct panel_row){.kind = ROW_CHOICE,
                                             .item = item,
                                             .option = (uint8_t)o,
                                             .depth = 1});
        }
    }
}

static bool is_choice(const struct desk_item *item)
{
    switch ((enum decision_kind)item->decision.kind) {
    case DECISION_ACCUSE:
    case DECISION_PROOF_1:
    case DECISION_PROOF_2:
    case DECISION_DECIDE:
    case DECISION_TRUST:
    case DECISION_DEMAND:
        return true;
    case DECISION_NONE:
    case DECISION_LETTER:
    case DECISION_SEAL:
    case DECISION_FORGE:
    case DECISION_CAPTURE:
    case DECISION_MINE:
    case DECISION_PUBLISH:
    case DECISION_BUILD:
    case DECISION_ALARM:
    case DECISION_DELIVER:
    case DECISION_TOSS:
    case DECISION_VOTE:
    case DECISION_VOUCH:
    case DECISION_COUNT:
        break;
    }
    return false;
}

/* Say whether the line of a question needs no heading. */
static bool speaks_for_itself(const struct desk_item *item)
{
    return item->decision.kind == DECISION_BUILD ||
           item->decision.kind == DECISION_ALARM;
}

/* Whom a question's line is about: who is written to, else who does it. */
static uint8_t subject(const struct desk_item *item)
{
    return item->decision.target == NO_GENERAL ? item->decision.actor
                                               : item->decision.target;
}

static void add_desk(struct app *app)
{
    struct panel *panel = &app->siege->panel;
    const struct desk_item *items;
    size_t count = session_desk(app->session, &items);
    if (siege_schedules(app)) {
        siege_next_rows(app);
        return;
    }
    add_standing(app, items, count);
    for (size_t i = 0; i < count; i++) {
        if (speaks_for_itself(&items[i])) {
            /* its line says what it is about */
        } else if (i == 0 || !same_subject(&items[i], &items[i - 1])) {
            siege_add_blank(panel);
            siege_add_text(app, ROW_HEAD, (uint32_t)i);
        }
        if (is_choice(&items[i])) {
            add_choices(app, (uint32_t)i, items[i].options);
        } else {
            siege_add_row(panel,
                          (struct panel_row){.kind = ROW_ITEM,
                                             .item = (uint32_t)i,
                                             .general = subject(&items[i]),
                                             .depth = 1});
        }
    }
}

/* --- what stays at the foot of the panel --- */

/* One line for each general, or where those would push the letters out of
 * sight, one for each order. */
static void add_forecast(struct app *app, int height)
{
    const struct setup *setup = session_setup(app->session);
    uint8_t decided[GENERALS_MAX];
    unsigned with[ORDERS_MAX] = {0}, loyal = 0;
    struct panel *panel = &app->siege->panel;
    session_forecast(app->session, decided);
    if (setup->rule != RULE_RELAY) {
        decided[setup->commander] = ORDER_NONE; /* he knows what he was told */
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        if (decided[g] < ORDERS_MAX) {
            with[decided[g]]++;
            loyal++;
        }
    }
    if (loyal == 0) {
        return;
    }
    bool one_by_one =
        loyal <= FORECAST_LINES &&
        (loyal < FORECAST_LINES || panel->rows + FORECAST_LINES + 3 <= height);
    siege_add_text(app, ROW_TEXT, TEXT_FORECAST);
    for (unsigned g = 0; one_by_one && g < setup->generals; g++) {
        if (decided[g] < ORDERS_MAX) {
            siege_add_row(panel, (struct panel_row){.kind = ROW_FORECAST,
                                                    .general = (uint8_t)g,
                                                    .option = decided[g]});
        }
    }
    for (unsigned o = 0; !one_by_one && o < setup->orders; o++) {
        if (with[o] > 0) {
            siege_add_row(panel, (struct panel_row){.kind = ROW_FORECAST,
                                                    .general = NO_GENERAL,
                                                    .item = with[o],
                                                    .option = (uint8_t)o});
        }
    }
}

static void add_foot(struct app *app, bool desk, int height)
{
    struct panel *panel = &app->siege->panel;
    const struct level *level = session_level(app->session);
    int before = panel->rows;
    const struct desk_item *items;
    bool letters = desk && session_desk(app->session, &items) > 0 &&
                   is_letter_question(&items[0]);
    siege_add_row(panel, (struct panel_row){.kind = ROW_BLANK});
    if (letters && height >= 12 && !siege_networks(app)) {
        add_forecast(app, height);
    }
    if (siege_networks(app)) {
        siege_state_rows(app, height);
    }
    if (desk && level->role != ROLE_LOYAL && level->role != ROLE_WATCH &&
        (level->role != ROLE_CITY ||
         level->setup.budget + level->setup.falls > 0)) {
        siege_add_row(panel, (struct panel_row){.kind = ROW_LIES});
    }
    if (letters && panel->rows + LEGEND_LINES < height) {
        siege_add_text(app, ROW_TEXT, TEXT_LEGEND);
    }
    if (!siege_schedules(app)) {
        siege_add_row(panel, (struct panel_row){.kind = ROW_SEND});
    }
    panel->fixed = panel->rows - before;
    if (panel->rows > height && panel->fixed > height / 2 + 1) {
        panel->row[before] = panel->row[panel->rows - 1];
        panel->rows = before + 1;
        panel->fixed = 1;
    }
}

static void add_page_desk(struct app *app, int height)
{
    const struct desk_item *items;
    bool desk = siege_at_desk(app);
    size_t count = desk ? session_desk(app->session, &items) : 0;
    bool letters = count > 0 && is_letter_question(&items[0]);
    bool blind =
        session_level(app->session)->role == ROLE_CITY && siege_eyes(app) == 0;
    if (siege_works(app)) {
        siege_work_rows(app, height);
        siege_add_blank(&app->siege->panel);
    } else if (siege_networks(app)) {
        siege_network_rows(app);
    } else if (!letters && !blind) {
        siege_letter_rows(app);
        siege_add_blank(&app->siege->panel);
        siege_ladder_rows(app, height);
        siege_add_blank(&app->siege->panel);
    }
    if (siege_in_past(app)) {
        siege_add_text(app, ROW_TEXT,
                       app->siege->running ? TEXT_RIDE : TEXT_PAST);
    } else if (session_over(app->session)) {
        siege_add_text(app, ROW_TEXT, TEXT_OVER);
    } else if (count == 0) {
        siege_add_text(app, ROW_TEXT, TEXT_WAIT);
    } else {
        add_desk(app);
    }
    add_foot(app, desk, height);
}

static void add_page_camp(struct app *app)
{
    for (uint32_t i = 0; i < 64; i++) {
        siege_add_text(app, ROW_TEXT, TEXT_CAMP + i);
    }
}

static void add_page_letter(struct app *app)
{
    for (uint32_t i = 0; i < 8; i++) {
        siege_add_text(app, ROW_TEXT, TEXT_LETTER + i);
        siege_add_blank(&app->siege->panel);
    }
}

static bool same_row(const struct panel_row *a, const struct panel_row *b)
{
    return a->kind == b->kind && a->item == b->item &&
           a->general == b->general && a->option == b->option;
}

/* Other lines may stand above the chosen one now: the cursor follows it. */
static void follow(struct app_siege *siege, const struct panel_row *chosen)
{
    const struct panel *panel = &siege->panel;
    for (int i = 0; siege_row_selectable(chosen) && i < panel->rows; i++) {
        if (same_row(&panel->row[i], chosen)) {
            siege->cursor = i;
            return;
        }
    }
    if (siege->cursor >= panel->rows) {
        siege->cursor = panel->rows > 0 ? panel->rows - 1 : 0;
    }
}

void siege_rows(struct app *app, int width, int height)
{
    struct app_siege *siege = app->siege;
    struct panel *panel = &siege->panel;
    struct panel_row chosen = {.kind = ROW_BLANK};
    if (siege->cursor >= 0 && siege->cursor < panel->rows) {
        chosen = panel->row[siege->cursor];
    }
    panel->rows = 0;
    panel->fixed = 0;
    panel->width = width;
    switch ((enum panel_page)siege->page) {
    case PAGE_DESK:
        add_page_desk(app, height);
        break;
    case PAGE_HINTS:
        for (uint32_t i = 0; i < siege->hints; i++) {
            siege_add_text(app, ROW_TEXT, TEXT_HINT + i);
            siege_add_blank(panel);
        }
        siege_add_text(app, ROW_TEXT, TEXT_COST);
        break;
    case PAGE_CAMP:
        add_page_camp(app);
        break;
    case PAGE_LETTER:
        add_page_letter(app);
        break;
    case PAGE_CHAIN:
        siege_chain_rows(app, height);
        break;
    }
    follow(siege, &chosen);
}
