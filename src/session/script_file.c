#include "session/script_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* One would wait until somebody wrote into it. */
static bool is_pipe(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISFIFO(found.st_mode);
}

enum status script_file_read(const char *path, char **text, size_t *length,
                             struct diag *why)
{
    FILE *in;
    *text = NULL;
    *length = 0;
    if (is_pipe(path)) {
        diag_set(why, "%.200s is a pipe: a strategy is read from a file", path);
        return STATUS_IO;
    }
    in = fopen(path, "rb");
    if (in == NULL) {
        diag_set(why, "%.200s cannot be opened: %s", path, strerror(errno));
        return errno == ENOENT ? STATUS_MISSING : STATUS_IO;
    }
    char *read = malloc(SCRIPT_FILE_MAX + 2);
    if (read == NULL) {
        (void)fclose(in);
        diag_set(why, "there is not enough memory");
        return STATUS_MEMORY;
    }
    size_t count = fread(read, 1, SCRIPT_FILE_MAX + 1, in);
    bool failed = ferror(in) != 0;
    if (failed) {
        diag_set(why, "%.200s cannot be read: %s", path, strerror(errno));
        free(read);
    } else {
        *text = read;
        *length = count;
    }
    (void)fclose(in);
    return failed ? STATUS_IO : STATUS_OK;
}

static enum status load(struct script *script, const char *path, unsigned side,
                        struct diag *why)
{
    char *text;
    size_t length;
    enum status status = script_file_read(path, &text, &length, why);
    if (status != STATUS_OK) {
        return status;
    }
    status = script_load(script, path, text, length, why);
    free(text);
    if (status == STATUS_OK && (script->sides & side) == 0) {
        diag_set(why, "it plays %s",
                 side == SCRIPT_CITY ? "traitors, not the city"
                                     : "the city, not traitors");
        return STATUS_SETUP;
    }
    return status;
}

enum status script_file_open(struct script **out, const char *path,
                             unsigned side, struct diag *why)
{
    struct script *script = malloc(sizeof *script);
    *out = NULL;
    if (script == NULL) {
        diag_set(why, "there is not enough memory");
        return STATUS_MEMORY;
    }
    enum status status = load(script, path, side, why);
    if (status == STATUS_OK) {
        *out = script;
    } else {
        free(script);
    }
    return status;
}
