/* The folders of one player. */
#include "session/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 64 * 1024 * 1024 };

bool folder_path(char path[FOLDER_PATH_MAX], const char *variable,
                 const char *at_home)
{
    const char *base = getenv(variable);
    const char *home = getenv("HOME");
    int length = -1;
    if (base != NULL && base[0] == '/') {
        length = snprintf(path, FOLDER_PATH_MAX, "%s/strategos", base);
    } else if (home != NULL && home[0] == '/') {
        length =
            snprintf(path, FOLDER_PATH_MAX, "%s/%s/strategos", home, at_home);
    }
    return length > 0 && length < FOLDER_PATH_MAX;
}

/* Make every folder on the way; what is there already is fine. */
static void make_path(char *path)
{
    for (char *at = path + 1; *at != '\0'; at++) {
        if (*at == '/') {
            *at = '\0';
            (void)mkdir(path, 0700);
            *at = '/';
        }
    }
    (void)mkdir(path, 0700);
}

int folder_open(char path[FOLDER_PATH_MAX])
{
    make_path(path);
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

enum status folder_read(int file, char **text, size_t *length)
{
    struct stat about;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) ||
        about.st_size > FILE_BYTES_MAX) {
        return STATUS_IO;
    }
    size_t wanted = (size_t)about.st_size;
    char *bytes = malloc(wanted + 1);
    size_t count = 0;
    if (bytes == NULL) {
        return STATUS_MEMORY;
    }
    while (count < wanted) {
        ssize_t got = pread(file, bytes + count, wanted - count, (off_t)count);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            free(bytes);
            return STATUS_IO;
        }
        if (got == 0) {
            break;
        }
        count += (size_t)got;
    }
    bytes[count] = '\0';
    *text = bytes;
    *length = count;
    return STATUS_OK;
}

bool folder_write(int file, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t put = write(file, text, length);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return false;
        }
        text += put;
        length -= (size_t)put;
    }
    return true;
}

bool folder_replace(int folder, const char *name, const char *beside,
                    const char *text, size_t length)
{
    int file =
        openat(folder, beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) {
        return false;
    }
    bool written = folder_write(file, text, length) && fsync(file) == 0;
    int error = errno;
    if (close(file) != 0 && written) {
        written = false;
        error = errno;
    }
    if (written && renameat(folder, beside, folder, name) == 0) {
        (void)fsync(folder); /* some file systems do not know it: then the
                                name is as durable as they make it */
        return true;
    }
    error = written ? errno : error;
    (void)unlinkat(folder, beside, 0);
    errno = error;
    return false;
}
