/* strategos export: a record in another form. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/chronicle.h"
#include "cli/drawings.h"
#include "cli/fail.h"
#include "cli/file.h"
#include "cli/locale.h"
#include "rules/rules.h"

enum format {
    FORMAT_LETTERS,
    FORMAT_BLOCKS,
    FORMAT_MERMAID,
    FORMAT_DOT,
    FORMAT_SVG,
    FORMAT_CAST,
    FORMAT_TEXT,
    FORMAT_COUNT
};
static const char *const formats[FORMAT_COUNT] = {
    "letters", "blocks", "mermaid", "dot", "svg", "cast", "text"};

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
                        "say what to write: --as letters, blocks, mermaid, "
                        "dot, svg, cast or text");
    }
    return cli_fail(EXIT_USAGE,
                    "\"%s\" is not among the formats: letters, blocks, "
                    "mermaid, dot, svg, cast, text",
                    word);
}

static int check_format(enum format format, const struct replayed *replayed)
{
    if (format == FORMAT_BLOCKS && replayed->world.setup.rule != RULE_WORK) {
        return cli_fail(
            EXIT_USAGE,
            "only sieges under \"work\" have blocks; this one is "
            "under \"%s\"",
            rules_get((enum rule_id)replayed->world.setup.rule)->id);
    }
    return EXIT_DONE;
}

static bool is_same_file(const char *path, const char *other)
{
    struct stat a, b;
    return stat(path, &a) == 0 && stat(other, &b) == 0 && S_ISREG(a.st_mode) &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static int write_format(FILE *out, enum format format,
                        const struct replayed *replayed)
{
    switch (format) {
    case FORMAT_LETTERS:
        return chronicle_letters(out, replayed);
    case FORMAT_BLOCKS:
        chronicle_blocks(out, replayed);
        break;
    case FORMAT_MERMAID:
        return drawing_mermaid(out, replayed);
    case FORMAT_DOT:
        return drawing_dot(out, replayed);
    case FORMAT_SVG:
        return drawing_svg(out, replayed);
    case FORMAT_CAST:
        return drawing_cast(out, replayed);
    case FORMAT_TEXT:
        return chronicle_text(out, replayed);
    case FORMAT_COUNT:
        break;
    }
    return EXIT_DONE;
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
    if (code == EXIT_DONE && path != NULL &&
        is_same_file(path, options->arg[0])) {
        code = cli_fail(EXIT_USAGE,
                        "%s is the record itself: choose another file to write",
                        path);
    }
    if (code == EXIT_DONE) {
        code = replayed_open(&replayed, options->arg[0]);
    }
    if (code == EXIT_DONE) {
        code = check_format(format, replayed);
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
            "its blocks as JSON lines, a chronicle, or a drawing for other "
            "programs.",
    .options = OPTION_BIT(OPT_FORMAT) | OPTION_BIT(OPT_OUTPUT) |
               OPTION_BIT(OPT_LANG) | OPTION_BIT(OPT_HELP),
    .least = 1,
    .most = 1,
    .run = run_export,
};
