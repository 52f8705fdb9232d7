#include "core/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *status_sentence(enum status status)
{
#define STATUS_SENTENCE(name, sentence) [name] = sentence,
    static const char *const sentences[STATUS_COUNT] = {
        STATUS_LIST(STATUS_SENTENCE)};
#undef STATUS_SENTENCE
    return (unsigned)status < STATUS_COUNT ? sentences[status]
                                           : "unknown status";
}

STRATEGOS_PRINTF(4, 0)
static void fill(struct diag *why, const char *file, uint32_t line,
                 const char *format, va_list arguments)
{
    memset(why, 0, sizeof *why);
    why->line = line;
    (void)snprintf(why->file, sizeof why->file, "%s", file);
    (void)vsnprintf(why->text, sizeof why->text, format, arguments);
}

void diag_set(struct diag *why, const char *format, ...)
{
    va_list arguments;
    if (why == NULL) {
        return;
    }
    va_start(arguments, format);
    fill(why, "", 0, format, arguments);
    va_end(arguments);
}

void diag_set_at(struct diag *why, const char *file, uint32_t line,
                 const char *format, ...)
{
    va_list arguments;
    if (why == NULL) {
        return;
    }
    va_start(arguments, format);
    fill(why, file, line, format, arguments);
    va_end(arguments);
}

void diag_add(struct diag_list *list, const char *file, uint32_t line,
              const char *format, ...)
{
    va_list arguments;
    if (list == NULL) {
        return;
    }
    if (list->count < list->room) {
        va_start(arguments, format);
        fill(&list->items[list->count], file, line, format, arguments);
        va_end(arguments);
    }
    list->count++;
}
