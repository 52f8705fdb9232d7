/* The inside of struct session, for the files of session/ only.
 *
 * What undo restores: the world (replayed from answers), the desk, the lies,
 * the claim. What it does not: the level, the setup drawn from the seed. */
#ifndef SESSION_INSIDE_H
#define SESSION_INSIDE_H

#include "script/script.h"
#include "seal/seal.h"
#include "session/lamp.h"
#include "session/session.h"

enum { CHECKPOINT_EVERY = 1024 /* answers */ };

/* The world as it was after `answers` answers. */
struct checkpoint {
    size_t answers;
    struct world *world;
};

/* Everything that was ever answered. Answers behind `used` are kept for redo.
 */
struct history {
    uint64_t *answers;
    size_t used, known, answer_room;
    struct event *events;
    size_t event_count, event_room;
    char *text; /* the record so far */
    size_t text_length, text_room;
    struct checkpoint *checkpoints;
    size_t checkpoint_count, checkpoint_room;
};

struct desk {
    struct desk_item *items;
    size_t *first_option; /* of each item, in options[] */
    size_t count, room;
    struct option *options;
    size_t option_count, option_room;
};

/* The desk as it was before a change. */
struct edit {
    struct desk_item *items;
    size_t count;
    struct standing standing[GENERALS_MAX];
};

struct edits {
    struct edit *items; /* the last one is the latest */
    size_t count, room;
};

/* What a claim came to. */
struct claim {
    bool made, proven, positions;
    uint8_t means; /* enum search_means */
    double chance; /* of the best schedule, where coins decide */
    enum possibility possible;
    uint64_t plans;
};

/* One session_send or claim: where it began, so that it can be taken back. */
struct turn {
    size_t begin, end; /* answers */
    size_t text_length, event_count;
    struct desk_item *items; /* the desk as it was sent */
    size_t count;
    struct standing standing[GENERALS_MAX];
    uint32_t lies;                       /* before it */
    uint8_t position[SEAL_SHA256_BYTES]; /* where it began, without clock and
                                            numbers; vote only */
    uint32_t slowest;                    /* stage of the slowest general then */
    uint32_t step;                       /* steps before it */
    struct claim claim;                  /* made by it */
};

/* The strategies in Lua. What one answers depends on all that it was asked
 * before in the siege, so it is led through the history before it is asked
 * again: after an undo from the start. */
struct opponents {
    struct scripts scripts;
    struct diag fault[LEVEL_SCRIPTS_MAX]; /* why one cannot play; text "" */
    size_t led; /* answers of the history that they have seen; OPPONENTS_LOST:
                   another history */
    bool read;  /* the files were read, or tried */
    bool asked; /* the open question was put to one of them */
};
#define OPPONENTS_LOST SIZE_MAX

struct session {
    struct level level;
    struct setup setup;   /* drawn: secrets are settled */
    struct agents others; /* who answers what is not the player's */
    struct opponents opponents;
    struct world *world, *scratch;
    struct history history;
    struct desk desk;
    struct standing standing[GENERALS_MAX];
    struct turn *turns; /* those behind turn_now are kept for redo */
    size_t turn_now, turn_total, turn_room;
    struct turn tip; /* the unsent desk that undo left behind */
    uint32_t lies;
    struct claim claim;
    struct edits edits;     /* of the present desk */
    size_t comes_back;      /* number of the turn, from 1, that began in the
                               position that is here again; 0: none */
    struct lamp lamp;       /* explored when it is first asked for */
    uint8_t lamp_state;     /* enum lamp_state */
    search_tick *lamp_tick; /* asked while it is explored; may be NULL */
    void *lamp_context;
    uint8_t foretold; /* order, or ORDER_NONE */
    bool solution_seen;
};

/* Make room for `wanted` items; *items and *room are untouched on failure. */
bool grow(void **items, size_t *room, size_t wanted, size_t item_size);

/* history.c */

/* Begin the siege: the world, the head of the record, the first events. */
STRATEGOS_CHECKED enum status history_start(struct session *session,
                                            struct diag *why);

/* Answer the open question and note it: answer, record, events, lies. */
STRATEGOS_CHECKED enum status history_apply(struct session *session,
                                            const struct decision *asked,
                                            uint64_t answer);

/* Put the world back to where it was after so many answers, and cut record
 * and events to what they were. Answers behind stay known. Needs no memory. */
void history_rewind(struct session *session, size_t answers, size_t text_length,
                    size_t event_count);
void history_close(struct history *history);

/* desk.c */

/* Say whether a question is for the player. */
bool desk_asks_player(const struct session *session,
                      const struct decision *asked);

/* Lay out the player's questions of the open round; answers are those of
 * `before` (may be NULL) where it has the same question, else by the standing
 * orders. On failure the desk is as it was. */
STRATEGOS_CHECKED enum status desk_build(struct session *session,
                                         const struct desk_item *before,
                                         size_t count);
void desk_close(struct desk *desk);

/* As session_set, noting nothing for session_undo_edit. */
STRATEGOS_CHECKED enum status desk_set(struct session *session, size_t item,
                                       uint64_t answer);

/* The item that asks the same, from items[*cursor] on, which then moves behind
 * it; NULL when there is none. */
const struct desk_item *desk_match(const struct desk_item *items, size_t count,
                                   size_t *cursor,
                                   const struct decision *asked);

/* Say whether this answer of the player to the question open in the world, or
 * to one of its round, counts as a lie (or a capture). */
bool desk_counts(const struct session *session, const struct decision *asked,
                 uint64_t answer);

/* standing.c */

/* The order under the seals in question. */
unsigned desk_sealed_order(const struct world *world,
                           const struct decision *asked);

/* What the standing orders answer to the question open in `world`. */
uint64_t desk_standing_answer(const struct session *session,
                              const struct world *world,
                              const struct decision *asked);

/* schedule.c */

/* Note where a turn begins. */
void schedule_note(const struct session *session, struct turn *turn);

/* Look whether a position of the past has come back (session->comes_back). */
void schedule_look(struct session *session);

/* Say whether the positions tell the solution: a city's goal in a vote. */
bool schedule_has_answers(const struct level *level);

/* The answer that comes nearest to the goal; 0 where none does. */
uint64_t schedule_answer(struct session *session);

/* As session_positions; room->tick may stop it: UNKNOWN. `states`: positions
 * looked at. */
enum possibility schedule_possible(const struct level *level,
                                   const struct possible_room *room,
                                   uint64_t *states, double *chance);

/* opponents.c */

/* Read the strategies in Lua. Fails as script_file_open; those that can play
 * then do, the others lose their turns. */
STRATEGOS_CHECKED enum status opponents_read(struct session *session,
                                             struct diag *why);

/* Answer a question that is not the player's. */
uint64_t opponents_answer(struct session *session,
                          const struct decision *asked);

/* The question that was open has been answered; or answers were taken back. */
void opponents_follow(struct session *session, const struct decision *asked);
void opponents_lose(struct session *session);
void opponents_close(struct opponents *opponents);

/* edits.c */

/* Note the desk before a change, and afterwards forget it again when nothing
 * was changed. False: it is not noted, and cannot be taken back. */
bool edits_note(struct session *session);
void edits_settle(struct session *session, bool noted);

/* Another desk is laid out. */
void edits_forget(struct session *session);
void edits_close(struct session *session);

/* turn.c */

/* Answer what is not the player's, up to the player's next question. Answers
 * already known (a record) come first. */
STRATEGOS_CHECKED enum status turn_advance(struct session *session);

/* Play the known answers behind the present desk as turns; what is left of a
 * turn that breaks off stays on the desk. */
STRATEGOS_CHECKED enum status turn_replay(struct session *session);

/* Note a turn that begins here. Drops what redo had. */
STRATEGOS_CHECKED enum status turn_begin(struct session *session);
void turn_close(struct turn *turn);

#endif
