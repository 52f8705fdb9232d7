/* Reading the command line, and writing JSON. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/options.h"
#include "cli/siege.h"

enum { WORDS_MAX = 16 };
static struct options options;
static int code;

/* Read a line of words as the options of run. */
static bool reads(const char *line)
{
    static char text[512];
    static char *argv[WORDS_MAX + 1];
    int argc = 0;
    (void)snprintf(text, sizeof text, "run %s", line);
    for (char *word = strtok(text, " "); word != NULL && argc < WORDS_MAX;
         word = strtok(NULL, " ")) {
        argv[argc++] = word;
    }
    argv[argc] = NULL;
    return options_read(&options, &cmd_run, argc, argv, &code);
}

static void options_and_arguments_may_be_mixed(void **state)
{
    (void)state;
    assert_true(reads("--seed 3 1-1 --json"));
    assert_int_equal(options.args, 1);
    assert_string_equal(options.arg[0], "1-1");
    assert_string_equal(options.value[OPT_SEED], "3");
    assert_true(option_given(&options, OPT_JSON));
    assert_false(option_given(&options, OPT_RECORD));
}

static void short_options_carry_values(void **state)
{
    (void)state;
    uint64_t n = 0;
    assert_true(reads("-n4 -m 2"));
    assert_true(option_count(&options, OPT_GENERALS, 1, 16, &n));
    assert_int_equal(n, 4);
    assert_true(option_count(&options, OPT_DEPTH, 0, 64, &n));
    assert_int_equal(n, 2);
}

static void as_may_be_given_several_times(void **state)
{
    (void)state;
    assert_true(reads("--as 1=split --as city=greedy 1-1"));
    assert_int_equal(options.as_count, 2);
    assert_string_equal(options.as[0], "1=split");
    assert_string_equal(options.as[1], "city=greedy");
}

static void wrong_options_end_with_exit_code_2(void **state)
{
    (void)state;
    static const char *const lines[] = {"--sed 3", "-z", "--seed", "a b",
                                        "--plain"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        code = 0;
        assert_false(reads(lines[i]));
        assert_int_equal(code, 2);
    }
}

static void a_number_is_digits_only_and_in_its_range(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "-1", "+1", "1x", "x", "0x1", "1.0", "18446744073709551616"};
    uint64_t seed = 5;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        options = (struct options){.given = OPTION_BIT(OPT_SEED)};
        options.value[OPT_SEED] = wrong[i];
        assert_false(option_count(&options, OPT_SEED, 0, UINT64_MAX, &seed));
        assert_int_equal(seed, 5);
    }
    options.value[OPT_SEED] = "18446744073709551615";
    assert_true(option_count(&options, OPT_SEED, 0, UINT64_MAX, &seed));
    assert_true(seed == UINT64_MAX);
    assert_false(option_count(&options, OPT_SEED, 0, 9, &seed));
}

static void a_chance_is_read_in_parts_in_a_million(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t ppm;
    } right[] = {{"0", 0}, {"0.3", 300000}, {"1", PPM}, {"1e-6", 1}};
    static const char *const wrong[] = {
        "-0.1", "1.1", "nan", "inf", "0x1", "", "0.3x", "1e-7", "0.0000009"};
    uint32_t ppm = 7;
    options = (struct options){.given = OPTION_BIT(OPT_CAPTURE)};
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        options.value[OPT_CAPTURE] = right[i].text;
        assert_true(option_chance(&options, OPT_CAPTURE, &ppm));
        assert_int_equal(ppm, right[i].ppm);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        options.value[OPT_CAPTURE] = wrong[i];
        assert_false(option_chance(&options, OPT_CAPTURE, &ppm));
    }
}

static void a_real_number_is_decimal_and_in_its_range(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } right[] = {{"0", 0}, {"0.3", 0.3}, {".3", 0.3}, {"3e-1", 0.3}, {"1", 1}};
    static const char *const wrong[] = {"-0.1", "+0.1", "1.1",    "nan", "inf",
                                        "0x1",  "0.3x", "0,3",    "",    ".",
                                        " 0.3", "0.3 ", "1e-400", "1e"};
    double value = 7;
    options = (struct options){.given = OPTION_BIT(OPT_POWER)};
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        options.value[OPT_POWER] = right[i].text;
        assert_true(option_real(&options, OPT_POWER, 0, 1, &value));
        assert_true(value >= right[i].value && value <= right[i].value);
    }
    value = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        options.value[OPT_POWER] = wrong[i];
        assert_false(option_real(&options, OPT_POWER, 0, 1, &value));
    }
    assert_true(value >= 7);
}

static void a_shard_is_one_of_its_parts(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "0/4",       "5/4",
        "1/0",       "0/0",
        "a/b",       "1/",
        "/1",        "1",
        "",          "1/2/3",
        "-1/2",      "1/-2",
        " 1/2",      "1/ 2",
        "1/1000001", "99999999999999999999/99999999999999999999"};
    uint64_t part = 7, parts = 9;
    options = (struct options){.given = OPTION_BIT(OPT_SHARD)};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        options.value[OPT_SHARD] = wrong[i];
        assert_false(option_shard(&options, OPT_SHARD, &part, &parts));
    }
    assert_int_equal(part, 7);
    assert_int_equal(parts, 9);
    options.value[OPT_SHARD] = "4/4";
    assert_true(option_shard(&options, OPT_SHARD, &part, &parts));
    assert_int_equal(part, 3);
    assert_int_equal(parts, 4);
    options.value[OPT_SHARD] = "1/1000000";
    assert_true(option_shard(&options, OPT_SHARD, &part, &parts));
    assert_int_equal(part, 0);
    assert_int_equal(parts, SHARDS_MAX);
}

static void a_setup_has_the_defaults_of_the_contract(void **state)
{
    (void)state;
    static struct siege siege;
    assert_true(reads("--rule oral -n 7 --traitors 1,6"));
    assert_int_equal(siege_choose(&siege, &options), 0);
    assert_int_equal(siege.setup.depth, 2);
    assert_int_equal(siege.setup.seed, 1);
    assert_int_equal(siege.setup.traitors, 1 << 1 | 1 << 6);
    assert_int_equal(siege.setup.quorum, 4);
    assert_string_equal(siege.setup.order_id[siege.setup.order], "attack");
    assert_true(reads("--rule oral -n 7"));
    assert_int_equal(siege_choose(&siege, &options), 0);
    assert_int_equal(siege.setup.depth, 1);
}

static void a_strategy_is_given_to_traitors_only(void **state)
{
    (void)state;
    static struct siege siege;
    static const char *const orders[] = {
        "--rule pbft -n 7 --traitors 1,2 --as traitors=split --as 2=silent "
        "--as city=greedy",
        "--rule pbft -n 7 --traitors 1,2 --as city=greedy --as 2=silent "
        "--as traitors=split"};
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        assert_true(reads(orders[i]));
        assert_int_equal(siege_choose(&siege, &options), 0);
        assert_int_equal(siege.agents.general[0], STRATEGY_LOYAL);
        assert_int_equal(siege.agents.general[1], STRATEGY_SPLIT);
        assert_int_equal(siege.agents.general[2], STRATEGY_SILENT);
        assert_int_equal(siege.agents.city, STRATEGY_GREEDY);
    }
    assert_true(reads("--rule oral -n 4 --traitors 1 --as 3=split"));
    assert_int_equal(siege_choose(&siege, &options), 2);
}

static void the_table_of_options_is_sound(void **state)
{
    (void)state;
    for (int id = 0; id < OPT_COUNT; id++) {
        const struct option_row *row = option_row((enum option_id)id);
        assert_true(row->name != NULL || row->letter != 0);
        assert_non_null(row->what);
    }
    for (const struct command *const *at = commands(); *at != NULL; at++) {
        assert_ptr_equal(command_find((*at)->name), *at);
        assert_true(((*at)->options & OPTION_BIT(OPT_HELP)) != 0);
        assert_true((*at)->most >= (*at)->least);
    }
    assert_null(command_find("conquer"));
    assert_int_equal(command_refuse("chek"), 2);
}

static void json_escapes_what_json_wants_escaped(void **state)
{
    (void)state;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    struct json json = json_begin(out);
    json_open(&json, '{');
    json_key(&json, "a\"b");
    json_string(&json, "\\ \n \t \x01 \x7f 장군 \xff \xc3 \xed\xa0\x80");
    json_key(&json, "list");
    json_open(&json, '[');
    json_count(&json, UINT64_MAX);
    json_bool(&json, true);
    json_null(&json);
    json_open(&json, '{');
    json_close(&json, '}');
    json_open(&json, '[');
    json_close(&json, ']');
    json_string(&json, NULL);
    json_close(&json, ']');
    json_key(&json, "hex");
    json_hex(&json, (const uint8_t *)"\x00\xab", 2);
    json_close(&json, '}');
    json_end(&json);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(text,
                        "{\"a\\\"b\":\"\\\\ \\n \\t \\u0001 \\u007f 장군 "
                        "\xEF\xBF\xBD \xEF\xBF\xBD "
                        "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\","
                        "\"list\":[18446744073709551615,true,null,{},[],null],"
                        "\"hex\":\"00ab\"}\n");
    free(text);
}

static void json_numbers_read_back_as_the_same_number(void **state)
{
    (void)state;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    struct json json = json_begin(out);
    json_open(&json, '[');
    json_real(&json, 0.3);
    json_real(&json, 1);
    json_real(&json, 1.0 / 3);
    json_real(&json, 0.1 + 0.2);
    json_real(&json, 2.5e-300);
    json_power(&json, -445.25);
    json_power(&json, -310);
    json_close(&json, ']');
    json_end(&json);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(text, "[0.3,1,0.3333333333333333,0.30000000000000004,"
                              "2.5e-300,5.6234132519e-446,1e-310]\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_and_arguments_may_be_mixed),
        cmocka_unit_test(short_options_carry_values),
        cmocka_unit_test(as_may_be_given_several_times),
        cmocka_unit_test(wrong_options_end_with_exit_code_2),
        cmocka_unit_test(a_number_is_digits_only_and_in_its_range),
        cmocka_unit_test(a_chance_is_read_in_parts_in_a_million),
        cmocka_unit_test(a_real_number_is_decimal_and_in_its_range),
        cmocka_unit_test(a_shard_is_one_of_its_parts),
        cmocka_unit_test(a_setup_has_the_defaults_of_the_contract),
        cmocka_unit_test(a_strategy_is_given_to_traitors_only),
        cmocka_unit_test(the_table_of_options_is_sound),
        cmocka_unit_test(json_escapes_what_json_wants_escaped),
        cmocka_unit_test(json_numbers_read_back_as_the_same_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
