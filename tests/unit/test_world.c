/* The siege as a value: copies, comparisons, its documented bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/world.h"
#include "support/sieges.h"

static struct world a, b;
static uint8_t bytes_a[sizeof(struct world)], bytes_b[sizeof(struct world)];

static void begin(enum rule_id rule)
{
    struct setup setup;
    memset(&a, 0, sizeof a);
    memset(&b, 0, sizeof b);
    setup_default(&setup, rule, 4);
    sieges_start(&a, &setup);
}

static void a_copy_is_equal_until_one_of_them_changes(void **state)
{
    (void)state;
    static const enum rule_id rules[] = {RULE_BLANK, RULE_RELAY, RULE_ORAL,
                                         RULE_SIGNED, RULE_WORK};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        begin(rules[i]);
        world_copy(&b, &a);
        assert_true(world_equal(&a, &b));
        b.clock++;
        assert_false(world_equal(&a, &b));
    }
}

static void what_lies_beyond_the_used_part_does_not_count(void **state)
{
    (void)state;
    begin(RULE_ORAL);
    memset(&b, 0x55, sizeof b);
    world_copy(&b, &a);
    assert_true(world_equal(&a, &b));
    size_t length = world_write(&a, bytes_a, sizeof bytes_a);
    assert_int_equal(world_write(&b, bytes_b, sizeof bytes_b), length);
    assert_memory_equal(bytes_a, bytes_b, length);
    assert_int_equal(b.memory.oral.letter[LETTERS_MAX - 1], 0x55);
}

/* Change byte `at` of the world and say whether its bytes tell. */
static bool tells(size_t at)
{
    size_t length;
    uint8_t *byte = (uint8_t *)&a + at;
    *byte ^= 1;
    length = world_write(&a, bytes_b, sizeof bytes_b);
    *byte ^= 1;
    return memcmp(bytes_a, bytes_b, length) != 0;
}

static void every_byte_of_a_sealed_letter_shows(void **state)
{
    (void)state;
    const struct memory_signed *memory = &a.memory.sealed;
    const size_t base = offsetof(struct world, memory.sealed);
    begin(RULE_SIGNED);
    assert_true(memory->letters > 0);
    world_write(&a, bytes_a, sizeof bytes_a);
    for (size_t at = offsetof(struct memory_signed, letter);
         at < memory_used(RULE_SIGNED, &a.memory); at++) {
        assert_true(tells(base + at));
    }
    for (size_t g = 0; g < a.setup.generals; g++) {
        assert_true(tells(base + offsetof(struct memory_signed, known) + g));
    }
    assert_true(tells(base + offsetof(struct memory_signed, first)));
    assert_true(tells(base + offsetof(struct memory_signed, forgeable)));
    /* What no general of this siege has does not: no capacity shows. */
    assert_false(
        tells(base + offsetof(struct memory_signed, known) + a.setup.generals));
}

static void every_byte_of_an_oral_letter_shows(void **state)
{
    (void)state;
    const size_t base = offsetof(struct world, memory.oral.letter);
    begin(RULE_ORAL);
    assert_true(a.memory.oral.letters > 0);
    world_write(&a, bytes_a, sizeof bytes_a);
    for (size_t i = 0; i < a.memory.oral.letters; i++) {
        assert_true(tells(base + i));
    }
    assert_false(tells(base + a.memory.oral.letters));
}

/* The `bytes` from `at` on all show. */
static void all_tell(size_t at, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        assert_true(tells(at + i));
    }
}

#define WORK_TELLS(member)                                                     \
    all_tell(offsetof(struct world, memory.work.member),                       \
             sizeof a.memory.work.member)
#define LEDGERS_TELL(member)                                                   \
    all_tell(offsetof(struct world, memory.work.member),                       \
             a.setup.generals * sizeof a.memory.work.member[0])

static void every_byte_of_a_ledger_shows(void **state)
{
    (void)state;
    const struct memory_work *work = &a.memory.work;
    begin(RULE_WORK);
    assert_true(work->letters > 0 && work->blocks > 0);
    world_write(&a, bytes_a, sizeof bytes_a);
    all_tell(offsetof(struct world, setup.tries), sizeof a.setup.tries);
    /* All of a block and of a letter but their spare bytes at the end. */
    for (size_t i = 0; i < work->blocks; i++) {
        all_tell(offsetof(struct world, memory.work.block) +
                     i * sizeof work->block[0],
                 offsetof(struct block, unused));
    }
    for (size_t i = 0; i < work->letters; i++) {
        all_tell(offsetof(struct world, memory.work.letter) +
                     i * sizeof work->letter[0],
                 offsetof(struct work_letter, unused));
    }
    LEDGERS_TELL(tip);
    LEDGERS_TELL(best);
    LEDGERS_TELL(due);
    LEDGERS_TELL(shown);
    LEDGERS_TELL(vote);
    LEDGERS_TELL(heard);
    LEDGERS_TELL(confirmed);
    WORK_TELLS(settled);
    WORK_TELLS(alarm);
    WORK_TELLS(round);
    WORK_TELLS(found);
    WORK_TELLS(withheld);
    WORK_TELLS(phase);
    WORK_TELLS(miner);
    WORK_TELLS(woken);
    WORK_TELLS(kept);
    assert_false(tells(offsetof(struct world, memory.work.tip) +
                       a.setup.generals * sizeof work->tip[0]));
}

static void one_letter_more_is_another_world(void **state)
{
    (void)state;
    begin(RULE_ORAL);
    world_copy(&b, &a);
    b.memory.oral.letters++;
    assert_false(world_equal(&a, &b));
}

static void the_bytes_tell_any_two_moments_of_a_siege_apart(void **state)
{
    (void)state;
    struct setup setup = sieges_setup(RULE_ORAL, 4, 1, 0x2);
    memset(&a, 0, sizeof a);
    sieges_start(&a, &setup);
    for (int i = 0; a.stage != STAGE_OVER; i++) {
        struct decision asked;
        size_t before = world_write(&a, bytes_a, sizeof bytes_a);
        game_ask(&a, &asked);
        sieges_apply(&a, (struct action){.cursor = asked.cursor, .answer = 0});
        size_t after = world_write(&a, bytes_b, sizeof bytes_b);
        assert_true(before != after || memcmp(bytes_a, bytes_b, after) != 0);
        assert_true(i < 100);
    }
}

static void the_bytes_begin_with_the_documented_numbers(void **state)
{
    (void)state;
    begin(RULE_ORAL);
    a.setup.seed = 0x0102030405060708;
    assert_true(world_write(&a, bytes_a, sizeof bytes_a) > 19);
    static const uint8_t seed[] = {8, 7, 6, 5, 4, 3, 2, 1};
    assert_int_equal(bytes_a[0], RULE_ORAL);
    assert_int_equal(bytes_a[1], 4);
    assert_memory_equal(bytes_a + 11, seed, sizeof seed);
}

static void writing_wants_the_same_length_whatever_the_room(void **state)
{
    (void)state;
    begin(RULE_SIGNED);
    size_t length = world_write(&a, bytes_a, sizeof bytes_a);
    assert_true(length <= world_write_max());
    assert_int_equal(world_write(&a, NULL, 0), length);
    memset(bytes_b, 0x55, sizeof bytes_b);
    assert_int_equal(world_write(&a, bytes_b, length - 1), length);
    assert_int_equal(bytes_b[length - 1], 0x55);
}

/* Generals who do not take part must leave no trace in the bytes: raising a
 * capacity changes no record's hash. */
static void bytes_grow_with_the_generals_and_not_with_the_capacity(void **state)
{
    (void)state;
    struct setup setup;
    setup_default(&setup, RULE_BLANK, 2);
    sieges_start(&a, &setup);
    size_t two = world_write(&a, NULL, 0);
    setup_default(&setup, RULE_BLANK, 3);
    sieges_start(&a, &setup);
    size_t three = world_write(&a, NULL, 0);
    /* roads 9 - 4 of 2 bytes, one more of watched, power and input, and of
     * proofs, duty, decision and accusation */
    assert_int_equal(three - two, 10 + 5 + 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_is_equal_until_one_of_them_changes),
        cmocka_unit_test(what_lies_beyond_the_used_part_does_not_count),
        cmocka_unit_test(every_byte_of_a_sealed_letter_shows),
        cmocka_unit_test(every_byte_of_an_oral_letter_shows),
        cmocka_unit_test(every_byte_of_a_ledger_shows),
        cmocka_unit_test(one_letter_more_is_another_world),
        cmocka_unit_test(the_bytes_tell_any_two_moments_of_a_siege_apart),
        cmocka_unit_test(the_bytes_begin_with_the_documented_numbers),
        cmocka_unit_test(writing_wants_the_same_length_whatever_the_room),
        cmocka_unit_test(
            bytes_grow_with_the_generals_and_not_with_the_capacity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
