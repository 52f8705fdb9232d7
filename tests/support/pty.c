#include "support/pty.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <utmp.h>

#include <setjmp.h>

#include <cmocka.h>

long pty_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int on_property(VTermProp property, VTermValue *value, void *context)
{
    struct pty *pty = context;
    if (property == VTERM_PROP_ALTSCREEN) {
        pty->alternate = value->boolean != 0;
    } else if (property == VTERM_PROP_CURSORVISIBLE) {
        pty->cursor = value->boolean != 0;
    }
    return 1;
}

/* This libvterm reads only the first mode of "?1006;1000h". */
static void look_for_mouse(struct pty *pty, const char *bytes)
{
    const char *at = bytes;
    while ((at = strstr(at, "1000")) != NULL) {
        at += 4;
        pty->mouse = *at == 'h' || (pty->mouse && *at != 'l');
    }
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static void apply_settings(const char *const *settings)
{
    (void)setenv("TERM", "xterm-256color", 1);
    for (; settings != NULL && *settings != NULL; settings++) {
        char text[512];
        (void)snprintf(text, sizeof text, "%s", *settings);
        char *value = strchr(text, '=');
        if (value == NULL) {
            (void)unsetenv(text);
        } else {
            *value = '\0';
            (void)setenv(text, value + 1, 1);
        }
    }
}

/* A shell may have started the tests with signals ignored. */
static void become_child(const struct pty *pty, const struct pty_child *child)
{
    static const int numbers[] = {SIGINT,  SIGQUIT, SIGTERM, SIGHUP,
                                  SIGTSTP, SIGTTOU, SIGPIPE};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        (void)signal(numbers[i], SIG_DFL);
    }
    (void)close(pty->master);
    if (login_tty(pty->slave) != 0) {
        _exit(120);
    }
    apply_settings(child->settings);
    if (child->run != NULL) {
        _exit(child->run(child->context));
    }
    char *argv[16] = {NULL};
    for (int i = 0; i < 15 && child->argv[i] != NULL; i++) {
        argv[i] = strdup(child->argv[i]);
    }
    (void)execv(argv[0], argv);
    _exit(127);
}

void pty_open(struct pty *pty, int width, int height,
              const struct pty_child *child)
{
    memset(pty, 0, sizeof *pty);
    pty->width = width;
    pty->height = height;
    pty->cursor = true;
    struct winsize size = {.ws_row = (unsigned short)height,
                           .ws_col = (unsigned short)width};
    assert_int_equal(openpty(&pty->master, &pty->slave, NULL, NULL, &size), 0);
    assert_int_equal(tcgetattr(pty->slave, &pty->before), 0);
    pty->vterm = vterm_new(height, width);
    vterm_set_utf8(pty->vterm, 1);
    pty->screen = vterm_obtain_screen(pty->vterm);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_screen_reset(pty->screen, 1);
    (void)fflush(NULL);
    pty->child = fork();
    assert_true(pty->child >= 0);
    if (pty->child == 0) {
        become_child(pty, child);
    }
}

void pty_close(struct pty *pty)
{
    if (!pty->ended && pty->child > 0) {
        (void)kill(pty->child, SIGKILL);
        (void)waitpid(pty->child, &pty->status, 0);
    }
    if (pty->master >= 0) {
        (void)close(pty->master);
    }
    if (pty->slave >= 0) {
        (void)close(pty->slave);
    }
    vterm_free(pty->vterm);
    free(pty->bytes);
    memset(pty, 0, sizeof *pty);
}

static void keep(struct pty *pty, const char *bytes, size_t length)
{
    if (pty->length + length + 1 > pty->room) {
        pty->room = 2 * (pty->length + length + 1);
        char *more = realloc(pty->bytes, pty->room);
        assert_non_null(more);
        pty->bytes = more;
    }
    memcpy(pty->bytes + pty->length, bytes, length);
    pty->length += length;
    pty->bytes[pty->length] = '\0';
    look_for_mouse(pty, pty->bytes);
    (void)vterm_input_write(pty->vterm, bytes, length);
}

/* Read once, waiting at most `wait` ms. Returns the bytes read. */
static size_t take(struct pty *pty, int wait)
{
    char bytes[4096];
    struct pollfd source = {.fd = pty->master, .events = POLLIN};
    if (poll(&source, 1, wait) <= 0 || (source.revents & POLLIN) == 0) {
        return 0;
    }
    ssize_t got = read(pty->master, bytes, sizeof bytes);
    if (got <= 0) {
        return 0;
    }
    keep(pty, bytes, (size_t)got);
    return (size_t)got;
}

static void look_for_end(struct pty *pty)
{
    if (!pty->ended && waitpid(pty->child, &pty->status, WNOHANG) > 0) {
        pty->ended = true;
    }
}

void pty_settle(struct pty *pty, int quiet)
{
    while (take(pty, quiet) > 0) {
    }
}

bool pty_await(struct pty *pty, const char *text, int limit)
{
    long end = pty_now() + limit;
    while (!pty_shows(pty, text)) {
        look_for_end(pty);
        if (pty_now() > end || (take(pty, 20) == 0 && pty->ended)) {
            return pty_shows(pty, text);
        }
    }
    return true;
}

bool pty_join(struct pty *pty, int limit)
{
    long end = pty_now() + limit;
    while (!pty->ended && pty_now() < end) {
        if (pty->master >= 0) {
            (void)take(pty, 10);
        } else {
            (void)poll(NULL, 0, 10);
        }
        look_for_end(pty);
    }
    while (pty->master >= 0 && take(pty, 0) > 0) {
    }
    return pty->ended;
}

int pty_exit_code(const struct pty *pty)
{
    return WIFEXITED(pty->status) ? WEXITSTATUS(pty->status)
                                  : 128 + WTERMSIG(pty->status);
}

void pty_type(struct pty *pty, const char *keys)
{
    size_t length = strlen(keys);
    assert_int_equal(write(pty->master, keys, length), (ssize_t)length);
}

void pty_resize(struct pty *pty, int width, int height)
{
    struct winsize size = {.ws_row = (unsigned short)height,
                           .ws_col = (unsigned short)width};
    pty->width = width;
    pty->height = height;
    vterm_set_size(pty->vterm, height, width);
    assert_int_equal(ioctl(pty->master, TIOCSWINSZ, &size), 0);
}

static size_t put_utf8(char *out, uint32_t glyph)
{
    if (glyph < 0x80) {
        out[0] = (char)glyph;
        return 1;
    }
    size_t length = glyph < 0x800 ? 2 : glyph < 0x10000 ? 3 : 4;
    static const unsigned lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (glyph & 0x3F));
        glyph >>= 6;
    }
    out[0] = (char)(lead[length] | glyph);
    return length;
}

const char *pty_row(const struct pty *pty, int y)
{
    static char text[4096];
    size_t used = 0, kept = 0;
    for (int x = 0; x < pty->width && used + 8 < sizeof text; x++) {
        VTermScreenCell cell;
        VTermPos at = {.row = y, .col = x};
        if (vterm_screen_get_cell(pty->screen, at, &cell) == 0) {
            break;
        }
        uint32_t glyph = cell.chars[0] == 0 ? ' ' : cell.chars[0];
        used += put_utf8(text + used, glyph);
        kept = glyph == ' ' ? kept : used;
        x += cell.width == 2 ? 1 : 0;
    }
    text[kept] = '\0';
    return text;
}

bool pty_shows(const struct pty *pty, const char *text)
{
    for (int y = 0; y < pty->height; y++) {
        if (strstr(pty_row(pty, y), text) != NULL) {
            return true;
        }
    }
    return false;
}

static unsigned long mix(unsigned long hash, unsigned long value)
{
    return (hash ^ value) * 1099511628211u;
}

/* A blank looks the same in any colour. */
static unsigned long mix_cell(unsigned long hash, const VTermScreenCell *cell)
{
    bool blank = cell->chars[0] == 0 || cell->chars[0] == ' ';
    hash = mix(hash, blank ? ' ' : cell->chars[0]);
    hash = mix(hash, cell->attrs.underline + 8u * cell->attrs.reverse);
    if (blank && cell->attrs.reverse == 0) {
        return hash;
    }
    hash = mix(hash, cell->attrs.bold);
    return mix(hash, VTERM_COLOR_IS_DEFAULT_FG(&cell->fg)
                         ? 256
                         : cell->fg.indexed.idx);
}

unsigned long pty_picture(const struct pty *pty)
{
    unsigned long hash = 14695981039346656037u;
    for (int y = 0; y < pty->height; y++) {
        for (int x = 0; x < pty->width; x++) {
            VTermScreenCell cell;
            VTermPos at = {.row = y, .col = x};
            (void)vterm_screen_get_cell(pty->screen, at, &cell);
            hash = mix_cell(hash, &cell);
            /* the second half has no look of its own */
            x += cell.width == 2 ? 1 : 0;
        }
    }
    return hash;
}

long pty_writes(const struct pty *pty)
{
    char path[64], line[128];
    long count = -1;
    (void)snprintf(path, sizeof path, "/proc/%ld/io", (long)pty->child);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "syscw:", 6) == 0) {
            count = strtol(line + 6, NULL, 10);
        }
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    return count;
}

bool pty_is_restored(const struct pty *pty)
{
    struct termios now;
    if (tcgetattr(pty->slave, &now) != 0) {
        return false;
    }
    return now.c_iflag == pty->before.c_iflag &&
           now.c_oflag == pty->before.c_oflag &&
           now.c_lflag == pty->before.c_lflag &&
           memcmp(now.c_cc, pty->before.c_cc, sizeof now.c_cc) == 0 &&
           !pty->alternate && pty->cursor && !pty->mouse;
}

static bool is_colour(long number)
{
    return (number >= 30 && number <= 49) || (number >= 90 && number <= 107);
}

int pty_colours(const struct pty *pty)
{
    int count = 0;
    const char *at = pty->bytes == NULL ? "" : pty->bytes;
    while ((at = strstr(at, "\033[")) != NULL) {
        at += 2;
        const char *end = at + strspn(at, "0123456789;:");
        bool colours = false;
        while (at < end) {
            char *next;
            colours = is_colour(strtol(at, &next, 10)) || colours;
            at = next + 1;
        }
        count += *end == 'm' && colours ? 1 : 0;
        at = end;
    }
    return count;
}
