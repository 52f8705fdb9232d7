/* The panel's lines of letters: those that lie in the tents that are looked
 * into. */
#include <stdlib.h>

#include "core/paths.h"
#include "ui/siege.h"
#include "ui/words_acks.h"

enum { VIEW_MAX = 1024 };

/* Trees first: an order in which every letter stands below the one that it
 * passes on. Sealed letters stay in the order of their arrival. */
static int by_chain(const void *left, const void *right)
{
    const struct letter *a = left, *b = right;
    if (a->sealed || b->sealed || a->phase != b->phase) {
        return (a->index > b->index) - (a->index < b->index);
    }
    for (unsigned i = 0; i < a->length && i < b->length; i++) {
        int of_a = (int)paths_at(a->chain, i),
            of_b = (int)paths_at(b->chain, i);
        if (of_a != of_b) {
            return of_a - of_b;
        }
    }
    if (a->length != b->length) {
        return a->length - b->length;
    }
    return a->to - b->to;
}

static void add_tallies(struct app *app, const struct letter *letters,
                        size_t count)
{
    const struct setup *setup = session_setup(app->session);
    uint16_t mine = siege_mine(app->session);
    unsigned votes[ORDERS_MAX] = {0};
    for (size_t i = 0; i < count; i++) {
        if ((mine >> letters[i].to & 1) != 0 &&
            letters[i].state == LETTER_ARRIVED &&
            letters[i].order < ORDERS_MAX) {
            votes[letters[i].order]++;
        }
    }
    for (unsigned o = 0; o < setup->orders && count > 0; o++) {
        siege_add_row(&app->siege->panel,
                      (struct panel_row){.kind = ROW_TALLY,
                                         .option = (uint8_t)o,
                                         .item = votes[o]});
    }
}

/* Sealed letters that nobody was due to write are not worth a line, nor is
 * what a loyal general wrote himself. */
static bool worth_a_line(const struct app *app, const struct letter *letter)
{
    unsigned tent = siege_tent(app);
    if (tent != NO_GENERAL && letter->to != tent) {
        return false;
    }
    if (letter->state == LETTER_UNWRITTEN &&
        app->siege->shown < letter->arrives) {
        return false; /* perhaps it has not been asked for yet */
    }
    if (words_leg_spared(session_world(app->session), letter,
                         app->siege->shown)) {
        return false;
    }
    return letter->state != LETTER_UNWRITTEN || letter->duty != ORDER_NONE ||
           !letter->sealed;
}

/* Two messengers of one leg who fared alike (acks). */
static bool same_leg(const struct app *app, const struct letter *a,
                     const struct letter *b)
{
    return session_setup(app->session)->rule == RULE_ACKS &&
           a->phase == b->phase && a->state == b->state;
}

/* The letters that are worth a line, moved to the front. */
static size_t pick_letters(const struct app *app, struct letter *letters,
                           size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool again = kept > 0 && same_leg(app, &letters[kept - 1], &letters[i]);
        if (!again && worth_a_line(app, &letters[i])) {
            letters[kept++] = letters[i];
        }
    }
    return kept;
}

void siege_letter_rows(struct app *app)
{
    struct panel *panel = &app->siege->panel;
    struct letter *seen = calloc(VIEW_MAX, sizeof *seen);
    bool loyal = session_level(app->session)->role == ROLE_LOYAL;
    if (seen == NULL) {
        return;
    }
    size_t count = game_view(session_world(app->session), siege_eyes(app),
                             app->siege->shown, seen, VIEW_MAX);
    count = pick_letters(app, seen, count < VIEW_MAX ? count : VIEW_MAX);
    siege_add_text(app, ROW_TEXT, count > 0 ? TEXT_TENT : TEXT_NO_LETTERS);
    qsort(seen, count, sizeof *seen, by_chain);
    for (size_t i = 0; i < count; i++) {
        siege_add_row(
            panel, (struct panel_row){.kind = ROW_LETTER,
                                      .item = seen[i].index,
                                      .depth = (uint8_t)(seen[i].length - 1u)});
    }
    if (loyal && !session_over(app->session) && count > 1 &&
        session_setup(app->session)->rule != RULE_ACKS) {
        siege_add_blank(panel);
        add_tallies(app, seen, count);
    }
    free(seen);
}
