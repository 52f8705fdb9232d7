/* Proof of work: nature's hash rate beside a bare loop over libsodium, and a
 * two-hour siege of ten generals with real hashes, letters and views. Prints
 * figures; compare ratios of one run only. */
#include <stdlib.h>
#include <string.h>

#include "agents/agent.h"
#include "agents/miner.h"
#include "rules/rules.h"
#include "rules/work.h"
#include "rules/work_bytes.h"
#include "seal/seal.h"
#include "support/bench.h"

enum { GENERALS = 10, HASHES = 1000000, SIEGES = 20, LETTERS = 4096 };

static struct world world;

static void start(uint32_t tries, uint64_t seed)
{
    struct setup setup;
    setup_default(&setup, RULE_WORK, GENERALS);
    setup.seed = seed;
    setup.tries = tries;
    if (game_start(&world, &setup, NULL, NULL) != STATUS_OK) {
        abort();
    }
}

/* Hashes a second of whole headers whose nonce is counted up. */
static double bare_rate(void)
{
    char text[HEADER_MAX];
    struct header header;
    uint8_t id[BLOCK_ID_BYTES];
    unsigned sum = 0;
    work_next_header(&world, 0, 131, &header);
    header.nonce = 4812;
    size_t length = header_write(&header, text);
    double from = bench_spent();
    for (unsigned i = 0; i < HASHES; i++) {
        text[length - 2] = (char)('0' + i % 10);
        seal_sha256(id, (const uint8_t *)text, length);
        sum += id[0];
    }
    double took = bench_spent() - from;
    return sum == 0 ? 0 : HASHES / took;
}

/* The same of nature: a siege so hard that nobody finds a block, asked for the
 * two hours at once. */
static double nature_rate(void)
{
    double from;
    uint64_t answer = 0;
    unsigned asked = 0;
    start(120 * 100 * GENERALS, 1);
    world.setup.tries = UINT32_MAX;
    world.memory.work.settled = world.memory.work.letters; /* no horizon */
    from = bench_spent();
    for (; asked < 8; asked++) {
        answer |= miner_answer(&world);
    }
    return answer != WORK_NOTHING ? 0
                                  : asked * (double)work_attempts(&world, 120) /
                                        (bench_spent() - from);
}

/* Everybody's letters and blocks at every question. */
static size_t look(void)
{
    static struct letter letters[LETTERS];
    size_t seen = 0;
    for (unsigned g = 0; g < GENERALS; g++) {
        struct block_set known;
        uint16_t eyes = (uint16_t)(1u << g);
        seen += game_view(&world, eyes, world.clock, letters, LETTERS);
        work_known(&world, eyes, world.clock, &known);
        seen += block_set_has(&known, world.memory.work.tip[g]);
    }
    return seen;
}

static void sieges(void)
{
    struct agents agents = {.seed = 1};
    size_t seen = 0;
    unsigned blocks = 0;
    double from = bench_spent();
    for (uint64_t seed = 0; seed < SIEGES; seed++) {
        struct decision asked;
        start(10 * 100 * GENERALS, seed);
        for (game_ask(&world, &asked); asked.chooser != CHOOSER_NOBODY;
             game_ask(&world, &asked)) {
            uint64_t answer = agents_answer(&agents, &world, &asked);
            if (game_apply(&world, (struct action){answer, asked.cursor},
                           NULL) != STATUS_OK) {
                abort();
            }
            seen += look();
        }
        blocks += world.memory.work.blocks - 1u;
    }
    bench_plain("work, two-hour sieges, 10 generals, all views",
                1e3 * (bench_spent() - from) / SIEGES, "ms");
    bench_plain("  blocks a siege", (double)blocks / SIEGES, "");
    bench_plain("  letters seen", (double)seen, "");
}

int main(void)
{
    start(10 * 100 * GENERALS, 1);
    double bare = bare_rate(), nature = nature_rate();
    bench_plain("work, nature's hashes", nature / 1e6, "million/s");
    bench_plain("  bare libsodium", bare / 1e6, "million/s");
    bench_plain("  nature / bare", nature / bare, "");
    sieges();
    return 0;
}
