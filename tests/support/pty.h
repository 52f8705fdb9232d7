/* A terminal inside a test: a pseudo-terminal with a child on one side and
 * libvterm's screen on the other. Judges nothing. */
#ifndef SUPPORT_PTY_H
#define SUPPORT_PTY_H

#include <stdbool.h>
#include <stddef.h>

#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

struct pty {
    pid_t child;
    int master, slave;
    VTerm *vterm;
    VTermScreen *screen;
    int width, height;
    bool alternate, cursor, mouse; /* what the child switched on */
    struct termios before;         /* the terminal's modes when it began */
    char *bytes;                   /* all that the child wrote */
    size_t length, room;
    int status; /* of waitpid, once `ended` */
    bool ended;
};

/* What the child does: `run` when it is given, else exec of argv. `settings`
 * are "NAME=value" or "NAME" to unset, with a closing NULL; may be NULL. */
struct pty_child {
    int (*run)(void *context);
    void *context;
    const char *const *argv;
    const char *const *settings;
};

/* Start the child on a fresh terminal. The test fails when that fails. */
void pty_open(struct pty *pty, int width, int height,
              const struct pty_child *child);

/* End the child if it lives, and free everything. */
void pty_close(struct pty *pty);

/* Take the child's output until nothing came for `quiet` ms, or it ended. */
void pty_settle(struct pty *pty, int quiet);

/* Take output until a row holds `text`; false after `limit` ms. */
bool pty_await(struct pty *pty, const char *text, int limit);

/* Wait until the child ended; false after `limit` ms. */
bool pty_join(struct pty *pty, int limit);

/* The exit code; 128 + N when signal N killed it. Range: after pty_join. */
int pty_exit_code(const struct pty *pty);

void pty_type(struct pty *pty, const char *keys);
void pty_resize(struct pty *pty, int width, int height);

/* The text of a row, UTF-8, trailing blanks cut. Owner: static. */
const char *pty_row(const struct pty *pty, int y);

/* Say whether some row holds `text`. */
bool pty_shows(const struct pty *pty, const char *text);

/* A number that tells any two pictures apart: letters, colours, attributes. */
unsigned long pty_picture(const struct pty *pty);

/* Calls of write that the child has made, or -1 where the system counts
 * none. */
long pty_writes(const struct pty *pty);

/* Say whether modes, cursor, mouse and screen are as before. */
bool pty_is_restored(const struct pty *pty);

/* Count the colours set among the SGR sequences written so far. */
int pty_colours(const struct pty *pty);

/* Milliseconds of a clock that only moves forwards. */
long pty_now(void);

#endif
