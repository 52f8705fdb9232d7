/* Records: what is written is replayed, what is changed is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../support/recording.h"
#include "../support/sieges.h"
#include "record/record.h"

static struct world world, replayed;
static char text[RECORDING_MAX], changed[RECORDING_MAX + 1];

static enum status replay(const char *record, size_t length,
                          struct record_result *result, struct diag *why)
{
    return record_replay(result, &replayed, record, length, NULL, why);
}

/* A small siege with a traitor, scouts and chance. */
static size_t small_record(enum rule_id rule)
{
    struct setup setup = sieges_setup(rule, 3, 1, 1U << 2);

    setup.capture = 200000;
    setup.budget = 1;
    setup.watched[0] = 1U << 1;
    setup.accusers = rule == RULE_SIGNED ? 1U << 1 : 0;
    return recording_of(text, &setup, "1-chain/fourth", 3, &world);
}

static void a_record_is_readable_text(void **state)
{
    static const char expected[] = "strategos record 3\n"
                                   "level 1-chain/fourth\n"
                                   "rule oral\n"
                                   "generals 3\n"
                                   "depth 1\n"
                                   "commander 0\n"
                                   "order 1\n"
                                   "quorum 2\n"
                                   "faults 0\n"
                                   "budget 1\n"
                                   "confirmations 0\n"
                                   "messengers 0\n"
                                   "seed 1\n"
                                   "start 4680\n"
                                   "deadline 0\n"
                                   "capture 200000\n"
                                   "tries 0\n"
                                   "falls 0\n"
                                   "traitors 2\n"
                                   "accusers none\n"
                                   "orders 2\n"
                                   "named 0 retreat 0\n"
                                   "named 1 attack 1860\n"
                                   "general 0 power 1 input 0 watched 1\n"
                                   "general 1 power 1 input 0 watched none\n"
                                   "general 2 power 1 input 0 watched none\n"
                                   "roads 0 0 60 60\n"
                                   "roads 1 60 0 60\n"
                                   "roads 2 60 60 0\n"
                                   "begin ";
    (void)state;

    small_record(RULE_ORAL);
    text[sizeof expected - 1] = '\0';
    assert_string_equal(text, expected);
}

static void a_whole_record_replays_to_the_same_world(void **state)
{
    static const enum rule_id rules[] = {RULE_RELAY, RULE_ORAL, RULE_SIGNED};
    (void)state;

    for (unsigned i = 0; i < 3; i++) {
        size_t length = small_record(rules[i]);
        struct record_result result;
        struct diag why = {.text = ""};
        assert_int_equal(replay(text, length, &result, &why), STATUS_OK);
        assert_string_equal(why.text, "");
        assert_true(result.complete);
        assert_true(result.steps == world.cursor);
        assert_string_equal(result.head.level, "1-chain/fourth");
        assert_memory_equal(&result.head.setup, &world.setup,
                            sizeof world.setup);
        assert_true(world_equal(&world, &replayed));
        assert_true(record_world_hash(&world) == record_world_hash(&replayed));
    }
}

/* A changed record is found out: refused with a line, or, when its last line
 * lost its newline, taken as cut off. */
static void must_be_found(const char *record, size_t length, size_t place)
{
    struct record_result result = {.steps = 12345};
    struct diag why = {.line = 0};
    enum status status = replay(record, length, &result, &why);

    if (status == STATUS_OK) {
        assert_false(result.complete);
        assert_true(length == 0 || record[length - 1] != '\n');
        assert_true(place + 1 >= length);
        return;
    }
    assert_true(status == STATUS_SYNTAX || status == STATUS_VERSION ||
                status == STATUS_SETUP || status == STATUS_DRIFT ||
                status == STATUS_FULL);
    assert_true(why.line > 0);
    assert_non_null(strstr(why.text, "line"));
    assert_null(strchr(why.text, '\n'));
    assert_int_equal(result.steps, 12345);
}

static void every_changed_byte_is_found(void **state)
{
    static const enum rule_id rules[] = {RULE_ORAL, RULE_SIGNED};
    static const char values[] = {'\0', '\n', ' ', '0',    '1',
                                  '9',  'a',  '=', '\x7f', '\xff'};
    (void)state;

    for (unsigned r = 0; r < 2; r++) {
        size_t length = small_record(rules[r]);
        for (size_t place = 0; place < length; place++) {
            memcpy(changed, text, length);
            for (size_t v = 0; v < sizeof values; v++) {
                changed[place] = values[v];
                if (values[v] != text[place]) {
                    must_be_found(changed, length, place);
                }
            }
            for (unsigned bit = 0; bit < 8; bit++) {
                changed[place] = (char)(text[place] ^ (char)(1U << bit));
                must_be_found(changed, length, place);
            }
        }
    }
}

/* What lost its newline must be the beginning of a line. */
static void a_changed_last_byte_is_found(void **state)
{
    static const enum rule_id rules[] = {RULE_ORAL, RULE_SIGNED};
    struct record_result result = {.steps = 12345};
    struct diag why = {.line = 0};
    (void)state;

    for (unsigned r = 0; r < 2; r++) {
        size_t length = small_record(rules[r]);
        size_t begin = (size_t)(strstr(text, "\nstep 1") - text);
        for (size_t end = length; end > begin + 1; end--) {
            memcpy(changed, text, end);
            changed[end - 1] = text[end - 1] == '\n' ? '*' : '\n';
            assert_int_not_equal(replay(changed, end, &result, &why),
                                 STATUS_OK);
            changed[end - 1] = '~';
            assert_int_not_equal(replay(changed, end, &result, &why),
                                 STATUS_OK);
        }
    }
}

static void every_deleted_byte_is_found(void **state)
{
    size_t length = small_record(RULE_ORAL);
    (void)state;

    for (size_t place = 0; place < length; place++) {
        memcpy(changed, text, place);
        memcpy(changed + place, text + place + 1, length - place - 1);
        must_be_found(changed, length - 1, place);
    }
}

static void every_inserted_byte_is_found(void **state)
{
    static const char values[] = {'\0', '\n', ' ', '0', '1', 'e', '\xea'};
    size_t length = small_record(RULE_ORAL);
    (void)state;

    for (size_t place = 0; place <= length; place++) {
        memcpy(changed, text, place);
        memcpy(changed + place + 1, text + place, length - place);
        for (size_t v = 0; v < sizeof values; v++) {
            changed[place] = values[v];
            must_be_found(changed, length + 1, place);
        }
    }
}

static void every_exchange_of_two_lines_is_found(void **state)
{
    size_t length = small_record(RULE_ORAL);
    (void)state;

    for (char *a = text; a < text + length;) {
        char *b = strchr(a, '\n') + 1;
        char *end = b < text + length ? strchr(b, '\n') + 1 : b;
        size_t before = (size_t)(a - text), one = (size_t)(b - a);
        size_t two = (size_t)(end - b);
        memcpy(changed, text, length);
        memcpy(changed + before, b, two);
        memcpy(changed + before + two, a, one);
        if (two > 0) {
            must_be_found(changed, length, before);
        }
        a = b;
    }
}

static size_t head_length(void)
{
    const char *begin = strstr(text, "\nbegin ");

    return (size_t)(strchr(begin + 1, '\n') + 1 - text);
}

static void a_record_may_end_at_any_byte_after_its_head(void **state)
{
    size_t length = small_record(RULE_ORAL);
    uint32_t steps = 0;
    (void)state;

    for (size_t cut = 0; cut < length; cut++) {
        struct record_result result;
        struct diag why;
        enum status status = replay(text, cut, &result, &why);
        if (cut < head_length()) {
            assert_int_equal(status, STATUS_SYNTAX);
            continue;
        }
        assert_int_equal(status, STATUS_OK);
        assert_false(result.complete);
        assert_true(result.steps == replayed.cursor);
        assert_true(result.steps - steps <= 1);
        steps = result.steps;
    }
    assert_int_equal(steps, world.cursor);
}

/* What a record of an older version said below "begin". */
#define OLD_STEPS                                                              \
    "step 1 general decide 0>- decide attack = 0 9cd338e51414fecd\n"           \
    "step 2 general decide 1>- decide attack = 0 5f9079127be070d8\n"           \
    "end falls agreement yes validity yes termination yes "                    \
    "5f9079127be070d8\n"
#define OLD_HEAD                                                               \
    "level -\nrule relay\ngenerals 2\ndepth 1\ncommander 0\norder 1\n"         \
    "quorum 2\nfaults 0\nbudget 0\nconfirmations 0\nmessengers 0\nseed 1\n"    \
    "start 4680\ndeadline 0\ncapture 0\n"
#define OLD_TAIL                                                               \
    "traitors none\naccusers none\norders 2\n"                                 \
    "named 0 retreat 0\nnamed 1 attack 1860\n"                                 \
    "general 0 power 1 input 0 watched none\n"                                 \
    "general 1 power 1 input 0 watched none\n"                                 \
    "roads 0 0 60\nroads 1 60 0\n"

/* The head of version 1 had no line "tries", that of version 2 no "falls". */
static void records_of_older_versions_are_still_read(void **state)
{
    static const char *const olds[] = {
        "strategos record 1\n" OLD_HEAD OLD_TAIL
        "begin 59bf62b4ca746d67\n" OLD_STEPS,
        "strategos record 2\n" OLD_HEAD "tries 0\n" OLD_TAIL
        "begin e5b70bd0af8aa722\n" OLD_STEPS,
    };
    (void)state;

    for (uint32_t version = 1; version <= 2; version++) {
        const char *old = olds[version - 1];
        struct record_result result;
        struct diag why = {.line = 0};
        assert_int_equal(replay(old, strlen(old), &result, &why), STATUS_OK);
        assert_true(result.complete);
        assert_int_equal(result.steps, 2);
        assert_int_equal(result.head.version, version);
        assert_int_equal(result.head.setup.tries, 0);
        assert_int_equal(result.head.setup.falls, 0);
    }
}

static void another_version_is_named(void **state)
{
    size_t length = small_record(RULE_ORAL);
    struct record_result result;
    struct diag why;
    (void)state;

    text[strlen("strategos record ")] = '4';
    assert_int_equal(replay(text, length, &result, &why), STATUS_VERSION);
    assert_int_equal(why.line, 1);
    assert_non_null(strstr(why.text, "version 4"));
    assert_non_null(strstr(why.text, "versions 1 to 3"));
    text[strlen("strategos record ")] = '0';
    assert_int_equal(replay(text, length, &result, &why), STATUS_VERSION);
    assert_int_equal(replay("hello\n", 6, &result, &why), STATUS_SYNTAX);
    assert_int_equal(replay("", 0, &result, &why), STATUS_SYNTAX);
}

/* Replace the first `from` in the text, of the same length as `to`. */
static void replace(const char *from, const char *to)
{
    char *at = strstr(text, from);

    assert_non_null(at);
    assert_int_equal(strlen(from), strlen(to));
    memcpy(at, to, strlen(to));
}

static void a_drift_names_line_step_and_what_would_be_right(void **state)
{
    size_t length = small_record(RULE_RELAY);
    struct record_result result;
    struct diag why;
    (void)state;

    replace("step 2 ", "step 3 ");
    assert_int_equal(replay(text, length, &result, &why), STATUS_DRIFT);
    assert_non_null(strstr(why.text, "step 2"));
    assert_non_null(strstr(why.text, "step 3"));
    assert_int_equal(why.line, head_length() > 0 ? 32 : 0);
}

static void an_answer_that_was_not_offered_is_refused(void **state)
{
    size_t length = small_record(RULE_RELAY);
    struct record_result result;
    struct diag why;
    (void)state;

    *(strstr(text, " = ") + 3) = '7';
    assert_int_equal(replay(text, length, &result, &why), STATUS_DRIFT);
    assert_non_null(strstr(why.text, "answer 7"));
}

static void a_setup_that_the_rules_refuse_is_refused_by_name(void **state)
{
    struct record_result result;
    struct diag why;
    size_t length = small_record(RULE_ORAL);
    (void)state;

    replace("\norder 1\n", "\norder 9\n");
    assert_int_equal(replay(text, length, &result, &why), STATUS_SETUP);
    assert_true(why.line > 0);
}

/* Put a piece into the text where `before` begins. */
static size_t insert(size_t length, const char *before, const char *piece)
{
    char *at = strstr(text, before);

    assert_non_null(at);
    memmove(at + strlen(piece), at, length - (size_t)(at - text));
    memcpy(at, piece, strlen(piece));
    return length + strlen(piece);
}

static void a_head_line_in_other_words_is_shown_its_right_form(void **state)
{
    size_t length = small_record(RULE_ORAL);
    struct record_result result;
    struct diag why;
    (void)state;

    length = insert(length, "1\ncommander", "0");
    assert_int_equal(replay(text, length, &result, &why), STATUS_SYNTAX);
    assert_int_equal(why.line, 5);
    assert_string_equal(why.text, "line 5: \"depth 01\" should be \"depth 1\"");
}

static void numbers_too_large_for_their_place_are_refused(void **state)
{
    static const struct {
        const char *from, *to;
        uint32_t line;
    } rows[] = {{"generals 3", "generals 17", 4},
                {"generals 3", "generals 19", 4},
                {"depth 1", "depth 256", 5},
                {"seed 1", "seed 18446744073709551616", 13},
                {"start 4680", "start 4294967296", 14},
                {"traitors 2", "traitors 16", 19},
                {"orders 2", "orders 9", 21},
                {"power 1", "power 65536", 24},
                {"roads 0 0 60", "roads 0 0 65536", 27}};
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t length = small_record(RULE_ORAL);
        struct record_result result;
        struct diag why;
        size_t cut = strlen(rows[i].from);
        char *at = strstr(text, rows[i].from);
        memmove(at, at + cut, length - cut - (size_t)(at - text));
        length -= cut;
        memmove(at + strlen(rows[i].to), at, length - (size_t)(at - text));
        memcpy(at, rows[i].to, strlen(rows[i].to));
        length += strlen(rows[i].to);
        assert_int_equal(replay(text, length, &result, &why), STATUS_SYNTAX);
        assert_int_equal(why.line, rows[i].line);
    }
}

static void the_begin_line_covers_the_head_and_the_world(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 3, 1, 0);
    struct record_head head = {.setup = setup, .level = "a"};
    (void)state;

    sieges_start(&world, &setup);
    (void)record_format_head(&head, &world, text, sizeof text);
    world.sent++;
    (void)record_format_head(&head, &world, changed, sizeof changed);
    assert_string_not_equal(strstr(text, "begin"), strstr(changed, "begin"));
    world.sent--;
    head.level[0] = 'b';
    (void)record_format_head(&head, &world, changed, sizeof changed);
    assert_string_not_equal(strstr(text, "begin"), strstr(changed, "begin"));
}

static void nothing_may_follow_the_end(void **state)
{
    size_t length = small_record(RULE_ORAL);
    struct record_result result;
    struct diag why;
    (void)state;

    text[length] = '\n';
    assert_int_equal(replay(text, length + 1, &result, &why), STATUS_SYNTAX);
    text[length] = 'x';
    assert_int_equal(replay(text, length + 1, &result, &why), STATUS_SYNTAX);
}

static void any_level_id_survives(void **state)
{
    static const char *const ids[] = {
        "", "-", "%", "a b", "%2D", "3-\xec\x98\xa4/\x01\x7f", "--"};
    (void)state;

    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        struct setup setup = sieges_setup(RULE_RELAY, 2, 1, 0);
        size_t length = recording_of(text, &setup, ids[i], 1, &world);
        struct record_result result;
        struct diag why;
        assert_int_equal(replay(text, length, &result, &why), STATUS_OK);
        assert_string_equal(result.head.level, ids[i]);
    }
}

static void the_longest_level_id_survives(void **state)
{
    struct setup setup = sieges_setup(RULE_RELAY, 2, 1, 0);
    struct record_result result;
    char id[RECORD_LEVEL_MAX];
    size_t length;
    (void)state;

    memset(id, '%', sizeof id);
    id[sizeof id - 1] = '\0';
    length = recording_of(text, &setup, id, 1, &world);
    assert_int_equal(replay(text, length, &result, NULL), STATUS_OK);
    assert_string_equal(result.head.level, id);
    length = insert(length, "%25", "%25");
    assert_int_equal(replay(text, length, &result, NULL), STATUS_SYNTAX);
    memset(id, 'a', sizeof id - 1);
    length = recording_of(text, &setup, id, 1, &world);
    length = insert(length, "aaa", "a");
    assert_int_equal(replay(text, length, &result, NULL), STATUS_SYNTAX);
}

static bool stop_at(void *context, const struct world *before,
                    const struct decision *asked, uint64_t answer)
{
    uint32_t *left = context;

    assert_int_equal(before->cursor, asked->cursor);
    assert_true(answer < asked->options);
    return (*left)-- > 0;
}

static void a_visitor_sees_each_answer_and_may_stop(void **state)
{
    size_t length = small_record(RULE_ORAL);
    (void)state;

    for (uint32_t stop = 0; stop < 4; stop++) {
        struct record_result result;
        uint32_t left = stop;
        struct record_visitor visitor = {.visit = stop_at, .context = &left};
        assert_int_equal(
            record_replay(&result, &replayed, text, length, &visitor, NULL),
            STATUS_OK);
        assert_int_equal(result.steps, stop);
        assert_int_equal(replayed.cursor, stop);
        assert_false(result.complete);
    }
}

static void formats_say_how_much_room_they_want(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 16, 1, 0xffff);
    struct record_head head = {.setup = setup};
    size_t wanted;
    char little[8];
    (void)state;

    sieges_start(&world, &setup);
    wanted = record_format_head(&head, &world, NULL, 0);
    assert_in_range(wanted, 1000, RECORD_HEAD_MAX - 1);
    assert_int_equal(record_format_head(&head, &world, little, 8), wanted);
    assert_string_equal(little, "strateg");
    assert_int_equal(record_format_head(&head, &world, text, sizeof text),
                     wanted);
    assert_int_equal(strlen(text), wanted);
}

/* Heads made of the grammar's own words, put together at random. */
static void shuffled_words_never_pass(void **state)
{
    size_t length = small_record(RULE_ORAL);
    (void)state;

    for (uint64_t seed = 0; seed < 4000; seed++) {
        size_t from = nature_below(seed, 0, length);
        size_t to = nature_below(seed, 1, length);
        size_t span = 1 + nature_below(seed, 2, 40);
        span = from + span > length ? length - from : span;
        span = to + span > length ? length - to : span;
        memcpy(changed, text, length);
        memcpy(changed + to, text + from, span);
        if (memcmp(changed, text, length) != 0) {
            must_be_found(changed, length, to + span - 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_readable_text),
        cmocka_unit_test(a_whole_record_replays_to_the_same_world),
        cmocka_unit_test(every_changed_byte_is_found),
        cmocka_unit_test(a_changed_last_byte_is_found),
        cmocka_unit_test(every_deleted_byte_is_found),
        cmocka_unit_test(every_inserted_byte_is_found),
        cmocka_unit_test(every_exchange_of_two_lines_is_found),
        cmocka_unit_test(a_record_may_end_at_any_byte_after_its_head),
        cmocka_unit_test(records_of_older_versions_are_still_read),
        cmocka_unit_test(another_version_is_named),
        cmocka_unit_test(a_drift_names_line_step_and_what_would_be_right),
        cmocka_unit_test(an_answer_that_was_not_offered_is_refused),
        cmocka_unit_test(a_setup_that_the_rules_refuse_is_refused_by_name),
        cmocka_unit_test(a_head_line_in_other_words_is_shown_its_right_form),
        cmocka_unit_test(numbers_too_large_for_their_place_are_refused),
        cmocka_unit_test(the_begin_line_covers_the_head_and_the_world),
        cmocka_unit_test(nothing_may_follow_the_end),
        cmocka_unit_test(any_level_id_survives),
        cmocka_unit_test(the_longest_level_id_survives),
        cmocka_unit_test(a_visitor_sees_each_answer_and_may_stop),
        cmocka_unit_test(formats_say_how_much_room_they_want),
        cmocka_unit_test(shuffled_words_never_pass),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
