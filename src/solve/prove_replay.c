#include "solve/prove_replay.h"

#include <stdlib.h>

#include "rules/rules.h"

struct replay {
    const struct formula *formula;
    const uint8_t *value;
    struct world *world;
    struct prove_result *out;
    size_t room;
};

/* What the plan has the open question answered by. */
static uint64_t answer_of(const struct replay *replay,
                          const struct decision *asked)
{
    const struct world *world = replay->world;
    struct option duty;
    unsigned order;

    if (asked->chooser != CHOOSER_TRAITOR ||
        game_option(world, 0, &duty) != STATUS_OK) {
        return 0;
    }
    if (asked->kind == DECISION_LETTER) {
        order = formula_says(replay->formula, replay->value, asked->item);
        return order == ORDER_NONE ? 0
                                   : game_find_option(world, OPTION_SAY, order);
    }
    if (asked->kind == DECISION_SEAL) {
        bool due = duty.kind == OPTION_SEND;
        return due != formula_sends(replay->formula, replay->value,
                                    &world->memory.sealed.letter[asked->item],
                                    due);
    }
    return 0;
}

static bool keep(struct replay *replay, uint64_t answer)
{
    struct prove_result *out = replay->out;

    if (out->answer_count == replay->room) {
        size_t room = 2 * replay->room + 256;
        uint64_t *answers = realloc(out->answers, room * sizeof *answers);

        if (answers == NULL) {
            return false;
        }
        out->answers = answers;
        replay->room = room;
    }
    out->answers[out->answer_count++] = answer;
    return true;
}

static enum status play(struct replay *replay)
{
    struct decision asked;

    for (game_ask(replay->world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(replay->world, &asked)) {
        struct action action = {.cursor = asked.cursor,
                                .answer = answer_of(replay, &asked)};
        enum status status = game_apply(replay->world, action, NULL);

        if (status != STATUS_OK) {
            return status;
        }
        if (!keep(replay, action.answer)) {
            return STATUS_MEMORY;
        }
        replay->out->lies +=
            asked.chooser == CHOOSER_TRAITOR && action.answer != 0;
    }
    return STATUS_OK;
}

static uint8_t broken(const struct world *world)
{
    struct verdict verdict;

    game_judge(world, &verdict);
    return (uint8_t)((verdict.agreement ? 0 : PROVE_IC1) |
                     (verdict.validity == TRI_NO ? PROVE_IC2 : 0));
}

static enum status play_world(struct replay *replay, struct diag *why)
{
    struct world *world = calloc(1, sizeof *world);
    enum status status = STATUS_MEMORY;

    if (world != NULL) {
        replay->world = world;
        status = game_start(world, replay->formula->setup, NULL, why);
        if (status == STATUS_OK) {
            status = play(replay);
            replay->out->breaks = broken(world);
            replay->out->means = PROVE_BY_DOOR;
        }
    }
    free(world);
    return status;
}

enum status replay_witness(struct prove_result *out,
                           const struct formula *formula, const uint8_t *value,
                           struct diag *why)
{
    struct replay replay = {.formula = formula, .value = value, .out = out};
    enum status status;

    out->lies = 0;
    status = play_world(&replay, why);
    if (status == STATUS_FULL) {
        replay_on_tree(out, formula, value);
        status = STATUS_OK;
    }
    if (status == STATUS_OK && out->breaks == 0) {
        diag_set(why, "the witness that the solver found breaks nothing when "
                      "it is played; this is a fault of the program");
        return STATUS_DRIFT;
    }
    return status;
}
