/* Reading levels: good ones, bad ones, and what is drawn from a seed. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "level/level.h"
#include "level/named.h"
#include "level/nearest.h"

enum { ROOM = 64, TEXT = 600 * 1024 };
static struct level level;
static struct diag items[ROOM];
static char text[TEXT], copy[TEXT], got[TEXT];

static const char sample[] =
    "format = 1;\n"
    "title = { en = \"A\"; ko = \"가\"; };\n"
    "briefing = { en = \"B\"; };\n"
    "goal_text = { en = \"C\"; };\n"
    "idea = { en = \"D\"; };\n"
    "rule = \"oral\"; depth = 1;\n"
    "orders = ( { id = \"friday\"; at = \"Friday 13:00\"; },\n"
    "           { id = \"retreat\"; name = { en = \"go home\"; }; },\n"
    "           { id = \"saturday\"; at = \"Saturday 13:00\";\n"
    "             letter = { en = \"S\"; }; } );\n"
    "generals = ( { id = \"bardas\"; name = { en = \"Bardas\"; }; },\n"
    "             { id = \"leo\"; traitor = true; plays = \"split\"; },\n"
    "             { id = \"anna\"; }, { id = \"zoe\"; } );\n"
    "commander = \"bardas\"; order = \"saturday\";\n"
    "role = \"loyal\"; player = \"anna\"; goal = \"hold\";\n"
    "claim = \"possible\"; quorum = 3;\n"
    "roads = { minutes = 30; special = (\n"
    "  { between = [ \"leo\", \"zoe\" ]; minutes = 0; } ); };\n"
    "scouts = { chance = 0.25; budget = 2; plays = \"greedy\";\n"
    "           watch = ( [ \"anna\", \"bardas\" ] ); };\n"
    "secret = { order = true; traitors = 1;\n"
    "           among = [ \"leo\", \"zoe\" ]; };\n"
    "solution = ( { decide = \"saturday\"; } );\n";

static size_t read_whole(const char *path, char *out, size_t room)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return 0;
    }
    size_t length = fread(out, 1, room - 1, file);
    (void)fclose(file);
    out[length] = '\0';
    return length;
}

/* Parse; returns how many faults there are. */
static size_t faults_of(const char *level_text, size_t length)
{
    struct diag_list faults = {.items = items, .room = ROOM};
    enum status status =
        level_parse(&level, level_text, length, "a/b.level", &faults);
    assert_int_equal(status == STATUS_OK, faults.count == 0);
    return faults.count;
}

/* The sample with one place changed. */
static size_t faults_with(const char *old, const char *new)
{
    const char *at = strstr(sample, old);
    assert_non_null(at);
    (void)snprintf(copy, sizeof copy, "%.*s%s%s", (int)(at - sample), sample,
                   new, at + strlen(old));
    return faults_of(copy, strlen(copy));
}

static void the_sample_reads_as_it_is_written(void **state)
{
    (void)state;
    assert_int_equal(faults_of(sample, strlen(sample)), 0);
    const struct setup *setup = &level.setup;
    assert_string_equal(level.id, "a/b");
    assert_int_equal(setup->rule, RULE_ORAL);
    assert_int_equal(setup->generals, 4);
    assert_int_equal(setup->orders, 3);
    assert_string_equal(setup->order_id[2], "saturday");
    assert_int_equal(setup->order_minute[1], 31 * 60);
    assert_int_equal(setup->order_minute[2], 55 * 60);
    assert_int_equal(setup->order, 2);
    assert_int_equal(setup->traitors, 1 << 1);
    assert_int_equal(setup->road[0][1], 30);
    assert_int_equal(setup->road[1][3], 0);
    assert_int_equal(setup->road[3][1], 0);
    assert_int_equal(setup->capture, 250000);
    assert_int_equal(setup->budget, 2);
    assert_int_equal(setup->watched[2], 1);
    assert_int_equal(setup->watched[0], 4);
    assert_int_equal(setup->quorum, 3);
    assert_int_equal(level.others.city, STRATEGY_GREEDY);
    assert_int_equal(level.others.general[1], STRATEGY_SPLIT);
    assert_int_equal(level.role, ROLE_LOYAL);
    assert_int_equal(level.player, 2);
    assert_int_equal(level.goal, GOAL_HOLD);
    assert_true(level.possible);
    assert_int_equal(level.secret.among, 1 << 1 | 1 << 3);
    assert_int_equal(level.solution_steps, 1);
    assert_int_equal(level.solution[0].kind, OPTION_DECIDE);
    assert_int_equal(level.solution[0].order, 2);
}

static void a_text_speaks_english_where_korean_is_missing(void **state)
{
    (void)state;
    assert_int_equal(faults_of(sample, strlen(sample)), 0);
    assert_string_equal(level_say(&level, level.title, LANGUAGE_KO), "가");
    assert_string_equal(level_say(&level, level.briefing, LANGUAGE_KO), "B");
    assert_string_equal(level_say(&level, level.debrief, LANGUAGE_KO), "");
    assert_string_equal(level_name(&level, 0, LANGUAGE_KO), "Bardas");
    assert_string_equal(level_name(&level, 2, LANGUAGE_EN), "General 3");
    assert_string_equal(level_name(&level, 2, LANGUAGE_KO), "장군 3");
    assert_string_equal(
        level_say(&level, level.order_name[ORDER_RETREAT], LANGUAGE_EN),
        "go home");
}

static void a_fault_leaves_the_level_untouched(void **state)
{
    (void)state;
    memset(&level, 0x5a, sizeof level);
    static struct level before;
    before = level;
    assert_int_equal(faults_with("\"hold\"", "\"hodl\""), 1);
    assert_memory_equal(&before, &level, sizeof level);
    assert_int_equal(items[0].line, 15);
    assert_non_null(strstr(items[0].text, "\"hold\""));
}

static void every_fault_of_a_file_is_told_at_once_in_order_of_line(void **state)
{
    (void)state;
    size_t length =
        read_whole("tests/levels-bad/many-faults.level", text, TEXT);
    size_t count = faults_of(text, length);
    assert_true(count > 20 && count < ROOM);
    for (size_t i = 1; i < count; i++) {
        assert_true(items[i - 1].line <= items[i].line);
    }
}

/* Faults of one bad level as check prints them, without the folder. */
static void write_faults(const char *name, struct diag_list *faults)
{
    size_t used = 0;
    for (size_t i = 0; i < faults->count && i < ROOM; i++) {
        used += (size_t)snprintf(got + used, sizeof got - used, "%s:%u: %s\n",
                                 name, (unsigned)items[i].line, items[i].text);
    }
}

/* Accept a change with STRATEGOS_ACCEPT=1 in the environment, and look at the
 * difference. */
static void compare_with(const char *path)
{
    if (getenv("STRATEGOS_ACCEPT") != NULL) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_true(fputs(got, file) >= 0);
        assert_int_equal(fclose(file), 0);
    }
    text[0] = '\0';
    (void)read_whole(path, text, TEXT);
    assert_string_equal(got, text);
}

static void every_bad_level_gets_the_faults_that_are_expected(void **state)
{
    (void)state;
    DIR *folder = opendir("tests/levels-bad");
    assert_non_null(folder);
    unsigned files = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL;
         entry = readdir(folder)) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot == NULL || strcmp(dot, ".level") != 0) {
            continue;
        }
        char path[512];
        struct diag_list faults = {.items = items, .room = ROOM};
        (void)snprintf(path, sizeof path, "tests/levels-bad/%s", entry->d_name);
        assert_int_not_equal(level_load(&level, path, &faults), STATUS_OK);
        assert_true(faults.count > 0);
        write_faults(entry->d_name, &faults);
        (void)snprintf(path, sizeof path, "tests/levels-bad/%.*s.faults",
                       (int)(dot - entry->d_name), entry->d_name);
        compare_with(path);
        files++;
    }
    (void)closedir(folder);
    assert_true(files > 40);
}

static void the_example_of_the_readme_is_a_good_level(void **state)
{
    (void)state;
    size_t length = read_whole("levels/README.md", text, TEXT);
    assert_true(length > 0);
    char *begin = strstr(text, "```\n");
    assert_non_null(begin);
    begin += 4;
    char *end = strstr(begin, "```");
    assert_non_null(end);
    assert_int_equal(faults_of(begin, (size_t)(end - begin)), 0);
    assert_int_equal(level.solution_steps, 1);
}

static void the_blank_level_is_a_good_level(void **state)
{
    (void)state;
    struct diag_list faults = {.items = items, .room = ROOM};
    assert_int_equal(level_load(&level, "levels/blank.level", &faults),
                     STATUS_OK);
    assert_int_equal(level.setup.rule, RULE_BLANK);
}

static void the_readme_names_every_key(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "format", "title",   "briefing", "goal_text",     "idea",
        "city",   "debrief", "notes",    "hints",         "predict",
        "rule",   "depth",   "start",    "predict_about", "orders",
        "order",  "role",    "player",   "commander",     "generals",
        "goal",   "claim",   "par",      "quorum",        "roads",
        "scouts", "secret",  "accuse",   "solution",      "plays",
        "power",  "traitor", "id",       "name"};
    (void)read_whole("levels/README.md", text, TEXT);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        char quoted[32];
        (void)snprintf(quoted, sizeof quoted, "`%s`", keys[i]);
        if (strstr(text, quoted) == NULL) {
            fail_msg("levels/README.md does not name %s", quoted);
        }
    }
}

static void lines_may_end_as_on_other_systems(void **state)
{
    (void)state;
    size_t used = 0;
    memcpy(copy, "\xEF\xBB\xBF", 3);
    used = 3;
    for (const char *c = sample; *c != '\0'; c++) {
        if (*c == '\n') {
            copy[used++] = '\r';
        }
        copy[used++] = *c;
    }
    assert_int_equal(faults_of(copy, used), 0);
}

static void a_file_over_256_kB_is_refused(void **state)
{
    (void)state;
    size_t length = strlen(sample);
    memcpy(text, sample, length);
    memset(text + length, '\n', (size_t)LEVEL_FILE_MAX + 1 - length);
    assert_int_equal(faults_of(text, LEVEL_FILE_MAX), 0);
    assert_int_equal(faults_of(text, LEVEL_FILE_MAX + 1), 1);
    assert_non_null(strstr(items[0].text, "256 kB"));
}

static void texts_that_are_too_long_together_are_refused(void **state)
{
    (void)state;
    size_t at = (size_t)(strstr(sample, "\"B\"") - sample) + 1;
    memcpy(text, sample, at);
    memset(text + at, 'x', LEVEL_TEXT_MAX);
    (void)snprintf(text + at + LEVEL_TEXT_MAX, TEXT - at - LEVEL_TEXT_MAX, "%s",
                   sample + at);
    assert_int_equal(faults_of(text, strlen(text)), 1);
    assert_int_equal(items[0].line, 3);
}

static void include_is_refused_even_in_a_comment_or_a_text(void **state)
{
    (void)state;
    assert_int_equal(faults_with("\"B\"", "\"B\n@include \\\"x\\\" \""), 1);
    assert_int_equal(
        faults_with("briefing", "/*\n \t@include \"x\"\n*/ briefing"), 1);
    assert_int_equal(faults_with("briefing", "# see @include\nbriefing"), 0);
}

static void faults_are_counted_without_a_list(void **state)
{
    (void)state;
    assert_int_equal(level_parse(&level, "x = 1;", 6, "x", NULL),
                     STATUS_SYNTAX);
}

static void few_rooms_for_faults_are_not_overrun(void **state)
{
    (void)state;
    struct diag few[2];
    struct diag_list faults = {.items = few, .room = 2};
    assert_int_equal(level_parse(&level, "x = 1;", 6, "x", &faults),
                     STATUS_SYNTAX);
    assert_true(faults.count > 2);
}

static void a_file_that_is_not_there_is_a_fault(void **state)
{
    (void)state;
    struct diag_list faults = {.items = items, .room = ROOM};
    assert_int_equal(level_load(&level, "no/such.level", &faults), STATUS_IO);
    assert_int_equal(faults.count, 1);
    assert_int_equal(level_load(&level, "tests", &faults), STATUS_IO);
    assert_int_equal(faults.count, 2);
}

static void the_seed_settles_secrets_and_nothing_else(void **state)
{
    (void)state;
    unsigned orders = 0, traitors = 0;
    assert_int_equal(faults_of(sample, strlen(sample)), 0);
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct setup setup, again;
        struct agents others;
        level_draw(&level, seed, &setup, &others);
        level_draw(&level, seed, &again, &others);
        assert_memory_equal(&setup, &again, sizeof setup);
        assert_int_equal(setup.seed, seed);
        assert_int_equal(others.seed, seed);
        assert_int_equal(setup_traitors(&setup), 1);
        assert_int_equal(setup.traitors & ~level.secret.among, 0);
        orders |= 1u << setup.order;
        traitors |= setup.traitors;
        setup.seed = level.setup.seed;
        setup.order = level.setup.order;
        setup.traitors = level.setup.traitors;
        assert_memory_equal(&setup, &level.setup, sizeof setup);
    }
    assert_int_equal(orders, 7);
    assert_int_equal(traitors, level.secret.among);
}

/* Six pairs among four: 6000 draws, 1000 each; five standard deviations are
 * about 145. */
static void each_set_of_traitors_is_as_likely_as_another(void **state)
{
    (void)state;
    unsigned count[16] = {0};
    assert_int_equal(faults_of(sample, strlen(sample)), 0);
    level.secret = (struct secret){.among = 15, .traitors = 2};
    for (uint64_t seed = 0; seed < 6000; seed++) {
        struct setup setup;
        struct agents others;
        level_draw(&level, seed, &setup, &others);
        count[setup.traitors]++;
    }
    for (unsigned set = 0; set < 16; set++) {
        unsigned two = set == 3 || set == 5 || set == 6 || set == 9 ||
                       set == 10 || set == 12;
        assert_in_range(count[set], two ? 850 : 0, two ? 1150 : 0);
    }
}

static void a_puzzle_asks_about_the_player(void **state)
{
    (void)state;
    struct puzzle puzzle;
    assert_int_equal(faults_of(sample, strlen(sample)), 0);
    level_puzzle(&level, &puzzle);
    assert_int_equal(puzzle.chooser, CHOOSER_GENERAL);
    assert_int_equal(puzzle.player, 2);
    assert_int_equal(puzzle.goal, GOAL_HOLD);
    assert_int_equal(puzzle.secret.traitors, 1);
}

static void a_setup_alone_makes_a_level_to_watch(void **state)
{
    (void)state;
    struct setup setup;
    setup_default(&setup, RULE_ORAL, 4);
    level_from_setup(&level, &setup);
    assert_int_equal(level.role, ROLE_WATCH);
    assert_string_equal(level_say(&level, level.title, LANGUAGE_KO), "");
    assert_string_equal(level_name(&level, 15, LANGUAGE_EN), "General 16");
    assert_memory_equal(&level.setup, &setup, sizeof setup);
}

/* A chain whose first road takes so many minutes, the two others 30 each. */
static size_t faults_of_chain(unsigned minutes)
{
    int length = snprintf(
        text, sizeof text,
        "format = 1; title = { en = \"A\"; }; briefing = { en = \"B\"; };\n"
        "goal_text = { en = \"C\"; }; idea = { en = \"D\"; };\n"
        "rule = \"relay\"; role = \"watch\"; goal = \"watch\";\n"
        "claim = \"possible\"; commander = \"leo\";\n"
        "generals = ( { id = \"bardas\"; }, { id = \"leo\"; },\n"
        "             { id = \"anna\"; }, { id = \"zoe\"; } );\n"
        "roads = { minutes = 30; special = ( { minutes = %u;\n"
        "          between = [ \"leo\", \"bardas\" ]; } ); };\n",
        minutes);
    return faults_of(text, (size_t)length);
}

static void the_last_bell_of_a_chain_is_the_sum_of_its_roads(void **state)
{
    (void)state;
    assert_int_equal(faults_of_chain(31 * 60 - 60), 0);
    assert_int_equal(faults_of_chain(31 * 60 - 59), 1);
    assert_non_null(strstr(items[0].text, "(1861)"));
}

static void a_retreat_is_an_order_like_another(void **state)
{
    (void)state;
    assert_int_equal(faults_with("order = \"saturday\"", "order = \"retreat\""),
                     0);
    assert_int_equal(level.setup.order, ORDER_RETREAT);
}

static void a_commander_may_be_marked_among_the_generals(void **state)
{
    (void)state;
    assert_int_equal(faults_with("commander = \"bardas\"; ", ""), 0);
    assert_int_equal(level.setup.commander, 0);
    assert_int_equal(
        faults_with("{ id = \"zoe\"; }", "{ id = \"zoe\"; commander = true; }"),
        1);
    assert_non_null(strstr(items[0].text, "two commanders"));
}

static void misspelled_names_find_the_nearest_one(void **state)
{
    (void)state;
    struct nearest nearest = {.wanted = "tilte"};
    nearest_offer(&nearest, "rule");
    nearest_offer(&nearest, "title");
    nearest_offer(&nearest, "role");
    assert_string_equal(nearest.best, "title");
    assert_int_equal(nearest_distance("tilte", "title"), 1);
    assert_int_equal(nearest_distance("", "abc"), 3);
    assert_int_equal(nearest_distance("abc", ""), 3);
    assert_int_equal(nearest_distance("Leo", "leo"), 0);
    assert_int_equal(nearest_distance("kitten", "sitting"), 3);
}

/* The advice for a word where these commands are known. */
static const char *advice(const char *wanted)
{
    static struct nearest nearest;
    nearest = (struct nearest){.wanted = wanted};
    nearest_offer(&nearest, "play");
    nearest_offer(&nearest, "run");
    nearest_offer(&nearest, "replay");
    return nearest_advice(&nearest);
}

static void only_a_near_name_is_suggested(void **state)
{
    (void)state;
    static const char *const near[][2] = {
        {"relay", "replay"}, {"rnu", "run"}, {"pl", "play"},
        {"rep", "replay"},   {"RUN", "run"}, {"r", "run"}};
    static const char *const far[] = {"foo", "solve", "", "x", "simulate"};
    for (size_t i = 0; i < sizeof near / sizeof near[0]; i++) {
        char right[64];
        (void)snprintf(right, sizeof right, "the nearest is \"%s\"",
                       near[i][1]);
        assert_string_equal(advice(near[i][0]), right);
    }
    for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
        assert_string_equal(advice(far[i]), "use one of play, run, replay");
    }
}

static void a_long_list_of_names_ends_in_dots(void **state)
{
    (void)state;
    struct nearest nearest = {.wanted = "?"};
    for (unsigned i = 0; i < 40; i++) {
        nearest_offer(&nearest, "theodora");
    }
    const char *list = nearest_advice(&nearest);
    assert_string_equal(list + strlen(list) - 12, "theodora, ..");
}

static void a_rule_to_come_is_said_not_to_be_there_yet(void **state)
{
    (void)state;
    static const char *const planned[] = {"acks", "vote", "coin", "pbft",
                                          "work"};
    struct diag why;
    for (size_t i = 0; i < sizeof planned / sizeof planned[0]; i++) {
        if (rules_get(rules_find(planned[i])) != NULL) {
            continue; /* it came */
        }
        assert_int_equal(named_rule(planned[i], &why), RULE_COUNT);
        assert_non_null(strstr(why.text, "yet; use one of relay, oral"));
    }
    assert_int_equal(named_rule("oral", &why), RULE_ORAL);
    assert_int_equal(named_rule("blank", &why), RULE_BLANK);
    assert_int_equal(named_rule("foo", &why), RULE_COUNT);
    assert_null(strstr(why.text, "yet"));
    assert_null(strstr(why.text, "blank"));
}

static void the_group_work_sets_pace_deadline_and_claim(void **state)
{
    (void)state;
    static const char work[] =
        "format = 1; title = { en = \"t\"; }; briefing = { en = \"b\"; };"
        "goal_text = { en = \"g\"; }; idea = { en = \"i\"; };"
        "rule = \"work\"; start = \"Sunday 23:00\";"
        "orders = ( { id = \"attack\"; at = \"Monday 12:00\"; } );"
        "generals = ( { id = \"a\"; power = 250; }, { id = \"b\"; },"
        "{ id = \"c\"; traitor = true; power = 0; } );"
        "role = \"traitor\"; goal = \"share\"; claim = \"possible\";"
        "solution_plays = \"selfish\"; par = 4;"
        "work = { interval = 1.5; deadline = \"Monday 01:30\"; army = 350;"
        "confirmations = 4; convention = \"catch-up\"; threshold = 0.25;"
        "gamma = 1; };";
    assert_int_equal(faults_of(work, strlen(work)), 0);
    assert_int_equal(level.setup.power[0], 250);
    assert_int_equal(level.setup.power[1], 100);
    assert_int_equal(level.setup.power[2], 0);
    assert_int_equal(level.setup.tries, 525);
    assert_int_equal(level.setup.deadline, 150);
    assert_int_equal(level.setup.confirmations, 4);
    assert_int_equal(level.goal, GOAL_SHARE);
    assert_int_equal(level.solution_plays, STRATEGY_SELFISH);
    assert_int_equal(level.formula.convention, CONVENTION_CATCH_UP);
    assert_int_equal(level.formula.threshold, PPM / 4);
    assert_int_equal(level.formula.gamma, PPM);
    assert_int_equal(level.claim_line, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_reads_as_it_is_written),
        cmocka_unit_test(a_text_speaks_english_where_korean_is_missing),
        cmocka_unit_test(a_fault_leaves_the_level_untouched),
        cmocka_unit_test(
            every_fault_of_a_file_is_told_at_once_in_order_of_line),
        cmocka_unit_test(every_bad_level_gets_the_faults_that_are_expected),
        cmocka_unit_test(the_example_of_the_readme_is_a_good_level),
        cmocka_unit_test(the_blank_level_is_a_good_level),
        cmocka_unit_test(the_readme_names_every_key),
        cmocka_unit_test(lines_may_end_as_on_other_systems),
        cmocka_unit_test(a_file_over_256_kB_is_refused),
        cmocka_unit_test(texts_that_are_too_long_together_are_refused),
        cmocka_unit_test(include_is_refused_even_in_a_comment_or_a_text),
        cmocka_unit_test(faults_are_counted_without_a_list),
        cmocka_unit_test(few_rooms_for_faults_are_not_overrun),
        cmocka_unit_test(a_file_that_is_not_there_is_a_fault),
        cmocka_unit_test(the_seed_settles_secrets_and_nothing_else),
        cmocka_unit_test(each_set_of_traitors_is_as_likely_as_another),
        cmocka_unit_test(a_puzzle_asks_about_the_player),
        cmocka_unit_test(a_setup_alone_makes_a_level_to_watch),
        cmocka_unit_test(the_last_bell_of_a_chain_is_the_sum_of_its_roads),
        cmocka_unit_test(a_retreat_is_an_order_like_another),
        cmocka_unit_test(a_commander_may_be_marked_among_the_generals),
        cmocka_unit_test(misspelled_names_find_the_nearest_one),
        cmocka_unit_test(only_a_near_name_is_suggested),
        cmocka_unit_test(a_long_list_of_names_ends_in_dots),
        cmocka_unit_test(a_rule_to_come_is_said_not_to_be_there_yet),
        cmocka_unit_test(the_group_work_sets_pace_deadline_and_claim),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
