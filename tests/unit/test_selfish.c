/* The selfish pool's books. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab/selfish.h"

static struct selfish_tally run(double power, double gamma, uint64_t blocks)
{
    struct selfish selfish = {.power = power, .gamma = gamma, .seed = 3};
    struct selfish_tally tally;
    selfish_run(&tally, &selfish, blocks);
    assert_int_equal(tally.pool + tally.others + tally.orphaned, blocks);
    return tally;
}

/* Whenever it ends: no block is lost from the books or counted twice, and the
 * others' losses are the pool's doing. */
static void every_block_is_the_pools_the_others_or_in_vain(void **state)
{
    (void)state;
    for (uint64_t blocks = 1; blocks < 600; blocks++) {
        (void)run(0.35, 0.5, blocks);
        (void)run(0.55, 0, blocks);
        (void)run(0.45, 1, blocks);
    }
}

static void a_pool_alone_or_none_makes_a_plain_chain(void **state)
{
    (void)state;
    struct selfish_tally all = run(1, 0, 500), none = run(0, 1, 500);
    assert_int_equal(all.pool, 500);
    assert_true(all.revenue >= 1);
    assert_int_equal(none.others, 500);
    assert_true(none.revenue <= 0);
    assert_false(all.known);
    assert_false(none.known);
}

static void with_half_of_the_power_the_others_end_up_with_nothing(void **state)
{
    (void)state;
    struct selfish_tally tally = run(0.6, 0, 100000);
    assert_true(tally.revenue > 0.99);
    assert_false(tally.known);
}

static void gamma_decides_whose_the_ties_are(void **state)
{
    (void)state;
    assert_true(run(0.3, 1, 100000).revenue > run(0.3, 0, 100000).revenue);
}

static void a_few_blocks_bear_no_interval(void **state)
{
    (void)state;
    struct selfish_tally few = run(0.3, 0.5, 50), many = run(0.3, 0.5, 5000);
    assert_false(few.known);
    assert_true(few.interval.low <= 0 && few.interval.high >= 1);
    assert_true(many.known);
    assert_true(many.interval.low < many.revenue &&
                many.revenue < many.interval.high);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_block_is_the_pools_the_others_or_in_vain),
        cmocka_unit_test(a_pool_alone_or_none_makes_a_plain_chain),
        cmocka_unit_test(with_half_of_the_power_the_others_end_up_with_nothing),
        cmocka_unit_test(gamma_decides_whose_the_ties_are),
        cmocka_unit_test(a_few_blocks_bear_no_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
