/* SM(m): its letters, questions, refusals, proofs and reasons. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/paths.h"
#include "rules/signed_round.h"
#include "support/sieges.h"

static struct world world;

static bool is_open(struct decision *asked)
{
    game_ask(&world, asked);
    return asked->chooser != CHOOSER_NOBODY;
}

static struct option option_of(const struct decision *asked, uint32_t i)
{
    struct option option = {.kind = OPTION_COUNT};

    assert_true(i < asked->options);
    assert_int_equal(game_option(&world, i, &option), STATUS_OK);
    return option;
}

static void answer(const struct decision *asked, uint64_t with,
                   struct event_log *log)
{
    struct action action = {.cursor = asked->cursor, .answer = with};

    assert_int_equal(game_apply(&world, action, log), STATUS_OK);
}

/* The answer with an option of this kind, order and general (ORDER_NONE,
 * NO_GENERAL: any). */
static uint64_t find(const struct decision *asked, unsigned kind,
                     unsigned order, unsigned general)
{
    for (uint32_t i = 0; i < asked->options; i++) {
        struct option option = option_of(asked, i);

        if (option.kind == kind &&
            (order == ORDER_NONE || option.order == order) &&
            (general == NO_GENERAL || option.general == general)) {
            return i;
        }
    }
    fail();
    return 0;
}

/* Answer questions with the duty until one of this kind is open. */
static struct decision skip_to(enum decision_kind kind)
{
    struct decision asked;

    while (is_open(&asked) && asked.kind != kind) {
        answer(&asked, 0, NULL);
    }
    assert_int_equal(asked.kind, kind);
    return asked;
}

static void play_duties(void)
{
    struct decision asked;

    while (is_open(&asked)) {
        answer(&asked, 0, NULL);
    }
}

static struct verdict judge(void)
{
    struct verdict verdict;

    game_judge(&world, &verdict);
    return verdict;
}

/* A traitor commander of four, m = 1: attack to general 1, retreat to 2,
 * nothing to 3; then everybody relays. */
static void play_two_faces(unsigned accusers)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 4, 1, 1);
    struct decision asked;

    setup.accusers = (uint16_t)accusers;
    sieges_start(&world, &setup);
    while (is_open(&asked) && asked.kind == DECISION_SEAL) {
        unsigned order = option_of(&asked, 0).order;
        bool send = (asked.target == 1 && order == 1) ||
                    (asked.target == 2 && order == 0);

        answer(&asked,
               find(&asked, send ? OPTION_SEND : OPTION_WITHHOLD, order,
                    NO_GENERAL),
               NULL);
    }
}

static void loyal_generals_are_asked_nothing_about_letters(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 7, 2, 0);
    struct decision asked;

    (void)state;
    sieges_start(&world, &setup);
    game_ask(&world, &asked);
    assert_int_equal(asked.kind, DECISION_DECIDE);
    assert_int_equal(asked.round, 4);
    assert_int_equal(world.sent, 36);
    assert_int_equal(game_letters(&world), 36);
    assert_int_equal(world.clock, 3 * 60);
}

static void dutiful_traitors_send_what_loyal_generals_would(void **state)
{
    (void)state;
    for (unsigned traitors = 0; traitors < 32; traitors++) {
        struct setup setup = sieges_setup(RULE_SIGNED, 5, 2, traitors);

        sieges_start(&world, &setup);
        play_duties();
        assert_int_equal(world.sent, 16);
        assert_int_equal(world.rejected, 0);
        for (uint32_t i = 0; i < game_letters(&world); i++) {
            struct letter letter;

            game_letter(&world, i, &letter);
            assert_false(letter_is_lie(&letter));
        }
    }
}

static void a_traitor_commander_may_seal_any_order_for_anybody(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 3, 0, 1);
    struct decision asked;
    struct letter letter;

    (void)state;
    sieges_orders(&setup, 3);
    sieges_start(&world, &setup);
    for (unsigned to = 1; to < 3; to++) {
        for (unsigned order = 0; order < 3; order++) {
            struct option option;

            assert_true(is_open(&asked));
            assert_int_equal(asked.kind, DECISION_SEAL);
            assert_int_equal(asked.chooser, CHOOSER_TRAITOR);
            assert_int_equal(asked.actor, 0);
            assert_int_equal(asked.target, to);
            assert_int_equal(asked.options, 2);
            option = option_of(&asked, 0);
            assert_int_equal(option.order, order);
            assert_int_equal(option.kind,
                             order == 1 ? OPTION_SEND : OPTION_WITHHOLD);
            game_letter(&world, asked.item, &letter);
            assert_int_equal(letter.state, LETTER_UNWRITTEN);
            assert_int_equal(letter.duty, order == 1 ? 1 : ORDER_NONE);
            assert_int_equal(letter.length, 1);
            assert_int_equal(letter.to, to);
            answer(&asked, 0, NULL);
        }
    }
    assert_int_equal(game_letters(&world), 2);
    game_ask(&world, &asked);
    assert_int_equal(asked.kind, DECISION_DECIDE);
}

static void what_might_be_sent_is_seen_by_nobody(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 3, 0, 1);
    struct letter letters[8];

    (void)state;
    setup.order = ORDER_RETREAT;
    sieges_start(&world, &setup);
    assert_int_equal(game_letters(&world), 4);
    assert_int_equal(game_view(&world, EYES_ALL, world.clock, letters, 8), 2);
    assert_int_equal(game_view(&world, 1, world.clock, letters, 8), 2);
    assert_int_equal(game_view(&world, 2, UINT32_MAX, letters, 8), 0);
}

static void a_withheld_letter_is_a_lie_that_its_receiver_cannot_see(void **s)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 3, 1, 2);
    struct decision asked;
    struct letter letter, seen[8];

    (void)s;
    sieges_start(&world, &setup);
    asked = skip_to(DECISION_SEAL);
    assert_int_equal(asked.actor, 1);
    assert_int_equal(asked.target, 2);
    assert_int_equal(asked.round, 2);
    answer(&asked, find(&asked, OPTION_WITHHOLD, 1, NO_GENERAL), NULL);
    play_duties();
    assert_int_equal(game_letters(&world), 4);
    game_letter(&world, 3, &letter);
    assert_int_equal(letter.state, LETTER_UNWRITTEN);
    assert_true(letter_is_lie(&letter));
    assert_int_equal(world.sent, 3);
    assert_int_equal(game_view(&world, 1u << 2, world.clock, seen, 8), 2);
}

static void a_forgery_is_refused_and_changes_no_decision(void **state)
{
    struct event events[64];
    struct event_log log = {.items = events, .room = 64};
    struct setup setup = sieges_setup(RULE_SIGNED, 3, 1, 2);
    struct decision asked;
    struct letter letter;
    unsigned refused = 0;

    (void)state;
    sieges_start(&world, &setup);
    asked = skip_to(DECISION_FORGE);
    assert_int_equal(asked.options, 2);
    assert_int_equal(option_of(&asked, 0).kind, OPTION_PASS);
    assert_int_equal(option_of(&asked, 1).kind, OPTION_FORGE);
    assert_int_equal(option_of(&asked, 1).order, ORDER_RETREAT);
    assert_int_equal(option_of(&asked, 1).redundant, 1);
    answer(&asked, 1, &log);
    play_duties();
    game_letter(&world, game_letters(&world) - 1, &letter);
    assert_int_equal(letter.state, LETTER_REFUSED);
    assert_int_equal(letter.refusal, REFUSAL_SEAL);
    assert_int_equal(letter.counted, ORDER_NONE);
    assert_int_equal(letter.forged, 1);
    assert_true(letter_is_lie(&letter));
    assert_int_equal(world.rejected, 1);
    assert_int_equal(world.sent, 5);
    assert_int_equal(world.decided[2], 1);
    for (size_t i = 0; i < log.count; i++) {
        refused += events[i].kind == EVENT_REFUSED && events[i].target == 2;
    }
    assert_int_equal(refused, 1);
}

static void forgeries_are_offered_for_orders_without_the_seal_only(void **s)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 5, 3, 1u << 3);
    struct decision asked;
    unsigned offered = 0;

    (void)s;
    sieges_orders(&setup, 3);
    sieges_start(&world, &setup);
    while (is_open(&asked)) {
        if (asked.kind == DECISION_FORGE) {
            struct letter letter;

            offered++;
            assert_true(asked.round >= 2);
            assert_int_equal(asked.actor, 3);
            assert_int_equal(asked.options, 3);
            assert_int_equal(option_of(&asked, 1).order, 0);
            assert_int_equal(option_of(&asked, 2).order, 2);
            game_letter(&world, asked.item, &letter);
            assert_int_equal(letter.length, asked.round);
            assert_int_equal(paths_at(letter.chain, 0), 0);
        }
        answer(&asked, 0, NULL);
    }
    assert_int_equal(offered, 3 * 3);
    setup.traitors |= 1;
    sieges_start(&world, &setup);
    while (is_open(&asked)) {
        assert_int_not_equal(asked.kind, DECISION_FORGE);
        answer(&asked, 0, NULL);
    }
}

static void two_seals_of_the_commander_prove_its_treason(void **state)
{
    struct decision asked;

    (void)state;
    play_two_faces(1u << 1);
    asked = skip_to(DECISION_ACCUSE);
    assert_int_equal(asked.actor, 1);
    answer(&asked, find(&asked, OPTION_ACCUSE, ORDER_NONE, 0), NULL);
    game_ask(&world, &asked);
    assert_int_equal(asked.kind, DECISION_PROOF_1);
    assert_int_equal(asked.options, 2);
    answer(&asked, 0, NULL);
    game_ask(&world, &asked);
    assert_int_equal(asked.kind, DECISION_PROOF_2);
    answer(&asked, 1, NULL);
    play_duties();
    assert_int_equal(world.accused[1], 0);
    assert_int_equal(world.proven[1], 1);
    assert_true(judge().agreement);
}

/* General 1 accuses `whom` with the letters numbered `a` and `b` of its own;
 * returns whether that is a proof. */
static bool accuse(unsigned whom, uint64_t a, uint64_t b)
{
    struct decision asked;

    play_two_faces(1u << 1);
    asked = skip_to(DECISION_ACCUSE);
    answer(&asked, find(&asked, OPTION_ACCUSE, ORDER_NONE, whom), NULL);
    game_ask(&world, &asked);
    answer(&asked, a, NULL);
    game_ask(&world, &asked);
    answer(&asked, b, NULL);
    play_duties();
    return world.proven[1];
}

static void nothing_else_is_a_proof(void **state)
{
    (void)state;
    assert_true(accuse(0, 0, 1));
    assert_true(accuse(0, 1, 0));
    assert_false(accuse(0, 1, 1));
    assert_false(accuse(2, 0, 1));
    assert_false(accuse(3, 0, 1));
}

static void a_refused_letter_proves_nothing(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 3, 1, 2);
    struct decision asked;

    (void)state;
    setup.accusers = 1u << 2;
    sieges_start(&world, &setup);
    asked = skip_to(DECISION_FORGE);
    answer(&asked, 1, NULL);
    asked = skip_to(DECISION_ACCUSE);
    answer(&asked, find(&asked, OPTION_ACCUSE, ORDER_NONE, 0), NULL);
    asked = skip_to(DECISION_PROOF_1);
    assert_int_equal(asked.options, 3);
    answer(&asked, 0, NULL);
    game_ask(&world, &asked);
    answer(&asked, 2, NULL);
    assert_int_equal(world.proven[2], 0);
}

static void check_reason(unsigned g, size_t i, enum reason_kind kind,
                         unsigned order)
{
    struct reason reasons[8];

    assert_true(i < rules_get(RULE_SIGNED)->explain(&world, g, reasons, 8));
    assert_int_equal(reasons[i].kind, kind);
    assert_int_equal(reasons[i].order, order);
}

static void reasons_name_the_letters_and_the_choice(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 3, 0, 0);

    (void)state;
    play_two_faces(0);
    check_reason(1, 0, REASON_SEALED, 1);
    check_reason(1, 1, REASON_SEALED, 0);
    check_reason(1, 2, REASON_CONFLICT, ORDER_RETREAT);
    check_reason(3, 2, REASON_CONFLICT, ORDER_RETREAT);
    sieges_start(&world, &setup);
    check_reason(0, 0, REASON_TOLD, 1);
    check_reason(2, 0, REASON_SEALED, 1);
    check_reason(2, 1, REASON_ONLY, 1);
    setup.capture = PPM;
    sieges_start(&world, &setup);
    for (struct decision asked; is_open(&asked);) {
        answer(&asked, asked.kind == DECISION_CAPTURE, NULL);
    }
    check_reason(1, 0, REASON_NOTHING, ORDER_RETREAT);
}

static void a_captured_order_breaks_validity_and_one_relay_saves_it(void **s)
{
    (void)s;
    for (unsigned depth = 0; depth < 2; depth++) {
        struct setup setup = sieges_setup(RULE_SIGNED, 3, depth, 0);
        struct decision asked;

        assert_true(rules_get(RULE_SIGNED)->promised(&setup));
        setup.budget = 1;
        setup.watched[0] = 1u << 1;
        assert_false(rules_get(RULE_SIGNED)->promised(&setup));
        sieges_start(&world, &setup);
        asked = skip_to(DECISION_CAPTURE);
        assert_int_equal(asked.target, 1);
        answer(&asked, 1, NULL);
        play_duties();
        assert_int_equal(world.captured, 1);
        assert_int_equal(judge().validity, depth == 0 ? TRI_NO : TRI_YES);
    }
}

static void where_no_road_is_no_letter_goes(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 4, 2, 1u << 2);

    (void)state;
    setup.road[0][1] = 0;
    setup.road[2][3] = 0;
    assert_false(rules_get(RULE_SIGNED)->promised(&setup));
    sieges_start(&world, &setup);
    play_duties();
    for (uint32_t i = 0; i < game_letters(&world); i++) {
        struct letter letter;

        game_letter(&world, i, &letter);
        assert_true(setup.road[letter.from][letter.to] > 0);
    }
    assert_int_equal(world.decided[1], 1);
}

static void the_bound_m_against_t_is_what_is_promised(void **state)
{
    const struct rules *rules = rules_get(RULE_SIGNED);

    (void)state;
    for (unsigned m = 0; m < 4; m++) {
        for (unsigned traitors = 0; traitors < 64; traitors++) {
            struct setup setup = sieges_setup(RULE_SIGNED, 6, m, traitors);

            assert_int_equal(rules->promised(&setup),
                             m >= setup_traitors(&setup));
        }
    }
}

static void a_depth_beyond_all_generals_adds_no_letters(void **state)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 4, DEPTH_MAX, 5);

    (void)state;
    sieges_start(&world, &setup);
    sieges_play_random(&world, 3);
    assert_int_equal(world.round, 4);
}

static void setups_without_room_are_refused(void **state)
{
    struct setup one = sieges_setup(RULE_SIGNED, 1, 0, 0);
    struct setup crowd = sieges_setup(RULE_SIGNED, 16, 8, 0x00ff);
    struct setup fits = sieges_setup(RULE_SIGNED, 16, 3, 0x000e);
    struct diag why;

    (void)state;
    assert_int_equal(game_start(&world, &one, NULL, &why), STATUS_SETUP);
    assert_int_equal(game_start(&world, &crowd, NULL, &why), STATUS_FULL);
    assert_int_equal(game_start(&world, &fits, NULL, &why), STATUS_OK);
}

/* ---- Against a second, naive account of the same rules ------------------ */

enum { ASKED_MAX = 4096 };

/* Three to six generals, any traitors, some roads missing, some captures. */
static struct setup wide_setup(uint64_t seed)
{
    unsigned n = 3 + (unsigned)nature_below(seed, 0, 4);
    struct setup setup =
        sieges_setup(RULE_SIGNED, n, (unsigned)nature_below(seed, 1, 5),
                     (unsigned)nature_below(seed, 2, 1u << n));

    sieges_orders(&setup, 2 + (unsigned)nature_below(seed, 3, 2));
    setup.commander = (uint8_t)nature_below(seed, 4, n);
    setup.order = (uint8_t)nature_below(seed, 5, setup.orders);
    setup.capture = (uint32_t)nature_below(seed, 6, 3) * 100000;
    for (unsigned k = 0; k < nature_below(seed, 7, 6); k++) {
        setup.road[nature_below(seed, 100 + k, n)]
                  [nature_below(seed, 200 + k, n)] = 0;
    }
    return setup;
}

/* What the traitors were asked about. */
struct asked {
    uint64_t chain;
    uint8_t length, order, to, due;
};

static struct asked asked_list[ASKED_MAX];
static uint32_t asked_count;

static struct letter letter_at_index(uint32_t i)
{
    struct letter letter;

    game_letter(&world, i, &letter);
    return letter;
}

static bool reached_camp(const struct letter *letter)
{
    return letter->state == LETTER_ARRIVED;
}

/* The first letter that brought this order to g; UINT32_MAX when none. */
static uint32_t first_news(unsigned g, unsigned order)
{
    for (uint32_t i = 0; i < game_letters(&world); i++) {
        struct letter letter = letter_at_index(i);

        if (letter.to == g && letter.order == order && reached_camp(&letter)) {
            return i;
        }
    }
    return UINT32_MAX;
}

static void note_question(const struct decision *asked)
{
    struct letter letter = letter_at_index(asked->item);
    struct option duty = option_of(asked, 0);

    assert_true(asked_count < ASKED_MAX);
    asked_list[asked_count++] = (struct asked){.chain = letter.chain,
                                               .length = letter.length,
                                               .order = duty.order,
                                               .to = letter.to,
                                               .due = duty.kind == OPTION_SEND};
}

static void play_and_note(uint64_t seed)
{
    struct decision asked;

    asked_count = 0;
    while (is_open(&asked)) {
        if (asked.kind == DECISION_SEAL) {
            note_question(&asked);
        }
        sieges_apply(&world, sieges_random_action(&world, &asked, seed));
    }
}

/* A traitor received a letter with this order that begins with this chain. */
static bool traitors_hold(uint64_t chain, unsigned length, unsigned order,
                          unsigned before)
{
    uint64_t mask = (UINT64_C(1) << 4 * length) - 1;

    for (uint32_t i = 0; i < game_letters(&world); i++) {
        struct letter letter = letter_at_index(i);

        if (letter.round < before && reached_camp(&letter) &&
            setup_is_traitor(&world.setup, letter.to) &&
            letter.order == order && letter.length >= length &&
            (letter.chain & mask) == (chain & mask)) {
            return true;
        }
    }
    return false;
}

static bool could_be_sent(const uint8_t *who, unsigned length, unsigned order,
                          unsigned to)
{
    const struct setup *setup = &world.setup;
    unsigned sender = who[length - 1], loyal = 0;

    for (unsigned k = 0; k < length; k++) {
        if (who[k] == to) {
            return false;
        }
        if (!setup_is_traitor(setup, who[k])) {
            loyal = k + 1;
        }
    }
    return loyal < length && setup->road[sender][to] > 0 &&
           (loyal == 0 ||
            traitors_hold(paths_pack(who, length), loyal, order, length));
}

static bool should_be_sent(const uint8_t *who, unsigned length, unsigned order)
{
    uint64_t before = paths_pack(who, length - 1);
    struct letter letter;
    uint32_t news;

    if (length == 1) {
        return order == world.setup.order;
    }
    news = first_news(who[length - 1], order);
    if (news == UINT32_MAX) {
        return false;
    }
    letter = letter_at_index(news);
    return letter.length == length - 1 && letter.chain == before;
}

static void expect_question(uint32_t *next, const uint8_t *who, unsigned length,
                            unsigned order, unsigned to)
{
    const struct asked *asked = &asked_list[*next];

    if (!could_be_sent(who, length, order, to)) {
        return;
    }
    assert_true(*next < asked_count);
    assert_true(asked->chain == paths_pack(who, length));
    assert_int_equal(asked->length, length);
    assert_int_equal(asked->order, order);
    assert_int_equal(asked->to, to);
    assert_int_equal(asked->due, should_be_sent(who, length, order));
    (*next)++;
}

/* Every chain of this length, in ascending order. */
static void expect_chains(uint32_t *next, uint8_t *who, unsigned place,
                          unsigned length, const uint8_t *order_and_to)
{
    if (place == length) {
        expect_question(next, who, length, order_and_to[0], order_and_to[1]);
        return;
    }
    for (unsigned g = 0; g < world.setup.generals; g++) {
        if (g != world.setup.commander && memchr(who, (int)g, place) == NULL) {
            who[place] = (uint8_t)g;
            expect_chains(next, who, place + 1, length, order_and_to);
        }
    }
}

static void expect_round(uint32_t *next, unsigned round)
{
    const struct setup *setup = &world.setup;

    for (unsigned to = 0; to < setup->generals; to++) {
        for (unsigned order = 0;
             !setup_is_traitor(setup, to) && order < setup->orders; order++) {
            uint8_t what[2] = {(uint8_t)order, (uint8_t)to};
            uint8_t who[GENERALS_MAX] = {setup->commander};

            expect_chains(next, who, 1, round, what);
        }
    }
}

static void traitors_are_asked_about_all_that_they_could_send(void **state)
{
    uint32_t questions = 0;

    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct setup setup = wide_setup(seed);
        uint32_t next = 0;

        sieges_start(&world, &setup);
        play_and_note(seed);
        for (unsigned r = 1; r <= signed_rounds(&setup); r++) {
            expect_round(&next, r);
        }
        assert_int_equal(next, asked_count);
        questions += asked_count;
    }
    assert_true(questions > 1500);
}

/* Letters of loyal senders that the first news of each order should cause. */
static uint32_t relays_expected(unsigned g)
{
    uint32_t expected = 0;

    for (unsigned order = 0; order < world.setup.orders; order++) {
        uint32_t news = first_news(g, order);
        struct letter letter;
        unsigned used = 1u << g;

        if (news == UINT32_MAX) {
            continue;
        }
        letter = letter_at_index(news);
        for (unsigned k = 0; k < letter.length; k++) {
            used |= 1u << paths_at(letter.chain, k);
        }
        for (unsigned to = 0; to < world.setup.generals &&
                              letter.round < signed_rounds(&world.setup);
             to++) {
            expected += (used >> to & 1) == 0 && world.setup.road[g][to] > 0;
        }
    }
    return expected;
}

/* A letter of a loyal lieutenant: it passes on the first news of its order,
 * in the next round. */
static void check_relay(const struct letter *letter)
{
    uint32_t news = first_news(letter->from, letter->order);
    struct letter first;

    assert_true(news != UINT32_MAX);
    first = letter_at_index(news);
    assert_int_equal(letter->round, first.round + 1);
    assert_int_equal(letter->length, first.length + 1);
    assert_true(letter->chain ==
                (first.chain | (uint64_t)letter->from << 4 * first.length));
}

static void check_loyal_general(unsigned g)
{
    const struct setup *setup = &world.setup;
    uint32_t sent = 0;
    unsigned orders = 0, last = ORDER_RETREAT;

    for (uint32_t i = 0; i < game_letters(&world); i++) {
        struct letter letter = letter_at_index(i);

        if (letter.from == g && g != setup->commander) {
            check_relay(&letter);
            sent++;
        }
        assert_true(letter.from != g || letter.state != LETTER_UNWRITTEN);
    }
    for (unsigned order = 0; order < setup->orders; order++) {
        if (first_news(g, order) != UINT32_MAX) {
            orders++;
            last = order;
        }
    }
    if (g == setup->commander) {
        assert_int_equal(world.duty[g], setup->order);
        return;
    }
    assert_int_equal(sent, relays_expected(g));
    assert_int_equal(world.duty[g], orders == 1 ? last : ORDER_RETREAT);
}

static void loyal_generals_follow_the_paper(void **state)
{
    (void)state;
    for (uint64_t seed = 1000; seed < 1200; seed++) {
        struct setup setup = wide_setup(seed);

        sieges_start(&world, &setup);
        sieges_play_random(&world, seed);
        for (unsigned g = 0; g < setup.generals; g++) {
            if (!setup_is_traitor(&setup, g)) {
                check_loyal_general(g);
            }
        }
    }
}

static void letters_never_outgrow_their_bound(void **state)
{
    (void)state;
    for (unsigned traitors = 0; traitors < 64; traitors++) {
        struct setup setup = sieges_setup(RULE_SIGNED, 6, 3, traitors);
        struct decision asked;

        if (signed_round_bound(&setup) > SEALED_MAX) {
            continue;
        }
        sieges_start(&world, &setup);
        for (; is_open(&asked);
             assert_true(game_letters(&world) <= signed_round_bound(&setup))) {
            bool seal = asked.kind == DECISION_SEAL;

            answer(&asked,
                   seal ? find(&asked, OPTION_SEND, ORDER_NONE, NO_GENERAL)
                        : asked.options - 1u,
                   NULL);
        }
    }
}

static void the_chronicle_changes_nothing_and_tells_all(void **state)
{
    static struct event events[4096];
    static struct world quiet;

    (void)state;
    for (uint64_t seed = 0; seed < 100; seed++) {
        struct event_log log = {.items = events, .room = 4096};
        unsigned counts[EVENT_COUNT] = {0};
        struct decision asked;
        struct setup setup;

        sieges_random_setup(&setup, RULE_SIGNED, seed);
        sieges_start(&quiet, &setup);
        sieges_play_random(&quiet, seed);
        assert_int_equal(game_start(&world, &setup, &log, NULL), STATUS_OK);
        while (is_open(&asked)) {
            answer(&asked, sieges_random_action(&world, &asked, seed).answer,
                   &log);
        }
        assert_true(world_equal(&world, &quiet));
        for (size_t i = 0; i < log.count; i++) {
            counts[events[i].kind]++;
        }
        assert_int_equal(counts[EVENT_SENT], world.sent);
        assert_int_equal(counts[EVENT_CAPTURED], world.captured);
        assert_int_equal(counts[EVENT_REFUSED], world.rejected);
        assert_int_equal(counts[EVENT_ARRIVED], world.sent - world.captured);
    }
}

/* General 1 alone forges for general 3 in round 3; how 3 sees it. */
static size_t key_after_forgery(unsigned traitors, uint8_t *key, size_t room)
{
    struct setup setup = sieges_setup(RULE_SIGNED, 5, 2, traitors);
    struct decision asked;

    sieges_start(&world, &setup);
    while (is_open(&asked) && asked.kind != DECISION_DECIDE) {
        bool forges = asked.kind == DECISION_FORGE && asked.round == 3 &&
                      asked.actor == 1 && asked.target == 3;
        answer(&asked, forges ? 1 : 0, NULL);
    }
    assert_int_equal(world.rejected, 1);
    return game_view_key(&world, 3, key, room);
}

static void who_sees_which_seals_are_forged_has_another_view(void **state)
{
    static uint8_t one[4096], two[4096];
    size_t length = key_after_forgery(1U << 1, one, sizeof one);

    (void)state;
    assert_in_range(length, 1, sizeof one);
    assert_int_equal(key_after_forgery(1U << 1 | 1U << 2, two, sizeof two),
                     length);
    assert_memory_not_equal(one, two, length);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loyal_generals_are_asked_nothing_about_letters),
        cmocka_unit_test(dutiful_traitors_send_what_loyal_generals_would),
        cmocka_unit_test(a_traitor_commander_may_seal_any_order_for_anybody),
        cmocka_unit_test(what_might_be_sent_is_seen_by_nobody),
        cmocka_unit_test(
            a_withheld_letter_is_a_lie_that_its_receiver_cannot_see),
        cmocka_unit_test(a_forgery_is_refused_and_changes_no_decision),
        cmocka_unit_test(who_sees_which_seals_are_forged_has_another_view),
        cmocka_unit_test(
            forgeries_are_offered_for_orders_without_the_seal_only),
        cmocka_unit_test(two_seals_of_the_commander_prove_its_treason),
        cmocka_unit_test(nothing_else_is_a_proof),
        cmocka_unit_test(a_refused_letter_proves_nothing),
        cmocka_unit_test(reasons_name_the_letters_and_the_choice),
        cmocka_unit_test(
            a_captured_order_breaks_validity_and_one_relay_saves_it),
        cmocka_unit_test(where_no_road_is_no_letter_goes),
        cmocka_unit_test(the_bound_m_against_t_is_what_is_promised),
        cmocka_unit_test(a_depth_beyond_all_generals_adds_no_letters),
        cmocka_unit_test(setups_without_room_are_refused),
        cmocka_unit_test(traitors_are_asked_about_all_that_they_could_send),
        cmocka_unit_test(loyal_generals_follow_the_paper),
        cmocka_unit_test(letters_never_outgrow_their_bound),
        cmocka_unit_test(the_chronicle_changes_nothing_and_tells_all),
    };

    return cmocka_run_group_tests_name("signed", tests, NULL, NULL);
}
