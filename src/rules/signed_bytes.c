/* The bytes of a sealed letter, and its chain of real Ed25519 seals. */
#include "rules/signed_bytes.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/paths.h"

#define SEAL_DIGITS ((size_t)2 * SEAL_SIGNATURE_BYTES)

/* Write the first lines, without any seal. */
static void write_head(struct signed_text *out, const struct setup *setup,
                       unsigned order)
{
    int length;

    assert(order < setup->orders);
    memset(out, 0, sizeof *out);
    length = snprintf(out->bytes, SIGNED_HEAD_MAX,
                      "strategos letter 1\nsiege %" PRIu64 "\norder %.*s\n",
                      setup->seed, ORDER_ID_MAX - 1, setup->order_id[order]);
    assert(length > 0 && length < SIGNED_HEAD_MAX);
    out->length = (uint32_t)length;
    out->order = (uint8_t)order;
}

/* Write "seal G " and note how much the seal will cover. */
static struct signed_seal *open_seal(struct signed_text *text, unsigned g)
{
    struct signed_seal *seal = &text->seal[text->seals];
    size_t room = sizeof text->bytes - text->length;
    int length;

    assert(text->seals < GENERALS_MAX && g < GENERALS_MAX);
    length = snprintf(text->bytes + text->length, room, "seal %u ", g);
    assert(length > 0 && (size_t)length < room);
    text->length += (uint32_t)length;
    seal->general = (uint8_t)g;
    seal->covers = text->length;
    return seal;
}

/* Write the signature behind what it covers. */
static void close_seal(struct signed_text *text, const struct signed_seal *seal)
{
    seal_hex(text->bytes + text->length, seal->signature, SEAL_SIGNATURE_BYTES);
    text->length += (uint32_t)SEAL_DIGITS;
    text->bytes[text->length++] = '\n';
    text->bytes[text->length] = '\0';
    text->seals++;
}

/* Add a seal that claims to be general g's, made with the key of general
 * `maker`: they differ in a forgery. */
static void add_seal(struct signed_text *text, const struct setup *setup,
                     unsigned g, unsigned maker)
{
    struct signed_seal *seal = open_seal(text, g);
    struct seal_key key;

    seal_key_derive(&key, setup->seed, maker);
    seal_sign(seal->signature, &key, (const uint8_t *)text->bytes,
              seal->covers);
    close_seal(text, seal);
}

/* Add seal k of a letter. */
static void add_of(struct signed_text *text, const struct setup *setup,
                   const struct letter *letter, unsigned k)
{
    unsigned g = paths_at(letter->chain, k);
    bool forged = (letter->forged >> g & 1u) != 0;

    add_seal(text, setup, g, forged ? letter->from : g);
}

void signed_build(struct signed_text *out, const struct setup *setup,
                  const struct letter *letter)
{
    write_head(out, setup, letter->order);
    for (unsigned k = 0; k < letter->length; k++) {
        add_of(out, setup, letter, k);
    }
}

bool signed_holds(const struct setup *setup, const struct letter *letter)
{
    struct signed_text text;

    write_head(&text, setup, letter->order);
    for (unsigned k = 0; k < letter->length; k++) {
        add_of(&text, setup, letter, k);
        if (!signed_seal_holds(&text, setup, k)) {
            return false;
        }
    }
    return true;
}

/* Which order do these bytes begin with, head and all? ORDER_NONE if they are
 * not a letter of this siege. */
static unsigned find_head(struct signed_text *head, const struct setup *setup,
                          const char *bytes, size_t length)
{
    for (unsigned order = 0; order < setup->orders; order++) {
        write_head(head, setup, order);
        if (length >= head->length &&
            memcmp(bytes, head->bytes, head->length) == 0) {
            return order;
        }
    }
    return ORDER_NONE;
}

/* Read the line of one seal at the end of what was read. */
static bool read_seal(struct signed_text *text, const char *bytes,
                      size_t length)
{
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        struct signed_text trial = *text;
        struct signed_seal *seal = open_seal(&trial, g);
        size_t end = seal->covers + SEAL_DIGITS;

        if (length <= end || bytes[end] != '\n' ||
            memcmp(bytes, trial.bytes, seal->covers) != 0) {
            continue;
        }
        if (!seal_unhex(seal->signature, SEAL_SIGNATURE_BYTES,
                        bytes + seal->covers)) {
            return false;
        }
        close_seal(&trial, seal);
        *text = trial;
        return true;
    }
    return false;
}

enum status signed_read(struct signed_text *out, const struct setup *setup,
                        const char *bytes, size_t length, struct diag *why)
{
    struct signed_text text;

    if (find_head(&text, setup, bytes, length) == ORDER_NONE) {
        diag_set(why, "the first three lines are not those of a letter of this "
                      "siege");
        return STATUS_SYNTAX;
    }
    while (text.length < length) {
        if (text.seals == GENERALS_MAX || !read_seal(&text, bytes, length)) {
            diag_set(why,
                     "seal %u is not written as \"seal G\" and 128 hex digits",
                     (unsigned)text.seals + 1);
            return STATUS_SYNTAX;
        }
    }
    *out = text;
    return STATUS_OK;
}

bool signed_seal_holds(const struct signed_text *text,
                       const struct setup *setup, unsigned k)
{
    const struct signed_seal *seal = &text->seal[k];
    uint8_t key[SEAL_PUBLIC_BYTES];

    assert(k < text->seals);
    signed_public_key(key, setup, seal->general);
    return seal_verify(seal->signature, key, (const uint8_t *)text->bytes,
                       seal->covers);
}

unsigned signed_verify(const struct signed_text *text,
                       const struct setup *setup)
{
    unsigned k = 0;

    while (k < text->seals && signed_seal_holds(text, setup, k)) {
        k++;
    }
    return k;
}

void signed_public_key(uint8_t out[SEAL_PUBLIC_BYTES],
                       const struct setup *setup, unsigned g)
{
    struct seal_key key;

    seal_key_derive(&key, setup->seed, g);
    memcpy(out, key.public_key, SEAL_PUBLIC_BYTES);
}
