/* Signals while the screen is open. Handlers only set a flag and write one
 * byte to a pipe that the loop polls; only a crash, after which nothing else
 * can run, puts the terminal back from inside a handler. */
#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>

#include <termios.h>

/* What a crash does to the terminal before the program dies of it. */
struct rescue {
    struct termios modes; /* of the terminal before it was opened */
    size_t length;
    char bytes[256]; /* sequences that leave the screen */
};

/* Take the signals over. Owner: `rescue` is the caller's and is read until
 * signals_close. Returns false when there is no pipe to be had. */
bool signals_open(const struct rescue *rescue);

/* Give them back as they were. */
void signals_close(void);

/* Readable while a signal waits to be seen. */
int signals_fd(void);

/* Empty the pipe; call before looking at the flags. */
void signals_drain(void);

/* The signal that ends the program, or 0. */
int signals_ending(void);

/* True once after each: the user wants the shell (C-z); the terminal may have
 * another size or content. */
bool signals_take_stop(void);
bool signals_take_resize(void);

#endif
