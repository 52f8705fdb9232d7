#include "cli/help.h"

#include <string.h>

#include "agents/agent.h"
#include "cli/commands.h"
#include "rules/rules.h"

#ifndef STRATEGOS_VERSION
#define STRATEGOS_VERSION "0.1.0"
#endif

enum { COLUMN = 26, WIDTH = 79 };

const char *help_version(void)
{
    return STRATEGOS_VERSION;
}

/* The rules that players may choose. */
static size_t rule_list(char *out, size_t room)
{
    size_t used = 0;
    for (unsigned id = 0; id < RULE_COUNT && used < room; id++) {
        const struct rules *rules = rules_get((enum rule_id)id);
        if (rules != NULL && (rules->traits & RULES_HIDDEN) == 0) {
            used += (size_t)snprintf(out + used, room - used, "%s%s",
                                     used == 0 ? "" : ", ", rules->id);
        }
    }
    return used;
}

/* What an option does, with %R filled in. */
static void option_what(char *out, size_t room, const struct option_row *row)
{
    const char *mark = strstr(row->what, "%R");
    char list[128] = "";
    if (mark == NULL) {
        (void)snprintf(out, room, "%s", row->what);
        return;
    }
    (void)rule_list(list, sizeof list);
    (void)snprintf(out, room, "%.*s%s%s", (int)(mark - row->what), row->what,
                   list, mark + 2);
}

static void option_spelled(char *out, size_t room, const struct option_row *row)
{
    const char *argument = row->argument == NULL ? "" : row->argument;
    const char *gap = row->argument == NULL ? "" : " ";
    if (row->name == NULL) {
        (void)snprintf(out, room, "-%c%s%s", row->letter, gap, argument);
    } else if (row->letter == 0) {
        (void)snprintf(out, room, "--%s%s%s", row->name, gap, argument);
    } else {
        (void)snprintf(out, room, "-%c, --%s%s%s", row->letter, row->name, gap,
                       argument);
    }
}

/* A term in the left column, its text wrapped in the right one. */
static void write_row(FILE *out, const char *term, const char *text)
{
    int used = fprintf(out, "  %s", term);
    if (used >= COLUMN) {
        (void)fputc('\n', out);
        used = 0;
    }
    while (*text != '\0') {
        size_t size = strcspn(text, " ");
        if (used > COLUMN && used + 1 + (int)size > WIDTH) {
            (void)fputc('\n', out);
            used = 0;
        }
        if (used <= COLUMN) {
            (void)fprintf(out, "%*s%.*s", COLUMN - used, "", (int)size, text);
            used = COLUMN + (int)size;
        } else {
            (void)fprintf(out, " %.*s", (int)size, text);
            used += 1 + (int)size;
        }
        text += size + strspn(text + size, " ");
    }
    (void)fputc('\n', out);
}

/* A term and what it means, in one of the forms below. */
typedef void entry(FILE *out, const char *term, const char *text);

static void write_options(FILE *out, uint64_t bits, entry *write)
{
    for (int id = 0; id < OPT_COUNT; id++) {
        char term[64], what[256];
        if ((bits & OPTION_BIT(id)) == 0) {
            continue;
        }
        option_spelled(term, sizeof term, option_row((enum option_id)id));
        option_what(what, sizeof what, option_row((enum option_id)id));
        write(out, term, what);
    }
}

static void write_strategies(FILE *out)
{
    for (unsigned s = 0; s < STRATEGY_COUNT; s++) {
        write_row(out, strategy_id((enum strategy)s),
                  strategy_what((enum strategy)s));
    }
}

void help_command(FILE *out, const struct command *command)
{
    bool takes_setup = strstr(command->arguments, "SETUP") != NULL;
    uint64_t setup = takes_setup ? command->options & OPTION_SETUP : 0;
    (void)fprintf(out, "Usage: strategos %s%s%s [OPTION]...\n%s\n",
                  command->name, command->arguments[0] == '\0' ? "" : " ",
                  command->arguments, command->what);
    (void)fputs("\nOptions:\n", out);
    write_options(out, command->options & ~setup, write_row);
    if (setup != 0) {
        (void)fputs("\nSETUP instead of a LEVEL (--rule and -n are needed):\n",
                    out);
        write_options(out, setup, write_row);
    }
    if ((command->options & OPTION_BIT(OPT_AS)) != 0) {
        (void)fputs("\nStrategies:\n", out);
        write_strategies(out);
    }
    if (strstr(command->arguments, "LEVEL") != NULL) {
        (void)fputs("\nLEVEL is an id from `strategos levels`, its short form "
                    "(1-2), or a file.\n",
                    out);
    }
}

void help_program(FILE *out)
{
    (void)fputs("Usage: strategos [COMMAND [ARGUMENT]...]\n"
                "A siege, generals, and traitors among them: the Byzantine "
                "Generals Problem as a\ngame and a laboratory. Without a "
                "command the game opens.\n\nCommands:\n",
                out);
    for (const struct command *const *at = commands(); *at != NULL; at++) {
        write_row(out, (*at)->name, (*at)->what);
    }
    (void)fputs("\n  --help, --version; each command has its own --help\n\n"
                "Generals are numbered from 0 in options and JSON. Exit codes: "
                "0 done; 1 the\nanswer is no (file invalid, record drifted); 2 "
                "usage, no terminal; 3 a resource\nfailed.\n",
                out);
}

/* Text of a man page: '-' that is meant literally, no control lines. */
static void man_text(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '-' || *text == '\\') {
            (void)fputc('\\', out);
        }
        (void)fputc(*text == '\\' ? 'e' : *text, out);
    }
}

static void man_row(FILE *out, const char *term, const char *text)
{
    (void)fputs(".TP\n.B ", out);
    man_text(out, term);
    (void)fputc('\n', out);
    man_text(out, text);
    (void)fputs(".\n", out);
}

void help_man(FILE *out)
{
    (void)fprintf(out,
                  ".TH STRATEGOS 6 \"\" \"strategos %s\" \"Games\"\n"
                  ".SH NAME\nstrategos \\- the Byzantine Generals Problem as a "
                  "game and a laboratory\n.SH SYNOPSIS\n.B strategos\n.br\n",
                  help_version());
    for (const struct command *const *at = commands(); *at != NULL; at++) {
        const char *arguments = (*at)->arguments;
        (void)fprintf(out, ".B strategos %s\n%s%s[OPTION]...\n.br\n",
                      (*at)->name, arguments, arguments[0] == '\0' ? "" : " ");
    }
    (void)fputs(".SH DESCRIPTION\nGenerals camp around a besieged city and "
                "write letters to each other. Some are traitors. Without a "
                "command the game opens.\n",
                out);
    for (const struct command *const *at = commands(); *at != NULL; at++) {
        (void)fprintf(out, ".SH COMMAND %s\n", (*at)->name);
        man_text(out, (*at)->what);
        (void)fputc('\n', out);
        write_options(out, (*at)->options, man_row);
    }
    (void)fputs(
        ".SH ENVIRONMENT\n.TP\n.B STRATEGOS_DATA\nThe folder that holds levels "
        "and locale.\n.TP\n.B NO_COLOR\nNo colours unless \\-\\-color "
        "always.\n.TP\n.B XDG_STATE_HOME\nstrategos/ in it keeps what was "
        "won.\n.SH EXIT STATUS\n0 done, whatever the verdict; 1 the answer is "
        "no (file invalid, record drifted); 2 usage, no terminal, unknown "
        "TERM; 3 a resource failed.\n",
        out);
}

static void completion_command(FILE *out, const struct command *command)
{
    (void)fprintf(out, "    %s) words='", command->name);
    for (int id = 0; id < OPT_COUNT; id++) {
        const struct option_row *row = option_row((enum option_id)id);
        if ((command->options & OPTION_BIT(id)) == 0) {
            continue;
        }
        if (row->letter != 0) {
            (void)fprintf(out, "-%c ", row->letter);
        }
        if (row->name != NULL) {
            (void)fprintf(out, "--%s ", row->name);
        }
    }
    (void)fputs("' ;;\n", out);
}

void help_completion(FILE *out)
{
    (void)fputs("# bash completion of strategos\n"
                "_strategos()\n{\n"
                "    local word=${COMP_WORDS[COMP_CWORD]} words=\n"
                "    case ${COMP_WORDS[1]} in\n",
                out);
    for (const struct command *const *at = commands(); *at != NULL; at++) {
        completion_command(out, *at);
    }
    (void)fputs("    esac\n    if [ \"$COMP_CWORD\" = 1 ]; then\n"
                "        words='",
                out);
    for (const struct command *const *at = commands(); *at != NULL; at++) {
        (void)fprintf(out, "%s ", (*at)->name);
    }
    (void)fputs("--help --version'\n    fi\n"
                "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- "
                "\"$word\")\n}\n"
                "complete -o default -F _strategos strategos\n",
                out);
}
