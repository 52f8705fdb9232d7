/* Writing the steps and the end of a record. */
#include "record/record.h"

#include <assert.h>
#include <string.h>

#include "record/record_step.h"
#include "record/record_text.h"
#include "rules/rules.h"
#include "seal/seal.h"

uint64_t record_world_hash(const struct world *world)
{
    /* The documented form leaves out what is unused and has no padding, so a
     * world is never longer as bytes than as a struct. */
    uint8_t bytes[sizeof(struct world)];
    size_t length = world_write(world, bytes, sizeof bytes);

    assert(length <= sizeof bytes);
    return seal_digest(bytes, length);
}

static const char *const choosers[CHOOSER_COUNT] = {
    [CHOOSER_NOBODY] = "nobody",   [CHOOSER_TRAITOR] = "traitor",
    [CHOOSER_GENERAL] = "general", [CHOOSER_CITY] = "city",
    [CHOOSER_CHANCE] = "chance",
};

static const char *const kinds[DECISION_COUNT] = {
    [DECISION_NONE] = "none",       [DECISION_LETTER] = "letter",
    [DECISION_SEAL] = "seal",       [DECISION_FORGE] = "forge",
    [DECISION_CAPTURE] = "capture", [DECISION_ACCUSE] = "accuse",
    [DECISION_PROOF_1] = "proof-1", [DECISION_PROOF_2] = "proof-2",
    [DECISION_DECIDE] = "decide",   [DECISION_MINE] = "mine",
    [DECISION_PUBLISH] = "publish", [DECISION_BUILD] = "build",
    [DECISION_ALARM] = "alarm",     [DECISION_TRUST] = "trust",
    [DECISION_DEMAND] = "demand",   [DECISION_DELIVER] = "deliver",
    [DECISION_TOSS] = "toss",       [DECISION_VOTE] = "vote",
    [DECISION_VOUCH] = "vouch",
};

static const char *const options[OPTION_COUNT] = {
    [OPTION_SAY] = "say",         [OPTION_SILENT] = "silent",
    [OPTION_SEND] = "send",       [OPTION_WITHHOLD] = "withhold",
    [OPTION_FORGE] = "forge",     [OPTION_PASS] = "pass",
    [OPTION_CAPTURE] = "capture", [OPTION_ACCUSE] = "accuse",
    [OPTION_PROOF] = "proof",     [OPTION_DECIDE] = "decide",
    [OPTION_NOTHING] = "nothing", [OPTION_FOUND] = "found",
    [OPTION_PUBLISH] = "publish", [OPTION_FLOOD] = "flood",
    [OPTION_BUILD] = "build",     [OPTION_ALARM] = "alarm",
    [OPTION_TRUST] = "trust",     [OPTION_DEMAND] = "demand",
    [OPTION_DELIVER] = "deliver", [OPTION_FALL] = "fall",
    [OPTION_TIMEOUT] = "timeout", [OPTION_TOSS] = "toss",
    [OPTION_UNSURE] = "unsure",   [OPTION_CLAIM] = "claim",
};

static const char *word_of(const char *const *words, unsigned count, unsigned i)
{
    return i < count ? words[i] : "?";
}

static void add_general(struct record_text *text, unsigned g)
{
    if (g == NO_GENERAL) {
        record_text_add(text, "-");
    } else {
        record_text_add(text, "%u", g);
    }
}

/* What only proof of work has: blocks, minutes, nonces. */
static void add_work(struct record_text *text, const struct option *option)
{
    static const char *const faults[REFUSAL_COUNT] = {
        [REFUSAL_PROOF] = "proof",
        [REFUSAL_PARENT] = "parent",
        [REFUSAL_TARGET] = "target"};

    if (option->block != NO_BLOCK) {
        record_text_add(text, " on %u", (unsigned)option->block);
    }
    if (option->kind == OPTION_FOUND) {
        record_text_add(text, " %lu %lu", (unsigned long)option->minute,
                        (unsigned long)option->nonce);
    } else if (option->kind == OPTION_ALARM) {
        record_text_add(text, " %lu", (unsigned long)option->minute);
    } else if (option->kind == OPTION_FLOOD) {
        record_text_add(text, " bad-%s", faults[option->refusal]);
    }
}

static void add_option(struct record_text *text, const struct setup *setup,
                       const struct option *option)
{
    record_text_add(text, " %s", word_of(options, OPTION_COUNT, option->kind));
    if (option->order < setup->orders) {
        record_text_add(text, " %.*s", ORDER_ID_MAX,
                        setup->order_id[option->order]);
    }
    if (option->kind == OPTION_ACCUSE && option->general == NO_GENERAL) {
        record_text_add(text, " nobody");
    } else if (option->general != NO_GENERAL) {
        record_text_add(text, " %u", (unsigned)option->general);
    }
    if (option->letter != NO_LETTER) {
        record_text_add(text, " %lu", (unsigned long)option->letter);
    }
    if (option->kind == OPTION_DEMAND || option->kind == OPTION_CLAIM) {
        record_text_add(text, " %u", (unsigned)option->count);
    }
    add_work(text, option);
}

void record_step_words(const struct decision *asked,
                       const struct option *option, const struct setup *setup,
                       struct record_text *text)
{
    record_text_add(text, "step %lu %s %s ", (unsigned long)asked->cursor + 1,
                    word_of(choosers, CHOOSER_COUNT, asked->chooser),
                    word_of(kinds, DECISION_COUNT, asked->kind));
    add_general(text, asked->actor);
    record_text_add(text, ">");
    add_general(text, asked->target);
    if (asked->item != NO_LETTER) {
        record_text_add(text, " #%lu", (unsigned long)asked->item);
    }
    add_option(text, setup, option);
}

size_t record_format_step(const struct decision *asked,
                          const struct option *option, uint64_t answer,
                          const struct world *after, char *text, size_t room)
{
    struct record_text out = record_text_begin(text, room);

    record_step_words(asked, option, &after->setup, &out);
    record_text_add(&out, " = %llu %016llx\n", (unsigned long long)answer,
                    (unsigned long long)record_world_hash(after));
    return out.wanted;
}

static const char *yes_or_no(unsigned tri)
{
    return tri == TRI_VOID ? "void" : tri == TRI_YES ? "yes" : "no";
}

size_t record_format_end(const struct world *over, char *text, size_t room)
{
    struct record_text out = record_text_begin(text, room);
    struct verdict verdict;

    game_judge(over, &verdict);
    record_text_add(
        &out, "end %s agreement %s validity %s termination %s %016llx\n",
        verdict.falls ? "falls" : "stands", yes_or_no(verdict.agreement),
        yes_or_no(verdict.validity), yes_or_no(verdict.termination),
        (unsigned long long)record_world_hash(over));
    return out.wanted;
}
