#include "cli/watch.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/chances.h"

static atomic_bool stopped; /* lock-free: a handler may write it */

static void on_interrupt(int number)
{
    (void)number;
    atomic_store(&stopped, true);
}

void watch_begin(struct watch *out, double limit, const char *what)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_interrupt;
    action.sa_flags = (int)SA_RESETHAND;
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    atomic_store(&stopped, false);
    *out = (struct watch){.begun = chances_clock(),
                          .limit = limit,
                          .what = what,
                          .stop = &stopped,
                          .bare = isatty(STDERR_FILENO) == 0};
    out->shown = out->begun;
    if (!out->bare) {
        (void)alarm(0); /* whoever sees progress needs no patience */
    }
}

/* How much is done, and how long the rest will take at this pace. */
static void show_bar(const struct watch *watch, uint64_t done, double seconds)
{
    enum { BAR = 24 };
    static const char full[] = "########################";
    static const char empty[] = "........................";
    double part = done >= watch->all ? 1 : (double)done / (double)watch->all;
    double left = part > 0 ? seconds / part - seconds : 0;
    int filled = (int)(part * BAR);
    (void)fprintf(stderr,
                  "\r[%.*s%.*s] %3.0f %%  %" PRIu64 " %s, %.0f s to go "
                  "(Ctrl-C: stop)\033[K",
                  filled, full, BAR - filled, empty, part * 100, done,
                  watch->what, left);
}

bool watch_tick(void *context, uint64_t states)
{
    const double often = 0.25;
    struct watch *watch = context;
    double now = chances_clock();
    if (watch->limit > 0 && now - watch->begun > watch->limit) {
        watch->late = true;
        atomic_store(&stopped, true);
    }
    if (!watch->bare && now - watch->shown > often) {
        watch->shown = now;
        watch->dirty = true;
        if (watch->all > 0) {
            show_bar(watch, states, now - watch->begun);
        } else {
            (void)fprintf(stderr,
                          "\r%12" PRIu64 " %s, %.0f s (Ctrl-C: stop)\033[K",
                          states, watch->what, now - watch->begun);
        }
    }
    return !atomic_load(&stopped);
}

double watch_seconds(const struct watch *watch)
{
    return chances_clock() - watch->begun;
}

void watch_wipe(struct watch *watch)
{
    if (watch->dirty) {
        (void)fputs("\r\033[K", stderr);
        watch->dirty = false;
    }
}

double watch_end(struct watch *watch)
{
    watch_wipe(watch);
    (void)signal(SIGINT, SIG_DFL);
    return watch_seconds(watch);
}
