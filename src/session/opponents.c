/* Strategies in Lua as opponents in a siege that is played: asked in turn, and
 * led through the history when that is another one than they have seen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/inside.h"
#include "session/script_file.h"

bool session_script_matters(const struct level *level)
{
    for (uint32_t i = 0; i < level->scripts; i++) {
        bool city = level->script[i].city;
        if ((city && level->role != ROLE_CITY) ||
            (!city && level->role == ROLE_CITY)) {
            return level->role != ROLE_LOYAL;
        }
    }
    return false;
}

/* ---- Reading ----------------------------------------------------------- */

/* A fault of a strategy as one of the level that names it. */
static void blame(const struct level *level, unsigned i, const struct diag *why,
                  struct diag *out)
{
    const struct level_script *script = &level->script[i];
    char place[LEVEL_SCRIPT_NAME_MAX + 32];
    (void)snprintf(place, sizeof place, "%s", script->name);
    if (why->line > 0) {
        (void)snprintf(place, sizeof place, "%s:%u", script->name,
                       (unsigned)why->line);
    }
    diag_set_at(out, level->path, script->line,
                "the strategy cannot play: %s: %.200s", place, why->text);
}

static enum status open_one(struct script **out, const struct level *level,
                            unsigned i, struct diag *fault)
{
    const struct level_script *script = &level->script[i];
    struct diag why = {.line = 0};
    enum status status = STATUS_MISSING;
    *out = NULL;
    if (script->path[0] == '\0') {
        diag_set(&why, "there is no such file");
    } else {
        status = script_file_open(out, script->path,
                                  script->city ? SCRIPT_CITY : SCRIPT_TRAITORS,
                                  &why);
    }
    if (status != STATUS_OK) {
        blame(level, i, &why, fault);
    }
    return status;
}

enum status session_check_scripts(const struct level *level,
                                  struct diag_list *faults)
{
    enum status first = STATUS_OK;
    for (uint32_t i = 0; i < level->scripts; i++) {
        struct script *script;
        struct diag fault;
        enum status status = open_one(&script, level, i, &fault);
        free(script);
        if (status != STATUS_OK) {
            diag_add(faults, fault.file, fault.line, "%s", fault.text);
            first = first == STATUS_OK ? status : first;
        }
    }
    return first;
}

enum status opponents_read(struct session *session, struct diag *why)
{
    struct opponents *opponents = &session->opponents;
    const struct level *level = &session->level;
    enum status first = STATUS_OK;
    opponents->read = true;
    opponents->scripts.count = level->scripts;
    for (uint32_t i = 0; i < level->scripts; i++) {
        struct diag *fault = &opponents->fault[i];
        enum status status =
            open_one(&opponents->scripts.slot[i], level, i, fault);
        if (status != STATUS_OK && first == STATUS_OK) {
            first = status;
            diag_set_at(why, fault->file, fault->line, "%s", fault->text);
        }
    }
    opponents->led = OPPONENTS_LOST;
    return first;
}

void opponents_close(struct opponents *opponents)
{
    for (unsigned i = 0; i < opponents->scripts.count; i++) {
        free(opponents->scripts.slot[i]);
    }
    opponents->scripts.count = 0;
}

/* ---- Asking ------------------------------------------------------------ */

/* Whose turn it is, as a place among the level's scripts; their count: it is
 * nobody's of them. */
static unsigned whose(const struct session *session,
                      const struct decision *asked)
{
    unsigned who = STRATEGY_LOYAL;
    if (desk_asks_player(session, asked)) {
        return session->level.scripts;
    }
    if (asked->chooser == CHOOSER_CITY) {
        who = session->others.city;
    } else if (asked->chooser == CHOOSER_TRAITOR) {
        who = session->others.general[asked->actor];
    }
    return who >= STRATEGY_SCRIPT &&
                   who - STRATEGY_SCRIPT < session->level.scripts
               ? who - STRATEGY_SCRIPT
               : session->level.scripts;
}

/* Put it to whom it concerns. */
static uint64_t ask(struct session *session, const struct world *world,
                    const struct decision *asked)
{
    return whose(session, asked) == session->level.scripts
               ? 0
               : scripts_answer(&session->opponents.scripts, &session->others,
                                world, asked);
}

/* Begin the siege anew for all of them. */
static void begin_anew(struct session *session)
{
    struct opponents *opponents = &session->opponents;
    struct scripts *scripts = &opponents->scripts;
    for (unsigned i = 0; i < scripts->count; i++) {
        if (scripts->slot[i] != NULL) {
            scripts->slot[i]->report = (struct script_report){.turns = 0};
        }
    }
    scripts_begin(scripts, session->level.blind);
    opponents->led = 0;
}

/* Let them see the siege as it stands. What they would answer now is not
 * asked: the history has answered. */
static void lead(struct session *session)
{
    struct opponents *opponents = &session->opponents;
    const struct history *history = &session->history;
    struct decision asked;
    if (!opponents->read) {
        enum status status = opponents_read(session, NULL);
        (void)status; /* told by session_script */
    }
    if (opponents->led > history->used) {
        begin_anew(session);
    }
    if (opponents->led == history->used) {
        return;
    }
    enum status status =
        game_start(session->scratch, &session->setup, NULL, NULL);
    for (size_t i = 0; i < history->used && status == STATUS_OK; i++) {
        game_ask(session->scratch, &asked);
        if (i >= opponents->led) {
            (void)ask(session, session->scratch, &asked);
        }
        status = game_apply(session->scratch,
                            (struct action){.cursor = asked.cursor,
                                            .answer = history->answers[i]},
                            NULL);
    }
    opponents->led = history->used;
}

uint64_t opponents_answer(struct session *session, const struct decision *asked)
{
    if (whose(session, asked) == session->level.scripts) {
        return agents_answer(&session->others, session->world, asked);
    }
    lead(session);
    session->opponents.asked = true;
    return ask(session, session->world, asked);
}

/* `asked` was answered. They have seen it if it was put to one of them just
 * now, or if it is none of their business. */
void opponents_follow(struct session *session, const struct decision *asked)
{
    struct opponents *opponents = &session->opponents;
    bool seen =
        opponents->asked || whose(session, asked) == session->level.scripts;
    opponents->asked = false;
    if (seen && opponents->led + 1 == session->history.used) {
        opponents->led++;
    }
}

void opponents_lose(struct session *session)
{
    session->opponents.led = OPPONENTS_LOST;
    session->opponents.asked = false;
}

bool session_script(struct session *session, unsigned i,
                    struct session_script *out)
{
    const struct level *level = &session->level;
    *out = (struct session_script){.first = "", .says = ""};
    if (i >= level->scripts) {
        return false;
    }
    lead(session);
    const struct script *script = session->opponents.scripts.slot[i];
    out->name = level->script[i].name;
    out->city = level->script[i].city;
    if (script == NULL) {
        out->absent = true;
        out->first = session->opponents.fault[i].text;
        return true;
    }
    out->turns = script->report.turns;
    out->lost = script->report.lost;
    out->first = script->report.first;
    out->says = script->log;
    out->says_length = script->log_bytes;
    return true;
}
