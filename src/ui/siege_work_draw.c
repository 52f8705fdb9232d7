/* Lines of the panel about blocks: a chain, a block, a question about them. */
#include <stdio.h>

#include "ui/siege.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

static const struct world *world_of(const struct app *app)
{
    return session_world(app->session);
}

static const struct block *block_of(const struct app *app, unsigned block)
{
    return &world_of(app)->memory.work.block[block];
}

static bool is_secret(const struct app *app, unsigned block)
{
    return block_set_has(&app->siege->tree.secret, block);
}

/* Those of the camps that are looked into who stand on a block. */
static uint16_t standing_on(const struct app *app, unsigned block)
{
    uint16_t eyes = siege_eyes(app), mask = 0;
    for (unsigned g = 0; g < world_of(app)->setup.generals; g++) {
        bool there = work_tip(world_of(app), g, app->siege->shown) == block;
        if (there && (eyes >> g & 1) != 0) {
            mask = (uint16_t)(mask | 1u << g);
        }
    }
    return mask;
}

/* The order's letter and the height: "F4". Returns the next free column. */
int siege_tag_draw(const struct app *app, struct frame *frame, unsigned block,
                   int x, int y)
{
    const struct level *level = session_level(app->session);
    unsigned order = work_order(world_of(app), block);
    char text[16];
    enum frame_role role =
        order < ORDERS_MAX ? text_order_role(order) : FRAME_TEXT;
    frame_glyph(frame, x, y, GLYPH_BLOCK, role);
    x += 1 +
         text_draw(frame, x + 1, y, 2,
                   order < ORDERS_MAX ? text_order_letter(level, order) : ".",
                   role);
    (void)snprintf(text, sizeof text, "%u", block_of(app, block)->height);
    return x + text_draw(frame, x, y, 4, text, role) + 1;
}

void siege_tip_draw(const struct app *app, struct frame *frame, unsigned block,
                    struct box box)
{
    char names[WORDS_MAX], text[WORDS_MAX];
    const struct setup *setup = session_setup(app->session);
    unsigned confirmed = work_confirmations(world_of(app), block);
    int x = siege_tag_draw(app, frame, block, box.x + 2, box.y);
    int end = box.x + box.width;
    x = x < box.x + 8 ? box.x + 8 : x;
    if (confirmed > 0) {
        (void)snprintf(text, sizeof text, "%u/%u", confirmed,
                       (unsigned)setup->confirmations);
        x += text_draw(frame, x, box.y, end - x, text, FRAME_TEXT) + 1;
        if (confirmed >= setup->confirmations) {
            frame_glyph(frame, x, box.y, GLYPH_YES, FRAME_GOOD);
        }
        x += 2;
    }
    words_generals(names, sizeof names, session_level(app->session),
                   standing_on(app, block));
    const char *word = names;
    if (names[0] == '\0') {
        word = is_secret(app, block) ? _("secret")
               : tree_orphan(&app->siege->tree, world_of(app), block)
                   ? _("left behind")
                   : "";
    }
    text_draw(frame, x, box.y, end > x ? end - x : 0, word,
              names[0] != '\0' ? FRAME_TEXT : FRAME_DIM);
}

void siege_block_draw(const struct app *app, struct frame *frame,
                      unsigned block, struct box box)
{
    const struct level *level = session_level(app->session);
    const struct block *at = block_of(app, block);
    bool broken = siege_block_broken(app, block);
    char when[32], id[SHORT_ID_DIGITS + 1];
    int x = siege_tag_draw(app, frame, block, box.x + 2, box.y);
    int end = box.x + box.width - 2;
    x = x < box.x + 8 ? box.x + 8 : x;
    text_clock(when, sizeof when, siege_week_minute(app, at->minute));
    x += text_draw(frame, x, box.y, 6, when, FRAME_DIM) + 1;
    words_short_id(id, at);
    x += text_draw(frame, x, box.y, SHORT_ID_DIGITS, broken ? "????????" : id,
                   broken ? FRAME_BAD : FRAME_TEXT) +
         1;
    text_draw(frame, x, box.y, end > x ? end - x : 0,
              at->miner == NO_GENERAL
                  ? _("the start")
                  : level_name(level, at->miner, text_language()),
              FRAME_TEXT);
    frame_glyph(frame, end + 1, box.y, broken ? GLYPH_NO : GLYPH_YES,
                broken ? FRAME_BAD : FRAME_GOOD);
}

/* Text up to the end of the line. */
static void put_rest(struct frame *frame, struct box box, int x,
                     const char *text, enum frame_role role)
{
    int room = box.x + box.width - x;
    text_draw(frame, x, box.y, room > 0 ? room : 0, text, role);
}

/* The chain that a camp is to be shown, or that it is shown none. */
static void draw_shown(const struct app *app, struct frame *frame,
                       const struct panel_row *row, int answers_at,
                       struct box box)
{
    const struct desk_item *items;
    struct option option;
    char text[WORDS_MAX];
    int x = answers_at;
    if (session_desk(app->session, &items) <= row->item ||
        session_option(app->session, row->item,
                       (uint32_t)items[row->item].answer,
                       &option) != STATUS_OK) {
        return;
    }
    enum frame_role role =
        items[row->item].answer != 0 ? FRAME_LIE : FRAME_TEXT;
    text_draw(frame, box.x + 2, box.y, answers_at - box.x - 3,
              words_name(session_level(app->session), row->general),
              FRAME_TEXT);
    if (option.kind == OPTION_PUBLISH) {
        frame_glyph(frame, x, box.y, GLYPH_ARROW_RIGHT, FRAME_KEY);
        x = siege_tag_draw(app, frame, option.block, x + 2, box.y) + 1;
        if (x < box.x + 30) {
            x = box.x + 30; /* the tags stand in one column */
        }
        role = FRAME_DIM;
    }
    words_option(text, sizeof text, app->session, row->item,
                 (uint32_t)items[row->item].answer);
    if (option.kind != OPTION_PUBLISH || box.width >= 56) {
        put_rest(frame, box, x, text, role);
    }
}

/* What a traitor builds on, or when he is asked again. */
static void draw_digger(const struct app *app, struct frame *frame,
                        const struct panel_row *row, struct box box)
{
    const struct desk_item *items;
    char text[WORDS_MAX], answer[WORDS_MAX / 2];
    (void)session_desk(app->session, &items);
    words_option(answer, sizeof answer, app->session, row->item,
                 (uint32_t)items[row->item].answer);
    if (items[row->item].decision.kind == DECISION_BUILD) {
        words_say(text, sizeof text, _("%s builds on %s"),
                  words_name(session_level(app->session), row->general),
                  answer);
    } else {
        words_say(text, sizeof text, _("Asked again %s"), answer);
    }
    put_rest(frame, box, box.x + 2, text, FRAME_TEXT);
}

void siege_question_draw(const struct app *app, struct frame *frame,
                         const struct panel_row *row, int answers_at,
                         struct box box)
{
    const struct desk_item *items;
    if (row->item >= session_desk(app->session, &items)) {
        return;
    }
    if (items[row->item].decision.kind == DECISION_PUBLISH) {
        draw_shown(app, frame, row, answers_at, box);
    } else {
        draw_digger(app, frame, row, box);
    }
}

/* A chain that could be followed. */
void siege_trust_draw(const struct app *app, struct frame *frame,
                      unsigned block, int x, struct box box, bool chosen)
{
    char text[WORDS_MAX];
    x = siege_tag_draw(app, frame, block, x, box.y) + 1;
    words_block(text, sizeof text, session_level(app->session), world_of(app),
                block);
    put_rest(frame, box, x, text, chosen ? FRAME_TITLE : FRAME_TEXT);
}
