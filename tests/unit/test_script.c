/* Strategies in Lua: the same answers as the built-in ones, what a script sees,
 * what it cannot do, and that nothing it does is felt outside its turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/sieges.h"
#include "record/record.h"
#include "script/script.h"

enum { SIEGES = 60 };

/* Under a slow tool all that loops takes a minute each: less of it will do. */
static bool is_slow(void)
{
    const char *tool = getenv("STRATEGOS_TOOL");
    return tool != NULL && tool[0] != '\0';
}

static uint64_t sieges(void)
{
    return is_slow() ? 4 : SIEGES;
}

static struct world world, other;
static struct script *seat[2];

static int make_seats(void **state)
{
    (void)state;
    seat[0] = malloc(sizeof *seat[0]);
    seat[1] = malloc(sizeof *seat[1]);
    return seat[0] == NULL || seat[1] == NULL;
}

static int free_seats(void **state)
{
    (void)state;
    free(seat[0]);
    free(seat[1]);
    return 0;
}

static void load(unsigned slot, const char *text)
{
    struct diag why;
    if (script_load(seat[slot], "test.lua", text, strlen(text), &why) !=
        STATUS_OK) {
        fail_msg("line %u: %s", (unsigned)why.line, why.text);
    }
}

static void load_asset(const char *name)
{
    static char text[SCRIPT_FILE_MAX];
    char path[128];
    FILE *file;
    size_t length;
    (void)snprintf(path, sizeof path, "assets/strategies/%s.lua", name);
    file = fopen(path, "rb");
    assert_non_null(file);
    length = fread(text, 1, sizeof text - 1, file);
    (void)fclose(file);
    text[length] = '\0';
    load(0, text);
}

/* Those whom `sides` names (enum script_side) play by slot 0. */
static struct agents players(uint64_t seed, unsigned sides)
{
    struct agents agents = {.seed = seed, .city = STRATEGY_FIFO};
    if ((sides & SCRIPT_TRAITORS) != 0) {
        memset(agents.general, STRATEGY_SCRIPT, sizeof agents.general);
    }
    if ((sides & SCRIPT_CITY) != 0) {
        agents.city = STRATEGY_SCRIPT;
    }
    return agents;
}

static void play_on(struct scripts *scripts, const struct agents *agents)
{
    struct decision asked;
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        struct action action = {
            .cursor = asked.cursor,
            .answer = scripts_answer(scripts, agents, &world, &asked)};
        if (asked.cursor > 3000 ||
            game_apply(&world, action, NULL) != STATUS_OK) {
            return;
        }
    }
}

/* Play a siege by slot 0; returns the hash at its end. */
static uint64_t play(const struct setup *setup, uint64_t seed, unsigned sides)
{
    struct scripts scripts = {.count = 2, .slot = {seat[0], seat[1]}};
    struct agents agents = players(seed, sides);
    sieges_start(&world, setup);
    scripts_begin(&scripts, false);
    play_on(&scripts, &agents);
    return record_world_hash(&world);
}

static uint64_t play_built_in(const struct setup *setup, enum strategy strategy,
                              uint64_t seed)
{
    sieges_play_traitors(&other, setup, strategy, seed);
    return record_world_hash(&other);
}

/* ---- Answers ----------------------------------------------------------- */

static void same_as(const char *asset, enum strategy strategy,
                    enum rule_id rule, unsigned n, unsigned traitors)
{
    struct setup setup = sieges_setup(rule, n, 2, traitors);
    uint64_t hash;
    setup.faults = rule == RULE_COIN ? 1 : setup.faults;
    load_asset(asset);
    hash = play(&setup, 5, SCRIPT_TRAITORS);
    assert_true(hash == play_built_in(&setup, strategy, 5));
    assert_int_equal(seat[0]->report.lost, 0);
    assert_true(seat[0]->report.turns > 0);
}

static void worked_examples_answer_as_the_built_in_strategies(void **state)
{
    static const enum rule_id rules[] = {RULE_ORAL, RULE_SIGNED, RULE_RELAY};
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        for (unsigned traitors = 1; traitors < 31; traitors++) {
            if (rules[i] == RULE_RELAY && (traitors & 15) == 0) {
                continue; /* the last of a chain has nobody to write to */
            }
            if (rules[i] == RULE_SIGNED && (traitors & 1) == 0) {
                continue; /* forgeries are another matter */
            }
            same_as("opposite", STRATEGY_OPPOSITE, rules[i], 5, traitors);
            same_as("split", STRATEGY_SPLIT, rules[i], 5, traitors);
            same_as("loyal", STRATEGY_LOYAL, rules[i], 5, traitors);
        }
    }
    same_as("opposite", STRATEGY_OPPOSITE, RULE_COIN, 6, 2);
    same_as("split", STRATEGY_SPLIT, RULE_COIN, 6, 1);
    same_as("opposite", STRATEGY_OPPOSITE, RULE_PBFT, 4, 1);
}

static void the_liar_breaks_three_generals_with_one_lie(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 3, 1, 4);
    struct verdict verdict;
    (void)state;
    load_asset("liar");
    (void)play(&setup, 1, SCRIPT_TRAITORS);
    game_judge(&world, &verdict);
    assert_int_equal(verdict.validity, TRI_NO);
    setup = sieges_setup(RULE_ORAL, 4, 1, 4);
    (void)play(&setup, 1, SCRIPT_TRAITORS);
    game_judge(&world, &verdict);
    assert_int_equal(verdict.validity, TRI_YES);
}

static void the_scheduler_is_as_slow_as_the_delaying_city(void **state)
{
    (void)state;
    load_asset("scheduler");
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct setup setup = sieges_setup(RULE_COIN, 4, 1, 0);
        struct agents delay = {.seed = seed, .city = STRATEGY_DELAY};
        setup.input[0] = setup.input[1] = 0;
        sieges_start(&other, &setup);
        sieges_play(&other, &delay);
        assert_true(play(&setup, seed, SCRIPT_CITY) ==
                    record_world_hash(&other));
        assert_int_equal(seat[0]->report.lost, 0);
    }
}

static void the_scout_leaves_one_general_alone(void **state)
{
    struct setup setup = sieges_setup(RULE_ACKS, 2, 1, 0);
    struct verdict verdict;
    (void)state;
    setup.watched[0] = 2;
    setup.watched[1] = 1;
    setup.budget = 1;
    load_asset("scout");
    (void)play(&setup, 1, SCRIPT_CITY);
    game_judge(&world, &verdict);
    assert_int_equal(world.captured, 1);
    assert_int_equal(verdict.agreement, 0);
}

/* An option as a table means the same as its number, for every question of
 * every rule. */
static void every_option_can_be_said_in_words(void **state)
{
    static const char by_number[] =
        "function answer(q) return math.random(#q.options) end";
    static const char by_words[] =
        "function answer(q) return q.options[math.random(#q.options)] end";
    uint64_t turns = 0;
    (void)state;
    for (unsigned rule = 0; rule < RULE_COUNT; rule++) {
        for (uint64_t seed = 0; seed < sieges(); seed++) {
            struct setup setup;
            uint64_t hash;
            sieges_random_setup(&setup, (enum rule_id)rule, seed);
            load(0, by_number);
            hash = play(&setup, seed, SCRIPT_TRAITORS | SCRIPT_CITY);
            load(0, by_words);
            assert_true(play(&setup, seed, SCRIPT_TRAITORS | SCRIPT_CITY) ==
                        hash);
            if (seat[0]->report.lost > 0) {
                fail_msg("%s", seat[0]->report.first);
            }
            turns += seat[0]->report.turns;
        }
    }
    assert_true(is_slow() || turns > 10000);
}

/* ---- What a script sees ------------------------------------------------ */

static void plays_without_losing(const char *text, unsigned sides)
{
    uint64_t turns = 0;
    load(0, text);
    for (unsigned rule = 0; rule < RULE_COUNT; rule++) {
        for (uint64_t seed = 0; seed < sieges(); seed++) {
            struct setup setup;
            sieges_random_setup(&setup, (enum rule_id)rule, seed);
            (void)play(&setup, seed, sides);
            if (seat[0]->report.lost > 0) {
                fail_msg("rule %u, seed %u: %s", rule, (unsigned)seed,
                         seat[0]->report.first);
            }
        }
    }
    turns = seat[0]->report.turns;
    assert_true(is_slow() || turns > 1000);
}

static void traitors_see_their_own_letters_and_no_others(void **state)
{
    (void)state;
    plays_without_losing(
        "local mine\n"
        "function start(s)\n"
        "  mine = {}\n"
        "  for _, g in ipairs(s.traitors) do mine[g] = true end\n"
        "  assert((s.order ~= nil) == (mine[s.commander] or false))\n"
        "end\n"
        "function answer(q)\n"
        "  for _, l in ipairs(q.letters) do\n"
        "    assert(mine[l.from] or mine[l.to], 'a letter of others')\n"
        "    if not mine[l.from] then\n"
        "      assert(l.arrives <= q.minute, 'it has not come yet')\n"
        "      assert(l.state ~= 'riding' and l.state ~= 'captured')\n"
        "    end\n"
        "  end\n"
        "  for _, g in ipairs(q.generals) do\n"
        "    assert((g.traitor or false) == (mine[g.number] or false))\n"
        "    assert(g.value == nil and g.decided == nil)\n"
        "  end\n"
        "  return math.random(#q.options)\n"
        "end\n",
        SCRIPT_TRAITORS);
}

static void a_city_under_a_clock_reads_nothing(void **state)
{
    (void)state;
    plays_without_losing(
        "local clock = {oral = true, signed = true, relay = true,\n"
        "  acks = true, work = true}\n"
        "local blind\n"
        "function start(s) blind = clock[s.rule] end\n"
        "function capture(q)\n"
        "  if not blind then return end\n"
        "  assert(siege.order == nil and siege.traitors == nil)\n"
        "  assert(q.order == nil and q.path == nil and #q.letters == 0)\n"
        "  for _, o in ipairs(q.options) do assert(o.order == nil) end\n"
        "  for _, g in ipairs(q.generals) do assert(g.traitor == nil) end\n"
        "  return math.random(#q.options)\n"
        "end\n"
        "function deliver(q) assert(#q.generals == siege.n) end\n",
        SCRIPT_CITY);
}

static const char *const blind_city =
    "function deliver(q)\n"
    "  assert(siege.traitors == nil)\n"
    "  for _, o in ipairs(q.options) do assert(o.order == nil) end\n"
    "  for _, l in ipairs(q.letters) do assert(l.order == nil) end\n"
    "  for _, g in ipairs(q.generals) do assert(g.value == nil) end\n"
    "end\n";

static void a_blind_city_reads_nothing_without_a_clock_either(void **state)
{
    struct setup setup = sieges_setup(RULE_COIN, 4, 1, 0);
    struct scripts scripts = {.count = 1, .slot = {seat[0]}};
    struct agents agents = players(1, SCRIPT_CITY);
    (void)state;
    for (unsigned blind = 0; blind < 2; blind++) {
        load(0, blind_city);
        sieges_start(&world, &setup);
        scripts_begin(&scripts, blind != 0);
        play_on(&scripts, &agents);
        assert_true(seat[0]->report.turns > 10);
        assert_int_equal(seat[0]->report.lost,
                         blind != 0 ? 0 : seat[0]->report.turns);
    }
}

/* ---- What a script cannot do ------------------------------------------- */

/* The corpus of the fuzzer: each file ends with what its fault says, after
 * "-- says: "; those that are refused are another test's. */
static bool read_corpus(const char *name, char text[SCRIPT_FILE_MAX],
                        char says[128])
{
    char path[400];
    FILE *file;
    size_t length;
    char *at;
    (void)snprintf(path, sizeof path, "tests/fuzz/corpus/strategy/%s", name);
    file = fopen(path, "rb");
    assert_non_null(file);
    length = fread(text, 1, SCRIPT_FILE_MAX - 1, file);
    (void)fclose(file);
    text[length] = '\0';
    at = strstr(text, "-- says: ");
    if (at == NULL) {
        return false;
    }
    at += strlen("-- says: ");
    (void)snprintf(says, 128, "%.*s", (int)strcspn(at, "\n"), at);
    return true;
}

/* Play it twice, from loading on: the same duty and the same words. */
static void plays_the_duty(const char *text, const char *says)
{
    /* what spends its whole budget does so in one turn, else in five */
    bool dear = strcmp(says, "too long") == 0;
    struct setup setup = dear ? sieges_setup(RULE_ORAL, 3, 1, 4)
                              : sieges_setup(RULE_ORAL, 4, 1, 5);
    unsigned turns = dear ? 1 : 5;
    uint64_t duty = play_built_in(&setup, STRATEGY_LOYAL, 1);
    char first[sizeof seat[0]->report.first] = "";
    for (int again = 0; again < 2; again++) {
        load(0, text);
        assert_true(play(&setup, 1, SCRIPT_TRAITORS) == duty);
        if (strstr(seat[0]->report.first, says) == NULL ||
            strncmp(seat[0]->report.first, "test.lua:", 9) != 0) {
            fail_msg("%s\nsays: %s", text, seat[0]->report.first);
        }
        if (seat[0]->report.turns != turns || seat[0]->report.lost != turns) {
            fail_msg("%s\nlost %u of %u: %s", text,
                     (unsigned)seat[0]->report.lost,
                     (unsigned)seat[0]->report.turns, seat[0]->report.first);
        }
        if (again != 0) {
            assert_string_equal(first, seat[0]->report.first);
        }
        memcpy(first, seat[0]->report.first, sizeof first);
    }
}

static void a_bad_turn_is_the_duty(void **state)
{
    DIR *folder = opendir("tests/fuzz/corpus/strategy");
    const struct dirent *found;
    unsigned count = 0;
    (void)state;
    assert_non_null(folder);
    while ((found = readdir(folder)) != NULL) {
        static char text[SCRIPT_FILE_MAX];
        char says[128];
        if (strstr(found->d_name, ".lua") != NULL &&
            read_corpus(found->d_name, text, says) &&
            !(is_slow() && strcmp(says, "too long") == 0)) {
            plays_the_duty(text, says);
            count++;
        }
    }
    (void)closedir(folder);
    assert_true(count >= 45);
}

static void a_turn_lost_is_one_turn(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1);
    (void)state;
    load(0, "function letter(q)\n"
            "  if q.target == 2 then error('not him') end\n"
            "  return {say = 'retreat'}\n"
            "end");
    (void)play(&setup, 1, SCRIPT_TRAITORS);
    assert_int_equal(seat[0]->report.turns, 3);
    assert_int_equal(seat[0]->report.lost, 1);
    assert_string_equal(seat[0]->report.first, "test.lua:2: not him");
}

static void what_is_not_there_is_nil(void **state)
{
    (void)state;
    load(0, "for _, x in ipairs({'x', 'y'}) do end\n"
            "assert(coroutine == nil and io == nil and os == nil)\n"
            "assert(debug == nil and package == nil and utf8 == nil)\n"
            "assert(require == nil and dofile == nil and load == nil)\n"
            "assert(loadfile == nil and loadstring == nil and next == nil)\n"
            "assert(setmetatable == nil and getmetatable == nil)\n"
            "assert(collectgarbage == nil and xpcall == nil and warn == nil)\n"
            "assert(_G == nil and _VERSION == nil)\n"
            "assert(string.dump == nil and string.find == nil)\n"
            "assert(string.match == nil and string.gmatch == nil)\n"
            "assert(string.gsub == nil and string.pack == nil)\n"
            "assert(table.move == nil and math.randomseed == nil)\n"
            "assert(math.sin == nil and math.exp == nil and math.log == nil)\n"
            "assert((''):rep(3) == '' and ('a').find == nil)\n"
            "function letter(q) end");
}

static void what_is_there_works_as_in_the_manual(void **state)
{
    (void)state;
    load(0,
         "local t = {}\n"
         "for k, v in pairs({c=3, 2, b=2, 1, a=1, [2.5]=7, [true]=9,\n"
         "    [-1]=8, [10]=6}) do t[#t + 1] = tostring(k) .. '=' .. v end\n"
         "assert(table.concat(t, ' ') ==\n"
         "  '-1=8 1=2 2=1 2.5=7 10=6 a=1 b=2 c=3 true=9')\n"
         "local s = {}\n"
         "for i = 1, 200 do s[i] = i * 7919 % 211 end\n"
         "table.sort(s)\n"
         "for i = 2, 200 do assert(s[i - 1] <= s[i]) end\n"
         "table.sort(s, function(a, b) return a > b end)\n"
         "for i = 2, 200 do assert(s[i - 1] >= s[i]) end\n"
         "assert(string.format('%5.2f|%d|%s|%q|%x|%%', 1/3, 7, {}, 'a', 255)\n"
         "  == ' 0.33|7|table|\"a\"|ff|%')\n"
         "assert(('abc'):upper() == 'ABC' and ('ABC'):lower() == 'abc')\n"
         "assert(('ab'):rep(3, ',') == 'ab,ab,ab')\n"
         "assert(('abc'):byte(-1) == 99 and #{('abc'):byte(1, -1)} == 3)\n"
         "assert(('abc'):byte(10) == nil and ('abc'):byte(0) == nil)\n"
         "assert(tostring(print) == 'function' and tostring(1.5) == '1.5')\n"
         "local u = {1, 2, 3}\n"
         "table.insert(u, 4) table.insert(u, 1, 0)\n"
         "assert(table.concat(u) == '01234' and table.remove(u) == 4)\n"
         "assert(table.remove(u, 1) == 0 and table.concat(u) == '123')\n"
         "assert(select('#', table.unpack(u)) == 3)\n"
         "assert(table.remove({}) == nil)\n"
         "assert(not pcall(error, 'x') and select(2, pcall(error, 7)) == 7)\n"
         "assert(math.sqrt(2) ^ 2 < 2.1 and math.tointeger(3.0) == 3)\n"
         "function letter(q) end");
}

struct bad_file {
    const char *text;
    size_t length; /* 0: up to the closing zero */
    unsigned line;
    const char *says;
};

static void a_bad_file_is_refused_with_its_line(void **state)
{
    static const struct bad_file files[] = {
        {"", 0, 0, "empty"},
        {"\x1bLua", 0, 0, "compiled"},
        {"x = 1", 0, 0, "answers nothing"},
        {"\n\nfunction letter(q) return\n end end", 0, 4, "<eof> expected"},
        {"\nletter = 'x'", 0, 0, "letter must be a function"},
        {"\nfunction letter() end x = '\xff'", 0, 2, "UTF-8"},
        {"\nx = 'a\0b'", 10, 2, "UTF-8"},
        {"\n\n\nlocal _ENV = {}", 0, 4, "_ENV"},
        {"\nwhile true do end", 0, 2, "too long"},
        {"\nerror('at once')", 0, 2, "at once"},
        {"error({})", 0, 0, "is a table"},
        {"function letter() end\nx = math.random()", 0, 2, "chance"},
        {"function letter() end\nx = other('attack')", 0, 2, "no siege"},
        {"function letter() end plays = 'chess'", 0, 0, "plays must be"},
        {"function letter() end start = 1", 0, 0, "must be functions"},
        {"function letter() end\nt = {} for i = 1, 1e5 do t[i] = i end", 0, 0,
         "more than 1 MB"},
        {"coroutine.create(print)", 0, 1, "coroutine"},
    };
    struct diag why;
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const struct bad_file *file = &files[i];
        size_t length = file->length > 0 ? file->length : strlen(file->text);
        assert_int_equal(
            script_load(seat[0], "bad.lua", file->text, length, &why),
            STATUS_SYNTAX);
        if (strstr(why.text, file->says) == NULL || why.line != file->line) {
            fail_msg("%s\nsays: %u: %s", file->text, (unsigned)why.line,
                     why.text);
        }
    }
}

static void a_script_says_whom_it_plays(void **state)
{
    (void)state;
    load(0, "function letter() end");
    assert_int_equal(seat[0]->sides, SCRIPT_TRAITORS);
    load(0, "function capture() end");
    assert_int_equal(seat[0]->sides, SCRIPT_CITY);
    load(0, "function answer() end");
    assert_int_equal(seat[0]->sides, SCRIPT_TRAITORS | SCRIPT_CITY);
    load(0, "function answer() end plays = 'city'");
    assert_int_equal(seat[0]->sides, SCRIPT_CITY);
}

/* ---- Nothing is felt outside ------------------------------------------- */

static void every_siege_begins_afresh(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1);
    (void)state;
    load(0, "count = 0\n"
            "function letter(q)\n"
            "  count = count + 1\n"
            "  string.mine = (string.mine or 0) + 1\n"
            "  assert(count <= 3 and string.mine == count)\n"
            "  if count == 2 then return {say = 'retreat'} end\n"
            "end");
    for (int i = 0; i < 50; i++) {
        (void)play(&setup, 1, SCRIPT_TRAITORS);
        assert_string_equal(seat[0]->report.first, "");
        assert_int_equal(world.decided[2], ORDER_RETREAT == 0 ? 1 : 0);
    }
    assert_int_equal(seat[0]->report.turns, 150);
}

static void chance_follows_from_seed_and_question_alone(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 6, 2, 3);
    uint64_t first, second;
    (void)state;
    load(0, "function letter(q)\n"
            "  local r = math.random()\n"
            "  assert(r >= 0 and r < 1 and math.random(3, 3) == 3)\n"
            "  assert(not pcall(math.random, 2, 1))\n"
            "  math.random(math.mininteger, math.maxinteger)\n"
            "  return math.random(#q.options)\n"
            "end");
    first = play(&setup, 1, SCRIPT_TRAITORS);
    second = play(&setup, 2, SCRIPT_TRAITORS);
    assert_true(first != second);
    load(0, "function letter(q)\n"
            "  return q.options[0] or q.options[math.random(3) * 0 + 1]\n"
            "end");
    (void)play(&setup, 1, SCRIPT_TRAITORS);
    load(0, "function letter(q)\n"
            "  for i = 1, 4 do math.random(7) end\n"
            "  return math.random(#q.options)\n"
            "end");
    first = play(&setup, 1, SCRIPT_TRAITORS);
    for (uint64_t seed = 2; seed < 9; seed++) {
        (void)play(&setup, seed, SCRIPT_TRAITORS);
    }
    assert_true(play(&setup, 1, SCRIPT_TRAITORS) == first);
    assert_int_equal(seat[0]->report.lost, 0);
}

static void two_scripts_draw_apart_and_share_nothing(void **state)
{
    static const char text[] = "mine = 0\n"
                               "function letter(q)\n"
                               "  mine = mine + 1\n"
                               "  print(mine, math.random(1000000))\n"
                               "end";
    struct setup setup = sieges_setup(RULE_ORAL, 5, 1, 6);
    struct scripts scripts = {.count = 2, .slot = {seat[0], seat[1]}};
    struct agents agents = players(1, SCRIPT_TRAITORS);
    (void)state;
    agents.general[2] = STRATEGY_SCRIPT + 1;
    load(0, text);
    load(1, text);
    sieges_start(&world, &setup);
    scripts_begin(&scripts, false);
    play_on(&scripts, &agents);
    assert_int_equal(seat[0]->report.turns, seat[1]->report.turns);
    assert_int_equal(seat[0]->report.lost + seat[1]->report.lost, 0);
    assert_memory_equal(seat[0]->log, "1 ", 2);
    assert_memory_equal(seat[1]->log, "1 ", 2);
    assert_memory_not_equal(seat[0]->log, seat[1]->log, 6);
}

static void memory_runs_out_for_the_script_alone(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 7, 2, 6);
    (void)state;
    load(0, "local kept = {}\n"
            "function letter(q)\n"
            "  for i = 1, 20000 do kept[#kept + 1] = {i} end\n"
            "end");
    (void)play(&setup, 1, SCRIPT_TRAITORS);
    assert_true(seat[0]->report.lost > 0);
    assert_true(seat[0]->report.lost < seat[0]->report.turns);
    assert_string_equal(seat[0]->report.first,
                        "test.lua:3: it used more than 8 MB of memory");
    (void)play(&setup, 2, SCRIPT_TRAITORS);
}

static void a_siege_has_a_budget_too(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 7, 2, 6);
    (void)state;
    if (is_slow()) {
        skip();
    }
    load(0, "function letter(q) while true do end end");
    (void)play(&setup, 1, SCRIPT_TRAITORS);
    assert_true(seat[0]->report.turns > 40);
    assert_int_equal(seat[0]->report.lost, seat[0]->report.turns);
    assert_true(seat[0]->spent >= SCRIPT_SIEGE_WORK);
}

static void printing_is_bounded(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 1);
    (void)state;
    load(0, "function letter(q)\n"
            "  for i = 1, 500 do print('line', i, nil, {}, q) end\n"
            "end");
    (void)play(&setup, 1, SCRIPT_TRAITORS);
    assert_int_equal(seat[0]->report.lost, 0);
    assert_true(seat[0]->log_bytes <= SCRIPT_LOG_MAX);
    assert_memory_equal(seat[0]->log, "line 1 nil table question\nline 2", 32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_examples_answer_as_the_built_in_strategies),
        cmocka_unit_test(the_liar_breaks_three_generals_with_one_lie),
        cmocka_unit_test(the_scheduler_is_as_slow_as_the_delaying_city),
        cmocka_unit_test(the_scout_leaves_one_general_alone),
        cmocka_unit_test(every_option_can_be_said_in_words),
        cmocka_unit_test(traitors_see_their_own_letters_and_no_others),
        cmocka_unit_test(a_city_under_a_clock_reads_nothing),
        cmocka_unit_test(a_blind_city_reads_nothing_without_a_clock_either),
        cmocka_unit_test(a_bad_turn_is_the_duty),
        cmocka_unit_test(a_turn_lost_is_one_turn),
        cmocka_unit_test(what_is_not_there_is_nil),
        cmocka_unit_test(what_is_there_works_as_in_the_manual),
        cmocka_unit_test(a_bad_file_is_refused_with_its_line),
        cmocka_unit_test(a_script_says_whom_it_plays),
        cmocka_unit_test(every_siege_begins_afresh),
        cmocka_unit_test(chance_follows_from_seed_and_question_alone),
        cmocka_unit_test(two_scripts_draw_apart_and_share_nothing),
        cmocka_unit_test(memory_runs_out_for_the_script_alone),
        cmocka_unit_test(a_siege_has_a_budget_too),
        cmocka_unit_test(printing_is_bounded),
    };
    return cmocka_run_group_tests(tests, make_seats, free_seats);
}
