/* Who rides at the minute shown, as far as the camps that are looked through
 * can tell, and how he looks on the map. */
#include <string.h>

#include "ui/siege.h"

enum { LINGER = 20 /* minutes that a capture stays in sight */ };

/* Say whether somebody who may be looked through sees this messenger ride.
 * The receiver sees him come only when no scout can take him any more. */
static bool rides_in_sight(const struct app *app, const struct letter *letter)
{
    const struct level *level = session_level(app->session);
    const struct setup *setup = session_setup(app->session);
    uint32_t shown = app->siege->shown;
    uint32_t half = (letter->sent + letter->arrives) / 2;
    uint16_t eyes = siege_eyes(app);
    if (letter->state == LETTER_UNWRITTEN || shown < letter->sent) {
        return false;
    }
    if (eyes == EYES_ALL || (level->role == ROLE_WATCH && eyes == 0) ||
        (eyes >> letter->from & 1) != 0) {
        return true;
    }
    if (level->role == ROLE_CITY) {
        return (setup->watched[letter->from] >> letter->to & 1) != 0;
    }
    return (eyes >> letter->to & 1) != 0 && letter->state != LETTER_CAPTURED &&
           (shown >= half || !setup_can_capture(setup));
}

static bool capture_in_sight(const struct app *app, const struct letter *letter)
{
    return letter->state == LETTER_CAPTURED &&
           app->siege->shown >= (letter->sent + letter->arrives) / 2 &&
           (siege_eyes(app) == EYES_ALL ||
            session_level(app->session)->role == ROLE_CITY);
}

static void note_rider(const struct app *app, struct siege_traffic *traffic,
                       const struct letter *real)
{
    struct letter seen = *real;
    struct siege_riders *riders = &traffic->riders[real->from][real->to];
    uint32_t shown = app->siege->shown;
    bool captured = capture_in_sight(app, real);
    if (!rides_in_sight(app, real) ||
        shown >= real->arrives + (captured ? LINGER : 0)) {
        return;
    }
    riders->sent = real->sent;
    riders->arrives = real->arrives;
    riders->captured |= captured;
    riders->sealed |= real->sealed;
    riders->open |= !real->sealed;
    riders->block |= real->block;
    if (!letter_seen(&seen, siege_eyes(app), shown) ||
        seen.order == ORDER_NONE) {
        riders->unknown = 1;
        return;
    }
    riders->orders = (uint8_t)(riders->orders | 1u << seen.order);
    riders->lie |=
        letter_is_lie(real) && (siege_eyes(app) >> real->from & 1) != 0;
}

void siege_traffic(const struct app *app, struct siege_traffic *out)
{
    const struct world *world = session_world(app->session);
    uint32_t letters = game_letters(world);
    memset(out, 0, sizeof *out);
    if (siege_networks(app)) {
        siege_network_traffic(app, out);
        return;
    }
    for (uint32_t i = 0; i < letters; i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (letter.sent <= app->siege->shown &&
            app->siege->shown < letter.arrives + LINGER) {
            note_rider(app, out, &letter);
        }
    }
}

bool siege_rides(const struct app *app)
{
    const struct world *world = session_world(app->session);
    uint32_t letters = game_letters(world);
    for (uint32_t i = letters; i-- > 0;) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (letter.state != LETTER_UNWRITTEN &&
            app->siege->shown >= letter.sent &&
            app->siege->shown < letter.arrives) {
            return true;
        }
    }
    return false;
}

unsigned siege_riders(const struct app *app)
{
    struct siege_traffic traffic;
    unsigned count = 0;
    siege_traffic(app, &traffic);
    for (unsigned i = 0; i < GENERALS_MAX; i++) {
        for (unsigned j = 0; j < GENERALS_MAX; j++) {
            count += traffic.riders[i][j].arrives > 0;
        }
    }
    return count;
}

/* Two who meet at one place are drawn one behind the other. */
static uint32_t room_on_road(const struct frame *frame, const struct road *road,
                             uint32_t at)
{
    uint32_t sealed = glyph_in(GLYPH_SEALED, frame->ascii);
    uint32_t open = glyph_in(GLYPH_LETTER, frame->ascii);
    uint32_t block = glyph_in(GLYPH_BLOCK, frame->ascii);
    for (uint32_t back = 0; back < 8 && back <= at; back++) {
        int x = road->cell[at - back].x, y = road->cell[at - back].y;
        bool taken = false;
        for (int near = x - 2; near <= x + 1; near++) {
            const struct cell *cell = &frame->cells[y * frame->width];
            uint32_t glyph =
                near >= 0 && near < frame->width && y >= 0 && y < frame->height
                    ? cell[near].glyph
                    : ' ';
            taken = taken || glyph == sealed || glyph == open || glyph == block;
        }
        if (!taken) {
            return at - back;
        }
    }
    return at;
}

/* Say whether a run of cells lies in a camp or outside the map. */
static bool taken(const struct ground *ground, int x, int y, int width)
{
    struct box box = {.x = x, .y = y, .width = width, .height = 1};
    for (unsigned g = 0; g < ground->generals; g++) {
        if (box_touches(box, ground->camp[g], 0, 0)) {
            return true;
        }
    }
    return !box_has(ground->map, x, y) ||
           !box_has(ground->map, x + width - 1, y);
}

/* The orders that one place's riders carry: on the right, or on the left where
 * a camp stands on the right. */
static void draw_orders(const struct app *app, struct frame *frame,
                        const struct siege_riders *riders, int x, int y)
{
    const struct ground *ground = &app->siege->ground;
    const struct level *level = session_level(app->session);
    int width = riders->unknown + riders->none;
    for (unsigned o = 0; o < ORDERS_MAX; o++) {
        if ((riders->orders >> o & 1) != 0) {
            width += text_width(text_order_letter(level, o));
        }
    }
    x = taken(ground, x + 1, y, width) ? x - width : x + 1;
    if (taken(ground, x, y, width)) {
        return;
    }
    for (unsigned o = 0; o < ORDERS_MAX; o++) {
        if ((riders->orders >> o & 1) != 0) {
            x += text_draw(frame, x, y, 2, text_order_letter(level, o),
                           riders->lie ? FRAME_LIE : text_order_role(o));
        }
    }
    if (riders->none) {
        frame_put(frame, x++, y, '-', FRAME_TEXT);
    }
    if (riders->unknown) {
        frame_put(frame, x, y, '?', FRAME_TEXT);
    }
}

/* How many cells of the road these have gone. */
static uint32_t cells_gone(const struct app *app,
                           const struct siege_riders *riders,
                           const struct road *road)
{
    uint32_t cells = (uint32_t)(road->count - 1);
    uint32_t ride = riders->arrives - riders->sent;
    uint32_t gone = app->siege->shown - riders->sent;
    if (riders->place > 0) {
        return cells * riders->place / 100;
    }
    gone = riders->captured ? ride / 2 : gone < ride ? gone : ride - 1;
    return (uint32_t)((uint64_t)cells * gone / ride);
}

static enum frame_role role_of(const struct siege_riders *riders)
{
    if (riders->focus) {
        return FRAME_FOCUS;
    }
    if (riders->lie) {
        return FRAME_LIE;
    }
    if (riders->sealed) {
        return FRAME_SEAL;
    }
    for (unsigned o = 0; o < ORDERS_MAX; o++) {
        if (riders->orders == 1u << o) {
            return text_order_role(o);
        }
    }
    return FRAME_TEXT;
}

static void draw_group(const struct app *app, struct frame *frame,
                       const struct siege_riders *riders,
                       const struct road *road)
{
    if (road->count == 0 || riders->arrives == riders->sent) {
        return;
    }
    uint32_t at = room_on_road(frame, road, cells_gone(app, riders, road));
    int x = road->cell[at].x, y = road->cell[at].y;
    if (box_has(app->siege->ground.city, x, y) ||
        taken(&app->siege->ground, x, y, 1)) {
        return; /* he rides behind it */
    }
    if (riders->captured) {
        frame_glyph(frame, x, y, GLYPH_CAPTURED, FRAME_CAPTURED);
        return;
    }
    frame_glyph(frame, x, y,
                riders->sealed  ? GLYPH_SEALED
                : riders->block ? GLYPH_BLOCK
                                : GLYPH_LETTER,
                role_of(riders));
    draw_orders(app, frame, riders, x, y);
}

void siege_riders_draw(const struct app *app, struct frame *frame,
                       const struct siege_traffic *traffic)
{
    const struct ground *ground = &app->siege->ground;
    for (unsigned i = 0; i < ground->generals; i++) {
        for (unsigned j = 0; j < ground->generals; j++) {
            struct road road;
            if (traffic->riders[i][j].arrives > 0) {
                layout_road(&road, ground, i, j);
                draw_group(app, frame, &traffic->riders[i][j], &road);
            }
        }
    }
    if (traffic->coming.arrives > 0) {
        struct road road;
        layout_road(&road, ground, traffic->coming_from, traffic->coming_to);
        draw_group(app, frame, &traffic->coming, &road);
    }
}
