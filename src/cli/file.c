#include "cli/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/fail.h"

enum { CHUNK = 1 << 16, FILE_LIMIT = 1 << 28 };

static int grow(char **text, size_t *room, size_t length)
{
    if (*room - length > CHUNK) {
        return EXIT_DONE;
    }
    size_t more = *room == 0 ? 2 * CHUNK : *room * 2;
    char *moved = more > FILE_LIMIT ? NULL : realloc(*text, more);
    if (moved == NULL) {
        return cli_fail(EXIT_RESOURCE,
                        "the file is too large for the memory there is");
    }
    *text = moved;
    *room = more;
    return EXIT_DONE;
}

int file_read(const char *path, char **text, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *read = NULL;
    size_t room = 0, used = 0, got;
    if (file == NULL) {
        return cli_fail(EXIT_RESOURCE, "%s cannot be opened: %s", path,
                        strerror(errno));
    }
    do {
        if (grow(&read, &room, used) != EXIT_DONE) {
            free(read);
            (void)fclose(file);
            return EXIT_RESOURCE;
        }
        got = fread(read + used, 1, CHUNK, file);
        used += got;
    } while (got > 0);
    bool failed = ferror(file) != 0;
    (void)fclose(file);
    if (failed) {
        free(read);
        return cli_fail(EXIT_RESOURCE, "%s cannot be read: %s", path,
                        strerror(errno));
    }
    read[used] = '\0';
    *text = read;
    *length = used;
    return EXIT_DONE;
}

int file_finish(FILE *file, const char *path)
{
    bool failed = ferror(file) != 0;
    errno = 0;
    if (fclose(file) != 0 || failed) {
        return cli_fail(EXIT_RESOURCE,
                        "%s could not be written whole (%s): make room or "
                        "choose another file",
                        path, errno != 0 ? strerror(errno) : "write error");
    }
    return EXIT_DONE;
}

bool file_begins(const char *path, const char *words)
{
    char head[64] = "";
    struct stat found;
    /* Of a pipe this would take the first bytes away. */
    bool regular = stat(path, &found) == 0 && S_ISREG(found.st_mode);
    FILE *file = regular ? fopen(path, "rb") : NULL;
    if (file == NULL) {
        return false;
    }
    size_t got = fread(head, 1, sizeof head - 1, file);
    (void)fclose(file);
    return got >= strlen(words) && memcmp(head, words, strlen(words)) == 0;
}
