/* The two-set keyboard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "tui/hangul.h"

static void expect(uint32_t glyph, const char *keys)
{
    char got[HANGUL_KEYS_MAX];
    assert_int_equal(hangul_keys(glyph, got), (int)strlen(keys));
    assert_string_equal(got, keys);
}

static void single_jamo_are_single_keys(void **state)
{
    (void)state;
    expect(0x3142, "q"); /* bieup */
    expect(0x3143, "Q");
    expect(0x3131, "r");
    expect(0x314E, "g");
    expect(0x314F, "k");
    expect(0x3163, "l");
    expect(0x3160, "b");
    expect(0x3161, "m");
}

static void joined_jamo_are_their_parts(void **state)
{
    (void)state;
    expect(0x3158, "hk");
    expect(0x3162, "ml");
    expect(0x3144, "qt");
}

static void syllables_are_the_keys_they_were_typed_with(void **state)
{
    (void)state;
    expect(0xAC00, "rk");
    expect(0xD55C, "gks");
    expect(0xAE00, "rmf");
    expect(0xB2ED, "ekfr");
    expect(0xBDC1, "qnpfr");
    expect(0xD7A3, "glg");
}

static void decomposed_letters_count_too(void **state)
{
    (void)state;
    expect(0x1107, "q");
    expect(0x1161, "k");
    expect(0x11A8, "r");
    expect(0x11C2, "g");
}

static void everything_else_is_no_hangul(void **state)
{
    (void)state;
    static const uint32_t others[] = {0,      'q',    0x3130, 0x3164,
                                      0xABFF, 0xD7A4, 0x1113, 0x200000};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        expect(others[i], "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(single_jamo_are_single_keys),
        cmocka_unit_test(joined_jamo_are_their_parts),
        cmocka_unit_test(syllables_are_the_keys_they_were_typed_with),
        cmocka_unit_test(decomposed_letters_count_too),
        cmocka_unit_test(everything_else_is_no_hangul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
