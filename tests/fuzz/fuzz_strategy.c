/* Any bytes as a strategy, for the traitors and the city of a small siege: it
 * is refused, or the siege is played to its end, twice alike; never a crash,
 * and never long. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "rules/rules.h"
#include "script/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct script script;
static struct world world;

static enum rule_id rule_of(const uint8_t *data, size_t size)
{
    static const enum rule_id rules[] = {RULE_ORAL, RULE_SIGNED, RULE_ACKS,
                                         RULE_COIN, RULE_PBFT,   RULE_WORK};
    return rules[size == 0 ? 0 : data[size / 2] % 6];
}

static void begin(const uint8_t *data, size_t size)
{
    struct setup setup;
    enum rule_id rule = rule_of(data, size);
    setup_default(&setup, rule, rule == RULE_ACKS ? 2 : 4);
    if (rule == RULE_COIN) {
        setup.input[0] = setup.input[1] = 0;
    } else if (rule != RULE_ACKS) {
        setup.traitors = 4;
        setup.faults = 1;
    }
    setup.watched[0] = 2;
    setup.budget = 2;
    if (game_start(&world, &setup, NULL, NULL) != STATUS_OK) {
        abort();
    }
}

static uint64_t play(const uint8_t *data, size_t size)
{
    struct scripts scripts = {.count = 1, .slot = {&script}};
    struct agents agents = {.seed = size, .city = STRATEGY_SCRIPT};
    struct decision asked;
    memset(agents.general, STRATEGY_SCRIPT, sizeof agents.general);
    begin(data, size);
    scripts_begin(&scripts, (size & 1) != 0);
    game_ask(&world, &asked);
    while (asked.chooser != CHOOSER_NOBODY && asked.cursor < 300) {
        struct action action = {
            .cursor = asked.cursor,
            .answer = scripts_answer(&scripts, &agents, &world, &asked)};
        if (game_apply(&world, action, NULL) != STATUS_OK) {
            abort();
        }
        game_ask(&world, &asked);
    }
    return record_world_hash(&world);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diag why = {.line = 0};
    struct script_report report;
    uint64_t hash;
    if (script_load(&script, "fuzz.lua", (const char *)data, size, &why) !=
        STATUS_OK) {
        if (why.text[0] == '\0') {
            abort();
        }
        return 0;
    }
    hash = play(data, size);
    report = script.report;
    if (play(data, size) != hash || script.report.lost != 2 * report.lost ||
        (report.lost > 0) != (report.first[0] != '\0')) {
        abort();
    }
    return 0;
}
