#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "level/campaign.h"
#include "session/progress.h"

static char folder[64];
static struct progress *progress;
static struct diag message;

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/strategos-test-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    return setenv("XDG_STATE_HOME", folder, 1);
}

static int remove_one(const char *path, const struct stat *about, int kind,
                      struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

static int remove_folder(void **state)
{
    (void)state;
    progress_close(progress);
    progress = NULL;
    (void)chmod(folder, 0700);
    return nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void open_progress(void)
{
    assert_int_equal(progress_open(&progress, &message), STATUS_OK);
}

static void reopen(void)
{
    progress_close(progress);
    open_progress();
}

static void win(const char *level, unsigned stars)
{
    struct diag why;
    assert_int_equal(progress_win(progress, level, stars, &why), STATUS_OK);
}

static FILE *open_file(const char *name, const char *mode)
{
    char path[256];
    snprintf(path, sizeof path, "%s/strategos/%s", folder, name);
    return fopen(path, mode);
}

static long file_size(const char *name)
{
    FILE *file = open_file(name, "rb");
    if (file == NULL) {
        return -1;
    }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    fclose(file);
    return size;
}

static void cut_journal(long size)
{
    char path[256];
    snprintf(path, sizeof path, "%s/strategos/journal", folder);
    assert_int_equal(truncate(path, size), 0);
}

static void change_byte(const char *name, long at, int byte)
{
    FILE *file = open_file(name, "r+b");
    assert_non_null(file);
    fseek(file, at, SEEK_SET);
    fputc(byte, file);
    fclose(file);
}

static void what_was_won_is_there_after_opening_again(void **state)
{
    (void)state;
    open_progress();
    assert_int_equal(progress_stars(progress, "1-chain/1-fourth"), 0);
    win("1-chain/1-fourth", 2);
    win("2-oral/1-three generals", 1);
    reopen();
    assert_string_equal(message.text, "");
    assert_int_equal(progress_stars(progress, "1-chain/1-fourth"), 2);
    assert_int_equal(progress_stars(progress, "2-oral/1-three generals"), 1);
}

/* Chapters were put before proof of work: its old ids are still known. */
static void what_was_won_before_a_chapter_moved_is_still_won(void **state)
{
    char room[LEVEL_ID_MAX];
    (void)state;
    open_progress();
    win("7-work/5-double", 3);
    reopen();
    assert_int_equal(progress_stars(progress, "10-work/5-double"), 3);
    assert_int_equal(progress_stars(progress, "7-hill/5-sure"), 0);
    assert_string_equal(campaign_moved("7-hill/1-hill", room), "7-hill/1-hill");
}

static void the_best_is_kept_and_nothing_else_is_written(void **state)
{
    (void)state;
    open_progress();
    win("a/b", 3);
    long size = file_size("journal");
    win("a/b", 1);
    win("a/b", 3);
    win("", 3);
    assert_int_equal(file_size("journal"), size);
    reopen();
    assert_int_equal(progress_stars(progress, "a/b"), 3);
}

static void a_journal_cut_anywhere_keeps_every_whole_entry(void **state)
{
    (void)state;
    open_progress();
    win("a/first", 1);
    long one = file_size("journal");
    win("a/second", 2);
    long two = file_size("journal");
    progress_close(progress);
    for (long size = two - 1; size >= 1; size--) {
        open_progress();
        cut_journal(0);
        progress_close(progress);
        open_progress();
        win("a/first", 1);
        win("a/second", 2);
        progress_close(progress);
        cut_journal(size);
        open_progress();
        bool clean =
            size == one || size == (long)strlen("strategos journal 1\n");
        assert_int_equal(message.text[0] == '\0', clean);
        assert_int_equal(progress_stars(progress, "a/first"), size >= one);
        assert_int_equal(progress_stars(progress, "a/second"), 0);
        win("a/third", 3);
        reopen();
        assert_string_equal(message.text, "");
        assert_int_equal(progress_stars(progress, "a/third"), 3);
        progress_close(progress);
        progress = NULL;
    }
}

static void a_changed_byte_sets_the_tail_aside_and_loses_nothing(void **state)
{
    (void)state;
    open_progress();
    win("a/first", 1);
    long one = file_size("journal");
    win("a/second", 2);
    win("a/third", 3);
    long all = file_size("journal");
    change_byte("journal", one + 4, '3'); /* more stars than were won */
    reopen();
    assert_non_null(strstr(message.text, "journal.unreadable-1"));
    assert_int_equal(progress_stars(progress, "a/first"), 1);
    assert_int_equal(progress_stars(progress, "a/second"), 0);
    assert_int_equal(progress_stars(progress, "a/third"), 0);
    assert_int_equal(file_size("journal"), one);
    assert_int_equal(file_size("journal.unreadable-1"), all - one);
    change_byte("journal", 0, 'X');
    reopen();
    assert_non_null(strstr(message.text, "journal.unreadable-2"));
    assert_int_equal(file_size("journal.unreadable-2"), one);
}

static void a_journal_of_another_version_is_named(void **state)
{
    (void)state;
    open_progress();
    FILE *file = open_file("journal", "wb");
    assert_non_null(file);
    fputs("strategos journal 2\nwin 3\n", file);
    fclose(file);
    reopen();
    assert_non_null(strstr(message.text, "version 2"));
    assert_non_null(strstr(message.text, "version 1"));
    assert_non_null(strstr(message.text, "journal.unreadable-1"));
    assert_int_equal(file_size("journal.unreadable-1"), 26);
    reopen();
    assert_string_equal(message.text, "");
}

static void a_siege_set_aside_is_offered_no_more_and_not_lost(void **state)
{
    (void)state;
    char *record;
    char name[PROGRESS_NAME_MAX];
    size_t length;
    struct diag why;
    open_progress();
    assert_int_equal(progress_set_aside(progress, name), STATUS_IO);
    for (int i = 1; i <= 2; i++) {
        assert_int_equal(progress_keep(progress, "spoilt", (size_t)i, &why),
                         STATUS_OK);
        assert_int_equal(progress_set_aside(progress, name), STATUS_OK);
        assert_int_equal(progress_kept(progress, &record, &length),
                         STATUS_MISSING);
        assert_int_equal(file_size(name), i);
    }
    assert_string_equal(name, "siege.unreadable-2");
    assert_int_equal(file_size("siege.unreadable-1"), 1);
}

static void any_bytes_for_a_journal_are_survived(void **state)
{
    (void)state;
    static const char *const texts[] = {"\n\n\n", "strategos journal 1\nwin\n",
                                        "strategos journal 1\nwin 9 x\n",
                                        "strategos journal 2\nwin 3\n",
                                        "strategos journal 1\n\xff\xfe\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        open_progress();
        FILE *file = open_file("journal", "wb");
        assert_non_null(file);
        fputs(texts[i], file);
        fputc('\0', file);
        fclose(file);
        reopen();
        assert_string_not_equal(message.text, "");
        win("a/b", 1);
        reopen();
        assert_string_equal(message.text, "");
        progress_close(progress);
        progress = NULL;
    }
}

static void the_siege_in_play_is_kept_and_forgotten(void **state)
{
    (void)state;
    char *record;
    size_t length;
    struct diag why;
    open_progress();
    assert_int_equal(progress_kept(progress, &record, &length), STATUS_MISSING);
    assert_int_equal(progress_keep(progress, "first", 5, &why), STATUS_OK);
    assert_int_equal(progress_keep(progress, "a longer one\n", 13, &why),
                     STATUS_OK);
    reopen();
    assert_int_equal(progress_kept(progress, &record, &length), STATUS_OK);
    assert_int_equal(length, 13);
    assert_string_equal(record, "a longer one\n");
    free(record);
    assert_int_equal(file_size("siege.new"), -1);
    assert_int_equal(progress_keep(progress, NULL, 0, &why), STATUS_OK);
    assert_int_equal(progress_keep(progress, NULL, 0, &why), STATUS_OK);
    assert_int_equal(progress_kept(progress, &record, &length), STATUS_MISSING);
}

static void no_folder_is_an_error_with_a_sentence(void **state)
{
    (void)state;
    setenv("XDG_STATE_HOME", "/dev/null", 1);
    assert_int_equal(progress_open(&progress, &message), STATUS_IO);
    assert_non_null(strstr(message.text, "/dev/null/strategos"));
    assert_null(progress);
    char home[128];
    snprintf(home, sizeof home, "%s/home", folder);
    setenv("XDG_STATE_HOME", "relative", 1); /* to be ignored */
    setenv("HOME", home, 1);
    open_progress();
    struct stat about;
    strncat(home, "/.local/state/strategos/journal", 60);
    assert_int_equal(stat(home, &about), 0);
    unsetenv("HOME");
    struct progress *none = NULL;
    assert_int_equal(progress_open(&none, &message), STATUS_IO);
    assert_non_null(strstr(message.text, "HOME"));
}

static void a_journal_that_is_no_file_is_an_error(void **state)
{
    (void)state;
    char path[256];
    snprintf(path, sizeof path, "%s/strategos", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    strncat(path, "/journal", 16);
    assert_int_equal(symlink("/dev/full", path), 0);
    assert_int_equal(progress_open(&progress, &message), STATUS_IO);
    assert_string_not_equal(message.text, "");
}

/* In a child, because the limit cannot be lifted again. Returns its answer. */
static int with_full_disk(int (*run)(void))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit limit;
        long size = file_size("journal");
        getrlimit(RLIMIT_FSIZE, &limit);
        limit.rlim_cur = (rlim_t)size + 10;
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        _exit(run());
    }
    int status = -1;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int win_and_keep(void)
{
    struct diag why = {.line = 0};
    static const char record[200] = {'x'};
    if (progress_win(progress, "a/second", 2, &why) != STATUS_IO ||
        why.text[0] == '\0') {
        return 1;
    }
    if (progress_stars(progress, "a/second") != 2) {
        return 2;
    }
    return progress_keep(progress, record, sizeof record, &why) == STATUS_IO
               ? 0
               : 3;
}

static void a_full_disk_is_told_and_leaves_the_files_whole(void **state)
{
    (void)state;
    char *record;
    size_t length;
    struct diag why;
    open_progress();
    win("a/first", 1);
    long one = file_size("journal");
    assert_int_equal(progress_keep(progress, "short", 5, &why), STATUS_OK);
    assert_int_equal(with_full_disk(win_and_keep), 0);
    assert_int_equal(file_size("journal"), one);
    reopen();
    assert_string_equal(message.text, "");
    assert_int_equal(progress_stars(progress, "a/first"), 1);
    assert_int_equal(progress_kept(progress, &record, &length), STATUS_OK);
    assert_string_equal(record, "short");
    free(record);
}

static void two_programs_write_whole_lines(void **state)
{
    (void)state;
    open_progress();
    for (int k = 0; k < 2; k++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct progress *own;
            char level[32];
            int bad = progress_open(&own, NULL) != STATUS_OK;
            for (int i = 0; i < 20 && !bad; i++) {
                snprintf(level, sizeof level, "p%d/%d", k, i);
                bad = progress_win(own, level, 1, NULL) != STATUS_OK;
            }
            _exit(bad);
        }
    }
    for (int k = 0; k < 2; k++) {
        int status = -1;
        wait(&status);
        assert_int_equal(status, 0);
    }
    reopen();
    assert_string_equal(message.text, "");
    assert_int_equal(progress_stars(progress, "p0/19"), 1);
    assert_int_equal(progress_stars(progress, "p1/0"), 1);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {
        TEST(what_was_won_is_there_after_opening_again),
        TEST(what_was_won_before_a_chapter_moved_is_still_won),
        TEST(the_best_is_kept_and_nothing_else_is_written),
        TEST(a_journal_cut_anywhere_keeps_every_whole_entry),
        TEST(a_changed_byte_sets_the_tail_aside_and_loses_nothing),
        TEST(a_journal_of_another_version_is_named),
        TEST(a_siege_set_aside_is_offered_no_more_and_not_lost),
        TEST(any_bytes_for_a_journal_are_survived),
        TEST(the_siege_in_play_is_kept_and_forgotten),
        TEST(no_folder_is_an_error_with_a_sentence),
        TEST(a_journal_that_is_no_file_is_an_error),
        TEST(a_full_disk_is_told_and_leaves_the_files_whole),
        TEST(two_programs_write_whole_lines),
    };
#undef TEST
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
