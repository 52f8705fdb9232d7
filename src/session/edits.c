/* Changes on the desk, so that they can be taken back one by one. */
#include <stdlib.h>
#include <string.h>

#include "session/inside.h"

enum { EDITS_MAX = 64 };

static void drop(struct session *session, size_t at)
{
    struct edits *edits = &session->edits;
    free(edits->items[at].items);
    edits->count--;
    memmove(&edits->items[at], &edits->items[at + 1],
            (edits->count - at) * sizeof *edits->items);
}

void edits_close(struct session *session)
{
    edits_forget(session);
    free(session->edits.items);
    session->edits = (struct edits){.items = NULL};
}

void edits_forget(struct session *session)
{
    while (session->edits.count > 0) {
        drop(session, session->edits.count - 1);
    }
}

bool edits_note(struct session *session)
{
    struct edits *edits = &session->edits;
    size_t bytes = session->desk.count * sizeof *session->desk.items;
    void *items = edits->items;
    if (bytes == 0 ||
        !grow(&items, &edits->room, edits->count + 1, sizeof *edits->items)) {
        return false;
    }
    edits->items = items;
    struct desk_item *copy = malloc(bytes);
    if (copy == NULL) {
        return false;
    }
    memcpy(copy, session->desk.items, bytes);
    struct edit *edit = &edits->items[edits->count++];
    *edit = (struct edit){.items = copy, .count = session->desk.count};
    memcpy(edit->standing, session->standing, sizeof edit->standing);
    if (edits->count > EDITS_MAX) {
        drop(session, 0);
    }
    return true;
}

/* Say whether two desks have the same answers. */
static bool same_desk(const struct session *session, const struct edit *edit)
{
    const struct desk *desk = &session->desk;
    bool same =
        edit->count == desk->count &&
        memcmp(edit->standing, session->standing, sizeof edit->standing) == 0;
    for (size_t i = 0; same && i < desk->count; i++) {
        const struct desk_item *a = &edit->items[i], *b = &desk->items[i];
        same = a->answer == b->answer && a->open == b->open;
    }
    return same;
}

void edits_settle(struct session *session, bool noted)
{
    struct edits *edits = &session->edits;
    if (noted && same_desk(session, &edits->items[edits->count - 1])) {
        drop(session, edits->count - 1);
    }
}

bool session_undo_edit(struct session *session)
{
    struct edits *edits = &session->edits;
    if (edits->count == 0) {
        return false;
    }
    const struct edit *edit = &edits->items[edits->count - 1];
    if (desk_build(session, edit->items, edit->count) != STATUS_OK) {
        return false;
    }
    memcpy(session->standing, edit->standing, sizeof session->standing);
    drop(session, edits->count - 1);
    return true;
}
