/* The panel under pbft: how far each general has come towards his quorums, in
 * one line; and a prepare or commit that a traitor may send. */
#include "ui/quorum.h"
#include "ui/siege.h"
#include "ui/words_network.h"
#include "ui/words_say.h"

enum {
    VIEW_CELLS = 4,   /* "v12*" */
    ORDER_CELLS = 4,  /* "▪A" */
    METER_CELLS = 6,  /* "P 2/2" */
    SHORT_CELLS = 22, /* a line with less room has no meters in words */
    SIGN_CELLS = 3
};

static const struct level *level_of(const struct app *app)
{
    return session_level(app->session);
}

static int put_order(const struct app *app, struct frame *frame, int x, int y,
                     const struct quorum *state)
{
    unsigned order = state->is_decided ? state->decided : state->order;
    bool named = order < ORDERS_MAX;
    enum frame_role role = named ? text_order_role(order) : FRAME_TEXT;
    const char *sign = named ? text_order_letter(level_of(app), order)
                       : state->hidden && state->accepted ? "?"
                                                          : "-";
    frame_glyph(frame, x, y, state->is_decided ? GLYPH_YES : GLYPH_LETTER,
                state->is_decided ? FRAME_GOOD : role);
    text_draw(frame, x + 1, y, 2, sign, role);
    return x + ORDER_CELLS;
}

/* "P 2/2": a number that has to reach another. */
static int put_meter(struct frame *frame, int x, int y, const char *word,
                     unsigned has, unsigned needs)
{
    char text[32];
    words_say(text, sizeof text, "%s %u/%u", word, has, needs);
    int cells = text_width(text);
    text_draw(frame, x, y, cells, text,
              has >= needs ? FRAME_TITLE : FRAME_TEXT);
    return x + (cells > METER_CELLS ? cells : METER_CELLS) + 1;
}

static void put_meters(const struct app *app, struct frame *frame, int x,
                       struct box box, const struct quorum *state)
{
    char text[WORDS_MAX];
    int room = box.x + box.width - x;
    bool wide = room >= SHORT_CELLS;
    if (state->wrote != POST_NONE) {
        words_post_kind(text, sizeof text, state->wrote, state->view);
        text_draw(frame, x, box.y, room, text, FRAME_DIM);
        return;
    }
    if (state->is_decided || state->waits || !state->accepted) {
        words_say(text, sizeof text, "%s",
                  state->is_decided && state->hidden ? _("decided")
                  : state->is_decided
                      ? text_order(level_of(app), state->decided)
                  : state->waits ? _("waits for it")
                                 : _("no order yet"));
        text_draw(frame, x, box.y, room, text,
                  state->is_decided && !state->hidden
                      ? text_order_role(state->decided)
                      : FRAME_DIM);
        return;
    }
    /* TRANSLATORS: prepares and commits, in few cells */
    x = put_meter(frame, x, box.y, wide ? _("prepares") : _("P"),
                  state->prepares, state->needs_prepares);
    (void)put_meter(frame, x, box.y, wide ? _("commits") : _("C"),
                    state->commits, state->needs_commits);
}

void siege_quorum_draw(const struct app *app, struct frame *frame, unsigned g,
                       int names, struct box box)
{
    struct quorum state;
    char text[32];
    int x = box.x + names + 1;
    bool traitor = siege_known_traitor(app, g);
    quorum_look(app->session, g, siege_eyes(app), app->siege->shown, &state);
    text_draw(frame, box.x, box.y, names, words_name(level_of(app), g),
              traitor ? FRAME_TRAITOR : FRAME_TEXT);
    if (!state.known) {
        text_draw(frame, x, box.y, box.x + box.width - x,
                  traitor ? _("traitor") : "?",
                  traitor ? FRAME_TRAITOR : FRAME_DIM);
        return;
    }
    words_say(text, sizeof text, state.leads ? "v%u*" : "v%u", state.view);
    text_draw(frame, x, box.y, VIEW_CELLS, text,
              state.leads ? FRAME_TITLE : FRAME_DIM);
    x = put_order(app, frame, x + VIEW_CELLS, box.y, &state);
    put_meters(app, frame, x, box, &state);
}

void siege_vouch_draw(const struct app *app, struct frame *frame,
                      const struct desk_item *item, const struct option *option,
                      struct box box)
{
    char kind[WORDS_MAX];
    bool sent = option->kind == OPTION_SEND, lie = item->answer != 0;
    const char *word = sent ? _("sent") : _("kept");
    int end = box.x + box.width, width = text_width(word), x = box.x + 2;
    enum frame_role role =
        item->order < ORDERS_MAX ? text_order_role(item->order) : FRAME_TEXT;
    words_post_kind(kind, sizeof kind, item->post, item->view);
    frame_glyph(frame, x, box.y, GLYPH_LETTER, role);
    text_draw(frame, x + 1, box.y, 2,
              text_order_letter(level_of(app), item->order), role);
    x += ORDER_CELLS;
    text_draw(frame, x, box.y, end - x - width - SIGN_CELLS, kind,
              sent ? FRAME_TEXT : FRAME_DIM);
    frame_glyph(frame, end - width - 2, box.y,
                sent ? GLYPH_ARROW_RIGHT : GLYPH_ROAD,
                lie ? FRAME_LIE : FRAME_TEXT);
    text_draw(frame, end - width, box.y, width, word,
              lie    ? FRAME_LIE
              : sent ? FRAME_TEXT
                     : FRAME_DIM);
}
