/* Seals and hashes against published vectors, and against values that another
 * implementation (Python's cryptography, hashlib) gave. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "seal/seal.h"

/* RFC 8032, section 7.1. */
struct vector {
    const char *seed, *public_key, *message, *signature;
};

static const struct vector vectors[] = {
    {.seed = "9d61b19deffd5a60ba844af492ec2cc4"
             "4449c5697b326919703bac031cae7f60",
     .public_key = "d75a980182b10ab7d54bfed3c964073a"
                   "0ee172f3daa62325af021a68f707511a",
     .message = "",
     .signature = "e5564300c360ac729086e2cc806e828a"
                  "84877f1eb8e5d974d873e06522490155"
                  "5fb8821590a33bacc61e39701cf9b46b"
                  "d25bf5f0595bbe24655141438e7a100b"},
    {.seed = "4ccd089b28ff96da9db6c346ec114e0f"
             "5b8a319f35aba624da8cf6ed4fb8a6fb",
     .public_key = "3d4017c3e843895a92b70aa74d1b7ebc"
                   "9c982ccf2ec4968cc0cd55f12af4660c",
     .message = "72",
     .signature = "92a009a9f0d4cab8720e820b5f642540"
                  "a2b27b5416503f8fb3762223ebdb69da"
                  "085ac1e43e15996e458f3613d0f11d8c"
                  "387b2eaeb4302aeeb00d291612bb0c00"},
    {.seed = "c5aa8df43f9f837bedb7442f31dcb7b1"
             "66d38535076f094b85ce3a2e0b4458f7",
     .public_key = "fc51cd8e6218a1a38da47ed00230f058"
                   "0816ed13ba3303ac5deb911548908025",
     .message = "af82",
     .signature = "6291d657deec24024827e69c3abe01a3"
                  "0ce548a284743a445e3680d7db5ac3ac"
                  "18ff9b538d16f290ae67f760984dc659"
                  "4a7c15e9716ed28dc027beceea1ec40a"},
};

struct bytes {
    struct seal_key key;
    uint8_t message[8];
    size_t length;
    uint8_t signature[SEAL_SIGNATURE_BYTES];
};

static void read_vector(struct bytes *out, const struct vector *vector)
{
    struct seal_key *key = &out->key;

    out->length = strlen(vector->message) / 2;
    assert_true(seal_unhex(key->secret_key, 32, vector->seed));
    assert_true(seal_unhex(key->public_key, 32, vector->public_key));
    memcpy(key->secret_key + 32, key->public_key, 32);
    assert_true(seal_unhex(out->message, out->length, vector->message));
    assert_true(
        seal_unhex(out->signature, sizeof out->signature, vector->signature));
}

static void rfc_8032_vectors_are_signed_and_verified(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        struct bytes vector;
        uint8_t made[SEAL_SIGNATURE_BYTES];

        read_vector(&vector, &vectors[i]);
        seal_sign(made, &vector.key, vector.message, vector.length);
        assert_memory_equal(made, vector.signature, sizeof made);
        assert_true(seal_verify(vector.signature, vector.key.public_key,
                                vector.message, vector.length));
    }
}

static void one_changed_bit_breaks_a_seal(void **state)
{
    struct bytes vector;

    (void)state;
    read_vector(&vector, &vectors[2]);
    for (unsigned bit = 0; bit < 8 * SEAL_SIGNATURE_BYTES; bit++) {
        vector.signature[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_false(seal_verify(vector.signature, vector.key.public_key,
                                 vector.message, vector.length));
        vector.signature[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    for (unsigned bit = 0; bit < 8 * vector.length; bit++) {
        vector.message[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_false(seal_verify(vector.signature, vector.key.public_key,
                                 vector.message, vector.length));
        vector.message[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    assert_false(seal_verify(vector.signature, vector.key.public_key,
                             vector.message, vector.length - 1));
}

static void another_generals_key_does_not_confirm_a_seal(void **state)
{
    static const uint8_t text[] = "attack";
    uint8_t signature[SEAL_SIGNATURE_BYTES];
    struct seal_key mine, other, elsewhere;

    (void)state;
    seal_key_derive(&mine, 7, 3);
    seal_key_derive(&other, 7, 4);
    seal_key_derive(&elsewhere, 8, 3);
    seal_sign(signature, &mine, text, sizeof text);
    assert_true(seal_verify(signature, mine.public_key, text, sizeof text));
    assert_false(seal_verify(signature, other.public_key, text, sizeof text));
    assert_false(
        seal_verify(signature, elsewhere.public_key, text, sizeof text));
}

static void check_key(uint64_t seed, unsigned g, const char *public_key)
{
    char hex[2 * SEAL_PUBLIC_BYTES + 1];
    struct seal_key key;

    seal_key_derive(&key, seed, g);
    seal_hex(hex, key.public_key, sizeof key.public_key);
    assert_string_equal(hex, public_key);
}

static void keys_derive_from_the_documented_text(void **state)
{
    (void)state;
    check_key(1, 0,
              "83159557e13ce9075cef53fa4eeb22d8"
              "6b4f88935eeda1b3c8835c72d51506c1");
    check_key(UINT64_MAX, 15,
              "862ecab76fc4d50c2b923704d4871c2d"
              "f8b94429ce61d75fcdaa9aefed3f2450");
}

static void sha256_is_that_of_fips_180(void **state)
{
    char hex[2 * SEAL_SHA256_BYTES + 1];
    uint8_t hash[SEAL_SHA256_BYTES];

    (void)state;
    seal_sha256(hash, (const uint8_t *)"abc", 3);
    seal_hex(hex, hash, sizeof hash);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
                             "b00361a396177a9cb410ff61f20015ad");
}

static void the_digest_is_siphash_2_4_under_the_documented_key(void **state)
{
    (void)state;
    assert_true(seal_digest((const uint8_t *)"", 0) ==
                UINT64_C(0x38d2ac9636734356));
    assert_true(seal_digest((const uint8_t *)"attack", 6) ==
                UINT64_C(0x1315909cc247e9ec));
}

static void hex_is_lower_case_both_ways(void **state)
{
    static const uint8_t bytes[] = {0x00, 0x9f, 0xab, 0xff};
    uint8_t back[sizeof bytes];
    char hex[2 * sizeof bytes + 1];

    (void)state;
    seal_hex(hex, bytes, sizeof bytes);
    assert_string_equal(hex, "009fabff");
    assert_true(seal_unhex(back, sizeof back, hex));
    assert_memory_equal(back, bytes, sizeof bytes);
    assert_false(seal_unhex(back, sizeof back, "009FABFF"));
    assert_false(seal_unhex(back, sizeof back, "009fab f"));
    assert_false(seal_unhex(back, sizeof back, "009fabf"));
    assert_true(seal_unhex(back, 0, "anything"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rfc_8032_vectors_are_signed_and_verified),
        cmocka_unit_test(one_changed_bit_breaks_a_seal),
        cmocka_unit_test(another_generals_key_does_not_confirm_a_seal),
        cmocka_unit_test(keys_derive_from_the_documented_text),
        cmocka_unit_test(sha256_is_that_of_fips_180),
        cmocka_unit_test(the_digest_is_siphash_2_4_under_the_documented_key),
        cmocka_unit_test(hex_is_lower_case_both_ways),
    };

    return cmocka_run_group_tests_name("seal", tests, NULL, NULL);
}
