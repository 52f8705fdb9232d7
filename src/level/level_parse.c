/* From the text of a level file to a level, all or nothing. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "level/read.h"

uint32_t level_line(const config_setting_t *setting)
{
    return config_setting_source_line(setting);
}

void level_fault(struct level_reader *reader, uint32_t line, const char *format,
                 ...)
{
    char text[sizeof((struct diag *)0)->text];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    reader->found++;
    diag_add(reader->faults, reader->file, line == 0 ? 1 : line, "%s", text);
}

/* Faults come in the order of the checks; people read them by line. */
static void sort_faults(const struct level_reader *reader)
{
    struct diag_list *list = reader->faults;
    if (list == NULL) {
        return;
    }
    size_t begin = list->count - reader->found;
    size_t end = list->count < list->room ? list->count : list->room;
    for (size_t i = begin + 1; i < end; i++) {
        struct diag moved = list->items[i];
        size_t j = i;
        for (; j > begin && list->items[j - 1].line > moved.line; j--) {
            list->items[j] = list->items[j - 1];
        }
        list->items[j] = moved;
    }
}

/* The folder's and the file's name, without ".level". */
static void set_id(struct level *level, const char *name)
{
    const char *from = name;
    const char *slash = strrchr(name, '/');
    size_t length = strlen(name);
    for (const char *c = name; slash != NULL && c < slash; c++) {
        from = *c == '/' ? c + 1 : from;
    }
    length -= (size_t)(from - name);
    if (length > 6 && strcmp(from + length - 6, ".level") == 0) {
        length -= 6;
    }
    length = length < LEVEL_ID_MAX ? length : LEVEL_ID_MAX - 1;
    memcpy(level->id, from, length);
    (void)snprintf(level->path, sizeof level->path, "%s", name);
}

static void read_all(struct level_reader *reader)
{
    level_read_head(reader);
    level_read_generals(reader);
    level_read_orders(reader);
    level_read_sides(reader);
    level_read_roads(reader);
    level_read_work(reader);
    level_read_acks(reader);
    level_read_network(reader);
    level_read_secret(reader);
    level_read_solution(reader);
    level_check_whole(reader);
}

/* The line of `text` that libconfig stopped at, for its message. */
static void tell_syntax(struct level_reader *reader, const char *text,
                        const config_t *config)
{
    int line = config_error_line(config);
    for (int at = 1; at < line && text != NULL; at++) {
        const char *end = strchr(text, '\n');
        text = end == NULL ? text : end + 1;
    }
    text += strspn(text, " \t");
    size_t length = strcspn(text, "\r\n");
    length = length < 60 ? length : 60;
    while (length > 0 && ((unsigned char)text[length] & 0xC0u) == 0x80u) {
        length--;
    }
    const char *what = config_error_text(config);
    level_fault(reader, line < 1 ? 1 : (uint32_t)line,
                "%s at or before: %.*s (is a ';', '=', quote or bracket "
                "missing?)",
                what == NULL ? "syntax error" : what, (int)length, text);
}

/* `text` has a closing zero and may be written to. */
static enum status parse(struct level *out, char *text, size_t length,
                         const char *name, struct diag_list *faults)
{
    struct level level = {.text_used = 1, .solution_plays = STRATEGY_COUNT};
    struct level_reader reader = {
        .level = &level, .file = name, .faults = faults};
    config_t config;
    set_id(&level, name);
    if (level_scan(&reader, text, length)) {
        config_init(&config);
        if (config_read_string(&config, text) == CONFIG_TRUE) {
            reader.root = config_root_setting(&config);
            read_all(&reader);
        } else {
            tell_syntax(&reader, text, &config);
        }
        config_destroy(&config);
    }
    sort_faults(&reader);
    if (reader.found > 0) {
        return STATUS_SYNTAX;
    }
    *out = level;
    return STATUS_OK;
}

static enum status too_large(const char *name, struct diag_list *faults)
{
    diag_add(faults, name, 1,
             "the file is larger than %d kB: a level is much smaller",
             LEVEL_FILE_MAX / 1024);
    return STATUS_SYNTAX;
}

enum status level_parse(struct level *out, const char *text, size_t length,
                        const char *name, struct diag_list *faults)
{
    char copy[LEVEL_FILE_MAX + 1];
    if (length > LEVEL_FILE_MAX) {
        return too_large(name, faults);
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    return parse(out, copy, length, name, faults);
}

enum status level_load(struct level *out, const char *path,
                       struct diag_list *faults)
{
    char text[LEVEL_FILE_MAX + 2];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        diag_add(faults, path, 1, "the file cannot be opened: check its name");
        return STATUS_IO;
    }
    size_t length = fread(text, 1, LEVEL_FILE_MAX + 1, file);
    bool failed = ferror(file) != 0;
    (void)fclose(file);
    if (failed) {
        diag_add(faults, path, 1, "the file cannot be read: is it a folder?");
        return STATUS_IO;
    }
    if (length > LEVEL_FILE_MAX) {
        return too_large(path, faults);
    }
    text[length] = '\0';
    enum status status = parse(out, text, length, path, faults);
    if (status == STATUS_OK) {
        level_seek_beside(out);
    }
    return status;
}
