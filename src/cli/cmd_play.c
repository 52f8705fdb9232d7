/* strategos play: the title screen, a level or a recorded siege, on a screen
 * or as lines of text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/data.h"
#include "cli/fail.h"
#include "cli/file.h"
#include "cli/locale.h"
#include "cli/replayed.h"
#include "cli/siege.h"
#include "plain/plain.h"
#include "session/config.h"
#include "session/progress.h"
#include "tui/term.h"
#include "ui/app.h"
#include "ui/text.h"

struct game {
    const struct options *options;
    struct campaign campaign;
    struct level level;
    struct replayed *replayed; /* or NULL */
    struct progress *progress; /* or NULL */
    bool has_level, ascii, animate;
    uint64_t seed;
    enum term_color color;
    bool save_failed;
};

/* Called while the screen belongs to the game: what went wrong is told when it
 * is given back. */
static bool save(void *context, const char *text, size_t length)
{
    struct game *game = context;
    FILE *file = fopen(game->options->value[OPT_RECORD], "wb");
    bool well = file != NULL && fwrite(text, 1, length, file) == length;
    if (file != NULL) {
        well = fclose(file) == 0 && well;
    }
    game->save_failed = !well;
    return well;
}

static bool is_record(const char *path)
{
    size_t length = strlen(path);
    return file_begins(path, "strategos record ") ||
           (length > 6 && strcmp(path + length - 6, ".siege") == 0);
}

static int load_level(struct game *game, const char *name)
{
    if (!is_record(name)) {
        return siege_load(&game->level, &game->campaign, name);
    }
    int code = replayed_open(&game->replayed, name);
    if (code == EXIT_DONE) {
        game->level = game->replayed->level;
    }
    return code;
}

static int load(struct game *game)
{
    const struct options *options = game->options;
    bool named = option_given(options, OPT_AS);
    if (options->args == 0) {
        return named ? cli_fail(EXIT_USAGE, "--as wants a LEVEL, as in: "
                                            "strategos play 3-2 --as "
                                            "traitors=liar.lua")
                     : EXIT_DONE;
    }
    game->has_level = true;
    int code = load_level(game, options->arg[0]);
    return code == EXIT_DONE && named ? siege_oppose(&game->level, options)
                                      : code;
}

/* What the command line does not say, the player's settings do. */
static void settle(struct game *game, const struct locale_choice *locale)
{
    const struct options *options = game->options;
    struct config config;
    config_load(&config);
    if (!locale->named && config.language >= 0) {
        text_set_language((enum language)config.language);
    }
    game->ascii =
        locale->ascii || option_given(options, OPT_ASCII) || config.ascii == 1;
    game->animate = !option_given(options, OPT_NO_ANIM) && config.motion != 0;
}

/* Without progress the game goes on, and says so. Against others than the
 * level's own nothing is won, and no siege is kept. */
static void open_progress(struct game *game)
{
    struct diag message = {.line = 0};
    if (option_given(game->options, OPT_AS)) {
        return;
    }
    if (progress_open(&game->progress, &message) != STATUS_OK) {
        game->progress = NULL;
    }
    if (message.text[0] != '\0') {
        (void)cli_fail_at(EXIT_DONE, &message);
    }
}

static int play_plain(struct game *game)
{
    bool keeps = option_given(game->options, OPT_RECORD);
    const struct plain_options plain = {
        .campaign = &game->campaign,
        .in = stdin,
        .out = stdout,
        .seed = game->seed,
        .progress = game->progress,
        .save = keeps ? save : NULL,
        .save_context = game,
    };
    const struct replayed *replayed = game->replayed;
    return plain_play(&plain, game->has_level ? &game->level : NULL,
                      replayed == NULL ? NULL : replayed->text,
                      replayed == NULL ? 0 : replayed->length);
}

static enum status begin(struct app *app, const struct game *game,
                         struct diag *why)
{
    if (game->replayed != NULL) {
        return app_play_record(app, &game->level, game->replayed->text,
                               game->replayed->length, why);
    }
    return game->has_level ? app_play(app, &game->level, why) : STATUS_OK;
}

static int play_screen(struct game *game)
{
    bool keeps = option_given(game->options, OPT_RECORD);
    const struct app_options screen = {
        .campaign = &game->campaign,
        .progress = game->progress,
        .seed = game->seed,
        .ascii = game->ascii,
        .animate = game->animate,
        .opposed = option_given(game->options, OPT_AS),
        .keep_settings = true,
        .record = game->options->value[OPT_RECORD],
        .save = keeps ? save : NULL,
        .save_context = game,
    };
    const struct term_options term = {
        .color = game->color,
        .mouse = !option_given(game->options, OPT_NO_MOUSE),
    };
    struct diag why = {.line = 0};
    int code = EXIT_DONE;
    struct app *app = app_open(&screen);
    if (app == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    if (begin(app, game, &why) != STATUS_OK) {
        code = cli_fail_at(EXIT_RESOURCE, &why);
    } else if (term_run(app, &term, &code, &why) != STATUS_OK) {
        (void)cli_fail_at(code, &why);
    }
    app_close(app);
    return code;
}

static int play(struct game *game)
{
    struct locale_choice locale;
    static const char *const colors[] = {"auto", "always", "never"};
    unsigned color = TERM_COLOR_AUTO;
    game->seed = 1;
    if (!option_count(game->options, OPT_SEED, 0, UINT64_MAX, &game->seed) ||
        !option_choice(game->options, OPT_COLOR, colors, 3, &color) ||
        !locale_choose(&locale, game->options)) {
        return EXIT_USAGE;
    }
    game->color = (enum term_color)color;
    int code = data_campaign(&game->campaign);
    code = code == EXIT_DONE ? load(game) : code;
    if (code != EXIT_DONE) {
        return code;
    }
    settle(game, &locale);
    open_progress(game);
    code = option_given(game->options, OPT_PLAIN) ? play_plain(game)
                                                  : play_screen(game);
    if (game->save_failed) {
        (void)cli_fail(EXIT_RESOURCE,
                       "%s could not be written whole: make room or choose "
                       "another file",
                       game->options->value[OPT_RECORD]);
        code = code == EXIT_DONE ? EXIT_RESOURCE : code;
    }
    return code;
}

static int run_play(const struct options *options)
{
    struct game *game = calloc(1, sizeof *game);
    if (game == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    game->options = options;
    int code = play(game);
    if (game->progress != NULL) {
        progress_close(game->progress);
    }
    replayed_close(game->replayed);
    free(game);
    return code;
}

const struct command cmd_play = {
    .name = "play",
    .arguments = "[LEVEL | RECORD]",
    .what = "Play: the title screen, a level, or a recorded siege where it "
            "ends.",
    .options = OPTION_BIT(OPT_AS) | OPTION_BIT(OPT_PLAIN) |
               OPTION_BIT(OPT_SEED) | OPTION_BIT(OPT_LANG) |
               OPTION_BIT(OPT_ASCII) | OPTION_BIT(OPT_COLOR) |
               OPTION_BIT(OPT_NO_MOUSE) | OPTION_BIT(OPT_NO_ANIM) |
               OPTION_BIT(OPT_RECORD) | OPTION_BIT(OPT_HELP),
    .most = 1,
    .run = run_play,
};
