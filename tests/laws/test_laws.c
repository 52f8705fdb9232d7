/* What holds for every siege of every rule: seeded random runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/odometer.h"
#include "../support/recording.h"
#include "../support/sieges.h"
#include "record/record.h"
#include "seal/seal.h"

enum { SEEDS = 60 };
static struct world world, other, third;
static char text[RECORDING_MAX], again[RECORDING_MAX];

/* Run a law for random setups of every rule that there is. */
typedef void law(const struct setup *setup, uint64_t seed);

static void for_every_rule(law *holds, uint64_t seeds)
{
    for (unsigned rule = 0; rule < RULE_COUNT; rule++) {
        for (uint64_t seed = 0; rules_get((enum rule_id)rule) && seed < seeds;
             seed++) {
            struct setup setup;
            sieges_random_setup(&setup, (enum rule_id)rule, seed);
            holds(&setup, seed);
        }
    }
}

/* Put rubbish where a copied world leaves its target alone. */
static void dirty(struct world *out, uint64_t seed)
{
    memset(out, (int)(seed % 255) + 1, sizeof *out);
}

static void same_with_log(const struct setup *setup, uint64_t seed)
{
    static struct event items[4096];
    struct event_log little = {.items = items, .room = seed % 7};
    struct event_log log = {.items = items, .room = 4096};
    struct decision asked;

    sieges_start(&world, setup);
    assert_int_equal(game_start(&other, setup, &log, NULL), STATUS_OK);
    assert_int_equal(game_start(&third, setup, &little, NULL), STATUS_OK);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        struct action action = sieges_random_action(&world, &asked, seed);
        sieges_apply(&world, action);
        assert_int_equal(game_apply(&other, action, &log), STATUS_OK);
        assert_int_equal(game_apply(&third, action, &little), STATUS_OK);
        assert_true(world_equal(&world, &other));
        assert_true(world_equal(&world, &third));
    }
    assert_int_equal(log.count, little.count);
    assert_in_range(log.count, 1, 4096);
    assert_int_equal(items[log.count - 1].kind, EVENT_BATTLE);
}

static void a_log_changes_nothing(void **state)
{
    (void)state;
    for_every_rule(same_with_log, SEEDS);
}

static void events_tell_the_figures(const struct setup *setup, uint64_t seed)
{
    static struct event items[4096];
    struct event_log log = {.items = items, .room = 4096};
    unsigned counts[EVENT_COUNT] = {0}, decided = 0;
    struct decision asked;

    assert_int_equal(game_start(&world, setup, &log, NULL), STATUS_OK);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        struct action action = sieges_random_action(&world, &asked, seed);
        assert_int_equal(game_apply(&world, action, &log), STATUS_OK);
    }
    assert_true(log.count <= log.room);
    for (size_t i = 0; i < log.count; i++) {
        assert_true(items[i].kind < EVENT_COUNT);
        assert_true(items[i].minute <= world.clock);
        counts[items[i].kind]++;
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        decided += world.decided[g] != ORDER_NONE;
    }
    assert_int_equal(counts[EVENT_SENT], world.sent);
    assert_int_equal(counts[EVENT_CAPTURED], world.captured);
    assert_int_equal(counts[EVENT_REFUSED], world.rejected);
    assert_int_equal(counts[EVENT_BATTLE], 1);
    assert_int_equal(counts[EVENT_DECIDED], decided);
    /* Without a clock nobody is sure to decide. */
    assert_true(
        decided == setup->generals - setup_traitors(setup) ||
        (rules_get((enum rule_id)setup->rule)->traits & RULES_NO_CLOCK) != 0);
}

static void the_chronicle_counts_as_the_world_does(void **state)
{
    (void)state;
    for_every_rule(events_tell_the_figures, SEEDS);
}

static void refuse_row(const struct decision *asked, const uint8_t *answers,
                       uint32_t row)
{
    uint8_t wrong[ROW_MAX];
    memcpy(wrong, answers, row);
    wrong[row - 1] = (uint8_t)asked->options;
    assert_int_equal(game_apply_row(&other, asked->cursor, wrong, row),
                     STATUS_RANGE);
    assert_int_equal(game_apply_row(&other, asked->cursor + 1, answers, row),
                     STATUS_STALE);
    assert_int_equal(game_apply_row(&other, asked->cursor, answers, row + 1),
                     STATUS_RANGE);
    assert_true(world_equal(&world, &other));
}

/* Questions of a row, answered one by one and at once. */
static void rows_are_one_by_one(const struct setup *setup, uint64_t seed)
{
    struct agents agents = {.seed = seed};
    struct decision asked;
    memset(agents.general, STRATEGY_RANDOM, sizeof agents.general);
    sieges_start(&world, setup);
    world_copy(&other, &world);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        uint8_t answers[ROW_MAX];
        struct decision open = asked;
        uint32_t row = game_row(&world);
        assert_in_range(row, 1, ROW_MAX);
        if (!agents_answer_row(&agents, &asked, answers, row)) {
            struct action action = sieges_random_action(&world, &asked, seed);
            sieges_apply(&world, action);
            sieges_apply(&other, action);
            continue;
        }
        if (row > 1) {
            refuse_row(&asked, answers, row);
        }
        assert_int_equal(game_apply_row(&other, asked.cursor, answers, row),
                         STATUS_OK);
        for (uint32_t i = 0; i < row; i++, game_ask(&world, &asked)) {
            assert_int_equal(asked.cursor, open.cursor + i);
            assert_int_equal(asked.options, open.options);
            assert_int_equal(asked.actor, open.actor);
            assert_int_equal(asked.chooser, CHOOSER_TRAITOR);
            assert_int_equal(answers[i],
                             agents_answer(&agents, &world, &asked));
            sieges_apply(&world, (struct action){.cursor = asked.cursor,
                                                 .answer = answers[i]});
        }
        assert_true(world_equal(&world, &other));
    }
}

static void a_row_is_its_questions_one_by_one(void **state)
{
    struct setup setup = sieges_setup(RULE_ORAL, 7, 2, 0x29);
    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct setup any; /* the one rule that has rows */
        sieges_random_setup(&any, RULE_ORAL, seed);
        rows_are_one_by_one(&any, seed);
    }
    rows_are_one_by_one(&setup, 1);
    setup.road[3][5] = 0;
    rows_are_one_by_one(&setup, 2);
}

static void copy_equals(const struct setup *setup, uint64_t seed)
{
    struct decision asked;

    dirty(&other, seed);
    sieges_start(&world, setup);
    world_copy(&other, &world);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        struct action action = sieges_random_action(&world, &asked, seed);
        sieges_apply(&world, action);
        sieges_apply(&other, action);
        assert_true(world_equal(&world, &other));
        assert_true(record_world_hash(&world) == record_world_hash(&other));
        third = world;
        assert_true(world_equal(&third, &other));
        dirty(&other, seed);
        world_copy(&other, &third);
        assert_true(world_equal(&other, &world));
    }
}

static void a_copy_onto_rubbish_lives_on_like_the_original(void **state)
{
    (void)state;
    for_every_rule(copy_equals, SEEDS);
}

static void hash_changes(const struct setup *setup, uint64_t seed)
{
    struct decision asked;
    uint64_t last = 0;

    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        uint64_t hash = record_world_hash(&world);
        assert_true(hash != last);
        last = hash;
        world_copy(&other, &world);
        sieges_apply(&world, sieges_random_action(&world, &asked, seed));
        assert_false(world_equal(&world, &other));
    }
}

static void every_answer_changes_the_world_and_its_hash(void **state)
{
    (void)state;
    for_every_rule(hash_changes, SEEDS);
}

static void room_is_wanted(const struct setup *setup, uint64_t seed)
{
    static uint8_t bytes[sizeof(struct world)], prefix[sizeof(struct world)];
    size_t length, room;

    sieges_start(&world, setup);
    sieges_play_random(&world, seed);
    length = world_write(&world, bytes, sizeof bytes);
    assert_true(length <= world_write_max());
    assert_true(world_write_max() <= sizeof bytes);
    room = nature_below(seed, 7, length);
    memset(prefix, 0xa5, sizeof prefix);
    assert_int_equal(world_write(&world, prefix, room), length);
    assert_int_equal(prefix[room], 0xa5);
    assert_int_equal(world_write(&world, NULL, 0), length);
}

static void a_world_says_how_much_room_it_wants(void **state)
{
    (void)state;
    for_every_rule(room_is_wanted, SEEDS);
}

static void refuse(struct action action, enum status status)
{
    other = world;
    assert_int_equal(game_apply(&world, action, NULL), status);
    assert_true(memcmp(&world, &other, sizeof world) == 0); /* it is quick */
}

static void wrong_answers_are_refused(const struct setup *setup, uint64_t seed)
{
    struct option option = {.kind = 77}, untouched = option;
    struct decision asked;
    struct action action;

    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        assert_int_equal(asked.cursor, world.cursor);
        action = (struct action){.cursor = asked.cursor};
        refuse((struct action){.cursor = asked.cursor + 1}, STATUS_STALE);
        refuse((struct action){.cursor = asked.cursor - 1}, STATUS_STALE);
        /* A block is found by no small number; 0 is that nobody finds one. */
        action.answer = asked.options > 0 ? asked.options : 1;
        refuse(action, STATUS_RANGE);
        assert_int_equal(game_option(&world, action.answer, &option),
                         STATUS_RANGE);
        action.answer = UINT64_MAX;
        refuse(action, STATUS_RANGE);
        action.answer = UINT64_C(1) << 31;
        refuse(action, STATUS_RANGE);
        sieges_apply(&world, sieges_random_action(&world, &asked, seed));
    }
    refuse((struct action){.cursor = world.cursor}, STATUS_OVER);
    assert_int_equal(game_option(&world, 0, &option), STATUS_OVER);
    assert_memory_equal(&option, &untouched, sizeof option);
}

static void the_door_refuses_and_leaves_the_world_alone(void **state)
{
    (void)state;
    for_every_rule(wrong_answers_are_refused, SEEDS);
}

static bool same_option(const struct option *a, const struct option *b)
{
    return a->weight == b->weight && a->letter == b->letter &&
           a->kind == b->kind && a->order == b->order &&
           a->general == b->general && a->block == b->block &&
           a->minute == b->minute && a->nonce == b->nonce &&
           a->refusal == b->refusal && a->count == b->count;
}

/* No two options of a question are the same, and the duty is no redundant
 * one. */
static void options_differ(const struct setup *setup, uint64_t seed)
{
    struct decision asked;

    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        assert_true(asked.options >= 1 || asked.kind == DECISION_MINE);
        for (uint32_t i = 0; i < asked.options; i++) {
            struct option one, two;
            assert_int_equal(game_option(&world, i, &one), STATUS_OK);
            assert_true(one.kind < OPTION_COUNT);
            assert_true(i > 0 || !one.redundant);
            for (uint32_t j = 0; j < i; j++) {
                assert_int_equal(game_option(&world, j, &two), STATUS_OK);
                assert_false(same_option(&one, &two));
            }
        }
        sieges_apply(&world, sieges_random_action(&world, &asked, seed));
    }
}

static void options_of_one_question_differ(void **state)
{
    (void)state;
    for_every_rule(options_differ, SEEDS);
}

/* Finish by duty, passes and luck. */
static void finish(struct world *unfinished, uint8_t decided[GENERALS_MAX])
{
    sieges_play(unfinished, &(struct agents){.seed = 0});
    memcpy(decided, unfinished->decided, GENERALS_MAX);
}

static void decide_after(struct action action, uint8_t decided[GENERALS_MAX])
{
    world_copy(&other, &world);
    sieges_apply(&other, action);
    finish(&other, decided);
}

/* A redundant answer has the outcome of an earlier one, where nobody is
 * captured: who writes nothing cannot lose a messenger. */
static void redundant_is_redundant(const struct setup *setup, uint64_t seed)
{
    struct setup safe = *setup;
    struct decision asked;

    safe.capture = 0;
    safe.budget = 0;
    sieges_start(&world, &safe);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        uint32_t last = asked.options > 0 ? asked.options - 1 : 0;
        struct option option;
        bool met = false;
        assert_int_equal(game_option(&world, last, &option), STATUS_OK);
        for (uint32_t i = 0; option.redundant && i < last; i++) {
            uint8_t one[GENERALS_MAX], two[GENERALS_MAX];
            decide_after((struct action){.cursor = asked.cursor, .answer = i},
                         one);
            decide_after(
                (struct action){.cursor = asked.cursor, .answer = last}, two);
            met = met || memcmp(one, two, sizeof one) == 0;
        }
        assert_true(met || !option.redundant);
        sieges_apply(&world, sieges_random_action(&world, &asked, seed));
    }
}

static void redundant_answers_change_no_decision(void **state)
{
    (void)state;
    for_every_rule(redundant_is_redundant, 25);
}

/* All questions that traitors are asked in one round, and their options, as
 * one number. Ends at the first question of another kind or round. */
static uint64_t questions_of_round(struct world *at, uint64_t seed)
{
    struct decision first, asked;
    uint64_t sum = 0;

    for (game_ask(at, &first), asked = first;
         asked.chooser == CHOOSER_TRAITOR && asked.round == first.round;
         game_ask(at, &asked)) {
        uint64_t parts[5] = {sum, asked.cursor, asked.item, asked.options,
                             (uint64_t)asked.kind << 16 |
                                 (uint64_t)asked.actor << 8 | asked.target};
        sum = seal_digest((const uint8_t *)parts, sizeof parts);
        for (uint32_t i = 0; i < asked.options; i++) {
            struct option option;
            assert_int_equal(game_option(at, i, &option), STATUS_OK);
            parts[0] = sum;
            parts[1] = option.kind;
            parts[2] = option.order;
            sum = seal_digest((const uint8_t *)parts, sizeof parts);
        }
        sieges_apply(at, sieges_random_action(at, &asked, seed));
    }
    return sum;
}

static void rounds_are_independent(const struct setup *setup, uint64_t seed)
{
    struct decision asked;

    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        if (asked.chooser != CHOOSER_TRAITOR) {
            sieges_apply(&world, sieges_random_action(&world, &asked, seed));
            continue;
        }
        world_copy(&other, &world);
        world_copy(&third, &world);
        assert_true(questions_of_round(&world, seed) ==
                    questions_of_round(&other, seed + 1));
        assert_true(questions_of_round(&third, seed + 2) != 0);
    }
}

static void questions_of_one_round_do_not_depend_on_each_other(void **state)
{
    (void)state;
    for_every_rule(rounds_are_independent, SEEDS);
}

/* What a loyal general must do follows from what it has seen. */
struct duties {
    uint64_t view[2048];
    uint8_t order[2048];
    size_t used;
};

static void note_duty(void *context, const struct world *before,
                      const struct decision *asked, uint64_t answer)
{
    struct duties *duties = context;
    uint8_t key[4096];
    size_t length = game_view_key(before, asked->actor, key, sizeof key);
    uint64_t view = seal_digest(key, length);
    uint8_t order = before->duty[asked->actor];

    (void)answer;
    assert_true(length <= sizeof key);
    for (size_t i = 0; i < duties->used; i++) {
        if (duties->view[i] == view) {
            assert_int_equal(duties->order[i], order);
            return;
        }
    }
    if (duties->used < 2048) {
        duties->view[duties->used] = view;
        duties->order[duties->used++] = order;
    }
}

static void duty_follows(const struct setup *setup, uint64_t seed)
{
    static struct duties duties;
    struct setup placed = *setup;
    struct odometer odometer = {.choosers = 1U << CHOOSER_TRAITOR |
                                            1U << CHOOSER_CITY |
                                            1U << CHOOSER_CHANCE,
                                .redundant = true,
                                .note = note_duty,
                                .context = &duties};

    if ((rules_get((enum rule_id)setup->rule)->traits & RULES_NO_CLOCK) != 0) {
        return; /* no loyal general is asked */
    }
    /* Under proof of work every play hashes anew. */
    unsigned plays = setup->rule == RULE_WORK ? 8 : 40;
    duties.used = 0;
    odometer.player = (uint8_t)(seed % setup->generals);
    placed.accusers = 0;
    for (unsigned set = 0; set < 1U << setup->generals; set++) {
        placed.traitors = (uint16_t)(set & ~(1U << odometer.player));
        odometer.length = 0;
        odometer.plays = 0;
        if (game_start(&world, &placed, NULL, NULL) != STATUS_OK) {
            continue; /* a rule without traitors */
        }
        do {
            odometer_play(&odometer, &placed, &world);
        } while (odometer.plays < plays && odometer_next(&odometer));
    }
}

static void a_duty_is_a_function_of_the_own_view(void **state)
{
    (void)state;
    for_every_rule(duty_follows, 12);
}

static void record_returns(const struct setup *setup, uint64_t seed)
{
    size_t length = recording_of(text, setup, "a/b", seed, &world);
    struct record_result result;
    struct diag why;

    assert_int_equal(record_replay(&result, &other, text, length, NULL, &why),
                     STATUS_OK);
    assert_true(result.complete);
    assert_memory_equal(&result.head.setup, setup, sizeof *setup);
    assert_true(world_equal(&other, &world));
    assert_int_equal(recording_of(again, &result.head.setup, result.head.level,
                                  seed, &third),
                     length);
    assert_memory_equal(text, again, length);
}

static void a_record_is_the_siege(void **state)
{
    (void)state;
    for_every_rule(record_returns, SEEDS);
}

static void agents_repeat(const struct setup *setup, uint64_t seed)
{
    struct agents agents = {.seed = seed, .city = STRATEGY_RANDOM};

    memset(agents.general, STRATEGY_RANDOM, sizeof agents.general);
    sieges_start(&world, setup);
    sieges_play(&world, &agents);
    sieges_start(&other, setup);
    sieges_play(&other, &agents);
    assert_true(world_equal(&other, &world));
}

static void the_same_seed_is_the_same_siege(void **state)
{
    (void)state;
    for_every_rule(agents_repeat, SEEDS);
}

static void reasons_come_last(const struct setup *setup, uint64_t seed)
{
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    struct decision asked;

    sieges_start(&world, setup);
    for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(&world, &asked)) {
        bool writing = world.stage < STAGE_ACCUSE;
        for (unsigned g = 0; g < setup->generals; g++) {
            struct reason reason = {.kind = REASON_COUNT};
            size_t wanted = rules->explain(&world, g, &reason, 1);
            if ((rules->traits & RULES_NO_CLOCK) != 0 &&
                world.decided[g] != ORDER_NONE) {
                continue; /* who has decided may say why at once */
            }
            assert_int_equal(wanted == 0, writing);
            assert_int_equal(reason.kind == REASON_COUNT, writing);
        }
        sieges_apply(&world, sieges_random_action(&world, &asked, seed));
    }
}

static void nothing_is_explained_while_letters_are_written(void **state)
{
    (void)state;
    for_every_rule(reasons_come_last, SEEDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_changes_nothing),
        cmocka_unit_test(the_chronicle_counts_as_the_world_does),
        cmocka_unit_test(a_row_is_its_questions_one_by_one),
        cmocka_unit_test(a_copy_onto_rubbish_lives_on_like_the_original),
        cmocka_unit_test(every_answer_changes_the_world_and_its_hash),
        cmocka_unit_test(a_world_says_how_much_room_it_wants),
        cmocka_unit_test(the_door_refuses_and_leaves_the_world_alone),
        cmocka_unit_test(options_of_one_question_differ),
        cmocka_unit_test(redundant_answers_change_no_decision),
        cmocka_unit_test(questions_of_one_round_do_not_depend_on_each_other),
        cmocka_unit_test(a_duty_is_a_function_of_the_own_view),
        cmocka_unit_test(nothing_is_explained_while_letters_are_written),
        cmocka_unit_test(a_record_is_the_siege),
        cmocka_unit_test(the_same_seed_is_the_same_siege),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
