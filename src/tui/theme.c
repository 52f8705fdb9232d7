#include "tui/theme.h"

#include <stdlib.h>
#include <string.h>

enum { OWN = -1 /* the terminal's own foreground */ };

/* A role's looks. `rich` is one of the 256 colours, `basic` one of the first
 * eight, which every user's palette has made readable.
 *
 * The 256 colours are of middling lightness, at least 3 to 1 in contrast
 * against both black and white, so that one palette serves dark and light
 * terminals; orange (166) and blue (32) stay apart for every kind of colour
 * vision. No role is told from another by colour alone: the screens give each
 * a letter or a shape, and `mono` an attribute where that helps. */
struct look {
    short rich, basic;
    attr_t mono, colour;
};

static const struct look looks[FRAME_ROLE_COUNT] = {
    [FRAME_TEXT] = {.rich = OWN, .basic = OWN},
    [FRAME_DIM] = {.rich = 244, .basic = OWN},
    [FRAME_TITLE] = {.rich = OWN,
                     .basic = OWN,
                     .mono = A_BOLD,
                     .colour = A_BOLD},
    [FRAME_KEY] = {.rich = 32,
                   .basic = COLOR_BLUE,
                   .mono = A_BOLD,
                   .colour = A_BOLD},
    [FRAME_FOCUS] = {.rich = OWN,
                     .basic = OWN,
                     .mono = A_REVERSE,
                     .colour = A_REVERSE},
    [FRAME_ATTACK] = {.rich = 166,
                      .basic = COLOR_RED,
                      .mono = A_BOLD,
                      .colour = A_BOLD},
    [FRAME_RETREAT] = {.rich = 32, .basic = COLOR_BLUE, .colour = A_BOLD},
    [FRAME_OTHER] = {.rich = 133,
                     .basic = COLOR_MAGENTA,
                     .mono = A_UNDERLINE,
                     .colour = A_BOLD},
    [FRAME_LIE] = {.rich = 133,
                   .basic = COLOR_MAGENTA,
                   .mono = A_UNDERLINE,
                   .colour = A_UNDERLINE},
    [FRAME_TRAITOR] = {.rich = 133,
                       .basic = COLOR_MAGENTA,
                       .mono = A_BOLD | A_UNDERLINE,
                       .colour = A_BOLD},
    [FRAME_LOYAL] = {.rich = OWN, .basic = OWN},
    [FRAME_ME] = {.rich = OWN, .basic = OWN, .mono = A_BOLD, .colour = A_BOLD},
    [FRAME_SEAL] = {.rich = 136, .basic = COLOR_GREEN, .mono = A_BOLD},
    [FRAME_CAPTURED] = {.rich = 160,
                        .basic = COLOR_RED,
                        .mono = A_REVERSE,
                        .colour = A_BOLD},
    [FRAME_CITY] = {.rich = 137, .basic = OWN, .colour = A_BOLD},
    [FRAME_CITY_SHADE] = {.rich = 101, .basic = OWN},
    [FRAME_FIRE] = {.rich = 202,
                    .basic = COLOR_RED,
                    .mono = A_BOLD,
                    .colour = A_BOLD},
    [FRAME_ROAD] = {.rich = 244, .basic = OWN},
    [FRAME_NIGHT] = {.rich = 62, .basic = OWN},
    [FRAME_GROUND] = {.rich = 65, .basic = COLOR_GREEN},
    [FRAME_GOOD] = {.rich = 30,
                    .basic = COLOR_GREEN,
                    .mono = A_BOLD,
                    .colour = A_BOLD},
    [FRAME_BAD] = {.rich = 166,
                   .basic = COLOR_RED,
                   .mono = A_REVERSE,
                   .colour = A_BOLD},
    [FRAME_LINE] = {.rich = 244, .basic = OWN},
};

static bool wants_colour(enum term_color wish)
{
    const char *no_color = getenv("NO_COLOR");
    switch (wish) {
    case TERM_COLOR_ALWAYS:
        return true;
    case TERM_COLOR_NEVER:
        return false;
    case TERM_COLOR_AUTO:
        break;
    }
    return no_color == NULL || no_color[0] == '\0';
}

static enum scheme choose(enum term_color wish)
{
    if (!wants_colour(wish) || !has_colors() || start_color() == ERR ||
        COLORS < 8 || use_default_colors() == ERR) {
        return SCHEME_MONO;
    }
    return COLORS >= 256 ? SCHEME_RICH : SCHEME_BASIC;
}

void theme_open(struct theme *theme, enum term_color wish)
{
    memset(theme, 0, sizeof *theme);
    enum scheme scheme = choose(wish);
    for (int role = 0; role < FRAME_ROLE_COUNT; role++) {
        const struct look *look = &looks[role];
        if (scheme == SCHEME_MONO) {
            theme->attributes[role] = look->mono;
            continue;
        }
        short colour = scheme == SCHEME_RICH ? look->rich : look->basic;
        theme->attributes[role] = look->colour;
        if (colour != OWN && init_pair((short)(role + 1), colour, OWN) == OK) {
            theme->pair[role] = (short)(role + 1);
        }
    }
}
