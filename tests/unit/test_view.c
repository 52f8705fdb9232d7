/* What the camps know of one letter, and when. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/view.h"

enum { SENT = 100, ARRIVES = 160, FROM = 1, TO = 2 };

static const uint16_t sender = 1u << FROM, receiver = 1u << TO, other = 1u;

/* An oral letter that says 0 where 1 was due. */
static struct letter letter_with(enum letter_state state)
{
    return (struct letter){.sent = SENT,
                           .arrives = ARRIVES,
                           .from = FROM,
                           .to = TO,
                           .order = state == LETTER_UNWRITTEN ? ORDER_NONE : 0,
                           .counted = 0,
                           .duty = 1,
                           .round = 1,
                           .state = (uint8_t)state};
}

static void a_letter_rides_until_it_arrives(void **state)
{
    (void)state;
    struct letter letter = letter_with(LETTER_ARRIVED);
    assert_false(letter_at(&letter, SENT - 1));
    assert_true(letter_at(&letter, SENT));
    assert_int_equal(letter.state, LETTER_RIDING);
    letter = letter_with(LETTER_ARRIVED);
    assert_true(letter_at(&letter, ARRIVES - 1));
    assert_int_equal(letter.state, LETTER_RIDING);
    letter = letter_with(LETTER_ARRIVED);
    assert_true(letter_at(&letter, ARRIVES));
    assert_int_equal(letter.state, LETTER_ARRIVED);
}

static void a_captured_messenger_is_taken_half_way(void **state)
{
    (void)state;
    struct letter letter = letter_with(LETTER_CAPTURED);
    assert_true(letter_at(&letter, (SENT + ARRIVES) / 2 - 1));
    assert_int_equal(letter.state, LETTER_RIDING);
    letter = letter_with(LETTER_CAPTURED);
    assert_true(letter_at(&letter, (SENT + ARRIVES) / 2));
    assert_int_equal(letter.state, LETTER_CAPTURED);
}

static void a_refusal_shows_only_on_arrival(void **state)
{
    (void)state;
    struct letter letter = letter_with(LETTER_REFUSED);
    letter.refusal = REFUSAL_SEAL;
    assert_true(letter_at(&letter, ARRIVES - 1));
    assert_int_equal(letter.refusal, REFUSAL_NONE);
    letter = letter_with(LETTER_REFUSED);
    letter.refusal = REFUSAL_SEAL;
    assert_true(letter_at(&letter, ARRIVES));
    assert_int_equal(letter.refusal, REFUSAL_SEAL);
}

static void a_stranger_never_hears_of_a_letter(void **state)
{
    (void)state;
    for (int s = 0; s < LETTER_STATE_COUNT; s++) {
        struct letter letter = letter_with((enum letter_state)s);
        assert_false(letter_seen(&letter, other, ARRIVES + 1000));
    }
}

static void the_receiver_knows_nothing_before_the_arrival(void **state)
{
    (void)state;
    struct letter letter = letter_with(LETTER_ARRIVED);
    assert_false(letter_seen(&letter, receiver, ARRIVES - 1));
    assert_true(letter_seen(&letter, receiver, ARRIVES));
    assert_int_equal(letter.order, 0);
}

static void the_receiver_is_not_told_what_the_duty_was(void **state)
{
    (void)state;
    struct letter letter = letter_with(LETTER_ARRIVED);
    assert_true(letter_seen(&letter, receiver, ARRIVES));
    assert_int_equal(letter.duty, ORDER_NONE);
}

static void silence_and_capture_look_the_same_in_the_camp(void **state)
{
    (void)state;
    struct letter silent = letter_with(LETTER_UNWRITTEN);
    struct letter taken = letter_with(LETTER_CAPTURED);
    assert_false(letter_seen(&silent, receiver, ARRIVES - 1));
    assert_false(letter_seen(&taken, receiver, ARRIVES - 1));
    assert_true(letter_seen(&silent, receiver, ARRIVES));
    assert_true(letter_seen(&taken, receiver, ARRIVES));
    assert_memory_equal(&silent, &taken, sizeof silent);
}

static void the_sender_never_learns_whether_it_arrived(void **state)
{
    (void)state;
    static const enum letter_state ends[] = {LETTER_ARRIVED, LETTER_CAPTURED,
                                             LETTER_REFUSED};
    for (size_t i = 0; i < 3; i++) {
        struct letter letter = letter_with(ends[i]);
        letter.refusal = ends[i] == LETTER_REFUSED ? REFUSAL_SEAL : 0;
        assert_true(letter_seen(&letter, sender, ARRIVES + 10));
        assert_int_equal(letter.state, LETTER_SENT);
        assert_int_equal(letter.refusal, REFUSAL_NONE);
        assert_int_equal(letter.counted, ORDER_NONE);
        assert_int_equal(letter.order, 0);
    }
}

static void whoever_sees_all_sees_the_capture(void **state)
{
    (void)state;
    struct letter letter = letter_with(LETTER_CAPTURED);
    assert_true(letter_seen(&letter, EYES_ALL, ARRIVES));
    assert_int_equal(letter.state, LETTER_CAPTURED);
}

static void nobody_misses_a_sealed_letter_that_was_not_due(void **state)
{
    (void)state;
    struct letter letter = letter_with(LETTER_UNWRITTEN);
    letter.sealed = true;
    assert_false(letter_seen(&letter, receiver, ARRIVES));
    letter = letter_with(LETTER_UNWRITTEN);
    letter.sealed = true;
    letter.duty = ORDER_NONE;
    assert_false(letter_at(&letter, ARRIVES));
    assert_false(letter_seen(&letter, sender, ARRIVES));
}

static void a_lie_is_whatever_departs_from_the_duty(void **state)
{
    (void)state;
    struct letter letter = letter_with(LETTER_ARRIVED);
    assert_true(letter_is_lie(&letter));
    letter.order = letter.duty;
    assert_false(letter_is_lie(&letter));
    letter.forged = 1;
    assert_true(letter_is_lie(&letter));
    letter = letter_with(LETTER_UNWRITTEN);
    assert_true(letter_is_lie(&letter));
    letter.duty = ORDER_NONE;
    assert_false(letter_is_lie(&letter));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_rides_until_it_arrives),
        cmocka_unit_test(a_captured_messenger_is_taken_half_way),
        cmocka_unit_test(a_refusal_shows_only_on_arrival),
        cmocka_unit_test(a_stranger_never_hears_of_a_letter),
        cmocka_unit_test(the_receiver_knows_nothing_before_the_arrival),
        cmocka_unit_test(the_receiver_is_not_told_what_the_duty_was),
        cmocka_unit_test(silence_and_capture_look_the_same_in_the_camp),
        cmocka_unit_test(the_sender_never_learns_whether_it_arrived),
        cmocka_unit_test(whoever_sees_all_sees_the_capture),
        cmocka_unit_test(nobody_misses_a_sealed_letter_that_was_not_due),
        cmocka_unit_test(a_lie_is_whatever_departs_from_the_duty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
