/* A level as a small picture: see picture.h. */
#include "ui/picture.h"

#include "rules/rules.h"
#include "ui/art.h"
#include "ui/text.h"

enum { PICTURE_WIDTH_MIN = 28, PICTURE_HEIGHT_MIN = 9 };

/* Say whether everybody begins with a value, and nobody commands. */
static bool has_values(const struct level *level)
{
    const struct rules *rules = rules_get((enum rule_id)level->setup.rule);
    return rules != NULL && (rules->traits & RULES_INPUTS) != 0;
}

/* Who a camp belongs to, in one word; "" for the others. */
static const char *tag_of(const struct level *level, unsigned g)
{
    if (g == level->player) {
        return _("you");
    }
    return !has_values(level) && g == level->setup.commander ? _("commander")
                                                             : "";
}

static void draw_camps(struct frame *frame, const struct ground *ground,
                       const struct level *level)
{
    for (unsigned g = 0; g < ground->generals; g++) {
        bool me = g == level->player;
        struct camp_look look = {.name = level_name(level, g, text_language()),
                                 .tag = tag_of(level, g),
                                 .order = "",
                                 .order_say = "",
                                 .tag_role = FRAME_DIM,
                                 .me = me};
        if (has_values(level)) {
            unsigned value = level->setup.input[g];
            look.order = level->blind ? "?" : text_order_letter(level, value);
            look.order_role =
                level->blind ? FRAME_TEXT : text_order_role(value);
        }
        art_camp(frame, ground, g, &look);
    }
}

static void draw_road(struct frame *frame, const struct ground *ground,
                      unsigned from, unsigned to)
{
    struct road road;
    layout_road(&road, ground, from, to);
    art_road(frame, ground, &road, FRAME_ROAD);
}

/* Nobody begins: everybody writes to everybody. */
static void draw_all_roads(struct frame *frame, const struct ground *ground,
                           const struct level *level)
{
    for (unsigned to = 0; to < ground->generals; to++) {
        for (unsigned from = 0; from < to; from++) {
            if (level->setup.road[from][to] > 0) {
                draw_road(frame, ground, from, to);
            }
        }
    }
}

/* The roads of the first letters: along the chain, else from the commander to
 * everyone. */
static void draw_roads(struct frame *frame, const struct ground *ground,
                       const struct level *level)
{
    const struct rules *rules = rules_get((enum rule_id)level->setup.rule);
    bool chain = rules != NULL && (rules->traits & RULES_CHAIN) != 0;
    unsigned from = level->setup.commander;
    for (unsigned to = 0; to < ground->generals; to++) {
        if (to == level->setup.commander) {
            continue;
        }
        if (level->setup.road[from][to] > 0) {
            draw_road(frame, ground, from, to);
        }
        from = chain ? to : from;
    }
}

void picture_draw(struct frame *frame, struct box box,
                  const struct level *level)
{
    struct camp_wants wants = {0};
    struct ground ground;
    unsigned generals = level->setup.generals;
    if (box.width < PICTURE_WIDTH_MIN || box.height < PICTURE_HEIGHT_MIN) {
        return;
    }
    for (unsigned g = 0; g < generals; g++) {
        wants.name[g] = text_width(level_name(level, g, text_language()));
        wants.tag[g] = text_width(tag_of(level, g));
    }
    layout_ground(&ground, box, generals, &wants);
    if (has_values(level)) {
        draw_all_roads(frame, &ground, level);
    } else {
        draw_roads(frame, &ground, level);
    }
    art_city(frame, &ground, CITY_DAY, 0, 0);
    draw_camps(frame, &ground, level);
}
