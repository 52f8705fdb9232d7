/* The journal of what was won, and the kept siege.
 *
 * The journal's first line names its format. Each entry is one line with a
 * digest of its words, so that a torn or changed line is noticed:
 *     win STARS DIGEST LEVEL
 * The digest covers "win STARS LEVEL". */
#include "session/progress.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "level/campaign.h"
#include "level/level.h"
#include "seal/seal.h"
#include "session/folder.h"

static const char first_line[] = "strategos journal 1\n";
static const char journal_name[] = "journal";
static const char siege_name[] = "siege";
static const char siege_beside[] = "siege.new";

enum { ENTRY_MAX = LEVEL_ID_MAX + 64, ASIDE_MAX = 1000, STARS_MAX = 3 };
enum { JOURNAL_VERSION = 1 }; /* the number in its first line */

struct win {
    char level[LEVEL_ID_MAX];
    unsigned stars;
};

struct progress {
    char path[FOLDER_PATH_MAX];
    int folder, journal;
    bool closed; /* its end is unreadable and still there: write nothing */
    struct win *wins;
    size_t count, room;
};

static uint64_t entry_digest(const char *level, unsigned stars)
{
    char words[ENTRY_MAX];
    int length = snprintf(words, sizeof words, "win %u %s", stars, level);
    return seal_digest((const uint8_t *)words, (size_t)length);
}

static int format_entry(char line[ENTRY_MAX], const char *level, unsigned stars)
{
    return snprintf(line, ENTRY_MAX, "win %u %016" PRIx64 " %s\n", stars,
                    entry_digest(level, stars), level);
}

static struct win *find_win(const struct progress *progress, const char *level)
{
    for (size_t i = 0; i < progress->count; i++) {
        if (strcmp(progress->wins[i].level, level) == 0) {
            return &progress->wins[i];
        }
    }
    return NULL;
}

/* Remember in memory; false when there is none. */
static bool remember(struct progress *progress, const char *level,
                     unsigned stars)
{
    struct win *win = find_win(progress, level);
    if (win != NULL) {
        win->stars = stars > win->stars ? stars : win->stars;
        return true;
    }
    if (progress->count == progress->room) {
        size_t room = progress->room == 0 ? 32 : 2 * progress->room;
        struct win *wins =
            realloc(progress->wins, room * sizeof *progress->wins);
        if (wins == NULL) {
            return false;
        }
        progress->wins = wins;
        progress->room = room;
    }
    win = &progress->wins[progress->count++];
    snprintf(win->level, sizeof win->level, "%s", level);
    win->stars = stars;
    return true;
}

/* An entry is good when it is, byte for byte, what would be written. */
static bool read_entry(struct progress *progress, const char *line,
                       size_t length)
{
    static const size_t level_at = sizeof "win 3 0123456789abcdef " - 1;
    char level[LEVEL_ID_MAX], room[LEVEL_ID_MAX];
    char again[ENTRY_MAX];
    if (length <= level_at + 1 || length - level_at > sizeof level) {
        return false;
    }
    size_t level_length = length - level_at - 1;
    memcpy(level, line + level_at, level_length);
    level[level_length] = '\0';
    unsigned stars = (unsigned)((unsigned char)line[4] - '0');
    if (stars < 1 || stars > STARS_MAX) {
        return false;
    }
    int wanted = format_entry(again, level, stars);
    return (size_t)wanted == length && memcmp(again, line, length) == 0 &&
           remember(progress, campaign_moved(level, room), stars);
}

/* Read entries; returns how many bytes of the text are good. */
static size_t read_entries(struct progress *progress, const char *text,
                           size_t length)
{
    size_t at = sizeof first_line - 1;
    if (length < at || memcmp(text, first_line, at) != 0) {
        return 0;
    }
    while (at < length) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t size = end == NULL ? 0 : (size_t)(end - (text + at)) + 1;
        if (size == 0 || !read_entry(progress, text + at, size)) {
            break;
        }
        at += size;
    }
    return at;
}

/* Write the tail to a file of its own that was not there before. */
static bool copy_aside(const struct progress *progress, const char *tail,
                       size_t length, char name[64])
{
    int file = -1;
    for (unsigned i = 1; i < ASIDE_MAX && file < 0; i++) {
        snprintf(name, 64, "journal.unreadable-%u", i);
        file = openat(progress->folder, name,
                      O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file < 0 && errno != EEXIST) {
            return false;
        }
    }
    if (file < 0) {
        return false;
    }
    bool written = folder_write(file, tail, length) && fsync(file) == 0;
    written = close(file) == 0 && written;
    if (!written) {
        (void)unlinkat(progress->folder, name, 0);
    }
    return written;
}

/* Tell apart a journal of another version, whose first line is whole. */
static bool other_version(const char *text, size_t length, uint32_t *version)
{
    static const size_t number_at = sizeof "strategos journal " - 1;
    uint32_t number = 0;
    size_t at = number_at;
    if (length < at || memcmp(text, first_line, at) != 0) {
        return false;
    }
    while (at < length && at < number_at + 9 && text[at] >= '0' &&
           text[at] <= '9') {
        number = 10 * number + (uint32_t)(text[at++] - '0');
    }
    *version = number;
    return at > number_at && at < length && text[at] == '\n' &&
           number != JOURNAL_VERSION;
}

static void tell_aside(const struct progress *progress, const char *text,
                       const char *name, size_t bytes, struct diag *message)
{
    uint32_t version;
    if (other_version(text, bytes, &version)) {
        diag_set(message,
                 "%.120s/%s is of format version %" PRIu32
                 ", this program reads version %d: its %zu bytes were set "
                 "aside in %s beside it",
                 progress->path, journal_name, version, (int)JOURNAL_VERSION,
                 bytes, name);
        return;
    }
    diag_set(message,
             "the end of %.120s/%s could not be read: %zu bytes were set "
             "aside in %s beside it",
             progress->path, journal_name, bytes, name);
}

static bool set_aside(const struct progress *progress, const char *text,
                      size_t good, size_t length, struct diag *message)
{
    char name[64];
    if (copy_aside(progress, text + good, length - good, name) &&
        ftruncate(progress->journal, (off_t)good) == 0 &&
        fsync(progress->journal) == 0) {
        tell_aside(progress, text + good, name, length - good, message);
        return true;
    }
    diag_set(message,
             "the end of %.120s/%s cannot be read, and it could not be set "
             "aside: %s",
             progress->path, journal_name, strerror(errno));
    return false;
}

/* One program at a time changes the files. Without locks (some network file
 * systems) an entry is still one write at the end. */
static void lock(const struct progress *progress, short how)
{
    struct flock whole = {.l_type = how, .l_whence = SEEK_SET};
    while (fcntl(progress->journal, F_SETLKW, &whole) != 0 && errno == EINTR) {
    }
}

static bool append(const struct progress *progress, const char *text,
                   size_t length)
{
    off_t before = lseek(progress->journal, 0, SEEK_END);
    if (folder_write(progress->journal, text, length) &&
        fsync(progress->journal) == 0) {
        return true;
    }
    int error = errno;
    if (before >= 0 && ftruncate(progress->journal, before) != 0) {
        error = errno; /* the next start sets the torn line aside */
    }
    errno = error;
    return false;
}

static void begin_journal(const struct progress *progress, struct diag *message)
{
    if (!append(progress, first_line, sizeof first_line - 1)) {
        diag_set(message, "progress is not kept: %.150s: %s", progress->path,
                 strerror(errno));
        return;
    }
    (void)fsync(progress->folder); /* the new file's name */
}

static enum status read_journal(struct progress *progress, struct diag *message)
{
    char *text;
    size_t length;
    lock(progress, F_WRLCK);
    enum status status = folder_read(progress->journal, &text, &length);
    if (status == STATUS_OK) {
        size_t good = length == 0 ? 0 : read_entries(progress, text, length);
        if (good < length) {
            progress->closed =
                !set_aside(progress, text, good, length, message);
        }
        if (good == 0 && !progress->closed) {
            begin_journal(progress, message);
        }
        free(text);
    } else {
        diag_set(message, "progress is not kept: %.150s/%s cannot be read",
                 progress->path, journal_name);
    }
    lock(progress, F_UNLCK);
    return status;
}

static int open_journal(const struct progress *progress)
{
    int file =
        openat(progress->folder, journal_name,
               O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
    if (file < 0) {
        file = openat(progress->folder, journal_name,
                      O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    }
    return file;
}

/* Returns a descriptor, or -1. */
static int open_folder(char path[FOLDER_PATH_MAX], struct diag *message)
{
    if (!folder_path(path, "XDG_STATE_HOME", ".local/state")) {
        diag_set(message, "set HOME or XDG_STATE_HOME to an absolute path, so "
                          "that progress can be kept");
        return -1;
    }
    int folder = folder_open(path);
    if (folder < 0) {
        diag_set(message, "progress is not kept: %.150s: %s", path,
                 strerror(errno));
    }
    return folder;
}

static enum status open_files(struct progress *progress, struct diag *message)
{
    progress->folder = open_folder(progress->path, message);
    if (progress->folder < 0) {
        return STATUS_IO;
    }
    progress->journal = open_journal(progress);
    if (progress->journal < 0) {
        diag_set(message, "progress is not kept: %.150s/%s: %s", progress->path,
                 journal_name, strerror(errno));
        return STATUS_IO;
    }
    return read_journal(progress, message);
}

enum status progress_open(struct progress **out, struct diag *message)
{
    struct progress *progress = calloc(1, sizeof *progress);
    if (message != NULL) {
        *message = (struct diag){.line = 0};
    }
    if (progress == NULL) {
        diag_set(message, "%s", status_sentence(STATUS_MEMORY));
        return STATUS_MEMORY;
    }
    progress->folder = -1;
    progress->journal = -1;
    enum status status = open_files(progress, message);
    if (status != STATUS_OK) {
        progress_close(progress);
        return status;
    }
    *out = progress;
    return STATUS_OK;
}

void progress_close(struct progress *progress)
{
    if (progress == NULL) {
        return;
    }
    if (progress->journal >= 0) {
        close(progress->journal);
    }
    if (progress->folder >= 0) {
        close(progress->folder);
    }
    free(progress->wins);
    free(progress);
}

unsigned progress_stars(const struct progress *progress, const char *level)
{
    const struct win *win = find_win(progress, level);
    return win != NULL ? win->stars : 0;
}

static bool nameable(const char *level)
{
    for (size_t i = 0; level[i] != '\0'; i++) {
        if (i + 1 >= LEVEL_ID_MAX || (unsigned char)level[i] < ' ') {
            return false;
        }
    }
    return true;
}

enum status progress_win(struct progress *progress, const char *level,
                         unsigned stars, struct diag *why)
{
    char line[ENTRY_MAX];
    stars = stars > STARS_MAX ? STARS_MAX : stars;
    if (level[0] == '\0' || stars <= progress_stars(progress, level)) {
        return STATUS_OK;
    }
    if (!nameable(level) || !remember(progress, level, stars)) {
        diag_set(why, "the win is not kept: \"%.90s\" cannot be noted", level);
        return STATUS_IO;
    }
    if (progress->closed) {
        diag_set(why, "the win is not kept: %.150s/%s cannot be read",
                 progress->path, journal_name);
        return STATUS_IO;
    }
    int length = format_entry(line, level, stars);
    lock(progress, F_WRLCK);
    bool kept = append(progress, line, (size_t)length);
    int error = errno;
    lock(progress, F_UNLCK);
    if (!kept) {
        diag_set(why, "the win is not kept: %.150s/%s: %s", progress->path,
                 journal_name, strerror(error));
        return STATUS_IO;
    }
    return STATUS_OK;
}

enum status progress_keep(struct progress *progress, const char *record,
                          size_t length, struct diag *why)
{
    lock(progress, F_WRLCK);
    bool kept;
    if (record != NULL) {
        kept = folder_replace(progress->folder, siege_name, siege_beside,
                              record, length);
    } else {
        kept =
            unlinkat(progress->folder, siege_name, 0) == 0 || errno == ENOENT;
    }
    int error = errno;
    lock(progress, F_UNLCK);
    if (!kept) {
        diag_set(why, "the siege is not kept: %.150s/%s: %s", progress->path,
                 siege_name, strerror(error));
        return STATUS_IO;
    }
    return STATUS_OK;
}

enum status progress_kept(const struct progress *progress, char **record,
                          size_t *length)
{
    int file =
        openat(progress->folder, siege_name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        return errno == ENOENT ? STATUS_MISSING : STATUS_IO;
    }
    enum status status = folder_read(file, record, length);
    close(file);
    return status;
}

enum status progress_set_aside(const struct progress *progress,
                               char name[PROGRESS_NAME_MAX])
{
    int linked = -1;
    lock(progress, F_WRLCK);
    for (unsigned i = 1; i < ASIDE_MAX && linked != 0; i++) {
        snprintf(name, PROGRESS_NAME_MAX, "%s.unreadable-%u", siege_name, i);
        linked =
            linkat(progress->folder, siege_name, progress->folder, name, 0);
        if (linked != 0 && errno != EEXIST) {
            break;
        }
    }
    bool moved = linked == 0 && unlinkat(progress->folder, siege_name, 0) == 0;
    lock(progress, F_UNLCK);
    return moved ? STATUS_OK : STATUS_IO;
}
