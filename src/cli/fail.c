#include "cli/fail.h"

#include <stdarg.h>
#include <stdio.h>

#include "level/utf8.h"

static int write_line(int code, char *line)
{
    utf8_tame(line);
    (void)fprintf(stderr, "strategos: %s\n", line);
    return code;
}

int cli_fail(int code, const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    return write_line(code, line);
}

int cli_fail_at(int code, const struct diag *why)
{
    if (why->file[0] == '\0') {
        return cli_fail(code, "%s", why->text);
    }
    if (why->line == 0) {
        return cli_fail(code, "%s: %s", why->file, why->text);
    }
    return cli_fail(code, "%s:%u: %s", why->file, (unsigned)why->line,
                    why->text);
}
