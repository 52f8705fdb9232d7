/* The numbering of "who said that who said". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/paths.h"

static void the_letters_of_om_are_as_many_as_the_paper_says(void **state)
{
    (void)state;
    assert_int_equal(paths_total(4, 1), 9);
    assert_int_equal(paths_total(7, 2), 156);
    assert_int_equal(paths_total(10, 3), 3609);
    assert_int_equal(paths_total(3, 0), 2);
    assert_int_equal(paths_total(1, 1), 0);
}

static void a_round_has_a_factor_fewer_for_each_general_passed(void **state)
{
    (void)state;
    assert_int_equal(paths_in_round(10, 1), 9);
    assert_int_equal(paths_in_round(10, 2), 72);
    assert_int_equal(paths_in_round(10, 9), 362880);
    assert_int_equal(paths_in_round(10, 10), 0);
    assert_int_equal(paths_before_round(10, 1), 0);
    assert_int_equal(paths_before_round(10, 3), 81);
}

static void rounds_beyond_the_generals_add_no_letters(void **state)
{
    (void)state;
    assert_int_equal(paths_total(4, 60), paths_total(4, 2));
}

static void too_many_letters_saturate(void **state)
{
    (void)state;
    assert_int_equal(paths_total(16, 14), UINT32_MAX);
    assert_int_equal(paths_in_round(16, 15), UINT32_MAX);
    assert_int_equal(paths_before_round(16, 16), UINT32_MAX);
}

/* Every letter of every army up to six, every commander. */
static void unpacking_and_numbering_are_inverse(void **state)
{
    (void)state;
    for (unsigned n = 2; n <= 6; n++) {
        for (unsigned c = 0; c < n; c++) {
            for (uint32_t i = 0; i < paths_total(n, n - 2); i++) {
                uint8_t who[GENERALS_MAX];
                unsigned length = paths_unpack(n, c, i, who);
                assert_int_equal(who[0], c);
                assert_int_equal(paths_index(n, who, length), i);
            }
        }
    }
}

static void a_path_never_passes_a_general_twice(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < paths_total(6, 4); i++) {
        uint8_t who[GENERALS_MAX];
        uint32_t seen = 0;
        unsigned length = paths_unpack(6, 2, i, who);
        for (unsigned k = 0; k < length; k++) {
            assert_true(who[k] < 6);
            assert_int_equal(seen >> who[k] & 1, 0);
            seen |= 1u << who[k];
        }
    }
}

static void letters_are_numbered_by_round_then_by_general(void **state)
{
    (void)state;
    static const uint8_t expected[9][3] = {{0, 1, 0}, {0, 2, 0}, {0, 3, 0},
                                           {0, 1, 2}, {0, 1, 3}, {0, 2, 1},
                                           {0, 2, 3}, {0, 3, 1}, {0, 3, 2}};
    for (uint32_t i = 0; i < 9; i++) {
        uint8_t who[GENERALS_MAX];
        unsigned length = paths_unpack(4, 0, i, who);
        assert_int_equal(length, i < 3 ? 2 : 3);
        assert_memory_equal(who, expected[i], length);
    }
}

static void what_is_packed_can_be_read(void **state)
{
    (void)state;
    uint8_t who[GENERALS_MAX];
    for (unsigned k = 0; k < GENERALS_MAX; k++) {
        who[k] = (uint8_t)(GENERALS_MAX - 1 - k);
    }
    path_bits path = paths_pack(who, GENERALS_MAX);
    for (unsigned k = 0; k < GENERALS_MAX; k++) {
        assert_int_equal(paths_at(path, k), who[k]);
    }
    assert_int_equal(paths_pack(who, 2), 0xEF);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_letters_of_om_are_as_many_as_the_paper_says),
        cmocka_unit_test(a_round_has_a_factor_fewer_for_each_general_passed),
        cmocka_unit_test(rounds_beyond_the_generals_add_no_letters),
        cmocka_unit_test(too_many_letters_saturate),
        cmocka_unit_test(unpacking_and_numbering_are_inverse),
        cmocka_unit_test(a_path_never_passes_a_general_twice),
        cmocka_unit_test(letters_are_numbered_by_round_then_by_general),
        cmocka_unit_test(what_is_packed_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
