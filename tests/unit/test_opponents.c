/* Strategies in Lua as opponents in a session: undo, another way, a record
 * that goes on, and what is told of them. The strategies here count what they
 * are asked, so whoever leads them through another history is found out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "session/session.h"

enum { TURNS = 40, PATHS = 40 };

static char folder[] = "/tmp/strategos-opponents-XXXXXX";
static struct level level;

/* Captures every second messenger that it is asked about, so that what it does
 * hangs on all that it was asked before. */
static const char every_second[] =
    "local asked = 0\n"
    "function capture(q)\n"
    "  asked = asked + 1\n"
    "  print('asked', asked, q.actor, q.target)\n"
    "  if asked == 5 then error('five') end\n"
    "  return {capture = asked % 2 == 0 or nil, pass = asked % 2 == 1 or nil}\n"
    "end\n";

/* Lies at every third letter, and by chance. */
static const char every_third[] =
    "local asked = 0\n"
    "function letter(q)\n"
    "  asked = asked + 1\n"
    "  if asked % 3 == 0 or math.random(4) == 1 then\n"
    "    return {say = other(q.order or 'attack')}\n"
    "  end\n"
    "end\n";

static const char head[] =
    "format = 1; title = { en = \"T\"; }; briefing = { en = \"B\"; };\n"
    "goal_text = { en = \"G\"; }; idea = { en = \"I\"; };\n"
    "rule = \"oral\"; depth = 1;\n";

static const char against_city[] =
    "generals = ( { id = \"a\"; }, { id = \"b\"; traitor = true; },\n"
    "  { id = \"c\"; traitor = true; }, { id = \"d\"; }, { id = \"e\"; } );\n"
    "scouts = { budget = 6; watch = \"all\"; plays = \"city.lua\"; };\n"
    "role = \"traitor\"; goal = \"stands\"; claim = \"possible\";\n";

static const char watching[] =
    "generals = ( { id = \"a\"; traitor = true; plays = \"traitor.lua\"; },\n"
    "  { id = \"b\"; traitor = true; plays = \"traitor.lua\"; },\n"
    "  { id = \"c\"; }, { id = \"d\"; }, { id = \"e\"; } );\n"
    "scouts = { budget = 3; watch = \"all\"; plays = \"city.lua\"; };\n"
    "role = \"watch\"; goal = \"watch\"; claim = \"possible\";\n";

static const char scouting[] =
    "generals = ( { id = \"a\"; }, { id = \"b\"; traitor = true;\n"
    "  plays = \"traitor.lua\"; }, { id = \"c\"; }, { id = \"d\"; } );\n"
    "scouts = { budget = 3; watch = \"all\"; };\n"
    "role = \"city\"; goal = \"stands\"; claim = \"possible\";\n";

static void path_of(const char *name, char *out, size_t room)
{
    (void)snprintf(out, room, "%s/%s", folder, name);
}

static void write_file(const char *name, const char *text)
{
    char path[256];
    path_of(name, path, sizeof path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void remove_file(const char *name)
{
    char path[256];
    path_of(name, path, sizeof path);
    (void)unlink(path);
}

static void load(const char *body)
{
    char text[2048], path[256];
    struct diag fault;
    struct diag_list faults = {.items = &fault, .room = 1};
    write_file("city.lua", every_second);
    write_file("traitor.lua", every_third);
    (void)snprintf(text, sizeof text, "%s%s", head, body);
    write_file("one.level", text);
    path_of("one.level", path, sizeof path);
    if (level_load(&level, path, &faults) != STATUS_OK) {
        fail_msg("line %u: %s", (unsigned)fault.line, fault.text);
    }
}

static int begin(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static int end(void **state)
{
    (void)state;
    remove_file("city.lua");
    remove_file("traitor.lua");
    remove_file("one.level");
    return rmdir(folder);
}

static struct session *open_level(void)
{
    struct session *session;
    struct diag why = {.line = 0};
    if (session_open(&session, &level, 1, &why) != STATUS_OK) {
        fail_msg("%s", why.text);
    }
    return session;
}

/* Set the desk by the bits of `way`, and send. */
static void send(struct session *session, unsigned way)
{
    const struct desk_item *items;
    for (size_t i = 0; i < session_desk(session, &items); i++) {
        /* the city's budget may be spent: then it stays as it is */
        enum status status =
            session_set(session, i, (way >> i % 5) & 1u ? 1 : 0);
        (void)status;
    }
    assert_int_equal(session_send(session, NULL), STATUS_OK);
}

static char *record_of(const struct session *session)
{
    char *text;
    size_t length;
    assert_int_equal(session_record(session, &text, &length), STATUS_OK);
    return text;
}

/* The record of a siege that goes this way and nowhere else. */
static char *play_straight(unsigned way)
{
    struct session *session = open_level();
    for (unsigned turn = 0; turn < TURNS && !session_over(session); turn++) {
        send(session, way + turn);
    }
    assert_true(session_over(session));
    char *record = record_of(session);
    session_close(session);
    return record;
}

/* Goes back and another way now and then, and this way in the end. */
static void wander(struct session *session, unsigned way)
{
    unsigned turn = 0;
    for (unsigned step = 0; step < 4 * TURNS && !session_over(session);
         step++) {
        if (step % 3 == 1 && session_can_undo(session)) {
            assert_true(session_undo(session));
            send(session, ~way + turn);
            assert_true(session_undo(session));
            turn--;
        }
        if (step % 5 == 4 && session_can_undo(session)) {
            assert_true(session_undo(session));
            assert_true(session_redo(session));
        }
        send(session, way + turn++);
    }
}

static void check_wandering(const char *body)
{
    unsigned different = 0;
    char *last = NULL;
    load(body);
    for (unsigned way = 0; way < PATHS; way += 7) {
        char *straight = play_straight(way);
        struct session *session = open_level();
        wander(session, way);
        char *record = record_of(session);
        assert_string_equal(record, straight);
        different += last != NULL && strcmp(last, straight) != 0;
        session_close(session);
        free(record);
        free(last);
        last = straight;
    }
    free(last);
    assert_true(level.role == ROLE_WATCH || different > 0);
}

static void whoever_undoes_meets_the_strategy_as_it_was_then(void **state)
{
    (void)state;
    check_wandering(against_city);
    check_wandering(scouting);
    check_wandering(watching);
}

/* Take the record up after each of its lines. */
static void check_resuming(const char *body)
{
    load(body);
    char *whole = play_straight(11);
    for (char *at = strstr(whole, "\nstep ") + 1; at != NULL && *at != '\0';
         at = strchr(at, '\n') + 1) {
        struct session *session;
        struct diag why;
        unsigned turn = 0;
        assert_int_equal(
            session_resume(&session, &level, whole, (size_t)(at - whole), &why),
            STATUS_OK);
        while (session_undo(session)) {
            turn++;
        }
        for (unsigned i = 0; i < turn; i++) {
            assert_true(session_redo(session));
        }
        while (!session_over(session)) {
            send(session, 11 + turn++);
        }
        char *record = record_of(session);
        assert_string_equal(record, whole);
        free(record);
        session_close(session);
    }
    free(whole);
}

static void a_siege_that_is_taken_up_goes_on_with_the_strategy(void **state)
{
    (void)state;
    check_resuming(against_city);
    check_resuming(watching);
}

static void
what_it_noted_and_lost_is_told_of_the_siege_as_it_stands(void **state)
{
    struct session_script script;
    (void)state;
    load(against_city);
    struct session *session = open_level();
    while (!session_over(session)) {
        send(session, 0);
    }
    assert_true(session_script(session, 0, &script));
    assert_false(session_script(session, 1, &script));
    assert_true(session_script(session, 0, &script));
    uint64_t turns = script.turns;
    size_t says = script.says_length;
    assert_true(turns > 5 && says > 0 && script.city && !script.absent);
    assert_int_equal(script.lost, 1);
    assert_string_equal(script.first, "city.lua:5: five");
    assert_true(session_undo(session));
    assert_true(session_script(session, 0, &script));
    assert_true(script.turns < turns);
    assert_true(session_redo(session));
    assert_true(session_script(session, 0, &script));
    assert_int_equal(script.turns, turns);
    assert_int_equal(script.says_length, says);
    session_close(session);
}

static void
a_record_needs_no_strategy_and_then_says_that_it_is_gone(void **state)
{
    struct session *session;
    struct session_script script;
    struct diag why = {.line = 0};
    (void)state;
    load(against_city);
    char *whole = play_straight(3);
    remove_file("city.lua");
    assert_int_equal(session_open(&session, &level, 1, &why), STATUS_MISSING);
    assert_int_equal(why.line, 6);
    assert_non_null(strstr(why.text, "city.lua"));
    assert_int_equal(
        session_resume(&session, &level, whole, strlen(whole), &why),
        STATUS_OK);
    char *record = record_of(session);
    assert_string_equal(record, whole);
    assert_true(session_script(session, 0, &script));
    assert_true(script.absent);
    assert_non_null(strstr(script.first, "No such file"));
    assert_true(session_undo(session));
    send(session, 3);
    session_close(session);
    free(record);
    free(whole);
}

static void a_strategy_that_cannot_play_is_a_fault_of_its_line(void **state)
{
    static const struct {
        const char *text, *says;
        enum status status;
    } rows[] = {
        {"function letter(q) end", "it plays traitors, not the city",
         STATUS_SETUP},
        {"x = (\n\n", "city.lua:3: unexpected symbol", STATUS_SYNTAX},
        {"", "the file is empty", STATUS_SYNTAX},
    };
    (void)state;
    load(against_city);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session *session;
        struct diag why = {.line = 0}, fault = {.line = 0};
        struct diag_list faults = {.items = &fault, .room = 1};
        write_file("city.lua", rows[i].text);
        assert_int_equal(session_open(&session, &level, 1, &why),
                         rows[i].status);
        assert_int_equal(why.line, 6);
        assert_non_null(strstr(why.text, rows[i].says));
        assert_int_equal(session_check_scripts(&level, &faults),
                         rows[i].status);
        assert_string_equal(fault.text, why.text);
    }
}

static void no_solver_speaks_of_what_a_strategy_answers(void **state)
{
    struct plans_result result;
    (void)state;
    load(against_city);
    assert_true(session_script_matters(&level));
    assert_int_equal(
        session_possible(&result, &level,
                         &(struct possible_room){.limit = 1000000}),
        STATUS_OK);
    assert_int_equal(result.possible, UNKNOWN);
    load(scouting);
    assert_true(session_script_matters(&level));
    level.role = ROLE_LOYAL;
    assert_false(session_script_matters(&level));
}

/* ---- The chorus ----------------------------------------------------------
 */

/* Decide by how many of all letters name an attack, whoever wrote them. */
static bool count_letters(uint64_t seed)
{
    struct session *session;
    const struct desk_item *items;
    struct outcome outcome;
    unsigned attack = 0, retreat = 0;

    assert_int_equal(session_open(&session, &level, seed, NULL), STATUS_OK);
    assert_int_equal(session_desk(session, &items), 1);
    for (uint32_t i = 0; i < game_letters(session_world(session)); i++) {
        struct letter letter;
        game_letter(session_world(session), i, &letter);
        if (letter.to == level.player && letter.state == LETTER_ARRIVED) {
            attack += letter.order == 1;
            retreat += letter.order == 0;
        }
    }
    assert_int_equal(attack + retreat, 26);
    for (uint32_t i = 0; i < items[0].options; i++) {
        struct option option;
        assert_int_equal(session_option(session, 0, i, &option), STATUS_OK);
        if (option.order == (attack > retreat ? 1 : 0)) {
            assert_int_equal(session_set(session, 0, i), STATUS_OK);
        }
    }
    assert_int_equal(session_send(session, NULL), STATUS_OK);
    session_outcome(session, &outcome);
    session_close(session);
    return outcome.reached;
}

static void who_counts_letters_in_the_chorus_is_mostly_deceived(void **state)
{
    struct diag_list faults = {.items = NULL};
    unsigned won = 0;
    (void)state;

    assert_int_equal(
        level_load(&level, "levels/4-many/4-chorus.level", &faults), STATUS_OK);
    assert_int_equal(level.scripts, 1);
    for (uint64_t seed = 0; seed < 60; seed++) {
        won += count_letters(seed);
    }
    assert_in_range(won, 1, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_undoes_meets_the_strategy_as_it_was_then),
        cmocka_unit_test(a_siege_that_is_taken_up_goes_on_with_the_strategy),
        cmocka_unit_test(
            what_it_noted_and_lost_is_told_of_the_siege_as_it_stands),
        cmocka_unit_test(
            a_record_needs_no_strategy_and_then_says_that_it_is_gone),
        cmocka_unit_test(a_strategy_that_cannot_play_is_a_fault_of_its_line),
        cmocka_unit_test(who_counts_letters_in_the_chorus_is_mostly_deceived),
        cmocka_unit_test(no_solver_speaks_of_what_a_strategy_answers),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
