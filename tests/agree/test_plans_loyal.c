/* What a loyal player can know and do, beside an odometer that plays every
 * siege from its beginning, redundant answers included. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/odometer.h"
#include "../support/sieges.h"
#include "../support/trying.h"
#include "seal/seal.h"

enum { PLAYS = 800 };
static struct world world;

static void too_small_a_table_is_a_status(void **state)
{
    struct puzzle puzzle = {.setup = sieges_setup(RULE_ORAL, 4, 1, 1U),
                            .goal = GOAL_HOLD,
                            .chooser = CHOOSER_GENERAL,
                            .player = 2};
    struct plans_room room = trying_room(100000);
    struct plans_result result;
    (void)state;

    room.views_room = 4;
    assert_int_equal(plans_try_all(&result, &puzzle, &room, NULL),
                     STATUS_MEMORY);
    room = trying_room(100000);
    room.bits_room = 3;
    assert_int_equal(plans_try_all(&result, &puzzle, &room, NULL),
                     STATUS_MEMORY);
    puzzle.player = 0;
    assert_int_equal(plans_try_all(&result, &puzzle, &room, NULL),
                     STATUS_SETUP);
}

/* What the odometer knows of one sequence of the player's answers in one view:
 * whether it was good in all sieges so far. */
struct tried {
    uint64_t view, sequence;
    bool good;
};

enum { TRIED = 1 << 14 };
static struct tried tried[TRIED];

struct book {
    size_t used;
    uint64_t view, sequence; /* of the siege being played */
};

/* Note the view at the player's first question, and the answers by what they
 * mean, not by their numbers: letters have other numbers in other sieges. */
static void note_answer(void *context, const struct world *before,
                        const struct decision *asked, uint64_t answer)
{
    struct book *book = context;
    struct option option;
    struct letter letter = {.chain = 0};
    uint64_t meaning[7];
    uint8_t key[4096];

    if (book->view == 0) {
        size_t length = game_view_key(before, asked->actor, key, sizeof key);
        assert_true(length <= sizeof key);
        book->view = seal_digest(key, length) | 1;
    }
    assert_int_equal(game_option(before, (uint32_t)answer, &option), STATUS_OK);
    if (option.letter != NO_LETTER) {
        game_letter(before, option.letter, &letter);
    }
    meaning[0] = book->sequence;
    meaning[1] = asked->kind;
    meaning[2] = option.order;
    meaning[3] = option.general;
    meaning[4] = letter.chain;
    meaning[5] = letter.order;
    meaning[6] = letter.forged;
    book->sequence = seal_digest((const uint8_t *)meaning, sizeof meaning);
}

static void note_end(struct book *book, bool reached)
{
    for (size_t i = 0; i < book->used; i++) {
        if (tried[i].view == book->view &&
            tried[i].sequence == book->sequence) {
            tried[i].good = tried[i].good && reached;
            return;
        }
    }
    assert_true(book->used < TRIED);
    tried[book->used++] = (struct tried){
        .view = book->view, .sequence = book->sequence, .good = reached};
}

static bool every_view_has_a_good_answer(const struct book *book)
{
    for (size_t i = 0; i < book->used; i++) {
        bool good = false;
        for (size_t j = 0; j < book->used; j++) {
            good = good || (tried[j].view == tried[i].view && tried[j].good);
        }
        if (!good) {
            return false;
        }
    }
    return true;
}

/* Every siege, redundant answers included, of one placement and order. */
static bool note_sieges(const struct puzzle *puzzle, const struct setup *setup,
                        struct book *book, unsigned *plays)
{
    struct odometer odometer = {.choosers = 1U << CHOOSER_TRAITOR |
                                            1U << CHOOSER_CITY |
                                            1U << CHOOSER_CHANCE,
                                .player = puzzle->player,
                                .redundant = true,
                                .note = note_answer,
                                .context = book};

    do {
        book->view = 0;
        book->sequence = 0;
        odometer_play(&odometer, setup, &world);
        note_end(book,
                 goal_reached((enum goal)puzzle->goal, &world, puzzle->player));
        if (++*plays > PLAYS) {
            return false;
        }
    } while (odometer_next(&odometer));
    return true;
}

static unsigned ones(unsigned set)
{
    unsigned count = 0;

    for (; set; set &= set - 1) {
        count++;
    }
    return count;
}

static bool loyal_by_odometer(const struct puzzle *puzzle, bool *possible)
{
    struct setup setup = puzzle->setup;
    struct book book = {.used = 0};
    unsigned plays = 0;

    for (unsigned set = 0; set < 1U << setup.generals; set++) {
        bool placed = puzzle->secret.traitors > 0
                          ? ones(set) == puzzle->secret.traitors &&
                                (set & ~puzzle->secret.among) == 0
                          : set == puzzle->setup.traitors;
        setup.traitors = (uint16_t)set;
        if (!placed) {
            continue;
        }
        for (setup.order = 0; setup.order < setup.orders; setup.order++) {
            if ((puzzle->secret.order || setup.order == puzzle->setup.order) &&
                !note_sieges(puzzle, &setup, &book, &plays)) {
                return false;
            }
        }
    }
    *possible = every_view_has_a_good_answer(&book);
    return true;
}

static void make_loyal_puzzle(struct puzzle *puzzle, enum rule_id rule,
                              uint64_t seed)
{
    unsigned n, others;

    *puzzle = (struct puzzle){.chooser = CHOOSER_GENERAL};
    sieges_random_setup(&puzzle->setup, rule, seed);
    n = puzzle->setup.generals;
    puzzle->player = (uint8_t)nature_below(seed, 1000, n);
    others = ((1U << n) - 1) & ~(1U << puzzle->player);
    puzzle->setup.traitors &= (uint16_t)others;
    puzzle->setup.accusers = 0;
    puzzle->goal = (uint8_t)nature_below(seed, 1001, GOAL_ACCUSE);
    if (nature_below(seed, 1002, 3) > 0) {
        puzzle->secret.among =
            (uint16_t)(nature_below(seed, 1003, 1U << n) & others);
        puzzle->secret.traitors =
            (uint8_t)nature_below(seed, 1004, 1 + ones(puzzle->secret.among));
        puzzle->secret.order = nature_below(seed, 1005, 2) > 0;
    }
    if (rule == RULE_SIGNED && nature_below(seed, 1006, 2) > 0) {
        puzzle->setup.accusers = (uint16_t)(1U << puzzle->player);
        puzzle->goal = GOAL_ACCUSE;
    }
}

static void check_loyal(enum rule_id rule, uint64_t seed,
                        unsigned checked[UNKNOWN])
{
    struct plans_result result;
    struct puzzle puzzle;
    bool possible;

    make_loyal_puzzle(&puzzle, rule, seed);
    if (!loyal_by_odometer(&puzzle, &possible)) {
        return;
    }
    result = trying_all(&puzzle);
    assert_int_equal(result.possible, possible ? POSSIBLE : IMPOSSIBLE);
    checked[result.possible]++;
}

static void loyal_puzzles_are_as_the_odometer_finds_them(void **state)
{
    static const enum rule_id rules[] = {RULE_RELAY, RULE_ORAL, RULE_SIGNED};
    (void)state;

    for (unsigned i = 0; i < 3; i++) {
        unsigned checked[UNKNOWN] = {0};
        for (uint64_t seed = 0; seed < 80; seed++) {
            check_loyal(rules[i], seed, checked);
        }
        assert_true(checked[POSSIBLE] >= 10);
        assert_true(checked[IMPOSSIBLE] >= 10);
    }
}

/* A loyal lieutenant who knows neither the traitor nor the order. */
static struct puzzle loyal_lieutenant(enum rule_id rule, unsigned n, unsigned m,
                                      unsigned player)
{
    unsigned others = ((1U << n) - 1) & ~(1U << player);

    return (struct puzzle){
        .setup = sieges_setup(rule, n, m, 0),
        .secret = {.among = (uint16_t)others, .traitors = 1, .order = 1},
        .goal = GOAL_HOLD,
        .chooser = CHOOSER_GENERAL,
        .player = (uint8_t)player};
}

static void a_loyal_lieutenant_of_four_can_find_the_order(void **state)
{
    struct puzzle puzzle = loyal_lieutenant(RULE_ORAL, 4, 1, 2);
    (void)state;

    assert_int_equal(trying_all(&puzzle).possible, POSSIBLE);
    puzzle.setup.depth = 0;
    assert_int_equal(trying_all(&puzzle).possible, IMPOSSIBLE);
}

static void a_loyal_lieutenant_of_three_cannot_but_with_seals(void **state)
{
    struct puzzle oral = loyal_lieutenant(RULE_ORAL, 3, 1, 2);
    struct puzzle sealed = loyal_lieutenant(RULE_SIGNED, 3, 1, 2);
    (void)state;

    assert_int_equal(trying_all(&oral).possible, IMPOSSIBLE);
    assert_int_equal(trying_all(&sealed).possible, POSSIBLE);
}

static void the_player_is_no_suspect(void **state)
{
    struct puzzle puzzle = loyal_lieutenant(RULE_ORAL, 4, 1, 2);
    struct plans_room room = trying_room(100000);
    struct plans_result alone, with_player;
    struct diag why = {.text = ""};
    (void)state;

    alone = trying_all(&puzzle);
    puzzle.secret.among = 15;
    with_player = trying_all(&puzzle);
    assert_int_equal(alone.plans, with_player.plans);
    puzzle.secret.among = 1U << 2;
    assert_int_equal(plans_try_all(&alone, &puzzle, &room, &why), STATUS_SETUP);
    assert_true(why.text[0] != '\0');
}

static void the_sixth_of_a_chain_cannot_know(void **state)
{
    struct puzzle puzzle = loyal_lieutenant(RULE_RELAY, 6, 1, 5);
    (void)state;

    assert_int_equal(trying_all(&puzzle).possible, IMPOSSIBLE);
    puzzle.secret.traitors = 0;
    assert_int_equal(trying_all(&puzzle).possible, POSSIBLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_small_a_table_is_a_status),
        cmocka_unit_test(loyal_puzzles_are_as_the_odometer_finds_them),
        cmocka_unit_test(a_loyal_lieutenant_of_four_can_find_the_order),
        cmocka_unit_test(a_loyal_lieutenant_of_three_cannot_but_with_seals),
        cmocka_unit_test(the_player_is_no_suspect),
        cmocka_unit_test(the_sixth_of_a_chain_cannot_know),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
