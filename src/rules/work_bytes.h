/* The bytes of a block of proof of work, and whether they hold. A header is
 * one line of text; a block's id is SHA-256 of it:
 *
 *   PREVIOUS ORDER by MINER at MINUTE tries TRIES nonce NONCE\n
 *
 * PREVIOUS is the id of the block before it in 64 digits of lower-case hex,
 * ORDER the id of the order that it votes for or "." for none, MINER a general
 * from 0, MINUTE of the siege, TRIES the target's (below), NONCE any number;
 * all in decimal. PREVIOUS is exactly one block of SHA-256, so that a miner
 * hashes only the rest for each nonce. The start block's header is
 *
 *   64 times 0, then " start SEED\n"
 *
 * so that each siege has chains, and luck, of its own.
 *
 * The target: the first eight bytes of the id, as a big-endian number, are
 * below 2^64 / TRIES, rounded down. One nonce in TRIES meets it.
 * Source: Nakamoto 2008, section 4 (there the target is in the header too). */
#ifndef RULES_WORK_BYTES_H
#define RULES_WORK_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/world.h"

enum {
    HEADER_PREVIOUS = 64, /* bytes */
    HEADER_MAX = 160      /* bytes, the closing zero included */
};

/* What a header says. */
struct header {
    uint8_t previous[BLOCK_ID_BYTES];
    const char *order; /* id of an order, or NULL for none */
    uint32_t minute, nonce, tries;
    uint8_t miner;
};

/* Write a header as text. Returns its length, below HEADER_MAX. */
size_t header_write(const struct header *header, char text[HEADER_MAX]);

/* The id of a header's text. */
void header_id(uint8_t id[BLOCK_ID_BYTES], const char *text, size_t length);

/* Say whether an id meets the target of so many tries. Range: tries >= 1. */
bool header_meets(const uint8_t id[BLOCK_ID_BYTES], uint32_t tries);

/* The header of a block of this siege, the start block's too. Returns its
 * length. */
size_t work_header(const struct world *world, unsigned block,
                   char text[HEADER_MAX]);

/* What general g's next block would say, but for the nonce. */
void work_next_header(const struct world *world, unsigned g, uint32_t minute,
                      struct header *out);

/* The invalid block of a flood: a header on `parent` by general g, at fault in
 * the way of `refusal` (REFUSAL_PROOF, REFUSAL_PARENT or REFUSAL_TARGET). Real
 * bytes, made without luck. Returns its length. */
size_t work_flood_header(const struct world *world, unsigned parent, unsigned g,
                         uint32_t minute, enum refusal refusal,
                         char text[HEADER_MAX]);

/* Check a header's bytes as a receiver does who has the chain up to `parent`:
 * the previous block first, then the target, then the work.
 * Returns what is wrong, or REFUSAL_NONE. */
enum refusal work_check_header(const struct world *world, unsigned parent,
                               const char *text, size_t length);

#endif
