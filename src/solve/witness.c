/* A plan played through the one door. */
#include "solve/witness.h"

unsigned witness_breaks(const struct verdict *verdict)
{
    unsigned breaks = verdict->agreement ? 0 : BREAKS_IC1;
    return verdict->validity == TRI_NO ? breaks | BREAKS_IC2 : breaks;
}

static enum status drift(struct diag *why, const char *what)
{
    diag_set(why, "the plan that was found does not play: %s", what);
    return STATUS_DRIFT;
}

static enum status play(struct witness *out, struct world *world,
                        const uint64_t *answers, size_t count, struct diag *why)
{
    struct decision asked;
    for (game_ask(world, &asked); asked.chooser != CHOOSER_NOBODY;
         game_ask(world, &asked)) {
        struct action action = {.cursor = asked.cursor};
        if (asked.cursor >= count) {
            return drift(why, "it ends before the siege does");
        }
        action.answer = answers[asked.cursor];
        if (game_apply(world, action, NULL) != STATUS_OK) {
            return drift(why, "an answer is refused");
        }
        out->lies += asked.chooser == CHOOSER_TRAITOR && action.answer != 0;
        out->length++;
    }
    return out->length == count ? STATUS_OK
                                : drift(why, "the siege ends before it does");
}

enum status witness_play(struct witness *out, struct world *world,
                         const struct setup *setup, const uint64_t *answers,
                         size_t count, unsigned breaks, struct diag *why)
{
    struct witness found = {.length = 0};
    struct verdict verdict;
    enum status status = game_start(world, setup, NULL, why);
    if (status == STATUS_OK) {
        status = play(&found, world, answers, count, why);
    }
    if (status != STATUS_OK) {
        return status;
    }
    game_judge(world, &verdict);
    found.breaks = (uint8_t)witness_breaks(&verdict);
    if (breaks != 0 && (found.breaks & breaks) == 0) {
        return drift(why, "it breaks nothing that it should");
    }
    *out = found;
    return STATUS_OK;
}
