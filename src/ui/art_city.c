/* The city in six sizes, by day, by night and fallen. One letter a cell: the
 * drawing reads the same in this file, in ASCII and, finer, in UTF-8. */
#include "ui/art.h"

#include <string.h>

/* '#' wall, '[' ']' its edges, 'n' battlement, '_' low wall, '^' spire, '"'
 * window, ':' moat, '|' pole, 'P' banner, '.' opening, ' ' nothing. */
static const char *const hut[] = {
    " ^ P ^ ",
    "[#n#n#]",
    "[##:##]",
};

static const char *const fort[] = {
    "  ^  P  ^  ",
    " [n] # [n] ",
    "[##]n#n[##]",
    "[###].[###]",
};

static const char *const town[] = {
    "   ^   P   ^   ", "  [n]  #  [n]  ",   " ^[#]_n#n_[#]^ ",
    "[n##n#n#n#n##n]", "[###\"#].[#\"###]", "::::::. .::::::",
};

static const char *const castle[] = {
    "            P            ",   "  ^        [#]        ^  ",
    "[n#n]  ^  [n#n]  ^  [n#n]",   "[###]_[n] #\"#\"# [n]_[###]",
    "[#\"#]#[#]n#####n[#]#[#\"#]", "[###]n#n#n#n#n#n#n#n[###]",
    "[###]##\"###].[###\"##[###]", "[####]#####].[#####[####]",
    ":::::::::::...:::::::::::",
};

static const char *const citadel[] = {
    "                  P                  ",
    "                 [#]                 ",
    "    ^            n#n            ^    ",
    "   [#]       ^  [#\"#]  ^       [#]   ",
    "  [n#n]     [#] [###] [#]     [n#n]  ",
    "  [###]  ^ _[n]_#nnn#_[n]_ ^  [###]  ",
    "_n[#\"#]n[#]n##n#######n##n[#]n[#\"#]n_",
    "##[###]#[n]#[\"]#\"#\"#\"#[\"]#[n]#[###]##",
    "[#[###]#[#]#[#]#######[#]#[#]#[###]#]",
    "[##[###]##\"##[#]n. .n[#]##\"##[###]##]",
    "[##[####]####[##]. .[##]####[####]##]",
    "::::::::::::::::::.::::::::::::::::::",
};

static const char *const capital[] = {
    "                           P                           ",
    "                           |                           ",
    "                          [#]                          ",
    "                         [nnn]                         ",
    "      ^                  [###]                  ^      ",
    "     [#]           ^     [#\"#]     ^           [#]     ",
    "    [n#n]         [#]   _[###]_   [#]         [n#n]    ",
    "    [###]   ^    [n#n]  n##n##n  [n#n]    ^   [###]    ",
    "    [#\"#]  [#]   [###]_ [#####] _[###]   [#]  [#\"#]    ",
    " ^  [###]_ [n]  _[#\"#]n_#n#n#n#_n[#\"#]_  [n] _[###]  ^ ",
    "[#]_[###]n_n#_n_n[###]##n#####n##[###]n_n_#n_n[###]_[#]",
    "[n]n[#\"#]#n##n#n#[#\"#]###########[#\"#]#n#n##n#[#\"#]n[n]",
    "[#]##[###]#\"####\"#[###]#n#nnn#n#[###]#\"####\"#[###]##[#]",
    "[###\"[###]########[###]###] [###[###]########[###]\"###]",
    "[####[####]###\"###[####]##] [##[####]###\"###[####]####]",
    "[####[####]#######[####]##] [##[####]#######[####]####]",
    "::::::::::::::::::::::::::...::::::::::::::::::::::::::",
};

#define ROWS(art) (int)(sizeof(art) / sizeof *(art))
static const struct {
    const char *const *row;
    int rows;
} cities[CITY_SIZES] = {
    {.row = hut, .rows = ROWS(hut)},
    {.row = fort, .rows = ROWS(fort)},
    {.row = town, .rows = ROWS(town)},
    {.row = castle, .rows = ROWS(castle)},
    {.row = citadel, .rows = ROWS(citadel)},
    {.row = capital, .rows = ROWS(capital)},
};

void art_city_size(unsigned size, int *width, int *height)
{
    *width = (int)strlen(cities[size].row[0]);
    *height = cities[size].rows;
}

static const struct {
    char letter;
    uint8_t glyph, role;
} stones[] = {
    {'#', GLYPH_WALL, FRAME_CITY},       {'[', GLYPH_WALL_LEFT, FRAME_CITY},
    {']', GLYPH_WALL_RIGHT, FRAME_CITY}, {'n', GLYPH_BATTLEMENT, FRAME_CITY},
    {'_', GLYPH_LOW, FRAME_CITY},        {'^', GLYPH_SPIRE, FRAME_CITY},
    {'"', GLYPH_WINDOW, FRAME_CITY},     {':', GLYPH_SHADE, FRAME_CITY_SHADE},
    {'|', GLYPH_LINE_V, FRAME_CITY},     {'P', GLYPH_BANNER, FRAME_TITLE},
    {'.', GLYPH_BLANK, FRAME_CITY},
};

static void put_stone(struct frame *frame, int x, int y, char letter,
                      enum city_look look)
{
    enum frame_role role;
    for (size_t i = 0; i < sizeof stones / sizeof *stones; i++) {
        if (stones[i].letter != letter) {
            continue;
        }
        role = (enum frame_role)stones[i].role;
        if (letter == '"' && look == CITY_NIGHT) {
            role = FRAME_FIRE;
        }
        frame_glyph(frame, x, y, (enum glyph)stones[i].glyph, role);
        return;
    }
}

/* Say whether a tower stands in this column: it has a spire or the banner
 * beside it or above. Towers are what remains for the besiegers' banners. */
static bool is_tower(const char *const *row, int rows, int width, int x)
{
    for (int y = 0; y < rows; y++) {
        for (int near = x - 1; near <= x + 1; near++) {
            if (near >= 0 && near < width &&
                (row[y][near] == '^' || row[y][near] == 'P')) {
                return true;
            }
        }
    }
    return false;
}

/* What is left of one cell when the walls are down this far. */
static char ruin_of(char letter, bool tower, int y, int rows, int fallen,
                    unsigned dice)
{
    int gone = fallen * (rows - 1 - (int)(dice % 2)) / 100;
    if (tower && fallen >= 60 && y >= rows - 4 &&
        (letter == ' ' || letter == '.')) {
        return y == rows - 1 ? letter : ':'; /* the gate lies in ruins */
    }
    if (letter == ' ' || letter == ':') {
        return letter;
    }
    if (tower) {
        return fallen >= 60 && letter == '^' ? 'P' : letter;
    }
    if (y < gone) {
        return y == gone - 1 && dice % 3 == 0 ? '_' : ' ';
    }
    return fallen >= 60 && dice % 3 == 1 ? ':' : letter;
}

static void put_ruin(struct frame *frame, int x, int y, char letter,
                     unsigned dice, unsigned flicker)
{
    if (letter == 'P') {
        frame_glyph(frame, x, y, GLYPH_BANNER, FRAME_ATTACK);
    } else if (letter == '_' && (dice + flicker) % 5 < 2) {
        frame_glyph(frame, x, y, GLYPH_SPIRE, FRAME_FIRE);
    } else {
        put_stone(frame, x, y, letter, CITY_DAY);
    }
}

void art_city(struct frame *frame, const struct ground *ground,
              enum city_look look, int fallen, unsigned flicker)
{
    const char *const *row = cities[ground->city_size].row;
    int rows = cities[ground->city_size].rows, width = ground->city.width;
    for (int x = 0; x < width; x++) {
        bool tower = look == CITY_FALLEN && is_tower(row, rows, width, x);
        for (int y = 0; y < rows; y++) {
            unsigned dice = (unsigned)(x * 7 + x * x * 3 + y * 5);
            int at_x = ground->city.x + x, at_y = ground->city.y + y;
            if (look == CITY_FALLEN) {
                put_ruin(frame, at_x, at_y,
                         ruin_of(row[y][x], tower, y, rows, fallen, dice), dice,
                         flicker);
            } else {
                put_stone(frame, at_x, at_y, row[y][x], look);
            }
        }
    }
}
