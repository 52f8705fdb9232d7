/* The bytes of a sealed letter, and its chain of real Ed25519 seals.
 *
 * A letter is this text, every line closed by one newline:
 *
 *     strategos letter 1
 *     siege SEED
 *     order ID
 *     seal G SIGNATURE
 *     seal G SIGNATURE
 *     ...
 *
 * SEED is the siege's seed and G a general's number from 0, in decimal without
 * leading zeros; ID is the order's id; SIGNATURE is 128 digits of lower-case
 * hex. A seal covers every byte before its SIGNATURE: the letter, all earlier
 * seals, and its own "seal G ". The keys are those of seal_key_derive(SEED, G).
 * The receiver is not named: a sealed letter may be shown to anybody.
 *
 * Nothing here knows who is a traitor or in which round a letter counts; that
 * is for rules/signed.c. */
#ifndef RULES_SIGNED_BYTES_H
#define RULES_SIGNED_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/setup.h"
#include "core/status.h"
#include "core/view.h"
#include "seal/seal.h"

enum {
    SIGNED_HEAD_MAX = 96, /* the first three lines */
    SIGNED_LINE_MAX = 5 + 3 + 2 * SEAL_SIGNATURE_BYTES + 1, /* one seal */
    SIGNED_BYTES_MAX = SIGNED_HEAD_MAX + GENERALS_MAX * SIGNED_LINE_MAX
};

/* One seal on a letter. */
struct signed_seal {
    uint32_t covers; /* bytes that it covers, from the first one on */
    uint8_t general; /* whose seal it claims to be */
    uint8_t signature[SEAL_SIGNATURE_BYTES];
};

/* A letter as it lies on the table. */
struct signed_text {
    uint32_t length;
    uint32_t seals;
    struct signed_seal seal[GENERALS_MAX];
    uint8_t order;                    /* index into the setup's orders */
    char bytes[SIGNED_BYTES_MAX + 1]; /* a closing zero after `length` */
};

/* Write a letter of rules `signed` with all its seals. The seals named in
 * letter->forged are made with the key of letter->from.
 * Range: letter->order < setup->orders. */
void signed_build(struct signed_text *out, const struct setup *setup,
                  const struct letter *letter);

/* Make a letter seal by seal, check each with its general's key, and stop at
 * the first that fails: the verdict of signed_build and signed_verify.
 * Range: letter->order < setup->orders. */
bool signed_holds(const struct setup *setup, const struct letter *letter);

/* Read bytes that came from anywhere. Takes exactly what signed_build could
 * have written for this siege; does not check the seals.
 * Fails: STATUS_SYNTAX; `out` is then untouched. */
STRATEGOS_CHECKED enum status signed_read(struct signed_text *out,
                                          const struct setup *setup,
                                          const char *bytes, size_t length,
                                          struct diag *why);

/* Check one seal with the key of the general that it claims to be from.
 * Range: k < text->seals. */
bool signed_seal_holds(const struct signed_text *text,
                       const struct setup *setup, unsigned k);

/* Check all seals. Returns the number of the first one, from 0, that does not
 * hold; text->seals when all do. */
unsigned signed_verify(const struct signed_text *text,
                       const struct setup *setup);

/* The public key of general g in this siege, for people who check outside the
 * program. */
void signed_public_key(uint8_t out[SEAL_PUBLIC_BYTES],
                       const struct setup *setup, unsigned g);

#endif
