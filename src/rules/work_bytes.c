/* The bytes of a block, and whether they hold. */
#include "rules/work_bytes.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "rules/work.h"
#include "seal/seal.h"

_Static_assert((int)BLOCK_ID_BYTES == (int)SEAL_SHA256_BYTES,
               "an id is a SHA-256");
_Static_assert((int)HEADER_PREVIOUS == 2 * (int)BLOCK_ID_BYTES, "in hex");

size_t header_write(const struct header *header, char text[HEADER_MAX])
{
    int rest;

    seal_hex(text, header->previous, BLOCK_ID_BYTES);
    rest = snprintf(
        text + HEADER_PREVIOUS, HEADER_MAX - HEADER_PREVIOUS,
        " %s by %u at %" PRIu32 " tries %" PRIu32 " nonce %" PRIu32 "\n",
        header->order == NULL ? "." : header->order, (unsigned)header->miner,
        header->minute, header->tries, header->nonce);
    assert(rest > 0 && rest < HEADER_MAX - HEADER_PREVIOUS);
    return HEADER_PREVIOUS + (size_t)rest;
}

void header_id(uint8_t id[BLOCK_ID_BYTES], const char *text, size_t length)
{
    seal_sha256(id, (const uint8_t *)text, length);
}

bool header_meets(const uint8_t id[BLOCK_ID_BYTES], uint32_t tries)
{
    uint64_t head = 0;

    for (unsigned i = 0; i < 8; i++) {
        head = head << 8 | id[i];
    }
    /* 2^64 / 1 is one more than the largest number. */
    return tries == 1 || head < (UINT64_MAX - tries + 1) / tries + 1;
}

/* NULL where the block names none. */
static const char *order_name(const struct setup *setup, unsigned order)
{
    return order < setup->orders ? setup->order_id[order] : NULL;
}

static size_t start_header(const struct setup *setup, char text[HEADER_MAX])
{
    int rest;

    memset(text, '0', HEADER_PREVIOUS);
    rest = snprintf(text + HEADER_PREVIOUS, HEADER_MAX - HEADER_PREVIOUS,
                    " start %" PRIu64 "\n", setup->seed);
    return HEADER_PREVIOUS + (size_t)rest;
}

size_t work_header(const struct world *world, unsigned block,
                   char text[HEADER_MAX])
{
    const struct memory_work *work = &world->memory.work;
    const struct block *at = &work->block[block];
    struct header header = {.minute = at->minute,
                            .nonce = at->nonce,
                            .tries = world->setup.tries,
                            .miner = at->miner};

    if (at->parent == NO_BLOCK) {
        return start_header(&world->setup, text);
    }
    header.order = order_name(&world->setup, at->order);
    memcpy(header.previous, work->block[at->parent].id, BLOCK_ID_BYTES);
    return header_write(&header, text);
}

void work_next_header(const struct world *world, unsigned g, uint32_t minute,
                      struct header *out)
{
    const struct memory_work *work = &world->memory.work;

    *out =
        (struct header){.order = order_name(&world->setup, work_vote(world, g)),
                        .minute = minute,
                        .tries = world->setup.tries,
                        .miner = (uint8_t)g};
    memcpy(out->previous, work->block[work_base(world, g)].id, BLOCK_ID_BYTES);
}

size_t work_flood_header(const struct world *world, unsigned parent, unsigned g,
                         uint32_t minute, enum refusal refusal,
                         char text[HEADER_MAX])
{
    uint8_t id[BLOCK_ID_BYTES];
    size_t length;
    struct header header = {
        .order = order_name(&world->setup, world->memory.work.vote[g]),
        .minute = minute,
        .tries = refusal == REFUSAL_TARGET ? 1 : world->setup.tries,
        .miner = (uint8_t)g};

    memcpy(header.previous, world->memory.work.block[parent].id,
           BLOCK_ID_BYTES);
    if (refusal == REFUSAL_PARENT) {
        header.previous[BLOCK_ID_BYTES - 1] ^= 1; /* no block has this id */
    }
    for (length = header_write(&header, text); refusal == REFUSAL_PROOF;
         header.nonce++) {
        length = header_write(&header, text);
        header_id(id, text, length);
        if (!header_meets(id, header.tries)) {
            break;
        }
    }
    return length;
}

/* The number that follows a word in the line, as it is written there. */
static bool number_after(const char *text, size_t length, const char *word,
                         uint32_t *out)
{
    char line[HEADER_MAX];
    const char *at;

    if (length <= HEADER_PREVIOUS || length >= sizeof line) {
        return false;
    }
    memcpy(line, text, length);
    line[length] = '\0';
    at = strstr(line + HEADER_PREVIOUS, word);
    *out = 0;
    if (at == NULL) {
        return false;
    }
    for (at += strlen(word); *at >= '0' && *at <= '9'; at++) {
        *out = *out * 10 + (uint32_t)(*at - '0');
    }
    return true;
}

enum refusal work_check_header(const struct world *world, unsigned parent,
                               const char *text, size_t length)
{
    uint8_t id[BLOCK_ID_BYTES];
    char previous[HEADER_PREVIOUS + 1];
    uint32_t tries;

    seal_hex(previous, world->memory.work.block[parent].id, BLOCK_ID_BYTES);
    if (length < HEADER_PREVIOUS ||
        memcmp(text, previous, HEADER_PREVIOUS) != 0) {
        return REFUSAL_PARENT;
    }
    if (!number_after(text, length, " tries ", &tries) ||
        tries != world->setup.tries) {
        return REFUSAL_TARGET;
    }
    header_id(id, text, length);
    return header_meets(id, tries) ? REFUSAL_NONE : REFUSAL_PROOF;
}
