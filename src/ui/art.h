/* Drawings: the city, camps, riders, night. Everything is made of meanings
 * (ui/frame.h); ASCII frames get the same drawing with the same widths. */
#ifndef UI_ART_H
#define UI_ART_H

#include "ui/frame.h"
#include "ui/layout.h"

enum { CITY_SIZES = 6 };

/* The cells that a city of this size covers; 0 is the smallest. */
void art_city_size(unsigned size, int *width, int *height);

enum city_look {
    CITY_DAY,
    CITY_NIGHT, /* lights in the windows */
    CITY_FALLEN /* the walls are down and the besiegers' banners are up */
};

/* Draw the city. `fallen` in percent: how far the walls are down; only for
 * CITY_FALLEN. `flicker` moves the flames. */
void art_city(struct frame *frame, const struct ground *ground,
              enum city_look look, int fallen, unsigned flicker);

/* What the player pencilled on a camp instead of its banner. */
enum camp_mark { MARK_NONE, MARK_SUSPECT, MARK_TRUST, MARK_COUNT };

/* One camp as it is to be shown. Texts are not copied. */
struct camp_look {
    const char *name, *tag;
    const char *order;     /* one letter, "" when nothing is known */
    const char *order_say; /* the order in words, for tall camps */
    enum frame_role order_role, tag_role;
    uint8_t mark; /* enum camp_mark */
    bool me, focus, banner_down;
    bool empty; /* the army has marched off */
};

void art_camp(struct frame *frame, const struct ground *ground, unsigned camp,
              const struct camp_look *look);

/* Dots along a road, and the scouts who watch it. */
void art_road(struct frame *frame, const struct ground *ground,
              const struct road *road, enum frame_role role);
void art_scouts(struct frame *frame, const struct ground *ground,
                const struct road *road);

/* Moon and stars, or grass, on the empty cells of the map. */
void art_sky(struct frame *frame, const struct ground *ground, bool night);

/* Flames over the cells of a box; `percent` of them burn. */
void art_fire(struct frame *frame, struct box box, int percent,
              unsigned flicker);

#endif
