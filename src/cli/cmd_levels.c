/* strategos levels: what can be played. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/data.h"
#include "cli/fail.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/siege.h"
#include "rules/rules.h"
#include "ui/text.h"

enum { ID_WIDTH = 19 /* of the longest id that the game comes with */ };

static void json_level(const struct level *level, enum language language)
{
    struct json json = json_begin(stdout);
    const struct {
        const char *key, *text;
    } words[] = {
        {"id", level->id},
        {"title", level_say(level, level->title, language)},
        {"rule", rules_get((enum rule_id)level->setup.rule)->id},
        {"role", level_role_id((enum level_role)level->role)},
        {"goal", level_say(level, level->goal_text, language)},
    };
    json_open(&json, '{');
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        json_key(&json, words[i].key);
        json_string(&json, words[i].text);
    }
    json_add_count(&json, "par", level->par);
    json_add_string(&json, "claim",
                    level->possible ? "possible" : "impossible");
    json_close(&json, '}');
    json_end(&json);
}

static void text_level(const struct level *level, enum language language)
{
    char id[256], title[512];
    (void)text_fit(id, sizeof id, level->id, ID_WIDTH);
    (void)text_fit(title, sizeof title,
                   level_say(level, level->title, language), 30);
    (void)printf("%s %s %s\n", id, title,
                 level_say(level, level->goal_text, language));
}

/* Faulty levels are told, the others listed. */
static int list(const struct campaign *campaign, bool as_json,
                enum language language)
{
    int code = EXIT_DONE;
    struct level *level = malloc(sizeof *level);
    if (level == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    for (size_t i = 0; i < campaign->count; i++) {
        int loaded = siege_load(level, campaign, campaign->entry[i].id);
        if (loaded != EXIT_DONE) {
            code = loaded;
        } else if (as_json) {
            json_level(level, language);
        } else {
            text_level(level, language);
        }
    }
    free(level);
    return code;
}

static int run_levels(const struct options *options)
{
    struct locale_choice locale;
    if (!locale_choose(&locale, options)) {
        return EXIT_USAGE;
    }
    struct campaign *campaign = malloc(sizeof *campaign);
    if (campaign == NULL) {
        return cli_fail(EXIT_RESOURCE, "there is not enough memory");
    }
    int code = data_campaign(campaign);
    if (code == EXIT_DONE) {
        code = list(campaign, option_given(options, OPT_JSON), locale.language);
    }
    free(campaign);
    return code;
}

const struct command cmd_levels = {
    .name = "levels",
    .arguments = "",
    .what = "List the levels: id, title and goal.",
    .options =
        OPTION_BIT(OPT_JSON) | OPTION_BIT(OPT_LANG) | OPTION_BIT(OPT_HELP),
    .most = 0,
    .run = run_levels,
};
