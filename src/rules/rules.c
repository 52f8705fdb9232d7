#include "rules/rules.h"

#include <stddef.h>
#include <string.h>

#include "rules/table.h"

static const struct rules *const table[RULE_COUNT] = {
    [RULE_BLANK] = &rules_blank,   [RULE_RELAY] = &rules_relay,
    [RULE_ACKS] = &rules_acks,     [RULE_ORAL] = &rules_oral,
    [RULE_SIGNED] = &rules_signed, [RULE_VOTE] = &rules_vote,
    [RULE_COIN] = &rules_coin,     [RULE_PBFT] = &rules_pbft,
    [RULE_WORK] = &rules_work,
};

const struct rules *rules_get(enum rule_id id)
{
    return (unsigned)id < RULE_COUNT ? table[id] : NULL;
}

/* A rule may promise more for some placements; those with the lowest numbers
 * and with the highest are promised least. */
bool rules_promise(enum rule_id id, unsigned depth, unsigned n, unsigned t)
{
    const struct rules *rules = rules_get(id);
    struct setup setup;
    setup_default(&setup, id, n);
    setup.depth = (uint8_t)depth;
    if (t > n) {
        return false;
    }
    setup.traitors = (uint16_t)((1u << t) - 1u);
    if (rules->check(&setup, NULL) == STATUS_SETUP ||
        !rules->promised(&setup)) {
        return false;
    }
    setup.traitors = (uint16_t)(((1u << t) - 1u) << (n - t));
    return rules->promised(&setup);
}

enum rule_id rules_find(const char *id)
{
    for (unsigned i = 0; i < RULE_COUNT; i++) {
        if (strcmp(table[i]->id, id) == 0) {
            return (enum rule_id)i;
        }
    }
    return RULE_COUNT;
}

static const struct rules *of(const struct world *world)
{
    return table[world->setup.rule];
}

void event_add(struct event_log *log, struct event event)
{
    if (log == NULL) {
        return;
    }
    if (log->count < log->room) {
        log->items[log->count] = event;
    }
    log->count++;
}

enum status game_start(struct world *out, const struct setup *setup,
                       struct event_log *log, struct diag *why)
{
    enum status status = setup_check(setup, why);
    const struct rules *rules;
    if (status != STATUS_OK) {
        return status;
    }
    rules = rules_get((enum rule_id)setup->rule);
    if (rules == NULL) {
        diag_set(why, "there are no rules number %u", setup->rule);
        return STATUS_SETUP;
    }
    status = rules->check(setup, why);
    if (status != STATUS_OK) {
        return status;
    }
    /* Not all of it: 130 kB a siege would cost more than small sieges do. */
    memset(out, 0, offsetof(struct world, memory) + MEMORY_HEAD_MAX);
    out->setup = *setup;
    rules->start(out, log);
    return STATUS_OK;
}

void game_ask(const struct world *world, struct decision *out)
{
    of(world)->ask(world, out);
}

/* Say whether the open question takes this answer. */
static enum status takes(const struct world *world, const struct decision *open,
                         uint64_t answer)
{
    const struct rules *rules = of(world);
    if (open->chooser == CHOOSER_NOBODY) {
        return STATUS_OVER;
    }
    if (open->options > 0 ? answer >= open->options : rules->accepts == NULL) {
        return STATUS_RANGE;
    }
    return rules->accepts == NULL ? STATUS_OK : rules->accepts(world, answer);
}

enum status game_option(const struct world *world, uint64_t i,
                        struct option *out)
{
    struct decision open;
    enum status status;
    of(world)->ask(world, &open);
    status = takes(world, &open, i);
    if (status == STATUS_RANGE || status == STATUS_OVER) {
        return status;
    }
    of(world)->option(world, i, out);
    return STATUS_OK;
}

uint64_t game_find_option(const struct world *world, enum option_kind kind,
                          unsigned order)
{
    struct decision open;
    of(world)->ask(world, &open);
    for (uint32_t i = 0; i < open.options; i++) {
        struct option option;
        of(world)->option(world, i, &option);
        if (option.kind == kind &&
            (order == ORDER_NONE || option.order == order)) {
            return i;
        }
    }
    return 0;
}

enum status game_apply(struct world *world, struct action action,
                       struct event_log *log)
{
    struct decision open;
    const struct rules *rules = of(world);
    enum status status;
    rules->ask(world, &open);
    if (open.chooser != CHOOSER_NOBODY && action.cursor != open.cursor) {
        return STATUS_STALE;
    }
    status = takes(world, &open, action.answer);
    if (status != STATUS_OK) {
        return status;
    }
    world->cursor++;
    rules->apply(world, action.answer, log);
    return STATUS_OK;
}

uint32_t game_row(const struct world *world)
{
    const struct rules *rules = of(world);
    return rules->row == NULL ? 1 : rules->row(world);
}

enum status game_apply_row(struct world *world, uint32_t cursor,
                           const uint8_t *answers, uint32_t count)
{
    struct decision open;
    if (count == 1) {
        struct action action = {.cursor = cursor, .answer = answers[0]};
        return game_apply(world, action, NULL);
    }
    of(world)->ask(world, &open);
    if (open.chooser == CHOOSER_NOBODY) {
        return STATUS_OVER;
    }
    if (cursor != open.cursor) {
        return STATUS_STALE;
    }
    if (count == 0 || count != game_row(world)) {
        return STATUS_RANGE;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (answers[i] >= open.options) {
            return STATUS_RANGE;
        }
    }
    world->cursor += count;
    of(world)->apply_row(world, answers, count);
    return STATUS_OK;
}

void game_judge(const struct world *world, struct verdict *out)
{
    of(world)->judge(world, out);
}

uint32_t game_letters(const struct world *world)
{
    return of(world)->letters(world);
}

void game_letter(const struct world *world, uint32_t index, struct letter *out)
{
    of(world)->letter(world, index, out);
}
