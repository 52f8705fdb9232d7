/* Any bytes as the lines of a player of the plain game: the first byte chooses
 * the level, or the list of them. */
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "plain/plain.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct campaign *levels(void)
{
    static struct campaign campaign;
    if (campaign.count == 0) {
        (void)setlocale(LC_ALL, "C.UTF-8");
        if (campaign_scan(&campaign, "levels", NULL) != STATUS_OK) {
            abort();
        }
    }
    return &campaign;
}

static void play(const struct plain_options *options, size_t choice)
{
    static struct level level;
    struct diag_list faults = {.items = NULL};
    const struct campaign *campaign = options->campaign;
    if (choice >= campaign->count) {
        (void)plain_play(options, NULL, NULL, 0);
        return;
    }
    if (campaign_load(&level, campaign, campaign->entry[choice].id, &faults) ==
        STATUS_OK) {
        (void)plain_play(options, &level, NULL, 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = NULL;
    size_t length = 0;
    if (size < 1 || size > 2000) {
        return 0;
    }
    struct plain_options options = {.campaign = levels(), .seed = 1};
    options.in = fmemopen(NULL, size, "w+");
    options.out = open_memstream(&text, &length);
    if (options.in == NULL || options.out == NULL) {
        abort();
    }
    (void)fwrite(data + 1, 1, size - 1, options.in);
    rewind(options.in);
    play(&options, data[0] - (size_t)'a');
    (void)fclose(options.in);
    (void)fclose(options.out);
    for (size_t i = 0; i < length; i++) {
        if ((uint8_t)text[i] < ' ' && text[i] != '\n') {
            abort(); /* no control, so no escape sequence */
        }
    }
    free(text);
    return 0;
}
