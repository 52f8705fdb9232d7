#include "cli/scripted.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/data.h"
#include "cli/fail.h"
#include "level/utf8.h"
#include "session/script_file.h"

/* Say whether the path is a name only, so that it may mean one of the game's.
 */
static bool is_bare(const char *path)
{
    return strchr(path, '/') == NULL;
}

/* Where the file lies: where its path says, or, if it is a name only, among the
 * strategies of the game. */
static void locate(struct scripted_file *file)
{
    struct data data;
    (void)snprintf(file->at, sizeof file->at, "%s", file->path);
    if (!is_bare(file->path) || access(file->path, F_OK) == 0) {
        return;
    }
    data_find(&data);
    (void)snprintf(file->at, sizeof file->at, "%s/%s", data.strategies,
                   file->path);
    if (access(file->at, F_OK) != 0) {
        (void)snprintf(file->at, sizeof file->at, "%s", file->path);
    }
}

/* A name that is nowhere: say what may have been meant. */
static void tell_missing(const struct scripted_file *file, struct diag *why)
{
    struct data data;
    char near[LEVEL_SCRIPT_NAME_MAX];
    if (!is_bare(file->path)) {
        return;
    }
    data_find(&data);
    bool close = level_near_script(data.strategies, file->path, near);
    diag_set(why,
             "%.80s cannot be opened: No such file here or among the "
             "strategies of the game%s%s",
             file->path, close ? "; the nearest is " : "", close ? near : "");
}

/* Load it once, to see that it can be. */
static enum status try_text(struct scripted_file *file, struct diag *why)
{
    struct script *script = malloc(sizeof *script);
    enum status status;
    if (script == NULL) {
        diag_set(why, "there is not enough memory");
        return STATUS_MEMORY;
    }
    status = script_load(script, file->path, file->text, file->length, why);
    file->sides = script->sides;
    free(script);
    if (status != STATUS_OK) {
        (void)snprintf(why->file, sizeof why->file, "%s", file->path);
    }
    return status;
}

enum status scripted_read(struct scripted *scripted, const char *path,
                          const char *who, struct diag *why)
{
    struct scripted_file *file;
    enum status status;
    if (scripted->count == SCRIPTS_MAX) {
        diag_set(why, "at most %d files can play at once", SCRIPTS_MAX);
        return STATUS_FULL;
    }
    file = &scripted->file[scripted->count];
    *file = (struct scripted_file){.path = path};
    (void)snprintf(file->who, sizeof file->who, "%s", who);
    locate(file);
    status = script_file_read(file->at, &file->text, &file->length, why);
    if (status == STATUS_MISSING) {
        tell_missing(file, why);
    }
    if (status == STATUS_OK) {
        status = try_text(file, why);
    }
    if (status != STATUS_OK) {
        free(file->text);
        *file = (struct scripted_file){.path = NULL};
        return status;
    }
    scripted->count++;
    return STATUS_OK;
}

static int code_of(enum status status)
{
    return status == STATUS_SYNTAX                          ? EXIT_NO
           : status == STATUS_IO || status == STATUS_MEMORY ? EXIT_RESOURCE
                                                            : EXIT_USAGE;
}

int scripted_add(struct scripted *scripted, const char *path, const char *who)
{
    struct diag why = {.line = 0};
    enum status status = scripted_read(scripted, path, who, &why);
    return status == STATUS_OK ? EXIT_DONE : cli_fail_at(code_of(status), &why);
}

void scripted_free(struct scripted *scripted)
{
    for (unsigned i = 0; i < scripted->count; i++) {
        free(scripted->file[i].text);
    }
    scripted->count = 0;
}

bool scripted_seat(const struct scripted *scripted, struct scripts *out)
{
    *out = (struct scripts){.count = 0};
    for (unsigned i = 0; i < scripted->count; i++) {
        const struct scripted_file *file = &scripted->file[i];
        struct script *script = malloc(sizeof *script);
        struct diag why;
        if (script == NULL) {
            return false;
        }
        out->slot[out->count++] = script;
        if (script_load(script, file->path, file->text, file->length, &why) !=
            STATUS_OK) {
            return false;
        }
    }
    return true;
}

void scripted_leave(struct scripts *seated)
{
    for (unsigned i = 0; i < seated->count; i++) {
        free(seated->slot[i]);
    }
    seated->count = 0;
}

void scripted_count(struct scripted *scripted, const struct scripts *seated)
{
    for (unsigned i = 0; i < seated->count; i++) {
        script_report_sum(&scripted->file[i].report, &seated->slot[i]->report);
    }
}

/* Take the next line off what a script printed; false at the end. */
static bool next_line(const struct script *script, size_t *at,
                      char line[SCRIPT_LOG_MAX])
{
    size_t used = 0;
    if (*at >= script->log_bytes) {
        return false;
    }
    while (*at < script->log_bytes && script->log[*at] != '\n') {
        char byte = script->log[(*at)++];
        line[used++] = byte == '\0' ? '?' : byte;
    }
    (*at)++;
    line[used] = '\0';
    utf8_tame(line);
    return true;
}

static void json_said(struct json *json, const struct script *script)
{
    char line[SCRIPT_LOG_MAX];
    size_t at = 0;
    json_key(json, "says");
    json_open(json, '[');
    while (next_line(script, &at, line)) {
        json_string(json, line);
    }
    json_close(json, ']');
}

void scripted_json(struct json *json, const struct scripted *scripted,
                   const struct scripts *seated)
{
    if (scripted == NULL || scripted->count == 0) {
        return;
    }
    json_key(json, "strategies");
    json_open(json, '[');
    for (unsigned i = 0; i < scripted->count; i++) {
        const struct scripted_file *file = &scripted->file[i];
        const char *first = file->report.first;
        json_open(json, '{');
        json_add_string(json, "file", file->path);
        json_add_string(json, "plays", file->who);
        json_add_count(json, "turns", file->report.turns);
        json_add_count(json, "lost", file->report.lost);
        json_add_string(json, "first", first[0] == '\0' ? NULL : first);
        if (seated != NULL && seated->slot[i]->log_bytes > 0) {
            json_said(json, seated->slot[i]);
        }
        json_close(json, '}');
    }
    json_close(json, ']');
}

void scripted_text(const struct scripted *scripted,
                   const struct scripts *seated)
{
    for (unsigned i = 0; i < scripted->count; i++) {
        const struct scripted_file *file = &scripted->file[i];
        char line[SCRIPT_LOG_MAX];
        size_t at = 0;
        while (seated != NULL && next_line(seated->slot[i], &at, line)) {
            (void)printf("%s says: %s\n", file->path, line);
        }
        if (file->report.lost > 0) {
            (void)printf("%s lost %" PRIu64 " of %" PRIu64
                         " turns to the duty; the first: %s.\n",
                         file->path, file->report.lost, file->report.turns,
                         file->report.first);
        }
    }
}
