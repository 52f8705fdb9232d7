/* One line of the panel without a clock: the lamp, a thing that may happen, a
 * general, a letter on the road. */
#include "ui/network.h"
#include <stdio.h>

#include "ui/siege.h"
#include "ui/words_network.h"
#include "ui/words_say.h"

enum {
    PHASE_USUAL = 9, /* larger ones are rare, and push what follows aside */
    NAME_CELLS = 10,
    LAMP_CELLS = 5,
    LAMP_NARROW = 4,
    LAMPS_FROM = 42,  /* a line that has room for lamps with both letters */
    SHORT_UNTIL = 24, /* a part of a line with room for letters only */
    TALLY_FROM = 40   /* a line that has room for the votes of each order */
};

static const struct level *level_of(const struct app *app)
{
    return session_level(app->session);
}

/* --- the lamp --- */

static enum glyph lamp_glyph(enum valency lamp)
{
    switch (lamp) {
    case VALENCY_BOTH:
        return GLYPH_LAMP_BOTH;
    case VALENCY_ZERO:
        return GLYPH_LAMP_ZERO;
    case VALENCY_ONE:
        return GLYPH_TIME_NOW;
    case VALENCY_NONE:
        return GLYPH_NO;
    case VALENCY_COUNT:
        break;
    }
    return GLYPH_BLANK;
}

static enum frame_role lamp_role(enum valency lamp)
{
    switch (lamp) {
    case VALENCY_ZERO:
        return text_order_role(0);
    case VALENCY_ONE:
        return text_order_role(1);
    case VALENCY_BOTH:
        return FRAME_TITLE;
    case VALENCY_NONE:
    case VALENCY_COUNT:
        break;
    }
    return FRAME_TEXT;
}

static int put_lamp(const struct app *app, struct frame *frame, int x, int y,
                    enum valency lamp)
{
    char sign[32];
    words_lamp_sign(sign, sizeof sign, level_of(app), lamp);
    frame_glyph(frame, x, y, lamp_glyph(lamp), lamp_role(lamp));
    return x + 2 +
           text_draw(frame, x + 2, y, LAMP_CELLS, sign, lamp_role(lamp));
}

void siege_lamp_draw(const struct app *app, struct frame *frame, struct box box)
{
    char text[WORDS_MAX];
    enum valency lamp = session_valency_at(app->session, app->siege->shown);
    words_lamp(text, sizeof text, level_of(app), lamp);
    if (text_width(text) + 3 <= box.width) {
        frame_glyph(frame, box.x + 1, box.y, lamp_glyph(lamp), lamp_role(lamp));
        text_draw(frame, box.x + 3, box.y, box.width - 3, text,
                  lamp_role(lamp));
        return;
    }
    int x = put_lamp(app, frame, box.x + 1, box.y, lamp);
    text_draw(frame, x + 2, box.y, box.x + box.width - x - 2,
              lamp == VALENCY_BOTH ? _("still open") : _("settled"),
              lamp_role(lamp));
}

/* --- letters --- */

/* "▪A": what a letter says. Returns the next column. */
static int put_order(const struct app *app, struct frame *frame, int x, int y,
                     unsigned order, bool hidden)
{
    enum frame_role role =
        hidden || order >= ORDERS_MAX ? FRAME_TEXT : text_order_role(order);
    frame_glyph(frame, x, y, GLYPH_LETTER, role);
    text_draw(frame, x + 1, y, 2,
              hidden                ? "?"
              : order >= ORDERS_MAX ? "-"
                                    : text_order_letter(level_of(app), order),
              role);
    return x + 4;
}

/* Cells for the kinds of this rule's letters. */
static int kind_cells(const struct app *app)
{
    bool views = session_setup(app->session)->rule == RULE_PBFT;
    int wide = 0;
    for (unsigned post = views ? POST_PRE_PREPARE : POST_REPORT;
         post <= (views ? (unsigned)POST_NEW_VIEW : (unsigned)POST_PROPOSAL);
         post++) {
        char kind[64];
        words_post_kind(kind, sizeof kind, post, PHASE_USUAL);
        wide = text_width(kind) > wide ? text_width(kind) : wide;
    }
    return wide;
}

/* A general's name; the bare number where the level names nobody. */
static const char *short_name(const struct app *app, unsigned g, char room[8])
{
    const struct level *level = level_of(app);
    if (level_say(level, level->name[g], text_language())[0] != '\0') {
        return words_name(level, g);
    }
    (void)snprintf(room, 8, "%u", g + 1);
    return room;
}

void siege_road_draw(const struct app *app, struct frame *frame, struct box box,
                     unsigned from, unsigned to)
{
    char digits[2][8];
    const char *here = words_name(level_of(app), from);
    const char *there = words_name(level_of(app), to);
    int room = box.width - 3;
    if (room < 4) {
        return;
    }
    if (text_width(here) + text_width(there) > room) {
        here = short_name(app, from, digits[0]);
        there = short_name(app, to, digits[1]);
    }
    int first = text_width(here);
    if (first + text_width(there) > room) {
        first = text_width(there) <= room / 2 ? room - text_width(there)
                : first > room / 2            ? room / 2
                                              : first;
    }
    int x = box.x + text_draw(frame, box.x, box.y, first, here, FRAME_TEXT);
    frame_glyph(frame, x + 1, box.y, GLYPH_ARROW_RIGHT, FRAME_DIM);
    text_draw(frame, x + 3, box.y, box.x + box.width - x - 3, there,
              FRAME_TEXT);
}

static void put_letter(const struct app *app, struct frame *frame, int x,
                       int end, int y, uint32_t index)
{
    char kind[64];
    struct letter letter;
    game_letter(session_world(app->session), index, &letter);
    enum network_sight sight =
        network_see(app->session, &letter, siege_eyes(app), app->siege->shown);
    if (sight == SIGHT_NONE) {
        return;
    }
    x = put_order(app, frame, x, y, letter.order, sight == SIGHT_OUTSIDE);
    words_post_kind(kind, sizeof kind, letter.post, letter.phase);
    int wide = kind_cells(app);
    wide = text_width(kind) > wide ? text_width(kind) : wide;
    text_draw(frame, x, y, wide, kind, FRAME_TEXT);
    x += wide + 2;
    siege_road_draw(app, frame, (struct box){x, y, end - x, 1}, letter.from,
                    letter.to);
}

void siege_post_draw(const struct app *app, struct frame *frame,
                     uint32_t letter, struct box box)
{
    put_letter(app, frame, box.x + 2, box.x + box.width, box.y, letter);
}

/* Say whether the choices tell what they lead to. */
static bool tells_lamps(const struct app *app)
{
    return siege_eyes(app) == EYES_ALL && app->siege->hints > 0;
}

/* The lamp at the end of the line that an answer leads to; where there is
 * little room the sign of the open lamp is enough. Returns the new end. */
static int put_after(const struct app *app, struct frame *frame, int end,
                     struct box box, uint32_t option)
{
    enum valency lamp = session_valency_after(app->session, option);
    bool narrow = box.width < LAMPS_FROM;
    end -= narrow ? LAMP_NARROW + 1 : LAMP_CELLS + 3;
    if (lamp == VALENCY_BOTH && narrow) {
        frame_glyph(frame, end + 1, box.y, lamp_glyph(lamp), lamp_role(lamp));
    } else if (lamp != VALENCY_COUNT) {
        put_lamp(app, frame, end + 1, box.y, lamp);
    }
    return end;
}

void siege_next_draw(const struct app *app, struct frame *frame,
                     uint32_t option, struct box box)
{
    char text[WORDS_MAX];
    struct option next;
    int x = box.x + 2, end = box.x + box.width;
    if (session_option(app->session, 0, option, &next) != STATUS_OK) {
        return;
    }
    if (option < 9) {
        frame_put(frame, x, box.y, '1' + option, FRAME_KEY);
    }
    x += 2;
    if (tells_lamps(app)) {
        end = put_after(app, frame, end, box, option);
    }
    if (next.kind == OPTION_DELIVER) {
        put_letter(app, frame, x, end, box.y, next.letter);
        return;
    }
    if (next.kind == OPTION_TIMEOUT) {
        frame_put(frame, x, box.y, '!', FRAME_CAPTURED);
    } else {
        frame_glyph(frame, x, box.y,
                    next.kind == OPTION_CAPTURE ? GLYPH_CAPTURED : GLYPH_CROSS,
                    FRAME_CAPTURED);
    }
    words_option(text, sizeof text, app->session, 0, option);
    text_draw(frame, x + 4, box.y, end - x - 4, text, FRAME_TEXT);
}

/* --- generals --- */

static int name_cells(const struct app *app, int most)
{
    int wide = 0;
    for (unsigned g = 0; g < session_setup(app->session)->generals; g++) {
        int name = text_width(words_name(level_of(app), g));
        wide = name > wide ? name : wide;
    }
    return wide < most ? wide : most;
}

/* "A1 R0 -1": the letters of its stage by what they say. */
static void put_tally(const struct app *app, struct frame *frame, int x, int y,
                      const struct network_general *state)
{
    char text[96];
    words_say(text, sizeof text, "%s %u  %s %u  - %u",
              text_order_letter(level_of(app), 1), state->votes[1],
              text_order_letter(level_of(app), 0), state->votes[0],
              state->votes[2]);
    text_draw(frame, x, y, 24, text, FRAME_DIM);
}

/* What it waits for: letters that it has, of how many. */
static void put_waiting(const struct app *app, struct frame *frame, int x,
                        struct box box, const struct network_general *state)
{
    char text[64];
    bool wide = box.width >= TALLY_FROM;
    words_post_kind(text, sizeof text, state->post, state->phase);
    int kind = kind_cells(app);
    kind = text_width(text) > kind ? text_width(text) : kind;
    x = put_order(app, frame, x, box.y, state->order, state->hidden);
    text_draw(frame, x, box.y, kind, text, FRAME_TEXT);
    x += kind + 2;
    if (state->needs == 0) {
        return;
    }
    words_say(text, sizeof text, _("%u of %u"), state->has, state->needs);
    text_draw(frame, x, box.y, box.x + box.width - x, text,
              state->has >= state->needs ? FRAME_TITLE : FRAME_TEXT);
    x += text_width(text) + 2;
    if (wide && !state->hidden && box.x + box.width - x >= 14) {
        put_tally(app, frame, x, box.y, state);
    }
}

/* The same where two generals share a line: "▪A r1 2/3". */
static void put_short(const struct app *app, struct frame *frame, int x,
                      struct box box, const struct network_general *state)
{
    char text[64];
    int end = box.x + box.width;
    x = put_order(app, frame, x, box.y, state->order, state->hidden);
    words_post_short(text, sizeof text, state->post, state->phase);
    x += 1 + text_draw(frame, x, box.y, end - x, text, FRAME_TEXT);
    if (state->needs > 0) {
        words_say(text, sizeof text, "%u/%u", state->has, state->needs);
        text_draw(frame, x, box.y, end - x, text, FRAME_TEXT);
    }
}

static void put_decided(const struct app *app, struct frame *frame, int x,
                        struct box box, const struct network_general *state)
{
    const struct level *level = level_of(app);
    char text[96];
    frame_glyph(frame, x, box.y, GLYPH_YES, FRAME_GOOD);
    if (state->hidden || state->decided >= ORDERS_MAX) {
        text_draw(frame, x + 4, box.y, box.x + box.width - x - 4, _("decided"),
                  FRAME_TEXT);
        return;
    }
    enum frame_role role = text_order_role(state->decided);
    text_draw(frame, x + 1, box.y, 2, text_order_letter(level, state->decided),
              role);
    words_say(text, sizeof text, _("decided \"%s\""),
              words_order(level, state->decided));
    text_draw(frame, x + 4, box.y, box.x + box.width - x - 4, text, role);
}

static void put_general(const struct app *app, struct frame *frame, unsigned g,
                        struct box box, int names)
{
    struct network_general state;
    int x = box.x + names + 2;
    if (session_setup(app->session)->rule == RULE_PBFT) {
        siege_quorum_draw(app, frame, g, names, box);
        return;
    }
    network_general(app->session, g, siege_eyes(app), app->siege->shown,
                    &state);
    text_draw(frame, box.x, box.y, names, words_name(level_of(app), g),
              siege_known_traitor(app, g) ? FRAME_TRAITOR : FRAME_TEXT);
    if (state.fallen) {
        frame_glyph(frame, x, box.y, GLYPH_CROSS, FRAME_CAPTURED);
        text_draw(frame, x + 4, box.y, box.x + box.width - x - 4,
                  _("silent for ever"), FRAME_CAPTURED);
    } else if (state.is_decided) {
        put_decided(app, frame, x, box, &state);
    } else if (state.post != POST_NONE && box.width < SHORT_UNTIL) {
        put_short(app, frame, x, box, &state);
    } else if (state.post != POST_NONE) {
        put_waiting(app, frame, x, box, &state);
    } else {
        frame_put(frame, x, box.y, '?', FRAME_DIM);
    }
}

void siege_state_draw(const struct app *app, struct frame *frame,
                      const struct panel_row *row, struct box box)
{
    unsigned n = session_setup(app->session)->generals;
    bool pair = row->option == 2;
    struct box part = box;
    part.x++;
    part.width = pair ? box.width / 2 - 1 : box.width - 1;
    int names = name_cells(app, pair ? 4 : NAME_CELLS);
    put_general(app, frame, row->general, part, names);
    part.x += box.width / 2;
    if (pair && row->general + 1u < n) {
        put_general(app, frame, row->general + 1u, part, names);
    }
}
