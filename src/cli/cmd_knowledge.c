/* strategos knowledge: how far the generals know that they know. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/fail.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/siege.h"
#include "session/knowledge_room.h"
#include "solve/knowledge.h"

enum { RUNG_COLUMN = 11 };

static const struct knowledge_size size = {
    .depth = 512, .seen = 1 << 16, .points = 1 << 14, .groups = 1 << 17};

static void json_step(unsigned delivered, const struct knowledge_depth *depth)
{
    struct json json = json_begin(stdout);
    json_open(&json, '{');
    json_add_count(&json, "delivered", delivered);
    json_key(&json, "depth");
    if (depth->common) {
        json_null(&json);
    } else {
        json_count(&json, depth->depth);
    }
    json_add_bool(&json, "common", depth->common);
    json_close(&json, '}');
    json_end(&json);
}

static void text_step(unsigned delivered, const struct knowledge_depth *depth)
{
    (void)printf("%9u   ", delivered);
    if (depth->common) {
        (void)puts("without end: it is common knowledge");
    } else if (depth->depth == 0) {
        (void)puts("not everyone knows");
    } else {
        (void)printf("everyone knows");
        for (uint32_t k = 1; k < depth->depth; k++) {
            if (k == 4 && depth->depth > 5) {
                (void)printf("\n%*s  .. and so on, %u times", RUNG_COLUMN, "",
                             (unsigned)depth->depth);
                break;
            }
            (void)printf("\n%*s  that everyone knows", RUNG_COLUMN, "");
        }
        (void)printf("; E^%u holds, E^%u does not\n", (unsigned)depth->depth,
                     (unsigned)depth->depth + 1);
    }
}

static int fail_with(enum status status, const struct diag *why)
{
    return cli_fail_at(status == STATUS_FULL ? EXIT_RESOURCE : EXIT_USAGE, why);
}

static int tell_steps(const struct siege *siege,
                      const struct knowledge_room *room, bool as_json)
{
    struct knowledge_query query = {.setup = siege->setup,
                                    .demanded = siege->setup.confirmations};
    struct knowledge_depth depth[ROUNDS_MAX + 1];
    struct knowledge_steps steps;
    struct diag why = {.line = 0};
    enum status status =
        knowledge_steps(&steps, &siege->setup, &room->stack[0], &why);
    for (unsigned j = 0; status == STATUS_OK && j < steps.count; j++) {
        query.minute = steps.minute[j];
        status = knowledge_depth(&depth[j], &query, room, &why);
    }
    if (status != STATUS_OK) {
        return fail_with(status, &why);
    }
    if (!as_json) {
        (void)puts(
            "delivered   what the loyal generals know of \"an attack was "
            "ordered\"");
    }
    for (unsigned j = 0; j < steps.count; j++) {
        (as_json ? json_step : text_step)(j, &depth[j]);
    }
    return EXIT_DONE;
}

static int run_knowledge(const struct options *options)
{
    struct locale_choice locale;
    struct knowledge_room room;
    struct siege *siege = calloc(1, sizeof *siege);
    int code = EXIT_USAGE;
    if (siege == NULL || !knowledge_room_open(&room, &size)) {
        free(siege);
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    if (locale_choose(&locale, options)) {
        code = siege_choose(siege, options);
    }
    if (code == EXIT_DONE && siege->level.secret.traitors > 0) {
        code = cli_fail(EXIT_USAGE,
                        "%s keeps secret who the traitors are, and knowledge "
                        "takes the setup as known: choose another level",
                        siege->level.id);
    }
    if (code == EXIT_DONE) {
        code = tell_steps(siege, &room, option_given(options, OPT_JSON));
    }
    knowledge_room_close(&room);
    scripted_free(&siege->scripted);
    free(siege);
    return code;
}

const struct command cmd_knowledge = {
    .name = "knowledge",
    .arguments = "LEVEL | SETUP",
    .what = "Say after each letter who knows that who knows of the attack.",
    .options = OPTION_SETUP | OPTION_BIT(OPT_JSON) | OPTION_BIT(OPT_HELP),
    .most = 1,
    .run = run_knowledge,
};
