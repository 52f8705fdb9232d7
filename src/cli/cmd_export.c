/* strategos export: a record in another form. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/chronicle.h"
#include "cli/fail.h"
#include "cli/file.h"
#include "cli/locale.h"
#include "rules/rules.h"

enum format { FORMAT_LETTERS, FORMAT_BLOCKS, FORMAT_TEXT, FORMAT_COUNT };
static const char *const formats[FORMAT_COUNT] = {"letters", "blocks", "text"};

static int find_format(const struct options *options, enum format *out)
{
    const char *word = options->value[OPT_FORMAT];
    for (unsigned f = 0; word != NULL && f < FORMAT_COUNT; f++) {
        if (strcmp(formats[f], word) == 0) {
            *out = (enum format)f;
            return EXIT_DONE;
        }
    }
    if (word == NULL) {
        return cli_fail(EXIT_USAGE,
                        "say what to write: --as letters, --as blocks or "
                        "--as text");
    }
    return cli_fail(EXIT_USAGE,
                    "\"%s\" is not among the formats: letters, blocks, text",
                    word);
}

static int write_format(FILE *out, enum format format,
                        const struct replayed *replayed)
{
    if (format == FORMAT_TEXT) {
        return chronicle_text(out, replayed);
    }
    if (format == FORMAT_BLOCKS && replayed->world.setup.rule != RULE_WORK) {
        return cli_fail(
            EXIT_USAGE,
            "only sieges under \"work\" have blocks; this one is "
            "under \"%s\"",
            rules_get((enum rule_id)replayed->world.setup.rule)->id);
    }
    if (format == FORMAT_BLOCKS) {
        chronicle_blocks(out, replayed);
        return EXIT_DONE;
    }
    return chronicle_letters(out, replayed);
}

static int write_to(const char *path, enum format format,
                    const struct replayed *replayed)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return cli_fail(EXIT_RESOURCE, "%s cannot be written: %s", path,
                        strerror(errno));
    }
    int code = write_format(file, format, replayed);
    int closed = file_finish(file, path);
    return code == EXIT_DONE ? closed : code;
}

static int run_export(const struct options *options)
{
    struct locale_choice locale;
    struct replayed *replayed = NULL;
    const char *path = options->value[OPT_OUTPUT];
    enum format format = FORMAT_TEXT;
    if (!locale_choose(&locale, options)) {
        return EXIT_USAGE;
    }
    int code = find_format(options, &format);
    if (code == EXIT_DONE) {
        code = replayed_open(&replayed, options->arg[0]);
    }
    if (code == EXIT_DONE) {
        code = path == NULL ? write_format(stdout, format, replayed)
                            : write_to(path, format, replayed);
    }
    replayed_close(replayed);
    return code;
}

const struct command cmd_export = {
    .name = "export",
    .arguments = "RECORD",
    .what = "Write a record in another form: its letters with their seals or "
            "its blocks as JSON lines, or a chronicle.",
    .options = OPTION_BIT(OPT_FORMAT) | OPTION_BIT(OPT_OUTPUT) |
               OPTION_BIT(OPT_LANG) | OPTION_BIT(OPT_HELP),
    .least = 1,
    .most = 1,
    .run = run_export,
};
