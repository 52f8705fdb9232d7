#include <stdlib.h>
#include <string.h>

#include "cli/drawings.h"
#include "cli/fail.h"
#include "rules/rules.h"
#include "tui/theme.h"
#include "ui/app.h"
#include "ui/text.h"

enum { WIDTH = 100, HEIGHT = 30, STEPS_MAX = 20000 };
static const double SECONDS_A_STEP = 0.4, LAST_SECONDS = 3;

struct film {
    FILE *out;
    struct app *app;
    struct frame frame;
    struct cell *before; /* what was shown last */
    struct theme theme;
    double now;
};

static void put_json(FILE *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < ' ' || byte == '"' || byte == '\\') {
            (void)fprintf(out, "\\u%04x", byte);
        } else {
            (void)fputc(byte, out);
        }
    }
}

static void put_pen(const struct film *film, unsigned role)
{
    const struct pen *pen = &film->theme.pen[role];
    (void)fputs("\\u001b[0", film->out);
    if ((pen->attributes & PEN_BOLD) != 0) {
        (void)fputs(";1", film->out);
    }
    if ((pen->attributes & PEN_UNDERLINE) != 0) {
        (void)fputs(";4", film->out);
    }
    if ((pen->attributes & PEN_REVERSE) != 0) {
        (void)fputs(";7", film->out);
    }
    if (pen->colour != PEN_OWN) {
        (void)fprintf(film->out, ";38;5;%d", pen->colour);
    }
    (void)fputc('m', film->out);
}

static void put_row(const struct film *film, int y)
{
    const struct cell *row = film->frame.cells + (size_t)y * WIDTH;
    int role = -1;
    (void)fprintf(film->out, "\\u001b[%d;1H", y + 1);
    for (int x = 0; x < WIDTH; x++) {
        char bytes[4];
        if (row[x].glyph == 0) {
            continue; /* the second half of a wide letter */
        }
        if (row[x].role != role) {
            role = row[x].role;
            put_pen(film, row[x].role);
        }
        put_json(film->out, bytes, frame_utf8(row[x].glyph, bytes));
    }
}

/* Show what changed. Returns whether anything did. */
static bool shoot(struct film *film)
{
    size_t bytes = (size_t)WIDTH * sizeof *film->before;
    bool changed = false;
    app_draw(film->app, &film->frame);
    for (int y = 0; y < HEIGHT; y++) {
        struct cell *old = film->before + (size_t)y * WIDTH;
        const struct cell *row = film->frame.cells + (size_t)y * WIDTH;
        if (memcmp(old, row, bytes) == 0) {
            continue;
        }
        if (!changed) {
            (void)fprintf(film->out, "[%.3f, \"o\", \"", film->now);
        }
        changed = true;
        put_row(film, y);
        memcpy(old, row, bytes);
    }
    if (changed) {
        (void)fputs("\"]\n", film->out);
    }
    return changed;
}

static void press(struct film *film, uint32_t key)
{
    (void)app_input(film->app, &(struct input){.kind = INPUT_KEY, .key = key});
}

/* From the beginning to the end, step by step. */
static void shoot_all(struct film *film, const struct replayed *replayed)
{
    const struct level *level = &replayed->level;
    const char *title = level_say(level, level->title, text_language());
    (void)fprintf(film->out,
                  "{\"version\": 2, \"width\": %d, \"height\": %d, \"title\": "
                  "\"",
                  WIDTH, HEIGHT);
    title = title[0] != '\0'
                ? title
                : rules_get((enum rule_id)replayed->world.setup.rule)->title;
    put_json(film->out, title, strlen(title));
    (void)fputs("\", \"env\": {\"TERM\": \"xterm-256color\"}}\n", film->out);
    (void)fputs("[0.000, \"o\", \"\\u001b[2J\\u001b[?25l\"]\n", film->out);
    press(film, KEYS_HOME);
    (void)shoot(film);
    for (unsigned step = 0; step < STEPS_MAX; step++) {
        film->now += SECONDS_A_STEP;
        press(film, KEYS_RIGHT);
        if (!shoot(film)) {
            break;
        }
    }
    film->now += LAST_SECONDS;
    (void)fprintf(film->out,
                  "[%.3f, \"o\", \"\\u001b[0m\\u001b[?25h\\u001b[%d;1H\"]\n",
                  film->now, HEIGHT);
}

static int open_film(struct film *film, const struct replayed *replayed)
{
    struct app_options options = {.seed = 1};
    struct diag why = {.line = 0};
    size_t cells = (size_t)WIDTH * HEIGHT;
    film->app = app_open(&options);
    film->before = calloc(cells, sizeof *film->before);
    if (film->app == NULL || film->before == NULL ||
        !frame_open(&film->frame, WIDTH, HEIGHT, false)) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    theme_rich(&film->theme);
    if (app_play_record(film->app, &replayed->level, replayed->text,
                        replayed->length, &why) != STATUS_OK) {
        return cli_fail_at(EXIT_RESOURCE, &why);
    }
    (void)app_input(
        film->app,
        &(struct input){.kind = INPUT_RESIZE, .x = WIDTH, .y = HEIGHT});
    return EXIT_DONE;
}

int drawing_cast(FILE *out, const struct replayed *replayed)
{
    struct film film = {.out = out};
    int code = open_film(&film, replayed);
    if (code == EXIT_DONE) {
        shoot_all(&film, replayed);
    }
    if (film.app != NULL) {
        app_close(film.app);
    }
    frame_close(&film.frame);
    free(film.before);
    return code;
}
