/* The bytes of sealed letters: their text, and that the symbolic rule ("each
 * seal was made by the general it names over exactly what stands before it in
 * this siege") and the real signatures agree on everything tried. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "agents/agent.h"
#include "core/paths.h"
#include "rules/signed_bytes.h"
#include "support/sieges.h"

static void set_up(struct setup *out, uint64_t seed)
{
    setup_default(out, RULE_SIGNED, 6);
    sieges_orders(out, 3);
    out->seed = seed;
}

static struct letter make_letter(const uint8_t *who, unsigned length,
                                 unsigned order)
{
    return (struct letter){.chain = paths_pack(who, length),
                           .from = who[length - 1],
                           .length = (uint8_t)length,
                           .order = (uint8_t)order,
                           .sealed = true};
}

static void a_letter_is_the_documented_text(void **state)
{
    static const uint8_t who[] = {0, 4};
    const struct letter letter = make_letter(who, 2, 1);
    const char head[] = "strategos letter 1\nsiege 12\norder attack\nseal 0 ";
    struct signed_text text;
    struct setup setup;
    struct seal_key key;
    uint8_t signature[SEAL_SIGNATURE_BYTES];
    char expected[SIGNED_BYTES_MAX], hex[2 * SEAL_SIGNATURE_BYTES + 1];

    (void)state;
    set_up(&setup, 12);
    signed_build(&text, &setup, &letter);
    seal_key_derive(&key, 12, 0);
    seal_sign(signature, &key, (const uint8_t *)head, strlen(head));
    seal_hex(hex, signature, sizeof signature);
    (void)snprintf(expected, sizeof expected, "%s%s\nseal 4 ", head, hex);
    assert_int_equal(text.seals, 2);
    assert_int_equal(text.seal[0].covers, strlen(head));
    assert_int_equal(text.seal[1].covers, strlen(expected));
    assert_memory_equal(text.bytes, expected, strlen(expected));
    assert_int_equal(text.length, strlen(expected) + 129);
    assert_int_equal(text.length, strlen(text.bytes));
    assert_int_equal(signed_verify(&text, &setup), 2);
}

static void sixteen_seals_under_the_longest_head_fit(void **state)
{
    uint8_t who[GENERALS_MAX];
    struct signed_text text, back;
    struct letter letter;
    struct setup setup;

    (void)state;
    setup_default(&setup, RULE_SIGNED, GENERALS_MAX);
    setup.seed = UINT64_MAX;
    memcpy(setup.order_id[1], "fifteen-letters", ORDER_ID_MAX);
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        who[g] = (uint8_t)(GENERALS_MAX - 1 - g);
    }
    letter = make_letter(who, GENERALS_MAX, 1);
    signed_build(&text, &setup, &letter);
    assert_true(text.length <= SIGNED_BYTES_MAX);
    assert_int_equal(signed_verify(&text, &setup), GENERALS_MAX);
    assert_int_equal(signed_read(&back, &setup, text.bytes, text.length, NULL),
                     STATUS_OK);
    assert_memory_equal(&back, &text, sizeof text);
}

/* Which seal fails; 0 .. seals - 1, or seals; -1 for bytes that are no
 * letter. */
static int check_bytes(const struct setup *setup, const char *bytes,
                       size_t length)
{
    struct signed_text text;

    if (signed_read(&text, setup, bytes, length, NULL) != STATUS_OK) {
        return -1;
    }
    return (int)signed_verify(&text, setup);
}

static void a_changed_byte_anywhere_is_noticed(void **state)
{
    static const uint8_t who[] = {2, 0, 5};
    const struct letter letter = make_letter(who, 3, 2);
    struct signed_text text;
    struct setup setup;

    (void)state;
    set_up(&setup, 3);
    signed_build(&text, &setup, &letter);
    for (uint32_t i = 0; i < text.length; i++) {
        char bytes[SIGNED_BYTES_MAX + 1];

        memcpy(bytes, text.bytes, sizeof bytes);
        bytes[i] = bytes[i] == '1' ? '2' : '1';
        assert_true(check_bytes(&setup, bytes, text.length) < 3);
    }
}

static void a_letter_cut_short_has_fewer_seals_or_is_none(void **state)
{
    static const uint8_t who[] = {2, 0, 5};
    const struct letter letter = make_letter(who, 3, 2);
    struct signed_text text;
    struct setup setup;
    size_t head;

    (void)state;
    set_up(&setup, 3);
    signed_build(&text, &setup, &letter);
    head = text.seal[0].covers - strlen("seal 2 ");
    for (size_t length = 0; length < text.length; length++) {
        int expected = -1;

        if (length >= head && (length - head) % 136 == 0) {
            expected = (int)((length - head) / 136);
        }
        assert_int_equal(check_bytes(&setup, text.bytes, length), expected);
    }
    assert_int_equal(check_bytes(&setup, text.bytes, text.length + 1), -1);
}

static void a_forged_seal_is_the_one_that_fails(void **state)
{
    static const uint8_t who[] = {0, 1, 2, 3};
    struct letter letter = make_letter(who, 4, 1);
    struct setup setup;

    (void)state;
    set_up(&setup, 9);
    for (unsigned forged = 0; forged < 8; forged++) {
        struct signed_text text;
        unsigned first = 0;

        letter.forged = (uint16_t)forged;
        signed_build(&text, &setup, &letter);
        while (first < 4 && (forged >> first & 1) == 0) {
            first++;
        }
        assert_int_equal(signed_verify(&text, &setup), first);
        for (unsigned k = 0; k < 4; k++) {
            assert_int_equal(signed_seal_holds(&text, &setup, k),
                             (forged >> k & 1) == 0);
        }
    }
}

/* ---- Symbols and bytes side by side ------------------------------------- */

enum { TOKENS_MAX = 4096, TRIES = 160, SIGNERS = 5 };

/* A seal as a symbol: who made it, over what. */
struct token {
    uint64_t siege;
    uint32_t seal[SIGNERS]; /* the earlier seals that it covers */
    uint8_t claim[SIGNERS]; /* the names up to its own */
    uint8_t places, maker, order;
};

/* A letter as symbols. */
struct symbols {
    uint64_t siege;
    uint32_t seal[SIGNERS];
    uint8_t claim[SIGNERS];
    uint8_t seals, order;
};

static struct token tokens[TOKENS_MAX];
static uint8_t signatures[TOKENS_MAX][SEAL_SIGNATURE_BYTES];
static uint32_t token_count;
static uint64_t counter;

static unsigned draw(unsigned bound)
{
    return (unsigned)nature_below(42, counter++, bound);
}

/* The letter's text, from the symbols and their signatures alone. */
static size_t write_text(const struct symbols *letter, unsigned seals,
                         char out[SIGNED_BYTES_MAX])
{
    static const char *const orders[] = {"retreat", "attack", "third"};
    size_t at =
        (size_t)snprintf(out, SIGNED_BYTES_MAX,
                         "strategos letter 1\nsiege %" PRIu64 "\norder %s\n",
                         letter->siege, orders[letter->order]);

    for (unsigned k = 0; k < seals; k++) {
        char hex[2 * SEAL_SIGNATURE_BYTES + 1];

        seal_hex(hex, signatures[letter->seal[k]], SEAL_SIGNATURE_BYTES);
        at += (size_t)snprintf(out + at, SIGNED_BYTES_MAX - at, "seal %u %s\n",
                               letter->claim[k], hex);
    }
    return at;
}

/* Find or make the symbol; the same maker seals the same bytes the same way. */
static uint32_t make_token(const struct token *wanted,
                           const struct symbols *letter)
{
    char bytes[SIGNED_BYTES_MAX];
    struct seal_key key;
    size_t length;

    for (uint32_t i = 0; i < token_count; i++) {
        if (memcmp(&tokens[i], wanted, sizeof *wanted) == 0) {
            return i;
        }
    }
    assert_true(token_count < TOKENS_MAX);
    length = write_text(letter, wanted->places - 1u, bytes);
    length += (size_t)snprintf(bytes + length, sizeof bytes - length,
                               "seal %u ", wanted->claim[wanted->places - 1]);
    seal_key_derive(&key, wanted->siege, wanted->maker);
    seal_sign(signatures[token_count], &key, (const uint8_t *)bytes, length);
    tokens[token_count] = *wanted;
    return token_count++;
}

/* `maker` adds a seal that names `claim`. */
static void add_seal(struct symbols *letter, unsigned claim, unsigned maker)
{
    struct token token;
    unsigned k = letter->seals;

    memset(&token, 0, sizeof token);
    letter->claim[k] = (uint8_t)claim;
    token.siege = letter->siege;
    token.order = letter->order;
    token.maker = (uint8_t)maker;
    token.places = (uint8_t)(k + 1);
    memcpy(token.claim, letter->claim, k + 1);
    memcpy(token.seal, letter->seal, k * sizeof token.seal[0]);
    letter->seal[k] = make_token(&token, letter);
    letter->seals++;
}

/* The symbolic rule. Returns the number of seals that hold before the first
 * that does not; -1 for a letter of another siege. */
static int check_symbols(const struct symbols *letter, uint64_t siege)
{
    if (letter->siege != siege) {
        return -1;
    }
    for (unsigned k = 0; k < letter->seals; k++) {
        const struct token *token = &tokens[letter->seal[k]];

        if (token->maker != letter->claim[k] || token->siege != siege ||
            token->order != letter->order || token->places != k + 1 ||
            memcmp(token->claim, letter->claim, k + 1u) != 0 ||
            memcmp(token->seal, letter->seal, k * sizeof letter->seal[0]) !=
                0) {
            return (int)k;
        }
    }
    return letter->seals;
}

static struct symbols random_letter(void)
{
    struct symbols letter = {.siege = 1 + draw(2), .order = (uint8_t)draw(3)};
    unsigned seals = 1 + draw(SIGNERS - 1), skip = draw(6);

    for (unsigned k = 0; k < seals; k++) {
        add_seal(&letter, (skip + k) % 6, (skip + k) % 6);
    }
    return letter;
}

static void drop_signer(struct symbols *letter, unsigned k)
{
    for (; k + 1u < letter->seals; k++) {
        letter->seal[k] = letter->seal[k + 1];
        letter->claim[k] = letter->claim[k + 1];
    }
    letter->seals--;
}

static void swap_signers(struct symbols *letter, unsigned a, unsigned b)
{
    uint32_t seal = letter->seal[a];
    uint8_t claim = letter->claim[a];

    letter->seal[a] = letter->seal[b];
    letter->claim[a] = letter->claim[b];
    letter->seal[b] = seal;
    letter->claim[b] = claim;
}

static void tamper(struct symbols *letter)
{
    struct symbols other = random_letter();
    unsigned k = draw(letter->seals);

    switch (draw(9)) {
    case 0: /* the order changed */
        letter->order = (uint8_t)((letter->order + 1) % 3);
        break;
    case 1:
        drop_signer(letter, k);
        break;
    case 2:
        swap_signers(letter, k, draw(letter->seals));
        break;
    case 3: /* a seal from another letter, perhaps of another siege */
        letter->seal[k] = other.seal[draw(other.seals)];
        break;
    case 4: /* the seal of one general under the name of another */
        letter->claim[k] = (uint8_t)((letter->claim[k] + 1) % 6);
        break;
    case 5: /* the chain cut off: what is left is a letter */
        letter->seals = (uint8_t)(k + 1);
        break;
    case 6: /* a forged seal, properly made by somebody else */
        letter->seals = (uint8_t)k;
        add_seal(letter, draw(6), draw(6));
        break;
    case 7: /* the letter said to be of the other siege */
        letter->siege = 3 - letter->siege;
        break;
    case 8: /* nothing */
        break;
    }
}

static void symbols_and_bytes_agree_on_every_tampering(void **state)
{
    unsigned whole = 0, broken = 0;
    struct setup setup;

    (void)state;
    set_up(&setup, 1);
    for (unsigned i = 0; i < TRIES; i++) {
        struct symbols letter = random_letter();
        char bytes[SIGNED_BYTES_MAX];
        size_t length;
        int expected;

        tamper(&letter);
        if (draw(4) == 0 && letter.seals > 0) {
            tamper(&letter);
        }
        expected = check_symbols(&letter, 1);
        length = write_text(&letter, letter.seals, bytes);
        assert_int_equal(check_bytes(&setup, bytes, length), expected);
        whole += expected == letter.seals;
        broken += expected >= 0 && expected < letter.seals;
    }
    assert_true(whole > TRIES / 10 && broken > TRIES / 5);
}

/* ---- The rule and the bytes side by side -------------------------------- */

static void the_rule_refuses_exactly_the_letters_whose_bytes_fail(void **state)
{
    unsigned whole = 0, broken = 0;

    (void)state;
    for (uint64_t seed = 0; seed < 250; seed++) {
        static struct world world;
        struct setup setup;

        sieges_random_setup(&setup, RULE_SIGNED, seed);
        sieges_start(&world, &setup);
        sieges_play_random(&world, seed);
        for (uint32_t i = 0; i < game_letters(&world); i++) {
            struct signed_text text;
            struct letter letter;
            bool holds;

            game_letter(&world, i, &letter);
            if (letter.state != LETTER_ARRIVED &&
                letter.state != LETTER_REFUSED) {
                continue;
            }
            signed_build(&text, &setup, &letter);
            holds =
                check_bytes(&setup, text.bytes, text.length) == letter.length;
            assert_int_equal(holds, letter.state == LETTER_ARRIVED);
            assert_int_equal(holds, letter.forged == 0);
            assert_int_equal(holds, signed_holds(&setup, &letter));
            whole += holds;
            broken += !holds;
        }
    }
    assert_true(whole > 300 && broken > 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_is_the_documented_text),
        cmocka_unit_test(sixteen_seals_under_the_longest_head_fit),
        cmocka_unit_test(a_changed_byte_anywhere_is_noticed),
        cmocka_unit_test(a_letter_cut_short_has_fewer_seals_or_is_none),
        cmocka_unit_test(a_forged_seal_is_the_one_that_fails),
        cmocka_unit_test(symbols_and_bytes_agree_on_every_tampering),
        cmocka_unit_test(the_rule_refuses_exactly_the_letters_whose_bytes_fail),
    };

    return cmocka_run_group_tests_name("signed_bytes", tests, NULL, NULL);
}
