/* The minute on the glass: riding, stepping, the line of time, the news. */
#include <stdio.h>
#include <stdlib.h>

#include "ui/proof.h"
#include "ui/siege.h"
#include "ui/words_network.h"

enum {
    TICK_MS = 100,
    RIDERS_A_TICK = 6,
    WAITING_STEP = 90,
    WORK_PACE = 28,  /* a minute a tick at normal speed */
    STEP_PACE = 280, /* a step in six ticks */
    ONWARD_HASTE = 3,
    EVENING = 18 * 60,
    MORNING = 6 * 60
};

uint32_t siege_present(const struct app *app)
{
    return session_world(app->session)->clock;
}

bool siege_in_past(const struct app *app)
{
    return app->siege->shown < siege_present(app);
}

bool siege_at_desk(const struct app *app)
{
    return !siege_in_past(app) && !session_over(app->session);
}

void siege_jump(struct app *app, uint32_t minute)
{
    uint32_t present = siege_present(app);
    app->siege->shown = minute < present ? minute : present;
    app->siege->running = false;
    app->siege->drowsy = false;
    app->siege->map_only = app->siege->map_only && minute < present;
}

void siege_show_side(struct app *app)
{
    bool watch = session_level(app->session)->role == ROLE_WATCH;
    app->siege->map_only = app->siege->running || proof_watched(app) ||
                           (watch && !session_over(app->session));
}

void siege_run(struct app *app, bool run)
{
    if (run && !app->options.animate) {
        siege_jump(app, siege_present(app));
        return;
    }
    app->siege->running = run && siege_in_past(app);
}

void siege_step(struct app *app, int direction)
{
    const struct event *events;
    size_t count = session_events(app->session, &events);
    uint32_t shown = app->siege->shown, present = siege_present(app);
    uint32_t best = direction < 0 ? 0 : present;
    for (size_t i = 0; i < count; i++) {
        uint32_t minute = events[i].minute;
        bool nearer = direction < 0 ? minute < shown && minute > best
                                    : minute > shown && minute < best;
        best = nearer ? minute : best;
    }
    siege_jump(app, best);
}

/* The longest ride of this siege. */
static uint32_t longest_road(const struct setup *setup)
{
    uint32_t longest = 1;
    for (unsigned i = 0; i < setup->generals; i++) {
        for (unsigned j = 0; j < setup->generals; j++) {
            longest = setup->road[i][j] > longest ? setup->road[i][j] : longest;
        }
    }
    return longest;
}

/* Many riders move in larger steps, so that few bytes are written a second. */
static unsigned haste(const struct app *app)
{
    unsigned crowd = siege_riders(app) / RIDERS_A_TICK + 1;
    return crowd > 6 ? 6 : crowd;
}

/* Proof of work is over; the attack comes later. */
static bool shown_deadline(const struct app *app)
{
    return app->siege->shown >= session_setup(app->session)->deadline;
}

void siege_time_tick(struct app *app)
{
    static const uint8_t ticks[SIEGE_SPEEDS] = {90, 50, 28, 14, 6};
    struct app_siege *siege = app->siege;
    uint32_t road = siege_works(app) ? WORK_PACE
                    : siege_networks(app)
                        ? STEP_PACE
                        : longest_road(session_setup(app->session));
    uint32_t step = road * (siege_networks(app) ? 1 : haste(app));
    uint32_t present = siege_present(app);
    if (!siege->running) {
        return;
    }
    step *= siege->onward ? ONWARD_HASTE : 1;
    step = (step + ticks[siege->speed] - 1) / ticks[siege->speed];
    bool waits = siege_works(app) ? shown_deadline(app)
                                  : !siege_networks(app) && !siege_rides(app) &&
                                        step < WAITING_STEP;
    if (waits) {
        step = WAITING_STEP; /* nothing to see but the night */
    }
    siege->shown =
        present - siege->shown > step ? siege->shown + step : present;
    if (siege->shown == present) {
        siege->running = false;
        siege_first_row(app);
    }
}

unsigned siege_time_tick_in(const struct app *app)
{
    if (app->siege == NULL || !app->siege->running) {
        return 0;
    }
    return siege_networks(app) ? TICK_MS : TICK_MS * haste(app);
}

uint32_t siege_week_minute(const struct app *app, uint32_t minute)
{
    return (session_setup(app->session)->start + minute) % WEEK_MINUTES;
}

bool siege_is_night(const struct app *app, uint32_t minute)
{
    uint32_t of_day = siege_week_minute(app, minute) % DAY_MINUTES;
    return !siege_networks(app) && (of_day >= EVENING || of_day < MORNING);
}

/* The line of time: where it ends, and up to where its first, wider part goes
 * that shows the rounds. */
struct scale {
    uint32_t knee, end;
    int knee_x, x, width;
};

static uint32_t attack_minute(const struct setup *setup)
{
    uint32_t last = 0;
    for (unsigned o = 1; o < setup->orders; o++) {
        last = setup->order_minute[o] > last ? setup->order_minute[o] : last;
    }
    return last;
}

static unsigned rounds_due(const struct setup *setup)
{
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    if (rules != NULL && (rules->traits & RULES_CHAIN) != 0) {
        return setup->generals - 1u;
    }
    return setup->depth + 1u;
}

/* Letters take hours and the attack comes a day later: the rounds get most of
 * the line, the waiting the rest. */
static void make_scale(const struct app *app, struct scale *out, int x,
                       int width)
{
    const struct setup *setup = session_setup(app->session);
    out->x = x;
    out->width = width;
    out->knee = siege_works(app) ? setup->deadline
                                 : rounds_due(setup) * longest_road(setup);
    out->end = attack_minute(setup);
    out->end = out->end > out->knee ? out->end : out->knee + 1;
    out->knee_x = (int)((uint64_t)out->knee * (unsigned)width /
                        (out->end > 0 ? out->end : 1));
    if (out->knee_x < width * 2 / 3) {
        out->knee_x = width * 2 / 3;
    }
}

static int scale_x(const struct scale *scale, uint32_t minute)
{
    uint32_t rest = scale->end - scale->knee, part;
    if (minute <= scale->knee) {
        return scale->x + (int)((uint64_t)minute * (unsigned)scale->knee_x /
                                (scale->knee > 0 ? scale->knee : 1));
    }
    part = (minute < scale->end ? minute : scale->end) - scale->knee;
    return scale->x + scale->knee_x +
           (int)((uint64_t)part * (unsigned)(scale->width - 1 - scale->knee_x) /
                 (rest > 0 ? rest : 1));
}

/* The minute that a cell of the line stands for. */
static uint32_t scale_minute(const struct scale *scale, int at)
{
    int last = scale->width - 1 - scale->knee_x;
    if (at <= scale->knee_x) {
        return (uint32_t)((uint64_t)scale->knee * (unsigned)at /
                          (unsigned)(scale->knee_x > 0 ? scale->knee_x : 1));
    }
    return scale->knee + (uint32_t)((uint64_t)(scale->end - scale->knee) *
                                    (unsigned)(at - scale->knee_x) /
                                    (unsigned)(last > 0 ? last : 1));
}

/* Without a clock: all steps so far, in equal parts. */
static void make_steps(const struct app *app, struct scale *out, int x,
                       int width)
{
    uint32_t end = siege_steps_end(app);
    *out = (struct scale){.knee = end,
                          .end = end + 1,
                          .knee_x = width - 1,
                          .x = x,
                          .width = width};
}

static void draw_line(struct app *app, struct frame *frame,
                      const struct scale *scale, int y)
{
    int now = scale_x(scale, app->siege->shown);
    for (int at = 0; at < scale->width; at++) {
        bool night = siege_is_night(app, scale_minute(scale, at));
        bool past = scale->x + at < now;
        enum glyph glyph = past ? GLYPH_TIME_PAST : GLYPH_LINE_H;
        if (night) {
            glyph = past ? GLYPH_TENT_MID : GLYPH_SHADE;
        }
        frame_glyph(frame, scale->x + at, y, glyph,
                    night  ? FRAME_NIGHT
                    : past ? FRAME_TEXT
                           : FRAME_LINE);
    }
    app_hit(app, scale->x, y, now - scale->x, 1, KEYS_LEFT, -1);
    app_hit(app, now, y, scale->x + scale->width - now, 1, KEYS_RIGHT, -1);
}

/* A mark where each block was found that is known of, and at the deadline. */
static void draw_blocks(const struct app *app, struct frame *frame,
                        const struct scale *scale, int y)
{
    const struct world *world = session_world(app->session);
    struct block_set known;
    work_known(world, siege_eyes(app), app->siege->shown, &known);
    for (unsigned b = 1; b < world->memory.work.blocks; b++) {
        const struct block *block = &world->memory.work.block[b];
        if (block_set_has(&known, b)) {
            frame_glyph(frame, scale_x(scale, block->minute), y, GLYPH_BLOCK,
                        block->order < ORDERS_MAX
                            ? text_order_role(block->order)
                            : FRAME_TEXT);
        }
    }
    frame_glyph(frame, scale_x(scale, world->setup.deadline), y,
                GLYPH_TIME_MARK, FRAME_TEXT);
}

/* A mark at the bell that closes each round. */
static void draw_bells(const struct app *app, struct frame *frame,
                       const struct scale *scale, int y)
{
    const struct world *world = session_world(app->session);
    uint32_t ride = longest_road(&world->setup);
    unsigned rounds = rounds_due(&world->setup);
    uint32_t bell = 0;
    for (unsigned r = 2; r <= rounds + 1 && r <= ROUNDS_MAX; r++) {
        bell += ride;
        if (r <= world->round && world->round_start[r] > 0) {
            bell = world->round_start[r];
        } else if (r == world->round && world->stage >= STAGE_ACCUSE) {
            bell = world->clock;
        }
        frame_glyph(frame, scale_x(scale, bell), y, GLYPH_TIME_MARK,
                    FRAME_TEXT);
    }
}

static void draw_hours(const struct app *app, struct frame *frame,
                       const struct scale *scale, int y)
{
    const struct level *level = session_level(app->session);
    const struct setup *setup = session_setup(app->session);
    for (unsigned o = 1; o < setup->orders; o++) {
        text_draw(frame, scale_x(scale, setup->order_minute[o]), y, 2,
                  text_order_letter(level, o), text_order_role(o));
    }
}

/* The minute shown. Where it stands on one half of a wide letter, the other
 * half is line again. */
static void draw_now(struct frame *frame, const struct scale *scale, int now,
                     int y)
{
    frame_glyph(frame, now, y, GLYPH_TIME_NOW, FRAME_TITLE);
    for (int x = now - 1; x <= now + 1; x += 2) {
        if (x >= scale->x && x < scale->x + scale->width &&
            frame->cells[y * frame->width + x].glyph == ' ') {
            frame_glyph(frame, x, y, x < now ? GLYPH_TIME_PAST : GLYPH_LINE_H,
                        x < now ? FRAME_TEXT : FRAME_LINE);
        }
    }
}

/* Who decided what, and who fell silent, where it happened. */
static void draw_turns(const struct app *app, struct frame *frame,
                       const struct scale *scale, int y)
{
    const struct event *events;
    size_t count = session_events(app->session, &events);
    for (size_t i = 0; i < count; i++) {
        if (events[i].minute <= app->siege->shown) {
            siege_turn_draw(app, frame, &events[i],
                            scale_x(scale, events[i].minute), y);
        }
    }
}

static void draw_steps(struct app *app, struct frame *frame, int y)
{
    char right[64];
    struct scale scale;
    make_steps(app, &scale, 0, 1);
    words_when_short(right, sizeof right, session_setup(app->session),
                     scale.knee);
    int x = 2 + text_draw(frame, 1, y, 12, "0", FRAME_DIM);
    int wide = text_width(right), width = frame->width - x - wide - 3;
    if (width < 8) {
        return;
    }
    text_draw(frame, frame->width - wide - 1, y, wide, right, FRAME_DIM);
    make_steps(app, &scale, x, width);
    draw_line(app, frame, &scale, y);
    draw_turns(app, frame, &scale, y);
    draw_now(frame, &scale, scale_x(&scale, app->siege->shown), y);
}

void siege_time_draw(struct app *app, struct frame *frame, int y)
{
    char left[64], right[64];
    struct scale scale;
    if (siege_networks(app)) {
        draw_steps(app, frame, y);
        return;
    }
    const struct setup *setup = session_setup(app->session);
    text_day_short(left, sizeof left, setup->start % WEEK_MINUTES);
    text_day_short(right, sizeof right,
                   siege_week_minute(app, attack_minute(setup)));
    int x = 2 + text_draw(frame, 1, y, 12, left, FRAME_DIM);
    int wide = text_width(right);
    int width = frame->width - x - wide - 3;
    if (width < 8) {
        return;
    }
    text_draw(frame, frame->width - wide - 1, y, wide, right, FRAME_DIM);
    make_scale(app, &scale, x, width);
    draw_line(app, frame, &scale, y);
    if (siege_works(app)) {
        draw_blocks(app, frame, &scale, y);
    } else {
        draw_bells(app, frame, &scale, y);
    }
    draw_hours(app, frame, &scale, y);
    draw_now(frame, &scale, scale_x(&scale, app->siege->shown), y);
}

static const char *speed_name(unsigned speed)
{
    static const char *const names[SIEGE_SPEEDS] = {
        N_("very slow"), N_("slow"), N_("normal"), N_("fast"), N_("very fast")};
    return _(names[speed]);
}

static const char *run_state(const struct app *app)
{
    if (app->siege->running) {
        return ">";
    }
    return siege_in_past(app) ? "||" : "";
}

void siege_header_draw(struct app *app, struct frame *frame)
{
    const struct level *level = session_level(app->session);
    char number[16], left[400], right[160], when[64];
    app_level_number(app, level->id, number, sizeof number);
    (void)snprintf(left, sizeof left, "%s%s%s", number,
                   number[0] != '\0' ? "  " : "",
                   level_say(level, level->title, text_language()));
    if (siege_networks(app)) {
        siege_step_text(app, when, sizeof when);
    } else {
        text_day_time(when, sizeof when,
                      siege_week_minute(app, app->siege->shown));
    }
    (void)snprintf(right, sizeof right, "%s   %s %s", when, run_state(app),
                   app->options.animate ? speed_name(app->siege->speed) : "");
    if (text_width(left) + text_width(right) + 4 > frame->width) {
        (void)snprintf(left, sizeof left, "%s", number); /* the hour matters */
    }
    draw_header(app, frame, left, right);
    if (siege_is_night(app, app->siege->shown)) {
        int x = frame->width - 3 - text_width(right);
        frame_glyph(frame, x, 0, GLYPH_MOON, FRAME_NIGHT);
    }
}

static int by_minute(const void *left, const void *right)
{
    const struct told *a = left, *b = right;
    if (a->event.minute != b->event.minute) {
        return a->event.minute < b->event.minute ? -1 : 1;
    }
    return (a->number > b->number) - (a->number < b->number);
}

struct told *siege_events(const struct app *app, size_t *count)
{
    const struct event *events;
    size_t all = session_events(app->session, &events);
    struct told *told = calloc(all + 1, sizeof *told);
    *count = 0;
    for (size_t i = 0; told != NULL && i < all; i++) {
        bool secret =
            events[i].kind == EVENT_BATTLE && !app->siege->battle_seen;
        if (events[i].minute <= app->siege->shown && !secret) {
            told[(*count)++] =
                (struct told){.event = events[i], .number = (uint32_t)i};
        }
    }
    if (told != NULL) {
        qsort(told, *count, sizeof *told, by_minute);
    }
    return told;
}

void siege_news(const struct app *app, char *out, size_t room)
{
    size_t count;
    if (siege_networks(app)) {
        siege_step_news(app, out, room);
        return;
    }
    struct told *told = siege_events(app, &count);
    out[0] = '\0';
    while (count-- > 0 && out[0] == '\0') {
        words_event(out, room, app->session, &told[count].event,
                    siege_eyes(app));
    }
    free(told);
}
