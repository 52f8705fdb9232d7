/* One siege being played: history, undo, the desk with standing orders,
 * claims, the outcome. Memory may be allocated from here on upwards.
 *
 * History is the list of answers; the world at any step is replayed from
 * sparse checkpoints. Everything that is not the player's is answered by the
 * level's agents as soon as it is asked. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "level/level.h"
#include "rules/rules.h"
#include "solve/knowledge.h"
#include "solve/search.h"
#include "solve/valency.h"

struct session; /* opaque */

/* One of the player's questions of the present round, and the answer that
 * stands on the desk for it. */
struct desk_item {
    struct decision decision;
    uint32_t letter; /* index, or NO_LETTER */
    uint64_t chain;  /* who said that who said, as in struct letter */
    uint8_t length;
    uint8_t duty_order; /* what the duty would write, or ORDER_NONE */
    uint8_t overridden; /* set by hand, not by a standing order */
    uint8_t open;       /* 1: a loyal player has yet to decide this; send
                           refuses while one is open. `answer` is then
                           retreat, so that nothing is given away: show the
                           options of DECISION_DECIDE by their .order */
    uint8_t order;    /* sealed letters: the order under the seals; prepare and
                         commit: which order it is for; else ORDER_NONE */
    uint8_t post;     /* pbft: enum post_kind of the letter in question, and */
    uint8_t view;     /* of which view; else POST_NONE and 0 */
    uint32_t options; /* answers are 0 .. options - 1 */
    uint64_t answer;
};

/* What to do with every letter to a receiver unless it is set by hand. */
enum stance { STANCE_TRUTH, STANCE_ORDER, STANCE_SILENCE };
struct standing {
    uint8_t stance; /* enum stance */
    uint8_t order;  /* of STANCE_ORDER */
};

struct outcome {
    bool over, reached;        /* reached: the goal, or a right claim */
    bool claimed;              /* the player claimed that it cannot be done */
    enum possibility possible; /* what the proof (or the level) says */
    bool proven;               /* by a proof just now; else by the level's
                                  certified claim */
    uint8_t means;   /* enum search_means of a claim's proof: of a plan that was
                        found, of none (all plans tried, or a solver) */
    uint64_t plans;  /* looked at by that proof, where all were tried */
    bool by_formula; /* proof of work: `possible` is what the level's formula
                        says at its threshold */
    double chance;   /* of the formula, or by positions with coins */
    uint32_t back_from, back_to; /* steps: the position of step back_from is
                                    here again at step back_to, so it can go on
                                    for ever; both 0: it is not */
    bool stuck;        /* nothing can happen any more, before the time is up */
    bool by_positions; /* `possible` is what all positions say; `plans` counts
                          them */
    uint32_t lies, par;
    uint8_t stars;    /* 0 .. 3; at most 1 once the solution was seen */
    uint8_t foretold; /* order, or ORDER_NONE; of a level that asks for it */
    bool asks_to_foretell, foresaw; /* and whether it came so */
    struct verdict verdict;
};

/* Begin a level, which is copied. `seed` settles secrets, chance and seals.
 * Strategies in Lua that play in it are read now.
 * Owner: the caller, who calls session_close.
 * Fails: STATUS_SETUP, STATUS_FULL, STATUS_MEMORY; STATUS_SYNTAX,
 * STATUS_MISSING, STATUS_IO: a strategy cannot play. */
STRATEGOS_CHECKED enum status session_open(struct session **out,
                                           const struct level *level,
                                           uint64_t seed, struct diag *why);

/* Take up a recorded siege of this level where the record ends. The record has
 * the answers of the strategies in Lua, so they are read only when they are
 * asked again; one that cannot play then loses its turns to the duty.
 * Owner: as session_open.
 * Fails: as record_replay; STATUS_DRIFT when the level is another one than when
 * the siege was recorded; STATUS_MEMORY. */
STRATEGOS_CHECKED enum status session_resume(struct session **out,
                                             const struct level *level,
                                             const char *record, size_t length,
                                             struct diag *why);

void session_close(struct session *session);

const struct level *session_level(const struct session *session);
const struct world *session_world(const struct session *session);
const struct setup *session_setup(const struct session *session);

/* Camps that the player may look into: its own; all traitors for a traitor;
 * all for watch, and for a city that reads the letters; all once the siege is
 * over, but not after a wrong claim, which can be taken back. 0 for the city
 * else. */
uint16_t session_eyes(const struct session *session);

/* Say whether the rules have no clock (RULES_NO_CLOCK): time is counted in
 * steps, and one turn of the city is one step. */
bool session_steps(const struct session *session);

/* Say whether the city reads the letters: only without a clock. What it may not
 * read is hidden in one place (ui/network.h). */
bool session_city_reads(const struct session *session);

/* Note what the player foretells of level.predict_about; only for watch does
 * it matter for the stars. ORDER_NONE: nothing. */
void session_foretell(struct session *session, unsigned order);

/* Say whether the siege is over (or ended by a claim). */
bool session_over(const struct session *session);

/* The desk: the player's questions of the present round. Returns how many
 * there are. Empty when the siege is over or for watch. */
size_t session_desk(const struct session *session,
                    const struct desk_item **items);

/* Option i of desk item `item`, so that it can be put into words. */
STRATEGOS_CHECKED enum status session_option(const struct session *session,
                                             size_t item, uint32_t i,
                                             struct option *out);

/* Set the answer of one item by hand. Accusing somebody opens items for the
 * proof after it: the desk is then another one.
 * Fails: STATUS_RANGE: no such item or answer, or the city's budget is spent.
 */
STRATEGOS_CHECKED enum status session_set(struct session *session, size_t item,
                                          uint64_t answer);

/* Give a standing order for one receiver, or for all with NO_GENERAL; items
 * that were set by hand keep their answer. */
void session_stand(struct session *session, unsigned receiver,
                   struct standing standing);
struct standing session_standing(const struct session *session,
                                 unsigned receiver);

/* Commit the desk: answer its questions, let the others answer theirs, up to
 * the player's next round or the end. The clock moves on. For watch: to the
 * next watch bell; without a clock to the next step.
 * Fails: STATUS_RANGE while an item is open, STATUS_OVER, STATUS_MEMORY; the
 * siege is then as before. */
STRATEGOS_CHECKED enum status session_send(struct session *session,
                                           struct diag *why);

/* Take back the last change on the desk since it was laid out: session_set,
 * session_stand or session_solve_desk. False when there is none. */
bool session_undo_edit(struct session *session);

/* Take back the last session_send (and the claim). False when there is
 * nothing to take back. session_redo puts it back as it was. */
bool session_undo(struct session *session);
bool session_redo(struct session *session);

/* Say whether there is something to take back, or to put back. */
bool session_can_undo(const struct session *session);
bool session_can_redo(const struct session *session);

/* Back to the first desk, all answers the duty. session_redo still works. */
void session_restart(struct session *session);

/* Claim that the goal cannot be reached. Ends the siege; the claim is checked
 * by trying all plans where they are at most `limit`, and where they are more
 * by the solvers, as far as they get with as many states. */
STRATEGOS_CHECKED enum status session_claim(struct session *session,
                                            uint64_t limit, struct diag *why);

/* The traitors' share of the power under proof of work, from 0 to 1. Where they
 * are a secret, the most that it can be. */
double session_share(const struct level *level);

/* The chance that the level's formula gives the traitors under proof of work:
 * to undo an order with the level's confirmations (the goals undo, split,
 * disobey, break, stands, and for a loyal player hold and falls); for the goal
 * share the part of the chain that selfish mining earns. 0 under other rules.
 */
double session_chance(const struct level *level);

/* What the formula says about the goal: at or above the threshold (for a loyal
 * player below it), for the goal share more than the part of the power. */
enum possibility session_formula(const struct level *level);

/* Which decisions can still come of the position as it stands (vote, coin), of
 * what answer `option` of the first question on the desk leads to, and of the
 * last position of an earlier step: the one that this minute belongs to.
 * VALENCY_COUNT where that is not known: another rule, too many positions, the
 * siege is over. The first call explores all positions. */
enum valency session_valency(struct session *session);
enum valency session_valency_at(struct session *session, uint32_t minute);
enum valency session_valency_after(struct session *session, uint32_t option);

/* Say whether the city's goal can be reached, where all positions of a vote can
 * be looked at; UNKNOWN elsewhere. With coins: whether the best schedule of a
 * city that sees everything succeeds at least every second time; `chance` is
 * how often. */
enum possibility session_positions(const struct level *level, double *chance);

/* Say whether a loyal player's goal `hold` under OM(m) is reached by the rule
 * itself, whoever the traitors are and whatever was ordered: each of these
 * sieges is taken apart (solve/tree.h). POSSIBLE or UNKNOWN; no plans are
 * tried. */
enum possibility session_by_parts(const struct level *level);

/* How much is tried, and where the answers of what was found go. */
struct possible_room {
    uint64_t limit;      /* answers that may be applied */
    uint64_t *witness;   /* may be NULL */
    size_t witness_room; /* answers */
    plans_tick *tick;    /* asked now and then; may be NULL */
    void *context;       /* handed to tick */
};

/* Say whether the level's goal can be reached: by its formula (proof of work),
 * by all positions (vote, coin), else by trying all plans, as far as `room`
 * lets it. `out` has what was looked at; the answers of the siege that reaches
 * it, out->witness_length of them, are in room->witness as far as there is
 * room.
 * Fails: STATUS_MEMORY. */
STRATEGOS_CHECKED enum status
session_possible(struct plans_result *out, const struct level *level,
                 const struct possible_room *room);

/* Say whether the goal hangs on what a strategy in Lua answers. No solver can
 * ask one, so it is UNKNOWN whether such a goal can be reached, and the level's
 * claim stands in. Never of a loyal player's: that is about every plan. */
bool session_script_matters(const struct level *level);

/* Note a fault for each strategy in Lua of the level that cannot be read, does
 * not load or plays the other side.
 * Fails: as script_file_open, for the first of them. */
STRATEGOS_CHECKED enum status session_check_scripts(const struct level *level,
                                                    struct diag_list *faults);

/* How a strategy in Lua fared in this siege up to now. */
struct session_script {
    const char *name; /* of its file */
    bool city;
    bool absent; /* it cannot play, `first` says why: the duty is played */
    uint64_t turns, lost; /* of `turns`: the duty was played instead */
    const char *first;    /* why the first one was lost; "" */
    const char *says;     /* what it printed: bytes, lines ended by \n */
    size_t says_length;
};

/* The i-th of the level; false when there are no more. It is first led through
 * the siege as it stands. Owner: the session, until it moves. */
bool session_script(struct session *session, unsigned i,
                    struct session_script *out);

/* Lies so far (answers of the player other than the duty, or captures, and not
 * what else the city lets happen; under
 * proof of work blocks that were not sent at once to all), and with the desk
 * as it stands. */
uint32_t session_lies(const struct session *session, bool with_desk);

/* What each general would decide if the desk went out as it stands, later
 * letters went by the standing orders and everybody else did the duty;
 * ORDER_NONE where there is no decision. Only for a traitor or watch (else all
 * ORDER_NONE): it shows nothing secret. */
void session_forecast(const struct session *session,
                      uint8_t decided[GENERALS_MAX]);

/* How high the ladder of one of two generals is at a minute of the siege
 * ("acks" only), from what that general has seen. False: other rules, or so
 * many letters that it would take long. */
bool session_ladder(const struct session *session, unsigned general,
                    uint32_t minute, struct knowledge_ladder *out);

/* Complete when session_over. */
void session_outcome(const struct session *session, struct outcome *out);

/* The chronicle up to now. Owner: the session, until the next call. */
size_t session_events(const struct session *session,
                      const struct event **events);

/* Ask `tick` while the positions of a vote are explored: false gives them up,
 * for this session. */
void session_lamp_tick(struct session *session, search_tick *tick,
                       void *context);

/* Note that the player has read the solution: one star at most. */
void session_read_solution(struct session *session);
bool session_solution_read(const struct session *session);

/* Play the solution's part of this round onto the desk (hint 3). Returns how
 * many items changed: none where the goal cannot be reached. From then on
 * there is one star at most. */
size_t session_solve_desk(struct session *session);

/* The whole record so far, as text. Owner: the caller frees *text. */
STRATEGOS_CHECKED enum status session_record(const struct session *session,
                                             char **text, size_t *length);

/* The same as it is kept for another day: before the record comes a line of
 * what the player knows, where that is anything: the solution or a proof ("told
 * 1"), and what was foretold. Owner: the caller frees *text. */
STRATEGOS_CHECKED enum status session_keep(const struct session *session,
                                           char **text, size_t *length);

/* Where the record begins in such a text: 0 for a bare record. */
size_t session_kept_record(const char *text, size_t length);

/* As session_resume, of a text that session_keep wrote or a bare record. */
STRATEGOS_CHECKED enum status session_take_up(struct session **out,
                                              const struct level *level,
                                              const char *text, size_t length,
                                              struct diag *why);

#endif
