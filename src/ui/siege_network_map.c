/* The map without a clock: riders wait on their roads until they are let
 * through, and camps show how far their generals have come. */
#include <stdio.h>
#include <string.h>

#include "ui/network.h"
#include "ui/siege.h"
#include "ui/words_network.h"

/* Percent of the road: just sent, waiting, and the rest of the way. */
enum { JUST_SENT = 25, WAITING = 72 };

static unsigned minutes_between(uint32_t from, uint32_t to)
{
    return to - from < STEP_MINUTES ? to - from : STEP_MINUTES;
}

/* Where on its road a letter is at the minute shown. */
static unsigned place_of(const struct letter *letter, uint32_t shown)
{
    if (letter->arrives != UINT32_MAX &&
        shown + STEP_MINUTES > letter->arrives) {
        unsigned left = minutes_between(shown, letter->arrives);
        return WAITING + (100 - WAITING) * (STEP_MINUTES - left) / STEP_MINUTES;
    }
    return JUST_SENT + (WAITING - JUST_SENT) *
                           minutes_between(letter->sent, shown) / STEP_MINUTES;
}

static void note(const struct app *app, struct siege_riders *riders,
                 const struct letter *seen, enum network_sight sight)
{
    unsigned place = place_of(seen, app->siege->shown);
    bool lie = letter_is_lie(seen) && siege_eyes(app) == EYES_ALL;
    riders->sent = seen->sent;
    riders->arrives = UINT32_MAX;
    riders->open = 1;
    riders->place = (uint8_t)(riders->place > place ? riders->place : place);
    riders->lie |= lie;
    riders->focus |= siege_letter_at_cursor(app) == seen->index;
    if (sight != SIGHT_ALL) {
        riders->unknown = 1;
    } else if (seen->order < ORDERS_MAX) {
        riders->orders = (uint8_t)(riders->orders | 1u << seen->order);
    } else {
        riders->none = 1;
    }
}

/* Say whether it is let through just now. */
static bool comes(const struct letter *real, uint32_t shown)
{
    return real->arrives != UINT32_MAX && shown < real->arrives &&
           shown + STEP_MINUTES > real->arrives;
}

void siege_network_traffic(const struct app *app, struct siege_traffic *out)
{
    const struct world *world = session_world(app->session);
    uint32_t letters = game_letters(world), shown = app->siege->shown;
    memset(out, 0, sizeof *out);
    for (uint32_t i = 0; i < letters; i++) {
        struct letter real, seen;
        game_letter(world, i, &real);
        seen = real;
        enum network_sight sight =
            network_see(app->session, &seen, siege_eyes(app), shown);
        if (sight == SIGHT_NONE || real.state == LETTER_UNWRITTEN ||
            shown >= real.arrives) {
            continue;
        }
        seen.arrives = real.arrives;
        if (comes(&real, shown)) {
            out->coming_from = real.from;
            out->coming_to = real.to;
            note(app, &out->coming, &seen, sight);
        } else {
            note(app, &out->riders[real.from][real.to], &seen, sight);
        }
    }
}

void siege_network_camp(const struct app *app, unsigned g,
                        struct camp_look *out)
{
    const struct level *level = session_level(app->session);
    struct network_general state;
    char *tag = app->siege->tag[g];
    size_t room = sizeof app->siege->tag[g];
    network_general(app->session, g, siege_eyes(app), app->siege->shown,
                    &state);
    if (siege_known_traitor(app, g) || g == level->player) {
        return;
    }
    unsigned order = state.is_decided ? state.decided : state.order;
    out->order = state.post == POST_NONE || state.hidden ? "?" : "-";
    out->order_say = "";
    out->order_role = FRAME_TEXT;
    if (order < ORDERS_MAX) {
        out->order = text_order_letter(level, order);
        out->order_say = state.is_decided ? text_order(level, order) : "";
        out->order_role = text_order_role(order);
    }
    if (state.fallen) {
        out->order = "x";
        out->order_role = FRAME_CAPTURED;
        out->banner_down = true;
        (void)snprintf(tag, room, "%s", _("silent"));
    } else if (state.is_decided) {
        (void)snprintf(tag, room, "%s", _("decided"));
    } else {
        words_post_kind(tag, room, state.post, state.phase);
    }
    out->tag = tag;
}
