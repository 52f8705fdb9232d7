#include "tui/term.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <time.h>

#include "tui/glass.h"
#include "tui/keys.h"
#include "tui/signals.h"

enum { INPUTS_AT_ONCE = 64, EXIT_NO_TERMINAL = 2, EXIT_SIGNAL = 128 };

/* One run of the loop. */
struct term {
    struct app *app;
    struct glass glass;
    struct frame frame;
    bool stale; /* the glass does not show the app's present state */
    bool over;  /* the loop ends, with this code: */
    int exit_code;
    int64_t tick_due; /* in milliseconds; 0: nothing moves */
};

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + 1;
}

static void end(struct term *term, int exit_code)
{
    term->over = true;
    term->exit_code = exit_code;
}

static void give(struct term *term, const struct input *input)
{
    term->stale = true;
    if (!app_input(term->app, input)) {
        end(term, 0);
    }
}

/* Make the frame and the app as large as the glass is now. */
static void fit(struct term *term)
{
    glass_resize(&term->glass);
    int width = term->glass.width, height = term->glass.height;
    struct frame frame;
    if (frame_open(&frame, width, height, false)) {
        frame_close(&term->frame);
        term->frame = frame;
    }
    give(term, &(struct input){.kind = INPUT_RESIZE, .x = width, .y = height});
}

static void draw(struct term *term)
{
    if (!term->stale || term->frame.cells == NULL) {
        return;
    }
    term->stale = false;
    app_draw(term->app, &term->frame);
    glass_paint(&term->glass, &term->frame);
}

/* SIGSTOP stops here; what wakes us is SIGCONT, which asks for a new fit. */
static void sleep_in_shell(struct term *term)
{
    glass_leave(&term->glass);
    (void)raise(SIGSTOP);
    glass_return(&term->glass);
}

static void obey_signals(struct term *term)
{
    signals_drain();
    int number = signals_ending();
    if (number != 0) {
        end(term, EXIT_SIGNAL + number);
        return;
    }
    if (signals_take_stop()) {
        sleep_in_shell(term);
    }
    if (signals_take_resize()) {
        fit(term);
    }
}

static void read_inputs(struct term *term)
{
    struct input inputs[INPUTS_AT_ONCE];
    /* Readable and yet empty is what a terminal that is gone looks like. */
    if (!keys_waiting()) {
        end(term, EXIT_SIGNAL + SIGHUP);
        return;
    }
    do {
        int count = keys_read(inputs, INPUTS_AT_ONCE);
        for (int i = 0; i < count && !term->over; i++) {
            if (inputs[i].kind == INPUT_KEY && inputs[i].key == KEYS_REDRAW) {
                glass_refresh(&term->glass);
            }
            give(term, &inputs[i]);
        }
    } while (!term->over && keys_waiting() && signals_ending() == 0);
}

/* Milliseconds to wait for the next tick; -1: nothing moves. The time of a
 * tick stands although keys arrive before it. */
static int wait_ms(struct term *term)
{
    unsigned wanted = app_tick_in(term->app);
    if (wanted == 0) {
        term->tick_due = 0;
        return -1;
    }
    int64_t now = now_ms();
    if (term->tick_due == 0 || term->tick_due > now + wanted) {
        term->tick_due = now + wanted;
    }
    return term->tick_due > now ? (int)(term->tick_due - now) : 0;
}

static void tick(struct term *term)
{
    if (term->tick_due != 0 && now_ms() >= term->tick_due) {
        term->tick_due = 0;
        give(term, &(struct input){.kind = INPUT_TICK});
    }
}

static void turn(struct term *term)
{
    struct pollfd sources[] = {
        {.fd = 0, .events = POLLIN},
        {.fd = signals_fd(), .events = POLLIN},
    };
    draw(term);
    if (poll(sources, 2, wait_ms(term)) < 0 && errno != EINTR) {
        end(term, EXIT_SIGNAL + SIGHUP);
        return;
    }
    obey_signals(term);
    if (term->over) {
        return;
    }
    if ((sources[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
        end(term, EXIT_SIGNAL + SIGHUP);
    } else if ((sources[0].revents & POLLIN) != 0) {
        read_inputs(term);
    }
    if (!term->over) {
        tick(term);
    }
}

enum status term_run(struct app *app, const struct term_options *options,
                     int *exit_code, struct diag *why)
{
    struct term term = {.app = app};
    *exit_code = EXIT_NO_TERMINAL;
    enum status status = glass_open(&term.glass, options, why);
    if (status != STATUS_OK) {
        return status;
    }
    if (!signals_open(&term.glass.rescue)) {
        glass_close(&term.glass);
        diag_set(why, "the system has no more open files to give");
        return STATUS_IO;
    }
    fit(&term);
    while (!term.over) {
        turn(&term);
    }
    frame_close(&term.frame);
    glass_close(&term.glass);
    signals_close();
    *exit_code = term.exit_code;
    return STATUS_OK;
}
