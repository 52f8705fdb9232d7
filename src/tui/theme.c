#include "tui/theme.h"

#include <stdlib.h>

#include <curses.h>
#include <term.h>

enum scheme { SCHEME_MONO, SCHEME_BASIC, SCHEME_RICH };

/* A role's looks. `rich` is one of the 256 colours, `basic` one of the first
 * eight, which every user's palette has made readable.
 *
 * The 256 colours are of middling lightness, at least 3 to 1 in contrast
 * against both black and white, so that one palette serves dark and light
 * terminals; orange (166) and blue (32) stay apart for every kind of colour
 * vision. No role is told from another by colour alone: the screens give each
 * a letter or a shape, and `mono` an attribute where that helps. */
struct look {
    int16_t rich, basic;
    uint8_t mono, colour;
};

static const struct look looks[FRAME_ROLE_COUNT] = {
    [FRAME_TEXT] = {.rich = PEN_OWN, .basic = PEN_OWN},
    [FRAME_DIM] = {.rich = 244, .basic = PEN_OWN},
    [FRAME_TITLE] = {.rich = PEN_OWN,
                     .basic = PEN_OWN,
                     .mono = PEN_BOLD,
                     .colour = PEN_BOLD},
    [FRAME_KEY] = {.rich = 32,
                   .basic = COLOR_BLUE,
                   .mono = PEN_BOLD,
                   .colour = PEN_BOLD},
    [FRAME_FOCUS] = {.rich = PEN_OWN,
                     .basic = PEN_OWN,
                     .mono = PEN_REVERSE,
                     .colour = PEN_REVERSE},
    [FRAME_ATTACK] = {.rich = 166,
                      .basic = COLOR_RED,
                      .mono = PEN_BOLD,
                      .colour = PEN_BOLD},
    [FRAME_RETREAT] = {.rich = 32, .basic = COLOR_BLUE, .colour = PEN_BOLD},
    [FRAME_OTHER] = {.rich = 133,
                     .basic = COLOR_MAGENTA,
                     .mono = PEN_UNDERLINE,
                     .colour = PEN_BOLD},
    [FRAME_LIE] = {.rich = 133,
                   .basic = COLOR_MAGENTA,
                   .mono = PEN_UNDERLINE,
                   .colour = PEN_UNDERLINE},
    [FRAME_TRAITOR] = {.rich = 133,
                       .basic = COLOR_MAGENTA,
                       .mono = PEN_BOLD | PEN_UNDERLINE,
                       .colour = PEN_BOLD},
    [FRAME_LOYAL] = {.rich = PEN_OWN, .basic = PEN_OWN},
    [FRAME_ME] = {.rich = PEN_OWN,
                  .basic = PEN_OWN,
                  .mono = PEN_BOLD,
                  .colour = PEN_BOLD},
    [FRAME_SEAL] = {.rich = 136, .basic = COLOR_GREEN, .mono = PEN_BOLD},
    [FRAME_CAPTURED] = {.rich = 160,
                        .basic = COLOR_RED,
                        .mono = PEN_REVERSE,
                        .colour = PEN_BOLD},
    [FRAME_CITY] = {.rich = 137, .basic = PEN_OWN, .colour = PEN_BOLD},
    [FRAME_CITY_SHADE] = {.rich = 101, .basic = PEN_OWN},
    [FRAME_FIRE] = {.rich = 202,
                    .basic = COLOR_RED,
                    .mono = PEN_BOLD,
                    .colour = PEN_BOLD},
    [FRAME_ROAD] = {.rich = 244, .basic = PEN_OWN},
    [FRAME_NIGHT] = {.rich = 62, .basic = PEN_OWN},
    [FRAME_GROUND] = {.rich = 65, .basic = COLOR_GREEN},
    [FRAME_GOOD] = {.rich = 30,
                    .basic = COLOR_GREEN,
                    .mono = PEN_BOLD,
                    .colour = PEN_BOLD},
    [FRAME_BAD] = {.rich = 166,
                   .basic = COLOR_RED,
                   .mono = PEN_REVERSE,
                   .colour = PEN_BOLD},
    [FRAME_LINE] = {.rich = 244, .basic = PEN_OWN},
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
    if (!wants_colour(wish) || set_a_foreground == NULL || max_colors < 8) {
        return SCHEME_MONO;
    }
    return max_colors >= 256 ? SCHEME_RICH : SCHEME_BASIC;
}

static struct pen pen_of(const struct look *look, enum scheme scheme)
{
    switch (scheme) {
    case SCHEME_MONO:
        break;
    case SCHEME_BASIC:
        return (struct pen){.colour = look->basic, .attributes = look->colour};
    case SCHEME_RICH:
        return (struct pen){.colour = look->rich, .attributes = look->colour};
    }
    return (struct pen){.colour = PEN_OWN, .attributes = look->mono};
}

void theme_rich(struct theme *theme)
{
    for (int role = 0; role < FRAME_ROLE_COUNT; role++) {
        theme->pen[role] = pen_of(&looks[role], SCHEME_RICH);
    }
}

void theme_open(struct theme *theme, enum term_color wish)
{
    enum scheme scheme = choose(wish);
    for (int role = 0; role < FRAME_ROLE_COUNT; role++) {
        theme->pen[role] = pen_of(&looks[role], scheme);
    }
}
