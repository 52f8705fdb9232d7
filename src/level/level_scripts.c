/* Strategies in Lua that play in a level: named in it, found beside it or in
 * another folder. Nobody reads them here. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "level/named.h"
#include "level/nearest.h"
#include "level/read.h"

enum { NAMES_MAX = 64 };

bool level_is_script(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, ".lua") == 0;
}

static uint8_t number_of(uint32_t place)
{
    return (uint8_t)(STRATEGY_SCRIPT + place);
}

uint8_t level_add_script(struct level *level, const char *name,
                         const char *path, bool city)
{
    struct level_script *script;
    path = path == NULL ? "" : path;
    for (uint32_t i = 0; i < level->scripts; i++) {
        script = &level->script[i];
        if (script->city == city && strcmp(script->name, name) == 0 &&
            strcmp(script->path, path) == 0) {
            return number_of(i);
        }
    }
    if (level->scripts == LEVEL_SCRIPTS_MAX) {
        return STRATEGY_COUNT;
    }
    script = &level->script[level->scripts];
    *script = (struct level_script){.city = city};
    (void)snprintf(script->name, sizeof script->name, "%s", name);
    (void)snprintf(script->path, sizeof script->path, "%s", path);
    return number_of(level->scripts++);
}

/* ---- In a level's file ------------------------------------------------- */

/* A file's name and no more: levels are handed around, and look nowhere else.
 */
static bool is_bare(const char *name)
{
    for (; *name != '\0'; name++) {
        if (*name == '/' || (unsigned char)*name < ' ' || *name == 0x7f) {
            return false;
        }
    }
    return true;
}

static bool get_script(struct level_reader *reader,
                       const config_setting_t *member, bool city, uint8_t *out)
{
    struct level *level = reader->level;
    const char *name = config_setting_get_string(member);
    if (!is_bare(name) || strlen(name) >= LEVEL_SCRIPT_NAME_MAX) {
        level_fault_at(reader, member,
                       "a strategy in Lua lies beside this file or among those "
                       "of the game: write its name only, at most %d bytes, as "
                       "in: plays = \"liar.lua\";",
                       (int)LEVEL_SCRIPT_NAME_MAX - 1);
        return false;
    }
    if ((level->role == ROLE_CITY && city) ||
        (level->role == ROLE_TRAITOR && !city)) {
        level_fault_at(reader, member,
                       "the player plays %s, so \"%s\" never would: take "
                       "\"plays\" away",
                       city ? "the city" : "the traitors", name);
        return false;
    }
    uint32_t before = level->scripts;
    uint8_t found = level_add_script(level, name, NULL, city);
    if (found == STRATEGY_COUNT) {
        level_fault_at(
            reader, member,
            "at most %d files can play at once: let \"%s\" be one of "
            "those above",
            (int)LEVEL_SCRIPTS_MAX, name);
        return false;
    }
    if (level->scripts > before) {
        level->script[before].line = level_line(member);
    }
    *out = found;
    return true;
}

bool level_get_plays(struct level_reader *reader, const config_setting_t *group,
                     bool city, uint8_t *out)
{
    const char *word = level_get_word(group, "plays");
    const config_setting_t *member = config_setting_get_member(group, "plays");
    struct diag why;
    if (word == NULL) {
        return false;
    }
    if (level_is_script(word)) {
        return get_script(reader, member, city, out);
    }
    enum strategy found = named_strategy(word, city, &why);
    if (found == STRATEGY_COUNT) {
        level_fault_at(reader, member, "%s", why.text);
        return false;
    }
    *out = (uint8_t)found;
    return true;
}

/* ---- In folders -------------------------------------------------------- */

static bool is_file(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && !S_ISDIR(found.st_mode);
}

void level_seek_scripts(struct level *level, const char *folder)
{
    for (uint32_t i = 0; i < level->scripts; i++) {
        struct level_script *script = &level->script[i];
        char path[sizeof script->path];
        int length = snprintf(path, sizeof path, "%s/%s", folder, script->name);
        if (script->path[0] == '\0' && folder[0] != '\0' &&
            length < (int)sizeof path && is_file(path)) {
            memcpy(script->path, path, sizeof path);
        }
    }
}

/* The folder of a level's file. */
static void folder_of(const struct level *level, char *out, size_t room)
{
    const char *slash = strrchr(level->path, '/');
    if (slash == NULL) {
        (void)snprintf(out, room, ".");
        return;
    }
    (void)snprintf(out, room, "%.*s", (int)(slash - level->path), level->path);
}

void level_seek_beside(struct level *level)
{
    char folder[sizeof level->path];
    folder_of(level, folder, sizeof folder);
    level_seek_scripts(level, folder);
}

struct names {
    unsigned count;
    char name[NAMES_MAX][LEVEL_SCRIPT_NAME_MAX];
};

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* The strategies of a folder, by name; those that do not fit are left out. */
static void list(struct names *names, const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL) {
        return;
    }
    for (struct dirent *entry = readdir(folder);
         entry != NULL && names->count < NAMES_MAX; entry = readdir(folder)) {
        if (entry->d_name[0] != '.' && level_is_script(entry->d_name) &&
            strlen(entry->d_name) < LEVEL_SCRIPT_NAME_MAX) {
            (void)snprintf(names->name[names->count++], LEVEL_SCRIPT_NAME_MAX,
                           "%s", entry->d_name);
        }
    }
    (void)closedir(folder);
    qsort(names->name, names->count, sizeof names->name[0], compare);
}

enum status level_miss_scripts(const struct level *level, const char *folder,
                               struct diag_list *faults)
{
    struct names names = {.count = 0};
    char own[sizeof level->path];
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < level->scripts; i++) {
        const struct level_script *script = &level->script[i];
        struct nearest nearest = {.wanted = script->name};
        if (script->path[0] != '\0') {
            continue;
        }
        if (status == STATUS_OK) {
            folder_of(level, own, sizeof own);
            list(&names, own);
            list(&names, folder);
        }
        for (unsigned n = 0; n < names.count; n++) {
            nearest_offer(&nearest, names.name[n]);
        }
        diag_add(
            faults, level->path, script->line,
            "there is no \"%s\" beside this file, nor among the strategies "
            "of the game; %s",
            script->name,
            names.count == 0 ? "write one, or name a built-in strategy"
                             : nearest_advice(&nearest));
        status = STATUS_SYNTAX;
    }
    return status;
}

bool level_near_script(const char *folder, const char *name,
                       char out[LEVEL_SCRIPT_NAME_MAX])
{
    struct names names = {.count = 0};
    struct nearest nearest = {.wanted = name};
    list(&names, folder);
    for (unsigned n = 0; n < names.count; n++) {
        nearest_offer(&nearest, names.name[n]);
    }
    if (names.count == 0 || !nearest_is_close(&nearest)) {
        return false;
    }
    (void)snprintf(out, LEVEL_SCRIPT_NAME_MAX, "%s", nearest.best);
    return true;
}
