#include "tui/glass.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include <sys/ioctl.h>
#include <term.h>

enum { ESCAPE_WAIT = 25 /* ms that may pass inside one key's sequence */ };

/* Say why there is nothing to draw on, or STATUS_OK. setupterm is asked
 * first because curses itself would end the program. */
static enum status check_terminal(struct diag *why)
{
    static const char *advice = "`strategos play --plain` plays without one";
    if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0) {
        diag_set(why, "this needs a terminal on input and output; %s", advice);
        return STATUS_IO;
    }
    const char *name = getenv("TERM");
    int known = 0;
    if (name == NULL || name[0] == '\0') {
        diag_set(why, "TERM is not set, so the terminal's kind is unknown; %s",
                 advice);
        return STATUS_IO;
    }
    if (setupterm(NULL, STDOUT_FILENO, &known) == ERR) {
        diag_set(why, "the terminal \"%.40s\" (TERM) is unknown here; %s", name,
                 advice);
        return STATUS_IO;
    }
    if (cursor_address == NULL) {
        diag_set(why, "the terminal \"%.40s\" (TERM) cannot place text; %s",
                 name, advice);
        return STATUS_IO;
    }
    return STATUS_OK;
}

/* Add a capability to the rescue, without the delays "$<5>" that only tputs
 * can make. */
static void rescue_add(struct rescue *rescue, const char *sequence)
{
    if (sequence == NULL) {
        return;
    }
    for (const char *c = sequence; *c != '\0'; c++) {
        const char *end = c[0] == '$' && c[1] == '<' ? strchr(c, '>') : NULL;
        if (end != NULL) {
            c = end;
        } else if (rescue->length < sizeof rescue->bytes) {
            rescue->bytes[rescue->length++] = *c;
        }
    }
}

static void rescue_prepare(struct rescue *rescue, bool mouse)
{
    rescue->length = 0;
    if (mouse && key_mouse != NULL) {
        rescue_add(rescue, "\033[?1006l\033[?1000l");
    }
    rescue_add(rescue, exit_attribute_mode);
    rescue_add(rescue, cursor_normal);
    rescue_add(rescue, keypad_local);
    rescue_add(rescue, exit_ca_mode);
}

static void ask_size(struct glass *glass)
{
    struct winsize size = {.ws_row = 0};
    glass->width = COLS;
    glass->height = LINES;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
        size.ws_col > 0) {
        glass->width = size.ws_col;
        glass->height = size.ws_row;
    }
}

static void set_modes(const struct term_options *options)
{
    (void)cbreak();
    (void)noecho();
    (void)nonl();
    (void)keypad(stdscr, TRUE);
    (void)nodelay(stdscr, TRUE);
    (void)intrflush(stdscr, FALSE);
    (void)curs_set(0);
    (void)set_escdelay(ESCAPE_WAIT);
    (void)mouseinterval(0);
    if (options->mouse) {
        (void)mousemask(BUTTON1_PRESSED | BUTTON3_PRESSED | BUTTON4_PRESSED |
                            BUTTON5_PRESSED,
                        NULL);
    }
}

enum status glass_open(struct glass *glass, const struct term_options *options,
                       struct diag *why)
{
    memset(glass, 0, sizeof *glass);
    enum status status = check_terminal(why);
    if (status != STATUS_OK) {
        return status;
    }
    (void)del_curterm(cur_term); /* newterm reads its own */
    if (tcgetattr(STDIN_FILENO, &glass->rescue.modes) != 0) {
        diag_set(why, "the terminal does not answer");
        return STATUS_IO;
    }
    /* The system knows the size; LINES and COLUMNS may be an old shell's. */
    use_env(FALSE);
    use_tioctl(TRUE);
    glass->screen = newterm(NULL, stdout, stdin);
    if (glass->screen == NULL) {
        diag_set(why, "the terminal cannot be opened; `strategos play "
                      "--plain` plays without one");
        return STATUS_IO;
    }
    set_modes(options);
    theme_open(&glass->theme, options->color);
    rescue_prepare(&glass->rescue, options->mouse);
    ask_size(glass);
    (void)resize_term(glass->height, glass->width);
    return STATUS_OK;
}

void glass_close(struct glass *glass)
{
    (void)endwin();
    delscreen(glass->screen);
    glass->screen = NULL;
}

void glass_resize(struct glass *glass)
{
    ask_size(glass);
    (void)resize_term(glass->height, glass->width);
    glass_refresh(glass);
}

void glass_refresh(struct glass *glass)
{
    (void)glass;
    (void)clearok(curscr, TRUE);
}

void glass_leave(struct glass *glass)
{
    (void)glass;
    (void)endwin();
}

/* A glyph that would take another width than its cells have would shift the
 * whole row: it becomes a question mark of the right width. */
static wchar_t writable(uint32_t glyph, int cells)
{
    if (glyph >= ' ' && glyph < 0x7f && cells == 1) {
        return (wchar_t)glyph;
    }
    bool fits =
        glyph >= 0xa0 && MB_CUR_MAX > 1 && wcwidth((wchar_t)glyph) == cells;
    return fits ? (wchar_t)glyph : L'?';
}

/* Where a wide glyph cannot be written, its second cell is blank. */
static int paint_cell(const struct glass *glass, const struct cell *cell,
                      bool wide, cchar_t *out)
{
    attr_t attributes = glass->theme.attributes[cell->role];
    short pair = glass->theme.pair[cell->role];
    wchar_t text[2] = {writable(cell->glyph, wide ? 2 : 1), L'\0'};
    (void)setcchar(&out[0], text, attributes, pair, NULL);
    if (!wide || text[0] != L'?') {
        return 1;
    }
    (void)setcchar(&out[1], L" ", attributes, pair, NULL);
    return 2;
}

void glass_paint(struct glass *glass, const struct frame *frame)
{
    static cchar_t row[FRAME_WIDTH_MAX + 1];
    for (int y = 0; y < frame->height; y++) {
        const struct cell *cells =
            frame->cells + (size_t)y * (size_t)frame->width;
        int used = 0;
        for (int x = 0; x < frame->width; x++) {
            bool wide = x + 1 < frame->width && cells[x + 1].glyph == 0;
            used += paint_cell(glass, &cells[x], wide, &row[used]);
            x += wide ? 1 : 0;
        }
        (void)mvadd_wchnstr(y, 0, row, used);
    }
    (void)wnoutrefresh(stdscr);
    (void)doupdate();
}
