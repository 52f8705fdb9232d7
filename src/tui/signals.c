#include "tui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t ending, stopped, resized;
static int pipe_ends[2] = {-1, -1};
static const struct rescue *rescue_now;

static void wake(void)
{
    int saved = errno;
    char byte = 0;
    /* A full pipe wakes the loop just as well. */
    ssize_t written = write(pipe_ends[1], &byte, 1);
    (void)written;
    errno = saved;
}

static void on_ending(int number)
{
    ending = number;
    wake();
}

static void on_stop(int number)
{
    (void)number;
    stopped = 1;
    wake();
}

static void on_resize(int number)
{
    (void)number;
    resized = 1;
    wake();
}

/* The handler was installed for one shot: raising again kills the program
 * with the right status and, where the system keeps them, a core dump. */
static void on_crash(int number)
{
    const struct rescue *rescue = rescue_now;
    if (rescue != NULL) {
        ssize_t written = write(STDOUT_FILENO, rescue->bytes, rescue->length);
        (void)written;
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &rescue->modes);
    }
    (void)raise(number);
}

struct watched {
    int number;
    void (*handler)(int);
    int flags;
};

/* What ends us also ends a write to a terminal that is stopped.
 * A crash may be an exhausted stack: its handler has one of its own. */
static const struct watched watched[] = {
    {.number = SIGINT, .handler = on_ending, .flags = 0},
    {.number = SIGTERM, .handler = on_ending, .flags = 0},
    {.number = SIGHUP, .handler = on_ending, .flags = 0},
    {.number = SIGQUIT, .handler = on_ending, .flags = 0},
    {.number = SIGTSTP, .handler = on_stop, .flags = SA_RESTART},
    {.number = SIGCONT, .handler = on_resize, .flags = SA_RESTART},
    {.number = SIGWINCH, .handler = on_resize, .flags = SA_RESTART},
    {.number = SIGABRT,
     .handler = on_crash,
     .flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK)},
    {.number = SIGSEGV,
     .handler = on_crash,
     .flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK)},
    {.number = SIGBUS,
     .handler = on_crash,
     .flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK)},
    {.number = SIGFPE,
     .handler = on_crash,
     .flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK)},
    {.number = SIGILL,
     .handler = on_crash,
     .flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK)},
};

enum { WATCHED = sizeof watched / sizeof watched[0], CRASH_STACK = 32 * 1024 };
static struct sigaction before[WATCHED];
static stack_t stack_before;
static char crash_stack[CRASH_STACK];

static bool open_pipe(void)
{
    if (pipe(pipe_ends) != 0) {
        return false;
    }
    for (int i = 0; i < 2; i++) {
        (void)fcntl(pipe_ends[i], F_SETFL, O_NONBLOCK);
        (void)fcntl(pipe_ends[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

bool signals_open(const struct rescue *rescue)
{
    ending = 0;
    stopped = 0;
    resized = 0;
    if (!open_pipe()) {
        return false;
    }
    rescue_now = rescue;
    stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
    (void)sigaltstack(&stack, &stack_before);
    for (size_t i = 0; i < WATCHED; i++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_handler = watched[i].handler;
        action.sa_flags = watched[i].flags;
        (void)sigemptyset(&action.sa_mask);
        (void)sigaction(watched[i].number, &action, &before[i]);
    }
    return true;
}

void signals_close(void)
{
    for (size_t i = 0; i < WATCHED; i++) {
        (void)sigaction(watched[i].number, &before[i], NULL);
    }
    (void)sigaltstack(&stack_before, NULL);
    rescue_now = NULL;
    for (int i = 0; i < 2; i++) {
        (void)close(pipe_ends[i]);
        pipe_ends[i] = -1;
    }
}

int signals_fd(void)
{
    return pipe_ends[0];
}

void signals_drain(void)
{
    char bytes[64];
    while (read(pipe_ends[0], bytes, sizeof bytes) > 0) {
    }
}

int signals_ending(void)
{
    return ending;
}

static bool take(volatile sig_atomic_t *flag)
{
    bool was = *flag != 0;
    *flag = 0;
    return was;
}

bool signals_take_stop(void)
{
    return take(&stopped);
}

bool signals_take_resize(void)
{
    return take(&resized);
}
