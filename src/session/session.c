/* A session's beginning and end, and what others may read of it. */
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "session/inside.h"

static struct session *allocate(const struct level *level)
{
    struct session *session = calloc(1, sizeof *session);
    if (session == NULL) {
        return NULL;
    }
    session->level = *level;
    session->foretold = ORDER_NONE;
    session->world = calloc(1, sizeof *session->world);
    session->scratch = calloc(1, sizeof *session->scratch);
    if (session->world != NULL && session->scratch != NULL) {
        return session;
    }
    session_close(session);
    return NULL;
}

void session_close(struct session *session)
{
    if (session == NULL) {
        return;
    }
    for (size_t i = 0; i < session->turn_total; i++) {
        turn_close(&session->turns[i]);
    }
    turn_close(&session->tip);
    free(session->turns);
    edits_close(session);
    desk_close(&session->desk);
    opponents_close(&session->opponents);
    history_close(&session->history);
    lamp_close(&session->lamp);
    free(session->world);
    free(session->scratch);
    free(session);
}

/* Begin, with the answers that are already known. */
static enum status begin(struct session *session, struct diag *why)
{
    enum status status = history_start(session, why);
    if (status == STATUS_OK && session->level.role != ROLE_WATCH) {
        status = turn_advance(session);
    }
    if (status == STATUS_OK) {
        status = turn_replay(session);
    }
    if (status == STATUS_OK &&
        session->history.known == session->history.used &&
        session->desk.count == 0) {
        status = desk_build(session, NULL, 0);
    }
    return status;
}

static enum status report(enum status status, struct diag *why)
{
    if (status == STATUS_MEMORY || status == STATUS_FULL) {
        diag_set(why, "%s", status_sentence(status));
    }
    return status;
}

enum status session_open(struct session **out, const struct level *level,
                         uint64_t seed, struct diag *why)
{
    struct session *session = allocate(level);
    if (session == NULL) {
        return report(STATUS_MEMORY, why);
    }
    level_draw(level, seed, &session->setup, &session->others);
    enum status status = opponents_read(session, why);
    status = status == STATUS_OK ? begin(session, why) : status;
    if (status != STATUS_OK) {
        session_close(session);
        return report(status, why);
    }
    *out = session;
    return STATUS_OK;
}

/* The answers of a record, gathered while it is replayed. */
struct answers {
    uint64_t *items;
    size_t count, room;
    bool full;
};

static bool gather(void *context, const struct world *before,
                   const struct decision *asked, uint64_t answer)
{
    struct answers *answers = context;
    (void)before;
    (void)asked;
    void *items = answers->items;
    if (!grow(&items, &answers->room, answers->count + 1,
              sizeof *answers->items)) {
        answers->full = true;
        return false;
    }
    answers->items = items;
    answers->items[answers->count++] = answer;
    return true;
}

/* The level, as the record's seed settles it, must be the recorded siege. */
static enum status draw_recorded(struct session *session,
                                 const struct setup *recorded, struct diag *why)
{
    level_draw(&session->level, recorded->seed, &session->setup,
               &session->others);
    if (memcmp(&session->setup, recorded, sizeof *recorded) == 0) {
        return STATUS_OK;
    }
    diag_set(why,
             "the level \"%s\" is another one than when the siege was "
             "recorded; begin it anew",
             session->level.id);
    return STATUS_DRIFT;
}

static enum status read_record(struct session *session, const char *record,
                               size_t length, struct diag *why)
{
    struct record_result result;
    struct answers answers = {.items = NULL};
    const struct record_visitor visitor = {.visit = gather,
                                           .context = &answers};
    enum status status =
        record_replay(&result, session->world, record, length, &visitor, why);
    session->history.answers = answers.items;
    session->history.answer_room = answers.room;
    session->history.known = answers.count;
    if (status == STATUS_OK && answers.full) {
        status = STATUS_MEMORY;
    }
    if (status == STATUS_OK) {
        status = draw_recorded(session, &result.head.setup, why);
    }
    return status;
}

enum status session_resume(struct session **out, const struct level *level,
                           const char *record, size_t length, struct diag *why)
{
    struct session *session = allocate(level);
    if (session == NULL) {
        return report(STATUS_MEMORY, why);
    }
    enum status status = read_record(session, record, length, why);
    if (status == STATUS_OK) {
        status = begin(session, why);
    }
    if (status != STATUS_OK) {
        session_close(session);
        return report(status, why);
    }
    *out = session;
    return STATUS_OK;
}

const struct level *session_level(const struct session *session)
{
    return &session->level;
}

const struct world *session_world(const struct session *session)
{
    return session->world;
}

const struct setup *session_setup(const struct session *session)
{
    return &session->setup;
}

void session_foretell(struct session *session, unsigned order)
{
    session->foretold = (uint8_t)order;
}

bool session_over(const struct session *session)
{
    struct decision asked;
    game_ask(session->world, &asked);
    return session->claim.made || session->comes_back > 0 ||
           asked.chooser == CHOOSER_NOBODY;
}

uint16_t session_eyes(const struct session *session)
{
    bool wrong = session->claim.made && session->claim.possible != IMPOSSIBLE;
    /* A wrong claim can be taken back: it gives no secret away. */
    if (session_over(session) && !wrong) {
        return EYES_ALL;
    }
    switch ((enum level_role)session->level.role) {
    case ROLE_TRAITOR:
        return session->setup.traitors;
    case ROLE_LOYAL:
        return (uint16_t)(1u << session->level.player);
    case ROLE_CITY:
        return session_city_reads(session) ? EYES_ALL : 0;
    case ROLE_WATCH:
        break;
    }
    return EYES_ALL;
}

bool session_steps(const struct session *session)
{
    const struct rules *rules = rules_get((enum rule_id)session->setup.rule);
    return rules != NULL && (rules->traits & RULES_NO_CLOCK) != 0;
}

bool session_city_reads(const struct session *session)
{
    return session_steps(session) && !session->level.blind;
}

size_t session_events(const struct session *session,
                      const struct event **events)
{
    *events = session->history.events;
    return session->history.event_count;
}

enum status session_record(const struct session *session, char **text,
                           size_t *length)
{
    const struct history *history = &session->history;
    char *copy = malloc(history->text_length + 1);
    if (copy == NULL) {
        return STATUS_MEMORY;
    }
    memcpy(copy, history->text, history->text_length);
    copy[history->text_length] = '\0';
    *text = copy;
    *length = history->text_length;
    return STATUS_OK;
}
