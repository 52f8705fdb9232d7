/* Camps, roads, scouts, sky and fire. */
#include "ui/art.h"

#include "ui/text.h"

/* A number that is the same for a cell whenever it is drawn. */
static unsigned dice_of(int x, int y)
{
    unsigned mixed = (unsigned)x * 2654435761u ^ (unsigned)y * 2246822519u;
    mixed ^= mixed >> 13;
    mixed *= 3266489917u;
    return mixed ^ mixed >> 16;
}

static void put_banner(struct frame *frame, int x, int y,
                       const struct camp_look *look)
{
    enum frame_role role = look->me ? FRAME_ME : look->tag_role;
    if (look->banner_down) {
        frame_glyph(frame, x, y, GLYPH_CAPTURED, FRAME_FIRE);
    } else if (look->mark != MARK_NONE) {
        frame_glyph(frame, x, y,
                    look->mark == MARK_SUSPECT ? GLYPH_NO : GLYPH_YES,
                    FRAME_KEY);
    } else {
        frame_glyph(frame, x, y, GLYPH_BANNER, role);
    }
}

/* What stands in the tent's door: the order, or cloth. */
static int put_door(struct frame *frame, int x, int y,
                    const struct camp_look *look)
{
    if (look->order[0] == '\0' || look->empty) {
        frame_glyph(frame, x, y, GLYPH_TENT_MID,
                    look->empty ? FRAME_DIM : look->tag_role);
        return 1;
    }
    return text_draw(frame, x, y, 2, look->order, look->order_role);
}

/* "/A\" in half blocks. Returns the width. */
static int put_tent(struct frame *frame, int x, int y,
                    const struct camp_look *look)
{
    enum frame_role cloth = look->empty ? FRAME_DIM : FRAME_TEXT;
    int width;
    frame_glyph(frame, x, y, GLYPH_TENT_LEFT, cloth);
    width = put_door(frame, x + 1, y, look);
    frame_glyph(frame, x + 1 + width, y, GLYPH_TENT_RIGHT, cloth);
    return width + 2;
}

static enum frame_role name_role(const struct camp_look *look)
{
    if (look->focus) {
        return FRAME_FOCUS;
    }
    return look->me ? FRAME_ME : FRAME_TEXT;
}

static void camp_line(struct frame *frame, struct box box, int cells,
                      const struct camp_look *look)
{
    int width;
    put_banner(frame, box.x, box.y, look);
    width = put_door(frame, box.x + 1, box.y, look);
    text_draw(frame, box.x + 2 + width, box.y,
              cells < box.width - 2 - width ? cells : box.width - 2 - width,
              look->name, name_role(look));
}

static void camp_full(struct frame *frame, struct box box, int cells,
                      const struct camp_look *look)
{
    int width;
    put_banner(frame, box.x, box.y, look);
    text_draw(frame, box.x + 2, box.y, cells, look->name, name_role(look));
    width = put_tent(frame, box.x, box.y + 1, look) + 1;
    text_draw(frame, box.x + width, box.y + 1, box.width - width, look->tag,
              look->tag_role);
}

static bool is_blank(const struct frame *frame, int x, int y)
{
    return x >= 0 && y >= 0 && x < frame->width && y < frame->height &&
           frame->cells[y * frame->width + x].glyph == ' ';
}

/* Cells from x on that are the camp's, and the free ones of the map behind. */
static int free_cells(const struct frame *frame, const struct ground *ground,
                      struct box camp, int x, int y)
{
    int end = camp.x + camp.width;
    bool free = true;
    while (free && box_has(ground->map, end, y) && is_blank(frame, end, y)) {
        for (unsigned g = 0; g < ground->generals; g++) {
            free = free && !box_has(ground->camp[g], end, y);
        }
        end += free;
    }
    return end - x;
}

static void camp_tall(struct frame *frame, const struct ground *ground,
                      struct box box, const struct camp_look *look)
{
    static const struct {
        uint8_t x, y, glyph;
        bool far; /* the second tent */
    } cloth[] = {
        {1, 1, GLYPH_TENT_LEFT, false},  {2, 1, GLYPH_WALL, false},
        {3, 1, GLYPH_TENT_RIGHT, false}, {0, 2, GLYPH_TENT_LEFT, false},
        {1, 2, GLYPH_WALL, false},       {5, 2, GLYPH_TENT_LEFT, true},
        {6, 2, GLYPH_TENT_RIGHT, true}};
    int door;
    put_banner(frame, box.x + 2, box.y, look);
    text_draw(frame, box.x + 8, box.y, ground->name_cells, look->name,
              name_role(look));
    text_draw(frame, box.x + 8, box.y + 1, box.width - 8, look->tag,
              look->tag_role);
    text_draw(frame, box.x + 8, box.y + 2,
              free_cells(frame, ground, box, box.x + 8, box.y + 2),
              look->order_say, look->order_role);
    for (size_t i = 0; i < sizeof cloth / sizeof *cloth; i++) {
        frame_glyph(frame, box.x + cloth[i].x, box.y + cloth[i].y,
                    (enum glyph)cloth[i].glyph,
                    look->empty || cloth[i].far ? FRAME_DIM : FRAME_TEXT);
    }
    door = put_door(frame, box.x + 2, box.y + 2, look);
    frame_glyph(frame, box.x + 2 + door, box.y + 2, GLYPH_TENT_RIGHT,
                look->empty ? FRAME_DIM : FRAME_TEXT);
}

void art_camp(struct frame *frame, const struct ground *ground, unsigned camp,
              const struct camp_look *look)
{
    struct box box = ground->camp[camp];
    for (int y = 0; y < box.height; y++) {
        frame_run(frame, box.x, box.y + y, box.width, GLYPH_BLANK, FRAME_TEXT);
    }
    switch ((enum camp_style)ground->style) {
    case CAMP_TALL:
        camp_tall(frame, ground, box, look);
        break;
    case CAMP_FULL:
        camp_full(frame, box, ground->name_cells, look);
        break;
    case CAMP_LINE:
        camp_line(frame, box, ground->name_cells, look);
        break;
    }
}

void art_road(struct frame *frame, const struct ground *ground,
              const struct road *road, enum frame_role role)
{
    for (int i = 0; i < road->count; i++) {
        int x = road->cell[i].x, y = road->cell[i].y;
        if (box_has(ground->map, x, y) && !box_has(ground->city, x, y)) {
            frame_glyph(frame, x, y, GLYPH_ROAD, role);
        }
    }
}

void art_scouts(struct frame *frame, const struct ground *ground,
                const struct road *road)
{
    int at = road->count / 2;
    for (int side = -1; side <= 1; side += 2) {
        int i = at + 2 * side;
        if (i >= 0 && i < road->count &&
            box_has(ground->map, road->cell[i].x, road->cell[i].y)) {
            frame_glyph(frame, road->cell[i].x, road->cell[i].y, GLYPH_SCOUT,
                        FRAME_CAPTURED);
        }
    }
}

static bool in_camp(const struct ground *ground, int x, int y)
{
    for (unsigned g = 0; g < ground->generals; g++) {
        struct box box = ground->camp[g];
        box.x--;
        box.width += 2;
        if (box_has(box, x, y)) {
            return true;
        }
    }
    return false;
}

void art_sky(struct frame *frame, const struct ground *ground, bool night)
{
    struct box map = ground->map;
    static const char stars[] = {'.', '+', '\'', '.'};
    static const char grass[] = {',', '\'', '"', ','};
    for (int y = map.y; y < map.y + map.height; y++) {
        for (int x = map.x; x < map.x + map.width; x++) {
            unsigned dice = dice_of(x, y);
            if (dice % 53 == 0 && is_blank(frame, x, y) &&
                !in_camp(ground, x, y) && !box_has(ground->city, x, y)) {
                char mark = night ? stars[dice / 53 % 4] : grass[dice / 53 % 4];
                frame_put(frame, x, y, (uint32_t)mark,
                          night ? FRAME_NIGHT : FRAME_GROUND);
            }
        }
    }
}

void art_fire(struct frame *frame, struct box box, int percent,
              unsigned flicker)
{
    static const enum glyph flames[] = {GLYPH_SPIRE, GLYPH_SHADE, GLYPH_SMOKE,
                                        GLYPH_SPIRE};
    for (int y = box.y; y < box.y + box.height; y++) {
        for (int x = box.x; x < box.x + box.width; x++) {
            unsigned dice = dice_of(x, y);
            if ((int)(dice % 100) < percent) {
                frame_glyph(frame, x, y, flames[(dice / 128 + flicker) % 4],
                            FRAME_FIRE);
            }
        }
    }
}
