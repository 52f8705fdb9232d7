/* The list of levels, and choosing one. */
#include <stdlib.h>
#include <string.h>

#include "plain/inside.h"
#include "record/record.h"
#include "ui/text.h"
#include "ui/words.h"

enum { NUMBER_MAX = 32, TITLE_CELLS = 40 };

/* "2-three/1-liar" is 2-1: the digits at the front of folder and file. */
void plain_level_number(const char *id, char *out, size_t room)
{
    const char *slash = strchr(id, '/');
    const char *name = slash != NULL ? slash + 1 : id;
    int chapter = (int)strspn(id, "0123456789");
    int level = (int)strspn(name, "0123456789");
    if (slash == NULL || chapter == 0 || level == 0) {
        snprintf(out, room, "%s", id);
        return;
    }
    snprintf(out, room, "%.*s-%.*s", chapter, id, level, name);
}

static const char *role_word(enum level_role role)
{
    switch (role) {
    case ROLE_TRAITOR:
        return _("traitor");
    case ROLE_LOYAL:
        return _("loyal general");
    case ROLE_CITY:
        return _("city");
    case ROLE_WATCH:
        break;
    }
    return _("spectator");
}

static bool load(struct plain *plain, const char *id)
{
    struct diag fault;
    struct diag_list faults = {.items = &fault, .room = 1};
    enum status status =
        campaign_load(&plain->level, plain->options->campaign, id, &faults);
    if (status == STATUS_OK) {
        return true;
    }
    if (faults.count > 0) {
        plain_sayf(plain, 2, "%s:%u: %s", fault.file, (unsigned)fault.line,
                   fault.text);
    } else {
        plain_say(plain, status_sentence(status), 2);
    }
    return false;
}

/* One level in two or three lines. */
static void list_one(struct plain *plain, const char *id)
{
    char number[NUMBER_MAX], title[WORDS_MAX], goal[WORDS_MAX];
    const struct level *level = &plain->level;
    const struct progress *progress = plain->options->progress;
    unsigned stars = progress != NULL ? progress_stars(progress, id) : 0;
    if (!load(plain, id)) {
        return;
    }
    plain_level_number(id, number, sizeof number);
    text_fit(title, sizeof title,
             level_say(level, level->title, text_language()), TITLE_CELLS);
    plain_sayf(plain, 6, "%-5s %s %-3.*s  %s", number, title, (int)stars, "***",
               role_word((enum level_role)level->role));
    words_goal(goal, sizeof goal, level);
    plain_sayf(plain, 6, "      %s", goal);
}

static void list_levels(struct plain *plain)
{
    const struct campaign *campaign = plain->options->campaign;
    plain_say(plain, _("Strategos: the Byzantine generals. The levels:"), 0);
    plain_gap(plain);
    for (size_t i = 0; i < campaign->count; i++) {
        list_one(plain, campaign->entry[i].id);
    }
    plain_gap(plain);
}

/* Say why, and offer it no more: it is kept under another name. */
static void refuse_kept(struct plain *plain, enum status status,
                        const char *why)
{
    char name[PROGRESS_NAME_MAX];
    plain_sayf(plain, 0,
               _("The siege that was left behind cannot be taken up: %s"), why);
    if (status != STATUS_MEMORY &&
        progress_set_aside(plain->options->progress, name) == STATUS_OK) {
        plain_sayf(plain, 0, _("It was set aside as %s."), name);
    }
}

static bool take_up(struct plain *plain, char **record, size_t *length)
{
    struct record_result result;
    struct diag why = {.line = 0};
    if (plain->options->progress == NULL ||
        progress_kept(plain->options->progress, record, length) != STATUS_OK) {
        plain_say(plain, _("No siege was left behind."), 0);
        return false;
    }
    struct world *world = calloc(1, sizeof *world);
    size_t at = session_kept_record(*record, *length);
    enum status status = world == NULL
                             ? STATUS_MEMORY
                             : record_replay(&result, world, *record + at,
                                             *length - at, NULL, &why);
    free(world);
    if (status == STATUS_OK && load(plain, result.head.level)) {
        return true;
    }
    if (status != STATUS_OK) {
        refuse_kept(plain, status,
                    why.text[0] == '\0' ? status_sentence(status) : why.text);
    } else {
        plain_say(plain,
                  _("The siege that was left behind cannot be taken up."), 0);
    }
    free(*record);
    *record = NULL;
    return false;
}

static bool has_kept(const struct plain *plain)
{
    char *record = NULL;
    size_t length;
    bool kept =
        plain->options->progress != NULL &&
        progress_kept(plain->options->progress, &record, &length) == STATUS_OK;
    free(record);
    return kept;
}

static void ask(struct plain *plain)
{
    if (has_kept(plain)) {
        plain_say(plain,
                  _("A siege was left behind: type \"resume\" to take it up."),
                  0);
    }
    plain_say(plain,
              _("Which level? Type its number, such as 1-1; \"lab\" opens the "
                "laboratory; \"q\" quits."),
              0);
}

static void help_choose(struct plain *plain)
{
    plain_say(plain, _("\"1-1\": play that level. \"levels\": the list again."),
              2);
    plain_say(plain,
              _("\"lab\": the bound of oral letters, searched siege by siege."),
              2);
    plain_lab_rules(plain);
    plain_say(plain, _("\"q\": quit."), 2);
}

/* "lab", and which bound; *rest: what comes after the word. */
static bool names_lab(const struct plain *plain, const char **rest)
{
    char word[PLAIN_LINE_MAX];
    *rest = plain->line;
    plain_word(rest, word, sizeof word);
    return plain_is(word, N_("lab"));
}

bool plain_choose(struct plain *plain, char **record, size_t *length)
{
    const struct campaign *campaign = plain->options->campaign;
    const char *rest;
    *record = NULL;
    list_levels(plain);
    ask(plain);
    while (plain_read(plain) && !plain_is(plain->line, N_("q"))) {
        if (plain_is(plain->line, N_("resume"))) {
            if (take_up(plain, record, length)) {
                return true;
            }
        } else if (plain->line[0] != '\0' &&
                   campaign_find(campaign, plain->line) < campaign->count) {
            if (load(plain, plain->line)) {
                return true;
            }
        } else if (plain_is(plain->line, N_("levels"))) {
            list_levels(plain);
        } else if (names_lab(plain, &rest)) {
            plain_lab_bound(plain, rest);
        } else if (plain->line[0] == '?' || plain_is(plain->line, N_("help"))) {
            help_choose(plain);
        } else if (plain->line[0] != '\0') {
            plain_sayf(plain, 0, _("There is no level \"%.60s\"."),
                       plain->line);
        }
        ask(plain);
    }
    return false;
}

bool plain_load_next(struct plain *plain)
{
    const struct campaign *campaign = plain->options->campaign;
    size_t at = campaign_find(campaign, plain->level.id);
    if (at + 1 >= campaign->count) {
        plain_say(plain, _("This was the last level."), 0);
        return false;
    }
    return load(plain, campaign->entry[at + 1].id);
}
