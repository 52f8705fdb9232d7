/* Any bytes as keys, clicks, ticks and sizes: every screen is drawn after each
 * and nothing crashes. A first byte AT_LEVEL begins at a level's briefing, the
 * one that the next byte counts; else it begins at the title. */
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>

#include "ui/app.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    NAMED_KEYS = KEYS_DELETE - KEYS_UP + 1,
    INPUTS_MAX = 400,
    AT_LEVEL = 0xfe
};

/* One byte is one input; a size or a click takes the two bytes after it. */
static size_t read_input(const uint8_t *data, size_t size, struct input *out)
{
    uint8_t a = size > 1 ? data[1] : 0, b = size > 2 ? data[2] : 0;
    *out = (struct input){.kind = INPUT_KEY, .key = data[0]};
    if (data[0] < 0x80) {
        return 1;
    }
    unsigned rest = data[0] - 0x80u;
    if (rest < NAMED_KEYS) {
        out->key = KEYS_UP + rest;
        return 1;
    }
    if (rest < 0x20) {
        *out = (struct input){.kind = INPUT_TICK};
        return 1;
    }
    if (rest < 0x50) {
        *out = (struct input){.kind = INPUT_MOUSE,
                              .button = (uint8_t)(rest % 4),
                              .x = a % 200,
                              .y = b % 60};
        return 3;
    }
    *out = (struct input){.kind = INPUT_RESIZE, .x = 1 + a, .y = 1 + b % 80};
    return 3;
}

static bool draw(struct app *app, struct frame *frame,
                 const struct input *input)
{
    if (input->kind == INPUT_RESIZE) {
        frame_close(frame);
        if (!frame_open(frame, input->x, input->y, false)) {
            return false;
        }
    }
    app_draw(app, frame);
    (void)app_tick_in(app);
    return true;
}

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

/* Returns how many bytes were used. */
static size_t begin(struct app *app, const uint8_t *data, size_t size)
{
    static struct level level;
    struct diag_list faults = {.items = NULL};
    const struct campaign *campaign = levels();
    if (size < 2 || data[0] != AT_LEVEL) {
        return 0;
    }
    const char *id = campaign->entry[data[1] % campaign->count].id;
    if (campaign_load(&level, campaign, id, &faults) != STATUS_OK ||
        app_play(app, &level, NULL) != STATUS_OK) {
        abort();
    }
    return 2;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct frame frame;
    struct input input = {.kind = INPUT_RESIZE, .x = 80, .y = 24};
    struct app *app = app_open(&(struct app_options){
        .campaign = levels(), .seed = 1, .animate = true});
    if (app == NULL || !frame_open(&frame, 80, 24, false)) {
        abort();
    }
    size_t at = begin(app, data, size);
    bool alive = app_input(app, &input) && draw(app, &frame, &input);
    for (int i = 0; alive && at < size && i < INPUTS_MAX; i++) {
        at += read_input(data + at, size - at, &input);
        alive = app_input(app, &input) && draw(app, &frame, &input);
    }
    frame_close(&frame);
    app_close(app);
    return 0;
}
