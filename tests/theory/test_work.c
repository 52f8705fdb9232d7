/* Proof of work against Nakamoto 2008 and against other means: bytes that were
 * hashed elsewhere, formulas, and sieges in which every step is set by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../support/sieges.h"
#include "agents/miner.h"
#include "rules/rules.h"
#include "rules/work.h"
#include "rules/work_bytes.h"
#include "seal/seal.h"

static struct world world;

static struct memory_work *work(void)
{
    return &world.memory.work;
}

/* --- bytes --- */

static void assert_id(const uint8_t id[BLOCK_ID_BYTES], const char *hex)
{
    char text[2 * BLOCK_ID_BYTES + 1];

    seal_hex(text, id, BLOCK_ID_BYTES);
    assert_string_equal(text, hex);
}

/* Ids from another implementation of SHA-256 (Python's hashlib) that mined the
 * same siege from the documented headers. */
static void the_first_blocks_are_those_of_another_miner(void **state)
{
    struct setup setup;
    char text[HEADER_MAX];
    size_t length;
    (void)state;

    setup_default(&setup, RULE_WORK, 2);
    sieges_start(&world, &setup);
    sieges_play(&world, &(struct agents){.seed = 1});
    assert_true(work()->blocks > 2);
    assert_id(
        work()->block[0].id,
        "818c6022db236a3be18d100fb929dec2587eff57d0b5b9014fcd9194d1ab099f");
    assert_id(
        work()->block[1].id,
        "000d82e60e5e1e1fbe350af24a55e7a424c791e0cf0d540670e54e995f513c8d");
    length = work_header(&world, 0, text);
    assert_int_equal(length, 64 + strlen(" start 1\n"));
    assert_memory_equal(text + 64, " start 1\n", length - 64);
    length = work_header(&world, 1, text);
    text[length] = '\0';
    assert_string_equal(text + 64, " attack by 0 at 5 tries 2000 nonce 82\n");
    assert_memory_equal(
        text,
        "818c6022db236a3be18d100fb929dec2587eff57d0b5b9014fcd9194d1ab099f", 64);
}

static void the_target_takes_one_nonce_in_so_many(void **state)
{
    uint8_t id[BLOCK_ID_BYTES];
    (void)state;

    memset(id, 0xff, sizeof id);
    assert_true(header_meets(id, 1));
    assert_false(header_meets(id, 2));
    id[0] = 0x7f;
    assert_true(header_meets(id, 2));
    memset(id, 0x55, sizeof id); /* 2^64 / 3 = 0x5555555555555555.55 */
    assert_false(header_meets(id, 3));
    id[7] = 0x54;
    assert_true(header_meets(id, 3));
    memset(id, 0, sizeof id);
    id[3] = 1; /* 2^32; the target is 2^32 + 1, rounded down */
    assert_true(header_meets(id, UINT32_MAX));
    id[7] = 1;
    assert_false(header_meets(id, UINT32_MAX));
}

static void changing_an_old_block_breaks_every_later_id(void **state)
{
    struct setup setup;
    unsigned broken = 0;
    uint8_t id[BLOCK_ID_BYTES];
    (void)state;

    setup_default(&setup, RULE_WORK, 4);
    sieges_start(&world, &setup);
    sieges_play(&world, &(struct agents){.seed = 1});
    assert_true(work()->blocks > 4);
    work()->block[1].order = ORDER_RETREAT;
    for (unsigned b = 1; b < work()->blocks; b++) {
        char text[HEADER_MAX];
        size_t length = work_header(&world, b, text);

        header_id(id, text, length);
        if (memcmp(id, work()->block[b].id, sizeof id) != 0) {
            memcpy(work()->block[b].id, id, sizeof id); /* for its children */
            broken++;
            assert_true(work_on_chain(&world, 1, b));
        } else {
            assert_false(work_on_chain(&world, 1, b));
        }
    }
    assert_true(broken >= 3);
}

/* --- the door --- */

static void to_mining(struct decision *asked)
{
    for (game_ask(&world, asked);
         asked->kind != DECISION_MINE && asked->chooser != CHOOSER_NOBODY;
         game_ask(&world, asked)) {
        sieges_apply(&world, (struct action){.cursor = asked->cursor});
    }
}

static void refused(const struct decision *asked, unsigned miner,
                    uint32_t minute, uint32_t nonce)
{
    static struct world before;
    struct option option;
    struct action action = {.cursor = asked->cursor,
                            .answer = work_found_answer(miner, minute, nonce)};

    before = world;
    assert_int_equal(game_apply(&world, action, NULL), STATUS_RANGE);
    assert_int_equal(game_option(&world, action.answer, &option), STATUS_RANGE);
    assert_memory_equal(&before, &world, sizeof world);
}

static void only_a_nonce_that_meets_the_target_finds_a_block(void **state)
{
    struct setup setup;
    struct decision asked;
    struct option found;
    uint64_t answer;
    (void)state;

    setup_default(&setup, RULE_WORK, 3);
    sieges_start(&world, &setup);
    for (to_mining(&asked); (answer = miner_answer(&world)) == WORK_NOTHING;
         to_mining(&asked)) {
        sieges_apply(&world, (struct action){.cursor = asked.cursor});
    }
    assert_int_equal(game_option(&world, answer, &found), STATUS_OK);
    assert_int_equal(found.kind, OPTION_FOUND);
    refused(&asked, found.general, found.minute, found.nonce + 1);
    refused(&asked, found.general, found.minute + 1, found.nonce);
    refused(&asked, (found.general + 1u) % 3, found.minute, found.nonce);
    refused(&asked, 3, found.minute, found.nonce);
    refused(&asked, 15, found.minute, found.nonce);
    refused(&asked, found.general, found.minute, setup.power[0]);
    refused(&asked, found.general, work_horizon(&world), found.nonce);
    refused(&asked, found.general, UINT32_MAX - 1, found.nonce);
    refused(&asked, found.general + 256u, found.minute, found.nonce);
    sieges_apply(&world,
                 (struct action){.cursor = asked.cursor, .answer = answer});
    assert_int_equal(work()->blocks, 2);
    assert_int_equal(work()->block[1].miner, found.general);
    /* The same nonce finds nothing twice: his minute is used up. */
    to_mining(&asked);
    refused(&asked, found.general, found.minute, found.nonce);
}

/* The first nonce beyond a general's power would be a block, and is none. */
static void power_bounds_the_nonces_of_a_minute(void **state)
{
    struct setup setup;
    struct decision asked;
    unsigned found = 0;
    (void)state;

    setup_default(&setup, RULE_WORK, 3);
    setup.power[0] = setup.power[1] = setup.power[2] = 1;
    setup.tries = 30;
    setup.capture = PPM; /* nothing arrives: the horizon is the deadline */
    sieges_start(&world, &setup);
    for (game_ask(&world, &asked); asked.kind != DECISION_MINE;
         game_ask(&world, &asked)) {
        sieges_apply(&world, (struct action){.cursor = asked.cursor,
                                             .answer = asked.options - 1u});
    }
    for (uint32_t minute = 0; minute < setup.deadline; minute++) {
        for (unsigned g = 0; g < 3; g++) {
            uint8_t id[BLOCK_ID_BYTES];
            char text[HEADER_MAX];
            struct header header;
            work_next_header(&world, g, minute, &header);
            header.nonce = setup.power[g];
            header_id(id, text, header_write(&header, text));
            if (header_meets(id, setup.tries)) {
                refused(&asked, g, minute, header.nonce);
                found++;
            }
        }
    }
    assert_true(found > 3);
}

static void a_full_world_is_a_status(void **state)
{
    struct setup setup;
    struct decision asked;
    struct action action;
    enum status status = STATUS_OK;
    (void)state;

    setup_default(&setup, RULE_WORK, 2);
    setup.tries = 1; /* every nonce finds a block */
    setup.power[0] = 1;
    setup.power[1] = 0;
    setup.deadline = BLOCKS_MAX / 2;
    sieges_start(&world, &setup);
    world.setup.deadline = 2 * BLOCKS_MAX; /* past what the door would take */
    while (status == STATUS_OK) {
        game_ask(&world, &asked);
        action = sieges_random_action(&world, &asked, 1);
        status = game_apply(&world, action, NULL);
    }
    assert_int_equal(status, STATUS_FULL);
    assert_int_equal(work()->blocks, BLOCKS_MAX);
}

static void setups_without_a_possible_block_are_refused(void **state)
{
    struct setup setup;
    struct diag why;
    (void)state;

    setup_default(&setup, RULE_WORK, 4);
    setup.deadline = 9;
    assert_int_equal(game_start(&world, &setup, NULL, &why), STATUS_SETUP);
    assert_non_null(strstr(why.text, "before the first block"));
    setup.deadline = 10;
    assert_int_equal(game_start(&world, &setup, NULL, &why), STATUS_OK);
    setup.tries = 4001; /* one more than all can try by then */
    assert_int_equal(game_start(&world, &setup, NULL, &why), STATUS_SETUP);
    memset(setup.power, 0, sizeof setup.power);
    assert_int_equal(game_start(&world, &setup, NULL, &why), STATUS_SETUP);
    assert_non_null(strstr(why.text, "power"));
    setup_default(&setup, RULE_WORK, 4);
    setup.tries = 0;
    assert_int_equal(game_start(&world, &setup, NULL, &why), STATUS_SETUP);
    setup.tries = 4;
    assert_int_equal(game_start(&world, &setup, NULL, &why), STATUS_SETUP);
    assert_non_null(strstr(why.text, "there is room for"));
    setup_default(&setup, RULE_WORK, 4);
    setup.deadline = setup.order_minute[1] + 1;
    assert_int_equal(game_start(&world, &setup, NULL, &why), STATUS_SETUP);
    setup_default(&setup, RULE_ORAL, 4);
    setup.tries = 1;
    assert_int_equal(game_start(&world, &setup, NULL, &why), STATUS_SETUP);
}

/* --- ledgers --- */

/* Mine on, everybody doing the duty but as `agents` say, until there are so
 * many blocks or the siege is over. */
static void mine_until(const struct agents *agents, unsigned blocks)
{
    struct decision asked;

    for (game_ask(&world, &asked);
         asked.chooser != CHOOSER_NOBODY && work()->blocks < blocks;
         game_ask(&world, &asked)) {
        struct action action = {.cursor = asked.cursor};
        action.answer = agents_answer(agents, &world, &asked);
        sieges_apply(&world, action);
    }
}

static void loyal_ledgers_agree_but_for_the_last_blocks(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 30; seed++) {
        struct setup setup;

        setup_default(&setup, RULE_WORK, 5);
        setup.seed = seed;
        sieges_start(&world, &setup);
        sieges_play(&world, &(struct agents){.seed = seed});
        for (unsigned g = 1; g < 5; g++) {
            unsigned a = work()->tip[0], b = work()->tip[g];
            unsigned fork = work_fork_point(&world, a, b);

            assert_true(work()->block[a].height >= 3);
            assert_in_range(
                work()->block[a].height - work()->block[fork].height, 0, 2);
        }
    }
}

/* Captured messengers keep general 2 in the dark; then one letter comes
 * through, and brings everything. */
static void who_was_cut_off_catches_up_with_one_letter(void **state)
{
    struct setup setup;
    struct agents agents = {.seed = 3, .city = STRATEGY_GREEDY};
    unsigned before, after;
    (void)state;

    setup_default(&setup, RULE_WORK, 3);
    setup.power[2] = 0;
    setup.tries = 2000;
    setup.watched[0] = 1u << 2;
    setup.watched[1] = 1u << 2;
    setup.budget = 5; /* the order and four blocks */
    sieges_start(&world, &setup);
    mine_until(&agents, 5);
    before = work()->tip[2];
    assert_int_equal(before, 0);
    assert_int_equal(work()->heard[2], ORDER_NONE);
    for (unsigned blocks = work()->blocks; work()->tip[2] == before; blocks++) {
        assert_true(blocks < 12);
        mine_until(&agents, blocks + 1);
        sieges_apply(&world, (struct action){.cursor = world.cursor});
    }
    after = work()->tip[2];
    assert_in_range(work()->block[after].height, 4, 8);
    for (unsigned b = after; b != NO_BLOCK; b = work()->block[b].parent) {
        assert_true(work()->block[b].known >> 2 & 1);
    }
    sieges_play(&world, &agents);
    assert_int_equal(world.decided[2], setup.order);
    assert_int_equal(world.captured, 5);
}

static void the_first_seen_of_equals_is_kept(void **state)
{
    unsigned ties = 0;
    (void)state;

    for (uint64_t seed = 0; seed < 40; seed++) {
        struct setup setup;

        setup_default(&setup, RULE_WORK, 4);
        setup.seed = seed;
        for (unsigned i = 0; i < 4; i++) {
            for (unsigned j = 0; j < 4; j++) {
                setup.road[i][j] = i == j ? 0 : 8;
            }
        }
        sieges_start(&world, &setup);
        sieges_play(&world, &(struct agents){.seed = seed});
        for (uint32_t i = 0; i < work()->letters; i++) {
            const struct work_letter *letter = &work()->letter[i];
            unsigned tip;
            if (letter->block == NO_BLOCK || letter->tip == NO_BLOCK ||
                letter->tip == letter->block) {
                continue;
            }
            tip = work_tip(&world, letter->to, letter->arrives);
            ties += work()->block[letter->block].height ==
                    work()->block[letter->tip].height;
            assert_true(work()->block[letter->block].height <=
                        work()->block[letter->tip].height);
            assert_true(work()->block[tip].height >=
                        work()->block[letter->block].height);
        }
    }
    assert_true(ties > 20);
}

static void chains_pass_on_where_roads_are_missing(void **state)
{
    struct setup setup;
    (void)state;

    setup_default(&setup, RULE_WORK, 5);
    for (unsigned i = 0; i < 5; i++) {
        for (unsigned j = 0; j < 5; j++) {
            bool next = i + 1 == j || j + 1 == i;
            setup.road[i][j] = next ? 1 : 0;
        }
        setup.power[i] = i == 0 ? 100 : 0;
    }
    setup.tries = 1500;
    sieges_start(&world, &setup);
    sieges_play(&world, &(struct agents){.seed = 1});
    for (unsigned g = 0; g < 5; g++) {
        assert_int_equal(world.decided[g], setup.order);
    }
    /* One messenger a road: nothing goes in circles. */
    assert_in_range(world.sent, 4u * (work()->blocks - 2),
                    4u * work()->blocks + 1);
}

static unsigned decided_with(unsigned confirmations, uint32_t tries,
                             bool captured)
{
    struct setup setup;

    setup_default(&setup, RULE_WORK, 2);
    setup.confirmations = (uint8_t)confirmations;
    setup.tries = tries;
    setup.capture = captured ? PPM : 0;
    sieges_start(&world, &setup);
    sieges_play(&world, &(struct agents){.seed = 1});
    return world.decided[1];
}

static void too_few_confirmations_mean_retreat(void **state)
{
    unsigned height;
    (void)state;

    assert_int_equal(decided_with(1, 2000, false), 1);
    height = work()->block[work()->tip[1]].height;
    assert_int_equal(decided_with(height, 2000, false), 1);
    assert_int_equal(decided_with(height + 1, 2000, false), ORDER_RETREAT);
    /* Without any block: what was heard, if nothing has to confirm it. */
    assert_int_equal(decided_with(0, 24000, false), 1);
    assert_int_equal(decided_with(0, 24000, true), ORDER_RETREAT);
}

/* --- traitors --- */

static uint64_t find(const struct decision *asked, enum option_kind kind,
                     unsigned block, unsigned order)
{
    for (uint32_t i = 0; i < asked->options; i++) {
        struct option option;
        assert_int_equal(game_option(&world, i, &option), STATUS_OK);
        if (option.kind == kind && option.block == block &&
            (order == ORDER_NONE || option.order == order)) {
            return i;
        }
    }
    fail_msg("no such option");
    return 0;
}

/* A traitor with all the power builds in secret, naming retreat. */
static void secret_chain(unsigned blocks)
{
    struct setup setup;
    struct decision asked;

    setup_default(&setup, RULE_WORK, 4);
    memset(setup.power, 0, sizeof setup.power);
    setup.power[3] = 100;
    setup.traitors = 1u << 3;
    setup.tries = 500;
    sieges_start(&world, &setup);
    while (work()->blocks <= blocks) {
        struct action action;
        game_ask(&world, &asked);
        action = (struct action){.cursor = asked.cursor};
        if (asked.kind == DECISION_PUBLISH) {
            action.answer =
                game_find_option(&world, OPTION_WITHHOLD, ORDER_NONE);
        } else if (asked.kind == DECISION_BUILD) {
            action.answer =
                find(&asked, OPTION_BUILD, work()->blocks - 1u, ORDER_RETREAT);
        } else if (asked.kind == DECISION_MINE) {
            action.answer = miner_answer(&world);
        }
        sieges_apply(&world, action);
    }
}

static void show(unsigned general, unsigned block)
{
    struct decision asked;

    game_ask(&world, &asked);
    assert_int_equal(asked.kind, DECISION_PUBLISH);
    assert_int_equal(asked.target, general);
    sieges_apply(&world, (struct action){.cursor = asked.cursor,
                                         .answer = find(&asked, OPTION_PUBLISH,
                                                        block, ORDER_NONE)});
}

static void traitors_show_any_part_of_a_secret_chain_to_anyone(void **state)
{
    struct decision asked;
    (void)state;

    secret_chain(4);
    assert_int_equal(work_withheld(&world), 3); /* the fourth is in question */
    show(0, 2);
    show(1, 4);
    show(2, 3);
    do {
        to_mining(&asked);
        sieges_apply(&world, (struct action){.cursor = asked.cursor});
    } while (work()->tip[1] == 0);
    assert_int_equal(work()->tip[0], 2);
    assert_int_equal(work()->tip[1], 4);
    assert_int_equal(work()->tip[2], 3);
    assert_int_equal(work_withheld(&world), 4);
    assert_int_equal(work_order(&world, 4), ORDER_RETREAT);
    assert_int_equal(work_confirmations(&world, 4), 4);
    /* What general 0 does not have he does not know. */
    struct block_set known;
    work_known(&world, 1u << 0, world.clock, &known);
    assert_true(block_set_has(&known, 2));
    assert_false(block_set_has(&known, 3));
}

static void floods_are_refused_for_the_right_reason(void **state)
{
    static const uint8_t reasons[] = {REFUSAL_PROOF, REFUSAL_PARENT,
                                      REFUSAL_TARGET};
    struct decision asked;
    struct letter letter;
    uint32_t first;
    (void)state;

    secret_chain(3);
    first = work()->letters;
    for (unsigned k = 0; k < 3; k++) {
        game_ask(&world, &asked);
        assert_int_equal(asked.kind, DECISION_PUBLISH);
        sieges_apply(&world, (struct action){.cursor = asked.cursor,
                                             .answer = asked.options - 3u + k});
    }
    to_mining(&asked);
    sieges_apply(&world, (struct action){.cursor = asked.cursor});
    assert_int_equal(world.rejected, 3);
    for (uint32_t k = 0; k < 3; k++) {
        char text[HEADER_MAX];
        size_t length =
            work_flood_header(&world, work()->letter[first + k].block, 3, 7,
                              (enum refusal)reasons[k], text);
        game_letter(&world, first + k, &letter);
        assert_int_equal(letter.state, LETTER_REFUSED);
        assert_int_equal(letter.refusal, reasons[k]);
        assert_int_equal(work_check_header(&world,
                                           work()->letter[first + k].block,
                                           text, length),
                         reasons[k]);
        assert_int_equal(work()->tip[letter.to], 0);
    }
}

/* --- chance: the rule's own run, the formula, and the paper --- */

/* exp(-x) by its series; enough for small x, and no library is needed. */
static double fade(double x)
{
    double term = 1, sum = 1;
    for (int k = 1; k < 60; k++) {
        term *= -x / k;
        sum += term;
    }
    return sum;
}

enum { FORKERS = 4, RIDE = 6, FORK_SIEGES = 60 };

/* Count blocks that somebody forked before he could know of them. */
static void count_forks(unsigned *blocks, unsigned *forked)
{
    for (unsigned b = 1; b < work()->blocks; b++) {
        const struct block *one = &work()->block[b];
        bool met = false;
        if (one->minute + RIDE >= world.setup.deadline) {
            continue; /* the siege ends before it is clear */
        }
        for (unsigned c = b + 1; c < work()->blocks; c++) {
            const struct block *two = &work()->block[c];
            met = met || (two->miner != one->miner &&
                          two->minute < one->minute + RIDE);
        }
        *blocks += 1;
        *forked += met;
    }
}

/* In a minute the generals try one after the other: who comes before the
 * finder has a minute less. */
static double fork_chance(const double share[FORKERS], double interval,
                          bool exact)
{
    double none = 0;
    for (unsigned i = 0; i < FORKERS; i++) {
        double rate = 0;
        for (unsigned j = 0; j < FORKERS; j++) {
            double ride = RIDE - (exact && j < i ? 1 : 0);
            rate += j == i ? 0 : share[j] * ride / interval;
        }
        none += share[i] * fade(rate);
    }
    return 1 - none;
}

static void forks_are_as_frequent_as_the_formula_says(void **state)
{
    static const double share[FORKERS] = {.4, .3, .2, .1};
    double wanted = fork_chance(share, 40, true), spread, rate;
    unsigned blocks = 0, forked = 0;
    (void)state;

    for (uint64_t seed = 0; seed < FORK_SIEGES; seed++) {
        struct setup setup;
        setup_default(&setup, RULE_WORK, FORKERS);
        setup.seed = seed;
        setup.deadline = 1800;
        setup.tries = 400;
        for (unsigned i = 0; i < FORKERS; i++) {
            setup.power[i] = (uint16_t)(4 - i);
            for (unsigned j = 0; j < FORKERS; j++) {
                setup.road[i][j] = i == j ? 0 : RIDE;
            }
        }
        sieges_start(&world, &setup);
        sieges_play(&world, &(struct agents){.seed = seed});
        count_forks(&blocks, &forked);
    }
    rate = (double)forked / blocks;
    spread = wanted * (1 - wanted) / blocks; /* variance of the rate */
    assert_true(blocks > 2000);
    assert_true((rate - wanted) * (rate - wanted) < 9 * spread);
    /* Minutes as steps shift THEORY.md's formula only a little. */
    wanted = fork_chance(share, 40, false);
    assert_true(rate > .8 * wanted && rate < 1.1 * wanted);
}

enum { RACE_SIEGES = 200 };

/* Rides of one minute in blocks of forty: almost none. z = 2, q = 0.3:
 * overtake is 0.23297. */
static void a_double_spend_succeeds_as_often_as_overtake_says(void **state)
{
    double wanted = 0.23297, variance = wanted * (1 - wanted) / RACE_SIEGES,
           rate;
    unsigned undone = 0, confirmed = 0;
    (void)state;

    for (uint64_t seed = 0; seed < RACE_SIEGES; seed++) {
        struct setup setup;
        setup_default(&setup, RULE_WORK, 2);
        setup.seed = seed;
        setup.power[0] = 7;
        setup.power[1] = 3;
        setup.traitors = 1u << 1;
        setup.confirmations = 2;
        setup.tries = 400;
        setup.deadline = 1800;
        sieges_play_traitors(&world, &setup, STRATEGY_WITHHOLD, seed);
        undone += work_undone(&world);
        confirmed += work()->confirmed[0] == setup.order;
    }
    rate = (double)undone / RACE_SIEGES;
    assert_true(confirmed > RACE_SIEGES * 95 / 100);
    assert_true((rate - wanted) * (rate - wanted) < 9 * variance);
}

static void with_the_majority_a_double_spend_always_succeeds(void **state)
{
    unsigned undone = 0;
    (void)state;

    for (uint64_t seed = 0; seed < 20; seed++) {
        struct setup setup;
        setup_default(&setup, RULE_WORK, 3);
        setup.seed = seed;
        setup.power[0] = setup.power[1] = 10;
        setup.power[2] = 50;
        setup.traitors = 1u << 2;
        setup.confirmations = 2;
        setup.tries = 700; /* a block in ten minutes */
        setup.deadline = 1000;
        sieges_play_traitors(&world, &setup, STRATEGY_WITHHOLD, seed);
        undone += work_undone(&world) || work()->confirmed[0] != setup.order;
    }
    assert_int_equal(undone, 20);
}

/* Eyal and Sirer 2014: with 40 % and every race lost (gamma = 0: the others
 * keep the first seen) the pool gets .5... of the chain, more than its share;
 * with 20 % less. */
static double pool_share(unsigned power, uint64_t seeds)
{
    uint64_t sum = 0;
    for (uint64_t seed = 0; seed < seeds; seed++) {
        struct setup setup;
        setup_default(&setup, RULE_WORK, 2);
        setup.seed = seed;
        setup.power[0] = (uint16_t)(10 - power);
        setup.power[1] = (uint16_t)power;
        setup.traitors = 1u << 1;
        setup.tries = 200;
        setup.deadline = 1860;
        sieges_play_traitors(&world, &setup, STRATEGY_SELFISH, seed);
        sum += work_share(&world, 0);
    }
    return (double)sum / (double)seeds / PPM;
}

static double revenue(double a)
{
    return (a * (1 - a) * (1 - a) * 4 * a - a * a * a) /
           (1 - a * (1 + (2 - a) * a));
}

static void selfish_mining_pays_above_a_third_and_costs_below(void **state)
{
    double rich = pool_share(4, 40), poor = pool_share(2, 40);
    (void)state;

    assert_true(rich > .42);
    assert_true(rich > revenue(.4) - .05 && rich < revenue(.4) + .05);
    assert_true(poor < .2);
    assert_true(poor > revenue(.2) - .04 && poor < revenue(.2) + .04);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_blocks_are_those_of_another_miner),
        cmocka_unit_test(the_target_takes_one_nonce_in_so_many),
        cmocka_unit_test(changing_an_old_block_breaks_every_later_id),
        cmocka_unit_test(only_a_nonce_that_meets_the_target_finds_a_block),
        cmocka_unit_test(power_bounds_the_nonces_of_a_minute),
        cmocka_unit_test(a_full_world_is_a_status),
        cmocka_unit_test(setups_without_a_possible_block_are_refused),
        cmocka_unit_test(loyal_ledgers_agree_but_for_the_last_blocks),
        cmocka_unit_test(who_was_cut_off_catches_up_with_one_letter),
        cmocka_unit_test(the_first_seen_of_equals_is_kept),
        cmocka_unit_test(chains_pass_on_where_roads_are_missing),
        cmocka_unit_test(too_few_confirmations_mean_retreat),
        cmocka_unit_test(traitors_show_any_part_of_a_secret_chain_to_anyone),
        cmocka_unit_test(floods_are_refused_for_the_right_reason),
        cmocka_unit_test(forks_are_as_frequent_as_the_formula_says),
        cmocka_unit_test(a_double_spend_succeeds_as_often_as_overtake_says),
        cmocka_unit_test(with_the_majority_a_double_spend_always_succeeds),
        cmocka_unit_test(selfish_mining_pays_above_a_third_and_costs_below),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
