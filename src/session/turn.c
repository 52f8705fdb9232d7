/* Turns: what one session_send commits, and taking it back. */
#include <stdlib.h>
#include <string.h>

#include "session/inside.h"

void turn_close(struct turn *turn)
{
    free(turn->items);
    *turn = (struct turn){.items = NULL};
}

static struct desk_item *copy_desk(const struct desk *desk)
{
    size_t count = desk->count == 0 ? 1 : desk->count;
    struct desk_item *items = calloc(count, sizeof *items);
    if (items != NULL && desk->count > 0) {
        memcpy(items, desk->items, desk->count * sizeof *items);
    }
    return items;
}

enum status turn_begin(struct session *session)
{
    void *turns = session->turns;
    if (!grow(&turns, &session->turn_room, session->turn_now + 1,
              sizeof *session->turns)) {
        return STATUS_MEMORY;
    }
    session->turns = turns;
    struct desk_item *items = copy_desk(&session->desk);
    if (items == NULL) {
        return STATUS_MEMORY;
    }
    for (size_t i = session->turn_now; i < session->turn_total; i++) {
        turn_close(&session->turns[i]);
    }
    session->turn_total = session->turn_now + 1;
    struct turn *turn = &session->turns[session->turn_now++];
    *turn = (struct turn){.begin = session->history.used,
                          .end = session->history.used,
                          .text_length = session->history.text_length,
                          .event_count = session->history.event_count,
                          .items = items,
                          .count = session->desk.count,
                          .lies = session->lies};
    memcpy(turn->standing, session->standing, sizeof turn->standing);
    schedule_note(session, turn);
    return STATUS_OK;
}

/* Who answers the open question: the record while it lasts, the player's
 * desk, or the others. */
static uint64_t answer_to(struct session *session, size_t *cursor,
                          const struct decision *asked)
{
    const struct history *history = &session->history;
    if (history->used < history->known) {
        return history->answers[history->used];
    }
    if (!desk_asks_player(session, asked)) {
        return opponents_answer(session, asked);
    }
    const struct desk_item *item =
        desk_match(session->desk.items, session->desk.count, cursor, asked);
    return item != NULL ? item->answer : 0;
}

enum status turn_advance(struct session *session)
{
    size_t cursor = 0;
    struct decision asked;
    for (game_ask(session->world, &asked);
         asked.chooser != CHOOSER_NOBODY && !desk_asks_player(session, &asked);
         game_ask(session->world, &asked)) {
        enum status status =
            history_apply(session, &asked, answer_to(session, &cursor, &asked));
        if (status != STATUS_OK) {
            return status;
        }
    }
    return STATUS_OK;
}

/* Without a clock the city and who watches go step by step; a traitor's
 * questions of one step and round belong together. */
static uint32_t step_mark(const struct session *session,
                          const struct world *world,
                          const struct decision *asked)
{
    return session->level.role == ROLE_TRAITOR
               ? world->clock / STEP_MINUTES << 8 | asked->round
               : asked->cursor;
}

/* What tells one turn from the next: the round; under proof of work, whose
 * rounds are many, its whole number, and for watch how many blocks there are
 * and whether the generals judge. */
static uint32_t turn_mark(const struct session *session,
                          const struct world *world,
                          const struct decision *asked)
{
    const struct memory_work *work = &world->memory.work;
    if (session_steps(session)) {
        return step_mark(session, world, asked);
    }
    if (world->setup.rule != RULE_WORK) {
        return asked->round;
    }
    return session->level.role == ROLE_WATCH
               ? work->blocks +
                     (asked->kind == DECISION_DECIDE ? BLOCKS_MAX : 0u)
               : work->round;
}

/* Where who watches may stop: at every question, without a clock at what
 * happens next. */
static bool watch_stops(const struct session *session,
                        const struct decision *asked)
{
    return session->level.role == ROLE_WATCH &&
           (!session_steps(session) || asked->kind == DECISION_DELIVER);
}

/* The player's next round begins here; for watch, the next round. */
static bool turn_ends(const struct session *session, const struct world *world,
                      uint32_t mark, const struct decision *asked)
{
    if (asked->chooser == CHOOSER_NOBODY) {
        return true;
    }
    return turn_mark(session, world, asked) != mark &&
           (watch_stops(session, asked) || desk_asks_player(session, asked));
}

/* Answer everything from here to the end of the turn. */
static enum status play_turn(struct session *session)
{
    size_t cursor = 0;
    struct decision asked;
    game_ask(session->world, &asked);
    uint32_t mark = turn_mark(session, session->world, &asked);
    while (!turn_ends(session, session->world, mark, &asked)) {
        enum status status =
            history_apply(session, &asked, answer_to(session, &cursor, &asked));
        if (status != STATUS_OK) {
            return status;
        }
        game_ask(session->world, &asked);
    }
    session->turns[session->turn_now - 1].end = session->history.used;
    return STATUS_OK;
}

/* Put everything but the desk back to where the turn began. */
static void rewind_to(struct session *session, const struct turn *turn)
{
    history_rewind(session, turn->begin, turn->text_length, turn->event_count);
    memcpy(session->standing, turn->standing, sizeof session->standing);
    session->lies = turn->lies;
    session->claim = (struct claim){.made = false};
}

/* A turn that failed half-way never was. */
static void drop_turn(struct session *session)
{
    struct turn *turn = &session->turns[--session->turn_now];
    rewind_to(session, turn);
    session->history.known = session->history.used;
    session->turn_total = session->turn_now;
    turn_close(turn);
}

/* Play the turn that was just begun and lay out the next desk. */
static enum status finish_turn(struct session *session)
{
    enum status status = play_turn(session);
    if (status == STATUS_OK) {
        status = desk_build(session, NULL, 0);
    }
    if (status != STATUS_OK) {
        drop_turn(session);
    }
    return status;
}

static const struct desk_item *open_item(const struct session *session)
{
    for (size_t i = 0; i < session->desk.count; i++) {
        if (session->desk.items[i].open) {
            return &session->desk.items[i];
        }
    }
    return NULL;
}

enum status session_send(struct session *session, struct diag *why)
{
    if (session_over(session)) {
        diag_set(why, "%s", status_sentence(STATUS_OVER));
        return STATUS_OVER;
    }
    if (open_item(session) != NULL) {
        diag_set(why, "one question is still open: which order to obey");
        return STATUS_RANGE;
    }
    enum status status = turn_begin(session);
    if (status == STATUS_OK) {
        session->history.known = session->history.used;
        status = finish_turn(session);
    }
    if (status == STATUS_OK) {
        edits_forget(session);
    } else {
        diag_set(why, "%s", status_sentence(status));
    }
    return status;
}

bool session_can_undo(const struct session *session)
{
    return session->turn_now > 0;
}

bool session_can_redo(const struct session *session)
{
    return session->turn_now < session->turn_total;
}

/* The desk that has not been sent yet is kept for redo, too. */
static void keep_tip(struct session *session)
{
    struct desk_item *items = NULL;
    if (session_can_redo(session)) {
        return;
    }
    items = copy_desk(&session->desk);
    turn_close(&session->tip);
    session->tip.items = items;
    session->tip.count = items != NULL ? session->desk.count : 0;
    memcpy(session->tip.standing, session->standing,
           sizeof session->tip.standing);
}

bool session_undo(struct session *session)
{
    if (!session_can_undo(session)) {
        return false;
    }
    keep_tip(session);
    const struct turn *turn = &session->turns[session->turn_now - 1];
    struct standing standing[GENERALS_MAX];
    memcpy(standing, session->standing, sizeof standing);
    struct claim claim = session->claim;
    uint32_t lies = session->lies;
    size_t used = session->history.used;
    size_t text_length = session->history.text_length;
    size_t event_count = session->history.event_count;
    rewind_to(session, turn);
    if (desk_build(session, turn->items, turn->count) != STATUS_OK) {
        history_rewind(session, used, text_length, event_count);
        memcpy(session->standing, standing, sizeof standing);
        session->claim = claim;
        session->lies = lies;
        return false;
    }
    session->turn_now--;
    edits_forget(session);
    return true;
}

/* The answers are known; the record and the chronicle are written anew. */
static enum status apply_known(struct session *session, size_t end)
{
    while (session->history.used < end) {
        struct decision asked;
        game_ask(session->world, &asked);
        enum status status = history_apply(
            session, &asked, session->history.answers[session->history.used]);
        if (status != STATUS_OK) {
            return status;
        }
    }
    return STATUS_OK;
}

bool session_redo(struct session *session)
{
    if (!session_can_redo(session)) {
        return false;
    }
    const struct turn *turn = &session->turns[session->turn_now];
    const struct turn *next =
        session->turn_now + 1 < session->turn_total ? turn + 1 : &session->tip;
    struct standing standing[GENERALS_MAX];
    memcpy(standing, session->standing, sizeof standing);
    enum status status = apply_known(session, turn->end);
    if (status == STATUS_OK) {
        session->claim = turn->claim;
        memcpy(session->standing, next->standing, sizeof session->standing);
        status = desk_build(session, next->items, next->count);
    }
    if (status != STATUS_OK) {
        rewind_to(session, turn);
        memcpy(session->standing, standing, sizeof standing);
        return false;
    }
    session->turn_now++;
    edits_forget(session);
    return true;
}

void session_restart(struct session *session)
{
    if (session_can_undo(session)) {
        keep_tip(session);
        rewind_to(session, &session->turns[0]);
        session->turn_now = 0;
    }
    memset(session->standing, 0, sizeof session->standing);
    edits_forget(session);
    /* A desk that finds no memory stays as it was; nothing is lost. */
    enum status status = desk_build(session, NULL, 0);
    (void)status;
}

/* The record's answers to the player's questions of this turn. Returns whether
 * the record reaches the end of the turn. */
static bool recorded_desk(struct session *session, struct desk_item *items,
                          size_t room, size_t *count)
{
    const struct history *history = &session->history;
    struct decision asked;
    *count = 0;
    world_copy(session->scratch, session->world);
    game_ask(session->scratch, &asked);
    uint32_t mark = turn_mark(session, session->scratch, &asked);
    for (size_t i = history->used;
         !turn_ends(session, session->scratch, mark, &asked); i++) {
        if (i >= history->known) {
            return false;
        }
        if (desk_asks_player(session, &asked) && *count < room) {
            items[(*count)++] =
                (struct desk_item){.decision = asked,
                                   .overridden = history->answers[i] != 0,
                                   .answer = history->answers[i]};
        }
        enum status status =
            game_apply(session->scratch,
                       (struct action){.cursor = asked.cursor,
                                       .answer = history->answers[i]},
                       NULL);
        if (status != STATUS_OK) {
            return false;
        }
        game_ask(session->scratch, &asked);
    }
    return true;
}

enum status turn_replay(struct session *session)
{
    struct history *history = &session->history;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && history->used < history->known) {
        size_t room = history->known - history->used;
        size_t count = 0;
        struct desk_item *items = calloc(room, sizeof *items);
        if (items == NULL) {
            return STATUS_MEMORY;
        }
        bool whole = recorded_desk(session, items, room, &count);
        status = desk_build(session, items, count);
        free(items);
        whole = whole || count == session->desk.count;
        if (!whole || status != STATUS_OK) {
            history->known = history->used;
            return status;
        }
        status = turn_begin(session);
        if (status == STATUS_OK) {
            status = finish_turn(session);
        }
    }
    return status;
}
