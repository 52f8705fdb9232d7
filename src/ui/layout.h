/* Where things go on the siege's glass, for 2 to 16 camps and any size: the
 * rows of the screen, the map with its city and camps, the roads between them.
 * Places only; nothing is drawn here (ui/art.h). */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/setup.h"

enum {
    LAYOUT_MIN_WIDTH = 40,
    LAYOUT_MIN_HEIGHT = 12,
    LAYOUT_BESIDE = 70, /* from this width on map and panel fit side by side */
    ROAD_MAX = 1024     /* cells of one road */
};

struct box {
    int x, y, width, height; /* width 0: not shown */
};

/* The rows and boxes of the siege screen. Rows are -1 where there is no room
 * for them. */
struct layout {
    int width, height;
    int goal, goal_lines;
    int rule_top, rule_bottom;
    int time, news, keys;
    struct box map, panel, chronicle;
};

/* How much of the width the panel gets where the map is beside it. */
enum panel_size {
    PANEL_NARROW,
    PANEL_WIDE, /* all but what the map needs (the tree of blocks) */
    PANEL_HALF, /* lines of a letter and its generals (no clock) */
    PANEL_MORE  /* the same, where few camps leave more room */
};

/* Settle the rows and boxes. `goal_lines` is what the goal wants; `map_only`
 * says which of map and panel is shown where only one fits.
 * Range: at least LAYOUT_MIN_WIDTH x LAYOUT_MIN_HEIGHT. */
void layout_screen(struct layout *out, int width, int height, int goal_lines,
                   bool map_only, enum panel_size size);

/* How a camp is drawn, the largest first. */
enum camp_style {
    CAMP_TALL, /* three rows: two tents, banner, name, role, order */
    CAMP_FULL, /* two rows: banner and name; tent and role */
    CAMP_LINE  /* one row: banner, order letter, name */
};

/* The map: what stands where. */
struct ground {
    struct box map, city;
    struct box camp[GENERALS_MAX];
    unsigned generals;
    uint8_t style;     /* enum camp_style */
    uint8_t city_size; /* of art_city_size */
    int name_cells;    /* names are cut to this */
};

/* What a camp needs to show. Units: cells. */
struct camp_wants {
    int name[GENERALS_MAX], tag[GENERALS_MAX];
};

/* Place city and camps, in the order of their numbers clockwise from the upper
 * left, so that no camp covers another or the city as long as there is any
 * way to write them. */
void layout_ground(struct ground *out, struct box map, unsigned generals,
                   const struct camp_wants *wants);

/* One road, cell by cell from the first camp's edge to the second's; it goes
 * round the city. The way back runs over the same cells. */
struct road {
    int count;
    struct {
        int16_t x, y;
    } cell[ROAD_MAX];
};

void layout_road(struct road *out, const struct ground *ground, unsigned from,
                 unsigned to);

/* Say whether a cell is in a box. */
bool box_has(struct box box, int x, int y);

/* Say whether two boxes have a cell in common when the first one is widened
 * by a margin on all sides. */
bool box_touches(struct box a, struct box b, int margin_x, int margin_y);

#endif
