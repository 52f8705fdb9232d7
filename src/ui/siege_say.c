/* The sentences of the siege's panel: headings, hints, camps and letters in
 * detail. Sentences that the plain lines share are in words.c. */
#include <stdio.h>
#include <string.h>

#include "core/paths.h"
#include "ui/proof.h"
#include "ui/siege.h"
#include "ui/words.h"
#include "ui/words_network.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

enum { REASONS_MAX = 40 };

/* The heading over what one traitor makes of one letter. */
static void head_letter(char *out, size_t room, const struct level *level,
                        const struct desk_item *item)
{
    const char *me = words_name(level, item->decision.actor);
    const char *heard = words_order(level, item->duty_order);
    char chain[WORDS_MAX / 2];
    if (item->length <= 1) {
        words_say(out, room, _("%s commands. Orders to:"), me);
        return;
    }
    unsigned before = paths_at(item->chain, item->length - 2u);
    if (level->setup.rule == RULE_RELAY) {
        words_say(out, room, _("%s told %s \"%s\". %s passes on to:"),
                  words_name(level, before), me, heard, me);
    } else if (item->length == 2) {
        words_say(out, room, _("%s says %s said:"), me,
                  words_name(level, before));
    } else {
        words_chain(chain, sizeof chain, level, item->chain, item->length - 1u);
        words_say(out, room, _("%s passes on %s:"), me, chain);
    }
}

/* The heading over one kind of letter of one traitor under pbft. */
static void head_post(char *out, size_t room, const struct level *level,
                      const struct desk_item *item)
{
    char kind[WORDS_MAX / 2];
    words_post_kind(kind, sizeof kind, item->post, item->view);
    words_say(out, room, _("%s, %s to:"),
              words_name(level, item->decision.actor), kind);
}

static void head(const struct app *app, uint32_t index, char *out, size_t room)
{
    const struct level *level = session_level(app->session);
    const struct desk_item *items;
    if (index >= session_desk(app->session, &items)) {
        return;
    }
    const struct desk_item *item = &items[index];
    switch ((enum decision_kind)item->decision.kind) {
    case DECISION_LETTER:
        head_letter(out, room, level, item);
        return;
    case DECISION_VOTE:
        if (item->post != POST_NONE) {
            head_post(out, room, level, item);
        } else {
            words_say(out, room, _("%s writes to:"),
                      words_name(level, item->decision.actor));
        }
        return;
    case DECISION_SEAL:
    case DECISION_FORGE:
    case DECISION_VOUCH:
        words_say(out, room, _("%s to %s:"),
                  words_name(level, item->decision.actor),
                  words_name(level, item->decision.target));
        return;
    case DECISION_CAPTURE:
        words_say(out, room,
                  _("Messengers on watched roads. The scouts can take %u."),
                  session_world(app->session)->budget);
        return;
    case DECISION_PUBLISH:
        words_say(out, room, "%s", _("What the camps are shown:"));
        return;
    case DECISION_NONE:
    case DECISION_ACCUSE:
    case DECISION_PROOF_1:
    case DECISION_PROOF_2:
    case DECISION_DECIDE:
    case DECISION_MINE:
    case DECISION_BUILD:
    case DECISION_ALARM:
    case DECISION_TRUST:
    case DECISION_DEMAND:
    case DECISION_DELIVER:
    case DECISION_TOSS:
    case DECISION_COUNT:
        break;
    }
    words_question(out, room, level, item);
}

static const char *tent_title(const struct app *app)
{
    const struct session *session = app->session;
    if (siege_eyes(app) == EYES_ALL) {
        return _("All letters so far");
    }
    switch ((enum level_role)session_level(session)->role) {
    case ROLE_TRAITOR:
        return _("Letters of my camps");
    case ROLE_LOYAL:
        return _("Letters in my tent");
    case ROLE_CITY:
    case ROLE_WATCH:
        break;
    }
    return _("Letters");
}

/* Add "r retreat" behind what is there, or on a line of its own where it would
 * not fit or the others stand so. */
static void add_key(char *out, size_t room, int width, const char *key,
                    const char *what)
{
    const char *last = strrchr(out, '\n');
    const char *line = last == NULL ? out : last + 1;
    size_t used = strlen(out);
    int wanted = text_width(line) + text_width(key) + text_width(what) + 3;
    const char *gap = used == 0 ? "" : wanted > width ? "\n" : "  ";
    if (used < room) {
        (void)snprintf(out + used, room - used, "%s%s %s", gap, key, what);
    }
}

/* "r retreat  a attack  0 silence  t truth"; line by line where there are more
 * orders than two. Of sealed letters one can only send or keep each. */
static void legend(const struct app *app, char *out, size_t room)
{
    const struct level *level = session_level(app->session);
    const struct desk_item *items;
    bool sealed = session_desk(app->session, &items) > 0 &&
                  items[0].decision.kind != DECISION_LETTER &&
                  items[0].decision.kind != DECISION_VOTE;
    int width = app->siege->panel.width - 1;
    bool rows = level->setup.orders > 2;
    out[0] = '\0';
    for (unsigned o = 0; o < level->setup.orders; o++) {
        char key[8];
        siege_order_key(level, o, key, sizeof key);
        add_key(out, room, rows ? 0 : width, key, text_order(level, o));
    }
    add_key(out, room, rows ? 0 : width, SILENCE_KEY,
            sealed ? _("keep back") : _("silence"));
    add_key(out, room, width, "t", sealed ? _("what is due") : _("truth"));
}

/* Who a camp's general is. */
static void who(const struct app *app, unsigned g, char *out, size_t room)
{
    const struct level *level = session_level(app->session);
    const char *name = words_name(level, g);
    bool commands = g == level->setup.commander && !siege_inputs(app);
    if (siege_known_traitor(app, g)) {
        words_say(out, room,
                  commands ? _("%s commands, and is a traitor.")
                           : _("%s is a traitor."),
                  name);
    } else if (siege_eyes(app) == EYES_ALL || g == level->player ||
               level->role == ROLE_TRAITOR || level->setup.rule == RULE_ACKS) {
        words_say(out, room,
                  commands ? _("%s commands, and is loyal.")
                           : _("%s is loyal."),
                  name);
    } else {
        words_say(out, room,
                  commands ? _("%s commands. Loyal or not, who knows?")
                           : _("%s. Loyal or not, who knows?"),
                  name);
    }
}

/* Without a clock: how far he has come. */
static void say_state(const struct app *app, unsigned g, char *out, size_t room)
{
    const struct level *level = session_level(app->session);
    struct network_general state;
    char text[WORDS_MAX];
    network_general(app->session, g, siege_eyes(app), app->siege->shown,
                    &state);
    words_network_general(text, sizeof text, level, &state);
    if (text[0] != '\0') {
        words_say(out, room, "%s: %s", words_name(level, g), text);
    }
}

/* Sentences about a camp: who he is, what he decided, and why. */
static void camp_line(const struct app *app, uint32_t line, char *out,
                      size_t room)
{
    const struct world *world = session_world(app->session);
    const struct level *level = session_level(app->session);
    const struct rules *rules = rules_get((enum rule_id)world->setup.rule);
    unsigned g = app->siege->camp;
    struct reason reasons[REASONS_MAX];
    if (g >= world->setup.generals) {
        return;
    }
    bool open = siege_eyes(app) == EYES_ALL && !siege_in_past(app);
    bool seen = (siege_eyes(app) >> g & 1) != 0;
    if (line == 0) {
        who(app, g, out, room);
    } else if (line == 1 && siege_works(app) && seen && !open) {
        words_tip(out, room, level, world, g, app->siege->shown);
    } else if (line == 1 && siege_networks(app)) {
        say_state(app, g, out, room);
    } else if (line == 1 && open && world->decided[g] != ORDER_NONE) {
        words_decided(out, room, level, world, g);
    } else if (line >= 2 && open && world->decided[g] != ORDER_NONE &&
               rules != NULL && rules->explain != NULL &&
               !setup_is_traitor(&world->setup, g)) {
        size_t count = rules->explain(world, g, reasons, REASONS_MAX);
        if (line - 2 < count && line - 2 < REASONS_MAX) {
            words_reason(out, room, level, world, &reasons[line - 2]);
        }
    }
}

static void letter_line(const struct app *app, uint32_t line, char *out,
                        size_t room)
{
    const struct world *world = session_world(app->session);
    const struct level *level = session_level(app->session);
    struct letter letter;
    if (app->siege->letter >= game_letters(world)) {
        return;
    }
    game_letter(world, app->siege->letter, &letter);
    enum network_sight sight =
        network_see(app->session, &letter, siege_eyes(app), app->siege->shown);
    if (sight == SIGHT_NONE) {
        if (line == 0) {
            words_say(out, room, "%s", _("Nothing is known of it yet."));
        }
        return;
    }
    if (line == 0) {
        words_say(out, room, _("%s to %s"), words_name(level, letter.from),
                  words_name(level, letter.to));
    } else if (line == 1 && sight == SIGHT_OUTSIDE) {
        words_post_letter(out, room, level, &letter, sight);
    } else if (line == 1) {
        words_letter(out, room, level, &letter);
    } else if (line == 2) {
        words_letter_state(out, room, level, &letter);
    } else if (line == 3 && siege_eyes(app) == EYES_ALL) {
        words_letter_fault(out, room, level, &letter);
    }
}

/* Say whether one general is looked through who is not the player. */
static bool over_shoulder(const struct app *app)
{
    unsigned shoulder = app->siege->shoulder;
    return shoulder > 0 && shoulder <= session_setup(app->session)->generals &&
           session_eyes(app->session) == EYES_ALL;
}

static const char *plain_text(const struct app *app, uint32_t item)
{
    const struct level *level = session_level(app->session);
    if (item >= TEXT_HINT && item < TEXT_CAMP) {
        return level_say(level, level->hint[item - TEXT_HINT], text_language());
    }
    switch (item) {
    case TEXT_TENT:
        return tent_title(app);
    case TEXT_STANDING:
        return _("Standing orders: for all letters to");
    case TEXT_FORECAST:
        return _("If you send this");
    case TEXT_NO_LETTERS:
        return _("No letter has come yet.");
    case TEXT_PAST:
        return proof_watched(app)
                   ? _("Space lets it run; left and right step through it.")
                   : _("You look at the past. Space rides on.");
    case TEXT_RIDE:
        return _("The messengers ride.");
    case TEXT_WAIT:
        return _("Nothing to choose now: let time run.");
    case TEXT_NEXT:
        return words_next(session_world(app->session));
    case TEXT_ON_ROAD:
        return _("On the road");
    case TEXT_COST:
        return app->siege->hints + 1 < LEVEL_HINTS
                   ? _("Hints cost nothing; only the solution, the third, "
                       "leaves one star at most. h: the next one.")
               : app->siege->hints < LEVEL_HINTS
                   ? _("The next one is the solution: it leaves one star at "
                       "most.")
                   : "";
    case TEXT_OVER:
        return _("The siege is over. Left and right go back through it.");
    default: /* a number, not only an enum */
        return "";
    }
}

void siege_sentence(const struct app *app, const struct panel_row *row,
                    char *out, size_t room)
{
    out[0] = '\0';
    if (row->kind == ROW_HEAD) {
        head(app, row->item, out, room);
    } else if (row->item >= TEXT_LADDER) {
        siege_ladder_sentence(app, row->item - TEXT_LADDER, out, room);
    } else if (row->item >= TEXT_WORK) {
        siege_work_sentence(app, row->item, out, room);
    } else if (row->item >= TEXT_LETTER) {
        letter_line(app, row->item - TEXT_LETTER, out, room);
    } else if (row->item >= TEXT_CAMP) {
        camp_line(app, row->item - TEXT_CAMP, out, room);
    } else if (row->item == TEXT_LEGEND) {
        legend(app, out, room);
    } else if (row->item == TEXT_TENT && over_shoulder(app)) {
        words_say(
            out, room, _("Letters in %s's tent"),
            words_name(session_level(app->session), app->siege->shoulder - 1u));
    } else {
        words_say(out, room, "%s", plain_text(app, row->item));
    }
}
