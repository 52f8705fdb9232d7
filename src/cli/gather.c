#include "cli/gather.h"

#include <stdlib.h>
#include <string.h>

#include "cli/fail.h"
#include "rules/rules.h"

struct gathering {
    struct letter *letters;
    uint32_t settled; /* all before this one cannot change any more */
};

static bool is_done(const struct letter *letter)
{
    return letter->state != LETTER_RIDING;
}

/* Look at every letter that may have changed. */
static void note(struct gathering *gathering, const struct world *world)
{
    uint32_t letters = game_letters(world);
    for (uint32_t i = gathering->settled; i < letters; i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (letter.sent != UINT32_MAX) { /* it is not forgotten */
            gathering->letters[i] = letter;
        }
        if (i == gathering->settled && is_done(&letter)) {
            gathering->settled++;
        }
    }
}

static bool visit(void *context, const struct world *before,
                  const struct decision *asked, uint64_t answer)
{
    (void)asked;
    (void)answer;
    note(context, before);
    return true;
}

static bool is_worth(const struct letter *letter)
{
    return letter->from != letter->to &&
           (letter->state != LETTER_UNWRITTEN || letter->duty != ORDER_NONE);
}

/* Without a clock the whole siege is gone through once more. */
static enum status look(struct gathering *gathering,
                        const struct replayed *replayed)
{
    const struct world *world = &replayed->world;
    const struct rules *rules = rules_get((enum rule_id)world->setup.rule);
    enum status status = STATUS_OK;
    if ((rules->traits & RULES_NO_CLOCK) != 0) {
        struct record_result result;
        struct world *scratch = malloc(sizeof *scratch);
        const struct record_visitor visitor = {.visit = visit,
                                               .context = gathering};
        status = scratch == NULL
                     ? STATUS_MEMORY
                     : record_replay(&result, scratch, replayed->text,
                                     replayed->length, &visitor, NULL);
        free(scratch);
    }
    note(gathering, world);
    return status;
}

int gather_letters(struct gathered *out, const struct replayed *replayed)
{
    uint32_t letters = game_letters(&replayed->world);
    struct gathering gathering = {
        .letters = calloc((size_t)letters + 1, sizeof(struct letter))};
    *out = (struct gathered){.letters = gathering.letters};
    if (out->letters == NULL || look(&gathering, replayed) != STATUS_OK) {
        free(out->letters);
        out->letters = NULL;
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    for (uint32_t i = 0; i < letters; i++) {
        if (is_worth(&out->letters[i])) {
            out->letters[out->count++] = out->letters[i];
        }
    }
    return EXIT_DONE;
}
