/* The plan that solve found, lie by lie: it is played once more through the
 * rules, and what was owed stands beside what was written; so do captures. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/solve_tell.h"
#include "core/view.h"
#include "rules/rules.h"
#include "ui/words.h"

enum { FAULTS_SHOWN = 12 };

/* Play the witness. NULL where it is no siege, or there is no memory. */
static struct world *play(const struct solve_answer *answer)
{
    const struct solver_result *result = &answer->found.result;
    struct world *world = malloc(sizeof *world);
    if (world == NULL ||
        game_start(world, &answer->siege->setup, NULL, NULL) != STATUS_OK) {
        free(world);
        return NULL;
    }
    for (uint32_t i = 0; i < result->found.length; i++) {
        struct action action = {.cursor = i, .answer = result->answers[i]};
        if (game_apply(world, action, NULL) != STATUS_OK) {
            free(world);
            return NULL;
        }
    }
    return world;
}

/* Where letters are passed on more than once it is told whose word it was. */
static void tell_fault(const struct level *level, const struct letter *letter,
                       const char *fault)
{
    char chain[WORDS_MAX];
    (void)printf("  %s", fault);
    if (level->setup.rule == RULE_ORAL && letter->length > 2) {
        words_chain(chain, sizeof chain, level, letter->chain, letter->length);
        (void)printf(" (%s)", chain);
    }
    (void)puts("");
}

void solve_tell_lies(const struct solve_answer *answer)
{
    uint32_t faults = 0;
    const struct level *level = &answer->siege->level;
    struct world *world =
        answer->found.result.found.length == 0 ? NULL : play(answer);
    for (uint32_t i = 0; world != NULL && i < game_letters(world); i++) {
        struct letter letter;
        char fault[WORDS_MAX];
        game_letter(world, i, &letter);
        words_letter_fault(fault, sizeof fault, level, &letter);
        if (fault[0] != '\0' && faults++ < FAULTS_SHOWN) {
            tell_fault(level, &letter, fault);
        }
    }
    if (faults > FAULTS_SHOWN) {
        (void)printf("  and %u more; --record FILE keeps the siege, to be "
                     "played or exported.\n",
                     (unsigned)(faults - FAULTS_SHOWN));
    }
    free(world);
}
