/* strategos replay: play a record again, and say where it drifts. */
#include "cli/fail.h"
#include "cli/locale.h"
#include "cli/replayed.h"
#include "cli/report.h"

static int run_replay(const struct options *options)
{
    struct locale_choice locale;
    struct replayed *replayed = NULL;
    if (!locale_choose(&locale, options)) {
        return EXIT_USAGE;
    }
    int code = replayed_open(&replayed, options->arg[0]);
    if (code != EXIT_DONE) {
        return code;
    }
    struct report_replay replay = {.steps = replayed->result.steps,
                                   .complete = replayed->result.complete};
    if (option_given(options, OPT_JSON)) {
        report_json(&replayed->world, &replay, NULL);
    } else {
        report_text(&replayed->world, &replayed->level, &replay);
    }
    replayed_close(replayed);
    return EXIT_DONE;
}

const struct command cmd_replay = {
    .name = "replay",
    .arguments = "FILE",
    .what = "Replay a record; exit code 1 at the first drift.",
    .options = OPTION_BIT(OPT_JSON) | OPTION_BIT(OPT_HELP),
    .least = 1,
    .most = 1,
    .run = run_replay,
};
