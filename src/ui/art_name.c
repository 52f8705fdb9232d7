/* The name of the game in large letters: art_name of art_title.h. */
#include <stddef.h>
#include <string.h>

#include "ui/art_title.h"

enum { LETTER_COLUMNS = 5, LETTER_ROWS = 6, LETTERS = 9 };

/* How large a pixel of a letter is. `halves`: two pixels share a cell. */
struct name_size {
    int columns, rows;
    bool halves;
};

static const char *const name_letters[LETTERS][LETTER_ROWS] = {
    {" ####", "#    ", " ### ", "    #", "    #", "#### "},
    {"#####", "  #  ", "  #  ", "  #  ", "  #  ", "  #  "},
    {"#### ", "#   #", "#   #", "#### ", "#  # ", "#   #"},
    {" ### ", "#   #", "#   #", "#####", "#   #", "#   #"},
    {"#####", "  #  ", "  #  ", "  #  ", "  #  ", "  #  "},
    {"#####", "#    ", "#### ", "#    ", "#    ", "#####"},
    {" ####", "#    ", "#  ##", "#   #", "#   #", " ####"},
    {" ### ", "#   #", "#   #", "#   #", "#   #", " ### "},
    {" ####", "#    ", " ### ", "    #", "    #", "#### "}};

static int name_width(struct name_size size)
{
    return (LETTERS * (LETTER_COLUMNS + 1) - 1) * size.columns;
}

static int name_rows(struct name_size size)
{
    return size.halves ? LETTER_ROWS / 2 : LETTER_ROWS * size.rows;
}

static bool pixel(int column, int row)
{
    int letter = column / (LETTER_COLUMNS + 1);
    int at = column % (LETTER_COLUMNS + 1);
    return at < LETTER_COLUMNS && name_letters[letter][row][at] == '#';
}

static void draw_halves(struct frame *frame, int x, int y)
{
    int columns = LETTERS * (LETTER_COLUMNS + 1) - 1;
    for (int row = 0; row < LETTER_ROWS; row += 2) {
        for (int column = 0; column < columns; column++) {
            bool high = pixel(column, row);
            bool low = pixel(column, row + 1);
            enum glyph glyph = high && low ? GLYPH_WALL
                               : high      ? GLYPH_HALF_HIGH
                                           : GLYPH_LOW;
            if (high || low) {
                frame_glyph(frame, x + column, y + row / 2, glyph, FRAME_TITLE);
            }
        }
    }
}

static void draw_blocks(struct frame *frame, int x, int y,
                        struct name_size size)
{
    int width = name_width(size);
    for (int row = 0; row < name_rows(size); row++) {
        for (int column = 0; column < width; column++) {
            if (pixel(column / size.columns, row / size.rows)) {
                frame_glyph(frame, x + column, y + row, GLYPH_WALL,
                            FRAME_TITLE);
            }
        }
    }
}

int art_name(struct frame *frame, int width, int y, int rows)
{
    static const struct name_size sizes[] = {
        {3, 2, false}, {2, 1, false}, {1, 1, true}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        int wanted = name_width(sizes[i]);
        if (wanted > width - 4 || name_rows(sizes[i]) > rows) {
            continue;
        }
        if (frame != NULL && sizes[i].halves) {
            draw_halves(frame, (width - wanted) / 2, y);
        } else if (frame != NULL) {
            draw_blocks(frame, (width - wanted) / 2, y, sizes[i]);
        }
        return name_rows(sizes[i]);
    }
    return 0;
}
