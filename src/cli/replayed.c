#include "cli/replayed.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/data.h"
#include "cli/fail.h"
#include "cli/file.h"
#include "level/campaign.h"

/* A level that is gone or has changed costs the names only. */
static void load_level(struct replayed *replayed)
{
    struct data data;
    struct campaign *campaign = malloc(sizeof *campaign);
    const char *id = replayed->result.head.level;
    const struct setup *setup = &replayed->result.head.setup;
    bool loaded = false;
    data_find(&data);
    if (campaign != NULL && id[0] != '\0' &&
        campaign_scan(campaign, data.levels, NULL) == STATUS_OK &&
        campaign_find(campaign, id) < campaign->count) {
        (void)snprintf(campaign->strategies, sizeof campaign->strategies, "%s",
                       data.strategies);
        loaded =
            campaign_load(&replayed->level, campaign, id, NULL) == STATUS_OK &&
            replayed->level.setup.generals == setup->generals &&
            replayed->level.setup.orders == setup->orders;
    }
    free(campaign);
    if (!loaded) {
        level_from_setup(&replayed->level, setup);
    }
}

static int replay(struct replayed *replayed, const char *path)
{
    struct diag why = {.line = 0};
    enum status status =
        record_replay(&replayed->result, &replayed->world, replayed->text,
                      replayed->length, NULL, &why);
    if (status != STATUS_OK) {
        (void)snprintf(why.file, sizeof why.file, "%s", path);
        why.line = 0; /* the text names it */
        return cli_fail_at(EXIT_NO, &why);
    }
    load_level(replayed);
    return EXIT_DONE;
}

int replayed_open(struct replayed **out, const char *path)
{
    struct replayed *opened = calloc(1, sizeof *opened);
    *out = NULL;
    if (opened == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    int code = file_read(path, &opened->text, &opened->length);
    if (code == EXIT_DONE) {
        code = replay(opened, path);
    }
    if (code != EXIT_DONE) {
        replayed_close(opened);
        return code;
    }
    *out = opened;
    return EXIT_DONE;
}

void replayed_close(struct replayed *replayed)
{
    if (replayed != NULL) {
        free(replayed->text);
        free(replayed);
    }
}
