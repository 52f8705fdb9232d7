/* Nature under proof of work: it really hashes. */
#include "agents/miner.h"

#include <string.h>

#include "rules/work.h"
#include "rules/work_bytes.h"
#include "seal/seal.h"

/* One general at work in one minute: a header whose nonce is counted up in
 * place, and the hash of what stands before it on the first block. */
struct bench {
    struct seal_begun begun;
    char text[HEADER_MAX];
    size_t length;
    size_t nonce; /* where its digits begin; a newline follows them */
};

static void prepare(struct bench *bench, const struct header *header)
{
    bench->length = header_write(header, bench->text);
    bench->nonce = bench->length - strlen("0\n");
    seal_sha256_begin(&bench->begun, (const uint8_t *)bench->text,
                      HEADER_PREVIOUS);
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

    for (uint32_t minute = world->clock; minute < horizon; minute++, g = 0) {
        for (; g < setup->generals; g++) {
            struct bench bench;
            struct header header;
            uint32_t nonce;
            if (setup->power[g] == 0) {
                continue;
            }
            work_next_header(world, g, minute, &header);
            prepare(&bench, &header);
            nonce = try_nonces(&bench, setup->power[g], setup->tries);
            if (nonce < setup->power[g]) {
                return work_found_answer(g, minute, nonce);
            }
        }
    }
    return WORK_NOTHING;
}
