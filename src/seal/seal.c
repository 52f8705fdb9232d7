/* Ed25519 seals, SHA-256 and a 64-bit digest through libsodium.
 *
 * sodium_init() is never called: it opens the system's random source, and
 * signing, verifying and hashing are complete without it. */
#include "seal/seal.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

_Static_assert(SEAL_PUBLIC_BYTES == crypto_sign_PUBLICKEYBYTES, "Ed25519");
_Static_assert(SEAL_SECRET_BYTES == crypto_sign_SECRETKEYBYTES, "Ed25519");
_Static_assert(SEAL_SIGNATURE_BYTES == crypto_sign_BYTES, "Ed25519");
_Static_assert(SEAL_SHA256_BYTES == crypto_hash_sha256_BYTES, "SHA-256");
_Static_assert(SEAL_SHA256_BYTES == crypto_sign_SEEDBYTES, "hash makes a seed");

/* Longest key text: "strategos key 1 ", 20 digits, a space, 10 digits, a
 * newline and a zero. */
enum { KEY_TEXT_MAX = 64 };

void seal_key_derive(struct seal_key *out, uint64_t siege_seed, unsigned g)
{
    char text[KEY_TEXT_MAX];
    uint8_t seed[crypto_sign_SEEDBYTES];

    (void)snprintf(text, sizeof text, "strategos key 1 %" PRIu64 " %u\n",
                   siege_seed, g);
    seal_sha256(seed, (const uint8_t *)text, strlen(text));
    (void)crypto_sign_seed_keypair(out->public_key, out->secret_key, seed);
}

void seal_sign(uint8_t signature[SEAL_SIGNATURE_BYTES],
               const struct seal_key *key, const uint8_t *bytes, size_t length)
{
    (void)crypto_sign_detached(signature, NULL, bytes, length, key->secret_key);
}

bool seal_verify(const uint8_t signature[SEAL_SIGNATURE_BYTES],
                 const uint8_t public_key[SEAL_PUBLIC_BYTES],
                 const uint8_t *bytes, size_t length)
{
    return crypto_sign_verify_detached(signature, bytes, length, public_key) ==
           0;
}

void seal_sha256(uint8_t out[SEAL_SHA256_BYTES], const uint8_t *bytes,
                 size_t length)
{
    (void)crypto_hash_sha256(out, bytes, length);
}

_Static_assert(sizeof(crypto_hash_sha256_state) ==
                   sizeof(((struct seal_begun *)0)->state),
               "libsodium's state of SHA-256");

void seal_sha256_begin(struct seal_begun *out, const uint8_t *bytes,
                       size_t length)
{
    crypto_hash_sha256_state state;

    (void)crypto_hash_sha256_init(&state);
    (void)crypto_hash_sha256_update(&state, bytes, length);
    memcpy(out->state, &state, sizeof state);
}

void seal_sha256_end(uint8_t out[SEAL_SHA256_BYTES],
                     const struct seal_begun *begun, const uint8_t *bytes,
                     size_t length)
{
    crypto_hash_sha256_state state;

    memcpy(&state, begun->state, sizeof state);
    (void)crypto_hash_sha256_update(&state, bytes, length);
    (void)crypto_hash_sha256_final(&state, out);
}

uint64_t seal_digest(const uint8_t *bytes, size_t length)
{
    static const uint8_t key[crypto_shorthash_KEYBYTES] = {
        's', 't', 'r', 'a', 't', 'e', 'g', 'o',
        's', ' ', 'd', 'i', 'g', 'e', 's', 't'};
    uint8_t hash[crypto_shorthash_BYTES];
    uint64_t digest = 0;

    (void)crypto_shorthash(hash, bytes, length, key);
    for (unsigned i = sizeof hash; i > 0; i--) {
        digest = digest << 8 | hash[i - 1];
    }
    return digest;
}

void seal_hex(char *out, const uint8_t *bytes, size_t length)
{
    (void)sodium_bin2hex(out, 2 * length + 1, bytes, length);
}

/* libsodium would take capitals too; one value has one text here. */
bool seal_unhex(uint8_t *out, size_t length, const char *hex)
{
    for (size_t i = 0; i < 2 * length; i++) {
        if (!((hex[i] >= '0' && hex[i] <= '9') ||
              (hex[i] >= 'a' && hex[i] <= 'f'))) {
            return false;
        }
    }
    return sodium_hex2bin(out, length, hex, 2 * length, NULL, NULL, NULL) == 0;
}
