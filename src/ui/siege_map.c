/* The map of the siege at the minute shown: city, camps, roads and scouts, as
 * far as the camps that are looked through know of them. */
#include "rules/work.h"
#include "ui/siege.h"

enum { ROADS_ALL = 6, ROADS_WIDE = 8, TAG_CELLS = 10 };

uint16_t siege_mine(const struct session *session)
{
    const struct level *level = session_level(session);
    switch ((enum level_role)level->role) {
    case ROLE_TRAITOR:
        return session_setup(session)->traitors;
    case ROLE_LOYAL:
        return (uint16_t)(1u << level->player);
    case ROLE_CITY:
    case ROLE_WATCH:
        break;
    }
    return 0;
}

/* What everybody did comes to light after the battle, not before. */
static bool revealed(const struct app *app)
{
    return session_level(app->session)->role == ROLE_WATCH ||
           !session_over(app->session) || app->siege->battle_seen;
}

uint16_t siege_eyes(const struct app *app)
{
    unsigned shoulder = app->siege->shoulder;
    uint16_t eyes = session_eyes(app->session);
    if (!revealed(app)) {
        return session_level(app->session)->role == ROLE_CITY &&
                       session_city_reads(app->session)
                   ? EYES_ALL
                   : siege_mine(app->session);
    }
    if (shoulder == 0 || eyes != EYES_ALL) {
        return eyes;
    }
    if (shoulder > session_setup(app->session)->generals) {
        return 0;
    }
    return (uint16_t)(1u << (shoulder - 1));
}

unsigned siege_tent(const struct app *app)
{
    uint16_t eyes = siege_eyes(app);
    unsigned shoulder = app->siege->shoulder;
    const struct level *level = session_level(app->session);
    if (shoulder > 0 && eyes == 1u << (shoulder - 1)) {
        return shoulder - 1;
    }
    return level->role == ROLE_LOYAL && eyes == 1u << level->player
               ? level->player
               : NO_GENERAL;
}

bool siege_known_traitor(const struct app *app, unsigned g)
{
    const struct level *level = session_level(app->session);
    bool traitor = setup_is_traitor(session_setup(app->session), g);
    return traitor && (siege_eyes(app) == EYES_ALL ||
                       (siege_mine(app->session) >> g & 1) != 0 ||
                       (level->role == ROLE_CITY && siege_eyes(app) == 0));
}

/* What the commander is heard to order, by the letters seen. */
static unsigned heard_order(const struct app *app, unsigned g)
{
    const struct world *world = session_world(app->session);
    uint32_t letters = game_letters(world);
    for (uint32_t i = 0; i < letters && i < world->setup.generals; i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (letter.from == g && letter.length == 1 &&
            letter_seen(&letter, siege_eyes(app), app->siege->shown) &&
            letter.order != ORDER_NONE) {
            return letter.order;
        }
    }
    return ORDER_NONE;
}

/* Say whether this general's choice was made by the minute shown. */
static bool has_decided(const struct app *app, unsigned g)
{
    const struct event *events;
    size_t count = session_events(app->session, &events);
    for (size_t i = count; i-- > 0;) {
        if (events[i].kind == EVENT_DECIDED && events[i].actor == g) {
            return events[i].minute <= app->siege->shown;
        }
    }
    return !siege_in_past(app);
}

/* The order that is known of a camp at the minute shown, or ORDER_NONE. */
static unsigned known_order(const struct app *app, unsigned g)
{
    const struct world *world = session_world(app->session);
    uint16_t eyes = siege_eyes(app);
    bool inside = (eyes >> g & 1) != 0;
    if (inside && world->decided[g] != ORDER_NONE && has_decided(app, g)) {
        return world->decided[g];
    }
    if (g != world->setup.commander) {
        return ORDER_NONE;
    }
    if (inside && !setup_is_traitor(&world->setup, g)) {
        return world->setup.order;
    }
    return session_level(app->session)->role == ROLE_TRAITOR && !inside
               ? heard_order(app, g)
               : ORDER_NONE;
}

static const char *camp_tag(const struct app *app, unsigned g)
{
    const struct level *level = session_level(app->session);
    if (g == level->player) {
        return _("you");
    }
    if (siege_known_traitor(app, g)) {
        return level->role == ROLE_TRAITOR && siege_eyes(app) != EYES_ALL
                   ? _("ally")
                   : _("traitor");
    }
    return g == session_setup(app->session)->commander ? _("commander") : "";
}

/* The order of the chain that a general follows at the minute shown. */
static unsigned followed_order(const struct app *app, unsigned g)
{
    const struct world *world = session_world(app->session);
    return work_order(world, work_tip(world, g, app->siege->shown));
}

void siege_camp_look(const struct app *app, unsigned g, struct camp_look *out)
{
    const struct level *level = session_level(app->session);
    unsigned order = known_order(app, g);
    bool traitor = siege_known_traitor(app, g);
    *out = (struct camp_look){.name = level_name(level, g, text_language()),
                              .tag = camp_tag(app, g),
                              .order = traitor ? "" : "?",
                              .order_say = "",
                              .order_role = FRAME_TEXT,
                              .tag_role = traitor ? FRAME_TRAITOR : FRAME_TEXT,
                              .mark = app->siege->mark[g],
                              .me = g == level->player,
                              .focus = app->siege->page == PAGE_CAMP &&
                                       app->siege->camp == g};
    if (siege_networks(app)) {
        siege_network_camp(app, g, out);
        return;
    }
    if (siege_works(app) && (siege_eyes(app) >> g & 1) != 0 &&
        !(has_decided(app, g) &&
          session_world(app->session)->decided[g] != ORDER_NONE)) {
        order = followed_order(app, g);
    }
    if (order != ORDER_NONE) {
        out->order = text_order_letter(level, order);
        out->order_say = text_order(level, order);
        out->order_role = text_order_role(order);
    }
}

/* From this width on there is room beside a camp for its order in words. */
enum { ORDER_WORDS_WIDTH = 100, ORDER_WORDS_MOST = 20 };

static int longest_order(const struct app *app)
{
    const struct level *level = session_level(app->session);
    int longest = 0;
    for (unsigned o = 0; o < level->setup.orders; o++) {
        int width = text_width(text_order(level, o));
        longest = width > longest ? width : longest;
    }
    return longest > ORDER_WORDS_MOST ? ORDER_WORDS_MOST : longest;
}

void siege_ground(const struct app *app, struct box map, struct ground *out)
{
    const struct setup *setup = session_setup(app->session);
    struct camp_wants wants = {.name = {0}};
    int words = map.width >= ORDER_WORDS_WIDTH ? longest_order(app) : 0;
    for (unsigned g = 0; g < setup->generals; g++) {
        struct camp_look look;
        int traitor = text_width(_("traitor"));
        siege_camp_look(app, g, &look);
        wants.name[g] = text_width(look.name);
        wants.tag[g] = text_width(look.tag);
        wants.tag[g] = wants.tag[g] > traitor ? wants.tag[g] : traitor;
        if (siege_networks(app) && wants.tag[g] < TAG_CELLS) {
            wants.tag[g] = TAG_CELLS; /* it changes all the time */
        }
        wants.tag[g] = wants.tag[g] > words ? wants.tag[g] : words;
    }
    map.x += map.width > 44;
    map.width -= map.width > 44 ? 2 : 0;
    layout_ground(out, map, setup->generals, &wants);
}

/* Say whether messengers of this siege ever use the road between two camps. */
static bool road_used(const struct setup *setup, unsigned i, unsigned j)
{
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    unsigned low = i < j ? i : j, high = i < j ? j : i, c = setup->commander;
    if (setup->road[i][j] == 0 && setup->road[j][i] == 0) {
        return false;
    }
    if (rules == NULL || (rules->traits & RULES_CHAIN) == 0) {
        return true;
    }
    if (low == c || high == c) { /* he writes to the first of the others */
        return (low == c ? high : low) == (c == 0 ? 1u : 0u);
    }
    return high - low == 1 || (high - low == 2 && low + 1 == c);
}

static bool road_watched(const struct app *app, unsigned i, unsigned j)
{
    const struct setup *setup = session_setup(app->session);
    bool known = siege_eyes(app) == EYES_ALL ||
                 session_level(app->session)->role == ROLE_CITY;
    return known && ((setup->watched[i] >> j & 1) != 0 ||
                     (setup->watched[j] >> i & 1) != 0);
}

static void draw_roads(const struct app *app, struct frame *frame,
                       const struct siege_traffic *traffic)
{
    const struct ground *ground = &app->siege->ground;
    const struct setup *setup = session_setup(app->session);
    bool chain = !road_used(setup, 0, setup->generals - 1u);
    unsigned most = ground->style == CAMP_TALL ? ROADS_WIDE : ROADS_ALL;
    for (unsigned i = 0; i < ground->generals; i++) {
        for (unsigned j = 0; j < i; j++) {
            struct road road;
            bool busy = traffic->riders[i][j].arrives > 0 ||
                        traffic->riders[j][i].arrives > 0;
            bool watched = road_watched(app, i, j);
            if (!road_used(setup, i, j) ||
                (ground->generals > most && !chain && !busy)) {
                continue;
            }
            layout_road(&road, ground, i, j);
            art_road(frame, ground, &road, FRAME_ROAD);
            if (watched) {
                art_scouts(frame, ground, &road);
            }
        }
    }
}

static void draw_camps(struct app *app, struct frame *frame)
{
    const struct ground *ground = &app->siege->ground;
    for (unsigned g = 0; g < ground->generals; g++) {
        struct camp_look look;
        struct box box = ground->camp[g];
        siege_camp_look(app, g, &look);
        art_camp(frame, ground, g, &look);
        app_hit(app, box.x, box.y, box.width, box.height, 0,
                CAMP_ITEM + (int)g);
    }
}

void siege_map_draw(struct app *app, struct frame *frame)
{
    struct ground *ground = &app->siege->ground;
    struct siege_traffic traffic;
    bool night = siege_is_night(app, app->siege->shown);
    siege_ground(app, app->siege->layout.map, ground);
    siege_traffic(app, &traffic);
    draw_roads(app, frame, &traffic);
    art_city(frame, ground, night ? CITY_NIGHT : CITY_DAY, 0, 0);
    draw_camps(app, frame);
    siege_riders_draw(app, frame, &traffic);
    art_sky(frame, ground, night);
}
