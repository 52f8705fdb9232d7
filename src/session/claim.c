/* "It cannot be done": the claim, checked by trying all plans. */
#include <stdlib.h>

#include "session/inside.h"

/* Questions on the longest way that is tried; more have too many plans to try
 * while somebody waits. The worlds are touched only as far as they are used.
 */
enum { CLAIM_DEPTH = 96 };

static void close_room(struct plans_room *room)
{
    free(room->stack);
    free(room->views);
    free(room->bits);
}

static bool open_room(struct plans_room *room, bool loyal, uint64_t limit)
{
    *room = (struct plans_room){.depth = CLAIM_DEPTH, .limit = limit};
    /* Not calloc: it would touch 13 MB when the heap hands out old pages. */
    room->stack = malloc(CLAIM_DEPTH * sizeof *room->stack);
    if (loyal) {
        room->views_room = PLANS_VIEWS;
        room->views = calloc(PLANS_VIEWS, sizeof *room->views);
        room->bits_room = PLANS_BITS;
        room->bits = calloc(PLANS_BITS, sizeof *room->bits);
    }
    if (room->stack != NULL &&
        (!loyal || (room->views != NULL && room->bits != NULL))) {
        return true;
    }
    close_room(room);
    return false;
}

/* UNKNOWN where the search gives up, for whatever reason. */
static enum status try_all(const struct level *level, uint64_t limit,
                           struct plans_result *result)
{
    struct plans_room room;
    struct puzzle puzzle;
    level_puzzle(level, &puzzle);
    *result = (struct plans_result){.possible = UNKNOWN};
    if (!open_room(&room, puzzle.chooser == CHOOSER_GENERAL, limit)) {
        return STATUS_MEMORY;
    }
    if (plans_try_all(result, &puzzle, &room, NULL) != STATUS_OK) {
        result->possible = UNKNOWN;
    }
    close_room(&room);
    return STATUS_OK;
}

enum status session_claim(struct session *session, uint64_t limit,
                          struct diag *why)
{
    struct plans_result result;
    if (session_over(session)) {
        diag_set(why, "%s", status_sentence(STATUS_OVER));
        return STATUS_OVER;
    }
    enum status status = try_all(&session->level, limit, &result);
    if (status == STATUS_OK) {
        status = turn_begin(session);
    }
    if (status != STATUS_OK) {
        diag_set(why, "%s", status_sentence(status));
        return status;
    }
    session->history.known = session->history.used;
    session->claim = (struct claim){.made = true,
                                    .proven = result.possible != UNKNOWN,
                                    .possible = result.possible,
                                    .plans = result.plans};
    if (result.possible == UNKNOWN) {
        session->claim.possible =
            session->level.possible ? POSSIBLE : IMPOSSIBLE;
    }
    session->turns[session->turn_now - 1].claim = session->claim;
    edits_forget(session);
    status = desk_build(session, NULL, 0); /* an empty one: needs no memory */
    return status;
}
