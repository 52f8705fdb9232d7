/* The screen as a value: cells of glyph and role. Screens draw meanings into
 * it; only tui/ knows what a role looks like on a terminal. No curses, no
 * text measuring (ui/text.h). */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FRAME_WIDTH_MAX = 400, FRAME_HEIGHT_MAX = 200 };

/* What a cell means. tui/theme.c gives each role its look in each scheme. */
#define ROLE_LIST(X)                                                           \
    X(FRAME_TEXT)    /* body text: the terminal's own colours */               \
    X(FRAME_DIM)     /* roads, rules, hints at rest */                         \
    X(FRAME_TITLE)   /* names of screens and headings */                       \
    X(FRAME_KEY)     /* a key that can be pressed */                           \
    X(FRAME_FOCUS)   /* the selected thing: reversed */                        \
    X(FRAME_ATTACK)  /* orange: attack orders */                               \
    X(FRAME_RETREAT) /* blue: retreat */                                       \
    X(FRAME_OTHER) /* a third order: magenta-ish, safe for the colour-blind */ \
    X(FRAME_LIE)   /* a false letter: underlined */                            \
    X(FRAME_TRAITOR)                                                           \
    X(FRAME_LOYAL)                                                             \
    X(FRAME_ME) /* the player's own camp: bold */                              \
    X(FRAME_SEAL)                                                              \
    X(FRAME_CAPTURED)                                                          \
    X(FRAME_CITY) /* walls */                                                  \
    X(FRAME_CITY_SHADE)                                                        \
    X(FRAME_FIRE)                                                              \
    X(FRAME_ROAD)                                                              \
    X(FRAME_NIGHT) /* the map between 18:00 and 06:00 */                       \
    X(FRAME_GROUND)                                                            \
    X(FRAME_GOOD) /* a goal reached */                                         \
    X(FRAME_BAD)                                                               \
    X(FRAME_LINE) /* frames and rules */

#define ROLE_ENUM(name) name,
enum frame_role { ROLE_LIST(ROLE_ENUM) FRAME_ROLE_COUNT };
#undef ROLE_ENUM

/* A wide letter (hangul) stands in its first cell; the second has glyph 0. */
struct cell {
    uint32_t glyph; /* a Unicode code point; 0: second half of a wide one */
    uint8_t role;   /* enum frame_role */
};

struct frame {
    int width, height;
    bool ascii;         /* draw with ASCII only */
    struct cell *cells; /* width * height, row by row */
};

/* Make a frame of blanks. Owner: the caller, who calls frame_close. Returns
 * false when there is no memory; sizes are cut to the maximum. */
bool frame_open(struct frame *frame, int width, int height, bool ascii);
void frame_close(struct frame *frame);
void frame_clear(struct frame *frame);

/* Put one glyph of one cell's width. Outside the frame nothing happens; what
 * would be half of a wide letter becomes a blank. */
void frame_put(struct frame *frame, int x, int y, uint32_t glyph,
               enum frame_role role);

/* Put a glyph of the given width (1 or 2). */
void frame_put_wide(struct frame *frame, int x, int y, uint32_t glyph,
                    int width, enum frame_role role);

/* Change the role of a run of cells, keeping the glyphs. */
void frame_paint(struct frame *frame, int x, int y, int width,
                 enum frame_role role);

/* Write the frame as text: rows with trailing blanks cut, newlines. Returns
 * the length it wanted. For golden tests and `t` screenshots. */
size_t frame_text(const struct frame *frame, char *text, size_t room);

/* Glyphs with an ASCII form of the same width. */
#define GLYPH_LIST(X)                                                          \
    X(GLYPH_BANNER, 0x2691, 'P')      /* ⚑ */                                \
    X(GLYPH_TENT_LEFT, 0x259F, '/')   /* ▟ */                                \
    X(GLYPH_TENT_MID, 0x2592, '#')    /* ▒ */                                \
    X(GLYPH_TENT_RIGHT, 0x2599, '\\') /* ▙ */                                \
    X(GLYPH_LETTER, 0x25AA, 'o')      /* ▪ */                                \
    X(GLYPH_SEALED, 0x25A3, '@')      /* ▣ */                                \
    X(GLYPH_CAPTURED, 0x2716, 'x')    /* ✖ */                                \
    X(GLYPH_SCOUT, 0x2736, '*')       /* ✶ */                                \
    X(GLYPH_ROAD, 0x00B7, '.')        /* · */                                 \
    X(GLYPH_WALL, 0x2588, '#')        /* █ */                                \
    X(GLYPH_WALL_LEFT, 0x2590, '[')   /* ▐ */                                \
    X(GLYPH_WALL_RIGHT, 0x258C, ']')  /* ▌ */                                \
    X(GLYPH_BATTLEMENT, 0x2580, 'n')  /* ▀ */                                \
    X(GLYPH_LOW, 0x2584, '_')         /* ▄ */                                \
    X(GLYPH_SPIRE, 0x25B2, '^')       /* ▲ */                                \
    X(GLYPH_WINDOW, 0x25AA, '"')                                               \
    X(GLYPH_SHADE, 0x2591, ':') /* ░ */                                      \
    X(GLYPH_SMOKE, 0x2593, '%') /* ▓ */                                      \
    X(GLYPH_LINE_H, 0x2500, '-')                                               \
    X(GLYPH_LINE_V, 0x2502, '|')                                               \
    X(GLYPH_LINE_TL, 0x250C, '+')                                              \
    X(GLYPH_LINE_TR, 0x2510, '+')                                              \
    X(GLYPH_LINE_BL, 0x2514, '+')                                              \
    X(GLYPH_LINE_BR, 0x2518, '+')                                              \
    X(GLYPH_LINE_DOWN, 0x252C, '+')                                            \
    X(GLYPH_LINE_UP, 0x2534, '+')                                              \
    X(GLYPH_LINE_LEFT, 0x2524, '+')                                            \
    X(GLYPH_LINE_RIGHT, 0x251C, '+')                                           \
    X(GLYPH_LINE_CROSS, 0x253C, '+')                                           \
    X(GLYPH_SECRET_H, 0x2504, '~')                                             \
    X(GLYPH_SECRET_V, 0x2506, ':')                                             \
    X(GLYPH_BLOCK, 0x25AB, 'b')      /* ▫ */                                 \
    X(GLYPH_TIME_PAST, 0x2501, '=')  /* ━ */                                 \
    X(GLYPH_TIME_NOW, 0x25CF, 'O')   /* ● */                                 \
    X(GLYPH_LAMP_BOTH, 0x25D0, '%')  /* ◐ */                                 \
    X(GLYPH_LAMP_ZERO, 0x25CB, 'o')  /* ○ */                                 \
    X(GLYPH_TIME_MARK, 0x250A, '!')  /* ┊ */                                 \
    X(GLYPH_POINTER, 0x25B8, '>')    /* ▸ */                                 \
    X(GLYPH_STAR, 0x2605, '*')       /* ★ */                                 \
    X(GLYPH_STAR_EMPTY, 0x2606, '.') /* ☆ */                                 \
    X(GLYPH_YES, 0x2713, 'v')        /* ✓ */                                 \
    X(GLYPH_NO, 0x2717, 'x')         /* ✗ */                                 \
    X(GLYPH_MORE_UP, 0x25B4, '^')                                              \
    X(GLYPH_MORE_DOWN, 0x25BE, 'v')                                            \
    X(GLYPH_ARROW_LEFT, 0x2190, '<')                                           \
    X(GLYPH_ARROW_RIGHT, 0x2192, '>')                                          \
    X(GLYPH_ARROW_UP, 0x2191, '^')                                             \
    X(GLYPH_ARROW_DOWN, 0x2193, 'v')                                           \
    X(GLYPH_MOON, 0x263E, ')')      /* ☾ */                                  \
    X(GLYPH_SUN, 0x2600, '*')       /* ☀ narrow in wcwidth */                \
    X(GLYPH_STARLET, 0x22C6, '+')   /* ⋆ */                                  \
    X(GLYPH_CROSS, 0x2020, '+')     /* † */                                  \
    X(GLYPH_FLAME, 0x25B4, '*')     /* ▴ */                                  \
    X(GLYPH_HALF_HIGH, 0x2580, '"') /* ▀ */                                  \
    X(GLYPH_MESH, ':', ':')                                                    \
    X(GLYPH_BLANK, 0x20, ' ')

#define GLYPH_ENUM(name, utf8, ascii) name,
enum glyph { GLYPH_LIST(GLYPH_ENUM) GLYPH_COUNT };
#undef GLYPH_ENUM

/* The code point of a glyph in the frame's character set. */
uint32_t glyph_in(enum glyph glyph, bool ascii);

/* Write a code point as UTF-8, without a closing zero. Returns its length. */
size_t frame_utf8(uint32_t glyph, char bytes[4]);

/* Put a glyph by name. */
void frame_glyph(struct frame *frame, int x, int y, enum glyph glyph,
                 enum frame_role role);

/* A horizontal run of one glyph. */
void frame_run(struct frame *frame, int x, int y, int width, enum glyph glyph,
               enum frame_role role);

#endif
