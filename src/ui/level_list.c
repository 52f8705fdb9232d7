/* The rows of the campaign's screen: see level_list.h. */
#include "ui/level_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct campaign *level_list_campaign(const struct app *app)
{
    static const struct campaign none = {.count = 0};
    return app->options.campaign == NULL ? &none : app->options.campaign;
}

static void read_row(struct level_row *row, const char *path,
                     struct level *level)
{
    struct diag fault = {0};
    struct diag_list faults = {.items = &fault, .room = 1};
    row->broken = level_load(level, path, &faults) != STATUS_OK;
    if (row->broken) {
        (void)snprintf(row->title, sizeof row->title, "%s", path);
        (void)snprintf(row->fault, sizeof row->fault, _("Line %u: %s"),
                       (unsigned)fault.line, fault.text);
        return;
    }
    (void)snprintf(row->title, sizeof row->title, "%s",
                   level_say(level, level->title, text_language()));
    row->kind = level->role;
}

static size_t folder_length(const char *id)
{
    const char *slash = strchr(id, '/');
    return slash == NULL ? 0 : (size_t)(slash - id);
}

static bool opens_chapter(const struct campaign *campaign, size_t i)
{
    const char *id = campaign->entry[i].id;
    size_t length = folder_length(id);
    if (i == 0) {
        return length > 0;
    }
    const char *before = campaign->entry[i - 1].id;
    return length > 0 && (length != folder_length(before) ||
                          strncmp(id, before, length) != 0);
}

static void read_all(struct app *app)
{
    const struct campaign *campaign = level_list_campaign(app);
    struct level_list *list = app->levels;
    list->next = -1;
    list->shown = -1;
    list->count = (int)campaign->count;
    for (size_t i = 0; i < campaign->count; i++) {
        struct level_row *row = &list->row[i];
        read_row(row, campaign->entry[i].path, &list->level);
        row->opens = opens_chapter(campaign, i);
        row->stars = (uint8_t)(app->options.progress == NULL
                                   ? 0
                                   : progress_stars(app->options.progress,
                                                    campaign->entry[i].id));
        if (row->stars == 0 && list->next < 0) {
            list->next = (int)i;
        }
    }
}

void level_list_close(struct app *app)
{
    free(app->levels);
    app->levels = NULL;
}

bool level_list_open(struct app *app)
{
    size_t count = level_list_campaign(app)->count;
    level_list_close(app);
    app->levels =
        calloc(1, sizeof *app->levels + count * sizeof *app->levels->row);
    if (app->levels == NULL) {
        app_say(app, "%s", status_sentence(STATUS_MEMORY));
        return false;
    }
    read_all(app);
    return true;
}

bool level_list_show(struct app *app, int at)
{
    struct level_list *list = app->levels;
    struct diag_list faults = {0};
    if (list->shown != at) {
        const char *path = level_list_campaign(app)->entry[at].path;
        list->shown =
            level_load(&list->level, path, &faults) == STATUS_OK ? at : -1;
    }
    return list->shown == at;
}
