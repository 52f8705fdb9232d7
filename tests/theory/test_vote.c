/* The votes without a clock against Fischer, Lynch and Paterson 1985 and
 * Ben-Or 1983: what is bivalent, what can go on for ever, what always holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/ballot.h"
#include "session/lamp.h"
#include "support/sieges.h"

static struct world world, twin;

static struct setup setup_of(enum rule_id rule, unsigned n, unsigned t,
                             unsigned falls, unsigned inputs)
{
    struct setup setup;
    setup_default(&setup, rule, n);
    setup.faults = (uint8_t)t;
    setup.falls = (uint8_t)falls;
    for (unsigned g = 0; g < n; g++) {
        setup.input[g] = (uint8_t)(inputs >> g & 1);
    }
    return setup;
}

static void open_lamp(struct lamp *lamp, const struct setup *setup,
                      struct valency_options options)
{
    struct diag why = {.line = 0};
    enum status status = lamp_open(lamp, setup, &options, 0, &why);
    if (status != STATUS_OK) {
        fail_msg("%s", why.text);
    }
}

static enum valency start_of(const struct lamp *lamp, unsigned inputs)
{
    return (enum valency)lamp->room.positions[lamp->map.start[inputs]].valency;
}

/* --- FLP --- */

static void starts_with_one_attack_are_bivalent_and_the_others_are_not(void **s)
{
    (void)s;
    for (unsigned falls = 0; falls <= 1; falls++) {
        struct setup setup = setup_of(RULE_VOTE, 3, 1, falls, 0);
        struct lamp lamp;
        open_lamp(&lamp, &setup, (struct valency_options){.lead = 0});
        for (unsigned inputs = 0; inputs < 8; inputs++) {
            unsigned ones = set_count(inputs);
            assert_int_equal(start_of(&lamp, inputs), ones == 0 ? VALENCY_ZERO
                                                      : ones == 1
                                                          ? VALENCY_BOTH
                                                          : VALENCY_ONE);
        }
        assert_true(lamp.map.undecided_cycle);
        assert_int_equal(lamp.map.count[VALENCY_NONE], 0);
        assert_false(lamp.map.bounded);
        lamp_close(&lamp);
    }
}

/* Positions after somebody has decided are explored too: none of them can still
 * come to the other value. */
static void nobody_can_decide_otherwise_than_somebody_has(void **state)
{
    (void)state;
    for (unsigned t = 0; t <= 1; t++) {
        struct setup setup = setup_of(RULE_VOTE, 3, t, 1, 0);
        struct lamp lamp;
        size_t decided = 0;
        open_lamp(&lamp, &setup, (struct valency_options){.lead = 0});
        for (size_t i = 0; i < lamp.map.positions; i++) {
            const struct valency_position *at = &lamp.room.positions[i];
            if (at->decided != 0) {
                decided++;
                assert_int_equal(at->valency, at->decided);
                assert_int_not_equal(at->decided, VALENCY_BOTH);
            }
        }
        assert_true(decided > 100);
        lamp_close(&lamp);
    }
}

/* As long as nobody has fallen, from a bivalent position there is always a step
 * to a bivalent one: what makes the proof of FLP go round. (Once the one fall
 * is spent the proof has nothing left to threaten with: there are positions
 * whose every step settles the value.) */
static void while_nobody_has_fallen_a_bivalent_position_stays_so(void **state)
{
    (void)state;
    for (unsigned falls = 0; falls <= 1; falls++) {
        struct setup setup = setup_of(RULE_VOTE, 3, 1, falls, 0);
        struct lamp lamp;
        unsigned settling = 0;
        open_lamp(&lamp, &setup, (struct valency_options){.lead = 0});
        for (size_t i = 0; i < lamp.map.positions; i++) {
            const struct valency_position *at = &lamp.room.positions[i];
            bool found = false;
            if (at->valency != VALENCY_BOTH) {
                assert_int_equal(at->flags & VALENCY_LIVES, 0);
                continue;
            }
            for (unsigned k = 0; !found && k < at->count; k++) {
                size_t next = lamp.room.edges[at->next + k];
                found = lamp.room.positions[next].valency == VALENCY_BOTH;
            }
            settling += !found;
            if (lamp.room.keys[at->key] == falls) {
                assert_true(found);
                assert_true((at->flags & VALENCY_LIVES) != 0);
            }
        }
        assert_int_equal(settling > 0, falls > 0);
        lamp_close(&lamp);
    }
}

static void who_waits_for_all_is_stopped_by_one_who_falls(void **state)
{
    struct lamp lamp;
    struct setup setup = setup_of(RULE_VOTE, 3, 0, 1, 0);
    (void)state;
    open_lamp(&lamp, &setup, (struct valency_options){.lead = 0});
    for (unsigned inputs = 0; inputs < 8; inputs++) {
        const struct valency_position *at =
            &lamp.room.positions[lamp.map.start[inputs]];
        assert_true((at->flags & VALENCY_LIVES) != 0); /* stuck for ever */
        assert_int_not_equal(at->valency, VALENCY_BOTH);
    }
    assert_false(lamp.map.undecided_cycle);
    assert_true(lamp.map.count[VALENCY_NONE] > 0);
    lamp_close(&lamp);
    setup.falls = 0;
    open_lamp(&lamp, &setup, (struct valency_options){.lead = 0});
    for (unsigned inputs = 0; inputs < 8; inputs++) {
        assert_int_equal(lamp.room.positions[lamp.map.start[inputs]].flags &
                             VALENCY_LIVES,
                         0);
    }
    lamp_close(&lamp);
}

/* --- merging and bounds --- */

/* Walk at random through a siege; every position must be in both maps, with the
 * same valency, which never grows. */
static void walk(const struct setup *setup, const struct lamp *one,
                 const struct lamp *other, uint64_t seed)
{
    struct decision asked;
    unsigned before = VALENCY_BOTH;
    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        const struct valency_position *a = valency_find(&one->map, &world);
        const struct valency_position *b = valency_find(&other->map, &world);
        if (asked.kind == DECISION_DELIVER) {
            assert_non_null(a);
            assert_non_null(b);
            assert_int_equal(a->valency, b->valency);
            assert_int_equal(a->steps, b->steps);
            assert_int_equal(a->valency & ~before, 0);
            before = a->valency;
        }
        sieges_apply(&world, sieges_random_action(&world, &asked, seed));
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        if (world.decided[g] != ORDER_NONE) {
            assert_true((before >> world.decided[g] & 1) != 0);
        }
    }
}

static void merging_positions_changes_no_verdict(void **state)
{
    struct setup setup = setup_of(RULE_VOTE, 3, 1, 1, 0);
    struct lamp merged, apart;
    (void)state;
    open_lamp(&merged, &setup, (struct valency_options){.apart = false});
    open_lamp(&apart, &setup, (struct valency_options){.apart = true});
    assert_true(merged.map.positions * 4 < apart.map.positions);
    assert_int_equal(merged.map.undecided_cycle, apart.map.undecided_cycle);
    for (unsigned inputs = 0; inputs < 8; inputs++) {
        assert_int_equal(start_of(&merged, inputs), start_of(&apart, inputs));
    }
    for (uint64_t seed = 0; seed < 300; seed++) {
        setup = setup_of(RULE_VOTE, 3, 1, 1, seed % 8);
        walk(&setup, &merged, &apart, seed);
    }
    lamp_close(&merged);
    lamp_close(&apart);
}

static void a_larger_bound_changes_no_verdict_of_the_coin(void **state)
{
    const char *tool = getenv("STRATEGOS_TOOL");
    unsigned most = tool != NULL && tool[0] != '\0' ? 4 : 5;
    struct setup setup = setup_of(RULE_COIN, 3, 1, 0, 0);
    (void)state;
    for (unsigned lead = 3; lead <= most; lead++) {
        struct lamp lamp;
        open_lamp(&lamp, &setup,
                  (struct valency_options){.lead = (uint8_t)lead});
        assert_true(lamp.map.bounded);
        assert_true(lamp.map.undecided_cycle);
        for (unsigned inputs = 0; inputs < 8; inputs++) {
            const struct valency_position *at =
                &lamp.room.positions[lamp.map.start[inputs]];
            bool alike = inputs == 0 || inputs == 7;
            assert_int_equal(at->valency, inputs == 0   ? VALENCY_ZERO
                                          : inputs == 7 ? VALENCY_ONE
                                                        : VALENCY_BOTH);
            assert_int_equal(at->steps, alike ? 4 : 10);
            /* no schedule holds for ever against luck */
            assert_int_equal(at->flags & VALENCY_LIVES, 0);
        }
        lamp_close(&lamp);
    }
}

static double hold(const struct lamp *lamp, unsigned inputs, uint32_t steps,
                   double *scratch)
{
    return valency_hold(&lamp->map, steps, scratch)[lamp->map.start[inputs]];
}

static void the_best_schedule_holds_a_day_three_times_in_four(void **state)
{
    struct setup setup = setup_of(RULE_COIN, 3, 1, 0, 4);
    struct lamp lamp;
    double *scratch;
    (void)state;
    open_lamp(&lamp, &setup, (struct valency_options){.lead = 3});
    scratch = malloc(2 * lamp.map.positions * sizeof *scratch);
    assert_non_null(scratch);
    assert_true(hold(&lamp, 4, 9, scratch) == 1);
    assert_true(hold(&lamp, 4, 10, scratch) == 0.875);
    assert_true(hold(&lamp, 4, 24, scratch) == 0.7578125);
    assert_true(hold(&lamp, 0, 3, scratch) == 1);
    assert_true(hold(&lamp, 0, 4, scratch) == 0);
    assert_true(hold(&lamp, 4, 720, scratch) < 0.01);
    free(scratch);
    lamp_close(&lamp);
}

static void other_rules_and_too_many_generals_have_no_valency(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 3, 1, 0);
    struct lamp lamp;
    struct diag why;
    (void)state;
    assert_int_equal(
        lamp_open(&lamp, &setup, &(struct valency_options){.lead = 0}, 0, &why),
        STATUS_SETUP);
    lamp_close(&lamp);
    setup = setup_of(RULE_VOTE, 9, 1, 0, 0);
    assert_int_equal(
        lamp_open(&lamp, &setup, &(struct valency_options){.lead = 0}, 0, &why),
        STATUS_SETUP);
    assert_non_null(strstr(why.text, "at most 7"));
    lamp_close(&lamp);
    setup = setup_of(RULE_VOTE, 4, 1, 1, 0);
    assert_int_equal(lamp_open(&lamp, &setup,
                               &(struct valency_options){.limit = 1000}, 0,
                               &why),
                     STATUS_MEMORY);
    lamp_close(&lamp);
}

static bool stop_at(void *context, uint64_t positions)
{
    return positions < *(const uint64_t *)context;
}

static void whoever_asked_may_stop_it(void **state)
{
    struct setup setup = setup_of(RULE_VOTE, 4, 1, 1, 0);
    uint64_t most = 3000;
    struct lamp lamp;
    struct diag why;
    (void)state;
    assert_int_equal(
        lamp_open(&lamp, &setup,
                  &(struct valency_options){.tick = stop_at, .context = &most},
                  0, &why),
        STATUS_LIMIT);
    assert_in_range(lamp.map.positions, most, 2 * most);
    assert_non_null(strstr(why.text, "stopped at"));
    lamp_close(&lamp);
}

/* --- what always holds --- */

static void play_at_random(const struct setup *setup, uint64_t seed,
                           struct verdict *verdict)
{
    sieges_start(&world, setup);
    sieges_play_random(&world, seed);
    game_judge(&world, verdict);
}

/* Every t below n / 2, as many falls, any values, any schedule. */
static void agreement_and_validity_hold_whatever_the_city_does(void **state)
{
    unsigned waits = 0, ends = 0;
    (void)state;
    for (uint64_t seed = 0; seed < 1500; seed++) {
        unsigned n = 2 + (unsigned)seed % 6,
                 t = (unsigned)(seed / 6) % ((n - 1) / 2 + 1);
        enum rule_id rule = seed % 2 == 0 ? RULE_VOTE : RULE_COIN;
        unsigned inputs = (unsigned)nature_below(seed, 1, 1U << n);
        struct setup setup = setup_of(rule, n, t, t, inputs);
        struct verdict verdict;
        setup.deadline = 2000 * STEP_MINUTES;
        play_at_random(&setup, seed, &verdict);
        assert_true(verdict.agreement);
        assert_int_equal(verdict.validity, TRI_YES);
        waits += !verdict.termination;
        ends += verdict.termination;
    }
    assert_true(ends > 1400);
    (void)waits;
}

/* All start equal: every general who decides does so in the first phase. */
static void equal_values_are_decided_in_the_first_phase(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 600; seed++) {
        unsigned n = 2 + (unsigned)seed % 9,
                 t = (unsigned)(seed / 9) % ((n - 1) / 2 + 1);
        unsigned value = seed / 2 % 2;
        enum rule_id rule = seed % 2 == 0 ? RULE_VOTE : RULE_COIN;
        struct setup setup =
            setup_of(rule, n, t, t, value == 0 ? 0 : (1U << n) - 1);
        struct verdict verdict;
        play_at_random(&setup, seed, &verdict);
        assert_true(verdict.termination);
        for (unsigned g = 0; g < n; g++) {
            if (world.decided[g] != ORDER_NONE) {
                assert_int_equal(world.decided[g], value);
                assert_int_equal(world.memory.vote.ended[g], 1);
            }
        }
    }
}

/* Protocol B: n > 5t, traitors who write anything. */
static void traitors_up_to_t_break_nothing_where_n_is_more_than_5t(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 400; seed++) {
        unsigned t = seed % 4 == 0 ? 2 : 1, n = 5 * t + 1 + (unsigned)seed % 2;
        unsigned inputs = (unsigned)nature_below(seed, 1, 1U << n);
        struct setup setup = setup_of(RULE_COIN, n, t, 0, inputs);
        struct verdict verdict;
        setup.traitors =
            (uint16_t)(1U << nature_below(seed, 2, n) |
                       (t > 1 ? 1U << nature_below(seed, 3, n) : 0));
        setup.deadline = 4000 * STEP_MINUTES;
        play_at_random(&setup, seed, &verdict);
        assert_true(verdict.agreement);
        assert_int_not_equal(verdict.validity, TRI_NO);
    }
}

/* Letters of traitors first; they tell general 0 one thing, the others another.
 */
static struct action two_faced(const struct decision *asked)
{
    struct action action = {.cursor = asked->cursor};
    for (uint32_t i = 0; i < asked->options; i++) {
        struct option option;
        struct letter letter = {.from = 0};
        assert_int_equal(game_option(&world, i, &option), STATUS_OK);
        if (option.kind == OPTION_DELIVER) {
            game_letter(&world, option.letter, &letter);
        }
        if ((option.kind == OPTION_SAY &&
             option.order == (asked->target == 0 ? 0 : 1)) ||
            setup_is_traitor(&world.setup, letter.from)) {
            action.answer = i;
            return action;
        }
    }
    return action;
}

/* Beyond the bound something does break: three traitors of six, t = 1. */
static void more_traitors_than_t_break_agreement(void **state)
{
    struct setup setup = setup_of(RULE_COIN, 6, 1, 0, 0x3e);
    struct decision asked;
    struct verdict verdict;
    (void)state;
    setup.traitors = 0x38;
    setup.deadline = 500 * STEP_MINUTES;
    assert_false(rules_get(RULE_COIN)->promised(&setup));
    sieges_start(&world, &setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        sieges_apply(&world, two_faced(&asked));
    }
    game_judge(&world, &verdict);
    assert_false(verdict.agreement);
    assert_int_equal(world.decided[0], 0);
    assert_int_equal(world.decided[1], 1);
}

static void setups_outside_the_definition_are_refused(void **state)
{
    static const struct {
        uint8_t rule, n, t, falls;
        uint16_t traitors;
        const char *word;
    } rows[] = {
        {RULE_VOTE, 1, 0, 0, 0, "at least 2"},
        {RULE_VOTE, 4, 2, 0, 0, "at most 1"},
        {RULE_COIN, 2, 1, 0, 0, "at most 0"},
        {RULE_VOTE, 3, 1, 4, 0, "only 3"},
        {RULE_VOTE, 3, 1, 0, 1, "nobody lies"},
        {RULE_COIN, 5, 1, 0, 1, "n > 5t"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct setup setup = setup_of((enum rule_id)rows[i].rule, rows[i].n,
                                      rows[i].t, rows[i].falls, 0);
        struct diag why = {.line = 0};
        setup.traitors = rows[i].traitors;
        assert_int_equal(game_start(&world, &setup, NULL, &why), STATUS_SETUP);
        if (strstr(why.text, rows[i].word) == NULL) {
            fail_msg("row %zu: %s", i, why.text);
        }
    }
}

/* Five generals: the first four hear the other pair only, and their coins fall
 * in pairs, so they never agree; nothing is brought to the fifth. */
static struct action starving(const struct decision *asked)
{
    struct action action = {.cursor = asked->cursor};
    if (asked->kind == DECISION_TOSS) {
        action.answer = asked->actor / 2 % 2;
        return action;
    }
    for (uint32_t i = 0; i < asked->options; i++) {
        struct option option;
        struct letter letter;
        assert_int_equal(game_option(&world, i, &option), STATUS_OK);
        game_letter(&world, option.letter, &letter);
        if (letter.to < 4 && letter.from < 4 &&
            letter.to / 2 != letter.from / 2) {
            action.answer = i;
            return action;
        }
    }
    return action;
}

static void a_schedule_cannot_starve_a_general_for_ever(void **state)
{
    struct setup setup = setup_of(RULE_COIN, 5, 2, 0, 0xc);
    struct decision asked;
    unsigned steps = 0;
    (void)state;
    sieges_start(&world, &setup);
    for (game_ask(&world, &asked); ballot_starved(&world) == NO_GENERAL;
         game_ask(&world, &asked)) {
        assert_int_not_equal(asked.chooser, CHOOSER_NOBODY);
        sieges_apply(&world, starving(&asked));
        assert_true(steps++ < 1000);
    }
    assert_int_equal(ballot_starved(&world), 4);
    for (unsigned g = 0; g < 4; g++) {
        while (ballot_lead(&world, g) < BALLOT_LEAD) {
            game_ask(&world, &asked);
            sieges_apply(&world, starving(&asked));
        }
    }
    game_ask(&world, &asked);
    while (asked.kind == DECISION_TOSS) {
        sieges_apply(&world, starving(&asked));
        game_ask(&world, &asked);
    }
    assert_true(asked.options > 0);
    for (uint32_t i = 0; i < asked.options; i++) {
        struct option option;
        struct letter letter;
        assert_int_equal(game_option(&world, i, &option), STATUS_OK);
        game_letter(&world, option.letter, &letter);
        assert_int_equal(letter.to, 4);
    }
    while (ballot_starved(&world) != NO_GENERAL) {
        game_ask(&world, &asked);
        sieges_apply(&world, (struct action){.cursor = asked.cursor});
    }
}

/* A key holds all that the future depends on: a world made from it answers the
 * same questions and comes to the same keys. */
static void a_world_made_from_its_key_goes_on_in_the_same_way(void **state)
{
    uint8_t key[BALLOT_KEY_MAX], again[BALLOT_KEY_MAX];
    (void)state;
    for (uint64_t seed = 0; seed < 60; seed++) {
        struct setup setup =
            setup_of(seed % 2 ? RULE_VOTE : RULE_COIN, 3 + (unsigned)seed % 3,
                     1, 1, (unsigned)seed % 8);
        const struct rules *rules = rules_get((enum rule_id)setup.rule);
        struct decision asked, other;
        sieges_start(&world, &setup);
        for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
             game_ask(&world, &asked)) {
            size_t length = rules->canon(&world, key, sizeof key);
            sieges_start(&twin, &setup);
            ballot_restore(&twin, key, length);
            game_ask(&twin, &other);
            assert_int_equal(asked.options, other.options);
            assert_int_equal(asked.kind, other.kind);
            assert_int_equal(rules->canon(&twin, again, sizeof again), length);
            assert_memory_equal(key, again, length);
            sieges_apply(&world, sieges_random_action(&world, &asked, seed));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            starts_with_one_attack_are_bivalent_and_the_others_are_not),
        cmocka_unit_test(nobody_can_decide_otherwise_than_somebody_has),
        cmocka_unit_test(while_nobody_has_fallen_a_bivalent_position_stays_so),
        cmocka_unit_test(who_waits_for_all_is_stopped_by_one_who_falls),
        cmocka_unit_test(merging_positions_changes_no_verdict),
        cmocka_unit_test(a_larger_bound_changes_no_verdict_of_the_coin),
        cmocka_unit_test(the_best_schedule_holds_a_day_three_times_in_four),
        cmocka_unit_test(other_rules_and_too_many_generals_have_no_valency),
        cmocka_unit_test(whoever_asked_may_stop_it),
        cmocka_unit_test(agreement_and_validity_hold_whatever_the_city_does),
        cmocka_unit_test(equal_values_are_decided_in_the_first_phase),
        cmocka_unit_test(
            traitors_up_to_t_break_nothing_where_n_is_more_than_5t),
        cmocka_unit_test(more_traitors_than_t_break_agreement),
        cmocka_unit_test(setups_outside_the_definition_are_refused),
        cmocka_unit_test(a_schedule_cannot_starve_a_general_for_ever),
        cmocka_unit_test(a_world_made_from_its_key_goes_on_in_the_same_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
