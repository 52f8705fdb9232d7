/* The ordered set of levels. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "level/campaign.h"

static struct campaign campaign;
static struct level level;
static char root[] = P_tmpdir "/strategos-campaign-XXXXXX";
static const char *const files[] = {
    "10-last/1-one.level", "2-oral/10-ten.level", "2-oral/9-nine.level",
    "2-oral/notes.txt",    "2-oral/.x.level",     "1-chain/1-fourth.level",
    "3-more/1-one.level",  "blank.level"};

static void make_file(const char *name)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", root, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    (void)mkdir(path, 0700);
    *slash = '/';
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
}

static int make_folder(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(root));
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        make_file(files[i]);
    }
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char path[512];
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", root, files[i]);
        (void)unlink(path);
    }
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", root, files[i]);
        *strrchr(path, '/') = '\0';
        (void)rmdir(path);
    }
    return 0;
}

static void levels_are_sorted_by_chapter_and_number(void **state)
{
    (void)state;
    assert_int_equal(campaign_scan(&campaign, root, NULL), STATUS_OK);
    static const char *const ids[] = {"1-chain/1-fourth", "2-oral/9-nine",
                                      "2-oral/10-ten", "3-more/1-one",
                                      "10-last/1-one"};
    assert_int_equal(campaign.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(campaign.entry[i].id, ids[i]);
    }
}

static void a_level_is_found_by_id_last_part_and_number(void **state)
{
    (void)state;
    assert_int_equal(campaign_scan(&campaign, root, NULL), STATUS_OK);
    assert_int_equal(campaign_find(&campaign, "2-oral/10-ten"), 2);
    assert_int_equal(campaign_find(&campaign, "10-ten"), 2);
    assert_int_equal(campaign_find(&campaign, "2-10"), 2);
    assert_int_equal(campaign_find(&campaign, "10-1"), 4);
    assert_int_equal(campaign_find(&campaign, "1-one"), campaign.count);
    assert_int_equal(campaign_find(&campaign, "1-2"), campaign.count);
    assert_int_equal(campaign_find(&campaign, ""), campaign.count);
}

static void a_missing_folder_is_told(void **state)
{
    (void)state;
    struct diag why;
    assert_int_equal(campaign_scan(&campaign, "/no/such/folder", &why),
                     STATUS_IO);
    assert_int_equal(campaign.count, 0);
    assert_non_null(strstr(why.text, "STRATEGOS_DATA"));
}

static void a_misspelled_level_gets_the_nearest_one(void **state)
{
    (void)state;
    struct diag item;
    struct diag_list faults = {.items = &item, .room = 1};
    assert_int_equal(campaign_scan(&campaign, root, NULL), STATUS_OK);
    assert_int_equal(campaign_load(&level, &campaign, "1-forth", &faults),
                     STATUS_MISSING);
    assert_non_null(strstr(item.text, "1-chain/1-fourth"));
    faults.count = 0;
    assert_int_equal(campaign_load(&level, &campaign, "forth", &faults),
                     STATUS_MISSING);
    assert_non_null(strstr(item.text, "1-chain/1-fourth"));
}

static void a_level_unlike_all_others_gets_no_suggestion(void **state)
{
    (void)state;
    struct diag item;
    struct diag_list faults = {.items = &item, .room = 1};
    assert_int_equal(campaign_scan(&campaign, root, NULL), STATUS_OK);
    assert_int_equal(campaign_load(&level, &campaign, "nosuch", &faults),
                     STATUS_MISSING);
    assert_null(strstr(item.text, "nearest"));
    assert_non_null(strstr(item.text, "strategos levels"));
}

static void every_level_of_the_game_loads_by_its_id(void **state)
{
    (void)state;
    struct diag item;
    assert_int_equal(campaign_scan(&campaign, "levels", NULL), STATUS_OK);
    assert_true(campaign.count >= 10);
    for (size_t i = 0; i < campaign.count; i++) {
        struct diag_list faults = {.items = &item, .room = 1};
        const char *id = campaign.entry[i].id;
        if (campaign_load(&level, &campaign, id, &faults) != STATUS_OK) {
            fail_msg("%s:%u: %s", id, (unsigned)item.line, item.text);
        }
        assert_string_equal(level.id, id);
    }
}

static void a_path_is_loaded_when_no_level_has_that_id(void **state)
{
    (void)state;
    struct campaign none = {.count = 0};
    assert_int_equal(campaign_scan(&campaign, "levels", NULL), STATUS_OK);
    struct diag_list faults = {.room = 0};
    assert_int_equal(
        campaign_load(&level, &none, campaign.entry[0].path, &faults),
        STATUS_OK);
    assert_string_equal(level.id, campaign.entry[0].id);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_are_sorted_by_chapter_and_number),
        cmocka_unit_test(a_level_is_found_by_id_last_part_and_number),
        cmocka_unit_test(a_missing_folder_is_told),
        cmocka_unit_test(a_misspelled_level_gets_the_nearest_one),
        cmocka_unit_test(a_level_unlike_all_others_gets_no_suggestion),
        cmocka_unit_test(every_level_of_the_game_loads_by_its_id),
        cmocka_unit_test(a_path_is_loaded_when_no_level_has_that_id),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
