#include "proving.h"

#include <stdio.h>
#include <stdlib.h>

#include "sieges.h"

static void must(bool held, const char *what)
{
    if (!held) {
        (void)fprintf(stderr, "proving: %s\n", what);
        abort();
    }
}

/* Play the witness through the door and see for ourselves. */
static void check_witness(const struct prove_result *result,
                          const struct setup *setup)
{
    static struct world world;
    struct verdict verdict;
    uint32_t lies = 0;

    sieges_start(&world, setup);
    for (uint32_t i = 0; i < result->answer_count; i++) {
        struct decision asked;
        struct action action = {.cursor = i, .answer = result->answers[i]};

        game_ask(&world, &asked);
        lies += asked.chooser == CHOOSER_TRAITOR && action.answer != 0;
        must(asked.chooser == CHOOSER_TRAITOR || action.answer == 0,
             "somebody else than a traitor departs from the duty");
        sieges_apply(&world, action);
    }
    game_judge(&world, &verdict);
    must(verdict.termination, "the answers end before the siege");
    must(lies == result->lies, "the lies are not counted right");
    must(verdict.agreement == ((result->breaks & PROVE_IC1) == 0), "IC1");
    must((verdict.validity == TRI_NO) == ((result->breaks & PROVE_IC2) != 0),
         "IC2");
}

struct prove_result proving(const struct setup *setup, unsigned breaks,
                            bool fewest)
{
    struct prove_request request = {
        .setup = *setup, .breaks = breaks, .fewest = fewest};
    struct prove_result result;
    struct diag why = {.line = 0};

    must(prove_run(&result, &request, &why) == STATUS_OK, why.text);
    must(result.verdict != PROVE_UNKNOWN, "it gave up without a limit");
    if (result.verdict == PROVE_BROKEN && result.means == PROVE_BY_DOOR) {
        must((result.breaks & breaks) != 0, "it breaks something else");
        check_witness(&result, setup);
    }
    prove_free(&result);
    return result;
}
