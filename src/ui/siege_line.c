/* What one line of the panel looks like. */
#include <stdio.h>

#include "core/paths.h"
#include "ui/siege.h"
#include "ui/words.h"
#include "ui/words_acks.h"
#include "ui/words_say.h"

/* Where one line of the panel is drawn. */
struct line {
    const struct app *app;
    struct frame *frame;
    const struct panel_row *row;
    int x, y, width;
    struct box box; /* the same */
};

static const struct level *level_of(const struct line *line)
{
    return session_level(line->app->session);
}

/* The column where answers begin. */
static int answers_at(const struct line *line)
{
    int names = line->width - 14;
    return line->x + 2 + (names > 16 ? 16 : names < 7 ? 7 : names);
}

/* A letter and its order: "▪A". Returns the next free column. */
static int put_order(const struct line *line, int x, unsigned order,
                     bool sealed)
{
    int used;
    if (order >= ORDERS_MAX) {
        frame_put(line->frame, x, line->y, '-', FRAME_DIM);
        return x + 4;
    }
    frame_glyph(line->frame, x, line->y, sealed ? GLYPH_SEALED : GLYPH_LETTER,
                sealed ? FRAME_SEAL : text_order_role(order));
    used = text_draw(line->frame, x + 1, line->y, 2,
                     text_order_letter(level_of(line), order),
                     text_order_role(order));
    return x + 1 + (used < 2 ? 2 : used) + 1;
}

/* Text up to the end of the line, with so many cells kept free there. */
static void put_part(const struct line *line, int x, int kept, const char *text,
                     enum frame_role role)
{
    int room = line->x + line->width - x - kept;
    text_draw(line->frame, x, line->y, room > 0 ? room : 0, text, role);
}

static void put_rest(const struct line *line, int x, const char *text,
                     enum frame_role role)
{
    put_part(line, x, 0, text, role);
}

static void put_name(const struct line *line, unsigned g)
{
    int end = answers_at(line);
    text_draw(line->frame, line->x + 2, line->y, end - line->x - 3,
              words_name(level_of(line), g), FRAME_TEXT);
}

static void draw_stand(const struct line *line)
{
    char text[WORDS_MAX];
    struct standing standing =
        session_standing(line->app->session, line->row->general);
    int x = answers_at(line);
    put_name(line, line->row->general);
    words_standing(text, sizeof text, level_of(line), standing);
    if (standing.stance == STANCE_ORDER) {
        x = put_order(line, x, standing.order, false);
    }
    put_rest(line, x, text, FRAME_TEXT);
}

/* "truth", "lie" or "silence", and in a wide panel the order's words. */
static void put_verdict(const struct line *line, int x,
                        const struct desk_item *item,
                        const struct option *option)
{
    bool lie = item->answer != 0;
    const char *word = lie ? _("lie") : _("truth");
    if (option->kind == OPTION_SILENT) {
        word = _("silence");
    } else if (option->kind == OPTION_UNSURE) {
        x += 2 + text_draw(line->frame, x, line->y, 14, _("none"), FRAME_TEXT);
    } else if (line->width >= 40) {
        x += 2 + text_draw(line->frame, x, line->y, 14,
                           text_order(level_of(line), option->order),
                           text_order_role(option->order));
    }
    put_rest(line, x, word, lie ? FRAME_LIE : FRAME_TEXT);
}

/* A word with a sign before it at the end of the line. */
static void put_sign(const struct line *line, enum glyph glyph,
                     const char *word, enum frame_role role)
{
    int width = text_width(word), x = line->x + line->width - width;
    frame_run(line->frame, x - 3, line->y, width + 3, GLYPH_BLANK, FRAME_TEXT);
    frame_glyph(line->frame, x - 2, line->y, glyph, role);
    text_draw(line->frame, x, line->y, width, word, role);
}

/* A letter that could be sealed, or forged, for one receiver. */
static void draw_sealed(const struct line *line, const struct desk_item *item,
                        const struct option *option)
{
    char chain[WORDS_MAX];
    bool sent = option->kind == OPTION_SEND || option->kind == OPTION_FORGE;
    bool lie = item->answer != 0;
    int x = line->x + 2;
    if (item->decision.kind == DECISION_FORGE) {
        put_rest(line, x, _("a forged seal"), FRAME_TEXT);
        if (sent) {
            x = line->x + line->width - 3;
            frame_run(line->frame, x - 1, line->y, 4, GLYPH_BLANK, FRAME_TEXT);
            put_order(line, x, option->order, true);
        } else {
            put_sign(line, GLYPH_ROAD, _("none"), FRAME_DIM);
        }
        return;
    }
    const char *word = sent ? _("sent") : _("kept");
    x = put_order(line, x, item->order, true);
    words_chain(chain, sizeof chain, level_of(line), item->chain, item->length);
    put_part(line, x, text_width(word) + 3, chain, FRAME_TEXT);
    put_sign(line, sent ? GLYPH_ARROW_RIGHT : GLYPH_ROAD, word,
             lie ? FRAME_LIE : FRAME_TEXT);
}

/* A messenger on a watched road, and whether he is taken. */
static void draw_messenger(const struct line *line,
                           const struct desk_item *item, bool taken)
{
    const struct level *level = level_of(line);
    char text[WORDS_MAX];
    words_say(text, sizeof text, _("%s to %s"),
              words_name(level, item->decision.actor),
              words_name(level, item->decision.target));
    put_rest(line, line->x + 2, text, FRAME_TEXT);
    if (taken) {
        put_sign(line, GLYPH_CAPTURED, _("captured"), FRAME_CAPTURED);
    }
}

static void draw_question(const struct line *line, const struct desk_item *item,
                          const struct option *option)
{
    bool silent = option->kind == OPTION_SILENT;
    switch ((enum decision_kind)item->decision.kind) {
    case DECISION_CAPTURE:
        draw_messenger(line, item, option->kind == OPTION_CAPTURE);
        return;
    case DECISION_SEAL:
    case DECISION_FORGE:
        draw_sealed(line, item, option);
        return;
    case DECISION_VOUCH:
        siege_vouch_draw(line->app, line->frame, item, option, line->box);
        return;
    case DECISION_PUBLISH:
    case DECISION_BUILD:
    case DECISION_ALARM:
        siege_question_draw(line->app, line->frame, line->row, answers_at(line),
                            line->box);
        return;
    case DECISION_NONE:
    case DECISION_LETTER:
    case DECISION_ACCUSE:
    case DECISION_PROOF_1:
    case DECISION_PROOF_2:
    case DECISION_DECIDE:
    case DECISION_MINE:
    case DECISION_TRUST:
    case DECISION_DEMAND:
    case DECISION_DELIVER:
    case DECISION_TOSS:
    case DECISION_VOTE:
    case DECISION_COUNT:
        break;
    }
    put_name(line, item->decision.target);
    put_verdict(line,
                put_order(line, answers_at(line),
                          silent ? ORDER_NONE : option->order, false),
                item, option);
}

static void draw_item(const struct line *line)
{
    const struct desk_item *items;
    struct option option;
    uint32_t index = line->row->item;
    if (index < session_desk(line->app->session, &items) &&
        session_option(line->app->session, index, (uint32_t)items[index].answer,
                       &option) == STATUS_OK) {
        draw_question(line, &items[index], &option);
    }
}

/* A check mark for each seal that its general's key confirms. */
static void put_seals(const struct line *line, const struct letter *letter)
{
    for (unsigned i = 0; i < letter->length; i++) {
        unsigned g = paths_at(letter->chain, i);
        bool forged = (letter->forged >> g & 1) != 0;
        frame_glyph(line->frame,
                    line->x + line->width - (int)letter->length + (int)i,
                    line->y, forged ? GLYPH_NO : GLYPH_YES,
                    forged ? FRAME_BAD : FRAME_SEAL);
    }
}

/* A word at the end of a letter's line: what is wrong with it, if known. */
static const char *fault_of(const struct letter *letter, bool lie,
                            enum frame_role *role)
{
    *role = FRAME_LIE;
    if (letter->state == LETTER_CAPTURED) {
        *role = FRAME_CAPTURED;
        return _("captured");
    }
    if (letter->state == LETTER_REFUSED) {
        return _("refused");
    }
    if (letter->state == LETTER_UNWRITTEN) {
        *role = FRAME_DIM;
        return _("silence");
    }
    return lie ? _("lie") : "";
}

/* Whose word it is; of two names that do not fit, a form that has both. */
static void put_names(const struct line *line, int x, int kept,
                      const char *names, const struct letter *letter)
{
    int room = line->x + line->width - x - kept;
    if (text_width(names) > room && siege_tent(line->app) == NO_GENERAL &&
        level_of(line)->setup.rule != RULE_ACKS) {
        siege_road_draw(line->app, line->frame,
                        (struct box){x, line->y, room, 1}, letter->from,
                        letter->to);
    } else {
        put_part(line, x, kept, names, FRAME_TEXT);
    }
}

/* Whose word it is, then its seals or what is wrong with it. */
static void put_letter(const struct line *line, int x,
                       const struct letter *letter, const char *names, bool lie)
{
    enum frame_role role;
    const char *fault = fault_of(letter, lie, &role);
    if (letter->state == LETTER_UNWRITTEN &&
        level_of(line)->setup.rule == RULE_ACKS) {
        fault = ""; /* the dash says it, and the room is needed */
    }
    int width = text_width(fault);
    if (letter->sealed && !lie &&
        (letter->state == LETTER_ARRIVED ||
         (letter->state == LETTER_REFUSED && letter->forged != 0))) {
        put_names(line, x, letter->length + 1, names, letter);
        put_seals(line, letter);
        return;
    }
    put_names(line, x, width > 0 ? width + 1 : 0, names, letter);
    text_draw(line->frame, line->x + line->width - width, line->y, width, fault,
              role);
}

/* Whose word it is: "Bardas", "Leo about Bardas", "Leo > Manuel". */
static void letter_names(const struct line *line, const struct letter *letter,
                         bool own_tent, char *out, size_t room)
{
    const struct level *level = level_of(line);
    char chain[WORDS_MAX / 2];
    const char *from = words_name(level, letter->from);
    if (level->setup.rule == RULE_ACKS) {
        words_leg(out, room, level, letter, own_tent);
    } else if (own_tent && letter->sealed) {
        words_chain(out, room, level, letter->chain, letter->length);
    } else if (own_tent && letter->length > 1 &&
               level->setup.rule != RULE_RELAY) {
        unsigned about = paths_at(letter->chain, letter->length - 2u);
        words_say(out, room, _("%s about %s"), from, words_name(level, about));
    } else if (own_tent) {
        words_say(out, room, "%s", from);
    } else if (line->width < 36) {
        words_say(out, room, _("%s to %s"), from,
                  words_name(level, letter->to));
    } else {
        words_chain(chain, sizeof chain, level, letter->chain, letter->length);
        words_say(out, room, _("%s, to %s"), chain,
                  words_name(level, letter->to));
    }
}

static void draw_letter(const struct line *line)
{
    const struct app *app = line->app;
    struct letter letter;
    char text[WORDS_MAX];
    uint16_t eyes = siege_eyes(app);
    bool own_tent = siege_tent(app) != NO_GENERAL;
    if (siege_networks(app)) {
        siege_post_draw(app, line->frame, line->row->item, line->box);
        return;
    }
    int indent = own_tent ? 2 * line->row->depth : line->row->depth;
    indent = own_tent && level_of(line)->setup.rule == RULE_RELAY ? 0 : indent;
    game_letter(session_world(app->session), line->row->item, &letter);
    bool lie = (eyes >> letter.from & 1) != 0 && letter_is_lie(&letter);
    if (!letter_seen(&letter, eyes, app->siege->shown)) {
        return;
    }
    indent = indent > line->width / 3 ? line->width / 3 : indent;
    int x = put_order(line, line->x + 2 + indent, letter.order, letter.sealed);
    letter_names(line, &letter, own_tent, text, sizeof text);
    if (own_tent && !letter.sealed && level_of(line)->setup.rule != RULE_ACKS &&
        text_width(text) > line->x + line->width - x) {
        /* Where it stands in the tree says whom it is about. */
        words_say(text, sizeof text, "%s",
                  words_name(level_of(line), letter.from));
    }
    put_letter(line, x, &letter, text, lie);
}

/* A letter of a proof: its order and whose seals it bears. */
static void put_proof(const struct line *line, int x, uint32_t index,
                      bool chosen)
{
    struct letter letter;
    char chain[WORDS_MAX];
    game_letter(session_world(line->app->session), index, &letter);
    words_chain(chain, sizeof chain, level_of(line), letter.chain,
                letter.length);
    x = put_order(line, x, letter.order, true);
    put_rest(line, x, chain, chosen ? FRAME_TITLE : FRAME_TEXT);
}

static void draw_choice(const struct line *line)
{
    const struct desk_item *items;
    char text[WORDS_MAX];
    uint32_t index = line->row->item;
    struct option option;
    int x = line->x + 2;
    if (index >= session_desk(line->app->session, &items) ||
        session_option(line->app->session, index, line->row->option, &option) !=
            STATUS_OK) {
        return;
    }
    bool chosen =
        !items[index].open && items[index].answer == line->row->option;
    frame_glyph(line->frame, x, line->y, chosen ? GLYPH_TIME_NOW : GLYPH_ROAD,
                chosen ? FRAME_TITLE : FRAME_DIM);
    x += 2;
    if (option.kind == OPTION_PROOF) {
        put_proof(line, x, option.letter, chosen);
        return;
    }
    if (option.kind == OPTION_TRUST) {
        siege_trust_draw(line->app, line->frame, option.block, x, line->box,
                         chosen);
        return;
    }
    if (option.kind == OPTION_DECIDE) {
        x = put_order(line, x, option.order, false);
    }
    words_option(text, sizeof text, line->app->session, index,
                 line->row->option);
    put_rest(line, x, text, chosen ? FRAME_TITLE : FRAME_TEXT);
}

/* An order and how many are for it; its words may use the last cells. */
static void put_count(const struct line *line, int x, unsigned order,
                      unsigned count)
{
    char text[16];
    const char *words = text_order(level_of(line), order);
    (void)snprintf(text, sizeof text, "%u", count);
    x = put_order(line, x, order, false);
    int digits = text_width(text), end = line->x + line->width;
    int margin = x + text_width(words) + 1 + digits < end ? 1 : 0;
    put_part(line, x, digits + 1 + margin, words, text_order_role(order));
    text_draw_right(line->frame, line->x, line->y, line->width - margin, text,
                    FRAME_TEXT);
}

static void draw_tally(const struct line *line)
{
    put_count(line, line->x + 2, line->row->option, line->row->item);
}

static void draw_forecast(const struct line *line)
{
    unsigned order = line->row->option;
    if (line->row->general == NO_GENERAL) {
        put_count(line, line->x + 2, order, line->row->item);
        return;
    }
    put_name(line, line->row->general);
    put_rest(line, put_order(line, answers_at(line), order, false),
             text_order(level_of(line), order), text_order_role(order));
}

static void draw_text_row(const struct line *line)
{
    char text[WORDS_MAX];
    bool title =
        line->row->kind == ROW_HEAD || line->row->item == TEXT_TENT ||
        line->row->item == TEXT_LADDER || line->row->item == TEXT_STANDING ||
        line->row->item == TEXT_NEXT || line->row->item == TEXT_ON_ROAD ||
        line->row->item == TEXT_FORECAST;
    bool dim = line->row->item == TEXT_LEGEND || line->row->item == TEXT_PAST;
    siege_sentence(line->app, line->row, text, sizeof text);
    text_wrap(line->frame, line->x + 1, line->y, line->width - 1, 1,
              line->row->line, text,
              title ? FRAME_TITLE
              : dim ? FRAME_DIM
                    : FRAME_TEXT);
}

static void draw_nothing(const struct line *line)
{
    (void)line;
}

static void draw_lies(const struct line *line)
{
    siege_lies_draw(line->app, line->frame, line->box);
}

static void draw_tree(const struct line *line)
{
    siege_tree_draw(line->app, line->frame, line->row->item, line->box);
}

static void draw_tip(const struct line *line)
{
    siege_tip_draw(line->app, line->frame, line->row->item, line->box);
}

static void draw_block(const struct line *line)
{
    siege_block_draw(line->app, line->frame, line->row->item, line->box);
}

static void draw_lamp(const struct line *line)
{
    siege_lamp_draw(line->app, line->frame, line->box);
}

static void draw_next(const struct line *line)
{
    siege_next_draw(line->app, line->frame, line->row->item, line->box);
}

static void draw_state(const struct line *line)
{
    siege_state_draw(line->app, line->frame, line->row, line->box);
}

static void draw_send(const struct line *line)
{
    frame_glyph(line->frame, line->x + 2, line->y, GLYPH_ARROW_RIGHT,
                FRAME_KEY);
    put_rest(line, line->x + 4, siege_send_text(line->app), FRAME_KEY);
}

void siege_line_draw(const struct app *app, struct frame *frame,
                     const struct panel_row *row, struct box box)
{
    static void (*const draw[])(const struct line *) = {
        [ROW_BLANK] = draw_nothing, [ROW_HEAD] = draw_text_row,
        [ROW_STAND] = draw_stand,   [ROW_ITEM] = draw_item,
        [ROW_CHOICE] = draw_choice, [ROW_LETTER] = draw_letter,
        [ROW_TEXT] = draw_text_row, [ROW_TALLY] = draw_tally,
        [ROW_LIES] = draw_lies,     [ROW_FORECAST] = draw_forecast,
        [ROW_TREE] = draw_tree,     [ROW_TIP] = draw_tip,
        [ROW_BLOCK] = draw_block,   [ROW_LAMP] = draw_lamp,
        [ROW_NEXT] = draw_next,     [ROW_STATE] = draw_state,
        [ROW_SEND] = draw_send};
    struct line line = {.app = app,
                        .frame = frame,
                        .row = row,
                        .x = box.x,
                        .y = box.y,
                        .width = box.width,
                        .box = box};
    draw[row->kind](&line);
}
