/* The player's settings in a file: see config.h. */
#include "session/config.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "session/folder.h"

enum { TEXT_ROOM = 256 };

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

/* False when there is no home. */
static bool config_path(char path[FOLDER_PATH_MAX])
{
    return folder_path(path, "XDG_CONFIG_HOME", ".config");
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
    char path[FOLDER_PATH_MAX];
    char file_path[FOLDER_PATH_MAX + 16];
    char line[256];
    *out = (struct config){-1, -1, -1};
    if (!config_path(path)) {
        return;
    }
    (void)snprintf(file_path, sizeof file_path, "%s/config", path);
    FILE *file = fopen(file_path, "re");
    if (file == NULL) {
        return;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        read_line(out, line);
    }
    (void)fclose(file);
}

/* The settings as lines; returns their length. */
static size_t format(const struct config *config, char text[TEXT_ROOM])
{
    struct config copy = *config;
    size_t length = 0;
    for (size_t i = 0; i < ENTRIES; i++) {
        int8_t value = *field(&copy, i);
        if (value == 0 || value == 1) {
            int wanted =
                snprintf(text + length, TEXT_ROOM - length, "%s = %s\n",
                         entries[i].key, entries[i].value[value]);
            length += wanted > 0 ? (size_t)wanted : 0;
        }
    }
    return length;
}

enum status config_save(const struct config *config, struct diag *why)
{
    char path[FOLDER_PATH_MAX];
    char text[TEXT_ROOM];
    if (!config_path(path)) {
        diag_set(why, "set HOME or XDG_CONFIG_HOME to an absolute path");
        return STATUS_IO;
    }
    int folder = folder_open(path);
    size_t length = format(config, text);
    bool kept = folder >= 0 &&
                folder_replace(folder, "config", "config.new", text, length);
    if (!kept) {
        diag_set(why, "%.200s: %s", path, strerror(errno));
    }
    if (folder >= 0) {
        (void)close(folder);
    }
    return kept ? STATUS_OK : STATUS_IO;
}
