#include "tui/glass.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <curses.h>
#include <sys/ioctl.h>
#include <term.h>

#include "tui/keys.h"

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

/* After a mouse report that curses was not asked for it reads on although
 * nothing is there. A read that gives up after a tenth of a second keeps that
 * from holding up the signals and the clock. Half a report still waits for its
 * rest, but a signal ends that, too. */
static void let_reads_end(void)
{
    struct termios modes;
    if (tcgetattr(STDIN_FILENO, &modes) == 0) {
        modes.c_cc[VMIN] = 0;
        modes.c_cc[VTIME] = 1;
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &modes);
        (void)def_prog_mode();
    }
}

static void set_modes(void)
{
    (void)cbreak();
    (void)noecho();
    (void)nonl();
    (void)curs_set(0);
    let_reads_end();
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
    rescue_prepare(&glass->rescue, options->mouse);
    theme_open(&glass->paint.theme, options->color);
    keys_open(options->mouse);
    set_modes();
    ask_size(glass);
    (void)resize_term(glass->height, glass->width);
    return STATUS_OK;
}

/* A terminal that was stopped with C-s would keep us waiting: switching that
 * key off starts it again, and endwin switches the key back on. */
static void let_flow(void)
{
    struct termios modes;
    if (tcgetattr(STDIN_FILENO, &modes) == 0) {
        modes.c_iflag &= ~(tcflag_t)IXON;
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    }
}

void glass_close(struct glass *glass)
{
    paint_close(&glass->paint);
    let_flow();
    keys_close();
    (void)endwin();
    delscreen(glass->screen);
    glass->screen = NULL;
}

void glass_resize(struct glass *glass)
{
    ask_size(glass);
    (void)resize_term(glass->height, glass->width);
    paint_forget(&glass->paint);
}

void glass_refresh(struct glass *glass)
{
    paint_forget(&glass->paint);
}

void glass_paint(struct glass *glass, const struct frame *frame)
{
    paint_frame(&glass->paint, frame);
}

void glass_leave(struct glass *glass)
{
    paint_forget(&glass->paint);
    (void)endwin();
}

void glass_return(struct glass *glass)
{
    paint_forget(&glass->paint);
    (void)refresh();
}
