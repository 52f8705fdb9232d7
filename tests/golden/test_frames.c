/* Screens as text, against tests/golden/frames. ACCEPT=1 writes what is drawn
 * now; look at the difference before you commit it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/frames.h"
#include "support/networks.h"
#include "ui/screen.h"
#include "ui/text.h"

enum { TEXT_ROOM = 128 * 1024 };

/* A scene of the campaign, or of a siege without a clock: its rule and the
 * first values of its generals. */
static const struct {
    const char *name, *keys;
    enum rule_id rule;
    const char *inputs;
    bool blind;
} scenes[] = {
    {.name = "vote-open", .keys = "h", .rule = RULE_VOTE, .inputs = "100"},
    {.name = "vote-fallen",
     .keys = "1 3 7 1 1 1 left left",
     .rule = RULE_VOTE,
     .inputs = "110"},
    {.name = "coin-five",
     .keys = "1 3 1 5 1 2 down down",
     .rule = RULE_COIN,
     .inputs = "10101"},
    {.name = "coin-blind",
     .keys = "1 1 1 1 1",
     .rule = RULE_COIN,
     .inputs = "101",
     .blind = true},
    {.name = "pbft-four",
     .keys = "1 1 1 1 1",
     .rule = RULE_PBFT,
     .inputs = "1111"},
    {.name = "vote-battle",
     .keys = "1 1 1 1 1 1 1 1 1 1",
     .rule = RULE_VOTE,
     .inputs = "110"},
    {.name = "title", .keys = ""},
    {.name = "lab-bound", .keys = "3 settle left f"},
    {.name = "lab-plans", .keys = "3 settle left 2 settle"},
    {.name = "lab-waits", .keys = "1 e"},
    {.name = "lab-level",
     .keys = "2 down down down down down down down down down down down down "
             "enter e enter settle"},
    {.name = "lab-rates",
     .keys = "3 settle left 3 space down down down right settle"},
    {.name = "lab-coin",
     .keys = "3 settle 3 space down down down right settle up up up right "
             "right settle"},
    {.name = "campaign", .keys = "2 down"},
    {.name = "briefing", .keys = "2 enter"},
    {.name = "notes", .keys = "2 enter o"},
    {.name = "help", .keys = "?"},
    {.name = "help-end", .keys = "? end"},
    {.name = "settings", .keys = "5 down"},
    {.name = "siege", .keys = "2 enter enter"},
    {.name = "siege-city",
     .keys = "2 down down down down down down down down down down down "
             "down down down down down down down down down down down "
             "down enter enter"},
    {.name = "acks-ladder",
     .keys = "2 down down down down down down down down down down down "
             "down down down down down down down down down down down "
             "down down down down down down down down enter enter down "
             "down down down enter space"},
    {.name = "siege-lie", .keys = "2 enter enter s"},
    {.name = "battle", .keys = "2 enter enter s space"},
    {.name = "debrief", .keys = "2 enter enter s space enter settle"},
    {.name = "proof-asked", .keys = "2 enter enter x"},
    {.name = "proof-told", .keys = "2 enter enter x enter settle"},
    {.name = "proof-watched",
     .keys = "2 enter enter x enter settle enter right"},
    {.name = "proof-par", .keys = "2 enter enter s space enter settle"},
    {.name = "siege-back", .keys = "2 enter enter s space enter left left"},
    {.name = "work-desk",
     .keys = "2 end up up up up enter enter b w space space space space "
             "space space space g"},
    {.name = "work-chain",
     .keys = "2 end up up up up up up up up enter enter enter space "
             "space space space space space space space up up up up up "
             "enter down down c"},
    {.name = "work-risk",
     .keys = "2 end up up up up up up up enter enter k space space"},
    {.name = "siege-loyal",
     .keys = "2 down down down down down down down enter enter"}};

static const struct {
    int width, height;
} sizes[] = {{80, 24}, {120, 36}};

static int take_locale(void **state)
{
    (void)state;
    return frames_locale() ? 0 : -1;
}

static size_t read_file(const char *path, char *text)
{
    FILE *file = fopen(path, "rb");
    size_t length = file == NULL ? 0 : fread(text, 1, TEXT_ROOM - 1, file);
    text[length] = '\0';
    if (file != NULL) {
        (void)fclose(file);
    }
    return length;
}

static bool write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    bool good = file != NULL && fputs(text, file) >= 0;
    return file != NULL && fclose(file) == 0 && good;
}

/* Say the first line that differs. */
static void tell(const char *path, const char *expected, const char *drawn)
{
    int line = 1;
    while (*expected != '\0' && *expected == *drawn) {
        line += *expected == '\n';
        expected++;
        drawn++;
    }
    while (line > 1 && expected[-1] != '\n') {
        expected--;
        drawn--;
    }
    (void)fprintf(stderr, "%s:%d\n- %.*s\n+ %.*s\n", path, line,
                  (int)strcspn(expected, "\n"), expected,
                  (int)strcspn(drawn, "\n"), drawn);
}

static bool matches(const char *path, const char *drawn)
{
    static char expected[TEXT_ROOM];
    if (getenv("ACCEPT") != NULL) {
        return write_file(path, drawn);
    }
    (void)read_file(path, expected);
    if (strcmp(expected, drawn) != 0) {
        tell(path, expected, drawn);
        return false;
    }
    return true;
}

static void besiege(struct app *app, size_t scene)
{
    static struct level level;
    network_level(&level, scenes[scene].rule, scenes[scene].inputs, ROLE_CITY);
    level.blind = scenes[scene].blind;
    assert_int_equal(app_play(app, &level, NULL), STATUS_OK);
    assert_true(app_begin(app));
}

static bool draw_scene(size_t scene, size_t size, bool ascii, const char *path)
{
    static char drawn[TEXT_ROOM];
    const struct app_options options = {
        .campaign = frames_campaign(), .seed = 1, .ascii = ascii};
    struct app *app = app_open(&options);
    struct frame frame;
    assert_non_null(app);
    if (scenes[scene].inputs != NULL) {
        besiege(app, scene);
    }
    assert_true(
        frame_open(&frame, sizes[size].width, sizes[size].height, ascii));
    app_draw(app, &frame);
    assert_true(frames_press(app, &frame, scenes[scene].keys));
    assert_true(frames_well_formed(&frame));
    assert_true(frame_text(&frame, drawn, sizeof drawn) < sizeof drawn);
    app_close(app);
    frame_close(&frame);
    return matches(path, drawn);
}

/* All scenes in one language; how many differ. */
static int differing(enum language language)
{
    static const char *const languages[LANGUAGES] = {"en", "ko"};
    int bad = 0;
    text_set_language(language);
    for (size_t scene = 0; scene < sizeof scenes / sizeof *scenes; scene++) {
        for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++) {
            for (int ascii = 0; ascii < 2; ascii++) {
                char path[256];
                (void)snprintf(
                    path, sizeof path, "tests/golden/frames/%s-%dx%d-%s%s.txt",
                    scenes[scene].name, sizes[size].width, sizes[size].height,
                    languages[language], ascii ? "-ascii" : "");
                bad += !draw_scene(scene, size, ascii != 0, path);
            }
        }
    }
    return bad;
}

static void english_screens_are_as_they_were_accepted(void **state)
{
    (void)state;
    assert_int_equal(differing(LANGUAGE_EN), 0);
}

static void korean_screens_are_as_they_were_accepted(void **state)
{
    (void)state;
    text_set_language(LANGUAGE_KO);
    if (strcmp(_("help"), "help") == 0) {
        (void)fprintf(stderr, "skipped: there is no Korean catalogue\n");
        skip();
    }
    assert_int_equal(differing(LANGUAGE_KO), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_screens_are_as_they_were_accepted),
        cmocka_unit_test(korean_screens_are_as_they_were_accepted)};
    return cmocka_run_group_tests(tests, take_locale, NULL);
}
