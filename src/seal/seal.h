/* Ed25519 seals, SHA-256 and a 64-bit digest through libsodium: pure
 * functions on bytes. Knows nothing of generals or sieges but their numbers.
 * The bytes of a sealed letter are built in rules/signed_bytes.h. */
#ifndef SEAL_SEAL_H
#define SEAL_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SEAL_PUBLIC_BYTES = 32,
    SEAL_SECRET_BYTES = 64,
    SEAL_SIGNATURE_BYTES = 64,
    SEAL_SHA256_BYTES = 32
};

struct seal_key {
    uint8_t public_key[SEAL_PUBLIC_BYTES];
    uint8_t secret_key[SEAL_SECRET_BYTES]; /* libsodium's form: seed, public */
};

/* Derive the key pair of general g in the siege with this seed: the Ed25519
 * seed (RFC 8032) is SHA-256 of the text "strategos key 1 SEED G\n", both in
 * decimal. */
void seal_key_derive(struct seal_key *out, uint64_t siege_seed, unsigned g);

/* Sign bytes. Source: RFC 8032, pure Ed25519. */
void seal_sign(uint8_t signature[SEAL_SIGNATURE_BYTES],
               const struct seal_key *key, const uint8_t *bytes, size_t length);

/* Say whether the signature is this public key's over these bytes. */
bool seal_verify(const uint8_t signature[SEAL_SIGNATURE_BYTES],
                 const uint8_t public_key[SEAL_PUBLIC_BYTES],
                 const uint8_t *bytes, size_t length);

void seal_sha256(uint8_t out[SEAL_SHA256_BYTES], const uint8_t *bytes,
                 size_t length);

/* SHA-256 of which the beginning was taken already, to be ended in several
 * ways. Opaque: libsodium's state. */
struct seal_begun {
    uint64_t state[13];
};
void seal_sha256_begin(struct seal_begun *out, const uint8_t *bytes,
                       size_t length);
void seal_sha256_end(uint8_t out[SEAL_SHA256_BYTES],
                     const struct seal_begun *begun, const uint8_t *bytes,
                     size_t length);

/* SipHash-2-4 under the sixteen-byte key "strategos digest", read as a
 * little-endian number: the hash of worlds and records. No secret. */
uint64_t seal_digest(const uint8_t *bytes, size_t length);

/* Write lower-case hex and a closing zero. Room: 2 * length + 1. */
void seal_hex(char *out, const uint8_t *bytes, size_t length);

/* Read 2 * length digits of lower-case hex; they need no closing zero.
 * Returns false, and leaves `out` in part written, at any other character. */
bool seal_unhex(uint8_t *out, size_t length, const char *hex);

#endif
