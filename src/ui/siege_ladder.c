/* The ladder of two generals on the siege's panel: what one knows of what the
 * other knows. */
#include "ui/siege.h"
#include "ui/words_acks.h"
#include "ui/words_say.h"

enum {
    LINES_MAX = 64,
    SHORT_PANEL = 20 /* lines; there only the top of the ladder is shown */
};

static bool sees(const struct app *app, unsigned g)
{
    return (siege_eyes(app) >> g & 1) != 0;
}

/* Compute what is on the glass, unless it is there already. */
static bool settle_ladder(struct app *app)
{
    struct siege_ladder *ladder = &app->siege->ladder;
    const struct world *world = session_world(app->session);
    if (ladder->known && ladder->minute == app->siege->shown &&
        ladder->cursor == world->cursor) {
        return true;
    }
    ladder->minute = app->siege->shown;
    ladder->cursor = world->cursor;
    ladder->known =
        session_ladder(app->session, 0, ladder->minute, &ladder->of[0]) &&
        session_ladder(app->session, 1, ladder->minute, &ladder->of[1]);
    return ladder->known;
}

/* The general whose eyes alone are looked through. */
static unsigned looker(const struct app *app)
{
    return sees(app, 0) ? 0 : 1;
}

/* The lowest rung that is put into words. */
static uint32_t lowest(const struct app *app)
{
    uint32_t depth = app->siege->ladder.of[looker(app)].depth;
    uint32_t top = app->siege->layout.panel.height < SHORT_PANEL ? 1 : 4;
    return depth > top ? depth - top + 1 : 1;
}

void siege_ladder_sentence(const struct app *app, uint32_t line, char *out,
                           size_t room)
{
    const struct level *level = session_level(app->session);
    const struct siege_ladder *ladder = &app->siege->ladder;
    unsigned g = looker(app);
    if (line == 0) {
        words_say(out, room, "%s", _("The ladder of knowing"));
    } else if (sees(app, 0) && sees(app, 1)) {
        if (line <= 2) {
            words_ladder_of(out, room, level, &ladder->of[line - 1], line - 1);
        }
    } else if (level->role == ROLE_LOYAL && g == level->player) {
        words_ladder(out, room, level, &ladder->of[g], 1 - g, lowest(app),
                     line - 1);
    } else if (line == 1) {
        words_ladder_of(out, room, level, &ladder->of[g], g);
    }
}

void siege_ladder_rows(struct app *app, int height)
{
    (void)height;
    if ((siege_eyes(app) & 3) == 0 || !settle_ladder(app)) {
        return;
    }
    for (uint32_t line = 0; line < LINES_MAX; line++) {
        int before = app->siege->panel.rows;
        siege_add_text(app, ROW_TEXT, TEXT_LADDER + line);
        if (app->siege->panel.rows == before) {
            break; /* there are no more sentences */
        }
    }
}

bool siege_demand_key(struct app *app, uint32_t key)
{
    const struct desk_item *items;
    if (!siege_at_desk(app) || key < '0' || key > '9' ||
        session_desk(app->session, &items) == 0 ||
        items[0].decision.kind != DECISION_DEMAND) {
        return false;
    }
    for (uint32_t o = 0; o < items[0].options; o++) {
        struct option option;
        if (session_option(app->session, 0, o, &option) == STATUS_OK &&
            option.count == key - '0') {
            return session_set(app->session, 0, o) == STATUS_OK;
        }
    }
    return true; /* so many cannot be asked for */
}
