/* Levels and sieges of the app: finding, loading, beginning, taking up. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "ui/proof.h"
#include "ui/screen.h"

enum { FAULTS_SHOWN = 1 };

static bool load(struct app *app, const char *id, struct level *out)
{
    struct diag fault = {0};
    struct diag_list faults = {.items = &fault, .room = FAULTS_SHOWN};
    if (app->options.campaign != NULL &&
        campaign_load(out, app->options.campaign, id, &faults) == STATUS_OK) {
        return true;
    }
    app_say(app, _("%s cannot be read: %s"), id, fault.text);
    return false;
}

bool app_brief(struct app *app, const char *id)
{
    if (!load(app, id, &app->level)) {
        return false;
    }
    app->has_level = true;
    app_go(app, SCREEN_BRIEFING);
    return true;
}

static void end_siege(struct app *app)
{
    proof_watch_end(app);
    if (screen_siege.close != NULL) {
        screen_siege.close(app);
    }
    session_close(app->session);
    app->session = NULL;
    app->trial = false;
}

static void take_session(struct app *app, struct session *session, bool trial)
{
    end_siege(app);
    app->session = session;
    app->trial = trial;
    app->message[0] = '\0';
    proof_charge(app);
    app_go(app, SCREEN_SIEGE);
}

static bool begin(struct app *app, bool trial)
{
    struct session *session = NULL;
    struct diag why = {0};
    if (session_open(&session, &app->level, app->options.seed, &why) !=
        STATUS_OK) {
        app_say(app, _("The siege cannot begin: %s"), why.text);
        return false;
    }
    session_foretell(session, app->predicted);
    take_session(app, session, trial);
    return true;
}

bool app_begin(struct app *app)
{
    return begin(app, false);
}

/* Keep what was left as if the program had ended: for "continue". */
static void put_by(struct app *app)
{
    char *text = NULL;
    size_t length;
    if (app->session == NULL || app->trial || session_over(app->session) ||
        session_keep(app->session, &text, &length) != STATUS_OK) {
        return;
    }
    free(app->kept);
    app->kept = text;
    app->kept_length = length;
}

bool app_begin_trial(struct app *app)
{
    proof_watch_end(app);
    put_by(app);
    return begin(app, true);
}

void app_end_trial(struct app *app)
{
    if (app->trial) {
        end_siege(app);
    }
}

enum status app_play(struct app *app, const struct level *level,
                     struct diag *why)
{
    (void)why;
    app->level = *level;
    app->has_level = true;
    app_go(app, SCREEN_BRIEFING);
    return STATUS_OK;
}

enum status app_play_record(struct app *app, const struct level *level,
                            const char *record, size_t length, struct diag *why)
{
    struct session *session = NULL;
    enum status status = session_take_up(&session, level, record, length, why);
    if (status == STATUS_OK) {
        app->level = *level;
        app->has_level = true;
        app->predicted = ORDER_NONE;
        take_session(app, session, false);
    }
    return status;
}

bool app_can_continue(const struct app *app)
{
    if (app->session != NULL) {
        return !session_over(app->session);
    }
    return app->kept != NULL;
}

static bool stop_at_once(void *context, const struct world *before,
                         const struct decision *asked, uint64_t answer)
{
    (void)context, (void)before, (void)asked, (void)answer;
    return false;
}

/* The level that a record was played on; without a story where the campaign
 * does not have it. */
static enum status level_of_record(struct app *app, struct level *out,
                                   struct diag *why)
{
    struct record_result result = {0};
    struct world *world = calloc(1, sizeof *world);
    if (world == NULL) {
        diag_set(why, "%s", status_sentence(STATUS_MEMORY));
        return STATUS_MEMORY;
    }
    const struct record_visitor visitor = {.visit = stop_at_once};
    size_t at = session_kept_record(app->kept, app->kept_length);
    enum status status = record_replay(&result, world, app->kept + at,
                                       app->kept_length - at, &visitor, why);
    free(world);
    if (status != STATUS_OK) {
        return status;
    }
    if (result.head.level[0] == '\0' || !load(app, result.head.level, out)) {
        level_from_setup(out, &result.head.setup);
    }
    return STATUS_OK;
}

/* A siege that nobody can take up is offered no more, and not lost. */
static void refuse_kept(struct app *app, enum status status, const char *why)
{
    char name[PROGRESS_NAME_MAX];
    if (status != STATUS_MEMORY && app->options.progress != NULL &&
        progress_set_aside(app->options.progress, name) == STATUS_OK) {
        app_say(app, _("The siege (now %s) cannot go on: %s"), name, why);
    } else {
        app_say(app, _("The siege cannot be taken up again: %s"), why);
    }
}

static void take_up_kept(struct app *app)
{
    struct diag why = {0};
    struct level *level = calloc(1, sizeof *level);
    enum status status =
        level == NULL ? STATUS_MEMORY : level_of_record(app, level, &why);
    if (status == STATUS_OK) {
        status = app_play_record(app, level, app->kept, app->kept_length, &why);
    }
    if (status != STATUS_OK) {
        refuse_kept(app, status,
                    why.text[0] == '\0' ? status_sentence(status) : why.text);
    }
    free(level);
    free(app->kept);
    app->kept = NULL;
}

void app_continue(struct app *app)
{
    if (app->session != NULL) {
        app_go(app, SCREEN_SIEGE);
    } else if (app->kept != NULL) {
        take_up_kept(app);
    }
}

const char *app_level_after(const struct app *app, const char *id)
{
    const struct campaign *campaign = app->options.campaign;
    for (size_t i = 0; campaign != NULL && i + 1 < campaign->count; i++) {
        if (strcmp(campaign->entry[i].id, id) == 0) {
            return campaign->entry[i + 1].id;
        }
    }
    return NULL;
}

const char *app_level_unwon(const struct app *app)
{
    const struct campaign *campaign = app->options.campaign;
    const struct progress *progress = app->options.progress;
    for (size_t i = 0; campaign != NULL && i < campaign->count; i++) {
        const char *id = campaign->entry[i].id;
        if (progress == NULL || progress_stars(progress, id) == 0) {
            return id;
        }
    }
    return NULL;
}

static size_t folder_length(const char *id)
{
    const char *slash = strchr(id, '/');
    return slash == NULL ? 0 : (size_t)(slash - id);
}

static bool same_folder(const char *a, const char *b)
{
    size_t length = folder_length(a);
    return length == folder_length(b) && strncmp(a, b, length) == 0;
}

size_t app_level_number(const struct app *app, const char *id, char *out,
                        size_t room)
{
    const struct campaign *campaign = app->options.campaign;
    unsigned chapter = 0;
    unsigned place = 0;
    for (size_t i = 0; campaign != NULL && i < campaign->count; i++) {
        const char *here = campaign->entry[i].id;
        bool first = i == 0 || !same_folder(here, campaign->entry[i - 1].id);
        chapter += first;
        place = first ? 1 : place + 1;
        if (strcmp(here, id) == 0) {
            int wanted = snprintf(out, room, "%u-%u", chapter, place);
            return wanted < 0 ? 0 : (size_t)wanted;
        }
    }
    if (room > 0) {
        out[0] = '\0';
    }
    return 0;
}

/* The chapters that the game comes with; others are named by their folder. */
static const struct {
    const char *folder, *title;
} chapters[] = {
    {"chain", N_("The chain")},      {"three", N_("Three generals")},
    {"four", N_("Four generals")},   {"many", N_("More traitors")},
    {"seals", N_("Sealed letters")}, {"scouts", N_("Scouts on the road")},
    {"hill", N_("Two generals")},    {"clock", N_("Without a clock")},
    {"safety", N_("Safety first")},  {"work", N_("Proof of work")}};

static const char *title_of_folder(const char *name)
{
    for (size_t i = 0; i < sizeof chapters / sizeof *chapters; i++) {
        if (strcmp(chapters[i].folder, name) == 0) {
            return _(chapters[i].title);
        }
    }
    return NULL;
}

/* "my-own_class" -> "My own class". */
static void prettify(char *name)
{
    for (char *at = name; *at != '\0'; at++) {
        if (*at == '-' || *at == '_') {
            *at = ' ';
        }
    }
    if (name[0] >= 'a' && name[0] <= 'z') {
        name[0] = (char)(name[0] - 'a' + 'A');
    }
}

size_t app_chapter_name(const char *folder, char *out, size_t room)
{
    char name[LEVEL_ID_MAX];
    const char *word = folder + strspn(folder, "0123456789-_. ");
    (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "/"), word);
    const char *title = title_of_folder(name);
    if (title == NULL) {
        prettify(name);
        title = name;
    }
    int wanted = snprintf(out, room, "%s", title);
    return wanted < 0 ? 0 : (size_t)wanted;
}
