#include "tui/keys.h"

#include <stddef.h>
#include <unistd.h>
#include <wchar.h>

#include <curses.h>
#include <sys/ioctl.h>

#include "tui/hangul.h"

enum { ESCAPE_WAIT = 25 /* ms that may pass inside one key's sequence */ };

/* Keys are read through a pad: reading through a window would draw it. */
static WINDOW *pad;

/* What nearly every terminal sends for the keys around the letters, whatever
 * its description says: else End would come in as ESC and two letters. */
static void know_usual_keys(void)
{
    static const struct {
        const char *bytes;
        int curses;
    } usual[] = {
        {"\033[A", KEY_UP},     {"\033OA", KEY_UP},    {"\033[B", KEY_DOWN},
        {"\033OB", KEY_DOWN},   {"\033[C", KEY_RIGHT}, {"\033OC", KEY_RIGHT},
        {"\033[D", KEY_LEFT},   {"\033OD", KEY_LEFT},  {"\033[H", KEY_HOME},
        {"\033OH", KEY_HOME},   {"\033[1~", KEY_HOME}, {"\033[F", KEY_END},
        {"\033OF", KEY_END},    {"\033[4~", KEY_END},  {"\033[5~", KEY_PPAGE},
        {"\033[6~", KEY_NPAGE}, {"\033[3~", KEY_DC},   {"\033[Z", KEY_BTAB}};
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
        if (key_defined(usual[i].bytes) == 0) {
            (void)define_key(usual[i].bytes, usual[i].curses);
        }
    }
}

void keys_open(bool mouse)
{
    pad = newpad(1, 1);
    (void)keypad(pad, TRUE);
    know_usual_keys();
    (void)nodelay(pad, TRUE);
    (void)intrflush(pad, FALSE);
    (void)set_escdelay(ESCAPE_WAIT);
    (void)mouseinterval(0);
    if (mouse) {
        (void)mousemask(BUTTON1_PRESSED | BUTTON3_PRESSED | BUTTON4_PRESSED |
                            BUTTON5_PRESSED,
                        NULL);
    }
}

void keys_close(void)
{
    (void)delwin(pad);
    pad = NULL;
}

/* What curses calls a key, and what the game does. */
struct named_key {
    wint_t curses;
    uint32_t key;
};

static const struct named_key named[] = {
    {.curses = KEY_UP, .key = KEYS_UP},
    {.curses = KEY_SR, .key = KEYS_UP},
    {.curses = KEY_DOWN, .key = KEYS_DOWN},
    {.curses = KEY_SF, .key = KEYS_DOWN},
    {.curses = KEY_LEFT, .key = KEYS_LEFT},
    {.curses = KEY_RIGHT, .key = KEYS_RIGHT},
    {.curses = KEY_HOME, .key = KEYS_HOME},
    {.curses = KEY_FIND, .key = KEYS_HOME},
    {.curses = KEY_A1, .key = KEYS_HOME},
    {.curses = KEY_END, .key = KEYS_END},
    {.curses = KEY_SELECT, .key = KEYS_END},
    {.curses = KEY_C1, .key = KEYS_END},
    {.curses = KEY_PPAGE, .key = KEYS_PAGE_UP},
    {.curses = KEY_A3, .key = KEYS_PAGE_UP},
    {.curses = KEY_NPAGE, .key = KEYS_PAGE_DOWN},
    {.curses = KEY_C3, .key = KEYS_PAGE_DOWN},
    {.curses = KEY_BTAB, .key = KEYS_BACKTAB},
    {.curses = KEY_DC, .key = KEYS_DELETE},
    {.curses = KEY_BACKSPACE, .key = KEYS_BACKSPACE},
    {.curses = KEY_ENTER, .key = KEYS_ENTER},
    {.curses = KEY_F(1), .key = '?'},
};

/* The game's key, or 0 for one that it does not know. */
static uint32_t named_key(wint_t curses)
{
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        if (named[i].curses == curses) {
            return named[i].key;
        }
    }
    return 0;
}

static uint32_t letter_key(wint_t letter)
{
    switch (letter) {
    case L'\r':
        return KEYS_ENTER;
    case 0x7f:
        return KEYS_BACKSPACE;
    default: /* not an enumeration: every code point is a key of its own */
        return (uint32_t)letter;
    }
}

static int read_mouse(struct input *out)
{
    MEVENT event;
    if (getmouse(&event) == ERR) {
        return 0;
    }
    *out = (struct input){.kind = INPUT_MOUSE, .x = event.x, .y = event.y};
    if ((event.bstate & BUTTON1_PRESSED) != 0) {
        out->button = MOUSE_LEFT;
    } else if ((event.bstate & BUTTON3_PRESSED) != 0) {
        out->button = MOUSE_RIGHT;
    } else if ((event.bstate & BUTTON4_PRESSED) != 0) {
        out->button = MOUSE_WHEEL_UP;
    } else if ((event.bstate & BUTTON5_PRESSED) != 0) {
        out->button = MOUSE_WHEEL_DOWN;
    } else {
        return 0;
    }
    return 1;
}

static int press(struct input *out, uint32_t key)
{
    *out = (struct input){.kind = INPUT_KEY, .key = key};
    return key != 0 ? 1 : 0;
}

/* Hangul stands for the keys that it was typed with. */
static int read_letter(struct input *out, wint_t letter)
{
    char keys[HANGUL_KEYS_MAX];
    int count = hangul_keys((uint32_t)letter, keys);
    for (int i = 0; i < count; i++) {
        (void)press(&out[i], (uint32_t)(unsigned char)keys[i]);
    }
    return count > 0 ? count : press(out, letter_key(letter));
}

int keys_read(struct input *out, int room)
{
    int count = 0;
    while (count + HANGUL_KEYS_MAX <= room) {
        wint_t got = 0;
        int kind = wget_wch(pad, &got);
        if (kind == ERR) {
            break;
        }
        if (kind == OK) {
            count += read_letter(&out[count], got);
        } else if (got == KEY_MOUSE) {
            count += read_mouse(&out[count]);
        } else {
            count += press(&out[count], named_key(got));
        }
    }
    return count;
}

bool keys_waiting(void)
{
    int bytes = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 && bytes > 0;
}
