/* Status codes and faults. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/status.h"

static void every_status_has_a_sentence_of_its_own(void **state)
{
    (void)state;
    for (int a = 0; a < STATUS_COUNT; a++) {
        const char *sentence = status_sentence((enum status)a);
        assert_non_null(sentence);
        assert_true(strlen(sentence) > 3);
        assert_true(sentence[strlen(sentence) - 1] != '.');
        for (int b = 0; b < a; b++) {
            assert_string_not_equal(sentence, status_sentence((enum status)b));
        }
    }
}

static void a_fault_keeps_its_place_and_its_sentence(void **state)
{
    (void)state;
    struct diag why;
    diag_set_at(&why, "a.level", 17, "%d generals", 3);
    assert_string_equal(why.file, "a.level");
    assert_int_equal(why.line, 17);
    assert_string_equal(why.text, "3 generals");
    diag_set(&why, "no place");
    assert_string_equal(why.file, "");
    assert_int_equal(why.line, 0);
    assert_string_equal(why.text, "no place");
}

static void nobody_need_ask_why(void **state)
{
    (void)state;
    diag_set(NULL, "%s", "unheard");
    diag_set_at(NULL, "file", 1, "unheard");
    diag_add(NULL, "file", 1, "unheard");
}

static void a_long_sentence_is_cut_and_closed(void **state)
{
    (void)state;
    struct diag why;
    char text[1000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    diag_set_at(&why, text, 1, "%s", text);
    assert_int_equal(strlen(why.text), sizeof why.text - 1);
    assert_int_equal(strlen(why.file), sizeof why.file - 1);
}

static void faults_without_room_are_counted(void **state)
{
    (void)state;
    struct diag items[3];
    struct diag_list list = {.items = items, .room = 2};
    memset(&items[2], 0x55, sizeof items[2]);
    struct diag untouched = items[2];
    for (uint32_t line = 1; line <= 5; line++) {
        diag_add(&list, "f", line, "fault %u", line);
    }
    assert_int_equal(list.count, 5);
    assert_string_equal(items[1].text, "fault 2");
    assert_memory_equal(&items[2], &untouched, sizeof untouched);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_a_sentence_of_its_own),
        cmocka_unit_test(a_fault_keeps_its_place_and_its_sentence),
        cmocka_unit_test(nobody_need_ask_why),
        cmocka_unit_test(a_long_sentence_is_cut_and_closed),
        cmocka_unit_test(faults_without_room_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
