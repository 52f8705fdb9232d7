/* Answers, the world they lead to, the record and the chronicle. */
#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "session/inside.h"

enum { EVENTS_FIRST = 256 };

bool grow(void **items, size_t *room, size_t wanted, size_t item_size)
{
    if (wanted <= *room) {
        return true;
    }
    size_t larger = *room < 16 ? 16 : *room * 2;
    larger = larger < wanted ? wanted : larger;
    void *moved = realloc(*items, larger * item_size);
    if (moved == NULL) {
        return false;
    }
    *items = moved;
    *room = larger;
    return true;
}

static bool grow_events(struct history *history, size_t wanted)
{
    void *items = history->events;
    bool grown =
        grow(&items, &history->event_room, wanted, sizeof(struct event));
    history->events = items;
    return grown;
}

static bool grow_text(struct history *history, size_t wanted)
{
    void *items = history->text;
    bool grown = grow(&items, &history->text_room, wanted, 1);
    history->text = items;
    return grown;
}

static bool grow_answers(struct history *history)
{
    void *items = history->answers;
    bool grown = grow(&items, &history->answer_room, history->used + 1,
                      sizeof(uint64_t));
    history->answers = items;
    return grown;
}

static struct event_log free_events(const struct history *history)
{
    return (struct event_log){.items = history->events + history->event_count,
                              .room =
                                  history->event_room - history->event_count};
}

static enum status write_head(struct session *session)
{
    struct history *history = &session->history;
    struct record_head head = {.setup = session->setup};
    memcpy(head.level, session->level.id, sizeof head.level);
    head.level[sizeof head.level - 1] = '\0';
    if (!grow_text(history, RECORD_HEAD_MAX)) {
        return STATUS_MEMORY;
    }
    history->text_length = record_format_head(
        &head, session->world, history->text, history->text_room);
    return history->text_length < history->text_room ? STATUS_OK : STATUS_FULL;
}

enum status history_start(struct session *session, struct diag *why)
{
    struct history *history = &session->history;
    struct event_log log;
    size_t wanted = EVENTS_FIRST;
    do {
        if (!grow_events(history, wanted)) {
            return STATUS_MEMORY;
        }
        log = free_events(history);
        enum status status =
            game_start(session->world, &session->setup, &log, why);
        if (status != STATUS_OK) {
            return status;
        }
        wanted = log.count;
    } while (log.count > log.room);
    history->event_count = log.count;
    return write_head(session);
}

/* Apply with the events noted. The rare answer that leads to more of them
 * than there is room for is applied again, on the world as it was. */
static enum status apply_logged(struct session *session, struct action action)
{
    struct history *history = &session->history;
    struct event_log log = free_events(history);
    world_copy(session->scratch, session->world);
    enum status status = game_apply(session->world, action, &log);
    if (status != STATUS_OK) {
        return status;
    }
    if (log.count > log.room) {
        world_copy(session->world, session->scratch);
        if (!grow_events(history, history->event_count + log.count)) {
            return STATUS_MEMORY;
        }
        log = free_events(history);
        status = game_apply(session->world, action, &log);
    }
    if (status == STATUS_OK) {
        history->event_count += log.count;
    }
    return status;
}

static void write_step(struct session *session, const struct decision *asked,
                       const struct option *option, uint64_t answer)
{
    struct history *history = &session->history;
    struct decision next;
    history->text_length +=
        record_format_step(asked, option, answer, session->world,
                           history->text + history->text_length,
                           history->text_room - history->text_length);
    game_ask(session->world, &next);
    if (next.chooser == CHOOSER_NOBODY) {
        history->text_length += record_format_end(
            session->world, history->text + history->text_length,
            history->text_room - history->text_length);
    }
}

/* A checkpoint that finds no memory is only a slower undo. */
static void keep_checkpoint(struct session *session)
{
    struct history *history = &session->history;
    size_t last =
        history->checkpoint_count == 0
            ? 0
            : history->checkpoints[history->checkpoint_count - 1].answers;
    void *items = history->checkpoints;
    if (history->used < last + CHECKPOINT_EVERY ||
        !grow(&items, &history->checkpoint_room, history->checkpoint_count + 1,
              sizeof(struct checkpoint))) {
        return;
    }
    history->checkpoints = items;
    struct world *world = malloc(sizeof *world);
    if (world != NULL) {
        world_copy(world, session->world);
        history->checkpoints[history->checkpoint_count++] =
            (struct checkpoint){.answers = history->used, .world = world};
    }
}

enum status history_apply(struct session *session, const struct decision *asked,
                          uint64_t answer)
{
    struct history *history = &session->history;
    struct option option = {.letter = NO_LETTER};
    if (!grow_answers(history) ||
        !grow_text(history, history->text_length + 2 * RECORD_LINE_MAX)) {
        return STATUS_MEMORY;
    }
    enum status status = game_option(session->world, answer, &option);
    if (status != STATUS_OK) {
        return status;
    }
    bool counts = desk_counts(session, asked, answer);
    status = apply_logged(
        session, (struct action){.cursor = asked->cursor, .answer = answer});
    if (status != STATUS_OK) {
        return status;
    }
    history->answers[history->used++] = answer;
    if (history->known < history->used) {
        history->known = history->used;
    }
    session->lies += counts ? 1 : 0;
    opponents_follow(session, asked);
    write_step(session, asked, &option, answer);
    keep_checkpoint(session);
    return STATUS_OK;
}

/* The latest checkpoint not behind `answers`; those behind it are dropped,
 * since other answers may take their place. */
static size_t world_before(struct session *session, size_t answers)
{
    struct history *history = &session->history;
    while (history->checkpoint_count > 0) {
        struct checkpoint *last =
            &history->checkpoints[history->checkpoint_count - 1];
        if (last->answers <= answers) {
            world_copy(session->world, last->world);
            return last->answers;
        }
        free(last->world);
        history->checkpoint_count--;
    }
    enum status status =
        game_start(session->world, &session->setup, NULL, NULL);
    (void)status; /* it began once, so it begins again */
    return 0;
}

void history_rewind(struct session *session, size_t answers, size_t text_length,
                    size_t event_count)
{
    struct history *history = &session->history;
    for (size_t i = world_before(session, answers); i < answers; i++) {
        struct decision asked;
        game_ask(session->world, &asked);
        enum status status =
            game_apply(session->world,
                       (struct action){.cursor = asked.cursor,
                                       .answer = history->answers[i]},
                       NULL);
        (void)status; /* it was applied once, and nothing is left to chance */
    }
    opponents_lose(session);
    history->used = answers;
    history->text_length = text_length;
    history->event_count = event_count;
}

void history_close(struct history *history)
{
    for (size_t i = 0; i < history->checkpoint_count; i++) {
        free(history->checkpoints[i].world);
    }
    free(history->checkpoints);
    free(history->answers);
    free(history->events);
    free(history->text);
}
