/* What the levels say is true: each claim and each par is found again by
 * trying every plan through the one door, each solution is played, and each
 * text is there in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../support/sieges.h"
#include "level/campaign.h"
#include "session/session.h"
#include "session/solver.h"
#include "solve/plans.h"

enum { DEPTH = 160, LIMIT = 300000, FAULTS = 8, TURNS = 64 };

static struct campaign campaign;
static struct level level;

static void load(size_t entry)
{
    struct diag items[FAULTS];
    struct diag_list faults = {.items = items, .room = FAULTS};

    if (level_load(&level, campaign.entry[entry].path, &faults) != STATUS_OK) {
        fail_msg("%s:%u: %s", items[0].file, items[0].line, items[0].text);
    }
}

static int scan(void **state)
{
    (void)state;
    return campaign_scan(&campaign, "levels", NULL) == STATUS_OK ? 0 : -1;
}

/* ---- Every plan ---------------------------------------------------------- */

static struct plans_result try_all(void)
{
    struct plans_room room = {.depth = DEPTH,
                              .views_room = PLANS_VIEWS,
                              .bits_room = PLANS_BITS,
                              .limit = LIMIT};
    struct plans_result result = {.plans = 0};
    struct puzzle puzzle;

    room.stack = calloc(room.depth, sizeof *room.stack);
    room.views = calloc(room.views_room, sizeof *room.views);
    room.bits = calloc(room.bits_room, sizeof *room.bits);
    assert_true(room.stack && room.views && room.bits);
    level_puzzle(&level, &puzzle);
    assert_int_equal(plans_try_all(&result, &puzzle, &room, NULL), STATUS_OK);
    free(room.stack);
    free(room.views);
    free(room.bits);
    return result;
}

/* Proof of work claims what a formula says, and nobody tries all plans. */
static bool is_work(void)
{
    return level.setup.rule == RULE_WORK;
}

/* Whoever the traitors are and whatever was ordered: the solver that takes
 * OM(m) apart finds no plan. */
static void check_every_draw(void)
{
    struct solver *solver = solver_open();
    struct solver_request request = {.setup = level.setup,
                                     .breaks = BREAKS_ANY};
    unsigned draws = 0;

    assert_non_null(solver);
    assert_int_equal(level.goal, GOAL_HOLD);
    for (unsigned set = 0; set < 1u << level.setup.generals; set++) {
        if (set_count((uint16_t)set) != level.secret.traitors ||
            (set & ~(unsigned)level.secret.among) != 0) {
            continue;
        }
        for (unsigned order = 0; order < level.setup.orders; order++) {
            struct solver_result result;
            request.setup.traitors = (uint16_t)set;
            request.setup.order = (uint8_t)order;
            assert_int_equal(solver_run(solver, &result, &request, NULL),
                             STATUS_OK);
            assert_int_equal(result.found.verdict, SEARCH_SAFE);
            draws++;
        }
    }
    solver_close(solver);
    assert_true(draws > 0);
}

/* Where there are too many plans: the theorem, or a solution that is played
 * in another test. */
static void check_by_theorem(void)
{
    if (level.role == ROLE_LOYAL) {
        assert_true(level.possible && level.secret.order);
        check_every_draw();
        assert_int_equal(session_by_parts(&level), POSSIBLE);
    } else if (level.possible) {
        assert_true(level.solution_steps > 0);
    } else {
        assert_int_equal(level.role, ROLE_TRAITOR);
        assert_true(
            rules_get((enum rule_id)level.setup.rule)->promised(&level.setup));
    }
}

/* A city's claim in a vote is what all its positions say. */
static bool by_positions(void)
{
    double chance;
    enum possibility found = session_positions(&level, &chance);
    if (found != UNKNOWN && found != (level.possible ? POSSIBLE : IMPOSSIBLE)) {
        fail_msg("%s claims otherwise than its positions (chance %.4f)",
                 level.id, chance);
    }
    return found != UNKNOWN;
}

static void
every_claim_and_every_par_is_what_trying_every_plan_finds(void **state)
{
    unsigned tried = 0;
    (void)state;

    for (size_t i = 0; i < campaign.count; i++) {
        struct plans_result result;
        load(i);
        if (level.role == ROLE_WATCH) {
            continue;
        }
        if (is_work()) {
            enum possibility said = level.possible ? POSSIBLE : IMPOSSIBLE;
            if (session_formula(&level) != said) {
                fail_msg("%s claims otherwise than its formula: %.6f", level.id,
                         session_chance(&level));
            }
            continue;
        }
        if (by_positions()) {
            continue;
        }
        result = try_all();
        if (result.possible == UNKNOWN) {
            check_by_theorem();
            continue;
        }
        tried++;
        if ((result.possible == POSSIBLE) != level.possible) {
            fail_msg("%s claims that it is %spossible", level.id,
                     level.possible ? "" : "im");
        }
        if (level.possible && level.role != ROLE_LOYAL &&
            result.fewest != level.par) {
            fail_msg("%s: par is %u, and %u are enough", level.id, level.par,
                     result.fewest);
        }
    }
    assert_true(tried >= 20);
}

/* Each row is a number that some text of the level names. */
static void the_counts_that_the_texts_name_come_out(void **state)
{
    static const struct {
        const char *id;
        unsigned plans, reaching;
    } rows[] = {
        {"2-three/2-crown", 4, 0},
        {"3-four/3-lone", 4, 0},
        {"3-four/4-two", 32, 8},
        {"3-four/5-round", 16, 9},
        {"5-seals/1-hurry", 16, 6},
        /* no capture, 9 of one messenger, 36 of two */
        {"6-scouts/3-pair", 46, 3},
    };
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct plans_result result;
        load(campaign_find(&campaign, rows[i].id));
        result = try_all();
        assert_true(result.exhausted);
        assert_int_equal(result.plans, rows[i].plans);
        assert_int_equal(result.reaching, rows[i].reaching);
    }
}

/* ---- Solutions ----------------------------------------------------------- */

/* Where there is no solution, a loyal player does its duty. */
static void answer_what_is_open(struct session *session)
{
    const struct desk_item *items;

    for (size_t i = 0; i < session_desk(session, &items); i++) {
        if (items[i].open) {
            assert_int_equal(session_set(session, i, 0), STATUS_OK);
        }
    }
}

static void play_solution(uint64_t seed, struct outcome *outcome)
{
    struct session *session;

    assert_int_equal(session_open(&session, &level, seed, NULL), STATUS_OK);
    for (unsigned turn = 0; turn < TURNS && !session_over(session); turn++) {
        if (level.possible) {
            (void)session_solve_desk(session);
        }
        answer_what_is_open(session);
        assert_int_equal(session_send(session, NULL), STATUS_OK);
    }
    assert_true(session_over(session));
    session_outcome(session, outcome);
    session_close(session);
}

static void every_solution_reaches_its_goal_at_par(void **state)
{
    unsigned played = 0;
    (void)state;

    for (size_t i = 0; i < campaign.count; i++) {
        struct outcome outcome;
        load(i);
        if (!level.possible) {
            assert_int_equal(level.solution_steps, 0);
            continue;
        }
        play_solution(1, &outcome);
        played++;
        if (!outcome.reached || outcome.lies != level.par) {
            fail_msg("%s: the solution %s the goal with %u lies, par is %u",
                     level.id, outcome.reached ? "reaches" : "misses",
                     outcome.lies, level.par);
        }
    }
    assert_true(played >= 12);
}

static void a_loyal_solution_holds_whatever_the_seed_draws(void **state)
{
    (void)state;
    for (size_t i = 0; i < campaign.count; i++) {
        load(i);
        if (level.role != ROLE_LOYAL || !level.possible || is_work()) {
            continue; /* a chance is no promise: test_work_levels.c */
        }
        for (uint64_t seed = 0; seed < 40; seed++) {
            struct outcome outcome;
            play_solution(seed, &outcome);
            if (!outcome.reached) {
                fail_msg("%s: misses the goal with seed %u", level.id,
                         (unsigned)seed);
            }
        }
    }
}

static void doing_the_duty_wins_no_siege_of_a_traitor_or_the_city(void **state)
{
    (void)state;
    for (size_t i = 0; i < campaign.count; i++) {
        static struct world world;
        struct agents honest = {.seed = 1};
        load(i);
        if (level.role != ROLE_TRAITOR && level.role != ROLE_CITY) {
            continue;
        }
        sieges_start(&world, &level.setup);
        sieges_play(&world, &honest);
        if (goal_reached((enum goal)level.goal, &world, NO_GENERAL)) {
            fail_msg("%s is won by doing nothing", level.id);
        }
    }
}

/* ---- Six generals: 2^32 plans, but 2^14 against one camp ------------------
 */

/* A letter bears on what general `victim` decides if it goes there, or if it
 * can still be passed on there. */
static bool bears_on(const struct decision *asked, unsigned victim)
{
    return asked->kind == DECISION_LETTER &&
           (asked->target == victim || asked->round == 2);
}

/* Play the plan whose lies are the set bits. Returns the bits it used. */
static unsigned play_bits(struct world *world, unsigned victim, uint32_t lies)
{
    struct decision asked;
    unsigned bits = 0;

    sieges_start(world, &level.setup);
    for (game_ask(world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(world, &asked)) {
        struct action action = {.cursor = asked.cursor};
        if (bears_on(&asked, victim)) {
            action.answer = lies >> bits & 1;
            bits++;
        }
        sieges_apply(world, action);
    }
    return bits;
}

static unsigned count_bits(uint32_t set)
{
    unsigned count = 0;

    for (; set != 0; set &= set - 1) {
        count++;
    }
    return count;
}

static void six_lies_are_the_fewest_among_six_generals(void **state)
{
    static struct world world;
    unsigned fewest = 99;
    (void)state;

    load(campaign_find(&campaign, "4-many/2-six"));
    for (unsigned victim = 1; victim < level.setup.generals; victim++) {
        if (setup_is_traitor(&level.setup, victim)) {
            continue;
        }
        assert_int_equal(play_bits(&world, victim, 0), 14);
        for (uint32_t lies = 0; lies < 1u << 14; lies++) {
            if (count_bits(lies) >= fewest) {
                continue;
            }
            (void)play_bits(&world, victim, lies);
            if (world.decided[victim] != level.setup.order) {
                fewest = count_bits(lies);
            }
        }
    }
    assert_int_equal(fewest, 6);
    assert_int_equal(level.par, 6);
}

/* ---- The accusation, whoever the traitor is -------------------------------
 */

static void
some_rule_accuses_rightly_even_if_a_lieutenant_may_be_the_traitor(void **state)
{
    (void)state;
    load(campaign_find(&campaign, "5-seals/4-proof"));
    level.secret = (struct secret){.among = 0x7, .traitors = 1, .order = 1};
    assert_int_equal(try_all().possible, POSSIBLE);
}

/* ---- Luck -----------------------------------------------------------------
 */

static void a_lucky_decision_proves_nothing_and_earns_one_star(void **state)
{
    unsigned lucky = 0;
    (void)state;

    load(campaign_find(&campaign, "1-chain/2-sixth"));
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct outcome outcome;
        play_solution(seed, &outcome);
        if (outcome.reached) {
            lucky++;
            assert_int_equal(outcome.stars, 1);
            assert_int_equal(outcome.possible, IMPOSSIBLE);
        }
    }
    assert_in_range(lucky, 1, 19);
}

/* ---- Texts --------------------------------------------------------------- */

static void check_text(struct level_text text, const char *what)
{
    const char *english = level_say(&level, text, LANGUAGE_EN);
    const char *korean = level_say(&level, text, LANGUAGE_KO);

    if (english[0] == '\0' || strcmp(english, korean) == 0) {
        fail_msg("%s: %s is not there in both languages", level.id, what);
    }
}

static void every_text_is_there_in_english_and_korean(void **state)
{
    (void)state;
    for (size_t i = 0; i < campaign.count; i++) {
        load(i);
        check_text(level.title, "title");
        check_text(level.briefing, "briefing");
        check_text(level.goal_text, "goal_text");
        check_text(level.idea, "idea");
        check_text(level.debrief, "debrief");
        check_text(level.notes, "notes");
        for (unsigned h = 0; h < LEVEL_HINTS; h++) {
            check_text(level.hint[h], "a hint");
        }
        for (unsigned o = 0; o < level.setup.orders; o++) {
            check_text(level.order_name[o], "the name of an order");
            check_text(level.order_letter[o], "the letter of an order");
        }
        for (unsigned g = 0; g < level.setup.generals; g++) {
            check_text(level.name[g], "a general's name");
        }
    }
}

static void a_briefing_has_at_most_four_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < campaign.count; i++) {
        load(i);
        for (unsigned l = 0; l < LANGUAGES; l++) {
            const char *at =
                level_say(&level, level.briefing, (enum language)l);
            unsigned lines = 1;
            for (; *at != '\0'; at++) {
                lines += *at == '\n';
            }
            assert_in_range(lines, 3, 4);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            every_claim_and_every_par_is_what_trying_every_plan_finds),
        cmocka_unit_test(the_counts_that_the_texts_name_come_out),
        cmocka_unit_test(every_solution_reaches_its_goal_at_par),
        cmocka_unit_test(a_loyal_solution_holds_whatever_the_seed_draws),
        cmocka_unit_test(doing_the_duty_wins_no_siege_of_a_traitor_or_the_city),
        cmocka_unit_test(six_lies_are_the_fewest_among_six_generals),
        cmocka_unit_test(
            some_rule_accuses_rightly_even_if_a_lieutenant_may_be_the_traitor),
        cmocka_unit_test(a_lucky_decision_proves_nothing_and_earns_one_star),
        cmocka_unit_test(every_text_is_there_in_english_and_korean),
        cmocka_unit_test(a_briefing_has_at_most_four_lines),
    };

    return cmocka_run_group_tests(tests, scan, NULL);
}
