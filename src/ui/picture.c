/* A level as a small picture: see picture.h. */
#include "ui/picture.h"

#include "ui/art.h"
#include "ui/text.h"

enum { PICTURE_WIDTH_MIN = 28, PICTURE_HEIGHT_MIN = 9 };

/* Who a camp belongs to, in one word; "" for the others. */
static const char *tag_of(const struct level *level, unsigned g)
{
    if (g == level->player) {
        return _("you");
    }
    return g == level->setup.commander ? _("commander") : "";
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
        art_camp(frame, ground, g, &look);
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
    art_sky(frame, box, false);
    art_city(frame, &ground, CITY_DAY, 0, 0);
    draw_camps(frame, &ground, level);
}
