#include "level/campaign.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "level/nearest.h"

static bool add_entry(struct campaign *out, const char *directory,
                      const char *chapter, const char *file)
{
    size_t length = strlen(file) - strlen(".level");
    struct campaign_entry *entry = &out->entry[out->count];
    if (out->count == CAMPAIGN_MAX) {
        return false;
    }
    int id = snprintf(entry->id, sizeof entry->id, "%s/%.*s", chapter,
                      (int)length, file);
    int path = snprintf(entry->path, sizeof entry->path, "%s/%s/%s", directory,
                        chapter, file);
    if (id >= (int)sizeof entry->id || path >= (int)sizeof entry->path) {
        memset(entry, 0, sizeof *entry);
        return false;
    }
    out->count++;
    return true;
}

static bool is_level(const char *name)
{
    size_t length = strlen(name);
    return name[0] != '.' && length > 6 &&
           strcmp(name + length - 6, ".level") == 0;
}

/* One chapter; what is no folder is no chapter. */
static bool scan_chapter(struct campaign *out, const char *directory,
                         const char *chapter)
{
    char path[512];
    bool fits = true;
    int length = snprintf(path, sizeof path, "%s/%s", directory, chapter);
    DIR *folder = length < (int)sizeof path ? opendir(path) : NULL;
    if (folder == NULL) {
        return true;
    }
    for (struct dirent *entry = readdir(folder); entry != NULL && fits;
         entry = readdir(folder)) {
        if (is_level(entry->d_name)) {
            fits = add_entry(out, directory, chapter, entry->d_name);
        }
    }
    (void)closedir(folder);
    return fits;
}

/* Numbers in names by their value: 2-oral before 10-work. */
static int compare_names(const char *a, const char *b)
{
    while (*a != '\0' && *b != '\0') {
        if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
            size_t zeros_a = strspn(a, "0"), zeros_b = strspn(b, "0");
            a += zeros_a;
            b += zeros_b;
            size_t more = strspn(a, "0123456789");
            size_t less = strspn(b, "0123456789");
            int order =
                more != less ? (more < less ? -1 : 1) : strncmp(a, b, more);
            if (order != 0) {
                return order;
            }
            a += more;
            b += less;
        } else if (*a != *b) {
            break;
        } else {
            a++;
            b++;
        }
    }
    return (int)(unsigned char)*a - (int)(unsigned char)*b;
}

static int compare_entries(const void *a, const void *b)
{
    const struct campaign_entry *first = a;
    const struct campaign_entry *second = b;
    int order = compare_names(first->id, second->id);
    return order != 0 ? order : strcmp(first->id, second->id);
}

enum status campaign_scan(struct campaign *out, const char *directory,
                          struct diag *why)
{
    bool fits = true;
    DIR *folder = opendir(directory);
    out->count = 0;
    out->strategies[0] = '\0';
    if (folder == NULL) {
        diag_set_at(why, directory, 0,
                    "there is no folder of levels here: set STRATEGOS_DATA to "
                    "the folder that holds \"levels\"");
        return STATUS_IO;
    }
    for (struct dirent *entry = readdir(folder); entry != NULL && fits;
         entry = readdir(folder)) {
        if (entry->d_name[0] != '.') {
            fits = scan_chapter(out, directory, entry->d_name);
        }
    }
    (void)closedir(folder);
    qsort(out->entry, out->count, sizeof out->entry[0], compare_entries);
    if (!fits) {
        diag_set_at(why, directory, 0,
                    "there are more than %d levels here, or their names are "
                    "too long",
                    (int)CAMPAIGN_MAX);
        return STATUS_FULL;
    }
    return STATUS_OK;
}

static const char *last_part(const char *id)
{
    const char *slash = strrchr(id, '/');
    return slash == NULL ? id : slash + 1;
}

/* "1-1": the numbers that chapter and file begin with. */
static bool has_numbers(const char *id, const char *wanted)
{
    char numbers[32];
    size_t chapter = strspn(id, "0123456789");
    const char *file = last_part(id);
    size_t level = strspn(file, "0123456789");
    if (chapter == 0 || level == 0 || chapter > 9 || level > 9) {
        return false;
    }
    (void)snprintf(numbers, sizeof numbers, "%.*s-%.*s", (int)chapter, id,
                   (int)level, file);
    return strcmp(numbers, wanted) == 0;
}

/* The only entry that `matches`, or the count. */
static size_t find_only(const struct campaign *campaign, const char *id,
                        bool (*matches)(const char *, const char *))
{
    size_t found = campaign->count;
    for (size_t i = 0; i < campaign->count; i++) {
        if (!matches(campaign->entry[i].id, id)) {
            continue;
        }
        if (found < campaign->count) {
            return campaign->count;
        }
        found = i;
    }
    return found;
}

static bool same(const char *id, const char *wanted)
{
    return strcmp(id, wanted) == 0;
}

static bool same_last(const char *id, const char *wanted)
{
    return strcmp(last_part(id), wanted) == 0;
}

/* Chapters that others were put before. */
static const struct {
    const char *then, *now;
} moves[] = {{"7-work/", "10-work/"}};

const char *campaign_moved(const char *id, char *room)
{
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        size_t length = strlen(moves[i].then);
        if (strncmp(id, moves[i].then, length) == 0) {
            (void)snprintf(room, LEVEL_ID_MAX, "%s%s", moves[i].now,
                           id + length);
            return room;
        }
    }
    return id;
}

size_t campaign_find(const struct campaign *campaign, const char *id)
{
    char room[LEVEL_ID_MAX];
    size_t found = find_only(campaign, id, same);
    found = found < campaign->count
                ? found
                : find_only(campaign, campaign_moved(id, room), same);
    found =
        found < campaign->count ? found : find_only(campaign, id, same_last);
    return found < campaign->count ? found
                                   : find_only(campaign, id, has_numbers);
}

/* The last part without its number: "fourth". */
static const char *bare_name(const char *id)
{
    const char *name = last_part(id);
    size_t digits = strspn(name, "0123456789");
    return name[digits] == '-' ? name + digits + 1 : name;
}

static enum status missing(const struct campaign *campaign, const char *id,
                           struct diag_list *faults)
{
    struct nearest nearest = {.wanted = id};
    for (size_t i = 0; i < campaign->count; i++) {
        const char *known = campaign->entry[i].id;
        nearest_offer_part(&nearest, known, known);
        nearest_offer_part(&nearest, last_part(known), known);
        nearest_offer_part(&nearest, bare_name(known), known);
    }
    if (nearest_is_close(&nearest)) {
        diag_add(faults, "", 0,
                 "there is no level and no file \"%.80s\"; the nearest level "
                 "is \"%s\"",
                 id, nearest.best);
    } else {
        diag_add(faults, "", 0,
                 "there is no level and no file \"%.80s\"; strategos levels "
                 "lists the levels",
                 id);
    }
    return STATUS_MISSING;
}

static enum status load(struct level *out, const char *path,
                        const char *strategies, struct diag_list *faults)
{
    struct level level;
    enum status status = level_load(&level, path, faults);
    if (status == STATUS_OK) {
        level_seek_scripts(&level, strategies);
        status = level_miss_scripts(&level, strategies, faults);
    }
    if (status == STATUS_OK) {
        *out = level;
    }
    return status;
}

enum status campaign_load(struct level *out, const struct campaign *campaign,
                          const char *id_or_path, struct diag_list *faults)
{
    size_t found = campaign_find(campaign, id_or_path);
    if (found < campaign->count) {
        return load(out, campaign->entry[found].path, campaign->strategies,
                    faults);
    }
    FILE *file = fopen(id_or_path, "rb");
    if (file == NULL) {
        return missing(campaign, id_or_path, faults);
    }
    (void)fclose(file);
    return load(out, id_or_path, campaign->strategies, faults);
}
