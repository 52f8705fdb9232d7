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

/* The first of: what $STRATEGOS_DATA holds, what lies beside the executable,
 * what the build named. */
static void find(char *out, size_t room, const char *const *own,
                 const char *const *near, const char *last)
{
    const char *named = getenv("STRATEGOS_DATA");
    char folder[256];
    out[0] = '\0';
    if (named != NULL && named[0] != '\0') {
        choose(out, room, named, own);
    }
    if (out[0] == '\0') {
        beside(folder, sizeof folder);
        choose(out, room, folder, near);
    }
    if (out[0] == '\0') {
        (void)snprintf(out, room, "%s/%s", STRATEGOS_DATADIR, last);
    }
}

void data_find(struct data *out)
{
    static const char *const levels[] = {"../levels",
                                         "../share/strategos/levels", NULL};
    static const char *const words[] = {"locale", "../share/strategos/locale",
                                        NULL};
    static const char *const lua[] = {"../assets/strategies",
                                      "../share/strategos/strategies", NULL};
    static const char *const own_words[] = {"locale", NULL};
    static const char *const own_lua[] = {"strategies", "assets/strategies",
                                          NULL};
    static const char *const none[] = {NULL};
    const char *named = getenv("STRATEGOS_DATA");
    /* A folder of levels only must not cost the player the language. */
    find(out->locale, sizeof out->locale, own_words, words, "locale");
    find(out->strategies, sizeof out->strategies, own_lua, lua, "strategies");
    find(out->levels, sizeof out->levels, none, levels, "levels");
    if (named != NULL && named[0] != '\0') {
        (void)snprintf(out->levels, sizeof out->levels, "%s/levels", named);
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
    (void)snprintf(out->strategies, sizeof out->strategies, "%s",
                   data.strategies);
    return EXIT_DONE;
}
