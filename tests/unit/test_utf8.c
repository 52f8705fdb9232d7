/* What is UTF-8 and what is not. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include <string.h>

#include "level/utf8.h"

/* Encode any number below 2^21 in `size` bytes. */
static void encode(char *out, uint32_t point, size_t size)
{
    static const unsigned mark[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = size; i-- > 1; point >>= 6) {
        out[i] = (char)(0x80u | (point & 0x3Fu));
    }
    out[0] = (char)(mark[size] | point);
}

static size_t shortest(uint32_t point)
{
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

static void every_number_is_valid_in_its_shortest_form_only(void **state)
{
    (void)state;
    for (uint32_t point = 0; point < 0x1FFFFF; point++) {
        int scalar = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
        for (size_t size = shortest(point); size <= 4; size++) {
            char bytes[4];
            encode(bytes, point, size);
            size_t want = scalar && size == shortest(point) ? size : 0;
            if (utf8_sequence(bytes, 4) != want) {
                fail_msg("U+%04X in %zu bytes", (unsigned)point, size);
            }
        }
    }
}

static void a_sequence_that_is_cut_off_is_not_valid(void **state)
{
    (void)state;
    static const char bytes[] = "\xF0\x9F\x8F\xB0";
    assert_int_equal(utf8_sequence(bytes, 4), 4);
    for (size_t length = 1; length < 4; length++) {
        assert_int_equal(utf8_sequence(bytes, length), 0);
    }
    assert_int_equal(utf8_sequence("\xEA\xB0\x41", 3), 0);
}

static void bytes_that_begin_nothing_are_not_valid(void **state)
{
    (void)state;
    for (unsigned first = 0x80; first < 0x100; first++) {
        char bytes[4] = {(char)first, 'a', 'a', 'a'};
        assert_int_equal(utf8_sequence(bytes, 4), 0);
    }
}

static void what_a_terminal_would_obey_is_not_tame(void **state)
{
    (void)state;
    static const char *const wild[] = {
        "\x1B",         "\n",           "\x7F",
        "\xC2\x80",     "\xC2\x9F",     "\xE2\x80\xAA",
        "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9"};
    static const char *const tame[] = {" ",
                                       "~",
                                       "\xC2\xA0",
                                       "\xC3\x80",
                                       "\xE2\x80\xA9",
                                       "\xE2\x80\xAF",
                                       "\xE2\x81\xA5",
                                       "\xE2\x81\xAA",
                                       "\xED\x95\x9C",
                                       "\xE1\x80\xAA",
                                       "\xF0\x9F\x8F\xB0"};
    char text[] = "a\xC2\x9B\xFF\xED\x95\x9C\x01\xED";
    for (size_t i = 0; i < sizeof wild / sizeof wild[0]; i++) {
        assert_false(utf8_is_tame(wild[i], strlen(wild[i])));
    }
    for (size_t i = 0; i < sizeof tame / sizeof tame[0]; i++) {
        assert_true(utf8_is_tame(tame[i], strlen(tame[i])));
    }
    utf8_tame(text);
    assert_string_equal(text, "a???\xED\x95\x9C??");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_is_valid_in_its_shortest_form_only),
        cmocka_unit_test(a_sequence_that_is_cut_off_is_not_valid),
        cmocka_unit_test(bytes_that_begin_nothing_are_not_valid),
        cmocka_unit_test(what_a_terminal_would_obey_is_not_tame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
