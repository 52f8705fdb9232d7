/* strategos run: one siege without a screen. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/fail.h"
#include "cli/file.h"
#include "cli/locale.h"
#include "cli/report.h"
#include "cli/siege.h"
#include "record/record.h"
#include "rules/rules.h"

struct play {
    struct siege siege;
    struct world world;
    struct scripts scripts;
    FILE *record; /* or NULL */
};

static void write_head(struct play *play)
{
    char text[RECORD_HEAD_MAX + RECORD_LINE_MAX];
    struct record_head head = {.setup = play->siege.setup};
    if (play->record == NULL) {
        return;
    }
    (void)snprintf(head.level, sizeof head.level, "%s", play->siege.level.id);
    (void)record_format_head(&head, &play->world, text, sizeof text);
    (void)fputs(text, play->record);
}

/* Answer one question. */
static enum status answer(struct play *play, const struct decision *asked)
{
    char line[RECORD_LINE_MAX];
    struct option option;
    struct action action = {.cursor = asked->cursor,
                            .answer = scripts_answer(&play->scripts,
                                                     &play->siege.agents,
                                                     &play->world, asked)};
    enum status status = game_option(&play->world, action.answer, &option);
    if (status == STATUS_OK) {
        status = game_apply(&play->world, action, NULL);
    }
    if (status == STATUS_OK && play->record != NULL) {
        (void)record_format_step(asked, &option, action.answer, &play->world,
                                 line, sizeof line);
        (void)fputs(line, play->record);
    }
    return status;
}

static int play_on(struct play *play)
{
    struct decision asked;
    struct diag why;
    enum status status =
        game_start(&play->world, &play->siege.setup, NULL, &why);
    if (status != STATUS_OK) {
        return cli_fail_at(EXIT_USAGE, &why);
    }
    scripts_begin(&play->scripts, play->siege.level.blind);
    write_head(play);
    game_ask(&play->world, &asked);
    while (asked.chooser != CHOOSER_NOBODY) {
        if (asked.cursor >= AGENTS_ANSWERS_MAX) {
            return cli_fail(EXIT_RESOURCE,
                            "the siege is still undecided after %d answers, "
                            "and was given up: take fewer generals, or "
                            "another seed or city",
                            (int)AGENTS_ANSWERS_MAX);
        }
        status = answer(play, &asked);
        if (status != STATUS_OK) {
            return cli_fail(EXIT_RESOURCE, "the siege stopped at step %u: %s",
                            (unsigned)asked.cursor + 1,
                            status_sentence(status));
        }
        game_ask(&play->world, &asked);
    }
    if (play->record != NULL) {
        char line[RECORD_LINE_MAX];
        (void)record_format_end(&play->world, line, sizeof line);
        (void)fputs(line, play->record);
    }
    return EXIT_DONE;
}

static void report(struct play *play, bool json)
{
    struct scripted *files = &play->siege.scripted;
    struct report_scripts scripts = {.files = files, .seated = &play->scripts};
    scripted_count(files, &play->scripts);
    if (json) {
        report_json(&play->world, NULL, &scripts);
    } else {
        report_text(&play->world, &play->siege.level, NULL);
        scripted_text(files, &play->scripts);
    }
}

static int play_recorded(struct play *play, const struct options *options)
{
    const char *path = options->value[OPT_RECORD];
    if (path != NULL) {
        play->record = fopen(path, "wb");
        if (play->record == NULL) {
            return cli_fail(EXIT_RESOURCE, "%s cannot be written: %s", path,
                            strerror(errno));
        }
    }
    int code = play_on(play);
    if (code == EXIT_DONE) {
        report(play, option_given(options, OPT_JSON));
    }
    if (play->record != NULL) {
        int closed = file_finish(play->record, path);
        code = code == EXIT_DONE ? closed : code;
    }
    return code;
}

static int run_run(const struct options *options)
{
    struct locale_choice locale;
    struct play *play = calloc(1, sizeof *play);
    int code;
    if (play == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    if (!locale_choose(&locale, options)) {
        free(play);
        return EXIT_USAGE;
    }
    code = siege_choose(&play->siege, options);
    if (code == EXIT_DONE &&
        !scripted_seat(&play->siege.scripted, &play->scripts)) {
        code = cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    if (code == EXIT_DONE) {
        code = play_recorded(play, options);
    }
    scripted_leave(&play->scripts);
    scripted_free(&play->siege.scripted);
    free(play);
    return code;
}

const struct command cmd_run = {
    .name = "run",
    .arguments = "LEVEL | SETUP",
    .what = "Play one siege without a screen.",
    .options = OPTION_SETUP | OPTION_BIT(OPT_AS) | OPTION_BIT(OPT_SEED) |
               OPTION_BIT(OPT_RECORD) | OPTION_BIT(OPT_JSON) |
               OPTION_BIT(OPT_HELP),
    .most = 1,
    .run = run_run,
};
