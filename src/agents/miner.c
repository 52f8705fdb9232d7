/* Nature under proof of work: it really hashes. */
#include "agents/miner.h"

#include <string.h>

#include "rules/work.h"
#include "rules/work_bytes.h"
#include "seal/seal.h"

/* One general at work: a header whose nonce is counted up in
 * place, and the hash of what stands before it on the first block. */
struct bench {
    struct header header;
    struct seal_begun begun;
    char text[HEADER_MAX];
    size_t length;
    size_t nonce; /* where its digits begin; a newline follows them */
};

/* The block it builds on stays the same for all minutes of one question. */
static void prepare(struct bench *bench, const struct world *world, unsigned g)
{
    work_next_header(world, g, 0, &bench->header);
    (void)header_write(&bench->header, bench->text);
    seal_sha256_begin(&bench->begun, (const uint8_t *)bench->text,
                      HEADER_PREVIOUS);
}

static void begin_minute(struct bench *bench, uint32_t minute)
{
    bench->header.minute = minute;
    bench->length = header_write(&bench->header, bench->text);
    bench->nonce = bench->length - strlen("0\n");
}

/* Count the digits up by one. */
static void next_nonce(struct bench *bench)
{
    size_t at = bench->length - 2;

    while (at >= bench->nonce && bench->text[at] == '9') {
        bench->text[at--] = '0';
    }
    if (at >= bench->nonce) {
        bench->text[at]++;
        return;
    }
    bench->text[bench->nonce] = '1';
    bench->text[bench->length - 1] = '0';
    bench->text[bench->length++] = '\n';
}

/* Returns the first nonce that meets the target, or `power`. */
static uint32_t try_nonces(struct bench *bench, uint32_t power, uint32_t tries)
{
    for (uint32_t nonce = 0; nonce < power; nonce++) {
        uint8_t id[BLOCK_ID_BYTES];
        seal_sha256_end(id, &bench->begun,
                        (const uint8_t *)bench->text + HEADER_PREVIOUS,
                        bench->length - HEADER_PREVIOUS);
        if (header_meets(id, tries)) {
            return nonce;
        }
        next_nonce(bench);
    }
    return power;
}

uint64_t miner_answer(const struct world *world)
{
    const struct setup *setup = &world->setup;
    uint32_t horizon = work_horizon(world);
    unsigned g = world->memory.work.miner;
    struct bench benches[GENERALS_MAX];

    for (unsigned i = 0; i < setup->generals; i++) {
        prepare(&benches[i], world, i);
    }
    for (uint32_t minute = world->clock; minute < horizon; minute++, g = 0) {
        for (; g < setup->generals; g++) {
            uint32_t power = setup->power[g], nonce;
            if (power == 0) {
                continue;
            }
            begin_minute(&benches[g], minute);
            nonce = try_nonces(&benches[g], power, setup->tries);
            if (nonce < power) {
                return work_found_answer(g, minute, nonce);
            }
        }
    }
    return WORK_NOTHING;
}
