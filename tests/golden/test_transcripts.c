/* Whole games in lines, against tests/golden/transcripts. A transcript holds
 * its own input: the lines that begin with "> ". It is called
 * LEVEL.LANGUAGE.NAME.txt, with the level's number or "levels".
 * ACCEPT=1 writes what is played now over what was accepted: look at it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plain/plain.h"
#include "support/frames.h"
#include "ui/text.h"

static const char folder[] = "tests/golden/transcripts";

/* Owner: the caller frees it. */
static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t length = 0;
    FILE *copy = open_memstream(&text, &length);
    assert_non_null(file);
    assert_non_null(copy);
    for (int byte = getc(file); byte != EOF; byte = getc(file)) {
        putc(byte, copy);
    }
    fclose(file);
    fclose(copy);
    return text;
}

static FILE *input_of(const char *transcript)
{
    FILE *in = tmpfile();
    assert_non_null(in);
    for (const char *line = transcript; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        if (strncmp(line, "> ", 2) == 0) {
            fprintf(in, "%.*s\n", (int)length - 2, line + 2);
        }
        line += length + (line[length] == '\n');
    }
    rewind(in);
    return in;
}

/* Owner: the caller frees it. */
static char *play(const char *number, const char *transcript)
{
    static struct level level;
    struct diag_list faults = {.items = NULL};
    char *text = NULL;
    size_t length = 0;
    bool chosen = strcmp(number, "levels") != 0;
    struct plain_options options = {.campaign = frames_campaign(),
                                    .in = input_of(transcript),
                                    .out = open_memstream(&text, &length),
                                    .seed = 1};
    assert_non_null(options.out);
    if (chosen) {
        assert_int_equal(
            campaign_load(&level, options.campaign, number, &faults),
            STATUS_OK);
    }
    assert_int_equal(plain_play(&options, chosen ? &level : NULL, NULL, 0), 0);
    fclose(options.in);
    fclose(options.out);
    return text;
}

static unsigned line_of_difference(const char *a, const char *b)
{
    unsigned line = 1;
    for (; *a != '\0' && *a == *b; a++, b++) {
        line += *a == '\n';
    }
    return line;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* Returns whether the game went as it was accepted. */
static bool check(const char *name)
{
    char path[512], number[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    snprintf(number, sizeof number, "%.*s", (int)strcspn(name, "."), name);
    bool korean = strstr(name, ".ko.") != NULL;
    text_set_language(korean ? LANGUAGE_KO : LANGUAGE_EN);
    if (korean && strcmp(_("help"), "help") == 0) {
        print_message("%s: skipped, there is no Korean catalogue\n", path);
        return true;
    }
    char *accepted = read_file(path);
    char *played = play(number, accepted);
    bool same = strcmp(accepted, played) == 0;
    if (!same && getenv("ACCEPT") != NULL) {
        write_file(path, played);
        same = true;
    } else if (!same) {
        print_error("%s:%u: the game went otherwise from here on\n", path,
                    line_of_difference(accepted, played));
    }
    free(accepted);
    free(played);
    return same;
}

static void every_transcript_is_as_it_was_accepted(void **state)
{
    (void)state;
    unsigned count = 0, bad = 0;
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    for (const struct dirent *entry = readdir(directory); entry != NULL;
         entry = readdir(directory)) {
        if (strstr(entry->d_name, ".txt") != NULL) {
            count++;
            bad += !check(entry->d_name);
        }
    }
    closedir(directory);
    text_set_language(LANGUAGE_EN);
    assert_true(count > 0);
    assert_int_equal(bad, 0);
}

int main(void)
{
    if (!frames_locale()) {
        return 1;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_transcript_is_as_it_was_accepted)};
    return cmocka_run_group_tests_name("transcripts", tests, NULL, NULL);
}
