#include "cli/data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/fail.h"

#ifndef STRATEGOS_DATADIR
#define STRATEGOS_DATADIR "/usr/local/share/strategos"
#endif

/* Take the first of two folders that can be entered; the last one anyway. */
static void choose(char *out, size_t room, const char *base,
                   const char *const *below)
{
    for (; *below != NULL; below++) {
        (void)snprintf(out, room, "%s/%s", base, *below);
        if (access(out, X_OK) == 0) {
            return;
        }
    }
    out[0] = '\0';
}

/* The folder of the executable, or "". */
static void beside(char *out, size_t room)
{
    ssize_t length = readlink("/proc/self/exe", out, room - 1);
    out[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(out, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
}

void data_find(struct data *out)
{
    static const char *const levels[] = {"../levels",
                                         "../share/strategos/levels", NULL};
    static const char *const words[] = {"locale", "../share/strategos/locale",
                                        NULL};
    static const char *const own[] = {"locale", NULL};
    const char *named = getenv("STRATEGOS_DATA");
    bool has_name = named != NULL && named[0] != '\0';
    char folder[256];
    beside(folder, sizeof folder);
    choose(out->levels, sizeof out->levels, folder, levels);
    if (out->levels[0] == '\0') {
        (void)snprintf(out->levels, sizeof out->levels, "%s/levels",
                       STRATEGOS_DATADIR);
    }
    if (has_name) {
        (void)snprintf(out->levels, sizeof out->levels, "%s/levels", named);
    }
    /* A folder of levels only must not cost the player the language. */
    out->locale[0] = '\0';
    if (has_name) {
        choose(out->locale, sizeof out->locale, named, own);
    }
    if (out->locale[0] == '\0') {
        choose(out->locale, sizeof out->locale, folder, words);
    }
    if (out->locale[0] == '\0') {
        (void)snprintf(out->locale, sizeof out->locale, "%s/locale",
                       STRATEGOS_DATADIR);
    }
}

int data_campaign(struct campaign *out)
{
    struct data data;
    struct diag why;
    data_find(&data);
    if (campaign_scan(out, data.levels, &why) != STATUS_OK) {
        return cli_fail_at(EXIT_RESOURCE, &why);
    }
    return EXIT_DONE;
}
