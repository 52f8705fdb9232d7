/* Before the siege: the story, who you are, the goal, the rule, and what you
 * foretell where the level asks for it. */
#include <stdio.h>

#include "rules/rules.h"
#include "ui/lab.h"
#include "ui/page.h"
#include "ui/picture.h"
#include "ui/proof.h"
#include "ui/rule_words.h"
#include "ui/screen.h"
#include "ui/words.h"
#include "ui/words_work.h"

enum { PARAGRAPHS_MAX = 16, PICTURE_FROM = 76 };

/* The paragraphs and the sentences that were made for them. */
struct brief {
    struct paragraph paragraph[PARAGRAPHS_MAX];
    int count;
    bool low; /* the window is */
    char role[WORDS_MAX], goal[WORDS_MAX], rule[WORDS_MAX], keys[WORDS_MAX],
        pace[WORDS_MAX];
};

static const char *say(const struct app *app, struct level_text text)
{
    return level_say(&app->level, text, text_language());
}

static bool asks_to_predict(const struct app *app)
{
    return say(app, app->level.predict)[0] != '\0';
}

static void add(struct brief *brief, const char *label, const char *text,
                enum frame_role role)
{
    if (text[0] == '\0' || brief->count == PARAGRAPHS_MAX) {
        return;
    }
    /* What has a label follows what has one without air in a low window. */
    bool tight = brief->low && label != NULL && brief->count > 1;
    brief->paragraph[brief->count++] =
        (struct paragraph){.text = text,
                           .label = label,
                           .sign = GLYPH_COUNT,
                           .role = (uint8_t)role,
                           .mark = FRAME_TITLE,
                           .indent = label == NULL ? 0 : 8,
                           .space = tight ? 0 : 1};
}

static bool is_without_clock(const struct level *level)
{
    const struct rules *rules = rules_get((enum rule_id)level->setup.rule);
    return rules != NULL && (rules->traits & RULES_NO_CLOCK) != 0;
}

/* The two keys that matter, the first ones of the siege's own table, and the
 * one that nobody would look for. */
static void say_keys(const struct level *level, char *out, size_t room)
{
    const struct keybind *keys = screen_siege.keys;
    if (keys == NULL || keys[0].key == 0 || keys[1].key == 0) {
        out[0] = '\0';
        return;
    }
    if (level->setup.rule == RULE_WORK && level->role == ROLE_TRAITOR) {
        (void)snprintf(out, room, "%s",
                       _("b: build on a block.  w: keep your blocks back.  g: "
                         "show your chain.  space: ride.  ?: help."));
        return;
    }
    if (level->role == ROLE_CITY && is_without_clock(level)) {
        (void)snprintf(out, room, "%s",
                       _("Enter, or a number: let that happen.  space: run "
                         "on.  u: undo.  !: it cannot be done.  ?: help."));
        return;
    }
    (void)snprintf(out, room,
                   level->role == ROLE_WATCH
                       ? _("%s: %s.  %s: %s.  ?: help.")
                       : _("%s: %s.  %s: %s.  !: it cannot be done.  ?: help."),
                   keys[0].label, _(keys[0].what), keys[1].label,
                   _(keys[1].what));
}

static void compose(const struct app *app, struct brief *brief)
{
    const struct level *level = &app->level;
    brief->count = 0;
    brief->low = app->height < 30;
    if (app->notes) {
        add(brief, NULL, _("For the teacher"), FRAME_TITLE);
        add(brief, NULL,
            say(app, level->notes)[0] != '\0' ? say(app, level->notes)
                                              : _("This level has no notes."),
            FRAME_TEXT);
        return;
    }
    words_role(brief->role, sizeof brief->role, level);
    words_goal(brief->goal, sizeof brief->goal, level);
    say_keys(level, brief->keys, sizeof brief->keys);
    add(brief, NULL, say(app, level->briefing), FRAME_TEXT);
    add(brief, _("Role"), brief->role, FRAME_ME);
    add(brief, _("Goal"), brief->goal, FRAME_ME);
    rule_explain(brief->rule, sizeof brief->rule,
                 (enum rule_id)level->setup.rule, level->setup.depth);
    add(brief, _("Rule"), brief->rule, FRAME_TEXT);
    words_pace(brief->pace, sizeof brief->pace, level);
    if (brief->pace[0] != '\0') {
        add(brief, _("Work"), brief->pace, FRAME_TEXT);
    }
    add(brief, _("Keys"), brief->keys, FRAME_TEXT);
}

/* What the player may foretell: the orders, one beside the other. */
static void draw_prediction(struct app *app, struct frame *frame, int y)
{
    int x = 1;
    text_draw(frame, x, y, frame->width - 2, say(app, app->level.predict),
              FRAME_TITLE);
    for (unsigned order = 0; order < app->level.setup.orders; order++) {
        char line[160];
        bool focus = app->predicted == order;
        (void)snprintf(line, sizeof line, " %u %s ", order + 1,
                       text_order(&app->level, order));
        int width = text_width(line);
        if (x + width > frame->width) {
            break;
        }
        text_draw(frame, x, y + 1, frame->width - x, line,
                  focus ? FRAME_FOCUS : text_order_role(order));
        app_hit(app, x, y + 1, width, 1, '1' + order, -1);
        x += width + 1;
    }
}

static void draw_head(struct app *app, struct frame *frame)
{
    char number[16];
    char left[512];
    char chapter[LEVEL_ID_MAX] = "";
    if (app_level_number(app, app->level.id, number, sizeof number) > 0) {
        (void)snprintf(left, sizeof left, "%s  %s", number,
                       say(app, app->level.title));
        app_chapter_name(app->level.id, chapter, sizeof chapter);
    } else {
        (void)snprintf(left, sizeof left, "%s", say(app, app->level.title));
    }
    draw_header(app, frame, left, chapter);
    draw_rule(frame, 1);
}

static void draw(struct app *app, struct frame *frame)
{
    struct brief brief;
    bool asks = asks_to_predict(app) && !app->notes;
    bool picture = frame->width >= PICTURE_FROM && !app->notes;
    int rows = frame->height - 5 - (asks ? 3 : 0);
    int half = frame->width * 11 / 20;
    int width = !picture ? frame->width - 2 : half > 76 ? 76 : half;
    compose(app, &brief);
    draw_head(app, frame);
    page_draw(frame, (struct box){1, 2, width, rows},
              &app->scroll[SCREEN_BRIEFING], brief.paragraph, brief.count);
    if (picture) {
        int x = width + 3;
        picture_draw(frame, (struct box){x, 2, frame->width - x - 1, rows},
                     &app->level);
    }
    if (asks) {
        draw_prediction(app, frame, frame->height - 5);
    }
    draw_rule(frame, frame->height - 3);
    if (app->message[0] != '\0') {
        draw_message(app, frame, frame->height - 2);
    } else {
        text_draw(frame, 1, frame->height - 2, frame->width - 2,
                  asks && app->predicted == ORDER_NONE
                      ? _("What do you foretell? Enter begins the siege.")
                      : _("Enter begins the siege."),
                  FRAME_TEXT);
        app_hit(app, 1, frame->height - 2, frame->width - 2, 1, KEYS_ENTER, -1);
    }
    draw_keys(app, frame);
}

/* Foretell the next order in a direction; the first key takes an end. */
static void turn_prediction(struct app *app, int step)
{
    int orders = app->level.setup.orders;
    int at = app->predicted == ORDER_NONE ? (step > 0 ? -1 : orders)
                                          : app->predicted;
    app->predicted = (uint8_t)((at + step + orders) % orders);
}

/* Who is asked to foretell is urged once, and not forced. */
static void begin(struct app *app)
{
    int *urged = &app->cursor[SCREEN_BRIEFING];
    if (asks_to_predict(app) && app->predicted == ORDER_NONE && !*urged) {
        *urged = 1;
        app->notes = false;
        app_say(app, "%s",
                _("First foretell: left or right, or a digit. Enter again "
                  "begins without."));
        return;
    }
    app->notes = false;
    (void)app_begin(app);
}

static void key(struct app *app, uint32_t key)
{
    bool asks = asks_to_predict(app) && !app->notes;
    app->message[0] = '\0';
    if (app_move_scroll(app, key)) {
        return;
    }
    if (key == KEYS_ENTER) {
        begin(app);
    } else if (key == 'x') {
        proof_open(app);
    } else if (key == 'e') {
        app->notes = false;
        lab_enter(app, true);
    } else if (key == 'o') {
        app->notes = !app->notes;
        app->scroll[SCREEN_BRIEFING] = 0;
    } else if (asks && key >= '1' &&
               key < '1' + (uint32_t)app->level.setup.orders) {
        app->predicted = (uint8_t)(key - '1');
    } else if (asks && (key == KEYS_LEFT || key == KEYS_RIGHT)) {
        turn_prediction(app, key == KEYS_LEFT ? -1 : 1);
    }
}

static bool back(struct app *app)
{
    bool open = app->notes;
    app->notes = false;
    return open;
}

static void enter(struct app *app)
{
    app->scroll[SCREEN_BRIEFING] = 0;
    app->cursor[SCREEN_BRIEFING] = 0;
    app->notes = false;
    app->predicted = ORDER_NONE;
}

static bool offers(const struct app *app, uint32_t key)
{
    if (key == 'x') {
        return proof_offered(app);
    }
    return key != KEYS_RIGHT || (asks_to_predict(app) && !app->notes);
}

static const struct keybind keys[] = {{KEYS_ENTER, "Enter", N_("begin")},
                                      {KEYS_RIGHT, "←→", N_("foretell")},
                                      {'o', "o", N_("teacher's notes")},
                                      {'x', "x", N_("prove it")},
                                      {'e', "e", N_("lab")},
                                      {KEYS_DOWN, "↑↓", N_("scroll")},
                                      {0, NULL, NULL}};

const struct screen screen_briefing = {.id = "briefing",
                                       .title = N_("The briefing"),
                                       .keys = keys,
                                       .enter = enter,
                                       .draw = draw,
                                       .key = key,
                                       .back = back,
                                       .offers = offers};
