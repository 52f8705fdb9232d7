/* The player's settings in a file: see config.h. */
#include "session/config.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 1024 };

/* The words of one setting; values by number. */
struct entry {
    const char *key;
    const char *value[2];
};

static const struct entry entries[] = {{"language", {"en", "ko"}},
                                       {"motion", {"off", "on"}},
                                       {"drawings", {"unicode", "ascii"}}};

enum { ENTRIES = sizeof entries / sizeof *entries };

static int8_t *field(struct config *config, size_t i)
{
    int8_t *const fields[ENTRIES] = {&config->language, &config->motion,
                                     &config->ascii};
    return fields[i];
}

/* The folder of the settings file; false when there is no home. */
static bool folder(char *out, size_t room)
{
    const char *base = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    int wanted = -1;
    if (base != NULL && base[0] == '/') {
        wanted = snprintf(out, room, "%s/strategos", base);
    } else if (home != NULL && home[0] == '/') {
        wanted = snprintf(out, room, "%s/.config/strategos", home);
    }
    return wanted > 0 && (size_t)wanted < room;
}

static void read_line(struct config *out, const char *line)
{
    char key[32];
    char value[32];
    if (sscanf(line, " %31[a-z] = %31[a-z]", key, value) != 2) {
        return;
    }
    for (size_t i = 0; i < ENTRIES; i++) {
        for (int8_t v = 0; strcmp(key, entries[i].key) == 0 && v < 2; v++) {
            if (strcmp(value, entries[i].value[v]) == 0) {
                *field(out, i) = v;
            }
        }
    }
}

void config_load(struct config *out)
{
    char path[PATH_ROOM];
    char line[256];
    *out = (struct config){-1, -1, -1};
    if (!folder(path, sizeof path - sizeof "/config")) {
        return;
    }
    strcat(path, "/config");
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        read_line(out, line);
    }
    (void)fclose(file);
}

/* Make a folder and those above it, as far as they are missing. */
static bool make_folders(char *path)
{
    for (char *at = path + 1; *at != '\0'; at++) {
        if (*at == '/') {
            *at = '\0';
            (void)mkdir(path, 0700);
            *at = '/';
        }
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

static bool write_all(const struct config *config, const char *path)
{
    struct config copy = *config;
    FILE *file = fopen(path, "we");
    if (file == NULL) {
        return false;
    }
    bool good = true;
    for (size_t i = 0; i < ENTRIES; i++) {
        int8_t value = *field(&copy, i);
        if (value == 0 || value == 1) {
            good = good && fprintf(file, "%s = %s\n", entries[i].key,
                                   entries[i].value[value]) > 0;
        }
    }
    good = fflush(file) == 0 && good;
    good = fsync(fileno(file)) == 0 && good;
    return fclose(file) == 0 && good;
}

enum status config_save(const struct config *config, struct diag *why)
{
    char path[PATH_ROOM];
    char fresh[PATH_ROOM + 8];
    if (!folder(path, sizeof path - sizeof "/config")) {
        diag_set(why, "there is no home folder to keep settings in");
        return STATUS_IO;
    }
    bool made = make_folders(path);
    strcat(path, "/config");
    (void)snprintf(fresh, sizeof fresh, "%s.new", path);
    if (!made || !write_all(config, fresh) || rename(fresh, path) != 0) {
        diag_set(why, "%.200s: %s", path, strerror(errno));
        (void)unlink(fresh);
        return STATUS_IO;
    }
    return STATUS_OK;
}
