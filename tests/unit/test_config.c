#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "session/config.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "%s", "/tmp/strategos-config-XXXXXX");
    return mkdtemp(folder) == NULL || setenv("XDG_CONFIG_HOME", folder, 1) != 0
               ? -1
               : 0;
}

static int remove_folder(void **state)
{
    char path[128];
    (void)state;
    (void)snprintf(path, sizeof path, "%s/strategos/config", folder);
    (void)unlink(path);
    (void)snprintf(path, sizeof path, "%s/strategos", folder);
    (void)rmdir(path);
    return rmdir(folder);
}

static void write_file(const char *text)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/strategos", folder);
    (void)mkdir(path, 0700);
    (void)snprintf(path, sizeof path, "%s/strategos/config", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void without_a_file_nothing_is_said(void **s)
{
    struct config config;
    (void)s;
    config_load(&config);
    assert_int_equal(config.language, -1);
    assert_int_equal(config.motion, -1);
    assert_int_equal(config.ascii, -1);
}

static void what_was_saved_is_read_again(void **s)
{
    const struct config saved = {.language = 1, .motion = 0, .ascii = -1};
    struct config config;
    (void)s;
    assert_int_equal(config_save(&saved, NULL), STATUS_OK);
    config_load(&config);
    assert_int_equal(config.language, 1);
    assert_int_equal(config.motion, 0);
    assert_int_equal(config.ascii, -1);
}

static void strange_lines_are_passed_over(void **s)
{
    struct config config;
    (void)s;
    write_file("\xFF\xFE\n=\nlanguage\nlanguage = fr\n  motion=on  \n"
               "colour = red\ndrawings = unicode and more\n");
    config_load(&config);
    assert_int_equal(config.language, -1);
    assert_int_equal(config.motion, 1);
    assert_int_equal(config.ascii, 0);
}

static void a_folder_that_cannot_be_is_a_fault_with_a_sentence(void **s)
{
    const struct config config = {.language = 0};
    struct diag why = {0};
    (void)s;
    assert_int_equal(setenv("XDG_CONFIG_HOME", "/dev/null/x", 1), 0);
    assert_int_equal(config_save(&config, &why), STATUS_IO);
    assert_true(strlen(why.text) > 0);
    assert_int_equal(setenv("XDG_CONFIG_HOME", folder, 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_a_file_nothing_is_said,
                                        make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(what_was_saved_is_read_again,
                                        make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(strange_lines_are_passed_over,
                                        make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(
            a_folder_that_cannot_be_is_a_fault_with_a_sentence, make_folder,
            remove_folder)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
