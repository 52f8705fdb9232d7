/* The battle: at each hour of attack the armies that obey it march from their
 * camps to the walls; the city falls to a quorum, and burns the others. What
 * is drawn is what was decided, nothing else. */
#include <stdio.h>

#include "ui/proof.h"
#include "ui/siege.h"
#include "ui/words.h"
#include "ui/words_say.h"

enum { MARCH = 16, CLASH = 12, TICK = 120, HOURS_MAX = ORDERS_MAX };

/* The hours at which anybody attacks, the earliest first. */
struct hours {
    unsigned count;
    uint8_t order[HOURS_MAX];
};

static void find_hours(const struct world *world, const struct verdict *verdict,
                       struct hours *out)
{
    out->count = 0;
    for (unsigned o = 1; o < world->setup.orders; o++) {
        unsigned at = out->count;
        if (verdict->attackers[o] == 0) {
            continue;
        }
        while (at > 0 && world->setup.order_minute[out->order[at - 1]] >
                             world->setup.order_minute[o]) {
            out->order[at] = out->order[at - 1];
            at--;
        }
        out->order[at] = (uint8_t)o;
        out->count++;
    }
}

/* One picture of the battle. */
struct picture {
    const struct world *world;
    struct verdict verdict;
    struct hours hours;
    unsigned at, flicker;
};

static void make_picture(const struct app *app, struct picture *out)
{
    out->world = session_world(app->session);
    game_judge(out->world, &out->verdict);
    find_hours(out->world, &out->verdict, &out->hours);
    out->at = app->siege->battle_at;
    out->flicker = app->options.animate ? app->siege->battle_at / 2 : 0;
}

static unsigned last_picture(const struct picture *picture)
{
    return picture->hours.count * (MARCH + CLASH);
}

/* How far the hour of this order has come: marching, then fighting. Units:
 * percent. */
static void progress_of(const struct picture *picture, unsigned order,
                        int *march, int *clash)
{
    *march = *clash = 0;
    for (unsigned i = 0; i < picture->hours.count; i++) {
        int at = (int)picture->at - (int)(i * (MARCH + CLASH));
        if (picture->hours.order[i] != order || at <= 0) {
            continue;
        }
        *march = at >= MARCH ? 100 : at * 100 / MARCH;
        *clash = at <= MARCH ? 0 : (at - MARCH) * 100 / CLASH;
        *clash = *clash > 100 ? 100 : *clash;
    }
}

/* The way from a camp to the wall. */
static void march_road(struct road *road, const struct ground *ground,
                       unsigned camp)
{
    struct ground bare = *ground;
    unsigned other = camp == 0 ? 1 : 0;
    /* A city that is also a camp: the road then ends at its wall. */
    bare.camp[other] = ground->city;
    bare.city.width = bare.city.height = 0;
    bare.city.x = bare.map.x - 1000;
    layout_road(road, &bare, camp, other);
}

/* One man, who passes behind the camps. */
static void draw_man(struct frame *frame, const struct ground *ground, int x,
                     int y, enum glyph glyph, enum frame_role role)
{
    for (unsigned g = 0; g < ground->generals; g++) {
        if (box_has(ground->camp[g], x, y)) {
            return;
        }
    }
    if (glyph == GLYPH_COUNT) {
        frame_put(frame, x, y, 'i', role);
    } else {
        frame_glyph(frame, x, y, glyph, role);
    }
}

/* An army of the given size, its first row at y. */
static void draw_men(struct frame *frame, const struct ground *ground, int x,
                     int y, enum frame_role role)
{
    bool large = ground->style == CAMP_TALL;
    draw_man(frame, ground, x, y, GLYPH_BANNER, role);
    for (int i = 1; i < (large ? 6 : 4); i++) {
        draw_man(frame, ground, x + i, y, GLYPH_COUNT, role);
        if (large) {
            draw_man(frame, ground, x + i - 1, y + 1, GLYPH_COUNT, role);
        }
    }
}

/* Where it was: flames, and here and there a man. */
static void draw_lost(struct frame *frame, const struct picture *picture,
                      const struct ground *ground, struct box field, int clash,
                      unsigned order)
{
    draw_men(frame, ground, field.x, field.y, text_order_role(order));
    draw_man(frame, ground, field.x, field.y, GLYPH_CAPTURED, FRAME_FIRE);
    field.x -= 2;
    field.width += 3;
    field.height++;
    art_fire(frame, field, clash < 100 ? 30 + clash / 2 : 65, picture->flicker);
}

static void draw_army(struct frame *frame, const struct picture *picture,
                      const struct ground *ground, unsigned g)
{
    unsigned order = picture->world->decided[g];
    bool large = ground->style == CAMP_TALL;
    struct road road;
    int march, clash;
    progress_of(picture, order, &march, &clash);
    march_road(&road, ground, g);
    if (march == 0 || road.count == 0) {
        return;
    }
    int size = large ? 6 : 4, at = (road.count - 1) * march / 100;
    int x = road.cell[at].x, y = road.cell[at].y;
    /* Those who come from the left stop before the wall, not in it. */
    int wall = ground->city.x - size;
    x = x < ground->city.x && x > wall ? wall : x;
    if (picture->verdict.winning != order && clash > 0) {
        struct box field = {
            .x = x, .y = y, .width = size + 1, .height = large ? 2 : 1};
        draw_lost(frame, picture, ground, field, clash, order);
    } else {
        draw_men(frame, ground, x, y, text_order_role(order));
    }
}

static void draw_camp(const struct app *app, struct frame *frame,
                      const struct picture *picture,
                      const struct ground *ground, unsigned g)
{
    struct camp_look look;
    unsigned order = picture->world->decided[g];
    int march = 0, clash = 0;
    siege_camp_look(app, g, &look);
    look.focus = false;
    look.mark = MARK_NONE;
    if (order != ORDER_NONE && order != ORDER_RETREAT) {
        progress_of(picture, order, &march, &clash);
        look.empty = march > 0;
        look.banner_down = clash > 50 && picture->verdict.winning != order;
    }
    art_camp(frame, ground, g, &look);
}

static void draw_field(const struct app *app, struct frame *frame,
                       const struct picture *picture, struct box map)
{
    struct ground ground;
    int march, fallen = 0;
    unsigned winning = picture->verdict.winning;
    siege_ground(app, map, &ground);
    if (winning != ORDER_NONE) {
        progress_of(picture, winning, &march, &fallen);
    }
    art_city(frame, &ground, fallen > 0 ? CITY_FALLEN : CITY_DAY, fallen,
             picture->flicker);
    for (unsigned g = 0; g < ground.generals; g++) {
        draw_camp(app, frame, picture, &ground, g);
    }
    for (unsigned g = 0; g < ground.generals; g++) {
        unsigned order = picture->world->decided[g];
        if (order != ORDER_NONE && order != ORDER_RETREAT) {
            draw_army(frame, picture, &ground, g);
        }
    }
    art_sky(frame, &ground, false);
}

/* The hour that the picture shows; the last one afterwards. */
static unsigned hour_shown(const struct picture *picture)
{
    unsigned at = picture->at / (MARCH + CLASH);
    if (picture->hours.count == 0) {
        return ORDER_NONE;
    }
    at = at < picture->hours.count ? at : picture->hours.count - 1;
    return picture->hours.order[at];
}

/* "✓ agreement  ✓ validity  ✗ termination": no verdict is one word. */
static void draw_lamps(struct frame *frame, const struct picture *picture,
                       int y)
{
    static const enum glyph glyphs[] = {
        [TRI_NO] = GLYPH_NO, [TRI_YES] = GLYPH_YES, [TRI_VOID] = GLYPH_ROAD};
    const struct verdict *verdict = &picture->verdict;
    const struct {
        const char *word;
        unsigned value;
    } lamps[] = {
        {_("agreement"), verdict->agreement ? TRI_YES : TRI_NO},
        {_("validity"), verdict->validity},
        {_("termination"), verdict->termination ? TRI_YES : TRI_NO},
    };
    int x = 1;
    for (size_t i = 0; i < sizeof lamps / sizeof *lamps; i++) {
        enum frame_role role =
            lamps[i].value == TRI_NO ? FRAME_TITLE : FRAME_TEXT;
        frame_glyph(frame, x, y, glyphs[lamps[i].value], role);
        x += 2;
        x += 3 +
             text_draw(frame, x, y, frame->width - x - 1, lamps[i].word, role);
    }
}

static void draw_caption(const struct app *app, struct frame *frame,
                         const struct picture *picture, int y)
{
    char text[WORDS_MAX], when[64];
    const struct setup *setup = &picture->world->setup;
    unsigned order = hour_shown(picture);
    if (order == ORDER_NONE) {
        words_say(text, sizeof text, _("No army attacks. The city stands."));
    } else if (session_steps(app->session)) {
        words_say(
            text, sizeof text, _("%u of %u armies attack; %u are needed."),
            picture->verdict.attackers[order], setup->generals, setup->quorum);
    } else {
        text_day_time(when, sizeof when,
                      siege_week_minute(app, setup->order_minute[order]));
        words_say(text, sizeof text,
                  _("%s: %u of %u armies attack; %u are needed."), when,
                  picture->verdict.attackers[order], setup->generals,
                  setup->quorum);
    }
    text_wrap(frame, 1, y, frame->width - 2, 1, 0, text, FRAME_TITLE);
    if (order != ORDER_NONE && picture->at >= last_picture(picture)) {
        words_battle(text, sizeof text, session_level(app->session),
                     picture->world);
        text_wrap(frame, 1, y + 1, frame->width - 2, 2, 0, text, FRAME_TEXT);
    }
    if (picture->at >= last_picture(picture)) {
        draw_lamps(frame, picture, y + 3);
    }
}

static void enter(struct app *app)
{
    struct picture picture;
    if (!siege_open(app)) {
        return;
    }
    app->siege->battle_at = 0;
    make_picture(app, &picture);
    if (!app->options.animate) {
        app->siege->battle_at = last_picture(&picture);
    }
}

static void draw(struct app *app, struct frame *frame)
{
    struct picture picture;
    char number[32];
    struct box map = {.x = 0, .y = 2, .width = frame->width};
    if (!siege_open(app)) {
        return;
    }
    make_picture(app, &picture);
    map.height = frame->height - 8;
    app_level_number(app, session_level(app->session)->id, number,
                     sizeof number);
    draw_header(app, frame,
                session_steps(app->session) ? _("The battle")
                                            : _("The hour of attack"),
                number);
    draw_rule(frame, 1);
    draw_field(app, frame, &picture, map);
    draw_rule(frame, frame->height - 6);
    draw_caption(app, frame, &picture, frame->height - 5);
    app_hit(app, 0, 1, frame->width, frame->height - 2, KEYS_ENTER, -1);
    draw_keys(app, frame);
}

static void key(struct app *app, uint32_t pressed)
{
    struct picture picture;
    if (!siege_open(app) || (pressed != KEYS_ENTER && pressed != ' ')) {
        return;
    }
    make_picture(app, &picture);
    if (picture.at < last_picture(&picture)) {
        app->siege->battle_at = last_picture(&picture);
    } else {
        app_go(app, proof_watched(app) ? SCREEN_SIEGE : SCREEN_DEBRIEF);
    }
}

/* From what is only watched, back to its siege. */
static bool back(struct app *app)
{
    if (proof_watched(app)) {
        app_go(app, SCREEN_SIEGE);
        return true;
    }
    return false;
}

static void tick(struct app *app)
{
    if (app->siege != NULL) {
        app->siege->battle_at++;
    }
}

static unsigned tick_in(const struct app *app)
{
    struct picture picture;
    if (app->siege == NULL || app->session == NULL) {
        return 0;
    }
    make_picture(app, &picture);
    return picture.at < last_picture(&picture) ? TICK : 0;
}

/* Both keys skip what moves, and go on from the last picture. */
static bool offers(const struct app *app, uint32_t key)
{
    return (key == ' ') == (tick_in(app) > 0);
}

static const struct keybind keys[] = {
    {KEYS_ENTER, "Enter", N_("go on")}, {' ', "space", N_("skip")}, {0}};

const struct screen screen_battle = {.id = "battle",
                                     .title = N_("The battle"),
                                     .keys = keys,
                                     .enter = enter,
                                     .draw = draw,
                                     .key = key,
                                     .offers = offers,
                                     .back = back,
                                     .tick = tick,
                                     .tick_in = tick_in};
